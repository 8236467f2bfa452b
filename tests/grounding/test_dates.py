"""The date grammar: every example of the knowledge, and what no example can say."""

from __future__ import annotations

from functools import cache

import pytest
from msgspec import UNSET

from lapwing.analysis.tokenizer import sentences
from lapwing.grounding.dates import DateGrammar, DateMention, ground_dates
from lapwing.knowledge.dates import DateExample, DateRule
from lapwing.knowledge.loader import KnowledgeBase
from lapwing.model import Sentence, Token


@cache
def grammar() -> DateGrammar:
    return DateGrammar(KnowledgeBase())


def ground(text: str, published: str | None = None) -> list[DateMention]:
    """Ground a text whose words carry no analysis."""
    blank = [
        Sentence(
            k,
            text[: words[0].start].count("\n\n"),
            False,
            tuple(Token(t.text, t.start, t.end, t.glued, "", "", "", -1, "", "O", 0.0) for t in words),
        )
        for k, words in enumerate(sentences(text))
    ]
    return ground_dates(blank, published, grammar())


def rules() -> list[tuple[str, DateRule]]:
    base = KnowledgeBase()
    return [(path.name, rule) for path in base.files("dates") for rule in base.read("dates", DateRule, path.stem)]


EXAMPLES = [pytest.param(example, id=f"{file}:{rule.id}:{k}") for file, rule in rules() for k, example in enumerate(rule.examples)]


@pytest.mark.parametrize("example", EXAMPLES)
def test_example(example: DateExample) -> None:
    found = [m.when for m in ground(example.text, example.published)]
    assert [w.text for w in found] == [e.text for e in example.expect]
    for when, expected in zip(found, example.expect, strict=True):
        for name in ("value", "start", "end", "precision", "timex"):
            wanted = getattr(expected, name)
            if wanted is not UNSET:
                assert getattr(when, name) == wanted, (when, name)
        assert when.span is not None and example.text[when.span.start : when.span.end] == when.text


@pytest.mark.parametrize(("file", "rule"), [pytest.param(f, r, id=f"{f}:{r.id}") for f, r in rules()])
def test_rule_has_both_kinds_of_example(file: str, rule: DateRule) -> None:
    assert any(e.expect for e in rule.examples)
    assert any(not e.expect for e in rule.examples)
