"""One phrase looked up as an actor: ``lapwing actor``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from lapwing.grounding.names import Entities, Mention
from lapwing.model import ActorAnswer, Report, Sentence, Token

if TYPE_CHECKING:
    from lapwing.grounding.actors import Actors, Coding

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "NUM", "X", "DET"})


def placed(phrase: str, context: str | None, published: str | None) -> tuple[Report, int]:
    """A report to read the phrase in, and where the phrase begins: in its context, else after it, else alone."""
    text = context or ""
    at = text.find(phrase) if phrase else -1
    if at < 0:
        at = len(text) + 2 if text else 0
        text = f"{text}\n\n{phrase}" if text else phrase
    return Report("", None, published, None, None, text), at


def answer(phrase: str, start: int, read: Sequence[Sentence], people: Entities, actors: Actors, published: str | None) -> ActorAnswer:
    """The coding of the phrase at ``start``: as a mention of the report, else by its own words, else as a listed name."""
    end = start + len(phrase)
    for sentence in read:
        inside = [i for i, t in enumerate(sentence.tokens) if t.start < end and t.end > start]
        if not inside:
            continue
        heads = _heads(sentence, inside)
        found = next((a for head in heads if (a := _mentioned(phrase, sentence, head, people))), None)
        if found is not None:
            return found
        for head in heads:
            coded = actors.code([_cut(sentence, i, inside) for i in inside], inside.index(head), published)
            if coded is not None:
                return _told(phrase, coded)
    listed = actors.name(phrase, published)
    return _told(phrase, listed) if listed is not None else nobody(phrase)


def nobody(phrase: str) -> ActorAnswer:
    """The answer for what is no actor."""
    return ActorAnswer(phrase, None, None, (), None, None, None, None)


def _heads(sentence: Sentence, inside: Sequence[int]) -> list[int]:
    """Tokens that may head the phrase: those governed from outside it first, nominal ones before others."""
    tokens = sentence.tokens
    within = set(inside)
    tops = [i for i in inside if tokens[i].head not in within]
    rest = [i for i in inside if i not in tops]
    return sorted(tops, key=lambda i: (tokens[i].upos not in _NOMINAL, i)) + [i for i in rest if tokens[i].upos in ("NOUN", "PROPN")]


def _mentioned(phrase: str, sentence: Sentence, head: int, people: Entities) -> ActorAnswer | None:
    mention = people.at(sentence.index, head)
    if mention is None:
        return None
    member: Mention = people.members(mention)[0]
    entity = people.entity(member)
    if entity is None:
        return None
    return ActorAnswer(phrase, entity.country, entity.sector, entity.sectors, entity.role, entity.name, entity.id, people.why(member))


def _cut(sentence: Sentence, index: int, inside: Sequence[int]) -> Token:
    token = sentence.tokens[index]
    return msgspec.structs.replace(token, head=inside.index(token.head) if token.head in inside else -1)


def _told(phrase: str, coded: Coding) -> ActorAnswer:
    return ActorAnswer(phrase, coded.country, coded.sector, coded.sectors, coded.role, coded.name, coded.id, coded.why or None)
