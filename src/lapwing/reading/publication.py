"""When a report was published: the field of a record, or a date line that stands at the head of the text. A day is never invented."""

from __future__ import annotations

import re
from datetime import date, datetime

from lapwing.reading import layout

HEAD = 12
"""A date line is looked for among so many first lines (title, byline, buttons), and only before the first sentence."""

_SENTENCE = re.compile(r"(?:\S+\s+){7}.*[.!?][\"”’')\]]*\Z", re.DOTALL)

_MONTHS = "january february march april may june july august september october november december".split()
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_TIME = r"(?: ?[,.|/\-–—@•]? ?(?:at )?\d{1,2}[:.h]\d\d(?::\d\d)? ?(?:[ap]\.?m\.?)?(?: ?\(?(?:[a-z]{2,5}|[+-]\d\d:?\d\d)\)?)?)?"
_LABEL = (
    r"(?:(?:first |last |originally )?(?:published|posted|updated|modified|issued|date|dated|publication date|created)"
    r"(?: on| at)? ?:? ?)?"
)
_CLOCK = r"(?:\d{1,2}[:.h]\d\d ?(?:[ap]\.?m\.?)?(?: ?\(?[a-z]{2,5}\)?)?,? (?:on )?)?"
_WEEKDAY = r"(?:(?P<weekday>mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\.?,? )?"
_AFTER = r"(?: ?[/|•–—-] ?(?:last )?(?:updated|modified).{1,40})?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_FORMS = (
    rf"{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? {_YEAR}",
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)? {_MONTH},? {_YEAR}",
    rf"{_YEAR}[-/.](?P<number>\d\d?)[-/.](?P<day>\d\d?)",
)
_DATE_LINES = tuple(re.compile(rf"{_LABEL}{_CLOCK}{_WEEKDAY}{form}(?:T\d\d:\d\d\S*|{_TIME})\.?{_AFTER}", re.IGNORECASE) for form in _FORMS)
_ISO = re.compile(r"\d{4}-?\d\d-?\d\d(?:[T ].*)?", re.DOTALL)


def iso_day(value: str) -> str | None:
    """``2020-04-25`` or a full ISO 8601 time stamp, cut to its day as written (no change of time zone); None if it is no such date."""
    value = value.strip()
    if not _ISO.fullmatch(value):
        return None
    try:
        return datetime.fromisoformat(value).date().isoformat()
    except ValueError:
        return None


def date_line(line: str) -> str | None:
    """The ISO day of a line that holds nothing but a date ("Friday, January 4, 2019", "Published: 2020-04-25 10:30"), else None.

    "04/05/2020" is not read: it is two days. A date whose weekday is wrong is not trusted.
    """
    if len(line) > 90:
        return None
    line = " ".join(line.split())
    for form in _DATE_LINES:
        found = form.fullmatch(line)
        if found:
            return _day(found)
    return None


def _day(found: re.Match[str]) -> str | None:
    groups = found.groupdict()
    month = int(groups["number"]) if groups.get("number") else _month(groups["month"])
    try:
        day = date(int(groups["year"]), month, int(groups["day"]))
    except ValueError:
        return None
    weekday = groups["weekday"]
    if weekday and not _DAYS[day.weekday()].startswith(weekday.lower()[:3]):
        return None
    return day.isoformat()


def _month(name: str) -> int:
    return next(number for number, month in enumerate(_MONTHS, 1) if month.startswith(name.lower()[:3]))


def date_lines(text: str) -> list[tuple[layout.Span, str]]:
    """The date lines among the first lines of ``text``, with their days."""
    out = []
    for start, end in layout.lines(text[:4000])[:HEAD]:
        day = date_line(text[start:end])
        if day:
            out.append(((start, end), day))
        elif _SENTENCE.match(text[start:end]):
            break
    return out


def told(text: str) -> str | None:
    """The day of publication that the head of ``text`` tells; a line "Updated …" only counts where there is no other."""
    found = [(text[start:end].lower(), day) for (start, end), day in date_lines(text)]
    first = [day for line, day in found if not line.startswith(("updated", "last", "modified"))]
    return next(iter(first or [day for _, day in found]), None)
