"""From scores to structures: single-root trees, legal name spans. numpy only."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Ints = NDArray[np.int64]


def parts(scores: Scores, margin: float = 1.0) -> list[tuple[int, int]]:
    """Word spans of the sentences in one input: more than one where the best heads are several trees side by side.

    Each root after the first must beat its best other head by ``margin``; else the input is one sentence.
    """
    count = scores.shape[0]
    heads = scores.argmax(axis=1)
    roots = np.flatnonzero(heads == 0)
    if len(roots) < 2 or not _acyclic(heads.tolist()):
        return [(0, count)]
    lead = scores[roots, 0] - scores[roots, 1:].max(axis=1)
    if (lead < margin).any():
        return [(0, count)]
    owner = [_root_of(i, heads) for i in range(count)]
    starts = [0, *(i for i in range(1, count) if owner[i] != owner[i - 1])]
    if len(starts) != len(roots):
        return [(0, count)]
    return list(zip(starts, [*starts[1:], count], strict=True))


def _root_of(word: int, heads: Ints) -> int:
    while heads[word]:
        word = int(heads[word]) - 1
    return word


def tree(scores: Scores) -> list[int]:
    """Heads of the best single-root tree. ``scores[i, j]`` is for head j of word i; column 0 is the root. Returns 0 for the root, else j (1-based)."""
    count = scores.shape[0]
    np.fill_diagonal(scores[:, 1:], -1e9)
    heads = scores.argmax(axis=1)
    if int((heads == 0).sum()) == 1 and _acyclic(heads.tolist()):
        return [int(h) for h in heads]
    if count == 1:
        return [0]
    return _best_single_root(scores)


_LOOSE = frozenset({"nmod:desc", "appos", "nmod", "nmod:unmarked", "compound", "dep", "list", "parataxis"})


def conjoin(deprel: list[str], heads: Sequence[int]) -> None:
    """Make a word that has an "and" of its own, and whose head stands before that, a conjunct: Universal Dependencies allow nothing else there.

    ``heads`` are 1-based with 0 for the root; ``deprel`` is changed in place.
    """
    for i, name in enumerate(deprel):
        word = heads[i] - 1
        if name == "cc" and i < word and deprel[word] in _LOOSE and 0 < heads[word] <= i:
            deprel[word] = "conj"


def _acyclic(heads: Sequence[int]) -> bool:
    state = [0] * (len(heads) + 1)
    state[0] = 2
    for i in range(1, len(heads) + 1):
        path = []
        at = i
        while state[at] == 0:
            state[at] = 1
            path.append(at)
            at = heads[at - 1]
        if state[at] == 1:
            return False
        for p in path:
            state[p] = 2
    return True


def _best_single_root(scores: Scores) -> list[int]:
    """Only words whose root score is competitive are tried as root; each trial is one maximum arborescence."""
    count = scores.shape[0]
    top = scores.max(axis=1)
    loss = top - scores[:, 0]
    tries = [int(r) for r in np.argsort(loss, kind="stable")[: min(4, count)]]
    best, found = -np.inf, [0] * count
    for root in tries:
        trial = scores.astype(np.float64).copy()
        trial[:, 0] = -1e6
        trial[root] = -1e6
        trial[root, 0] = scores[root, 0]
        heads = arborescence(trial)
        value = float(sum(trial[i, h] for i, h in enumerate(heads)))
        if value > best:
            best, found = value, heads
    return found


def arborescence(scores: NDArray[np.float64]) -> list[int]:
    """Chu-Liu/Edmonds over ``scores[i, j]`` (head j of word i, column 0 the root); returns each word's head."""
    count = scores.shape[0]
    full = np.full((count + 1, count + 1), -np.inf)
    full[1:] = scores
    np.fill_diagonal(full, -np.inf)
    heads = _edmonds(full)
    return [int(h) for h in heads[1:]]


def _edmonds(full: NDArray[np.float64]) -> list[int]:
    size = full.shape[0]
    heads = [0] + [int(h) for h in full[1:].argmax(axis=1)]
    cycle = _cycle(heads)
    if not cycle:
        return heads
    inside = np.zeros(size, dtype=bool)
    inside[cycle] = True
    outside = [i for i in range(size) if not inside[i]]
    cycle_score = np.array([full[c, heads[c]] for c in cycle])
    # Contract the cycle to one new node, the last one.
    small = np.full((len(outside) + 1, len(outside) + 1), -np.inf)
    small[:-1, :-1] = full[np.ix_(outside, outside)]
    enter = full[np.ix_(cycle, outside)] - cycle_score[:, None]
    leave = full[np.ix_(outside, cycle)]
    entry = enter.argmax(axis=0)
    small[-1, :-1] = enter.max(axis=0)
    exits = leave.argmax(axis=1)
    small[:-1, -1] = leave.max(axis=1)
    inner = _edmonds(small)
    result = list(heads)
    for n, node in enumerate(outside):
        if n == 0:
            continue
        result[node] = cycle[int(exits[n])] if inner[n] == len(outside) else outside[inner[n]]
    broken = cycle[int(entry[inner[-1]])]
    result[broken] = outside[inner[-1]]
    return result


def _cycle(heads: Sequence[int]) -> list[int]:
    state = [0] * len(heads)
    state[0] = 2
    for i in range(1, len(heads)):
        path, at = [], i
        while state[at] == 0:
            state[at] = 1
            path.append(at)
            at = heads[at]
        if state[at] == 1:
            return path[path.index(at) :]
        for p in path:
            state[p] = 2
    return []


class NameDecoder:
    """Viterbi over BIO tags in which I-X follows only B-X or I-X."""

    def __init__(self, labels: Sequence[str]) -> None:
        self.labels = tuple(labels)
        self._outside = self.labels.index("O")
        self._start = np.array([-1e4 if x.startswith("I-") else 0.0 for x in labels], dtype=np.float32)
        self._allowed = np.zeros((len(labels), len(labels)), dtype=np.float32)
        for j, label in enumerate(labels):
            if label.startswith("I-"):
                for i, before in enumerate(labels):
                    if before == "O" or before[2:] != label[2:]:
                        self._allowed[i, j] = -1e4

    def decode(self, scores: Scores) -> list[str]:
        """Best legal tags of one sentence; ``scores`` is (words, labels)."""
        best = scores.argmax(axis=1)
        if self._legal(best):
            return [self.labels[i] for i in best]
        score = scores[0] + self._start
        back: list[Ints] = []
        for row in scores[1:]:
            paths = score[:, None] + self._allowed
            arg = paths.argmax(axis=0)
            back.append(arg)
            score = paths[arg, np.arange(len(arg))] + row
        path = [int(score.argmax())]
        for arg in reversed(back):
            path.append(int(arg[path[-1]]))
        return [self.labels[i] for i in reversed(path)]

    def _legal(self, best: Ints) -> bool:
        previous = self._outside
        for tag in best.tolist():
            if tag != self._outside and self._allowed[previous, tag] < 0:
                return False
            previous = tag
        return True
