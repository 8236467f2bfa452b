"""Compiles facts about places into SQLite: the countries and towns of ``gazetteer.tsv.xz`` (GeoNames), and what a dump adds (``place_dump``).

The database holds facts only. Our own knowledge of places (YAML) is laid over it when it is opened (``place_overlay``), so that it need not be
made again when that knowledge changes. Records are read one at a time: the list of 235,000 towns never stands in memory as objects.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable

from lapwing.grounding.place_record import fold, is_usable, loose
from lapwing.knowledge.gazetteer import Country, County, State, Town, fingerprint, records, source

__all__ = ["SCHEMA", "TABLES", "Facts", "compile_facts", "fold", "is_usable", "table_key"]

SCHEMA = 21
"""Raise when the tables or the way names are folded change, so that old files are made anew."""

Progress = Callable[[float], None]
"""Told the share that is done, from 0 to 1."""

TABLES = """
CREATE TABLE places(id INTEGER PRIMARY KEY, name TEXT, own TEXT, code TEXT, lat REAL, lon REAL, kind TEXT, population INTEGER, km INTEGER,
                    capital INTEGER);
CREATE TABLE names(key TEXT, place INTEGER, main INTEGER, PRIMARY KEY(key, place)) WITHOUT ROWID;
CREATE TABLE loose(key TEXT, place INTEGER, PRIMARY KEY(key, place)) WITHOUT ROWID;
CREATE TABLE countries(own TEXT PRIMARY KEY, id INTEGER, domain TEXT) WITHOUT ROWID;
CREATE TABLE areas(own TEXT, code TEXT, lat REAL, lon REAL, population INTEGER, PRIMARY KEY(own, code)) WITHOUT ROWID;
CREATE TABLE divisions(own TEXT, code TEXT, name TEXT, PRIMARY KEY(own, code)) WITHOUT ROWID;
CREATE TABLE about(key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
"""
_STAGE = "CREATE TEMP TABLE raw(key TEXT, place INTEGER, main INTEGER)"
_NAMES = "INSERT INTO names SELECT key, place, max(main) FROM raw WHERE key != '' GROUP BY key, place ORDER BY key, place"
_AREAS = """
INSERT INTO areas SELECT own, code, round((min(lat) + max(lat)) / 2, 2), round((min(lon) + max(lon)) / 2, 2), sum(population) FROM places
WHERE kind = 'city' AND own IS NOT NULL AND code IS NOT NULL AND (population >= 500 OR id IN (SELECT id FROM shipped)) GROUP BY own, code
"""
_ONE_CAPITAL = """
UPDATE places SET capital = 0 WHERE capital = 1
AND id NOT IN (SELECT id FROM (SELECT id, own, max(population) FROM places WHERE capital = 1 GROUP BY own))
"""
_AT_ONCE = 5_000
_COUNTRIES = 250
"""About so many countries are in the table: for the progress only."""
_COUNTY_POPULATION = 30_000
"""What a county of the United States is counted as: the list has no populations."""

Row = tuple[int, str, str | None, str | None, float | None, float | None, str, int, int, int]
"""A row of ``places``."""


def table_key() -> str:
    """Twelve hex digits over what the default database is made of."""
    return hashlib.sha256(str(SCHEMA).encode() + fingerprint()).hexdigest()[:12]


def compile_facts(db: sqlite3.Connection, progress: Progress = lambda share: None) -> None:
    """Fill an empty database from the package's own table. Takes a few seconds and under 100 MB."""
    facts = Facts(db)
    facts.add_shipped(lambda share: progress(share * 0.8))
    facts.finish({"source": source(), "version": table_key()})
    progress(1.0)


class Facts:
    """Writes the tables. Where two sources tell of a place, the first keeps it and the later one adds names."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        db.execute("PRAGMA journal_mode=OFF")
        db.execute("PRAGMA synchronous=OFF")
        db.execute("PRAGMA temp_store=FILE")
        db.execute("PRAGMA cache_size=-32000")
        db.executescript(TABLES)
        db.execute(_STAGE)
        db.execute("CREATE TEMP TABLE shipped(id INTEGER PRIMARY KEY)")
        self._places: list[Row] = []
        self._names: list[tuple[str, int, int]] = []
        self._has_counties = self._has_more = False

    def place(self, row: Row, names: Iterable[str], others: Iterable[str] = ()) -> None:
        """Add a place with its main and its other names."""
        self._places.append(row)
        self.name(row[0], names, others)
        if len(self._places) >= _AT_ONCE:
            self.flush()

    def name(self, place: int, names: Iterable[str], others: Iterable[str] = ()) -> None:
        """Add names of a place by its id; one that is never added as a place is left out at the end."""
        self._names += [(fold(n), place, 1) for n in names]
        self._names += [(fold(n), place, 0) for n in others]
        if len(self._names) >= 4 * _AT_ONCE:
            self.flush()

    def division(self, own: str, code: str, name: str) -> None:
        """The name of a first-order division by its code; the first one told stays."""
        self.db.execute("INSERT OR IGNORE INTO divisions VALUES(?,?,?)", (own, code, name))

    def flush(self) -> None:
        self.db.executemany("INSERT OR IGNORE INTO places VALUES(?,?,?,?,?,?,?,?,?,?)", self._places)
        self.db.executemany("INSERT INTO raw VALUES(?,?,?)", self._names)
        self._places.clear()
        self._names.clear()

    def dumped(self, counties: bool) -> None:
        """What was added so far is a dump: the package's table only fills gaps. ``counties``: it has those of the United States."""
        self.flush()
        self._has_counties, self._has_more = counties, True

    def add_shipped(self, progress: Progress = lambda share: None) -> None:
        """Add the package's own table."""
        capital, countries = "", 0
        states: list[State] = []
        shipped: list[tuple[int]] = []
        for number, record in enumerate(records()):
            match record:
                case Town():
                    shipped.append((record.geonames_id,))
                    self._town(record, capital)
                case Country():
                    capital = fold(record.capital)
                    self._country(record)
                    countries += 1
                    progress(min(1.0, countries / _COUNTRIES))
                case State():
                    states.append(record)
                case County() if not self._has_counties:
                    row: Row = (-2 - number, record.name, "USA", record.state, None, None, "region", _COUNTY_POPULATION, 40, 0)
                    self.place(row, [record.name])
        self.flush()
        self.db.executemany("INSERT OR IGNORE INTO shipped VALUES(?)", shipped)
        self.db.execute(_AREAS)
        for state in states:
            self._state(state)
        self.flush()

    def finish(self, about: dict[str, str]) -> None:
        """Sort the names, drop what only the making needs, and mark the file as whole: the mark is the last thing written."""
        self.flush()
        self.db.execute(_ONE_CAPITAL)
        if self._has_more:
            self.db.execute("DELETE FROM raw WHERE place NOT IN (SELECT id FROM places)")
        self.db.execute(_NAMES)
        self._loosen()
        self.db.execute("DROP TABLE raw")
        self.db.execute("DROP TABLE shipped")
        self.db.execute("CREATE INDEX capitals ON places(own) WHERE capital = 1")
        counts = {table: str(self.db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]) for table in ("names", "places")}  # noqa: S608
        self.db.executemany("INSERT INTO about VALUES(?,?)", sorted({**about, **counts}.items()))
        self.db.execute(f"PRAGMA user_version={SCHEMA}")
        self.db.commit()

    def _loosen(self) -> None:
        """The looser keys of towns, sorted on disk too."""
        self.db.execute("CREATE TEMP TABLE loosened(key TEXT, place INTEGER)")
        rows = self.db.execute("SELECT n.key, n.place, p.own FROM names n JOIN places p ON p.id = n.place WHERE p.kind = 'city'")
        keys = ((found, place) for key, place, own in rows if (found := loose(key, own)))
        self.db.executemany("INSERT INTO loosened VALUES(?,?)", keys)
        self.db.execute("INSERT INTO loose SELECT DISTINCT key, place FROM loosened ORDER BY key, place")
        self.db.execute("DROP TABLE loosened")

    def _known(self, place: int) -> bool:
        return self._has_more and self.db.execute("SELECT 1 FROM places WHERE id = ?", (place,)).fetchone() is not None

    def _country(self, c: Country) -> None:
        radius = int((c.km2 / 3.1416) ** 0.5)
        self.place((c.geonames_id, c.name, c.iso3, None, None, None, "country", c.population, radius, 0), [c.name])
        self.db.execute("INSERT OR IGNORE INTO countries VALUES(?,?,?)", (c.iso3, c.geonames_id, c.domain))

    def _town(self, t: Town, capital: str) -> None:
        """``capital`` is the folded name of the country's capital."""
        is_capital = t.population > 0 and (capital == fold(t.name) or capital in map(fold, t.also))
        if self._known(t.geonames_id):
            self.name(t.geonames_id, (), (t.name, *t.also))
            self.db.execute("UPDATE places SET capital = ? WHERE id = ?", (int(is_capital), t.geonames_id))
        else:
            row: Row = (t.geonames_id, t.name, t.country, t.admin1, t.lat, t.lon, "city", t.population, 10, int(is_capital))
            self.place(row, [t.name], t.also)

    def _state(self, s: State) -> None:
        if s.code == "DC":
            self.db.execute("INSERT OR REPLACE INTO divisions VALUES('USA','DC','District of Columbia')")
            return
        lat, lon, population = self.db.execute("SELECT lat, lon, population FROM areas WHERE own = 'USA' AND code = ?", (s.code,)).fetchone() or (None, None, 0)
        self.place((s.geonames_id, s.name, "USA", s.code, lat, lon, "region", population, 100, 0), [s.name])
        self.division("USA", s.code, s.name)
