"""Reads GeoNames' files as rows: a text file or a zip, one line at a time, with errors that name file and line."""

from __future__ import annotations

import hashlib
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from msgspec import Struct

from lapwing.errors import InputError

_BUFFER = 1 << 20
_NO_DATA = ("readme.txt", "iso-languagecodes.txt")


class BadRow(ValueError):
    """A row that cannot be used; its text says why."""


class DumpRow(Struct, frozen=True):
    """A row of a dump: ``others`` as they stand, ``country`` ISO 3166 alpha-2, ``changed`` the day it was changed last."""

    id: int
    name: str
    ascii: str
    others: str
    lat: float
    lon: float
    letter: str
    code: str
    country: str
    admin1: str
    population: int
    changed: str


COLUMNS = 19
"""Of allCountries.txt, of the dumps of one country and of cities500.txt and its like."""


def dump_row(fields: list[bytes]) -> DumpRow:
    """A row from its columns. Raises BadRow."""
    try:
        texts = [f.decode() for f in fields]
    except UnicodeDecodeError:
        raise BadRow("is not UTF-8") from None
    number, lat, lon = _whole(texts[0], "id"), _degrees(texts[4], "latitude", 90), _degrees(texts[5], "longitude", 180)
    if not number or not texts[1].strip():
        raise BadRow("has no id or no name")
    population = _whole(texts[14] or "0", "population")
    return DumpRow(number, texts[1], texts[2], texts[3], lat, lon, texts[6], texts[7], texts[8], texts[10], population, texts[18])


def _whole(text: str, what: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 16):
        raise BadRow(f"{what} {text[:20]!r} is no whole number")
    return int(text)


def _degrees(text: str, what: str, most: int) -> float:
    with suppress(ValueError):
        found = float(text)
        if -most <= found <= most:
            return found
    raise BadRow(f"{what} {text[:20]!r} is no number from -{most} to {most}")


class _Counted(io.RawIOBase):
    """Passes bytes on, hashes them and tells how many there were."""

    def __init__(self, inner: IO[bytes], size: int, progress: Callable[[float], None]) -> None:
        self.inner, self.size, self.progress = inner, max(size, 1), progress
        self.digest = hashlib.sha256()
        self.seen = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self.inner.read(len(buffer))
        buffer[: len(data)] = data
        self.digest.update(data)
        self.seen += len(data)
        self.progress(min(1.0, self.seen / self.size))
        return len(data)


class Lines:
    """The lines of a file, each as its tab-separated columns; ``number`` is that of the line read last."""

    def __init__(self, name: str, source: _Counted) -> None:
        self.name, self.number = name, 0
        self._source = source

    @property
    def digest(self) -> str:
        """SHA-256 of what was read."""
        return self._source.digest.hexdigest()

    def __iter__(self) -> Iterator[list[bytes]]:
        try:
            for line in io.BufferedReader(self._source, _BUFFER):
                self.number += 1
                yield line.rstrip(b"\r\n").split(b"\t")
        except (OSError, EOFError, zlib.error, zipfile.BadZipFile) as error:
            raise InputError(self.name, f"is damaged or cut off ({error})", f"after line {self.number}") from None


@contextmanager
def lines(path: Path, progress: Callable[[float], None] = lambda share: None) -> Iterator[Lines]:
    """Open a text file, or the text file in a zip. Raises InputError."""
    name = str(path)
    try:
        if not zipfile.is_zipfile(path):
            if path.suffix.lower() == ".zip":
                raise InputError(name, "is no zip file, or is cut off")
            with path.open("rb") as file:
                if file.peek(4)[:4] in (b"PK\x03\x04", b"\x1f\x8b\x08\x00"):
                    raise InputError(name, "is packed in a form that cannot be read, or cut off")
                yield Lines(name, _Counted(file, path.stat().st_size, progress))
            return
        with zipfile.ZipFile(path) as archive:
            member = _member(archive, path)
            with archive.open(member) as packed:
                yield Lines(name, _Counted(packed, member.file_size, progress))
    except OSError as error:
        raise InputError(name, error.strerror or str(error)) from None
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:  # RuntimeError: a password is needed
        raise InputError(name, f"the zip file cannot be read ({error})") from None


def _member(archive: zipfile.ZipFile, path: Path) -> zipfile.ZipInfo:
    """The text file that is meant: of the archive's name, else the largest."""
    texts = [m for m in archive.infolist() if m.filename.lower().endswith(".txt") and Path(m.filename).name.lower() not in _NO_DATA]
    if not texts:
        raise InputError(str(path), "holds no text file")
    return max(texts, key=lambda m: (Path(m.filename).stem == path.stem, m.file_size, m.filename))
