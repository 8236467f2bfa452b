"""Grounds counts: how many were killed, injured, arrested, took part, or how much money, with bounds after the coding guide.

"20" is 20 and 20, "at least 20" is 20 and open, "more than 20" is 21 and open, "dozens" is 24 and open, "up to 30" is open and 30, "a soldier was
killed" is 1 and 1, "nobody was killed" is 0 and 0. A part of a number ("including three children") is kind ``other``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from lapwing.grounded import Count, CountKind
from lapwing.grounding.quantity_numbers import Number, numbers
from lapwing.grounding.quantity_words import CROWD, KILLED, Words, default_words
from lapwing.model import Sentence

_REACH = 8
"""How many words around a number are searched for what governs it, where the tree does not tell."""
_STOPS = {",", ";", ".", ":", "(", ")", "—", "–", "but", "while", "when", "after", "as"}
_BE = {"was", "were", "been", "be", "being", "is", "are", "have", "has", "had", "also", "reportedly", "allegedly", "later", "reported", "confirmed"}
_DETERMINERS = {"a", "an", "the", "another", "one", "his", "her", "their", "its"}
_NEGATIONS = {"not", "n't", "n’t", "never"}
_CLIMBS = 3


def ground_counts(sentences: Sequence[Sentence], words: Words | None = None) -> list[Count]:
    """The counts of a report, in reading order."""
    known = words or default_words()
    out: list[Count] = []
    for sentence in sentences:
        out.extend(_Reader(sentence, known).counts())
    return out


class _Reader:
    """Reads one sentence."""

    def __init__(self, sentence: Sentence, words: Words) -> None:
        self.sentence, self.words, self.tokens = sentence, words, sentence.tokens
        self.lower = [t.text.lower() for t in sentence.tokens]
        self.counted: set[int] = set()  # nouns that have a number
        self.has_tree = any(t.deprel for t in sentence.tokens)

    def counts(self) -> list[Count]:
        found = numbers(self.tokens, self.words)
        out: list[Count] = []
        used: set[int] = set()
        before: tuple[str, Number] | None = None
        for number in found:
            kind, governor = self._kind(number, found, before)
            if kind == "other" and self._is_loose(number):
                continue
            before = (kind, number)
            if governor is not None:
                used.add(governor)
            out.append(self._count(kind, number.low, number.high, number.first, number.last, governor))
        if not any(w in self.words.transitive or w in self.words.intransitive or w in self.words.lethal for w in self.lower):
            return out
        return sorted([*out, *self._single(used)], key=lambda c: c.first)

    def _is_loose(self, number: Number) -> bool:
        """Words that only sometimes count ("the team scores"), where nothing says what they count."""
        word = self.lower[number.core]
        return word in ("one", "several", "few") or (word in self.words.vague and self.lower[number.last + 1 : number.last + 2] != ["of"])

    def _count(self, kind: str, low: int | None, high: int | None, first: int, last: int, governor: int | None) -> Count:
        if governor is not None and last < governor <= last + 5 and not set(self.lower[last + 1 : governor]) & _STOPS:
            last = governor
        elif governor is not None and first - 2 <= governor < first:
            first = governor
        tokens = self.tokens
        text = tokens[first].text
        for left, right in zip(tokens[first:last], tokens[first + 1 : last + 1], strict=True):
            text += ("" if left.end == right.start else " ") + right.text
        return Count(cast(CountKind, kind), low, high, self.sentence.index, first, last, text)

    def _kind(self, number: Number, all_numbers: list[Number], before: tuple[str, Number] | None) -> tuple[str, int | None]:
        if number.money:
            return "money", None
        ahead = self.lower[number.first - 1] if number.first else ""
        if ahead in self.words.parts or (ahead == "of" and number.first > 1 and self.lower[number.first - 2] in self.words.parts):
            return "other", None
        kind, governor = self._by_tree(number) if self.has_tree else ("other", None)
        if kind == "other":
            kind, governor = self._by_neighbours(number, all_numbers)
        if kind == "other" and before and ahead == "and" and before[1].last >= number.first - 5:
            kind = before[0]
        return kind, governor

    def _transitive(self, k: int) -> str | None:
        """The kind that a verb gives to its object, "shoot … dead" included."""
        kind = self.words.transitive.get(self.lower[k])
        if kind is None and self.lower[k] in self.words.lethal:
            near = self.lower[k + 1 : k + 9]
            if "dead" in near or "death" in near or near[:1] == ["down"]:
                return KILLED
        return kind

    # --- with a tree

    def _by_tree(self, number: Number) -> tuple[str, int | None]:
        tokens = self.tokens
        k = number.core
        if tokens[k].deprel in ("nummod", "det", "amod", "compound") and 0 <= tokens[k].head < len(tokens):
            k = tokens[k].head
        self.counted.add(k)
        own = self.words.nouns.get(self.lower[k])
        if own and own != CROWD:
            return own, k
        for _ in range(_CLIMBS):
            kind, governor = self._of_predicate(k)
            if kind or tokens[k].deprel not in ("conj", "appos", "nmod") or not 0 <= tokens[k].head < len(tokens):
                break
            if tokens[k].deprel == "nmod" and not self._counts_through(k):
                break
            k = tokens[k].head
        if kind:
            return kind, governor
        return (own, k) if own else ("other", None)

    def _counts_through(self, k: int) -> bool:
        """Whether "X of 12 people" passes the count on to what governs X."""
        head = self.tokens[k].head
        return self.lower[head] in ("group", "total", "number", "crowd", "toll") or self.lower[head] in self.words.nouns

    def _of_predicate(self, k: int) -> tuple[str | None, int | None]:
        """The kind that the noun ``k`` gets from its governor or from a participle on it ("12 people killed")."""
        tokens, words = self.tokens, self.words
        for child, token in enumerate(tokens):
            if token.head == k and token.deprel in ("acl", "amod", "xcomp", "dep", "acl:relcl"):
                kind = self._transitive(child) or words.intransitive.get(self.lower[child])
                if token.deprel != "acl:relcl" and _STOPS & set(self.lower[k + 1 : child]):
                    continue  # "attacks on the town, with ten killed"
                if kind and (token.deprel != "acl:relcl" or self._is_passive(child) or self.lower[child] in words.intransitive):
                    return kind, child
        head, relation = tokens[k].head, tokens[k].deprel
        if not 0 <= head < len(tokens):
            return None, None
        if relation == "nmod" and words.nouns.get(self.lower[head]):
            return words.nouns[self.lower[head]], head
        if relation in ("obl", "nmod") and "toll" in self.lower[max(0, k - _REACH) : k]:
            return KILLED, None
        if self._is_negated(head):
            return None, None
        if relation in ("nsubj:pass", "obj") or (relation == "nsubj" and self._is_passive(head)):
            kind = self._transitive(head)
            if kind is None and relation == "obj":
                kind = self._left_dead(head, k)
            return kind, head if kind else None
        if relation == "nsubj":
            kind = words.intransitive.get(self.lower[head]) or words.nouns.get(self.lower[head])
            if kind is None and "streets" in self.lower[head : head + 4]:
                kind = CROWD
            return kind, head if kind else None
        return None, None

    def _left_dead(self, head: int, k: int) -> str | None:
        """ "leaving 12 people dead", "left 20 wounded"."""
        if self.tokens[head].lemma.lower() not in ("leave", "find") and not self.lower[head].startswith(("leav", "left")):
            return None
        return next((self.words.nouns[w] for w in self.lower[k + 1 : k + 3] if w in self.words.nouns), None)

    def _is_passive(self, k: int) -> bool:
        return any(t.head == k and t.deprel in ("aux:pass", "nsubj:pass") for t in self.tokens)

    def _is_negated(self, k: int) -> bool:
        return any(t.head == k and t.text.lower() in _NEGATIONS for t in self.tokens)

    # --- without one

    def _by_neighbours(self, number: Number, all_numbers: list[Number]) -> tuple[str, int | None]:
        starts = {n.first for n in all_numbers}
        ends = {n.last for n in all_numbers}
        left = self._leftward(number, ends)
        if left[0] != "other" and left[1] is not None and number.first - left[1] <= 3 and self.lower[left[1]] in self.words.transitive:
            return left
        right = self._rightward(number, starts)
        if right[0] not in ("other", CROWD):
            return right
        return left if left[0] != "other" else right

    def _leftward(self, number: Number, ends: set[int]) -> tuple[str, int | None]:
        lower, words = self.lower, self.words
        for k in range(number.first - 1, max(-1, number.first - 1 - _REACH), -1):
            if lower[k] in _STOPS or k in ends or (lower[k] == "and" and k == number.first - 1):
                break
            if lower[k] == "toll" or (lower[k] == "of" and lower[k - 1] in words.nouns):
                return (KILLED if lower[k] == "toll" else words.nouns[lower[k - 1]]), None
            kind = self._transitive(k)
            if kind and number.first - k <= 4:
                passive = k > 0 and lower[k - 1] in _BE
                return ("other", None) if passive or _NEGATIONS & set(lower[max(0, k - 2) : k]) else (kind, k)
            if lower[k] in ("left", "leaving") and any(w in words.nouns for w in lower[number.last + 1 : number.last + 4]):
                break
        return "other", None

    def _rightward(self, number: Number, starts: set[int]) -> tuple[str, int | None]:
        lower, words = self.lower, self.words
        crowd: tuple[str, int | None] = ("other", None)
        for k in range(number.last + 1, min(len(lower), number.last + 1 + _REACH)):
            if lower[k] in _STOPS or k in starts or lower[k] in _NEGATIONS:
                break
            noun = words.nouns.get(lower[k])
            if noun == CROWD:
                crowd = (noun, k)
            elif noun and k <= number.last + 3 and lower[k - 1] not in _DETERMINERS:
                return noun, k
            if lower[k] in words.intransitive and not (k > 0 and lower[k - 1] in ("the", "a")):
                return words.intransitive[lower[k]], k
            kind = self._transitive(k)
            if kind and self._is_participle(k):
                return kind, k
        return crowd

    def _is_participle(self, k: int) -> bool:
        """Passive or participle: after a form of "be", or not before an object."""
        if not self.lower[k].endswith(("ed", "n", "ung", "hot", "rt")):
            return False
        after = self.lower[k + 1] if k + 1 < len(self.lower) else ""
        return self.lower[k - 1] in _BE or not (after in _DETERMINERS or after[:1].isdigit() or after in self.words.numbers)

    # --- "a soldier was killed", "nobody was killed"

    def _single(self, used: set[int]) -> list[Count]:
        out: list[Count] = []
        for k, word in enumerate(self.lower):
            kind = self._transitive(k) or (KILLED if self.words.intransitive.get(word) == KILLED else None)
            if kind is None or (k in used and not self.has_tree):
                continue
            who = self._who(k, passive_only=word in self.words.intransitive)
            if who is None:
                continue
            first, last, value = who
            out.append(self._count(kind, value, value, min(first, k), max(last, k), None))
        return out

    def _who(self, k: int, passive_only: bool) -> tuple[int, int, int] | None:
        """First and last token of the one (or nobody) that the predicate ``k`` is about, and how many that is."""
        if self.has_tree:
            subjects = ("nsubj:pass", "nsubj") if passive_only or self._is_passive(k) else ("obj",)
            for j, token in enumerate(self.tokens):
                if token.head == k and token.deprel in subjects and j not in self.counted and not self._is_negated(k):
                    return self._one(j)
            return None
        j = k - 1
        while j >= 0 and self.lower[j] in _BE:
            j -= 1
        if j >= 0 and (j < k - 1 or passive_only) and (found := self._one(j)):
            return found
        if passive_only or not j < k or self.lower[k - 1] in _BE:
            return None
        for j in range(k + 1, min(len(self.lower), k + 5)):
            if self.lower[j] in _STOPS:
                break
            if found := self._one(j):
                return found
        return None

    def _one(self, j: int) -> tuple[int, int, int] | None:
        token, word = self.tokens[j], self.lower[j]
        if word in self.words.nobody or (word == "one" and j and self.lower[j - 1] == "no"):
            return (j - 1 if word == "one" else j), j, 0
        if token.ner.endswith("PER"):
            first = last = j
            while first > 0 and self.tokens[first].ner.startswith("I-"):
                first -= 1
            while last + 1 < len(self.tokens) and self.tokens[last + 1].ner == "I-PER":
                last += 1
            return first, last, 1
        if word in ("he", "she", "him") and token.upos in ("PRON", ""):
            return j, j, 1
        if word in self.words.persons or word.endswith(("man", "woman")):
            before = next((i for i in range(j - 1, max(-1, j - 5), -1) if self.lower[i] in _DETERMINERS | {"no"}), None)
            if before is None or any(w in self.words.numbers and w != "one" for w in self.lower[before + 1 : j]):
                return None
            return before, j, 0 if self.lower[before] == "no" else 1
        return None
