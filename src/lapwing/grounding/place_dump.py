"""Builds a gazetteer of the user's own from GeoNames' dumps (``lapwing places build``): allCountries, one country, or cities15000 and its like.

Rows are streamed and written as they come, so that the 1.5 GB of allCountries.txt never stand in memory; names are sorted by SQLite, on disk. The
package's own table fills what a dump leaves out. The same files give the same gazetteer, and its version is a hash of them.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from msgspec import Struct, field

from lapwing.errors import InputError, UsageError
from lapwing.grounding.place_build import SCHEMA, Facts
from lapwing.grounding.place_features import Feature, feature
from lapwing.grounding.place_files import clear, part
from lapwing.grounding.place_record import is_usable
from lapwing.grounding.place_rows import COLUMNS, BadRow, DumpRow, Lines, dump_row, lines
from lapwing.knowledge.gazetteer import Country, fingerprint, records

FEW = 5
"""So many bad lines are told in full; the rest are counted."""
_ENOUGH = 1_000
"""After so many lines a file of which more than half are bad is not what it should be."""
_WEIGHT, _MOST_COUNTED = 500, 200
"""What each other name of a feature without inhabitants counts, as population, and how many count."""
_CLASSES = frozenset(b"APTHLSV")

Progress = Callable[[float], None]


class Extras(Struct, frozen=True):
    """GeoNames' other files, None where there is none."""

    names: Path | None = None
    admin1: Path | None = None
    countries: Path | None = None


class Read(Struct):
    """What came of one file."""

    file: str
    rows: int = 0
    kept: int = 0
    skipped: int = 0
    bad: list[str] = field(default_factory=list)

    def skip(self, line: int, reason: str) -> None:
        """Count a bad line, and keep the first few as they would be told."""
        self.skipped += 1
        if len(self.bad) < FEW:
            self.bad.append(f"{self.file}, line {line}: {reason}")


def extras_beside(dump: Path, given: Extras) -> Extras:
    """The other files as given, else those that lie beside the dump."""

    def beside(*names: str) -> Path | None:
        return next((p for n in names if (p := dump.parent / n).is_file() and p != dump), None)

    return Extras(
        given.names or beside("alternateNamesV2.zip", "alternateNamesV2.txt"),
        given.admin1 or beside("admin1CodesASCII.txt"),
        given.countries or beside("countryInfo.txt"),
    )


def build(dumps: Sequence[Path], target: Path, extras: Extras = Extras(), progress: Progress = lambda share: None) -> list[Read]:  # noqa: B008
    """Build a gazetteer from dumps and put it at ``target``, replacing what is there at the very end; a build that fails leaves that as it is.

    Raises InputError for a file that cannot be used, UsageError where ``target`` cannot be written.
    """
    for path in (*dumps, extras.names, extras.admin1, extras.countries):
        if path is not None and not path.is_file():
            raise InputError(str(path), "no such file")
    try:
        clear(target.parent)
        with part(target) as made, _sorting_in(target.parent), closing(sqlite3.connect(made)) as db:
            return _Build(db, extras, progress).run(dumps)
    except sqlite3.Error as error:
        raise UsageError(f"{target.parent}: cannot be written ({error}); the gazetteer stays as it was") from None
    except OSError as error:
        raise UsageError(f"{target.parent}: {error.strerror or error}; the gazetteer stays as it was") from None


@contextmanager
def _sorting_in(folder: Path) -> Iterator[None]:
    """Let SQLite sort in a folder with room for the result: the folder of temporary files is often small, or memory."""
    before = os.environ.get("SQLITE_TMPDIR")
    os.environ["SQLITE_TMPDIR"] = str(folder)
    try:
        yield
    finally:
        if before is None:
            del os.environ["SQLITE_TMPDIR"]
        else:
            os.environ["SQLITE_TMPDIR"] = before


class _Build:
    def __init__(self, db: sqlite3.Connection, extras: Extras, progress: Progress) -> None:
        self.facts = Facts(db)
        self.extras, self.progress = extras, progress
        self.countries = {r.iso: r.iso3 for r in records() if isinstance(r, Country)}
        self.digest = hashlib.sha256(str(SCHEMA).encode() + fingerprint())
        self.newest = ""
        self.counties = False
        self.done, self.parts = 0, 1.0

    def run(self, dumps: Sequence[Path]) -> list[Read]:
        extras = self.extras
        self.parts = len(dumps) + 2.0 * (extras.names is not None) + 1.0
        read: list[Read] = []
        if extras.countries:
            read.append(self._file(extras.countries, self._country, 19, comments=True))
        for path in dumps:
            read.append(self._file(path, self._row, COLUMNS))
            if not read[-1].kept:
                raise InputError(str(path), "holds no place that the gazetteer takes")
        if extras.admin1:
            read.append(self._file(extras.admin1, self._division, 4))
        if extras.names:
            read.append(self._file(extras.names, self._name, 0))
        self.facts.dumped(self.counties)
        self.facts.add_shipped()
        files = ", ".join(Path(r.file).name for r in read)
        about = {"source": "GeoNames, CC BY 4.0, https://www.geonames.org/", "files": files, "version": self.digest.hexdigest()[:12]}
        self.facts.finish({**about, "newest": self.newest})
        self.progress(1.0)
        return read

    def _file(self, path: Path, take: Callable[[list[bytes]], bool], columns: int, *, comments: bool = False) -> Read:
        """Give every line to ``take``, which says whether it was kept, or raises BadRow."""
        out = Read(str(path))
        base, share = self.done / self.parts, (2.0 if take == self._name else 1.0) / self.parts
        with lines(path, lambda seen: self.progress(base + seen * share)) as found:
            for fields in found:
                if fields == [b""] or (comments and fields[0].startswith(b"#")):
                    continue
                out.rows += 1
                try:
                    if columns and len(fields) != columns:
                        raise BadRow(f"has {len(fields)} columns where GeoNames has {columns}")
                    out.kept += take(fields)
                except BadRow as error:
                    out.skip(found.number, str(error))
                if out.rows == _ENOUGH:
                    self._check(out, found)
            self._check(out, found)
            self.digest.update(found.digest.encode())
        self.done += 1
        return out

    def _check(self, read: Read, found: Lines) -> None:
        if not read.rows:
            raise InputError(found.name, "empty")
        if read.skipped * 2 > read.rows:
            first = read.bad[0].removeprefix(f"{read.file}, ")
            raise InputError(found.name, f"is not what it should be: {read.skipped:,} of {read.rows:,} lines cannot be used; first, {first}")

    def _row(self, fields: list[bytes]) -> bool:
        """A row of a dump."""
        if fields[6][:1] not in (b"A", b"P") and (not fields[6] or fields[6][0] not in _CLASSES):
            return False
        how = feature(fields[6].decode("ascii", "replace"), fields[7].decode("ascii", "replace"))
        if how is None or (how.others and fields[3].count(b",") < how.others - 1) or (how.others and not fields[3]):
            return False
        row = dump_row(fields)
        own = self.countries.get(row.country)
        if row.country and own is None:
            raise BadRow(f"country {row.country[:10]!r} is not in the list of countries")
        self.newest = max(self.newest, row.changed[:10])
        self._put(row, own, how)
        return True

    def _put(self, row: DumpRow, own: str | None, how: Feature) -> None:
        others = [n for n in row.others.split(",") if n.isprintable() and is_usable(n)] if row.others else []
        population, km = row.population, how.km
        if how.kind == "city" and row.code == "PPLX":
            km = 3
        elif how.kind != "city" and not population:
            population = _WEIGHT * min(len(others), _MOST_COUNTED)
        names = [row.name] if row.ascii in (row.name, "") else [row.name, row.ascii]
        self.facts.place((row.id, row.name, own, row.admin1 or None, row.lat, row.lon, how.kind, population, km, 0), names, others)
        if row.code == "ADM1" and own and row.admin1:
            self.facts.division(own, row.admin1, row.name)
        self.counties = self.counties or (row.code == "ADM2" and own == "USA")

    def _country(self, fields: list[bytes]) -> bool:
        """A row of countryInfo.txt: ISO codes of countries that our own table lacks."""
        iso, iso3 = fields[0].decode("ascii", "replace"), fields[1].decode("ascii", "replace")
        if len(iso) != 2 or len(iso3) != 3:
            raise BadRow(f"{iso[:10]!r} and {iso3[:10]!r} are no ISO codes")
        return self.countries.setdefault(iso, iso3) == iso3

    def _division(self, fields: list[bytes]) -> bool:
        """A row of admin1CodesASCII.txt: "NG.27", name, plain name, id."""
        country, _, code = fields[0].decode("ascii", "replace").partition(".")
        name = fields[1].decode("utf-8", "replace")
        if not code or country not in self.countries:
            raise BadRow(f"{country[:10]!r} is no country of the list, or the division has no code")
        self.facts.division(self.countries[country], code, name)
        return True

    def _name(self, fields: list[bytes]) -> bool:
        """A row of alternateNamesV2.txt: names in English, main unless historic or colloquial."""
        if len(fields) < 4:
            raise BadRow(f"has {len(fields)} columns where GeoNames has 10")
        if fields[2] != b"en":
            return False
        if not fields[1].isdigit() or len(fields[1]) > 15:
            raise BadRow(f"id {fields[1][:20].decode('ascii', 'replace')!r} is no whole number")
        name = fields[3].decode("utf-8", "replace")
        if not is_usable(name):
            return False
        main = b"1" not in (fields[6:7] + fields[7:8])
        self.facts.name(int(fields[1]), [name] if main else (), () if main else [name])
        return True
