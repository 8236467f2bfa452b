"""Finds the words of a report that name places: names tagged LOC, names that the gazetteer knows well, and "X, Y" phrases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from lapwing.grounding.place_parts import MIN_LARGE, Parts, is_large, is_party_home, is_surname, names_of_people
from lapwing.grounding.place_store import Gazetteer, Place
from lapwing.grounding.place_words import Words
from lapwing.model import Report, Sentence, Token

MAX_CONTAINERS = 3
MAX_LIST = 30
"""So many words after a name are searched for "counties"."""
MIN_ACRONYM = 500_000
"""Only so large a town is meant by an acronym ("LA", "DC")."""
_SIDES = ("pro-", "anti-", "non-", "ex-", "mid-", "post-")
MIN_JOINED = 10_000
"""Both towns of "X-Y" have so many people: else it is a firm ("Wal-Mart")."""
_STREETS = {"Street", "Road", "Avenue", "Drive", "Lane", "Boulevard", "St.", "Rd.", "Ave.", "Blvd.", "Court", "Way", "Highway", "Parkway"}
_NAMESAKES = {"elementary", "middle", "school", "center", "centre", "park", "hall", "court", "theater", "theatre", "building", "museum",
              "library", "hotel", "plaza", "mall", "apartment", "villa"}  # fmt: skip
"""Of these "X hall" and the like are mostly named after a person; only a large place is meant by X."""
_COUNTY_OFFICES = {"sheriff", "coroner", "prosecutor", "prosecutors"}

_INNER = {"and", "the", "of", "de", "la", "el", "al", "-", "–", "/", "'", "’", "&", "."}


class Found(Struct):
    """A place name in a sentence: tokens ``first`` to ``last`` are the name, ``left`` to ``right`` the phrase ("the port city of X, Y").

    ``inside`` are the larger places that the words put it in, ``loose`` one that follows as "in Y". ``part`` is True inside a name of a person
    or an organisation. ``generic`` is the word that was taken off the name ("province"). ``within`` is the state of a town that the gazetteer
    lacks. ``sure`` is True where the report also uses the bare name.
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
    sure: bool = False


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
        plain = [[f for label, a, b in _names(s.tokens) for f in self._plain(s, label, a, b, tagged)] if s.tokens else [] for s in sentences]
        sure = {f.name for found in plain for f in found if f.places and f.generic is None}
        people = names_of_people(sentences, self.words["titles"], tagged)
        parts = Parts(lambda s, a, b: text_of(self.report, s, a, b), self._lookup, self.gazetteer, sure, people)
        for sentence, found in zip(sentences, plain, strict=True):
            found[:] = [f for f in found if not is_surname(sentence.tokens, f.first, f.last, people) or any(is_large(p) for p in f.places)]
            for item in found:
                item.sure = item.name in sure
        return [f for s, found in zip(sentences, plain, strict=True) if s.tokens for f in self._merge(s, self._with_parts(s, found, parts))]

    def _plain(self, sentence: Sentence, label: str, first: int, last: int, tagged: set[str]) -> Iterator[Found]:
        text = text_of(self.report, sentence, first, last)
        if first == last and text.lower().startswith(_SIDES):
            yield from self._side(sentence, first, text.partition("-")[2])
            return
        if label == "LOC" and text not in self.words.demonyms and not self._is_none(text):
            yield from self._tagged(sentence, first, last)
        elif label == "":
            yield from self._untagged(sentence, first, last, tagged)

    def _is_none(self, text: str) -> bool:
        """Words that readers tag as places and that are none: "European", "Mars", a bare "north"."""
        return text in self.words["vague"] or text in self.words["celestial"] or (text.islower() and text in self.words["directions"])

    def _side(self, sentence: Sentence, k: int, name: str) -> Iterator[Found]:
        """ "pro-Beijing": the place at the end of the word, which tells no place."""
        places = self.gazetteer.candidates(name) if name[:1].isupper() and name not in self.words.demonyms else []
        if any(is_large(p) for p in places):
            yield Found(sentence.index, k, k, k, k, name, places, [], part=True)

    def _with_parts(self, sentence: Sentence, found: list[Found], parts: Parts) -> list[Found]:
        """The places found so far and those in names of other kinds."""
        more = [
            self._make(sentence, a, b, places, part)
            for label, first, last in _names(sentence.tokens)
            if label in ("ORG", "OTH", "PER")
            for a, b, places, part in parts.find(sentence, first, last, label)
        ]
        return sorted(found + more, key=lambda f: f.first) if more else found

    def _make(self, sentence: Sentence, first: int, last: int, places: list[Place], part: bool = False) -> Found:
        text = text_of(self.report, sentence, first, last)
        return Found(sentence.index, first, last, first, last, self._in_full(sentence, text, last) or text, places, [], part)

    def _tagged(self, sentence: Sentence, first: int, last: int) -> Iterator[Found]:
        tokens = sentence.tokens
        pieces = list(_cut(tokens, first, last, {","}))
        for a, b in pieces:
            places = self._lookup(sentence, a, b)
            if not places and tokens[b].text in _STREETS and b > a and tokens[b - 1].text not in ("County", "Parish"):
                yield self._make(sentence, a, b, [])
                continue
            if not places and any(tokens[k].text in ("and", "/", "–", "-") for k in range(a + 1, b)):
                parts = [self._strip(sentence, x, y, self._lookup(sentence, x, y)) for x, y in _cut(tokens, a, b, {"and", "/", "–", "-"})]
                if all(p.places for p in parts) and (any(t.text == "and" for t in tokens[a:b]) or all(p.places[0].population >= MIN_JOINED for p in parts)):
                    yield from parts
                    continue
                large = [p for p in parts if any(is_large(place) for place in p.places)]
                if large and tokens[a + 1].text in ("–", "-"):  # "Athens-Clarke"
                    yield from large
                    continue
            yield self._strip(sentence, a, b, places)

    def _strip(self, sentence: Sentence, first: int, last: int, places: list[Place]) -> Found:
        """Take articles and words like "northern" off the name where the whole is no name; "X province" is X."""
        tokens, start, end = sentence.tokens, first, last
        if is_short_facility(tokens, first, last, self.words):
            places = [p for p in places if p.kind != "city"]
        if start < end and tokens[start].text in ("the", "The"):
            start += 1
        while start < end and tokens[start].text.lower() in self.words["directions"] and (not places or tokens[start].text.islower()):
            start += 1
            places = self._lookup(sentence, start, end)
        generic = None
        if not places and start < end and tokens[end].text.lower() in self.words["prefixes"] | self.words["town_facilities"]:
            generic, end = tokens[end].text.lower(), end - 1
            places = self._lookup(sentence, start, end)
        if not places and start + 1 < end and tokens[start].text.lower() in self.words["prefixes"] and tokens[start + 1].text == "of":
            start += 2
            places = self._lookup(sentence, start, end)
        if not places and start < end:
            end, places = self._front(sentence, start, last)
            after = tokens[end + 1].text.lower() if places and end < last else ""
            generic = tokens[last].text.lower() if after and (end + 1 == last or after not in self.words["town_bodies"]) else None
        county = self._county(sentence, start, last) if not places or (start == end and all(p.kind == "city" for p in places)) else []
        if county:
            found = self._make(sentence, start, end, county)
            found.name, found.right = county[0].name, last
            return found
        found = self._make(sentence, start, end if places else last, places)
        found.right = last
        found.generic = generic if places else None
        return found

    def _front(self, sentence: Sentence, first: int, last: int) -> tuple[int, list[Place]]:
        """The known place at the start of a longer name that goes on with words like "Fire Station": its last token and what it may be."""
        tokens = sentence.tokens
        for end in range(last - 1, first - 1, -1):
            after = tokens[end + 1].text.lower()
            if not tokens[end + 1].text[:1].isalpha() or tokens[last].text.lower() in self.words["landforms"]:
                continue
            places = self._lookup(sentence, first, end)
            common = after in self.words["body_nouns"] or after in self.words["facility_nouns"]
            if (after in _NAMESAKES or not common) and not any(is_large(p) for p in places):
                continue
            county = self._lookup(sentence, first, end + 1) if places and after in ("county", "parish", "city", "township") and end + 1 < last else []
            if places:
                return (end + 1, county) if county else (end, places)
        return last, []

    def _county(self, sentence: Sentence, first: int, last: int) -> list[Place]:
        """Counties named without the word: "Grant and Wilkin counties", "DuPage Sheriff"."""
        tokens, k = sentence.tokens, last + 1
        if first < last and tokens[last].text.lower() == "counties":
            return self.gazetteer.candidates(text_of(self.report, sentence, first, last - 1) + " County")
        after = tokens[k].text.lower() if k < len(tokens) else ""
        name = text_of(self.report, sentence, first, last)
        if name.endswith((" Co", " Co.")):
            return self.gazetteer.candidates(name.rstrip(".")[:-3] + " County")
        limit = min(len(tokens), k + MAX_LIST)
        while k < limit and (tokens[k].text in (",", "and", "or", "&") or (tokens[k].text[:1].isupper() and tokens[k].text != "Counties")):
            k += 1
        if k < limit and tokens[k].text.lower() == "counties" and (k == last + 1 or after in (",", "and", "or", "&")):
            return self.gazetteer.candidates(name + " County")
        return self.gazetteer.candidates(name + " County") if after in _COUNTY_OFFICES else []

    def _lookup(self, sentence: Sentence, first: int, last: int) -> list[Place]:
        name = text_of(self.report, sentence, first, last)
        if name in self.words["celestial"]:
            return []
        if name.islower():
            return [p for p in self.gazetteer.candidates(name) if p.kind != "city"]
        if name in self.words.demonyms or name.lower() in self.words["directions"]:
            return []
        full = self._in_full(sentence, name, last)
        if full:
            return self.gazetteer.candidates(full)
        found = self.gazetteer.candidates(name)
        if len(name) < 4 and name.isupper():  # an acronym is no small town
            found = [p for p in found if p.kind != "city" or (p.main and p.population > MIN_ACRONYM)]
        if not found and name.lower().startswith(("al-", "el-", "al ", "el ")):
            found = self.gazetteer.candidates(name[3:])
        return found

    def _in_full(self, sentence: Sentence, name: str, last: int) -> str | None:
        """The full name of a state that is written short with a dot ("Ore.")."""
        full = self.words.short.get(name.replace(".", "").replace(" ", ""))
        if not full or not (name.endswith(".") or _followed_by_dot(sentence.tokens, last, name)):
            return None
        return None if any(is_large(p) and p.kind == "city" for p in self.gazetteer.candidates(name)) and name.count(".") > 1 else full

    def _untagged(self, sentence: Sentence, first: int, last: int, tagged: set[str]) -> Iterator[Found]:
        """Capitalised words outside names: taken where the report tags the same word elsewhere, or a preposition says where."""
        tokens, k = sentence.tokens, first
        while k <= last:
            if is_party_home(tokens, k) and (places := self._lookup(sentence, k, k)):
                yield self._make(sentence, k, k, places, part=True)
            elif tokens[k].text in self.words.dotted and tokens[k].upos == "PROPN":  # "an Ill. man"
                yield self._make(sentence, k, k, self._lookup(sentence, k, k))
            elif tokens[k].text[:1].isupper() and tokens[k].upos in ("", "PROPN"):
                end = k
                while end < last and tokens[end + 1].text[:1].isupper() and tokens[end + 1].upos in ("", "PROPN"):
                    end += 1
                before = tokens[k - 1].text.lower() if k else ""
                plain = before in ("in", "at", "near") or all(tokens[j].text in tagged for j in range(k, end + 1))
                places = self._lookup(sentence, k, end) if plain else []
                if any(is_large(p) for p in places):
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
        if any(p.kind == "region" and p.admin1 and is_large(p) for p in item.places) and self._in_list(tokens, item, after):
            return False  # "Iowa, Nevada, Ohio and Utah": there is a Nevada in Ohio
        return any(contains(y, x) for y in after.places for x in item.places)

    def _in_list(self, tokens: Sequence[Token], item: Found, after: Found) -> bool:
        before = tokens[item.left - 1].text if item.left else ""
        following = [t.text for t in tokens[after.right + 1 : after.right + 3]]
        return before in (",", "and") or following[:1] in (["and"], ["or"]) or (following[:1] == [","] and following[-1][:1].isupper())

    def _unknown_in_state(self, sentence: Sentence, item: Found, after: list[Found]) -> int:
        """ "Randolph, New Hampshire" where the state has no such town in the gazetteer: an unknown place in that state. 1 if so, else 0."""
        tokens = sentence.tokens
        if not after or item.inside or after[0].left != item.right + 2 or tokens[item.right + 1].text != ",":
            return 0
        large = [p for p in after[0].places if p.main and p.population > MIN_LARGE]
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


def is_short_facility(tokens: Sequence[Token], first: int, last: int, words: Words) -> bool:
    """ "the Hall", short for a building named before, and no town of that name."""
    alone = first == last and first > 0 and tokens[first - 1].text.lower() == "the"
    return alone and tokens[first].text.lower() in words["facility_nouns"] | words["place_nouns"]


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


def _followed_by_dot(tokens: Sequence[Token], last: int, name: str = "") -> bool:
    """Whether a dot that does not end the sentence is written to the token; it may end it after "Town, Pa"."""
    k = last + 1
    inner = k + 1 < len(tokens) or (name.istitle() and last > 1 and tokens[last - 1].text == ",")
    return k < len(tokens) and inner and tokens[k].text == "." and tokens[k].start == tokens[last].end


def _between(tokens: Sequence[Token], right: int, left: int, ignore: frozenset[str]) -> list[str]:
    return [t.text.lower() for t in tokens[right + 1 : left] if t.text.lower() not in ignore] if left - right < 5 else []
