"""What the coding stage needs, in small: a cast of participants by word, dates and places by word, and a lexicon out of a few lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec import UNSET, Struct, UnsetType
from trees import sentence

from lapwing.analysis.clauses import Predicates, clauses
from lapwing.coding.lexicon import Lexicon, Match, Scene
from lapwing.coding.mentions import EventMention, mentions
from lapwing.grounded import Count, Dated, Grounding, MentionLike, Placed
from lapwing.knowledge.schema import Entry, Operator, WordSet
from lapwing.model import Clause, Entity, PlacePrecision, Sentence, When, Where
from lapwing.trees import Tree

CAST = {
    "Kenya": "KEN GOV", "Sudan": "SDN GOV", "Peru": "PER GOV", "Chile": "CHL GOV", "Norway": "NOR GOV", "Rao": "KEN GOV", "police": "KEN COP",
    "Police": "KEN COP", "troops": "KEN MIL", "Troops": "KEN MIL", "rebels": "- REB", "Rebels": "- REB", "rebel": "- REB", "protesters": "- CVL",
    "Protesters": "- CVL", "men": "- -", "Acme": "- BUS", "NATO": "IGO -", "Ministers": "- GOV",
}  # fmt: skip
PLACES: dict[str, tuple[str, PlacePrecision]] = {
    "Lima": ("PER", "city"),
    "Homs": ("SYR", "city"),
    "Darfur": ("SDN", "region"),
    "Mali": ("MLI", "country"),
    "Pizarro": ("PER", "exact"),
}
DAYS = {"Monday": "2020-04-20", "Tuesday": "2020-04-21", "January": "2020-01"}
OPERATORS = (
    Operator("future", "future", ["plan", "ready", "~planned"]),
    Operator("hypothetical", "hypothetical", ["want", "fear", "~possible"]),
    Operator("negated", "negated", ["deny", "fail", "cancel"]),
    Operator("report", "report", ["say"]),
)
SETS = (WordSet("person_nouns", ["minister", "leader"]),)


class _Mention(Struct, frozen=True):
    sentence: int
    first: int
    last: int
    head: int
    chain: int


class Cast:
    """Participants by the word that heads their phrase; words with the same code are one chain."""

    def __init__(self, read: Sequence[Sentence], coded: Mapping[str, str]) -> None:
        self._read = {s.index: s for s in read}
        self._coded = coded
        self._chains = {code: n for n, code in enumerate(dict.fromkeys(coded.values()))}

    def at(self, sentence: int, head: int) -> MentionLike | None:
        code = self._coded.get(self._read[sentence].tokens[head].text)
        return None if code is None else _Mention(sentence, head, head, head, self._chains[code])

    def entity(self, mention: MentionLike) -> Entity | None:
        read = self._read[mention.sentence]
        token = read.tokens[mention.head]
        country, sector = (None if c == "-" else c for c in self._coded[token.text].split())
        part: Literal["title"] | UnsetType = "title" if read.in_title else UNSET
        return Entity(token.text, token.start, token.end, token.text, country, sector, (sector,) if sector else (), None, None, part)

    def members(self, mention: MentionLike) -> Sequence[MentionLike]:
        return (mention,)


def ground(*read: Sentence, counts: Sequence[Count] = (), cast: Mapping[str, str] = CAST) -> Grounding:
    """Everybody of the cast, every place and day that the sentences name."""
    dates, places = [], []
    for s in read:
        for i, token in enumerate(s.tokens):
            if token.text in DAYS:
                dates.append(Dated(s.index, i, i, day(DAYS[token.text], token.text)))
            if token.text in PLACES:
                country, precision = PLACES[token.text]
                places.append(Placed(s.index, i, i, Where(token.text, token.text, country, None, None, None, None, precision), True))
    return Grounding(Cast(read, cast), dates, places, counts)


def day(value: str, text: str | None = None) -> When:
    """A resolved day ("2020-04-20") or month ("2020-01")."""
    if len(value) == 7:
        return When(text, f"{value}-01", f"{value}-28", "month", True, value, "DATE")
    return When(text, value, value, "day", True, value, "DATE")


def lexicon(*entries: Entry, sets: Sequence[WordSet] = SETS) -> Lexicon:
    return Lexicon(entries, sets, OPERATORS)


def verb(lemma: str, kind: str = "ASSAULT", **more: object) -> Entry:
    """An entry for a verb; its id is the lemma."""
    when = {"verb": [lemma], **more.pop("when", {})}  # type: ignore[dict-item]
    return Entry(id=lemma, type=kind, when=when, **more)  # type: ignore[arg-type]


def noun(lemma: str, kind: str = "ASSAULT", **more: object) -> Entry:
    """An entry for an event noun; its id is the lemma with ``_noun``."""
    when = {"noun": [lemma], **more.pop("when", {})}  # type: ignore[dict-item]
    return Entry(id=f"{lemma}_noun", type=kind, when=when, **more)  # type: ignore[arg-type]


def predicates(words: Lexicon) -> Predicates:
    return Predicates(words.keys("noun") | {"talk"}, words.keys("adjective") | {"ready"}, frozenset({"launch", "hold", "plan"}))


def scene(notation: str | Sentence, words: Lexicon) -> tuple[list[Clause], Scene]:
    """The clauses of a sentence, and what matching looks at."""
    read = notation if isinstance(notation, Sentence) else sentence(notation)
    tree = Tree(read)
    found = clauses(read, predicates(words), tree)
    return found, Scene(tree, ground(read), words.persons, found)


def match(notation: str, words: Lexicon, lemma: str) -> tuple[Match | None, Scene]:
    """What decides the first clause with a lemma."""
    found, at = scene(notation, words)
    return words.match(next(c for c in found if c.lemma == lemma), at), at


def tell(read: Sentence, words: Lexicon, earlier: Sequence[EventMention] = (), grounding: Grounding | None = None) -> list[EventMention]:
    """The event mentions of a sentence."""
    tree = Tree(read)
    return mentions(tree, clauses(read, predicates(words), tree), words, grounding or ground(read), earlier)
