"""Grounds the places of a report: which words name a place, which place it is, and whether it tells where something happened."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from msgspec import UNSET

from lapwing.grounded import Placed
from lapwing.grounding.place_build import fold
from lapwing.grounding.place_choice import Name, choose
from lapwing.grounding.place_spans import Found, SpanFinder, head_of, is_short_facility, text_of
from lapwing.grounding.place_store import Gazetteer, Place
from lapwing.grounding.place_use import is_location
from lapwing.model import PlacePrecision, Report, Sentence, Span, Where

__all__ = ["Gazetteer", "Place", "ground_places"]

MIN_SHARE = 0.6
"""The share of a report's located mentions that one country needs to be the country in focus."""
PUBLISHER_VOTE = 1.5
MIN_FOREIGN, MIN_FACILITY = 500_000, 50_000
"""A town outside the country in focus is meant by "X station" only if it has so many people; one inside it needs fewer."""


def ground_places(report: Report, sentences: Sequence[Sentence], gazetteer: Gazetteer) -> list[Placed]:
    """The place mentions of a report, in reading order. Pure: the same report and gazetteer give the same list."""
    return _Grounding(report, sentences, gazetteer).run()


class _Grounding:
    def __init__(self, report: Report, sentences: Sequence[Sentence], gazetteer: Gazetteer) -> None:
        self.report, self.sentences, self.gazetteer = report, sentences, gazetteer
        self.words = gazetteer.words
        self.by_index = {s.index: s for s in sentences}
        self.demonyms: list[tuple[int, int, str]] = []

    def run(self) -> list[Placed]:
        found = SpanFinder(self.report, self.gazetteer).find(self.sentences)
        self.demonyms = [(s.index, k, self.words.demonyms[t.text]) for s in self.sentences for k, t in enumerate(s.tokens) if t.text in self.words.demonyms]
        names = self._names(found)
        choose(names.values(), self._country_votes(), self.gazetteer)
        chosen = {key: name.best() for key, name in names.items()}
        focus = self._focus(found, chosen)
        found = self._facilities(found, chosen, focus)
        mentions = [m for f in found if (m := self._mention(f, self._meant(f, chosen, focus), focus))]
        mentions += self._capitals(found, chosen, focus)
        return sorted(mentions, key=lambda m: (m.sentence, m.first, m.last))

    def _names(self, found: list[Found]) -> dict[str, Name]:
        names: dict[str, Name] = {}
        for item in found:
            name = names.setdefault(fold(item.name), Name(fold(item.name), item.places))
            name.inside.update(item.inside)
            name.loose.update(item.loose)
            for outer in item.inside:  # the larger place votes too
                names.setdefault(fold(outer), Name(fold(outer), self.gazetteer.candidates(outer)))
        return names

    def _country_votes(self) -> dict[str, float]:
        votes: defaultdict[str, float] = defaultdict(float)
        for country in {c for _, _, c in self.demonyms}:
            votes[country] += 1.0
        for country in self._publisher():
            votes[country] += PUBLISHER_VOTE
        return votes

    def _publisher(self) -> set[str]:
        """Countries that the publisher's name or address tells ("The Nairobi Times", .co.ke)."""
        words = (self.report.publisher or "").replace(".", " ").split()
        spans = [" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, min(i + 3, len(words)) + 1)]
        found = {self.words.demonyms[w] for w in words if w in self.words.demonyms}
        for span in spans:
            best = max(self.gazetteer.candidates(span), key=lambda p: p.population, default=None) if span[:1].isupper() else None
            if best and best.country and best.main and best.population > 100_000:
                found.add(best.country)
        host = urlsplit(self.report.url or "").hostname or ""
        country = self.gazetteer.country_of_domain(host.rpartition(".")[2])
        return found | ({country} if country else set())

    def _focus(self, found: list[Found], chosen: dict[str, Place | None]) -> str | None:
        """The country that most of the report's places and demonyms point to."""
        counts = Counter(c for _, _, c in self.demonyms)
        counts.update(p.country for f in found if (p := chosen[fold(f.name)]) and p.country)
        if not counts:
            return None
        country, number = counts.most_common(1)[0]
        return country if number >= MIN_SHARE * counts.total() else None

    def _meant(self, item: Found, chosen: dict[str, Place | None], focus: str | None) -> Place | None:
        """The place of a mention. What is left of "X Mosque" is only taken for the town X in the country in focus, or if X is large."""
        if not item.places:
            return None
        place = chosen[fold(item.name)]
        state = self._state(item) if place and place.kind == "city" else None
        if state:
            return state
        least = MIN_FOREIGN if place and place.country != focus else MIN_FACILITY * (item.generic in self.words["town_facilities"])
        if place and item.generic and place.kind == "city" and place.population < least and not (item.sure and place.country == focus):
            item.last = item.right
            item.name = text_of(self.report, self.by_index[item.sentence], item.first, item.last)
            return None
        return place

    def _state(self, item: Found) -> Place | None:
        """The state that shares its name with a city, where the words are of a state ("senator from New York", "New York state")."""
        state = next((p for p in item.places if p.kind == "region" and p.admin1 and p.main and p.population > MIN_FOREIGN), None)
        if state is None or item.inside:
            return None
        tokens = self.by_index[item.sentence].tokens
        beside = [t.text.lower() for t in (*tokens[max(0, item.first - 2) : item.first], *tokens[item.last + 1 : item.last + 2])]
        return state if not self.words["state_words"].isdisjoint(beside) else None

    def _facilities(self, found: list[Found], chosen: dict[str, Place | None], focus: str | None) -> list[Found]:
        """Join "X Stadium in Y" where X is unknown: Y's mention covers the whole phrase."""
        out: list[Found] = []
        for item in found:
            last = out[-1] if out else None
            if last and last.sentence == item.sentence and not last.places and last.loose == [item.name] and chosen[fold(item.name)]:
                out.pop()
                item.left = last.left
            out.append(item)
        return out

    def _mention(self, item: Found, place: Place | None, focus: str | None) -> Placed | None:
        sentence = self.by_index[item.sentence]
        self._widen(item, sentence, place)
        kind, capital = (place.kind, place.capital) if place else ("exact", False)
        locates = is_location(item, sentence, kind, capital, self.words)
        if place is None and not self._is_credible(item, sentence):
            return None
        where = self._where(item, place, sentence, self._nearby(item, focus))
        return Placed(item.sentence, item.left, item.right, where, locates)

    def _is_credible(self, item: Found, sentence: Sentence) -> bool:
        """Whether an unknown name is a place: it ends in a word like "Square", stands in a larger place, or follows "in" or "at"."""
        tokens = sentence.tokens
        generic = tokens[item.right].text.lower() if item.left < item.right else ""  # "North" alone is no place
        if is_short_facility(tokens, item.first, item.last, self.words):
            return False
        if item.inside or generic in self.words["place_nouns"] or generic in self.words["facility_nouns"]:
            return True
        before = item.left - 1
        while before > 0 and (tokens[before].text.lower() == "the" or tokens[before].text.lower() in self.words["directions"]):
            before -= 1
        if before > 0 and tokens[before].text.lower() == "of" and tokens[before - 1].text.lower() in self.words["prefixes"]:
            return True  # "the village of X"
        return before >= 0 and tokens[before].text.lower() in ("in", "at", "near", "outside", "inside") and len(item.name) > 3

    def _nearby(self, item: Found, focus: str | None) -> str | None:
        """The country of an unknown place: that of the larger place named after it, else the report's."""
        for outer in [*item.inside, *item.loose]:
            best = Name("", self.gazetteer.candidates(outer)).best()
            if best and best.country:
                return best.country
        return focus

    def _where(self, item: Found, place: Place | None, sentence: Sentence, nearby: str | None) -> Where:
        text = text_of(self.report, sentence, item.left, item.right)
        tokens = sentence.tokens
        span = Span(text, tokens[item.left].start, tokens[item.right].end, "title" if sentence.in_title else UNSET)
        if place is None:
            state = item.within
            return Where(text, item.name, nearby, state.admin1 if state else None, None, None, None, "unknown", span)
        precision: PlacePrecision = place.kind
        if precision == "city" and item.generic in _WIDER:
            precision = "region"
        name = place.name if place.kind == "country" else item.name
        return Where(text, name, place.country, place.admin1, place.lat, place.lon, place.geonames_id, precision, span)

    def _widen(self, item: Found, sentence: Sentence, place: Place | None) -> None:
        """Take "province" after and "the embassy in" before the name into the phrase."""
        tokens = sentence.tokens
        if place and place.kind != "country" and item.right == item.last and self._has_generic(sentence, item.last + 1):
            item.right, item.generic = item.last + 1, tokens[item.last + 1].text.lower()
        if place and place.kind == "country":
            return
        head = head_of(tokens, item.first, item.last)
        above = tokens[head].head
        if tokens[head].deprel != "nmod" or not 0 <= above < item.first or tokens[above].lemma.lower() not in self.words["facility_nouns"]:
            return
        if item.first - above > 3 or not any(t.head == head and t.deprel == "case" and t.text.lower() in ("in", "at", "near") for t in tokens):
            return
        left = above
        while left > 0 and tokens[left - 1].head in range(left - 1, above + 1) and tokens[left - 1].deprel in _INNER_RELATIONS:
            left -= 1
        item.left = min(item.left, left)

    def _has_generic(self, sentence: Sentence, k: int) -> bool:
        """Whether "province" or the like at ``k`` belongs to the name before it, and not to a noun after it ("district attorney")."""
        tokens = sentence.tokens
        if k >= len(tokens) or tokens[k].text.lower() not in self.words["prefixes"] or tokens[k].ner not in ("O", "") or tokens[k].deprel == "compound":
            return False
        return k + 1 == len(tokens) or tokens[k + 1].upos not in ("NOUN", "PROPN")

    def _capitals(self, found: list[Found], chosen: dict[str, Place | None], focus: str | None) -> list[Placed]:
        """ "The capital" of the country in focus, where the words are plainly a place and no name stands with them."""
        out: list[Placed] = []
        taken = {(f.sentence, k) for f in found for k in range(f.left, f.right + 1)}
        by_sentence: defaultdict[int, list[Found]] = defaultdict(list)
        told: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
        for item in found:
            by_sentence[item.sentence].append(item)
            if (place := chosen.get(fold(item.name))) and place.country:
                told[item.sentence].append((item.first, place.country))
        for index, k, country in self.demonyms:
            told[index].append((k, country))
        for sentence in self.sentences:
            for k, token in enumerate(sentence.tokens):
                if token.lemma.lower() in self.words["capital_nouns"] and token.text.islower() and (sentence.index, k) not in taken:
                    mention = self._capital(sentence, k, by_sentence.get(sentence.index, ()), _last_country(sentence.index, k, told) or focus)
                    if mention:
                        out.append(mention)
        return out

    def _capital(self, sentence: Sentence, k: int, here: Sequence[Found], country: str | None) -> Placed | None:
        """The capital at token ``k`` of a sentence with the places ``here``; ``country`` is meant where no demonym stands before it."""
        tokens = sentence.tokens
        first = k
        while first > 0 and (
            tokens[first - 1].text.lower() in _DETERMINERS or tokens[first - 1].text in self.words.demonyms or tokens[first - 1].text == "capital"
        ):
            first -= 1
        last = k + 1 if k + 1 < len(tokens) and tokens[k + 1].text == "city" else k
        if any(0 <= f.first - last <= 2 or 0 < k - f.last <= 2 for f in here):
            return None  # "the capital, Tripoli", "the capital of Libya", "Libya's capital": the name speaks for itself or is not plain
        before = tokens[first - 1].text.lower() if first else ""
        verb = tokens[first - 1].lemma.lower() if first else ""
        if first == k or (before not in self.words["where_prepositions"] and verb not in self.words["direct_place_verbs"]):
            return None
        named = [self.words.demonyms[t.text] for t in tokens[first:k] if t.text in self.words.demonyms]
        country = named[0] if named else country
        place = self.gazetteer.capital(country) if country else None
        if not place:
            return None
        item = Found(sentence.index, first, last, first, last, place.name, [place], [])
        return Placed(sentence.index, first, last, self._where(item, place, sentence, None), True)


def _last_country(sentence: int, k: int, told: Mapping[int, Sequence[tuple[int, str]]]) -> str | None:
    """The country named last before token ``k`` of a sentence or in the one before it; ``told``: tokens and countries by sentence."""
    before = [*((sentence - 1, j, c) for j, c in told.get(sentence - 1, ())), *((sentence, j, c) for j, c in told.get(sentence, ()) if j < k)]
    return max(before)[2] if before else None


_WIDER = {"province", "region", "governorate", "state", "county", "district", "oblast", "area", "countryside", "parish", "department"}
_DETERMINERS = {"the", "a", "its", "their", "his", "country's", "nation's"}
_INNER_RELATIONS = {"compound", "amod", "nmod", "nmod:poss", "flat", "nummod"}
