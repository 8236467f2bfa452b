"""What almost fired at some words, and what stopped it: ``lapwing explain --why-not``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from lapwing.coding.lexicon import Lexicon, Scene
from lapwing.coding.mentions import mentions, stopped
from lapwing.grounded import Grounding
from lapwing.model import Clause
from lapwing.trees import Tree


class Near(Struct, frozen=True):
    """One predicate and one entry that could have told an event there. ``coded`` where it did; ``entry`` is None where no entry knows the word."""

    word: str
    start: int
    end: int
    kind: str
    entry: str | None
    type: str | None
    coded: bool
    reason: str


def near(tree: Tree, clauses: Sequence[Clause], lexicon: Lexicon, grounding: Grounding) -> Iterator[Near]:
    """Every predicate of a sentence with what fired, what fired and was stopped, and what failed by which condition."""
    scene = Scene(tree, grounding, lexicon.persons, clauses)
    told = {m.match.clause.head: m for m in mentions(tree, clauses, lexicon, grounding)}
    barred = {m.clause.head: (m.entry, why) for m, why in stopped(tree, clauses, lexicon, grounding)}
    heard = {s.token: s for s in tree.sentence.signals}
    for clause in clauses:
        known = False
        if clause.head in told:
            mention, known = told[clause.head], True
            yield _near(tree, clause, mention.match.entry.id, mention.type, f"coded: {', '.join(mention.rules)}", True)
        if clause.head in barred:
            (entry, why), known = barred[clause.head], True
            yield _near(tree, clause, entry.id, entry.type, why)
        for entry, why in lexicon.failures(clause, scene):
            known = True
            yield _near(tree, clause, entry.id, entry.type, why)
        if not known:
            yield _near(tree, clause, None, None, "no entry of the lexicon knows this word")
        if clause.head in heard:
            signal = heard[clause.head]
            yield _near(tree, clause, None, signal.type, f"the reader's heads give {signal.type} {signal.probability:.2f}, any event {signal.event:.2f}")


def _near(tree: Tree, clause: Clause, entry: str | None, kind: str | None, reason: str, coded: bool = False) -> Near:
    token = tree.tokens[clause.head]
    return Near(clause.lemma, token.start, token.end, clause.kind, entry, kind, coded, reason)
