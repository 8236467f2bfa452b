"""PLOVER types with their quads, scores and modes, the contexts, and CAMEO in both directions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct, field

from lapwing.coding.contexts import Context, Contexts
from lapwing.errors import KnowledgeError
from lapwing.knowledge.loader import KnowledgeBase


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


class Cameo(Struct, frozen=True, forbid_unknown_fields=True):
    """A CAMEO code: its Goldstein value (-10 to 10), and the PLOVER type, mode and contexts of its events; no type where PLOVER codes none.

    ``back`` lists contexts with which events of this type and mode come back to this code.
    """

    id: str
    goldstein: float
    definition: str
    type: str | None = None
    mode: str | None = None
    contexts: list[str] = field(default_factory=list)
    back: list[str] = field(default_factory=list)


class Ontology:
    """The types, contexts and CAMEO codes in force, by name."""

    def __init__(self, types: Iterable[EventType], contexts: Iterable[Context] = (), codes: Iterable[Cameo] = ()) -> None:
        self.types = {t.id: t for t in types}
        self.contexts = Contexts(contexts)
        self.codes = {c.id: c for c in codes}
        self._back = {(c.type, c.mode, context): c.id for c in self.codes.values() for context in c.back}

    @classmethod
    def load(cls, base: KnowledgeBase) -> Ontology:
        """The ontology of knowledge folders. Raises KnowledgeError."""
        return cls(base.read("ontology", EventType, "types*"), base.read("ontology", Context, "contexts*"), base.read("ontology", Cameo, "cameo*"))

    def require(self, entry: str, kind: str, modes: Iterable[str], contexts: Iterable[str] = ()) -> None:
        """Raise KnowledgeError where an entry names a type, mode or context that does not exist; ``none`` is the veto."""
        if lost := [c for c in contexts if c not in self.contexts.all]:
            raise KnowledgeError("lexicon", entry, f"there is no context {', '.join(lost)}")
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

    def cameo(self, name: str, modes: Sequence[str], contexts: Sequence[str] = ()) -> str:
        """The CAMEO code nearest to a type, its first mode that has one, and the first context that parts it further."""
        modes = [mode for mode in modes if (m := self.types[name].modes.get(mode)) and m.cameo]
        mode = modes[0] if modes else None
        plain = (self.types[name].modes[mode].cameo if mode else None) or self.types[name].cameo
        return next((code for c in contexts if (code := self._back.get((name, mode, c)))), plain)

    def goldstein(self, code: str) -> float | None:
        """The Goldstein value of a CAMEO code, -10 (conflict) to 10 (cooperation); None for a code that is not in the table."""
        found = self.codes.get(code)
        return found.goldstein if found else None

    def faults(self) -> Iterator[str]:
        """What the tables say that cannot be, in reading order."""
        for t in self.types.values():
            for mode, code in ((None, t.cameo), *((m, v.cameo) for m, v in t.modes.items() if v.cameo)):
                yield from self._fault(t, mode, code)
        taken: dict[tuple[str | None, str | None, str], str] = {}
        for c in self.codes.values():
            yield from self._fault_of(c)
            for context in c.back:
                if (first := taken.setdefault((c.type, c.mode, context), c.id)) != c.id:
                    yield f"{c.id} and {first}: both come back from {c.type} {c.mode or ''} {context}"

    def _fault(self, kind: EventType, mode: str | None, code: str | None) -> Iterator[str]:
        """A code that a type or mode goes to must be of that type, and of that mode where any code is."""
        found = self.codes.get(code or "")
        if found is None or found.type != kind.id:
            yield f"{kind.id} {mode or ''}: {code} is no code of {kind.id}"
        elif mode and found.mode != mode and any((c.type, c.mode) == (kind.id, mode) for c in self.codes.values()):
            yield f"{kind.id} {mode or ''}: {code} is a code of {found.mode or 'no mode'}"

    def _fault_of(self, code: Cameo) -> Iterator[str]:
        if not -10 <= code.goldstein <= 10:
            yield f"{code.id}: Goldstein values are -10 to 10"
        if code.type is None:
            if code.mode or code.contexts or code.back:
                yield f"{code.id}: a mode or contexts without a type"
        elif code.type not in self.types:
            yield f"{code.id}: there is no type {code.type}"
        elif code.mode is not None and code.mode not in self.types[code.type].modes:
            yield f"{code.id}: {code.type} has no mode {code.mode}"
        for context in (*code.contexts, *code.back):
            if context not in self.contexts.all:
                yield f"{code.id}: there is no context {context}"
