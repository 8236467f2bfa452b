"""The whole flow with the real weights and all knowledge: what must hold whatever the model says."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import UNSET, structs

from lapwing.model import Coded, Report, Sentence, to_json
from lapwing.pipeline import Pipeline
from lapwing.settings import Settings
from lapwing.trees import Tree

pytestmark = pytest.mark.engine

TITLE = "Kenyan premier, rebel chief hold talks in Nairobi"
BODY = """Kenya's prime minister met the leader of the rebels in Nairobi on Monday, a spokesman said. They agreed to release 20 prisoners.

Last week soldiers killed at least 12 civilians in an attack on a market near Mandera; the government denied it. “We condemn this act,” the
president told reporters.

Police arrested two protesters yesterday. The United Nations will send food aid to the region next month, according to Norway's foreign ministry.
In 2011 rebels attacked Kenyan troops in Somalia."""
REPORTS = {
    "news": Report("news", TITLE, "2020-04-22", "https://example.org/a", "Example", BODY),
    "no title": Report("no title", None, "2020-04-22", None, None, BODY),
    "no date": Report("no date", TITLE, None, None, None, BODY),
    "title only": Report("title only", TITLE, "2020-04-22", None, None, ""),
    "title as text": Report("title as text", TITLE, "2020-04-22", None, None, f"{TITLE}\n\n{BODY}"),
    "leap day": Report("leap day", None, "2020-02-29", None, None, "France expelled two Russian diplomats a year ago. On Friday Russia vowed to respond."),
    "curly and long marks": Report("marks", None, "2020-04-22", None, None, "“Peru’s army — 300 men — attacked Chile’s posts”, said Chile… Peru ‘denied’ it."),
    "no breaks": Report("no breaks", None, "2020-04-22", None, None, " ".join(BODY.split())),
    "a line a sentence": Report("lines", None, "2020-04-22", None, None, BODY.replace(". ", ".\n")),
    "windows breaks": Report("windows", None, "2020-04-22", None, None, BODY.replace("\n", "\r\n")),
    "all capitals": Report("capitals", None, "2020-04-22", None, None, BODY.upper()),
    "small letters": Report("small", TITLE.lower(), "2020-04-22", None, None, BODY.lower()),
}
ODD = {
    "empty": "",
    "white space": " \n\n\t \u00a0\u2003\r\n",
    "one mark": ".",
    "marks": "... ,;:!? \n\n --- “” ‘’ () [] \n $%&*#@ \n …",
    "emoji": "🔥🔥 Police 👮‍♀️ arrested 20 protesters in Lima 🇵🇪 on Monday 😡!!! 🔥",
    "right to left": "שרי החוץ נפגשו ביום שני. التقى وزيرا الخارجية في القاهرة. Egypt's minister (\u202eabc\u202c) met rebels in Cairo.",
    "control characters": "Po\x00lice \x07arrested\x1b[31m two\x7f men\x0b in \x0cLima.\x1c They\u2028fled\u2029to Chile.\x85 \ufeffKenya\ufffd won.",
    "combining marks": "Ke\u0301nya a\u0301\u0301\u0301\u0301ttacked Su\u0308dan. " + "e" + "\u0301" * 300,
    "lone surrogate free text": "\U0010ffff\U000f0000 met \uffff in Lima.",
    "one long word": "attack" * 1000,
    "other scripts": "中国和日本举行会谈。北京。 日本の首相が東京で会談した。 Россия атаковала Украину.",
    "no verb": "Lima. Monday. Kenya. 20.",
    "brackets": "(" * 150 + "Kenya attacked Sudan" + ")" * 150,
    "quotes": '"' * 101 + " Kenya attacked Sudan. ' ' ' \" he said \"" * 8,
    "numbers": "1 2 3 4,5 6.7 8/9 10-11 12:13 14% $15 €16 17th 18s 19am 2020-13-45 31/31/31 000",
}


def spans(coded: Coded) -> Iterator[tuple[str, str | None, int, int, object]]:
    """Everything in the events that claims to be words of the report: what, text, start, end, part."""
    for event in coded.events:
        yield "trigger", event.trigger.text, event.trigger.start, event.trigger.end, event.trigger.in_
        for e in event.evidence:
            yield "evidence", e.quote, e.start, e.end, e.in_
        for who in (*event.actors, *event.recipients):
            assert (who.text is None) == (who.start is None) == (who.end is None)
            if who.start is not None and who.end is not None:
                yield "participant", who.text, who.start, who.end, who.in_
        for name, place in (("when", event.when), ("where", event.where)):
            if place is not None and place.span is not None:
                assert place.text is not None
                yield name, place.span.text, place.span.start, place.span.end, place.span.in_


def check(report: Report, coded: Coded) -> None:
    """What holds for every coded report."""
    assert structs.replace(coded.report, dropped=()) == report
    parts = {"title": report.title or "", UNSET: report.text}
    for what, text, start, end, part in spans(coded):
        assert text and parts[part][start:end] == text, (what, text)
    for cut in coded.report.dropped:
        assert report.text[cut.start : cut.end] == cut.text and cut.reason
    assert len({e.id for e in coded.events}) == len(coded.events)
    for event in coded.events:
        assert event.evidence and event.why and 0 < event.confidence <= 1
        assert event.when is None or not (event.when.start and event.when.end) or event.when.start <= event.when.end
        assert not (event.fatalities and event.type != "ASSAULT")
        assert event.trigger.text in " ".join(e.quote for e in event.evidence)


@pytest.mark.parametrize("name", REPORTS)
def test_every_span_is_exact_and_a_second_run_is_the_same(pipeline: Pipeline, name: str) -> None:
    coded = pipeline.code(REPORTS[name])
    check(REPORTS[name], coded)
    assert to_json(pipeline.code(REPORTS[name])) == to_json(coded)


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("title", [None, "odd"])
def test_odd_text_does_no_harm(pipeline: Pipeline, name: str, title: str | None) -> None:
    """In the body, and in the title as well."""
    report = Report(name, ODD[name] or None if title else None, "2020-04-22", None, None, ODD[name])
    coded = pipeline.code(report)
    check(report, coded)
    assert to_json(pipeline.code(report)) == to_json(coded)


@pytest.mark.parametrize("name", ["empty", "white space", "one mark", "marks", "numbers"])
def test_where_nothing_is_told_nothing_is_coded(pipeline: Pipeline, name: str) -> None:
    assert pipeline.code(Report(name, None, "2020-04-22", None, None, ODD[name])).events == ()


def test_a_sentence_of_three_thousand_words(pipeline: Pipeline) -> None:
    text = "Kenya attacked " + "and the rebels of the north met the police and " * 300 + "Sudan won."
    report = Report("long", None, "2020-04-22", None, None, text)
    check(report, pipeline.code(report))


def test_sentences_of_a_report(pipeline: Pipeline) -> None:
    """In order, title first, paragraphs counted from nought, words exact, one root each."""
    report = REPORTS["news"]
    read = pipeline.parse(report)
    assert [s.index for s in read] == list(range(len(read)))
    assert [s.paragraph for s in read] == sorted(s.paragraph for s in read)
    assert {s.paragraph for s in read} == set(range(-1, read[-1].paragraph + 1)) and read[-1].paragraph >= 2
    assert [s.in_title for s in read] == [s.paragraph == -1 for s in read]
    for s in read:
        _well_formed(s, report)


def _well_formed(s: Sentence, report: Report) -> None:
    text = (report.title or "") if s.in_title else report.text
    assert all(text[t.start : t.end] == t.text for t in s.tokens)
    assert [t.deprel for t in s.tokens if t.head < 0] == ["root"]
    root = next(i for i, t in enumerate(s.tokens) if t.head < 0)
    assert Tree(s).subtree(root) == list(range(len(s.tokens)))
    assert not s.tokens[0].ner.startswith("I-")


def test_without_a_date_of_publication_nothing_relative_is_resolved(pipeline: Pipeline) -> None:
    """Only the year that is written out."""
    events = pipeline.code(REPORTS["no date"]).events
    whens = [e.when for e in events if e.when is not None]
    assert all(w.start is None and w.end is None and not w.resolved for w in whens if w.text is None or "2011" not in w.text)
    assert not any(e.historical for e in events)


def test_cleaning_leaves_the_rest_as_it_was(pipeline: Pipeline) -> None:
    """What is dropped is not read: nothing coded lies in it."""
    text = f"Share this article\n\nPhoto: Jane Doe/Example Agency\n\n{BODY}\n\nRead more: Police kill dozens in Lima\n\n© 2020 Example. All rights reserved."
    coded = pipeline.code(Report("page", TITLE, "2020-04-22", None, None, text))
    check(structs.replace(coded.report, dropped=()), coded)
    for what, _, start, end, part in spans(coded):
        assert part == "title" or not any(d.start < end and start < d.end for d in coded.report.dropped), what


TOLD = ("news", "no title", "leap day", "curly and long marks")
SCRIPT = """
import sys
from test_pipeline import REPORTS, TOLD
from lapwing.model import to_json
from lapwing.pipeline import Pipeline
pipeline = Pipeline()
for name in TOLD:
    sys.stdout.buffer.write(to_json(pipeline.code(REPORTS[name])) + b"\\n")
"""


def test_other_processes_say_the_same(pipeline: Pipeline, environment: dict[str, str]) -> None:
    """Byte for byte, whatever the order of sets is in a process, and whatever it has coded before."""
    own = b"".join(to_json(pipeline.code(REPORTS[name])) + b"\n" for name in TOLD)
    for seed in "12":
        run = subprocess.run([sys.executable, "-c", SCRIPT], env={**environment, "PYTHONHASHSEED": seed}, capture_output=True, check=False)
        assert (run.returncode, run.stderr) == (0, b"")
        assert run.stdout == own


def test_own_knowledge_is_used(pipeline: Pipeline, tmp_path: Path) -> None:
    """An entry of the user's folder fires, is named as the reason, and changes the version."""
    lexicon = tmp_path / "lexicon" / "en"
    lexicon.mkdir(parents=True)
    (lexicon / "mine.yaml").write_text("- {id: mine.flimber, type: AID, when: {verb: [flimber, help]}, political: false}\n", encoding="utf-8")
    own = Pipeline(Settings(knowledge=(tmp_path,)))
    assert own.knowledge.folders[1:] == (tmp_path,)
    assert own.versions.model == pipeline.versions.model and own.versions.knowledge != pipeline.versions.knowledge
    assert "flimber" in own.lexicon.keys("verb") and "flimber" not in pipeline.lexicon.keys("verb")


def test_given_words_are_kept(pipeline: Pipeline) -> None:
    given = [["Kenya", "ca", "n't", "agree", "."], ["Yes"], ["A b", "c"]] * 40
    read = pipeline.parse_words(given)
    assert [[t.text for t in s.tokens] for s in read] == given
    assert [(t.start, t.end) for t in read[0].tokens[:3]] == [(0, 5), (6, 8), (9, 12)]
    assert pipeline.parse_words([]) == []
