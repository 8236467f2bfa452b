"""THE FLOW: a report in, sourced events out. Every stage is a function of its input and the knowledge."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from lapwing.analysis.clauses import Predicates, clauses
from lapwing.analysis.reader import Reader
from lapwing.analysis.tokenizer import Token as Word
from lapwing.analysis.tokenizer import sentences, without_marks
from lapwing.coding.events import Coding, build
from lapwing.coding.lexicon import Lexicon
from lapwing.coding.mentions import EventMention, mentions
from lapwing.coding.ontology import Ontology
from lapwing.coding.spans import find
from lapwing.coding.whynot import Near, near
from lapwing.grounded import Grounding
from lapwing.grounding.actors import Actors
from lapwing.grounding.dates import DateGrammar, ground_dates
from lapwing.grounding.listing import list_dates, list_entities, list_places, list_quantities
from lapwing.grounding.lookup import answer, nobody, placed
from lapwing.grounding.names import ground_names
from lapwing.grounding.places import Gazetteer, ground_places
from lapwing.grounding.quantities import ground_counts
from lapwing.grounding.quantity_words import Words
from lapwing.knowledge.loader import DATA, KnowledgeBase
from lapwing.knowledge.schema import Entry, Operator, WordSet
from lapwing.model import ActorAnswer, Clause, Coded, Grounded, Report, Sentence, Versions
from lapwing.reading.cleaning import Cleaner, paragraphs
from lapwing.settings import Settings
from lapwing.trees import Tree


class Pipeline:
    """The stages with their knowledge loaded; one per process. Parts are loaded when first used."""

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        self.knowledge = KnowledgeBase(*self.settings.knowledge)

    def code(self, report: Report) -> Coded:
        """Report -> sentences -> who, when, where -> mentions -> events."""
        report = self.cleaner.clean(report)
        read = self.parse(report, captions=True)
        grounding = self.grounding(report, read)
        told: list[EventMention] = []
        for sentence in read:
            told.extend(self.mentions(sentence, grounding, told))
        return Coded(report, build(told, Coding(report, read, grounding, self.ontology, self.versions)))

    def parse(self, report: Report, captions: bool = False) -> tuple[Sentence, ...]:
        """Analysis: the sentences of title and body, what cleaning dropped left out; with ``captions`` also marks like "(L)" after a name."""
        cut: list[list[Word]] = []
        places: list[tuple[int, bool]] = []
        for words in sentences(report.title or ""):
            cut.append(words)
            places.append((-1, True))
        for number, (start, end) in enumerate(paragraphs(report)):
            for words in sentences(report.text[start:end], start):
                cut.append(without_marks(words) if captions else words)
                places.append((number, False))
        return tuple(self.reader.read(cut, places, split=True))

    def parse_words(self, given: Sequence[Sequence[str]]) -> list[Sentence]:
        """Analysis of sentences that are already cut into words; offsets count words joined by one space."""
        out: list[Sentence] = []
        for at in range(0, len(given), 64):
            part = [_joined(words) for words in given[at : at + 64]]
            out.extend(self.reader.read(part, [(0, False)] * len(part)))
        return out

    def grounding(self, report: Report, read: Sequence[Sentence]) -> Grounding:
        """Grounding: participants, times, places and numbers."""
        people = ground_names(report, read, self.actors, self.knowledge)
        dates = ground_dates(read, report.published, self.dates)
        return Grounding(people, dates, ground_places(report, read, self.gazetteer), ground_counts(read, self.count_words))

    def ground(self, report: Report) -> Grounded:
        """The times, places, participants and numbers of a report, as lists."""
        report = self.cleaner.clean(report)
        read = self.parse(report, captions=True)
        joined = ground_dates(read, report.published, self.dates)
        dates = list_dates(read, report.published, self.dates, joined)
        places = list_places(ground_places(report, read, self.gazetteer), self.gazetteer)
        entities = list_entities(ground_names(report, read, self.actors, self.knowledge), places)
        quantities = list_quantities(report, read, ground_counts(read, self.count_words), dates)
        return Grounded(report, dates, places, entities, quantities, self.versions)

    def actor(self, phrase: str, context: str | None = None, published: str | None = None) -> ActorAnswer:
        """Who a phrase stands for on a day (``published``, ISO), in the light of the text it stands in."""
        report, start = placed(phrase, context, published)
        read = self.parse(report)
        if any(d.when.span and d.when.span.start <= start and start + len(phrase) <= d.when.span.end for d in ground_dates(read, published, self.dates)):
            return nobody(phrase)  # a time
        return answer(phrase, start, read, ground_names(report, read, self.actors, self.knowledge), self.actors, published)

    def mentions(self, sentence: Sentence, grounding: Grounding, earlier: Sequence[EventMention] = ()) -> list[EventMention]:
        """Coding of one sentence, in the light of what was told before it."""
        tree, found = self.clauses(sentence)
        return mentions(tree, found, self.lexicon, grounding, earlier)

    def why_not(self, report: Report, quote: str) -> list[tuple[Sentence, tuple[Near, ...]]]:
        """The sentences that share words with a quote, with what almost fired in each and what stopped it; none where the quote is not found."""
        report = self.cleaner.clean(report)
        read = self.parse(report, captions=True)
        grounding = self.grounding(report, read)
        spans = {told: find(quote, text) for told, text in ((True, report.title or ""), (False, report.text))}
        out = []
        for sentence in read:
            span = spans[sentence.in_title]
            if span and sentence.start < span[1] and span[0] < sentence.end:
                tree, found = self.clauses(sentence)
                out.append((sentence, tuple(near(tree, found, self.lexicon, grounding))))
        return out

    def clauses(self, sentence: Sentence) -> tuple[Tree, list[Clause]]:
        """The tree of a sentence and its clauses."""
        tree = Tree(sentence)
        return tree, clauses(sentence, self.predicates, tree)

    def load(self) -> None:
        """Load every part now. Raises LapwingError for broken knowledge or weights."""
        parts = (self.reader, self.lexicon, self.predicates, self.ontology, self.actors, self.dates, self.gazetteer, self.cleaner, self.count_words)
        assert all(part is not None for part in parts)

    @cached_property
    def reader(self) -> Reader:
        return Reader(batch_pieces=self.settings.batch_pieces)

    @cached_property
    def lexicon(self) -> Lexicon:
        base = self.knowledge
        entries = base.read("lexicon/en", Entry)
        for entry in entries:
            self.ontology.require(entry.id, entry.type, entry.modes, entry.contexts)
        own = [e.id for path in base.files("lexicon/en") if not path.is_relative_to(DATA) for e in base.read_file(path, Entry)]
        return Lexicon(entries, base.read("lexicon/sets", WordSet), base.read("lexicon/operators", Operator), own)

    @cached_property
    def predicates(self) -> Predicates:
        sets = self.lexicon.sets
        named = (frozenset(sets.get(name, ())) for name in ("light_verbs", "meeting_nouns", "patient_nouns"))
        return Predicates(self.lexicon.keys("noun"), self.lexicon.keys("adjective"), *named)

    @cached_property
    def ontology(self) -> Ontology:
        return Ontology.load(self.knowledge)

    @cached_property
    def actors(self) -> Actors:
        return Actors(self.knowledge)

    @cached_property
    def dates(self) -> DateGrammar:
        return DateGrammar(self.knowledge)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        return Gazetteer(self.knowledge)

    @cached_property
    def cleaner(self) -> Cleaner:
        return Cleaner(self.knowledge)

    @cached_property
    def count_words(self) -> Words:
        return Words(self.knowledge)

    @cached_property
    def versions(self) -> Versions:
        return Versions(self.reader.version, self.gazetteer.stamp(self.knowledge.version))


def _joined(words: Sequence[str]) -> list[Word]:
    out, at = [], 0
    for word in words:
        out.append(Word(word, at, at + len(word), False))
        at += len(word) + 1
    return out
