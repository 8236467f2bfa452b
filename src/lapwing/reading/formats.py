"""Files and standard input to reports. Bad input is never an exception: it is a ``Failure`` that says where and why, and reading goes
on."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from lapwing.model import Failure, Report
from lapwing.reading import cleaning, jsonlines, language, publication, textfiles

JSON_LINES = (".jsonl", ".ndjson")
JSON = (".json",)
LONGEST_TEXT = 500_000
"""Characters of one report: the longest of 259 news texts has 104,310; beyond this it is a dump of many, or no report."""
LONGEST_WORD = 20_000
"""Characters in a row without white space, beyond which a text is no prose (encoded data, generated marks)."""
_FIELDS = ("title", "published", "url", "publisher")
_JSON_START = re.compile(rb'\s*(?:\[\s*)?\{\s*(?:"|\}|\Z)')
_RUN = re.compile(rf"\S{{{LONGEST_WORD + 1}}}")
_BOM_BYTES = b"\xef\xbb\xbf\xff\xfe"


def read_reports(source: str, *, published: str | None = None, stdin: BinaryIO | None = None) -> Iterator[Report | Failure]:
    """The reports of a file, or of standard input where ``source`` is ``-``.

    ``.jsonl``, ``.ndjson`` and ``.json`` hold one report an object; everything else is one plain text (standard input is looked at).
    ``published`` is an ISO day for reports that carry none of their own; a date line at the head of a text is only asked where both are
    missing. Never raises for bad input.
    """
    day = None if published is None else publication.iso_day(published)
    if published is not None and day is None:
        yield Failure(source, None, _bad_date("published", published))
        return
    try:
        with _open(source, stdin) as stream:
            yield from _read(source, stream, day)
    except IsADirectoryError:
        yield Failure(source, None, "is a folder: give the files in it")
    except FileNotFoundError:
        yield Failure(source, None, "no such file")
    except PermissionError:
        yield Failure(source, None, "no permission to read it")
    except UnicodeError as error:
        yield Failure(source, None, f"broken encoding: {error}")
    except (OSError, ValueError) as error:
        yield Failure(source, None, f"cannot be read: {getattr(error, 'strerror', None) or error}")


def _open(source: str, stdin: BinaryIO | None) -> AbstractContextManager[BinaryIO]:
    if source != "-":
        return open(source, "rb")
    stream = stdin if stdin is not None else getattr(sys.stdin, "buffer", None)
    if stream is None:
        raise OSError("standard input is closed")
    return nullcontext(stream)


def _read(source: str, stream: jsonlines.Readable, day: str | None) -> Iterator[Report | Failure]:
    path = Path("stdin" if source == "-" else source)
    suffix = "" if source == "-" else path.suffix.lower()
    if source == "-":
        stream = _Peeked(stream)
        suffix = JSON[0] if stream.is_json() else ""
    if suffix in JSON_LINES:
        yield from _json_reports(source, path.stem, jsonlines.line_records(jsonlines.split(jsonlines.chunks(stream))), day)
    elif suffix in JSON:
        yield from _json_reports(source, path.stem, jsonlines.file_records(jsonlines.split(jsonlines.chunks(stream))), day)
    else:
        yield _text_report(source, path.stem, stream, day)


class _Peeked:
    """A stream whose first bytes can be looked at."""

    def __init__(self, stream: jsonlines.Readable) -> None:
        self._stream, self._head = stream, stream.read(256)

    def is_json(self) -> bool:
        return _JSON_START.match(self._head.replace(b"\0", b"").lstrip(_BOM_BYTES)) is not None

    def read(self, size: int, /) -> bytes:
        head, self._head = self._head[:size], self._head[size:]
        return head or self._stream.read(size)


def _text_report(source: str, stem: str, stream: jsonlines.Readable, day: str | None) -> Report | Failure:
    data = b"".join(_limited(stream))
    if len(data) > jsonlines.LIMIT:
        return Failure(source, None, f"{jsonlines.limit_text()}: refused")
    try:
        text = textfiles.decode(data)
    except textfiles.NotText as error:
        return Failure(source, error.place, error.reason)
    if not text.strip():
        return Failure(source, None, "empty")
    head, body, above = textfiles.divide(text, cleaning.is_residue)
    problem = _unfit(body)
    if problem:
        return Failure(source, None, problem)
    return Report(stem, head, day or above or publication.told(body), None, None, body)


def _limited(stream: jsonlines.Readable) -> Iterator[bytes]:
    left = jsonlines.LIMIT + 1
    while left > 0 and (part := stream.read(min(left, 1 << 20))):
        left -= len(part)
        yield part


def _json_reports(source: str, stem: str, records: Iterator[jsonlines.Record], day: str | None) -> Iterator[Report | Failure]:
    """Raises what the stream raises; each record gives a report or a failure."""
    taken: dict[str, int] = {}
    nothing = True
    for record in records:
        nothing = False
        problem = record.problem or _problem(record.value)
        report = None if problem or not isinstance(record.value, dict) else _report(record.value, f"{stem}-{record.number}", day)
        problem = problem or (_unfit(report.text) if report else None)
        if problem or report is None:
            yield Failure(source, record.place, problem or "no report")
        else:
            yield _with_own_id(report, taken)
    if nothing:
        yield Failure(source, None, "empty")


def _problem(value: object) -> str | None:
    """What is wrong with the fields of a record, or None."""
    if not isinstance(value, dict):
        return f"not a JSON object but {_kind(value)}"
    for name in (*_FIELDS, "text"):
        if value.get(name) is not None and not isinstance(value[name], str):
            return f'"{name}" must be text, not {_kind(value[name])}'
    number = value.get("id")
    if number is not None and (isinstance(number, bool) or not isinstance(number, str | int)):
        return f'"id" must be text or a whole number, not {_kind(number)}'
    if value.get("text") is None:
        return 'no "text"'
    if not value["text"].strip():
        return '"text" is empty'
    told = value.get("published")
    return _bad_date('"published"', told) if told and told.strip() and publication.iso_day(told) is None else None


def _report(value: dict[str, Any], default_id: str, day: str | None) -> Report:
    title, told, url, publisher = ((value.get(name) or "").strip() or None for name in _FIELDS)
    given = value.get("id")
    identifier = default_id if given is None or given == "" else str(given)
    text = value["text"]
    return Report(identifier, title, (publication.iso_day(told) if told else day) or publication.told(text), url, publisher, text)


def _with_own_id(report: Report, taken: dict[str, int]) -> Report:
    """The report under an id that no other report of the file has: ``a``, ``a-2``, ``a-3``."""
    identifier = report.id
    while identifier in taken:
        taken[report.id] += 1
        identifier = f"{report.id}-{taken[report.id]}"
    taken[identifier] = 1
    return report if identifier == report.id else msgspec.structs.replace(report, id=identifier)


def _unfit(text: str) -> str | None:
    """Why a text is not to be coded, or None."""
    if len(text) > LONGEST_TEXT:
        return f"{len(text):,} characters: a report has at most {LONGEST_TEXT:,} (give many reports as JSON Lines)"
    if not any(character.isalnum() for character in text):
        return "no words"
    if textfiles.looks_like_html(text):
        return "looks like HTML: give the article's text"
    code = language.foreign(text)
    if code:
        return f"language is {language.name(code)} ({code}): not coded"
    return f"over {LONGEST_WORD:,} characters without a space: no prose" if _RUN.search(text) else None


def _bad_date(field: str, value: str) -> str:
    shown = value if len(value) <= 40 else value[:40] + "…"
    return f"{field} is {shown!r}: no such day (want YYYY-MM-DD)"


def _kind(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "text", bool: "true or false", int: "a number", float: "a number"}
    return names.get(type(value), "null")
