"""A place of the gazetteer, and the key under which its names are found."""

from __future__ import annotations

import unicodedata
from typing import Literal

from msgspec import Struct

MAX_WORDS = 5
"""The most words that another name of a place may have."""
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss", "ð": "d", "þ": "th", "ə": "a"}
    | dict.fromkeys("-–/,", " ")
    | dict.fromkeys("'’‘ʼʻ`ʿʾ´.\"“”()", None)
)  # fmt: skip
_SHORT = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}


class Place(Struct, frozen=True):
    """A place of the gazetteer. ``country`` is the coded ISO3 (dependencies folded), ``own`` the unfolded one.

    ``lat`` and ``lon`` are WGS84 degrees, None for countries; ``km`` is a rough radius; ``main`` is False where the name asked for is an
    alternate one.
    """

    name: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    geonames_id: int | None
    kind: Literal["country", "region", "city", "exact"]
    population: int
    own: str | None = None
    km: int = 10
    capital: bool = False
    main: bool = True


def fold(name: str) -> str:
    """The key under which a name is found: no case, accents, apostrophes or hyphens; "Saint" is "st"; no leading "the"."""
    text = name.casefold()
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    words = text.translate(_LETTERS).split()
    if len(words) > 1:
        if words[0] == "the":
            del words[0]
        words = [_SHORT.get(w, w) for w in words]
    return " ".join(words)


def is_usable(name: str) -> bool:
    """Whether a report in English could use this other name: Latin letters, three of them to five words, and no code ("LON")."""
    if len(name) < 3 or not name[0].isupper() or name.isupper() or "|" in name:
        return False
    letters = fold(name).replace(" ", "")
    return letters.isascii() and letters.isalpha() and len(name.split()) <= MAX_WORDS
