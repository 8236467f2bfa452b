"""Word pieces and word shapes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lapwing.analysis import wordpiece
from lapwing.analysis.wordpiece import MAX_PIECES_PER_WORD, UNKNOWN, WordPiece, word_shape

PIECES = ["[PAD]", "un", "##ar", "##med", "unarmed", "zu", "##rich", "-", "a", "##a", "##b", "led", "us", "中", "##中"]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("unarmed", ["unarmed"]),
        ("Unarmed", ["unarmed"]),
        ("unar", ["un", "##ar"]),
        ("Zürich", ["zu", "##rich"]),
        ("US-led", ["us", "-", "led"]),
        ("aab", ["a", "##a", "##b"]),
        ("中中", ["中", "中"]),
        ("unx", None),
        ("x-a", ["", "-", "a"]),
        ("a" * 61, None),
        ("\u0301", None),
        ("", None),
        ("\u0000", None),
        ("👍", None),
    ],
)
def test_cut(word: str, expected: list[str] | None) -> None:
    """The longest piece first; a chunk that cannot be spelt is unknown as a whole (here None, or empty in a list)."""
    numbers = {p: i for i, p in enumerate(PIECES)}
    assert WordPiece(PIECES).cut(word) == tuple(numbers.get(p, UNKNOWN) for p in (expected or [""]))


@settings(max_examples=80, deadline=None, derandomize=True)
@given(st.text(max_size=80) | st.text("ab-中un", max_size=80))
def test_every_word_has_between_one_piece_and_the_cap(word: str) -> None:
    cutter = WordPiece(PIECES)
    found = cutter.cut(word)
    assert 1 <= len(found) <= MAX_PIECES_PER_WORD
    assert all(n == UNKNOWN or 0 <= n < len(PIECES) for n in found)
    assert cutter.cut(word) == found == WordPiece(PIECES).cut(word)


def test_load_numbers_lines_from_nought(tmp_path: Path) -> None:
    path = tmp_path / "vocab.txt"
    path.write_text("\n".join(PIECES) + "\n", encoding="utf-8")
    loaded = WordPiece.load(path)
    assert loaded.cut("unar") == (1, 2) and list(loaded.pieces) == PIECES


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("troops", "LOWER"),
        ("Kenya", "TITLE"),
        ("Ngũgĩ", "TITLE"),
        ("NATO", "UPPER"),
        ("U.S.", "UPPER"),
        ("A", "SINGLE"),
        ("J.", "SINGLE"),
        ("McRae", "MIXED"),
        ("iPhone", "MIXED"),
        ("2019", "DIGIT"),
        ("3.5", "DIGIT"),
        ("21st", "LOWER"),
        (",", "OTHER"),
        ("👍", "OTHER"),
        ("", "OTHER"),
        ("中国", "LOWER"),
        ("שלום", "LOWER"),
    ],
)
def test_shape(word: str, shape: str) -> None:
    assert word_shape(word) == getattr(wordpiece, shape)
