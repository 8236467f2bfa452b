"""Fill the scores of README.md and of the model card from the floors of the bench.

usage: python docs/refresh_scores.py
A score stands between ``<!--=KEY-->`` and ``<!--=-->``; KEY is a figure of ``bench/run.py``, ``ewt.las`` say. A new mark has ``{{KEY}}`` in it until the
script has run. A figure without a floor becomes "not measured", and is named.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FLOORS = ROOT / "bench/floors.json"
DOCUMENTS = (ROOT / "README.md", ROOT / "src/lapwing/weights/MODEL_CARD.md")
SCORE = re.compile(r"(<!--=(?P<key>[\w.]+)-->).*?(<!--=-->)")
UNKNOWN = "not measured"


def shown(value: float) -> str:
    """90.1 as it is, 3200 as 3,200."""
    return f"{value:,.0f}" if value >= 1000 else f"{value:g}"


def filled(text: str, floors: Mapping[str, float]) -> str:
    """``text`` with every score as the floors have it; nothing else changes, and filling twice is filling once."""
    return SCORE.sub(lambda m: f"{m[1]}{shown(floors[m['key']]) if m['key'] in floors else UNKNOWN}{m[3]}", text)


def keys(text: str) -> list[str]:
    """The figures that a text shows."""
    return [m["key"] for m in SCORE.finditer(text)]


def main() -> int:
    if not FLOORS.exists():
        print("refresh_scores: bench/floors.json is not there; nothing is filled", file=sys.stderr)
        return 1
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    for path in DOCUMENTS:
        text = path.read_text(encoding="utf-8")
        path.write_text(filled(text, floors), encoding="utf-8")
        for key in sorted({k for k in keys(text) if k not in floors}):
            print(f"{path.name}: {key} has no floor", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
