"""Mentions of one event in a report become one event: same type and status, and nothing that tells them apart."""

from __future__ import annotations

from collections.abc import Sequence

from lapwing.coding.mentions import EventMention
from lapwing.coding.times import is_historical
from lapwing.grounded import Found
from lapwing.model import When

REACH = 12
"""A cluster is compared by its first and last so many mentions, so that a report that tells one event thousands of times stays linear."""


class Cluster:
    """Mentions taken to tell one event."""

    def __init__(self, mention: EventMention, published: str | None = None) -> None:
        self.mentions = [mention]
        self.published = published

    def accepts(self, mention: EventMention) -> bool:
        """Whether no participant, time or place of the new mention contradicts any mention here, and something links them."""
        if any((m.sentence, m.group) == (mention.sentence, mention.group) and m.type == mention.type for m in self.mentions[-REACH:]):
            return True
        known = self.mentions if len(self.mentions) <= 2 * REACH else [*self.mentions[:REACH], *self.mentions[-REACH:]]
        return all(compatible(mention, m, self.published) for m in known) and any(linked(mention, m) for m in known)

    def add(self, mention: EventMention) -> None:
        self.mentions.append(mention)


def cluster(mentions: Sequence[EventMention], published: str | None = None) -> list[Cluster]:
    """Group mentions in reading order, each to the earliest cluster that accepts it."""
    out: list[Cluster] = []
    for mention in mentions:
        home = next((c for c in out if c.accepts(mention)), None)
        if home is None:
            out.append(Cluster(mention, published))
        else:
            home.add(mention)
    return out


def compatible(a: EventMention, b: EventMention, published: str | None = None) -> bool:
    """Nothing speaks against one event: type, status, time, place, and participants of each side nested in the other's."""
    if a.type != b.type or a.status != b.status:
        return False
    if old(a, published) != old(b, published) and a.tree.sentence.paragraph != b.tree.sentence.paragraph:
        # What is told without a day is news, unless the paragraph is about the past.
        return False
    if {"phone", "visit"} <= {*a.modes, *b.modes}:
        return False
    if not same_time(a.when.when if a.when else None, b.when.when if b.when else None):
        return False
    if a.where and b.where and not same_place(a, b):
        return False
    if a.type == "CONSULT":
        return nested((*a.actors, *a.recipients), (*b.actors, *b.recipients))
    return nested(a.actors, b.actors) and nested(a.recipients, b.recipients)


def old(mention: EventMention, published: str | None) -> bool:
    """Whether a mention's own time words put it more than 30 days before publication."""
    return mention.when is not None and is_historical(mention.when.when, published)


def linked(a: EventMention, b: EventMention) -> bool:
    """Something common that is more than the type: a participant, or the same place or day of an event nobody is named for."""
    shared = keys((*a.actors, *a.recipients)) & keys((*b.actors, *b.recipients))
    if shared:
        return True
    if a.where and b.where and same_place(a, b):
        return True
    return not (a.actors or a.recipients) or not (b.actors or b.recipients)


def keys(found: Sequence[Found]) -> set[tuple[str, str | None]]:
    return {("chain", str(f.chain)) for f in found} | {(f.entity.country or "", f.entity.sector) for f in found if f.entity.country}


def nested(a: Sequence[Found], b: Sequence[Found]) -> bool:
    """Whether the participants of one side are all among the other's, by chain or by country and sector; an empty side fits anything."""
    if not a or not b:
        return True
    few, many = (a, b) if len(a) <= len(b) else (b, a)
    return all(any(alike(f, g) for g in many) for f in few)


def alike(a: Found, b: Found) -> bool:
    """Whether two participants may be one: the same chain, or the same country and sector and not two known to differ."""
    if a.chain == b.chain:
        return True
    if not keys([a]) & keys([b]):
        return False
    return a.entity.id is None or b.entity.id is None or a.entity.id == b.entity.id or _speaks_for(a) != _speaks_for(b)


def _speaks_for(found: Found) -> bool:
    """Whether a participant is a person, who may stand for a body or state, and not that body itself."""
    return (found.entity.id or "").startswith("people:")


def same_time(a: When | None, b: When | None) -> bool:
    """Whether two times may be the same: one is missing or unresolved, or they overlap and neither is a mere year around a day."""
    if a is None or b is None:
        return True
    if not a.resolved or not b.resolved:
        return a.text == b.text or not (a.resolved or b.resolved)
    low_a, high_a = a.start or "0000", a.end or "9999"
    low_b, high_b = b.start or "0000", b.end or "9999"
    return low_a <= high_b and low_b <= high_a


def same_place(a: EventMention, b: EventMention) -> bool:
    if a.where is None or b.where is None:
        return True
    one, two = a.where.where, b.where.where
    if one.name == two.name:
        return True
    if one.country != two.country:
        return False
    return "country" in (one.precision, two.precision) or "region" in (one.precision, two.precision)
