"""Builds the chains of a report: names first and in any order, then descriptions, groups and pronouns in reading order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from lapwing.grounding import chain_descriptions as descriptions
from lapwing.grounding import chain_pronouns as pronouns
from lapwing.grounding.chain_coding import ChainCoder
from lapwing.grounding.chain_names import BodyNames, Chain, PersonNames, body_words, person_words
from lapwing.grounding.chain_words import Sense, country_named, read_sense
from lapwing.grounding.phrases import Phrase, Tree, find_phrases
from lapwing.knowledge.chains import ChainEntry, ChainWords
from lapwing.model import Sentence

if TYPE_CHECKING:
    from lapwing.grounding.actors import Actors

_LEAD = 1.5
"""How many times more often than the next the country in focus must be named."""
_TITLE_WEIGHT, _FIRST_WEIGHT = 3, 2
_RELATIVE = frozenset({"who", "whom", "which", "that", "whose"})


class Linker:
    """The phrases of a report and their chains. ``run`` must be called once."""

    def __init__(self, sentences: Sequence[Sentence], actors: Actors, words: ChainWords, published: str | None) -> None:
        self.actors, self.words = actors, words
        trees = [Tree(sentence, place) for place, sentence in enumerate(sentences)]
        self.chains: list[Chain] = []
        self.scene = pronouns.Scene(trees, self.chains)
        self.coder = ChainCoder(self.scene, actors, published)
        self.phrases: list[Phrase] = []
        self.members: dict[int, tuple[Phrase, ...]] = {}
        self.focus: str | None = None
        self._countries: dict[str, Chain] = {}
        self._by_post: dict[str, list[Chain]] = {}
        self._by_head: dict[str, list[Phrase]] = {}
        self._bodies: list[Chain] = []
        self._persons = PersonNames()
        self._bodies_by_name: dict[str, BodyNames] = {}

    def run(self) -> None:
        self._collect()
        self._chain_names()
        self._learn()
        self.focus = self.coder.focus = country_in_focus(self.scene, self.actors)
        for phrase in self.phrases:
            if phrase.chain < 0:
                self._ground(phrase)
            if phrase.kind != "pronoun":
                self._by_head.setdefault(phrase.lemma, []).append(phrase)

    def _new(self, kind: str) -> Chain:
        chain = Chain(len(self.chains), kind)
        self.chains.append(chain)
        return chain

    def _collect(self) -> None:
        for place, tree in enumerate(self.scene.trees):
            for phrase in find_phrases(tree, self._is_title):
                token = tree.tokens[phrase.head]
                if phrase.kind == "description" and token.deprel == "amod" and not self._demonym(tree, phrase):
                    continue
                self.scene.phrases[place].append(phrase)
                self.phrases.append(phrase)
            self._map(place)

    def _is_title(self, before: Sequence[str], after: Sequence[str]) -> bool:
        return self.words.office(before, after) is not None or bool(self.actors.sector_of_noun(before[-1], before[:-1]))

    def _map(self, place: int) -> None:
        at = self.scene.at[place]
        for phrase in self.scene.phrases[place]:
            for alias in phrase.aliases:
                at.setdefault(alias, phrase)
        for phrase in self.scene.phrases[place]:
            at[phrase.head] = phrase

    def _demonym(self, tree: Tree, phrase: Phrase) -> bool:
        token = tree.tokens[phrase.head]
        return token.upos in ("ADJ", "PROPN") and phrase.modifier and self.actors.is_demonym(token.text)

    # Names ----------------------------------------------------------------------------------------------------------------------

    def _chain_names(self) -> None:
        rest: list[Phrase] = []
        for phrase in self.phrases:
            country = self._country_of_name(phrase)
            if country is not None:
                self._country_chain(country).add(phrase)
                if phrase.name and not self.actors.is_demonym(phrase.name):
                    self.chains[phrase.chain].names.append(phrase.name)
            elif phrase.kind == "name":
                rest.append(phrase)
        self._chain_persons([p for p in rest if p.ner == "PER"])
        self._chain_bodies([p for p in rest if p.ner != "PER"])

    def _country_of_name(self, phrase: Phrase) -> str | None:
        if phrase.kind == "name" and phrase.ner != "PER":
            named = country_named(self.actors, phrase.name)
            if named or " " in phrase.name:
                return named
        tree = self.scene.trees[phrase.place]
        if phrase.kind != "pronoun" and self._demonym(tree, phrase):
            return self.actors.country_of(tree.tokens[phrase.head].text)
        return None

    def _country_chain(self, country: str) -> Chain:
        chain = self._countries.get(country)
        if chain is None:
            chain = self._countries[country] = self._new("country")
            chain.country = country
            chain.countries.add(country)
        return chain

    def _chain_persons(self, found: list[Phrase]) -> None:
        names = self._persons
        for phrase in sorted(found, key=lambda p: -len(person_words(p.name))):
            single = len(person_words(phrase.name)) < 2
            chain = self._short_person(phrase, names) if single else names.full(phrase.name)
            if chain is None:
                chain = self._new("PER")
            chain.add(phrase)
            chain.names.append(phrase.name)
            names.add(phrase.name, chain)

    def _short_person(self, phrase: Phrase, names: PersonNames) -> Chain | None:
        found = names.short(phrase.name)
        if len(found) < 2:
            return found[0] if found else None
        known = [(chain, before.place) for chain in found if (before := chain.before(phrase)) is not None]
        near = [chain for chain, place in known if phrase.place - place <= descriptions.NEAR] or [chain for chain, _ in known]
        # A surname alone goes on with the person told of first; the others of that name are given in full.
        return min(near, key=lambda c: (c.phrases[0].place, c.phrases[0].head)) if near else None

    def _chain_bodies(self, found: list[Phrase]) -> None:
        generic = frozenset(self.words.kinds)
        names = self._bodies_by_name = {kind: BodyNames(generic) for kind in ("ORG", "LOC", "OTH")}
        by_id: dict[str, Chain] = {}
        for phrase in sorted(found, key=lambda p: -len(body_words(p.name))):
            kind = phrase.ner or "OTH"
            coding = self.actors.name(phrase.name, None)
            if coding is not None and coding.kind == "country":  # a capital or region is not its country
                coding = None
            known = by_id.get(coding.id) if coding is not None and coding.id else None
            chain = known or names[kind].find(phrase.name, kind)
            if chain is None and kind == "LOC":
                chain = names["ORG"].exact.get(body_words(phrase.name))
            if chain is None and self._surname(phrase.name) is not None:
                chain = self._surname(phrase.name)
                kind = "PER"
            if chain is None:
                chain = self._new(kind)
                if kind == "ORG":
                    self._bodies.append(chain)
            if coding is not None and coding.id:
                by_id[coding.id] = chain
            chain.add(phrase)
            for name in (phrase.name, *(d.name for d in phrase.descriptions if d.name)):
                chain.names.append(name)
                if kind in names:
                    names[kind].add(name, chain)

    def _surname(self, name: str) -> Chain | None:
        """The person whose surname alone was not seen to be a person's name; never where it is also a place."""
        if " " in name or self.actors.country_of(name) or self.actors.name(name, None) is not None:
            return None
        return self._persons.surname(name)

    def _missed_name(self, phrase: Phrase) -> Chain | None:
        """The chain of a name that was seen as such elsewhere in the report, but not here."""
        tree = self.scene.trees[phrase.place]
        if tree.tokens[phrase.head].upos != "PROPN" or phrase.determiner not in ("", "the") or phrase.plural:
            return None
        first = phrase.first + (phrase.determiner == "the")
        name = tree.text(range(first, phrase.last + 1))
        for kind in ("ORG", "LOC"):
            chain = self._bodies_by_name[kind].exact.get(body_words(name))
            if chain is not None:
                return chain
        return self._surname(name)

    # What is said around names --------------------------------------------------------------------------------------------------

    def _learn(self) -> None:
        for phrase in self.phrases:
            if phrase.kind == "name" and self.chains[phrase.chain].kind != "country":
                chain = self.chains[phrase.chain]
                self._learn_sense(chain, self._sense(phrase), office=False)
                for description in phrase.descriptions:
                    self._learn_sense(chain, self._sense(description), office=True)
                self._learn_gender(chain, phrase)
        for chain in self.chains:
            if chain.person:
                self._learn_role(chain)
                self._index_posts(chain)

    def _learn_sense(self, chain: Chain, sense: Sense, *, office: bool) -> None:
        chain.countries |= sense.countries
        chain.orgs |= sense.bodies
        if office and sense.post is not None:
            if sense.former and sense.post not in chain.posts:
                chain.former.add(sense.post)
            chain.posts.add(sense.post)
            chain.wide |= sense.wide

    def _learn_role(self, chain: Chain) -> None:
        coding = self.coder.chain_coding(chain)
        if coding is not None and coding.role and coding.sector != "ELI":
            found = self.words.office(coding.role.lower().replace("-", " ").split())
            if found:
                chain.posts.add(found[0])
                chain.wide |= found[1]
        chain.country = coding.country if coding is not None else None

    def _index_posts(self, chain: Chain) -> None:
        for post in chain.wide:
            self._by_post.setdefault(post, []).append(chain)

    def _learn_gender(self, chain: Chain, phrase: Phrase) -> None:
        said = [d.lemma for d in phrase.descriptions] + [w.lower() for w in phrase.name.split()[:1]]
        for word in said:
            if chain.gender is None and word in self.words.gender and (" " in phrase.name or word != phrase.name.lower()):
                chain.gender = self.words.gender[word]

    def _sense(self, phrase: Phrase) -> Sense:
        return read_sense(self.scene.trees[phrase.place], phrase, self.scene.at[phrase.place], self.actors, self.words)

    # Descriptions, groups, pronouns ---------------------------------------------------------------------------------------------

    def _ground(self, phrase: Phrase) -> None:
        chain = self._pronoun(phrase) if phrase.kind == "pronoun" else self._description(phrase)
        if chain is None:
            chain = self._new("description")
            chain.names.extend(d.name for d in phrase.descriptions if d.name)
        chain.add(phrase)

    def _description(self, phrase: Phrase) -> Chain | None:
        size = pronouns.group_size(phrase, self.words.groups)
        if size is not None:
            self._set_members(phrase, pronouns.resolve_group(phrase, size, self._able(phrase), self.scene))
            if id(phrase) in self.members or size:
                return None
        missed = self._missed_name(phrase)
        if missed is not None:
            return missed
        sense = self._sense(phrase)
        found = self._named_later(phrase, sense)
        if found is None and sense.post is not None and not phrase.plural:
            return self._post_holder(phrase, sense)
        if found is None:
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
            return descriptions.country(phrase, sense, self._countries.values(), self.focus)
        return descriptions.body(phrase, sense, kind, self._bodies, self._fits)

    def _post_holder(self, phrase: Phrase, sense: Sense) -> Chain | None:
        """A chain for a post whose holder is not named, so that later words for the post join it."""
        if sense.other or not sense.definite or phrase.predicate:
            return None
        chain = self._new("PER")
        self._learn_sense(chain, sense, office=True)
        self._index_posts(chain)
        return chain

    def _capital(self, phrase: Phrase, sense: Sense) -> Chain | None:
        own = next(iter(sense.countries), None)
        country = descriptions.country(phrase, sense, self._countries.values(), self.focus) if own is None else None
        iso = own or (country.country if country is not None else None)
        if iso is None:
            return None
        self.coder.places[id(phrase)] = iso
        cities = [c for c in self.chains if c.kind == "LOC" and c.names and self.actors.country_of(c.names[0]) == iso]
        return cities[0] if len(cities) == 1 else None

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

    def _set_members(self, phrase: Phrase, found: Sequence[Phrase]) -> None:
        if len(found) > 1:
            self.members[id(phrase)] = tuple(m for p in found for m in self.members.get(id(p), (p,)))

    def _pronoun(self, phrase: Phrase) -> Chain | None:
        text = self.scene.trees[phrase.place].tokens[phrase.head].text.lower()
        if text in _RELATIVE:
            return self._relative(phrase)
        if text == "both":
            self._set_members(phrase, pronouns.resolve_group(phrase, 2, self._able(phrase), self.scene))
            return None
        gender = pronouns.gender_of(text)
        if text in ("himself", "herself", "itself") and (beside := self.scene.at[phrase.place].get(phrase.head - 1)) is not None:
            return self.scene.chain(beside)
        if gender in ("male", "female"):
            chain = pronouns.resolve_person(phrase, gender, self.scene, self._is_person)
            if chain is not None and chain.gender is None:
                chain.gender = gender
            return chain
        if gender == "neuter":
            found = pronouns.resolve_body(phrase, self.scene, self._is_body)
            return self.chains[found.chain] if found is not None else None
        return self._plural(phrase) if gender == "plural" else None

    def _plural(self, phrase: Phrase) -> Chain | None:
        found = pronouns.resolve_plural(phrase, self.scene, self._is_actor, self._is_body)
        self._set_members(phrase, found)
        return self.chains[found[0].chain] if len(found) == 1 else None

    def _relative(self, phrase: Phrase) -> Chain | None:
        tree = self.scene.trees[phrase.place]
        for index in (phrase.head, *tree.ancestors(phrase.head)):
            if tree.tokens[index].deprel == "acl:relcl":
                head = self.scene.at[phrase.place].get(tree.tokens[index].head)
                return self.chains[head.chain] if head is not None and head.chain >= 0 else None
        return None

    def _is_person(self, phrase: Phrase) -> bool:
        """Whether a description is of one human being: "the gunman"."""
        if phrase.kind != "description" or phrase.plural or self.chains[phrase.chain].kind != "description":
            return False
        coding = self.coder.own(phrase)
        return coding is not None and coding.kind == "agent"

    def _is_actor(self, phrase: Phrase) -> bool:
        return self.chains[phrase.chain].kind in ("PER", "ORG", "country") or self.coder.own(phrase) is not None

    def _is_body(self, phrase: Phrase) -> bool:
        chain = self.scene.chain(phrase)
        if chain is None or phrase.plural:
            return False
        if chain.kind in ("ORG", "country"):
            return True
        if chain.kind == "PER" or phrase.kind == "pronoun":
            return False
        coding = self.coder.code(phrase)
        return coding is not None and (phrase.lemma in self.words.kinds or phrase.lemma in ("government", "army", "military", "police"))


def country_in_focus(scene: pronouns.Scene, actors: Actors) -> str | None:
    """The country named clearly most often, title and first paragraph counting more; None where two are level."""
    counts: Counter[str] = Counter()
    for tree, there in zip(scene.trees, scene.phrases, strict=True):
        weight = _TITLE_WEIGHT if tree.sentence.in_title else _FIRST_WEIGHT if tree.sentence.paragraph == 0 else 1
        for phrase in there:
            chain = scene.chain(phrase)
            if chain is None or phrase.kind == "pronoun":
                continue
            place = actors.country_of(phrase.name) if phrase.ner == "LOC" else None
            country = chain.country or place
            if country:
                counts[country] += weight
    best = counts.most_common(2)
    if not best:
        return None
    return best[0][0] if len(best) == 1 or best[0][1] >= _LEAD * best[1][1] else None
