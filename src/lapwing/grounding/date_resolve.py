"""Give expressions their days: relative to publication, or to the date the story told last. Never by the clock."""

from __future__ import annotations

from typing import Literal, NamedTuple

from lapwing.grounding.date_calendar import DAYS_OF, Period, civil, exists, holiday, iso, move, ordinal, period, shift, value, weekday
from lapwing.grounding.date_cursor import CLOCK_UNITS, Expr, duration_value
from lapwing.grounding.date_tense import Tense

Precision = Literal["day", "month", "year", "interval", "unknown"]
Timex = Literal["DATE", "TIME", "DURATION", "SET"]
_NAMED: dict[str, Precision] = {"day": "day", "month": "month", "year": "year", "fortnight": "day"}
_SOON = 75
"""So many days ahead at most lies a day without a year that would otherwise be almost a year ago ("races were moved to June 2")."""
_QUARTER_FIRST = 4
"""A quarter that is over is meant rather than one so many times nearer ahead."""
_FAR_AHEAD = 300
"""So many days ahead, a day without a year is the one that has just passed ("visitors could see it on the night of May 25")."""
_LONG_BACK = 200
"""A month without a year in a story lies in the next year where it would otherwise lie more than this many days back."""


class Resolved(NamedTuple):
    """Days since 1970-01-01 (None: open or unknown), and what TIMEX3 says."""

    start: int | None
    end: int | None
    precision: Precision
    resolved: bool
    value: str | None
    timex: Timex
    period: Period | None = None


class Context(NamedTuple):
    """Where an expression stands: publication, the last date and day told, whether dates go by the story, and the tense."""

    published: int | None
    told: Period | None
    told_day: int | None
    story: bool
    tense: Tense
    history: bool = False


def resolve(expr: Expr, x: Context) -> Resolved:
    """Resolve an expression, intervals too."""
    timex: Timex = "TIME" if expr.part or expr.clock or expr.unit in CLOCK_UNITS or expr.kind == "time" else "DATE"
    if expr.kind == "set":
        return Resolved(None, None, "unknown", True, expr.value, "SET")
    if expr.kind == "ref":
        now = x.published if expr.value == "PRESENT_REF" else None
        return Resolved(now, now, "unknown" if now is None else "day", True, expr.value, "DATE")
    if expr.kind == "duration":
        return _duration(expr, x)
    if expr.until:
        return _between(expr, expr.until, x)
    found = find(expr, x)
    if found is None:
        return Resolved(None, None, "unknown", False, None, timex)
    if expr.slice:
        return _slice(found, *expr.slice)
    text = ("FY" if expr.name == "FY" else "") + value(found) + (expr.clock or expr.part)
    if expr.open == "since":
        return Resolved(found.start, None, "interval", True, f"{text}/..", "DATE", found)
    if expr.open == "until":
        return Resolved(None, found.last, "interval", True, f"../{text}", "DATE", found)
    return Resolved(found.start, found.last, _NAMED.get(found.unit, "interval"), True, text, timex, found)


def _slice(of: Period, unit: str, index: int, count: int) -> Resolved:
    """The first week of May, the last two days of the year: ``index`` from 1, or negative from the end. Weeks are seven days from either end."""
    if unit in DAYS_OF:
        size = DAYS_OF[unit]
        start = of.start + size * (index - 1) if index > 0 else of.last + 1 - size * count
        end = start + size * count - 1
    else:
        start = move(of.start, unit, index - 1) if index > 0 else move(of.last + 1, unit, -count)
        end = move(start, unit, count) - 1
    if not of.start <= start <= end <= of.last:
        return Resolved(of.start, of.last, _NAMED.get(of.unit, "interval"), True, value(of), "DATE", of)
    if count > 1:
        return Resolved(start, end, "interval", True, value(of), "DATE", of)
    part = period(unit, start + 3 if unit == "week" else start)
    return Resolved(start, end, _NAMED.get(unit, "interval"), True, value(part), "DATE", part)


def _duration(expr: Expr, x: Context) -> Resolved:
    """A length of time; "the past two weeks" is one whose end is publication."""
    text = expr.value or duration_value(expr.unit, expr.count)
    start = end = None
    if expr.direction in ("past", "next") and expr.count and expr.unit not in CLOCK_UNITS:
        if x.published is None:
            return Resolved(None, None, "unknown", False, None, "DURATION")
        whole = int(expr.count)
        start, end = sorted((x.published, move(x.published, expr.unit, -whole if expr.direction == "past" else whole)))
    return Resolved(start, end, "unknown" if start is None else "interval", True, text, "DURATION")


def ends(a: Expr, b: Expr, x: Context) -> tuple[Period, Period] | None:
    """Both ends of an interval; the end that tells its year dates the other."""
    if a.kind == "time":
        end = find(b, x)
        return (end, end) if end else None
    if a.kind == b.kind == "weekday" and not b.direction and (days := _weekdays(a, b, x)):
        return days
    if b.period or not a.period:
        end = find(b, x)
        start = find(a, x) if a.period or end is None else _latest(a, end.start)
    else:
        start = find(a, x)
        end = _earliest(b, start.start) if start else None
    return None if start is None or end is None or start.start > end.last else (start, end)


def _weekdays(a: Expr, b: Expr, x: Context) -> tuple[Period, Period] | None:
    """ "The coming Monday through Wednesday"; "Wednesday through Friday" in a report of Thursday is the week that is going on."""
    now = None if x.history else x.published
    start = find(a, x) if a.direction else _latest(a, now) if now is not None else None
    end = _earliest(b, start.start) if start else None
    if start is None or end is None:
        return None
    return (start, end) if a.direction or (now is not None and start.start < now < end.start) else None


def _between(a: Expr, b: Expr, x: Context) -> Resolved:
    found = ends(a, b, x)
    if found is None:
        return Resolved(None, None, "unknown", False, None, "DATE")
    start, end = found
    text = f"{value(start)}{a.clock or a.part}/{value(end)}{b.clock or b.part}"
    if start == end and start.unit == "day":
        return Resolved(start.start, end.last, "day", True, text, "TIME", end)
    return Resolved(start.start, end.last, "interval", True, text, "DATE", end)


def find(expr: Expr, x: Context) -> Period | None:
    """The period that an expression with a date names."""
    if expr.kind == "period":
        return expr.period
    if expr.kind == "relative":
        return _relative(expr, x)
    if expr.kind == "time" or (expr.kind == "month_day" and not expr.month):
        return _of_story(expr, x)
    if expr.kind == "holiday" and expr.number:
        return feast(expr.name, expr.number)
    if expr.direction.endswith("-year"):
        return _of_year(expr, x)
    if expr.direction.endswith("-week"):
        return _of_week(expr, x)
    return _by_direction(expr, x)


def _relative(expr: Expr, x: Context) -> Period | None:
    if expr.count is None:
        return _vaguely(expr, x)
    count = expr.count
    told_day = x.told_day if x.told_day is not None else None
    day_like = expr.unit in ("day", "night", *CLOCK_UNITS)
    if expr.name == "THE" and x.tense in ("future", "present") and not x.history:
        anchor = x.published  # "will decide by the end of the month"
    elif expr.direction == "same" or (x.history and not count and expr.direction == "this" and not expr.part):
        if x.told is None:
            anchor = x.published
        elif day_like or expr.unit in ("week", "fortnight"):
            anchor = told_day if told_day is not None or x.history else x.published
        else:
            anchor = x.told.start
    else:
        anchor = x.published
    if anchor is None:
        return None
    unit = "day" if day_like else expr.unit
    if expr.unit in CLOCK_UNITS:
        return Period("day", move(anchor, expr.unit, int(count)))
    if unit == "fortnight" or (unit == "week" and expr.direction == "same" and count and (x.told is None or x.told.unit == "day")):
        return Period("day", move(anchor, unit, int(count)))
    if unit in ("quarter", "half", "season") and count == 0:
        return period(unit, anchor)
    if unit == "year" and count and expr.direction == "same" and x.told and x.told.unit in ("quarter", "half"):
        return shift(x.told, int(count) * (4 if x.told.unit == "quarter" else 2))
    base = shift(period(unit, anchor), int(count))
    if count % 1 and unit == "year":
        return period("month", move(anchor, "month", int(count * 12)))
    return base


def _vaguely(expr: Expr, x: Context) -> Period | None:
    """ "A few days later": the month in which a few days, the year in which a few months, from the day told last fall."""
    if x.told_day is None or x.told is None or x.told.unit != "day":
        return None
    sign = 1 if expr.mod == "LATER" else -1
    return period("year" if expr.unit == "month" else "month", move(x.told_day, expr.unit, 3 * sign))


def _of_story(expr: Expr, x: Context) -> Period | None:
    """A time of day, or "the 26th": on the day told last, else on that of publication."""
    anchor = x.told_day if x.told_day is not None or x.history else x.published
    if anchor is None:
        return None
    if expr.kind == "month_day":
        year, month, _ = civil(anchor)
        return Period("day", ordinal(year, month, expr.day)) if exists(year, month, expr.day) else None
    return Period("day", anchor)


def _of_year(expr: Expr, x: Context) -> Period | None:
    """the spring of that year, the first quarter of last year."""
    way = expr.direction.removesuffix("-year")
    if way in ("same", "after", "before") and x.told:
        year = x.told.year + {"after": 1, "before": -1}.get(way, 0)
    elif x.published is not None:
        year = civil(x.published)[0] + {"past": -1, "next": 1}.get(way, 0)
    else:
        return None
    return _in_year(expr, year)


def _of_week(expr: Expr, x: Context) -> Period | None:
    """Friday of last week."""
    if x.published is None:
        return None
    way = {"last": -1, "next": 1}.get(expr.direction.removesuffix("-week"), 0)
    return Period("day", shift(period("week", x.published), way).start + expr.number - 1)


def _by_direction(expr: Expr, x: Context) -> Period | None:
    way = expr.direction
    if expr.kind in ("quarter", "half") and way:
        return _of_year(expr, x)
    if way in ("before", "after") and x.told:
        return _latest(expr, x.told.start - 1) if way == "before" else _earliest(expr, x.told.last + 1)
    if way == "same" and x.told:
        return _latest(expr, x.told.last) if expr.kind == "weekday" else _in_year(expr, x.told.year)
    if not way and x.story and x.told and (x.history or x.tense != "future"):
        return _by_story(expr, x.told, x.told_day)
    if x.published is None:
        return None
    if expr.kind == "month_day" and expr.number and not way:
        return _on_weekday(expr, x.published)
    if way == "next":
        return _earliest(expr, x.published + 1)
    if way == "past":
        return _latest(expr, x.published - 1, whole=True)
    if way == "this" and expr.kind != "weekday":
        return period("season", x.published) if expr.kind == "season" and _fits(expr, x.published) else _in_year(expr, civil(x.published)[0])
    either_way = x.tense in ("open", "present") or (expr.limit and x.tense != "future")
    if (either_way and expr.kind in ("month", "month_day", "holiday")) or (x.tense != "future" and expr.kind == "quarter"):
        return _nearest(expr, x.published)
    if x.tense == "future" or (x.tense == "present" and expr.kind in ("weekday", "weekend")):
        return _ahead(expr, x.published)
    back = _latest(expr, x.published)
    if x.tense == "past" and expr.kind in ("month_day", "holiday") and back and x.published - back.start > _FAR_AHEAD:
        ahead = _earliest(expr, x.published)
        return ahead if ahead and ahead.start - x.published < _SOON else back
    return back


def _nearest(expr: Expr, day: int) -> Period | None:
    """The one that ended last or begins next or is going on, whichever is nearer; of quarters, which are told when over, only one at hand is ahead."""
    back, ahead = _latest(expr, day), _earliest(expr, day)
    patience = _QUARTER_FIRST if expr.kind == "quarter" else 1
    return back if back and (ahead is None or day - back.last <= patience * (ahead.start - day)) else ahead


def _ahead(expr: Expr, day: int) -> Period | None:
    """The next one; but a day of the year that has just passed is meant where the next would be almost a year away."""
    ahead = _earliest(expr, day)
    if ahead and expr.kind == "month_day" and ahead.start - day > _FAR_AHEAD:
        return _latest(expr, day)
    return ahead


def _on_weekday(expr: Expr, published: int) -> Period | None:
    """ "Tuesday, January 21": the weekday tells the year; where it fits none near, the nearest."""
    year = civil(published)[0]
    near = [p for p in (_in_year(expr, y) for y in range(year - 3, year + 4)) if p]
    near.sort(key=lambda p: (weekday(p.start) != expr.number, abs(p.start - published)))
    return near[0] if near else None


def _fits(expr: Expr, day: int) -> bool:
    return civil(period("season", day).start)[1] == expr.month


def _by_story(expr: Expr, told: Period, told_day: int | None) -> Period | None:
    """The year of the date told last, or the one after it where the story goes on over the turn of the year."""
    if expr.kind in ("weekday", "weekend"):
        return _earliest(expr, told_day if told_day is not None else told.start)
    same = _in_year(expr, told.year)
    if same is None or told.unit not in ("day", "month", "season", "quarter", "week"):
        return same
    return same if told.start - same.last <= _LONG_BACK else _in_year(expr, told.year + 1)


def _in_year(expr: Expr, year: int) -> Period | None:
    """The month, day, season, quarter, half or feast of that year; None where it has none (29 February)."""
    if expr.kind == "month_day":
        return Period("day", ordinal(year, expr.month, expr.day)) if exists(year, expr.month, expr.day) else None
    if expr.kind == "holiday":
        return feast(expr.name, year)
    if expr.kind in ("quarter", "half"):
        return Period(expr.kind, ordinal(year, (expr.number - 1) * (3 if expr.kind == "quarter" else 6) + 1, 1))
    if expr.kind in ("month", "season"):
        return Period(expr.kind, ordinal(year, expr.month, 1))
    return None


def feast(rule: str, year: int) -> Period:
    """A feast day, or the month of Ramadan."""
    return Period("lunation" if rule.count("-") == 1 and rule.startswith("hijri") else "day", holiday(rule, year))


def latest(expr: Expr, day: int) -> Period | None:
    """The last month, day, season or feast of that name that begins on or before the day."""
    return _latest(expr, day)


def _latest(expr: Expr, day: int, whole: bool = False) -> Period | None:
    """The last one that begins on or before the day; ``whole``: and is over by then."""
    if expr.kind == "weekday":
        return Period("day", day - (weekday(day) - expr.number) % 7)
    if expr.kind == "weekend":
        return Period("weekend", day - (weekday(day) - 6) % 7)
    if expr.period:
        return expr.period
    year = civil(day)[0]
    for y in range(year, year - 9, -1):
        found = _in_year(expr, y)
        if found and (found.last if whole else found.start) <= day:
            return found
    return None


def _earliest(expr: Expr, day: int) -> Period | None:
    """The first one that ends on or after the day."""
    if expr.kind == "weekday":
        return Period("day", day + (expr.number - weekday(day)) % 7)
    if expr.kind == "weekend":
        return Period("weekend", day + (6 - weekday(day)) % 7)
    if expr.period:
        return expr.period
    year = civil(day)[0]
    for y in range(year - 1, year + 9):
        found = _in_year(expr, y)
        if found and found.last >= day and not (expr.direction == "next" and found.start < day):
            return found
    return None


def days(found: Resolved) -> tuple[str | None, str | None]:
    """ISO days of both ends."""
    return (iso(found.start) if found.start is not None else None, iso(found.end) if found.end is not None else None)
