"""Where paragraphs begin and end in plain text: blank lines, single line breaks, and lines that were wrapped at a width."""

from __future__ import annotations

import re
from itertools import pairwise

Span = tuple[int, int]

_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BLANK = re.compile(r"(?:\r\n|[\r\n\v\x85])[ \t\xa0]*(?:\r\n|[\r\n\v\x85])|[\f\x1c-\x1e\u2028\u2029]")
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\Z")

WIDEST_WRAP = 120
"""Characters: text whose longest line is longer was not wrapped at a width (terminals, mail and print use 60 to 100)."""
NARROWEST_WRAP = 40
"""Characters: no one wraps narrower; short lines are lists."""
FULL_LINES = 3
"""So many lines must be full and end amid a sentence before a text counts as wrapped."""


def trim(text: str, start: int, end: int) -> Span:
    """The span without the white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def lines(text: str) -> list[Span]:
    """Spans of the lines that are not blank, trimmed."""
    found = (trim(text, m.start(), m.end()) for m in _LINE.finditer(text))
    return [span for span in found if span[0] < span[1]]


def paragraphs(text: str) -> list[Span]:
    """Spans of the paragraphs of ``text``, trimmed; together they hold every character that is not white space.

    A line break ends a paragraph, unless the whole text is wrapped at a width: then only a blank line, or a line that had room for the
    next word, does.
    """
    spans = lines(text)
    width = wrap_width(text, spans)
    if width is None:
        return spans
    out: list[Span] = []
    for span in spans:
        if out and _soft(text, out[-1], span, width):
            out[-1] = (out[-1][0], span[1])
        else:
            out.append(span)
    return out


def wrap_width(text: str, spans: list[Span]) -> int | None:
    """The width at which ``text`` was wrapped, or None if its line breaks are real."""
    if len(spans) <= FULL_LINES:
        return None
    width = max(end - start for start, end in spans)
    if not NARROWEST_WRAP <= width <= WIDEST_WRAP:
        return None
    full = 0
    for before, after in pairwise(spans):
        amid = _SENTENCE_END.search(text, max(before[0], before[1] - 4), before[1]) is None
        full += amid and _soft(text, before, after, width)
    return width if full >= FULL_LINES else None


def _soft(text: str, before: Span, after: Span, width: int) -> bool:
    """Whether the break between two lines is only there because the line was full."""
    if _BLANK.search(text, before[1], after[0]):
        return False
    begin = max(before[0], before[1] - width - 1)  # a line is no longer than the width
    used = before[1] - max(text.rfind("\n", begin, before[1]) + 1, text.rfind("\r", begin, before[1]) + 1, begin)
    word = re.compile(r"\S+").match(text, after[0], min(after[1], after[0] + width))
    return used + 1 + (len(word.group()) if word else 0) > width
