"""Joins descriptions, group words and pronouns to the chains of names, in reading order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

from lapwing.grounding import chain_descriptions as descriptions
from lapwing.grounding import chain_pronouns as pronouns
from lapwing.grounding.chain_build import NameLinker, country_in_focus
from lapwing.grounding.chain_names import Chain
from lapwing.grounding.chain_words import Sense
from lapwing.grounding.phrases import Phrase
from lapwing.knowledge.chains import ChainEntry

_OF_PART = frozenset("regional provincial state district county commercial financial business economic cultural former".split())
"""Words before "capital" that make it another city than the capital of the country."""
_BODIES = frozenset({"government", "army", "military", "police"})
_SEVERAL = frozenset(
    "family crowd couple pair crew public people youth staff mob gang squad unit force personnel electorate jury panel board committee council court team "
    "group delegation majority minority opposition press media union clergy audience congregation leadership judiciary prosecution defence defense duo trio "
    "brigade battalion patrol platoon regiment militia cell bench quartet community population household police army military".split()
)
_STATE = frozenset({"COP", "GOV", "JUD", "MIL", "SPY"})
_HOME = frozenset({"country", "nation", "homeland"})
_RELATIVE = frozenset({"who", "whom", "which", "that", "whose"})


class Linker(NameLinker):
    """All chains of a report. ``run`` must be called once."""

    def run(self) -> None:
        self._collect()
        self._chain_names()
        self._learn()
        self.focus = self.coder.focus = country_in_focus(self.scene, self.actors)
        for phrase in self.phrases:
            if phrase.chain < 0:
                self._ground(phrase)
            for told in (phrase, *phrase.descriptions):
                if told.kind == "description":
                    self._owned.note(self.chains[phrase.chain], told, self._sense(told))
            if phrase.kind != "pronoun" and self.chains[phrase.chain].kind != "country":
                self._by_head.setdefault(phrase.lemma, []).append(phrase)

    def _ground(self, phrase: Phrase) -> None:
        chain = self._pronoun(phrase) if phrase.kind == "pronoun" else self._description(phrase)
        if chain is None:
            chain = self._new("description")
            chain.gender = self.words.gender.get(phrase.lemma)
            chain.names.extend(d.name for d in phrase.descriptions if d.name)
        chain.add(phrase)

    def _description(self, phrase: Phrase) -> Chain | None:
        size = pronouns.group_size(phrase, self.words.groups, self.words.open_groups)
        if size is not None:
            members = pronouns.resolve_group(phrase, size, self._able(phrase), self.scene)
            if members or size:
                return self._set_members(phrase, members)
        missed = self._missed_name(phrase)
        if missed is not None:
            return missed
        sense = self._sense(phrase)
        found = self._institutions.of_description(phrase, sense, self.focus, self._by_head) or self._named_later(phrase, sense)
        found = found or self._owned.find(phrase, sense)
        if found is None and sense.post is not None and not phrase.plural:
            return self._post_holder(phrase, sense)
        if found is None and not self._institutions.doubts(phrase):
            earlier = descriptions.same_head(phrase, sense, self._by_head)
            found = self.chains[earlier.chain] if earlier is not None else None
        return found

    def _named_later(self, phrase: Phrase, sense: Sense) -> Chain | None:
        if phrase.plural:
            return None
        if sense.post is not None:
            return descriptions.holder(phrase, sense, self._by_post.get(sense.post, ()), self._country, self.focus)
        if phrase.lemma == "capital":
            return self._capital(phrase, sense)
        kind = descriptions.kind_of(phrase, self.words)
        if kind is None:
            return None
        if kind.kinds == ["country"]:
            owner = self.chains[next(iter(sense.owners))] if len(sense.owners) == 1 else None
            if owner is not None and owner.country in self._countries and phrase.lemma in _HOME and not sense.other:
                return self._countries[owner.country]  # "his country"
            able = [c for c in self._countries.values() if not kind.countries or c.country in kind.countries]
            return descriptions.country(phrase, sense, able, self.focus if not kind.countries or self.focus in kind.countries else None)
        tree = self.scene.trees[phrase.place]
        nouns = {tree.tokens[c].text.lower() for c in tree.all(phrase.head, "compound")} - set(" ".join(kind.words).split())
        return descriptions.body(phrase, sense, kind, nouns, self._recent_bodies(phrase), self._fits)

    def _recent_bodies(self, phrase: Phrase) -> list[Chain]:
        places = range(max(phrase.place - descriptions.FAR, 0), phrase.place + 1)
        numbers = {p.chain for place in places for p in self.scene.phrases[place] if p.chain >= 0}
        return [self.chains[n] for n in sorted(numbers) if self.chains[n].kind == "ORG" and not self._institutions.has(self.chains[n])]

    def _post_holder(self, phrase: Phrase, sense: Sense) -> Chain | None:
        """A chain for a post whose holder is not named, so that later words for the post join it."""
        if sense.other or not sense.definite or phrase.predicate:
            return None
        chain = self._new("PER")
        self._learn_sense(chain, sense, office=True)
        self._index_posts(chain)
        return chain

    def _capital(self, phrase: Phrase, sense: Sense) -> Chain | None:
        if not _OF_PART.isdisjoint(phrase.before):
            return None
        own = next(iter(sense.countries)) if len(sense.countries) == 1 else None
        country = descriptions.country(phrase, sense, self._countries.values(), self.focus) if own is None else None
        iso = own or (country.country if country is not None else None)
        if iso is None:
            return None
        self.coder.places[id(phrase)] = iso
        cities = self._cities.get(iso, ())
        return cities[0] if len(cities) == 1 else None

    @cached_property
    def _cities(self) -> dict[str, list[Chain]]:
        """The chains of places by country; all stand once the names are chained."""
        out: dict[str, list[Chain]] = {}
        for chain in self.chains:
            if chain.kind == "LOC" and chain.names and (country := self.actors.country_of(chain.names[0])):
                out.setdefault(country, []).append(chain)
        return out

    def _fits(self, chain: Chain, kind: ChainEntry) -> bool:
        coding = self.coder.chain_coding(chain)
        return coding is not None and (coding.sector in kind.sectors or coding.country in kind.countries)

    def _country(self, chain: Chain) -> str | None:
        return chain.country

    def _able(self, phrase: Phrase) -> Callable[[Phrase], bool]:
        kinds = self.words.groups.get(phrase.lemma, frozenset({"person", "country", "organization", "agent"}))

        def able(other: Phrase) -> bool:
            chain = self.chains[other.chain]
            kind = {"PER": "person", "country": "country", "ORG": "organization"}.get(chain.kind)
            if other.kind == "pronoun" and kind is None:
                return False
            if kind is None and "agent" in kinds and other.kind == "description" and not other.modifier:
                coding = self.coder.code(other)
                return coding is not None and coding.sector is not None
            if kind == "country" and other.modifier and other.deprel != "nmod:poss" and "person" in kinds:
                return False
            return kind in kinds

        return able

    def _set_members(self, phrase: Phrase, found: Sequence[Phrase]) -> Chain | None:
        """Note the members of a group; one alone is the same chain."""
        if len(found) == 1:
            if id(found[0]) in self.members:
                self.members[id(phrase)] = self.members[id(found[0])]
            return self.chains[found[0].chain]
        if found:
            self.members[id(phrase)] = tuple(m for p in found for m in self.members.get(id(p), (p,)))
        return None

    def _pronoun(self, phrase: Phrase) -> Chain | None:
        text = self.scene.trees[phrase.place].tokens[phrase.head].text.lower()
        if text in _RELATIVE:
            return self._relative(phrase)
        if text == "both":
            return self._set_members(phrase, pronouns.resolve_group(phrase, 2, self._able(phrase), self.scene))
        gender = pronouns.gender_of(text)
        if text in ("himself", "herself", "itself") and (beside := self.scene.at[phrase.place].get(phrase.head - 1)) is not None:
            return self.scene.chain(beside)
        if gender in ("male", "female"):
            chain = pronouns.resolve_person(phrase, gender, self.scene, self._is_person)
            if chain is not None and chain.gender is None:
                chain.gender = gender
            return chain
        if gender == "neuter":
            found = pronouns.resolve_body(phrase, self.scene, self._is_body, self._is_medium)
            return self.chains[found.chain] if found is not None else None
        return self._plural(phrase) if gender == "plural" else None

    def _plural(self, phrase: Phrase) -> Chain | None:
        found = pronouns.resolve_plural(phrase, self.scene, self._is_actor, self._is_body, self._is_medium, self._is_state)
        return self._set_members(phrase, found)

    def _relative(self, phrase: Phrase) -> Chain | None:
        tree = self.scene.trees[phrase.place]
        for index in (phrase.head, *tree.ancestors(phrase.head)):
            if tree.tokens[index].deprel == "acl:relcl":
                head = self.scene.at[phrase.place].get(tree.tokens[index].head)
                chain = self.scene.chain(head) if head is not None else None
                return None if chain is not None and chain.person and tree.tokens[phrase.head].text.lower() == "which" else chain
        return None

    def _is_person(self, phrase: Phrase) -> bool:
        """Whether a description is of one human being: "the gunman"."""
        if phrase.kind != "description" or phrase.plural or phrase.deprel == "root" or phrase.predicate or self.chains[phrase.chain].kind != "description":
            return False
        if phrase.lemma in _SEVERAL or phrase.lemma in self.words.kinds:
            return False
        coding = self.coder.own(phrase)
        return coding is not None and coding.kind == "agent"

    def _is_actor(self, phrase: Phrase) -> bool:
        return self.chains[phrase.chain].kind in ("PER", "ORG", "country") or id(phrase) in self.members or self.coder.own(phrase) is not None

    def _is_body(self, phrase: Phrase) -> bool:
        chain = self.scene.chain(phrase)
        if chain is None or (phrase.plural and phrase.kind != "name"):
            return False
        if chain.kind in ("ORG", "country"):
            return not (phrase.plural and self.actors.is_demonym(phrase.name))  # "Airlines", but not "Kenyans"
        if chain.kind == "PER" or phrase.kind == "pronoun" or phrase.plural:
            return False
        kind = self.words.kinds.get(phrase.lemma)
        return (kind is not None and kind.kinds != ["country"]) or (phrase.lemma in _BODIES and self.coder.code(phrase) is not None)

    def _is_state(self, phrase: Phrase) -> bool:
        """Whether an actor acts for the state: "officers", "prosecutors"."""
        coding = self.coder.code(phrase)
        return coding is not None and coding.sector in _STATE

    def _is_medium(self, phrase: Phrase) -> bool:
        chain = self.scene.chain(phrase)
        coding = self.coder.chain_coding(chain) if chain is not None and chain.kind == "ORG" else None
        return coding is not None and coding.sector == "JRN"
