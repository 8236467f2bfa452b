"""Whether a coded example is what its entry expects. The examples of the knowledge are its tests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from lapwing.knowledge.loader import KnowledgeBase
from lapwing.knowledge.schema import Entry, Example, Operator
from lapwing.model import Entity, Event, Report


def collect(base: KnowledgeBase) -> Iterator[tuple[str, Example]]:
    """All examples of lexicon and operators, with ids like ``consult.yaml:consult.phone_call:0``."""
    for path, entry, number, example in collect_at(base):
        yield f"{path.name}:{entry}:{number}", example


def collect_at(base: KnowledgeBase) -> Iterator[tuple[Path, str, int, Example]]:
    """All examples of lexicon and operators: file, entry, number in the entry (from 0), example."""
    kinds: tuple[tuple[str, type[Entry] | type[Operator]], ...] = (("lexicon/en", Entry), ("lexicon/operators", Operator))
    for kind, form in kinds:
        for path in base.files(kind):
            for entry in base.read_file(path, form):
                for number, example in enumerate(entry.examples):
                    yield path, entry.id, number, example


def report_of(example: Example) -> Report:
    """The example as a report; "now" is its ``published``."""
    return Report("example", example.title, example.published, None, None, example.text)


def problems(example: Example, events: Sequence[Event]) -> list[str]:
    """What is wrong with the events coded from an example; empty if nothing is."""
    found = [f"{e.type}: must not be coded" for e in events if e.type in example.not_]
    expect = example.expect
    if expect == "none":
        return found + [f"{e.type} by {_codes(e.actors)} from {e.why[0]}: expected no event" for e in events]
    wanted: Iterable[Any] = expect if isinstance(expect, list) else [expect] if expect else []
    for want in wanted:
        missing = [_differences(want, e) for e in events]
        if [] not in missing:
            near = min(missing, key=len) if missing else ["no event"]
            found.append(f"{want}: not found ({'; '.join(near)})")
    return found


def _differences(want: dict[str, Any], event: Event) -> list[str]:
    out = []
    for name, value in want.items():
        have = _field(name, event)
        if name in ("actors", "recipients"):
            if not set(map(_normal, value)) <= set(have):
                out.append(f"{name} {have}")
        elif name in ("modes", "contexts"):
            if not set(value) <= set(have):
                out.append(f"{name} {have}")
        elif str(value) != str(have):
            out.append(f"{name} {have}")
    return out


def _normal(code: str) -> str:
    return " ".join(str(code).split())


def _field(name: str, event: Event) -> Any:
    if name in ("actors", "recipients"):
        return _codes(getattr(event, name))
    if name == "when":
        return event.when.value if event.when and event.when.value else event.when.start if event.when else None
    if name == "where":
        return event.where.country if event.where else None
    if name == "fatalities":
        return [event.fatalities.low, event.fatalities.high] if event.fatalities else None
    return getattr(event, name)


def _codes(entities: Sequence[Entity]) -> list[str]:
    """``"KEN COP"``, and the country or ``"- COP"`` alone as an example may give them."""
    out = []
    for e in entities:
        out.append(" ".join(c for c in (e.country or "-", e.sector) if c))
        if e.country:
            out.append(e.country)
    return out
