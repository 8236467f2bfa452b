"""Sentences by hand: a small tree notation, and plain text with places in square brackets."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lapwing.analysis import tokenizer
from lapwing.model import Report, Sentence, Token

_NO_SPACE = {",", ".", "'s", "’s", ")", ":", ";", "n't"}


def tree(*sentences: str, url: str | None = None, publisher: str | None = None) -> tuple[Report, list[Sentence]]:
    """One line a word: ``form upos head deprel [ner [lemma]]``, heads counted from 1, 0 for the root."""
    text, out = "", []
    for index, notation in enumerate(sentences):
        tokens = []
        for line in notation.strip().splitlines():
            form, upos, head, deprel, *rest = line.split()
            ner = rest[0] if rest else "O"
            lemma = rest[1] if len(rest) > 1 else form if upos == "PROPN" else form.lower()
            if text and form not in _NO_SPACE:
                text += " "
            tokens.append(Token(form, len(text), len(text) + len(form), False, upos, "", lemma, int(head) - 1, deprel, ner, 1.0))
            text += form
        out.append(Sentence(index, 0, False, tuple(tokens)))
    return Report("t", None, None, url, publisher, text), out


def plain(text: str, lemmas: dict[str, str] | None = None) -> tuple[Report, list[Sentence]]:
    """Text without trees; names of places stand in square brackets, of other kinds as ``[ORG World Bank]``."""
    spans: list[tuple[int, int, str]] = []
    bare = ""
    for piece in re.split(r"(\[[^\]]*\])", text):
        if piece.startswith("["):
            label, name = re.fullmatch(r"\[(?:(PER|ORG|OTH) )?(.*)\]", piece, re.S).groups()  # type: ignore[union-attr]
            spans.append((len(bare), len(bare) + len(name), label or "LOC"))
            bare += name
        else:
            bare += piece
    cut = tokenizer.sentences(bare)
    return Report("t", None, None, None, None, bare), [_sentence(k, words, spans, lemmas or {}) for k, words in enumerate(cut)]


def _sentence(index: int, words: Sequence[tokenizer.Token], spans: list[tuple[int, int, str]], lemmas: dict[str, str]) -> Sentence:
    tokens = []
    for w in words:
        hit = next((s for s in spans if s[0] <= w.start < s[1]), None)
        ner = "O" if hit is None else ("B-" if w.start == hit[0] else "I-") + hit[2]
        tokens.append(Token(w.text, w.start, w.end, w.glued, "", "", lemmas.get(w.text, w.text.lower()), -1, "", ner, 1.0))
    return Sentence(index, 0, False, tuple(tokens))
