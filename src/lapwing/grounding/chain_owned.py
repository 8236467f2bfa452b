"""Those that belong to somebody: "Haftar's forces" and "his forces", "the boy's father" and "his father" are one chain."""

from __future__ import annotations

from lapwing.grounding.chain_names import Chain
from lapwing.grounding.chain_pronouns import Scene
from lapwing.grounding.chain_words import Sense
from lapwing.grounding.phrases import Phrase

_KIN = "father mother wife husband son daughter brother sister widow parent uncle nephew cousin grandfather fiancee family"
_BODIES = "force troop army militia party government administration regime coalition movement ministry embassy campaign office lawyer spokesman spokeswoman"
_OWNED = frozenset(f"{_KIN} {_BODIES}".split())
_NUMBERS = frozenset("one two three four five six seven eight nine ten some many several".split())

Key = tuple[str, bool, tuple[str, ...], int]


class Owned:
    """The chains of such descriptions by noun, other words and owner."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._chains: dict[Key, Chain] = {}

    def find(self, phrase: Phrase, sense: Sense) -> Chain | None:
        """The chain of an earlier mention with the same noun and owner."""
        key = self._key(phrase, sense)
        return self._chains.get(key) if key is not None else None

    def note(self, chain: Chain, phrase: Phrase, sense: Sense) -> None:
        """Remember the chain of a description, or of a name that it describes."""
        key = self._key(phrase, sense)
        if key is not None:
            self._chains.setdefault(key, chain)

    def _key(self, phrase: Phrase, sense: Sense) -> Key | None:
        if phrase.lemma not in _OWNED or sense.other or sense.former or phrase.predicate or not _NUMBERS.isdisjoint(phrase.before):
            return None
        tree, at = self._scene.trees[phrase.place], self._scene.at[phrase.place]
        owners: set[int] = set()
        words: set[str] = set()
        for index in phrase.modifiers:
            under = at.get(index)
            if under is None or under is phrase or under.chain < 0 or tree.case(index) not in ("", "of"):
                continue
            if self._scene.chains[under.chain].kind in ("PER", "ORG", "country") or under.kind == "description":
                owners.add(under.chain)
                words.update(w for i in (under.head, *under.aliases) for w in (tree.tokens[i].text.lower(), (tree.tokens[i].lemma or "").lower()))
        if len(owners) != 1:
            return None
        return phrase.lemma, phrase.plural, tuple(w for w in phrase.before if w not in words), owners.pop()
