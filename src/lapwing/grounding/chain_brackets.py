"""Words that an editor put in brackets: "[T]he union", "[H]e lied", "[Karin] Berg"."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from lapwing.model import Sentence, Token

_DETERMINERS = frozenset({"the", "a", "an", "this", "that", "these", "those", "some", "all", "no"})
_PRONOUNS = frozenset({"he", "she", "they", "it", "we", "you", "i"})
_POSSESSIVES = frozenset({"his", "her", "their", "its", "our", "your", "my"})


def joined(sentences: Sequence[Sentence]) -> Sequence[Sentence]:
    """The sentences with each word whose first letters stand in brackets made one word again; the other tokens keep their places."""
    return [_join(s) if any(t.text == "[" for t in s.tokens) else s for s in sentences]


def plain(name: str) -> str:
    """A name without brackets of an editor."""
    return " ".join(name.replace("[", " ").replace("]", " ").split()) if "[" in name or "]" in name else name


def _join(sentence: Sentence) -> Sentence:
    tokens = list(sentence.tokens)
    for at in range(len(tokens) - 3):
        opening, letters, closing, rest = tokens[at : at + 4]
        whole = opening.text == "[" and closing.text == "]" and opening.end == letters.start and letters.end == closing.start and closing.end == rest.start
        if whole and letters.text.isalpha() and rest.text[:1].islower():
            tokens[at + 1] = msgspec.structs.replace(letters, upos="PUNCT", xpos="", deprel="punct", head=at + 3, ner="O")
            tokens[at + 3] = _word(letters, msgspec.structs.replace(rest, start=opening.start))
            tokens = [msgspec.structs.replace(t, head=at + 3) if t.head == at + 1 else t for t in tokens]
    return msgspec.structs.replace(sentence, tokens=tuple(tokens))


def _word(letters: Token, rest: Token) -> Token:
    text = letters.text + rest.text
    word = text.lower()
    upos, deprel = rest.upos, rest.deprel
    if word in _DETERMINERS:
        upos, deprel = "DET", "det"
    elif word in _POSSESSIVES:
        upos, deprel = "PRON", "nmod:poss"
    elif word in _PRONOUNS:
        upos, deprel = "PRON", deprel if deprel.startswith("nsubj") else "nsubj"
    return msgspec.structs.replace(rest, text=text, lemma=word if upos in ("DET", "PRON") else letters.text.lower() + rest.lemma, upos=upos, deprel=deprel)
