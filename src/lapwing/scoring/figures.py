"""Accuracy of coded events against annotated ones: found, who did it to whom, each field; with bootstrap intervals and errors by class.

An event is found when a predicted event of the same type shares words of evidence with it, or has the same actor countries and the same day. One
predicted event matches one annotated event. Events marked ``optional``, and what matches them, count neither way.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, field

from lapwing.scoring.fields import FIELDS, Coding, agree, dyad, evidence_spans, overlap, readings, values

DRAWS, LEVEL = 1000, 0.95
"""Documents are drawn anew so often, and the interval holds this share of the figures."""
_ENOUGH = 2
"""Characters of evidence that a chance overlap may share."""
_FULL = 60


class Document(Struct, frozen=True):
    """A report with its annotated and its predicted events. ``text`` is the title, a line break and the body; ``missing``: nothing was predicted."""

    id: str
    text: str
    gold: Sequence[Coding]
    predicted: Sequence[Coding]
    missing: bool = False


class Error(Struct, frozen=True):
    """One thing that is wrong: ``kind`` is missed, extra, or the name of a field."""

    document: str
    kind: str
    type: str
    detail: str


class Counts(Struct):
    """Sums over documents."""

    hit: int = 0
    gold: int = 0
    predicted: int = 0
    core_hit: int = 0
    core: int = 0
    dyad: int = 0
    fields: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    types_hit: Counter[str] = field(default_factory=Counter)
    types_gold: Counter[str] = field(default_factory=Counter)
    types_predicted: Counter[str] = field(default_factory=Counter)

    def add(self, other: Counts) -> None:
        for name in ("hit", "gold", "predicted", "core_hit", "core", "dyad"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in ("fields", "right", "types_hit", "types_gold", "types_predicted"):
            getattr(self, name).update(getattr(other, name))


class Rates(Struct, frozen=True):
    """Precision, recall and F1 in percent."""

    p: float
    r: float
    f1: float


class Figures(Struct, frozen=True):
    """Percentages with their intervals; ``fields`` gives (percent, right, of)."""

    documents: int
    missing: int
    gold: int
    predicted: int
    found: Rates
    dyad: Rates
    core_recall: float
    fields: dict[str, tuple[float, int, int]]
    types: dict[str, tuple[Rates, int]]
    intervals: dict[str, tuple[float, float]]


def pairs(gold: Sequence[Coding], predicted: Sequence[Coding], text: str) -> list[tuple[int, int]]:
    """Which predicted event is which annotated one: index pairs, best first, one to one."""
    scored = []
    for i, event in enumerate(gold):
        spans = [s for reading in readings(event) for s in evidence_spans(reading, text)]
        types = {r["type"] for r in readings(event)}
        for j, other in enumerate(predicted):
            if other.get("type") not in types:
                continue
            shared = overlap(spans, evidence_spans(other, text))
            who = agree(other, event, FIELDS["actor countries"]) and bool(values(other.get("actors"), "country"))
            day = agree(other, event, FIELDS["when"])
            if shared > _ENOUGH or (who and day):
                worth = min(shared, _FULL) / _FULL + who + 0.5 * agree(other, event, FIELDS["recipient countries"]) + 0.3 * day
                scored.append((worth, i, j))
    out: list[tuple[int, int]] = []
    for _, i, j in sorted(scored, key=lambda s: (-s[0], s[1], s[2])):
        if all(i != a and j != b for a, b in out):
            out.append((i, j))
    return out


def count(document: Document) -> tuple[Counts, list[Error]]:
    """The sums of one document, and what is wrong in it."""
    sums, errors = Counts(), []
    matched = pairs(document.gold, document.predicted, document.text)
    ignored = {j for i, j in matched if document.gold[i].get("optional")}
    found = {i: j for i, j in matched if not document.gold[i].get("optional")}
    sums.predicted = len(document.predicted) - len(ignored)
    for i, gold in enumerate(document.gold):
        if gold.get("optional"):
            continue
        sums.gold += 1
        sums.core += bool(gold.get("core"))
        sums.types_gold[gold["type"]] += 1
        if i in found:
            errors += _compare(document.id, gold, document.predicted[found[i]], sums)
        else:
            errors.append(Error(document.id, "missed", gold["type"], next(iter(gold.get("evidence") or [""]))))
    for j, event in enumerate(document.predicted):
        if j not in ignored:
            sums.types_predicted[event.get("type", "")] += 1
            if j not in found.values():
                quote = next(iter(event.get("evidence") or [""]))
                errors.append(Error(document.id, "extra", event.get("type", ""), quote["quote"] if isinstance(quote, Mapping) else quote))
    return sums, errors


def _compare(document: str, gold: Coding, event: Coding, sums: Counts) -> list[Error]:
    sums.hit += 1
    sums.core_hit += bool(gold.get("core"))
    sums.types_hit[gold["type"]] += 1
    sums.dyad += agree(event, gold, dyad)
    errors = []
    for name, key in FIELDS.items():
        if name == "fatalities low" and key(event) is None and all(key(r) is None for r in readings(gold)):
            continue
        sums.fields[name] += 1
        if agree(event, gold, key):
            sums.right[name] += 1
        else:
            errors.append(Error(document, name, gold["type"], f"{_shown(key(event))} not {_shown(key(gold))}"))
    return errors


def _shown(value: object) -> str:
    if isinstance(value, frozenset | tuple):
        return " ".join(sorted(map(str, value)) if isinstance(value, frozenset) else map(str, value)).strip() or "nothing"
    return str(value) if value not in (None, "") else "nothing"


def score(documents: Iterable[Document], draws: int = DRAWS) -> tuple[Figures, list[Error]]:
    """The figures over all documents, and every error. The same documents give the same intervals."""
    every = list(documents)
    counted = [count(d) for d in every]
    total = _sum(c for c, _ in counted)
    figures = Figures(
        documents=len(every), missing=sum(d.missing for d in every), gold=total.gold, predicted=total.predicted,
        found=_rates(total.hit, total.predicted, total.gold), dyad=_rates(total.dyad, total.predicted, total.gold),
        core_recall=_percent(total.core_hit, total.core),
        fields={n: (_percent(total.right[n], total.fields[n]), total.right[n], total.fields[n]) for n in FIELDS},
        types={t: (_rates(total.types_hit[t], total.types_predicted[t], total.types_gold[t]), total.types_gold[t])
               for t in sorted(total.types_gold | total.types_predicted)},
        intervals=_intervals([c for c, _ in counted], draws),
    )  # fmt: skip
    return figures, [e for _, errors in counted for e in errors]


def _intervals(counts: Sequence[Counts], draws: int) -> dict[str, tuple[float, float]]:
    """Bootstrap over documents, because events of one report are right and wrong together."""
    chance = random.Random(0)
    drawn: dict[str, list[float]] = {"found": [], "dyad": [], "core_recall": []}
    for _ in range(draws if len(counts) > 1 else 0):
        total = _sum(chance.choices(counts, k=len(counts)))
        drawn["found"].append(_rates(total.hit, total.predicted, total.gold).f1)
        drawn["dyad"].append(_rates(total.dyad, total.predicted, total.gold).f1)
        drawn["core_recall"].append(_percent(total.core_hit, total.core))
    cut = int(draws * (1 - LEVEL) / 2)
    return {name: (ordered[cut], ordered[-cut - 1]) for name, values in drawn.items() if (ordered := sorted(values))}


def _sum(counts: Iterable[Counts]) -> Counts:
    total = Counts()
    for item in counts:
        total.add(item)
    return total


def _rates(hit: int, predicted: int, gold: int) -> Rates:
    p, r = hit / predicted if predicted else 0.0, hit / gold if gold else 0.0
    return Rates(round(100 * p, 1), round(100 * r, 1), round(200 * p * r / (p + r), 1) if p + r else 0.0)


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 0.0
