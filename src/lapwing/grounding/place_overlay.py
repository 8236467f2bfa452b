"""What our own knowledge of places (YAML) lays over the facts: regions, divisions, other names of countries and towns, capitals.

Small enough (a few thousand names) to be made anew in every process, so that the facts need not be compiled again for a user's own folder.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec import Struct

from lapwing.grounding.place_record import Place, fold
from lapwing.knowledge.loader import KnowledgeBase
from lapwing.knowledge.places import CountryNames, DivisionPositions, Divisions, Region, TownNames

if TYPE_CHECKING:
    import sqlite3

_TOWN = """SELECT p.id, p.code FROM names n JOIN places p ON p.id = n.place WHERE n.key = ? AND p.own = ? AND p.kind = 'city'
           ORDER BY n.main * ? DESC, p.population DESC, p.id LIMIT 1"""
_FORMS: tuple[tuple[type[Struct], str], ...] = (
    (CountryNames, "countries"), (DivisionPositions, "positions*"), (Divisions, "divisions*"), (Region, "regions*"), (TownNames, "towns*"),
)  # fmt: skip


def check(base: KnowledgeBase) -> None:
    """Read all knowledge of places, so that a broken entry is found before the first report is. Raises KnowledgeError."""
    for form, files in _FORMS:
        base.read("places", form, files)


class Overlay:
    """``places``: folded name to places of our own; ``also``: folded name to ids of the database that it names too; ``codes``: country to what
    is coded for it; ``capitals``: country to the id of its capital; ``divisions``: country and code to the name of the division; ``positions``: country
    and name of a division to where it lies."""

    def __init__(self, base: KnowledgeBase, db: sqlite3.Connection) -> None:
        self.db = db
        self.places: dict[str, list[Place]] = {}
        self.also: dict[str, list[int]] = {}
        countries = base.read("places", CountryNames, "countries")
        self.codes = {c.id: c.code for c in countries if c.code}
        self.capitals: dict[str, int] = dict(db.execute("SELECT own, id FROM places WHERE capital = 1"))
        self.divisions: dict[tuple[str, str], str] = {}
        known: dict[str, int] = dict(db.execute("SELECT own, id FROM countries"))
        for country in countries:
            if country.id in known:
                self._name(known[country.id], country.names)
            town = self._town(country.capital, country.id, by_main=False) if country.capital else None
            if town:
                self.capitals[country.id] = town[0]
        self.positions = {(e.country, n): at for e in base.read("places", DivisionPositions, "positions*") for n, at in e.positions.items()}
        told = {(own, code): name for own, code, name in db.execute("SELECT own, code, name FROM divisions")}
        for entry in base.read("places", Divisions, "divisions*"):
            for name, seat in entry.divisions.items():
                found = self._town(seat, entry.country, by_main=True)  # a seat that GeoNames lacks: the name without a position
                if found and found[1]:
                    self.divisions.setdefault((entry.country, found[1]), name)
                self._division(entry, name, found[1] if found else None)
        self.divisions = told | self.divisions
        for region in base.read("places", Region, "regions*"):
            self._region(region)
        for renamed in base.read("places", TownNames, "towns*"):
            found = self._town(renamed.name, renamed.country, by_main=True)
            if found:  # else a town of the user's that GeoNames lacks; a test holds our own list to account
                self._name(found[0], [renamed.name, *renamed.names])

    def code(self, own: str | None) -> str | None:
        """The country that is coded for a place in ``own``."""
        return self.codes.get(own, own) if own else own

    def admin1(self, own: str | None, code: str | None) -> str | None:
        """The name of a first-order division."""
        return self.divisions.get((own, code)) if own and code else None

    def _town(self, name: str, own: str, *, by_main: bool) -> tuple[int, str | None] | None:
        """Id and division of the largest town of a name; ``by_main``: one that has it as its main name comes first."""
        found: tuple[int, str | None] | None = self.db.execute(_TOWN, (fold(name), own, int(by_main))).fetchone()
        return found

    def _name(self, place: int, names: Iterable[str]) -> None:
        for key in dict.fromkeys(map(fold, names)):
            self.also.setdefault(key, []).append(place)

    def _put(self, place: Place, names: Iterable[str]) -> None:
        for key in dict.fromkeys(map(fold, names)):
            self.places.setdefault(key, []).append(place)

    def _division(self, entry: Divisions, name: str, code: str | None) -> None:
        own = entry.country
        area = self.db.execute("SELECT lat, lon, population FROM areas WHERE own = ? AND code = ?", (own, code)).fetchone() if code else None
        lat, lon, population = area or (None, None, 0)
        lat, lon = self.positions.get((own, name), (lat, lon))
        place = Place(name, self.code(own), self.divisions.get((own, code)) if code else None, lat, lon, None, "region", population, own, 100)
        self._put(place, [name, *entry.aliases.get(name, [])])

    def _region(self, r: Region) -> None:
        self._put(Place(r.name, self.code(r.country), None, r.lat, r.lon, None, r.kind, r.weight, r.country, r.km), [r.name, *r.aliases])
