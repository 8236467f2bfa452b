"""Who did it and to whom."""

from __future__ import annotations

import pytest
from coding.stage import CAST, lexicon, match, noun, scene, verb

from lapwing.coding.roles import collect, event_nouns, participants, political, visit
from lapwing.grounded import Found
from lapwing.knowledge.schema import Entry
from lapwing.model import Entity

HIT = verb("hit")
MEET = verb("meet", "CONSULT", roles={"actors": ["subject", "with"]})

# A sentence, the entry, its predicate, actors and recipients.
CASES = {
    "subject and object": ("Police/NNS 2 nsubj | hit/VBD 0 root | protesters/NNS 2 obj", HIT, "Police", "protesters"),
    "passive": (
        "Protesters/NNS 3 nsubj:pass | were=be/AUX:VBD 3 aux:pass | hit/VBN 0 root | by/IN 5 case | police/NNS 3 obl:agent",
        HIT,
        "police",
        "Protesters",
    ),
    "coordination": (
        "Police/NNS 4 nsubj | and/CC 3 cc | troops/NNS 1 conj | hit/VBD 0 root | protesters/NNS 4 obj | and/CC 7 cc | rebels/NNS 5 conj",
        HIT,
        "Police troops",
        "protesters rebels",
    ),
    "nobody is both": ("Rebels/NNS 2 nsubj | hit/VBD 0 root | rebels/NNS 2 obj", HIT, "Rebels", ""),
    "each once": ("Rebels/NNS 4 nsubj | and/CC 3 cc | rebels/NNS 1 conj | hit/VBD 0 root | police/NNS 4 obj", HIT, "Rebels", "police"),
    "slots of the entry": ("Peru/NNP 2 nsubj | met=meet/VBD 0 root | with/IN 4 case | Chile/NNP 2 obl", MEET, "Peru Chile", ""),
    "the other party of a mutual act": (
        "Peru/NNP 2 nsubj | met=meet/VBD 0 root | Chile/NNP 2 obj",
        verb("meet", "CONSULT", roles={"actors": ["subject"]}),
        "Peru Chile",
        "",
    ),
    "two parties of a mutual act need no third": (
        "Peru/NNP 4 nsubj | and/CC 3 cc | Chile/NNP 1 conj | met=meet/VBD 0 root | Norway/NNP 4 obj",
        verb("meet", "CONSULT", roles={"actors": ["subject"]}),
        "Peru Chile",
        "",
    ),
    "members of a number": (
        "Dozens=dozen/NNS 5 nsubj:pass | of/IN 3 case | protesters/NNS 1 nmod | were=be/AUX:VBD 5 aux:pass | hit/VBN 0 root",
        HIT,
        "",
        "protesters",
    ),
    "owner of a site, as a modifier": (
        "Troops/NNS 2 nsubj | hit/VBD 0 root | rebel/NN 4 compound | positions=position/NNS 2 obj",
        HIT,
        "Troops",
        "rebel",
    ),
    "owner of a site, as a possessor": (
        "Troops/NNS 2 nsubj | hit/VBD 0 root | Sudan/NNP 5 nmod:poss | 's/POS 3 case | embassy/NN 2 obj",
        HIT,
        "Troops",
        "Sudan",
    ),
    "owner of anything else is not meant": (
        "Troops/NNS 2 nsubj | hit/VBD 0 root | Sudan/NNP 5 nmod:poss | 's/POS 3 case | economy/NN 2 obj",
        HIT,
        "Troops",
        "",
    ),
    "a mere number is nobody": ("Troops/NNS 2 nsubj | hit/VBD 0 root | two/CD 2 obj", HIT, "Troops", ""),
    "a town is no party": (
        "Troops/NNS 2 nsubj | hit/VBD 0 root | in/IN 4 case | Homs/NNP 2 obl",
        verb("hit", roles={"actors": ["subject"], "recipients": ["in"]}),
        "Troops",
        "",
    ),
    "one for each country of a plural": (
        "Ministers=minister/NNS 6 nsubj | of/IN 3 case | Peru/NNP 1 nmod | and/CC 5 cc | Chile/NNP 3 conj | hit/VBD 0 root | rebels/NNS 6 obj",
        HIT,
        "Peru Chile",
        "rebels",
    ),
    "one for each country before a plural": (
        "Police/NNS 2 nsubj | hit/VBD 0 root | Kenya/NNP 6 compound | and/CC 5 cc | Sudan/NNP 3 conj | men/NNS 2 obj",
        HIT,
        "Police",
        "Kenya Sudan",
    ),
    "modifier of a noun": (
        "Police/NN 2 compound | raid/NN 3 nsubj | failed=fail/VBD 0 root",
        noun("raid", roles={"actors": ["subject"]}),
        "Police",
        "",
    ),
}


def texts(found: tuple[Found, ...]) -> str:
    return " ".join(f.entity.text or "" for f in found)


@pytest.mark.parametrize(("notation", "entry", "actors", "recipients"), [pytest.param(*v, id=k) for k, v in CASES.items()])
def test_participants(notation: str, entry: Entry, actors: str, recipients: str) -> None:
    lemma = next(w for k in ("verb", "noun") for w in entry.when.get(k, ()))
    found, at = match(notation, lexicon(entry), lemma)
    assert found is not None
    first, second = participants(found, at)
    assert (texts(first), texts(second)) == (actors, recipients)


def test_content_names_the_recipient_where_the_entry_does_not() -> None:
    """In "offered to help Sudan" the one who is to be helped."""
    notation = "Kenya/NNP 2 nsubj | offered=offer/VBD 0 root | to/TO 4 mark | help/VB 2 xcomp | Sudan/NNP 4 obj"
    found, at = match(notation, lexicon(verb("offer", "AGREE")), "offer")
    assert found is not None
    content = next(c for c in at.clauses if c.lemma == "help")
    assert [texts(side) for side in participants(found, at, content)] == ["Kenya", "Sudan"]
    assert [texts(side) for side in participants(found, at)] == ["Kenya", ""]


def test_event_nouns_in_a_slot() -> None:
    """The noun clauses under a slot, with those who act in them."""
    notation = (
        "Kenya/NNP 2 nsubj | answered=answer/VBD 0 root | a/DT 4 det | series/NN 2 obj | of/IN 6 case | raids=raid/NNS 4 nmod"
        " | by/IN 8 case | rebels/NNS 6 nmod"
    )
    found, at = match(notation, lexicon(verb("answer"), noun("raid")), "answer")
    assert found is not None
    (raid,) = event_nouns(["object"], found.clause, at)
    assert (raid.lemma, texts(collect(["subject"], raid, at))) == ("raid", "rebels")
    assert event_nouns(["subject", "with"], found.clause, at) == []


# Who takes part, and whether an ASSAULT and an AID among them are political.
CIRCLES = [("Kenya", True, True), ("rebels", True, True), ("NATO", True, True), ("Acme", False, False), ("men", False, False), ("Acme Kenya", True, True)]


@pytest.mark.parametrize(("who", "assault", "aid"), [*CIRCLES, ("protesters", True, False)])
def test_political(who: str, assault: bool, aid: bool) -> None:
    """States, organs, armed groups and bodies make any act political; private people only what is done in public or by force."""
    codes = [[None if c == "-" else c for c in CAST[w].split()] for w in who.split()]
    found = [Found(Entity(None, None, None, None, country, sector), n, 0) for n, (country, sector) in enumerate(codes)]
    assert (political("ASSAULT", found, []), political("AID", [], found)) == (assault, aid)
    assert not political("ASSAULT", [], [])


# Who meets, where (Pizarro stands for a palace in Peru), and who then visits whom.
VISITS = [
    ("Kenya Peru", "Pizarro", "Kenya", "Peru"),
    ("Kenya Peru", "Lima", None, None),
    ("Kenya Chile", "Pizarro", None, None),
    ("Peru", "Pizarro", None, None),
    ("Peru Kenya NATO", "Pizarro", "Kenya NATO", "Peru"),
]


@pytest.mark.parametrize(("who", "place", "guests", "hosts"), VISITS)
def test_visits(who: str, place: str, guests: str | None, hosts: str | None) -> None:
    words = [f"{w}/NNP {len(who.split()) + 1} nsubj" for w in who.split()]
    found, at = scene(" | ".join([*words, "met=meet/VBD 0 root", f"{place}/NNP {len(words) + 1} obl"]), lexicon(MEET))
    actors = collect(["subject"], found[0], at)
    assert texts(actors) == who
    parted = visit(actors, at.grounding.places[0][0], at.tree)
    assert (None if parted is None else [texts(side) for side in parted]) == (None if guests is None else [guests, hosts])
    assert visit(actors, None, at.tree) is None
