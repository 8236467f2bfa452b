"""Which entry a clause matches."""

from __future__ import annotations

import pytest
from coding.stage import lexicon, match, noun, verb

from lapwing.coding.lexicon import Lexicon
from lapwing.errors import KnowledgeError
from lapwing.knowledge.schema import Entry, WordSet

MET = "Kenya/NNP 2 nsubj | met=meet/VBD 0 root | envoys=envoy/NNS 2 obj | on/IN 5 case | Monday/NNP 2 obl | in/IN 7 case | Lima/NNP 2 obl B-LOC"
PAID = "Acme/NNP 2 nsubj B-ORG | paid=pay/VBD 0 root | millions=million/NNS 2 obj | of/IN 5 case | dollars=dollar/NNS 3 nmod | to/IN 7 case | rebels/NNS 2 obl"
CALLED = (
    "Rao/NNP 2 nsubj B-PER | held=hold/VBD 0 root | phone/NN 4 compound | calls=call/NNS 2 obj | and/CC 6 cc | talks=talk/NNS 4 conj"
    " | with/IN 8 case | Norway/NNP 4 nmod B-LOC"
)
RAID = "Police/NN 2 compound | raid/NN 3 nsubj | failed=fail/VBD 0 root"

# A sentence, a lemma in it, the constraints of an entry for that lemma, and whether they hold.
CONSTRAINTS = [
    (MET, "meet", {}, True),
    (MET, "meet", {"object": ["envoy"]}, True),
    (MET, "meet", {"object": ["envoys"]}, True),
    (MET, "meet", {"object": ["king", "envoy"]}, True),
    (MET, "meet", {"object": ["king"]}, False),
    (MET, "meet", {"object": ["@any"]}, True),
    (MET, "meet", {"with": ["@any"]}, False),
    (MET, "meet", {"with": ["@none"]}, True),
    (MET, "meet", {"object": ["@none"]}, False),
    (MET, "meet", {"object": ["@none", "envoy"]}, True),
    (MET, "meet", {"object": ["@several"]}, True),
    (MET, "meet", {"subject": ["@several"]}, False),
    (MET, "meet", {"subject": ["@actor"]}, True),
    (MET, "meet", {"object": ["@actor"]}, False),
    (MET, "meet", {"on": ["@date"]}, True),
    (MET, "meet", {"in": ["@date"]}, False),
    (MET, "meet", {"in": ["@place"]}, True),
    (MET, "meet", {"on": ["@place"]}, False),
    (MET, "meet", {"object": ["envoy"], "in": ["@place"]}, True),
    (MET, "meet", {"object": ["envoy"], "in": ["Oslo"]}, False),
    (PAID, "pay", {"object": ["@money"]}, False),
    (PAID, "pay", {"of": ["@money"]}, True),
    (PAID, "pay", {"to": ["@armed"]}, True),
    (PAID, "pay", {"subject": ["@armed"]}, False),
    (PAID, "pay", {"subject": ["@organization"]}, True),
    (PAID, "pay", {"subject": ["@person"]}, False),
    (CALLED, "hold", {"object": ["phone call"]}, True),
    (CALLED, "hold", {"object": ["conference call"]}, False),
    (CALLED, "hold", {"object": ["talk"]}, True),
    (CALLED, "hold", {"subject": ["@person"]}, True),
    (CALLED, "hold", {"with": ["@country"]}, True),
    (CALLED, "hold", {"subject": ["@country"]}, False),
    (CALLED, "hold", {"object": ["$contacts"]}, True),
    (CALLED, "hold", {"object": ["$nested"]}, True),
]
CONTACTS = (WordSet("contacts", ["talk"]), WordSet("nested", ["king", "$contacts"]), WordSet("contacts", ["phone call"]))


@pytest.mark.parametrize(("notation", "lemma", "when", "holds"), [pytest.param(*c, id=f"{c[1]} {c[2]}") for c in CONSTRAINTS])
def test_constraints(notation: str, lemma: str, when: dict[str, list[str]], holds: bool) -> None:
    """What must hold, and a single constraint as what must not."""
    found, _ = match(notation, lexicon(verb(lemma, when=when), sets=CONTACTS), lemma)
    assert (found is not None) == holds
    if len(when) == 1:
        found, _ = match(notation, lexicon(verb(lemma, unless=when), sets=CONTACTS), lemma)
        assert (found is None) == holds


def test_agent_of_a_noun_may_be_its_modifier() -> None:
    assert match(RAID, lexicon(noun("raid", when={"subject": ["police"]})), "raid")[0] is not None
    assert match(RAID, lexicon(noun("raid", when={"subject": ["army"]})), "raid")[0] is None


def test_a_noun_of_several_words_needs_them_all() -> None:
    words = lexicon(Entry("a", "COERCE", {"noun": ["police raid"]}), Entry("b", "ASSAULT", {"noun": ["air raid"]}))
    assert words.keys("noun") == {"raid"} and words.keys("verb") == frozenset()
    found, _ = match(RAID, words, "raid")
    assert found is not None and (found.entry.id, found.words) == ("a", (1,))


# Entries of one verb as (id, type, constraints) and which one decides.
CONTESTS = [
    ([("any", "CONSULT", {}), ("closer", "AID", {"object": ["envoy"]})], "closer"),
    ([("closer", "AID", {"object": ["envoy"]}), ("any", "CONSULT", {})], "closer"),
    ([("first", "AID", {"object": ["envoy"]}), ("second", "CONSULT", {"object": ["envoy"]})], "first"),
    ([("class", "AID", {"in": ["@place"]}), ("word", "CONSULT", {"object": ["envoy"]}), ("any", "AID", {"object": ["@any"]})], "class"),
    ([("anything", "AID", {"object": ["@any"]}), ("word", "CONSULT", {"object": ["envoy"]})], "word"),
    ([("event", "AID", {"object": ["envoy"]}), ("veto", "none", {"object": ["envoy"]})], "veto"),
    ([("veto", "none", {}), ("event", "AID", {"object": ["envoy"], "subject": ["@actor"]})], "event"),
    ([("one", "AID", {"object": ["envoy"]}), ("two", "AID", {"object": ["envoy"], "in": ["@place"]})], "two"),
]


@pytest.mark.parametrize(("entries", "winner"), CONTESTS)
def test_the_closest_entry_decides(entries: list[tuple[str, str, dict[str, list[str]]]], winner: str) -> None:
    words = lexicon(*(Entry(i, kind, {"verb": ["meet"], **when}) for i, kind, when in entries))
    found, at = match(MET, words, "meet")
    assert found is not None and found.entry.id == winner
    assert {m.entry.id for m in words.candidates(found.clause, at)} == {i for i, _, _ in entries}


BROKEN = [
    pytest.param([verb("meet"), verb("meet")], "used twice", id="id twice"),
    pytest.param([Entry("x", "AID", {"object": ["envoy"]})], "exactly one of", id="no key"),
    pytest.param([Entry("x", "AID", {"verb": ["meet"], "noun": ["talk"]})], "exactly one of", id="two keys"),
    pytest.param([verb("meet", when={"object": ["$nobody"]})], "no word set \\$nobody", id="unknown set"),
    pytest.param([verb("meet", unless={"object": ["$nobody"]})], "no word set \\$nobody", id="unknown set of an exception"),
    pytest.param([Entry("x", "AID", {"verb": ["$nobody"]})], "x: there is no word set", id="unknown set as key"),
]


@pytest.mark.parametrize(("entries", "reason"), BROKEN)
def test_broken_entries_are_named(entries: list[Entry], reason: str) -> None:
    with pytest.raises(KnowledgeError, match=reason):
        lexicon(*entries)


def test_an_unknown_class_is_named() -> None:
    with pytest.raises(KnowledgeError, match="no class @nobody"):
        match(MET, lexicon(verb("meet", when={"object": ["@nobody"]})), "meet")


@pytest.mark.parametrize("sets", [[WordSet("a", ["$b"]), WordSet("b", ["$c"]), WordSet("c", ["x"])], [WordSet("a", ["x", "$nobody"])]])
def test_sets_in_sets(sets: list[WordSet]) -> None:
    """All levels are opened, and an unknown set is an error."""
    try:
        assert Lexicon([], sets, []).sets["a"] == ("x",) and len(sets) == 3
    except KnowledgeError:
        assert len(sets) == 1
