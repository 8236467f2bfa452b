"""Inputs of every kind, the bad ones above all: a reason and a place, never an exception, and reading goes on."""

from __future__ import annotations

import codecs
import io
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from lapwing.model import Failure, Report
from lapwing.reading import jsonlines
from lapwing.reading.formats import read_reports

STORY = "The two ministers met in Oslo on Monday and signed a truce, officials of both governments said.\n\nThe talks go on."


def read(path: Path, data: bytes | str, **options: object) -> list[Report | Failure]:
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return list(read_reports(str(path), **options))  # type: ignore[arg-type]


def one(path: Path, data: bytes | str, **options: object) -> Report:
    (found,) = read(path, data, **options)
    assert isinstance(found, Report), found
    return found


def failure(path: Path, data: bytes | str, **options: object) -> Failure:
    (found,) = read(path, data, **options)
    assert isinstance(found, Failure), found
    assert found.input == str(path)
    return found


def lines(*records: object) -> str:
    return "\n".join(record if isinstance(record, str) else json.dumps(record) for record in records) + "\n"


# --- text files


@pytest.mark.parametrize(
    "text, title, body",
    [
        (f"Truce signed in Oslo\n\n{STORY}", "Truce signed in Oslo", STORY),
        (f"Truce signed in Oslo\r\n\r\n{STORY}", "Truce signed in Oslo", STORY),
        (f"\n\n  Truce signed in Oslo \n\n\n{STORY}\n", "Truce signed in Oslo", f"{STORY}\n"),
        (f"Truce signed in Oslo\n{STORY}", "Truce signed in Oslo", STORY),
        (f"# Truce signed in Oslo\n{STORY}", "Truce signed in Oslo", STORY),
        (f"Will the truce hold?\n\n{STORY}", "Will the truce hold?", STORY),
        (f"Envoys fly to the U.S.\n\n{STORY}", "Envoys fly to the U.S.", STORY),
        (STORY, None, STORY),
        ("Truce signed in Oslo", None, "Truce signed in Oslo"),
        (f"Friday, January 4, 2019\n\n{STORY}", None, f"Friday, January 4, 2019\n\n{STORY}"),
        (f"Advertisement\n\n{STORY}", None, f"Advertisement\n\n{STORY}"),
        (f"By Ana Lima\n\n{STORY}", None, f"By Ana Lima\n\n{STORY}"),
    ],
)
def test_title_of_a_text_file(tmp_path: Path, text: str, title: str | None, body: str) -> None:
    report = one(tmp_path / "truce.txt", text)
    assert (report.id, report.title, report.text) == ("truce", title, body)
    assert text.endswith(report.text)


def test_wrapped_first_line_is_no_title(tmp_path: Path) -> None:
    text = (
        "The two ministers of defence met in the port town of Oslo on\nMonday and signed a truce that both of their parliaments must\n" * 3
    )
    assert one(tmp_path / "a.txt", text + "approve.\n").title is None


@pytest.mark.parametrize(
    "head, day",
    [
        ("Friday, January 4, 2019\n\n", "2019-01-04"),
        ("Published: 2020-04-25\n\n", "2020-04-25"),
        ("Truce signed in Oslo\n\nApril 25, 2020\n\n", "2020-04-25"),
        ("Truce signed in Oslo\n\nBy Ana Lima\nUpdated 10:30 GMT, 25 April 2020\n\n", "2020-04-25"),
        ("Truce signed\n\nUpdated 26 April 2020\nPublished 25 April 2020\n\n", "2020-04-25"),
        ("April 25, 2020\nTruce signed in Oslo\n\n", "2020-04-25"),
        ("Saturday, January 4, 2019\n\n", None),  # it was a Friday
        ("February 31, 2020\n\n", None),
        ("04/05/2020\n\n", None),  # two days
        ("", None),
    ],
)
def test_date_line_tells_publication(tmp_path: Path, head: str, day: str | None) -> None:
    assert one(tmp_path / "a.txt", head + STORY).published == day
    assert one(tmp_path / "a.txt", head + STORY, published="2001-02-03").published == "2001-02-03"


@pytest.mark.parametrize(
    "data",
    [
        f"Café bombed — “two hurt”\n\n{STORY}".encode(),
        codecs.BOM_UTF8 + f"Café bombed — “two hurt”\n\n{STORY}".encode(),
        f"Café bombed — “two hurt”\n\n{STORY}".encode("cp1252"),
        codecs.BOM_UTF16_LE + f"Café bombed — “two hurt”\n\n{STORY}".encode("utf-16-le"),
        codecs.BOM_UTF16_BE + f"Café bombed — “two hurt”\n\n{STORY}".encode("utf-16-be"),
        codecs.BOM_UTF32_LE + f"Café bombed — “two hurt”\n\n{STORY}".encode("utf-32-le"),
    ],
    ids=["utf-8", "bom", "windows-1252", "utf-16-le", "utf-16-be", "utf-32"],
)
def test_encodings(tmp_path: Path, data: bytes) -> None:
    report = one(tmp_path / "a.txt", data)
    assert (report.title, report.text) == ("Café bombed — “two hurt”", STORY)


@pytest.mark.parametrize(
    "data, place, reason",
    [
        (b"", None, "empty"),
        (b" \n\t\r\n ", None, "empty"),
        (codecs.BOM_UTF8, None, "empty"),
        (b"abc\0def", "byte 3", "binary file"),
        (b"%PDF-1.4 and so on", "byte 0", "binary file"),
        (bytes(range(1, 32)) * 20, None, "binary file"),
        ("Caf\u00e9s in S\u00e3o Paulo ".encode() * 40 + b"\xff and more", "byte 840", "neither UTF-8 nor Windows-1252"),
        (b"A truce \x81\x8d\x90 was signed", "byte 8", "neither UTF-8 nor Windows-1252"),
        (codecs.BOM_UTF16_LE + b"a\0b", "byte 4", "not UTF-16, as its byte order mark says"),
        (b"<!DOCTYPE html>\n<html>\n<body>\n<p>A truce was signed.</p>\n</body></html>", None, "looks like HTML: give the article's text"),
        (
            "Les deux ministres se sont rencontrés lundi à Oslo et ont signé une trêve, selon les deux gouvernements.",
            None,
            "language is French (fr): not coded",
        ),
        (
            "総統は水曜日に首相と会談した。両国は停戦に合意したと発表された。会談は木曜日も続く見通しだと政府は述べた。",
            None,
            "language is Japanese (ja): not coded",
        ),
    ],
)
def test_bad_text_file(tmp_path: Path, data: bytes | str, place: str | None, reason: str) -> None:
    found = failure(tmp_path / "a.txt", data)
    assert (found.place, found.reason) == (place, reason)


def test_text_with_a_few_tags_is_read(tmp_path: Path) -> None:
    assert one(tmp_path / "a.txt", f"{STORY}\n\nHe wrote <b>no</b> and <i>never</i>, and <br> again in his long letter to the ministers.")


def test_missing_file_and_folder(tmp_path: Path) -> None:
    (missing,), (folder,), (odd,) = (list(read_reports(name)) for name in (str(tmp_path / "no.txt"), str(tmp_path), "a\0b"))
    assert missing == Failure(str(tmp_path / "no.txt"), None, "no such file")
    assert folder == Failure(str(tmp_path), None, "is a folder: give the files in it")
    assert isinstance(odd, Failure)


def test_file_over_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonlines, "LIMIT", 1_000_000)
    assert failure(tmp_path / "a.txt", b"truce " * 200_000).reason == "over 1 MB: refused"


def test_more_than_a_report_is_refused(tmp_path: Path) -> None:
    """No day-long silence over a dump: 20 MB on one line, in a text file or in a record."""
    long = "The army said that it would leave the town. " * 450_000
    assert failure(tmp_path / "a.txt", long).reason.startswith("19,8") and len(long) < jsonlines.LIMIT
    refused, good = read(tmp_path / "a.jsonl", lines({"text": long[:600_000]}, {"text": STORY}))
    assert isinstance(refused, Failure) and "at most 500,000" in refused.reason and isinstance(good, Report)


@pytest.mark.parametrize("run", ["x", "Gao-", '"(', "\u0301"])
def test_what_has_no_spaces_is_no_prose(tmp_path: Path, run: str) -> None:
    text = f"The rebels said that they attacked {run * (30_000 // len(run))} on Monday."
    assert failure(tmp_path / "a.txt", text).reason == "over 20,000 characters without a space: no prose"
    assert one(tmp_path / "b.txt", text.replace(run * 200, run, 149)).text


def test_long_single_line_is_read_whole(tmp_path: Path) -> None:
    """How long that takes: bench/linear.py."""
    assert len(one(tmp_path / "a.txt", "The army said that it would leave the town. " * 5_000).text) > 200_000


@pytest.mark.parametrize("published", ["2020-02-31", "junk", "", "25.04.2020", "2020-04-25Tjunk"])
def test_bad_publication_argument(tmp_path: Path, published: str) -> None:
    found = failure(tmp_path / "a.txt", STORY, published=published)
    assert "published" in found.reason and published in found.reason


# --- JSON Lines


def test_json_lines(tmp_path: Path) -> None:
    data = lines(
        {
            "id": "a",
            "title": "Truce",
            "text": STORY,
            "published": "2020-04-25T23:59:00-05:00",
            "url": "https://x.example",
            "publisher": "P",
        },
        "",
        {"text": STORY},
        {"id": "a", "text": STORY, "title": None, "url": "", "more": [1]},
        {"id": "a", "text": STORY},
        {"id": 7, "text": STORY},
    )
    found = read(tmp_path / "wire.jsonl", data, published="2001-02-03")
    assert found[0] == Report("a", "Truce", "2020-04-25", "https://x.example", "P", STORY)
    assert [r.id for r in found if isinstance(r, Report)] == ["a", "wire-3", "a-2", "a-3", "7"]
    assert [r.published for r in found if isinstance(r, Report)][1:] == ["2001-02-03"] * 4
    assert isinstance(found[2], Report) and found[2].url is None


@pytest.mark.parametrize(
    "bad, reason",
    [
        ('{"text": "a', "not JSON"),
        ("truce", "not JSON"),
        ("[1]", "not a JSON object but a list"),
        ("null", "not a JSON object but null"),
        ("{}", 'no "text"'),
        ({"text": None}, 'no "text"'),
        ({"text": "  "}, '"text" is empty'),
        ({"text": 5}, '"text" must be text, not a number'),
        ({"text": STORY, "title": 5}, '"title" must be text, not a number'),
        ({"text": STORY, "url": {"a": 1}}, '"url" must be text, not an object'),
        ({"text": STORY, "id": True}, '"id" must be text or a whole number, not true or false'),
        ({"text": STORY, "published": "2020-02-31"}, "\"published\" is '2020-02-31': no such day"),
        ({"text": STORY, "published": "last week"}, "\"published\" is 'last week': no such day"),
        ('{"text": "\\ud800"}', "not JSON"),
        ('{"text": ' + "[" * 100_000, "not JSON"),
        ({"text": "<html><body>\n<p>A truce.</p>\n<p>It holds.</p>\n</body></html>"}, "looks like HTML"),
    ],
    ids=lambda value: str(value)[:40] if not isinstance(value, str) or len(value) < 60 else value[:40],
)
def test_bad_line_costs_no_other(tmp_path: Path, bad: object, reason: str) -> None:
    first, found, last = read(tmp_path / "wire.jsonl", lines({"text": STORY}, bad, {"text": STORY}))
    assert isinstance(first, Report) and isinstance(last, Report) and last.id == "wire-3"
    assert isinstance(found, Failure) and found.place == "line 2"
    assert found.reason.startswith(reason)


def test_line_that_is_not_utf8(tmp_path: Path) -> None:
    first, found = read(tmp_path / "wire.ndjson", lines({"text": STORY}).encode() + b'{"text": "caf\xe9"}\n')
    assert isinstance(first, Report) and isinstance(found, Failure)
    assert found.place == "line 2"


@pytest.mark.parametrize("bom", [codecs.BOM_UTF8, codecs.BOM_UTF16_LE])
def test_json_lines_with_byte_order_mark(tmp_path: Path, bom: bytes) -> None:
    text = lines({"text": STORY})
    assert one(tmp_path / "a.jsonl", bom + (text.encode() if bom == codecs.BOM_UTF8 else text.encode("utf-16-le"))).text == STORY


def test_broken_utf16_json_lines(tmp_path: Path) -> None:
    found = read(tmp_path / "a.jsonl", codecs.BOM_UTF16_LE + lines({"text": STORY}).encode("utf-16-le") + b"x")
    assert isinstance(found[-1], Failure)


def test_line_over_the_limit_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonlines, "LIMIT", 1_000_000)
    first, found, last = read(tmp_path / "a.jsonl", lines({"text": STORY}, {"text": "x" * 1_300_000}, {"text": STORY}))
    assert isinstance(first, Report) and isinstance(last, Report)
    assert isinstance(found, Failure) and (found.place, found.reason) == ("line 2", "line over 1 MB: refused")


@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.txt"])
def test_empty_file(tmp_path: Path, name: str) -> None:
    assert failure(tmp_path / name, "").reason == "empty"


def test_json_file(tmp_path: Path) -> None:
    record = {"id": "a", "title": "Truce", "text": STORY}
    path = tmp_path / "one.json"
    assert one(path, json.dumps(record)).title == "Truce"
    assert one(path, json.dumps(record, indent=2)).text == STORY
    assert [r.id for r in read(path, lines(record, record)) if isinstance(r, Report)] == ["a", "a-2"]
    both = read(path, json.dumps([record, 5], indent=1))
    assert isinstance(both[0], Report) and isinstance(both[1], Failure) and both[1].place == "item 2"
    assert failure(path, '{\n "text": "a\n').reason.startswith("not JSON")


# --- standard input


@pytest.mark.parametrize(
    "data, identifier, title",
    [
        (f"Truce signed in Oslo\n\n{STORY}", "stdin", "Truce signed in Oslo"),
        (json.dumps({"text": STORY}), "stdin-1", None),
        (json.dumps({"id": "a", "title": "T", "text": STORY}, indent=1), "a", "T"),
        ("\ufeff" + json.dumps([{"id": "a", "text": STORY}]), "a", None),
        (f"{{Truce}} signed in Oslo\n\n{STORY}", "stdin", "{Truce} signed in Oslo"),
    ],
)
def test_standard_input(data: str, identifier: str, title: str | None) -> None:
    (found,) = read_reports("-", stdin=io.BytesIO(data.encode()))
    assert isinstance(found, Report), found
    assert (found.id, found.title, found.text) == (identifier, title, STORY)


@pytest.mark.parametrize("data", [b"", b"{", b'{"text": 1', b"\xff\xfe", b"\0", b"[[[[", b"...", b'{"text": "' + b"\xff" * 10])
def test_bad_standard_input(data: bytes) -> None:
    (found,) = read_reports("-", stdin=io.BytesIO(data))
    assert isinstance(found, Failure | Report)
    assert data == b"{" or isinstance(found, Failure)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode), st.sampled_from(["a.txt", "a.jsonl", "a.json", "-"]))
@example(codecs.BOM_UTF16_LE + b"\x00\xd8", "a.jsonl")
@example(b'{"a":' * 5000, "a.json")
def test_no_bytes_raise(tmp_path: Path, data: bytes, name: str) -> None:
    (tmp_path / "a").mkdir(exist_ok=True)
    path = tmp_path / "a" / name
    path.write_bytes(data)
    found = list(read_reports("-" if name == "-" else str(path), stdin=io.BytesIO(data)))
    assert found or not data.strip()
    assert all(isinstance(item, Failure | Report) for item in found)
