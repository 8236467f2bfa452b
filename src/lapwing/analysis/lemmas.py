"""Lemmas: a table of irregular forms, then the regular endings of English checked against a word list.

Not learned: a network must memorise whether "charged" drops one letter or two (95.6 % on EWT dev), a word list knows (98.3 %).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

_VOWELS = frozenset("aeiou")
_VERB_TAGS = {"VBD": "ed", "VBN": "ed", "VBG": "ing", "VBZ": "s"}
_DOUBLED = frozenset("bdgklmnprtvz")
_UNCHANGED = frozenset({"series", "species", "headquarters", "means", "politics", "economics", "news"})
_SHORT = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")
"""One syllable of one vowel and one consonant: it would double before an ending ("barred"), so "fined" is of "fine"."""
_OPEN = frozenset({"VERB", "AUX", "NOUN", "ADJ", "ADV"})


class Lemmatizer:
    """``irregular`` maps (lower-case form, UPOS) to the lemma; ``known`` is a list of words that exist."""

    def __init__(self, irregular: Mapping[tuple[str, str], str], known: Collection[str]) -> None:
        self._irregular, self._known = irregular, known
        self._cache: dict[tuple[str, str, str], str] = {}

    @classmethod
    def load(cls, path: Path, known: Collection[str]) -> Lemmatizer:
        """Read ``form TAB upos TAB lemma`` lines; a line without a form adds its lemma to the known words."""
        rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line]
        return cls({(r[0], r[1]): r[2] for r in rows if r[0]}, {*known, *(r[2] for r in rows if not r[0])})

    def lemma(self, form: str, upos: str, xpos: str) -> str:
        """The lemma of a word with its tags."""
        key = (form, upos, xpos)
        found = self._cache.get(key)
        if found is None:
            found = self._find(form, upos, xpos)
            if len(self._cache) < 100_000:
                self._cache[key] = found
        return found

    def _find(self, form: str, upos: str, xpos: str) -> str:
        lower = form.lower()
        irregular = self._irregular.get((lower, upos))
        if irregular is not None:
            return irregular
        if upos == "PROPN":
            return regular(form, "NOUN", "NNS", self._exists) if xpos == "NNPS" else form
        if upos not in _OPEN:
            return form if upos in ("X", "SYM", "NUM", "PUNCT") else lower
        return regular(lower, upos, xpos, self._exists)

    def _exists(self, word: str) -> bool:
        return word in self._known


def regular(form: str, upos: str, xpos: str, exists: Callable[[str], bool]) -> str:
    """Undo a regular ending. Of several candidates the first that exists wins, else the likeliest by spelling."""
    if upos in ("VERB", "AUX"):
        ending = _VERB_TAGS.get(xpos)
        if ending == "s":
            return _singular(form, exists)
        if ending and form.endswith(ending) and len(form) > len(ending) + 1:
            return _verb(form[: -len(ending)], exists)
        return form
    if upos == "NOUN" and xpos in ("NNS", "NNPS"):
        return _singular(form, exists)
    if upos in ("ADJ", "ADV") and xpos in ("JJR", "RBR", "JJS", "RBS"):
        for ending in ("est", "er"):
            if form.endswith(ending) and len(form) > len(ending) + 1:
                return _degree(form[: -len(ending)], exists)
    return form


def _verb(stem: str, exists: Callable[[str], bool]) -> str:
    if stem.endswith("i") and len(stem) > 2:
        return stem[:-1] + "y"
    if stem.endswith("e") and exists(stem + "e"):
        return stem + "e"
    candidates = [stem, stem + "e"]
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] in _DOUBLED:
        candidates = [stem[:-1], stem] if stem[-1] != "l" or not exists(stem) else [stem, stem[:-1]]
    elif _wants_e(stem) or _SHORT.fullmatch(stem):
        candidates.reverse()
    return next((c for c in candidates if exists(c)), candidates[0])


def _wants_e(stem: str) -> bool:
    """Whether spelling suggests a silent e: "charg-", "impos-", "liv-", but not "attack-", "visit-"."""
    if stem.endswith(("at", "iz", "is", "os", "us", "ut", "ir", "as", "ib", "ur", "od", "id")):
        return True
    if stem.endswith(("in", "or", "it", "ot", "ed", "al", "il", "ol")):
        return False
    if stem.endswith("ad") and len(stem) > 3 and stem[-3] not in _VOWELS:  # "serenad-", "blockad-", but not "load-"
        return True
    return stem[-1] in "cgvsuz" or (len(stem) > 2 and stem[-1] == "l" and stem[-2] not in _VOWELS | {"l"})


def _singular(form: str, exists: Callable[[str], bool]) -> str:
    lower = form.lower()
    if lower.endswith("men") and exists(form[:-2] + "an"):
        return form[:-2] + "an"
    if lower in _UNCHANGED or not lower.endswith("s") or lower.endswith(("ss", "us")) or len(form) < 3:
        return form
    if form.endswith("ies") and len(form) > 4:
        return form[:-3] + "y"
    if form.endswith("es") and len(form) > 3:
        longer, shorter = form[:-1], form[:-2]
        if longer.endswith(("ise", "ize", "ose", "yse", "use")):
            return longer
        if shorter.endswith(("s", "x", "z", "ch", "sh", "o")) and (exists(shorter) or not exists(longer)):
            return shorter
        return longer
    return form[:-1]


def _degree(stem: str, exists: Callable[[str], bool]) -> str:
    if stem.endswith("i"):
        return stem[:-1] + "y"
    if len(stem) > 2 and stem[-1] == stem[-2] and not exists(stem):
        return stem[:-1]
    return stem + "e" if not exists(stem) and exists(stem + "e") else stem
