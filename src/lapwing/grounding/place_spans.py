"""Finds the words of a report that name places: names tagged LOC, names that the gazetteer knows well, and "X, Y" phrases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from lapwing.grounding.place_store import Gazetteer, Place
from lapwing.model import Report, Sentence, Token

MAX_CONTAINERS = 3
MIN_UNTAGGED_POPULATION = 100_000
"""An untagged capitalised word is a town only if a town of this size bears the name; GeoNames has a small town for most words."""

_INNER = {"and", "the", "of", "de", "la", "el", "al", "-", "–", "/", "'", "’", "&", "."}


class Found(Struct):
    """A place name in a sentence: tokens ``first`` to ``last`` are the name, ``left`` to ``right`` the phrase ("the port city of X, Y").

    ``inside`` are the larger places that the words put it in, ``loose`` one that follows as "in Y". ``part`` is True inside a name of a person
    or an organisation. ``generic`` is the word that was taken off the name ("province"). ``within`` is the state of a town that the gazetteer
    lacks.
    """

    sentence: int
    first: int
    last: int
    left: int
    right: int
    name: str
    places: list[Place]
    inside: list[str]
    part: bool = False
    generic: str | None = None
    loose: list[str] = []
    within: Place | None = None


def text_of(report: Report, sentence: Sentence, first: int, last: int) -> str:
    """The exact words of the tokens ``first`` to ``last``."""
    source = (report.title or "") if sentence.in_title else report.text
    return source[sentence.tokens[first].start : sentence.tokens[last].end]


def head_of(tokens: Sequence[Token], first: int, last: int) -> int:
    """The token of a span that is governed from outside; the last one where there is no tree."""
    for k in range(first, last + 1):
        if not first <= tokens[k].head <= last and tokens[k].deprel not in ("", "punct"):
            return k
    return last


class SpanFinder:
    """Reads the sentences of one report."""

    def __init__(self, report: Report, gazetteer: Gazetteer) -> None:
        self.report, self.gazetteer, self.words = report, gazetteer, gazetteer.words

    def find(self, sentences: Sequence[Sentence]) -> list[Found]:
        """All place names, in reading order."""
        tagged = {t.text for s in sentences for t in s.tokens if t.ner.endswith("LOC")}
        return [f for s in sentences if s.tokens for f in self._sentence(s, tagged)]

    def _sentence(self, sentence: Sentence, tagged: set[str]) -> list[Found]:
        found: list[Found] = []
        for label, first, last in _names(sentence.tokens):
            if label == "LOC" and text_of(self.report, sentence, first, last) not in self.words.demonyms:
                found.extend(self._tagged(sentence, first, last))
            elif label in ("ORG", "OTH"):
                found.extend(self._inside_name(sentence, first, last, label))
            elif label == "":
                found.extend(self._untagged(sentence, first, last, tagged))
        return self._merge(sentence, found)

    def _make(self, sentence: Sentence, first: int, last: int, places: list[Place], part: bool = False) -> Found:
        text = text_of(self.report, sentence, first, last)
        return Found(sentence.index, first, last, first, last, self._in_full(sentence, text, last) or text, places, [], part)

    def _tagged(self, sentence: Sentence, first: int, last: int) -> Iterator[Found]:
        tokens = sentence.tokens
        pieces = list(_cut(tokens, first, last, {","}))
        for a, b in pieces:
            places = self._lookup(sentence, a, b)
            if not places and any(tokens[k].text in ("and", "/", "–", "-") for k in range(a + 1, b)):
                parts = [(x, y, self._lookup(sentence, x, y)) for x, y in _cut(tokens, a, b, {"and", "/", "–", "-"})]
                if all(p for _, _, p in parts):
                    yield from (self._strip(sentence, x, y, p) for x, y, p in parts)
                    continue
            yield self._strip(sentence, a, b, places)

    def _strip(self, sentence: Sentence, first: int, last: int, places: list[Place]) -> Found:
        """Take articles and words like "northern" off the name where the whole is no name; "X province" is X."""
        tokens, start, end = sentence.tokens, first, last
        if start < end and tokens[start].text in ("the", "The"):
            start += 1
        while not places and start < end and tokens[start].text.lower() in self.words["directions"]:
            start += 1
            places = self._lookup(sentence, start, end)
        generic = None
        if not places and start < end and tokens[end].text.lower() in self.words["prefixes"] | self.words["town_facilities"]:
            generic, end = tokens[end].text.lower(), end - 1
            places = self._lookup(sentence, start, end)
        if not places and start + 1 < end and tokens[start].text.lower() in self.words["prefixes"] and tokens[start + 1].text == "of":
            start += 2
            places = self._lookup(sentence, start, end)
        found = self._make(sentence, start, end if places else last, places)
        found.right = last
        found.generic = generic if places else None
        return found

    def _lookup(self, sentence: Sentence, first: int, last: int) -> list[Place]:
        name = text_of(self.report, sentence, first, last)
        if name in self.words.demonyms or name.lower() in self.words["directions"]:
            return []
        full = self._in_full(sentence, name, last)
        if full:
            return self.gazetteer.candidates(full)
        found = self.gazetteer.candidates(name)
        if len(name) < 4 and name.isupper():  # an acronym is no small town
            found = [p for p in found if p.kind != "city"]
        if not found and name.lower().startswith(("al-", "el-", "al ", "el ")):
            found = self.gazetteer.candidates(name[3:])
        return found

    def _in_full(self, sentence: Sentence, name: str, last: int) -> str | None:
        """The full name of a state that is written short with a dot ("Ore.")."""
        full = self.words.short.get(name.replace(".", ""))
        return full if full and (name.endswith(".") or _followed_by_dot(sentence.tokens, last)) else None

    def _inside_name(self, sentence: Sentence, first: int, last: int, label: str) -> Iterator[Found]:
        """A whole name that is a country, or the last known place within a longer name ("University of X")."""
        whole = self.gazetteer.candidates(text_of(self.report, sentence, first, last))
        if any(p.kind == "country" for p in whole):
            yield self._make(sentence, first, last, whole)
            return
        for k in range(last, first, -1):
            tokens = sentence.tokens
            if tokens[k - 1].text in ("of", "in", "at") and k > first and tokens[k].text[:1].isupper():
                places = self._lookup(sentence, k, last)
                if any(_is_large(p) for p in places):
                    yield self._make(sentence, k, last, places, part=tokens[k - 1].text == "of" or label == "OTH")
                return

    def _untagged(self, sentence: Sentence, first: int, last: int, tagged: set[str]) -> Iterator[Found]:
        """Capitalised words outside names: taken where the report tags the same word elsewhere, or a preposition says where."""
        tokens, k = sentence.tokens, first
        while k <= last:
            if tokens[k].text[:1].isupper() and tokens[k].upos in ("", "PROPN"):
                end = k
                while end < last and tokens[end + 1].text[:1].isupper() and tokens[end + 1].upos in ("", "PROPN"):
                    end += 1
                before = tokens[k - 1].text.lower() if k else ""
                plain = before in ("in", "at", "near") or all(tokens[j].text in tagged for j in range(k, end + 1))
                places = self._lookup(sentence, k, end) if plain else []
                if any(_is_large(p) for p in places):
                    yield self._make(sentence, k, end, places)
                k = end
            k += 1

    def _merge(self, sentence: Sentence, found: list[Found]) -> list[Found]:
        """Join "X, Y" where a Y holds an X; "X in Y" is only remembered."""
        out: list[Found] = []
        k = 0
        while k < len(found):
            item = found[k]
            k += 1
            while k < len(found) and len(item.inside) < MAX_CONTAINERS and self._holds(sentence, item, found[k]):
                item.inside.append(found[k].name)
                item.right = found[k].right
                k += 1
            k += self._unknown_in_state(sentence, item, found[k : k + 2])
            self._short(sentence, item)
            if k < len(found) and _between(sentence.tokens, item.right, found[k].left, self.words["directions"]) == ["in"]:
                item.loose.append(found[k].name)
            out.append(item)
        return out

    def _holds(self, sentence: Sentence, item: Found, after: Found) -> bool:
        tokens = sentence.tokens
        if not (after.left == item.right + 2 and tokens[item.right + 1].text == ","):
            return False
        return any(contains(y, x) for y in after.places for x in item.places)

    def _unknown_in_state(self, sentence: Sentence, item: Found, after: list[Found]) -> int:
        """ "Randolph, New Hampshire" where the state has no such town in the gazetteer: an unknown place in that state. 1 if so, else 0."""
        tokens = sentence.tokens
        if not after or item.inside or after[0].left != item.right + 2 or tokens[item.right + 1].text != ",":
            return 0
        large = [p for p in after[0].places if p.main and p.population > MIN_UNTAGGED_POPULATION]
        state = next((p for p in large if (p.kind == "region" and p.admin1) or (p.kind == "country" and not item.places)), None)
        if state is None or not all(p.kind == "city" for p in item.places):
            return 0
        right = after[0].right
        following = [t.text for t in tokens[right + 1 : right + 3]]
        if following[:1] in (["and"], ["or"]) or following[1:] in (["and"], ["or"]) or (len(after) > 1 and after[1].left == right + 2):
            return 0  # a list
        if right + 1 < len(tokens) and item.left > 1 and tokens[item.left - 1].text in (",", "and"):
            return 0
        item.places, item.inside, item.within, item.right = [], [after[0].name], state, right
        return 1

    def _short(self, sentence: Sentence, item: Found) -> None:
        """ "Portland, Ore." where the short name is no place of its own."""
        tokens, k = sentence.tokens, item.right + 2
        if k >= len(tokens) or tokens[k - 1].text != ",":
            return
        for last in (k + 1, k):  # "W.Va" is two tokens
            if last >= len(tokens) or (last > k and tokens[last].start != tokens[k].end):
                continue
            full = self.words.short.get("".join(t.text for t in tokens[k : last + 1]).replace(".", ""))
            if full and any(contains(y, x) for y in self.gazetteer.candidates(full) for x in item.places):
                item.inside.append(full)
                item.right = last + _followed_by_dot(tokens, last)
                return


def contains(outer: Place, inner: Place) -> bool:
    """Whether ``inner`` lies in ``outer``, a country or region."""
    if outer.kind == "country":
        return inner.kind != "country" and outer.own == inner.own
    if outer.kind != "region" or inner.kind == "country" or outer is inner:
        return False
    if outer.admin1 and outer.own:
        return outer.own == inner.own and outer.admin1 == inner.admin1 and (inner.kind == "city" or inner.km < outer.km)
    return distance(outer, inner) <= outer.km and (outer.own is None or outer.own == inner.own)


def distance(a: Place, b: Place) -> float:
    """Kilometres between two places, roughly; endless where one has no position."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return float("inf")
    from math import cos, hypot, radians

    turn = abs(a.lon - b.lon)
    return 111.2 * hypot(a.lat - b.lat, min(turn, 360 - turn) * cos(radians((a.lat + b.lat) / 2)))


def _is_large(place: Place) -> bool:
    return place.main and (place.kind != "city" or place.population >= MIN_UNTAGGED_POPULATION)


def _names(tokens: Sequence[Token]) -> Iterator[tuple[str, int, int]]:
    """Stretches of one BIO label ("" outside names)."""
    start = 0
    for k in range(1, len(tokens) + 1):
        label = tokens[start].ner[2:]
        if k == len(tokens) or tokens[k].ner.startswith("B-") or tokens[k].ner[2:] != label:
            yield label, start, k - 1
            start = k


def _cut(tokens: Sequence[Token], first: int, last: int, marks: set[str]) -> Iterator[tuple[int, int]]:
    start = first
    for k in range(first, last + 2):
        if k > last or tokens[k].text in marks:
            if start < k:
                yield start, k - 1
            start = k + 1


def _followed_by_dot(tokens: Sequence[Token], last: int) -> bool:
    """Whether a dot that does not end the sentence is written to the token."""
    k = last + 1
    return k + 1 < len(tokens) and tokens[k].text == "." and tokens[k].start == tokens[last].end


def _between(tokens: Sequence[Token], right: int, left: int, ignore: frozenset[str]) -> list[str]:
    return [t.text.lower() for t in tokens[right + 1 : left] if t.text.lower() not in ignore] if left - right < 5 else []
