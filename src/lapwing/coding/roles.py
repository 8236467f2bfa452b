"""Who did it and to whom: the fillers of an entry's slots as coded participants."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import structs

from lapwing.coding.lexicon import Match, Scene, slot_heads
from lapwing.grounded import Found, Placed
from lapwing.knowledge.actors import INTERNATIONAL
from lapwing.model import Clause, Signal
from lapwing.trees import Tree

AGENTS = "agents of "
"""In an entry's roles: those who do what the event noun in a slot tells."""

SYMMETRIC = frozenset({"CONSULT"})
POLITICAL = frozenset({"COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "OPP", "ELI", "REF"})
CIVIL = frozenset({"SOC", "REL", "LAB", "CVL", "JRN", "EDU", "MED", "AGR"})
PUBLIC_ACTS = frozenset({"PROTEST", "COERCE", "ASSAULT", "SANCTION"})
"""Types that make private people political: what is done in public or by force."""


def participants(match: Match, scene: Scene, content: Clause | None = None) -> tuple[tuple[Found, ...], tuple[Found, ...]]:
    """Actors and recipients of a match, in reading order, each participant once; nobody is both.

    ``content`` is a complement that is not coded itself: who is to be helped or met in it is the recipient, if the entry names none.
    """
    roles = match.entry.roles or {"actors": ["subject"], "recipients": ["object"]}
    actors = collect(roles.get("actors", ()), match.clause, scene)
    recipients = collect(roles.get("recipients", ()), match.clause, scene)
    if match.signal is not None:
        actors, recipients = _with_reader(match, match.signal, actors, recipients, scene)
    if not recipients and match.entry.type in ABOUT:
        recipients = _behind(roles.get("recipients", ()), match.clause, scene)
    if not recipients and content is not None:
        recipients = collect(("object", "indirect", "with", "to", "against", "on", "for", "from"), content, scene)
    if match.entry.type in SYMMETRIC and not recipients:
        actors = _unique([*actors, *(collect(["object", "with"], match.clause, scene) if len(actors) == 1 else ())])
    taken = {f.chain for f in actors}
    if match.entry.type == "ASSAULT":
        actors = _suspects(actors, scene.tree)
    elif _AGAINST_SUSPECTS & set(match.entry.modes):
        recipients = _suspects(recipients, scene.tree)
    return actors, tuple(f for f in recipients if f.chain not in taken)


_AGAINST_SUSPECTS = frozenset({"arrest", "convict"})
_ANYBODY = frozenset({"man", "woman", "individual", "person", "teenager", "youth", "boy", "girl"})
"""Nouns that say nothing of somebody but what is done to him or by him."""


def _suspects(found: Sequence[Found], tree: Tree) -> tuple[Found, ...]:
    """A man who is arrested or who stabs somebody is a suspect or lone attacker (CRM), not one of the public."""
    out = []
    for f in found:
        if f.entity.sector == "CVL" and 0 <= f.head < len(tree.tokens) and tree.lemma(f.head) in _ANYBODY and tree.tokens[f.head].xpos != "NNS":
            f = structs.replace(f, entity=structs.replace(f.entity, sector="CRM", sectors=("CRM",)))
        out.append(f)
    return tuple(out)


def _with_reader(match: Match, signal: Signal, actors: tuple[Found, ...], recipients: tuple[Found, ...], scene: Scene) -> Sides:
    """Participants as the reader's heads see them: they fill a side that the slots leave empty, and come first where no entry names slots."""
    heard = tuple(
        _unique(f for head in heads for f in _who(head, match.clause, scene)) for heads in (signal.actors, signal.recipients)
    )
    if not match.entry.id:
        return heard[0] or actors, heard[1] or recipients
    doers = actors or heard[0]
    return doers, recipients or tuple(f for f in heard[1] if f.chain not in {d.chain for d in doers})


Sides = tuple[tuple[Found, ...], tuple[Found, ...]]
"""Actors and recipients."""
ABOUT = frozenset({"ACCUSE", "REQUEST", "REJECT", "SUPPORT", "THREATEN", "PROTEST", "CONCEDE", "SANCTION"})
"""Types whose object may be something of the recipient's: "criticised the government's handling", "rejected a demand by the union"."""


def _behind(slots: Iterable[str], clause: Clause, scene: Scene) -> tuple[Found, ...]:
    """Whose thing it is that fills a slot: its possessor, its "by" or "of" phrase, the nationality before it."""
    tree = scene.tree
    for slot in (*slots, "over", "about"):
        for head in slot_heads(clause, slot):
            inner = [c for c in tree.children[head] if tree.rel(c) == "nmod:poss"]
            inner += [c for c in tree.children[head] if tree.rel(c) == "nmod" and tree.case(c) in ("by", "of", "from", "against", "to")]
            inner += [c for c in tree.children[head] if tree.rel(c) in ("compound", "amod") and tree.tokens[c].upos in ("PROPN", "ADJ")]
            for c in inner:
                if found := [f for i in tree.conjuncts(c) for f in scene.grounding.who(clause.sentence, i)]:
                    return _unique(found)
    return ()


def collect(slots: Iterable[str], clause: Clause, scene: Scene) -> tuple[Found, ...]:
    """The participants in the given slots of a clause, coordination expanded."""
    found: list[Found] = []
    for slot in slots:
        for head in slot_heads(clause, slot):
            for filler in scene.tree.conjuncts(head):
                if slot not in _LOCATIVE or not _is_ground(filler, clause, scene):
                    found.extend(_who(filler, clause, scene))
    return _unique(found)


_LOCATIVE = frozenset({"in", "at", "on", "near", "from", "into", "over", "across"})


def _is_ground(filler: int, clause: Clause, scene: Scene) -> bool:
    """Whether a filler is a town or region where it happened, not a party to it."""
    if any(f.entity.country in INTERNATIONAL for f in scene.grounding.who(clause.sentence, filler)):
        return False
    places = scene.grounding.places.get(clause.sentence, ())
    return any(p.first <= filler <= p.last and p.is_location and p.where.precision != "country" for p in places)


def event_nouns(slots: Iterable[str], clause: Clause, scene: Scene) -> list[Clause]:
    """The noun clauses below the fillers of slots."""
    below = {i for slot in slots for head in slot_heads(clause, slot) for i in scene.tree.subtree(head)}
    return [c for c in scene.clauses if c.kind == "noun" and c.head in below]


def _who(filler: int, clause: Clause, scene: Scene) -> Sequence[Found]:
    tree = scene.tree
    if tree.tokens[filler].upos == "NUM" and tree.child(filler, "nmod") is None:
        return ()
    shared = _shared(filler, clause, scene) or _members(filler, clause, scene)
    if shared:
        return shared
    found = scene.grounding.who(clause.sentence, filler)
    for inner in () if found else inside(tree, filler):
        found = scene.grounding.who(clause.sentence, inner)
        if found:
            break
    return found


_LISTING = frozenset({"including", "such as", "like", "among them"})
_GENERAL = frozenset("country nation state neighbour neighbor member government group party body ally other organisation organization".split())


def _members(filler: int, clause: Clause, scene: Scene) -> list[Found]:
    """ "neighbouring countries including Algeria and Morocco": those that are named."""
    tree = scene.tree
    if tree.lemma(filler) not in _GENERAL or tree.tokens[filler].xpos not in ("NNS", "NNPS"):
        return []
    named = [i for c in tree.children[filler] if tree.case(c) in _LISTING for i in tree.conjuncts(c)]
    return [f for i in named for f in scene.grounding.who(clause.sentence, i)]


def _shared(filler: int, clause: Clause, scene: Scene) -> list[Found]:
    """ "the foreign ministers of Egypt and Ethiopia", "Indian and Pakistani troops": one participant for each country."""
    tree = scene.tree
    out: list[Found] = []
    if tree.tokens[filler].xpos not in ("NNS", "NNPS"):
        return out
    head = scene.grounding.who(clause.sentence, filler)
    for c in tree.children[filler]:
        owners = tree.conjuncts(c)
        if len(owners) < 2 or not (tree.rel(c) in ("amod", "nmod:poss", "compound") or (tree.rel(c) == "nmod" and tree.case(c) == "of")):
            continue
        for owner in owners:
            for found in scene.grounding.who(clause.sentence, owner):
                if found.entity.country and head:
                    entity = structs.replace(found.entity, sector=head[0].entity.sector, sectors=head[0].entity.sectors, role=head[0].entity.role)
                    out.append(Found(entity, -1000 * clause.sentence - owner - 1, owner))
    return out if len(out) > 1 else []


_CONTAINERS = frozenset(
    """number group member dozen hundred thousand score majority series couple pair body spokesman spokeswoman spokesperson representative official some
    many most several all half part one two three four five six million life side""".split()
)
_SITES = frozenset(
    """position base checkpoint post convoy target embassy consulate home office house headquarters compound village town station patrol vehicle tank ship
    vessel     plane aircraft jet airport airfield barracks camp stronghold outpost territory soil border facility site building area city region
    hideout depot line     ministry mission capital interest hospital school market oilfield pipeline refinery boat helicopter bus train car truck farm
    tanker freighter trawler warship asset fund property land weapon""".split()
)


def inside(tree: Tree, filler: int) -> list[int]:
    """Who is meant by a phrase that names no participant itself: "dozens of protesters", "rebel positions", "the president's office"."""
    lemma = tree.lemma(filler)
    out: list[int] = []
    if lemma in _CONTAINERS or lemma in _SITES or tree.tokens[filler].upos in ("NUM", "DET"):
        out += [c for c in tree.children[filler] if tree.rel(c) == "nmod:poss"]
        out += [c for c in tree.children[filler] if tree.rel(c) == "nmod" and tree.case(c) in ("of", "for", "from")]
    if lemma in _SITES:
        out += [c for c in reversed(tree.children[filler]) if tree.rel(c) in ("compound", "amod", "nmod:desc")]
    return out


def _unique(found: Iterable[Found]) -> tuple[Found, ...]:
    seen: set[int] = set()
    out = []
    for f in found:
        if f.chain not in seen:
            seen.add(f.chain)
            out.append(f)
    return tuple(out)


def political(kind: str, actors: Sequence[Found], recipients: Sequence[Found]) -> bool:
    """Whether anybody in it is a political participant: a state or its organs, an armed group, an international body, or people in a public act."""
    everybody = [f.entity for f in (*actors, *recipients)]
    if any(e.sector in POLITICAL or e.country in INTERNATIONAL or (e.country and e.sector not in (None, "BUS")) for e in everybody):
        return True
    return kind in PUBLIC_ACTS and any(e.sector in CIVIL for e in everybody)


def visit(actors: Sequence[Found], place: Placed | None, tree: Tree) -> tuple[tuple[Found, ...], tuple[Found, ...]] | None:
    """Visitors and hosts of a meeting at the seat of one side only (a headquarters, a palace); None where nobody is at home."""
    if place is None or len(actors) < 2:
        return None
    words = {tree.tokens[i].text for i in range(place.first, place.last + 1) if tree.tokens[i].upos == "PROPN"}
    national = place.where.country if place.where.precision == "exact" else None
    hosts = tuple(f for f in actors if (national and f.entity.country == national) or words & _bodies(f, tree))
    guests = tuple(f for f in actors if f not in hosts)
    return (guests, hosts) if hosts and guests else None


def _bodies(found: Found, tree: Tree) -> set[str]:
    """Names of organisations in a participant's phrase: "NATO" in "NATO Secretary General Jens Stoltenberg"."""
    if found.head >= len(tree.tokens):
        return set()
    return {tree.tokens[i].text for i in tree.subtree(found.head) if tree.tokens[i].ner.endswith("ORG")}
