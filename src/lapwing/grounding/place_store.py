"""The gazetteer: place names to the places that bear them. Compiled on first use into the cache folder, opened read-only."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tempfile
from contextlib import closing
from functools import cached_property
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from msgspec import Struct

from lapwing.grounding.place_build import SCHEMA, compile_gazetteer, fold
from lapwing.grounding.place_words import Words
from lapwing.knowledge.gazetteer import fingerprint
from lapwing.knowledge.loader import KnowledgeBase, cache_folder

MAX_CANDIDATES = 60
SOLD_DOMAINS = {"ai", "am", "cc", "co", "eu", "fm", "gg", "io", "is", "la", "ly", "me", "nu", "tk", "to", "tv", "vc", "ws"}
"""Country domains that mostly stand for something else."""
_CACHED_NAMES = 20_000
_COLUMNS = "p.name, p.own, p.country, d.name, p.lat, p.lon, p.geonames_id, p.kind, p.population, p.km, p.capital"
_FROM = "places p LEFT JOIN divisions d ON d.own = p.own AND d.code = p.code"
_BY_NAME = f"SELECT {_COLUMNS}, n.main FROM names n JOIN {_FROM.replace('places p', 'places p ON p.id = n.place', 1)} WHERE n.key = ? ORDER BY p.population DESC LIMIT {MAX_CANDIDATES}"  # noqa: S608,E501
_CAPITAL = f"SELECT {_COLUMNS}, 1 FROM {_FROM} WHERE p.capital = 1 AND p.own = ? ORDER BY p.population DESC LIMIT 1"  # noqa: S608


class Place(Struct, frozen=True):
    """A place of the gazetteer. ``country`` is the coded ISO3 (dependencies folded), ``own`` the unfolded one.

    ``lat`` and ``lon`` are WGS84 degrees, None for countries; ``km`` is a rough radius; ``main`` is False where the name asked for is an
    alternate one.
    """

    name: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    geonames_id: int | None
    kind: Literal["country", "region", "city", "exact"]
    population: int
    own: str | None = None
    km: int = 10
    capital: bool = False
    main: bool = True


class Gazetteer:
    """Places by name. Cheap to make: the database opens (or, once, is compiled) at the first question."""

    def __init__(self, base: KnowledgeBase, folder: Path | None = None) -> None:
        self.base = base
        self.folder = folder or cache_folder()
        self._names: dict[str, list[Place]] = {}

    @cached_property
    def words(self) -> Words:
        """The words around places that the knowledge lists."""
        return Words(self.base)

    @cached_property
    def version(self) -> str:
        """Twelve hex digits over what the database is made of."""
        digest = hashlib.sha256(str(SCHEMA).encode() + fingerprint())
        for path in self.base.files("places"):
            digest.update(path.read_bytes())
        return digest.hexdigest()[:12]

    @cached_property
    def _db(self) -> sqlite3.Connection:
        path = self.folder / f"places-{self.version}.sqlite"
        found = _open(path)
        if found is None and _make(self.base, path):
            found = _open(path)
        if found is None:  # the folder cannot be written
            found = sqlite3.connect(":memory:", check_same_thread=False)
            compile_gazetteer(self.base, found)
        return found

    def candidates(self, name: str) -> list[Place]:
        """The places that bear a name, the most populous first; empty if none does."""
        key = fold(name)
        found = self._names.get(key)
        if found is None:
            if len(self._names) > _CACHED_NAMES:
                self._names.clear()
            found = self._names[key] = [_place(row) for row in self._db.execute(_BY_NAME, (key,))]
        return found

    def capital(self, country: str) -> Place | None:
        """The capital city of a country by ISO3 (KOS for Kosovo)."""
        row = self._db.execute(_CAPITAL, (self.words.geonames_code(country),)).fetchone()
        return _place(row) if row else None

    def country_of_domain(self, tld: str) -> str | None:
        """The country of a top-level domain ("ke"); None for those that are sold to everyone."""
        if len(tld) != 2 or tld in SOLD_DOMAINS:
            return None
        row = self._db.execute("SELECT country FROM domains WHERE tld = ?", (tld,)).fetchone()
        return row[0] if row else None


def _place(row: tuple[object, ...]) -> Place:
    name, own, country, admin1, lat, lon, geonames_id, kind, population, km, capital, main = row
    return Place(name, country, admin1, lat, lon, geonames_id, kind, population, own, km, bool(capital), bool(main))  # type: ignore[arg-type]


def _open(path: Path) -> sqlite3.Connection | None:
    """The database at ``path``, or None if there is none, or one that is damaged."""
    if not path.is_file():
        return None
    try:
        db = sqlite3.connect(f"file:{quote(str(path))}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        if db.execute("PRAGMA user_version").fetchone()[0] == SCHEMA:
            return db
        db.close()
    except sqlite3.Error:
        pass
    return None


def _make(base: KnowledgeBase, path: Path) -> bool:
    """Compile to a file beside ``path`` and move it there, so that nobody ever opens half of it. False if the folder cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
        os.close(handle)
    except OSError:
        return False
    try:
        with closing(sqlite3.connect(name)) as db:
            compile_gazetteer(base, db)
        os.replace(name, path)
        return True
    except (OSError, sqlite3.OperationalError):
        return False
    finally:
        Path(name).unlink(missing_ok=True)
