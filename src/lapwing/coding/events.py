"""From the event mentions of a report to its events: the best value for each field, evidence, codes and reasons."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct, structs

from lapwing.coding.fusion import STATE_FORCE, Cluster, apart, cluster
from lapwing.coding.mentions import EventMention
from lapwing.coding.ontology import Ontology
from lapwing.coding.spans import evidence, words
from lapwing.coding.times import default_when, is_historical, narrative_time, setting_place, setting_time, undated_background
from lapwing.grounded import Count, Found, Grounding
from lapwing.knowledge.actors import INTERNATIONAL
from lapwing.model import Entity, Event, Evidence, Fatalities, Report, Sentence, Span, Versions, When, Where

MAX_EVIDENCE = 6


class Coding(Struct, frozen=True):
    """What building events needs beside the mentions."""

    report: Report
    sentences: Sequence[Sentence]
    grounding: Grounding
    ontology: Ontology
    versions: Versions


def build(mentions: Sequence[EventMention], coding: Coding) -> tuple[Event, ...]:
    """One event a cluster of mentions, in the order of their first telling."""
    home = focus(mentions, coding)
    groups = cluster(mentions, coding.report.published)
    led = [(_chains(m), m.when.when) for g in groups for m in g.mentions if m.type in PHYSICAL and m.when and _is_lead_day(m)]
    return tuple(_event(c, coding, home, led) for c in groups)


Led = Sequence[tuple[frozenset[int], When]]
"""Who took part in the physical acts of the first paragraph, and on what day."""


def _chains(mention: EventMention) -> frozenset[int]:
    return frozenset(f.chain for f in (*mention.actors, *mention.recipients))


def _is_lead_day(mention: EventMention) -> bool:
    when = mention.when.when if mention.when else None
    return mention.tree.sentence.paragraph <= 0 and when is not None and when.resolved and when.precision == "day" and mention.status == "actual"


def focus(mentions: Sequence[EventMention], coding: Coding) -> str | None:
    """The country a report is about: half or more of what its participants and places name; None where no country leads."""
    votes: Counter[str] = Counter()
    for m in mentions:
        named = (f.entity.country for f in (*m.actors, *m.recipients))
        votes.update(sorted({c for c in named if c and c not in INTERNATIONAL}))
    for s in coding.sentences:
        weight = 2 if s.paragraph <= 0 else 1
        for place in coding.grounding.places.get(s.index, ()):
            if place.where.country:
                votes[place.where.country] += weight
    if not votes:
        return None
    (best, count), *others = votes.most_common(2)
    draw = bool(others) and others[0][1] == count
    return best if 2 * count >= votes.total() and not draw else None


def _event(group: Cluster, coding: Coding, home: str | None, led: Led) -> Event:
    told = group.mentions
    best = max(told, key=_richness)
    actors, recipients = _merge(told, "actors"), _merge(told, "recipients")
    implied = () if recipients else _implied(told, actors)
    when = _when(told, coding, led)
    where = _where(told, coding)
    local = (where.country if where and told[0].type in PHYSICAL else None) or home
    entities = tuple(_at_home(f.entity, local) for f in actors)
    if best.type == "ASSAULT" and not entities:
        entities = (_unknown_attacker(where, home),)
    modes = tuple(dict.fromkeys(mode for m in told for mode in m.modes))
    trigger = words(coding.report, best.tree.sentence, best.match.clause.head, best.match.clause.head)
    ontology = coding.ontology
    contexts = ontology.contexts.of(told)
    return Event(
        id=_id(coding.report.id, best, trigger),
        type=best.type,
        modes=modes,
        contexts=contexts,
        status="actual" if any(m.status == "actual" for m in told) else best.status,
        historical=is_historical(when, coding.report.published),
        actors=entities,
        recipients=tuple(_at_home(f.entity, local) for f in recipients or implied),
        when=when,
        where=where,
        fatalities=_fatalities(told, coding) if best.type == "ASSAULT" else None,
        attribution=_attribution(told, coding),
        evidence=_evidence(told, coding.report),
        trigger=trigger,
        score=ontology.score(best.type, modes),
        quad=ontology.quad(best.type),
        cameo=best.match.entry.cameo or ontology.cameo(best.type, modes, contexts),
        confidence=_confidence(best, len(told)),
        why=(*_why(told), *(("recipient from the context",) if implied else ())),
        versions=coding.versions,
    )


def _richness(mention: EventMention) -> tuple[int, int, int]:
    """The clearest telling: most participants, then time and place, then in the body, where offsets are of the text."""
    named = len(mention.actors) + len(mention.recipients)
    return named, (mention.when is not None) + (mention.where is not None), int(not mention.in_title)


def _merge(told: Sequence[EventMention], side: str) -> tuple[Found, ...]:
    """Participants of all tellings, each once, in the clearest mention: the longest name in the body."""
    best: dict[int, tuple[Found, EventMention]] = {}
    order: list[int] = []
    for mention in sorted(told, key=_richness, reverse=True):
        before = dict(best)
        for found in getattr(mention, side):
            key = found.chain if found.chain in best else _same(found, mention, before)
            if key is None and mention.in_title and _force_by_other_words(found, before):
                continue
            if key is None:
                best[found.chain] = found, mention
                order.append(found.chain)
            elif _clarity(found.entity) > _clarity(best[key][0].entity):
                best[key] = found, mention
    return tuple(best[k][0] for k in order)


def _force_by_other_words(found: Found, before: Mapping[int, tuple[Found, EventMention]]) -> bool:
    """Whether a headline's "police" are the "authorities" of the body."""
    force = found.entity.sector in STATE_FORCE and found.entity.id is None
    return force and any(f.entity.sector in STATE_FORCE and f.entity.country == found.entity.country for f, _ in before.values())


def _implied(told: Sequence[EventMention], actors: Sequence[Found]) -> tuple[Found, ...]:
    """The first recipient that the context of any telling implies and that is no actor of another."""
    taken = {f.chain for f in actors}
    return next((m.implied for m in told if m.implied and not taken & {f.chain for f in m.implied}), ())


def _same(found: Found, mention: EventMention, before: Mapping[int, tuple[Found, EventMention]]) -> int | None:
    """The key of a participant of another telling that is the same: an unnamed one of the same country and sector."""
    for key, (other, told) in before.items():
        same_code = (found.entity.country, found.entity.sector) == (other.entity.country, other.entity.sector)
        if not same_code or not found.entity.country:
            continue
        generic = found.entity.id == other.entity.id or _generic(found.entity) or _generic(other.entity)
        if generic and (told.in_title or mention.in_title or not apart(other, found, told.tree, mention.tree)):
            return key
    return None


def _generic(entity: Entity) -> bool:
    return entity.id is None or entity.role is None


_PRONOUNS = frozenset({"he", "she", "it", "they", "him", "her", "them", "his", "its", "their", "i", "we", "who", "us"})


def _clarity(entity: Entity) -> tuple[int, int]:
    """How clear a mention is to a reader: a name in the body before a description, a pronoun last."""
    text = entity.text or ""
    if text.lower() in _PRONOUNS:
        return 0, 0
    named = bool(text) and text in (entity.name or "")
    return 1 + (entity.in_ != "title") + any(c.isupper() for c in text) + named, len(entity.name or "")


PHYSICAL = frozenset({"ASSAULT", "PROTEST", "COERCE", "MOBILIZE"})
"""Types that happen somewhere: what their own clause leaves out, the paragraph before it tells."""


def _when(told: Sequence[EventMention], coding: Coding, led: Led) -> When:
    dated = [m.when.when for m in told if m.when is not None]
    sentences, grounding = coding.sentences, coding.grounding
    if not dated and told[0].type in PHYSICAL:
        dated = [w for m in told if (w := setting_time(m.tree.sentence, sentences, grounding, m.match.clause.kind == "verb")) is not None]
    if not dated:
        past = [w for m in told if (w := narrative_time(m.tree, m.match.clause.head, sentences, grounding)) is not None]
        dated = [w for w in past if is_historical(w, coding.report.published)]
    background = all(undated_background(m.tree, m.match.clause.head) for m in told)
    if not dated and not background and told[0].type in PHYSICAL and told[0].status == "actual":
        # What the same people did besides, they did on the day of the lead.
        dated = [w for chains, w in led if any(chains & _chains(m) for m in told)][:1]
    if not dated:
        return default_when(None if background else coding.report.published)
    ranks = {"day": 0, "interval": 1, "month": 2, "year": 3, "unknown": 4}
    return min(dated, key=lambda w: (not w.resolved, ranks[w.precision]))


def _where(told: Sequence[EventMention], coding: Coding) -> Where | None:
    ranks = {"exact": 0, "city": 1, "region": 2, "country": 3, "unknown": 4}
    placed = [m.where.where for m in told if m.where is not None]
    if not placed and told[0].type in PHYSICAL:
        placed = [w for m in told if (w := setting_place(m.tree.sentence, coding.sentences, coding.grounding)) is not None]
        parties = {f.entity.country for m in told for f in (*m.actors, *m.recipients)}
        if any(f.entity.country for m in told for f in m.recipients):
            # A place of the paragraphs before, in a country that is none of the parties', is where something else was told to happen.
            placed = [w for w in placed if w.country is None or w.country in parties]
    return min(placed, key=lambda w: ranks[w.precision]) if placed else None


def _at_home(entity: Entity, country: str | None) -> Entity:
    """A participant known by trade alone ("police", "lawmakers") belongs to the country where it happened or that the report is about."""
    if entity.country is None and entity.sector is not None and country is not None:
        return structs.replace(entity, country=country)
    return entity


def _unknown_attacker(where: Where | None, home: str | None) -> Entity:
    return Entity(None, None, None, None, where.country if where and where.country else home, "UAF", ("UAF",))


def _fatalities(told: Sequence[EventMention], coding: Coding) -> Fatalities | None:
    """Deaths told in a sentence of the event; where tolls differ, lowest and highest."""
    counts: list[Count] = []
    for mention in told:
        counts.extend(c for c in coding.grounding.counts.get(mention.sentence, ()) if c.kind == "killed")
    if not counts:
        return None
    lows = [c.low for c in counts if c.low is not None]
    highs = [c.high for c in counts]
    high = None if any(h is None for h in highs) else max(h for h in highs if h is not None)
    return Fatalities(min(lows) if lows else None, high, counts[0].text)


def _attribution(told: Sequence[EventMention], coding: Coding) -> str | None:
    """The source, if no telling is in the report's own voice."""
    if any(m.speaker is None for m in told):
        return None
    speaker, mention = told[0].speaker, told[0]
    if isinstance(speaker, Found):
        return speaker.entity.name or speaker.entity.text
    if speaker is None:
        return None
    inside = [i for i in mention.tree.subtree(speaker) if mention.tree.tokens[i].deprel not in ("case", "punct", "acl:relcl")]
    return words(coding.report, mention.tree.sentence, inside[0], inside[-1]).text


def _evidence(told: Sequence[EventMention], report: Report) -> tuple[Evidence, ...]:
    ordered = sorted(told, key=_richness, reverse=True)
    quotes = dict.fromkeys(evidence(report, m.tree, m.match.clause.head, m.match.words) for m in ordered)
    return tuple(quotes)[:MAX_EVIDENCE]


def _confidence(best: EventMention, tellings: int) -> float:
    """A rule-based figure between 0 and 1: participants on both sides, specific entry, more than one telling, plain status."""
    sides = bool(best.actors) + bool(best.recipients)
    value = 0.45 + 0.12 * sides + 0.05 * min(best.match.strength, 4) / 2 + 0.08 * min(tellings - 1, 2) + 0.05 * (best.status == "actual")
    return round(min(value, 0.95), 2)


def _why(told: Sequence[EventMention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(r for m in told for r in m.rules))


def _id(report: str, best: EventMention, trigger: Span) -> str:
    where = "title" if best.in_title else "text"
    return hashlib.sha256(f"{report}\x00{best.type}\x00{where}\x00{trigger.start}\x00{best.status}".encode()).hexdigest()[:16]
