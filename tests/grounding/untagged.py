"""Noun phrases for tests, cut into untagged tokens: ``head`` is the last word before a preposition or comma, or a word marked with ``*``."""

from __future__ import annotations

import re

from lapwing.model import Token

_WORD = re.compile(r"\*?[^\W_]+(?:\.[^\W_]+)*\.?(?<!\d\.)|'s|’s|['’](?=\s)|[,()*-]|\S")
_CUTS = frozenset("of in from for at to with on near against , ( who which".split())


def untagged(phrase: str) -> tuple[list[Token], int]:
    """Tokens and head index of a phrase such as "the president of *Chad"."""
    tokens: list[Token] = []
    marked = -1
    for match in _WORD.finditer(phrase):
        text = match.group()
        if text.startswith("*"):
            marked, text = len(tokens), text[1:]
        tokens.append(Token(text, match.start(), match.end(), False, "", "", "", -1, "", "", 1.0))
    cut = next((i for i, t in enumerate(tokens) if i and t.text in _CUTS), len(tokens))
    last = cut - 1
    while last > 0 and tokens[last].text in ("'s", "’s", "'", "’"):
        last -= 1
    return tokens, marked if marked >= 0 else last


def shown(country: str | None, sector: str | None) -> str:
    """As the examples write a code: ``KEN COP``, ``IGO``, ``- CVL``."""
    return " ".join(p for p in (country or "-", sector) if p)
