"""Find the expressions of time in a sentence: one pass, longest reading at each word that may begin one."""

from __future__ import annotations

from dataclasses import replace

from lapwing.grounding.date_absolute import calendar, clock, day_only
from lapwing.grounding.date_cursor import DASHES, Cursor, Expr
from lapwing.grounding.date_periods import bare_year, long_period
from lapwing.grounding.date_relative import deictic, directed, number, quantity, reference, repeated

_DAY_KINDS = ("period", "month_day", "weekday", "holiday", "relative")

_BRACKET = 5
"""Longest bracket between a clock time and its day: "2 a.m. local time (0100 UTC) on Friday"."""


def expressions(c: Cursor) -> list[Expr]:
    """The expressions of a sentence in order, not overlapping, not yet resolved; the ends of intervals are two."""
    lexicon = c.lexicon
    found: list[Expr] = []
    i, count = 0, len(c.words)
    while i < count:
        word = c.words[i]
        if word in lexicon or word[0].isdigit() or word in ("'", "\u2018") or i in c.mid or word == "an" or (len(word) == 2 and word[0] == "q"):
            expr = _at(c, i)
            if expr:
                found.append(expr)
                i = expr.last
        i += 1
    return [e for e in found if e.kind != "none"]


def _at(c: Cursor, i: int) -> Expr | None:
    veto = c.find(i, "none")
    if veto and c.capital(i):
        return Expr(i, i + veto.size - 1, "none")
    best: Expr | None = None
    for parse in (timed, moded, base, quantity, repeated, reference):
        expr = parse(c, i)
        if expr and (best is None or expr.last > best.last):
            best = expr
    return best


def base(c: Cursor, i: int) -> Expr | None:
    """A date, with its part of day or clock time where told after it."""
    best: Expr | None = None
    for parse in (calendar, directed, deictic, long_period, bare_year, day_only):
        expr = parse(c, i)
        if expr and (best is None or expr.last > best.last):
            best = expr
    if best is None or best.kind not in _DAY_KINDS or best.until or not _is_day(best):
        return best
    return _clock_after(c, _part_after(c, best))


def _is_day(expr: Expr) -> bool:
    if expr.kind == "period":
        return expr.period is not None and expr.period.unit == "day"
    return expr.unit == "day" if expr.kind == "relative" else True


def _part_after(c: Cursor, expr: Expr) -> Expr:
    at = c.skip(expr.last + 1, "early", "late", "at", "in")
    at = c.skip(at, "the") if c.word(at - 1) == "in" else at
    part = c.find(at, "part")
    if part and not expr.part and (c.word(at - 1) != "at" or c.word(at) in ("night", "dawn", "dusk")):
        expr.part, expr.last = str(part.meaning), at + part.size - 1
    return expr


def _clock_after(c: Cursor, expr: Expr) -> Expr:
    at = c.skip(expr.last + 1, ",")
    at = c.skip(at, "at", "around", "about")
    at = c.skip(at, "around", "about")
    told = clock(c, at) if c.word(at - 1) != "," else None
    if told:
        expr.clock, expr.last = told[0], told[1] - 1
    return expr


def timed(c: Cursor, i: int) -> Expr | None:
    """A clock time or a part of day, alone or before its date: 9 p.m. Friday, the night of 10 August, early on Monday."""
    about = c.find(i, "approx")
    told = clock(c, i + about.size if about else i)
    if told:
        return _date_after(c, i, told[1], told[0], "")
    at = c.skip(i, "early", "late")
    at = c.skip(at, "in", "on") if at > i else at
    at = c.skip(at, "the")
    hours = c.word(at) in ("early", "late") and c.word(at + 1) == "hours"
    if hours and c.word(at + 2) in ("of", "on"):
        return _date_after(c, i, at + 2, "", "TMO" if c.word(at) == "early" else "TNI", True)
    part = c.find(at, "part")
    if part and at == i and c.word(i - 1) in ("at", "by") and c.word(i) == "night":
        dated = _date_after(c, i, i + 1, "", "TNI", True)
        return dated if dated and dated.kind != "time" else Expr(i, i, "set", value="XXXX-XX-XXTNI")
    follows = at == i and (c.find(i + 1, "deictic") is not None or (c.capital(i + 1) and c.find(i + 1, "weekday") is not None))
    if part and follows:
        return _date_after(c, i, i + 1, "", str(part.meaning), True)
    if part and at == i and c.word(i - 1) in ("through", "throughout", "during"):
        return None  # "during morning rush hour"
    if part is None or (at == i and c.find(i - 1, "before_part") is None and c.word(at + 1) not in ("of", "on")):
        return None
    return _date_after(c, i, at + part.size, "", str(part.meaning), at == i + 1 or c.find(i - 1, "before_part") is None)


def _date_after(c: Cursor, i: int, after: int, hour: str, part: str, needs_date: bool = False) -> Expr | None:
    """Take the date that follows a time of day; without one the day is that of the story."""
    if hour and c.word(after) == "(" and ")" in c.words[after : after + _BRACKET]:
        told = _date_after(c, i, c.words.index(")", after) + 1, hour, part)
        if told and told.kind != "time":
            return told
    at = c.skip(after, ",") if hour else after
    at = c.skip(at, "on", "of")
    date = None
    for parse in (calendar, directed, deictic):
        date = date or parse(c, at)
    if date is None and c.word(at - 1) in ("of", "on"):
        date = day_only(c, at)
    if date and date.kind in _DAY_KINDS and _is_day(date) and not date.until:
        date.first, date.clock, date.part = i, hour, date.part or part
        return _part_after(c, date)
    if needs_date and c.word(i) != "the" and c.word(i - 1) not in ("in", "during", "by", "until", "at", "on"):
        return None
    if c.word(i) == "the" and c.find(i - 1, "before_part") is None:
        return None
    if needs_date and c.word(after) == "of":
        return None
    return Expr(i, after - 1, "time", clock=hour, part=part)


def moded(c: Cursor, i: int) -> Expr | None:
    """early June, late last year, the beginning of May, the middle of the 1990s, earlier this week, mid - 2018."""
    start = c.skip(i, "the")
    if i in c.mid:
        inner = base(c, i)
        return replace(inner, mod="MID") if inner else None
    mod = c.find(start, "mod")
    if mod is None:
        return None
    part: tuple[str, int, int] | None = None
    noun = str(mod.meaning).endswith("-OF")
    at = start + mod.size
    if str(mod.meaning).endswith("-PART"):
        noun = True
        count, at, _ = number(c, at)
        unit = c.find(at, "unit")
        if unit is None or c.word(at + 1) != "of":
            return None
        part = _part_of(c, start, str(unit.meaning), int(count or 1))
        at += 1
    if noun and c.word(at) != "of":
        return None
    if noun or c.word(at) in ("on", "in", *DASHES):
        at += 1
    expr = _moded_body(c, at)
    if expr is None or expr.kind in ("duration", "ref", "set", "none"):
        return None
    expr.first, expr.mod = i, str(mod.meaning).partition("-")[0]
    expr.slice = part if not expr.until and not expr.part and not expr.clock else None
    return expr


def _part_of(c: Cursor, at: int, unit: str, count: int) -> tuple[str, int, int] | None:
    """The part that "the first three days" or "the second week" is, as in ``Expr.slice``."""
    if unit not in ("day", "week", "month", "year"):
        return None
    nth = c.ordinal(at)
    index = nth[0] if nth else {"opening": 1}.get(c.word(at), -1)
    return (unit, index, count) if index in (1, -1) or count == 1 else None


def _moded_body(c: Cursor, at: int) -> Expr | None:
    expr = base(c, at) or moded(c, at)
    if expr:
        return expr
    article = c.skip(at, "the", "to")
    unit = c.find(article, "unit")
    if article > at and unit and unit.meaning in ("month", "year", "week", "decade", "century"):
        return Expr(at, article, "relative", unit=str(unit.meaning), count=0, direction="same", name="THE")
    return None
