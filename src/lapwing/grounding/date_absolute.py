"""Dates by the calendar: days and months in all their forms, feasts, clock times."""

from __future__ import annotations

from lapwing.grounding.date_calendar import Period, exists, ordinal
from lapwing.grounding.date_cursor import DASHES, Cursor, Expr
from lapwing.grounding.date_periods import YEAR_HIGH, YEAR_LOW, year

_MEDIAN = 69  # two-digit years: 70-99 are 19xx (POSIX strptime)
_YEARS = {"this": "this", "last": "past", "next": "next", "that": "same", "same": "same", "following": "after", "previous": "before"}
_DOUBTFUL_MONTHS = frozenset({"may", "march"})


def calendar(c: Cursor, i: int) -> Expr | None:
    """Any date that names a day, month, or year by the calendar and begins at ``i``."""
    if c.word(i) == "the" and c.capital(i + 1) and c.find(i + 1, "weekday") and not c.find(i + 1, "none"):
        return _the_weekday(c, i)
    week = c.find(i, "weekday") if c.capital(i) else None
    start = i
    if week:
        start = c.skip(i + week.size, ",")
        start = c.skip(c.skip(start, "the"), "on") if c.word(start) != "on" else c.skip(c.skip(start, "on"), "the")
    found = _iso(c, start) or _month_first(c, start) or _day_first(c, start) or _numeric(c, start)
    if found and (not week or found.day or (found.period and found.period.unit == "day")):
        found.first, found.number = i, int(week.meaning) if week else 0
        return found
    if week:
        return _weekday(c, i, i + week.size, int(week.meaning))
    return named_day(c, i)


def _the_weekday(c: Cursor, i: int) -> Expr | None:
    """ "the Saturday of the convention"; not "the Saturday vote"."""
    found = calendar(c, i + 1)
    if found is None or (found.kind == "weekday" and c.word(found.last + 1)[:1].isalpha() and not c.find(found.last + 1, "after_day")):
        return None
    found.first = i
    return found


def _weekday(c: Cursor, i: int, after: int, number: int) -> Expr:
    """A weekday alone, of a week ("Friday next week", "Monday of this week") or with the day of the month told last ("Friday the 13th")."""
    if c.word(after) == "the" and c.day(after + 1) and c.word(after + 1)[0].isdigit() and not c.word(after + 1).isdigit():
        return Expr(i, after + 1, "month_day", day=c.day(after + 1) or 0)
    at = c.skip(after, "of")
    if c.word(at) in ("last", "next", "this") and c.word(at + 1) == "week":
        return Expr(i, at + 1, "weekday", number=number, direction=f"{c.word(at)}-week")
    return Expr(i, after - 1, "weekday", number=number)


def _iso(c: Cursor, i: int) -> Expr | None:
    word = c.word(i)
    if len(word) == 10 and word[4:5] == "-" == word[7:8]:
        return _day(i, i, int(word[:4]), int(word[5:7]), int(word[8:]))
    year, month = c.integer(i, 1900, YEAR_HIGH), c.integer(i + 2, 1, 12)
    if (
        year
        and month
        and len(c.word(i + 2)) == 2
        and c.word(i + 1) == "-"
        and c.glued(i + 1)
        and c.glued(i + 2)
        and c.word(i + 2)[0] in "01"
        and year % 100 + 1 != month
    ):
        return Expr(i, i + 2, "period", Period("month", ordinal(year, month, 1)))
    return None


def _numeric(c: Cursor, i: int) -> Expr | None:
    """25/04/2020, 04/25/20, 25.04.2020; only where one reading exists."""
    for mark in "/.":
        parts = c.word(i).split(mark)
        if len(parts) == 3 and all(p.isdigit() and p.isascii() for p in parts) and len(parts[0]) <= 2 and len(parts[2]) in (2, 4):
            a, b, year = (int(p) for p in parts)
            if len(parts[2]) == 2:
                if mark == ".":
                    return None
                year += 1900 if year > _MEDIAN else 2000
            readings = {(y, m, d) for y, m, d in ((year, a, b), (year, b, a)) if exists(y, m, d)}
            return _day(i, i, *readings.pop()) if len(readings) == 1 else None
    return None


def _day(first: int, last: int, year: int, month: int, day: int) -> Expr | None:
    if not exists(year, month, day):
        return None
    return Expr(first, last, "period", Period("day", ordinal(year, month, day)), month=month, day=day)


def _with_year(c: Cursor, first: int, after: int, month: int, day: int) -> Expr | None:
    """Complete a month (and day) with a year after it: "May 5, 2019", "May of 2019", "5 May of last year" is left to resolution."""
    at = after
    if c.word(at) == "," or (c.word(at) == "of" and c.integer(at + 1, YEAR_LOW, YEAR_HIGH)):
        at += 1
    found = year(c, at)
    if found and not _amount_follows(c, at, found[1]):
        if day:
            return _day(first, found[1] - 1, found[0], month, day)
        return Expr(first, found[1] - 1, "period", Period("month", ordinal(found[0], month, 1)), month=month)
    if day and not exists(2000, month, day):
        return None
    expr = Expr(first, after - 1, "month_day" if day else "month", month=month, day=day)
    return _relative_year(c, expr, c.skip(after, ",", "of"))


def _relative_year(c: Cursor, expr: Expr, at: int) -> Expr:
    """ "March of this year", "22 December last year", "May of the same year"."""
    if c.word(at) == "the" and c.word(at + 1) in ("same", "following", "previous", "next"):
        at += 1
    way = _YEARS.get(c.word(at))
    if way and c.word(at + 1) == "year":
        expr.direction, expr.last = f"{way}-year", at + 1
    return expr


def _amount_follows(c: Cursor, at: int, after: int) -> bool:
    """A comma and a number that counts what follows: "On May 5, 2000 troops"."""
    return c.find(after, "counted") is not None and c.word(at - 1) == "," and int(c.word(at)) % 100 == 0


def _month_first(c: Cursor, i: int) -> Expr | None:
    month = c.month(i)
    if month is None:
        return None
    day = c.day(i + 1) if c.word(i + 1)[:1].isdigit() else None
    if day is None and c.word(i + 1) == "the":
        day = c.day(i + 2)
        if day:
            return _with_year(c, i, i + 3, month, day)
    if c.word(i + 1)[:1].isdigit() and day is None and c.word(i + 1).isdigit() and int(c.word(i + 1)) < 100:
        return Expr(i, i + 1, "none")
    if day and not (c.find(i + 2, "era") and len(c.word(i + 1)) > 2):
        other = c.day(i + 3)
        if (
            other
            and c.word(i + 3)[0].isdigit()
            and _joined(c, i + 2, day, other)
        ):
            return _range(c, _with_year(c, i + 3, i + 4, month, other), month, day, i)
        return _with_year(c, i, i + 2, month, day) or _nonsense(c, i, i + 2)
    found = _with_year(c, i, i + 1, month, 0)
    return found if found and (found.kind == "period" or _month_fits(c, i)) else None


def _joined(c: Cursor, at: int, day: int, other: int) -> bool:
    """Whether a second day of the same month follows: "May 24 to 26", "May 24-26", "May 24 and 25"; not "March 26 to 28 May", "May 5 to 10 men"."""
    if other <= day or c.month(at + 2):
        return False
    if c.word(at) in DASHES:
        return True
    if c.word(at) in ("to", "through", "until"):
        return not c.word(at + 2)[:1].isalpha() or c.find(at + 2, "after_day") is not None
    return c.word(at) == "and" and (other == day + 1 or c.find(at - 3, "between") is not None)


def _month_fits(c: Cursor, i: int) -> bool:
    """Whether a bare word is a month, not a person, a march or a verb."""
    word = c.word(i)
    if c.tokens[i].ner.endswith("PER"):
        return False
    if word in _DOUBTFUL_MONTHS or word in ("april", "june", "august"):
        if (
            i == 0
            or (word in _DOUBTFUL_MONTHS and c.capital(i - 1) and i > 1)
            or (word == "march" and c.word(i - 1) == "the" and c.word(i + 1) in ("on", "for", "to", "of", "in"))
        ):
            return False
        tag = c.tokens[i].upos
        return i in c.mid or c.find(i - 1, "before_month") is not None or (bool(tag) and tag == "PROPN" and word not in ("april", "june"))
    return not (c.capital(i + 1) and c.capital(i - 1) and i > 1)


def _day_first(c: Cursor, i: int) -> Expr | None:
    """26 March 2020, 26th of March, the twenty-sixth of March, 3-5 May, 3 and 5 May (with "between")."""
    start = c.skip(i, "the")
    day = c.day(start)
    if day is None:
        return _no_such_day(c, i, start)
    named = not c.word(start)[0].isdigit()
    at = start + 1
    joiner = c.word(at)
    if not named and (joiner in DASHES or joiner in ("to", "and", "through")) and c.day(at + 1) and c.word(at + 1)[0].isdigit():
        other = c.day(at + 1)
        month = c.month(c.skip(at + 2, "of"))
        if other and month and (joiner != "and" or other == day + 1 or c.find(i - 1, "between")):
            end = _with_year(c, at + 1, c.skip(at + 2, "of") + 1, month, other)
            return _range(c, end, month, day, i) if other > day else None
    stop = c.skip(at, "of")
    month = c.month(stop)
    if month is None or (named and stop == at):
        return None
    return _with_year(c, i, stop + 1, month, day) or _nonsense(c, i, stop + 1)


def _no_such_day(c: Cursor, i: int, at: int) -> Expr | None:
    """32 May 2020, the 42nd of May: so that the month is not read alone; "45 May 5" is two numbers."""
    nth = c.word(at)[:-2] if c.word(at)[-2:] in ("st", "nd", "rd", "th") else ""
    if nth.isdigit() and nth.isascii() and c.word(at + 1) == "of" and c.month(at + 2):
        return _nonsense(c, i, at + 3)
    if c.integer(at, 32, 99) is None or not c.month(at + 1) or c.integer(at + 2, 1, 31) is not None:
        return None
    return _nonsense(c, i, at + 2)


def _nonsense(c: Cursor, i: int, after: int) -> Expr:
    """A day that no calendar has, with its year, so that the year is not read alone."""
    told = year(c, c.skip(after, ","))
    return Expr(i, (told[1] if told else after) - 1, "none")


def _range(c: Cursor, end: Expr | None, month: int, day: int, first: int) -> Expr | None:
    """The days from ``day`` to ``end`` of one month."""
    if end is None:
        return None
    told = end.period
    begin = _day(first, end.last, told.year, month, day) if told else Expr(first, end.last, "month_day", month=month, day=day)
    if begin:
        begin.until, begin.inner = end, (first, end.first - 2)
    return begin


def day_only(c: Cursor, i: int) -> Expr | None:
    """The 26th, of the month told last."""
    word = c.word(i + 1)
    if c.word(i) != "the" or not word[:1].isdigit() or word.isdigit() or not c.day(i + 1):
        return None
    if c.word(i - 1) not in ("on", "of", "by", "until", "since", "from", "to", "and") or (
        c.word(i + 2)[:1].isalpha() and c.word(i + 2) not in ("to", "and", "was", "when", "at", "by")
    ):
        return None
    return Expr(i, i + 1, "month_day", day=c.day(i + 1) or 0)


def named_day(c: Cursor, i: int) -> Expr | None:
    """A feast, with or without its year, or a day known by name ("9/11")."""
    found = c.find(i, "holiday", "named_day")
    if found is None:
        return None
    if found.role == "named_day":
        y, m, d = (int(p) for p in str(found.meaning).split("-"))
        return _day(i, i + found.size - 1, y, m, d)
    if not c.capital(i):
        return None
    after = i + found.size
    told = year(c, c.skip(after, ",", "of"))
    expr = Expr(i, after - 1, "holiday", name=str(found.meaning))
    if told and told[0] >= YEAR_LOW:
        expr.last, expr.number = told[1] - 1, told[0]
    return expr


def clock(c: Cursor, i: int) -> tuple[str, int] | None:
    """A time of day as ``T21:00`` and the position after it."""
    named = c.find(i, "noon")
    if named and (i == 0 or not c.capital(i)):
        zone = c.find(i + named.size, "zone")
        return str(named.meaning), i + named.size + (zone.size if zone else 0)
    hundreds = _four_digits(c, i)
    if hundreds:
        return hundreds
    head, _, tail = c.word(i).partition(":" if ":" in c.word(i) else ".")
    if not (head.isdigit() and head.isascii() and len(head) <= 2 and (not tail or (tail.isdigit() and len(tail) == 2))):
        return None
    hour, minute = int(head), int(tail or 0)
    half = c.find(i + 1, "meridiem")
    after = i + 1
    if half and 1 <= hour <= 12:
        hour = hour % 12 + int(half.meaning)
        after += half.size
    elif c.word(after) == "o'clock" and hour <= 12:
        after += 1
        hour, after = _half_of_day(c, after, hour)
    elif (told := _half_of_day(c, after, hour))[1] > after and hour <= 12:
        hour, after = told
    elif ":" not in c.word(i) or len(tail) != 2:
        return None
    if hour > 23 or minute > 59:
        return None
    zone = c.find(after, "zone")
    if zone is None and c.capital(after) and c.word(after + 1) == "time":
        return f"T{hour:02d}:{minute:02d}", after + 2
    return f"T{hour:02d}:{minute:02d}", after + (zone.size if zone else 0)


def _four_digits(c: Cursor, i: int) -> tuple[str, int] | None:
    """ "1130 UTC", "0530hrs": a time only with its zone."""
    word = c.word(i)
    zone = c.find(i + 1, "zone")
    if not (zone and len(word) == 4 and word.isdigit() and word.isascii()) or (c.word(i + 1) == "hours" and word[0] != "0"):
        return None
    hour, minute = int(word[:2]), int(word[2:])
    return (f"T{hour:02d}:{minute:02d}", i + 1 + zone.size) if hour < 24 and minute < 60 else None


def _half_of_day(c: Cursor, at: int, hour: int) -> tuple[int, int]:
    """The hour by "in the morning", "in the afternoon", "in the evening", and the position after these words."""
    if c.word(at) != "in" or c.word(at + 1) != "the" or c.word(at + 2) not in ("morning", "afternoon", "evening"):
        return hour, at
    return (hour if c.word(at + 2) == "morning" or hour >= 12 else hour + 12), at + 3
