"""A dependency tree with its children at hand, and the small questions asked of it everywhere."""

from __future__ import annotations

from collections.abc import Iterator

from lapwing.model import Sentence, Token

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass"})
RELATIVES = frozenset({"who", "which", "that", "whom", "whose", "where", "when"})
MODIFIERS = frozenset({"amod", "compound", "nmod:desc", "nmod:poss", "nummod", "det", "flat", "nmod:unmarked", "goeswith"})


class Tree:
    """One sentence's tokens with lists of children."""

    __slots__ = ("children", "sentence", "tokens")

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens: tuple[Token, ...] = sentence.tokens
        self.children: list[list[int]] = [[] for _ in self.tokens]
        for i, token in enumerate(self.tokens):
            if token.head >= 0:
                self.children[token.head].append(i)

    def rel(self, i: int) -> str:
        return self.tokens[i].deprel

    def base(self, i: int) -> str:
        """The relation without its subtype."""
        return self.tokens[i].deprel.partition(":")[0]

    def child(self, i: int, *rels: str) -> int | None:
        """The first child with one of the relations (subtypes given in full)."""
        return next((c for c in self.children[i] if self.tokens[c].deprel in rels), None)

    def all(self, i: int, *rels: str) -> list[int]:
        return [c for c in self.children[i] if self.tokens[c].deprel in rels]

    def case(self, i: int) -> str:
        """The preposition of a phrase, several words joined by a space; "" if there is none."""
        for c in self.children[i]:
            if self.tokens[c].deprel == "case" and c < i:
                fixed = [f for f in self.children[c] if self.tokens[f].deprel == "fixed"]
                words = [self.tokens[k].text.lower() for k in [c, *fixed]]
                return " ".join(words)
        return ""

    def mark(self, i: int) -> str:
        """The words that introduce a clause ("if", "to", "that"), joined."""
        marks = [c for c in self.children[i] if self.tokens[c].deprel == "mark"]
        return " ".join(self.tokens[k].text.lower() for m in marks for k in [m, *(f for f in self.children[m] if self.tokens[f].deprel == "fixed")])

    def conjuncts(self, i: int) -> list[int]:
        """A phrase and what is coordinated with it."""
        out, todo = [], [i]
        while todo:
            at = todo.pop(0)
            out.append(at)
            todo.extend(c for c in self.children[at] if self.tokens[c].deprel == "conj")
            if self._listed(at):
                todo.extend(c for c in self.children[at] if self.tokens[c].deprel == "appos")
        return out

    def _listed(self, i: int) -> bool:
        """Whether a headline lists subjects with a comma only: one singular noun and another beside it, but a plural verb ("A, B discuss")."""
        token = self.tokens[i]
        verb = self.tokens[token.head].xpos if token.head >= 0 else ""
        return self.sentence.in_title and token.deprel == "nsubj" and token.xpos in ("NN", "NNP") and verb == "VBP"

    def ancestors(self, i: int) -> Iterator[int]:
        seen = 0
        while (i := self.tokens[i].head) >= 0 and seen < len(self.tokens):
            seen += 1
            yield i

    def subtree(self, i: int) -> list[int]:
        """Indices of a token and all below it, in order."""
        out, todo = [], [i]
        while todo:
            at = todo.pop()
            out.append(at)
            todo.extend(self.children[at])
        return sorted(out)

    def lemma(self, i: int) -> str:
        return self.tokens[i].lemma.lower()

    def verb_lemma(self, i: int) -> str:
        """The lemma with its particle: "call off"."""
        particle = self.child(i, "compound:prt")
        return self.lemma(i) if particle is None else f"{self.lemma(i)} {self.tokens[particle].text.lower()}"

    def shares_verb(self, i: int) -> bool:
        """Whether a second verb goes on with the auxiliaries or the "to" of the first: "will meet and talk", "to resign or be impeached"."""
        token, first = self.tokens[i], self.tokens[i].head
        if token.deprel != "conj" or first < 0 or self.child(i, "nsubj", "nsubj:pass") is not None:
            return False
        auxiliaries = [c for c in self.children[i] if self.base(c) == "aux"]
        if any(self.tokens[c].xpos != "VB" for c in auxiliaries):
            return False
        return token.xpos == "VB" or bool(auxiliaries) or (token.xpos in ("VBN", "VBG") and self.tokens[first].xpos == token.xpos)
