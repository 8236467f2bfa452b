"""Who died of age or illness: such a person is no victim, and the count of the killed leaves him out.

A single death is natural where its sentence tells an illness, where the same person's death is told so elsewhere in the report, or where no
violence or accident is told in the sentence, in the one before or in the one after it.
"""

from __future__ import annotations

from collections.abc import Sequence

from lapwing.grounding.quantity_words import INJURED, KILLED, Words
from lapwing.model import Sentence

_NEAR = 1
"""So many sentences around a death are searched for violence."""


class Deaths:
    """What the sentences of one report say about how people died."""

    def __init__(self, sentences: Sequence[Sentence], words: Words) -> None:
        self._ill: list[bool] = []
        self._violent: list[bool] = []
        self._names: set[str] = set()
        for sentence in sentences:
            lower = [t.text.lower() for t in sentence.tokens]
            ill = any(tuple(lower[k : k + len(cause)]) == cause for cause in words.natural for k in range(len(lower)))
            self._ill.append(ill)
            hurt = (words.transitive.get(w) in (KILLED, INJURED) and w not in words.clinic for w in lower)
            self._violent.append(any(hurt) or any(w in words.violence or w in words.lethal for w in lower))
            if ill and not self._violent[-1] and any(words.intransitive.get(w) == KILLED for w in lower):
                self._names |= {t.text.lower() for t in sentence.tokens if t.ner.endswith("PER")}

    def is_natural(self, position: int, who: Sequence[str]) -> bool:
        """Whether the death of ``who`` (words in lower case) told in sentence ``position`` is one of age or illness."""
        if self._ill[position] or not self._names.isdisjoint(who):
            return True
        return not any(self._violent[max(0, position - _NEAR) : position + _NEAR + 1])
