"""Times told in a report: where they stand and which days they mean.

Each sentence is parsed in one pass (``date_parse``), ranges are joined (``date_intervals``), and the story is read in order, so that
"the next day" knows the day before it (``date_resolve``). What words mean is knowledge (``knowledge/data/dates``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from lapwing.grounded import Dated
from lapwing.grounding.date_calendar import Period, civil, ordinal
from lapwing.grounding.date_cursor import Cursor, Expr
from lapwing.grounding.date_intervals import join
from lapwing.grounding.date_lexicon import Lexicon
from lapwing.grounding.date_parse import expressions
from lapwing.grounding.date_resolve import Context, Resolved, days, ends, resolve
from lapwing.grounding.date_tense import Tense, dependents, tense
from lapwing.knowledge.loader import KnowledgeBase
from lapwing.model import Sentence, Span, When

_HISTORY = 6
"""So many dates with a past year, and hardly any weekday or "yesterday", make a text history rather than news."""

_COMMA = 2
"""From one year of a list to the next there are so many words."""
_OPENING = 2
"""A bare year after so many words does not carry the story on."""
_FAR = 5
"""A bare year so many years from the date told last is a remark; the story goes back with the next sentence."""


class DateGrammar:
    """The words of time, ready for parsing; made once for many reports."""

    def __init__(self, base: KnowledgeBase) -> None:
        self.lexicon = Lexicon(base)


def ground_dates(sentences: Sequence[Sentence], published: str | None, grammar: DateGrammar) -> list[Dated]:
    """All times of a report, in order. Without ``published`` (an ISO day) what depends on it stays unresolved.

    Raises ValueError where ``published`` is no ISO day.
    """
    return [
        Dated(sentence.index, expr.first, expr.last, _when(sentence, expr, found))
        for sentence, expr, found in resolved_expressions(sentences, published, grammar, True)
    ]


def ground_ends(sentences: Sequence[Sentence], published: str | None, grammar: DateGrammar) -> list[Dated]:
    """As ``ground_dates``, with the extents of TimeML: "from 1991 to 2001" gives its two ends, and no preposition belongs to a time."""
    return [
        Dated(sentence.index, expr.first, expr.last, _when(sentence, expr, found))
        for sentence, expr, found in resolved_expressions(sentences, published, grammar, False)
    ]


def resolved_expressions(
    sentences: Sequence[Sentence], published: str | None, grammar: DateGrammar, intervals: bool
) -> Iterator[tuple[Sentence, Expr, Resolved]]:
    """Expressions with their days; with ``intervals`` false the ends of "from … to" stay apart, as in TIMEX annotation."""
    parsed = []
    for sentence in sentences:
        c = Cursor(sentence.tokens, grammar.lexicon)
        found = expressions(c)
        parsed.append((sentence, c, join(c, found) if found else found))
    day = date.fromisoformat(published[:10]) if published else None
    now = ordinal(day.year, day.month, day.day) if day else None
    story = _Story(now, _is_history([e for _, _, found in parsed for e in _few_years(found)], now))
    for sentence, c, found in parsed:
        below = dependents(sentence.tokens) if found else []
        for k, expr in enumerate(found):
            told = tense(sentence, below, c.words, expr.first, expr.last, grammar.lexicon) if _needs_tense(expr) else "past"
            context = story.context(sentence, expr, told)
            answer = resolve(expr, context)
            if answer.value is None and k + 1 < len(found) and _renamed(c, expr, found[k + 1]):
                answer = resolve(found[k + 1], context)
            story.told(sentence, expr, answer)
            if intervals or expr.inner is None:
                yield sentence, expr, answer
            else:
                yield from _apart(sentence, expr, context)


def _renamed(c: Cursor, vague: Expr, plain: Expr) -> bool:
    """Whether a vague time is told again as a date: "a few days later, on July 2"."""
    between = c.words[vague.last + 1 : plain.first]
    return vague.kind == "relative" and vague.count is None and plain.kind in ("period", "month_day") and between in ([","], [",", "on"])


def _apart(sentence: Sentence, expr: Expr, context: Context) -> Iterator[tuple[Sentence, Expr, Resolved]]:
    """The ends of an interval, each by itself."""
    first, last = expr.inner or (expr.first, expr.last)
    plain = replace(expr, first=first, last=last, until=None, open="", inner=None)
    found = ends(expr, expr.until, context) if expr.until else None
    for end, told in zip((plain, expr.until), found or (None, None), strict=True):
        if end:
            dated = Expr(end.first, end.last, "period", told, part=end.part, clock=end.clock) if told else end
            yield sentence, end, resolve(dated, context)


def _needs_tense(expr: Expr) -> bool:
    return expr.name == "THE" or (not expr.direction.startswith(("past", "next")) and expr.kind in (
        "weekday",
        "weekend",
        "month_day",
        "month",
        "season",
        "holiday",
        "quarter",
    ))


def _few_years(found: list[Expr]) -> list[Expr]:
    """The times of a sentence with a list of years as one: "2010, 2014, 2018" makes no history."""
    years = [e for e in found if e.kind == "period" and e.period and e.period.unit == "year" and not e.until]
    listed = [b for a, b in pairwise(years) if b.first - a.last == _COMMA]
    return [e for e in found if not any(e is year for year in listed)]


def _is_history(found: list[Expr], now: int | None) -> bool:
    year = civil(now)[0] if now is not None else 9999
    past = sum(e.period is not None and e.period.year < year for e in found)
    if now is not None and Period("day", now) in (e.period for e in found):
        return False  # a dateline
    near = sum(e.kind == "weekday" or e.value == "PRESENT_REF" or (e.kind == "relative" and e.direction == "this") for e in found)
    current = sum(e.period is not None and e.period.year >= year for e in found)
    return past >= _HISTORY and near * 8 <= past and current * 5 <= past


class _Story:
    """The dates told so far."""

    def __init__(self, now: int | None, history: bool) -> None:
        self._now, self._history = now, history
        self._told: Period | None = None
        self._aside: tuple[int, Period | None] = (-1, None)
        """Sentence of a remark on a far year, and the date that the story goes back to after it."""
        self._day: int | None = None
        self._year_told: tuple[int, int, bool] | None = None
        """Paragraph and sentence where a past year was told last, and whether with a month."""

    def context(self, sentence: Sentence, expr: Expr, told: Tense) -> Context:
        if self._aside[0] >= 0 and self._aside[0] != sentence.index:
            self._told, self._aside = self._aside[1], (-1, None)
        return Context(self._now, self._told, self._day, self._goes_by_story(sentence, expr), told, self._history)

    def _goes_by_story(self, sentence: Sentence, expr: Expr) -> bool:
        """Whether a date without a year belongs to the year told last rather than to publication."""
        if self._told is None or (expr.kind in ("weekday", "weekend") and not self._history):
            return False
        if self._history:
            return True
        if self._now is None or self._year_told is None:
            return False
        paragraph, index, fine = self._year_told
        return sentence.index == index or (fine and sentence.paragraph == paragraph)

    def told(self, sentence: Sentence, expr: Expr, answer: Resolved) -> None:
        found = answer.period
        if found is None or answer.timex not in ("DATE", "TIME"):
            return
        if self._history and expr.direction in ("this", "past", "next") and expr.kind == "relative":
            return
        old = self._told
        if old and found.unit == "year" and old.year == found.year and old.unit != "year":
            return
        coarse = found.unit in ("year", "decade", "century")
        remark = expr.first > _OPENING or (old is not None and abs(found.year - old.year) >= _FAR)
        if old and coarse and remark and self._aside[0] < 0:
            self._aside = (sentence.index, old)
        elif not coarse:
            self._aside = (-1, None)
        self._told = found
        if found.unit == "day":
            self._day = found.start
        if expr.kind == "period" and self._now is not None and found.last < self._now and found.year < civil(self._now)[0]:
            if not coarse or expr.first <= _OPENING:
                self._year_told = (sentence.paragraph, sentence.index, not coarse)
        elif expr.kind in ("weekday", "weekend", "relative") and expr.direction != "same":
            self._year_told = None


def _when(sentence: Sentence, expr: Expr, found: Resolved) -> When:
    tokens = sentence.tokens[expr.first : expr.last + 1]
    text = tokens[0].text
    for before, token in pairwise(tokens):
        text += " " * (token.start - before.end) + token.text
    span = Span(text, tokens[0].start, tokens[-1].end, "title") if sentence.in_title else Span(text, tokens[0].start, tokens[-1].end)
    start, end = days(found)
    return When(text, start, end, found.precision, found.resolved, found.value, found.timex, span)
