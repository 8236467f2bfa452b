"""The form of date knowledge: what words mean in expressions of time, with examples that run as tests."""

from __future__ import annotations

from msgspec import UNSET, Struct, UnsetType, field


class DateExpect(Struct, frozen=True, forbid_unknown_fields=True):
    """A mention that must be found: its exact words and meaning. ``value: null`` says unresolved; what is left out is not checked."""

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

    Roles and meanings. Names: month 1-12; weekday 1 (Monday) to 7; season SP SU FA WI; decade (year of its century); holiday ``MM-DD``,
    ``MM-#n-w`` (nth weekday w, -1 the last), ``easter+n``, ``hijri-MM-DD`` or ``hijri-MM`` (the whole month); named_day ``YYYY-MM-DD``; part (of
    day) TMO TMI TAF TEV TNI; noon, meridiem, zone (of clock times); era, era_before ``before`` or ``after``. Amounts: unit ``day``, ``week`` …;
    quarter (of a year, where no fraction can be meant); fiscal (before a year); number; ordinal; vague ``X``; approx; filler (between number and
    unit). Relations: deictic ``day:shift`` or ``day:shift:part``; ref PRESENT_REF PAST_REF FUTURE_REF; direction ``past`` ``next`` ``this`` (from
    publication), ``before`` ``after`` ``same`` (from the date told last), ``recent``; suffix ``ago`` ``hence`` ``earlier`` ``later`` ``before``
    ``after``; mod, with ``-OF`` where "of" must follow and ``-PART`` where "weeks of" must; set (its value); every; since, until, between; future
    (tense), sure (a future that no possessive undoes), deferred (what is put off "to" a day lies ahead). Contexts: yearly (before a year),
    numbered (a number after it is no year), before_month, before_part, before_duration, before_over ("over" is "more than" after it), before_ref,
    after_day (after "the Saturday"), frequency (before "a day"), counted (after an amount).
    ``none``: not a time. An entry without words documents a construction: its examples are its content.
    """

    id: str
    role: str
    words: dict[str, str | int] = field(default_factory=dict)
    examples: list[DateExample] = field(default_factory=list)
