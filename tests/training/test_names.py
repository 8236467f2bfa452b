"""Stand-off annotations of names, as training reads them."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="module")
def names(request: pytest.FixtureRequest) -> ModuleType:
    path = request.config.rootpath / "training" / "names.py"
    spec = importlib.util.spec_from_file_location("training_names", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


TEXT = "Before. Ana Rao's envoy met NATO in Lima."


@pytest.mark.parametrize(
    ("annotated", "expected"),
    [
        ([], "O O O O O O O O O"),
        ([["PER", 8, 15]], "B-PER I-PER O O O O O O O"),
        ([["PER", 8, 15], ["ORG", 28, 32], ["LOC", 36, 40]], "B-PER I-PER O O O B-ORG O B-LOC O"),
        ([["PER", 8, 14]], "B-PER I-PER O O O O O O O"),
        ([["LOC", 36, 41]], "O O O O O O O B-LOC I-LOC"),
    ],
)
def test_tags_cover_the_words_that_a_name_touches(names: ModuleType, annotated: list[list[object]], expected: str) -> None:
    words, tags = names.tag(TEXT, 8, len(TEXT), annotated)
    assert words == "Ana Rao 's envoy met NATO in Lima .".split()
    assert tags == expected.split()


def test_about_a_tenth_is_held_out_and_always_the_same(names: ModuleType) -> None:
    held = {n for n in range(3000) if names.held_out(f"report-{n}")}
    assert 200 < len(held) < 400
    assert held == {n for n in range(3000) if names.held_out(f"report-{n}")}


def test_sentences_go_to_their_part(names: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    docs = [f"report-{n}" for n in range(40)]
    reports, annotations = tmp_path / "reports.jsonl", tmp_path / "names.jsonl"
    reports.write_text("\n".join(json.dumps({"id": d, "title": "Rao leaves", "text": TEXT}) for d in docs), encoding="utf-8")
    lines = [{"doc": d, "field": f, "start": 0, "end": e, "names": [["PER", 0, 3]]} for d in docs for f, e in (("title", 10), ("text", 7))]
    annotations.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    monkeypatch.setattr(names, "ANNOTATIONS", annotations)
    train, apart = names.news_sentences(reports)
    held = [d for d in docs if names.held_out(d)]
    assert (len(train), len(apart)) == (2 * (len(docs) - len(held)), 2 * len(held)) and held
    assert (["Rao", "leaves"], ["B-PER", "O"]) in train and (["Before", "."], ["B-PER", "O"]) in apart


def test_shipped_annotations_are_well_formed(names: ModuleType) -> None:
    """Offsets within the sentence, in order, without overlap; no text of the reports."""
    rows = [json.loads(line) for line in names.ANNOTATIONS.read_text(encoding="utf-8").splitlines()]
    assert rows
    for row in rows:
        assert set(row) == {"doc", "field", "start", "end", "names"} and row["field"] in ("title", "text")
        at = row["start"]
        for kind, start, end in row["names"]:
            assert kind in ("PER", "ORG", "LOC", "OTH") and at <= start < end <= row["end"], row
            at = end
