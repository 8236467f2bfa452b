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
    header = "Countries and dependencies (code = the state they fold into). Made by knowledge_build/actors.py from country-codes (PDDL)\nand the World Factbook (CC0), with hand corrections. seats: places named for the government; regions: parts named as actors."
    write("countries", header, actors_countries.countries(shared))


def cities(shared: Path) -> None:
    header = "Large cities with an unambiguous country, for 'residents of X'. Made by knowledge_build/actors.py from GeoNames (CC BY 4.0, geonames.org)."
    write("cities", header, actors_countries.cities(shared))


TASKS: dict[str, Callable[[Path], None]] = {"countries": countries, "cities": cities}


def main() -> None:
    folder = Path(sys.argv[1])
    if not (folder / "country-codes.csv").exists():
        sys.exit(f"{folder}: the data are not there")
    for name in sys.argv[2:] or TASKS:
        TASKS[name](folder)


if __name__ == "__main__":
    main()
