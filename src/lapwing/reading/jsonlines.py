"""JSON and JSON Lines as raw records: read in chunks, so that memory stays flat and one bad line never costs the next."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import Protocol

import msgspec
from msgspec import Struct

LIMIT = 20_000_000
"""Bytes: a longer line, or a longer text, is refused. The longest news texts are under 1 MB; beyond this it is a dump, not a report."""

_CHUNK = 1 << 16
_BOMS = ((codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


class Readable(Protocol):
    """What is needed of a binary stream."""

    def read(self, size: int, /) -> bytes: ...


class Record(Struct, frozen=True):
    """One decoded value, or (``problem``) why there is none, and where it stands."""

    place: str | None
    number: int
    value: object = None
    problem: str | None = None


def limit_text() -> str:
    """The limit in words."""
    return f"over {LIMIT // 1_000_000} MB"


def chunks(stream: Readable) -> Iterator[bytes]:
    """The bytes of a stream, in UTF-8 without byte order mark (UTF-16 and UTF-32 are recognised by theirs). Raises OSError,
    UnicodeError."""
    first = stream.read(_CHUNK)
    encoding = next((name for bom, name in _BOMS if first.startswith(bom)), None)
    if encoding is None:
        first = first.removeprefix(codecs.BOM_UTF8)
    decoder = codecs.getincrementaldecoder(encoding)() if encoding else None
    while first:
        yield decoder.decode(first).encode("utf-8", "surrogatepass") if decoder else first
        first = stream.read(_CHUNK)
    if decoder:
        decoder.decode(b"", final=True)


def split(parts: Iterator[bytes]) -> Iterator[bytes | None]:
    """Lines without their ends; None for a line over the limit, which is passed over without being kept."""
    kept: list[bytes] = []
    size = 0
    for part in parts:
        pieces = part.split(b"\n")
        for index, piece in enumerate(pieces):
            if index:
                yield b"".join(kept) if size <= LIMIT else None
                kept, size = [], 0
            size += len(piece)
            if size <= LIMIT:
                kept.append(piece)
            else:
                kept = []
    if size:
        yield b"".join(kept) if size <= LIMIT else None


def line_records(lines: Iterator[bytes | None]) -> Iterator[Record]:
    """One record a line; blank lines are passed over."""
    for number, line in enumerate(lines, 1):
        if line is None:
            yield Record(f"line {number}", number, problem=f"line {limit_text()}: refused")
        elif line.strip():
            yield _decoded(line, f"line {number}", number)


def file_records(lines: Iterator[bytes | None]) -> Iterator[Record]:
    """Records of a file that may be one JSON object over many lines, an array of objects, or JSON Lines."""
    ahead: list[bytes | None] = []
    for line in lines:
        ahead.append(line)
        if line is None or line.strip():
            break
    if not ahead or ahead[-1] is None or isinstance(_decoded(ahead[-1], None, 1).value, dict):
        yield from line_records(_chained(ahead, lines))
        return
    yield from _whole(ahead, lines)


def _whole(ahead: list[bytes | None], lines: Iterator[bytes | None]) -> Iterator[Record]:
    size = 0
    for line in _chained([], lines):
        size += len(line or b"")
        if line is None or size > LIMIT:
            yield Record(None, 1, problem=f"{limit_text()}: refused (JSON Lines, one object a line, has no such limit)")
            return
        ahead.append(line)
    record = _decoded(b"\n".join(line for line in ahead if line is not None), None, 1)
    if isinstance(record.value, list):
        for number, item in enumerate(record.value, 1):
            yield Record(f"item {number}", number, item)
    elif record.problem and sum(isinstance(_decoded(line, None, 1).value, dict) for line in ahead[:50] if line) > 0:
        yield from line_records(iter(ahead))
    else:
        yield record


def _chained(first: list[bytes | None], rest: Iterator[bytes | None]) -> Iterator[bytes | None]:
    yield from first
    yield from rest


def _decoded(line: bytes, place: str | None, number: int) -> Record:
    try:
        return Record(place, number, msgspec.json.decode(line))
    except msgspec.DecodeError as error:
        return Record(place, number, problem=f"not JSON: {_short(error)}")
    except UnicodeDecodeError as error:
        return Record(place, number, problem=f"not UTF-8: byte {error.start} of the line")
    except (RecursionError, ValueError) as error:
        return Record(place, number, problem=f"not JSON: {_short(error)}")


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:160] or type(error).__name__
