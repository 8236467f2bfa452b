"""Who a noun phrase is: country, sector and role, from dated names and from the words around them.

Rules: a country is coded by the word nearest in rank (adjective or name before the head, its owner, then "of", "from", "in"); a sector
by the head noun, or by what stands beside a noun that only says a place in it ("army spokesman"). What is no actor gives None.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy

import msgspec

from lapwing.grounding import actor_dates
from lapwing.grounding.actor_context import BODIES, OFFICES, Found, best, country_in, from_abroad, of_noun, owned_by_assembly, sector_in_name, vague
from lapwing.grounding.actor_phrases import Chunk, Part, Unit, chunks, units
from lapwing.grounding.actor_tables import Entry, Match, Place, Tables, key
from lapwing.grounding.actor_words import (
    AMOUNTS,
    covering,
    cut_short,
    follows_title,
    from_head,
    in_body_name,
    last_word,
    name_follows,
    name_goes_on,
    name_like,
    name_run,
    person_after_title,
    written,
)
from lapwing.knowledge.actors import INTERNATIONAL, SharedName
from lapwing.knowledge.loader import KnowledgeBase
from lapwing.model import Token


class Coding(msgspec.Struct, frozen=True):
    """What a phrase stands for. ``kind``: person, organization, country, agent, foreign or unknown; ``why``: the knowledge used."""

    name: str | None
    country: str | None
    sector: str | None
    sectors: tuple[str, ...]
    role: str | None
    id: str | None
    why: str
    kind: str


class _Phrase(msgspec.Struct, frozen=True):
    """One call's input: the words, their tokens, the asides (chunks in apposition), the day of publication."""

    words: Sequence[Unit]
    tokens: Sequence[Token]
    asides: Sequence[Chunk]
    published: str | None


class Actors:
    """The actor coder. Build once; it holds no state of a report."""

    def __init__(self, base: KnowledgeBase) -> None:
        self._tables = Tables(base)

    @property
    def shared(self) -> dict[str, SharedName]:
        """Names that two countries share."""
        return self._tables.shared

    def reading(self, elsewhere: Mapping[str, str]) -> Actors:
        """The coder for a report in which some names are those of another country: {"Georgia": "USA"}."""
        if not elsewhere:
            return self
        other = copy(self)
        other._tables = self._tables.elsewhere(elsewhere)
        return other

    def place(self, name: str) -> Place | None:
        """What a word says as a place: its country, and whether it is a name, adjective, noun, seat, region or city."""
        return self._tables.places.get(key(name))

    def country_of(self, word: str) -> str | None:
        """ISO3 of a country name, demonym, capital, region or large city; None for others."""
        place = self._tables.places.get(key(word[:-2] if word.endswith(("'s", "’s")) else word))
        return place.code if place else None

    def is_demonym(self, word: str) -> bool:
        """Whether the word is an adjective or noun of nationality ("Libyan", "Libyans")."""
        place = self._tables.places.get(key(word))
        return place is not None and place.kind in ("adjective", "noun")

    def sector_of_noun(self, lemma: str, modifiers: Sequence[str]) -> tuple[str, ...]:
        """Sectors of an agent, title or institution noun with the words before it; () where unknown."""
        plain = [Unit(w, w.lower(), i, False, False) for i, w in enumerate(key(" ".join([*modifiers, lemma])).split(" ")) if w]
        matches = tuple(self._tables.scan([u.word for u in plain], [u.lemma for u in plain]))
        if not plain or not matches or matches[-1].last != len(plain) - 1 or matches[-1].noun is None:
            return ()
        return of_noun(matches[-1], Chunk((Part("", 0, len(plain) - 1, matches),)), plain, None).sectors

    def name(self, text: str, published: str | None) -> Coding | None:
        """A name looked up exactly, coded as on ``published`` (ISO day; None: the latest known office)."""
        alias = key(text).removesuffix(" 's")
        for form in (alias, alias[4:] if alias.lower().startswith("the ") else alias):
            entries, place = self._tables.names.get(form), self._tables.places.get(form)
            if entries:
                return _known(best(entries, published), published, Found())
            if place and place.kind in ("name", "region", "seat"):
                return _country(place.code, place.kind)
        return None

    def code(self, tokens: Sequence[Token], head: int, published: str | None = None) -> Coding | None:
        """Code one noun phrase. ``tokens`` in order, ``head`` the index of its head in that list; ``published`` an ISO day."""
        if not tokens:
            return None
        words, parts, main, position = chunks(units(tokens), self._tables, head)
        if not parts or position < 0:
            return None
        asides = [c for n, c in enumerate(parts) if n != main]
        return _code(from_head(parts[main], position), position, _Phrase(words, tokens, asides, published))


def _code(chunk: Chunk, position: int, phrase: _Phrase) -> Coding | None:
    """Choose by what covers the head: a listed name, a place, a noun, a modifier, or nothing known."""
    words, core = phrase.words, chunk.core
    at = covering(core, position)
    if at is None and follows_title(core, position, words):
        return _unlisted(chunk, position, phrase)
    at = person_after_title(core, at) or at
    if at is None:
        token = phrase.tokens[words[position].token]
        counted = token.upos == "NUM" or token.text.lower() in AMOUNTS
        return _amount(chunk, phrase, "amount") if counted else _unlisted(chunk, position, phrase)
    if at.modifier is not None:
        return _amount(chunk, phrase, at.modifier.effect) if at.modifier.effect in ("amount", "part") else _adjective(at, chunk, phrase)
    if at.entries:
        return _listed(at, chunk, phrase)
    if at.place is not None:
        return _place(at, chunk, phrase)
    if name_follows(at, core, words, phrase.tokens):
        return _unlisted(chunk, at.last + 1, phrase)
    return _description(at, chunk, phrase)


def _description(at: Match, chunk: Chunk, phrase: _Phrase) -> Coding | None:
    """A noun; a name in apposition ("the premier, Fayez al Sarraj") adds what it knows."""
    assert at.noun is not None
    found = of_noun(at, chunk, phrase.words, phrase.published)
    if found.sectors == ("CVL",) and at.noun.person and in_body_name(phrase.words[at.last], phrase.tokens):
        found.sectors = ("SOC",)  # "Women for America First" is a body, not some women
    for match in _apposed(chunk, phrase.asides) if at.noun.person else ():
        if match.entries and match.entries[0].kind == "person":
            return _known(best(match.entries, phrase.published), phrase.published, found)
    if found.country is None and vague(at, phrase.words):
        found.sectors = ()  # "his critics", "several experts" may be anybody
        return _coding(None, found, "unknown", None)
    if found.country is None and from_abroad(at, chunk, phrase.words):
        return _coding(None, found, "foreign", None)  # not those of the country that the report is about
    for aside in phrase.asides:
        if found.country is None:
            found.country = country_in(aside, aside.core.last + 1, phrase.words, phrase.published)[0]
    if not found.sectors and found.country is None:
        return None
    return _coding(None, found, "agent" if at.noun.person else "organization", None)


def _apposed(chunk: Chunk, asides: Sequence[Chunk]) -> list[Match]:
    """Where the name of a titled person may stand: in an aside, or at the end of an of-phrase ("the president of the council | Charles Michel")."""
    ends = [p.matches[-1] for p in chunk.parts[1:] if p.preposition == "of" and len(p.matches) > 1 and p.matches[-1].first == p.matches[-2].last + 1]
    return ends + [m for aside in asides for m in aside.core.matches]


def _listed(at: Match, chunk: Chunk, phrase: _Phrase) -> Coding | None:
    """A known person or body; words around it may say more than the table ("former", "Vietnam's Politburo")."""
    entry = best(at.entries, phrase.published)
    if entry.kind == "person" and at.first == at.last and _other_first_name(at, chunk, phrase):
        return _unlisted(chunk, at.last, phrase)
    if entry.kind != "person" and cut_short(phrase.words[at.last], phrase.tokens) and not _chapter(chunk):
        return _unlisted(chunk, at.last, phrase)
    if entry.kind == "person":
        return _known(entry, phrase.published, _titles(chunk, at.first, at.last, phrase))
    coded = _known(entry, phrase.published, Found())
    if coded.sector == "PTY" and owned_by_assembly(at, chunk, phrase.words, phrase.published):
        coded = msgspec.structs.replace(coded, sector="LEG", sectors=("LEG",))
    country, why = country_in(chunk, at.first, phrase.words, phrase.published, names=False, places=("of",))
    if country and country != coded.country:
        if coded.country == "MNC":
            return msgspec.structs.replace(coded, country=country, why=f"{coded.why} {why}")
        if coded.country not in INTERNATIONAL and not entry.id.startswith(("armed_groups:", "conflict_actors:")):
            return msgspec.structs.replace(coded, name=None, id=None, country=country, why=f"{coded.why} {why}")
    return coded


def _chapter(chunk: Chunk) -> bool:
    """Whether a body's name goes on with a place: "the American Civil Liberties Union | of Montana" is the same body."""
    part = chunk.parts[1] if len(chunk.parts) > 1 else None
    return part is not None and part.preposition == "of" and bool(part.matches) and part.matches[0].first == part.first and part.matches[0].place is not None


def _other_first_name(at: Match, chunk: Chunk, phrase: _Phrase) -> bool:
    """Whether a word beside a listed surname makes it another one's ("Hunter | Biden", "Central | Park", "Vicente | Fox")."""
    before, after = at.first - 1, at.last + 1
    if after <= chunk.core.last and name_goes_on(phrase.words[after], phrase.tokens, "PER") and covering(chunk.core, after) is None:
        return True
    return before >= chunk.core.first and name_like(phrase.words[before], phrase.tokens) and covering(chunk.core, before) is None


def _place(at: Match, chunk: Chunk, phrase: _Phrase) -> Coding | None:
    """A country or its seat as actor; its people; or a person who is called like a place ("Michael Jordan")."""
    assert at.place is not None
    words, core, kind = phrase.words, chunk.core, at.place.kind
    before = at.first - 1
    named = _other_first_name(at, chunk, phrase)
    if phrase.tokens[words[at.first].token].ner.endswith("PER") or (named and kind not in ("adjective", "noun")):
        return _unlisted(chunk, at.last, phrase)
    if kind == "city":
        return None
    single = kind == "adjective" and before >= core.first and words[before].word.lower() not in ("the", "many", "most", "some")
    if kind == "noun" or single:
        return Coding(None, at.place.code, "CVL", ("CVL",), None, None, "countries:people", "agent")
    return _country(at.place.code, kind)


def _adjective(at: Match, chunk: Chunk, phrase: _Phrase) -> Coding | None:
    """A modifier as head: only one that says a sector makes an actor."""
    assert at.modifier is not None
    if at.modifier.effect != "sector" or not at.modifier.sector:
        return None
    country, why = country_in(chunk, at.first, phrase.words, phrase.published)
    return _coding(None, Found(country, (at.modifier.sector,), None, False, [at.modifier.id, why]), "agent", None)


def _amount(chunk: Chunk, phrase: _Phrase, effect: str) -> Coding | None:
    """"Dozens of protesters", "two of the soldiers", "thousands": what is counted, else people; "a number" alone is nobody."""
    for number, part in enumerate(chunk.parts[1:], 1):
        if part.preposition == "of" and part.last >= part.first:
            inner = Chunk((msgspec.structs.replace(part, preposition=""), *chunk.parts[number + 1 :]))
            coded = _code(inner, last_word(part, phrase.words), phrase)
            if coded is not None and coded.country is None:
                country = country_in(chunk, chunk.core.last + 1, phrase.words, phrase.published)[0]
                coded = msgspec.structs.replace(coded, country=country)
            return coded
    if effect == "part":
        return None
    country, why = country_in(chunk, chunk.core.last + 1, phrase.words, phrase.published)
    return _coding(None, Found(country, ("CVL",), None, False, ["modifiers.amount", why]), "agent", None)


def _unlisted(chunk: Chunk, position: int, phrase: _Phrase) -> Coding | None:
    """A name that no table has: coded by title, owner and apposition; else only where the tags say it is a person or a body."""
    words, tokens = phrase.words, phrase.tokens
    if not name_like(words[position], tokens):
        return None
    first, last = name_run(chunk.core, position, words, tokens)
    found = _titles(chunk, first, last, phrase)
    ner = tokens[words[position].token].ner
    kind = {"PER": "person", "ORG": "organization"}.get(ner[-3:], "person" if found.role else "unknown")
    if kind == "unknown" and not found.sectors:
        return None
    if kind == "organization" and not found.sectors:
        found.sectors = sector_in_name(chunk, first, phrase.words, tokens)
    return _coding(written(tokens[words[first].token : words[last].token + 1]), found, kind, None)


def _titles(chunk: Chunk, first: int, last: int, phrase: _Phrase) -> Found:
    """What titles and descriptions around a name (units ``first`` to ``last``) say."""
    words, published = phrase.words, phrase.published
    core = msgspec.structs.replace(chunk.core, matches=tuple(m for m in chunk.core.matches if m.last < first or m.first > last))
    chunk = Chunk((core, *chunk.parts[1:]))
    before = [m for m in chunk.core.matches if m.last < first and m.noun is not None]
    if before:
        at = before[-1]
        core = msgspec.structs.replace(chunk.core, last=at.last, matches=tuple(m for m in chunk.core.matches if m.last <= at.last))
        found = of_noun(at, Chunk((core,)), words, published)
    else:
        country, why = country_in(chunk, first, words, published)
        found = Found(country, why=[why] if why else [])
    for aside in phrase.asides:
        if not (found.sectors and found.country) or found.sectors == ("MIL",):
            _add_aside(found, aside, phrase)
    if found.country is None:
        found.country = country_in(chunk, last + 1, words, published)[0]
    return found


def _add_aside(found: Found, aside: Chunk, phrase: _Phrase) -> None:
    nouns = [m for m in aside.core.matches if m.noun is not None]
    if nouns:
        told = of_noun(nouns[-1], aside, phrase.words, phrase.published)
        if told.former or any(u.word.lower() == "until" for u in phrase.words[aside.core.first : aside.parts[-1].last + 1]):
            told.sectors, told.former = ("ELI",) if told.sectors[:1] != ("CVL",) else told.sectors, True
            found.sectors = told.sectors if found.sectors[:1] in (("MIL",), ("GOV",), ()) else found.sectors
        found.sectors = found.sectors or told.sectors
        found.country = found.country or told.country
        found.role = found.role or told.role
        found.former = found.former or told.former
        found.why += told.why


def _known(entry: Entry, published: str | None, found: Found) -> Coding:
    """A listed entity with what the words said: "former" ends its office, an office in the words outranks one that is over."""
    code, current = actor_dates.on_day(entry.codes, published)
    if published is None and entry.kind == "person" and found.country:
        # Without a date, the body or country that the report gives somebody says which of several offices is meant.
        code = next((c for c in map(actor_dates.parse, entry.codes) if c.country == found.country), code)
    sectors, role = code.sectors, code.role
    if entry.kind != "person" and code.country in BODIES and sectors[:1] not in (("MIL",), ("JUD",), ("LEG",)):
        sectors = ()  # by the coding guide (section 6)
    if entry.kind == "person" and found.sectors and code.country not in INTERNATIONAL:
        other = found.sectors[0] != (sectors[0] if sectors else None)
        if found.former or found.sectors[0] == "ELI" or (found.sectors[0] in OFFICES and (not current or (other and _tells(found.sectors[0], sectors)))):
            sectors, role = found.sectors, found.role
    return _coding(entry.name, Found(code.country, sectors, role or found.role, found.former, [*found.why, entry.id]), entry.kind, entry.id)


def _tells(told: str, known: tuple[str, ...]) -> bool:
    """Whether a sector in the words outranks the office of the day: a party post ("Labour leader") or a rank ("General Haftar") may not."""
    return not ((told == "PTY" and known[:1] in (("OPP",), ("GOV",), ("REB",))) or (told == "MIL" and known[:1] in (("REB",), ("GOV",))))


def _country(code: str, kind: str) -> Coding:
    return Coding(None, code, "GOV", ("GOV",), None, f"country:{code}", f"countries:{kind}", "country")


def _coding(name: str | None, found: Found, kind: str, known: str | None) -> Coding:
    sectors = found.sectors
    return Coding(name, found.country, sectors[0] if sectors else None, sectors, found.role, known, " ".join(w for w in found.why if w), kind)
