"""Grounds counts: how many were killed, injured, arrested, took part, or how much money, with bounds after the coding guide.

"20" is 20 and 20, "at least 20" is 20 and open, "more than 20" is 21 and open, "dozens" is 24 and open, "up to 30" is open and 30, "a soldier was
killed" is 1 and 1, "nobody was killed" is 0 and 0. A part of a number ("including three children") is kind ``other``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from lapwing.grounded import Count, CountKind
from lapwing.grounding.quantity_deaths import Deaths
from lapwing.grounding.quantity_numbers import Number, numbers
from lapwing.grounding.quantity_words import CROWD, INJURED, KILLED, Phrase, Words, default_words
from lapwing.model import Sentence

_REACH = 8
"""How many words around a number are searched for what governs it, where the tree does not tell."""
_STOPS = {",", ";", ".", ":", "(", ")", "—", "–", "but", "while", "when", "after", "as"}
_BE = {"was", "were", "been", "be", "being", "is", "are", "have", "has", "had", "also", "reportedly", "allegedly", "later", "reported", "confirmed"}
_DETERMINERS = {"a", "an", "the", "another", "one", "his", "her", "their", "its"}
_NEGATIONS = {"not", "n't", "n’t", "never"}
_CLIMBS = 3
_WOULD = {"would", "could", "will", "can", "'d", "’d"}
_ANY = {"anyone", "anybody"}
_STATES = {"dead", "more", "other", "further", "charred", "burned", "burnt", "unidentified", "decomposed", "mutilated", "lifeless", "bloodied", "human"}
_FRACTIONS = {"half", "third", "thirds", "quarter", "quarters", "most", "many", "some"}
_FINDS = {"bodies", "corpses"}


def ground_counts(sentences: Sequence[Sentence], words: Words | None = None) -> list[Count]:
    """The counts of a report, in reading order."""
    known = words or default_words()
    out: list[Count] = []
    deaths = Deaths(sentences, known)
    for position, sentence in enumerate(sentences):
        out.extend(_Reader(sentence, known, deaths, position).counts())
    return out


class _Reader:
    """Reads one sentence."""

    def __init__(self, sentence: Sentence, words: Words, deaths: Deaths, position: int) -> None:
        self.sentence, self.words, self.tokens = sentence, words, sentence.tokens
        self.deaths, self.position = deaths, position
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
            low, high = (0, 0) if self._is_none_of(number) else (number.low, number.high)
            out.append(self._count(kind, low, high, number.first, number.last, governor))
        return sorted([*out, *self._single(used), *self._none_told()], key=lambda c: c.first)

    def _is_none_of(self, number: Number) -> bool:
        """ "none of the 40 passengers", "neither of the two"."""
        before = self.lower[max(0, number.first - 3) : number.first]
        return len(before) > 1 and before[-1] in ("the", "of") and any(w in ("none", "neither") for w in before) and "of" in before

    def _none_told(self) -> list[Count]:
        """ "no injuries", "no deaths"; "no casualties" says both."""
        out = []
        for k, word in enumerate(self.lower[1:], 1):
            if self.lower[k - 1] != "no" or word in _FINDS:
                continue
            kinds = (KILLED, INJURED) if word == "casualties" else (self.words.nouns[word],) if self.words.nouns.get(word, CROWD) != CROWD else ()
            out += [self._count(kind, 0, 0, k - 1, k, None) for kind in kinds if word.endswith("s")]
        return out

    def _is_loose(self, number: Number) -> bool:
        """Words that only sometimes count ("the team scores"), where nothing says what they count."""
        word = self.lower[number.core]
        return word in ("one", "several", "few", "both") or (word in self.words.vague and self.lower[number.last + 1 : number.last + 2] != ["of"])

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
        if ahead == "the" and number.first > 2 and self.lower[number.first - 2] == "of" and self.lower[number.first - 3] in _FRACTIONS:
            return "other", None
        if ahead == "," and self.lower[number.last + 1 : number.last + 3] in (["of", "them"], ["of", "whom"]) and self._is_aside(number.last + 3):
            return "other", None
        kind, governor = self._by_tree(number) if self.has_tree else ("other", None)
        if kind == "other":
            kind, governor = self._by_neighbours(number, all_numbers)
        if kind == "other" and before and ahead == "and" and before[1].last >= number.first - 5 and not self._has_verb(before[1].last, number.first):
            kind = before[0]
        if kind == "other" and ahead == "at" and (told := self.lower[number.first - 2]) in ("number", "figure", "toll", "total", "crowd"):
            kind = CROWD if told == "crowd" else before[0] if before else kind
        return kind, governor

    def _is_aside(self, k: int) -> bool:
        """ ", four of them seriously," has no verb of its own."""
        return not any(w in _BE or w in self.words.intransitive for w in self.lower[k : k + 2])

    def _has_verb(self, first: int, last: int) -> bool:
        return any(t.upos == "VERB" for t in self.tokens[first:last])

    def _phrase(self, k: int, phrases: dict[str, list[Phrase]]) -> str | None:
        """The kind of a predicate of several words whose verb is token ``k``."""
        for kind, rest in phrases.get(self.lower[k], ()):
            at = k
            for choice in rest:
                at = next((j for j in range(at + 1, min(len(self.lower), at + 1 + _REACH)) if self.lower[j] in choice), -1)
                if at < 0 or _STOPS & set(self.lower[k:at]):
                    break
            else:
                return kind
        return None

    def _object(self, k: int) -> str | None:
        """The kind that the predicate ``k`` gives to its object."""
        return self._transitive(k) or self._phrase(k, self.words.object_phrases)

    def _subject(self, k: int) -> str | None:
        """The kind that the predicate ``k`` gives to its subject."""
        return self.words.intransitive.get(self.lower[k]) or self._phrase(k, self.words.subject_phrases)

    def _transitive(self, k: int) -> str | None:
        """The kind that a verb gives to its object, "shoot … dead" included."""
        kind = self.words.transitive.get(self.lower[k])
        if kind is None and self.lower[k] in self.words.lethal and self.tokens[k].upos != "NOUN" and self.lower[max(0, k - 1)] not in ("the", "a"):
            near = self.lower[k + 1 : k + 9]
            stop = next((j for j, w in enumerate(near) if w == "and" and near[j + 1 : j + 2] and near[j + 1] not in self.words.lethal), len(near))
            near = near[: stop + 1]
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
        own = self._noun(k)
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

    def _noun(self, k: int) -> str | None:
        """The kind of a noun; "legislative bodies" are no dead."""
        if self.lower[k] in _FINDS and self.tokens[k - 1].upos in ("ADJ", "NOUN") and self.lower[k - 1] not in _STATES:
            return None
        return self.words.nouns.get(self.lower[k])

    def _counts_through(self, k: int) -> bool:
        """Whether "X of 12 people" passes the count on to what governs X."""
        head = self.tokens[k].head
        return self.lower[head] in ("group", "total", "number", "crowd", "toll", "life", "lives", "family") or self.lower[head] in self.words.nouns

    def _of_predicate(self, k: int) -> tuple[str | None, int | None]:
        """The kind that the noun ``k`` gets from its governor or from a participle on it ("12 people killed")."""
        tokens, words = self.tokens, self.words
        for child, token in enumerate(tokens):
            if token.head == k and token.deprel in ("acl", "amod", "xcomp", "dep", "acl:relcl"):
                kind = self._object(child) or self._subject(child)
                if token.deprel != "acl:relcl" and _STOPS & set(self.lower[k + 1 : child]):
                    continue  # "attacks on the town, with ten killed"
                if kind and (token.deprel != "acl:relcl" or self._is_passive(child) or self._subject(child)):
                    return kind, child
        head, relation = tokens[k].head, tokens[k].deprel
        if not 0 <= head < len(tokens):
            return None, None
        if relation == "obj":  # "killed hundreds and displaced thousands": readers may hang both on the first verb
            head = next((j for j in range(k - 1, head, -1) if tokens[j].head == head and tokens[j].deprel == "conj" and tokens[j].upos == "VERB"), head)
        if relation == "nmod" and words.nouns.get(self.lower[head]):
            return words.nouns[self.lower[head]], head
        if relation in ("obl", "nmod", "obj") and (toll := self._toll(k)):
            return toll, None
        if self._is_negated(head) or self._is_hypothetical(head):
            return None, None
        if relation in ("nsubj:pass", "obj") or (relation == "nsubj" and self._is_passive(head)):
            kind = self._object(head)
            if kind is None and relation != "obj":
                kind = self._subject(head)
            if kind is None and relation == "obj":
                kind = self._left_dead(head, k)
            return kind, head if kind else None
        if relation == "nsubj":
            kind = self._subject(head) or words.nouns.get(self.lower[head])
            copula = next((j for j, t in enumerate(tokens) if t.head == head and t.deprel == "cop"), None)
            if kind is None and copula is not None:
                kind = self._phrase(copula, words.subject_phrases)
            return kind, head if kind else None
        return None, None

    def _left_dead(self, head: int, k: int) -> str | None:
        """ "leaving 12 people dead", "left 20 wounded"."""
        if self.tokens[head].lemma.lower() not in ("leave", "find") and not self.lower[head].startswith(("leav", "left")):
            return None
        return next((self.words.nouns[w] for w in self.lower[k + 1 : k + 3] if w in self.words.nouns), None)

    def _is_passive(self, k: int) -> bool:
        return any(t.head == k and (t.deprel in ("aux:pass", "nsubj:pass") or (t.deprel == "cop" and self.lower[k] == "hurt")) for t in self.tokens)

    def _is_negated(self, k: int) -> bool:
        return any(t.head == k and t.text.lower() in _NEGATIONS for t in self.tokens)

    def _is_hypothetical(self, k: int) -> bool:
        return any(t.head == k and t.deprel.startswith("aux") and t.text.lower() in _WOULD for t in self.tokens)

    def _toll(self, k: int) -> str | None:
        """The kind of "the toll rose to N", "the number of injured stands at N"; None for a number of something else."""
        for j in range(k - 1, max(-1, k - 1 - _REACH), -1):
            if self.lower[j] in ("toll", "tally"):
                return self.words.nouns.get(self.lower[j - 1], KILLED) if j else KILLED
            if self.lower[j] in ("number", "numbers") and self.lower[j + 1 : j + 2] == ["of"]:
                kinds = (self.words.nouns.get(w) or self.words.transitive.get(w) for w in self.lower[j + 2 : k])
                return next((kind for kind in kinds if kind), None)
            if self.lower[j] in _STOPS:
                break
        return None

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
            if lower[k] in ("toll", "number") and (toll := self._toll(number.first)):
                return toll, None
            if lower[k] == "of" and lower[k - 1] in words.nouns:
                return words.nouns[lower[k - 1]], None
            kind = self._object(k)
            if kind is None and self.tokens[k].upos == "VERB" and lower[k] not in words.growing:
                break
            if kind and number.first - k <= 4:
                passive = (k > 0 and lower[k - 1] in _BE - {"have", "has", "had"}) or self._is_hypothetical(k)
                return ("other", None) if passive or _NEGATIONS & set(lower[max(0, k - 2) : k]) else (kind, k)
            if lower[k] in ("left", "leaving") and any(w in words.nouns for w in lower[number.last + 1 : number.last + 4]):
                break
        return "other", None

    def _rightward(self, number: Number, starts: set[int]) -> tuple[str, int | None]:
        lower = self.lower
        crowd: tuple[str, int | None] = ("other", None)
        for k in range(number.last + 1, min(len(lower), number.last + 1 + _REACH)):
            if lower[k] in _STOPS or k in starts or lower[k] in _NEGATIONS:
                break
            noun = self._noun(k)
            if noun == CROWD:
                crowd = (noun, k)
            elif noun and k <= number.last + 3 and lower[k - 1] not in _DETERMINERS and lower[k - 1] != "to":
                return noun, k
            subject = self._subject(k) if not (k > 0 and lower[k - 1] in ("the", "a")) and self.tokens[k].upos in ("VERB", "AUX", "") else None
            if subject:
                return subject, k
            kind = self._object(k)
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
            kind = self._object(k)
            dies = kind is None
            if kind is None and word not in ("was", "were", "is", "are", "be"):
                kind = self._subject(k)
            if kind in (None, CROWD) or (k in used and not self.has_tree):
                continue
            for first, last, value in self._who(k, passive_only=dies):
                if value == 1 and self._is_natural(k, dies, first, last):
                    continue
                out.append(self._count(str(kind), value, value, min(first, k), max(last, k), None))
        return out

    def _is_natural(self, k: int, dies: bool, first: int, last: int) -> bool:
        """Whether somebody who died, or was taken to a clinic, was no victim as far as the report tells."""
        if not dies and self.lower[k] not in self.words.clinic:
            return False
        return self._is_hypothetical(k) or self.deaths.is_natural(self.position, self.lower[first : last + 1])

    def _who(self, k: int, passive_only: bool) -> list[tuple[int, int, int]]:
        """First and last token of each one (or nobody) that the predicate ``k`` is about, and how many that is."""
        if self.has_tree:
            return self._who_by_tree(k, passive_only)
        j = k - 1
        while j >= 0 and self.lower[j] in _BE:
            j -= 1
        if j >= 0 and (j < k - 1 or passive_only) and (found := self._one(j)):
            return [found]
        if passive_only or not j < k or self.lower[k - 1] in _BE:
            return []
        for j in range(k + 1, min(len(self.lower), k + 5)):
            if self.lower[j] in _STOPS:
                break
            if found := self._one(j):
                return [found]
        return []

    def _who_by_tree(self, k: int, passive_only: bool) -> list[tuple[int, int, int]]:
        subjects = ("nsubj:pass", "nsubj") if passive_only or self._is_passive(k) else ("obj",)
        first = self.tokens[k].head
        shared = self.tokens[k].deprel == "conj" and self.tokens[k].xpos == "VBN" and 0 <= first < k and self._is_passive(first)
        if shared and not any(t.head == k and t.deprel in ("nsubj:pass", "nsubj", "obj") for t in self.tokens):
            return self._who_by_tree(first, False)  # "was shot and killed"
        out = []
        for j, token in enumerate(self.tokens):
            if token.head != k or not (token.deprel in subjects or self._is_shot_dead(k, j)):
                continue
            if self._is_negated(k):
                if self.lower[j] in _ANY or any(t.head == j and t.text.lower() == "any" for t in self.tokens):
                    out.append((j, j, 0))
                continue
            group = [j, *(c for c, t in enumerate(self.tokens) if t.head == j and t.deprel == "conj" and self.tokens[c].upos in ("NOUN", "PROPN", "PRON"))]
            out += [found for c in group if c not in self.counted and (found := self._one(c))]
        return out

    def _is_shot_dead(self, k: int, j: int) -> bool:
        """ "shot dead a nurse", where readers hang the nurse on the verb without a case."""
        bare = self.tokens[j].deprel == "obl" and not any(t.head == j and t.deprel == "case" for t in self.tokens)
        return bare and self.lower[k + 1 : k + 2] == ["dead"]

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
        if word in ("another", "second", "third", "fourth") and token.deprel in ("nsubj:pass", "nsubj", "obj", "conj"):
            return j, j, 1
        if word in ("he", "she", "him") and token.upos in ("PRON", ""):
            return j, j, 1
        named = next((c for c, t in enumerate(self.tokens) if t.head == j and t.ner == "B-PER" and t.deprel in ("flat", "appos")), None)
        if named is not None and token.xpos == "NN":  # "killed photojournalist Ana Sousa"
            return j, named, 1
        if word in self.words.persons or word.endswith(("man", "woman", "journalist")):
            if self.sentence.in_title and token.xpos == "NN" and not any(t.head == j and t.deprel in ("det", "nummod") for t in self.tokens):
                return j, j, 1
            before = next((i for i in range(j - 1, max(-1, j - _REACH), -1) if self.lower[i] in _DETERMINERS | {"no"} or self.lower[i] in _STOPS), None)
            if before is None or self.lower[before] in _STOPS or any(w in self.words.numbers and w != "one" for w in self.lower[before + 1 : j]):
                return None
            return before, j, 0 if self.lower[before] == "no" else 1
        return None
