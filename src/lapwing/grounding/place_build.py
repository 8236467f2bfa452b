"""Compiles the gazetteer: the countries and towns of ``gazetteer.tsv.xz`` (facts from GeoNames) and our own regions, into SQLite.

Records are read one at a time, so that the list of 235,000 towns never stands in memory as objects.
"""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Iterable

from lapwing.knowledge.gazetteer import Country, County, State, Town, records
from lapwing.knowledge.loader import KnowledgeBase
from lapwing.knowledge.places import CountryNames, Divisions, Region, TownNames

SCHEMA = 12
"""Raise when the tables or the way names are folded change, so that old files are made anew."""

_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss", "ð": "d", "þ": "th", "ə": "a"}
    | dict.fromkeys("-–/,", " ")
    | dict.fromkeys("'’‘ʼʻ`ʿʾ´.\"“”()", None)
)  # fmt: skip
_SHORT = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}

TABLES = """
CREATE TABLE places(id INTEGER PRIMARY KEY, name TEXT, own TEXT, country TEXT, code TEXT, lat REAL, lon REAL, geonames_id INTEGER,
                    kind TEXT, population INTEGER, km INTEGER, capital INTEGER);
CREATE INDEX capitals ON places(own) WHERE capital = 1;
CREATE TABLE names(key TEXT, place INTEGER, main INTEGER, PRIMARY KEY(key, place)) WITHOUT ROWID;
CREATE TABLE domains(tld TEXT PRIMARY KEY, country TEXT) WITHOUT ROWID;
CREATE TABLE divisions(own TEXT, code TEXT, name TEXT, PRIMARY KEY(own, code)) WITHOUT ROWID;
"""


def fold(name: str) -> str:
    """The key under which a name is found: no case, accents, apostrophes or hyphens; "Saint" is "st"; no leading "the"."""
    text = name.casefold()
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    words = text.translate(_LETTERS).split()
    if len(words) > 1:
        if words[0] == "the":
            del words[0]
        words = [_SHORT.get(w, w) for w in words]
    return " ".join(words)


class _Area:
    """Extent and population of the towns of a division: its position is the middle of the extent."""

    __slots__ = ("east", "north", "population", "south", "west")

    def __init__(self) -> None:
        self.south = self.west = 360.0
        self.north = self.east = -360.0
        self.population = 0

    def add(self, town: Town) -> None:
        self.south, self.north = min(self.south, town.lat), max(self.north, town.lat)
        self.west, self.east = min(self.west, town.lon), max(self.east, town.lon)
        self.population += town.population

    @property
    def middle(self) -> tuple[float, float]:
        """Latitude and longitude, rounded to what the method can tell."""
        return round((self.south + self.north) / 2, 2), round((self.west + self.east) / 2, 2)


def compile_gazetteer(base: KnowledgeBase, db: sqlite3.Connection) -> None:
    """Fill an empty database. Takes a few seconds and under 100 MB."""
    db.execute("PRAGMA journal_mode=OFF")
    db.execute("PRAGMA synchronous=OFF")
    db.executescript(TABLES)
    _Build(base, db).run()
    db.execute(f"PRAGMA user_version={SCHEMA}")
    db.commit()


class _Build:
    def __init__(self, base: KnowledgeBase, db: sqlite3.Connection) -> None:
        self.db = db
        self.words = {c.id: c for c in base.read("places", CountryNames, "countries")}
        self.divisions = base.read("places", Divisions, "divisions*")
        self.regions = base.read("places", Region, "regions*")
        self.towns = base.read("places", TownNames, "towns*")
        self.areas: dict[tuple[str, str], _Area] = {}
        self.seats: dict[tuple[str, str], tuple[int, str]] = {(d.country, fold(s)): (-1, "") for d in self.divisions for s in d.divisions.values()}
        self.states: list[State] = []
        self.counties: list[County] = []
        self.next_id = -1

    def run(self) -> None:
        self._read()
        self.db.execute(
            "UPDATE places SET capital = 0 WHERE capital = 1 AND id NOT IN "
            "(SELECT id FROM (SELECT id, own, max(population) FROM places WHERE capital = 1 GROUP BY own))"
        )
        for state in self.states:
            self._state(state)
        for county in self.counties:
            self._county(county)
        for entry in self.divisions:
            for name, seat in entry.divisions.items():
                code = self.seats[entry.country, fold(seat)][1] or None  # a seat that GeoNames lacks: the name without a position
                self._division(entry.country, code, name, entry.aliases.get(name, []), None)
        for region in self.regions:
            self._region(region)
        for town in self.towns:
            self._rename(town)

    def _read(self) -> None:
        capital = ""
        for record in records():
            match record:
                case Town():
                    self._town(record, capital)
                case Country():
                    own = self.words.get(record.iso3)
                    capital = fold(own.capital if own and own.capital else record.capital)
                    self._country(record)
                case State():
                    self.states.append(record)
                case County():
                    self.counties.append(record)

    def _code(self, own: str | None) -> str | None:
        """The country that is coded for a place in ``own``."""
        found = self.words.get(own or "")
        return found.code if found and found.code else own

    def _add(self, place: int, names: Iterable[str], alternates: Iterable[str] = ()) -> None:
        rows = [(fold(n), place, 1) for n in names] + [(fold(n), place, 0) for n in alternates]
        self.db.executemany("INSERT OR IGNORE INTO names VALUES(?,?,?)", [r for r in rows if r[0]])

    def _put(self, *row: object) -> None:
        self.db.execute("INSERT OR REPLACE INTO places VALUES(?,?,?,?,?,?,?,?,?,?,?,?)", row)

    def _country(self, c: Country) -> None:
        own = self.words.get(c.iso3)
        radius = int((c.km2 / 3.1416) ** 0.5)
        self._put(c.geonames_id, c.name, c.iso3, self._code(c.iso3), None, None, None, c.geonames_id, "country", c.population, radius, 0)
        self.db.execute("INSERT OR IGNORE INTO domains VALUES(?,?)", (c.domain, self._code(c.iso3)))
        self._add(c.geonames_id, [c.name, *(own.names if own else [])])

    def _town(self, t: Town, capital: str) -> None:
        """``capital`` is the folded name of the country's capital."""
        self.areas.setdefault((t.country, t.admin1), _Area()).add(t)
        main, keys = fold(t.name), {fold(n) for n in (t.name, *t.also)}
        for key in keys:
            weight = t.population + (key == main) * 10**8
            if self.seats.get((t.country, key), (weight,))[0] < weight:
                self.seats[t.country, key] = (weight, t.admin1)
        self._add(t.geonames_id, [t.name], t.also)
        is_capital = int(capital in keys and t.population > 0)
        code = self._code(t.country)
        row = (t.geonames_id, t.name, t.country, code, t.admin1, t.lat, t.lon, t.geonames_id, "city", t.population, 10, is_capital)
        self.db.execute("INSERT OR IGNORE INTO places VALUES(?,?,?,?,?,?,?,?,?,?,?,?)", row)

    def _state(self, s: State) -> None:
        if s.code == "DC":
            self.db.execute("INSERT OR REPLACE INTO divisions VALUES('USA','DC','District of Columbia')")
        else:
            self._division("USA", s.code, s.name, [], s.geonames_id)

    def _county(self, c: County) -> None:
        place = self._id()
        self._put(place, c.name, "USA", self._code("USA"), c.state, None, None, None, "region", 30_000, 40, 0)
        self._add(place, [c.name])

    def _id(self) -> int:
        self.next_id -= 1
        return self.next_id

    def _division(self, own: str, code: str | None, name: str, aliases: list[str], geonames_id: int | None) -> None:
        area = self.areas.get((own, code)) if code else None
        lat, lon = area.middle if area else (None, None)
        place = geonames_id or self._id()
        self._put(place, name, own, self._code(own), code, lat, lon, geonames_id, "region", area.population if area else 0, 100, 0)
        if code:
            self.db.execute("INSERT OR IGNORE INTO divisions VALUES(?,?,?)", (own, code, name))
        self._add(place, [name, *aliases])

    def _region(self, r: Region) -> None:
        place, own = self._id(), r.country
        self._put(place, r.name, own, self._code(own), None, r.lat, r.lon, None, r.kind, r.weight, r.km, 0)
        self._add(place, [r.name, *r.aliases])

    def _rename(self, town: TownNames) -> None:
        row = self.db.execute(
            "SELECT p.id FROM names n JOIN places p ON p.id = n.place WHERE n.key = ? AND p.own = ? AND p.kind = 'city' ORDER BY p.population DESC",
            (fold(town.name), town.country),
        ).fetchone()
        if row is None:
            return  # a town of the user's that GeoNames lacks; a test holds our own list to account
        self.db.executemany("INSERT OR REPLACE INTO names VALUES(?,?,1)", [(fold(n), row[0]) for n in [town.name, *town.names]])
