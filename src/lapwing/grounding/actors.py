"""Who a noun phrase is: country, sector and role, from dated names and from the words around them.

Rules: a country is coded by the word nearest in rank (adjective or name before the head, its owner, then "of", "from", "in"); a sector by the head noun, or by what
stands beside a noun that only says a place in it ("army spokesman"). What is no actor ("the economy") gives None.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from lapwing.grounding import actor_dates
from lapwing.grounding.actor_phrases import Chunk, Part, Unit, chunks, units
from lapwing.grounding.actor_tables import Entry, Match, Tables, key, pieces
from lapwing.knowledge.actors import INTERNATIONAL, NounGroup
from lapwing.knowledge.loader import KnowledgeBase
from lapwing.model import Token

_BODY_SECTORS = frozenset({"MIL", "JUD", "LEG", "COP"})
"""What stays of the sector of people of an international body (coding guide, section 6)."""

_ARMED_OWNERS = frozenset({"REB", "PRM", "COP", "UAF", "CRM", "SPY"})
_PLACE_ORDER = ("of", "from", "in", "at", "near", "across", "throughout", "inside", "within", "on", "around")
_INHERITED_ORDER = ("of", "for", *_PLACE_ORDER[1:])
_OWNER_ORDER = ("of", "for", "at", "from", "with", "in", "to")
_OFFICES = actor_dates.OFFICES | {"PTY", "OPP"}


class Coding(msgspec.Struct, frozen=True):
    """What a phrase stands for. ``kind``: person, organization, country, agent or unknown; ``sectors`` main one first; ``why`` names the knowledge used."""

    name: str | None
    country: str | None
    sector: str | None
    sectors: tuple[str, ...]
    role: str | None
    id: str | None
    why: str
    kind: str


class _Found(msgspec.Struct):
    """What the words of a phrase have said so far."""

    country: str | None = None
    sectors: tuple[str, ...] = ()
    role: str | None = None
    former: bool = False
    why: list[str] = msgspec.field(default_factory=list)


class Actors:
    """The actor coder. Build once; it holds no state of a report."""

    def __init__(self, base: KnowledgeBase) -> None:
        self._tables = Tables(base)

    # ---- single words and names

    def country_of(self, word: str) -> str | None:
        """ISO3 of a country name, demonym, capital or region; None for others."""
        place = self._tables.places.get(key(word[:-2] if word.endswith(("'s", "’s")) else word))
        return place.code if place else None

    def is_demonym(self, word: str) -> bool:
        """Whether the word is an adjective or noun of nationality ("Libyan", "Libyans")."""
        place = self._tables.places.get(key(word))
        return place is not None and place.kind in ("adjective", "noun")

    def sector_of_noun(self, lemma: str, modifiers: Sequence[str]) -> tuple[str, ...]:
        """Sectors of an agent, title or institution noun with the words before it; () where unknown."""
        words = [*(w for m in modifiers for w in key(m).split(" ")), *key(lemma).split(" ")]
        plain = [Unit(w, w.lower(), i, False, False) for i, w in enumerate(words) if w]
        matches = tuple(self._tables.scan([u.word for u in plain], [u.lemma for u in plain]))
        if not plain or not matches or matches[-1].last != len(plain) - 1 or matches[-1].noun is None:
            return ()
        part = Part("", 0, len(plain) - 1, matches)
        return self._of_noun(matches[-1], Chunk((part,)), plain, None).sectors

    def name(self, text: str, published: str | None) -> Coding | None:
        """A name looked up exactly, coded as on ``published`` (ISO day; None: the latest known office)."""
        alias = key(" ".join(p for p in pieces(text) if p not in ("'s", "’s", "'", "’")))
        for form in (alias, alias[4:] if alias.lower().startswith("the ") else alias):
            entries, place = self._tables.names.get(form), self._tables.places.get(form)
            if entries:
                return self._coded(_best(entries, published), published, _Found())
            if place and place.kind in ("name", "region", "seat"):
                return _country(place.code, place.kind)
        return None

    # ---- phrases

    def code(self, tokens: Sequence[Token], head: int, published: str | None = None) -> Coding | None:
        """Code one noun phrase. ``tokens`` in order, ``head`` the index of its head in that list."""
        if not tokens:
            return None
        words, parts, main, position = chunks(units(tokens), self._tables, head)
        if not parts or position < 0:
            return None
        chunk = _from_head(parts[main], position)
        asides = [c for n, c in enumerate(parts) if n != main]
        return self._code_chunk(chunk, position, words, tokens, asides, published)

    def _code_chunk(self, chunk: Chunk, position: int, words: Sequence[Unit], tokens: Sequence[Token], asides: Sequence[Chunk], published: str | None) -> Coding | None:
        at = _covering(chunk.core, position)
        token = tokens[words[position].token]
        if at is None and _follows_title(chunk.core, position, words):
            return self._unlisted(chunk, position, words, tokens, asides, published)
        named = _named_after_title(chunk.core, at, words)
        if named is not None:
            at = named
        if at is None:
            if token.upos == "NUM" or (at is None and token.text.lower() in _AMOUNTS):
                return self._amount(chunk, words, tokens, asides, published)
            return self._unlisted(chunk, position, words, tokens, asides, published)
        if at.modifier is not None and at.modifier.effect == "none":
            return None
        if at.modifier is not None:
            return self._amount(chunk, words, tokens, asides, published) if at.modifier.effect == "amount" else self._adjective(at, chunk, words, published)
        if at.entries:
            return self._listed(at, chunk, words, asides, published)
        if at.place is not None:
            return self._place(at, chunk, words, tokens, asides, published)
        if _names_follow(at, chunk.core, words, tokens):
            return self._unlisted(chunk, chunk.core.last, words, tokens, asides, published)
        found = self._of_noun(at, chunk, words, published)
        return self._noun(at, found, asides, words, published)

    def _noun(self, at: Match, found: _Found, asides: Sequence[Chunk], words: Sequence[Unit], published: str | None) -> Coding | None:
        """A description; a name in apposition ("the premier, Fayez al Sarraj") adds what it knows."""
        assert at.noun is not None
        for aside in asides:
            for match in aside.core.matches:
                if match.entries and match.entries[0].kind == "person" and at.noun.person:
                    return self._coded(_best(match.entries, published), published, found)
        for aside in asides if found.country is None else ():
            found.country = self._country_in(aside, aside.core.last + 1, words, published)[0]
            if found.country:
                break
        if not found.sectors and found.country is None:
            return None
        return _coding(None, found, "agent" if at.noun.person else "organization", None)

    def _listed(self, at: Match, chunk: Chunk, words: Sequence[Unit], asides: Sequence[Chunk], published: str | None) -> Coding | None:
        """A known person or body; a title before it or in apposition may say more than the table."""
        entry = _best(at.entries, published)
        if entry.kind != "person":
            found = _Found()
            country = self._country_in(chunk, at.first, words, published, names=False)[0]
            coded = self._coded(entry, published, found)
            if country and coded.country == "MNC":
                coded = msgspec.structs.replace(coded, country=country)
            return coded
        return self._coded(entry, published, self._titles(chunk, at.first, at.last, words, asides, published))

    def _place(self, at: Match, chunk: Chunk, words: Sequence[Unit], tokens: Sequence[Token], asides: Sequence[Chunk], published: str | None) -> Coding | None:
        assert at.place is not None
        first = tokens[words[at.first].token]
        before = at.first - 1
        if first.ner.endswith("PER") or (
            at.place.kind not in ("adjective", "noun") and before >= chunk.core.first and _name_like(words[before], tokens) and not _matched(chunk.core, before)
        ):
            return self._unlisted(chunk, at.last, words, tokens, asides, published)
        if at.place.kind == "city":
            return None
        if at.place.kind == "noun" or (at.place.kind == "adjective" and before >= chunk.core.first and words[before].word.lower() not in ("the", "many", "most", "some")):
            return Coding(None, at.place.code, "CVL", ("CVL",), None, None, "countries:people", "agent")
        return _country(at.place.code, at.place.kind)

    def _adjective(self, at: Match, chunk: Chunk, words: Sequence[Unit], published: str | None) -> Coding | None:
        """An adjective or noun like "opposition" as head: only sectors make actors."""
        assert at.modifier is not None
        if at.modifier.effect != "sector" or not at.modifier.sector:
            return None
        country, why = self._country_in(chunk, at.first, words, published)
        return _coding(None, _Found(country, (at.modifier.sector,), None, False, [f"modifiers:{at.modifier.id}", why]), "agent", None)

    def _amount(self, chunk: Chunk, words: Sequence[Unit], tokens: Sequence[Token], asides: Sequence[Chunk], published: str | None) -> Coding | None:
        """"Dozens of protesters", "two of the soldiers", "thousands": what is counted, else people."""
        for number, part in enumerate(chunk.parts[1:], 1):
            if part.preposition == "of" and part.last >= part.first:
                inner = Chunk((msgspec.structs.replace(part, preposition=""), *chunk.parts[number + 1 :]))
                coded = self._code_chunk(inner, _last_word(part, words), words, tokens, asides, published)
                if coded is not None and coded.country is None:
                    coded = msgspec.structs.replace(coded, country=self._country_in(chunk, chunk.core.last + 1, words, published)[0])
                return coded
        country, why = self._country_in(chunk, chunk.core.last + 1, words, published)
        return _coding(None, _Found(country, ("CVL",), None, False, ["modifiers:amount", why]), "agent", None)

    def _unlisted(self, chunk: Chunk, position: int, words: Sequence[Unit], tokens: Sequence[Token], asides: Sequence[Chunk], published: str | None) -> Coding | None:
        """A name that no table has: coded by title, owner and apposition; without these only where the tags say it is a person or a body."""
        token = tokens[words[position].token]
        if not _name_like(words[position], tokens):
            return None
        first, last = position, position
        while first > chunk.core.first and _name_like(words[first - 1], tokens, joint=True) and not _matched(chunk.core, first - 1):
            first -= 1
        while last < chunk.core.last and _name_like(words[last + 1], tokens, joint=True) and not _matched(chunk.core, last + 1):
            last += 1
        found = self._titles(chunk, first, last, words, asides, published)
        name = _text(tokens[words[first].token : words[last].token + 1])
        kind = {"PER": "person", "ORG": "organization"}.get(token.ner[-3:], "person" if found.role else "unknown")
        if not found.sectors and kind == "unknown" and (token.ner or found.country is None):
            return None
        return _coding(name, found, kind, None)

    # ---- the parts of a decision

    def _titles(self, chunk: Chunk, first: int, last: int, words: Sequence[Unit], asides: Sequence[Chunk], published: str | None) -> _Found:
        """What titles and descriptions around a name say."""
        found = _Found()
        before = [m for m in chunk.core.matches if m.last < first and m.noun is not None]
        if before:
            at = before[-1]
            core = msgspec.structs.replace(chunk.core, last=at.last, matches=tuple(m for m in chunk.core.matches if m.last <= at.last))
            found = self._of_noun(at, Chunk((core,)), words, published)
        elif (country := self._country_in(chunk, first, words, published))[0]:
            found.country, found.why = country[0], [country[1]]
        for aside in asides:
            if found.sectors and found.country:
                break
            self._add_aside(found, aside, words, published)
        if found.country is None:
            found.country = self._country_in(msgspec.structs.replace(chunk, parts=chunk.parts), last + 1, words, published)[0]
        return found

    def _add_aside(self, found: _Found, aside: Chunk, words: Sequence[Unit], published: str | None) -> None:
        nouns = [m for m in aside.core.matches if m.noun is not None]
        if nouns:
            told = self._of_noun(nouns[-1], aside, words, published)
            found.sectors = found.sectors or told.sectors
            found.country = found.country or told.country
            found.role = found.role or told.role
            found.former = found.former or told.former
            found.why += told.why

    def _of_noun(self, at: Match, chunk: Chunk, words: Sequence[Unit], published: str | None) -> _Found:
        """Country and sectors of the noun ``at`` of the chunk's core."""
        group = at.noun
        assert group is not None
        before = [m for m in chunk.core.matches if m.last < at.first]
        own = (group.sector,) if group.sector else ()
        told, owner_country, owner_why = self._owner(before, chunk, published)
        sectors = _combine(group, own, told)
        country, why = self._country_in(chunk, at.first, words, published, prepositions=_PLACE_ORDER if not group.inherit else _INHERITED_ORDER)
        if country is None:
            country, why = owner_country, owner_why
        former = any(m.modifier is not None and m.modifier.effect == "former" for m in before)
        if former and sectors and sectors[0] in _OFFICES | {"BUS", "EDU"}:
            sectors = ("ELI",)
        if country in ("UNO", "EUR", "IGO") and sectors and sectors[0] not in _BODY_SECTORS:
            sectors = ()
        role = " ".join(u.word for u in words[at.first : at.last + 1] if not u.possessive).lower()
        return _Found(country, sectors, f"former {role}" if former else role, former, [f"{group.id}", *([why] if why else [])])

    def _owner(self, before: Sequence[Match], chunk: Chunk, published: str | None) -> tuple[tuple[str, ...], str | None, str]:
        """Sectors of what the noun belongs to: the nearest word before it, else its prepositional parts."""
        for match in reversed(before):
            sectors, country, why = self._sectors(match, published)
            if sectors:
                return sectors, country, why
        for preposition in _OWNER_ORDER:
            for part in chunk.parts[1:]:
                if part.preposition == preposition:
                    for match in part.matches:
                        sectors, country, why = self._sectors(match, published)
                        if sectors or country:
                            return sectors, country, why
        return (), None, ""

    def _sectors(self, match: Match, published: str | None) -> tuple[tuple[str, ...], str | None, str]:
        if match.entries:
            entry = _best(match.entries, published)
            code, _ = actor_dates.on_day(entry.codes, published)
            return code.sectors, code.country, entry.id
        if match.noun is not None:
            return ((match.noun.sector,) if match.noun.sector else ()), None, match.noun.id
        if match.modifier is not None and match.modifier.sector:
            return (match.modifier.sector,), None, match.modifier.id
        return (), None, ""

    def _country_in(self, chunk: Chunk, before: int, words: Sequence[Unit], published: str | None, names: bool = True, prepositions: Sequence[str] = _PLACE_ORDER) -> tuple[str | None, str]:
        """The country of a phrase whose head starts at unit ``before``, and the word that said it."""
        owner = max((i for i in range(chunk.core.first, min(before, chunk.core.last + 1)) if words[i].possessive), default=-1)
        for low, high in ((owner, before), (chunk.core.first - 1, owner)) if owner >= 0 else ((chunk.core.first - 1, before),):
            code = self._first_country([m for m in chunk.core.matches if low < m.first and m.last < high], words, published, names)
            if code[0]:
                return code
        for preposition in prepositions:
            for part in chunk.parts[1:]:
                if part.preposition == preposition:
                    code = self._first_country(part.matches, words, published, names)
                    if code[0]:
                        return code
        return None, ""

    def _first_country(self, matches: Sequence[Match], words: Sequence[Unit], published: str | None, names: bool) -> tuple[str | None, str]:
        """The first place; a body or person before it counts if it comes before a place name ("UN Libya envoy") or if there is no place."""
        kept: tuple[str | None, str] = (None, "")
        for match in matches:
            if match.place is not None:
                if kept[0] in INTERNATIONAL and match.place.kind != "adjective":
                    return kept
                return match.place.code, "countries:" + " ".join(u.word for u in words[match.first : match.last + 1])
            if match.entries and names and kept[0] is None:
                entry = _best(match.entries, published)
                kept = actor_dates.on_day(entry.codes, published)[0].country, entry.id
        return kept

    def _coded(self, entry: Entry, published: str | None, found: _Found) -> Coding:
        """A listed entity with what the words said: "former" ends its office, a title in office outranks the table."""
        code, current = actor_dates.on_day(entry.codes, published)
        sectors, role = code.sectors, code.role
        if entry.kind == "person" and found.sectors and (found.former or found.sectors[0] in _OFFICES) and code.country not in INTERNATIONAL:
            sectors, role = (found.sectors, found.role) if found.former or not current or found.sectors[0] != (sectors or ("",))[0] else (sectors, role)
        found.why.append(entry.id)
        return _coding(entry.name, _Found(code.country, sectors, role or found.role, found.former, found.why), entry.kind, entry.id)


_AMOUNTS = frozenset("one two three four five six seven eight nine ten eleven twelve some many several few others both most all hundreds thousands dozens scores millions".split())
_PARTICLES = frozenset("al el bin ibn bint abu de da di del della der den van von la le du dos das ben bou ould abd abdul ur uz mc o".split())


def _combine(group: NounGroup, own: tuple[str, ...], told: tuple[str, ...]) -> tuple[str, ...]:
    if group.inherit:
        return told or own
    if group.armed and told and told[0] in _ARMED_OWNERS | {"OPP"}:
        main = "REB" if told[0] == "OPP" else told[0]
        return (main, *(s for s in told[1:] if s != main))
    return own + tuple(s for s in told if s == "OPP" and s not in own)


def _best(entries: tuple[Entry, ...], published: str | None) -> Entry:
    """Of persons with one alias: who is in office on the day, else the last who was."""
    if len(entries) == 1:
        return entries[0]
    ranked = []
    for order, entry in enumerate(entries):
        code, current = actor_dates.on_day(entry.codes, published)
        ranked.append((not current, published is not None and code.start > published, _descending(code.start), order, entry))
    return min(ranked, key=lambda r: r[:4])[4]


def _descending(day: str) -> int:
    return -int((day or "0000")[:4])


def _from_head(chunk: Chunk, position: int) -> Chunk:
    """The chunk seen from its head: where the head stands in a prepositional part, that part is the core."""
    for number, part in enumerate(chunk.parts):
        if part.first <= position <= part.last and number:
            return Chunk((msgspec.structs.replace(part, preposition=""), *chunk.parts[number + 1 :], *chunk.parts[:0]))
    return chunk


def _covering(part: Part, position: int) -> Match | None:
    return next((m for m in part.matches if m.first <= position <= m.last), None)


def _matched(part: Part, position: int) -> bool:
    return any(m.first <= position <= m.last for m in part.matches)


def _named_after_title(core: Part, at: Match | None, words: Sequence[Unit]) -> Match | None:
    """"President | Trump": the listed person right after a title that was given as the head."""
    if at is None or at.noun is None or not at.noun.person:
        return None
    return next((m for m in core.matches if m.entries and m.entries[0].kind == "person" and m.first == at.last + 1), None)


def _follows_title(core: Part, position: int, words: Sequence[Unit]) -> bool:
    return any(m.noun is not None and m.last < position for m in core.matches) and words[position].word[:1].isupper()


def _names_follow(at: Match, core: Part, words: Sequence[Unit], tokens: Sequence[Token]) -> bool:
    """"Prime Minister | Fayez al Sarraj": an unlisted name right after a title that was given as the head."""
    assert at.noun is not None
    after = at.last + 1
    return at.noun.person and after <= core.last and not words[after].possessive and _name_like(words[after], tokens) and not _matched(core, after)


def _name_like(unit: Unit, tokens: Sequence[Token], joint: bool = False) -> bool:
    """A capitalised word that may be part of a name; with ``joint`` also particles ("al", "bin")."""
    if unit.token < 0 or unit.possessive:
        return False
    token = tokens[unit.token]
    if joint and unit.word.lower() in _PARTICLES:
        return True
    if token.upos not in ("", "PROPN", "X", "NOUN", "ADJ"):
        return False
    if token.upos == "" and unit.token == 0 and unit.word in ("The", "A", "An", "His", "Her", "Their", "Its"):
        return False
    return unit.word[:1].isupper()


def _last_word(part: Part, words: Sequence[Unit]) -> int:
    return next((i for i in range(part.last, part.first - 1, -1) if not words[i].possessive), part.last)


def _text(tokens: Sequence[Token]) -> str:
    out = ""
    for before, token in zip((None, *tokens), tokens, strict=False):
        out += (" " if before is not None and (token.start > before.end or token.start == before.start) else "") + token.text
    return out


def _country(code: str, kind: str) -> Coding:
    return Coding(None, code, "GOV", ("GOV",), None, f"country:{code}", f"countries:{kind}", "country")


def _coding(name: str | None, found: _Found, kind: str, known: str | None) -> Coding:
    sectors = found.sectors
    return Coding(name, found.country, sectors[0] if sectors else None, sectors, found.role, known, " ".join(w for w in found.why if w), kind)
