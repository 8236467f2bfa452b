"""Figures on a small made corpus, worked out by hand, and the command."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from lapwing import cli
from lapwing.scoring.fields import days, evidence_spans
from lapwing.scoring.figures import Document, pairs, score

TEXT = "Envoys met in Nairobi\nThe envoys of Chad met in Nairobi on Friday. Police arrested two men in Lagos. The rebels might attack Goma."


def event(kind: str, quote: str, who: str = "TCD", whom: str = "", day: str = "2020-01-03", **more: Any) -> dict[str, Any]:
    whom_list = [{"country": whom, "sector": "CVL"}] if whom else []
    return {"type": kind, "evidence": [quote], "actors": [{"country": who, "sector": "GOV"}], "recipients": whom_list,
            "when": {"value": day}, "status": "actual", "historical": False, **more}  # fmt: skip


GOLD = [
    event("CONSULT", "The envoys of Chad met in Nairobi on Friday.", core=True),
    event("COERCE", "Police arrested two men in Lagos.", "NGA", "NGA"),
    event("ASSAULT", "The rebels might attack Goma.", "COD", status="hypothetical"),
    event("AGREE", "Envoys met", optional=True),
]


def document(*predicted: dict[str, Any]) -> Document:
    return Document("d", TEXT, GOLD, predicted)


def test_all_right() -> None:
    figures, errors = score([document(*GOLD)])
    assert (figures.found.f1, figures.dyad.f1, figures.core_recall, errors) == (100, 100, 100, [])
    assert (figures.gold, figures.predicted) == (3, 3)
    assert figures.fields["status"] == (100.0, 3, 3)
    assert figures.fields["fatalities low"] == (0.0, 0, 0)


def test_misses_extras_and_wrong_fields_are_counted_and_named() -> None:
    wrong = event("COERCE", "arrested two men", "NGA", "BEN", "2020-01-04")
    extra = event("PROTEST", "The rebels might attack Goma.")
    figures, errors = score([document(wrong, extra)])
    assert (figures.found.p, figures.found.r, figures.found.f1) == (50.0, 33.3, 40.0)
    assert figures.dyad.f1 == 0.0 and figures.core_recall == 0.0
    assert sorted((e.kind, e.type) for e in errors) == [
        ("extra", "PROTEST"), ("missed", "ASSAULT"), ("missed", "CONSULT"), ("recipient countries", "COERCE"), ("when", "COERCE"),
    ]  # fmt: skip
    assert figures.types["COERCE"][0].f1 == 100.0 and figures.types["PROTEST"][0].p == 0.0


def test_one_prediction_matches_one_event_and_the_better_one() -> None:
    near, far = event("CONSULT", "envoys of Chad met in Nairobi on Friday"), event("CONSULT", "Envoys met", "KEN", day="2019-01-01")
    assert pairs(GOLD, [far, near], TEXT) == [(0, 1)]


def test_without_shared_words_the_same_actors_and_day_are_enough() -> None:
    assert pairs(GOLD, [event("CONSULT", "nowhere in the text")], TEXT) == [(0, 0)]
    assert pairs(GOLD, [event("CONSULT", "nowhere in the text", "KEN")], TEXT) == []


def test_what_matches_an_optional_event_counts_neither_way() -> None:
    figures, errors = score([document(*GOLD[:3], event("AGREE", "Envoys met"))])
    assert (figures.predicted, figures.found.f1, errors) == (3, 100.0, [])


def test_any_annotator_may_be_right() -> None:
    gold = GOLD[1] | {"variants": [event("SANCTION", "Police arrested two men in Lagos.", "NGA", "BEN")]}
    figures, _ = score([Document("d", TEXT, [gold], [event("SANCTION", "Police arrested", "NGA", "BEN")])])
    assert figures.dyad.f1 == 100.0


def test_intervals_hold_the_figure_and_are_the_same_twice() -> None:
    documents = [document(*GOLD), document(), document(GOLD[0]), document(*GOLD[:2])]
    first, second = score(documents)[0], score(documents)[0]
    low, high = first.intervals["found"]
    assert first == second and low < first.found.f1 < high


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (None, ("", "")),
        ({"value": "2020"}, ("2020-01-01", "2020-12-31")),
        ({"value": "2020-02"}, ("2020-02-01", "2020-02-29")),
        ({"value": "2019-04/.."}, ("2019-04-01", "")),
        ({"value": "2020-01-03/2020-01-05"}, ("2020-01-03", "2020-01-05")),
        ({"start": "2020-01-03", "end": None, "value": "x"}, ("2020-01-03", "")),
        ({"value": "2020-02-31"}, ("", "")),
    ],
)
def test_days(when: Any, expected: tuple[str, str]) -> None:
    assert days(when) == expected


def test_quotes_are_found_whatever_their_spaces() -> None:
    assert evidence_spans({"evidence": ["two  men,\nin Lagos", "absent", {"quote": "Goma"}]}, TEXT) == [(83, 99), (125, 129)]


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    for name, content in {"docs": {"id": "d", "title": TEXT[:21], "text": TEXT[22:], "published": "2020-01-04"}, "gold": {"events": GOLD}}.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "d.json").write_text(json.dumps(content), encoding="utf-8")
    return tmp_path


def test_command(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = gold / "predictions.jsonl"
    given.write_text(json.dumps({"report": {"id": "d"}, "events": GOLD[:2]}) + "\n", encoding="utf-8")
    assert cli.main(["score", str(gold), str(given), "--errors"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("d\tmissed\tASSAULT\tThe rebels might attack Goma.\n1 reports, 3 annotated events, 2 predicted\n")
    assert "found                  F1  80.0   precision 100.0   recall  66.7" in out and "wrong: missed                  1   ASSAULT 1" in out
    assert cli.main(["score", str(gold), str(given), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["figures"]["found"] == {"p": 100.0, "r": 66.7, "f1": 80.0}


def test_command_codes_the_reports_itself(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["score", str(gold)]) == 0
    assert "1 reports, 3 annotated events" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "content"),
    [("gold/d.json", "{"), ("docs/d.json", '{"id": 1}'), ("gold/d.json", '{"events": [{}]}'), ("predictions.jsonl", "\nx\n")],
)
def test_broken_files_are_named(gold: Path, capsys: pytest.CaptureFixture[str], name: str, content: str) -> None:
    (gold / "predictions.jsonl").write_text("", encoding="utf-8")
    (gold / name).write_text(content, encoding="utf-8")
    assert cli.main(["score", str(gold), str(gold / "predictions.jsonl")]) == 1
    assert f"{name}" in capsys.readouterr().err


def test_a_folder_without_annotations(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["score", str(tmp_path)]) == 1
    assert "no annotated reports" in capsys.readouterr().err
