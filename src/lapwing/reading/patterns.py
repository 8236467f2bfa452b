"""The residue patterns of the knowledge, compiled: which of them a paragraph, its start or its end matches."""

from __future__ import annotations

import re
from typing import NamedTuple

from lapwing.errors import KnowledgeError
from lapwing.knowledge.loader import KnowledgeBase
from lapwing.knowledge.reading import Place, Residue
from lapwing.reading.layout import Span

LONGEST = 600
"""Characters: a longer paragraph is never residue as a whole, nor is a longer stretch cut off its ends. Keeps matching linear."""

_NAME = r"(?:[^\W\d_a-zß-öø-ÿ][\w’'.-]*|d[aeiu]|dos|del|della|v[ao]n|der|den|bin|ibn|al|el|la|le)"
_CREDIT_WORD = (
    r"(?-i:[^\w\s]?(?:[^\W\d_a-zß-öø-ÿ]|\d)\S*|of|by|the|and|via|for|from|courtesy|with|to|[&/|–—-]|d[aeiu]|v[ao]n|al|el|bin|la|le"
    r"|\([\w.]+\)|unknown|ministry|handout|pool|file|agency|agencies|supplied|provided|screengrab|screenshot|government|army|police|office|et|media)"
)
_MACROS = {r"\p{Name}": _NAME, r"\p{Credit}": rf"{_CREDIT_WORD}(?: {_CREDIT_WORD}){{0,11}}"}
_TYPOGRAPHIC = str.maketrans({"’": "'", "‘": "'", "\xa0": " ", "\u200b": None, "\u200d": None, "\u200c": None, "\ufeff": None})


class Rule(NamedTuple):
    """A compiled entry."""

    entry: Residue
    pattern: re.Pattern[str]


class Patterns:
    """All residue entries, by the place they look at."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self._rules: dict[Place, list[Rule]] = {"paragraph": [], "prefix": [], "suffix": [], "heading": []}
        for entry in knowledge.read("reading", Residue):
            self._rules[entry.place].append(Rule(entry, _compiled(entry)))

    @property
    def entries(self) -> list[Residue]:
        return [rule.entry for rules in self._rules.values() for rule in rules]

    def whole(self, paragraph: str, place: Place = "paragraph", first: bool = True) -> Residue | None:
        """The entry that the whole of ``paragraph`` matches."""
        if len(paragraph) > LONGEST:
            return None
        plain = " ".join(paragraph.translate(_TYPOGRAPHIC).split())
        return next((r.entry for r in self._rules[place] if (first or r.entry.at != "start") and r.pattern.fullmatch(plain)), None)

    def prefix(self, text: str, span: Span, first: bool) -> tuple[Span, Residue] | None:
        """What to cut off the start of ``text[span]``."""
        for rule in self._rules["prefix"]:
            found = rule.pattern.match(text, span[0], min(span[1], span[0] + LONGEST)) if first or rule.entry.at != "start" else None
            if found and found.end() > span[0]:
                return (span[0], found.end()), rule.entry
        return None

    def opens(self, text: str, span: Span) -> bool:
        """Whether a pattern that only holds for the first paragraph holds here."""
        limit = min(span[1], span[0] + LONGEST)
        return any(rule.entry.at == "start" and rule.pattern.match(text, span[0], limit) for rule in self._rules["prefix"])

    def suffix(self, text: str, span: Span) -> tuple[Span, Residue] | None:
        """What to cut off the end of ``text[span]``."""
        begin = max(span[0], span[1] - LONGEST)
        for rule in self._rules["suffix"]:
            found = rule.pattern.search(text, begin, span[1])
            if found and found.start() > span[0]:
                return (found.start(), span[1]), rule.entry
        return None


def _compiled(entry: Residue) -> re.Pattern[str]:
    whole = "|".join(f"(?:{pattern})" for pattern in entry.patterns)
    for macro, meaning in _MACROS.items():
        whole = whole.replace(macro, meaning)
    if entry.place in ("prefix", "suffix"):
        whole = whole.replace(" ", r"\s")
    if entry.place == "suffix":
        whole = rf"(?:{whole})\Z"
    try:
        return re.compile(whole, re.NOFLAG if entry.case else re.IGNORECASE)
    except re.error as error:
        raise KnowledgeError("reading", entry.id, f"pattern: {error}") from None
