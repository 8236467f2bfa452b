"""WordPiece for the reader's uncased vocabulary: words in, piece numbers and word shapes out.

The algorithm is BERT's (Devlin et al. 2019): lower-case, strip accents, cut at punctuation, then greedy longest match. Words are
given by our own tokeniser, so a word never spans two of them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import KeysView, Sequence
from pathlib import Path

PAD, UNKNOWN, START, END = 0, 100, 101, 102
MAX_PIECES_PER_WORD = 12
_MAX_CHARACTERS = 60

LOWER, TITLE, UPPER, SINGLE, MIXED, DIGIT, OTHER, SPECIAL = range(8)


def word_shape(word: str) -> int:
    """The shape class of a word: what the uncased vocabulary cannot see."""
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return DIGIT if any(c.isdigit() for c in word) else OTHER
    if all(c.islower() or not c.isupper() for c in letters):
        return LOWER
    if all(c.isupper() for c in letters):
        return SINGLE if len(letters) == 1 else UPPER
    if letters[0].isupper() and not any(c.isupper() for c in letters[1:]):
        return TITLE
    return MIXED


def _is_punctuation(char: str) -> bool:
    return unicodedata.category(char)[0] == "P" or (ord(char) < 128 and not char.isalnum() and not char.isspace())


def _basic(word: str) -> list[str]:
    """Lower-cased, accent-free chunks of a word, cut at punctuation and CJK characters."""
    plain = unicodedata.normalize("NFD", word.lower())
    chunks: list[str] = []
    open_chunk = False
    for char in plain:
        if unicodedata.category(char) == "Mn":
            continue
        if char.isspace() or ord(char) < 32:
            open_chunk = False
        elif _is_punctuation(char) or 0x4E00 <= ord(char) <= 0x9FFF:
            chunks.append(char)
            open_chunk = False
        elif open_chunk:
            chunks[-1] += char
        else:
            chunks.append(char)
            open_chunk = True
    return chunks


class WordPiece:
    """The vocabulary, with a cache of words already cut."""

    def __init__(self, pieces: Sequence[str]) -> None:
        self._ids = {piece: i for i, piece in enumerate(pieces)}
        self._cache: dict[str, tuple[int, ...]] = {}

    @classmethod
    def load(cls, path: Path) -> WordPiece:
        """Read a vocabulary of one piece a line."""
        return cls(path.read_text(encoding="utf-8").splitlines())

    @property
    def pieces(self) -> KeysView[str]:
        """The vocabulary as a set of words and word parts."""
        return self._ids.keys()

    def cut(self, word: str) -> tuple[int, ...]:
        """Piece numbers of one word, at least one and at most ``MAX_PIECES_PER_WORD``."""
        known = self._cache.get(word)
        if known is None:
            found: list[int] = []
            for chunk in _basic(word):
                found.extend(self._greedy(chunk))
                if len(found) >= MAX_PIECES_PER_WORD:
                    break
            known = tuple(found[:MAX_PIECES_PER_WORD]) or (UNKNOWN,)
            if len(self._cache) < 200_000:
                self._cache[word] = known
        return known

    def _greedy(self, chunk: str) -> list[int]:
        if len(chunk) > _MAX_CHARACTERS:
            return [UNKNOWN]
        found: list[int] = []
        start = 0
        while start < len(chunk):
            for end in range(len(chunk), start, -1):
                number = self._ids.get(("##" if start else "") + chunk[start:end])
                if number is not None:
                    found.append(number)
                    start = end
                    break
            else:
                return [UNKNOWN]
        return found
