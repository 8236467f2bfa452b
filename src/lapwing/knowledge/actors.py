"""The forms of actor knowledge (``data/actors/*.yaml``): countries, cities, named persons and bodies with dated codes, and nouns that say a sector.

A *code* is ``[FROM/TO ]COUNTRY[ SECTOR[+SECTOR…]][ role]``, for example ``2016-03-30/2021-03-15 LBY GOV prime minister``: ISO days, either
may be empty; COUNTRY is ISO 3166 alpha-3 or UNO, EUR, IGO, NGO, ISM, IMG, MNC; SECTOR is a PLOVER sector, ``-`` for none before a role.
"""

from __future__ import annotations

from msgspec import Struct, field

INTERNATIONAL = frozenset({"UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC"})
SECTORS = frozenset("COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC".split())


class Phrase(Struct, frozen=True, forbid_unknown_fields=True):
    """An example: a noun phrase and its code, or ``none`` where it is no actor."""

    text: str
    expect: str
    published: str | None = None


class Country(Struct, frozen=True, forbid_unknown_fields=True):
    """A country or a dependency (``code``: the state it folds into). ``nouns`` are singular; ``seats`` stand for the government, ``regions`` are parts."""

    id: str
    code: str | None = None
    names: list[str] = field(default_factory=list)
    adjectives: list[str] = field(default_factory=list)
    nouns: list[str] = field(default_factory=list)
    seats: list[str] = field(default_factory=list)
    regions: list[str] = field(default_factory=list)


class Cities(Struct, frozen=True, forbid_unknown_fields=True):
    """Cities of a country: they place people ("residents of X") and are no actors themselves."""

    id: str
    cities: list[str]


class SharedName(Struct, frozen=True, forbid_unknown_fields=True):
    """A name that is in some reports one of country ``also`` (ISO3): where only that country is spoken of, or where one of ``near`` is named.

    ``also: own`` is for bodies that many countries have ("the Senate"): then that of the country which the report speaks of most.
    """

    name: str
    also: str
    near: list[str] = field(default_factory=list)


class Named(Struct, frozen=True, forbid_unknown_fields=True):
    """A person or body with its names as written and its dated codes."""

    name: str
    codes: list[str]
    aliases: list[str] = field(default_factory=list)


class NounGroup(Struct, frozen=True, forbid_unknown_fields=True):
    """Nouns (lower case, singular) of one sector.

    ``inherit``: the words around decide, ``sector`` is what is left ("police spokesman", "a spokesman"). ``armed``: state forces unless the owner is a
    rebel or a police force. ``person``: may stand for one human being (a title or an agent), else it is a body.
    """

    id: str
    words: list[str]
    sector: str | None = None
    inherit: bool = False
    armed: bool = False
    person: bool = True
    examples: list[Phrase] = field(default_factory=list)


class Modifier(Struct, frozen=True, forbid_unknown_fields=True):
    """Words before a noun.

    ``effect``: former (office over), sector (gives ``sector``), amount ("dozens", "dozens of"), part ("a number of"), none (no actor at all).
    """

    id: str
    effect: str
    words: list[str]
    sector: str | None = None
    examples: list[Phrase] = field(default_factory=list)
