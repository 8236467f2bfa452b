"""Whether a time belongs to something that is still to come: "will meet on Friday"."""

from __future__ import annotations

from lapwing.grounding.date_lexicon import Lexicon
from lapwing.model import Sentence, Token

_CLAUSES = frozenset({"before", "after", "that", "which", "who", "when", "while", "because", "as", "if", "said", "told"})
_NEAR = 14
"""So many words after a time at the head of a sentence, its verb is no longer expected."""
_STOPS = frozenset({",", ";", ":", ".", "(", ")", "\u2014", "\u2013", '"', "\u201c", "\u201d", "``", "''"})


def is_future(sentence: Sentence, words: list[str], first: int, last: int, lexicon: Lexicon) -> bool:
    """By the tree where there is one, else by the words of the stretch between commas that holds the time."""
    tokens = sentence.tokens
    if tokens[first].upos and any(t.head >= 0 for t in tokens):
        return _by_tree(tokens, words, first, last, lexicon)
    return _by_words(words, first, last, lexicon)


def _by_tree(tokens: tuple[Token, ...], words: list[str], first: int, last: int, lexicon: Lexicon) -> bool:
    at = _top(tokens, first, last)
    children: dict[int, list[int]] = {}
    for k, token in enumerate(tokens):
        children.setdefault(token.head, []).append(k)
    for _ in range(4):
        at = tokens[at].head
        if at < 0:
            return False
        if tokens[at].upos not in ("VERB", "AUX", "ADJ") and not any(tokens[k].deprel == "cop" for k in children.get(at, ())):
            continue
        near = [k for k in children.get(at, ()) if tokens[k].deprel.startswith(("aux", "cop", "mark", "advmod"))]
        if any(lexicon.find(words, k, "future") for k in (*near, at)):
            return True
        if not tokens[at].deprel.startswith(("xcomp", "conj")):
            return False
    return False


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
    if any(lexicon.find(words, k, "future") for k in range(left, first)):
        return True
    if left > 0 or first > 2:
        return False
    right = last + 1 + (last + 1 < len(words) and words[last + 1] == ",")
    while right < min(len(words), last + _NEAR) and words[right] not in _STOPS and words[right] not in _CLAUSES:
        if lexicon.find(words, right, "future"):
            return True
        right += 1
    return False
