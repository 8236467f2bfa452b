"""What is compared of two codings of one event: evidence, participants, days. Codings are plain JSON objects, as annotators write them."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

Coding = Mapping[str, Any]
Interval = tuple[int, int]


def evidence_spans(event: Coding, text: str) -> list[Interval]:
    """Where the quotes of an event stand in the text; a quote is found whatever its spaces and punctuation."""
    quotes = [q["quote"] if isinstance(q, Mapping) else q for q in event.get("evidence", [])]
    return [span for quote in quotes if quote and (span := _find(quote, text))]


def _find(quote: str, text: str) -> Interval | None:
    at = text.find(quote)
    if at >= 0:
        return at, at + len(quote)
    words = re.findall(r"\w+", quote)
    hit = re.search(r"\W+".join(map(re.escape, words)), text) if words else None
    return hit.span() if hit else None


def overlap(spans: Iterable[Interval], others: Sequence[Interval]) -> int:
    """The most characters that two of the spans share."""
    return max((min(a[1], b[1]) - max(a[0], b[0]) for a in spans for b in others), default=0)


def values(entities: Iterable[Coding] | None, field: str) -> frozenset[str]:
    """The values of a field of several participants; empty ones left out."""
    return frozenset(e.get(field) or "" for e in entities or ()) - {""}


def days(when: Coding | None) -> tuple[str, str]:
    """First and last ISO day, empty where open or unknown; from ``start`` and ``end``, else from ``value`` (2020, 2020-01, 2020-01-02/..)."""
    if not when:
        return "", ""
    if when.get("start") or when.get("end"):
        return (when.get("start") or "")[:10], (when.get("end") or "")[:10]
    first, bar, last = (when.get("value") or "").strip().partition("/")
    return _bound(first, False), _bound(last if bar else first, True)


def _bound(value: str, last: bool) -> str:
    try:
        if re.fullmatch(r"\d{4}", value):
            return value + ("-12-31" if last else "-01-01")
        if re.fullmatch(r"\d{4}-\d\d", value):
            year, month = map(int, value.split("-"))
            return value + (f"-{calendar.monthrange(year, month)[1]:02d}" if last else "-01")
        return date.fromisoformat(value[:10]).isoformat() if value and value != ".." else ""
    except ValueError:
        return ""


def readings(gold: Coding) -> list[Coding]:
    """The codings of one event by several annotators: the first and its ``variants``."""
    return [gold, *gold.get("variants", [])]


def agree(event: Coding, gold: Coding, key: Callable[[Coding], object]) -> bool:
    """Whether a coding has the value of any annotator."""
    return any(key(event) == key(reading) for reading in readings(gold))


def dyad(event: Coding) -> tuple[frozenset[str], frozenset[str]]:
    """Who did it to whom, by country."""
    return values(event.get("actors"), "country"), values(event.get("recipients"), "country")


FIELDS: dict[str, Callable[[Coding], object]] = {
    "status": lambda e: e.get("status", "actual"),
    "historical": lambda e: bool(e.get("historical")),
    "actor countries": lambda e: values(e.get("actors"), "country"),
    "actor sectors": lambda e: values(e.get("actors"), "sector"),
    "recipient countries": lambda e: values(e.get("recipients"), "country"),
    "recipient sectors": lambda e: values(e.get("recipients"), "sector"),
    "when": lambda e: days(e.get("when")),
    "where country": lambda e: (e.get("where") or {}).get("country") or "",
    "fatalities low": lambda e: (e.get("fatalities") or {}).get("low"),
    "mode": lambda e: frozenset(e.get("modes") or []),
}
"""Fields that are scored over the events found."""
