"""The examples of agents, titles, institutions and modifiers, with all actor knowledge loaded."""

from __future__ import annotations

import pytest
from grounding.untagged import shown, untagged

from lapwing.grounding.actors import Actors
from lapwing.knowledge.actors import Modifier, NounGroup, Phrase
from lapwing.knowledge.loader import KnowledgeBase

BASE = KnowledgeBase()
ACTORS = Actors(BASE)
GROUPS: list[NounGroup | Modifier] = [
    *(g for f in ("agents", "titles", "institutions") for g in BASE.read("actors", NounGroup, f)),
    *BASE.read("actors", Modifier, "modifiers"),
]
CASES = [pytest.param(e, id=f"{g.id}:{n}") for g in GROUPS for n, e in enumerate(g.examples)]


@pytest.mark.parametrize("example", CASES)
def test_example(example: Phrase) -> None:
    tokens, head = untagged(example.text)
    coded = ACTORS.code(tokens, head, example.published)
    assert (shown(coded.country, coded.sector) if coded else "none") == example.expect, coded


@pytest.mark.parametrize("group", GROUPS, ids=lambda g: g.id)
def test_group_has_both_kinds_of_example(group: NounGroup | Modifier) -> None:
    assert any(e.expect != "none" for e in group.examples)
    assert len(group.examples) >= 2
