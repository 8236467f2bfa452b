"""Types, quads, scores and CAMEO codes."""

from __future__ import annotations

import pytest

from lapwing.coding.ontology import EventType, Mode, Ontology
from lapwing.knowledge.loader import KnowledgeBase

SMALL = Ontology(
    [
        EventType("TALK", 1, 2.5, "040", "Talks.", {"visit": Mode(4, "042"), "odd": Mode(), "small": Mode(-1), "coded": Mode(cameo="043")}),
        EventType("FIGHT", 4, -9, "190", "Fights."),
    ]
)


@pytest.mark.parametrize(
    ("kind", "modes", "score", "cameo"),
    [
        ("TALK", (), 2.5, "040"),
        ("TALK", ("visit",), 4, "042"),
        ("TALK", ("odd",), 2.5, "040"),
        ("TALK", ("small", "visit"), 4, "042"),
        ("TALK", ("small",), -1, "040"),
        ("TALK", ("odd", "coded", "visit"), 4, "043"),
        ("TALK", ("unheard of",), 2.5, "040"),
        ("FIGHT", ("visit",), -9, "190"),
    ],
)
def test_score_and_code(kind: str, modes: tuple[str, ...], score: float, cameo: str) -> None:
    """The score of the mode furthest from nought, the code of the first mode that has one."""
    assert (SMALL.score(kind, modes), SMALL.cameo(kind, modes)) == (score, cameo)


QUADS = {1: "AGREE CONSULT SUPPORT CONCEDE", 2: "COOPERATE AID RETREAT", 3: "REQUEST ACCUSE REJECT THREATEN", 4: "PROTEST SANCTION MOBILIZE COERCE ASSAULT"}
TYPES = {t: quad for quad, types in QUADS.items() for t in types.split()}


def test_shipped_types_are_those_of_plover() -> None:
    types = KnowledgeBase().read("ontology", EventType)
    assert {t.id: t.quad for t in types} == TYPES and len(types) == 16
    for t in types:
        assert t.definition and t.cameo.isdigit() and (t.score >= 0 or t.quad > 2)
        assert all(m.cameo is None or m.cameo.isdigit() for m in t.modes.values())
