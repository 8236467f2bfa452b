"""Places of hand-made sentences: which place, and whether it tells where."""

from __future__ import annotations

import time

import pytest
from grounding.place_trees import plain, tree

from lapwing.grounded import Placed
from lapwing.grounding.listing import list_places
from lapwing.grounding.places import Gazetteer, ground_places
from lapwing.knowledge.loader import KnowledgeBase
from lapwing.knowledge.places import CountryNames, PlaceWords, Region


def ground(text: str, gazetteer: Gazetteer) -> list[Placed]:
    return ground_places(*plain(text), gazetteer)


CASES = [
    ("They met in [Brussels, Belgium].", "Brussels, Belgium", "Brussels", "BEL", "city"),
    ("Police in [Portland], [Oregon] made arrests.", "Portland, Oregon", "Portland", "USA", "city"),
    ("A fire broke out in [Springfield], [Ill.] on Monday.", "Springfield, Ill.", "Springfield", "USA", "city"),
    ("Police searched homes in [Worcester], Mass. on Monday.", "Worcester, Mass.", "Worcester", "USA", "city"),
    ("Police searched homes in [Huntington], W.Va. on Monday.", "Huntington, W.Va.", "Huntington", "USA", "city"),
    ("Rebels advanced in northern [Mali].", "Mali", "Mali", "MLI", "country"),
    ("Thousands marched in [San Juan], [Puerto Rico].", "San Juan, Puerto Rico", "San Juan", "USA", "city"),
    ("Crowds gathered in [Hong Kong].", "Hong Kong", "Hong Kong", "HKG", "country"),
    ("Ministers met in [Pristina].", "Pristina", "Pristina", "KOS", "city"),
    ("Shells fell in the [Donbas].", "Donbas", "Donbas", "UKR", "region"),
    ("Fighting spread across the [Sahel].", "Sahel", "Sahel", None, "region"),
    ("They met in [Kiev].", "Kiev", "Kiev", "UKR", "city"),
    ("Bombs fell in [Idlib] province.", "Idlib province", "Idlib", "SYR", "region"),
    ("Bombs fell in [Idlib province].", "Idlib province", "Idlib", "SYR", "region"),
    ("The army moved into [the Gaza Strip].", "Gaza Strip", "Gaza Strip", "PSE", "region"),
    ("Protesters met in [Tahrir Square].", "Tahrir Square", "Tahrir Square", "EGY", "exact"),
    ("He was killed in [Chad].", "Chad", "Chad", "TCD", "country"),
    ("A summit was held in [Paris].", "Paris", "Paris", "FRA", "city"),
    ("A summit was held in [Paris], [Texas].", "Paris, Texas", "Paris", "USA", "city"),
    ("Floods hit [Rakhine State] in [Myanmar].", "Rakhine State", "Rakhine State", "MMR", "region"),
    ("A blast shook [Sana'a] at dawn.", "Sana'a", "Sana'a", "YEM", "city"),
]


@pytest.mark.parametrize(("text", "words", "name", "country", "precision"), CASES, ids=[c[0] for c in CASES])
def test_which_place(text: str, words: str, name: str, country: str | None, precision: str, gazetteer: Gazetteer) -> None:
    first = ground(text, gazetteer)[0]
    where = first.where
    assert (where.text, where.name, where.country, where.precision) == (words, name, country, precision)
    assert first.is_location


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Clashes broke out in [Georgia]. The Abkhaz side blamed [Tbilisi].", "Georgia", "GEO"),
        ("Voters in [Georgia] and [Alabama] waited for hours. [Atlanta] was quiet.", "Georgia", "USA"),
        ("Police in [Birmingham] were called. The suspect fled to [Tuscaloosa] in [Alabama].", "Birmingham", "USA"),
        ("Police in [Birmingham] were called. The suspect fled to [Coventry].", "Birmingham", "GBR"),
        ("A blast hit [Tripoli], and the Lebanese army sent troops from [Beirut].", "Tripoli", "LBN"),
        ("A blast hit [Tripoli], and Libyan troops were sent from [Misrata].", "Tripoli", "LBY"),
        ("A strike began in [Victoria]. Trains in [Melbourne] stopped.", "Victoria", "AUS"),
        ("A strike began in [Victoria]. Ferries to [Vancouver] stopped, Canadian media said.", "Victoria", "CAN"),
        ("A court in [Hyderabad] ruled. The Pakistani police of [Karachi] appealed.", "Hyderabad", "PAK"),
        ("A court in [Hyderabad] ruled. Indian media said [Mumbai] would follow.", "Hyderabad", "IND"),
    ],
)
def test_homonyms(text: str, name: str, country: str, gazetteer: Gazetteer) -> None:
    assert {m.where.country for m in ground(text, gazetteer) if m.where.name == name} == {country}


def test_country_has_no_position(gazetteer: Gazetteer) -> None:
    where = ground("Troops arrived in [Kenya].", gazetteer)[0].where
    assert (where.lat, where.lon, where.precision) == (None, None, "country")


def test_one_sense_a_report(gazetteer: Gazetteer) -> None:
    found = ground("He lives in [Cambridge], [Massachusetts]. Police in [Cambridge] found him.", gazetteer)
    assert [m.where.admin1 for m in found] == ["Massachusetts", "Massachusetts"]


def test_capital(gazetteer: Gazetteer) -> None:
    found = ground("The Libyan army launched a raid to counter attacks on the capital.", gazetteer)
    assert [(m.where.text, m.where.name, m.where.country, m.is_location) for m in found] == [("the capital", "Tripoli", "LBY", True)]
    assert ground("They need fresh capital in the Libyan market.", gazetteer) == []
    assert [m.where.name for m in ground("Shots were heard in the Malian capital, [Bamako].", gazetteer)] == ["Bamako"]


def test_unknown_place_takes_the_country_in_focus(gazetteer: Gazetteer) -> None:
    where = ground("Kenyan police came from [Nairobi] to clear [Zzyzva Gardens].", gazetteer)[1].where
    assert (where.name, where.country, where.precision, where.lat) == ("Zzyzva Gardens", "KEN", "unknown", None)


def test_unknown_town_in_a_state(gazetteer: Gazetteer) -> None:
    (found,) = ground("A man was shot in [Zzyzvaville], [Vermont], on Monday.", gazetteer)
    where = found.where
    assert (where.text, where.country, where.admin1, where.precision) == ("Zzyzvaville, Vermont", "USA", "Vermont", "unknown")


def test_unknown_facility_in_a_town(gazetteer: Gazetteer) -> None:
    (found,) = ground("Crowds met at [Zzyzva Stadium] in [Nairobi].", gazetteer)
    assert (found.where.text, found.where.name, found.where.precision) == ("Zzyzva Stadium in Nairobi", "Nairobi", "city")


def test_small_foreign_town_is_no_facility(gazetteer: Gazetteer) -> None:
    found = ground("Ghanaian police raided [Linwood Mosque] and went back to [Accra].", gazetteer)
    assert next((m.where.name, m.where.country, m.where.precision) for m in found) == ("Linwood Mosque", "GHA", "unknown")


def test_names_of_people_and_bodies(gazetteer: Gazetteer) -> None:
    assert ground("[PER Paris Hilton] met [PER Chad Smith].", gazetteer) == []
    inside = ground("The [ORG University of Baghdad] closed.", gazetteer)
    assert [(m.where.name, m.is_location) for m in inside] == [("Baghdad", False)]
    assert ground("They ate turkey and used china.", gazetteer) == []


PARTS = [
    # a place in the name of a public body is one, and not where something happened
    ("The [ORG Fargo Police Department] closed a road in [Fargo].", [("Fargo", False), ("Fargo", True)]),
    ("The [ORG Minnesota Department of Transportation] closed a road.", [("Minnesota", False)]),
    ("The [ORG US Supreme Court] ruled.", [("US", False)]),
    ("He ran in the [OTH 2020 United States presidential election].", [("United States", False)]),
    ("The [ORG Parliament of the United Kingdom] met.", [("United Kingdom", False)]),
    ("The [ORG East Hampton Police Department] closed a road.", [("East Hampton", False)]),
    # papers, firms, teams and schools of the name are no places
    ("The [ORG New York Times] wrote of it.", []),
    ("The [ORG Bank of America] and [ORG Manchester United] paid.", []),
    ("She taught at [ORG Columbia University].", []),
    # what is tagged as a person but is a town by the words around it
    ("A [PER Nairobi] woman was hurt.", [("Nairobi", False)]),
    ("[PER ROSWELL] - A man was hurt.", [("ROSWELL", True)]),
    ("The bill of [PER Jim Hill, D-S.C.], passed.", [("S.C.", False)]),
    ("The [PER Denton] house in [Nairobi] was sold by [PER Ann Denton].", [("Nairobi", True)]),
    # counties without the word, and names that go on
    ("Floods hit [Grant] and [Wilkin] counties.", [("Grant", True), ("Wilkin", True)]),
    ("They met at the [Nairobi Fire Station].", [("Nairobi Fire Station", True)]),
    ("The [OTH pro-Beijing] camp lost.", [("pro-Beijing", False)]),
    ("Probes to [Mars] cost money.", []),
]


@pytest.mark.parametrize(("text", "expected"), PARTS, ids=[p[0] for p in PARTS])
def test_names_of_other_kinds(text: str, expected: list[tuple[str, bool]], gazetteer: Gazetteer) -> None:
    assert [(m.where.text, m.is_location) for m in ground(text, gazetteer) if m.where.precision != "unknown"] == expected


@pytest.mark.parametrize(
    ("text", "name", "admin1"),
    [
        ("Rallies were held in [Iowa], [Nevada], [Ohio] and [Vermont].", "Nevada", "Nevada"),  # also a town of Iowa
        ("The fire in [Athens] began at noon. [Tarrant County] sent help, as did [Corsicana].", "Athens", "Texas"),
        ("Floods hit [Grant] and [Wilkin] counties.", "Grant County", "Minnesota"),
    ],
)
def test_homonyms_of_one_country(text: str, name: str, admin1: str, gazetteer: Gazetteer) -> None:
    assert {m.where.admin1 for m in ground(text, gazetteer) if m.where.name == name} == {admin1}


def test_state_of_the_name_of_a_city(gazetteer: Gazetteer) -> None:
    found = ground("A senator from [New York] spoke in [New York].", gazetteer)
    assert [(m.where.precision, m.where.admin1) for m in found] == [("region", "New York"), ("city", "New York")]


def test_capital_abroad_beside_many_names_of_one_country(gazetteer: Gazetteer) -> None:
    text = "Officials in [New York City] and [Washington] spoke. The [United States] sent an envoy to [Warsaw] after talks on [Ukraine]."
    assert {m.where.country for m in ground(text, gazetteer) if m.where.name == "Warsaw"} == {"POL"}


def test_many_names_take_linear_time(gazetteer: Gazetteer) -> None:
    sentence = "Police of [ORG Fargo Police Department], [PER Ann Lee] and crowds in [Nairobi] met. "
    ground(sentence, gazetteer)
    report, read = plain(sentence * 1500)
    begin = time.perf_counter()
    assert len(ground_places(report, read, gazetteer)) == 3000
    assert time.perf_counter() - begin < 10


HEADQUARTERS = """
They PRON 2 nsubj
met VERB 0 root O meet
at ADP 6 case
the DET 6 det
UN PROPN 6 compound B-ORG
Headquarters PROPN 2 obl O headquarters
in ADP 8 case
Geneva PROPN 6 nmod B-LOC
, PUNCT 10 punct
Switzerland PROPN 8 appos B-LOC
. PUNCT 2 punct
"""
SAID = """
Moscow PROPN 2 nsubj B-LOC
said VERB 0 root O say
the DET 4 det
mayor NOUN 8 nsubj O mayor
of ADP 6 case
London PROPN 4 nmod B-LOC
had AUX 8 aux
visited VERB 2 ccomp O visit
Syria PROPN 8 obj B-LOC
. PUNCT 2 punct
"""
POSSESSED = """
Ghana PROPN 3 nmod:poss B-LOC
's PART 1 case
army NOUN 4 nsubj
attacked VERB 0 root O attack
Togo PROPN 7 nmod:poss B-LOC
's PART 5 case
coast NOUN 4 obj
with ADP 9 case
Benin PROPN 4 obl B-LOC
"""


def test_facility_is_part_of_the_phrase(gazetteer: Gazetteer) -> None:
    (found,) = ground_places(*tree(HEADQUARTERS), gazetteer)
    assert (found.where.text, found.where.name, found.where.country) == ("UN Headquarters in Geneva, Switzerland", "Geneva", "CHE")


def test_actor_or_location_by_tree(gazetteer: Gazetteer) -> None:
    assert [(m.where.name, m.is_location) for m in ground_places(*tree(SAID), gazetteer)] == [
        ("Moscow", False),
        ("London", False),
        ("Syria", True),
    ]
    found = ground_places(*tree(POSSESSED), gazetteer)
    assert [(m.where.name, m.is_location) for m in found] == [("Ghana", False), ("Togo", True), ("Benin", False)]


EXAMPLES = [(f"words.yaml:{w.id}", e) for w in KnowledgeBase().read("places", PlaceWords, "words") for e in w.examples]


@pytest.mark.parametrize("example", [e for _, e in EXAMPLES], ids=[i for i, _ in EXAMPLES])
def test_examples(example: object, gazetteer: Gazetteer) -> None:
    (found,) = ground(example.text, gazetteer)  # type: ignore[attr-defined]
    assert found.is_location is example.where  # type: ignore[attr-defined]


def test_every_word_set_has_both_examples() -> None:
    for entry in KnowledgeBase().read("places", PlaceWords, "words"):
        assert {e.where for e in entry.examples} == {True, False}, entry.id


def test_regions_are_sound(gazetteer: Gazetteer) -> None:
    known = {c.id for c in KnowledgeBase().read("places", CountryNames, "countries")}
    regions = KnowledgeBase().read("places", Region, "regions*")
    assert len({(r.name, r.country) for r in regions}) == len(regions)
    for r in regions:
        assert -90 <= r.lat <= 90 and -180 <= r.lon <= 180 and r.km > 0, r.name
        assert {c for c in [r.country, *r.countries] if c} <= known, r.name


def test_every_state_has_a_capital_and_a_position_for_it(gazetteer: Gazetteer) -> None:
    for country in ("LBY", "KOS", "TWN", "PSE", "SSD", "USA", "BOL", "ZAF", "CIV", "LKA"):
        place = gazetteer.capital(country)
        assert place is not None and place.lat is not None and place.country == country


def test_landmark_that_acts(gazetteer: Gazetteer) -> None:
    notation = "The DET 2 det\nKremlin PROPN 3 nsubj B-LOC\nsaid VERB 0 root O say\nso ADV 3 advmod\n"
    assert [(m.where.country, m.is_location) for m in ground_places(*tree(notation), gazetteer)] == [("RUS", False)]


def test_the_same_report_gives_the_same_places(gazetteer: Gazetteer) -> None:
    report, read = plain("Police in [Birmingham] and [Tripoli] met in [Georgia].")
    assert ground_places(report, read, gazetteer) == ground_places(report, read, gazetteer)


@pytest.mark.parametrize("text", ["Troops entered the village of [Karvelo].", "A farmer left the hamlet of [Dostrana]."])
def test_unknown_village(text: str, gazetteer: Gazetteer) -> None:
    (found,) = ground(text, gazetteer)
    assert (found.where.precision, found.is_location) == ("unknown", True)


def test_short_name_of_a_building_is_no_town(gazetteer: Gazetteer) -> None:
    assert ground("Guests left the [Hall] at once.", gazetteer) == []
    assert ground("Guests left [Hall] at once.", gazetteer)[0].where.name == "Hall"


def test_home_of_a_person_with_an_office(gazetteer: Gazetteer) -> None:
    notation = (
        "Panel NOUN 2 compound\nmember NOUN 7 nsubj\nAna PROPN 2 flat B-PER\nLima PROPN 3 flat I-PER\nof ADP 6 case\nOhio PROPN 2 nmod B-LOC\n"
        "spoke VERB 0 root\n"
    )
    (found,) = ground_places(*tree(notation), gazetteer)
    assert not found.is_location


def test_a_building_in_a_town_is_listed_beside_it(gazetteer: Gazetteer) -> None:
    listed = list_places(ground("Clerks at [Corrow Hall] in [Leeds] heard shots.", gazetteer), gazetteer)
    assert [(p.text, p.precision) for p in listed] == [("Corrow Hall", "unknown"), ("Leeds", "city")]
    assert [p.text for p in list_places(ground("They met at the embassy in [Brussels].", gazetteer), gazetteer)] == ["Brussels"]
