"""Who did it and to whom: the fillers of an entry's slots as coded participants."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lapwing.coding.lexicon import Match, Scene
from lapwing.grounded import Found
from lapwing.model import Clause
from lapwing.trees import Tree

SYMMETRIC = frozenset({"CONSULT"})
POLITICAL = frozenset(
    {"COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "OPP", "ELI", "REF", "SOC", "REL", "LAB", "CVL", "JRN"}
)


def participants(match: Match, scene: Scene) -> tuple[tuple[Found, ...], tuple[Found, ...]]:
    """Actors and recipients of a match, in reading order, each participant once; nobody is both."""
    roles = match.entry.roles or {"actors": ["subject"], "recipients": ["object"]}
    actors = _collect(roles.get("actors", ()), match.clause, scene)
    recipients = _collect(roles.get("recipients", ()), match.clause, scene)
    if match.entry.type in SYMMETRIC and not recipients:
        actors = _unique([*actors, *(_collect(["object", "with"], match.clause, scene) if len(actors) == 1 else ())])
    taken = {f.chain for f in actors}
    return actors, tuple(f for f in recipients if f.chain not in taken)


def _collect(slots: Iterable[str], clause: Clause, scene: Scene) -> tuple[Found, ...]:
    found: list[Found] = []
    for slot in slots:
        for head in slot_heads(clause, slot):
            for filler in scene.tree.conjuncts(head):
                found.extend(_who(filler, clause, scene))
    return _unique(found)


def slot_heads(clause: Clause, slot: str) -> list[int]:
    """Token heads in a slot; the agent of a noun may be its modifier ("police raid")."""
    heads = [a.head for a in clause.arguments if a.slot == slot]
    if slot == "subject" and not heads and clause.kind == "noun":
        heads = [a.head for a in clause.arguments if a.slot == "modifier"]
    return heads


def _who(filler: int, clause: Clause, scene: Scene) -> Sequence[Found]:
    found = scene.grounding.who(clause.sentence, filler)
    if found:
        return found
    inner = _inside(scene.tree, filler)
    return scene.grounding.who(clause.sentence, inner) if inner is not None else ()


_CONTAINERS = frozenset(
    {"number", "group", "member", "dozen", "hundred", "thousand", "score", "majority", "series", "couple", "pair", "body", "spokesman", "spokeswoman",
     "spokesperson", "representative", "official", "home", "office", "house", "headquarters", "position", "convoy", "some", "many", "most", "several",
     "all", "half", "part", "one", "two", "three", "four", "five", "six", "million", "life", "base", "post", "checkpoint", "embassy", "side"}
)  # fmt: skip


def _inside(tree: Tree, filler: int) -> int | None:
    """The participant within a container phrase: "dozens of protesters", "the president's office"."""
    if tree.lemma(filler) not in _CONTAINERS and tree.tokens[filler].upos not in ("NUM", "DET"):
        return None
    for c in tree.children[filler]:
        if tree.rel(c) == "nmod" and tree.case(c) in ("of", "for", "from") or tree.rel(c) == "nmod:poss":
            return c
    return None


def _unique(found: Iterable[Found]) -> tuple[Found, ...]:
    seen: set[int] = set()
    out = []
    for f in found:
        if f.chain not in seen:
            seen.add(f.chain)
            out.append(f)
    return tuple(out)


def political(actors: Sequence[Found], recipients: Sequence[Found]) -> bool:
    """Whether anybody in it is a political participant: a state or its organs, an armed or civic group, an international body."""
    return any(f.entity.sector in POLITICAL or (f.entity.country and f.entity.sector not in ("BUS",)) for f in (*actors, *recipients))
