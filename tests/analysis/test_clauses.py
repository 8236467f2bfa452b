"""Clauses of hand-made trees: one line a clause, ``lemma slot=word … flags <link governor``."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from trees import sentence

from lapwing.analysis.clauses import Predicates, clauses
from lapwing.model import Clause, Sentence

PREDICATES = Predicates(
    nouns=frozenset({"attack", "arrest", "decision", "call", "raid", "siege", "promise", "wave"}),
    adjectives=frozenset({"ready", "unable"}),
    light=frozenset({"launch", "carry out", "make"}),
    meetings=frozenset({"call"}),
    patient_nouns=frozenset({"arrest"}),
)


def described(read: Sentence, found: Iterable[Clause], links: bool = True) -> list[str]:
    """Clauses as lines; slots in alphabetical order."""
    rows = list(found)
    return [" ".join([c.lemma, *_slots(read, c), *_flags(read, c, rows if links else [])]) for c in rows]


def _slots(read: Sentence, clause: Clause) -> list[str]:
    return sorted(f"{a.slot.replace(' ', '_')}={read.tokens[a.head].text}" for a in clause.arguments)


def _flags(read: Sentence, clause: Clause, rows: list[Clause]) -> Iterable[str]:
    yield from (name for name in ("passive", "negated") if getattr(clause, name))
    if clause.modality != "actual":
        yield clause.modality
    if clause.governor is not None and rows:
        yield f"<{clause.link} {rows[clause.governor].lemma}"
    if clause.speaker is not None:
        yield f"speaker={read.tokens[clause.speaker].text}"


VOICE = {
    "active": ("Police/NNS 2 nsubj | arrested=arrest/VBD 0 root | activists=activist/NNS 2 obj", ["arrest object=activists subject=Police"]),
    "passive with agent": (
        "Activists/NNS 3 nsubj:pass | were=be/AUX:VBD 3 aux:pass | arrested=arrest/VBN 0 root | by/IN 5 case | police/NNS 3 obl:agent",
        ["arrest object=Activists subject=police passive"],
    ),
    "passive without agent keeps other prepositions": (
        "Activists/NNS 3 nsubj:pass | were=be/AUX:VBD 3 aux:pass | arrested=arrest/VBN 0 root | in/IN 5 case | Lima/NNP 3 obl",
        ["arrest in=Lima object=Activists passive"],
    ),
    "passive of two objects": (
        "He/PRP 3 nsubj:pass | was=be/AUX:VBD 3 aux:pass | given=give/VBN 0 root | asylum/NN 3 obj | by/IN 6 case | Norway/NNP 3 obl:agent",
        ["give indirect=He object=asylum subject=Norway passive"],
    ),
    "participle after a noun": (
        "Activists/NNS 5 nsubj | arrested=arrest/VBN 1 acl | by/IN 4 case | police/NNS 2 obl:agent | fled=flee/VBD 0 root",
        ["arrest object=Activists subject=police passive", "flee subject=Activists"],
    ),
    "headline without auxiliary": (
        "Activists/NNS 2 nsubj:pass | arrested=arrest/VBN 0 root | in/IN 4 case | Lima/NNP 2 obl",
        ["arrest in=Lima object=Activists passive"],
    ),
    "two objects": ("Norway/NNP 2 nsubj | gave=give/VBD 0 root | him/PRP 2 iobj | asylum/NN 2 obj", ["give indirect=him object=asylum subject=Norway"]),
    "particle": ("Peru/NNP 2 nsubj | called=call/VBD 0 root | off/RP 2 compound:prt | talks=talk/NNS 2 obj", ["call off object=talks subject=Peru"]),
    "preposition of the object is the verb's too": (
        "Peru/NNP 2 nsubj | held=hold/VBD 0 root | talks=talk/NNS 2 obj | with/IN 5 case | Chile/NNP 3 nmod",
        ["hold object=talks subject=Peru with=Chile"],
    ),
    "preposition of two words": (
        "Peru/NNP 2 nsubj | withdrew=withdraw/VBD 0 root | because/IN 5 case | of/IN 3 fixed | threats=threat/NNS 2 obl",
        ["withdraw because_of=threats subject=Peru"],
    ),
    "headline with two subjects": (
        "NATO/NNP 2 compound | chief/NN 6 nsubj | ,/, 2 punct | Kenyan/JJ 5 amod | premier/NN 6 nsubj | discuss/VBP 0 root | mission/NN 6 obj",
        ["discuss object=mission subject=chief subject=premier"],
    ),
}

COORDINATION = {
    "subject shared": (
        "Rebels/NNS 2 nsubj | stormed=storm/VBD 0 root | Homs/NNP 2 obj | and/CC 5 cc | burned=burn/VBD 2 conj | homes=home/NNS 5 obj",
        ["storm object=Homs subject=Rebels", "burn object=homes subject=Rebels <conjunct storm"],
    ),
    "own subject kept": (
        "Rebels/NNS 2 nsubj | fled=flee/VBD 0 root | and/CC 5 cc | troops/NNS 5 nsubj | advanced=advance/VBD 2 conj",
        ["flee subject=Rebels", "advance subject=troops <conjunct flee"],
    ),
    "object hung on the first verb": (
        "Police/NNS 2 nsubj | arrested=arrest/VBD 0 root | and/CC 4 cc | beat/VBD 2 conj | protesters/NNS 2 obj",
        ["arrest object=protesters subject=Police", "beat object=protesters subject=Police <conjunct arrest"],
    ),
    "object hung on the second verb": (
        "Police/NNS 2 nsubj | arrested=arrest/VBD 0 root | and/CC 4 cc | beat/VBD 2 conj | protesters/NNS 4 obj",
        ["arrest object=protesters subject=Police", "beat object=protesters subject=Police <conjunct arrest"],
    ),
    "patient shared by passives": (
        "Men/NNS 3 nsubj:pass | were=be/AUX:VBD 3 aux:pass | arrested=arrest/VBN 0 root | and/CC 5 cc | charged=charge/VBN 3 conj",
        ["arrest object=Men passive", "charge object=Men passive <conjunct arrest"],
    ),
    "active and passive": (
        "Rebels/NNS 2 nsubj | attacked=attack/VBD 0 root | but/CC 5 cc | were=be/AUX:VBD 5 aux:pass | repelled=repel/VBN 2 conj",
        ["attack subject=Rebels", "repel object=Rebels passive <conjunct attack"],
    ),
    "an infinitive keeps the modality of the first": (
        "Peru/NNP 3 nsubj | will/MD 3 aux | train/VB 0 root | and/CC 5 cc | arm/VB 3 conj | police/NNS 5 obj",
        ["train object=police subject=Peru future", "arm object=police subject=Peru future <conjunct train"],
    ),
    "nouns": (
        "Rebels/NNS 2 nsubj | launched=launch/VBD 0 root | attacks=attack/NNS 2 obj | and/CC 5 cc | raids=raid/NNS 3 conj",
        ["launch object=attacks subject=Rebels", "attack subject=Rebels <argument launch", "raid subject=Rebels <conjunct attack"],
    ),
}

CONTROL = {
    "subject": (
        "Kenya/NNP 2 nsubj | agreed=agree/VBD 0 root | to/TO 4 mark | release/VB 2 xcomp | them/PRP 4 obj",
        ["agree complement=release subject=Kenya", "release object=them subject=Kenya <complement agree"],
    ),
    "object": (
        "Kenya/NNP 2 nsubj | urged=urge/VBD 0 root | Sudan/NNP 2 obj | to/TO 5 mark | withdraw/VB 2 xcomp",
        ["urge complement=withdraw object=Sudan subject=Kenya", "withdraw subject=Sudan <complement urge"],
    ),
    "passive": (
        "Sudan/NNP 3 nsubj:pass | was=be/AUX:VBD 3 aux:pass | urged=urge/VBN 0 root | to/TO 5 mark | withdraw/VB 3 xcomp",
        ["urge complement=withdraw object=Sudan passive", "withdraw subject=Sudan <complement urge"],
    ),
    "infinitive without to as clause": (
        "Kenya/NNP 2 nsubj | helped=help/VBD 0 root | Sudan/NNP 2 obj | withdraw/VB 2 ccomp",
        ["help complement=withdraw object=Sudan subject=Kenya", "withdraw subject=Sudan <complement help"],
    ),
    "passive infinitive": (
        "He/PRP 2 nsubj | asked=ask/VBD 0 root | to/TO 5 mark | be/AUX:VB 5 aux:pass | released=release/VBN 2 xcomp",
        ["ask complement=released subject=He", "release object=He passive <complement ask"],
    ),
    "through an adjective": (
        "Kenya/NNP 3 nsubj | is=be/AUX:VBZ 3 cop | ready/JJ 0 root | to/TO 5 mark | withdraw/VB 3 xcomp",
        ["ready complement=withdraw subject=Kenya", "withdraw subject=Kenya <complement ready"],
    ),
    "infinitive of a possessed noun": (
        "Sudan/NNP 2 nsubj | welcomed=welcome/VBD 0 root | Kenya/NNP 5 nmod:poss | 's/POS 3 case | decision/NN 2 obj | to/TO 7 mark | withdraw/VB 5 acl",
        [
            "welcome complement=withdraw object=decision subject=Sudan",
            "decision complement=withdraw poss=Kenya subject=Kenya <argument welcome",
            "withdraw subject=Kenya <complement decision",
        ],
    ),
    "infinitive of a light verb's noun": (
        "Kenya/NNP 2 nsubj | made=make/VBD 0 root | a/DT 4 det | promise/NN 2 obj | to/TO 6 mark | withdraw/VB 4 acl",
        [
            "make complement=withdraw object=promise subject=Kenya",
            "promise complement=withdraw subject=Kenya <argument make",
            "withdraw subject=Kenya <complement promise",
        ],
    ),
    "subject, past an object": (
        "Kenya/NNP 2 nsubj | promised=promise/VBD 0 root | Sudan/NNP 2 iobj | to/TO 5 mark | withdraw/VB 2 xcomp",
        ["promise complement=withdraw indirect=Sudan object=Sudan subject=Kenya", "withdraw subject=Kenya <complement promise"],
    ),
    "object, by a preposition": (
        "Kenya/NNP 2 nsubj | accused=accuse/VBD 0 root | Sudan/NNP 2 obj | of/IN 5 mark | killing=kill/VBG 2 advcl | men/NNS 5 obj",
        ["accuse adverbial=killing object=Sudan subject=Kenya", "kill object=men subject=Sudan <complement accuse"],
    ),
    "object, held from it": (
        "Police/NNS 2 nsubj | stopped=stop/VBD 0 root | protesters/NNS 2 obj | from/IN 5 mark | entering=enter/VBG 2 advcl",
        ["stop adverbial=entering object=protesters subject=Police", "enter subject=protesters <adverbial stop"],
    ),
    "passive, by a preposition": (
        "Sudan/NNP 3 nsubj:pass | was=be/AUX:VBD 3 aux:pass | accused=accuse/VBN 0 root | of/IN 5 mark | killing=kill/VBG 3 advcl | men/NNS 5 obj",
        ["accuse adverbial=killing object=Sudan passive", "kill object=men subject=Sudan <complement accuse"],
    ),
    "subject, by a means": (
        "Kenya/NNP 2 nsubj | angered=anger/VBD 0 root | Sudan/NNP 2 obj | by/IN 5 mark | killing=kill/VBG 2 advcl | men/NNS 5 obj",
        ["anger adverbial=killing object=Sudan subject=Kenya", "kill object=men subject=Kenya <adverbial anger"],
    ),
    "purpose": (
        "Kenya/NNP 2 nsubj | moved=move/VBD 0 root | to/TO 4 mark | calm/VB 2 advcl | Sudan/NNP 4 obj",
        ["move purpose=calm subject=Kenya", "calm object=Sudan subject=Kenya <adverbial move"],
    ),
}

RELATIVES = {
    "subject": (
        "Rebels/NNS 5 nsubj | who/WP 3 nsubj | attacked=attack/VBD 1 acl:relcl | Homs/NNP 3 obj | fled=flee/VBD 0 root",
        ["attack object=Homs subject=Rebels", "flee subject=Rebels"],
    ),
    "subject of a passive": (
        "Rebels/NNS 5 nsubj | who/WP 4 nsubj:pass | were=be/AUX:VBD 4 aux:pass | arrested=arrest/VBN 1 acl:relcl | fled=flee/VBD 0 root",
        ["arrest object=Rebels passive", "flee subject=Rebels"],
    ),
    "object": (
        "Homs/NNP 5 nsubj | which/WDT 4 obj | rebels/NNS 4 nsubj | attacked=attack/VBD 1 acl:relcl | fell=fall/VBD 0 root",
        ["attack object=Homs subject=rebels", "fall subject=Homs"],
    ),
    "object gap": (
        "Towns/NNS 4 nsubj | rebels/NNS 3 nsubj | attacked=attack/VBD 1 acl:relcl | fell=fall/VBD 0 root",
        ["attack object=Towns subject=rebels", "fall subject=Towns"],
    ),
    "preposition": (
        "Chile/NNP 6 nsubj | with/IN 3 case | whom/WP 5 obl | they/PRP 5 nsubj | met=meet/VBD 1 acl:relcl | agreed=agree/VBD 0 root",
        ["meet subject=they with=Chile", "agree subject=Chile"],
    ),
    "whose, with an object": (
        "Rao/NNP 6 nsubj | whose/WP$ 3 nmod:poss | guards=guard/NNS 4 nsubj | shot=shoot/VBD 1 acl:relcl | men=man/NNS 4 obj | resigned=resign/VBD 0 root",
        ["shoot object=men subject=guards", "resign subject=Rao"],
    ),
    "whose, without an object": (
        "Rao/NNP 5 nsubj | whose/WP$ 3 nmod:poss | guards=guard/NNS 4 nsubj | fled=flee/VBD 1 acl:relcl | resigned=resign/VBD 0 root",
        ["flee subject=guards", "resign subject=Rao"],
    ),
    "where": (
        "Homs/NNP 5 nsubj | where/WRB 4 advmod | rebels/NNS 4 nsubj | marched=march/VBD 1 acl:relcl | fell=fall/VBD 0 root",
        ["march subject=rebels", "fall subject=Homs"],
    ),
}

PARTICIPLES = {
    "active after a noun": (
        "Rebels/NNS 4 nsubj | holding=hold/VBG 1 acl | hostages=hostage/NNS 2 obj | fled=flee/VBD 0 root",
        ["hold object=hostages subject=Rebels", "flee subject=Rebels"],
    ),
    "active beside a verb": (
        "Troops/NNS 2 nsubj | fired=fire/VBD 0 root | ,/, 4 punct | killing=kill/VBG 2 advcl | men=man/NNS 4 obj",
        ["fire adverbial=killing subject=Troops", "kill object=men subject=Troops"],
    ),
    "passive beside a verb": (
        "Troops/NNS 2 nsubj | advanced=advance/VBD 0 root | ,/, 4 punct | backed=back/VBN 2 advcl | by/IN 6 case | tanks=tank/NNS 4 obl:agent",
        ["advance adverbial=backed subject=Troops", "back object=Troops subject=tanks passive"],
    ),
    "before a noun is none": ("Armed=arm/VBN 2 amod | men=man/NNS 3 nsubj | fled=flee/VBD 0 root", ["flee subject=men"]),
}

NOUNS = {
    "light verb": (
        "Troops/NNS 2 nsubj | launched=launch/VBD 0 root | attacks=attack/NNS 2 obj | on/IN 5 case | rebels/NNS 3 nmod",
        ["launch object=attacks on=rebels subject=Troops", "attack on=rebels subject=Troops <argument launch"],
    ),
    "light verb with particle, passive": (
        "Attacks=attack/NNS 3 nsubj:pass | were=be/AUX:VBD 3 aux:pass | carried=carry/VBN 0 root | out/RP 3 compound:prt | by/IN 6 case"
        " | rebels/NNS 3 obl:agent",
        ["attack subject=rebels <argument carry out", "carry out object=Attacks subject=rebels passive"],
    ),
    "light verb through a series": (
        "Troops/NNS 2 nsubj | launched=launch/VBD 0 root | a/DT 4 det | series/NN 2 obj | of/IN 6 case | attacks=attack/NNS 4 nmod",
        ["launch object=series of=attacks subject=Troops", "attack subject=Troops <argument launch"],
    ),
    "full verb lends nothing": (
        "Peru/NNP 2 nsubj | condemned=condemn/VBD 0 root | the/DT 4 det | attack/NN 2 obj",
        ["condemn object=attack subject=Peru", "attack <argument condemn"],
    ),
    "possessor of a patient noun": (
        "Rao/NNP 3 nmod:poss | 's/POS 1 case | arrest/NN 4 nsubj | angered=anger/VBD 0 root | Peru/NNP 4 obj",
        ["arrest object=Rao poss=Rao <argument anger", "anger object=Peru subject=arrest"],
    ),
    "possessor of another noun": (
        "Rao/NNP 3 nmod:poss | 's/POS 1 case | attack/NN 4 nsubj | angered=anger/VBD 0 root | Peru/NNP 4 obj",
        ["attack poss=Rao subject=Rao <argument anger", "anger object=Peru subject=attack"],
    ),
    "patient noun with of and by": (
        "The/DT 2 det | arrest/NN 7 nsubj | of/IN 4 case | Rao/NNP 2 nmod | by/IN 6 case | police/NNS 2 nmod | failed=fail/VBD 0 root",
        ["arrest by=police object=Rao of=Rao subject=police <argument fail", "fail by=police of=Rao subject=arrest"],
    ),
    "modifier": ("Police/NN 2 compound | raid/NN 3 nsubj | failed=fail/VBD 0 root", ["raid modifier=Police <argument fail", "fail subject=raid"]),
    "party of a meeting": (
        "Peru/NNP 2 nsubj | agreed=agree/VBD 0 root | in/IN 5 case | a/DT 5 det | call/NN 2 obl | with/IN 7 case | Chile/NNP 5 nmod",
        ["agree in=call subject=Peru with=Chile", "call subject=Peru with=Chile <argument agree"],
    ),
    "under": ("Homs/NNP 4 nsubj | is=be/AUX:VBZ 4 cop | under/IN 4 case | siege/NN 0 root", ["siege object=Homs"]),
}

ALL = {f"{name}: {k}": v for name, part in list(globals().items()) if name.isupper() and isinstance(part, dict) for k, v in part.items()}


@pytest.mark.parametrize(("notation", "expected"), [pytest.param(*case, id=name) for name, case in ALL.items()])
def test_deep_arguments(notation: str, expected: list[str]) -> None:
    """Links are compared where a case gives any."""
    read = sentence(notation)
    assert described(read, clauses(read, PREDICATES), any("<" in line for line in expected)) == expected


def test_roles_fill_what_the_tree_leaves_open() -> None:
    """The reader's roles never overrule a slot of the tree, and pronouns are left to it."""
    notation = (
        "Rao/NNP 3 nsubj:pass | was=be/AUX:VBD 3 aux:pass | shot=shoot/VBN 0 root | in/IN 6 case | an/DT 6 det | ambush/NN 3 obl"
        " | of/IN 8 case | rebels/NNS 6 nmod"
    )
    read = sentence(notation, "3 ARG0 8", "3 ARG1 6", "3 LOC 6")
    assert described(read, clauses(read, PREDICATES)) == ["shoot in=ambush object=Rao subject=rebels passive"]


def test_clauses_come_in_the_order_of_their_predicates() -> None:
    for notation, _ in ALL.values():
        found = clauses(sentence(notation), PREDICATES)
        assert [c.head for c in found] == sorted({c.head for c in found})
        assert all(c.governor is None or c.governor != n for n, c in enumerate(found))


@pytest.mark.parametrize("name", ["subject", "object gap", "preposition", "whose, with an object"])
def test_a_relative_clause_is_linked_as_one(name: str) -> None:
    assert [c.link for c in clauses(sentence(RELATIVES[name][0]), PREDICATES)] == ["relative", None]
