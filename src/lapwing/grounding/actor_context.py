"""Country and sector of a description, from its noun, its modifiers, its owner and its prepositional parts."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from lapwing.grounding import actor_dates
from lapwing.grounding.actor_phrases import Chunk, Part, Unit
from lapwing.grounding.actor_tables import Entry, Match
from lapwing.grounding.actor_words import covering, said
from lapwing.knowledge.actors import INTERNATIONAL, NounGroup
from lapwing.model import Token

BODIES = frozenset({"UNO", "EUR", "IGO"})
"""Intergovernmental bodies: no sector of their own (coding guide, section 6)."""

_BODY_SECTORS = frozenset({"MIL", "JUD", "LEG", "COP"})
"""What stays of the sector of people of such a body."""

_ARMED_OWNERS = frozenset({"REB", "PRM", "COP", "UAF", "CRM", "SPY"})
_PLACES = ("of", "from", "in", "at", "near", "across", "throughout", "inside", "within", "on", "off", "around")
_INHERITED_PLACES = ("of", "for", *_PLACES[1:])
_OWNERS = ("of", "for", "at", "from", "with", "in", "to")
_EMPLOYERS = frozenset({"JRN", "EDU", "MED", "SOC", "REL"})
"""Sectors of bodies whose managers and owners are theirs, not business."""

_DEPUTIES = frozenset({"representative", "representatives"})
"""American lawmakers, where a party is said of them ("two Democratic representatives")."""

_RELATIVES = frozenset("wife husband son daughter brother sister widow widower mother father nephew niece cousin family relative relatives".split())
_STATE = (("GOV",), ("ELI",), ("LEG",))
"""Sectors whose relatives PLOVER counts to the elite."""

_ABROAD = frozenset("foreign world international western global overseas neighbouring neighboring".split())

_VAGUE = frozenset({"critic", "opponent", "rival", "expert", "analyst", "observer", "commentator"})

OFFICES = actor_dates.OFFICES | {"PTY", "OPP"}
_LEFT = OFFICES | {"BUS", "EDU"}


class Found(msgspec.Struct):
    """What the words of a phrase have said so far."""

    country: str | None = None
    sectors: tuple[str, ...] = ()
    role: str | None = None
    former: bool = False
    why: list[str] = msgspec.field(default_factory=list)


def best(entries: tuple[Entry, ...], published: str | None) -> Entry:
    """Of persons with one alias: who is in office on the day, else who was last, else who will be first."""
    if len(entries) == 1:
        return entries[0]
    ranked = []
    for order, entry in enumerate(entries):
        code, current = actor_dates.on_day(entry.codes, published)
        later = published is not None and code.start > published
        ranked.append((not current, later, -int((code.start or "0")[:4]), order))
    return entries[min(ranked)[3]]


def of_noun(at: Match, chunk: Chunk, words: Sequence[Unit], published: str | None) -> Found:
    """What the noun ``at`` of the chunk's core stands for."""
    group = at.noun
    assert group is not None
    before = [m for m in chunk.core.matches if m.last < at.first]
    told, owner_country, owner_why = _owner(_after_former(before, words), chunk, published)
    sectors = _combine(group, told)
    if sectors == ("COP",) and told[:1] in (("GOV",), ("MIL",), ("SPY",)) and words[at.first].word.lower() in ("officer", "officers"):
        sectors = told  # "Cabinet officers"
    if sectors[:1] == ("CVL",) and told[:1] in _STATE and words[at.last].word.lower() in _RELATIVES:
        sectors = ("ELI",)
    country, why = country_in(chunk, at.first, words, published, places=_INHERITED_PLACES if group.inherit else _PLACES)
    if country is None or (group.armed and country not in BODIES and (body := _troops_of(chunk, published))):
        country, why = (owner_country, owner_why) if country is None else (body, "troops")
    if at.first == at.last and country in ("USA", None) and _is_lawmaker(at.last, sectors, told, words):
        sectors = ("LEG",)
    former = any(m.modifier is not None and m.modifier.effect == "former" for m in before)
    if former and sectors and sectors[0] in _LEFT:
        sectors = ("ELI",)
    if country in BODIES and sectors and sectors[0] not in _BODY_SECTORS:
        sectors = ()
    role = said(words, at.first, at.last).lower()
    return Found(country, sectors, f"former {role}" if former else role, former, [group.id, *([why] if why else [])])


def _is_lawmaker(at: int, sectors: tuple[str, ...], told: tuple[str, ...], words: Sequence[Unit]) -> bool:
    """ "Two Democratic representatives", "Representative | Ilhan Omar": members of the House, not somebody's spokesmen."""
    word = words[at].word
    if word.lower() not in _DEPUTIES:
        return False
    return sectors == ("PTY",) or (not told and word[:1].isupper() and at + 1 < len(words) and words[at + 1].word[:1].isupper())


def _combine(group: NounGroup, told: tuple[str, ...]) -> tuple[str, ...]:
    own = (group.sector,) if group.sector else ()
    if group.inherit:
        return own if told == ("CVL",) and not group.person else told or own
    if group.person and own == ("BUS",) and told and told[0] in _EMPLOYERS:
        return told
    if group.armed and told and told[0] in _ARMED_OWNERS | {"OPP"}:
        main = "REB" if told[0] == "OPP" else told[0]
        return (main, *(s for s in told[1:] if s != main))
    return own + tuple(s for s in told if s == "OPP" and s not in own)


def _owner(before: Sequence[Match], chunk: Chunk, published: str | None) -> tuple[tuple[str, ...], str | None, str]:
    """Sectors of what the noun belongs to: the nearest word before it, else its prepositional parts."""
    for match in reversed(before):
        sectors, country, why = _sectors(match, published)
        if sectors == ("PTY",) and (house := _house(chunk, published)) is not None:
            return house
        if sectors or country in BODIES:
            return sectors, country, why
    for preposition in _OWNERS:
        for part in chunk.parts[1:]:
            if part.preposition == preposition and (found := _owner_in(part, published)) is not None:
                return found
    return (), None, ""


def _after_former(before: Sequence[Match], words: Sequence[Unit]) -> Sequence[Match]:
    """What stands after "former", if nothing before it is an owner: in "at a union hall former president X" the union is not his."""
    cut = max((n for n, m in enumerate(before) if m.modifier is not None and m.modifier.effect == "former"), default=-1)
    return before if any(words[m.last + 1].possessive for m in before[:cut] if m.last + 1 < len(words)) else before[cut + 1 :]


def _troops_of(chunk: Chunk, published: str | None) -> str | None:
    """The body whose troops are meant: "Ugandan peacekeepers of the African Union"."""
    for part in chunk.parts[1:]:
        if part.preposition == "of" and (found := _owner_in(part, published)) is not None and found[1] in BODIES:
            return found[1]
    return None


def vague(at: Match, words: Sequence[Unit]) -> bool:
    """Whether a noun says nothing of a sector as long as nobody says whose: "critics", "experts"."""
    return at.first == at.last and words[at.last].word.lower().removesuffix("s") in _VAGUE


def from_abroad(at: Match, chunk: Chunk, words: Sequence[Unit]) -> bool:
    """Whether people are those of no or of other countries: "foreign journalists", "world leaders"."""
    return any(words[i].word.lower() in _ABROAD for i in range(chunk.core.first, at.last + 1))


def sector_in_name(chunk: Chunk, first: int, words: Sequence[Unit], tokens: Sequence[Token]) -> tuple[str, ...]:
    """The sector that a word inside the name of an unlisted body says: "Native American Rights Fund"."""
    for match in chunk.core.matches:
        inside = match.first >= first or tokens[words[match.first].token].ner.endswith("ORG")
        if inside and match.modifier is not None and match.modifier.sector:
            return (match.modifier.sector,)
    return ()


def owned_by_assembly(at: Match, chunk: Chunk, words: Sequence[Unit], published: str | None) -> bool:
    """Whether party people are those of a parliament: "the Senate's Democrats", "Republicans on the committee of the House"."""
    before = [m for m in chunk.core.matches if m.last < at.first and words[m.last + 1].possessive]
    return any(_sectors(m, published)[0] == ("LEG",) for m in before)


def _house(chunk: Chunk, published: str | None) -> tuple[tuple[str, ...], str | None, str] | None:
    """The assembly in "Republican members | of the Senate": it says more than the party."""
    found = [_owner_in(p, published) for p in chunk.parts[1:] if p.preposition in ("of", "in", "from")]
    return next((f for f in found if f is not None and f[0] == ("LEG",)), None)


def _owner_in(part: Part, published: str | None) -> tuple[tuple[str, ...], str | None, str] | None:
    """The head of a part ("of the army", "of Iran's navy") says more than what stands before it."""
    for match in reversed(part.matches):
        sectors, country, why = _sectors(match, published)
        if sectors or country:
            return sectors, country, why
    return None


def _sectors(match: Match, published: str | None) -> tuple[tuple[str, ...], str | None, str]:
    if match.entries:
        entry = best(match.entries, published)
        code, _ = actor_dates.on_day(entry.codes, published)
        return code.sectors, code.country, entry.id
    if match.noun is not None:
        return ((match.noun.sector,) if match.noun.sector else ()), None, match.noun.id
    if match.modifier is not None and match.modifier.sector:
        return (match.modifier.sector,), None, match.modifier.id
    return (), None, ""


def country_in(
    chunk: Chunk, before: int, words: Sequence[Unit], published: str | None, names: bool = True, places: Sequence[str] = _PLACES
) -> tuple[str | None, str]:
    """The country of a phrase whose head starts at unit ``before``, and what said it. ``names``: also by bodies and persons."""
    core = chunk.core
    owner = max((i for i in range(core.first, min(before, core.last + 1)) if words[i].possessive and covering(core, i) is None), default=-1)
    stretches = ((owner, before), (core.first - 1, owner)) if owner >= 0 else ((core.first - 1, before),)
    for low, high in stretches:
        found = _first_country([m for m in core.matches if low < m.first and m.last < high], words, published, names)
        if found[0]:
            return found
    for preposition in places:
        for part in chunk.parts[1:]:
            if part.preposition == preposition:
                found = _first_country(part.matches, words, published, names)
                if found[0]:
                    return found
    return None, ""


def _first_country(matches: Sequence[Match], words: Sequence[Unit], published: str | None, names: bool) -> tuple[str | None, str]:
    """The first place. A body or person counts where there is no place, or where it comes before a place's name ("UN Libya envoy")."""
    kept: tuple[str | None, str] = (None, "")
    for match in matches:
        if match.place is not None:
            if match.place.kind == "city" and _in_longer_name(match, matches, words):
                continue
            if kept[0] in INTERNATIONAL and match.place.kind != "adjective":
                return kept
            return match.place.code, "countries:" + said(words, match.first, match.last)
        if match.entries and names and kept[0] is None:
            entry = best(match.entries, published)
            kept = actor_dates.on_day(entry.codes, published)[0].country, entry.id
    return kept


def _in_longer_name(match: Match, matches: Sequence[Match], words: Sequence[Unit]) -> bool:
    """Whether a city is only part of a name ("General | Santos", "Boston | Globe")."""
    beside = [i for i in (match.first - 1, match.last + 1) if 0 <= i < len(words) and words[i].word[:1].isupper()]
    return any(words[i].word not in ("The", "A", "An") and not any(m.first <= i <= m.last for m in matches) for i in beside)
