"""PLOVER types with their quads, scores and modes, and the CAMEO code that each maps to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct, field

from lapwing.errors import KnowledgeError


class Mode(Struct, frozen=True, forbid_unknown_fields=True):
    """A mode of a type: its score where PLOVER prints one, and the CAMEO code nearest to it."""

    score: float | None = None
    cameo: str | None = None


class EventType(Struct, frozen=True, forbid_unknown_fields=True):
    """One of the sixteen types."""

    id: str
    quad: int
    score: float
    cameo: str
    definition: str
    modes: dict[str, Mode] = field(default_factory=dict)


class Ontology:
    """The types in force, by name."""

    def __init__(self, types: Iterable[EventType]) -> None:
        self.types = {t.id: t for t in types}

    def require(self, entry: str, kind: str, modes: Iterable[str]) -> None:
        """Raise KnowledgeError where an entry names a type or mode that does not exist; ``none`` is the veto."""
        if kind == "none":
            return
        if kind not in self.types:
            raise KnowledgeError("lexicon", entry, f"there is no type {kind}")
        if lost := [m for m in modes if m not in self.types[kind].modes]:
            raise KnowledgeError("lexicon", entry, f"{kind} has no mode {', '.join(lost)}")

    def quad(self, name: str) -> int:
        """1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."""
        return self.types[name].quad

    def score(self, name: str, modes: Sequence[str]) -> float:
        """The score of the mode furthest from zero, else of the type."""
        scores = [m.score for mode in modes if (m := self.types[name].modes.get(mode)) and m.score is not None]
        return max(scores, key=abs) if scores else self.types[name].score

    def cameo(self, name: str, modes: Sequence[str]) -> str:
        """The CAMEO code nearest to a type and its first mode that has one."""
        codes = [m.cameo for mode in modes if (m := self.types[name].modes.get(mode)) and m.cameo]
        return codes[0] if codes else self.types[name].cameo
