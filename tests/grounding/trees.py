"""Sentences built by hand: one token a line, ``form upos head deprel [ner]``; heads count from 1, 0 is the root, ``ner`` is O if left out.
A bar may stand for a line break.

Lemmas are the lower-case form without a plural s for common nouns, the form itself otherwise; plural nouns get the tag NNS.
"""

from __future__ import annotations

from collections.abc import Sequence

from lapwing.model import Report, Sentence, Token

_NO_SPACE_BEFORE = frozenset({",", ".", "'s", "\u2019s", "\u2019", ")", "-", ":", "?", "n't"})
_NO_SPACE_AFTER = frozenset({"(", "-", "$"})
_IRREGULAR = {
    "police": "police",
    "men": "man",
    "women": "woman",
    "people": "people",
    "parties": "party",
    "countries": "country",
    "militias": "militia",
    "allies": "ally",
}
_SINGULAR = frozenset({"crisis", "congress", "business", "process", "us", "series"})


def make(*texts: str, title: str | None = None) -> tuple[Report, list[Sentence]]:
    """A report of sentences given as lines; each sentence is a paragraph of its own if it starts with a line ``#``."""
    sentences: list[Sentence] = []
    body = ""
    paragraph = 0
    heading = ""
    if title is not None:
        heading, tokens = _tokens(title, 0)
        sentences.append(Sentence(index=0, paragraph=-1, in_title=True, tokens=tokens))
    for text in texts:
        lines = text.strip()
        if lines.startswith("#"):
            paragraph, lines = paragraph + 1, lines[1:]
            body += "\n\n"
        elif body:
            body += " "
        words, tokens = _tokens(lines, len(body))
        body += words
        sentences.append(Sentence(index=len(sentences), paragraph=paragraph, in_title=False, tokens=tokens))
    return Report(id="t", title=heading or None, published="2020-04-25", url=None, publisher=None, text=body), sentences


def _tokens(lines: str, start: int) -> tuple[str, tuple[Token, ...]]:
    text = ""
    tokens: list[Token] = []
    glue = True
    for line in lines.strip().replace("|", "\n").splitlines():
        form, upos, head, deprel, *ner = line.split()
        if not glue and form not in _NO_SPACE_BEFORE:
            text += " "
        begin = start + len(text)
        text += form
        glue = form in _NO_SPACE_AFTER
        plural, lemma = _lemma(form, upos)
        tag = "NNS" if plural else {"NOUN": "NN", "PROPN": "NNP"}.get(upos, "")
        tokens.append(Token(form, begin, start + len(text), False, upos, tag, lemma, int(head) - 1, deprel, ner[0] if ner else "O", 1.0))
    return text, tuple(tokens)


def _lemma(form: str, upos: str) -> tuple[bool, str]:
    word = form.lower()
    if upos != "NOUN":
        return False, form if upos == "PROPN" else word
    if word in _IRREGULAR:
        return word != "police", _IRREGULAR[word]
    if word.endswith("s") and not word.endswith("ss") and word not in _SINGULAR:
        return True, word[:-1]
    return False, word


def head_of(sentences: Sequence[Sentence], sentence: int, form: str, nth: int = 1) -> int:
    """The index of the nth token with this form."""
    found = [i for i, token in enumerate(sentences[sentence].tokens) if token.text == form]
    return found[nth - 1]
