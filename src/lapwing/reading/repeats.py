"""Paragraphs that are told twice: word for word, nearly so, or as a stretch of another paragraph (pull quotes, captions). Linear in the
text."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

EARLIER = "repeats an earlier paragraph"
STRETCH = "repeats part of another paragraph"

NEAR = 0.9
"""Share of the words of the longer of two paragraphs that both have, from which they are copies."""
FEWEST_NEAR = 10
"""Words: shorter paragraphs are copies only word for word."""
FEWEST_STRETCH, MOST_STRETCH = 8, 80
"""Words of a paragraph that is looked for inside others."""

_SHINGLE, _KEPT, _BUCKET, _TRIED = 4, 8, 4, 12
_WORD = re.compile(r"\w+")
_TELLING = frozenset(
    "not no never none without nor cannot t one two three four five six seven eight nine ten eleven twelve dozen dozens hundred hundreds "
    "thousand thousands million billion first second third fourth half north south east west northern southern eastern western "
    "men women man woman".split()
)
"""Lower-case words that make another statement where the rest is the same (``t`` is what is left of "n't")."""


def find(paragraphs: Sequence[str]) -> dict[int, str]:
    """Index of each paragraph that repeats another, with the reason. The first copy is kept; a stretch loses to the longer paragraph."""
    words = [_WORD.findall(paragraph) for paragraph in paragraphs]
    lower = [[word.lower() for word in paragraph] for paragraph in words]
    found: dict[int, str] = {}
    exact: set[str] = set()
    buckets: dict[int, list[int]] = {}
    for index, paragraph in enumerate(lower):
        key = " ".join(paragraph)
        keys = _sketch(paragraph)
        if key and (key in exact or _near_copy(index, keys, words, buckets)):
            found[index] = EARLIER
            continue
        exact.add(key)
        for sketch in keys:
            bucket = buckets.setdefault(sketch, [])
            if len(bucket) < _BUCKET:
                bucket.append(index)
    found.update(_stretches(lower, found))
    return found


def _sketch(words: Sequence[str]) -> list[int]:
    """The smallest hashes of the word 4-grams: copies share most of them (bottom-k MinHash, Broder 1997)."""
    if len(words) < FEWEST_NEAR:
        return []
    hashes = {zlib.crc32(" ".join(words[i : i + _SHINGLE]).encode()) for i in range(len(words) - _SHINGLE + 1)}
    return sorted(hashes)[:_KEPT]


def _near_copy(index: int, keys: Sequence[int], words: Sequence[Sequence[str]], buckets: dict[int, list[int]]) -> bool:
    shared = Counter(other for key in keys for other in buckets.get(key, ()))
    return any(_near(words[other], words[index]) for other, _ in shared.most_common(_TRIED))


def _near(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether so many words are the same, and those that differ are no numbers, negations or two different names."""
    longer = max(len(first), len(second))
    if min(len(first), len(second)) < NEAR * longer:
        return False
    one, two = Counter(map(str.lower, first)), Counter(map(str.lower, second))
    if (one & two).total() < NEAR * longer:
        return False
    differ = set((one - two) + (two - one))
    if any(word in _TELLING or word.isdigit() for word in differ):
        return False
    return not (_names(first, one - two) and _names(second, two - one))


def _names(words: Sequence[str], only: Counter[str]) -> bool:
    return any(word[0].isupper() and word.lower() in only for word in words[1:])


def _stretches(lower: Sequence[Sequence[str]], dropped: dict[int, str]) -> dict[int, str]:
    """Kept paragraphs that stand word for word inside a longer kept one."""
    wanted: dict[tuple[str, ...], list[int]] = {}
    for index, words in enumerate(lower):
        if index not in dropped and FEWEST_STRETCH <= len(words) <= MOST_STRETCH:
            wanted.setdefault(tuple(words[:FEWEST_STRETCH]), []).append(index)
    found: dict[int, str] = {}
    if not wanted:
        return found
    starts = {key[:2] for key in wanted}
    for index, words in enumerate(lower):
        if index in dropped:
            continue
        for at, pair in enumerate(pairwise(words)):
            if pair not in starts:
                continue
            for other in wanted.get(tuple(words[at : at + FEWEST_STRETCH]), ())[:_BUCKET]:
                size = len(lower[other])
                if size < len(words) and words[at : at + size] == lower[other]:
                    found[other] = STRETCH
    return found
