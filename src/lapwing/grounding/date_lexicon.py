"""The words of time, compiled from ``knowledge/data/dates``: phrase → role and meaning."""

from __future__ import annotations

from typing import NamedTuple

from lapwing.errors import KnowledgeError
from lapwing.knowledge.dates import DateRule
from lapwing.knowledge.loader import KnowledgeBase


class Word(NamedTuple):
    """A phrase found: its role, its meaning and how many tokens it takes."""

    role: str
    meaning: str | int
    size: int


class Lexicon:
    """Phrases by their first word. ``roles`` asks for one role only, because "second" is a unit and an ordinal."""

    def __init__(self, base: KnowledgeBase) -> None:
        self.rules = base.read("dates", DateRule)
        self._phrases: dict[str, dict[str, list[tuple[tuple[str, ...], str | int]]]] = {}
        for rule in self.rules:
            for phrase, meaning in rule.words.items():
                parts = tuple(phrase.split())
                if not parts:
                    raise KnowledgeError("dates", rule.id, "has an empty phrase")
                self._phrases.setdefault(parts[0], {}).setdefault(rule.role, []).append((parts, meaning))
        for roles in self._phrases.values():
            for entries in roles.values():
                entries.sort(key=lambda e: -len(e[0]))

    def __contains__(self, word: str) -> bool:
        return word in self._phrases

    def find(self, words: list[str], at: int, *roles: str) -> Word | None:
        """The longest phrase of the first of ``roles`` that stands at ``at``."""
        if at < 0 or at >= len(words):
            return None
        known = self._phrases.get(words[at])
        if known is None:
            return None
        for role in roles:
            for parts, meaning in known.get(role, ()):
                if len(parts) == 1 or words[at : at + len(parts)] == list(parts):
                    return Word(role, meaning, len(parts))
        return None
