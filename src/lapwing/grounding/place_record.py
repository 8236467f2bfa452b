"""A place of the gazetteer, and the key under which its names are found."""

from __future__ import annotations

import re
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
_ARABIC = frozenset("AFG ARE BHR DZA EGY ERI IRN IRQ JOR KWT LBN LBY MAR MRT OMN PAK PSE QAT SAU SDN SOM SYR TCD TUN YEM".split())
_SLAVIC = frozenset("BLR RUS UKR".split())
_ARTICLES = frozenset("al el an en as es ash esh ad ed adh ar er at et ath az ez ul".split())
_SOUNDS = (("dj", "j"), ("ch", "sh"), ("th", "t"), ("dh", "d"), ("q", "k"))
_IOTATED = re.compile("[yi]([aeou])")
_DOUBLED = re.compile(r"(.)\1+")
_LEAST_ARABIC, _LEAST_SLAVIC = 5, 6
"""So many letters of a loose key must be left: shorter ones would fit anything."""
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


def loose(key: str, own: str | None) -> str:
    """A looser key for the countries whose names news spells in many ways, from the folded name; empty where there is none.

    Arabic script, names of several words: articles and vowels go ("Jisr al-Shughur" and "Jisr ash Shughur" are "jsr shghr"). Cyrillic: the spellings
    of soft vowels fall together ("Hulyaipole" and "Hulyaypole" are "hulaipole").
    """
    if own in _ARABIC:
        return loose_arabic(key)
    return loose_slavic(key) if own in _SLAVIC else ""


def loose_arabic(key: str) -> str:
    words = key.split()
    if len(words) < 2:
        return ""
    out = []
    for word in words:
        if word in _ARTICLES:
            continue
        for long, short in _SOUNDS:
            word = word.replace(long, short)
        bare = "".join(c for c in word.removesuffix("h") if c not in "aeiouyw")
        out.append(_DOUBLED.sub(r"\1", bare))
    found = " ".join(w for w in out if w)
    return found if " " in found and len(found) > _LEAST_ARABIC else ""


def loose_slavic(key: str) -> str:
    found = _DOUBLED.sub(r"\1", _IOTATED.sub(r"\1", key).replace("y", "i"))
    return found if len(found) >= _LEAST_SLAVIC else ""
