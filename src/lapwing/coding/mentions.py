"""Event mentions: each clause that a lexicon entry fires on, with its participants, status, time and place."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from lapwing.coding.lexicon import Lexicon, Match, Scene
from lapwing.coding.roles import participants, political, slot_heads
from lapwing.coding.status import FUTURE_IS_PROMISE, status_of
from lapwing.coding.times import when_of, where_of
from lapwing.grounded import Dated, Found, Grounding, Placed
from lapwing.model import Clause, Status
from lapwing.trees import Tree

VETO = "none"


class EventMention(Struct, frozen=True):
    """One telling of an event. ``match.clause.head`` is its trigger."""

    type: str
    match: Match
    tree: Tree
    status: Status
    actors: tuple[Found, ...]
    recipients: tuple[Found, ...]
    when: Dated | None
    where: Placed | None
    speaker: Found | int | None
    rules: tuple[str, ...]

    @property
    def sentence(self) -> int:
        return self.match.clause.sentence

    @property
    def in_title(self) -> bool:
        return self.tree.sentence.in_title


def mentions(tree: Tree, clauses: Sequence[Clause], lexicon: Lexicon, grounding: Grounding) -> list[EventMention]:
    """The event mentions of one sentence, in the order of their triggers."""
    scene = Scene(tree, grounding, lexicon.persons)
    fired = {n: m for n, c in enumerate(clauses) if (m := lexicon.match(c, scene))}
    silent = _silenced(clauses, fired, scene)
    out = []
    for number, match in fired.items():
        if number in silent or match.entry.type == VETO:
            continue
        mention = _mention(number, match, clauses, scene, lexicon, fired)
        if mention is not None:
            out.append(mention)
    return out


def _silenced(clauses: Sequence[Clause], fired: dict[int, Match], scene: Scene) -> set[int]:
    """Clauses whose words are already part of another entry's match, or whose governor consumes its complement."""
    taken = {w for n, m in fired.items() for w in m.words if w != clauses[n].head}
    out = {n for n, c in enumerate(clauses) if c.head in taken}
    for number in fired:
        at: int | None = number
        for _ in range(8):
            clause = clauses[at] if at is not None else None
            if clause is None or clause.governor is None:
                break
            governor = fired.get(clause.governor)
            if governor is not None and governor.entry.complement == "consume" and _is_content(clause, governor, scene):
                out.add(number)
                break
            if clause.link not in ("complement", "conjunct", "argument"):
                break
            at = clause.governor
    return out


def _is_content(clause: Clause, governor: Match, scene: Scene) -> bool:
    """Whether a clause is what the governor is about: its complement, or a noun in a slot that names no participant."""
    if clause.link == "complement":
        return True
    if clause.link == "conjunct":
        return False
    roles = {slot for slots in governor.entry.roles.values() for slot in slots}
    slots = {a.slot for a in governor.clause.arguments if a.head == clause.head or clause.head in scene.tree.subtree(a.head)}
    named = [a.head for a in governor.clause.arguments if a.slot in roles]
    return bool(slots - roles) and clause.head not in named


def _mention(number: int, match: Match, clauses: Sequence[Clause], scene: Scene, lexicon: Lexicon, fired: dict[int, Match]) -> EventMention | None:
    clause, entry = match.clause, match.entry
    actors, recipients = participants(match, scene)
    place = where_of(number, clauses, scene.tree, scene.grounding)
    if entry.political and not political(actors, recipients):
        return None
    if not actors and not recipients and not (place and entry.type in ("ASSAULT", "PROTEST")):
        return None
    status = entry.status or status_of(clause, clauses, scene.tree, lexicon, fired)
    kind, rules = entry.type, [f"lexicon:{entry.id}"]
    if status == "future" and kind in FUTURE_IS_PROMISE:
        kind, status = FUTURE_IS_PROMISE[kind], "actual"
        rules.append("future cooperation is a promise")
    return EventMention(
        kind, match, scene.tree, status, actors, recipients,  # type: ignore[arg-type]
        when_of(number, clauses, scene.tree, scene.grounding), place, _speaker(clause, scene), tuple(rules),
    )  # fmt: skip


def _speaker(clause: Clause, scene: Scene) -> Found | int | None:
    if clause.speaker is None or clause.speaker in slot_heads(clause, "subject"):
        return None
    found = scene.grounding.who(clause.sentence, clause.speaker)
    return found[0] if found else clause.speaker
