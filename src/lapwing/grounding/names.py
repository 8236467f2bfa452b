"""Who is meant: mentions of a report joined to chains, each mention an entity with country, sector and the fullest name of its chain.

A chain is made only on plain grounds (a surname, an acronym, a post held by one person, the last body of a kind); what is doubtful stays a
mention of its own, coded from its own words.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import UNSET

from lapwing.grounded import MentionLike
from lapwing.grounding.actor_report import in_report
from lapwing.grounding.chain_brackets import joined
from lapwing.grounding.chain_refer import Linker
from lapwing.grounding.phrases import Phrase
from lapwing.knowledge.actors import Country
from lapwing.knowledge.chains import ChainWords, load_chains
from lapwing.knowledge.loader import KnowledgeBase
from lapwing.model import Entity, Report, Sentence

if TYPE_CHECKING:
    from lapwing.grounding.actors import Actors


class Mention(msgspec.Struct, frozen=True):
    """A phrase: tokens ``first`` to ``last`` (inclusive) of sentence ``sentence`` are the words to show; ``head`` is its head token.

    ``kind`` is name, description or pronoun; mentions with one ``chain`` are the same person, body or place.
    """

    sentence: int
    first: int
    last: int
    head: int
    kind: str
    chain: int


class Entities:
    """The mentions of a report and what they stand for."""

    def __init__(self, linker: Linker, report: Report, sentences: Sequence[Sentence]) -> None:
        self._linker, self._report, self._sentences = linker, report, sentences
        self._places = {sentence.index: place for place, sentence in enumerate(sentences)}
        self._phrases: dict[tuple[int, int], Phrase] = {}
        self._made: dict[int, Mention] = {}
        self._coded: dict[int, Entity | None] = {}
        self.mentions: tuple[Mention, ...] = tuple(self._mention(phrase) for phrase in linker.phrases)

    def at(self, sentence: int, head: int) -> Mention | None:
        """The mention headed by a token of the sentence with this index; also from a title, an apposition or a part of its name."""
        place = self._places.get(sentence)
        phrase = self._linker.scene.at[place].get(head) if place is not None else None
        return self._made.get(id(phrase)) if phrase is not None else None

    def entity(self, mention: MentionLike) -> Entity | None:
        """The mention as a participant; None where it is no actor that can be coded."""
        phrase = self._phrases[mention.sentence, mention.head]
        if id(phrase) not in self._coded:
            self._coded[id(phrase)] = self._entity(mention, phrase)
        return self._coded[id(phrase)]

    def why(self, mention: MentionLike) -> str | None:
        """The knowledge that coded the mention or its chain; None where only the words around it did."""
        return self._linker.coder.why(self._phrases[mention.sentence, mention.head])

    def members(self, mention: MentionLike) -> tuple[Mention, ...]:
        """The mentions that "both sides", "the two leaders" or "they" stands for; else the mention alone."""
        phrase = self._phrases[mention.sentence, mention.head]
        found = self._linker.members.get(id(phrase), ())
        return tuple(self._made[id(p)] for p in found) or (self._made[id(phrase)],)

    @property
    def focus(self) -> str | None:
        """ISO code of the country that the report is mainly about; None where no country leads."""
        return self._linker.focus

    def _mention(self, phrase: Phrase) -> Mention:
        sentence = self._sentences[phrase.place].index
        mention = Mention(sentence, phrase.first, phrase.last, phrase.head, phrase.kind, phrase.chain)
        self._phrases[sentence, phrase.head] = phrase
        self._made[id(phrase)] = mention
        return mention

    def _entity(self, mention: MentionLike, phrase: Phrase) -> Entity | None:
        coded = self._linker.coder.code(phrase)
        if coded is None:
            return None
        sentence = self._sentences[phrase.place]
        first, last = sentence.tokens[mention.first], sentence.tokens[mention.last]
        told = (self._report.title or "") if sentence.in_title else self._report.text
        return Entity(
            text=told[first.start : last.end], start=first.start, end=last.end, name=coded.name, country=coded.country,
            sector=coded.sector, sectors=coded.sectors, role=coded.role, id=coded.id, in_="title" if sentence.in_title else UNSET,
        )  # fmt: skip


def ground_names(report: Report, sentences: Sequence[Sentence], actors: Actors, base: KnowledgeBase | None = None) -> Entities:
    """Find and chain the mentions of a report. Time is linear in its length. ``base`` brings the user's own chain words."""
    words, countries = _tables(base)
    sentences, actors = in_report(joined(sentences), actors)
    linker = Linker(sentences, actors, words, report.published)
    linker.coder.countries = countries
    linker.run()
    return Entities(linker, report, sentences)


def _tables(base: KnowledgeBase | None) -> tuple[ChainWords, dict[str, str]]:
    return _load(tuple(str(folder) for folder in base.folders[1:]) if base is not None else ())


@lru_cache(maxsize=4)
def _load(extra: tuple[str, ...]) -> tuple[ChainWords, dict[str, str]]:
    """The chain words and the first name of each country."""
    base = KnowledgeBase(*map(Path, extra))
    return load_chains(base), {c.id: c.names[0] for c in base.read("actors", Country, "countries") if c.names}
