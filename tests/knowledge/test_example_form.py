"""What is said about a coded example that is not what its entry expects."""

from __future__ import annotations

from pathlib import Path

import pytest

from lapwing.knowledge.examples import collect, problems, report_of
from lapwing.knowledge.loader import KnowledgeBase
from lapwing.knowledge.schema import Example
from lapwing.model import Entity, Event, Evidence, Fatalities, Span, Versions, When, Where


def person(country: str | None, sector: str | None) -> Entity:
    return Entity(None, None, None, None, country, sector)


EVENT = Event(
    id="e", type="ASSAULT", modes=("bombing",), contexts=("military",), status="actual", historical=False,
    actors=(person("KEN", "MIL"), person(None, "REB")), recipients=(person("SDN", None),),
    when=When("Monday", "2020-04-20", "2020-04-20", "day", True, "2020-04-20"), where=Where("Lima", "Lima", "PER", None, None, None, None, "city"),
    fatalities=Fatalities(3, None, "3"), attribution=None, evidence=(Evidence("q", 0, 1),), trigger=Span("q", 0, 1), score=-9, quad=4, cameo="190",
    confidence=0.5, why=("lexicon:x",), versions=Versions("m", "k"),
)  # fmt: skip

# What an example expects of this one event, and whether that is so.
EXPECTED = [
    ({"type": "ASSAULT"}, True),
    ({"type": "AID"}, False),
    ({"type": "ASSAULT", "status": "future"}, False),
    ({"actors": ["KEN"]}, True),
    ({"actors": ["KEN MIL", "- REB"]}, True),
    ({"actors": ["KEN  MIL"]}, True),
    ({"actors": ["KEN GOV"]}, False),
    ({"actors": ["- MIL"]}, False),
    ({"recipients": ["SDN"]}, True),
    ({"recipients": ["KEN"]}, False),
    ({"recipients": []}, True),
    ({"modes": ["bombing"], "contexts": ["military"]}, True),
    ({"modes": ["arson"]}, False),
    ({"when": "2020-04-20"}, True),
    ({"when": "2020-04-21"}, False),
    ({"where": "PER"}, True),
    ({"fatalities": [3, None]}, True),
    ({"fatalities": [3, 3]}, False),
    ("none", False),
    (None, True),
    ([{"type": "ASSAULT"}, {"where": "PER"}], True),
    ([{"type": "ASSAULT"}, {"where": "CHL"}], False),
]


@pytest.mark.parametrize(("expect", "fine"), EXPECTED)
def test_problems(expect: object, fine: bool) -> None:
    assert (problems(Example("t", expect), [EVENT]) == []) is fine


@pytest.mark.parametrize(
    ("example", "events", "text"),
    [
        (Example("t", "none"), [], None),
        (Example("t", {"type": "AID"}), [], "no event"),
        (Example("t", "none"), [EVENT], "expected no event"),
        (Example("t", None, not_=["ASSAULT"]), [EVENT], "must not be coded"),
        (Example("t", None, not_=["AID"]), [EVENT], None),
        (Example("t", {"type": "ASSAULT", "where": "CHL"}), [EVENT], "where PER"),
    ],
)
def test_reasons(example: Example, events: list[Event], text: str | None) -> None:
    found = problems(example, events)
    assert (not found) if text is None else any(text in f for f in found)


def test_examples_are_found_with_their_place(tmp_path: Path) -> None:
    place = tmp_path / "lexicon" / "en"
    place.mkdir(parents=True)
    text = "- {id: mine.x, type: AID, when: {verb: [aid]}, examples: [{text: A., expect: none}, {text: B., title: T, published: '2020-01-02'}]}\n"
    (place / "mine.yaml").write_text(text, encoding="utf-8")
    found = dict(collect(KnowledgeBase(tmp_path)))
    assert [k for k in found if k.startswith("mine.yaml")] == ["mine.yaml:mine.x:0", "mine.yaml:mine.x:1"]
    report = report_of(found["mine.yaml:mine.x:1"])
    assert (report.text, report.title, report.published) == ("B.", "T", "2020-01-02")
