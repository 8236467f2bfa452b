"""Whether a time belongs to something that is still to come: "will meet on Friday"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from lapwing.grounding.date_lexicon import Lexicon
from lapwing.model import Sentence, Token

Tense = Literal["future", "present", "past", "told", "open"]
_STOPS = frozenset({",", ";", ":", ".", "(", ")", "\u2014", "\u2013", '"', "\u201c", "\u201d", "``", "''"})
_CLAUSES = frozenset({"before", "after", "that", "which", "who", "when", "while", "because", "as", "if", "said", "told"})
_UNTIL = ("to", "until", "till", "through")
_SAYING = frozenset("say tell report announce write tweet show find suggest".split())
_NEAR = 14
"""So many words after a time at the head of a sentence, its verb is no longer expected."""
_LEFT = 60
"""So many words before a time, its verb is no longer looked for where there is no tree."""
_CLIMB = 4
"""A time is at most so many steps of the tree below its verb."""


def dependents(tokens: Sequence[Token]) -> list[list[int]]:
    """The dependents of each token; empty where there is no tree."""
    out: list[list[int]] = [[] for _ in tokens]
    for k, token in enumerate(tokens):
        if token.head >= 0:
            out[token.head].append(k)
    return out if any(out) else []


def tense(sentence: Sentence, below: list[list[int]], words: list[str], first: int, last: int, lexicon: Lexicon) -> Tense:
    """By the tree where there is one, else by the words of the stretch between commas that holds the time.

    ``told`` is a past that the governing verb leaves no doubt of, ``past`` one that is likely. Only by the tree: ``present`` (of the body, since a
    title tells the past in it; a verb of saying does so too) and ``open``: an infinitive or no verb, which may look either way.
    """
    tokens = sentence.tokens
    if first and (words[first - 1] == "since" or words[max(first - 2, 0) : first] == ["as", "of"]):
        return "told"
    before = first - 1
    until = words[before : before + 1] if before >= 0 and words[before] in _UNTIL else []
    if until and any(lexicon.find(words, k, "deferred") for k in range(max(before - _NEAR, 0), before)):
        return "future"
    if not (tokens[first].upos and below):
        return "future" if _by_words(words, first, last, lexicon) else "told"
    before -= before >= 0 and words[before] in ("on", "in", "during")
    if before >= 0 and tokens[before].xpos == "VBD" and not until:
        return "told"
    found = _by_tree(tokens, below, words, _top(tokens, first, last), lexicon)
    if found == "future" and last + 1 < len(tokens) and words[last + 1] == "'s" and not any(
        lexicon.find(words, k, "sure") for k in range(last, min(last + _NEAR, len(words)))
    ):
        return "past"
    return "open" if found == "present" and sentence.in_title else found


def _by_tree(tokens: tuple[Token, ...], below: list[list[int]], words: list[str], at: int, lexicon: Lexicon) -> Tense:
    found: Tense = "open"
    copulas = [k for k in below[at] if tokens[k].deprel in ("cop", "aux")]
    if any(tokens[k].deprel == "cop" for k in copulas):  # "the vote is Tuesday"
        return "future" if any(_marks(words, k, lexicon) for k in copulas) else _finite(tokens, copulas, at) or found
    for _ in range(_CLIMB):
        at = tokens[at].head
        if at < 0:
            return found
        near = [k for k in below[at] if tokens[k].deprel.startswith(("aux", "cop", "mark", "advmod"))]
        if tokens[at].upos not in ("VERB", "AUX", "ADJ") and not any(tokens[k].deprel == "cop" for k in near):
            continue
        if any(_marks(words, k, lexicon) or (words[k] == "may" and tokens[k].xpos == "MD") for k in (*near, at)):
            return "future"
        found = _finite(tokens, near, at) or found
        if not tokens[at].deprel.startswith(("xcomp", "conj")):
            return found
    return found


def _finite(tokens: tuple[Token, ...], near: list[int], at: int) -> Tense | None:
    """What the form of a verb and of its auxiliaries says."""
    forms = {tokens[k].xpos for k in (*near, at)}
    now = forms & {"VBZ", "VBP"}
    if "VBD" in forms or "" in forms or ("VBN" in forms and (not now or any(tokens[k].lemma == "have" for k in near))):
        return "past"
    return ("past" if tokens[at].lemma in _SAYING else "present") if now else None


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
    while left > max(first - _LEFT, 0) and words[left - 1] not in _STOPS:
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
