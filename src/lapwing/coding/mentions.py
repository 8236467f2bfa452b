"""Event mentions: each clause that a lexicon entry fires on, with its participants, status, time and place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct, structs

from lapwing.coding.inference import implied_actor, left_out_recipient, speaker_as_actor
from lapwing.coding.learned import LEARNED, decide
from lapwing.coding.lexicon import Lexicon, Match, Scene, slot_heads
from lapwing.coding.roles import AGENTS, PUBLIC_ACTS, collect, event_nouns, participants, political, visit
from lapwing.coding.status import FUTURE_IS_PROMISE, REFUSED, status_of
from lapwing.coding.times import when_of, where_of
from lapwing.grounded import Dated, Found, Grounding, Placed
from lapwing.model import Clause, Status
from lapwing.trees import Tree

VETO = "none"
NEAR, REACH = 4, 2
"""So many events told last, in so many sentences before, may be what "the move" points to."""


class EventMention(Struct, frozen=True):
    """One telling of an event. ``match.clause.head`` is its trigger; mentions of a sentence with the same ``group`` tell one event."""

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
    group: int
    modes: tuple[str, ...] = ()
    implied: tuple[Found, ...] = ()
    """Recipients that only the context tells; they neither join nor part mentions."""

    @property
    def sentence(self) -> int:
        return self.match.clause.sentence

    @property
    def in_title(self) -> bool:
        return self.tree.sentence.in_title


def mentions(tree: Tree, clauses: Sequence[Clause], lexicon: Lexicon, grounding: Grounding, earlier: Sequence[EventMention] = ()) -> list[EventMention]:
    """The event mentions of one sentence, in the order of their triggers. ``earlier`` are those of the sentences before it."""
    scene = Scene(tree, grounding, lexicon.persons, clauses)
    _, fired, live = _matches(clauses, lexicon, scene)
    out: list[EventMention] = []
    for number, match in live.items():
        mention = _mention(number, match, clauses, scene, lexicon, fired, _anchor(number, clauses, live))
        if isinstance(mention, EventMention):
            out.append(_completed(_answering(mention, scene, earlier), scene, [*earlier[-NEAR:], *out]))
    return out


Matches = dict[int, Match]
"""By number of clause, in reading order."""


def _matches(clauses: Sequence[Clause], lexicon: Lexicon, scene: Scene) -> tuple[Matches, Matches, Matches]:
    """What entries match, what is left of it and added by the reader's heads, and what of this tells an event of its own."""
    entries = {n: m for n, c in enumerate(clauses) if (m := lexicon.match(c, scene))}
    fired = decide(clauses, entries, scene.tree.sentence.signals, lexicon.trusted, _leads(scene.tree))
    silent = _silenced(clauses, fired, scene)
    return entries, fired, {n: m for n, m in fired.items() if n not in silent and m.entry.type != VETO}


def _completed(mention: EventMention, scene: Scene, earlier: Sequence[EventMention]) -> EventMention:
    """Fill in a recipient that the clause leaves out."""
    if mention.recipients or mention.status == "negated":
        return mention

    def told() -> Iterator[Sequence[Found]]:
        return (m.actors for m in reversed(earlier[-NEAR:]) if mention.sentence - m.sentence <= REACH)

    found = left_out_recipient(mention.type, mention.match.clause, scene, mention.actors, told)
    return structs.replace(mention, implied=found) if found else mention


def stopped(tree: Tree, clauses: Sequence[Clause], lexicon: Lexicon, grounding: Grounding) -> Iterator[tuple[Match, str]]:
    """What entries fired at clauses of a sentence that became no event, and why."""
    scene = Scene(tree, grounding, lexicon.persons, clauses)
    entries, fired, live = _matches(clauses, lexicon, scene)
    for number in sorted(entries.keys() | fired.keys()):
        match = fired.get(number)
        if match is None:
            yield entries[number], "the reader sees no event in these words"
        elif match.entry.type == VETO:
            yield match, "this entry says that it is no event"
        elif number not in live:
            yield match, "its words are part of what another entry tells"
        else:
            reason = _mention(number, match, clauses, scene, lexicon, fired, _anchor(number, clauses, live))
            if isinstance(reason, str):
                yield match, reason


def _answering(mention: EventMention, scene: Scene, earlier: Sequence[EventMention]) -> EventMention:
    """Fill ``agents of SLOT``: "launched an operation to counter attacks" is aimed at those who attacked, here or in the last telling of it."""
    slots = [s.removeprefix(AGENTS) for s in mention.match.entry.roles.get("recipients", ()) if s.startswith(AGENTS)]
    if not slots or mention.recipients:
        return mention
    own = {f.chain for f in mention.actors}
    nouns = event_nouns(slots, mention.match.clause, scene)
    found = [f for n in nouns for f in collect(("subject",), n, scene)]
    if nouns and not found:
        found = [f for m in reversed(earlier) if m.type == mention.type for f in m.actors if f.chain not in own]
    codes = {(f.entity.country, f.entity.sector) for f in mention.actors}
    fresh = [f for f in found if f.chain not in own and (f.entity.country, f.entity.sector) not in codes]
    return structs.replace(mention, recipients=(fresh[0],)) if fresh else mention


_WHOLES = frozenset({"ASSAULT", "PROTEST", "CONSULT"})


def _anchor(number: int, clauses: Sequence[Clause], live: dict[int, Match]) -> int:
    """The clause whose event this one is part of: "the bombing killed 11", "opened fire, killing 34", "met during a visit"."""
    kind = live[number].entry.type
    for _ in range(6):
        clause = clauses[number]
        above = clause.governor
        if above not in live or kind not in _WHOLES or live[above].entry.type != kind:
            break
        if clause.link not in ("argument", "adverbial", "relative"):
            break
        number = above
    return number


def _silenced(clauses: Sequence[Clause], fired: dict[int, Match], scene: Scene) -> set[int]:
    """Clauses whose words are already part of another entry's match, or whose governor consumes its complement."""
    taken = {w for n, m in fired.items() for w in m.words if w != clauses[n].head and (m.entry.complement == "consume" or not _told_on(w, n, clauses))}
    out = {n for n, c in enumerate(clauses) if c.head in taken and not _part(n, clauses, fired)}
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


def _told_on(word: int, number: int, clauses: Sequence[Clause]) -> bool:
    return any(c.head == word and c.governor == number and c.link == "complement" for c in clauses)


def _part(number: int, clauses: Sequence[Clause], fired: dict[int, Match]) -> bool:
    """Whether a noun tells the same event as the verb above it: "launched a drone strike", "clashes left dozens dead"."""
    above = clauses[number].governor
    if number not in fired or above is None or above not in fired:
        return False
    return fired[number].entry.type == fired[above].entry.type and fired[number].entry.type in _WHOLES


_CIRCUMSTANCES = frozenset({"in", "during", "after", "before", "at", "following", "amid", "time", "on"})


def _is_content(clause: Clause, governor: Match, scene: Scene) -> bool:
    """Whether a clause is what the governor is about: its complement, or a noun in a slot that names no participant."""
    if clause.link == "complement":
        return True
    if clause.link == "conjunct":
        return False
    roles = {slot for slots in governor.entry.roles.values() for slot in slots}
    slots = {a.slot for a in governor.clause.arguments if a.head == clause.head or clause.head in scene.tree.subtree(a.head)}
    named = [a.head for a in governor.clause.arguments if a.slot in roles]
    return bool(slots - roles - _CIRCUMSTANCES) and clause.head not in named


def _mention(number: int, match: Match, clauses: Sequence[Clause], scene: Scene, lexicon: Lexicon, fired: dict[int, Match], group: int) -> EventMention | str:
    """The mention, or why there is none."""
    clause, entry = match.clause, match.entry
    if scene.tree.mark(clause.head) == "about":  # a topic, not an act: "talked about fighting"
        return "a topic, not an act: it stands behind \"about\""
    actors, recipients = participants(match, scene, _content(number, clauses) if entry.complement == "consume" else None)
    actors = actors or speaker_as_actor(entry.type, clause, scene) or implied_actor(entry.type, number, clauses, scene)
    place = where_of(number, clauses, scene.tree, scene.grounding, entry.type in PUBLIC_ACTS)
    if entry.type == "ASSAULT":
        place, recipients = _attacked_place(clause, scene, place, recipients)
    if entry.political and group == number and not political(entry.type, actors, recipients):
        return "nobody in it is a political participant"
    if not actors and not recipients and not (place and entry.type in ("ASSAULT", "PROTEST")) and group == number:
        return "nobody is known to do it or to suffer it"
    status = entry.status or status_of(clause, clauses, scene.tree, lexicon, fired)
    kind, rules = entry.type, list(_rules(match))
    if kind in REFUSED and clause.negated and clause.modality == "future":
        kind, status = "REJECT", "actual"
        rules.append("what somebody will not do is refused")
    if status in ("hypothetical", "negated") and not _leads(scene.tree):
        return f"it is {status}, and not in the headline or the first paragraph"
    if status == "future" and "resign" in entry.modes:
        status = "actual"
        rules.append("a resignation announced is one")
    if status == "future" and kind in FUTURE_IS_PROMISE:
        kind, status = FUTURE_IS_PROMISE[kind], "actual"
        rules.append("future cooperation is a promise")
    modes = tuple(entry.modes)
    if kind == "CONSULT" and not recipients and "phone" not in modes and (parted := visit(actors, place, scene.tree)):
        actors, recipients = parted
        modes = (*modes, "visit")
        rules.append("who meets at another's seat visits")
    return EventMention(
        kind, match, scene.tree, status, actors, recipients,  # type: ignore[arg-type]
        when_of(number, clauses, scene.tree, scene.grounding), place, _speaker(clause, scene), tuple(rules), group, modes,
    )  # fmt: skip


def _rules(match: Match) -> Iterator[str]:
    """What coded it: the entry, and the learned decision with its probability."""
    if match.entry.id != LEARNED:
        yield f"lexicon:{match.entry.id}"
    if match.signal is not None:
        yield f"learned:{match.signal.type} {match.signal.probability:.2f}"


def _attacked_place(clause: Clause, scene: Scene, place: Placed | None, recipients: tuple[Found, ...]) -> tuple[Placed | None, tuple[Found, ...]]:
    """A town that is attacked is where it happened, not a party to it: "rebels attacked Gao"."""
    for head in slot_heads(clause, "object"):
        for p in scene.grounding.places.get(clause.sentence, ()):
            if p.first <= head <= p.last and p.where.precision not in ("country", "unknown"):
                return place or p, tuple(f for f in recipients if f.head != head)
    return place, recipients


def _leads(tree: Tree) -> bool:
    """Whether a sentence is the headline or in the first paragraph: only there is an act that did not or may not happen what a report exists to tell."""
    return tree.sentence.paragraph <= 0


def _content(number: int, clauses: Sequence[Clause]) -> Clause | None:
    """The clause that is the complement of another, or of its object noun: "affirmed its readiness to help"."""
    objects = {a.head for a in clauses[number].arguments if a.slot == "object"}
    holders = {number, *(n for n, c in enumerate(clauses) if c.kind == "noun" and c.head in objects)}
    return next((c for c in clauses if c.governor in holders and c.link == "complement"), None)


def _speaker(clause: Clause, scene: Scene) -> Found | int | None:
    if clause.speaker is None or clause.speaker in slot_heads(clause, "subject"):
        return None
    found = scene.grounding.who(clause.sentence, clause.speaker)
    return found[0] if found else clause.speaker
