"""What is printed: layout, hostile text, spreadsheets."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from fake_pipeline import FakePipeline
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from lapwing.model import Coded, Dropped, Entity, Evidence, Failure, Fatalities, Report, Span, When, Where
from lapwing.output import CSV_COLUMNS, PLAIN_WIDTH, CsvWriter, TableWriter, failure_line, printable, writer
from lapwing.settings import Settings

REPORT = Report("r1", "Envoys meet in Nairobi", "2020-04-25", None, None, "Envoys of both sides met in Nairobi on Saturday.")


def coded(**changes: Any) -> Coded:
    """A report with one event, some of its fields changed."""
    whole = FakePipeline(Settings()).code(REPORT)
    return Coded(whole.report, (replace(whole.events[0], **changes),))


def table(item: Coded, **options: bool) -> str:
    stream = io.StringIO()
    TableWriter(stream, **options).write(item)
    return stream.getvalue()


def rows(item: Coded) -> list[dict[str, str]]:
    stream = io.StringIO()
    CsvWriter(stream).write(item)
    stream.seek(0)
    return list(csv.DictReader(stream))


def test_block_of_an_event() -> None:
    item = coded(
        actors=(Entity("the military alliance", 0, 21, "NATO", "IGO", None), Entity("Kenya", 22, 27, "Kenya", "KEN", "GOV", ("GOV",))),
        where=Where("the capital", "Nairobi", "KEN", None, -1.28, 36.8, 184745, "city", Span("the capital", 0, 11)),
        fatalities=Fatalities(1001, None, "more than 1,000 killed"),
        contexts=("military",),
        attribution="the ministry",
        historical=True,
        status="future",
    )
    assert table(item).splitlines() == [
        "Envoys meet in Nairobi",
        "r1 · published 2020-04-25 · 1 event",
        "",
        "  1  CONSULT visit, future, historical",
        "     who      NATO (IGO) “the military alliance”",
        "              Kenya (KEN GOV)",
        "     whom     Libya (LBY GOV)",
        "     when     2020-04-25 “Saturday”",
        "     where    Nairobi, KEN “the capital”",
        "     deaths   at least 1001 “more than 1,000 killed”",
        "     about    military",
        "     told by  the ministry",
        "     quote    “oth sides met in Nairob”",
    ]


def test_explain_shows_offsets_rules_and_versions() -> None:
    when = When("Saturday", None, None, "day", False, span=Span("Saturday", 40, 48))
    item = coded(when=when, evidence=(Evidence("Envoys", 0, 6, "title"),))
    told = table(Coded(replace(item.report, dropped=(Dropped("Reuters", "credit", 3, 10),)), item.events), explain=True)
    assert "not resolved “Saturday” [40:48]" in told and "“Envoys” [title 0:6]" in told and "credit: “Reuters” [3:10]" in told
    assert "rules    consult.meet" in told and "model mmmmmmmmmmmm" in told


def test_a_quote_inside_another_is_shown_by_explain_only() -> None:
    quotes = ("met in Nairobi", "Envoys met in Nairobi", "Envoys met in Nairobi", "on Saturday")
    item = coded(evidence=tuple(Evidence(q, n, n + len(q)) for n, q in enumerate(quotes)))
    assert [line.strip() for line in table(item).splitlines()[-2:]] == ["quote    “Envoys met in Nairobi”", "“on Saturday”"]
    assert table(item, explain=True).count("met in Nairobi”") == 3


def test_no_events_and_dropped_on_request() -> None:
    item = Coded(replace(REPORT, title=None, published=None, dropped=(Dropped("Reuters", "credit", 3, 10),)), ())
    assert table(item) == "r1\nr1 · publication date unknown · no events · 1 passage dropped\n"
    assert "credit: “Reuters”\n" in table(item, dropped=True)


@pytest.mark.parametrize(
    ("start", "end", "precision", "shown"),
    [
        ("2020-04-25", "2020-04-25", "day", "2020-04-25 "),
        ("2020-04-01", "2020-04-30", "month", "2020-04 "),
        ("2020-01-01", "2020-12-31", "year", "2020 "),
        ("2019-04-01", None, "interval", "2019-04-01 to .. "),
        (None, "2019-04-01", "interval", ".. to 2019-04-01 "),
        ("2019-04-01", "2019-04-03", "interval", "2019-04-01 to 2019-04-03 "),
    ],
)
def test_dates(start: str | None, end: str | None, precision: Any, shown: str) -> None:
    assert f"when     {shown}“then”" in table(coded(when=When("then", start, end, precision, True)))


def test_two_reports_are_set_apart_and_lines_stay_in_width() -> None:
    stream = io.StringIO()
    out = TableWriter(stream)
    long = coded(evidence=(Evidence("word " * 80 + "x" * 300, 0, 10),))
    out.write(long)
    out.write(long)
    lines = stream.getvalue().split("\n")
    assert max(map(len, lines)) <= PLAIN_WIDTH
    assert not any(line != line.rstrip() for line in lines)
    half = lines.index("", 3)
    assert lines.count("Envoys meet in Nairobi") == 2 and lines[half + 1] == "Envoys meet in Nairobi"


HOSTILE = "[bold red]x[/bold red] \x1b[31mred\x1b]0;title\x07 \u202eevil\u2066 :smile: \x9b2J \r\nnext \ud800"


def test_hostile_text_is_harmless_in_the_table() -> None:
    item = coded(actors=(Entity(HOSTILE, 0, 3, HOSTILE, "KEN", HOSTILE),), evidence=(Evidence(HOSTILE, 0, 3),), attribution=HOSTILE)
    told = table(Coded(replace(item.report, title=HOSTILE, id=HOSTILE), item.events), explain=True)
    assert all(c.isprintable() or c == "\n" for c in told)
    assert "[bold red]x[/bold red]" in told and ":smile:" in told
    told.encode()


@given(st.text())
def test_printable_is_one_safe_line(text: str) -> None:
    assert printable(text).isprintable()
    assert printable(printable(text)) == printable(text)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", "＝"])
def test_csv_starts_no_formula(start: str) -> None:
    item = coded(actors=(Entity(f"{start}1+1", 0, 3, f"{start}cmd|' /C calc'!A0", "KEN", None),), score=-7.5)
    row = rows(Coded(replace(item.report, title=f"{start}SUM(A1)"), item.events))[0]
    assert row["headline"].startswith("'") and row["actor_name"].startswith("'")
    assert row["intensity"] == "-7.5"


def test_csv_columns_stay_aligned() -> None:
    two = (Entity("A; B", 0, 1, "A; B", None, None), Entity("C", 2, 3, "C", "KEN", "GOV", ("GOV", "MIL")))
    row = rows(coded(actors=two, recipients=(), where=None))[0]
    assert list(row) == list(CSV_COLUMNS)
    assert (row["actor_name"], row["actor_country"], row["actor_sectors"]) == ("A, B; C", "; KEN", "; GOV|MIL")
    assert (row["recipient_name"], row["placename"], row["date_resolved"], row["historical"]) == ("", "", "true", "false")


def test_jsonl_is_the_contract() -> None:
    stream = io.StringIO()
    writer("jsonl", stream).write(coded())
    line = json.loads(stream.getvalue())
    assert set(line) == {"report", "events"}
    assert set(line["report"]) == {"id", "title", "published", "url", "publisher", "text", "dropped"}
    assert "in" not in line["events"][0]["evidence"][0]
    assert json.loads(_line(coded(evidence=(Evidence("Envoys", 0, 6, "title"),))))["events"][0]["evidence"][0]["in"] == "title"


def _line(item: Coded) -> str:
    stream = io.StringIO()
    writer("jsonl", stream).write(item)
    return stream.getvalue()


def test_failure_is_one_line() -> None:
    assert failure_line(Failure("a.jsonl", "line 3", "not\nJSON \x1b[0m")) == "a.jsonl, line 3: not JSON \ufffd[0m"
    assert failure_line(Failure("a.txt", None, "empty")) == "a.txt: empty"
