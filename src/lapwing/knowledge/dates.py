"""The form of date knowledge: what words mean in expressions of time, with examples that run as tests."""

from __future__ import annotations

from msgspec import UNSET, Struct, UnsetType, field


class DateExpect(Struct, frozen=True, forbid_unknown_fields=True):
    """A mention that must be found: its exact words and its TIMEX3 value (``null`` where it may not be resolved); what is left out is not checked."""

    text: str
    value: str | UnsetType | None = UNSET
    start: str | UnsetType | None = UNSET
    end: str | UnsetType | None = UNSET
    precision: str | UnsetType = UNSET
    timex: str | UnsetType = UNSET


class DateExample(Struct, frozen=True, forbid_unknown_fields=True):
    """A text and ALL the mentions in it, in order; an empty list is a negative example. ``published`` fixes "now"."""

    text: str
    expect: list[DateExpect] = field(default_factory=list)
    published: str | None = None


class DateRule(Struct, frozen=True, forbid_unknown_fields=True):
    """One class of words. ``words`` maps a phrase (lower case, words separated by a blank) to its meaning, which depends on ``role``.

    Roles and meanings: month 1-12; weekday 1 (Monday) - 7; unit ``day``, ``week``, …; number; ordinal; vague (number not told); season SP SU FA WI;
    part TMO TMI TAF TEV TNI TDT; meridiem 0 or 12; deictic ``unit:shift`` or ``day:shift:part``; ref PRESENT_REF PAST_REF FUTURE_REF; holiday
    ``MM-DD``, ``MM-#n-w`` (nth weekday w, -1 the last) or ``easter+n``; named day ``YYYY-MM-DD``; set (value); every; direction
    (``past``, ``next``, ``this``, ``before``, ``after``, ``same``); suffix (``ago``, ``later``, ``earlier``, ``hence``); mod; approx; era;
    article; between, since, until, joiner (of intervals); future (tense); yearly (words before a year); counted (words after an amount); none (not a time).
    An entry without words documents a construction: its examples are its content.
    """

    id: str
    role: str
    words: dict[str, str | int] = field(default_factory=dict)
    examples: list[DateExample] = field(default_factory=list)
