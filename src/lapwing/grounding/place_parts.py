"""Places inside names of bodies ("[Fargo] Police Department", "University of [Ohio]") and names that the reader takes for people or bodies, but
that the report or the words around them show to be places ("[Mansfield] man arrested", "[BANTAM] — A mason ...", "D-[S.C.]").

A place inside a name is a mention but never tells where something happened.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

from lapwing.grounding.place_store import Gazetteer, Place
from lapwing.grounding.place_words import Words
from lapwing.model import Sentence, Token

MIN_LARGE = 100_000
"""A word that is not tagged as a place is a town only if a town of this size bears the name; GeoNames has a small town for most words."""
MAX_WORDS = 3
"""So many words of a longer name are tried as a place."""

Lookup = Callable[[Sentence, int, int], list[Place]]
Part = tuple[int, int, list[Place], bool]
"""First and last token, the places, and whether they are only a part of a longer name."""


def is_large(place: Place) -> bool:
    """Whether a place is so well known that its bare name is likely to mean it."""
    return place.main and (place.kind != "city" or place.population >= MIN_LARGE)


class Parts:
    """Reads the names of one report that are not tagged as places. ``sure`` are names that the report uses for places, ``people`` of persons."""

    def __init__(
        self, text_of: Callable[[Sentence, int, int], str], lookup: Lookup, gazetteer: Gazetteer, sure: Collection[str], people: Collection[str]
    ) -> None:
        self.text_of, self.lookup, self.gazetteer, self.sure, self.people = text_of, lookup, gazetteer, sure, people
        self.words: Words = gazetteer.words

    def find(self, sentence: Sentence, first: int, last: int, label: str) -> Iterator[Part]:
        """The places of a name from token ``first`` to ``last`` that is tagged ``label``."""
        home = next((k for k in range(first, last + 1) if is_party_home(sentence.tokens, k)), None)
        if home is not None:
            if label == "PER" and (places := self._home(sentence, home, last)):
                yield home, last, places, True
            return
        if label == "PER":
            if self._is_place(sentence, first, last):
                yield first, last, self.lookup(sentence, first, last), False
            return
        name = self.text_of(sentence, first, last)
        whole = self.gazetteer.candidates(name)
        area = any(p.kind == "country" or (label == "ORG" and p.kind == "region" and p.main and p.own) for p in whole)
        if area or (whole and self._is_place(sentence, first, last)):
            yield first, last, self.lookup(sentence, first, last) or whole, False
            return
        part = self._front(sentence, first, last, label)
        if part:
            yield part
        end = self._end(sentence, part[1] + 1 if part else first, last, label)
        if end:
            yield end

    def _home(self, sentence: Sentence, first: int, last: int) -> list[Place]:
        """Where a politician is from: a state in short, a town or a county ("D-W. Va.", "R-Elbow Lake", "D-Kanawha")."""
        name = self.text_of(sentence, first, last)
        state = self.words.short.get(name.replace(".", "").replace(" ", ""))
        return self.gazetteer.candidates(state) if state else self.lookup(sentence, first, last) or self.gazetteer.candidates(name + " County")

    def _is_place(self, sentence: Sentence, first: int, last: int) -> bool:
        """Whether a whole name is a place after all: the report uses it so elsewhere, or the words beside it fit a town only."""
        tokens, name = sentence.tokens, self.text_of(sentence, first, last)
        if last - first >= MAX_WORDS or not self.lookup(sentence, first, last):
            return False
        before = tokens[first - 1] if first else None
        if before and (before.text.rstrip(".").lower() in self.words["titles"] or (before.ner[2:] and before.ner[2:] == tokens[first].ner[2:])):
            return False
        after = tokens[last + 1].text if last + 1 < len(tokens) else ""
        capitals = tokens[first].text.isupper() or tokens[first].ner != "B-PER"
        if capitals and is_dateline(tokens, first, last):
            return True
        return name not in self.people and (after in self.words["town_people"] or name in self.sure)

    def _front(self, sentence: Sentence, first: int, last: int, label: str) -> Part | None:
        """The longest place at the start of a name of a body."""
        tokens, start = sentence.tokens, first
        while start < last:
            if any(t.text in self.words["media_nouns"] for t in (tokens[last], tokens[min(start + 1, last)])):
                return None
            for end in range(min(last - 1, start + MAX_WORDS - 1), start - 1, -1):
                if tokens[start].text[:1].isupper() and not self._is_town_and_city(sentence, start, end) and (places := self.lookup(sentence, start, end)):
                    if self._is_front(sentence, start, end, label, places):
                        return start, end, places, True
                    if any(is_large(p) for p in places):
                        return None
            before = tokens[start].text.lower()
            if before not in ("the", "metro", "metropolitan") and before not in self.words["directions"] and not before.isdigit():
                return None
            start += 1
        return None

    def _is_town_and_city(self, sentence: Sentence, first: int, last: int) -> bool:
        """Whether "X City" is the city of a known X ("Dublin City Council")."""
        return first < last and sentence.tokens[last].text in ("City", "Town") and self.text_of(sentence, first, last - 1) in self.sure

    def _is_front(self, sentence: Sentence, first: int, last: int, label: str, places: Sequence[Place]) -> bool:
        tokens, name = sentence.tokens, self.text_of(sentence, first, last)
        after = tokens[last + 1].text.lower()
        if name.lower() in self.words["body_nouns"] or name in self.words["vague"]:
            return False
        if after.isdigit() or after in ("of", "&", "'s", "’s") or name in self.people:
            return False
        area = any(p.main and p.kind in ("country", "region") for p in places)
        if after == "-":
            return area and name in self.sure
        if after in self.words["company_nouns"]:
            return False
        if name in self.sure:
            return True
        if after in self.words["school_nouns"]:
            return area
        if area or (label == "ORG" and any(is_large(p) and p.kind == "city" for p in places) and after in self.words["body_nouns"]):
            return True
        return label == "ORG" and after in self.words["town_bodies"] and any(p.main for p in places)

    def _end(self, sentence: Sentence, first: int, last: int, label: str) -> Part | None:
        """The last known place after "of", "in" or "at" ("University of X", "Parliament of the X")."""
        tokens = sentence.tokens
        for k in range(last, first, -1):
            if tokens[k - 1].text not in ("of", "in", "at"):
                continue
            start = k + (tokens[k].text.lower() == "the" and k < last)
            if tokens[start].text[:1].isupper() and self.text_of(sentence, start, last) not in self.words["vague"]:
                places = self.lookup(sentence, start, last)
                if any(is_large(p) for p in places) or (places and self.text_of(sentence, start, last) in self.sure):
                    return start, last, places, tokens[k - 1].text == "of" or label == "OTH"
            return None
        return None


def is_party_home(tokens: Sequence[Token], k: int) -> bool:
    """Whether token ``k`` is what follows "D-" or "R-" ("D-Vt.")."""
    if k < 3 or tokens[k - 2].text not in _PARTIES or tokens[k - 1].text not in ("-", "–"):
        return False
    return tokens[k - 1].start == tokens[k - 2].end and tokens[k - 3].text in (",", "(", "both")


def is_surname(tokens: Sequence[Token], first: int, last: int, people: Collection[str]) -> bool:
    """Whether a word that is tagged as a place is rather a person of the report: it is a surname there, and no preposition says where."""
    if first != last or tokens[first].text not in people:
        return False
    return first == 0 or tokens[first - 1].text.lower() not in _WHERE


def is_dateline(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a name opens a sentence and a dash or an agency in brackets follows ("ROSWELL -", "LAGOS (Reuters)")."""
    if first or last + 2 >= len(tokens):
        return False
    after, capitals = tokens[last + 1].text, all(t.text.isupper() for t in tokens[first : last + 1])
    return after in ("—", "–", "--") or (capitals and after in ("-", "(", ","))


_WHERE = {"in", "at", "near", "from", "outside", "around", "of", ",", "through", "into"}
_PARTIES = {"D", "R", "I", "L", "DFL"}


def names_of_people(sentences: Sequence[Sentence], titles: Collection[str], places: Collection[str]) -> set[str]:
    """Surnames and given names of the people in a report: the words of names of two words and more, and what follows a title.

    The first word is left out if it is one of ``places``: readers take "Mansfield Mayor Ann Lee" for one name.
    """
    found: set[str] = set()
    for sentence in sentences:
        tokens = sentence.tokens
        start = 0
        for k in range(1, len(tokens) + 1):
            if k < len(tokens) and tokens[k].ner == "I-PER":
                continue
            if tokens[start].ner == "B-PER":
                titled = start > 0 and tokens[start - 1].text.rstrip(".").lower() in titles
                if k - start > 1 or titled:
                    found.update(t.text for j, t in enumerate(tokens[start:k]) if j or titled or t.text not in places)
            start = k
    return found
