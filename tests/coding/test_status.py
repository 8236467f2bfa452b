"""Actual, future, hypothetical or negated, from the clause and from what governs it."""

from __future__ import annotations

import pytest
from coding.stage import lexicon, noun, scene, verb

from lapwing.coding.status import status_of

DEEDS = (verb("hit"), verb("raid"), noun("attack"), verb("march", "PROTEST"), verb("oust", "SANCTION"), noun("rally", "PROTEST"))
WORDS = lexicon(*DEEDS, verb("urge", "REQUEST", complement="hypothetical"), verb("order", "REQUEST", complement="future"))
HE = "They/PRP 2 nsubj"

# A sentence, the lemma of its clause, the status.
CASES = {
    "plain": (f"{HE} | hit/VBD 0 root | Sudan/NNP 2 obj", "hit", "actual"),
    "own words": ("They/PRP 4 nsubj | did=do/AUX:VBD 4 aux | not/PART:RB 4 advmod | hit/VB 0 root", "hit", "negated"),
    "planned": (f"{HE} | planned=plan/VBD 0 root | to/TO 4 mark | hit/VB 2 xcomp", "hit", "future"),
    "wanted": (f"{HE} | wanted=want/VBD 0 root | to/TO 4 mark | hit/VB 2 xcomp", "hit", "hypothetical"),
    "failed": (f"{HE} | failed=fail/VBD 0 root | to/TO 4 mark | hit/VB 2 xcomp", "hit", "negated"),
    "denied": (f"{HE} | denied=deny/VBD 0 root | hitting=hit/VBG 2 xcomp", "hit", "negated"),
    "did not deny": ("They/PRP 4 nsubj | did=do/AUX:VBD 4 aux | not/PART:RB 4 advmod | deny/VB 0 root | hitting=hit/VBG 4 xcomp", "hit", "actual"),
    "ready": ("They/PRP 3 nsubj | are=be/AUX:VBP 3 cop | ready/JJ 0 root | to/TO 5 mark | hit/VB 3 xcomp", "hit", "future"),
    "not ready": (
        "They/PRP 4 nsubj | are=be/AUX:VBP 4 cop | not/PART:RB 4 advmod | ready/JJ 0 root | to/TO 6 mark | hit/VB 4 xcomp", "hit", "negated"
    ),
    "does not plan": (
        "They/PRP 4 nsubj | do/AUX:VBP 4 aux | not/PART:RB 4 advmod | plan/VB 0 root | to/TO 6 mark | hit/VB 4 xcomp", "hit", "negated"
    ),
    "said": (f"{HE} | said=say/VBD 0 root | rebels/NNS 4 nsubj | hit/VBD 2 ccomp", "hit", "actual"),
    "did not say": (
        "They/PRP 4 nsubj | did=do/AUX:VBD 4 aux | not/PART:RB 4 advmod | say/VB 0 root | rebels/NNS 6 nsubj | hit/VBD 4 ccomp", "hit", "actual"
    ),
    "will say": ("They/PRP 3 nsubj | will/MD 3 aux | say/VB 0 root | rebels/NNS 5 nsubj | hit/VBD 3 ccomp", "hit", "actual"),
    "said they would": (f"{HE} | said=say/VBD 0 root | they/PRP 5 nsubj | would=will/MD 5 aux | hit/VB 2 ccomp", "hit", "future"),
    "said they planned": (
        f"{HE} | said=say/VBD 0 root | rebels/NNS 4 nsubj | planned=plan/VBD 2 ccomp | to/TO 6 mark | hit/VB 4 xcomp", "hit", "future"
    ),
    "an unknown verb keeps": (f"{HE} | managed=manage/VBD 0 root | to/TO 4 mark | hit/VB 2 xcomp", "hit", "actual"),
    "an unknown verb denied": (
        "They/PRP 4 nsubj | did=do/AUX:VBD 4 aux | not/PART:RB 4 advmod | manage/VB 0 root | to/TO 6 mark | hit/VB 4 xcomp", "hit", "negated"
    ),
    "an unknown verb to come": ("They/PRP 3 nsubj | may/MD 3 aux | help/VB 0 root | to/TO 5 mark | hit/VB 3 xcomp", "hit", "hypothetical"),
    "the stronger of two": (
        f"{HE} | wanted=want/VBD 0 root | to/TO 4 mark | plan/VB 2 xcomp | to/TO 6 mark | hit/VB 4 xcomp", "hit", "hypothetical"
    ),
    "an entry's own effect": (f"{HE} | urged=urge/VBD 0 root | Sudan/NNP 2 obj | to/TO 5 mark | hit/VB 2 xcomp", "hit", "hypothetical"),
    "another entry's own effect": (f"{HE} | ordered=order/VBD 0 root | men/NNS 2 obj | to/TO 5 mark | hit/VB 2 xcomp", "hit", "future"),
    "purpose": (f"{HE} | advanced=advance/VBD 0 root | to/TO 4 mark | hit/VB 2 advcl", "hit", "future"),
    "purpose of what may be": (
        "They/PRP 3 nsubj | may/MD 3 aux | advance/VB 0 root | to/TO 5 mark | hit/VB 3 advcl", "hit", "hypothetical"
    ),
    "purpose of a protest": (f"{HE} | came=come/VBD 0 root | to/TO 4 mark | march/VB 2 advcl", "march", "actual"),
    "a complement that looks like a purpose": (
        f"{HE} | failed=fail/VBD 0 root | on/IN 4 case | Monday/NNP 2 obl | to/TO 6 mark | hit/VB 2 advcl", "hit", "negated"
    ),
    "appeared to have": (f"{HE} | appeared=appear/VBD 0 root | to/TO 5 mark | have/AUX:VB 5 aux | hit/VBN 2 advcl", "hit", "actual"),
    "voted to oust": (f"{HE} | voted=vote/VBD 0 root | to/TO 4 mark | oust/VB 2 advcl", "oust", "actual"),
    "must vote to oust": ("They/PRP 3 nsubj | must/MD 3 aux | vote/VB 0 root | to/TO 5 mark | oust/VB 3 advcl", "oust", "hypothetical"),
    "if they vote to oust": (
        "If/IN 3 mark | they/PRP 3 nsubj | vote/VBP 8 advcl | to/TO 5 mark | oust/VB 3 xcomp | we/PRP 8 nsubj | will/MD 8 aux | leave/VB 0 root",
        "oust", "hypothetical"
    ),
    "needs a majority to oust": (f"{HE} | need/VBP 0 root | votes=vote/NNS 2 obj | to/TO 5 mark | oust/VB 3 acl", "oust", "hypothetical"),
    "it takes two to oust": ("It/PRP 2 expl | takes=take/VBZ 0 root | two/CD 2 obj | to/TO 5 mark | oust/VB 2 csubj", "oust", "hypothetical"),
    "has to": (f"{HE} | have/VBP 0 root | to/TO 4 mark | oust/VB 2 xcomp", "oust", "hypothetical"),
    "had to": (f"{HE} | had=have/VBD 0 root | to/TO 4 mark | oust/VB 2 xcomp", "oust", "actual"),
    "voted to march": (f"{HE} | voted=vote/VBD 0 root | to/TO 4 mark | march/VB 2 xcomp", "march", "future"),
    "tried to hit": (f"{HE} | tried=try/VBD 0 root | to/TO 4 mark | hit/VB 2 xcomp", "hit", "actual"),
    "had planned": ("They/PRP 3 nsubj | had=have/AUX:VBD 3 aux | planned=plan/VBN 0 root | to/TO 5 mark | hit/VB 3 xcomp", "hit", "negated"),
    "wanted to be ousted": (
        f"{HE} | want/VBP 0 root | him/PRP 2 obj | to/TO 5 mark | leave/VB 2 xcomp | or/CC 8 cc | be/AUX:VB 8 aux:pass | ousted=oust/VBN 5 conj",
        "oust", "hypothetical"
    ),
    "plan": ("A/DT 2 det | plan/NN 5 nsubj | to/TO 4 mark | hit/VB 2 acl | shocked=shock/VBD 0 root | them/PRP 5 obj", "hit", "future"),
    "what those who are driven off had done": (
        f"{HE} | fired=fire/VBD 0 root | to/TO 4 mark | oust/VB 2 advcl | rebels/NNS 4 obj | who/WP 8 nsubj | had=have/AUX:VBD 8 aux"
        " | hit/VBN 5 acl:relcl | Sudan/NNP 8 obj", "hit", "actual"
    ),
    "noun of another time": (
        f"{HE} | will/MD 3 aux | meet/VB 0 root | after/IN 5 case | attacks=attack/NNS 3 obl", "attack", "actual"
    ),
    "noun ahead": (f"{HE} | met=meet/VBD 0 root | ahead/RB 6 case | of/IN 6 case | the/DT 6 det | rally/NN 2 obl", "rally", "future"),
    "noun planned for a day": (
        "A/DT 2 det | rally/NN 6 nsubj | planned=plan/VBN 2 acl | for/IN 5 case | Monday/NNP 3 obl | grew=grow/VBD 0 root", "rally", "future"
    ),
    "what is done about a noun": (f"{HE} | will/MD 3 aux | condemn/VB 0 root | the/DT 5 det | attack/NN 3 obj", "attack", "actual"),
    "what is not done about a noun": (
        "They/PRP 4 nsubj | did=do/AUX:VBD 4 aux | not/PART:RB 4 advmod | condemn/VB 0 root | the/DT 6 det | attack/NN 4 obj", "attack", "actual"
    ),
    "circumstance": (f"{HE} | advanced=advance/VBD 0 root | hitting=hit/VBG 2 advcl", "hit", "actual"),
    "condition": ("If/IN 3 mark | they/PRP 3 nsubj | hit/VBP 6 advcl | we/PRP 6 nsubj | will/MD 6 aux | leave/VB 0 root", "hit", "hypothetical"),
    "a finite second verb is told on its own": (
        f"{HE} | planned=plan/VBD 0 root | raids=raid/NNS 2 obj | and/CC 5 cc | hit/VBD 2 conj | Sudan/NNP 5 obj", "hit", "actual"
    ),
    "a second infinitive is planned too": (
        f"{HE} | planned=plan/VBD 0 root | to/TO 4 mark | raid/VB 2 xcomp | and/CC 6 cc | hit/VB 4 conj | Sudan/NNP 6 obj", "hit", "future"
    ),
    "what a noun that is feared has done": (
        "They/PRP 2 nsubj | fear/VBP 0 root | rebels/NNS 7 nsubj | who/WP 5 nsubj | hit/VBD 3 acl:relcl | will/MD 7 aux | return/VB 2 ccomp", "hit", "actual"
    ),
    "noun that takes place": ("Attacks=attack/NNS 2 nsubj | began=begin/VBD 0 root", "attack", "actual"),
    "noun that will take place": ("Attacks=attack/NNS 3 nsubj | will/MD 3 aux | begin/VB 0 root", "attack", "future"),
    "noun that did not take place": (
        "Attacks=attack/NNS 4 nsubj | did=do/AUX:VBD 4 aux | not/PART:RB 4 advmod | begin/VB 0 root", "attack", "negated"
    ),
    "no noun": ("No/DT 2 det | attacks=attack/NNS 3 nsubj | began=begin/VBD 0 root", "attack", "negated"),
    "noun called off": (f"{HE} | cancelled=cancel/VBD 0 root | the/DT 4 det | attack/NN 2 obj", "attack", "negated"),
    "noun planned": (f"{HE} | planned=plan/VBD 0 root | the/DT 4 det | attack/NN 2 obj", "attack", "future"),
    "planned noun": ("A/DT 3 det | planned/JJ 3 amod | attack/NN 4 nsubj | angered=anger/VBD 0 root | us/PRP 4 obj", "attack", "future"),
    "possible noun": ("A/DT 3 det | possible/JJ 3 amod | attack/NN 4 nsubj | worries=worry/VBZ 0 root | us/PRP 4 obj", "attack", "hypothetical"),
    "noun beside a verb to come": (
        "They/PRP 3 nsubj | will/MD 3 aux | leave/VB 0 root | after/IN 6 case | the/DT 6 det | attack/NN 3 obl", "attack", "actual"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("notation", "lemma", "expected"), CASES.values(), ids=CASES.keys())
def test_status(notation: str, lemma: str, expected: str) -> None:
    found, at = scene(notation, WORDS)
    fired = {n: m for n, c in enumerate(found) if (m := WORDS.match(c, at))}
    clause = next(c for c in found if c.lemma == lemma)
    assert status_of(clause, found, at.tree, WORDS, fired) == expected
