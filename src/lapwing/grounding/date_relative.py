"""Dates told by their distance ("two days ago", "last Friday"), durations, sets, and references to the present, past or future."""

from __future__ import annotations

from lapwing.grounding.date_absolute import calendar
from lapwing.grounding.date_cursor import CLOCK_UNITS, DASHES, UNITS, Cursor, Expr, compound_value, duration_value
from lapwing.grounding.date_periods import SEASON_MONTH

FISCAL = ("fiscal", "financial")
_PARTS_OF_DAY = {"night": "TNI", "evening": "TEV", "morning": "TMO", "afternoon": "TAF"}


def deictic(c: Cursor, i: int) -> Expr | None:
    """yesterday, tonight, overnight: days from publication."""
    found = c.find(i, "deictic")
    if found is None:
        return None
    unit, count, part = (*str(found.meaning).split(":"), "")[:3]
    return Expr(i, i + found.size - 1, "relative", unit=unit, count=int(count), direction="this", part=part)


def reference(c: Cursor, i: int) -> Expr | None:
    """now, recently, in the past: no date, but a place relative to now."""
    found = c.find(i, "ref")
    if found is None or c.find(i + found.size, "unit", "vague") or number(c, i + found.size)[2]:
        return None
    if c.word(i) == "the" and not _stands_as_noun(c, i, i + found.size):
        return None
    return Expr(i, i + found.size - 1, "ref", value=str(found.meaning))


def _stands_as_noun(c: Cursor, i: int, after: int) -> bool:
    """Whether "the past" is a time: not "the past president"; "the moment" only after "at"."""
    if c.word(i + 1) == "moment":
        return c.word(i - 1) in ("at", "for", "of")
    tag = c.tokens[after].upos if after < len(c.tokens) else ""
    return tag not in ("NOUN", "PROPN", "ADJ", "NUM") and (bool(tag) or c.find(i - 1, "before_ref") is not None)


def directed(c: Cursor, i: int) -> Expr | None:
    """last week, next Friday, this summer, the previous day, the same month, the past two weeks."""
    at = c.skip(i, "the", "these", "those")
    article = at > i
    if article and c.word(at) == "weekend" and not c.capital(at) and c.word(at + 1) != "of":
        return Expr(i, at, "weekend")
    word = c.find(at, "direction")
    if word is None or (c.word(at) == "that" and article):
        return None
    direction = str(word.meaning)
    body = at + word.size
    if not article and direction in ("before", "after"):
        return _duration(c, i, body, direction) if c.find(body, "unit") is None else None
    if article and c.word(at) == "next":
        direction = "after"
    found = _same_of(c, i, body, direction) or _directed_unit(c, i, body, direction, article)
    return found or _directed_name(c, i, body, direction) or _duration(c, i, body, direction)


def _same_of(c: Cursor, i: int, at: int, direction: str) -> Expr | None:
    """the same period last year, the same month of last year: a year before the period told last, or before publication."""
    after = c.skip(c.skip(at + 1, "of", "in", "a"), "the")
    if direction != "same" or [c.word(after), c.word(after + 1)] not in (["last", "year"], ["year", "earlier"], ["year", "ago"]):
        return None
    if c.word(at) in ("period", "time", "point", "stage"):
        return Expr(i, after + 1, "relative", unit="year", count=-1, direction="this")
    unit = c.find(at, "unit", "quarter")
    if unit is None or unit.meaning not in ("month", "quarter", "week"):
        return None
    return Expr(i, after + 1, "relative", unit=str(unit.meaning), count={"month": -12, "quarter": -4}.get(str(unit.meaning), -52), direction="same")


def _directed_unit(c: Cursor, i: int, at: int, direction: str, article: bool) -> Expr | None:
    fiscal = c.word(at) in FISCAL
    at += fiscal or c.word(at) == "calendar"
    found = c.find(at, "unit", "quarter")
    if fiscal and (found is None or found.meaning != "year"):
        return None
    part = c.find(at, "part")
    if part and c.word(at) in _PARTS_OF_DAY:
        count = {"past": -1, "before": -1, "next": 1, "after": 1}.get(direction, 0)
        anchor = "same" if direction in ("before", "after", "same") else "this"
        if direction == "after" and c.word(at) not in ("morning", "night", "evening", "afternoon"):
            return None
        return Expr(i, at, "relative", unit="day", count=count, direction=anchor, part=str(part.meaning))
    if found is None or found.meaning in CLOCK_UNITS or c.word(at).endswith("s") or c.word(at) == "centuries":
        return None
    unit = str(found.meaning)
    if c.word(at + 1) in DASHES and c.word(at + 2) in ("old", "long", "end"):
        return None
    if direction == "recent" and found.role == "quarter":
        return Expr(i, at, "relative", unit="quarter", count=-1, direction="this")
    if direction == "recent" or (article and direction in ("past", "next") and found.role != "quarter"):
        return Expr(i, at, "duration", unit=unit, count=1, direction=direction) if c.word(at + 1) != "of" else None
    if unit == "year" and not article and not fiscal and direction in ("past", "next", "this") and (dated := _day_of_year(c, at + 1)):
        dated.first, dated.direction = i, f"{direction}-year"
        return dated
    count = {"past": -1, "before": -1, "next": 1, "after": 1}.get(direction, 0)
    anchor = "same" if direction in ("before", "after", "same") and not (direction == "after" and article and c.word(at - 1) == "next" and fiscal) else "this"
    return Expr(i, at, "relative", unit=unit, count=count, direction=anchor, name="FY" if fiscal else "")


def _day_of_year(c: Cursor, at: int) -> Expr | None:
    """The day after "last year" in "last year August 8", "last year on Christmas Day"."""
    dated = calendar(c, c.skip(at, "on"))
    if dated is None or dated.until or dated.direction:
        return None
    return dated if dated.kind == "month_day" or (dated.kind == "holiday" and not dated.number) else None


def _directed_name(c: Cursor, i: int, at: int, direction: str) -> Expr | None:
    """A weekday, month, season or feast after "last", "next", "this"."""
    expr: Expr | None = None
    weekday = c.find(at, "weekday") if c.capital(at) else None
    month = c.month(at)
    season, feast = c.find(at, "season"), (c.find(at, "holiday") if c.capital(at) else None)
    if weekday and (dated := calendar(c, at)) and dated.kind in ("period", "month_day"):
        dated.first = i
        return dated
    if weekday:
        expr = Expr(i, at + weekday.size - 1, "weekday", number=int(weekday.meaning))
    elif month and not c.word(at + 1)[:1].isdigit():
        expr = Expr(i, at, "month", month=month)
    elif season and c.word(at) not in ("springs", "falls"):
        expr = Expr(i, at, "season", month=SEASON_MONTH[str(season.meaning)], name=str(season.meaning))
    elif feast:
        expr = Expr(i, at + feast.size - 1, "holiday", name=str(feast.meaning))
    if expr:
        expr.direction = direction
    return expr


def _duration(c: Cursor, i: int, at: int, direction: str) -> Expr | None:
    """The past two weeks, recent months, the next few days."""
    count, stop, told = number(c, at)
    stop += told and c.find(stop, "filler") is not None
    found = c.find(stop, "unit", "quarter")
    if found is None or not (c.word(stop).endswith("s") or c.word(stop) in ("centuries",) or (stop > at and count == 1)) or direction == "same":
        return None
    if direction == "this" and stop == at:
        return None
    return Expr(i, stop, "duration", unit=str(found.meaning), count=count, direction="" if direction == "this" else direction)


def number(c: Cursor, i: int) -> tuple[float | None, int, bool]:
    """A number of units, None where vague; the position after it; whether one was there."""
    word = c.word(i)
    clean = word.replace(",", "")
    if word[:1].isdigit():
        try:
            return float(clean), i + 1, True
        except ValueError:
            return None, i, False
    vague = c.find(i, "vague")
    if vague:
        return (float(vague.meaning) if vague.meaning != "X" else None), i + vague.size, True
    found = c.find(i, "number")
    if found is None:
        return None, i, False
    total, at = float(found.meaning), i + found.size
    dash = c.word(at) in DASHES
    ones = c.find(at + dash, "number")
    if ones and total % 10 == 0 and 0 < int(ones.meaning) < 10 and total < 100:
        return total + int(ones.meaning), at + dash + 1, True
    if c.word(at) in ("hundred", "thousand"):
        return total * (100 if c.word(at) == "hundred" else 1000), at + 1, True
    if c.word(at) == "and" and c.word(at + 1) == "a" and c.word(at + 2) == "half":
        return total + 0.5, at + 3, True
    return total, at, True


def quantity(c: Cursor, i: int) -> Expr | None:
    """[about] three days [ago], a five-day visit, weeks later, a year earlier."""
    approx = c.find(i, "approx")
    if approx and c.word(i) in ("over", "under") and c.find(i - 1, "before_over") is None:
        return None
    at = i + approx.size if approx else i
    if c.word(at) == "the" and (number(c, at + 1)[2] or approx or c.word(at + 1) in ("first", "last", "final", "opening", "closing")):
        at += 1
        at += at == i + 1 and number(c, at + 1)[2] and c.word(at) in ("first", "last", "final", "opening", "closing")
    elif c.word(at) == "the" and c.word(at + 1) in ("full", "whole", "entire") and (whole := c.find(at + 2, "unit")) and not c.word(at + 2).endswith("s"):
        return Expr(i, at + 2, "duration", unit=str(whole.meaning), count=1)
    half = _half(c, i, at)
    if half:
        return half
    count, stop, told = number(c, at)
    if not told:
        return _article_unit(c, i, at) or _plural(c, i, at, approx is not None)
    article = at > i and c.word(i) == "the"
    if (c.word(stop) in ("to", "or", *DASHES) and c.find(stop + 1, "number")) or (c.word(stop) in ("to", "or", *DASHES) and c.word(stop + 1)[:1].isdigit()):
        _, after, more = number(c, stop + 1)
        if more and c.find(after + (c.word(after) in DASHES), "unit"):
            count, stop = None, after
    filler = c.find(stop, "filler") is not None
    stop += filler
    hyphen = c.word(stop) in DASHES
    stop += hyphen
    found = c.find(stop, "unit") or (c.find(stop, "quarter") if filler and c.word(stop) == "quarters" else None)
    if article and (hyphen or (found and not c.word(stop).endswith("s"))):
        return None
    if found is None or (count is not None and 1000 <= count < 2100 and not hyphen and "," not in c.word(at) and c.word(at).isdigit() and len(c.word(at)) == 4):
        return None
    return _compound(c, _with_suffix(c, i, stop, str(found.meaning), count, hyphen))


def _compound(c: Cursor, expr: Expr | None) -> Expr | None:
    """A smaller unit after the larger one: "15 years, 8 months", "two hours and 40 minutes"; a set: "three days a week"."""
    if expr is None or expr.kind != "duration":
        return expr
    if c.word(expr.last + 1) in ("a", "an", "each", "every", "per") and (unit := c.find(expr.last + 2, "unit")) and not c.word(expr.last + 2).endswith("s"):
        return Expr(expr.first, expr.last + 2, "set", value=duration_value(str(unit.meaning), 1))
    at = expr.last + 1
    at += c.word(at) == ","
    at += c.word(at) == "and"
    count, stop, told = number(c, at)
    unit = c.find(stop, "unit")
    if not (told and unit and expr.unit in UNITS and unit.meaning in UNITS) or c.word(stop)[:4] != str(unit.meaning)[:4]:
        return expr
    if UNITS.index(str(unit.meaning)) <= UNITS.index(expr.unit) or c.find(stop + 1, "suffix") or c.word(stop + 1) in DASHES:
        return expr
    expr.last, expr.value = stop, compound_value((expr.unit, expr.count), (str(unit.meaning), count))
    return expr


def _half(c: Cursor, i: int, at: int) -> Expr | None:
    """half an hour, half a century; a year and a half."""
    start = at + (c.word(at) == "a")
    if c.word(start) != "half":
        return None
    stop = start + 1
    stop += c.word(stop) in ("a", "an", *DASHES)
    found = c.find(stop, "unit")
    if found is None or (stop == start + 1 and start == at):
        return None
    smaller = {"hour": ("minute", 30), "year": ("month", 6), "century": ("year", 50), "decade": ("year", 5), "day": ("hour", 12)}
    unit, count = smaller.get(str(found.meaning), (str(found.meaning), 0.5))
    return _with_suffix(c, i, stop, unit, count, False)


def _article_unit(c: Cursor, i: int, at: int) -> Expr | None:
    """a week ago, for a year, within an hour; twice a day is a set."""
    if c.word(at) not in ("a", "an", "the") or (c.word(at) == "the" and c.find(at + 2, "suffix") is None and c.word(at + 2) not in ("ended", "ending", "to")):
        return None
    stop = at + 1
    stop += c.find(stop, "filler") is not None
    found = c.find(stop, "unit")
    if found and c.word(at) == "the" and (c.word(stop + 1) in ("ended", "ending") or (c.word(stop + 1) == "to" and c.month(stop + 2))):
        return Expr(i, stop, "duration", unit=str(found.meaning), count=1)
    if found is None or c.word(stop).endswith("s") or c.word(stop + 1) in DASHES:
        return None
    unit = str(found.meaning)
    if unit == "day" and c.word(stop + 1) == "of" and c.find(i - 1, "before_duration") is None:
        return None
    if c.word(at) == "the":
        return _with_suffix(c, i, stop, unit, 1, False) if c.word(stop + 1) in ("before", "after") and _stands_alone(c, stop + 2, i) else None
    if c.find(stop + 1, "suffix") is None and (c.find(i - 1, "frequency") or c.word(i - 1).replace(",", "").isdigit()):
        return Expr(i, stop, "set", value=duration_value(unit, 1))
    count = 1.0
    if [c.word(stop + k) for k in (1, 2, 3)] == ["and", "a", "half"]:
        smaller = {"year": ("month", 18), "hour": ("minute", 90)}
        unit, count = smaller.get(unit, (unit, 1.5))
        stop += 3
    suffix = c.find(stop + 1, "suffix") or (c.word(stop + 1) == "of")
    if at == i and not suffix and c.find(i - 1, "before_duration") is None:
        return None
    return _with_suffix(c, i, stop, unit, count, False)


def _plural(c: Cursor, i: int, at: int, approx: bool) -> Expr | None:
    """weeks later, for years, months of talks."""
    found = c.find(at, "unit")
    if found and c.word(at + 1) in DASHES and c.word(at + 2) == "long":
        return Expr(i, at + 2, "duration", unit=str(found.meaning), count=1 if not c.word(at).endswith("s") else None)
    if found is None or (not c.word(at).endswith("s") and c.word(at) != "centuries"):
        return None
    if c.word(at - 1) in DASHES or (
        not approx and c.find(at - 1, "before_duration") is None and c.find(at + 1, "suffix") is None and c.word(at + 1) not in ("of", *DASHES)
    ):
        return None
    return _with_suffix(c, i, at, str(found.meaning), None, False)


def _with_suffix(c: Cursor, i: int, unit_at: int, unit: str, count: float | None, hyphen: bool) -> Expr | None:
    """Decide between an age, a distance from a date, and a duration."""
    after = unit_at + 1
    after += c.word(after) == "'" or c.word(after) == "'s"
    old = after + (c.word(after) in DASHES)
    if c.word(old) in ("old", "olds", "long"):
        return Expr(i, old, "duration", unit=unit, count=count)
    if c.word(unit_at) in ("night", "nights"):
        unit = "night" if hyphen or c.find(after, "suffix") is None else "day"
    if hyphen and c.word(unit_at) in ("days", "weeks"):
        hyphen = False
    suffix = None if hyphen else c.find(after, "suffix")
    if suffix is None or (suffix.meaning in ("before", "after") and not _stands_alone(c, after + suffix.size, i)):
        return Expr(i, unit_at, "duration", unit=unit, count=count)
    meaning = str(suffix.meaning)
    sign = 1 if meaning in ("later", "hence", "after") else -1
    anchor = "this" if meaning in ("ago", "hence") else "same"
    last = after + suffix.size - 1
    if count is None:
        if anchor == "this":
            return Expr(i, last, "ref", value="PAST_REF" if sign < 0 else "FUTURE_REF")
        if unit in ("day", "week", "month"):
            return Expr(i, last, "relative", unit=unit, direction="same", mod="LATER" if sign > 0 else "EARLIER")
        return Expr(i, last, "duration", unit=unit, count=None)
    return Expr(i, last, "relative", unit=unit, count=sign * count, direction=anchor)


def _stands_alone(c: Cursor, at: int, start: int) -> bool:
    """Whether "before" or "after" ends its phrase: what follows is no object or clause of it."""
    following = c.word(at)
    return not following or following in (",", ".", ";", ":", ")", "and", "but") or (start == 0 and following == ",")


def _often(c: Cursor, i: int) -> Expr | None:
    """once a year, three times a week, twice daily."""
    at = i
    if c.word(i) not in ("once", "twice"):
        at = number(c, i)[1]
        if at == i or c.word(at) != "times":
            return None
    per = at + 1
    unit = c.find(per + 1, "unit") if c.word(per) in ("a", "an", "each", "every", "per") else None
    if unit and not c.word(per + 1).endswith("s"):
        return Expr(i, per + 1, "set", value=duration_value(str(unit.meaning), 1))
    often = c.find(per, "set")
    return Expr(i, per, "set", value=str(often.meaning)) if often and often.size == 1 else None


def repeated(c: Cursor, i: int) -> Expr | None:
    """every year, each Monday, every two weeks, daily, Mondays; twice a week."""
    often = _often(c, i)
    if often:
        return often
    word = c.find(i, "set")
    if word and c.capital(i) and c.capital(i + word.size) and not c.word(i).endswith("days"):
        return None  # a newspaper
    if word:
        return Expr(i, i + word.size - 1, "set", value=str(word.meaning))
    every = c.find(i, "every")
    if every is None:
        return None
    at = i + every.size
    count: float | None = 1.0
    if c.word(at) in ("other", "second"):
        count, at = 2.0, at + 1
    else:
        told = number(c, at)
        if told[2]:
            count, at = told[0], told[1]
    return _each(c, i, at, count)


def _each(c: Cursor, i: int, at: int, count: float | None) -> Expr | None:
    unit, weekday, month = c.find(at, "unit"), c.find(at, "weekday"), c.month(at)
    season, part = c.find(at, "season"), c.find(at, "part")
    value = ""
    if part and c.word(at) in _PARTS_OF_DAY:
        value = f"XXXX-XX-XX{part.meaning}"
    elif unit:
        value = duration_value(str(unit.meaning), count)
    elif weekday and c.capital(at):
        value = f"XXXX-WXX-{weekday.meaning}"
        part = c.find(at + weekday.size, "part")
        if part:
            value, at = value + str(part.meaning), at + 1
    elif month:
        value = f"XXXX-{month:02d}"
    elif season:
        value = f"XXXX-{season.meaning}"
    return Expr(i, at, "set", value=value) if value else None
