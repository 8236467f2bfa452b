"""Sentences that we wrote for the event heads, with the annotation in the text; ``training/events/*.txt``, one sentence a line.

    {1a Kenyan police} [1 arrested COERCE/arrest] {1r two students} in Nairobi after {2a they} [2 clashed ASSAULT] with {2a officers}.

``[N words TYPE/mode status historical]`` marks the words for the action (the verb or noun itself, without its auxiliaries and objects) with a PLOVER
type; mode, status (future, hypothetical, negated; actual if absent) and ``historical`` may be left out. ``{Na words}`` and ``{Nr words}`` mark actors
and recipients of event N, ``{1a,2r words}`` of several. Lines that begin with ``#`` say in which style the next ones are written; a sentence without marks
tells no event. Square and curly brackets cannot stand in a sentence otherwise.
"""

from __future__ import annotations

import re
import sys
import zlib
from collections import Counter
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

FOLDER = Path(__file__).with_name("events")
TYPES = "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT".split()
STATUSES = ("actual", "future", "hypothetical", "negated")
_MARK = re.compile(r"\[(?P<event>\d) (?P<words>[^\[\]{}]+?) (?P<type>[A-Z]+)(?:/(?P<mode>[a-z-]+))?"
                   r"(?P<flags>(?: (?:future|hypothetical|negated|historical))*)\]"
                   r"|\{(?P<roles>\d[ar](?:,\d[ar])*) (?P<who>[^\[\]{}]+)\}")  # fmt: skip


class Trigger(NamedTuple):
    """The words ``start:end`` of an event. ``mode`` is empty where none is told."""

    event: int
    start: int
    end: int
    type: str
    mode: str
    status: str
    historical: bool


class Part(NamedTuple):
    """A participant ``start:end`` of an event: actor or recipient."""

    event: int
    role: str
    start: int
    end: int


class Marked(NamedTuple):
    """A sentence without its marks, what the marks say, and where it stands."""

    text: str
    triggers: tuple[Trigger, ...]
    parts: tuple[Part, ...]
    place: str

    @property
    def held_out(self) -> bool:
        """Whether it is one of the tenth that is never trained on."""
        return zlib.crc32(self.text.encode()) % 10 == 0


def read_line(line: str, place: str = "", modes: frozenset[str] | None = None) -> Marked:
    """One marked sentence. Raises ValueError saying what is wrong."""
    text, at = "", 0
    triggers: list[Trigger] = []
    parts: list[Part] = []
    for mark in _MARK.finditer(line):
        text += line[at : mark.start()]
        at, start = mark.end(), len(text)
        text += mark["words"] or mark["who"]
        if mark["roles"]:
            parts += [Part(int(r[0]), {"a": "actor", "r": "recipient"}[r[1]], start, len(text)) for r in mark["roles"].split(",")]
            continue
        flags = mark["flags"].split()
        status = next((f for f in flags if f in STATUSES), "actual")
        triggers.append(Trigger(int(mark["event"]), start, len(text), mark["type"], mark["mode"] or "", status, "historical" in flags))
    text += line[at:]
    if set(text) & set("[]{}"):
        raise ValueError(f"a mark that cannot be read: {text[max(0, text.find('[') - 10):][:60]}")
    _check(triggers, parts, modes)
    return Marked(text, tuple(triggers), tuple(parts), place)


def _check(triggers: list[Trigger], parts: list[Part], modes: frozenset[str] | None) -> None:
    numbers = [t.event for t in triggers]
    if len(set(numbers)) != len(numbers):
        raise ValueError("two triggers of one event")
    if wrong := {t.type for t in triggers} - set(TYPES):
        raise ValueError(f"no such type: {', '.join(sorted(wrong))}")
    if modes is not None and (odd := {f"{t.type}/{t.mode}" for t in triggers if t.mode} - modes):
        raise ValueError(f"no such mode: {', '.join(sorted(odd))}")
    if lost := {p.event for p in parts} - set(numbers):
        raise ValueError(f"participants of an event without words: {sorted(lost)}")


def known_modes() -> frozenset[str]:
    """TYPE/mode pairs of the ontology."""
    from lapwing.coding.ontology import EventType
    from lapwing.knowledge.loader import KnowledgeBase

    return frozenset(f"{t.id}/{m}" for t in KnowledgeBase().read("ontology", EventType, "types") for m in t.modes)


def sentences(folder: Path = FOLDER) -> list[Marked]:
    """All sentences of the folder, each once. Raises ValueError naming file and line."""
    modes, out, seen = known_modes(), [], set()
    for path in sorted(folder.glob("*.txt")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            place = f"{path.name}:{number}"
            try:
                marked = read_line(line.strip(), place, modes)
            except ValueError as error:
                raise ValueError(f"{place}: {error}") from None
            if marked.text not in seen:
                seen.add(marked.text)
                out.append(marked)
    return out


def main() -> None:
    """usage: python training/event_markup.py [FILE…]: check files and count."""
    modes = known_modes()
    for name in sys.argv[1:] or map(str, sorted(FOLDER.glob("*.txt"))):
        types: Counter[str] = Counter()
        found = bad = 0
        for number, line in enumerate(Path(name).read_text(encoding="utf-8").splitlines(), 1):
            if line.strip() and not line.startswith("#"):
                try:
                    marked = read_line(line.strip(), "", modes)
                    found += 1
                    types.update([t.type for t in marked.triggers] or ["none"])
                    types.update(t.status for t in marked.triggers if t.status != "actual")
                except ValueError as error:
                    bad += 1
                    print(f"{name}:{number}: {error}")
        print(name, found, "sentences,", bad, "broken;", ", ".join(f"{t} {n}" for t, n in types.most_common()))


if __name__ == "__main__":
    main()
