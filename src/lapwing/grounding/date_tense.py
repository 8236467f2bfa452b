"""Whether a time belongs to something that is still to come: "will meet on Friday"."""

from __future__ import annotations

from typing import Literal

from lapwing.grounding.date_lexicon import Lexicon
from lapwing.model import Sentence, Token

Tense = Literal["future", "past", "open"]
_STOPS = frozenset({",", ";", ":", ".", "(", ")", "\u2014", "\u2013", '"', "\u201c", "\u201d", "``", "''"})
_CLAUSES = frozenset({"before", "after", "that", "which", "who", "when", "while", "because", "as", "if", "said", "told"})
_NEAR = 14
"""So many words after a time at the head of a sentence, its verb is no longer expected."""
_CLIMB = 4
"""A time is at most so many steps of the tree below its verb."""


def tense(sentence: Sentence, words: list[str], first: int, last: int, lexicon: Lexicon) -> Tense:
    """By the tree where there is one, else by the words of the stretch between commas that holds the time.

    ``open`` (only by the tree): a present tense, an infinitive or no verb, which may look either way.
    """
    tokens = sentence.tokens
    if tokens[first].upos and any(t.head >= 0 for t in tokens):
        return _by_tree(tokens, words, first, last, lexicon)
    return "future" if _by_words(words, first, last, lexicon) else "past"


def _by_tree(tokens: tuple[Token, ...], words: list[str], first: int, last: int, lexicon: Lexicon) -> Tense:
    at = _top(tokens, first, last)
    found: Tense = "open"
    for _ in range(_CLIMB):
        at = tokens[at].head
        if at < 0:
            return found
        near = [k for k, t in enumerate(tokens) if t.head == at and t.deprel.startswith(("aux", "cop", "mark", "advmod"))]
        if tokens[at].upos not in ("VERB", "AUX", "ADJ") and not any(tokens[k].deprel == "cop" for k in near):
            continue
        if any(_marks(words, k, lexicon) for k in (*near, at)):
            return "future"
        if any(tokens[k].xpos in ("VBD", "VBN", "") for k in (*near, at)):
            found = "past"
        if not tokens[at].deprel.startswith(("xcomp", "conj")):
            return found
    return found


def _marks(words: list[str], at: int, lexicon: Lexicon) -> bool:
    """A word for the future; "could have" is none."""
    return lexicon.find(words, at, "future") is not None and words[at + 1 : at + 2] != ["have"]


def _top(tokens: tuple[Token, ...], first: int, last: int) -> int:
    """The token of the stretch whose head lies outside it."""
    for k in range(first, last + 1):
        if not first <= tokens[k].head <= last:
            return k
    return first


def _by_words(words: list[str], first: int, last: int, lexicon: Lexicon) -> bool:
    left = first
    while left > 0 and words[left - 1] not in _STOPS:
        left -= 1
    if any(_marks(words, k, lexicon) for k in range(left, first)):
        return True
    if left > 0 or first > 2:
        return False
    right = last + 1 + (last + 1 < len(words) and words[last + 1] == ",")
    while right < min(len(words), last + _NEAR) and words[right] not in _STOPS and words[right] not in _CLAUSES:
        if _marks(words, right, lexicon):
            return True
        right += 1
    return False
