"""Trees and name spans out of scores."""

from __future__ import annotations

import itertools
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from lapwing.analysis.decoding import NameDecoder, arborescence, conjoin, parts, tree

LABELS = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"]


def matrix(rng: np.random.Generator, rows: int, columns: int, rough: bool) -> NDArray[np.float32]:
    """Random scores; rough ones have many ties."""
    scores = rng.integers(-2, 3, (rows, columns)) if rough else rng.normal(0, 3, (rows, columns))
    return scores.astype(np.float32)


def is_tree(heads: list[int]) -> bool:
    """Whether every word reaches the root (0)."""
    for start in range(1, len(heads) + 1):
        at, steps = start, 0
        while at and steps <= len(heads):
            at, steps = heads[at - 1], steps + 1
        if at:
            return False
    return True


def value(scores: NDArray[np.float32], heads: list[int]) -> float:
    return float(sum(float(scores[i, h]) for i, h in enumerate(heads)))


def best(scores: NDArray[np.float32], single: bool) -> float:
    """The value of the best tree, by trying all."""
    count = len(scores)
    every = (list(h) for h in itertools.product(range(count + 1), repeat=count) if all(x != i + 1 for i, x in enumerate(h)))
    return max(value(scores, h) for h in every if is_tree(h) and (not single or h.count(0) == 1))


SEEDS = st.integers(0, 2**32 - 1).map(np.random.default_rng)


@settings(max_examples=120, deadline=None, derandomize=True)
@given(SEEDS, st.integers(1, 30), st.booleans())
def test_a_tree_has_one_root_and_no_cycle(rng: np.random.Generator, count: int, rough: bool) -> None:
    scores = matrix(rng, count, count + 1, rough)
    heads = tree(scores.copy())
    assert len(heads) == count and heads.count(0) == 1 and is_tree(heads)
    assert all(type(h) is int and h != i + 1 for i, h in enumerate(heads))
    assert tree(scores.copy()) == heads


@settings(max_examples=120, deadline=None, derandomize=True)
@given(SEEDS, st.integers(1, 4), st.booleans())
def test_the_tree_is_the_best_one(rng: np.random.Generator, count: int, rough: bool) -> None:
    scores = matrix(rng, count, count + 1, rough)
    assert value(scores, tree(scores.copy())) == pytest.approx(best(scores, single=True), abs=1e-3)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(SEEDS, st.integers(1, 4), st.booleans())
def test_the_arborescence_is_the_best_one_with_any_number_of_roots(rng: np.random.Generator, count: int, rough: bool) -> None:
    scores = matrix(rng, count, count + 1, rough)
    heads = arborescence(scores.astype(np.float64))
    assert is_tree(heads) and value(scores, heads) == pytest.approx(best(scores, single=False), abs=1e-3)


@pytest.mark.parametrize("count", [1, 2, 5, 40])
def test_flat_and_extreme_scores(count: int) -> None:
    for scores in (np.zeros((count, count + 1)), np.full((count, count + 1), -1e4), np.eye(count, count + 1, 1) * 50):
        heads = tree(scores.astype(np.float32))
        assert heads.count(0) == 1 and is_tree(heads)


def is_legal(tags: list[str]) -> bool:
    return all(not tag.startswith("I-") or (before != "O" and before[2:] == tag[2:]) for before, tag in pairwise(["O", *tags]))


@settings(max_examples=120, deadline=None, derandomize=True)
@given(SEEDS, st.integers(1, 12), st.booleans())
def test_names_are_always_legal(rng: np.random.Generator, count: int, rough: bool) -> None:
    scores = matrix(rng, count, len(LABELS), rough)
    tags = NameDecoder(LABELS).decode(scores)
    assert len(tags) == count and is_legal(tags)
    likeliest = [LABELS[i] for i in scores.argmax(axis=1)]
    assert tags == likeliest or not is_legal(likeliest)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(SEEDS, st.integers(1, 3))
def test_names_are_the_best_legal_ones(rng: np.random.Generator, count: int) -> None:
    scores = matrix(rng, count, len(LABELS), rough=False)

    def total(tags: list[str]) -> float:
        return float(sum(float(scores[i, LABELS.index(t)]) for i, t in enumerate(tags)))

    every = (list(t) for t in itertools.product(LABELS, repeat=count))
    assert total(NameDecoder(LABELS).decode(scores)) == pytest.approx(max(total(t) for t in every if is_legal(t)), abs=1e-4)


@pytest.mark.parametrize(
    ("likeliest", "expected"),
    [
        (["B-PER", "I-PER", "O"], ["B-PER", "I-PER", "O"]),
        (["I-PER", "I-PER", "O"], ["B-PER", "I-PER", "O"]),
        (["B-ORG", "I-LOC", "O"], None),
        (["O", "I-LOC", "I-LOC"], ["O", "B-LOC", "I-LOC"]),
    ],
)
def test_names_near_to_legal(likeliest: list[str], expected: list[str] | None) -> None:
    """A span without a beginning gets one, where that is the next best."""
    scores = np.zeros((len(likeliest), len(LABELS)), dtype=np.float32)
    for i, tag in enumerate(likeliest):
        scores[i, LABELS.index(tag)] = 5
        if tag != "O":
            scores[i, LABELS.index("B-" + tag[2:])] += 4
    found = NameDecoder(LABELS).decode(scores)
    assert is_legal(found) and (expected is None or found == expected)


@settings(max_examples=120, deadline=None, derandomize=True)
@given(SEEDS, st.integers(1, 8), st.integers(0, 3), st.sampled_from([0.0, 1.0, 5.0]))
def test_parts_are_trees_side_by_side(rng: np.random.Generator, count: int, roots: int, margin: float) -> None:
    """Spans in order that leave nothing out; several only where the best heads are one tree in each of them."""
    scores = matrix(rng, count, count + 1, rough=False)
    scores[:, 0] -= 4
    scores[rng.permutation(count)[:roots], 0] += 12
    np.fill_diagonal(scores[:, 1:], -1e9)
    found = parts(scores, margin)
    assert [0, *(end for _, end in found)] == [*(start for start, _ in found), count] and all(a < b for a, b in found)
    heads = scores.argmax(axis=1).tolist()
    for start, end in found if len(found) > 1 else ():
        inside = heads[start:end]
        assert inside.count(0) == 1 and all(h == 0 or start < h <= end for h in inside)
        root = start + inside.index(0)
        assert scores[root, 0] - max(scores[root, 1:]) >= margin


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        ([0, 1], [(0, 2)]),
        ([0, 1, 0, 3], [(0, 2), (2, 4)]),
        ([0, 0, 0], [(0, 1), (1, 2), (2, 3)]),
        ([0, 0, 1], [(0, 3)]),
        ([0, 3, 2], [(0, 3)]),
        ([2, 0, 4, 0, 4], [(0, 2), (2, 5)]),
    ],
)
def test_parts(heads: list[int], expected: list[tuple[int, int]]) -> None:
    """Best heads and the spans; trees that reach into each other, and cycles, are no parts."""
    scores = np.zeros((len(heads), len(heads) + 1), dtype=np.float32)
    scores[np.arange(len(heads)), heads] = 3
    assert parts(scores) == expected
    assert len(parts(scores, margin=4)) == 1


@pytest.mark.parametrize(
    ("words", "heads", "expected"),
    [
        ("obj cc nmod", [0, 3, 1], "obj cc conj"),
        ("obj cc nsubj", [0, 3, 1], "obj cc nsubj"),
        ("obj cc conj", [0, 3, 1], "obj cc conj"),
        ("nmod cc obj", [3, 3, 0], "nmod cc obj"),
        ("cc nmod root", [2, 3, 0], "cc nmod root"),
        ("root nmod cc", [0, 1, 2], "root nmod cc"),
    ],
)
def test_a_word_with_its_own_and_is_a_conjunct(words: str, heads: list[int], expected: str) -> None:
    deprel = words.split()
    conjoin(deprel, heads)
    assert deprel == expected.split()
