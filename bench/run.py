"""Every measurement against its floor.

usage: python bench/run.py [--raise]
Prints a table and fails if a figure is below its floor (above its ceiling for seconds and megabytes). ``--raise`` writes better figures to
``floors.json``, which therefore only ever rises. Timings differ between machines: their floors leave room, set by hand.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FLOORS = ROOT / "bench/floors.json"
CEILINGS = ("start.", "memory.", "installed.")
BY_HAND = ("start.", "memory.", "installed.", "speed.")
SLACK, FIELD_SLACK = 0.15, 3.0
MAIN_EVENTS = ("events.found.f1", "events.dyad.f1", "events.core_recall")


def measures() -> dict[str, Callable[[Path], dict[str, float]]]:
    """The benches that exist, by name; each takes the shared folder."""
    sys.path.insert(0, str(ROOT / "bench"))
    import actors
    import chains
    import dates
    import events
    import places
    import reader
    import sentences
    import speed

    return {"reader": reader.measure, "events": events.measure, "dates": dates.measure, "places": places.measure,
            "actors": actors.measure, "chains": chains.measure, "sentences": sentences.measure, "speed": speed.measure}  # fmt: skip


def main() -> int:
    shared = ROOT.parent / "shared"
    if not shared.is_dir():
        print("bench: the shared data folder is not beside the repository; nothing is measured")
        return 0
    floors: dict[str, float] = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    bad = 0
    for measure in measures().values():
        for name, value in measure(shared).items():
            bad += _report(name, value, floors)
    if "--raise" in sys.argv:
        FLOORS.write_text(json.dumps(dict(sorted(floors.items())), indent=1) + "\n", encoding="utf-8")
    print(f"{bad} figures below their floor" if bad else "no figure is below its floor")
    return 1 if bad else 0


def _slack(name: str) -> float:
    """How far a figure may fall: fields are measured over the events found, so that finding one more may lower them."""
    if name.startswith(BY_HAND):
        return 0.0
    return FIELD_SLACK if name.startswith("events.") and name not in MAIN_EVENTS else SLACK


def _report(name: str, value: float, floors: dict[str, float]) -> bool:
    floor = floors.get(name)
    ceiling = name.startswith(CEILINGS)
    failed = floor is not None and (value > floor if ceiling else value < floor - _slack(name))
    print(f"{name:32} {value:>10} {'' if floor is None else f'(floor {floor})'}{'  BELOW' if failed else ''}", flush=True)
    if not name.startswith(BY_HAND) and (floor is None or value > floor):
        floors[name] = value
    return failed


if __name__ == "__main__":
    sys.exit(main())
