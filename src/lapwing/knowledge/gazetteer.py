"""Reads ``data/places/gazetteer.tsv.xz``: facts about countries and towns from GeoNames (CC BY 4.0), made by ``knowledge_build/gazetteer.py``.

Each line is a tag and fields, separated by tabs. A ``country`` line is followed by seven lines that are the columns of its towns, sorted by id:
``name``, ``admin1`` (code), ``id``, ``lat``, ``lon`` (degrees x 10,000), ``population`` and ``also`` (other names, separated by ``|``). Ids and
coordinates are differences to the town before. ``state`` and ``county`` lines (United States) come last. Columns, because like beside like
compresses better: rows take a seventh more.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

from msgspec import Struct

from lapwing.errors import KnowledgeError
from lapwing.knowledge.loader import DATA

PATH = DATA / "places" / "gazetteer.tsv.xz"
COLUMNS = ("name", "admin1", "id", "lat", "lon", "population", "also")
DEGREE = 10_000
_CHECKED = 128
"""So many bytes at the end of an xz file hold the SHA-256 of its content (the file is written with that check)."""


class Country(Struct, frozen=True):
    """A country: ISO 3166 codes, area in square kilometres, top-level domain without the dot."""

    iso3: str
    iso: str
    geonames_id: int
    name: str
    capital: str
    km2: int
    population: int
    domain: str


class Town(Struct, frozen=True):
    """A town of 500 people or more: ``country`` is ISO3, ``admin1`` GeoNames' code of the division, ``lat`` and ``lon`` WGS84 degrees."""

    geonames_id: int
    name: str
    country: str
    admin1: str
    lat: float
    lon: float
    population: int
    also: tuple[str, ...]


class State(Struct, frozen=True):
    """A state of the United States."""

    code: str
    name: str
    geonames_id: int


class County(Struct, frozen=True):
    """A county of the United States and the code of its state."""

    name: str
    state: str


def records(path: Path = PATH) -> Iterator[Country | Town | State | County]:
    """All records in file order: each country before its towns, then states and counties. Raises KnowledgeError if the file is damaged."""
    import lzma  # only where the database is made

    try:
        with lzma.open(path, "rt", encoding="utf-8", newline="\n") as lines:
            yield from _parse(line.rstrip("\n").split("\t") for line in lines)
    except (OSError, EOFError, ValueError, lzma.LZMAError) as error:
        raise KnowledgeError(path.name, None, f"cannot be read ({error})") from None


def source(path: Path = PATH) -> str:
    """What the first line says of where the file comes from."""
    import lzma

    try:
        with lzma.open(path, "rt", encoding="utf-8", newline="\n") as lines:
            tag, *fields = lines.readline().rstrip("\n").split("\t")
    except (OSError, EOFError, ValueError, lzma.LZMAError) as error:
        raise KnowledgeError(path.name, None, f"cannot be read ({error})") from None
    return ", ".join(fields) if tag == "source" else ""


def fingerprint(path: Path = PATH) -> bytes:
    """Bytes that change whenever the content does: the checksum at the file's end, for reading all of it would be most of the start-up time."""
    with path.open("rb") as file:
        file.seek(-min(_CHECKED, path.stat().st_size), os.SEEK_END)
        return file.read()


def _parse(lines: Iterator[list[str]]) -> Iterator[Country | Town | State | County]:
    for tag, *fields in lines:
        if tag == "country":
            iso3, iso, number, name, capital, km2, population, domain = fields
            yield Country(iso3, iso, int(number), name, capital, int(km2), int(population), domain)
            yield from _towns(iso3, [_column(tag, next(lines, [""])) for tag in COLUMNS])
        elif tag == "state":
            yield State(fields[0], fields[1], int(fields[2]))
        elif tag == "county":
            yield County(fields[0], fields[1])
        elif tag != "source":
            raise ValueError(f"line of unknown kind {tag!r}")


def _column(tag: str, line: list[str]) -> list[str]:
    if line[0] != tag:
        raise ValueError(f"{line[0]!r} where {tag!r} should be")
    return line[1:]


def _towns(country: str, columns: list[list[str]]) -> Iterator[Town]:
    names, codes, ids, lats, lons, populations, also = columns
    numbers = (accumulate(map(int, column)) for column in (ids, lats, lons))
    for name, code, number, lat, lon, population, others in zip(names, codes, *numbers, populations, also, strict=True):
        other_names = tuple(others.split("|")) if others else ()
        yield Town(number, name, country, code, lat / DEGREE, lon / DEGREE, int(population), other_names)
