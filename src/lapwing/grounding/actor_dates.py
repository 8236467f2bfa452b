"""Dated codes of persons and bodies: what someone is on a day."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import msgspec

OFFICES = frozenset({"GOV", "LEG", "JUD", "MIL", "COP", "SPY"})
"""Sectors that one leaves with the office: afterwards ELI."""

ELECT_DAYS = 370
"""A person named at most this long before taking office is coded by it already (candidate, president-elect)."""


GRACE_DAYS = 14
"""So long after leaving (and with no other office) one is still coded by the office: the news is about the leaving."""


class Code(msgspec.Struct, frozen=True):
    """One period: ISO days, "" where open."""

    start: str
    end: str
    country: str
    sectors: tuple[str, ...]
    role: str | None


@lru_cache(maxsize=8192)
def parse(text: str) -> Code:
    """``2016-03-30/2021-03-15 LBY GOV prime minister``; the dates, the sector and the role may be left out. Raises ValueError."""
    start = end = ""
    parts = text.split(" ")
    if "/" in parts[0]:
        start, end = parts.pop(0).split("/")
    if not parts:
        raise ValueError(f"no country in {text!r}")
    country = parts.pop(0)
    sectors = tuple(s for s in parts.pop(0).split("+") if s != "-") if parts else ()
    return Code(start, end, country, sectors, " ".join(parts) or None)


def on_day(codes: Iterable[str], day: str | None) -> tuple[Code, bool]:
    """The code in force on ``day`` (the first listed of several) and whether it is in force; day None: the latest."""
    periods = [parse(c) for c in codes]
    if day is None:
        return max(periods, key=lambda c: (c.end or "9999", c.start)), True
    for code in periods:
        if code.start <= day and (not code.end or day[: len(code.end)] <= code.end):
            return code, True
    past = [c for c in periods if c.start <= day]
    if past:
        last = max(past, key=lambda c: c.end)
        return (last if _days(day) - _days(last.end, last=True) <= GRACE_DAYS else _after(last)), False
    first = min(periods, key=lambda c: c.start)
    soon = _days(first.start) - _days(day) <= ELECT_DAYS
    return (first if soon else msgspec.structs.replace(first, sectors=(), role=None)), False


def _after(code: Code) -> Code:
    """An office that is over."""
    if code.sectors and code.sectors[0] in OFFICES:
        return msgspec.structs.replace(code, sectors=("ELI",), role=f"former {code.role}" if code.role else None)
    return code


def _days(day: str, *, last: bool = False) -> int:
    """Days on a rough scale (months of 31 days): enough to tell a year. A month or year counts as its first or its last day."""
    parts = day.split("-")
    year, month, date = (*parts, *(("12", "31") if last else ("1", "1"))[len(parts) - 1 :])
    return int(year) * 372 + int(month) * 31 + int(date)
