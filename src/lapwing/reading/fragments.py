"""Short lines that are no sentences: sub-headings, left-over links, who said a pull quote, lists of links at the end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lapwing.knowledge.loader import KnowledgeBase
from lapwing.knowledge.schema import WordSet

MOST_TITLE_CASE, MOST_PLAIN, MOST_ATTRIBUTION, MOST_LINK = 6, 4, 8, 16
"""Words of a fragment in title case, in sentence case, of an attribution, and of a link in a list. Longer lines may be captions, and
stay."""
FEWEST_LINKS = 3
"""So many unfinished lines in a row at the end are a list of links."""

_END = re.compile(r"[.!?:;…।。]['\"”’»)\]]*\Z|['\"”’»]\Z")
_DASH = re.compile(r"[—–-]{1,2} ?(?=\w)")
_BULLET = re.compile(r"[•·▪■●◦*█▶►»>–-]+ *")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_SMALL = frozenset("a an and as at by for from in of on or the to vs with de la el al".split())


def finished(paragraph: str) -> bool:
    """Whether it ends as a sentence, a label or a quotation ends."""
    return _END.search(paragraph[-8:]) is not None


class Fragments:
    """Tells fragments; a line that may hold a verb is never one."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        sets = {entry.id: frozenset(entry.words) for entry in knowledge.read("reading/words", WordSet)}
        self._verbs = sets.get("verbs", frozenset())

    def find(self, paragraphs: Sequence[str], titled: bool) -> dict[int, str]:
        """Index of each fragment among the paragraphs that are read, with the reason. Nothing is a fragment where there is no sentence."""
        sentences = [index for index, text in enumerate(paragraphs) if finished(text) and len(text.split()) > MOST_PLAIN]
        if not sentences:
            return {}
        found: dict[int, str] = {}
        last = sentences[-1]
        tail = range(last + 1, len(paragraphs))
        if len(tail) >= FEWEST_LINKS and all(_is_link(paragraphs[index]) for index in tail):
            found.update(dict.fromkeys(tail, "list of links"))
        for index, text in enumerate(paragraphs):
            if index in found or (index == 0 and not titled):
                continue  # the first line of a text without title may be its title
            reason = self.reason(text, after=index > last)
            if reason:
                found[index] = reason
        return found

    def reason(self, text: str, after: bool = False) -> str | None:
        """Why ``text`` is a fragment; ``after``: no sentence follows it."""
        if len(text) > 120:
            return None
        attribution = _DASH.match(text)
        core = text[attribution.end() :] if attribution else _BULLET.sub("", text, count=1) if _BULLET.match(text) else text
        words = _WORD.findall(core)
        if not words:
            return "no words"
        if finished(text) or self._may_hold_verb(words):
            return None
        titled = all(word[0].isupper() or word[0].isdigit() or word in _SMALL for word in words)
        if attribution:
            return "quote attribution" if len(words) <= MOST_ATTRIBUTION and words[0][0].isupper() else None
        if len(words) > (MOST_TITLE_CASE if titled else MOST_PLAIN):
            return None
        return "stray fragment" if after else "list item" if core != text else "heading"

    def _may_hold_verb(self, words: Sequence[str]) -> bool:
        lower = [word.lower() for word in words]
        plural_subject = len(words) > 2 and _inflected(lower[0]) and words[1][0].islower()  # "Soldiers guard the bridge"
        return plural_subject or any(word in self._verbs for word in lower) or any(_inflected(word) for word in lower[1:])


def _inflected(word: str) -> bool:
    return len(word) > 3 and (
        word.endswith(("ed", "ing", "n't", "n’t")) or (word.endswith("s") and not word.endswith(("ss", "us", "is", "'s", "’s")))
    )


def _is_link(text: str) -> bool:
    """A headline in title case: what is written as a sentence may be a caption."""
    long = [word for word in _WORD.findall(text[:160]) if len(word) > 3]
    capitals = sum(word[0].isupper() or word[0].isdigit() for word in long)
    short = len(text) <= 160 and len(text.split()) <= MOST_LINK
    return short and not finished(text) and bool(long) and capitals >= 0.75 * len(long) and not _BULLET.match(text)
