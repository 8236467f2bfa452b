"""The exception tree.

LapwingError
├── InputError       a report or file that cannot be read: names the file and the place
├── KnowledgeError   a knowledge file that is broken: names the file and the entry or line
├── ModelError       weights that are missing or do not fit
└── UsageError       arguments that contradict each other
"""

from __future__ import annotations


class LapwingError(Exception):
    """Base of all errors that Lapwing raises on purpose; its text is one line for the user."""


class InputError(LapwingError):
    """An input that cannot be read."""

    def __init__(self, source: str, reason: str, place: str | None = None) -> None:
        super().__init__(f"{source}{f', {place}' if place else ''}: {reason}")
        self.source, self.reason, self.place = source, reason, place


class KnowledgeError(LapwingError):
    """A knowledge file or entry that is broken."""

    def __init__(self, file: str, entry: str | None, reason: str, line: int | None = None, column: int | None = None) -> None:
        place = f", line {line}" if line else ""
        place += f", column {column}" if line and column else ""
        super().__init__(f"{file}{place}{f', {entry}' if entry else ''}: {reason}")
        self.file, self.entry, self.reason, self.line, self.column = file, entry, reason, line, column


class ModelError(LapwingError):
    """Weights that are missing, damaged or of another version."""


class UsageError(LapwingError):
    """Arguments that contradict each other or have no meaning."""
