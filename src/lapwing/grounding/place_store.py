"""The gazetteer: place names to the places that bear them. A database of facts (``place_files`` says which) under our own knowledge of places."""

from __future__ import annotations

import sqlite3
from functools import cached_property
from pathlib import Path
from typing import Any

from lapwing.errors import KnowledgeError
from lapwing.grounding import place_files
from lapwing.grounding.place_overlay import Overlay, check
from lapwing.grounding.place_record import Place, fold, loose_arabic, loose_slavic
from lapwing.grounding.place_words import Words
from lapwing.knowledge.cache import cache_folder
from lapwing.knowledge.loader import KnowledgeBase

__all__ = ["Gazetteer", "Place"]

MAX_CANDIDATES = 60
SOLD_DOMAINS = {"ai", "am", "cc", "co", "eu", "fm", "gg", "io", "is", "la", "ly", "me", "nu", "tk", "to", "tv", "vc", "ws"}
"""Country domains that mostly stand for something else."""
_CACHED_NAMES = 20_000
_COLUMNS = "p.id, p.name, p.own, p.code, p.lat, p.lon, p.kind, p.population, p.km"
_BY_NAME = f"SELECT {_COLUMNS}, n.main FROM names n JOIN places p ON p.id = n.place WHERE n.key = ? ORDER BY p.population DESC, p.id LIMIT {MAX_CANDIDATES}"  # noqa: S608
_BY_LOOSE = f"SELECT {_COLUMNS}, 0 FROM loose n JOIN places p ON p.id = n.place WHERE n.key = ? ORDER BY p.population DESC, p.id LIMIT {MAX_CANDIDATES}"  # noqa: S608
_BY_ID = f"SELECT {_COLUMNS}, 1 FROM places p WHERE p.id = ?"  # noqa: S608


class Gazetteer:
    """Places by name. Cheap to make: the database opens (or, once, is compiled) at the first question. Raises KnowledgeError for places of the
    user's own that cannot be used.

    ``folder`` is where the default database is kept; ``own`` where one lies that ``lapwing places build`` made, which comes first.
    """

    def __init__(self, base: KnowledgeBase, folder: Path | None = None, own: Path | None = None) -> None:
        self.base = base
        self.folder = folder or cache_folder()
        self.own_path = own or place_files.own_path()
        self._names: dict[str, list[Place]] = {}
        if base.folders[1:]:
            check(base)

    @cached_property
    def words(self) -> Words:
        """The words around places that the knowledge lists."""
        return Words(self.base)

    @cached_property
    def is_own(self) -> bool:
        """Whether a gazetteer that the user built is in use."""
        return self.own_path.is_file()

    @property
    def version(self) -> str:
        """Twelve hex digits over the facts in use."""
        return self.about["version"]

    def stamp(self, knowledge: str) -> str:
        """The version of the knowledge with that of the user's own gazetteer, if one is in use: what an event tells as its version."""
        return f"{knowledge}+{self.version}" if self.is_own else knowledge

    @cached_property
    def about(self) -> dict[str, str]:
        """What the database says of itself: ``source``, ``version``, numbers of ``names`` and ``places``; ``files`` and ``newest`` of a dump."""
        return dict(self._rows("SELECT key, value FROM about"))

    @cached_property
    def path(self) -> str:
        """Where the database in use lies; empty if in memory."""
        return str(self._rows("PRAGMA database_list")[0][2])

    def candidates(self, name: str) -> list[Place]:
        """The places that bear a name, the most populous first; empty if none does."""
        key = fold(name)
        found = self._names.get(key)
        if found is None:
            if len(self._names) > _CACHED_NAMES:
                self._names.clear()
            found = self._names[key] = self._find(key)
        return found

    def capital(self, country: str) -> Place | None:
        """The capital city of a country by ISO3 (KOS for Kosovo)."""
        town = self._overlay.capitals.get(self.words.geonames_code(country))
        rows = self._rows(_BY_ID, town) if town else []
        return self._place(rows[0]) if rows else None

    def country_of_domain(self, tld: str) -> str | None:
        """The country of a top-level domain ("ke"); None for those that are sold to everyone."""
        return None if len(tld) != 2 or tld in SOLD_DOMAINS else self._domains.get(tld)

    @cached_property
    def _db(self) -> sqlite3.Connection:
        return place_files.open_own(self.own_path) if self.is_own else place_files.open_default(self.folder)

    @cached_property
    def _overlay(self) -> Overlay:
        try:
            return Overlay(self.base, self._db)
        except sqlite3.DatabaseError as error:
            self._remake(error)
            return Overlay(self.base, self._db)

    @cached_property
    def _domains(self) -> dict[str, str | None]:
        rows = self._rows("SELECT domain, own FROM countries ORDER BY own DESC")
        return {domain: self._overlay.code(own) for domain, own in rows}

    def _find(self, key: str) -> list[Place]:
        overlay = self._overlay
        rows = {row[0]: row for row in self._rows(_BY_NAME, key)}
        for place in overlay.also.get(key, ()):
            rows.update((row[0], row) for row in self._rows(_BY_ID, place))
        if not rows and key not in overlay.places:  # unknown: perhaps a spelling that the list lacks
            rows = {row[0]: row for k in dict.fromkeys((loose_arabic(key), loose_slavic(key))) if k for row in self._rows(_BY_LOOSE, k)}
        found = [self._place(row) for row in rows.values()] + overlay.places.get(key, [])
        found.sort(key=lambda p: (-p.population, p.geonames_id or 0, p.name))
        return found[:MAX_CANDIDATES]

    def _place(self, row: tuple[Any, ...]) -> Place:
        place, name, own, code, lat, lon, kind, population, km, main = row
        overlay = self._overlay
        is_capital = overlay.capitals.get(own) == place
        number = place if place > 0 else None
        if kind == "region":
            lat, lon = overlay.positions.get((own, name), (lat, lon))
        return Place(name, overlay.code(own), overlay.admin1(own, code), lat, lon, number, kind, population, own, km, is_capital, bool(main))

    def _rows(self, question: str, *values: object) -> list[tuple[Any, ...]]:
        """All rows of an answer. A default database that turns out damaged is made anew, once."""
        try:
            return self._db.execute(question, values).fetchall()
        except sqlite3.DatabaseError as error:
            self._remake(error)
            return self._db.execute(question, values).fetchall()

    def _remake(self, error: sqlite3.DatabaseError) -> None:
        if self.is_own:
            raise KnowledgeError(str(self.own_path), None, f"damaged ({error}); {place_files.REMEDY}") from None
        self.__dict__["_db"] = place_files.make_default(self.folder)
