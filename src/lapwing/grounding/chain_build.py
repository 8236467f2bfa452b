"""Builds the chains of a report: names first and in any order, then descriptions, groups and pronouns in reading order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from lapwing.grounding import chain_pronouns as pronouns
from lapwing.grounding.chain_brackets import plain
from lapwing.grounding.chain_coding import ChainCoder
from lapwing.grounding.chain_institutions import Institutions
from lapwing.grounding.chain_names import BodyNames, Chain, PersonNames, body_words, company_words, person_words
from lapwing.grounding.chain_owned import Owned
from lapwing.grounding.chain_surnames import bearer
from lapwing.grounding.chain_words import Sense, country_named, read_sense
from lapwing.grounding.phrase_joins import find_phrases
from lapwing.grounding.phrases import Phrase, Tree
from lapwing.knowledge.actors import INTERNATIONAL
from lapwing.knowledge.chains import ChainWords
from lapwing.model import Sentence

if TYPE_CHECKING:
    from lapwing.grounding.actors import Actors

_LEAD = 1.5
"""How many times more often than the next the country in focus must be named."""
_HOLDERS = 100
"""Holders of one post that are kept, so that the time stays linear in very long texts."""
_TITLE_WEIGHT, _FIRST_WEIGHT = 3, 2


class NameLinker:
    """The phrases of a report, the chains of its names, and what is said around names."""

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
        self._letters: dict[str, str] = {}
        self._by_post: dict[str, list[Chain]] = {}
        self._by_head: dict[str, list[Phrase]] = {}
        self._institutions = Institutions(self.scene, actors, words, self._new)
        self._owned = Owned(self.scene)
        self._persons = PersonNames()
        self._bodies_by_name: dict[str, BodyNames] = {}

    def _new(self, kind: str) -> Chain:
        chain = Chain(len(self.chains), kind)
        self.chains.append(chain)
        return chain

    def _collect(self) -> None:
        for place, tree in enumerate(self.scene.trees):
            for phrase in find_phrases(tree, self._is_title):
                _complete(tree, phrase)
                phrase.name = plain(phrase.name)
                if phrase.ner == "PER" and not self._without_honours(phrase):
                    continue
                token = tree.tokens[phrase.head]
                if phrase.ner == "PER" and self.words.office(phrase.name.lower().split()) and " " not in phrase.name:
                    phrase.kind, phrase.ner, phrase.name = "description", None, ""  # "Sultan" alone is a post
                if phrase.kind == "description" and token.deprel == "amod" and not self._demonym(tree, phrase):
                    continue
                self.scene.phrases[place].append(phrase)
                self.phrases.append(phrase)
            self._map(place)

    def _without_honours(self, phrase: Phrase) -> bool:
        """Take titles of honour off a person's name; False where nothing is left: "received the Padma Shri"."""
        words = phrase.name.split()
        held = self.words.honour(words)
        if held:
            phrase.name = " ".join(words[held:])
            titles = phrase.aliases[:held]
            phrase.tokens = tuple(i for i in phrase.tokens if i not in titles)
        return bool(phrase.name)

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
        self._short_countries()
        for phrase in self.phrases:
            seat = self._institutions.of_seat(phrase) if phrase.kind == "name" else None
            if seat is not None:
                seat.add(phrase)
                continue
            country = self._country_of_name(phrase)
            if country is not None:
                self._country_chain(country).add(phrase)
                if phrase.name and not self.actors.is_demonym(phrase.name):
                    self.chains[phrase.chain].names.append(phrase.name)
            elif phrase.kind == "name":
                rest.append(phrase)
        companies = self._companies(rest)
        for phrase in rest:
            if phrase.ner != "PER" or " " in phrase.name:
                continue
            known = self.actors.name(phrase.name, None)
            if known.kind == "organization" if known is not None else person_words(phrase.name) in companies:
                phrase.ner = "ORG"
        self._chain_persons([p for p in rest if p.ner == "PER"])
        self._chain_bodies([p for p in rest if p.ner != "PER"])

    def _companies(self, named: list[Phrase]) -> set[tuple[str, ...]]:
        """Single words that the report uses for companies it names in full, and for no person: "Kessler" of "Kessler Mining Corporation"."""
        found = {short for p in named if p.ner == "ORG" and len(short := company_words(p.name)) == 1}
        for phrase in named if found else ():
            words = person_words(phrase.name)
            before = self.scene.trees[phrase.place].tokens[phrase.first - 1].text.lower() if phrase.first else ""
            if phrase.ner == "PER" and words and (len(words) > 1 or phrase.descriptions or before in self.words.gender):
                found.discard(words[-1:])
        return found

    def _short_countries(self) -> None:
        """Learn the letters that the report itself gives for a country: "the Democratic Republic of the Congo (DRC)"."""
        for phrase in self.phrases:
            before = self._before_bracket(phrase)
            pairs = [(phrase, told) for told in phrase.descriptions] + ([(before, phrase)] if before is not None else [])
            for named, told in pairs:
                if told.kind == "name" and told.name.isupper() and (country := self._country_of_name(named)) is not None:
                    self._letters.setdefault(told.name, country)

    def _country_of_name(self, phrase: Phrase) -> str | None:
        if phrase.kind == "name" and phrase.ner != "PER":
            if phrase.name.removeprefix("the ") in self._letters:
                return self._letters[phrase.name.removeprefix("the ")]
            if phrase.name.lower().removeprefix("the ") in self.words.parts:
                return None
            if phrase.modifier and self.actors.is_demonym(phrase.name):
                return self.actors.country_of(phrase.name)
            named = country_named(self.actors, phrase.name)
            if named or " " in phrase.name:
                return named
        tree = self.scene.trees[phrase.place]
        if phrase.kind != "pronoun" and self._demonym(tree, phrase) and tree.tokens[phrase.head].text.lower() not in self.words.parts:
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
        by_id: dict[str, Chain] = {}
        for phrase in sorted(found, key=lambda p: -len(person_words(p.name))):
            single = len(person_words(phrase.name)) < 2
            bearers = self._bearers(phrase, names) if single else []
            chain = names.full(phrase.name) if not single else bearer(phrase, bearers, self.scene) if len(bearers) > 1 else next(iter(bearers), None)
            known = self.actors.name(phrase.name, None)
            person = known.id if known is not None and known.kind == "person" else None
            chain = chain or (by_id.get(person) if person else None)
            unsure = chain is None and len(bearers) > 1
            chain = chain or self._new("PER")
            chain.add(phrase)
            chain.names.append(phrase.name)
            if unsure:
                chain.unsure = True
                continue
            if person:
                by_id.setdefault(person, chain)
            names.add(phrase.name, chain)

    def _bearers(self, phrase: Phrase, names: PersonNames) -> list[Chain]:
        """The persons of several names that a single word may stand for."""
        found = names.short(phrase.name)
        tokens = self.scene.trees[phrase.place].tokens
        said = self.words.gender.get(tokens[phrase.first - 1].text.lower()) if phrase.first else None
        if said is not None and len(found) > 1:  # "Mrs Smith" is not John Smith
            found = [c for c in found if self.words.gender.get(c.names[0].split()[0].lower(), said) == said] or found
        return found

    def _chain_bodies(self, found: list[Phrase]) -> None:
        generic = frozenset(self.words.kinds)
        names = self._bodies_by_name = {kind: BodyNames(generic, self._is_place, self.words.variants) for kind in ("ORG", "LOC", "OTH")}
        by_id: dict[str, Chain] = {}
        for phrase in sorted(found, key=lambda p: -len(body_words(p.name))):
            kind = phrase.ner or "OTH"
            coding = self.actors.name(phrase.name, None)
            if coding is not None and coding.kind == "country":  # a capital or region is not its country
                coding = None
            known = by_id.get(coding.id) if coding is not None and coding.id else None
            if known is None and coding is None:
                named = self._before_bracket(phrase)
                known = self.scene.chain(named) if named is not None and named.ner == phrase.ner == "ORG" else None
            chain = known or names[kind].find(phrase.name, kind)
            if chain is None and kind == "LOC":
                chain = names["ORG"].exact.get(body_words(phrase.name))
            if chain is None and (person := self._surname(phrase.name, place=kind != "LOC")) is not None:
                chain, kind = person, "PER"
            if chain is None:
                chain = self._new(kind)
            if coding is not None and coding.id:
                by_id[coding.id] = chain
            chain.add(phrase)
            for name in (phrase.name, *(d.name for d in phrase.descriptions if d.name)):
                chain.names.append(name)
                if kind in names:
                    names[kind].add(name, chain)

    def _is_place(self, word: str) -> bool:
        return self.actors.country_of(word) is not None

    def _before_bracket(self, phrase: Phrase) -> Phrase | None:
        """The name that short letters in brackets follow: "Singapore Airlines (SIA)", "Party for Freedom (PVV)"."""
        tokens, first = self.scene.trees[phrase.place].tokens, phrase.first
        if (
            phrase.kind != "name"
            or first < 2
            or phrase.last != first
            or not phrase.name.isupper()
            or len(phrase.name) < 2
            or self.actors.country_of(phrase.name)
        ):
            return None
        if tokens[first - 1].text != "(" or first + 1 >= len(tokens) or tokens[first + 1].text != ")":
            return None
        return self.scene.at[phrase.place].get(first - 2)

    def _surname(self, name: str, place: bool = False) -> Chain | None:
        """The person whose surname alone was not seen to be a person's name; with ``place`` also where it is the name of a city elsewhere."""
        known = self.actors.name(name, None)
        if " " in name or (self.actors.country_of(name) and not place) or (known is not None and known.kind != "person"):
            return None
        return self._persons.surname(name)

    def _missed_name(self, phrase: Phrase) -> Chain | None:
        """The chain of a name that was seen as such elsewhere in the report, but not here."""
        tree = self.scene.trees[phrase.place]
        if tree.tokens[phrase.head].upos != "PROPN" or phrase.determiner not in ("", "the") or (phrase.plural and phrase.determiner):
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
                for told in (phrase, *phrase.descriptions):
                    sense = self._sense(told)
                    self._learn_sense(chain, sense, office=told is not phrase)
                    self._institutions.learn(chain, told, sense)
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
            chain.called.add(sense.called)

    def _learn_role(self, chain: Chain) -> None:
        coding = self.coder.chain_coding(chain)
        if coding is not None and coding.role and coding.sector != "ELI":
            found = self.words.office(coding.role.lower().replace("-", " ").split())
            if found:
                chain.posts.add(found[0])
                chain.wide |= found[1]
                chain.called.add(coding.role.lower().replace("-", " "))
        chain.country = coding.country if coding is not None else None

    def _index_posts(self, chain: Chain) -> None:
        for post in chain.wide:
            holders = self._by_post.setdefault(post, [])
            if len(holders) < _HOLDERS:
                holders.append(chain)

    def _learn_gender(self, chain: Chain, phrase: Phrase) -> None:
        said = [d.lemma for d in phrase.descriptions] + [w.lower() for w in phrase.name.split()[:1]]
        for word in said:
            if chain.gender is None and word in self.words.gender and (" " in phrase.name or word != phrase.name.lower()):
                chain.gender = self.words.gender[word]

    def _sense(self, phrase: Phrase) -> Sense:
        return read_sense(self.scene.trees[phrase.place], phrase, self.scene.at[phrase.place], self.chains, self.actors, self.words)


def _complete(tree: Tree, phrase: Phrase) -> None:
    """Add the surname to a name that the tags left without it: "Vladimir | Putin" with only the first word tagged."""
    while phrase.ner == "PER" and phrase.last + 1 < len(tree.tokens):
        token = tree.tokens[phrase.last + 1]
        if token.deprel != "flat" or token.head not in phrase.aliases or token.ner != "O" or token.upos not in ("PROPN", "X") or not token.text[0].isalpha():
            return
        phrase.last += 1
        phrase.aliases = (*phrase.aliases, phrase.last)
        phrase.name = tree.text(range(phrase.first, phrase.last + 1))


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
            if country and country not in INTERNATIONAL:
                counts[country] += weight
    best = counts.most_common(2)
    if not best:
        return None
    return best[0][0] if len(best) == 1 or best[0][1] >= _LEAD * best[1][1] else None
