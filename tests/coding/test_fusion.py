"""Which mentions tell one event."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from coding.stage import CAST, PLACES, day
from hypothesis import given, settings
from hypothesis import strategies as st
from trees import sentence

from lapwing.coding.fusion import cluster, compatible, distance, linked, nested, same_time
from lapwing.coding.lexicon import Match
from lapwing.coding.mentions import EventMention
from lapwing.grounded import Dated, Found, Placed
from lapwing.knowledge.schema import Entry
from lapwing.model import Clause, Entity, Report, Status, When, Where
from lapwing.pipeline import Pipeline
from lapwing.trees import Tree

TREE = Tree(sentence("fight/VBP 0 root"))


def people(names: str) -> tuple[Found, ...]:
    """Participants by name; everybody is a chain."""
    found = []
    for name in names.split():
        country, sector = (None if c == "-" else c for c in CAST[name].split())
        found.append(Found(Entity(name, 0, 1, name, country, sector), sorted(CAST).index(name), 0))
    return tuple(found)


def told(line: str, number: int = 0) -> EventMention:
    """``TYPE status actors > recipients [@place] [day]``, a mention in sentence ``number``."""
    kind, status, rest = line.split(" ", 2)
    first, _, second = rest.partition(">")
    extra = [w for w in second.split() if w[0] == "@" or w[0].isdigit()]
    second = " ".join(w for w in second.split() if w not in extra)
    place = next((w[1:] for w in extra if w[0] == "@"), None)
    date = next((w for w in extra if w[0].isdigit()), None)
    where = None
    if place:
        country, precision = PLACES[place]
        where = Placed(number, 0, 0, Where(place, place, country, None, None, None, None, precision), True)
    return EventMention(
        type=kind,
        match=Match(Entry("e", kind, {"verb": ["fight"]}), Clause(number, 0, "fight", "verb", ()), (), 0),
        tree=TREE,
        status=_status(status),
        actors=people(first),
        recipients=people(second),
        when=Dated(number, 0, 0, day(date)) if date else None,
        where=where,
        speaker=None,
        rules=("e",),
        group=number,
    )


def _status(name: str) -> Status:
    known: dict[str, Status] = {"actual": "actual", "future": "future", "negated": "negated"}
    return known[name]


# Two mentions, and whether they tell one event.
PAIRS = {
    "the same again": ("ASSAULT actual rebels > police", "ASSAULT actual rebels > police", True),
    "fewer participants": ("ASSAULT actual rebels > police", "ASSAULT actual rebels >", True),
    "another type": ("ASSAULT actual rebels > police", "COERCE actual rebels > police", False),
    "another status": ("ASSAULT actual rebels > police", "ASSAULT future rebels > police", False),
    "another actor": ("ASSAULT actual rebels > police", "ASSAULT actual troops > police", False),
    "another recipient": ("ASSAULT actual rebels > police", "ASSAULT actual rebels > troops", False),
    "one recipient more": ("ASSAULT actual rebels > police", "ASSAULT actual rebels > police troops", True),
    "sides changed": ("ASSAULT actual rebels > police", "ASSAULT actual police > rebels", False),
    "parties of a meeting in any part": ("CONSULT actual Peru > Chile", "CONSULT actual Chile Peru >", True),
    "another party of a meeting": ("CONSULT actual Peru Chile >", "CONSULT actual Peru Norway >", False),
    "same day": ("ASSAULT actual rebels > 2020-04-20", "ASSAULT actual rebels > 2020-04-20", True),
    "another day": ("ASSAULT actual rebels > 2020-04-20", "ASSAULT actual rebels > 2020-04-21", False),
    "a day of no month": ("ASSAULT actual rebels > 2020-01", "ASSAULT actual rebels > 2020-04-21", False),
    "a day of the month": ("ASSAULT actual rebels > 2020-01", "ASSAULT actual rebels > 2020-01-21", True),
    "another place": ("ASSAULT actual rebels > @Homs", "ASSAULT actual rebels > @Lima", False),
    "a place and none": ("ASSAULT actual rebels > @Homs", "ASSAULT actual rebels >", True),
    "nothing in common": ("ASSAULT actual rebels >", "ASSAULT actual > police", False),
    "place in common": ("ASSAULT actual rebels > @Homs", "ASSAULT actual > police @Homs", True),
    "nobody named": ("ASSAULT actual > @Homs", "ASSAULT actual rebels > police", True),
}


@pytest.mark.parametrize(("one", "two", "same"), [pytest.param(*v, id=k) for k, v in PAIRS.items()])
def test_pairs(one: str, two: str, same: bool) -> None:
    a, b = told(one, 0), told(two, 1)
    assert len(cluster([a, b])) == len(cluster([b, a])) == (1 if same else 2)
    assert (compatible(a, b) and linked(a, b)) is (compatible(b, a) and linked(b, a)) is same


def test_parts_of_one_telling_are_never_parted() -> None:
    """A group of a sentence is one event whoever is named in each part."""
    assert len(cluster([told("ASSAULT actual rebels > police", 3), told("ASSAULT actual troops > men", 3)])) == 1


def test_all_mentions_of_a_cluster_must_agree() -> None:
    """A telling without a day does not join two days."""
    lines = ["ASSAULT actual rebels > 2020-04-20", "ASSAULT actual rebels >", "ASSAULT actual rebels > 2020-04-21"]
    assert numbers(lines) == [[0, 1], [2]]


def numbers(lines: Sequence[str]) -> list[list[int]]:
    return [[m.sentence for m in c.mentions] for c in cluster([told(line, n) for n, line in enumerate(lines)])]


LINES = st.builds(
    "{} {} {} > {} {} {}".format,
    st.sampled_from(["ASSAULT", "CONSULT"]),
    st.sampled_from(["actual", "future"]),
    st.lists(st.sampled_from(["rebels", "police", "Kenya"]), max_size=2, unique=True).map(" ".join),
    st.lists(st.sampled_from(["troops", "Sudan"]), max_size=2, unique=True).map(" ".join),
    st.sampled_from(["", "@Homs", "@Lima", "@Mali"]),
    st.sampled_from(["", "2020-04-20", "2020-04-21"]),
)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.lists(LINES, max_size=8))
def test_order_is_stable(lines: list[str]) -> None:
    """Each mention once, in reading order within and between clusters; what comes later changes nothing before it."""
    found = numbers(lines)
    assert sorted(n for c in found for n in c) == list(range(len(lines)))
    assert found == sorted(found) and all(c == sorted(c) for c in found)
    assert numbers(lines) == found
    for count in range(len(lines)):
        assert numbers(lines[:count]) == [kept for c in found if (kept := [n for n in c if n < count])]


OPEN = When("since April", "2020-04-01", None, "interval", True)
VAGUE = When("recently", None, None, "unknown", False)


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        (None, day("2020-04-20"), True),
        (OPEN, day("2020-04-20"), True),
        (OPEN, day("2020-03-20"), False),
        (VAGUE, VAGUE, True),
        (VAGUE, day("2020-04-20"), False),
        (day("2020-04-20"), day("2020-04-20"), True),
    ],
)
def test_times(a: When | None, b: When | None, same: bool) -> None:
    assert same_time(a, b) is same_time(b, a) is same


HOUR = When("around 3 p.m.", "2020-04-21", "2020-04-21", "day", True, "2020-04-21T15:00", "TIME")


@pytest.mark.parametrize(("other", "same"), [("2020-04-20", True), ("2020-04-22", True), ("2020-04-19", False), ("2020-04", True)])
def test_an_hour_may_be_put_on_the_next_day(other: str, same: bool) -> None:
    assert same_time(HOUR, day(other)) is same_time(day(other), HOUR) is same


def test_distance_is_in_kilometres() -> None:
    assert 340 < distance(51.5, -0.13, 48.86, 2.35) < 350  # London and Paris
    assert distance(0, 179.9, 0, -179.9) < 23


# Whole reports: the title, the body, and the events with how many sentences tell each.
STORIES = {
    "one speaker says two things": (
        "Governor of Texas criticises new law",
        "Texas Governor Ann Bauer criticised the new law on Monday.\n\nThe law bans plastic bags.\n\nBauer has also accused the Chinese government of spying.",
        [("ACCUSE", 2), ("ACCUSE", 1)],
    ),
    "a search is no arrest": (
        "Police arrest man in Leeds",
        "Police arrested a man in Leeds on Monday.\n\nOfficers also raided the man's house and seized computers.",
        [("COERCE", 2), ("COERCE", 2)],
    ),
    "another suspect": (
        "Helen Marsh arrested over spying",
        "Police arrested Helen Marsh in Leeds on Monday.\n\nMarsh works for a bank.\n\nA man was also arrested in Leeds.",
        [("COERCE", 2), ("COERCE", 1)],
    ),
    "the word points back": (
        "Parliament issues subpoena to minister",
        "The Kenyan parliament issued a subpoena to Finance Minister Peter Otieno on Monday.\n\nOtieno is in Mombasa.\n\n"
        "The subpoena was issued by lawmakers John Kamau and Mary Wanjiru.",
        [("REQUEST", 3)],
    ),
    "headlines leave out was": (
        "Peruvian defence minister Jorge Salas stabbed",
        "On Monday, Peru's defence minister Jorge Salas was stabbed in Lima, police said.",
        [("ASSAULT", 2)],
    ),
    "done in the headline, announced in the lead": (
        "Senator Lopez launches investigation into Governor Smith",
        "Senator Maria Lopez announced on Monday that she would be launching an investigation into Governor Paul Smith.",
        [("ACCUSE", 2)],
    ),
    "authorities are police": (
        "Police arrest nine in Kenya",
        "Authorities on Monday arrested nine people in Nairobi, Kenya.",
        [("COERCE", 2)],
    ),
}


@pytest.mark.parametrize(("title", "text", "expected"), [pytest.param(*v, id=k) for k, v in STORIES.items()])
@pytest.mark.engine
def test_stories(title: str, text: str, expected: list[tuple[str, int]], pipeline: Pipeline) -> None:
    events = pipeline.code(Report("r", title, "2020-06-17", None, None, text)).events
    kinds = {kind for kind, _ in expected}
    assert [(e.type, len(e.evidence)) for e in events if e.type in kinds] == expected


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [("", "rebels", True), ("rebels", "rebels", True), ("rebels", "rebels police", True), ("rebels troops", "rebels police", False), ("Kenya", "Rao", True)],
)
def test_nested(a: str, b: str, expected: bool) -> None:
    """By chain, or by country and sector ("Kenya" and a minister of it)."""
    assert nested(people(a), people(b)) is nested(people(b), people(a)) is expected
