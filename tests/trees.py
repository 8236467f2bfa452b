"""Analysed sentences in one line: ``form[=lemma]/TAG head deprel [ner]``, words parted by a bar; heads count from 1, 0 is the root.

``TAG`` is a Penn tag, or ``UPOS:TAG`` where the first does not follow from the second (auxiliaries). Without ``=lemma`` the lemma is the
form, in lower case unless it is a name.
"""

from __future__ import annotations

from lapwing.model import Role, Sentence, Token

UPOS = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "VB": "VERB", "VBD": "VERB", "VBG": "VERB", "VBN": "VERB", "VBP": "VERB", "VBZ": "VERB",
    "MD": "AUX", "JJ": "ADJ", "RB": "ADV", "WRB": "ADV", "RP": "ADP", "IN": "ADP", "TO": "PART", "POS": "PART", "DT": "DET", "PDT": "DET", "CD": "NUM",
    "PRP": "PRON", "PRP$": "PRON", "WP": "PRON", "WP$": "PRON", "WDT": "PRON", "CC": "CCONJ", ".": "PUNCT", ",": "PUNCT", "``": "PUNCT", "''": "PUNCT",
}  # fmt: skip
_NO_SPACE_BEFORE = frozenset({",", ".", "'s", "n't", "''", ":"})


def sentence(notation: str, *roles: str, index: int = 0, in_title: bool = False, start: int = 0) -> Sentence:
    """A sentence of the notation above; a role is ``"PREDICATE LABEL ARGUMENT"`` in word numbers that count from 1. ``start`` is its offset."""
    tokens: list[Token] = []
    at = start
    for word in notation.strip().strip("|").split("|"):
        shape, head, deprel, *ner = word.split()
        form, _, tag = shape.rpartition("/")
        form, _, lemma = form.partition("=")
        upos, _, xpos = tag.rpartition(":")
        upos = upos or UPOS[xpos]
        at += bool(tokens) and form not in _NO_SPACE_BEFORE
        lemma = lemma or (form if upos == "PROPN" else form.lower())
        tokens.append(Token(form, at, at + len(form), False, upos, xpos, lemma, int(head) - 1, deprel, ner[0] if ner else "O", 1.0))
        at += len(form)
    given = (r.split() for r in roles)
    return Sentence(index, -1 if in_title else 0, in_title, tuple(tokens), tuple(Role(int(p) - 1, int(a) - 1, label) for p, label, a in given))


def spelt(read: Sentence) -> str:
    """The text that a built sentence stands for, up to its end."""
    out = ""
    for token in read.tokens:
        out += " " * (token.start - len(out)) + token.text
    return out
