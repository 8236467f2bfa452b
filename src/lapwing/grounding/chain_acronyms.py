"""Whether a short form stands for a long name: "GNA" for "Government of National Accord"."""

from __future__ import annotations


def acronym_of(short: str, long: str) -> bool:
    """Whether ``short`` is made of initials of ``long``; small words and some initials may be left out."""
    letters = "".join(c for c in short if c.isalpha()).upper()
    words = [w for w in long.replace("-", " ").split() if w[:1].isalpha()]
    if len(letters) < 2 or len(words) < 2 or " " in short.strip() or not short[:1].isupper():
        return False
    initials = "".join(w[0] for w in words).upper()
    big = "".join(w[0] for w in words if w[0].isupper())
    return letters in (initials, big) or (len(letters) <= 6 and _subsequence(letters, big) and letters[:1] == big[:1])


def _subsequence(short: str, long: str) -> bool:
    rest = iter(long)
    return len(short) >= 2 and all(letter in rest for letter in short)
