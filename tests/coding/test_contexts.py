"""Contexts: every example of the ontology coded with all knowledge, and how words show them, in small."""

from __future__ import annotations

import pytest
from coding.stage import lexicon, noun, tell, verb
from trees import sentence

from lapwing.coding.contexts import Context, ContextExample, Contexts
from lapwing.knowledge.loader import KnowledgeBase
from lapwing.model import Report
from lapwing.pipeline import Pipeline

SHIPPED = KnowledgeBase().read("ontology", Context, "contexts*")
EXAMPLES = [pytest.param(c.id, e, id=f"{c.id}:{n}") for c in SHIPPED for n, e in enumerate(c.examples)]


@pytest.mark.engine
@pytest.mark.parametrize(("context", "example"), EXAMPLES)
def test_example(pipeline: Pipeline, context: str, example: ContextExample) -> None:
    events = pipeline.code(Report("example", None, "2020-05-12", None, None, example.text)).events
    told = [e.contexts for e in events if e.type == (example.shows or example.hides)]
    assert told, f"no such event among {[e.type for e in events]}"
    assert any(context in c for c in told) == (example.shows is not None)


@pytest.mark.parametrize("context", [pytest.param(c, id=c.id) for c in SHIPPED])
def test_context_is_defined_and_has_both_examples(context: Context) -> None:
    assert context.definition.endswith(".") and context.words
    assert any(e.shows for e in context.examples) and any(e.hides for e in context.examples)
    assert all((e.shows is None) != (e.hides is None) for e in context.examples)
    assert len(set(context.words)) == len(context.words)


def test_shipped_contexts_are_those_of_plover() -> None:
    assert len(SHIPPED) == 37 == len({c.id for c in SHIPPED})


SMALL = Contexts(
    [
        Context("war", "", ["air force", "House", "tank"], ["think tank"], sectors=["MIL"]),
        Context("talk", "", ["envoy"], abroad=["CONSULT"]),
    ]
)
WORDS = lexicon(
    verb("hit", roles={"actors": ["subject"], "recipients": ["object"]}, contexts=["own"]),
    verb("meet", "CONSULT", roles={"actors": ["subject", "with"]}),
    noun("attack", roles={"actors": ["by"]}),
)
CASES = {
    "phrase, hyphen opened": ("Rebels/NNS 2 nsubj | hit/VBD 0 root | police/NNS 2 obj | air-force/NN 3 compound", ["own", "war"]),
    "half a phrase": ("Rebels/NNS 2 nsubj | hit/VBD 0 root | police/NNS 2 obj | force/NN 3 compound", ["own"]),
    "capital": ("Rebels/NNS 2 nsubj | hit/VBD 0 root | police/NNS 2 obj | House/NNP 3 compound", ["own", "war"]),
    "no capital": ("Rebels/NNS 2 nsubj | hit/VBD 0 root | police/NNS 2 obj | house/NN 3 compound", ["own"]),
    "a phrase that shows nothing": ("Rebels/NNS 2 nsubj | hit/VBD 0 root | police/NNS 2 obj | think/NN 5 compound | tank/NN 3 compound", ["own"]),
    "name of a person": ("Rebels/NNS 2 nsubj | hit/VBD 0 root | police/NNS 2 obj | House/NNP 3 appos B-PER", ["own"]),
    "another clause": ("Rebels/NNS 2 nsubj | hit/VBD 0 root | police/NNS 2 obj | slept/VBD 2 conj | tank/NN 4 obj", ["own"]),
    "sector": ("troops/NNS 2 nsubj | hit/VBD 0 root | police/NNS 2 obj", ["war", "own"]),
    "two states": ("Kenya/NNP 2 nsubj | met=meet/VBD 0 root | with/IN 4 case | Peru/NNP 2 obl", ["talk"]),
    "a state and rebels": ("Kenya/NNP 2 nsubj | met=meet/VBD 0 root | with/IN 4 case | rebels/NNS 2 obl", []),
}


@pytest.mark.parametrize(("notation", "expected"), list(CASES.values()), ids=list(CASES))
def test_what_shows_a_context(notation: str, expected: list[str]) -> None:
    told = tell(sentence(notation), WORDS)
    assert len(told) == 1
    assert sorted(SMALL.of(told)) == sorted(expected)


def test_order_is_that_of_the_ontology() -> None:
    both = tell(sentence("Kenya/NNP 2 nsubj | met=meet/VBD 0 root | with/IN 4 case | Peru/NNP 2 obl | tank/NN 4 compound"), WORDS)
    assert SMALL.of(both) == ("war", "talk")
