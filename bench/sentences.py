"""PLOVER types of single sentences: the held-out tenth of our own, and the PLOVER gold records.

Usage: PYTHONPATH=src python bench/sentences.py [--shared FOLDER] [--errors]

*type* compares the types coded in a sentence with those annotated, each type once a sentence (micro F1); *false* is the share of sentences without
events in which none is coded (higher is better, because floors only rise). The gold records have one type each: precision counts every type coded,
recall the records whose type is among them; *dyad* asks for the source and target countries too. Old PLOVER's types are mapped (DEMAND is REQUEST, DISAPPROVE
and INVESTIGATE are ACCUSE, FIGHT is ASSAULT).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "training")]

from event_markup import sentences as marked_sentences  # noqa: E402

from lapwing.model import Event, Report  # noqa: E402
from lapwing.pipeline import Pipeline  # noqa: E402

OLD = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT", "SEIZE": "COERCE", "REDUCE": "SANCTION"}


class Case(NamedTuple):
    """A sentence, its types, and (gold records) the countries of source and target."""

    place: str
    text: str
    types: frozenset[str]
    source: frozenset[str] | None = None
    target: frozenset[str] | None = None


def own(style: str = "") -> list[Case]:
    """The held-out tenth of ``training/events``."""
    return [Case(m.place, m.text, frozenset(t.type for t in m.triggers)) for m in marked_sentences() if m.held_out and m.place.startswith(style)]


def records(path: Path) -> list[Case]:
    """The PLOVER gold records that have a type."""
    out = []
    for item in json.loads(path.read_text(encoding="utf-8"))["records"]:
        kind = OLD.get(item["event"], item["event"])
        out.append(Case(item["id"], item["text"], frozenset({kind}), _codes(item.get("source")), _codes(item.get("target"))))
    return out


def _codes(parties: Any) -> frozenset[str]:
    return frozenset(str(p.get("code", ""))[:3] for p in parties or () if isinstance(p, dict)) - {""}


class Sums(Counter[str]):
    """Counts of hits, predictions, annotations."""

    def f1(self, hit: str = "hit", predicted: str = "predicted", gold: str = "gold") -> float:
        return round(200 * self[hit] / max(1, self[predicted] + self[gold]), 2)


def score(cases: Iterable[Case], pipeline: Pipeline, errors: bool = False, published: str | None = "2015-06-15") -> Sums:
    """The sums over sentences coded one by one."""
    sums = Sums()
    for case in cases:
        events = pipeline.code(Report(case.place, None, published, None, None, case.text)).events
        told = frozenset(e.type for e in events)
        sums.update(hit=len(told & case.types), predicted=len(told), gold=len(case.types), empty=not case.types, quiet=not case.types and not told)
        if case.source is not None:
            sums.update(dyads=any(_dyad(e, case) for e in events if e.type in case.types))
        if errors and told != case.types:
            print(f"{case.place}\t{' '.join(sorted(told)) or '-'} not {' '.join(sorted(case.types)) or '-'}\t{case.text}")
    return sums


def _dyad(event: Event, case: Case) -> bool:
    actors, recipients = ({e.country for e in side if e.country} for side in (event.actors, event.recipients))
    everybody = (case.source or frozenset()) | (case.target or frozenset())
    return (actors, recipients) == (case.source, case.target) or (actors | recipients == everybody and not case.target)


def measure(shared: Path) -> dict[str, float]:
    """Percentages on both."""
    pipeline = Pipeline()
    mine, gold = score(own(), pipeline), score(records(shared / "data/events/plover_gsr_dev.json"), pipeline)
    return {
        "sentences.own.type": mine.f1(), "sentences.own.quiet": round(100 * mine["quiet"] / max(1, mine["empty"]), 2),
        "sentences.plover.type": gold.f1(), "sentences.plover.recall": round(100 * gold["hit"] / max(1, gold["gold"]), 2),
        "sentences.plover.dyad": round(100 * gold["dyads"] / max(1, gold["gold"]), 2),
    }  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args(arguments)
    pipeline = Pipeline()
    for title, cases in (("own", own()), ("plover", records(options.shared / "data/events/plover_gsr_dev.json"))):
        sums = score(cases, pipeline, options.errors)
        p, r = (100 * sums["hit"] / max(1, sums[k]) for k in ("predicted", "gold"))
        print(f"{title:8} P {p:5.1f}  R {r:5.1f}  F1 {sums.f1():5.1f}   quiet {sums['quiet']}/{sums['empty']}   dyads {sums['dyads']}/{sums['gold']}")


if __name__ == "__main__":
    main()
