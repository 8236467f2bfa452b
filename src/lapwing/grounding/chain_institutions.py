"""Bodies of which a country has one: its government, parliament, police or army, however they are called.

"the government of Samoa", "the Samoan government" and "the government" are one chain; the White House and Washington, where it acts,
stand for the government of the United States.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from lapwing.grounding.chain_descriptions import FAR, NEAR
from lapwing.grounding.chain_names import Chain, body_words
from lapwing.grounding.chain_pronouns import Scene, subject_over
from lapwing.grounding.chain_words import Sense
from lapwing.grounding.phrases import Phrase, Tree
from lapwing.knowledge.chains import ChainWords

if TYPE_CHECKING:
    from lapwing.grounding.actors import Actors

_ONE = frozenset("government parliament police army military navy cabinet judiciary".split())
_IDLE = frozenset("federal national central current".split())
"""Adjectives that do not say another body."""
_WHERE = frozenset("in at near outside inside to into through around before down along".split())
"""Prepositions after which a seat is a building."""
_POINTING = frozenset({"", "the", "this", "that", "'s", "its"})
_TRIED = 30
"""Earlier phrases with the same noun that are looked at."""
_UNDERGOES = frozenset("see witness host suffer experience face have get fall lie hold".split())
"""Verbs whose subject may be a city as a place."""
_TOLD = frozenset("accuse blame warn urge criticise criticize condemn thank tell ask threaten praise press pressure persuade invite sue".split())
"""Verbs whose object, where it is a city, is the government in it."""
_DOES = frozenset({"obj", "ccomp", "xcomp", "iobj", "obl"})


class _Key(NamedTuple):
    """Which body it is: its noun, the words before it, whose it is (an ISO code, a part of a country, the number of a chain)."""

    noun: str
    rest: tuple[str, ...]
    owner: str | int


class Institutions:
    """The chains of such bodies in one report."""

    def __init__(self, scene: Scene, actors: Actors, words: ChainWords, new: Callable[[str], Chain]) -> None:
        self._scene, self._actors, self._words, self._new = scene, actors, words, new
        self._chains: dict[_Key, Chain] = {}
        self._keys: dict[int, _Key] = {}
        self._doubt: Phrase | None = None

    def has(self, chain: Chain) -> bool:
        return chain.number in self._keys

    def doubts(self, phrase: Phrase) -> bool:
        """Whether the description looked up last may be of several bodies."""
        return self._doubt is phrase

    def of_seat(self, phrase: Phrase) -> Chain | None:
        """The chain of the government that a name of its seat stands for."""
        country = self._words.seats.get(" ".join(body_words(phrase.name)))
        if country is not None and self._scene.trees[phrase.place].case(phrase.head) in _WHERE:
            return None
        country = country or self._acting_capital(phrase)
        if country is None:
            return None
        chain = self._chain(_Key("government", (), country))
        chain.names.append(phrase.name)
        return chain

    def _acting_capital(self, phrase: Phrase) -> str | None:
        """The country of a capital that does something: "Washington criticised the plan", "blamed Washington", but not "Washington saw protests"."""
        if phrase.deprel not in ("nsubj", "obj") or phrase.ner == "PER":
            return None
        coding = self._actors.name(phrase.name, None)
        if coding is None or not coding.why.endswith(":seat"):
            return None
        tree = self._scene.trees[phrase.place]
        verb = tree.tokens[phrase.head].head
        lemma = (tree.tokens[verb].lemma or "").lower()
        acts = tree.tokens[verb].upos == "VERB" and lemma not in _UNDERGOES and tree.all(verb, *_DOES)
        return coding.country if (lemma in _TOLD if phrase.deprel == "obj" else acts) else None

    def of_description(self, phrase: Phrase, sense: Sense, focus: str | None, earlier: Mapping[str, Sequence[Phrase]]) -> Chain | None:
        """The chain of a description of such a body; None where it is none, or where several may be meant."""
        if phrase.lemma not in _ONE or (phrase.plural and phrase.lemma != "police") or phrase.predicate or sense.other or sense.former:
            return None
        tree = self._scene.trees[phrase.place]
        if sense.owners or phrase.determiner not in _POINTING or (phrase.modifier and not tree.case(phrase.head)):
            return None
        owner, rest = self._owner(tree, phrase, sense)
        if owner is not None:
            chain = self._chain(_Key(phrase.lemma, rest, owner))
            chain.titles.append(_title(tree, phrase))
            return chain
        if rest or phrase.after or sense.bodies or sense.countries:
            return None
        return self._bare(phrase, focus, earlier.get(phrase.lemma, ()))

    def learn(self, chain: Chain, told: Phrase, sense: Sense) -> None:
        """Note a named body that is, or is said to be, such a body: "Tonga's parliament, the Legislative Assembly"."""
        if chain.kind == "ORG" and told.lemma in _ONE and not sense.former and not sense.other:
            owner, rest = self._owner(self._scene.trees[told.place], told, sense)
            if owner is not None and not rest:
                self._chains.setdefault(_Key(told.lemma, (), owner), chain)

    def _chain(self, key: _Key) -> Chain:
        chain = self._chains.get(key)
        if chain is None:
            chain = self._chains[key] = self._new("ORG")
            self._keys[chain.number] = key
            if isinstance(key.owner, str) and key.owner.isupper():
                chain.countries.add(key.owner)
        return chain

    def _owner(self, tree: Tree, phrase: Phrase, sense: Sense) -> tuple[str | int | None, tuple[str, ...]]:
        """Whose body it is and the other words before the noun."""
        said = {tree.tokens[i].text.lower() for i in phrase.modifiers}
        rest = tuple(w for w in phrase.before if w not in _IDLE and not self._actors.country_of(w.title()) and not self._actors.is_demonym(w.upper()))
        named = {w for i in phrase.modifiers if (under := self._scene.at[phrase.place].get(i)) is not None for w in under.name.lower().split()}
        rest = tuple(w for w in rest if w not in named)
        part = sorted(said & self._words.parts)
        if part:
            return part[0], rest
        if len(sense.countries) == 1 and not sense.bodies:
            return next(iter(sense.countries)), rest
        if len(sense.bodies) == 1 and not sense.countries:
            return next(iter(sense.bodies)), rest
        return None, rest

    def _bare(self, phrase: Phrase, focus: str | None, earlier: Sequence[Phrase]) -> Chain | None:
        """ "the government": of the country whose man speaks, the one just told of, or that of the country in focus."""
        speaker = self._country_over(phrase)
        if speaker is not None and _Key(phrase.lemma, (), speaker) in self._chains:
            return self._chains[_Key(phrase.lemma, (), speaker)]
        recent: dict[int, int] = {}
        for other in reversed(earlier[-_TRIED:]):
            if phrase.place - other.place <= FAR and not (other.plural or other.modifier) and other.chain >= 0:
                recent.setdefault(other.chain, other.place)
        if len(recent) == 1:
            return self._scene.chains[next(iter(recent))]
        own = self._chains.get(_Key(phrase.lemma, (), focus)) if focus else None
        if recent:
            last, place = next(iter(recent.items()))
            alone = phrase.place - place <= NEAR and list(recent.values()).count(place) == 1
            self._doubt = None if own or alone else phrase
            return own or (self._scene.chains[last] if alone else None)
        return self._chain(_Key(phrase.lemma, (), focus)) if focus else None

    def _country_over(self, phrase: Phrase) -> str | None:
        over = subject_over(phrase, self._scene)
        chain = self._scene.chain(over) if over is not None else None
        if chain is None:
            return None
        return chain.country or (next(iter(chain.countries)) if len(chain.countries) == 1 else None)


def _title(tree: Tree, phrase: Phrase) -> str:
    first = phrase.first + (tree.tokens[phrase.first].upos == "DET" and phrase.first < phrase.last)
    return tree.text(range(first, phrase.last + 1))
