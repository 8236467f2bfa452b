"""Contexts of an event: those of its entries, and those that its own words show.

Only what the event word and its arguments govern counts: words of the sentence around them would bring 5 right ones and 5 wrong ones more (gold/dev).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct, field

from lapwing.coding.mentions import EventMention
from lapwing.knowledge.actors import INTERNATIONAL
from lapwing.trees import Tree

_OWN_STORY = frozenset({"acl:relcl", "advcl", "parataxis", "conj"})
"""Clauses below an event word that tell something of their own."""
_STATE = frozenset({None, "GOV", "MIL"})


class ContextExample(Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence in which an event of the type ``shows`` has the context, or those of the type ``hides`` have it not."""

    text: str
    shows: str | None = None
    hides: str | None = None


class Context(Struct, frozen=True, forbid_unknown_fields=True):
    """What an event is about beside its type, and what shows it.

    ``words`` are lemmas or phrases of lemmas; a word with a capital holds for those very letters ("House", not a house). ``unless`` are phrases whose
    words show nothing ("think tank"). ``sectors`` show it where a participant has one, ``abroad`` lists types that show it between states.
    """

    id: str
    definition: str
    words: list[str] = field(default_factory=list)
    unless: list[str] = field(default_factory=list)
    sectors: list[str] = field(default_factory=list)
    abroad: list[str] = field(default_factory=list)
    examples: list[ContextExample] = field(default_factory=list)


class _Word(Struct, frozen=True):
    """A word of a sentence, or a part of one with hyphens: letters, lemma, number of its token."""

    text: str
    lemma: str
    token: int


class Contexts:
    """All contexts in force, in the order of the ontology."""

    def __init__(self, contexts: Iterable[Context]) -> None:
        self.all = {c.id: c for c in contexts}
        self._cues: dict[str, list[tuple[tuple[str, ...], str, bool]]] = {}
        for context in self.all.values():
            for phrase, shows in (*((w, True) for w in context.words), *((w, False) for w in context.unless)):
                parts = tuple(phrase.replace("-", " ").split())
                self._cues.setdefault(parts[0].lower(), []).append((parts, context.id, shows))

    def of(self, told: Sequence[EventMention]) -> tuple[str, ...]:
        """The contexts of an event, from all its tellings, in the order of the ontology; unknown names of entries last."""
        found: set[str] = set()
        named = {c for m in told for c in m.match.entry.contexts}
        for mention in told:
            own = _governed(mention)
            found |= {context for context, token in self._hits(mention.tree) if token in own}
            found |= set(self._between(mention))
        return (*(c for c in self.all if c in found | named), *sorted(named - self.all.keys()))

    def _hits(self, tree: Tree) -> Iterator[tuple[str, int]]:
        """Contexts with the tokens that show them."""
        words = list(_words(tree))
        shown: list[tuple[str, set[int]]] = []
        void: set[tuple[str, int]] = set()
        for at, word in enumerate(words):
            for key in {word.text.lower(), word.lemma}:
                for parts, context, shows in self._cues.get(key, ()):
                    if _matches(parts, words[at : at + len(parts)]):
                        tokens = {w.token for w in words[at : at + len(parts)]}
                        if shows:
                            shown.append((context, tokens))
                        else:
                            void |= {(context, t) for t in tokens}
        for context, tokens in shown:
            if not any((context, t) in void for t in tokens):
                yield context, min(tokens)

    def _between(self, mention: EventMention) -> Iterator[str]:
        """Contexts that the participants show."""
        parties = [f.entity for f in (*mention.actors, *mention.recipients)]
        sectors = {s for e in parties for s in (e.sector,) if s}
        states = {e.country for e in parties if e.country and (e.sector in _STATE or e.country in INTERNATIONAL)}
        for context in self.all.values():
            if sectors & set(context.sectors) or (len(states) > 1 and mention.type in context.abroad):
                yield context.id


def _matches(parts: Sequence[str], words: Sequence[_Word]) -> bool:
    return len(words) == len(parts) and all(
        p == w.text if p != p.lower() else p in (w.lemma, w.text.lower()) for p, w in zip(parts, words, strict=True)
    )


def _words(tree: Tree) -> Iterator[_Word]:
    """The words of a sentence, hyphens opened; names of persons left out ("Bill")."""
    for number, token in enumerate(tree.tokens):
        if token.ner.endswith("PER"):
            continue
        parts = [p for p in token.text.split("-") if p]
        lemma = token.lemma.lower()
        for part in parts:
            yield _Word(part, lemma if len(parts) == 1 else part.lower(), number)


def _governed(mention: EventMention) -> set[int]:
    """The tokens of an event's own words, its arguments and what they govern, clauses that tell something else left out."""
    tree, clause = mention.tree, mention.match.clause
    out: set[int] = set()
    todo = [clause.head, *mention.match.words, *(a.head for a in clause.arguments)]
    while todo:
        at = todo.pop()
        if at in out:
            continue
        out.add(at)
        todo += [c for c in tree.children[at] if not (at == clause.head and tree.rel(c) in _OWN_STORY)]
    return out
