"""Polarity and modality of one clause, from its own words. What governs it (refuse, plan, if) is the coding stage's matter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from lapwing.trees import Tree

Modality = Literal["actual", "future", "hypothetical"]

_NEGATIVE = frozenset({"not", "n't", "n\u2019t", "never", "neither", "nor"})
_FUTURE = frozenset({"will", "shall", "'ll", "\u2019ll", "wo"})
_IRREALIS = frozenset({"could", "may", "might", "can", "should", "must", "ought", "ca", "would", "'d", "\u2019d"})
_CONDITIONS = frozenset({"if", "unless", "whether", "lest", "in case", "as if", "provided"})


def negated(tree: Tree, head: int, participants: Sequence[int]) -> bool:
    """Whether the clause is denied: "did not", "never", "no one was", "without"."""
    for c in tree.children[head]:
        if tree.tokens[c].text.lower() in _NEGATIVE and tree.rel(c) in ("advmod", "aux", "cc:preconj", "cc", "det"):
            return True
        if tree.rel(c) == "mark" and tree.tokens[c].text.lower() == "without":
            return True
        if tree.rel(c) == "case" and tree.tokens[c].text.lower() == "without":
            return True
        if tree.rel(c) == "det" and tree.tokens[c].text.lower() == "no":
            return True
    if tree.rel(head) == "conj" and tree.tokens[head].xpos in ("VB", "VBN") and tree.child(head, "nsubj", "nsubj:pass", "aux") is None:
        # "did not concede or admit defeat": one "not" for both.
        return negated(tree, tree.tokens[head].head, ())
    return any(_is_nobody(tree, p) for p in participants)


def _is_nobody(tree: Tree, i: int) -> bool:
    if tree.tokens[i].text.lower() in ("nobody", "none", "nothing"):
        return True
    return any(tree.rel(c) in ("det", "cc:preconj") and tree.tokens[c].text.lower() in ("no", "neither") for c in tree.children[i])


def modality_of(tree: Tree, head: int, link: str | None) -> Modality:
    """actual, future ("will", "is to", "is going to") or hypothetical ("could", "if")."""
    marks = tree.mark(head)
    if any(c in marks.split() for c in ("if", "unless", "whether", "lest")) or marks in _CONDITIONS:
        return "hypothetical"
    auxiliaries = [tree.tokens[c].text.lower() for c in tree.children[head] if tree.base(c) == "aux"]
    if any(a in _FUTURE for a in auxiliaries):
        return "hypothetical" if _has_condition(tree, head) else "future"
    if any(a in _IRREALIS for a in auxiliaries):
        return _irrealis(tree, head, auxiliaries)
    if tree.tokens[head].xpos == "VB" and "to" in marks.split() and any(tree.lemma(c) == "be" for c in tree.all(head, "aux", "cop")):
        return "future"
    governor = tree.tokens[head].head
    if tree.rel(head) == "xcomp" and governor >= 0 and tree.lemma(governor) == "go" and tree.tokens[governor].xpos == "VBG":
        return "future"
    if tree.rel(head) == "conj" and governor >= 0 and tree.tokens[head].xpos == "VB" and not auxiliaries:
        return modality_of(tree, governor, link)
    return "actual"


def _irrealis(tree: Tree, head: int, auxiliaries: Sequence[str]) -> Modality:
    """ "would" in a report of past speech is its future: "said it would send troops"."""
    governor = tree.tokens[head].head
    would = {"would", "'d", "\u2019d"} & set(auxiliaries)
    reported = tree.rel(head) in ("ccomp", "acl") and governor >= 0 and tree.tokens[governor].xpos in ("VBD", "VBN", "NN")
    if would and reported and not _has_condition(tree, head):
        return "future"
    return "hypothetical"


def _has_condition(tree: Tree, head: int) -> bool:
    return any(tree.base(c) == "advcl" and {"if", "unless"} & set(tree.mark(c).split()) for c in tree.children[head])
