"""Who is said to be the source, in hand-made trees."""

from __future__ import annotations

import pytest
from trees import sentence

from lapwing.analysis.clauses import Predicates, clauses

# A sentence, and for each clause in order the word that heads its source; dots where it does not matter (a verb of saying by its own subject).
CASES = {
    "nobody": ("Rebels/NNS 2 nsubj | fled=flee/VBD 0 root", [None]),
    "clause of a verb of saying": (
        "Police/NNS 2 nsubj | said=say/VBD 0 root | that/IN 5 mark | rebels/NNS 5 nsubj | fled=flee/VBD 2 ccomp",
        [None, "Police"],
    ),
    "other verbs vouch": ("Police/NNS 2 nsubj | saw=see/VBD 0 root | rebels/NNS 4 nsubj | flee/VB 2 ccomp", [None, None]),
    "quotation first, the verb of saying beside it": (
        "``/`` 3 punct | Rebels/NNS 3 nsubj | fled=flee/VBD 0 root | ,/, 3 punct | ''/'' 3 punct | Rao/NNP 7 nsubj | said=say/VBD 3 parataxis",
        ["Rao", ...],
    ),
    "quotation first, the verb of saying above it": (
        "``/`` 3 punct | Rebels/NNS 3 nsubj | fled=flee/VBD 7 ccomp | ,/, 7 punct | ''/'' 7 punct | Rao/NNP 7 nsubj | said=say/VBD 0 root",
        ["Rao", None],
    ),
    "quotation beside its verb of saying": (
        "Rao/NNP 2 nsubj | said=say/VBD 0 root | :/, 2 punct | ``/`` 6 punct | Rebels/NNS 6 nsubj | fled=flee/VBD 2 parataxis",
        [None, "Rao"],
    ),
    "according to": (
        "Rebels/NNS 2 nsubj | fled=flee/VBD 0 root | according=accord/VBG 5 case | to/IN 3 fixed | police/NNS 2 obl",
        ["police"],
    ),
    "as told": (
        "Rebels/NNS 2 nsubj | fled=flee/VBD 0 root | ,/, 6 punct | as/IN 6 mark | police/NNS 6 nsubj | reported=report/VBD 2 advcl",
        ["police", ...],
    ),
    "what hangs on a verb of saying beside the quotation is not said": (
        "Rebels/NNS 2 nsubj | fled=flee/VBD 0 root | ,/, 5 punct | Rao/NNP 5 nsubj | said=say/VBD 2 parataxis | after/IN 8 mark | men/NNS 8 nsubj"
        " | left=leave/VBD 5 advcl",
        ["Rao", ..., None],
    ),
    "clauses below inherit the source": (
        "Police/NNS 2 nsubj | said=say/VBD 0 root | rebels/NNS 4 nsubj | fled=flee/VBD 2 ccomp | leaving=leave/VBG 4 advcl | arms/NNS 5 obj",
        [None, "Police", "Police"],
    ),
    "coordinated clauses inherit the source": (
        "Police/NNS 2 nsubj | said=say/VBD 0 root | rebels/NNS 4 nsubj | fled=flee/VBD 2 ccomp | and/CC 6 cc | hid=hide/VBD 4 conj",
        [None, "Police", "Police"],
    ),
    "the nearer source counts": (
        "Rao/NNP 2 nsubj | said=say/VBD 0 root | police/NNS 4 nsubj | reported=report/VBD 2 ccomp | rebels/NNS 6 nsubj | fled=flee/VBD 4 ccomp",
        [None, "Rao", "police"],
    ),
    "a clause about the source is not its content": (
        "Rao/NNP 5 nsubj | who/WP 3 nsubj | fled=flee/VBD 1 acl:relcl | ,/, 3 punct | said=say/VBD 0 root | rebels/NNS 7 nsubj | won=win/VBD 5 ccomp",
        [None, None, "Rao"],
    ),
    "a passive of saying names nobody": (
        "It/PRP 3 nsubj:pass | was=be/AUX:VBD 3 aux:pass | said=say/VBN 0 root | rebels/NNS 5 nsubj | fled=flee/VBD 3 ccomp",
        [None, None],
    ),
    "what somebody does after saying is not said": (
        "Police/NNS 2 nsubj | said=say/VBD 0 root | rebels/NNS 4 nsubj | fled=flee/VBD 2 ccomp | and/CC 6 cc | left=leave/VBD 2 conj",
        [None, "Police", None],
    ),
}


BUGS = {"what hangs on a verb of saying beside the quotation is not said": "speakers(): what is below the verb of saying inherits from the quotation above it"}


def _case(name: str) -> object:
    return pytest.param(*CASES[name], id=name, marks=[pytest.mark.xfail(strict=True, reason=BUGS[name])] if name in BUGS else [])


@pytest.mark.parametrize(("notation", "expected"), [_case(name) for name in CASES])
def test_source(notation: str, expected: list[object]) -> None:
    read = sentence(notation)
    found = [None if c.speaker is None else read.tokens[c.speaker].text for c in clauses(read, Predicates())]
    assert len(found) == len(expected)
    assert [f for f, e in zip(found, expected, strict=True) if e is not ...] == [e for e in expected if e is not ...]
