"""Who is said to be the source: "X said that", "…", X told reporters, according to X."""

from __future__ import annotations

from lapwing.trees import Tree

REPORTING = frozenset(
    """say tell report claim state announce add note explain confirm allege insist argue maintain declare reveal disclose acknowledge admit tweet write
    reiterate stress emphasise emphasize quote cite comment remark suggest believe think estimate indicate testify recall inform assert contend
    describe deny warn""".split()
)
"""Verbs whose clausal complement is what somebody says."""

_SOURCES = ("according to", "per", "as per")


def speakers(tree: Tree, index: dict[int, int]) -> dict[int, int]:
    """For each predicate whose content somebody vouches for: the token that heads the source's phrase. Nested clauses inherit it."""
    own: dict[int, int] = {}
    for head in index:
        source = _source(tree, head)
        if source is not None:
            own[head] = source
    out: dict[int, int] = {}
    for head in index:
        for at in [head, *tree.ancestors(head)]:
            if at in own and own[at] != head and not _below(tree, head, own[at]):
                out[head] = own[at]
                break
    return out


def _below(tree: Tree, head: int, top: int) -> bool:
    return top in tree.ancestors(head)


def _source(tree: Tree, head: int) -> int | None:
    for c in tree.children[head]:
        if tree.base(c) in ("obl", "nmod", "advcl", "parataxis") and (tree.case(c) in _SOURCES or tree.mark(c) in _SOURCES):
            return c
        if tree.rel(c) == "parataxis" and tree.lemma(c) in REPORTING:
            return tree.child(c, "nsubj")
        if tree.rel(c).startswith("advcl") and tree.mark(c) == "as" and tree.lemma(c) in REPORTING:
            return tree.child(c, "nsubj")
    governor = tree.tokens[head].head
    if governor >= 0 and tree.rel(head) in ("ccomp", "parataxis") and tree.lemma(governor) in REPORTING:
        return tree.child(governor, "nsubj")
    return None
