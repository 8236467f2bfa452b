"""Participants that a clause leaves out but its readers know: who speaks, whose thing it is, whose act was told before.

Annotators name a recipient of nearly every accusation, demand, refusal, praise or threat (coding guide, section 3), also where the words only say
"criticised the move". Each rule takes the nearest plain ground; where there is none, the side stays empty.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from lapwing.coding.lexicon import Scene, slot_heads
from lapwing.coding.roles import POLITICAL, inside
from lapwing.grounded import Found
from lapwing.knowledge.actors import INTERNATIONAL
from lapwing.model import Clause

VERBAL = frozenset({"ACCUSE", "REQUEST", "REJECT", "SUPPORT", "THREATEN", "CONCEDE", "AGREE"})
"""Types told by speaking: their agentless forms are the speaker's acts."""
AIMED = frozenset({"ACCUSE", "REQUEST", "REJECT", "SUPPORT", "THREATEN", "SANCTION"})
"""Types that hardly ever lack a recipient."""
ANSWERING = frozenset({"ACCUSE", "REQUEST", "REJECT"})
"""Types that mostly answer an act told just before, whatever their object."""
DEEDS = frozenset(
    """move decision plan action step measure policy proposal law bill comment statement remark response strategy order announcement ruling verdict act
    deal offer deployment decree ban closure operation raid strike attack bombing killing arrest crackdown suspension withdrawal resignation appointment
    vote result claim allegation demand request call idea approach handling conduct behaviour behavior it this that""".split()
)
_FIRST = frozenset({"we", "i", "us", "our"})
_STOP = frozenset({"advcl", "acl:relcl", "conj", "parataxis", "acl", "ccomp"})

Told = Callable[[], Iterator[Sequence[Found]]]
"""The actors of the events told before, nearest first."""


def speaker_as_actor(kind: str, clause: Clause, scene: Scene) -> tuple[Found, ...]:
    """The speaker of a verbal act that names no agent, or says "we"."""
    subjects = slot_heads(clause, "subject")
    own = [i for i in subjects if scene.tree.lemma(i) in _FIRST]
    if kind not in VERBAL or clause.speaker is None or (subjects and not own):
        return ()
    return tuple(scene.grounding.who(clause.sentence, clause.speaker))[:1]


OPERATIONS = frozenset("operation strike raid attack airstrike offensive bombing shelling assault ambush mission campaign crackdown sweep swoop".split())
INSTRUMENTS = frozenset("law decree order bill ban rule measure regulation ordinance edict directive act legislation resolution policy notice ruling".split())
_FORCES = {"COERCE": frozenset({"COP", "SPY", "MIL"}), "SANCTION": frozenset({"JUD"})}


def implied_actor(kind: str, number: int, clauses: Sequence[Clause], scene: Scene) -> tuple[Found, ...]:
    """Who did what a passive or a decree tells: "killed in a US raid", "two were arrested, police said", "signed a decree that bars"."""
    clause = clauses[number]
    subjects = slot_heads(clause, "subject")
    if kind == "ASSAULT" and not subjects:
        nouns = [h for slot in ("in", "by", "during", "from") for h in slot_heads(clause, slot) if scene.tree.lemma(h) in OPERATIONS]
        return _owner(nouns, clause, scene)
    if kind in _FORCES and not subjects and clause.speaker is not None:
        return tuple(f for f in scene.grounding.who(clause.sentence, clause.speaker) if f.entity.sector in _FORCES[kind])[:1]
    if subjects and all(scene.tree.lemma(i) in INSTRUMENTS for i in subjects):
        above = clauses[clause.governor] if clause.governor is not None and clause.link == "relative" else None
        issuer = [f for i in (slot_heads(above, "subject") if above else ()) for f in scene.grounding.who(clause.sentence, i)]
        return tuple(issuer[:1]) or _owner(subjects, clause, scene)
    return ()


def _owner(nouns: Sequence[int], clause: Clause, scene: Scene) -> tuple[Found, ...]:
    """Whose a noun is by the words before it."""
    tree = scene.tree
    for noun in nouns:
        for child in tree.children[noun]:
            before = child < noun and tree.rel(child) in ("compound", "amod", "nmod:poss", "nmod:desc")
            found = [f for f in scene.grounding.who(clause.sentence, child) if f.entity.country or f.entity.sector] if before else ()
            if found:
                return (found[0],)
    return ()


def left_out_recipient(kind: str, clause: Clause, scene: Scene, actors: Sequence[Found], earlier: Told) -> tuple[Found, ...]:
    """Whom an act is aimed at where no slot says so."""
    if kind not in AIMED:
        return ()
    taken = {f.chain for f in actors}
    named = next((f for f in _named_below(clause, scene) if _fits(f, taken)), None)
    if named is not None:
        return (named,)
    answers = kind in ANSWERING and clause.kind == "verb" and bool(slot_heads(clause, "object"))
    if not answers and not _about_deed(clause, scene):
        return ()
    for doers in earlier():
        if fitting := [f for f in doers if _fits(f, taken)]:
            return (fitting[0],)
    return ()


def _about_deed(clause: Clause, scene: Scene) -> bool:
    heads = [a.head for a in clause.arguments if a.slot in ("object", "against", "on", "over", "of", "to", "for", "at", "with")]
    return any(scene.tree.lemma(h) in DEEDS for h in heads)


def _named_below(clause: Clause, scene: Scene) -> Iterator[Found]:
    """Participants named after the predicate in its own phrase, in reading order."""
    tree = scene.tree
    subjects = {i for s in slot_heads(clause, "subject") for i in tree.subtree(s)}
    todo, below = [clause.head], []
    while todo:
        for child in tree.children[todo.pop()]:
            if tree.rel(child) not in _STOP and child not in subjects:
                below.append(child)
                todo.append(child)
    for token in sorted(below):
        if token > clause.head and not _is_setting(token, clause, scene):
            yield from scene.grounding.who(clause.sentence, token)
            for inner in inside(tree, token):
                yield from scene.grounding.who(clause.sentence, inner)


def _is_setting(token: int, clause: Clause, scene: Scene) -> bool:
    """Whether a word tells where it was, or who told it, rather than a party."""
    if clause.speaker is not None and token in scene.tree.subtree(clause.speaker):
        return True
    places = scene.grounding.places.get(clause.sentence, ())
    return any(p.first <= token <= p.last and p.is_location for p in places)


def _fits(found: Found, taken: set[int]) -> bool:
    entity = found.entity
    public = entity.sector in POLITICAL or entity.sector in ("LEG", "MNC", "BUS") or entity.country in INTERNATIONAL
    return found.chain not in taken and public
