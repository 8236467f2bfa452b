"""Chooses among the places that bear a name: size and rank first, then what else the report names, one sense a report.

The score of a place is a sum of the terms below. Each name of the report casts a vote, spread over its places by their prior, for the
country, the division and the 2-degree cell around them; a place is then judged by the votes of the other names. Linear in their number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import log1p, log10

from lapwing.grounding.place_spans import contains
from lapwing.grounding.place_store import Gazetteer, Place

SIZE = 1.0
COUNTRY, REGION, CAPITAL, ALTERNATE = 2.5, 0.3, 1.5, -1.2
VOTE_COUNTRY, VOTE_DIVISION, VOTE_CELL = 1.5, 2.2, 1.5
INSIDE, LOOSE = 20.0, 4.0
MAX_SUPPORT = 7.5
DOMESTIC, CERTAIN = 1.5, 0.98
MAX_COUNTRY = 2.0
STATE = 0.5
MAX_BESIDE = 5.0
SEAT, MIN_SEAT = 2.0, 1_000_000
VOTE_RANK, VOTE_GREAT, MIN_GREAT = 1.0, 0.5, 500_000
NAMED, MIN_NAMED = 2.0, 200_000
MAX_CONSIDERED = 25
ROUNDS = 3
"""Weights: set by hand on the orders of magnitude (a point is a factor ten in population), checked on the LGL corpus by bench/places.py."""

Votes = Mapping[object, float]


def prior(place: Place) -> float:
    """How likely a place is meant before anything else is known."""
    score = SIZE * log10(place.population + 10) + CAPITAL * place.capital
    if not place.main:
        score += ALTERNATE
    if place.kind == "country" or (place.own is None and place.kind == "region"):
        return score + COUNTRY
    return score + (REGION if place.kind != "city" else 0) + STATE * (_rank(place) == ("division", "USA"))


class Name:
    """A place name of the report with all it may mean and what its mentions say about it."""

    __slots__ = ("inside", "is_great", "key", "loose", "places", "priors", "scores", "weight")

    def __init__(self, key: str, places: Sequence[Place]) -> None:
        self.key = key
        self.places = sorted(places, key=prior, reverse=True)[:MAX_CONSIDERED]
        self.priors = [prior(p) - SEAT * self._is_around_city(p) for p in self.places]
        self.scores = self.priors
        self.is_great = any(p.main and _rank(p) == "great" for p in self.places)
        self.inside: set[str] = set()
        self.loose: set[str] = set()
        self.weight = 1.0

    def _is_around_city(self, place: Place) -> bool:
        """Whether a division bears the name of a great city in it (New York, São Paulo), which is what news mostly mean."""
        if place.kind != "region" or not place.admin1:
            return False
        return any(p.kind == "city" and p.main and p.population > MIN_SEAT and (p.own, p.admin1) == (place.own, place.admin1) for p in self.places)

    def best(self) -> Place | None:
        """The place with the highest score."""
        if not self.places:
            return None
        return self.places[max(range(len(self.places)), key=self.scores.__getitem__)]

    def shares(self) -> list[float]:
        """The vote of this name for each of its places; they add up to 1."""
        top = max(self.scores, default=0.0)
        raw = [10 ** min(0.0, 0.8 * (s - top)) for s in self.scores]
        total = sum(raw)
        return [r / total for r in raw]


def choose(names: Iterable[Name], countries: Mapping[str, float], gazetteer: Gazetteer) -> None:
    """Fill the scores of all names. ``countries`` are votes of demonyms, the publisher and the like, by ISO3."""
    todo = [n for n in names if n.places]
    base = {id(n): [s + _stated(n, p, gazetteer) for s, p in zip(n.priors, n.places, strict=True)] for n in todo}
    home = domestic(todo, countries)
    if home:
        for name in todo:
            base[id(name)] = [s + DOMESTIC * _within(p, home) for s, p in zip(base[id(name)], name.places, strict=True)]
    for name in todo:
        name.scores = base[id(name)]
    for _ in range(ROUNDS):
        votes: defaultdict[object, float] = defaultdict(float)
        for country, weight in countries.items():
            votes[country] += weight
        ballots = [(n, list(zip(n.places, n.shares(), strict=True))) for n in todo]
        for _, ballot in ballots:
            for key, weight in _ballot(ballot).items():
                votes[key] += weight
        for name, ballot in ballots:
            own = _ballot(ballot)
            name.scores = [s + _support(p, votes, own, name.is_great) for s, p in zip(base[id(name)], name.places, strict=True)]


def _within(place: Place, country: str) -> bool:
    """Whether a place lies in a country and is not that country itself (a dependency lies in its state)."""
    return place.country == country and (place.kind != "country" or place.own != country)


def domestic(names: Sequence[Name], countries: Mapping[str, float]) -> str | None:
    """The one country that a report keeps to: its certain names of towns and areas lie there, and no certain name or demonym is foreign."""
    inside: set[str] = set()
    named = set(countries)
    for name in names:
        shares: defaultdict[str | None, float] = defaultdict(float)
        for place, share in zip(name.places, name.shares(), strict=True):
            shares[place.country] += share
        country, share = max(shares.items(), key=lambda pair: pair[1])
        if share < CERTAIN or country is None:
            continue
        best = name.best()
        if best and best.kind == "country":
            if not any(p.kind != "country" for p in name.places):
                named.add(country)
        else:
            inside.add(country)
    return next(iter(inside)) if len(inside) == 1 and named <= inside else None


def _stated(name: Name, place: Place, gazetteer: Gazetteer) -> float:
    """What "X, Y" and "X in Y" add."""
    score = 0.0
    for words, weight in ((name.inside, INSIDE), (name.loose, LOOSE)):
        for outer in words:
            score += weight * any(contains(y, place) for y in gazetteer.candidates(outer))
    return score


def _keys(place: Place) -> list[object]:
    keys: list[object] = [place.country] if place.country else []
    if place.admin1:
        keys.append((place.own, place.admin1))
    return keys


def _rank(place: Place) -> object:
    """The class of places that a report names together: the divisions of one country, the great cities; None for others."""
    if place.kind == "region" and place.own and place.admin1 and place.population > MIN_NAMED:
        return "division", place.own
    return "great" if place.kind == "country" or place.capital or place.population > MIN_GREAT else None


def _cell(place: Place) -> tuple[int, int] | None:
    if place.lat is None or place.lon is None or place.km > 300:
        return None
    return int(place.lat // 2), int(place.lon // 2)


def _ballot(ballot: Sequence[tuple[Place, float]]) -> dict[object, float]:
    """A name's votes: every key gets the sum of the shares of the places under it."""
    out: defaultdict[object, float] = defaultdict(float)
    for place, share in ballot:
        if share > 0.01:
            for key in _keys(place):
                out[key] += share * (NAMED if place.kind != "city" and place.population > MIN_NAMED else 1.0)
            cell = _cell(place)
            if cell:
                out[cell] += share
            rank = _rank(place)
            if rank:
                out[rank] += share
    return out


def _support(place: Place, votes: Votes, own: Votes, beside: bool) -> float:
    """What the other names add; ``beside`` is True where a country or a great city bears the name too."""

    def others(key: object) -> float:
        return max(0.0, votes.get(key, 0.0) - own.get(key, 0.0))

    score = VOTE_COUNTRY * log1p(others(place.country)) if place.country else 0.0
    if place.kind == "city":  # a country holds small towns of every name: only great numbers of its places would tell
        score = min(MAX_COUNTRY, score)
    if place.admin1:
        score += VOTE_DIVISION * log1p(others((place.own, place.admin1)))
    cell = _cell(place)
    if cell:
        near = sum(others((cell[0] + i, cell[1] + j)) for i in (-1, 0, 1) for j in (-1, 0, 1))
        score += VOTE_CELL * log1p(near)
    rank = _rank(place)
    if rank:
        return min(score, MAX_SUPPORT) + (VOTE_GREAT if rank == "great" else VOTE_RANK) * log1p(others(rank))
    return min(score, MAX_BESIDE if beside else MAX_SUPPORT)
