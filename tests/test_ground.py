"""``lapwing ground`` and ``lapwing actor`` with the real engine: the contract, and input that is hostile or broken."""

from __future__ import annotations

import io
import json
import sys
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lapwing import cli
from lapwing.model import Grounded, Report, to_json
from lapwing.pipeline import Pipeline

TEXT = (
    "From 1991 to 2001 the war went on in Mogadishu, Somalia. Since April 2019 Khalifa Haftar has besieged Tripoli. On Saturday 12 people were "
    "killed there, the ministry said. Libya's Prime Minister Fayez al Sarraj flew to Ankara. Sarraj met Turkey's envoy, and he thanked him."
)


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline()


def ground(pipeline: Pipeline, text: str, published: str | None = "2020-06-01", title: str | None = None) -> Grounded:
    found = pipeline.ground(Report("r", title, published, None, None, text))
    for mention in (*found.dates, *found.places, *found.entities, *found.quantities):
        source = (found.report.title or "") if mention.in_ == "title" else found.report.text
        assert source[mention.start : mention.end] == mention.text and mention.text
    for date in found.dates:
        assert date.from_ is None or date.to is None or date.from_ <= date.to
    return found


def test_the_contract(pipeline: Pipeline) -> None:
    found = ground(pipeline, TEXT, title="Fighting near Tripoli")
    line = json.loads(to_json(found))
    assert list(line) == ["report", "dates", "places", "entities", "quantities", "versions"]
    assert set(line["dates"][0]) == {"text", "start", "end", "timex", "value", "from", "to", "precision", "resolved"}
    assert set(line["places"][0]) == {"text", "start", "end", "in", "name", "country", "admin1", "lat", "lon", "geonames_id", "precision", "location"}
    assert set(line["entities"][0]) == {"text", "start", "end", "name", "country", "sector", "sectors", "role", "id", "chain"}


def test_the_ends_of_an_interval_are_two_times_with_the_days_of_the_whole(pipeline: Pipeline) -> None:
    first, last, since, saturday = ground(pipeline, TEXT).dates
    assert (first.text, first.value, last.text, last.value) == ("1991", "1991", "2001", "2001")
    assert {(d.from_, d.to, d.precision) for d in (first, last)} == {("1991-01-01", "2001-12-31", "interval")}
    assert (since.text, since.value, since.from_, since.to) == ("April 2019", "2019-04", "2019-04-01", None)
    assert (saturday.value, saturday.precision) == ("2020-05-30", "day")


def test_without_a_date_relative_words_say_that_they_are_not_resolved(pipeline: Pipeline) -> None:
    dates = {d.text: d for d in ground(pipeline, TEXT, None).dates}
    assert not dates["Saturday"].resolved and dates["Saturday"].from_ is None
    assert dates["April 2019"].resolved


def test_a_place_and_its_country_are_two_places_and_no_country_gets_a_pin(pipeline: Pipeline) -> None:
    places = {p.text: p for p in ground(pipeline, TEXT).places}
    assert (places["Mogadishu"].country, places["Mogadishu"].precision) == ("SOM", "city")
    assert (places["Somalia"].precision, places["Somalia"].lat) == ("country", None)


def test_one_chain_for_a_name_its_parts_and_the_pronoun(pipeline: Pipeline) -> None:
    found = ground(pipeline, TEXT)
    chains = {e.chain for e in found.entities if e.text in ("Sarraj", "he") or "Fayez" in e.text}
    assert len(chains) == 1
    assert {(e.country, e.sector) for e in found.entities if e.chain in chains} == {("LBY", "GOV")}
    assert found.entities[0].chain == 0
    assert not any(e.text == "Mogadishu" for e in found.entities)


def test_numbers_without_the_years(pipeline: Pipeline) -> None:
    assert [(q.kind, q.low, q.high) for q in ground(pipeline, TEXT).quantities if q.kind != "other"] == [("killed", 12, 12)]
    assert not any("1991" in q.text for q in ground(pipeline, TEXT).quantities)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n  \n",
        "On 31 February and 99/99/2020 at 25:99 o'clock on the 45th of Juvember they met.",
        "Президент Владимир Путин встретился с Си Цзиньпином. Путин said on Monday that Владимир Путин agreed.",
        "قال محمود عباس in Ramallah on Friday that محمود عباس would meet Abbas.",
        "Georgia beat Jordan, Chad and Mali. Mali is a word; Chad is a man; Reading is Nice; Turkey and Of are places.",
        "=HYPERLINK(\"x\") <script>alert(1)</script> [bold]Kabul[/bold] \x1b[31mred\x1b[0m \u202eright to left\u202c Kabul \ud83d\ude00",
        "a" * 20_000,
        "Kabul " * 3_000,
        "2020 " * 2_000,
        "the prime minister of " * 400 + "Libya.",
    ],
)  # fmt: skip
def test_odd_text_gives_exact_spans_or_nothing(pipeline: Pipeline, text: str) -> None:
    ground(pipeline, text)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    st.lists(
        st.one_of(
            st.sampled_from("on since from until Monday May March 31 2020 '90s , . ( ) - – said the president of Georgia Jordan Paris Texas he they".split()),
            st.text(max_size=6),
        ),
        max_size=40,
    )
)
def test_no_words_in_any_order_break_it(pipeline: Pipeline, words: list[str]) -> None:
    ground(pipeline, " ".join(words).encode("utf-8", "replace").decode())


def names(count: int) -> str:
    return " ".join(f"Envoy {chr(65 + i % 26)}el{i // 26 % 26:02d}an Mor{i}ov met Minister Tal{i}ek in Vor{i}burg on Monday." for i in range(count))


def test_five_thousand_names_take_linear_work(pipeline: Pipeline) -> None:
    """Counted in function calls of the names and places stages, because a clock would make the test flicker."""
    from counting import calls

    from lapwing.grounding.names import ground_names
    from lapwing.grounding.places import ground_places

    def work(count: int) -> int:
        report = Report("r", None, "2020-06-01", None, None, names(count))
        read = tagged(report.text)
        return calls(lambda: (ground_names(report, read, pipeline.actors, pipeline.knowledge), ground_places(report, read, pipeline.gazetteer)))

    small, large = work(100), work(800)
    assert large < 8 * small * 1.5


def tagged(text: str) -> list[Any]:
    """Sentences with names tagged by rule, so that the reader does not cost the time."""
    from lapwing.analysis import tokenizer
    from lapwing.model import Sentence, Token

    out = []
    for index, words in enumerate(tokenizer.sentences(text)):
        tokens = []
        for k, w in enumerate(words):
            name = w.text[:1].isupper() and w.text not in ("Envoy", "Minister", "Monday")
            kind = "LOC" if w.text.startswith("Vor") else "PER"
            inside = name and tokens and tokens[-1].ner.endswith(kind)
            tag = "O" if not name else f"{'I' if inside else 'B'}-{kind}"
            upos = "PROPN" if w.text[:1].isupper() else "VERB" if w.text == "met" else "ADP"
            tokens.append(Token(w.text, w.start, w.end, w.glued, upos, "", w.text.lower(), k - 1, "flat" if inside else "root" if not k else "dep", tag, 1.0))
        out.append(Sentence(index, 0, False, tuple(tokens)))
    return out


# ---- one phrase ------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("phrase", "context", "date", "country", "sector"),
    [
        ("Kenyan police", None, None, "KEN", "COP"),
        ("the Turkish lira", None, None, None, None),
        ("Donald Trump", None, "2018-01-01", "USA", "GOV"),
        ("Donald Trump", None, "2022-01-01", "USA", "ELI"),
        ("the prime minister", "Fayez al Sarraj, the prime minister of Libya, spoke.", "2020-01-01", "LBY", "GOV"),
        ("gunmen", "Police in Lagos, Nigeria, said gunmen had fled.", None, "NGA", "UAF"),
        ("Ana Torwald", "Ana Torwald, a rebel commander in Colombia, was seized.", None, "COL", "REB"),
        ("not in the context", "Something else.", None, None, None),
        ("5 May 2020", None, None, None, None),
        ("two", "Two Kenyan soldiers fled; two died in 1991.", None, "KEN", "MIL"),
    ],
)
def test_actor(pipeline: Pipeline, phrase: str, context: str | None, date: str | None, country: str | None, sector: str | None) -> None:
    told = pipeline.actor(phrase, context, date)
    assert (told.country, told.sector) == (country, sector)
    assert bool(told.why) == bool(sector)


def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], given: bytes, *arguments: str) -> tuple[int, str, str]:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(given)))
    code = cli.main(list(arguments))
    done = capsys.readouterr()
    return code, done.out, done.err


def test_actor_lines(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [
        b'{"id": 7, "phrase": "Kenyan police"}', b"", b'{"id": 8}', b"no json", b'{"id": 9, "phrase": "Trump", "date": "2020-02-31"}', b"[1]",
        b'{"phrase": "x", "context": 4}', b'\xff{"phrase": "x"}', b'{"id": "z", "phrase": "the Libyan premier", "date": "2020-04-25", "context": null}',
    ]  # fmt: skip
    code, out, err = run(monkeypatch, capsys, b"\n".join(lines), "actor", "-")
    assert code == 1
    answers = [json.loads(line) for line in out.splitlines()]
    assert [(a["id"], a["country"], a["sector"]) for a in answers] == [(7, "KEN", "COP"), ("z", "LBY", "GOV")]
    assert [e.partition(": ")[2].partition(": ")[0] for e in err.splitlines()] == [f"standard input, line {n}" for n in (3, 4, 5, 6, 7, 8)]


def test_actor_for_people(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(monkeypatch, capsys, b"", "actor", "the Libyan premier", "--date", "2020-04-25")
    assert (code, err) == (0, "")
    assert "country LBY\nsectors GOV\n" in out
    assert run(monkeypatch, capsys, b"", "actor", "the \x1b[31mbridge")[1] == "the \ufffd[31mbridge: no actor\n"
    assert run(monkeypatch, capsys, b"", "actor", "x", "--date", "2020-02-31")[0] == run(monkeypatch, capsys, b"", "actor", " ")[0] == 2


def test_ground_for_people_and_spreadsheets(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(monkeypatch, capsys, TEXT.encode(), "ground", "-", "--published", "2020-06-01")
    assert (code, err) == (0, "")
    assert "published 2020-06-01 · " in out and "“Saturday”" in out and "Mogadishu, Banaadir (2.037 45.344, city)" in out
    code, out, err = run(monkeypatch, capsys, b"=cmd in Kabul met Ashraf Ghani.\n", "ground", "-", "--format", "csv")
    assert code == 0 and out.startswith("story_id,mention,text,") and not any(c.startswith("=") for line in out.splitlines() for c in line.split(","))
    assert run(monkeypatch, capsys, b"", "ground", "-", "--format", "xml")[0] == 2
    assert run(monkeypatch, capsys, b"", "ground", "/no/such/file.txt", "--format", "jsonl")[:2] == (1, "")
