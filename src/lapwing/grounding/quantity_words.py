"""The words of ``data/quantities``: numbers, bounds, and what the words around a number say it counts."""

from __future__ import annotations

from functools import cache, cached_property

from lapwing.knowledge.loader import KnowledgeBase
from lapwing.knowledge.places import QuantityWords

Phrase = tuple[str, tuple[frozenset[str], ...]]
"""A kind and what must follow the verb, each place with its alternatives."""
KILLED, INJURED, ARRESTED, CROWD = "killed", "injured", "arrested", "crowd"
_IRREGULAR = {
    "slay": ["slew", "slain"], "shoot": ["shot"], "beat": ["beaten"], "hang": ["hung"], "hurt": ["hurt"], "burn": ["burnt"], "die": ["dying"],
    "lose": ["lost"], "take": ["took", "taken"], "bring": ["brought"], "send": ["sent"], "cost": ["cost"], "go": ["goes", "went", "gone"],
    "hold": ["held"], "be": ["was", "were", "is", "are", "been"], "give": ["gave", "given"], "put": ["put"], "find": ["found"], "lie": ["lay"],
}  # fmt: skip


class Words:
    """Word sets by id, and the kinds that forms of verbs and nouns give to a count."""

    def __init__(self, base: KnowledgeBase) -> None:
        entries = {e.id: e for e in base.read("quantities", QuantityWords)}
        self.entries = entries
        self.numbers = entries["numbers"].values
        self.multipliers = entries["multipliers"].values
        self.vague = entries["vague"].values
        self.money = frozenset(w.lower() for w in entries["money"].words)
        self.units = frozenset(entries["units"].words)
        self.labels = frozenset(entries["labels"].words)
        self.nobody = frozenset(entries["nobody"].words)
        self.persons = frozenset(entries["person_nouns"].words)
        self.parts = frozenset(entries["part_words"].words)
        self.natural = tuple(tuple(w.split()) for w in entries["natural_causes"].words)
        self.violence = frozenset(form for w in entries["violence"].words for form in forms(w))
        self.clinic = frozenset(self._forms("hospital_verbs"))
        self.growing = frozenset(form for verb in entries["exceed_verbs"].words for form in forms(verb))
        self.starters = frozenset({*self.numbers, *self.vague, "a", "an", "half", "both", "couple", "pair"})

    def _forms(self, entry: str) -> set[str]:
        return {form for verb in self.entries[entry].words for form in forms(verb)}

    @cached_property
    def transitive(self) -> dict[str, str]:
        """Forms of verbs whose object (or passive subject) is counted."""
        sets = ((KILLED, "killed_verbs"), (INJURED, "injured_verbs"), (ARRESTED, "arrested_verbs"))
        return {form: kind for kind, entry in sets for form in self._forms(entry)}

    @cached_property
    def intransitive(self) -> dict[str, str]:
        """Forms of verbs whose subject is counted."""
        sets = ((KILLED, "died_verbs"), (CROWD, "crowd_verbs"))
        return {form: kind for kind, entry in sets for form in self._forms(entry)}

    @cached_property
    def lethal(self) -> frozenset[str]:
        """Forms of verbs that kill with "dead", "to death" or "down"."""
        return frozenset(self._forms("lethal_verbs"))

    @cached_property
    def nouns(self) -> dict[str, str]:
        """Nouns (and "dead", "wounded") that say what is counted."""
        sets = ((KILLED, "killed_nouns"), (INJURED, "injured_nouns"), (ARRESTED, "arrested_nouns"), (CROWD, "crowd_nouns"))
        return {word: kind for kind, entry in sets for word in self.entries[entry].words}

    @cached_property
    def subject_phrases(self) -> dict[str, list[Phrase]]:
        """Predicates of several words whose subject is counted ("lose … lives"), by the forms of their verb."""
        return self._phrases("subject")

    @cached_property
    def object_phrases(self) -> dict[str, list[Phrase]]:
        """Predicates of several words whose object (or passive subject) is counted ("take … into custody"), by the forms of their verb."""
        return self._phrases("object")

    def _phrases(self, side: str) -> dict[str, list[Phrase]]:
        out: dict[str, list[Phrase]] = {}
        for kind in (KILLED, INJURED, ARRESTED, CROWD):
            entry = self.entries.get(f"{kind}_{side}_phrases")
            for phrase in entry.words if entry else ():
                verb, *rest = phrase.split()
                for form in forms(verb):
                    out.setdefault(form, []).append((kind, tuple(frozenset(w.split("/")) for w in rest)))
        return out

    @cached_property
    def bounds(self) -> dict[str, list[tuple[list[str], str]]]:
        """Phrases that stand before a number, by their last word, the longest first."""
        out: dict[str, list[tuple[list[str], str]]] = {}
        for kind in ("at_least", "more_than", "up_to", "less_than", "about"):
            for phrase in self.entries[kind].words:
                words = phrase.split()
                out.setdefault(words[-1], []).append((words, kind))
        return {last: sorted(found, key=lambda f: -len(f[0])) for last, found in out.items()}


@cache
def default_words() -> Words:
    """The words of the package's own knowledge."""
    return Words(KnowledgeBase())


def forms(verb: str) -> set[str]:
    """The verb and its regular and irregular forms."""
    stem = verb[:-1] if verb.endswith("e") else verb
    out = {verb, verb + "s", stem + "ed", stem + "ing"}
    if verb[-1] in "bdgmnpt" and verb[-2] in "aeiou" and verb[-3] not in "aeiou":
        out |= {verb + verb[-1] + "ed", verb + verb[-1] + "ing"}
    if verb.endswith("y") and verb[-2] not in "aeiou":
        out |= {stem[:-1] + "ies", stem[:-1] + "ied"}
    if verb.endswith(("sh", "ch", "ss")):
        out.add(verb + "es")
    return out | set(_IRREGULAR.get(verb, []))
