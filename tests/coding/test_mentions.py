"""Event mentions of hand-made sentences, with a small lexicon."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from coding.stage import lexicon, noun, tell, verb
from msgspec import structs
from trees import sentence

from lapwing.coding.mentions import EventMention
from lapwing.grounded import Found
from lapwing.knowledge.schema import Entry

WORDS = lexicon(
    verb("hit"),
    verb("kill"),
    verb("meet", "CONSULT", roles={"actors": ["subject", "with"]}),
    verb("visit", "CONSULT"),
    verb("aid", "AID"),
    verb("withdraw", "RETREAT", roles={"actors": ["subject"]}),
    verb("urge", "REQUEST", complement="consume"),
    verb("condemn", "ACCUSE", complement="consume", roles={"actors": ["subject"], "recipients": ["against"]}),
    verb("launch", "MOBILIZE", when={"object": ["attack"]}),
    verb("vow", "THREATEN", status="actual", complement="future"),
    verb("sell", "none"),
    verb("pay", "AID", political=False),
    noun("attack", roles={"actors": ["subject"], "recipients": ["on"]}),
    Entry("hold.talks", "CONSULT", {"verb": ["hold"], "object": ["talk"]}, roles={"actors": ["subject", "with"]}),
    noun("talk", "CONSULT", roles={"actors": ["subject", "with"]}),
    Entry("answer", "COERCE", {"verb": ["answer"]}, roles={"actors": ["subject"], "recipients": ["agents of object"]}),
)

# A sentence and its mentions: TYPE rule status actors > recipients, then time, place and speaker where there are any;
# "+rule" where a rule beside the entry had a part in it.
CASES = {
    "nothing": ("Kenya/NNP 2 nsubj | slept=sleep/VBD 0 root", []),
    "all fields": (
        "Rebels/NNS 2 nsubj | hit/VBD 0 root | police/NNS 2 obj | in/IN 5 case | Homs/NNP 2 obl | on/IN 7 case | Monday/NNP 2 obl",
        ["ASSAULT hit actual Rebels > police 2020-04-20 Homs"],
    ),
    "speaker": (
        "Norway/NNP 2 nsubj | said=say/VBD 0 root | rebels/NNS 4 nsubj | hit/VBD 2 ccomp | police/NNS 4 obj",
        ["ASSAULT hit actual rebels > police says Norway"],
    ),
    "speaker of one's own act": (
        "Norway/NNP 2 nsubj | said=say/VBD 0 root | Norway/NNP 4 nsubj | aided=aid/VBD 2 ccomp | Peru/NNP 4 obj",
        ["AID aid actual Norway > Peru says Norway"],
    ),
    "speaker whom nobody knows": (
        "Witnesses=witness/NNS 2 nsubj | said=say/VBD 0 root | rebels/NNS 4 nsubj | hit/VBD 2 ccomp | police/NNS 4 obj",
        ["ASSAULT hit actual rebels > police says Witnesses"],
    ),
    "help to come is a promise": (
        "Norway/NNP 3 nsubj | will/MD 3 aux | aid/VB 0 root | Sudan/NNP 3 obj",
        ["AGREE aid+rule actual Norway > Sudan"],
    ),
    "a withdrawal to come is a concession": (
        "Kenya/NNP 2 nsubj | plans=plan/VBZ 0 root | to/TO 4 mark | withdraw/VB 2 xcomp",
        ["CONCEDE withdraw+rule actual Kenya >"],
    ),
    "help that will not come is refused": (
        "Norway/NNP 4 nsubj | will/MD 4 aux | not/PART:RB 4 advmod | aid/VB 0 root | Sudan/NNP 4 obj",
        ["REJECT aid+rule actual Norway > Sudan"],
    ),
    "help that did not come": (
        "Norway/NNP 4 nsubj | did=do/AUX:VBD 4 aux | not/PART:RB 4 advmod | aid/VB 0 root | Sudan/NNP 4 obj",
        ["AID aid negated Norway > Sudan"],
    ),
    "who meets at another's seat visits": (
        "Kenya/NNP 2 nsubj | met=meet/VBD 0 root | with/IN 4 case | Peru/NNP 2 obl | at/IN 6 case | Pizarro/NNP 2 obl",
        ["CONSULT meet+rule actual Kenya > Peru Pizarro"],
    ),
    "force to come stays force": ("Kenya/NNP 3 nsubj | will/MD 3 aux | hit/VB 0 root | rebels/NNS 3 obj", ["ASSAULT hit future Kenya > rebels"]),
    "status fixed by the entry": (
        "Kenya/NNP 3 nsubj | will/MD 3 aux | vow/VB 0 root | to/TO 5 mark | hit/VB 3 xcomp | rebels/NNS 5 obj",
        ["THREATEN vow actual Kenya >", "ASSAULT hit future Kenya > rebels"],
    ),
    "content is consumed": (
        "Kenya/NNP 2 nsubj | urged=urge/VBD 0 root | rebels/NNS 2 obj | to/TO 5 mark | withdraw/VB 2 xcomp",
        ["REQUEST urge actual Kenya > rebels"],
    ),
    "an event that is condemned is consumed": (
        "Kenya/NNP 2 nsubj | condemned=condemn/VBD 0 root | the/DT 4 det | attack/NN 2 obj | on/IN 6 case | police/NNS 4 nmod",
        ["ACCUSE condemn actual Kenya >"],
    ),
    "the words of a match are not told again": (
        "Troops/NNS 2 nsubj | launched=launch/VBD 0 root | attacks=attack/NNS 2 obj | on/IN 5 case | rebels/NNS 3 nmod",
        ["MOBILIZE launch actual Troops >"],
    ),
    "a veto is no event": ("Kenya/NNP 2 nsubj | sold=sell/VBD 0 root | Sudan/NNP 2 obj", []),
    "nobody in it": ("Winds=wind/NNS 2 nsubj | hit/VBD 0 root | trees=tree/NNS 2 obj", []),
    "only private people": ("Acme/NNP 2 nsubj | aided=aid/VBD 0 root | men/NNS 2 obj", []),
    "only private people, where the entry does not mind": (
        "Acme/NNP 2 nsubj | paid=pay/VBD 0 root | men/NNS 2 obj",
        ["AID pay actual Acme > men"],
    ),
    "several": (
        "Rebels/NNS 2 nsubj | hit/VBD 0 root | police/NNS 2 obj | and/CC 5 cc | met=meet/VBD 2 conj | Sudan/NNP 5 obj",
        ["ASSAULT hit actual Rebels > police", "CONSULT meet actual Rebels Sudan >"],
    ),
}


def described(found: Sequence[EventMention]) -> list[str]:
    return [" ".join(_fields(m)) for m in found]


def _fields(m: EventMention) -> list[str]:
    rule = m.rules[0].removeprefix("lexicon:") + ("+rule" if len(m.rules) > 1 else "")
    fields = [m.type, rule, m.status, *_texts(m.actors), ">", *_texts(m.recipients)]
    if m.when:
        fields.append(m.when.when.value or "?")
    if m.where:
        fields.append(m.where.where.name or "?")
    if m.speaker is not None:
        fields += ["says", (m.speaker.entity.text if isinstance(m.speaker, Found) else m.tree.tokens[m.speaker].text) or "?"]
    return fields


def _texts(found: Sequence[Found]) -> list[str]:
    return [f.entity.text or "" for f in found]


@pytest.mark.parametrize(("notation", "expected"), [pytest.param(*v, id=k) for k, v in CASES.items()])
def test_mentions(notation: str, expected: list[str]) -> None:
    assert described(tell(sentence(notation), WORDS)) == expected


# Sentences that tell one event with two predicates, and one that tells two.
GROUPS = {
    "one, by a participle": ("Rebels/NNS 2 nsubj | hit/VBD 0 root | police/NNS 2 obj | killing=kill/VBG 2 advcl | men/NNS 4 obj", 1),
    "one, by its noun": ("Attacks=attack/NNS 2 nsubj | killed=kill/VBD 0 root | police/NNS 2 obj | in/IN 5 case | Homs/NNP 2 obl", 1),
    "one, by a verb and its noun": ("Peru/NNP 2 nsubj | held=hold/VBD 0 root | talks=talk/NNS 2 obj | with/IN 5 case | Chile/NNP 3 nmod", 1),
    "two, by coordination": ("Rebels/NNS 2 nsubj | hit/VBD 0 root | police/NNS 2 obj | and/CC 5 cc | killed=kill/VBD 2 conj | troops/NNS 5 obj", 2),
    "two of different type": ("Kenya/NNP 2 nsubj | met=meet/VBD 0 root | Sudan/NNP 2 obj | aiding=aid/VBG 2 advcl | Mali/NNP 4 obj", 2),
}


@pytest.mark.parametrize(("notation", "groups"), [pytest.param(*v, id=k) for k, v in GROUPS.items()])
def test_parts_of_one_event_share_a_group(notation: str, groups: int) -> None:
    found = tell(sentence(notation), WORDS)
    assert len(found) == 2 and len({m.group for m in found}) == groups


def test_an_answer_is_aimed_at_those_who_attacked_before() -> None:
    """Where the sentence does not say who attacked, the last telling of an event of that type does."""
    before = tell(sentence("Rebels/NNS 2 nsubj | hit/VBD 0 root | police/NNS 2 obj"), lexicon(verb("hit", "COERCE")))
    told = sentence("Police/NNS 2 nsubj | answered=answer/VBD 0 root | the/DT 4 det | attack/NN 2 obj", index=1)
    (answer,) = (m for m in tell(told, WORDS, before) if m.type == "COERCE")
    assert described([answer]) == ["COERCE answer actual Police > Rebels"]
    named = sentence("Police/NNS 2 nsubj | answered=answer/VBD 0 root | attacks=attack/NNS 2 obj | by/IN 5 case | protesters/NNS 3 nmod", index=1)
    (answer,) = (m for m in tell(named, WORDS, before) if m.type == "COERCE")
    assert described([answer]) == ["COERCE answer actual Police > protesters"]


def test_title_is_known_as_such() -> None:
    notation = "Rebels/NNS 2 nsubj | hit/VBP 0 root | police/NNS 2 obj"
    assert [m.in_title for m in tell(sentence(notation, in_title=True), WORDS)] == [True]
    assert [(m.in_title, m.sentence) for m in tell(sentence(notation, index=4), WORDS)] == [(False, 4)]


@pytest.mark.parametrize(("paragraph", "count"), [(-1, 1), (0, 1), (1, 0)])
def test_what_did_not_happen_counts_only_in_the_lead(paragraph: int, count: int) -> None:
    read = sentence("Rebels/NNS 4 nsubj | did=do/AUX:VBD 4 aux | not/PART:RB 4 advmod | hit/VB 0 root | police/NNS 4 obj")
    assert len(tell(structs.replace(read, paragraph=paragraph), WORDS)) == count
