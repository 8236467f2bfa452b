"""Questions asked of a tree."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from trees import sentence, spelt

from lapwing.model import Sentence, Token
from lapwing.trees import Tree

TREE = Tree(
    sentence(
        "Troops/NNS 3 nsubj | will/MD 3 aux | call/VB 0 root | off/RP 3 compound:prt | raids=raid/NNS 3 obj | and/CC 7 cc | patrols=patrol/NNS 5 conj"
        " | because/IN 11 case | of/IN 8 fixed | the/DT 11 det | rain/NN 3 obl | if/IN 14 mark | they/PRP 14 nsubj | lose/VBP 3 advcl | ,/, 16 punct"
        " | posts=post/NNS 7 conj | there/RB 3 advmod | fast/RB 3 advmod:emph"
    )
)


def at(word: str) -> int:
    return next(i for i, t in enumerate(TREE.tokens) if t.text == word)


def words(indices: list[int]) -> list[str]:
    return [TREE.tokens[i].text for i in indices]


def test_relations() -> None:
    assert (TREE.rel(at("fast")), TREE.base(at("fast")), TREE.base(at("there"))) == ("advmod:emph", "advmod", "advmod")


@pytest.mark.parametrize(
    ("rels", "first", "every"),
    [
        (("obj",), "raids", ["raids"]),
        (("advmod", "advmod:emph"), "there", ["there", "fast"]),
        (("advmod:emph",), "fast", ["fast"]),
        (("iobj",), None, []),
    ],
)
def test_children(rels: tuple[str, ...], first: str | None, every: list[str]) -> None:
    child = TREE.child(at("call"), *rels)
    assert (None if child is None else TREE.tokens[child].text) == first
    assert words(TREE.all(at("call"), *rels)) == every


def test_small_words() -> None:
    assert (TREE.case(at("rain")), TREE.case(at("raids"))) == ("because of", "")
    assert (TREE.mark(at("lose")), TREE.mark(at("call"))) == ("if", "")
    assert (TREE.lemma(at("Troops")), TREE.verb_lemma(at("call")), TREE.verb_lemma(at("lose"))) == ("troops", "call off", "lose")


def test_what_is_below_and_above() -> None:
    assert words(TREE.conjuncts(at("raids"))) == ["raids", "patrols", "posts"]
    assert words(TREE.conjuncts(at("rain"))) == ["rain"]
    assert words(TREE.subtree(at("rain"))) == ["because", "of", "the", "rain"]
    assert words(list(TREE.ancestors(at("of")))) == ["because", "rain", "call"]
    assert list(TREE.ancestors(at("call"))) == []


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.data(), st.integers(1, 15))
def test_random_trees(data: st.DataObject, count: int) -> None:
    """The subtree of the root is all; each word is below exactly its ancestors; no walk is endless."""
    order = data.draw(st.permutations(range(count)))
    heads = {order[0]: -1} | {w: data.draw(st.sampled_from(order[:n])) for n, w in enumerate(order) if n}
    rels = [data.draw(st.sampled_from(["conj", "case", "fixed", "mark", "obj"])) for _ in range(count)]
    tree = Tree(Sentence(0, 0, False, tuple(Token("w", 2 * i, 2 * i + 1, False, "X", "X", "w", heads[i], rels[i], "O", 0.0) for i in range(count))))
    assert tree.subtree(order[0]) == list(range(count))
    for i in range(count):
        above = list(tree.ancestors(i))
        assert len(set(above)) == len(above) and above[-1:] == ([order[0]] if i != order[0] else [])
        assert all((i in tree.subtree(k)) == (k in above or k == i) for k in range(count))
        assert set(tree.conjuncts(i)) <= set(tree.subtree(i))
        assert isinstance(tree.case(i), str) and isinstance(tree.mark(i), str)


def test_the_builder_spells_what_it_builds() -> None:
    """Offsets of hand-made sentences are those of their text."""
    text = spelt(TREE.sentence)
    assert all(text[t.start : t.end] == t.text for t in TREE.tokens)
    assert text == "Troops will call off raids and patrols because of the rain if they lose, posts there fast"
