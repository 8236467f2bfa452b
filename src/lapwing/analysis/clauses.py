"""Clauses: each predicate of a sentence with its deep arguments.

One clause stands for active, passive, relative, participle, infinitive and coordinated forms alike: slots are deep (the agent of a passive is its
``subject``), subjects that grammar leaves out are filled in from the governing clause, and roles of the reader fill what the tree does not tell.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

from msgspec import Struct

from lapwing.analysis.attribution import speakers
from lapwing.analysis.modality import modality_of, negated
from lapwing.model import Argument, Clause, Sentence
from lapwing.trees import RELATIVES, Tree

Kind = Literal["verb", "noun", "adjective"]

TOLD = 0.5
"""A word that tells an event with so much probability is a predicate, whatever knowledge says of it."""
_PROMISING = frozenset({"promise", "vow", "threaten", "swear", "offer", "pledge"})
"""Verbs whose own subject does what is promised, even where somebody is promised it."""

_SKIPPED = frozenset({"amod", "compound", "flat", "fixed", "case", "mark", "aux", "aux:pass", "cop", "det", "discourse"})


class Predicates(Struct, frozen=True):
    """Which words count as predicates beside verbs, and the verbs that lend their subject to a noun ("launch an attack").

    ``meetings`` are nouns whose party is whoever acts in them: "X, in a call with Y, said". The possessor of ``patient_nouns`` is the patient: "his arrest".
    """

    nouns: Collection[str] = frozenset()
    adjectives: Collection[str] = frozenset()
    light: Collection[str] = frozenset()
    meetings: Collection[str] = frozenset()
    patient_nouns: Collection[str] = frozenset()


class _Draft:
    """A clause while it is being filled."""

    def __init__(self, head: int, kind: Kind, lemma: str) -> None:
        self.head, self.kind, self.lemma = head, kind, lemma
        self.slots: list[Argument] = []
        self.passive = False
        self.surface: int | None = None
        self.governor: int | None = None
        self.link: str | None = None

    def has(self, slot: str) -> bool:
        return any(a.slot == slot for a in self.slots)

    def first(self, slot: str) -> int | None:
        return next((a.head for a in self.slots if a.slot == slot), None)

    def add(self, slot: str, head: int) -> None:
        if Argument(slot, head) not in self.slots:
            self.slots.append(Argument(slot, head))


def clauses(sentence: Sentence, predicates: Predicates, tree: Tree | None = None) -> list[Clause]:
    """The clauses of a sentence in the order of their predicates; ``governor`` indexes this list."""
    tree = tree or Tree(sentence)
    told = frozenset(s.token for s in sentence.signals if s.event >= TOLD)
    drafts = [d for i in range(len(tree.tokens)) if (d := _draft(tree, i, predicates, i in told))]
    index = {d.head: n for n, d in enumerate(drafts)}
    for draft in drafts:
        _own_arguments(tree, draft, predicates)
    for draft in sorted(drafts, key=lambda d: _depth(tree, d.head)):
        _link(tree, draft, index)
        _inherit(tree, draft, drafts, predicates)
    _share_objects(tree, drafts, index)
    _fill_from_roles(sentence, drafts, index, tree)
    said = speakers(tree, index)
    return [
        Clause(
            sentence.index, d.head, d.lemma, d.kind, tuple(d.slots), negated(tree, d.head, [a.head for a in d.slots if a.slot in ("subject", "object")]),
            modality_of(tree, d.head, d.link), d.governor, d.link, said.get(d.head), d.passive,
        )
        for d in drafts
    ]  # fmt: skip


def _depth(tree: Tree, i: int) -> int:
    return sum(1 for _ in tree.ancestors(i))


def _draft(tree: Tree, i: int, predicates: Predicates, told: bool) -> _Draft | None:
    token = tree.tokens[i]
    if token.upos == "VERB" and token.deprel not in _SKIPPED:
        return _Draft(i, "verb", tree.verb_lemma(i))
    if token.upos in ("NOUN", "PROPN", "VERB") and token.deprel not in ("flat", "fixed"):
        lemma = tree.lemma(i)
        if (told or lemma in predicates.nouns) and (token.deprel != "compound" or token.upos == "NOUN"):
            return _Draft(i, "noun", lemma)
    if token.upos == "ADJ" and (told or tree.lemma(i) in predicates.adjectives):
        return _Draft(i, "adjective", tree.lemma(i))
    return None


def _own_arguments(tree: Tree, draft: _Draft, predicates: Predicates) -> None:
    if draft.kind == "noun":
        _noun_arguments(tree, draft, predicates)
    else:
        _verb_arguments(tree, draft)


def _verb_arguments(tree: Tree, draft: _Draft) -> None:
    head = draft.head
    draft.passive = _is_passive(tree, head)
    for c in tree.children[head]:
        rel = tree.rel(c)
        if rel in ("nsubj", "nsubj:pass"):
            # A headline lists its subjects with commas only: "NATO chief, Libyan premier discuss".
            if draft.surface is not None:
                _place_surface(draft, draft.surface)
            draft.surface = c
        elif rel == "obj":
            draft.add("object", c)
        elif rel == "iobj":
            draft.add("indirect", c)
            if tree.child(head, "obj") is None:
                draft.add("object", c)
        elif rel in ("xcomp", "ccomp"):
            draft.add("complement", c)
            urged = tree.child(c, "nsubj", "nsubj:pass")
            if urged is not None and tree.mark(c) == "to" and tree.child(head, "obj", "iobj") is None:
                draft.add("object", urged)
        elif rel in ("obl:tmod", "obl:unmarked", "obl:npmod"):
            draft.add("time", c)
        elif rel.startswith("obl") or rel == "nmod":
            case = tree.case(c)
            draft.add("subject" if draft.passive and case == "by" else case or "time", c)
        elif rel.startswith("advcl"):
            draft.add("purpose" if tree.mark(c) in ("to", "in order to") else "adverbial", c)
    things = [a.head for a in draft.slots if a.slot == "object"]
    if len(tree.all(head, "obj")) == 2 and not draft.has("indirect"):
        # "granted Stanton a pardon" with both as objects: the first is whom it is given.
        draft.slots.remove(Argument("object", things[0]))
        draft.add("indirect", things[0])
    if draft.surface is not None:
        _place_surface(draft, draft.surface)
    if draft.surface is not None and not draft.has("object"):
        _noun_prepositions(tree, draft, draft.surface, not draft.passive)
    for slot in ("object",) if draft.has("object") else ("to", "in", "into"):
        target = draft.first(slot)
        if target is not None:
            _noun_prepositions(tree, draft, target, slot == "object")


def _noun_prepositions(tree: Tree, draft: _Draft, noun: int, direct: bool) -> None:
    """What hangs on the object noun is seen as a slot of the verb too: "held talks with X", "came to an agreement with X"."""
    for c in tree.children[noun]:
        if tree.rel(c) in ("nmod", "obl") and (case := tree.case(c)):
            if direct or (case in ("with", "between") and not draft.has(case)):
                draft.add(case, c)
        elif direct and tree.rel(c).startswith("acl") and tree.mark(c) == "to" and not draft.has("complement"):
            draft.add("complement", c)


def _place_surface(draft: _Draft, surface: int) -> None:
    if not draft.passive:
        draft.add("subject", surface)
    elif draft.has("object"):
        draft.add("indirect", surface)
    else:
        draft.add("object", surface)


def _is_passive(tree: Tree, head: int) -> bool:
    token = tree.tokens[head]
    if tree.child(head, "aux:pass") is not None:
        return True
    if tree.child(head, "nsubj:pass", "csubj:pass") is not None:
        return token.xpos not in ("VBZ", "VBP", "VB") and (token.xpos != "VBD" or tree.child(head, "obj", "xcomp", "ccomp") is None)
    if token.xpos != "VBN" or tree.child(head, "aux") is not None:
        return False
    bare = tree.child(head, "nsubj") is None and tree.child(head, "obj") is None
    return bare and token.deprel in ("acl", "acl:relcl", "advcl", "root", "conj", "parataxis", "xcomp")


def _noun_arguments(tree: Tree, draft: _Draft, predicates: Predicates) -> None:
    head = draft.head
    patient = draft.lemma in predicates.patient_nouns
    for c in tree.children[head]:
        rel = tree.rel(c)
        if rel == "nmod:poss":
            draft.add("poss", c)
            draft.add("object" if patient and not any(tree.case(o) == "of" for o in tree.all(head, "nmod")) else "subject", c)
        elif rel.startswith(("nmod", "obl")) and (case := tree.case(c)):
            draft.add(case, c)
            if case == "of":
                for agent in tree.all(c, "nmod"):
                    if tree.case(agent) == "by":
                        draft.add("by", agent)
                        draft.add("subject", agent)
            if case == "by":
                draft.add("subject", c)
            elif case == "of" and patient:
                draft.add("object", c)
        elif rel in ("amod", "compound", "nmod:desc", "nmod:unmarked"):
            draft.add("modifier", c)
        elif rel.startswith(("acl", "ccomp", "xcomp")) and (tree.mark(c) == "to" or rel in ("ccomp", "xcomp")):
            draft.add("complement", c)
        elif rel in ("nsubj", "nsubj:pass"):
            draft.surface = c
    if draft.surface is not None and tree.case(head) == "under":
        draft.add("object", draft.surface)
    elif draft.surface is not None and tree.case(head) == "in" and not draft.has("subject"):
        draft.add("subject", draft.surface)


def _link(tree: Tree, draft: _Draft, index: dict[int, int]) -> None:
    """Find the clause that embeds this one and how."""
    at = draft.head
    for parent in tree.ancestors(draft.head):
        rel = tree.rel(at)
        if parent in index:
            draft.governor = index[parent]
            draft.link = _link_name(tree, at, rel, draft)
            return
        at = parent


def _link_name(tree: Tree, at: int, rel: str, draft: _Draft) -> str:
    own = tree.rel(draft.head)
    if own in ("acl", "acl:relcl") and tree.mark(draft.head) != "to":
        return "relative"
    if rel == "acl" and tree.mark(at) == "to":
        return "complement"
    if rel.startswith("advcl") and tree.mark(at) in ("on", "of") and tree.tokens[at].xpos == "VBG":
        return "complement"
    named = {"xcomp": "complement", "ccomp": "complement", "acl": "relative", "acl:relcl": "relative", "conj": "conjunct", "parataxis": "quotation"}
    base = named.get(rel) or ("adverbial" if rel.startswith("advcl") else "argument")
    return base if at == draft.head or base != "conjunct" else "argument"


def _inherit(tree: Tree, draft: _Draft, drafts: list[_Draft], predicates: Predicates) -> None:
    governor = drafts[draft.governor] if draft.governor is not None else None
    if draft.kind == "noun":
        _inherit_noun(tree, draft, governor, predicates)
        return
    rel = tree.rel(draft.head)
    if draft.surface is None:
        source = _understood(tree, draft, rel, governor)
        if source is not None:
            draft.surface = source
            _place_surface(draft, source)
    _resolve_relative(tree, draft, rel)


def _understood(tree: Tree, draft: _Draft, rel: str, governor: _Draft | None) -> int | None:
    """The subject that grammar leaves unsaid."""
    parent = tree.tokens[draft.head].head
    if rel == "acl":
        if tree.mark(draft.head) == "to":
            return _of_noun(tree, parent, governor)
        return parent
    if rel == "acl:relcl":
        return parent if not _has_relative(tree, draft.head) and not draft.has("subject") and tree.child(draft.head, "nsubj", "nsubj:pass") is None else None
    if governor is None or parent != governor.head:
        return None
    if rel.startswith("advcl") and tree.mark(draft.head) in ("of", "from", "for", "with", "against") and not governor.passive:
        # "accused Sudan of killing", "prevented them from leaving": the one accused or prevented acts.
        target = governor.first("object")
        return target if target is not None else governor.surface
    if rel == "conj" or rel.startswith("advcl") or (draft.kind == "adjective" and rel in ("xcomp", "ccomp")):
        return governor.surface
    if rel == "xcomp" and governor.lemma in _PROMISING:
        return governor.surface
    if rel == "xcomp":
        target = governor.first("object") if not governor.passive else None
        return target if target is not None else governor.surface
    if rel == "ccomp" and tree.tokens[draft.head].xpos in ("VB", "VBG") and tree.child(draft.head, "aux") is None:
        target = governor.first("object")
        return target if target is not None else governor.surface
    return None


def _of_noun(tree: Tree, noun: int, governor: _Draft | None) -> int | None:
    """Who is to do it in "its decision to withdraw": the possessor, else the subject of the verb above."""
    owner = tree.child(noun, "nmod:poss")
    if owner is not None:
        return owner
    if governor is not None and governor.kind == "noun":
        agent = governor.first("subject")
        return agent if agent is not None else governor.first("of")
    return governor.surface if governor is not None else None


def _has_relative(tree: Tree, head: int) -> bool:
    return any(tree.lemma(c) in RELATIVES and tree.tokens[c].upos in ("PRON", "SCONJ", "ADV", "DET") for c in tree.children[head])


def _resolve_relative(tree: Tree, draft: _Draft, rel: str) -> None:
    """Put the noun a relative clause describes in the place of its pronoun, or in the gap."""
    if rel != "acl:relcl":
        return
    noun = tree.tokens[draft.head].head
    replaced = any(tree.lemma(i) in RELATIVES and tree.tokens[i].head != draft.head for i in tree.subtree(draft.head) if i < draft.head)
    replaced = replaced or any(tree.lemma(c) in ("where", "when") for c in tree.children[draft.head])
    for n, argument in enumerate(draft.slots):
        token = tree.tokens[argument.head]
        if token.lemma.lower() in RELATIVES and token.upos in ("PRON", "DET", "ADV", "SCONJ"):
            draft.slots[n] = Argument(argument.slot, noun)
            replaced = True
    if draft.surface is not None and tree.lemma(draft.surface) in RELATIVES:
        draft.surface = noun
    if not replaced and draft.surface not in (None, noun) and not draft.has("object") and not draft.passive:
        draft.add("object", noun)


def _inherit_noun(tree: Tree, draft: _Draft, governor: _Draft | None, predicates: Predicates) -> None:
    """A noun takes its agent from the light verb that governs it, through "series of", "number of" and coordination."""
    if draft.has("subject") or governor is None:
        return
    if draft.link == "conjunct" and governor.kind == "noun":
        for slot in ("subject", "modifier"):
            for a in governor.slots:
                if a.slot == slot and not draft.has(slot):
                    draft.add(slot, a.head)
        return
    if draft.lemma in predicates.meetings and tree.case(draft.head) in ("in", "during", "at", "after", "following", "before", "for", "amid"):
        agent = governor.first("subject")
        if agent is not None:
            draft.add("subject", agent)
    elif governor.kind == "verb" and governor.lemma in predicates.light:
        agent = governor.first("subject")
        placed = {a.head for a in governor.slots if a.slot == "object"}
        above = [draft.head, *tree.ancestors(draft.head)]
        if agent is not None and any(p in placed for p in above[:3]):
            draft.add("subject", agent)


def _share_objects(tree: Tree, drafts: list[_Draft], index: dict[int, int]) -> None:
    """ "arrested and beat 20 people": both verbs have the object, wherever the parser hung it."""
    for draft in drafts:
        if tree.rel(draft.head) != "conj" or draft.kind != "verb" or draft.governor is None:
            continue
        other = drafts[draft.governor]
        if other.head != tree.tokens[draft.head].head or draft.head - other.head > 2:
            continue
        mine, theirs = draft.first("object"), other.first("object")
        if mine is not None and theirs is None and not other.passive and mine > draft.head:
            other.add("object", mine)
        elif theirs is not None and mine is None and not draft.passive and theirs > draft.head:
            draft.add("object", theirs)


def _fill_from_roles(sentence: Sentence, drafts: list[_Draft], index: dict[int, int], tree: Tree) -> None:
    """Where the tree tells no agent or patient, the reader's roles may."""
    for role in sentence.roles:
        number = index.get(role.predicate)
        slot = {"ARG0": "subject", "ARG1": "object"}.get(role.label)
        if number is None or slot is None:
            continue
        draft = drafts[number]
        taken = {a.head for a in draft.slots}
        if slot == "subject" and tree.case(role.argument) in ("in", "at", "on", "during", "after"):
            continue  # "they said in French": a language, place or time is no agent
        if draft.kind == "verb" and not draft.has(slot) and role.argument not in taken and sentence.tokens[role.argument].upos in ("NOUN", "PROPN"):
            draft.add(slot, role.argument)
