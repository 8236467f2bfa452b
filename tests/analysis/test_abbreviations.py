"""The word lists of the tokeniser."""

from __future__ import annotations

import pytest

from lapwing.analysis.abbreviations import ABBREVIATIONS, PREFIXES, TITLES
from lapwing.analysis.tokenizer import sentences, tokenize


@pytest.mark.parametrize("word", sorted(ABBREVIATIONS))
def test_an_abbreviation_keeps_its_stop_and_ends_no_sentence_before_a_small_letter(word: str) -> None:
    assert [t.text for t in tokenize(f"see {word}. here")] == ["see", f"{word}.", "here"]
    assert len(sentences(f"They see {word}. here.")) == 1


@pytest.mark.parametrize("word", sorted(a for a in ABBREVIATIONS if a.lower() in TITLES))
def test_no_sentence_ends_after_a_title(word: str) -> None:
    assert len(sentences(f"They met {word}. Rao there.")) == 1


@pytest.mark.parametrize("prefix", sorted(PREFIXES))
def test_a_prefix_keeps_its_hyphen(prefix: str) -> None:
    assert [t.text for t in tokenize(f"a {prefix}-state view")] == ["a", f"{prefix}-state", "view"]
