"""Lexicon and learned decision together: which clauses of a sentence tell an event, and of which type.

The rule, in this order (figures in docs/decisions):
1. An entry that fires on words of which the reader sees no event (below ``KEEP``) is dropped; a veto of which it is sure (``SURE``) too.
2. Where both see an event, the entry's type stands, unless the reader is sure of another.
3. Where no entry fires and the reader sees an event (``ADD`` and more, ``ADD_LATER`` after the first paragraph), its type is coded.
Entries of a user's own, and types that the reader was not taught, stand whatever it sees.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from msgspec import structs

from lapwing.coding.lexicon import Match
from lapwing.knowledge.schema import Entry
from lapwing.model import Clause, Signal

KEEP, ADD, ADD_LATER, SURE = 0.08, 0.6, 0.9, 0.85
TAUGHT = frozenset(
    """none AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT""".split()
)
"""The types that the reader was taught, and the veto."""
LEARNED = ""
"""The id of the entry of a match that no entry made."""
_SLOTS = {
    "verb": {"actors": ["subject"], "recipients": ["object", "indirect", "against", "on", "to", "with", "from"]},
    "noun": {"actors": ["subject", "by"], "recipients": ["object", "against", "on", "to", "with", "between"]},
    "adjective": {"actors": ["subject"], "recipients": ["to", "with", "of"]},
}


def decide(
    clauses: Sequence[Clause], fired: Mapping[int, Match], signals: Sequence[Signal], trusted: Collection[str] = (), lead: bool = True
) -> dict[int, Match]:
    """The matches of a sentence by number of clause, those of entries and learned ones, in reading order. Without signals entries decide alone.

    ``trusted`` are ids of entries that stand. ``lead``: the sentence is in the headline or first paragraph, where what a report exists to tell stands.
    """
    if not signals:
        return dict(fired)
    by_token = {s.token: s for s in signals}
    taken: set[int] = set()
    out: dict[int, Match] = {}
    for number, match in fired.items():
        signal = _of(match, by_token)
        taken |= {match.clause.head, *match.words}
        kept = match if match.entry.id in trusted or match.entry.type not in TAUGHT else _judged(match, signal)
        if kept is not None:
            out[number] = kept
    least = ADD if lead else ADD_LATER
    for number, clause in enumerate(clauses):
        told = by_token.get(clause.head)
        if number not in fired and told is not None and told.probability >= least and clause.head not in taken:
            out[number] = _learned(clause, told)
    return dict(sorted(out.items()))


def _of(match: Match, by_token: Mapping[int, Signal]) -> Signal | None:
    """The strongest signal on the words of a match."""
    found = [by_token[t] for t in (match.clause.head, *match.words) if t in by_token]
    return max(found, key=lambda s: s.event) if found else None


def _judged(match: Match, signal: Signal | None) -> Match | None:
    """The match as it stands, with another type, or None."""
    if match.entry.type == "none":
        sure = signal is not None and signal.probability >= SURE and signal.token == match.clause.head
        return _learned(match.clause, signal) if sure and signal is not None else match
    if signal is None or signal.event < KEEP:
        return None
    if signal.type != match.entry.type and signal.probability >= SURE:
        return _learned(match.clause, signal, match.words)
    return structs.replace(match, signal=signal)


def _learned(clause: Clause, signal: Signal, words: tuple[int, ...] = ()) -> Match:
    entry = Entry(id=LEARNED, type=signal.type, when={}, roles=_SLOTS[clause.kind], modes=[signal.mode] if signal.mode else [])
    return Match(entry, clause, words, 1, signal)
