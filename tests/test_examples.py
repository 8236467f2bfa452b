"""Every example of the lexicon, coded with all knowledge loaded."""

from __future__ import annotations

import pytest

from lapwing.knowledge.examples import collect, problems, report_of
from lapwing.knowledge.loader import KnowledgeBase
from lapwing.knowledge.schema import Entry, Example
from lapwing.pipeline import Pipeline

BASE = KnowledgeBase()
EXAMPLES = list(collect(BASE))


@pytest.mark.engine
@pytest.mark.parametrize("example", [pytest.param(e, id=i) for i, e in EXAMPLES])
def test_example(pipeline: Pipeline, example: Example) -> None:
    assert problems(example, pipeline.code(report_of(example)).events) == []


@pytest.mark.parametrize("entry", [pytest.param(e, id=e.id) for e in BASE.read("lexicon/en", Entry)])
def test_entry_has_positive_and_negative_example(entry: Entry) -> None:
    if entry.type == "none":
        assert any(e.expect == "none" or e.not_ for e in entry.examples)
        return
    assert any(e.expect not in (None, "none") for e in entry.examples), "no positive example"
    assert any(e.expect == "none" or e.not_ or _other(e, entry) for e in entry.examples), "no negative example"


def _other(example: Example, entry: Entry) -> bool:
    wanted = example.expect if isinstance(example.expect, list) else [example.expect]
    return all(w.get("type") != entry.type or w.get("status") not in (None, "actual") for w in wanted)
