"""Users' own actors as CSV (``<folder>/actors/*.csv``): one row a period of one actor; the form is told in docs/actors.md.

Every mistake is reported with file, line and column; nothing is guessed and no row is dropped in silence.
"""

from __future__ import annotations

import csv
import io
import re
from contextlib import suppress
from datetime import date
from pathlib import Path

from msgspec import Struct

from lapwing.errors import KnowledgeError
from lapwing.knowledge.actors import INTERNATIONAL, SECTORS, Named
from lapwing.knowledge.loader import decoded

COLUMNS = ("name", "aliases", "kind", "country", "sector", "role", "from", "to")
"""The columns; only ``name`` and ``country`` must be there, their order is free."""

KINDS = frozenset({"person", "organization"})
_DAY = re.compile(r"\d{4}(?:-\d\d){0,2}", re.ASCII)
_COUNTRY = re.compile(r"[A-Z]{3}")


class Listed(Struct, frozen=True):
    """An actor of a user's list: ``kind`` is person or organization."""

    kind: str
    named: Named


class _Row(Struct, frozen=True):
    """A row with the place of each cell, for messages."""

    path: Path
    line: int
    cells: dict[str, str]
    numbers: dict[str, int]

    def wrong(self, column: str, reason: str) -> KnowledgeError:
        return KnowledgeError(str(self.path), column, reason, self.line, self.numbers.get(column, 0) + 1)


def read_list(path: Path, content: bytes, countries: frozenset[str]) -> list[Listed]:
    """The actors of one file; rows with one name are periods of one actor. Raises KnowledgeError with line and column (cells, from 1)."""
    found: dict[str, list[_Row]] = {}
    for row in _rows(path, content):
        _check(row, countries)
        found.setdefault(row.cells["name"], []).append(row)
    return [_listed(rows) for rows in found.values()]


def check_code(code: str, countries: frozenset[str]) -> str | None:
    """What is wrong with ``[FROM/TO ]COUNTRY[ SECTOR[+SECTOR…]][ role]``; None where nothing is."""
    parts = code.split(" ")
    if "/" in parts[0]:
        start, _, end = parts.pop(0).partition("/")
        for day in (start, end):
            if problem := _day_problem(day):
                return problem
        if start and end and end < start[: len(end)]:
            return f"{end} is before {start}"
    if not parts or (problem := _country_problem(parts[0], countries)):
        return problem if parts else "a code needs a country"
    return _sector_problem(parts[1].replace("-", "")) if len(parts) > 1 else None


def _rows(path: Path, content: bytes) -> list[_Row]:
    reader = csv.reader(io.StringIO(decoded(path, content), newline=""), strict=True)
    out: list[_Row] = []
    header: list[str] = []
    line = 1
    try:
        for cells in reader:
            if not header:
                header = _header(path, [c.strip().lower() for c in cells])
            elif any(c.strip() for c in cells):
                out.append(_row(path, line, header, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        raise KnowledgeError(str(path), None, f"not CSV: {error}", line, 1) from None
    return out


def _header(path: Path, names: list[str]) -> list[str]:
    for number, name in enumerate(names):
        if name not in COLUMNS:
            raise KnowledgeError(str(path), None, f"no column is called {name!r}; columns are {', '.join(COLUMNS)}", 1, number + 1)
        if name in names[:number]:
            raise KnowledgeError(str(path), None, f"column {name!r} is there twice", 1, number + 1)
    for name in ("name", "country"):
        if name not in names:
            raise KnowledgeError(str(path), None, f"column {name!r} is missing", 1, 1)
    return names


def _row(path: Path, line: int, header: list[str], cells: list[str]) -> _Row:
    if len(cells) > len(header):
        raise KnowledgeError(str(path), None, f"{len(cells)} cells, {len(header)} columns; put cells with a comma in double quotes", line, len(header) + 1)
    numbers = {name: number for number, name in enumerate(header)}
    return _Row(path, line, {**dict.fromkeys(COLUMNS, ""), **dict(zip(header, (c.strip() for c in cells), strict=False))}, numbers)


def _check(row: _Row, countries: frozenset[str]) -> None:
    cells = row.cells
    if not cells["name"]:
        raise row.wrong("name", "an actor needs a name")
    if cells["kind"] and cells["kind"] not in KINDS:
        raise row.wrong("kind", f"{cells['kind']!r} is neither person nor organization")
    if problem := _country_problem(cells["country"], countries):
        raise row.wrong("country", problem)
    if problem := _sector_problem(cells["sector"]):
        raise row.wrong("sector", problem)
    for column in ("from", "to"):
        if problem := _day_problem(cells[column]):
            raise row.wrong(column, problem)
    if cells["from"] and cells["to"] and cells["to"] < cells["from"][: len(cells["to"])]:
        raise row.wrong("to", f"{cells['to']} is before {cells['from']}")


def _day_problem(day: str) -> str | None:
    """What is wrong with a day, month or year of the calendar; empty is open."""
    with suppress(ValueError):
        if not day or (_DAY.fullmatch(day) and date.fromisoformat(f"{day}-01-01"[:10])):
            return None
    return f"{day!r} is no day as 2020-01-31, 2020-01 or 2020"


def _country_problem(code: str, countries: frozenset[str]) -> str | None:
    if not code:
        return "a country is needed: ISO 3166 alpha-3, or UNO, EUR, IGO, NGO, ISM, IMG, MNC"
    if not _COUNTRY.fullmatch(code) or (code not in countries and code not in INTERNATIONAL):
        return f"{code!r} is no ISO 3166 alpha-3 country, nor UNO, EUR, IGO, NGO, ISM, IMG, MNC"
    return None


def _sector_problem(sectors: str) -> str | None:
    bad = next((s for s in sectors.split("+") if s and s not in SECTORS), None)
    return f"{bad!r} is no sector; sectors are {', '.join(sorted(SECTORS))}" if bad else None


def _listed(rows: list[_Row]) -> Listed:
    """One actor: its aliases together, one code a row."""
    first = rows[0].cells
    kind = next((r.cells["kind"] for r in rows if r.cells["kind"]), "person" if any(r.cells["role"] for r in rows) else "organization")
    aliases = list(dict.fromkeys(a.strip() for r in rows for a in r.cells["aliases"].split(";") if a.strip()))
    return Listed(kind, Named(first["name"], [_code(r.cells) for r in rows], aliases))


def _code(cells: dict[str, str]) -> str:
    dates = f"{cells['from']}/{cells['to']} " if cells["from"] or cells["to"] else ""
    tail = " ".join(p for p in (cells["sector"] or ("-" if cells["role"] else ""), cells["role"]) if p)
    return f"{dates}{cells['country']} {tail}".strip()
