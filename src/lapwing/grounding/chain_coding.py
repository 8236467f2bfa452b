"""Country, sector and name of a chain: the best reading of any of its phrases, completed by the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from lapwing.grounding.chain_brackets import plain
from lapwing.grounding.chain_crimes import is_criminal
from lapwing.grounding.chain_names import Chain, person_words
from lapwing.grounding.chain_spelling import skeleton
from lapwing.grounding.phrases import Phrase

if TYPE_CHECKING:
    from lapwing.grounding.actors import Actors, Coding
    from lapwing.grounding.chain_pronouns import Scene

_PHRASES = 6
"""Phrases of a chain that are coded at most."""
_WHERE = frozenset({"in", "at", "near", "across", "outside", "inside", "throughout"})
_OF_STATES = frozenset({"COP", "GOV", "JUD", "LEG", "MIL", "SPY"})
"""Sectors of the state: who serves a body that nobody knows is of the country in focus all the same."""
_LAWYERS = frozenset({"lawyer", "attorney", "solicitor", "barrister", "counsel", "advocate"})
_WANTS_COUNTRY = frozenset({"agent", "organization", "person", "unknown"})


class Coded(NamedTuple):
    """What a mention is coded as."""

    name: str | None
    country: str | None
    sector: str | None
    sectors: tuple[str, ...]
    role: str | None
    id: str | None


class ChainCoder:
    """Codes phrases through ``Actors``, once each."""

    def __init__(self, scene: Scene, actors: Actors, published: str | None) -> None:
        self.scene, self.actors, self.published = scene, actors, published
        self.focus: str | None = None
        self.places: dict[int, str] = {}
        self.countries: Mapping[str, str] = {}
        self._phrases: dict[int, Coding | None] = {}
        self._chains: dict[int, tuple[tuple[str, int], Coding | None]] = {}
        self._names: dict[int, tuple[tuple[int, int], str | None]] = {}

    def own(self, phrase: Phrase) -> Coding | None:
        """The coding of a phrase by its own words."""
        key = id(phrase)
        if key not in self._phrases:
            self._phrases[key] = self._read(phrase)
        return self._phrases[key]

    def _read(self, phrase: Phrase) -> Coding | None:
        if phrase.kind == "pronoun":
            return None
        tokens = self.scene.trees[phrase.place].tokens
        place = {index: number for number, index in enumerate(phrase.tokens)}
        head = phrase.head if phrase.head in place else next((i for i in phrase.aliases if i in place), None)
        if head is None:
            return None
        part = [msgspec.structs.replace(tokens[i], head=place.get(tokens[i].head, -1) if i != head else -1) for i in phrase.tokens]
        return self.actors.code(part, place[head], self.published)

    def chain_coding(self, chain: Chain) -> Coding | None:
        """The best coding of a chain's phrases, what it lacks taken from the others."""
        kind = "name" if chain.counts["name"] else "description"
        state, known = (kind, chain.counts[kind]), self._chains.get(chain.number)
        if known is not None and known[0] == state:
            return known[1]
        phrases = [p for p in chain.phrases if p.kind == kind]
        found = [c for c in (self.own(p) for p in self._tellers(phrases)) if c is not None]
        if self.published is None and (told := [c for c in found if " " in c.why]):
            found = told  # without a date the report's own words on somebody outrank the latest office we know of
        if chain.person:
            found = [c for c in found if not self._other_person(c, chain) and not (chain.unsure and c.id)]
        if chain.kind == "ORG" and not any(c.country for c in found):
            found = [*(c for n in dict.fromkeys(chain.names[:_PHRASES]) if (c := self.actors.name(n, self.published)) is not None), *found]
        best = self._criminal(chain, _merge(found)) if found else None
        self._chains[chain.number] = (state, best)
        return best

    def _criminal(self, chain: Chain, coding: Coding) -> Coding:
        """A person as told of in the report: somebody of no known sector who attacked people, and a lawyer on trial, are criminals."""
        lawyer = coding.sector == "JUD" and not _LAWYERS.isdisjoint((coding.role or "").split())
        if not chain.person or coding.id is not None or not (coding.sector in (None, "CVL") or lawyer):
            return coding
        if not is_criminal(chain, self.scene, self._is_person, tried=coding.sector is not None):
            return coding
        return msgspec.structs.replace(coding, sector="CRM", sectors=("CRM",))

    def _is_person(self, phrase: Phrase) -> bool:
        chain, own = self.scene.chain(phrase), self.own(phrase)
        return (chain is not None and chain.person) or phrase.kind == "pronoun" or (own is not None and own.kind == "agent")

    def _tellers(self, phrases: list[Phrase]) -> Iterable[Phrase]:
        """The phrases with most to say: those with titles and appositions, then long ones."""
        ranked = sorted(phrases, key=lambda p: (-len(p.descriptions), -len(p.tokens)))[:_PHRASES]
        for phrase in ranked:
            yield phrase
            yield from (d for d in phrase.descriptions[:3] if d.kind == "description" or d.name)

    def code(self, phrase: Phrase) -> Coded | None:
        """The phrase as a participant, by its chain; None where it is no actor."""
        chain = self.scene.chain(phrase)
        if chain is None:
            return None
        coding = self.chain_coding(chain)
        own = self.own(phrase) if chain.kind == "description" else None
        if own is not None and coding is not None:
            coding = _merge([own, coding])
        if coding is None:
            return self._uncoded(phrase, chain)
        if coding.sector == "MIL" and self._owned_by_rebels(phrase):
            coding = msgspec.structs.replace(coding, sector="REB", sectors=("REB",))
        country = coding.country or self._country_around(phrase, chain, coding)
        return Coded(plain(self._name(phrase, chain, coding) or "") or None, country, coding.sector, coding.sectors, coding.role, coding.id)

    def why(self, phrase: Phrase) -> str | None:
        """The knowledge behind ``code``: ids of entries, space separated; "chain" where another mention told it, "report" where only the focus did."""
        chain = self.scene.chain(phrase)
        own, told = self.own(phrase), self.chain_coding(chain) if chain is not None else None
        best = own or told
        if best is None:
            return None
        return " ".join(dict.fromkeys([*best.why.split(), *(["chain", *told.why.split()] if told is not None and told.why != best.why else [])])) or None

    def _uncoded(self, phrase: Phrase, chain: Chain) -> Coded | None:
        """Named persons and bodies without any word on what they are, and "the capital"."""
        country = next(iter(chain.countries)) if len(chain.countries) == 1 else self.places.get(id(phrase))
        if chain.kind == "country":
            return Coded(self._name(phrase, chain, None), chain.country, "GOV", ("GOV",), None, None)
        if chain.kind in ("PER", "ORG") and chain.names:
            if country is None and chain.person and not any(p.conjuncts for p in chain.phrases[:_PHRASES]):
                country = self.focus  # a report tells first of people of its own country; not so of "Dahl and the Kenyan president"
            return Coded(self._name(phrase, chain, None), country, None, (), None, None)
        if id(phrase) in self.places:
            return Coded(self._name(phrase, chain, None), country, None, (), None, None)
        return None

    def _owned_by_rebels(self, phrase: Phrase) -> bool:
        """Whether "his forces" are those of a rebel."""
        tree, at = self.scene.trees[phrase.place], self.scene.at[phrase.place]
        for index in phrase.modifiers:
            owner = at.get(index)
            if owner is not None and owner.chain >= 0 and tree.tokens[index].deprel == "nmod:poss":
                known = self.chain_coding(self.scene.chains[owner.chain])
                if known is not None and known.sector == "REB":
                    return True
        return False

    def _country_around(self, phrase: Phrase, chain: Chain, coding: Coding) -> str | None:
        """The country of a possessor, else of the report, for actors that act within one country."""
        if coding.kind not in _WANTS_COUNTRY or (coding.sector is None and not chain.person):
            return None
        if len(chain.countries) == 1:
            return next(iter(chain.countries))
        if chain.orgs and coding.sector not in _OF_STATES:
            return None
        for told in (phrase, *chain.phrases[:_PHRASES]):
            at = self.scene.at[told.place]
            for index in told.modifiers:
                owner = at.get(index)
                if owner is None or owner.head != index or owner.chain in (-1, chain.number):
                    continue
                found = self.scene.chain(owner)
                known = self.chain_coding(found) if found is not None else None
                country = found.country if found is not None and found.kind == "country" else known.country if known is not None else None
                if country:
                    return country
        return (None if chain.names else self._country_here(phrase)) or self.focus

    def _country_here(self, phrase: Phrase) -> str | None:
        """The only country that the clauses over a phrase are set in: "In Paris, police arrested two Britons"."""
        tree = self.scene.trees[phrase.place]
        found: set[str] = set()
        for verb in tree.ancestors(phrase.head):
            for index in tree.all(verb, "obl"):
                place = self.scene.at[phrase.place].get(index)
                if place is None or place.ner != "LOC" or tree.case(index) not in _WHERE:
                    continue
                chain, known = self.scene.chain(place), self.actors.name(place.name, None)
                if chain is not None and chain.country:
                    found.add(chain.country)
                elif known is not None and known.country and known.why.endswith(":seat"):
                    found.add(known.country)
        return found.pop() if len(found) == 1 else None

    def _name(self, phrase: Phrase, chain: Chain, coding: Coding | None) -> str | None:
        if chain.titles or chain.names or chain.kind == "country":
            best = self._fullest(chain)
            if best is None or (chain.kind == "country" and " " not in best and best.isupper()):
                return self.countries.get(chain.country or "") or best
            short = " " not in best and (best.isupper() or chain.person)
            if short and coding is not None and coding.name and coding.kind != "agent" and " " in coding.name:
                return coding.name
            return best
        if coding is not None and coding.name:
            return coding.name
        owned = self._owned_name(phrase) if phrase.kind == "description" else None
        if owned is not None:
            return owned
        told = phrase if phrase.kind != "pronoun" else next((p for p in chain.phrases if p.kind != "pronoun"), phrase)
        tree = self.scene.trees[told.place]
        first = told.first + (tree.tokens[told.first].upos == "DET" and told.first < told.last)
        return tree.text(range(first, told.last + 1))

    def _fullest(self, chain: Chain) -> str | None:
        """The name of a chain with most words; of a country one that is more than letters ("Mali", not "US")."""
        size = len(chain.titles), len(chain.names)
        known = self._names.get(chain.number)
        if known is None or known[0] != size:
            country = chain.kind == "country"
            best = max(chain.titles or chain.names, key=lambda n: (country and (" " in n or not n.isupper()), len(n.split()), len(n)), default=None)
            known = self._names[chain.number] = (size, best)
        return known[1]

    def _other_person(self, coding: Coding, chain: Chain) -> bool:
        """Whether a listed person was found in a part of a longer name: Pope Francis in "Francis Lobo"."""
        if coding.kind != "person" or coding.id is None or not coding.name or not chain.names:
            return False
        longest = max(chain.names, key=lambda n: len(n.split()))
        words = person_words(longest)
        exact = self.actors.name(longest, self.published) if len(words) > 1 else coding
        if exact is not None and exact.id == coding.id:
            return False
        listed = person_words(coding.name)
        other_first = len(words) > 1 and len(listed) > 1 and words[0] not in listed and skeleton(words[0])[:1] != skeleton(listed[0])[:1]
        return words[-1] not in listed or other_first  # Fernando Haddad, found by "Haddad" alone, is not Omar Haddad

    def _owned_name(self, phrase: Phrase) -> str | None:
        """ "Khalifa Haftar's forces" for "Haftar's forces" and "his forces"."""
        tree = self.scene.trees[phrase.place]
        for index in tree.all(phrase.head, "nmod:poss"):
            owner = self.scene.at[phrase.place].get(index)
            chain = self.scene.chain(owner) if owner is not None else None
            if owner is None or chain is None or not chain.names or not (chain.person or owner.kind == "pronoun"):
                continue
            after = max([index, *tree.all(index, "case"), *owner.aliases]) + 1
            after += after <= phrase.last and tree.tokens[after].text in ("'s", "\u2019s", "'", "\u2019")
            if after <= phrase.last:
                name = self._name(owner, chain, self.chain_coding(chain))
                owner_s = "'" if (name or "").endswith("s") else "'s"
                return f"{name}{owner_s} {tree.text(range(after, phrase.last + 1))}"
        return None


def _merge(found: list[Coding]) -> Coding:
    best = max(found, key=_worth)
    changes: dict[str, Any] = {}
    for field in ("country", "role", "id", "name"):
        value = next((getattr(c, field) for c in found if getattr(c, field)), None)
        if value and not getattr(best, field):
            changes[field] = value
    if best.sector is None and best.country is None:
        return best
    return msgspec.structs.replace(best, **changes) if changes else best


def _worth(coding: Coding) -> float:
    return 2 * (coding.country is not None) + 2 * (coding.sector is not None) + (coding.id is not None) + 0.5 * (coding.kind != "unknown")
