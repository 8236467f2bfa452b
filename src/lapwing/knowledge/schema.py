"""The forms of coding knowledge: lexicon entries and word sets, operators, the ontology. Actors and dates have their own modules."""

from __future__ import annotations

from typing import Any

from msgspec import Struct, field

Words = list[str]
"""Lemmas, lower case. In a slot: ``"phone call"`` is a head noun with a modifier, ``$talks`` a set of ``sets.yaml``, ``@person`` a class."""


class Example(Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence and what all knowledge together must make of it.

    ``expect`` is ``none`` (no event at all), or an event's fields, or a list of them. Fields: type, modes, contexts, status, actors and recipients (lists
    of ``COUNTRY``, ``COUNTRY SECTOR`` or ``"SECTOR"`` as ``"- SECTOR"``), when (TIMEX value), where (country), fatalities ([low, high]).
    ``not`` names types that must not be coded.
    """

    text: str
    expect: Any = None
    not_: list[str] = field(name="not", default_factory=list)
    published: str | None = None
    title: str | None = None


class Entry(Struct, frozen=True, forbid_unknown_fields=True):
    """One way in which an event is told. The type ``none`` vetoes: what matches it is no event.

    ``when`` and ``unless`` map a slot to words. The key slots ``verb``, ``noun``, ``adjective`` say what the predicate is; all other slots are those of
    ``Clause``. All of ``when`` must hold; ``unless`` stops the entry where any of it holds.
    """

    id: str
    type: str
    when: dict[str, Words]
    unless: dict[str, Words] = field(default_factory=dict)
    roles: dict[str, list[str]] = field(default_factory=dict)
    modes: list[str] = field(default_factory=list)
    contexts: list[str] = field(default_factory=list)
    status: str | None = None
    complement: str = "keep"
    political: bool = True
    cameo: str | None = None
    examples: list[Example] = field(default_factory=list)


class WordSet(Struct, frozen=True, forbid_unknown_fields=True):
    """A named set of lemmas."""

    id: str
    words: Words


class Operator(Struct, frozen=True, forbid_unknown_fields=True):
    """Words that change the status of what they govern: ``effect`` is future, hypothetical, negated, keep or report."""

    id: str
    effect: str
    words: Words
    examples: list[Example] = field(default_factory=list)
