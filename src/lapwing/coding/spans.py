"""Exact words of the report: phrases, triggers and evidence quotes."""

from __future__ import annotations

import re

from msgspec import UNSET

from lapwing.model import Evidence, Report, Sentence, Span
from lapwing.trees import Tree

SHORTEST, LONGEST = 6, 30


def words(report: Report, sentence: Sentence, first: int, last: int) -> Span:
    """The text from token ``first`` to token ``last``, both included."""
    text = (report.title or "") if sentence.in_title else report.text
    start, end = sentence.tokens[first].start, sentence.tokens[last].end
    return Span(text[start:end], start, end, "title" if sentence.in_title else UNSET)


def find(quote: str, text: str) -> tuple[int, int] | None:
    """Where a quote stands in a text, whatever its case, spaces and punctuation; None where it does not."""
    parts = re.findall(r"\w+", quote)
    hit = re.search(r"\W+".join(map(re.escape, parts)), text, re.IGNORECASE) if parts else None
    return hit.span() if hit else None


def evidence(report: Report, tree: Tree, head: int, needed: tuple[int, ...]) -> Evidence:
    """A quote of 6 to 30 words around a predicate: its clause, cut or widened as far as needed."""
    tokens = tree.tokens
    below = tree.subtree(head)
    first, last = min([*below, *needed]), max([*below, *needed])
    first, last = _narrow(first, last, min([head, *needed]), max([head, *needed]))
    first, last = _widen(first, last, len(tokens))
    while last > first and tokens[last].upos == "PUNCT" and tokens[last].text in ",;:.\u2013-" and last - first + 1 > SHORTEST:
        last -= 1
    while first < last and tokens[first].upos == "PUNCT" and last - first + 1 > SHORTEST:
        first += 1
    span = words(report, tree.sentence, first, last)
    return Evidence(span.text, span.start, span.end, span.in_)


def _narrow(first: int, last: int, low: int, high: int) -> tuple[int, int]:
    """At most LONGEST words, keeping what is needed in."""
    if last - first + 1 <= LONGEST:
        return first, last
    room = max(0, LONGEST - (high - low + 1))
    start = max(first, low - room // 2)
    end = min(last, start + LONGEST - 1)
    return max(first, end - LONGEST + 1), end


def _widen(first: int, last: int, count: int) -> tuple[int, int]:
    while last - first + 1 < SHORTEST and (first > 0 or last < count - 1):
        if last < count - 1:
            last += 1
        if last - first + 1 < SHORTEST and first > 0:
            first -= 1
    return first, last
