"""Days and periods by the proleptic Gregorian calendar, before year 1 too (year 0 is 1 BC).

A day is the count of days since 1970-01-01. A ``Period`` is a unit and its first day; its TIMEX3 value and last day follow.
"""

from __future__ import annotations

from typing import NamedTuple

MONTHS_OF = {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12, "decade": 120, "century": 1200, "millennium": 12000}
DAYS_OF = {"day": 1, "week": 7, "fortnight": 14, "weekend": 7, "lunation": 30}
SEASONS = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}
LETTER = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "night": "NI", "morning": "MO", "evening": "EV", "afternoon": "AF",
    "week": "W", "fortnight": "FN", "weekend": "WE", "month": "M", "quarter": "Q", "season": "SE", "year": "Y", "decade": "DE",
    "century": "CE", "millennium": "ML",
}  # fmt: skip


class Period(NamedTuple):
    """A stretch of the calendar: ``start`` in days since 1970-01-01."""

    unit: str
    start: int

    @property
    def last(self) -> int:
        if self.unit == "weekend":
            return self.start + 1
        return shift(self, 1).start - 1

    @property
    def year(self) -> int:
        return civil(self.start)[0]


def ordinal(year: int, month: int, day: int) -> int:
    """Days since 1970-01-01 (Howard Hinnant, "chrono-compatible low-level date algorithms")."""
    year -= month <= 2
    era = year // 400
    of_era = year - era * 400
    of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
    return era * 146097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719468


def civil(days: int) -> tuple[int, int, int]:
    """Year, month and day; the inverse of ``ordinal``."""
    days += 719468
    era = days // 146097
    of_era = days - era * 146097
    year = (of_era - of_era // 1460 + of_era // 36524 - of_era // 146096) // 365
    of_year = of_era - (365 * year + year // 4 - year // 100)
    month = (5 * of_year + 2) // 153
    day = of_year - (153 * month + 2) // 5 + 1
    month = month + 3 if month < 10 else month - 9
    return year + era * 400 + (month <= 2), month, day


def exists(year: int, month: int, day: int) -> bool:
    """Whether the calendar has such a day."""
    return 1 <= month <= 12 and 1 <= day <= 31 and civil(ordinal(year, month, day)) == (year, month, day)


def weekday(days: int) -> int:
    """1 (Monday) to 7."""
    return (days + 3) % 7 + 1


def period(unit: str, days: int) -> Period:
    """The period of that unit which holds the day (the weekend is that of the day's week)."""
    if unit in ("day", "fortnight"):
        return Period(unit, days)
    monday = days - weekday(days) + 1
    if unit == "week":
        return Period(unit, monday)
    if unit == "weekend":
        return Period(unit, monday + 5)
    year, month, _ = civil(days)
    if unit == "century":
        return Period(unit, ordinal((year - 1) // 100 * 100 + 1, 1, 1))
    count = MONTHS_OF[unit]
    index = year * 12 + month - 1 + (1 if unit == "season" else 0)
    index = index // count * count - (1 if unit == "season" else 0)
    return Period(unit, ordinal(index // 12, index % 12 + 1, 1))


def shift(of: Period, count: int) -> Period:
    """The period ``count`` units later."""
    if of.unit in DAYS_OF:
        return Period(of.unit, of.start + DAYS_OF[of.unit] * count)
    return Period(of.unit, add_months(of.start, MONTHS_OF[of.unit] * count))


def add_months(days: int, count: int) -> int:
    """The same day of another month, or the last day of that month where it is shorter."""
    year, month, day = civil(days)
    index = year * 12 + month - 1 + count
    year, month = index // 12, index % 12 + 1
    while not exists(year, month, day):
        day -= 1
    return ordinal(year, month, day)


def move(days: int, unit: str, count: int) -> int:
    """The day ``count`` units later; hours and less stay on the day, whole days of hours count."""
    if unit in MONTHS_OF:
        return add_months(days, MONTHS_OF[unit] * count)
    if unit in ("hour", "minute", "second"):
        whole = {"hour": 24, "minute": 1440, "second": 86400}[unit]
        return days + (count // whole if count >= 0 else -(-count // whole))
    return days + DAYS_OF.get(unit, 1) * count


def iso(days: int) -> str:
    """ISO 8601 day; years before 1 carry a sign (44 BC is -0043)."""
    year, month, day = civil(days)
    return f"{'-' if year < 0 else ''}{abs(year):04d}-{month:02d}-{day:02d}"


def year_value(year: int) -> str:
    """TIMEX3 year: ``1999``, ``BC0044``."""
    return f"{year:04d}" if year > 0 else f"BC{1 - year:04d}"


def value(of: Period) -> str:
    """The TIMEX3 value of a period."""
    year, month, day = civil(of.start)
    text = year_value(year)
    if of.unit in ("day", "fortnight"):
        return f"{text}-{month:02d}-{day:02d}"
    if of.unit in ("week", "weekend"):
        week_year, week = iso_week(of.start)
        return f"{year_value(week_year)}-W{week:02d}{'-WE' if of.unit == 'weekend' else ''}"
    if of.unit in ("month", "lunation"):
        return f"{text}-{month:02d}"
    if of.unit == "quarter":
        return f"{text}-Q{(month + 2) // 3}"
    if of.unit == "half":
        return f"{text}-H{1 if month < 7 else 2}"
    if of.unit == "season":
        return f"{text}-{SEASONS[month]}"
    if of.unit == "decade":
        return text[:-1]
    if of.unit == "century":
        return f"{year // 100:02d}" if year > 0 else f"BC{(-year) // 100:02d}"
    return text[:-3] if of.unit == "millennium" else text


def iso_week(days: int) -> tuple[int, int]:
    """ISO year and week of a day."""
    thursday = days - weekday(days) + 4
    year = civil(thursday)[0]
    return year, (thursday - ordinal(year, 1, 1)) // 7 + 1


def easter(year: int) -> int:
    """Western Easter Sunday (anonymous Gregorian computus, Nature 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    el = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * el) // 451
    month, day = divmod(h + el - 7 * m + 114, 31)
    return ordinal(year, month, day + 1)


def hijri(year: int, month: int, day: int) -> int:
    """A day of the tabular Islamic calendar (30-year cycle, civil epoch), which the sighting of the moon may shift by a day."""
    return day + (59 * (month - 1) + 1) // 2 + (year - 1) * 354 + (3 + 11 * year) // 30 + 1948440 - 2440588 - 1


def holiday(rule: str, year: int) -> int:
    """The (first) day of a feast in a year: ``MM-DD``, ``MM-#n-w``, ``easter+n``, or ``hijri-MM-DD`` and ``hijri-MM`` by the Islamic calendar."""
    if rule.startswith("easter"):
        return easter(year) + int(rule[6:] or 0)
    if rule.startswith("hijri"):
        _, moon, *rest = rule.split("-")
        about = (year - 622) * 33 // 32
        return next(d for y in range(about - 1, about + 4) if civil(d := hijri(y, int(moon), int(rest[0]) if rest else 1))[0] >= year)
    month, day = rule.split("-", 1)
    if not day.startswith("#"):
        return ordinal(year, int(month), int(day))
    nth, of_week = day[1:].rsplit("-", 1)
    if nth == "-1":
        last = period("month", ordinal(year, int(month), 1)).last
        return last - (weekday(last) - int(of_week)) % 7
    first = ordinal(year, int(month), 1)
    return first + (int(of_week) - weekday(first)) % 7 + 7 * (int(nth) - 1)
