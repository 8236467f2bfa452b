"""Actual, future, hypothetical or negated: from the clause itself and from everything that governs it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lapwing.coding.lexicon import Lexicon, Match
from lapwing.coding.times import OCCURRENCE
from lapwing.model import Clause, Status
from lapwing.trees import Tree

FUTURE_IS_PROMISE = {"CONSULT": "AGREE", "COOPERATE": "AGREE", "AID": "AGREE", "SUPPORT": "AGREE", "RETREAT": "CONCEDE"}
"""Cooperation to come is AGREE, a withdrawal to come is CONCEDE; both are told as actual (coding guide, section 2)."""

REFUSED = frozenset({"AGREE", "SUPPORT", "CONSULT", "AID", "COOPERATE", "RETREAT", "CONCEDE"})
"""Types whose announced omission ("will not approve", "would not negotiate") is a refusal: REJECT."""

_RANK: dict[str, int] = {"actual": 0, "future": 1, "hypothetical": 2, "negated": 3}


def status_of(clause: Clause, clauses: Sequence[Clause], tree: Tree, lexicon: Lexicon, fired: Mapping[int, Match]) -> Status:
    """Status of what a clause tells. ``fired`` maps clause numbers to the entries that matched there."""
    status: Status = "negated" if clause.negated else clause.modality
    status = _stronger(status, _from_adjectives(clause, tree, lexicon))
    at, depth, described = clause, 0, False
    while at.governor is not None and depth < 12:
        depth += 1
        number, governor = at.governor, clauses[at.governor]
        if described and at.link in ("argument", "complement"):
            # What describes a noun shares only its unreality: "negotiations led by the UN could".
            status = _stronger(status, _of_bare(at, governor, tree))
        elif at.link == "complement" or (at.link == "argument" and _is_about(at, governor, tree)):
            effect = fired[number].entry.complement if number in fired else lexicon.effects.get(governor.lemma, "keep")
            status = _apply(status, effect, governor, at)
            if at.link == "argument" and governor.kind == "verb" and governor.lemma not in OCCURRENCE:
                break
        elif at.link == "adverbial" and _is_purpose(at, tree):
            status = _stronger(status, "future")
        elif at.link == "argument":
            status = _stronger(status, _of_bare(at, governor, tree))
        elif at.link == "relative" and tree.tokens[at.head].xpos in ("VBN", "VBG"):
            described = True
        elif at.link != "conjunct":
            break
        if at.link == "conjunct" and at.kind == "verb" and tree.tokens[at.head].xpos != "VB":
            break
        at = governor
    return status


def _apply(status: Status, effect: str, governor: Clause, at: Clause) -> Status:
    if effect in ("future", "hypothetical", "negated"):
        if effect == "negated" and governor.negated:
            return status
        if governor.negated:
            return "negated"
        status = _stronger(status, effect)  # type: ignore[arg-type]
    elif governor.negated and effect == "keep":
        status = _stronger(status, "negated")
    if effect != "report" and governor.modality != "actual":
        status = _stronger(status, governor.modality)
    return status


def _stronger(one: Status, other: Status) -> Status:
    return one if _RANK[one] >= _RANK[other] else other


def _is_about(noun: Clause, governor: Clause, tree: Tree) -> bool:
    """Whether the noun is the subject or object of the governor, and the governor tells of its taking place or of a plan for it."""
    if not any(a.head == noun.head for a in governor.arguments):
        return False
    if governor.kind == "noun":
        return True
    return governor.lemma in OCCURRENCE or any(a.head == noun.head and a.slot in ("object", "for", "from", "against", "of") for a in governor.arguments)


def _of_bare(noun: Clause, governor: Clause, tree: Tree) -> Status:
    """A bare noun under a modal verb is no event yet: "could be solved by negotiations"; a definite one is."""
    if governor.kind != "verb" or governor.modality == "actual" or tree.child(noun.head, "det", "nmod:poss") is not None:
        return "actual"
    return "hypothetical"


def _from_adjectives(clause: Clause, tree: Tree, lexicon: Lexicon) -> Status:
    """ "a planned visit", "a possible attack"."""
    if clause.kind != "noun":
        return "actual"
    for c in tree.children[clause.head]:
        if tree.rel(c) in ("amod", "compound") and (effect := lexicon.effects.get("~" + tree.lemma(c))):
            return effect  # type: ignore[return-value]
    return "actual"


def _is_purpose(clause: Clause, tree: Tree) -> bool:
    return tree.mark(clause.head) in ("to", "in order to", "so as to")
