"""Whom a surname alone means in a report that tells of several bearers of it.

News uses the bare surname for the person that the report is about and tells relatives and namesakes by their full names. So it goes to the
bearer in the title or lead where there is just one; else to the one told of last. Where two stand equally it is nobody's.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from lapwing.grounding.chain_names import Chain, person_words
from lapwing.grounding.chain_pronouns import Scene, main_subject
from lapwing.grounding.phrases import Phrase

_LEAD = 3
"""Sentences of the text that are its lead; a line with the date alone may be one of them."""
_PHRASES = 12
"""First phrases of a chain that are looked at, so that the time stays linear in very long texts."""
_APART = frozenset(
    "father mother wife husband son daughter brother sister widow widower parent uncle aunt nephew niece cousin grandfather grandmother grandson "
    "granddaughter fiancee stepson stepdaughter spouse sibling relative namesake mrs mrs. ms ms. miss".split()
)
"""What is said with the names of relatives and others who are told apart from the one that the surname alone means."""


def bearer(phrase: Phrase, found: Sequence[Chain], scene: Scene) -> Chain | None:
    """The chain among those of one surname (``found``) that a mention of the surname alone belongs to; None where two stand equally."""
    topic = topic_of(found, scene)
    last = _last(phrase, found)
    if not last:
        return topic or _alone([c for c in found if c.phrases and _start(c) == min(_start(o) for o in found if o.phrases)])
    bare = [c for c in last if _bare(c.before(phrase))]
    if len(bare) == 1:  # the surname alone was used before
        return bare[0]
    if topic is None:
        earlier = [c for c in found if c.before(phrase) is not None]
        return _alone(last) if len(last) > 1 or not _apart(last[0]) else _alone([c for c in earlier if not _apart(c)]) or last[0]
    if topic not in last and len(last) == 1 and not _apart(last[0]) and _leads(last[0], phrase, scene):
        return last[0]
    return topic


def topic_of(found: Sequence[Chain], scene: Scene) -> Chain | None:
    """The only bearer whose full name stands in the title, else in the lead, those told apart left out."""
    title = sum(tree.sentence.in_title for tree in scene.trees[:1])
    for places in (range(title), range(title, title + _LEAD)):
        there = [c for c in found if any(p.place in places and not _bare(p) for p in takewhile(lambda p: p.place < title + _LEAD, c.phrases))]
        if there:
            return _alone(there)
    return None


def _start(chain: Chain) -> int:
    return chain.phrases[0].place


def _last(phrase: Phrase, found: Sequence[Chain]) -> list[Chain]:
    """The bearers told of in the last sentence before the mention, or before it in its own, that has any."""
    before = [(c, m.place) for c in found if (m := c.before(phrase)) is not None]
    return [c for c, place in before if place == max(p for _, p in before)]


def _alone(chains: Sequence[Chain]) -> Chain | None:
    """The only one of the chains, or the only one that is not told apart ("his wife")."""
    rest = chains if len(chains) == 1 else [c for c in chains if not _apart(c)]
    return rest[0] if len(rest) == 1 else None


def _bare(phrase: Phrase | None) -> bool:
    return phrase is not None and len(person_words(phrase.name)) < 2 and not _told_apart(phrase)


def _apart(chain: Chain) -> bool:
    return any(_told_apart(phrase) for phrase in chain.phrases[:_PHRASES])


def _told_apart(phrase: Phrase) -> bool:
    return any(told.lemma.lower() in _APART for told in phrase.descriptions)


def _leads(chain: Chain, phrase: Phrase, scene: Scene) -> bool:
    """Whether the sentence just before, in the same paragraph, is about this bearer: "Police chief Rosa Lopes spoke. Lopes said"."""
    place = phrase.place - 1
    one, two = scene.trees[place].sentence, scene.trees[phrase.place].sentence
    if place < 0 or (one.paragraph, one.in_title) != (two.paragraph, two.in_title):
        return False
    subject = main_subject(scene, place)
    return subject is not None and subject.chain == chain.number
