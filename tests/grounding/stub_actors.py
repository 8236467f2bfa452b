"""A small stand-in for ``lapwing.grounding.actors.Actors``, so that the tests of names do not hang on actor data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from lapwing.model import Token

COUNTRIES = {
    "Kenya": "KEN",
    "Norway": "NOR",
    "Peru": "PER",
    "Chile": "CHL",
    "Latvia": "LVA",
    "Estonia": "EST",
    "Ghana": "GHA",
    "Japan": "JPN",
    "France": "FRA",
    "Mali": "MLI",
    "Sudan": "SDN",
    "Ethiopia": "ETH",
    "Poland": "POL",
    "US": "USA",
    "United States": "USA",
}
DEMONYMS = {
    "Kenyan": "KEN",
    "Norwegian": "NOR",
    "Peruvian": "PER",
    "Chilean": "CHL",
    "Latvian": "LVA",
    "Estonian": "EST",
    "Ghanaian": "GHA",
    "Japanese": "JPN",
    "French": "FRA",
    "Malian": "MLI",
    "Sudanese": "SDN",
    "Ethiopian": "ETH",
    "Polish": "POL",
    "American": "USA",
}
CAPITALS = {"Nairobi": "KEN", "Oslo": "NOR", "Lima": "PER", "Riga": "LVA", "Khartoum": "SDN", "Paris": "FRA"}
BODIES = {
    "NATO": ("IGO", None, "NATO"),
    "African Union": ("IGO", None, "African Union"),
    "AU": ("IGO", None, "African Union"),
    "United Nations": ("UNO", None, "United Nations"),
    "UN": ("UNO", None, "United Nations"),
    "European Union": ("EUR", None, "European Union"),
    "EU": ("EUR", None, "European Union"),
    "Boko Haram": ("NGA", "REB", "Boko Haram"),
    "Kenya Airways": ("KEN", "BUS", "Kenya Airways"),
}
NOUNS = {
    "minister": "GOV",
    "president": "GOV",
    "premier": "GOV",
    "government": "GOV",
    "police": "COP",
    "army": "MIL",
    "troop": "MIL",
    "soldier": "MIL",
    "force": "MIL",
    "rebel": "REB",
    "militant": "REB",
    "protester": "CVL",
    "senator": "LEG",
    "parliament": "LEG",
    "court": "JUD",
    "embassy": "GOV",
    "warlord": "REB",
    "supporter": "CVL",
    "aide": "GOV",
    "mayor": "GOV",
    "ministry": "GOV",
    "activist": "SOC",
    "journalist": "JRN",
    "ambassador": "GOV",
    "opposition": "OPP",
    "union": "LAB",
    "worker": "LAB",
    "lawmaker": "LEG",
    "king": "GOV",
    "leader": None,
    "chief": None,
    "general": "MIL",
    "spokesman": None,
}


class Coding(msgspec.Struct, frozen=True):
    name: str | None
    country: str | None
    sector: str | None
    sectors: tuple[str, ...]
    role: str | None
    id: str | None
    why: str
    kind: str


def _coding(name: str | None, country: str | None, sector: str | None, kind: str, key: str | None = None) -> Coding:
    return Coding(name, country, sector, (sector,) if sector else (), None, key, "stub", kind)


class StubActors:
    """Codes by the nouns and countries in the phrase."""

    shared: Mapping[str, str] = {}

    def reading(self, elsewhere: Mapping[str, str]) -> StubActors:
        return self

    def name(self, text: str, published: str | None) -> Coding | None:
        if text in COUNTRIES:
            return _coding(text, COUNTRIES[text], "GOV", "country")
        if text in BODIES:
            country, sector, name = BODIES[text]
            return _coding(name, country, sector, "organization", name)
        return None

    def country_of(self, word: str) -> str | None:
        return COUNTRIES.get(word) or DEMONYMS.get(word) or CAPITALS.get(word)

    def is_demonym(self, word: str) -> bool:
        return word in DEMONYMS

    def sector_of_noun(self, lemma: str, modifiers: Sequence[str]) -> tuple[str, ...]:
        sector = NOUNS.get(lemma)
        return (sector,) if sector else ()

    def code(self, tokens: Sequence[Token], head: int, published: str | None = None) -> Coding | None:
        text = " ".join(t.text for t in tokens)
        known = self.name(text, published) or self.name(tokens[head].text, published)
        if known is not None:
            return known
        country = next((c for t in tokens if (c := self.country_of(t.text))), None)
        own = NOUNS.get(tokens[head].lemma) or next((s for t in tokens if (s := NOUNS.get(t.lemma.lower()))), None)
        body = next((BODIES[t.text] for t in tokens if t.text in BODIES), None)
        if body is not None and tokens[head].lemma != "troop":
            return _coding(None, body[0], body[1], "person")
        if own is None:
            return None
        return _coding(None, country, own, "agent")
