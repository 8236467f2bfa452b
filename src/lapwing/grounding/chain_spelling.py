"""Names written in other letters: diacritics, and the many ways to write Arabic, Persian, Russian or Ukrainian names in English."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_PLAIN = str.maketrans({"\u0131": "i", "\u0142": "l", "\u00f8": "o", "\u00e6": "ae", "\u00df": "ss", "\u0111": "d"})
_APOSTROPHES = frozenset("'\u2019\u2018\u02bc\u02bb`")
# The order matters: letter pairs before single letters. Vowels keep only three classes: a/e, i/y/j, o/u/w.
_SOUNDS = tuple(
    (re.compile(old), new)
    for old, new in (
        ("tsch|tch|tz|ts|cz", "c"), ("sch|sh", "s"), ("ch", "c"), ("kh|gh|q|g|k", "k"), ("dh", "d"), ("th", "t"), ("ph", "f"), ("bh", "b"), ("x", "ks"),
        ("v|w(?=[aeiou])", "v"), ("[jy]", "i"), ("[ouw]+", "u"), ("e", "a"), ("(?<=[aiu])h$", ""), (r"(.)\1+", r"\1"),
    )
)  # fmt: skip


@lru_cache(maxsize=8192)
def fold(word: str) -> str:
    """Lower case without diacritics and apostrophes; letters of other scripts stay."""
    plain = unicodedata.normalize("NFKD", word.lower().translate(_PLAIN))
    return "".join(c for c in plain if not unicodedata.combining(c) and c not in _APOSTROPHES)


@lru_cache(maxsize=8192)
def skeleton(word: str) -> str:
    """What spellings of one folded name have in common: "gaddafi" and "qadhafi", "zelensky" and "zelenskyy", "mohammed" and "muhammad"."""
    if not word.isascii():
        return word
    for old, new in _SOUNDS:
        word = old.sub(new, word)
    return word
