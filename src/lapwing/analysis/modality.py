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
_INSTEAD = frozenset({"instead of", "rather than"})
_INVERTED = frozenset({"had", "should", "were"})
"""Auxiliaries that open a condition without "if": "had they attacked"."""
_COUNTERFACTUAL = frozenset({"should", "would", "ought", "'d", "\u2019d"})
_UNCOUNTED = frozenset({"time", "doubt", "secret", "bone"})
"""Nouns whose "no" denies nothing: "lost no time in"."""
_LAWS = frozenset({
    "constitution", "law", "rule", "code", "statute", "charter", "amendment", "legislation", "regulation", "bylaw", "protocol", "convention", "provision",
})  # fmt: skip
_BY_LAW = frozenset({"under", "by", "according to", "per"})
_PROVIDES = frozenset({"say", "state", "specify", "provide", "stipulate", "require", "mandate", "prescribe", "ensure", "mean", "dictate", "set out"})
_GENERIC = frozenset({"usually", "typically", "normally", "generally", "ordinarily", "customarily", "traditionally"})


def negated(tree: Tree, head: int, participants: Sequence[int]) -> bool:
    """Whether the clause is denied: "did not", "never", "no one was", "without", "have yet to", "far from", "should have"."""
    if any(_denies(tree, c) for c in tree.children[head]) or _is_undone(tree, head):
        return True
    if tree.rel(head) == "conj" and tree.tokens[head].xpos in ("VB", "VBN") and tree.child(head, "nsubj", "nsubj:pass", "aux") is None:
        # "did not concede or admit defeat": one "not" for both.
        return negated(tree, tree.tokens[head].head, ())
    # A noun's subject may be that of the verb above: "nobody claimed the attack" does not deny the attack.
    own = participants if tree.tokens[head].upos in ("VERB", "ADJ") else [p for p in participants if head in tree.ancestors(p)]
    return any(_is_nobody(tree, p) for p in own)


def _denies(tree: Tree, c: int) -> bool:
    word, rel = tree.tokens[c].text.lower(), tree.rel(c)
    if word in _NEGATIVE and rel in ("advmod", "aux", "cc:preconj", "cc", "det"):
        return True
    if rel in ("mark", "case") and word in ("without", "instead", "rather"):
        return word == "without" or _phrase(tree, c) in _INSTEAD
    if word == "longer" and rel == "advmod":
        return any(tree.tokens[k].text.lower() == "no" for k in tree.children[c])
    return word == "no" and rel == "det"


def _phrase(tree: Tree, i: int) -> str:
    return " ".join(tree.tokens[k].text.lower() for k in [i, *(f for f in tree.children[i] if tree.rel(f) == "fixed")])


def _is_undone(tree: Tree, head: int) -> bool:
    """ "have yet to disarm", "far from releasing", "was to have joined", "had been due to execute", "should have arrested": it has not been done."""
    above, marks = tree.tokens[head].head, tree.mark(head).split()
    if "to" in marks and above >= 0 and tree.lemma(above) in ("have", "be") and any(tree.lemma(c) == "yet" and above < c < head for c in tree.children[above]):
        return True
    if "from" in marks and above >= 0 and tree.lemma(above) == "far":
        return True
    auxiliaries = [c for c in tree.children[head] if tree.base(c) == "aux"]
    if _is_to(tree, head) and any(tree.tokens[c].text.lower() == "had" for c in auxiliaries):
        return True
    if not any(tree.tokens[c].text.lower() == "have" for c in auxiliaries) or tree.tokens[head].xpos != "VBN":
        return False
    return _is_to(tree, head) or (any(tree.tokens[c].text.lower() in _COUNTERFACTUAL for c in auxiliaries) and not _has_condition(tree, head))


def _is_to(tree: Tree, head: int) -> bool:
    """ "is to meet", "was to be tried", "was to have met", "is due to meet"."""
    to = next((c for c in tree.children[head] if tree.rel(c) == "mark" and "to" in _phrase(tree, c).split()), None)
    return to is not None and any(tree.lemma(c) == "be" and c < to for c in tree.all(head, "aux", "aux:pass", "cop"))


def _is_nobody(tree: Tree, i: int) -> bool:
    if tree.lemma(i) in _UNCOUNTED:
        return False
    if tree.tokens[i].text.lower() in ("nobody", "none", "nothing"):
        return True
    return any(tree.rel(c) in ("det", "cc:preconj") and tree.tokens[c].text.lower() in ("no", "neither") for c in tree.children[i])


def modality_of(tree: Tree, head: int, link: str | None) -> Modality:
    """actual, future ("will", "is to", "is going to") or hypothetical ("could", "if", "under the law")."""
    marks = tree.mark(head)
    if _is_condition(tree, head):
        return "hypothetical"
    auxiliaries = [tree.tokens[c].text.lower() for c in tree.children[head] if tree.base(c) == "aux"]
    if any(a in _FUTURE for a in auxiliaries):
        return "hypothetical" if _has_condition(tree, head) else "future"
    if any(a in _IRREALIS for a in auxiliaries):
        return _irrealis(tree, head, auxiliaries)
    if tree.tokens[head].xpos in ("VB", "VBN", "VBG") and _is_to(tree, head):
        return "future"
    governor = tree.tokens[head].head
    if tree.rel(head) == "xcomp" and governor >= 0 and tree.lemma(governor) == "go" and tree.tokens[governor].xpos == "VBG":
        return "future"
    if tree.shares_verb(head):
        return modality_of(tree, governor, link)
    if tree.rel(head) == "conj" and not marks and tree.child(head, "nsubj", "nsubj:pass") is None and _is_condition(tree, governor):
        return "hypothetical"
    if _is_headline_future(tree, head):
        return "future"
    return "hypothetical" if _is_rule(tree, head) else "actual"


def _is_condition(tree: Tree, head: int) -> bool:
    marks = tree.mark(head)
    return any(c in marks.split() for c in ("if", "unless", "whether", "lest")) or marks in _CONDITIONS or _is_inverted(tree, head)


def _is_inverted(tree: Tree, head: int) -> bool:
    """ "Had they attacked, …": the auxiliary stands before the subject."""
    if not tree.rel(head).startswith("advcl"):
        return False
    subject = tree.child(head, "nsubj", "nsubj:pass")
    return subject is not None and any(tree.tokens[c].text.lower() in _INVERTED and c < subject for c in tree.all(head, "aux", "aux:pass", "cop"))


def _is_headline_future(tree: Tree, head: int) -> bool:
    """ "Rail staff to strike", "Rail staff to strike over Easter, union says": an infinitive as the verb of a headline."""
    if tree.tokens[head].xpos not in ("VB", "VBN") or tree.mark(head) != "to" or any(t.xpos in ("VBD", "VBZ", "VBP", "MD") for t in tree.tokens):
        return False
    above = tree.tokens[head].head
    return above < 0 or (tree.rel(head) == "acl" and tree.tokens[above].head < 0)


def _is_rule(tree: Tree, head: int) -> bool:
    """What a law or custom has happen is no event: "under the constitution, the House impeaches", "the law says that judges are removed"."""
    if tree.sentence.in_title or not _is_present(tree, head):
        return False
    for c in tree.children[head]:
        if tree.base(c) in ("obl", "nmod") and tree.lemma(c) in _LAWS and tree.case(c) in _BY_LAW:
            return True
        if tree.rel(c) == "advmod" and tree.lemma(c) in _GENERIC:
            return True
    above = tree.tokens[head].head
    if tree.rel(head) != "ccomp" or above < 0 or tree.lemma(above) not in _PROVIDES:
        return False
    subject = tree.child(above, "nsubj")
    return subject is not None and tree.lemma(subject) in _LAWS


def _is_present(tree: Tree, head: int) -> bool:
    """Simple present, active or passive."""
    auxiliaries = [c for c in tree.children[head] if tree.base(c) == "aux"]
    if tree.tokens[head].xpos == "VBN":
        return len(auxiliaries) == 1 and tree.lemma(auxiliaries[0]) == "be" and tree.tokens[auxiliaries[0]].xpos in ("VBZ", "VBP")
    return tree.tokens[head].xpos in ("VBZ", "VBP") and not auxiliaries


def _irrealis(tree: Tree, head: int, auxiliaries: Sequence[str]) -> Modality:
    """ "would" in a report of past speech is its future: "said it would send troops"."""
    governor = tree.tokens[head].head
    would = {"would", "'d", "\u2019d"} & set(auxiliaries)
    reported = tree.rel(head) in ("ccomp", "acl") and governor >= 0 and tree.tokens[governor].xpos in ("VBD", "VBN", "NN")
    if would and reported and not _has_condition(tree, head):
        return "future"
    return "hypothetical"


def _has_condition(tree: Tree, head: int) -> bool:
    """ "if": what waits for something is not announced; what only something could stop ("unless") is."""
    return any(tree.base(c) == "advcl" and "if" in tree.mark(c).split() for c in tree.children[head])
