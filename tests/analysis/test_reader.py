"""The reader: what any model must give, and what is said of weights that are missing or damaged."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from lapwing.analysis import reader as module
from lapwing.analysis.reader import MAX_PIECES, WEIGHTS, Reader
from lapwing.analysis.tokenizer import Token as Word
from lapwing.analysis.tokenizer import sentences
from lapwing.errors import ModelError
from lapwing.model import Sentence
from lapwing.pipeline import Pipeline

pytestmark = pytest.mark.engine

TEXT = "Kenya's prime minister met rebels in Juba on Monday. Talks failed. They can't agree.\n\n“No,” he said. 5"
ODD = ["x" * 400, "👍", "\u0000", "שלום", "...", "中" * 50]


@pytest.fixture(scope="module")
def reader(pipeline: Pipeline) -> Reader:
    return pipeline.reader


def cut(text: str) -> list[list[Word]]:
    return [list(s) for s in sentences(text)]


def read(reader: Reader, given: Sequence[Sequence[Word]]) -> list[Sentence]:
    return reader.read(given, [(n, n == 0) for n in range(len(given))])


def check(given: Sequence[Sequence[Word]], found: Sequence[Sentence]) -> None:
    """Sentences in order with the words as given, each a single-rooted tree, roles and names within it."""
    assert [[(t.text, t.start, t.end, t.glued) for t in s.tokens] for s in found] == [[tuple(w) for w in s] for s in given]
    for number, sentence in enumerate(found):
        assert (sentence.index, sentence.paragraph, sentence.in_title) == (number, number, number == 0)
        count = len(sentence.tokens)
        assert [t.deprel for t in sentence.tokens if t.head == -1] == ["root"]
        assert all(-1 <= t.head < count and t.head != i and (t.deprel != "root") == (t.head >= 0) for i, t in enumerate(sentence.tokens))
        assert all(0 <= r.predicate < count and 0 <= r.argument < count and r.argument != r.predicate for r in sentence.roles)
        assert list(sentence.roles) == sorted(sentence.roles, key=lambda r: (r.predicate, r.argument))
        assert all(t.upos and t.xpos and t.lemma and 0 <= t.factual <= 1 for t in sentence.tokens)
        tags = ["O", *(t.ner for t in sentence.tokens)]
        assert all(not b.startswith("I-") or a[2:] == b[2:] for a, b in pairwise(tags))


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(cut(TEXT), id="prose"),
        pytest.param([], id="nothing"),
        pytest.param([[Word(w, 0, len(w), False)] for w in ODD], id="odd words"),
        pytest.param([[Word(w, n, n + 1, False) for n, w in enumerate(["Unpronounceabilities"] * (MAX_PIECES + 40))]], id="longer than the model"),
    ],
)
def test_analysis_is_well_formed(reader: Reader, given: list[list[Word]]) -> None:
    found = read(reader, given)
    check(given, found)
    assert read(reader, given) == found


def test_another_reader_says_the_same(reader: Reader) -> None:
    given = cut(TEXT)
    other = Reader()
    assert other.version == reader.version and len(reader.version) == 12
    assert read(other, given) == read(reader, given)


@pytest.mark.parametrize("size", [1, 64, 100_000])
def test_batches_keep_the_order(size: int) -> None:
    given = cut(TEXT)
    check(given, read(Reader(batch_pieces=size), given))


def test_an_input_of_several_trees_is_several_sentences(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut after two words: numbered on, in the place of the whole, each with its own tree."""
    monkeypatch.setattr(module, "parts", lambda scores: [(0, 2), (2, len(scores))])
    given = cut("They left and we stayed. Nobody came.")
    found = reader.read(given, [(0, False), (1, False)], split=True)
    assert [[t.text for t in s.tokens] for s in found] == [["They", "left"], ["and", "we", "stayed", "."], ["Nobody", "came"], ["."]]
    assert [(s.index, s.paragraph) for s in found] == [(0, 0), (1, 0), (2, 1), (3, 1)]
    for s in found:
        assert sum(t.head < 0 for t in s.tokens) == 1 and all(t.head < len(s.tokens) for t in s.tokens)
        assert all(max(r.predicate, r.argument) < len(s.tokens) for r in s.roles)
    assert len(reader.read(given, [(0, False), (1, False)])) == 2


def test_names_are_legal_in_each_part(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    given = cut("Former United Nations Secretary General Boutros Boutros Ghali visited South Sudan in New York.")
    (whole,) = reader.read(given, [(0, False)])
    inside = next(i for i, t in enumerate(whole.tokens) if t.ner.startswith("I-"))
    monkeypatch.setattr(module, "parts", lambda scores: [(0, inside), (inside, len(scores))])
    assert not any(s.tokens[0].ner.startswith("I-") for s in reader.read(given, [(0, False)], split=True))


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    for path in WEIGHTS.iterdir():
        if path.suffix in (".json", ".txt", ".tsv", ".onnx"):
            shutil.copy(path, tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", ["reader.onnx", "labels.json", "vocab.txt", "lemmas.tsv"])
def test_missing_weights_are_named(weights: Path, name: str) -> None:
    (weights / name).unlink()
    with pytest.raises(ModelError, match=name):
        Reader(weights)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("labels.json", b"{", id="no json"),
        pytest.param("vocab.txt", b"\xff\xfe", id="not utf-8"),
        pytest.param("labels.json", b"{}", id="no labels"),
        pytest.param("reader.onnx", b"not a graph", id="no graph"),
        pytest.param("lemmas.tsv", b"one column\n", id="no table"),
    ],
)
def test_damaged_weights_are_a_model_error(weights: Path, name: str, content: bytes) -> None:
    (weights / name).write_bytes(content)
    with pytest.raises(ModelError):
        Reader(weights)
