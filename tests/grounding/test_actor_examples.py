"""The examples of agents, titles, institutions and modifiers, with all actor knowledge loaded, and ``actor_cases.txt``: phrases as reports write them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

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
EXAMPLES = [pytest.param(e, id=f"{g.id}:{n}") for g in GROUPS for n, e in enumerate(g.examples)]
DAY = "2024-06-15"


def cases() -> Iterator[Phrase]:
    """Lines ``phrase = CODE`` or ``phrase = CODE @ day``."""
    for line in Path(__file__).with_name("actor_cases.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            text, expect = line.split(" = ")
            expect, _, day = expect.partition(" @ ")
            yield Phrase(text, expect, day or DAY)


CASES = [pytest.param(c, id=c.text) for c in cases()]


@pytest.mark.parametrize("example", [*EXAMPLES, *CASES])
def test_example(example: Phrase) -> None:
    tokens, head = untagged(example.text)
    coded = ACTORS.code(tokens, head, example.published)
    assert (shown(coded.country, coded.sector) if coded else "none") == example.expect, coded


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 700
    assert len({c.values[0].text for c in CASES}) == len(CASES)  # type: ignore[attr-defined]


@pytest.mark.parametrize("group", GROUPS, ids=lambda g: g.id)
def test_group_has_both_kinds_of_example(group: NounGroup | Modifier) -> None:
    assert any(e.expect != "none" for e in group.examples)
    assert len(group.examples) >= 2
