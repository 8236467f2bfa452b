"""Polarity and modality of single clauses in hand-made trees."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from trees import sentence

from lapwing.analysis.clauses import Predicates, clauses

NOUNS = Predicates(nouns=frozenset({"attack", "plan", "meeting"}))

# A sentence, the lemma of the clause that is looked at, and whether it is denied.
POLARITY = {
    "plain": ("Rebels/NNS 2 nsubj | attacked=attack/VBD 0 root", "attack", False),
    "did not": ("Rebels/NNS 4 nsubj | did=do/AUX:VBD 4 aux | not/PART:RB 4 advmod | attack/VB 0 root", "attack", True),
    "didn't": ("Rebels/NNS 4 nsubj | did=do/AUX:VBD 4 aux | n't=not/PART:RB 4 advmod | attack/VB 0 root", "attack", True),
    "never": ("Rebels/NNS 3 nsubj | never/RB 3 advmod | attacked=attack/VBD 0 root", "attack", True),
    "no subject": ("No/DT 2 det | rebels/NNS 3 nsubj | attacked=attack/VBD 0 root", "attack", True),
    "no patient": ("No/DT 2 det | rebels/NNS 4 nsubj:pass | were=be/AUX:VBD 4 aux:pass | arrested=arrest/VBN 0 root", "arrest", True),
    "nobody": ("Nobody/PRP 3 nsubj:pass | was=be/AUX:VBD 3 aux:pass | arrested=arrest/VBN 0 root", "arrest", True),
    "no object": ("Police/NNS 2 nsubj | made=make/VBD 0 root | no/DT 4 det | arrests=arrest/NNS 2 obj", "make", True),
    "no place is no denial": ("They/PRP 2 nsubj | met=meet/VBD 0 root | at/IN 5 case | no/DT 5 det | cost/NN 2 obl", "meet", False),
    "without": ("They/PRP 2 nsubj | left=leave/VBD 0 root | without/IN 4 mark | attacking=attack/VBG 2 advcl", "attack", True),
    "without a noun": ("They/PRP 2 nsubj | left=leave/VBD 0 root | without/IN 5 case | an/DT 5 det | attack/NN 2 obl", "attack", True),
    "no noun": ("There/PRP 2 expl | was=be/VBD 0 root | no/DT 4 det | attack/NN 2 nsubj", "attack", True),
    "neither": ("Neither/DT 2 det | side/NN 3 nsubj | attacked=attack/VBD 0 root", "attack", True),
    "neither, nor": ("Neither/CC 2 cc:preconj | Peru/NNP 5 nsubj | nor/CC 4 cc | Chile/NNP 2 conj | attacked=attack/VBD 0 root", "attack", True),
    "nor": ("Nor/CCONJ:CC 4 cc | did=do/AUX:VBD 4 aux | they/PRP 4 nsubj | attack/VB 0 root", "attack", True),
    "only the governor": (
        "They/PRP 4 nsubj | did=do/AUX:VBD 4 aux | not/PART:RB 4 advmod | say/VB 0 root | rebels/NNS 6 nsubj | attacked=attack/VBD 4 ccomp", "attack", False
    ),
    "have yet to": ("They/PRP 2 nsubj | have/VBP 0 root | yet/RB 2 advmod | to/TO 5 mark | disarm/VB 2 xcomp", "disarm", True),
    "far from": ("Far/RB 6 advmod | from/IN 3 mark | freeing=free/VBG 1 advcl | him/PRP 3 obj | they/PRP 6 nsubj | beat/VBD 0 root", "free", True),
    "instead of": ("They/PRP 2 nsubj | fled=flee/VBD 0 root | instead/RB 5 mark | of/IN 3 fixed | attacking=attack/VBG 2 advcl", "attack", True),
    "no longer": ("They/PRP 4 nsubj | no/RB 3 advmod | longer/RB 4 advmod | attack/VBP 0 root", "attack", True),
    "was to have": ("He/PRP 5 nsubj | was=be/AUX:VBD 5 aux | to/TO 5 mark | have/AUX:VB 5 aux | met=meet/VBN 0 root", "meet", True),
    "had been due to": (
        "He/PRP 6 nsubj | had=have/AUX:VBD 6 aux | been=be/AUX:VBN 6 aux | due/JJ 6 mark | to/IN 4 fixed | meet/VB 0 root | us/PRP 6 obj", "meet", True
    ),
    "should have": ("He/PRP 4 nsubj | should/MD 4 aux | have/AUX:VB 4 aux | met=meet/VBN 0 root", "meet", True),
    "may have": ("He/PRP 4 nsubj | may/MD 4 aux | have/AUX:VB 4 aux | met=meet/VBN 0 root", "meet", False),
    "no time lost": (
        "They/PRP 2 nsubj | lost=lose/VBD 0 root | no/DT 4 det | time/NN 2 obj | in/IN 6 mark | fleeing=flee/VBG 2 advcl", "lose", False
    ),
    "what nobody claims": ("Nobody/PRP 2 nsubj | claimed=claim/VBD 0 root | the/DT 4 det | attack/NN 2 obj", "attack", False),
    "not only": (
        "They/PRP 4 nsubj | not/PART:RB 3 advmod | only/RB 4 advmod | attacked=attack/VBD 0 root | but/CC 6 cc | burned=burn/VBD 4 conj | it/PRP 6 obj",
        "attack",
        False,
    ),
}  # fmt: skip

# The same with actual, future or hypothetical.
MODALITY = {
    "past": ("They/PRP 2 nsubj | met=meet/VBD 0 root", "meet", "actual"),
    "perfect": ("They/PRP 3 nsubj | have/AUX:VBP 3 aux | met=meet/VBN 0 root", "meet", "actual"),
    "will": ("They/PRP 3 nsubj | will/MD 3 aux | meet/VB 0 root", "meet", "future"),
    "'ll": ("They/PRP 3 nsubj | 'll=will/MD 3 aux | meet/VB 0 root", "meet", "future"),
    "won't": ("They/PRP 4 nsubj | wo=will/MD 4 aux | n't=not/PART:RB 4 advmod | meet/VB 0 root", "meet", "future"),
    "going to": ("They/PRP 3 nsubj | are=be/AUX:VBP 3 aux | going=go/VBG 0 root | to/TO 5 mark | meet/VB 3 xcomp", "meet", "future"),
    "went to meet": ("They/PRP 2 nsubj | went=go/VBD 0 root | to/TO 4 mark | meet/VB 2 xcomp", "meet", "actual"),
    "are to": ("They/PRP 4 nsubj | are=be/AUX:VBP 4 aux | to/TO 4 mark | meet/VB 0 root", "meet", "future"),
    "was to": ("He/PRP 4 nsubj | was=be/AUX:VBD 4 cop | to/TO 4 mark | meet/VB 0 root | them/PRP 4 obj", "meet", "future"),
    "could": ("They/PRP 3 nsubj | could=can/MD 3 aux | meet/VB 0 root", "meet", "hypothetical"),
    "should have": ("They/PRP 4 nsubj | should/MD 4 aux | have/AUX:VB 4 aux | met=meet/VBN 0 root", "meet", "hypothetical"),
    "would alone": ("They/PRP 3 nsubj | would=will/MD 3 aux | meet/VB 0 root", "meet", "hypothetical"),
    "would in reported speech": (
        "They/PRP 2 nsubj | said=say/VBD 0 root | they/PRP 5 nsubj | would=will/MD 5 aux | meet/VB 2 ccomp", "meet", "future"
    ),
    "will in reported speech": ("They/PRP 2 nsubj | say/VBP 0 root | they/PRP 5 nsubj | will/MD 5 aux | meet/VB 2 ccomp", "meet", "future"),
    "would on a condition, in reported speech": (
        "They/PRP 2 nsubj | said=say/VBD 0 root | they/PRP 5 nsubj | would=will/MD 5 aux | meet/VB 2 ccomp | if/IN 8 mark | he/PRP 8 nsubj"
        " | left=leave/VBD 5 advcl",
        "meet",
        "hypothetical",
    ),
    "would after a noun": (
        "Plans=plan/NNS 6 nsubj | that/IN 5 mark | they/PRP 5 nsubj | would=will/MD 5 aux | meet/VB 1 acl | fell=fall/VBD 0 root", "meet", "hypothetical"
    ),
    "if-clause": ("If/IN 3 mark | they/PRP 3 nsubj | meet/VBP 6 advcl | he/PRP 6 nsubj | will/MD 6 aux | leave/VB 0 root", "meet", "hypothetical"),
    "what hangs on an if-clause": ("If/IN 3 mark | they/PRP 3 nsubj | meet/VBP 6 advcl | he/PRP 6 nsubj | will/MD 6 aux"
    " | leave/VB 0 root", "leave", "hypothetical"),
    "unless": ("They/PRP 3 nsubj | will/MD 3 aux | strike/VB 0 root | unless/IN 6 mark | he/PRP 6 nsubj | leaves=leave/VBZ 3 advcl", "strike", "future"),
    "will, if": ("They/PRP 3 nsubj | will/MD 3 aux | strike/VB 0 root | if/IN 6 mark | he/PRP 6 nsubj | leaves=leave/VBZ 3 advcl", "strike", "hypothetical"),
    "whether": ("They/PRP 2 nsubj | asked=ask/VBD 0 root | whether/IN 5 mark | troops/NNS 5 nsubj | left=leave/VBD 2 ccomp", "leave", "hypothetical"),
    "in case": ("They/PRP 2 nsubj | fled=flee/VBD 0 root | in/IN 6 mark | case/NN 3 fixed | troops/NNS 6 nsubj"
    " | came=come/VBD 2 advcl", "come", "hypothetical"),
    "when": ("They/PRP 2 nsubj | fled=flee/VBD 0 root | when/WRB 5 advmod | troops/NNS 5 nsubj | came=come/VBD 2 advcl", "come", "actual"),
    "future of the first verb": ("They/PRP 3 nsubj | will/MD 3 aux | meet/VB 0 root | and/CC 5 cc | talk/VB 3 conj", "talk", "future"),
    "is to be tried": ("He/PRP 5 nsubj:pass | is=be/AUX:VBZ 5 aux | to/TO 5 mark | be/AUX:VB 5 aux:pass | tried=try/VBN 0 root", "try", "future"),
    "will be tried and jailed": (
        "He/PRP 4 nsubj:pass | will/MD 4 aux | be/AUX:VB 4 aux:pass | tried=try/VBN 0 root | and/CC 6 cc | jailed=jail/VBN 4 conj", "jail", "future"
    ),
    "second verb of a condition": (
        "If/IN 3 mark | they/PRP 3 nsubj | come/VBP 7 advcl | and/CC 5 cc | attack/VBP 3 conj | we/PRP 7 nsubj | leave/VBP 0 root", "attack", "hypothetical"
    ),
    "condition by word order": (
        "Had=have/AUX:VBD 3 aux | they/PRP 3 nsubj | attacked=attack/VBN 5 advcl | we/PRP 5 nsubj | fled=flee/VBD 0 root", "attack", "hypothetical"
    ),
    "infinitive of a headline": ("Drivers=driver/NNS 0 root | to/TO 3 mark | strike/VB 1 acl | on/IN 5 case | Friday/NNP 3 obl", "strike", "future"),
    "infinitive beside a verb": (
        "Plans=plan/NNS 4 nsubj | to/TO 3 mark | strike/VB 1 acl | failed=fail/VBD 0 root", "strike", "actual"
    ),
    "what the law says": ("Under/IN 3 case | the/DT 3 det | constitution/NN 5 obl | judges=judge/NNS 5 nsubj | convict/VBP 0 root", "convict", "hypothetical"),
    "what was done under the law": (
        "Under/IN 3 case | the/DT 3 det | law/NN 6 obl | he/PRP 6 nsubj:pass | was=be/AUX:VBD 6 aux:pass | convicted=convict/VBN 0 root", "convict", "actual"
    ),
    "what a law provides": (
        "The/DT 2 det | statute/NN 3 nsubj | says=say/VBZ 0 root | that/IN 7 mark | they/PRP 7 nsubj:pass | are=be/AUX:VBP 7 aux:pass"
        " | removed=remove/VBN 3 ccomp", "remove", "hypothetical"
    ),
    "what a minister says": (
        "The/DT 2 det | minister/NN 3 nsubj | says=say/VBZ 0 root | that/IN 7 mark | they/PRP 7 nsubj:pass | are=be/AUX:VBP 7 aux:pass"
        " | removed=remove/VBN 3 ccomp", "remove", "actual"
    ),
    "custom": ("Judges=judge/NNS 3 nsubj | usually/RB 3 advmod | convict/VBP 0 root | them/PRP 3 obj", "convict", "hypothetical"),
    "own tense of the second verb": ("They/PRP 3 nsubj | will/MD 3 aux | meet/VB 0 root | and/CC 5 cc | talked=talk/VBD 3 conj", "talk", "actual"),
}  # fmt: skip


def _cases(named: Mapping[str, tuple[str, str, object]]) -> list[object]:
    return [pytest.param(*v, id=k) for k, v in named.items()]


@pytest.mark.parametrize(("notation", "lemma", "denied"), _cases(POLARITY))
def test_polarity(notation: str, lemma: str, denied: bool) -> None:
    assert [c.negated for c in clauses(sentence(notation), NOUNS) if c.lemma == lemma] == [denied]


@pytest.mark.parametrize(("notation", "lemma", "modality"), _cases(MODALITY))
def test_modality(notation: str, lemma: str, modality: str) -> None:
    assert [c.modality for c in clauses(sentence(notation), NOUNS) if c.lemma == lemma] == [modality]
