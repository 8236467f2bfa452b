"""Counts of hand-made sentences: the examples of the knowledge, and cases with and without trees."""

from __future__ import annotations

from pathlib import Path

import pytest
from grounding.place_trees import plain, tree

from lapwing.grounded import Count
from lapwing.grounding.quantities import ground_counts
from lapwing.knowledge.loader import KnowledgeBase
from lapwing.knowledge.places import CountExample, QuantityWords


def told(counts: list[Count]) -> list[str]:
    return [f"{c.kind} {'-' if c.low is None else c.low} {'-' if c.high is None else c.high}" for c in counts]


EXAMPLES = [(f"words.yaml:{w.id}:{k}", e) for w in KnowledgeBase().read("quantities", QuantityWords) for k, e in enumerate(w.examples)]


@pytest.mark.parametrize("example", [e for _, e in EXAMPLES], ids=[i for i, _ in EXAMPLES])
def test_examples(example: CountExample) -> None:
    assert told(ground_counts(plain(example.text)[1])) == example.counts


CASES: list[tuple[str, list[str]]] = [
    ("More than 1,000 people were killed in the violence.", ["killed 1001 -"]),
    ("The shelling left 12 dead and 30 wounded.", ["killed 12 12", "injured 30 30"]),
    ("The death toll rose to 45 on Monday.", ["killed 45 45"]),
    ("A bomb exploded, killing between 10 and 15 people.", ["killed 10 15"]),
    ("The raid killed 20-30 fighters.", ["killed 20 30"]),
    ("Gunmen shot dead three policemen.", ["killed 3 3"]),
    ("Half a dozen men were arrested.", ["arrested 6 6"]),
    ("A dozen students were detained by police.", ["arrested 12 12"]),
    ("One hundred and five people perished.", ["killed 105 105"]),
    ("Hundreds of thousands marched through the city.", ["crowd 200000 -"]),
    ("Some 1.5 million people demonstrated.", ["crowd 1500000 1500000"]),
    ("Scores were wounded.", ["injured 40 -"]),
    ("Hundreds of protesters gathered.", ["crowd 200 -"]),
    ("No one was injured.", ["injured 0 0"]),
    ("The 34-year-old was born in 1986.", []),
    ("On 5 May 2020 the talks began.", []),
    ("It happened at 10 p.m. on May 5.", []),
    ("In 2011 the ruler was ousted.", []),
    ("Inflation rose by 12 percent.", []),
    ("The two-state solution is dead.", []),
    ("[PER Ana Sousa] was killed on Sunday.", ["killed 1 1"]),
    ("Attackers assassinated [PER Ana Sousa].", ["killed 1 1"]),
    ("Two gunmen shot him. He died in hospital.", ["other 2 2", "killed 1 1"]),
    ("He died in hospital.", []),
    ("Four attackers killed a guard.", ["other 4 4", "killed 1 1"]),
    ("They launched several attacks on the town, with more than 400 killed.", ["killed 401 -"]),
    ("They will spend €2 billion.", ["money 2000000000 2000000000"]),
    ("The siege has killed 60 people.", ["killed 60 60"]),
    ("At least two dozen people were killed, 13 of them children.", ["killed 24 -", "other 13 13"]),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[c[0] for c in CASES])
def test_cases(text: str, expected: list[str]) -> None:
    assert told(ground_counts(plain(text)[1])) == expected


LINES = (Path(__file__).parent / "quantity_cases.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("line", [line for line in LINES if line and not line.startswith("#")])
def test_lines(line: str) -> None:
    text, _, expected = line.partition(" | ")
    counts = [c for c in told(ground_counts(plain(text)[1])) if not c.startswith("other")]
    assert sorted(counts) == sorted(e.strip() for e in expected.split(";") if e.strip())


def test_words_of_a_count() -> None:
    (count,) = ground_counts(plain("Officials said more than 1,000 people were killed there.")[1])
    assert count.text == "more than 1,000 people were killed"


TREES = [
    (
        "Twenty NUM 2 nummod\npeople NOUN 10 nsubj:pass O person\n, PUNCT 5 punct\nmost ADJ 5 amod\nstudents NOUN 2 appos O student\nof ADP 8 case\n"
        "the DET 8 det\ncollege NOUN 5 nmod\nwere AUX 10 aux:pass O be\nkilled VERB 0 root O kill\n",
        ["killed 20 20"],
    ),
    (
        "Two NUM 2 nummod\ngunmen NOUN 3 nsubj O gunman\nkilled VERB 0 root O kill\nthe DET 5 det\nmayor NOUN 3 obj\nand CCONJ 8 cc\nseven NUM 8 nummod\n"
        "guards NOUN 5 conj O guard\n",
        ["other 2 2", "killed 1 1", "killed 7 7"],
    ),
    (
        "Police NOUN 2 nsubj\nreported VERB 0 root O report\nthe DET 4 det\narrest NOUN 2 obj\nof ADP 7 case\n40 NUM 7 nummod\npeople NOUN 4 nmod O person\n",
        ["arrested 40 40"],
    ),
    ("Thousands NOUN 2 nsubj O thousand\ntook VERB 0 root O take\nto ADP 5 case\nthe DET 5 det\nstreets NOUN 2 obl O street\n", ["crowd 2000 -"]),
    ("Police NOUN 4 nsubj\ndid AUX 4 aux\nnot PART 4 advmod\narrest VERB 0 root\n12 NUM 6 nummod\nmen NOUN 4 obj O man\n", ["other 12 12"]),
    ("Both DET 3 det\nlegislative ADJ 3 amod\nbodies NOUN 4 nsubj O body\nmet VERB 0 root O meet\n", []),
    ("A DET 2 det\nsoldier NOUN 4 nsubj:pass\nwas AUX 4 aux:pass O be\nkilled VERB 0 root O kill\n", ["killed 1 1"]),
]


@pytest.mark.parametrize(("notation", "expected"), TREES, ids=[str(k) for k in range(len(TREES))])
def test_trees(notation: str, expected: list[str]) -> None:
    assert told(ground_counts(tree(notation)[1])) == expected
