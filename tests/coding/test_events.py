"""From mentions to events."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence

import pytest
from coding.stage import ground, lexicon, noun, tell, verb
from msgspec import UNSET
from trees import sentence, spelt

from lapwing.coding.events import MAX_EVIDENCE, Coding, build
from lapwing.coding.mentions import EventMention
from lapwing.coding.ontology import EventType, Mode, Ontology
from lapwing.grounded import Count
from lapwing.model import Event, Fatalities, Report, Sentence, Versions
from lapwing.pipeline import Pipeline

ONTOLOGY = Ontology(
    [
        EventType("ASSAULT", 4, -9, "190", "Force.", {"bombing": Mode(-10, "183")}),
        EventType("AID", 2, 10, "070", "Help."),
        EventType("AGREE", 1, 2.5, "030", "Promises."),
    ]
)
WORDS = lexicon(
    verb("hit"),
    verb("kill"),
    verb("bomb", modes=["bombing"], contexts=["military"], cameo="195"),
    verb("aid", "AID"),
    noun("attack", roles={"actors": ["subject"], "recipients": ["on"]}),
)
VERSIONS = Versions("m", "k")


def code(*notations: str, title: str | None = None, counts: Sequence[Count] = (), published: str | None = "2020-04-25", name: str = "r") -> tuple[Event, ...]:
    """Events of a report of hand-made sentences."""
    read: list[Sentence] = []
    if title is not None:
        read.append(sentence(title, in_title=True))
    body = ""
    for notation in notations:
        one = sentence(notation, index=len(read), start=len(body) + bool(body))
        body += spelt(one)[len(body) :]
        read.append(one)
    report = Report(name, spelt(read[0]) if title is not None else None, published, None, None, body)
    grounding = ground(*read, counts=counts)
    told: list[EventMention] = []
    for one in read:
        told.extend(tell(one, WORDS, told, grounding))
    events = build(told, Coding(report, read, grounding, ONTOLOGY, VERSIONS))
    for event in events:
        _exact(event, report)
    return events


def _exact(event: Event, report: Report) -> None:
    parts = {"title": report.title or "", UNSET: report.text}
    assert parts[event.trigger.in_][event.trigger.start : event.trigger.end] == event.trigger.text
    assert all(parts[e.in_][e.start : e.end] == e.quote for e in event.evidence)
    assert event.evidence and event.why and 0 < event.confidence < 1


HIT = "Rebels/NNS 2 nsubj | hit/VBD 0 root | police/NNS 2 obj | in/IN 5 case | Homs/NNP 2 obl | on/IN 7 case | Monday/NNP 2 obl"
SAID = "Norway/NNP 2 nsubj | said=say/VBD 0 root | rebels/NNS 4 nsubj | hit/VBD 2 ccomp | police/NNS 4 obj"
BOMBED = "Rebels/NNS 2 nsubj | bombed=bomb/VBD 0 root | police/NNS 2 obj"
AIDED = "Norway/NNP 2 nsubj | aided=aid/VBD 0 root | Peru/NNP 2 obj"


def test_one_event_with_all_its_fields() -> None:
    (event,) = code(HIT)
    assert (event.type, event.status, event.historical, event.quad, event.score, event.cameo) == ("ASSAULT", "actual", False, 4, -9, "190")
    assert [e.text for e in event.actors] == ["Rebels"] and [e.text for e in event.recipients] == ["police"]
    assert event.when is not None and (event.when.text, event.when.start) == ("Monday", "2020-04-20")
    assert event.where is not None and event.where.name == "Homs"
    assert (event.trigger.text, event.attribution, event.fatalities, event.versions) == ("hit", None, None, VERSIONS)
    assert event.why == ("lexicon:hit",)


def test_tellings_are_joined_and_each_gives_evidence() -> None:
    """Modes and reasons of all tellings in reading order; the code of the clearest."""
    (event,) = code(BOMBED, SAID, HIT)
    assert (event.modes, event.contexts, event.score) == (("bombing",), ("military",), -10)
    assert event.why == ("lexicon:bomb", "lexicon:hit")
    assert len(event.evidence) == 3 and event.evidence[0].quote.startswith("Rebels hit police in Homs")
    assert event.confidence > code(HIT)[0].confidence


def test_evidence_has_a_limit_and_no_doubles() -> None:
    (event,) = code(*[HIT] * 9)
    assert len(event.evidence) == MAX_EVIDENCE == len(set(event.evidence))


def test_the_title_tells_the_same_event() -> None:
    """Spans are of the body where it tells the event, else marked as the title's."""
    title = "Rebels/NNS 2 nsubj | hit/VBP 0 root | police/NNS 2 obj"
    (both,) = code(HIT, title=title)
    assert both.trigger.in_ is UNSET and {e.in_ for e in both.evidence} == {UNSET, "title"}
    (alone,) = code("Winds=wind/NNS 2 nsubj | rose=rise/VBD 0 root", title=title)
    assert alone.trigger.in_ == "title" and [e.in_ for e in alone.evidence] == ["title"] and alone.actors[0].in_ == "title"


def test_events_come_in_reading_order() -> None:
    assert [e.type for e in code(AIDED, HIT, AIDED)] == ["AID", "ASSAULT"]


@pytest.mark.parametrize(
    ("notations", "expected"),
    [
        pytest.param([SAID], "Norway", id="one who is known"),
        pytest.param([SAID.replace("Norway", "Witnesses=witness").replace("/NNP", "/NNS")], "Witnesses", id="one who is not"),
        pytest.param([SAID, SAID], "Norway", id="each telling"),
        pytest.param([SAID, HIT], None, id="the report itself tells it too"),
        pytest.param([HIT, SAID], None, id="the report itself told it before"),
    ],
)
def test_attribution(notations: list[str], expected: str | None) -> None:
    assert [e.attribution for e in code(*notations)] == [expected]


def count(low: int | None, high: int | None, number: int = 0, text: str = "dead") -> Count:
    return Count("killed", low, high, number, 0, 0, text)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        pytest.param([], None, id="none"),
        pytest.param([count(20, 20)], Fatalities(20, 20, "dead"), id="exact"),
        pytest.param([count(20, None)], Fatalities(20, None, "dead"), id="at least"),
        pytest.param([count(3, 3), count(5, 5, 1)], Fatalities(3, 5, "dead"), id="two tolls"),
        pytest.param([count(3, 3), count(5, None, 1)], Fatalities(3, None, "dead"), id="two tolls, one open"),
        pytest.param([Count("injured", 9, 9, 0, 0, 0, "hurt")], None, id="only injured"),
        pytest.param([count(8, 8, 7)], None, id="told elsewhere"),
    ],
)
def test_fatalities(counts: list[Count], expected: Fatalities | None) -> None:
    assert [e.fatalities for e in code(HIT, BOMBED, counts=counts)] == [expected]
    assert [e.fatalities for e in code(AIDED, AIDED, counts=counts)] == [None]


def test_an_attacker_who_is_not_named() -> None:
    """One actor without a name, of the country where it happened."""
    (event,) = code("Police/NNS 3 nsubj:pass | were=be/AUX:VBD 3 aux:pass | hit/VBN 0 root | in/IN 5 case | Lima/NNP 3 obl")
    (actor,) = event.actors
    assert (actor.text, actor.name, actor.country, actor.sector, actor.sectors) == (None, None, "PER", "UAF", ("UAF",))
    (event,) = code("Peru/NNP 3 nsubj:pass | was=be/AUX:VBD 3 aux:pass | aided=aid/VBN 0 root")
    assert event.actors == ()


@pytest.mark.parametrize(("published", "start", "resolved"), [("2020-04-25", "2020-04-25", True), (None, None, False)])
def test_news_without_a_day(published: str | None, start: str | None, resolved: bool) -> None:
    (event,) = code(AIDED, published=published)
    assert event.when is not None and (event.when.text, event.when.start, event.when.resolved) == (None, start, resolved)


def test_ids_are_stable_and_distinct() -> None:
    first = code(AIDED, HIT)
    assert [e.id for e in first] == [e.id for e in code(AIDED, HIT)]
    ids = {e.id for e in (*first, *code(AIDED, HIT, name="other"), *code(HIT, AIDED))}
    assert len(ids) == 6 and all(len(i) == 16 for i in ids)


@pytest.mark.engine
def test_two_named_in_one_telling_stay_two(pipeline: Pipeline) -> None:
    """Neither is known to the tables, and both have the same country and sector."""
    text = "Party leader Olga Brandt met party leader Jonas Falk in Oslo, Norway, on Monday."
    (event,) = pipeline.code(Report("r", None, "2020-06-17", None, None, text)).events
    assert [a.name for a in event.actors] == ["Olga Brandt", "Jonas Falk"]


# The report, and the start of each event of the type, None where it is open.
DATED = {
    "a story in the past goes on": (
        "AGREE",
        "Peru's president spoke on Monday.\n\nIn 2016, Chile's government sent soldiers to the border. Peru's government promised to help.",
        ["2016-01-01"],
    ),
    "news goes on from no recent day": ("ACCUSE", "On Monday, Peru banned flights from Chile. Chile's government condemned the ban.", ["2020-06-17"]),
    "what the police did besides": (
        "COERCE",
        "The Peruvian army fired tear gas at protesters in Lima on Monday.\n\nThe army arrested twelve protesters.",
        ["2020-06-15"],
    ),
    "what a suspect is accused of": (
        "ASSAULT",
        "Peru's government met on Monday.\n\nThe suspect in the shooting of Mayor Juan Rojas was released after his lawyers paid.",
        [None],
    ),
}


@pytest.mark.engine
@pytest.mark.parametrize(("kind", "text", "starts"), [pytest.param(*v, id=k) for k, v in DATED.items()])
def test_days_that_no_word_of_the_clause_tells(kind: str, text: str, starts: list[str | None], pipeline: Pipeline) -> None:
    events = pipeline.code(Report("r", None, "2020-06-17", None, None, text)).events
    assert [e.when.start if e.when else "" for e in events if e.type == kind] == starts


def test_nothing_told() -> None:
    assert code("Winds=wind/NNS 2 nsubj | rose=rise/VBD 0 root") == ()


TIE = """
from coding.stage import ground, lexicon, tell, verb
from trees import sentence
from lapwing.coding.events import Coding, build
from lapwing.coding.ontology import EventType, Ontology
from lapwing.model import Report, Versions, to_json
read = sentence("Kenya/NNP 2 nsubj | hit/VBD 0 root | Sudan/NNP 2 obj | and/CC 6 cc | armed/JJ 6 amod | rebels/NNS 3 conj")
report = Report("r", None, None, None, None, "Kenya hit Sudan and armed rebels")
coding = Coding(report, [read], ground(read), Ontology([EventType("ASSAULT", 4, -9, "190", "")]), Versions("", ""))
print(to_json(build(tell(read, lexicon(verb("hit"))), coding)[0]).decode())
"""


def test_two_countries_named_equally_often_give_the_same_in_each_process(environment: dict[str, str]) -> None:
    runs = [subprocess.run([sys.executable, "-c", TIE], env={**environment, "PYTHONHASHSEED": s}, capture_output=True, check=True) for s in "0123"]
    assert len({r.stdout for r in runs}) == 1
