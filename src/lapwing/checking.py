"""``lapwing knowledge check``: broken, contradicting and dead entries, and examples that do not hold, each with file and line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from lapwing.coding.lexicon import KEYS, Scene
from lapwing.errors import KnowledgeError, LapwingError
from lapwing.knowledge.examples import collect_at, problems, report_of
from lapwing.knowledge.loader import DATA
from lapwing.knowledge.schema import Entry
from lapwing.model import Report
from lapwing.pipeline import Pipeline
from lapwing.settings import Settings


class Finding(NamedTuple):
    """Something wrong in a knowledge file. ``line`` counts from 1; None where the file as a whole is meant."""

    file: str
    line: int | None
    kind: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}{f':{self.line}' if self.line else ''}: {self.kind}: {self.message}"


def check(settings: Settings, everything: bool = False, quick: bool = False) -> Iterator[Finding]:
    """All findings, in the order of the files.

    With folders of the user's own, entries of those are checked, and the examples of all knowledge, because a new entry may break an old one. Without,
    or with ``everything``, all entries are checked. ``quick`` leaves the examples of other entries out.
    """
    try:
        pipeline = Pipeline(settings)
        pipeline.load()
    except LapwingError as error:
        yield _broken(error, settings)
        return
    own = [f for f in pipeline.knowledge.folders if everything or not settings.knowledge or f != DATA]
    entries = [(path, e) for path in pipeline.knowledge.files("lexicon/en") if any(path.is_relative_to(f) for f in own)
               for e in pipeline.knowledge.read_file(path, Entry)]  # fmt: skip
    yield from _contradictions(entries, pipeline)
    decided: set[str] = set()
    wanted = {e.id for _, e in entries}
    for path, entry, number, example in collect_at(pipeline.knowledge):
        if quick and not any(path.is_relative_to(f) for f in own):
            continue
        coded = pipeline.code(report_of(example))
        for problem in problems(example, coded.events):
            yield Finding(str(path), line_of(path, entry, number), "example", f"{entry}, example {number + 1} ({_short(example.text)}): {problem}")
        if entry in wanted and entry not in decided:
            decided |= _deciding(report_of(example), pipeline)
    yield from _dead(entries, decided)


def _broken(error: LapwingError, settings: Settings) -> Finding:
    """What stopped the loading; where only an entry is known, the file that has it, the user's own first."""
    if not isinstance(error, KnowledgeError):
        return Finding("knowledge", None, "broken", str(error))
    told = f"{error.entry}: {error.reason}" if error.entry else error.reason
    if Path(error.file).is_file():
        return Finding(error.file, error.line or line_of(Path(error.file), error.entry), "broken", told)
    for folder in (*settings.knowledge, DATA):
        for path in sorted(folder.rglob("*.yaml")):
            if line := line_of(path, error.entry):
                return Finding(str(path), line, "broken", told)
    return Finding(error.file, None, "broken", told)


def _contradictions(entries: Sequence[tuple[Path, Entry]], pipeline: Pipeline) -> Iterator[Finding]:
    """Entries whose conditions are the same and whose type is not: which of them decides hangs on the order of the files."""
    told: dict[tuple[str, str, str], tuple[Path, Entry]] = {}
    for path in pipeline.knowledge.files("lexicon/en"):
        for entry in pipeline.knowledge.read_file(path, Entry):
            for key, lemma, rest in _conditions(entry, pipeline):
                first = told.setdefault((key, lemma, rest), (path, entry))
                if first[1].type != entry.type and (path, entry) in entries:
                    yield Finding(
                        str(path), line_of(path, entry.id), "contradiction",
                        f'{entry.id} says {entry.type} of "{lemma}", {first[1].id} ({first[0].name}) says {first[1].type} under the same conditions',
                    )  # fmt: skip


def _conditions(entry: Entry, pipeline: Pipeline) -> Iterator[tuple[str, str, str]]:
    sets = pipeline.lexicon.sets
    rest = repr((sorted((s, sorted(w)) for s, w in entry.when.items() if s not in KEYS), sorted((s, sorted(w)) for s, w in entry.unless.items())))
    for key in KEYS:
        for word in entry.when.get(key, ()):
            for lemma in sets.get(word[1:], ()) if word.startswith("$") else (word,):
                yield key, lemma, rest


def _deciding(report: Report, pipeline: Pipeline) -> set[str]:
    """The entries that decide a clause of a report, vetoes included."""
    read = pipeline.parse(report)
    grounding = pipeline.grounding(report, read)
    out = set()
    for sentence in read:
        tree, found = pipeline.clauses(sentence)
        scene = Scene(tree, grounding, pipeline.lexicon.persons, found)
        out |= {m.entry.id for c in found if (m := pipeline.lexicon.match(c, scene))}
    return out


def _dead(entries: Sequence[tuple[Path, Entry]], decided: set[str]) -> Iterator[Finding]:
    for path, entry in entries:
        positive = any(e.expect not in (None, "none") for e in entry.examples)
        negative = any(e.expect == "none" or e.not_ for e in entry.examples)
        line = line_of(path, entry.id)
        if entry.type != "none" and not positive:
            yield Finding(str(path), line, "untested", f"{entry.id} has no example of what it finds")
        if not negative and not any(_other(e.expect, entry) for e in entry.examples):
            yield Finding(str(path), line, "untested", f"{entry.id} has no example of what it must leave alone")
        if entry.id not in decided:
            yield Finding(str(path), line, "dead", f"{entry.id} decides none of its own examples: another entry does, or its conditions never hold")


def _other(expect: object, entry: Entry) -> bool:
    wanted = expect if isinstance(expect, list) else [expect]
    return all(isinstance(w, dict) and (w.get("type") != entry.type or w.get("status") not in (None, "actual")) for w in wanted)


def line_of(path: Path, entry: str | None, example: int | None = None) -> int | None:
    """The line of an entry, or of one of its examples (from 0); "entry 3" is the third of the file. None where it is not found."""
    if entry is None:
        return None
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    starts = [n for n, line in enumerate(lines) if line.startswith("- ")] + [len(lines)]
    number = re.fullmatch(r"entry (\d+)", entry)
    if number:
        at = int(number[1]) - 1
        return starts[at] + 1 if at < len(starts) - 1 else None
    named = re.compile(rf"\b(?:id|name): *[\"']?{re.escape(entry)}[\"']?(?:[,}}\s]|$)")
    for start, end in pairwise(starts):
        if any(named.search(line) for line in lines[start : min(end, start + 3)]):
            if example is None:
                return start + 1
            told = [n for n in range(start, end) if re.match(r" +- *\{?(?:text|title|published)\b", lines[n])]
            return (told[example] if example < len(told) else start) + 1
    return None


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"
