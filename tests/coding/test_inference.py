"""Participants that only the context tells, with the real engine: each rule where it holds and where it must not."""

from __future__ import annotations

import pytest

from lapwing.model import Event, Report
from lapwing.pipeline import Pipeline


def coded(pipeline: Pipeline, text: str, kind: str) -> Event:
    events = pipeline.code(Report("r", None, "2020-06-15", None, None, text)).events
    return next(e for e in events if e.type == kind)


CASES = {
    "whose move is criticised": ("Turkey closed its border with Greece on Monday. Bulgaria criticised the move.", "ACCUSE", "BGR", "TUR"),
    "who named the act is not its recipient": ("Turkey closed its border on Monday. Bulgaria criticised Greece.", "ACCUSE", "BGR", "GRC"),
    "named below an object": ("Russia condemned the handling of the case by the government of Chile.", "ACCUSE", "RUS", "CHL"),
    "killed in a country's operation": ("A commander of al-Shabaab was killed in a US operation in Somalia.", "ASSAULT", "USA", "IMG SOM"),
    "killed in a place's attack by nobody known": ("Two Kenyan soldiers were killed in a bomb attack in Somalia.", "ASSAULT", "SOM", "KEN"),
    "arrested, police said": ("A spokesperson for the Peruvian police confirmed that two suspects were arrested.", "COERCE", "PER", "PER"),
    "arrested, a newspaper said": ("The New York Times reported that two Kenyan students were arrested.", "COERCE", "", "KEN"),
    "a decree that bars": ("The president of Tunisia signed a decree that bars foreigners from public offices.", "COERCE", "TUN", "TUN"),
    "countries that are named": ("Two neighbouring countries, such as Algeria and Morocco, condemned Mali.", "ACCUSE", "DZA MAR", "MLI"),
}


@pytest.mark.engine
@pytest.mark.parametrize(("text", "kind", "actors", "recipients"), CASES.values(), ids=CASES)
def test_inference(pipeline: Pipeline, text: str, kind: str, actors: str, recipients: str) -> None:
    event = coded(pipeline, text, kind)
    assert {e.country for e in event.actors if e.country} == set(actors.split()), event.actors
    assert {e.country for e in event.recipients if e.country} <= set(recipients.split()), event.recipients
    assert bool(event.recipients) >= bool(recipients)


@pytest.mark.engine
def test_what_only_the_context_tells_is_said_to_be_so(pipeline: Pipeline) -> None:
    text = "Turkey closed its border with Greece on Monday. Bulgaria criticised the move."
    assert "recipient from the context" in coded(pipeline, text, "ACCUSE").why
    assert "recipient from the context" not in coded(pipeline, "Bulgaria criticised Greece.", "ACCUSE").why


@pytest.mark.engine
def test_the_place_of_another_story_is_not_where_it_happened(pipeline: Pipeline) -> None:
    widow = "The widow of the president of Burundi is treated in a hospital in Nairobi, Kenya.\n\n"
    abroad = coded(pipeline, widow + "Some 300 Burundian civilians were killed by rebels.", "ASSAULT")
    home = coded(pipeline, widow + "Some 300 Kenyan civilians were killed by rebels.", "ASSAULT")
    assert abroad.where is None or abroad.where.country != "KEN"
    assert home.where is not None and home.where.country == "KEN"
