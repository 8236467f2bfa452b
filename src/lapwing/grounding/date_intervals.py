"""Join expressions into intervals: from … to, between … and, 1991-2001, since, until."""

from __future__ import annotations

from dataclasses import replace

from lapwing.grounding.date_cursor import DASHES, Cursor, Expr
from lapwing.grounding.date_resolve import latest

_TO = frozenset({"to", "until", "till", "through", "thru", *DASHES})


def join(c: Cursor, found: list[Expr]) -> list[Expr]:
    """The expressions with intervals made one; their span takes the words that make them one."""
    out: list[Expr] = []
    k = 0
    while k < len(found):
        expr = found[k]
        pair = _pair(c, expr, found[k + 1]) if k + 1 < len(found) else None
        if pair:
            out.append(pair)
            k += 2
            continue
        if k + 1 < len(found):
            expr = _shared_year(c, expr, found[k + 1])
        out.append(_open(c, expr))
        k += 1
    return out


def _pair(c: Cursor, a: Expr, b: Expr) -> Expr | None:
    if not (a.dated and b.dated) or a.until or b.until:
        return None
    gap = c.words[a.last + 1 : b.first]
    if not gap or len(gap) > 2 or ((len(gap) == 2 and gap[1] not in ("the", "at", "on", "in")) and gap[0] != ","):
        return None
    before = a.first - 1 - (c.word(a.first - 1) in ("the", "on", "in", "about", "roughly", "around"))
    word = c.word(before)
    if word == "between" and gap[0] == "and":
        return replace(a, first=before, last=b.last, until=b, inner=(a.first, a.last))
    if word == "from" and gap[0] in _TO:
        return replace(a, first=before, last=b.last, until=b, inner=(a.first, a.last))
    if gap == ["and"] and _next_to(a, b):
        return replace(a, last=b.last, until=b, inner=(a.first, a.last))
    same = a.kind == b.kind or {a.kind, b.kind} <= {"period", "month", "month_day"}
    if same and len(gap) == 1 and (gap[0] in DASHES or gap[0] in ("through", "thru", "to")) and not _backwards(a, b):
        return replace(a, last=b.last, until=b, inner=(a.first, a.last))
    return None


def _next_to(a: Expr, b: Expr) -> bool:
    """Whether b follows a in the calendar, so that both are one stretch of time: "September and October", "Saturday and Sunday"."""
    if a.direction or b.direction or a.mod or b.mod or a.kind != b.kind or a.period or a.part or b.part or a.clock or b.clock:
        return False
    return (a.kind == "month" and b.month == a.month % 12 + 1) or (a.kind == "weekday" and b.number == a.number % 7 + 1)


def _shared_year(c: Cursor, a: Expr, b: Expr) -> Expr:
    """In "August and September 1914" the year is told once."""
    if (
        a.kind not in ("month", "month_day", "season")
        or a.direction
        or not a.month
        or b.period is None
        or c.words[a.last + 1 : b.first] not in (["and"], ["or"])
    ):
        return a
    found = latest(a, b.period.last) if b.period.unit in ("day", "month", "season") else None
    return replace(a, kind="period", period=found) if found else a


def _backwards(a: Expr, b: Expr) -> bool:
    """Two dates that cannot be the ends of one interval."""
    return a.period is not None and b.period is not None and a.period.start > b.period.last


def _open(c: Cursor, expr: Expr) -> Expr:
    """Take "since" or "until" before a date; a range keeps its ends."""
    if not expr.dated or expr.kind == "time":
        return expr
    first = expr.first - 1
    if expr.until:
        begins = c.word(first) in ("from", "between")
        return replace(expr, first=first, inner=expr.inner or (expr.first, expr.until.first - 2)) if begins else expr
    first -= c.word(first) in ("the", "at", "about", "around")
    if c.word(first) in ("by", "until", "till", "before") and expr.kind in ("month", "month_day"):
        expr = replace(expr, limit=True)
    since, until = c.find(first, "since"), c.find(first, "until")
    if since:
        return replace(expr, first=first, open="since", inner=(expr.first, expr.last))
    if until:
        return replace(expr, first=first, open="until", inner=(expr.first, expr.last))
    if c.word(first) == "from" and c.word(expr.last + 1) in ("on", "onward", "onwards", "forward"):
        return replace(expr, first=first, last=expr.last + 1, open="since", inner=(expr.first, expr.last))
    return expr
