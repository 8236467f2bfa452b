"""Years and longer or shorter periods: 1453, 44 BC, the 1990s, the 19th century, Q3 2019, spring 2011."""

from __future__ import annotations

from lapwing.grounding.date_calendar import Period, ordinal
from lapwing.grounding.date_cursor import DASHES, Cursor, Expr

YEAR_LOW, YEAR_HIGH = 1000, 2099
"""Numbers of four digits that may be years without an era."""
_LIKELY = (1950, 2039)
"""Years that follow the name of a meeting or contest."""
SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def year(c: Cursor, i: int) -> tuple[int, int] | None:
    """An astronomical year with its era and the position after it: 1453, 44 BC, AD 70."""
    before = c.find(i, "era_before")
    if before and c.integer(i + 1, 1, 2099):
        return int(c.word(i + 1)), i + 2
    number = c.integer(i, 1, 9999)
    if number is None:
        return None
    era = c.find(i + 1, "era")
    if era:
        return (1 - number if era.meaning == "before" else number), i + 1 + era.size
    if c.word(i + 1) in DASHES or c.word(i + 1) in ("to", "and"):
        joined = c.find(i + 3, "era")
        other = c.integer(i + 2, 1, number)
        if joined and joined.meaning == "before" and other:
            return 1 - number, i + 1
    if YEAR_LOW <= number <= YEAR_HIGH and len(c.word(i)) == 4:
        return number, i + 1
    return None


def long_period(c: Cursor, i: int) -> Expr | None:
    """the 1990s, the 19th century, Q3 2019, the third quarter of 2019, spring 2011, the first half of 2019."""
    at = c.skip(i, "the")
    return _fiscal(c, i, at) or _decade(c, i, at) or _century(c, i, at) or _quarter(c, i, at) or _season(c, i, at)


def _fiscal(c: Cursor, i: int, at: int) -> Expr | None:
    """fiscal 2012, the 2012 fiscal year: told as the year of that number, since each country and company begins it on another day."""
    if c.word(at) in ("fiscal", "financial"):
        after = c.skip(at + 1, "year")
        told = c.integer(after, YEAR_LOW, YEAR_HIGH)
    else:
        after = at + 1 + (c.word(at + 1) in ("fiscal", "financial"))
        told = c.integer(at, YEAR_LOW, YEAR_HIGH) if after > at + 1 and c.word(after) == "year" else None
    return Expr(i, after, "period", Period("year", ordinal(told, 1, 1)), name="FY") if told else None


def _decade(c: Cursor, i: int, at: int) -> Expr | None:
    word = c.word(at)
    if word in ("'", "\u2018") and c.glued(at + 1):
        at, word = at + 1, c.word(at + 1)
    named = c.find(at, "decade")
    if named and at > i:
        return Expr(i, at + named.size - 1, "period", Period("decade", ordinal(1900 + int(named.meaning), 1, 1)))
    era = c.find(at + 1, "era")
    if era and era.meaning == "before" and word[-2:] == "0s" and word[:-1].isdigit():
        return Expr(i, at + era.size, "period", Period("decade", ordinal(1 - int(word[:-1]) - 9, 1, 1)))
    if word[-1:] != "s" or not word[:-1].isdigit() or not word.isascii() or (len(word) == 3 and at == i) or word[-2] != "0":
        return None
    number = int(word[:-1])
    if len(word) == 3:
        number += 1900 if number >= 20 else 2000
    elif len(word) == 5 and word[2:4] == "00" and YEAR_LOW <= number < 2000:
        return Expr(i, at, "period", Period("century", ordinal(number + 1, 1, 1)))
    elif len(word) != 5 or not YEAR_LOW <= number <= YEAR_HIGH:
        return None
    return Expr(i, at, "period", Period("decade", ordinal(number, 1, 1)))


def _century(c: Cursor, i: int, at: int) -> Expr | None:
    nth = c.ordinal(at)
    if nth is None or nth[0] < 1:
        return None
    stop = at + nth[1]
    stop = stop + 1 if c.word(stop) in DASHES else stop
    if c.word(stop) not in ("century", "centuries", "millennium"):
        return None
    years = 1000 if c.word(stop) == "millennium" else 100
    era = c.find(stop + 1, "era")
    first = 1 - nth[0] * years if era and era.meaning == "before" else (nth[0] - 1) * years + 1
    unit = "millennium" if years == 1000 else "century"
    return Expr(i, stop + (era.size if era else 0), "period", Period(unit, ordinal(first, 1, 1)))


def _quarter(c: Cursor, i: int, at: int) -> Expr | None:
    word = c.word(at)
    size, number, unit = 1, 0, "quarter"
    if len(word) == 2 and word[0] == "q" and word[1] in "1234" and c.capital(at):
        number = int(word[1])
    else:
        nth = c.ordinal(at) or ((2, 1) if word in ("second", "latter") else (4, 1) if word == "last" else None)
        gap = nth[1] + (c.word(at + nth[1]) in DASHES) if nth else 0
        following = c.word(at + gap) if nth else ""
        if nth is None or not ((following == "quarter" and nth[0] <= 4) or (following == "half" and nth[0] <= 4)):
            return None
        number, size, unit = nth[0], gap + 1, following
        if unit == "half":
            number = min(number, 2)
    return _of_year(c, Expr(i, at + size - 1, "quarter" if unit == "quarter" else "half", number=number), at > i)


def _of_year(c: Cursor, expr: Expr, article: bool) -> Expr | None:
    """Add "of 2019", "of the year"; a half without a year is a match's, not a year's."""
    at = c.skip(expr.last + 1, "of")
    told = year(c, at)
    months = 3 if expr.kind == "quarter" else 6
    if told:
        expr.period = Period(expr.kind, ordinal(told[0], (expr.number - 1) * months + 1, 1))
        expr.kind, expr.last = "period", told[1] - 1
        return expr
    if c.word(at) in ("the", "this", "last", "next") and c.word(at + 1) == "year":
        expr.direction = {"last": "past", "next": "next"}.get(c.word(at), "this")
        expr.last = at + 1
        return expr
    return expr if expr.kind == "quarter" and c.word(expr.last + 1) not in ("of", "final", "finals") else None


def _season(c: Cursor, i: int, at: int) -> Expr | None:
    found = c.find(at, "season")
    if found is None:
        return None
    of = c.skip(at + found.size, "of", ",")
    told = year(c, of)
    month = SEASON_MONTH[str(found.meaning)]
    if told:
        short = c.word(told[1]) in DASHES and c.glued(told[1] + 1) and c.integer(told[1] + 1, 0, 99) is not None
        return Expr(i, told[1] + (1 if short else -1), "period", Period("season", ordinal(told[0], month, 1)))
    if c.word(of - 1) == "of" and c.word(of) in ("that", "the", "this", "last", "next") and c.word(of + 1) in ("year", "same"):
        last = of + (2 if c.word(of + 1) == "same" else 1)
        direction = {"last": "past", "next": "next"}.get(c.word(of), "same")
        return Expr(i, last, "season", month=month, name=str(found.meaning), direction=f"{direction}-year")
    doubtful = c.word(at) in ("spring", "fall", "springs", "falls")
    if doubtful and (c.word(at) == "fall" or c.word(i - 1) == "a" or (c.find(i - 1, "before_month") is None and at == i)):
        return None
    return Expr(i, at + found.size - 1, "season", month=month, name=str(found.meaning))


def bare_year(c: Cursor, i: int) -> Expr | None:
    """A number that stands where a year stands."""
    told = year(c, i)
    if told is None:
        return None
    era = told[1] - i > 1 or told[0] <= 0
    if not era and not _year_fits(c, i):
        return None
    last = told[1] - 1
    expr = Expr(i, last, "period", Period("year", ordinal(told[0], 1, 1)))
    short = c.integer(i + 2, 0, 99)
    if not era and c.word(i + 1) in DASHES and c.glued(i + 1) and c.glued(i + 2) and short is not None and len(c.word(i + 2)) == 2 and short > told[0] % 100:
        expr.last, expr.inner = i + 2, (i, i)
        expr.until = Expr(i + 2, i + 2, "period", Period("year", ordinal(told[0] // 100 * 100 + short, 1, 1)))
    return expr


def _year_fits(c: Cursor, i: int) -> bool:
    """In brackets alone, after a word that years follow, or before a joined year; never before what is counted."""
    before, after = c.word(i - 1), c.word(i + 1)
    if before in ("$", "\u00a3", "\u20ac", "no.", "#") or (after in ("%", "/") and i > 0) or (after == ":" and c.glued(i + 2)):
        return False
    if c.find(i - 1, "numbered") or (after in DASHES and c.glued(i + 1) and c.glued(i + 2) and any(x.isupper() for x in c.tokens[i + 2].text[1:])):
        return False
    if c.find(i + 1, "counted") or (
        int(c.word(i)) % 50 == 0 and _plural(c, i + 1) and c.find(i + 1, "season") is None and after not in ("was", "is", "as", "has")
    ):
        return False
    if i in c.mid or c.find(i - 1, "yearly") or (before.isdigit() and len(before) == 4):
        return True
    if after in DASHES and c.integer(i + 2, YEAR_LOW, YEAR_HIGH) is not None:
        return True
    if i == 0:
        return after in (":", ",", "was", "has") or not after.endswith("s")
    if before in ("(", "[") and after in (")", "]", ",", ";", *DASHES, ":"):
        return True
    if before in ("the", "a", "an", "'s", "his", "her", "its", "their", "our", "this"):
        return (after[:1].isalpha() and int(c.word(i)) >= 1400) or after == "-"
    if before in DASHES and after == "," and c.integer(i + 2, YEAR_LOW, YEAR_HIGH) is not None and not c.glued(i):
        return True  # "— 2010, 2014, 2018"
    if before in DASHES or before in ("/", ","):
        return (c.integer(i - 2, YEAR_LOW, YEAR_HIGH) is not None or (before == "," and after in (",", ".", ")"))) and not c.find(i + 1, "unit")
    if before == "and" and c.integer(i - 2, YEAR_LOW, YEAR_HIGH):
        return True
    if after == "'s":
        return True
    if before.isalpha() and c.tokens[i - 1].upos == "PROPN" and not c.tokens[i - 1].ner.endswith("PER"):
        number = int(c.word(i))  # "World Cup 2018"
        if _LIKELY[0] <= number <= _LIKELY[1] and number % 50:
            return True
    plain = before.isalpha() and not c.find(i - 1, "approx", "vague", "number")
    token = c.tokens[i - 1]
    joined = before in ("and", "or") and bool(token.upos)
    modifies = joined or token.upos in ("", "ADJ", "NOUN", "PROPN") or token.deprel == "amod"
    return plain and after.isalpha() and not _plural(c, i + 1) and int(c.word(i)) >= 1900 and modifies


def _plural(c: Cursor, at: int) -> bool:
    """A noun in the plural, of which a number before it is the count; by its ending where no reader has tagged it."""
    word = c.word(at)
    tag = c.tokens[at].xpos if 0 <= at < len(c.tokens) else ""
    return tag in ("NNS", "NNPS") if tag else word.isalpha() and word.endswith("s")
