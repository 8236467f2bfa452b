"""Types, quads, scores and CAMEO codes."""

from __future__ import annotations

import pytest

from lapwing.coding.contexts import Context
from lapwing.coding.ontology import Cameo, EventType, Mode, Ontology
from lapwing.errors import KnowledgeError
from lapwing.knowledge.loader import KnowledgeBase
from lapwing.knowledge.schema import Entry

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
    types = KnowledgeBase().read("ontology", EventType, "types*")
    assert {t.id: t.quad for t in types} == TYPES and len(types) == 16
    for t in types:
        assert t.definition and t.cameo.isdigit() and (t.score >= 0 or t.quad > 2)
        assert all(m.cameo is None or m.cameo.isdigit() for m in t.modes.values())


SHIPPED = Ontology.load(KnowledgeBase())
CODED = Ontology(SMALL.types.values(), [Context("war", ""), Context("law", "")], [
    Cameo("040", 1, "", "TALK"), Cameo("042", 1.9, "", "TALK", "visit"), Cameo("043", 2.8, "", "TALK", "coded"), Cameo("190", -10, "", "FIGHT"),
    Cameo("046", 7, "", "TALK", None, ["law"], ["law"]), Cameo("047", 7, "", "TALK", "visit", [], ["war"]),
])  # fmt: skip


@pytest.mark.parametrize(
    ("modes", "contexts", "code"),
    [((), ("law",), "046"), (("visit",), ("law",), "042"), (("visit",), ("law", "war"), "047"), (("odd", "visit"), ("war",), "047"), ((), ("war",), "040")],
)
def test_a_context_parts_codes_further(modes: tuple[str, ...], contexts: tuple[str, ...], code: str) -> None:
    assert CODED.cameo("TALK", modes, contexts) == code
    assert CODED.goldstein("046") == 7 and CODED.goldstein("999") is None


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (Cameo("050", 11, "", "FIGHT"), "-10 to 10"),
        (Cameo("050", 0, "", "SING"), "no type SING"),
        (Cameo("050", 0, "", "TALK", "loud"), "no mode loud"),
        (Cameo("050", 0, "", "TALK", None, ["peace"]), "no context peace"),
        (Cameo("050", 0, "", None, None, ["law"]), "without a type"),
        (Cameo("050", 0, "", "TALK", None, [], ["law"]), "both come back"),
        (Cameo("042", 0, "", "TALK", "coded"), "042 is a code of coded"),
        (Cameo("190", 0, "", "TALK"), "190 is no code of FIGHT"),
    ],
)
def test_faults_of_tables_are_found(code: Cameo, said: str) -> None:
    assert list(CODED.faults()) == []
    more = [*(c for c in CODED.codes.values() if c.id != code.id), code, Cameo("048", 2, "", "TALK", "visit")]
    assert any(said in f for f in Ontology(CODED.types.values(), CODED.contexts.all.values(), more).faults())


def test_shipped_tables_have_no_fault() -> None:
    assert list(SHIPPED.faults()) == []
    for t in SHIPPED.types.values():
        for modes in ((), *((m,) for m in t.modes)):
            assert SHIPPED.codes[SHIPPED.cameo(t.id, modes)].type == t.id


def test_shipped_codes_are_those_of_cameo() -> None:
    """20 roots, three digits, four digits; whatever context an event has, its code is of its own type."""
    sizes = [sum(len(c) == n for c in SHIPPED.codes) for n in (2, 3, 4)]
    assert sizes == [20, 149, 149] and all(c[:2] in SHIPPED.codes and c[:3] in SHIPPED.codes for c in SHIPPED.codes)
    assert len({c.definition for c in SHIPPED.codes.values()}) == len(SHIPPED.codes)
    for t in SHIPPED.types.values():
        for mode in (None, *t.modes):
            codes = {SHIPPED.cameo(t.id, [mode] if mode else [], [context]) for context in SHIPPED.contexts.all}
            assert {SHIPPED.codes[c].type for c in codes} == {t.id}


def test_entries_name_what_there_is() -> None:
    for entry in KnowledgeBase().read("lexicon/en", Entry):
        SHIPPED.require(entry.id, entry.type, entry.modes, entry.contexts)
    with pytest.raises(KnowledgeError, match="no context weather"):
        SHIPPED.require("x", "AID", [], ["weather"])
    with pytest.raises(KnowledgeError, match="no context weather"):
        SHIPPED.require("x", "none", [], ["weather"])
