"""The words around places, from ``data/places/words.yaml`` and ``countries.yaml``, as sets and dictionaries."""

from __future__ import annotations

from functools import cached_property

from lapwing.knowledge.loader import KnowledgeBase
from lapwing.knowledge.places import Abbreviations, CountryNames, PlaceWords


class Words:
    """Word sets by their ids, demonyms, and short names of states."""

    def __init__(self, base: KnowledgeBase) -> None:
        sets: dict[str, set[str]] = {}
        for entry in base.read("places", PlaceWords, "words"):
            sets.setdefault(entry.id, set()).update(entry.words)
        self.sets = {name: frozenset(words) for name, words in sets.items()}
        countries = base.read("places", CountryNames, "countries")
        known = {c.id for c in countries}
        self._folded = {c.code: c.id for c in countries if c.code and c.code not in known}
        self.demonyms = {d: c.code or c.id for c in countries for d in c.demonyms}
        self._abbreviations = base.read("places", Abbreviations, "abbreviations")

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.sets[name]

    def geonames_code(self, country: str) -> str:
        """GeoNames' own code of a coded country (XKX for KOS)."""
        return self._folded.get(country, country)

    @cached_property
    def short(self) -> dict[str, str]:
        """Short name without dots ("Ore", "OR") to full name."""
        return {n.replace(".", ""): full for entry in self._abbreviations for full, names in entry.names.items() for n in names}

    @cached_property
    def dotted(self) -> frozenset[str]:
        """Short names that end in a dot and so can stand alone ("Ill.")."""
        return frozenset(n for entry in self._abbreviations for names in entry.names.values() for n in names if n.endswith("."))
