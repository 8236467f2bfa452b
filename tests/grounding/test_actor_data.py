"""The alias tables as data: codes exist, periods are in order, and an alias that two entries claim is decided in ``DECIDED``."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations

import pytest

from lapwing.grounding.actor_dates import Code, parse
from lapwing.grounding.actor_tables import NAMED_FILES, PERSON_FILES, key
from lapwing.knowledge.actors import INTERNATIONAL, SECTORS, Cities, Country, Modifier, Named, NounGroup
from lapwing.knowledge.loader import KnowledgeBase

BASE = KnowledgeBase()
COUNTRIES = BASE.read("actors", Country, "countries")
CODES = {c.code or c.id for c in COUNTRIES} | INTERNATIONAL
NAMED = [(file, entry) for file in NAMED_FILES for entry in BASE.read("actors", Named, f"{file}*")]
GROUPS = [g for f in ("agents", "titles", "institutions") for g in BASE.read("actors", NounGroup, f)]

DECIDED: dict[str, str] = {}
"""Aliases that entries of different countries claim, and whose they are (the later file wins: see NAMED_FILES)."""

SURNAMES = {"Adani", "Antonov", "Cortes", "Kadima", "Maute", "Odebrecht", "Saab", "Shein"}
"""Names that a person and a body share: the person is meant (the people files are read last); a longer form of the body's name is listed for each."""


def test_there_is_enough() -> None:
    assert len(COUNTRIES) >= 240
    assert sum(len(g.words) for g in GROUPS if g.id.startswith("agents.")) >= 500
    for file, least in {"leaders": 550, "people": 6500, "organizations": 250, "armed_groups": 250, "parties": 300, "organs": 300}.items():
        assert sum(f == file for f, _ in NAMED) >= least, file


@pytest.mark.parametrize("file", NAMED_FILES)
def test_codes_exist_and_periods_are_in_order(file: str) -> None:
    for _, entry in (n for n in NAMED if n[0] == file):
        assert entry.codes, entry.name
        for text in entry.codes:
            code = parse(text)
            assert code.country in CODES, f"{entry.name}: {text}"
            assert set(code.sectors) <= SECTORS, f"{entry.name}: {text}"
            assert not (code.start and code.end) or code.start[: len(code.end)] <= code.end, f"{entry.name}: {text}"


def test_country_codes_and_sectors_exist() -> None:
    assert {g.sector for g in GROUPS} - {None} <= SECTORS
    assert {m.effect for m in BASE.read("actors", Modifier, "modifiers")} <= {"former", "sector", "amount", "part", "none"}
    assert {c.id for c in BASE.read("actors", Cities, "cities")} <= CODES
    assert all(len(c) == 3 and c.isupper() for c in CODES)


def test_country_words_do_not_clash() -> None:
    names: dict[str, set[str]] = defaultdict(set)
    for country in COUNTRIES:
        for word in (*country.names, *country.adjectives, *country.nouns, *country.seats):
            names[key(word)].add(country.code or country.id)
    assert {w: c for w, c in names.items() if len(c) > 1} == {}


def test_a_name_is_one_entry_only() -> None:
    seen: dict[tuple[str, str], str] = {}
    for file, entry in NAMED:
        assert (file, entry.name) not in seen, entry.name
        seen[(file, entry.name)] = entry.name


def test_clashes_are_decided() -> None:
    claims: dict[str, dict[str, str]] = defaultdict(dict)
    for file, entry in NAMED:
        for alias in (entry.name, *entry.aliases):
            if not (file in PERSON_FILES and " " not in alias):
                claims[key(alias)][f"{file}:{entry.name}"] = parse(entry.codes[0]).country
    clashes = {a: c for a, c in claims.items() if len(set(c.values())) > 1}
    assert set(clashes) == set(DECIDED), {a: c for a, c in clashes.items() if a not in DECIDED} or sorted(set(DECIDED) - set(clashes))


def test_surnames_that_are_bodies_too_are_decided() -> None:
    """A surname beats a body of that name, so each such pair is looked at."""
    bodies = {key(a) for file, entry in NAMED if file not in PERSON_FILES for a in (entry.name, *entry.aliases)}
    assert {key(a) for f, e in NAMED if f in PERSON_FILES for a in (e.name, *e.aliases) if key(a) in bodies} == SURNAMES


def test_nouns_do_not_swallow_countries() -> None:
    """A noun such as "US attorney" would be found whole, and the country in it lost."""
    words = {key(w).lower() for c in COUNTRIES for w in (*c.names, *c.adjectives) if not w.isupper()} | {"us", "uk"}
    allowed = {"english teacher", "supreme soviet", "chief executive of hong kong", "native american", "marshal of the soviet union"}
    found = [w for g in GROUPS for w in g.words if key(w).lower() not in allowed and _country_inside(key(w).lower().split(" "), words)]
    assert found == []


def _country_inside(noun: list[str], countries: set[str]) -> bool:
    """Whether a country's name or adjective is part of a noun, but for "pro-Russian" and the like."""
    spans = [(i, j) for i in range(len(noun)) for j in range(i + 1, len(noun) + 1)]
    return any(" ".join(noun[i:j]) in countries and (i == 0 or noun[i - 1] not in ("pro", "anti")) for i, j in spans)


def test_names_are_not_country_words() -> None:
    words = {key(w) for c in COUNTRIES for w in (*c.names, *c.adjectives, *c.nouns)}
    assert {e.name for f, e in NAMED for a in (e.name, *e.aliases) if key(a) in words} == set()


def test_nouns_are_in_one_group() -> None:
    seen: dict[str, str] = {}
    double = []
    for group in GROUPS:
        for word in group.words:
            if seen.setdefault(key(word).lower(), group.id) != group.id:
                double.append((word, seen[key(word).lower()], group.id))
    assert double == []


PERSONS = [entry for file, entry in NAMED if file in PERSON_FILES]

ONE_HOLDER = ("president", "prime minister", "vice president", "foreign minister", "defence minister", "interior minister", "finance minister", "king", "emir")
"""Offices that one person of a country holds at a time; heads of parts of a country are "regional president"."""

SHARED: dict[tuple[str, str], str] = {
    ("AFG", "vice president"): "two at a time",
    ("BIH", "president"): "a presidency of three, whose chair turns",
    ("BRA", "president"): "Rousseff was suspended from May to August 2016 while Temer acted",
    ("BTN", "prime minister"): "an adviser led the government before an election",
    ("CIV", "president"): "two claimed the election of 2010",
    ("COM", "president"): "an interim president before the election of 2019",
    ("GEO", "president"): "an acting president before the election of 2008",
    ("GRC", "prime minister"): "a minister acted for Papandreou, who lay in hospital in the winter of 1995",
    ("IRN", "vice president"): "several at a time",
    ("ISR", "prime minister"): "Olmert acted while Sharon lay in a coma",
    ("KGZ", "president"): "an acting president before the election of 2021",
    ("KHM", "prime minister"): "a first and a second prime minister from 1993 to 1998",
    ("LBY", "prime minister"): "rival governments",
    ("MDG", "president"): "two claimed the election of 2001",
    ("RUS", "president"): "the Soviet Union and Russia in 1991",
    ("RUS", "foreign minister"): "the Soviet Union and Russia in 1990",
    ("SRB", "president"): "Serbia and the union with Montenegro; REIGN's leader of 2006 to 2008 was the prime minister",
    ("SSD", "vice president"): "five at a time",
    ("SYR", "vice president"): "several at a time",
    ("TGO", "president"): "the president of the republic and the president of the council since 2025",
    ("TLS", "president"): "an acting president in 2008",
    ("ZWE", "vice president"): "two at a time",
}
"""Offices whose holders overlap, and why."""


def days(date: str, last: bool) -> int:
    """A date as a number; a month or year stands for its first or last day, an open one for ever."""
    if not date:
        return 10**7 if last else 0
    year, month, day = [*(int(p) for p in date.split("-")), 0, 0][:3]
    return year * 372 + (month or (12 if last else 1)) * 31 + (day or (31 if last else 1))


def together(one: Code, other: Code) -> int:
    """Days that two periods share (months of 31 days), negative where they are apart."""
    return min(days(one.end, True), days(other.end, True)) - max(days(one.start, False), days(other.start, False))


def test_a_person_holds_an_office_once() -> None:
    double = []
    for entry in PERSONS:
        for one, other in combinations([parse(c) for c in entry.codes], 2):
            if (one.country, one.sectors, one.role) == (other.country, other.sectors, other.role) and together(one, other) > 31:
                double.append((entry.name, one, other))
    assert double == []


def test_an_office_has_one_holder() -> None:
    held: dict[tuple[str, str], list[tuple[Code, str]]] = defaultdict(list)
    for entry in PERSONS:
        for code in (parse(c) for c in entry.codes):
            if code.start and code.sectors == ("GOV",) and code.role in ONE_HOLDER:
                held[code.country, code.role].append((code, entry.name))
    double = {(place, a, b) for place, terms in held.items() for (one, a), (other, b) in combinations(terms, 2) if a != b and together(one, other) > 62}
    assert {d for d in double if d[0] not in SHARED} == set()
    assert {d[0] for d in double} == set(SHARED)


def test_an_alias_is_of_one_person_in_office() -> None:
    """Persons may share an alias: the date decides. So no two of them may be in a dated office at once."""
    claims: dict[str, dict[str, list[Code]]] = defaultdict(dict)
    for entry in PERSONS:
        for alias in (entry.name, *entry.aliases):
            claims[key(alias)][entry.name] = [c for c in map(parse, entry.codes) if c.start and c.sectors[:1] != ("ELI",)]
    clashes = [
        (alias, a, b)
        for alias, persons in claims.items()
        for (a, ours), (b, theirs) in combinations(persons.items(), 2)
        if any(together(one, other) > 31 for one in ours for other in theirs)
    ]
    assert clashes == []


def test_a_person_is_one_entry_and_an_alias_is_told_once() -> None:
    names = [key(e.name) for e in PERSONS]
    assert [n for n, count in Counter(names).items() if count > 1] == []
    for entry in PERSONS:
        keys = [key(a) for a in (entry.name, *entry.aliases)]
        assert len(keys) == len(set(keys)), entry.name
