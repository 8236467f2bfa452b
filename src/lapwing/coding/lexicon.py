"""The lexicon compiled: which entry a clause matches, and with which words.

Entries are found by the lemma of the predicate; among those whose constraints all hold, the one with the most constraints wins, then the one read first.
A veto (type ``none``) competes like any other entry.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

from lapwing.errors import KnowledgeError
from lapwing.grounded import Grounding
from lapwing.knowledge.schema import Entry, Operator, WordSet
from lapwing.model import Clause, Signal
from lapwing.trees import Tree

KEYS = ("verb", "noun", "adjective")
ARMED = frozenset({"MIL", "REB", "UAF", "PRM", "COP", "SPY"})


class Scene(Struct, frozen=True):
    """What matching looks at beside the clause itself."""

    tree: Tree
    grounding: Grounding
    persons: frozenset[str] = frozenset()
    clauses: Sequence[Clause] = ()


class Match(Struct, frozen=True):
    """An entry that fired at a clause; ``words`` are the tokens that satisfied its word constraints.

    ``signal`` is what the reader's event heads say of the words; a match that they alone made has an entry without an id.
    """

    entry: Entry
    clause: Clause
    words: tuple[int, ...]
    strength: int
    signal: Signal | None = None


Test = Callable[[Scene, int], bool]


class _Rule(Struct, frozen=True):
    entry: Entry
    when: tuple[tuple[str, tuple[str, ...]], ...]
    unless: tuple[tuple[str, tuple[str, ...]], ...]


class Lexicon:
    """All entries, operators and word sets of the knowledge in force. ``trusted`` are ids of entries that no learned decision overrules."""

    def __init__(self, entries: Iterable[Entry], sets: Iterable[WordSet], operators: Iterable[Operator], trusted: Iterable[str] = ()) -> None:
        self.trusted = frozenset(trusted)
        self.sets = _merge_sets(sets)
        self._rules: dict[tuple[str, str], list[_Rule]] = {}
        seen: set[str] = set()
        for entry in entries:
            if entry.id in seen:
                raise KnowledgeError("lexicon", entry.id, "the id is used twice")
            seen.add(entry.id)
            self._add(entry)
        self.effects: dict[str, str] = {}
        for operator in operators:
            for word in self._expand(operator.id, operator.words):
                self.effects[word] = operator.effect
        self.persons = frozenset(self.sets.get("person_nouns", ()))

    def _add(self, entry: Entry) -> None:
        keys = [k for k in KEYS if k in entry.when]
        if len(keys) != 1:
            raise KnowledgeError("lexicon", entry.id, "needs exactly one of verb, noun, adjective")
        when = tuple((s, self._expand(entry.id, w)) for s, w in entry.when.items() if s not in KEYS)
        unless = tuple((s, self._expand(entry.id, w)) for s, w in entry.unless.items())
        rule = _Rule(entry, when, unless)
        for lemma in self._expand(entry.id, entry.when[keys[0]]):
            self._rules.setdefault((keys[0], lemma.rpartition(" ")[2] if keys[0] != "verb" else lemma), []).append(self._keyed(rule, keys[0], lemma))

    def _keyed(self, rule: _Rule, key: str, lemma: str) -> _Rule:
        """A predicate noun of several words ("air strike") is its head with a constraint on itself."""
        if key == "verb" or " " not in lemma:
            return rule
        return _Rule(rule.entry, (("self", (lemma,)), *rule.when), rule.unless)

    def _expand(self, entry: str, words: Sequence[str]) -> tuple[str, ...]:
        out: list[str] = []
        for word in words:
            if word.startswith("$"):
                if word[1:] not in self.sets:
                    raise KnowledgeError("lexicon", entry, f"there is no word set {word}")
                out.extend(self.sets[word[1:]])
            else:
                out.append(word)
        return tuple(out)

    def keys(self, kind: str) -> frozenset[str]:
        """All lemmas that can be a predicate of a kind."""
        return frozenset(lemma for k, lemma in self._rules if k == kind)

    def match(self, clause: Clause, scene: Scene) -> Match | None:
        """The entry that decides what this clause tells, a veto included; None if none applies."""
        found = self.candidates(clause, scene)
        return max(found, key=lambda m: m.strength) if found else None

    def candidates(self, clause: Clause, scene: Scene) -> list[Match]:
        """Every entry that fires, in reading order."""
        out = []
        for rule in self._rules.get((clause.kind, clause.lemma), ()):
            found = _holds(rule, clause, scene)
            if found is not None:
                words, strength = found
                out.append(Match(rule.entry, clause, words, strength + (rule.entry.type == "none")))
        return out

    def failures(self, clause: Clause, scene: Scene) -> list[tuple[Entry, str]]:
        """Entries for this predicate whose conditions do not hold, with the condition that fails."""
        out = []
        for rule in self._rules.get((clause.kind, clause.lemma), ()):
            reason = _failing(rule, clause, scene)
            if reason is not None:
                out.append((rule.entry, reason))
        return out


def _failing(rule: _Rule, clause: Clause, scene: Scene) -> str | None:
    for slot, values in rule.when:
        if _satisfied(slot, values, clause, scene) is None:
            return f"needs {slot}: {_listed(values)}, has {_said(slot, clause, scene)}"
    for slot, values in rule.unless:
        if _satisfied(slot, values, clause, scene) is not None:
            return f"not with {slot}: {_said(slot, clause, scene)}"
    return None


_SHOWN = 6


def _listed(values: Sequence[str]) -> str:
    more = f" and {len(values) - _SHOWN} more" if len(values) > _SHOWN else ""
    return " | ".join(values[:_SHOWN]) + more


def _said(slot: str, clause: Clause, scene: Scene) -> str:
    fillers = [clause.head] if slot == "self" else _fillers(slot, clause, scene.tree)
    return ", ".join(f"“{scene.tree.tokens[i].text}”" for i in fillers) or "none"


def _merge_sets(sets: Iterable[WordSet]) -> dict[str, tuple[str, ...]]:
    out: dict[str, tuple[str, ...]] = {}
    for item in sets:
        out[item.id] = (*out.get(item.id, ()), *item.words)
    return {name: _opened(name, out, ()) for name in out}


def _opened(name: str, sets: dict[str, tuple[str, ...]], above: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a set, those of the sets it names included."""
    if name not in sets or name in above:
        raise KnowledgeError("lexicon/sets", above[-1] if above else name, f"the set ${name} {'names itself' if name in above else 'does not exist'}")
    return tuple(x for w in sets[name] for x in (_opened(w[1:], sets, (*above, name)) if w.startswith("$") else (w,)))


def _holds(rule: _Rule, clause: Clause, scene: Scene) -> tuple[tuple[int, ...], int] | None:
    """The words that satisfied a rule and how closely it fits: exact phrases count most, ``@any`` least."""
    used: list[int] = []
    strength = 0
    for slot, values in rule.when:
        hit = _satisfied(slot, values, clause, scene)
        if hit is None:
            return None
        used.extend(hit[0])
        strength += hit[1]
    for slot, values in rule.unless:
        if _satisfied(slot, values, clause, scene) is not None:
            return None
    return tuple(used), strength


def _satisfied(slot: str, values: Sequence[str], clause: Clause, scene: Scene) -> tuple[tuple[int, ...], int] | None:
    """The tokens that satisfy one constraint (none for a class) and its weight; None where it fails."""
    fillers = [clause.head] if slot == "self" else _fillers(slot, clause, scene.tree)
    best: tuple[tuple[int, ...], int] | None = None
    for value in values:
        hit: tuple[tuple[int, ...], int] | None
        if value == "@none":
            hit = None if fillers else ((), 1)
        elif value.startswith("@"):
            held = any(class_holds(value, f, clause.sentence, scene) for f in fillers)
            hit = ((), 1 if value == "@any" else 2) if held else None
        else:
            said = next((f for f in fillers if says(scene.tree, f, value) or value in _titles(scene, clause.sentence, f)), None)
            hit = ((said,), 2 + value.count(" ")) if said is not None else None
        if hit is not None and (best is None or hit[1] > best[1]):
            best = hit
    return best


def _titles(scene: Scene, sentence: int, head: int) -> frozenset[str]:
    """What a name is also called: "President" before it, "Operation" in it, the office its bearer is known to hold."""
    tree = scene.tree
    if tree.tokens[head].upos != "PROPN":
        return frozenset()
    words = {tree.lemma(c) for c in tree.children[head] if tree.rel(c) in ("nmod:desc", "compound", "appos", "flat")}
    for found in scene.grounding.who(sentence, head):
        words.update((found.entity.role or "").lower().split())
    return frozenset(words)


def _fillers(slot: str, clause: Clause, tree: Tree) -> list[int]:
    if slot in KEYS:
        return [clause.head]
    return [c for h in slot_heads(clause, slot) for c in tree.conjuncts(h)]


def slot_heads(clause: Clause, slot: str) -> list[int]:
    """Token heads in a slot; the agent of a noun may be its modifier ("police raid")."""
    heads = [a.head for a in clause.arguments if a.slot == slot]
    if slot == "subject" and not heads and clause.kind == "noun":
        heads = [a.head for a in clause.arguments if a.slot == "modifier"]
    return heads


def says(tree: Tree, head: int, phrase: str) -> bool:
    """Whether the phrase headed by ``head`` is ``phrase``: its last word the head's lemma, the others among its modifiers."""
    *before, last = phrase.split(" ")
    token = tree.tokens[head]
    if token.upos == "VERB" and before and phrase == tree.verb_lemma(head):
        return True
    if last != token.lemma.lower() and last != token.text.lower():
        return False
    if not before:
        return True
    below = {w for c in tree.children[head] for w in (tree.tokens[c].lemma.lower(), tree.tokens[c].text.lower())}
    below |= {tree.tokens[i].text.lower() for i in range(max(0, head - len(before)), head)}
    return all(word in below for word in before)


def class_holds(name: str, head: int, sentence: int, scene: Scene) -> bool:
    """Whether a filler is of an ``@class``."""
    token = scene.tree.tokens[head]
    if name == "@any":
        return True
    if name == "@several":
        return len(scene.tree.conjuncts(head)) > 1 or token.xpos in ("NNS", "NNPS") or token.lemma.lower() == "they"
    if name == "@person":
        return token.ner.endswith("PER") or token.lemma.lower() in scene.persons or token.lemma.lower() in ("he", "she", "they", "who")
    if name == "@place":
        return token.ner.endswith("LOC") or scene.grounding.place_at(sentence, head)
    if name == "@date":
        return scene.grounding.date_at(sentence, head)
    if name == "@money":
        return token.xpos == "$" or token.lemma.lower() in ("dollar", "euro", "pound", "yen", "yuan", "rouble", "ruble", "rupee", "cent")
    if name == "@told":
        return _is_told(head, scene)
    found = scene.grounding.who(sentence, head)
    if name == "@actor":
        return bool(found)
    if name == "@country":
        return token.ner.endswith("LOC") and any(f.entity.country for f in found)
    if name == "@organization":
        person = token.ner.endswith("PER") or token.upos == "PRON" or token.lemma.lower() in scene.persons
        return token.ner.endswith("ORG") or (bool(found) and not person and any(f.entity.country for f in found))
    if name == "@armed":
        return any(ARMED & set(f.entity.sectors) or f.entity.sector in ARMED for f in found)
    raise KnowledgeError("lexicon", None, f"there is no class {name}")


def _is_told(head: int, scene: Scene) -> bool:
    """Whether a complement tells what has happened ("said it had sent") and not what is to come ("said it would send")."""
    tree = scene.tree
    finite = tree.tokens[head].xpos in ("VBD", "VBZ", "VBP") or any(tree.lemma(c) in ("have", "be") for c in tree.all(head, "aux", "aux:pass"))
    return finite and all(c.modality == "actual" for c in scene.clauses if c.head == head)
