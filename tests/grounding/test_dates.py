"""The date grammar: every example of the knowledge, and what no example can say."""

from __future__ import annotations

from functools import cache

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import UNSET

from lapwing.analysis.tokenizer import sentences
from lapwing.grounded import Dated
from lapwing.grounding.date_lexicon import Lexicon, Word
from lapwing.grounding.date_tense import tense
from lapwing.grounding.dates import DateGrammar, ground_dates
from lapwing.knowledge.dates import DateExample, DateRule
from lapwing.knowledge.loader import KnowledgeBase
from lapwing.model import Sentence, Token


@cache
def grammar() -> DateGrammar:
    return DateGrammar(KnowledgeBase())


def ground(text: str, published: str | None = None) -> list[Dated]:
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


def analysed(text: str, heads: list[int], deprels: list[str], upos: list[str]) -> Sentence:
    """A title with a tree."""
    words = sentences(text)[0]
    rows = zip(words, heads, deprels, upos, strict=True)
    return Sentence(0, -1, True, tuple(Token(t.text, t.start, t.end, t.glued, u, "", t.text, h, d, "O", 0.0) for t, h, d, u in rows))


def test_tense_is_that_of_the_governing_verb() -> None:
    """The verb of saying is past and the one that governs the day is future, though both stand before it."""
    said = analysed(
        "Cairo will say it met envoys Monday",
        [2, 2, -1, 4, 2, 4, 4],
        ["nsubj", "aux", "root", "nsubj", "ccomp", "obj", "obl:tmod"],
        ["PROPN", "AUX", "VERB", "PRON", "VERB", "NOUN", "PROPN"],
    )
    assert [m.when.start for m in ground_dates([said], "2021-03-04", grammar())] == ["2021-03-01"]


def test_a_date_without_past_or_future_verb_is_the_nearest() -> None:
    hearing = analysed("Hearing to open April 5", [-1, 2, 0, 2, 3], ["root", "mark", "acl", "obl:tmod", "nummod"], ["NOUN", "PART", "VERB", "PROPN", "NUM"])
    verb = msgspec.structs.replace(hearing.tokens[2], xpos="VB")
    hearing = msgspec.structs.replace(hearing, tokens=(*hearing.tokens[:1], msgspec.structs.replace(hearing.tokens[1], xpos="TO"), verb, *hearing.tokens[3:]))
    assert [m.when.start for m in ground_dates([hearing], "2019-03-17", grammar())] == ["2019-04-05"]


def test_title_is_marked_in_the_span() -> None:
    title = analysed("Talks Monday", [-1, 0], ["root", "obl:tmod"], ["NOUN", "PROPN"])
    (found,) = ground_dates([title], "2021-03-04", grammar())
    assert found.when.span is not None
    assert (found.when.span.in_, found.when.span.start, found.first) == ("title", 6, 1)


def test_without_publication_nothing_is_invented() -> None:
    text = "On Monday they met. It broke up on March 26, last week, two days ago. The next day and in the evening they left. In 2018 not."
    whens = [m.when for m in ground(text)]
    assert {w.start for w in whens if w.text != "2018"} == {None}
    assert all(w.end is None and w.value is None and not w.resolved for w in whens if w.text != "2018")
    assert whens[-1].start == "2018-01-01"


def test_publication_must_be_a_day() -> None:
    with pytest.raises(ValueError, match="isoformat"):
        ground("On Monday they met.", "last week")


PHRASES = {w for _, rule in rules() for phrase in rule.words for w in phrase.split()}
WORDS = st.sampled_from(sorted(PHRASES | set("0 7 31 1999 2000 44 , - / . 3rd May 9/9".split())))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(WORDS, min_size=1, max_size=12), st.sampled_from([None, "2020-02-29"]), st.booleans())
def test_any_words_in_any_order(words: list[str], published: str | None, capital: bool) -> None:
    """No crash; mentions in order, not overlapping, with ends in order."""
    text = " ".join(w.capitalize() if capital else w for w in words)
    last = (-1, -1)
    for mention in ground(text, published):
        when = mention.when
        assert when.span is not None and text[when.span.start : when.span.end] == when.text
        assert (mention.sentence, mention.first) > last and mention.first <= mention.last
        last = (mention.sentence, mention.last)
        if when.start and when.end and not when.start.startswith("-"):
            assert when.start <= when.end


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.text(alphabet="0123456789 :/.-,thMayQ'\u20135\u0663", max_size=40), st.sampled_from([None, "2020-02-29", "0001-01-01"]))
def test_any_characters(text: str, published: str | None) -> None:
    for mention in ground(text, published):
        span = mention.when.span
        assert span is not None and text[span.start : span.end] == mention.when.text


NONSENSE = ["31 February", "31 February 2020", "25:99", "99/99/2020", "2020-13-45", "the 42nd of May", "32 May 2020", "Q7 2020", "the 0th century"]


@pytest.mark.parametrize("words", NONSENSE)
def test_nonsense_is_no_day(words: str) -> None:
    """Nothing with a day is found; a year that stands beside the nonsense is no time either."""
    assert [m.when.value for m in ground(f"They met on {words} there.", "2020-06-01") if m.when.start] == []


def test_words_are_looked_at_a_bounded_number_of_times(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice the text, twice the look-ups: 25,000 and 50,000 words of the densest kind."""
    calls = 0
    plain = Lexicon.find

    def counted(self: Lexicon, words: list[str], at: int, *roles: str) -> Word | None:
        nonlocal calls
        calls += 1
        return plain(self, words, at, *roles)

    monkeypatch.setattr(Lexicon, "find", counted)
    dense = "On the last two days of May 2019 and the first week of June three years and two months ago they met at 9 p.m. on Friday. "
    seen = []
    for times in (960, 1920):
        calls = 0
        ground(dense * times, "2020-06-01")
        seen.append(calls)
    assert seen[1] <= 2.1 * seen[0]


class _Counted(list[str]):
    """Words that count how often they are looked at."""

    looks = 0

    def __getitem__(self, at):  # type: ignore[no-untyped-def, override]
        self.looks += 1
        return super().__getitem__(at)


def test_the_verb_of_a_time_is_looked_for_nearby() -> None:
    """In a sentence without stops the search does not go back to its beginning."""
    words = _Counted(["word"] * 5000)
    blank = Sentence(0, 0, False, tuple(Token("word", 5 * k, 5 * k + 4, False, "", "", "", -1, "", "O", 0.0) for k in range(5000)))
    assert tense(blank, [], words, 4990, 4990, grammar().lexicon) == "told"
    assert words.looks < 1000
