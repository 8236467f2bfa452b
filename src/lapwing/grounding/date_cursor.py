"""What the date parsers read (words of one sentence) and what they give (an ``Expr``, not yet resolved)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from lapwing.grounding.date_calendar import LETTER, Period
from lapwing.grounding.date_lexicon import Lexicon, Word
from lapwing.model import Token

Kind = Literal[
    "period",
    "month_day",
    "month",
    "weekday",
    "weekend",
    "season",
    "quarter",
    "half",
    "holiday",
    "relative",
    "ref",
    "duration",
    "set",
    "time",
    "none",
]
DASHES = frozenset("-\u2013\u2014\u2010\u2011")
CLOCK_UNITS = ("hour", "minute", "second")
UNITS = ("year", "month", "week", "day", *CLOCK_UNITS)
"""Units of which a smaller one may follow a larger one: "two hours and 40 minutes"."""


@dataclass(slots=True)
class Expr:
    """An expression of time at tokens ``first`` to ``last`` (inclusive), before context gives it a date.

    ``direction`` past, next, this relate to publication, before, after, same to the date told last. ``count`` is signed in ``relative``
    and None where vague.
    """

    first: int
    last: int
    kind: Kind
    period: Period | None = None
    unit: str = ""
    month: int = 0
    day: int = 0
    number: int = 0
    name: str = ""
    direction: str = ""
    count: float | None = None
    part: str = ""
    clock: str = ""
    value: str = ""
    mod: str = ""
    slice: tuple[str, int, int] | None = None
    """Unit, index (from the end where negative) and count of the part that is meant: "the last two weeks of"."""
    until: Expr | None = None
    """The other end of an interval; then ``open`` is empty."""
    limit: bool = False
    """Whether it is told as a time limit ("by 9 June", "until June"): the nearest one, past or to come."""
    inner: tuple[int, int] | None = None
    """Tokens of the date itself where ``first`` and ``last`` take in the words that make it an interval."""
    open: str = ""
    """``since`` or ``until`` for an interval open at one end."""

    @property
    def dated(self) -> bool:
        """Whether it may be an end of an interval or take a part of day."""
        return self.kind not in ("duration", "set", "none", "ref")


class Cursor:
    """The words of a sentence in lower case, and looking things up in them; positions may lie outside the sentence."""

    def __init__(self, tokens: Sequence[Token], lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self.words = [t.text.lower().replace("\u2019", "'") for t in tokens]
        self.mid = {i for i, w in enumerate(self.words) if w.startswith("mid-") and len(w) > 4}
        """Tokens like "mid-June": read without the prefix."""
        for i in self.mid:
            self.words[i] = self.words[i][4:]

    def word(self, at: int) -> str:
        return self.words[at] if 0 <= at < len(self.words) else ""

    def find(self, at: int, *roles: str) -> Word | None:
        return self.lexicon.find(self.words, at, *roles)

    def skip(self, at: int, *words: str) -> int:
        """The position after one of ``words``, or ``at``."""
        return at + 1 if self.word(at) in words else at

    def capital(self, at: int) -> bool:
        return 0 <= at < len(self.tokens) and self.tokens[at].text[4 if at in self.mid else 0].isupper()

    def glued(self, at: int) -> bool:
        """Whether the word follows the one before it without a blank."""
        return 0 < at < len(self.tokens) and self.tokens[at].start == self.tokens[at - 1].end

    def integer(self, at: int, low: int, high: int) -> int | None:
        """A whole number in digits, between the bounds."""
        word = self.word(at)
        if not (word.isdigit() and word.isascii() and len(word) <= 4):
            return None
        found = int(word)
        return found if low <= found <= high else None

    def day(self, at: int) -> int | None:
        """A day of the month: 26 or 26th or twenty-sixth; None above 31."""
        word = self.word(at)
        if word[-2:] in ("st", "nd", "rd", "th") and word[:-2].isdigit():
            number = int(word[:-2])
            return number if 1 <= number <= 31 else None
        found = self.integer(at, 1, 31)
        if found is not None:
            return found
        name = self.find(at, "ordinal")
        return int(name.meaning) if name and name.size == 1 else None

    def ordinal(self, at: int) -> tuple[int, int] | None:
        """An ordinal number and how many words it takes."""
        word = self.word(at)
        if word[-2:] in ("st", "nd", "rd", "th") and word[:-2].isdigit():
            return int(word[:-2]), 1
        name = self.find(at, "ordinal")
        if name:
            return int(name.meaning), name.size
        tens = self.find(at, "number")
        if tens and self.word(at + 1) in DASHES and int(tens.meaning) % 10 == 0:
            ones = self.find(at + 2, "ordinal")
            if ones and int(ones.meaning) < 10:
                return int(tens.meaning) + int(ones.meaning), 3
        return None

    def month(self, at: int) -> int | None:
        """A month's name, which is always written with a capital."""
        found = self.find(at, "month") if self.capital(at) else None
        return int(found.meaning) if found else None


def compound_value(*parts: tuple[str, float | None]) -> str:
    """TIMEX3 duration of several units, the largest first: ``P15Y8M``, ``P1DT6H``."""
    whole = ""
    for unit, count in parts:
        time = unit in CLOCK_UNITS
        whole += ("T" if time and "T" not in whole else "") + duration_value(unit, count)[2 if time else 1 :]
    return f"P{whole}"


def duration_value(unit: str, count: float | None) -> str:
    """TIMEX3 duration: ``P3D``, ``PT2H``, ``PXW``."""
    letter = LETTER[unit]
    number = "X" if count is None else f"{abs(count):g}"
    if letter[0] == "T" and unit in CLOCK_UNITS:
        return f"PT{number}{letter[1]}"
    if unit in ("morning", "evening", "afternoon", "night"):
        return f"PT{number}{letter}"
    return f"P{number}{letter}"
