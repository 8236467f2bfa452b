"""What grounding hands to coding: who, when and where at the words of a report, and how many.

Coding knows grounding only through these records and protocols, so that neither stage imports the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol, TypeVar

from msgspec import Struct

from lapwing.model import Entity, When, Where


class _HasSentence(Protocol):
    @property
    def sentence(self) -> int: ...


T = TypeVar("T", bound=_HasSentence)

CountKind = Literal["killed", "injured", "arrested", "crowd", "money", "other"]


class MentionLike(Protocol):
    """A mention of a participant: the inclusive token span of its phrase and the chain it belongs to."""

    @property
    def sentence(self) -> int: ...
    @property
    def first(self) -> int: ...
    @property
    def last(self) -> int: ...
    @property
    def head(self) -> int: ...
    @property
    def chain(self) -> int: ...


class People(Protocol):
    """The participants of one report."""

    def at(self, sentence: int, head: int) -> MentionLike | None: ...
    def entity(self, mention: MentionLike) -> Entity | None: ...
    def members(self, mention: MentionLike) -> Sequence[MentionLike]: ...


class Dated(Struct, frozen=True):
    """A time at the inclusive token span ``first:last``."""

    sentence: int
    first: int
    last: int
    when: When


class Placed(Struct, frozen=True):
    """A place at a token span; ``is_location`` is False where the word stands for an actor."""

    sentence: int
    first: int
    last: int
    where: Where
    is_location: bool


class Count(Struct, frozen=True):
    """A number of people or an amount; bounds inclusive, None where open."""

    kind: CountKind
    low: int | None
    high: int | None
    sentence: int
    first: int
    last: int
    text: str


class Found(Struct, frozen=True):
    """A participant found at a token: its coding and the chain of mentions it belongs to."""

    entity: Entity
    chain: int
    head: int


class Grounding:
    """Everything grounded in one report, looked up by sentence and token."""

    def __init__(self, people: People, dates: Sequence[Dated], places: Sequence[Placed], counts: Sequence[Count]) -> None:
        self._people = people
        self.dates, self.places, self.counts = _by_sentence(dates), _by_sentence(places), _by_sentence(counts)
        self._who: dict[tuple[int, int], tuple[Found, ...]] = {}

    def who(self, sentence: int, head: int) -> tuple[Found, ...]:
        """The participants a phrase stands for ("both sides" gives two); empty where it is no codable actor."""
        key = (sentence, head)
        if key not in self._who:
            self._who[key] = tuple(self._find(sentence, head))
        return self._who[key]

    def _find(self, sentence: int, head: int) -> list[Found]:
        mention = self._people.at(sentence, head)
        if mention is None:
            return []
        out = []
        for member in self._people.members(mention):
            entity = self._people.entity(member)
            if entity is not None:
                out.append(Found(entity, member.chain, head))
        return out

    def date_at(self, sentence: int, token: int) -> bool:
        return any(d.first <= token <= d.last for d in self.dates.get(sentence, ()))

    def place_at(self, sentence: int, token: int) -> bool:
        return any(p.first <= token <= p.last for p in self.places.get(sentence, ()))


def _by_sentence(items: Sequence[T]) -> dict[int, list[T]]:
    out: dict[int, list[T]] = {}
    for item in items:
        out.setdefault(item.sentence, []).append(item)
    return out
