"""Derives knowledge/data/actors files from open data: ``python knowledge_build/actors.py DATA_FOLDER [countries cities …]``.

DATA_FOLDER holds country-codes.csv, factbook/, reign/, ucdp/, world_leaders_2026/ and, beside it, places/. Sources and licences: NOTICE.actors.md. What is written by hand
(agents, titles, institutions, organizations, people, parties) is not touched.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import actors_countries
import actors_groups
import actors_leaders

OUT = Path(__file__).parents[1] / "src" / "lapwing" / "knowledge" / "data" / "actors"
_PLAIN = re.compile(r"[^\W\d_][\w .'-]*[\w.]")
_RESERVED = {"yes", "no", "on", "off", "true", "false", "null", "y", "n"}


def flow(value: Any) -> str:
    """YAML on one line; quotes only where they are needed."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{k}: {flow(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(v) for v in value) + "]"
    text = str(value)
    return text if _PLAIN.fullmatch(text) and text.lower() not in _RESERVED else json.dumps(text, ensure_ascii=False)


def write(name: str, header: str, records: Iterable[dict[str, Any]]) -> None:
    lines = [*(f"# {line}" for line in header.splitlines()), *(f"- {flow(r)}" for r in records)]
    (OUT / f"{name}.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{name}: {len(lines)} lines")


def countries(shared: Path) -> None:
    header = (
        "Countries and dependencies (code = the state they fold into). Made by knowledge_build/actors.py from country-codes (PDDL)\n"
        "and the World Factbook (CC0), with hand corrections. seats: places named for the government; regions: parts named as actors."
    )
    write("countries", header, actors_countries.countries(shared))


def cities(shared: Path) -> None:
    header = "Large cities with an unambiguous country, for 'residents of X'. Made by knowledge_build/actors.py from GeoNames (CC BY 4.0, geonames.org)."
    write("cities", header, actors_countries.cities(shared))


def leaders(shared: Path) -> None:
    header = (
        "Heads of state and government since 1990 that are not in people_*.yaml. Made by knowledge_build/actors.py from REIGN (MIT), the World Factbook (CC0)\n"
        "and world-leaders-current (CC BY-SA 4.0, from Wikidata): names, offices, dates."
    )
    write("leaders", header, actors_leaders.leaders(shared, OUT))


def conflict_actors(shared: Path) -> None:
    header = "Organised armed groups. Made by knowledge_build/actors.py from the UCDP Actor List 22.1 (Uppsala Conflict Data Program, CC BY 4.0)."
    write("conflict_actors", header, actors_groups.conflict_actors(shared, OUT))


def assemblies(shared: Path) -> None:
    header = "Legislatures by their own names, and parties. Made by knowledge_build/actors.py from the World Factbook (CC0)."
    write("assemblies", header, actors_groups.assemblies(shared, OUT))


TASKS: dict[str, Callable[[Path], None]] = {"countries": countries, "cities": cities, "leaders": leaders, "assemblies": assemblies, "conflict_actors": conflict_actors}


def main() -> None:
    folder = Path(sys.argv[1])
    if not (folder / "country-codes.csv").exists():
        sys.exit(f"{folder}: the data are not there")
    for name in sys.argv[2:] or TASKS:
        TASKS[name](folder)


if __name__ == "__main__":
    main()
