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

DEEDS = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST"})
"""Types that are done with hands: a vote for one, or somebody sent to do it, has not done it yet."""
_TRIED = frozenset({"try", "attempt"})
_ATTEMPTS = frozenset({"ASSAULT", "COERCE"})
"""Types of which the attempt is the act: "tried to overthrow the president"."""
_PLANS = frozenset({"plan", "intend", "hope", "expect", "mean", "want", "schedule", "due", "set"})
"""What was meant in the past perfect has not come about: "had planned to storm the palace"."""
_PLANNING = frozenset({"plan", "schedule", "prepare", "arrange", "propose", "consider"})
"""Verbs that stand for the deed in an entry although it is still to come: "plans rallies"."""
_AROUND = frozenset(
    "after before during following amid over since in on at despite because due until till by ahead from within throughout under between while".split()
)
"""Prepositions of a noun that is a circumstance of the verb above it, not what is done: "to restore order after weeks of fighting"."""

_RANK: dict[str, int] = {"actual": 0, "future": 1, "hypothetical": 2, "negated": 3}


def status_of(clause: Clause, clauses: Sequence[Clause], tree: Tree, lexicon: Lexicon, fired: Mapping[int, Match]) -> Status:
    """Status of what a clause tells. ``fired`` maps clause numbers to the entries that matched there."""
    status: Status = "negated" if clause.negated else clause.modality
    number = clauses.index(clause)
    kind = fired[number].entry.type if number in fired else ""
    status = _stronger(status, _from_modifiers(clause, tree, lexicon, kind))
    if kind in DEEDS and clause.lemma in _PLANNING:
        status = _stronger(status, lexicon.effects.get(clause.lemma, "actual"))  # type: ignore[arg-type]
    at, depth, described = clause, 0, False
    while at.governor is not None and depth < 12:
        depth += 1
        number, governor = at.governor, clauses[at.governor]
        effect = _effect(number, governor, fired, lexicon)
        if described and at.link in ("argument", "complement"):
            # What describes a noun shares only its unreality: "negotiations led by the UN could".
            status = _stronger(status, _of_bare(at, governor, tree))
        elif at.link == "complement" or (at.link == "argument" and _is_about(at, governor, tree)) or (_is_purpose(at, tree) and effect):
            status = _apply(status, _for_kind(effect or "keep", governor, at, kind, tree), governor, at, tree)
            if at.link == "argument" and governor.kind == "verb" and governor.lemma not in OCCURRENCE:
                break
        elif at.link == "adverbial" and _is_purpose(at, tree):
            status = _stronger(status, _of_purpose(governor, kind))
        elif at.link == "argument":
            if at.kind == "noun" and _is_around(at, governor, tree):
                break
            status = _stronger(status, "hypothetical" if _is_needed(at, governor, tree) else _of_bare(at, governor, tree))
        elif at.link == "relative" and tree.tokens[at.head].xpos in ("VBN", "VBG") and tree.child(at.head, "aux", "nsubj") is None:
            described = True
        elif at.link != "conjunct":
            break
        if at.link == "conjunct" and at.kind == "verb" and not tree.shares_verb(at.head):
            break
        at = governor
    return status


def _effect(number: int, governor: Clause, fired: Mapping[int, Match], lexicon: Lexicon) -> str | None:
    """What a governor does to the status of what it governs: its entry says so, else the operators; None where nobody says."""
    told = fired[number].entry.complement if number in fired else "keep"
    return told if told != "keep" else lexicon.effects.get(governor.lemma)


def _for_kind(effect: str, governor: Clause, at: Clause, kind: str, tree: Tree) -> str:
    """A vote for a deed comes before it; to attempt force is to use it; who "has to" has not yet.

    "set fire", "tried for an attack" and "meant" are other words than "set to", "tried to" and "meant to".
    """
    infinitive = tree.mark(at.head) == "to"
    if governor.lemma == "mean" and infinitive:
        return "future"
    if governor.lemma in ("set", "try", "attempt") and not infinitive and at.link == "argument":
        return "keep"
    if governor.lemma == "have" and infinitive and tree.tokens[governor.head].xpos in ("VBZ", "VBP"):
        return "hypothetical"
    if governor.lemma == "vote" and kind in DEEDS:
        return "future"
    if governor.lemma in _TRIED and kind in _ATTEMPTS and governor.modality == "actual" and not governor.negated:
        return "keep"
    return effect


def _of_purpose(governor: Clause, kind: str) -> Status:
    """ "came to protest" did, "sent police to arrest them" has not yet."""
    if governor.negated:
        return "hypothetical"
    if governor.modality != "actual":
        return governor.modality
    return "future" if kind in ("ASSAULT", "COERCE", "") else "actual"


def _is_around(noun: Clause, governor: Clause, tree: Tree) -> bool:
    at = noun.head
    for _ in range(6):
        if at == governor.head or at < 0:
            break
        if tree.case(at).partition(" ")[0] in _AROUND:
            return True
        at = tree.tokens[at].head
    return False


def _apply(status: Status, effect: str, governor: Clause, at: Clause, tree: Tree) -> Status:
    if effect in ("future", "hypothetical", "negated"):
        if effect == "negated" and governor.negated:
            return status
        if governor.negated:
            return "negated"
        if effect != "negated" and at.kind == "verb" and _was_meant(governor, tree):
            effect = "negated"
        status = _stronger(status, effect)  # type: ignore[arg-type]
    elif governor.negated and effect == "keep" and (at.link != "argument" or governor.lemma in OCCURRENCE or _is_bare(at, tree)):
        status = _stronger(status, "negated")
    definite = effect == "keep" and at.link == "argument" and governor.kind == "verb" and governor.lemma not in OCCURRENCE and not _is_bare(at, tree)
    if effect != "report" and governor.modality != "actual" and not definite:
        status = _stronger(status, governor.modality)
    return status


def _was_meant(governor: Clause, tree: Tree) -> bool:
    """ "had planned to": it has not come about."""
    return governor.lemma in _PLANS and any(tree.tokens[c].text.lower() == "had" for c in tree.all(governor.head, "aux"))


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
    if governor.kind != "verb" or governor.modality == "actual" or not _is_bare(noun, tree):
        return "actual"
    return "hypothetical"


def _is_needed(at: Clause, governor: Clause, tree: Tree) -> bool:
    """ "needs a majority to oust him", "it takes two votes to oust him"."""
    if at.kind != "verb" or tree.mark(at.head) != "to":
        return False
    return governor.lemma in ("need", "require") or (governor.lemma == "take" and tree.child(governor.head, "expl") is not None)


def _is_bare(noun: Clause, tree: Tree) -> bool:
    return tree.child(noun.head, "det", "nmod:poss") is None


def _from_modifiers(clause: Clause, tree: Tree, lexicon: Lexicon, kind: str) -> Status:
    """ "a planned visit", "a possible attack", "a strike planned for Monday", "ahead of the march", "plans to strike"."""
    above = tree.tokens[clause.head].head
    if clause.kind == "verb" and tree.rel(clause.head) == "acl" and tree.mark(clause.head).endswith("to"):
        effect = lexicon.effects.get(tree.lemma(above)) if tree.tokens[above].upos == "NOUN" else None
        if tree.lemma(above) in _TRIED and kind in _ATTEMPTS:
            return "actual"
        return effect if effect in _RANK else "actual"  # type: ignore[return-value]
    if clause.kind != "noun":
        return "actual"
    if tree.case(clause.head) in ("ahead", "ahead of"):
        return "future"
    for c in tree.children[clause.head]:
        effect = None
        if tree.rel(c) in ("amod", "compound"):
            effect = lexicon.effects.get("~" + tree.lemma(c))
        elif tree.rel(c) == "acl" and tree.tokens[c].xpos == "VBN":
            effect = lexicon.effects.get("~" + tree.tokens[c].text.lower())
        if effect:
            return effect  # type: ignore[return-value]
    return "actual"


def _is_purpose(clause: Clause, tree: Tree) -> bool:
    if clause.link != "adverbial" or tree.mark(clause.head) not in ("to", "in order to", "so as to"):
        return False
    return all(tree.tokens[c].text.lower() != "have" for c in tree.all(clause.head, "aux"))
