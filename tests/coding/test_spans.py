"""Quotes and phrases are exact words of the report."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import UNSET
from trees import sentence, spelt

from lapwing.analysis.tokenizer import sentences
from lapwing.coding.spans import LONGEST, SHORTEST, evidence, words
from lapwing.model import Report, Sentence, Token
from lapwing.trees import Tree

TEXT = "The envoys  of both sides, who can't agree,\nmet “in secret” on Monday — again (and again) in No. 2 Harbour Road, Lima… "


def report(text: str, title: str | None = None) -> Report:
    return Report("r", title, None, None, None, text)


@st.composite
def trees(draw: st.DrawFn) -> tuple[Report, Tree]:
    """A sentence of up to 60 words somewhere in a text, with any tree."""
    text = "Before. " + TEXT * 2
    cut = [t for s in sentences(text) for t in s]
    first = draw(st.integers(0, len(cut) - 1))
    part = cut[first : first + draw(st.integers(1, 60))]
    order = draw(st.permutations(range(len(part))))
    heads = {order[0]: -1} | {w: draw(st.sampled_from(order[:n])) for n, w in enumerate(order) if n}
    tokens = (Token(t.text, t.start, t.end, t.glued, "X" if t.text[0].isalnum() else "PUNCT", "X", "x", heads[i], "dep", "O", 0.0) for i, t in enumerate(part))
    return report(text), Tree(Sentence(0, 0, False, tuple(tokens)))


@settings(max_examples=120, deadline=None, derandomize=True)
@given(trees(), st.data())
def test_evidence(made: tuple[Report, Tree], data: st.DataObject) -> None:
    """Exact, of whole words, 6 to 30 of them where the sentence has so many, with the words for the action in it."""
    told, tree = made
    places = st.integers(0, len(tree.tokens) - 1)
    head, needed = data.draw(places), data.draw(st.lists(places, max_size=3).map(tuple))
    found = evidence(told, tree, head, needed)
    assert told.text[found.start : found.end] == found.quote and found.in_ is UNSET
    inside = [i for i, t in enumerate(tree.tokens) if found.start <= t.start and t.end <= found.end]
    assert (tree.tokens[inside[0]].start, tree.tokens[inside[-1]].end) == (found.start, found.end)
    assert min(SHORTEST, len(tree.tokens)) <= len(inside) <= LONGEST
    wanted = [i for i in (head, *needed) if tree.tokens[i].upos != "PUNCT"]
    if wanted and max(head, *needed, head) - min(head, *needed, head) < LONGEST:
        assert set(wanted) <= set(inside)


def test_evidence_is_the_clause() -> None:
    """Without what stands outside it, and without the marks at its ends."""
    read = sentence(
        "Rao/NNP 2 nsubj | said=say/VBD 0 root | ,/, 8 punct | many/JJ 6 amod | armed/JJ 6 amod | rebels/NNS 8 nsubj | had/AUX:VBD 8 aux | hit/VBN 2 ccomp"
        " | the/DT 10 det | town/NN 8 obj | ,/, 8 punct | sadly/RB 2 advmod"
    )
    assert evidence(report(spelt(read)), Tree(read), 7, ()).quote == "many armed rebels had hit the town"


@pytest.mark.parametrize("in_title", [True, False])
def test_words_are_of_title_or_text(in_title: bool) -> None:
    read = sentence("Rebels/NNS 2 nsubj | hit/VBP 0 root | Homs/NNP 2 obj", in_title=in_title)
    told = report("" if in_title else spelt(read), spelt(read) if in_title else "Another title")
    found = words(told, read, 1, 2)
    assert (found.text, found.start, found.end, found.in_) == ("hit Homs", 7, 15, "title" if in_title else UNSET)
    assert evidence(told, Tree(read), 1, ()).in_ == found.in_
