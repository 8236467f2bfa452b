"""What ``lapwing ground`` and ``lapwing actor`` print for people and for spreadsheets."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, TextIO

import msgspec
from msgspec import UNSET

from lapwing.model import ActorAnswer, DateMention, EntityMention, Grounded, PlaceMention, Quantity
from lapwing.output import Blocks, cell, heading, plain_text, printable

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

Mention = DateMention | PlaceMention | EntityMention | Quantity

GROUND_COLUMNS = (
    "story_id", "mention", "text", "start", "end", "in_title", "name", "country", "sector", "sectors", "role", "id", "chain",
    "timex", "value", "from", "to", "precision", "resolved", "admin1", "lat", "lon", "geonames_id", "location", "kind", "low", "high",
)  # fmt: skip
"""One row a mention; ``mention`` says which: entity, date, place or quantity. Columns of the other kinds are empty."""


class GroundCsv:
    """One row a mention, with a header."""

    def __init__(self, stream: TextIO) -> None:
        self._csv = csv.writer(stream, lineterminator="\n")
        self._csv.writerow(GROUND_COLUMNS)

    def write(self, found: Grounded) -> None:
        groups: tuple[tuple[str, Sequence[Mention]], ...] = (
            ("entity", found.entities), ("date", found.dates), ("place", found.places), ("quantity", found.quantities)
        )  # fmt: skip
        for kind, mentions in groups:
            for mention in mentions:
                row: dict[str, Any] = {**msgspec.structs.asdict(mention), "story_id": found.report.id, "mention": kind}
                row["from"], row["in_title"] = row.get("from_"), mention.in_ is not UNSET
                row["sectors"] = "|".join(row.get("sectors", ()))
                self._csv.writerow([cell(row.get(name)) for name in GROUND_COLUMNS])


class GroundTable:
    """A block a report: participants by chain, times, places, numbers."""

    def __init__(self, stream: TextIO) -> None:
        self._blocks = Blocks(stream)

    def write(self, found: Grounded) -> None:
        chains = len({e.chain for e in found.entities})
        counts = (f"{chains} participants", f"{len(found.dates)} times", f"{len(found.places)} places", f"{len(found.quantities)} numbers")
        parts: list[RenderableType] = [heading(found.report, counts)]
        told = {"who": _people(found.entities), "when": _times(found.dates), "where": _sites(found.places), "how many": _numbers(found.quantities)}
        for title, rows in told.items():
            if lines := list(rows):
                parts += [plain_text((title, "bold")), _columns(lines), plain_text("")]
        self._blocks.write(parts)


def _columns(rows: Sequence[tuple[str, str, str]]) -> RenderableType:
    from rich.table import Table

    grid = Table.grid(padding=(0, 2))
    grid.add_column(width=2)
    grid.add_column(overflow="fold", ratio=4)
    grid.add_column(overflow="fold", ratio=3, style="bold")
    grid.add_column(overflow="fold", ratio=6)
    for first, second, third in rows:
        grid.add_row("", *(plain_text(printable(text)) for text in (first, second, third)))
    return grid


def _people(entities: Sequence[EntityMention]) -> Iterator[tuple[str, str, str]]:
    chains: dict[int, list[EntityMention]] = {}
    for entity in entities:
        chains.setdefault(entity.chain, []).append(entity)
    for mentions in chains.values():
        best = next((m for m in mentions if m.id), mentions[0])
        codes = " ".join(filter(None, (best.country, best.sector))) or "not resolved"
        words = dict.fromkeys(m.text for m in mentions)
        yield best.name or best.text, codes, ", ".join(f"“{w}”" for w in words)


def _times(dates: Sequence[DateMention]) -> Iterator[tuple[str, str, str]]:
    for date in dates:
        days = f"{date.from_ or '..'} to {date.to or '..'}" if date.from_ != date.to else date.from_ or ""
        yield f"“{date.text}”", date.value or "", days if date.resolved else "not resolved: no publication date"


def _sites(places: Sequence[PlaceMention]) -> Iterator[tuple[str, str, str]]:
    for place in places:
        name = ", ".join(dict.fromkeys(p for p in (place.name, place.admin1) if p))
        at = f"{place.lat:.3f} {place.lon:.3f}, " if place.lat is not None and place.lon is not None else ""
        yield f"“{place.text}”", place.country or place.precision, f"{name} ({at}{place.precision}{'' if place.location else ', as an actor or owner'})"


def _numbers(quantities: Sequence[Quantity]) -> Iterator[tuple[str, str, str]]:
    for number in quantities:
        low, high = number.low, number.high
        told = f"{low:,}" if low == high and low is not None else f"{'..' if low is None else f'{low:,}'} to {'..' if high is None else f'{high:,}'}"
        yield f"“{number.text}”", told, number.kind


def answer_lines(answer: ActorAnswer) -> Iterator[Text]:
    """An answer to ``lapwing actor`` for people: one line a field that has something to say."""
    if not answer.country and not answer.sector and not answer.name:
        yield plain_text(printable(answer.phrase), ": no actor")
        return
    rows = (("phrase", answer.phrase), ("name", answer.name), ("country", answer.country), ("sectors", " ".join(answer.sectors)),
            ("role", answer.role), ("id", answer.entity), ("why", answer.why))  # fmt: skip
    for label, value in rows:
        if value:
            yield plain_text((f"{label:8}", "dim"), printable(value))
