"""Chains of names: a surname joins its full name, an acronym its long form, a variant its likeness, wherever they stand."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, insort
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import fuzz

from lapwing.grounding.chain_acronyms import acronym_of
from lapwing.grounding.phrases import Phrase

_LIKENESS = 84.0
"""rapidfuzz ratio from which two surnames of at least five letters and the same initial may be one ("Gaddafi", "Gadhafi")."""
_NAMES = 1500
"""Words of names in a report up to which variants of spelling are looked for: the search is quadratic."""
_PARTICLES = frozenset({"al", "el", "bin", "ibn", "bint", "abu", "van", "von", "de", "da", "di", "del", "der", "la", "le", "dos", "ben"})
_SHORT = {
    "US": ("united", "states"),
    "USA": ("united", "states"),
    "UK": ("united", "kingdom"),
    "UN": ("united", "nations"),
    "EU": ("european", "union"),
}
_SUFFIX = frozenset("holdings holding inc corp ltd plc ag international motors industries technologies".split())
_HONORIFICS = frozenset("mr mr. mrs mrs. ms ms. miss dr dr. sir lord lady dame prof prof. professor sheikh".split())
_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})


def _reading_order(phrase: Phrase) -> tuple[int, int]:
    return phrase.place, phrase.head


@dataclass(slots=True)
class Chain:
    """What the report tells of one person, body or place."""

    number: int
    kind: str
    phrases: list[Phrase] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    posts: set[str] = field(default_factory=set)
    wide: set[str] = field(default_factory=set)
    former: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    orgs: set[int] = field(default_factory=set)
    country: str | None = None
    gender: str | None = None

    def add(self, phrase: Phrase) -> None:
        """Put a phrase into the chain; phrases are kept in reading order."""
        phrase.chain = self.number
        insort(self.phrases, phrase, key=_reading_order)

    def before(self, phrase: Phrase) -> Phrase | None:
        """The last mention before a phrase."""
        index = bisect_left(self.phrases, _reading_order(phrase), key=_reading_order)
        return self.phrases[index - 1] if index else None

    @property
    def person(self) -> bool:
        return self.kind == "PER"


@lru_cache(maxsize=4096)
def fold(word: str) -> str:
    """Lower case without diacritics and apostrophes."""
    plain = unicodedata.normalize("NFKD", word.replace("\u0131", "i").replace("\u0142", "l"))
    return "".join(c for c in plain if not unicodedata.combining(c) and c not in "'\u2019\u02bc`").lower()


def person_words(name: str) -> tuple[str, ...]:
    """The folded words of a person's name without honorifics, suffixes and particles."""
    words = [fold(w) for w in name.replace("-", " ").split()]
    kept = [w for w in words if w not in _HONORIFICS and w not in _SUFFIXES and any(c.isalnum() for c in w)]
    bare = [w for w in kept if w not in _PARTICLES]
    return tuple(bare or kept)


def _same_person(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether two names of several words are one: same surname, first names that do not contradict each other."""
    if short == full or (1 < len(short) < len(full) and full[-len(short) :] == short):  # "Ruiz Soto" of "Ana Ruiz Soto"
        return True
    if not short or not full or short[-1] != full[-1]:
        return set(short) < set(full) and len(short) > 1 and short[0] == full[0]
    if len(short) == 1 or len(full) == 1:
        return True
    one, two = short[0].rstrip("."), full[0].rstrip(".")
    return one == two or (min(len(one), len(two)) == 1 and one[:1] == two[:1])


class PersonNames:
    """Finds the chain of a person's name by surname."""

    def __init__(self) -> None:
        self.by_word: dict[str, list[tuple[tuple[str, ...], Chain, bool]]] = {}

    def add(self, name: str, chain: Chain) -> None:
        words = person_words(name)
        for position, word in enumerate(words):
            found = self.by_word.setdefault(word, [])
            if not any(known == words and other is chain for known, other, _ in found):
                found.append((words, chain, position == len(words) - 1))

    def full(self, name: str) -> Chain | None:
        """The chain that a name of several words belongs to."""
        words = person_words(name)
        for known, chain, _ in self.by_word.get(words[-1], ()) if words else ():
            if len(known) > 1 and _same_person(*sorted((words, known), key=len)):
                return chain
        return self._alike(words)

    def _alike(self, words: tuple[str, ...]) -> Chain | None:
        found: dict[int, Chain] = {}
        for word, entries in self.by_word.items() if len(self.by_word) <= _NAMES else ():
            if len(word) < 5 or not words or word[0] != words[-1][0] or fuzz.ratio(word, words[-1]) < _LIKENESS:
                continue
            for known, chain, last in entries:
                if last and (len(words) == 1 or len(known) == 1 or fuzz.ratio(known[0], words[0]) >= _LIKENESS):
                    found[chain.number] = chain
        return next(iter(found.values())) if len(found) == 1 else None

    def surname(self, name: str) -> Chain | None:
        """The only person with this surname."""
        words = person_words(name)
        found = _unique(chain for _, chain, last in self.by_word.get(words[-1], ()) if last) if words else []
        return found[0] if len(found) == 1 else None

    def short(self, name: str) -> list[Chain]:
        """Chains that a single word may stand for: by surname, else by first name, else by likeness of spelling."""
        words = person_words(name)
        if not words:
            return []
        entries = self.by_word.get(words[-1], [])
        found = _unique(chain for _, chain, last in entries if last) or _unique(chain for known, chain, _ in entries if known[0] == words[0])
        if not found and len(words[-1]) >= 4:  # the first of two surnames
            found = _unique(chain for known, chain, _ in entries if len(known) > 2)
        if not found and len(words[-1]) >= 5:
            alike = self._alike(words)
            found = [alike] if alike else []
        return found


def _unique(chains: Iterable[Chain]) -> list[Chain]:
    return list({chain.number: chain for chain in chains}.values())


def body_words(name: str) -> tuple[str, ...]:
    """The folded words of a body's name, its article left out."""
    out: list[str] = []
    for word in name.replace("-", " ").replace("&", "and").split():
        plain = fold(word).replace(".", "")
        out.extend(_SHORT.get(word.replace(".", ""), (plain,)))
    return tuple(w for w in out if w and w != "the")


def _head_word(words: tuple[str, ...]) -> str:
    """The noun that says what the body is: before "of" or "for", else the last."""
    for index, word in enumerate(words[1:], 1):
        if word in ("of", "for", "on"):
            return words[index - 1]
    return words[-1]


class BodyNames:
    """Finds the chain of an organisation or place by its words, its acronym or its generic last word."""

    def __init__(self, generic: frozenset[str], is_place: Callable[[str], bool]) -> None:
        self.generic, self.is_place = generic, is_place
        self.core: dict[tuple[str, ...], dict[int, Chain]] = {}
        self.exact: dict[tuple[str, ...], Chain] = {}
        self.by_word: dict[str, dict[int, set[str]]] = {}
        self.by_first: dict[str, dict[int, set[str]]] = {}
        self.chains: dict[int, Chain] = {}
        self.long: list[tuple[str, Chain]] = []

    def add(self, name: str, chain: Chain) -> None:
        words = body_words(name)
        self.exact.setdefault(words, chain)
        self.chains[chain.number] = chain
        if len(words) > 1:
            self.long.append((name, chain))
        self.core.setdefault(self._core(name), {})[chain.number] = chain
        if words:
            self.by_word.setdefault(_head_word(words), {}).setdefault(chain.number, set()).update(words)
            if len(words) > 1 and all(w in self.generic or w in _SUFFIX for w in words[1:]):  # "Acme" of "Acme Holdings"
                self.by_first.setdefault(words[0], {}).setdefault(chain.number, set()).update(words)

    def find(self, name: str, kind: str) -> Chain | None:
        """The chain of a name, by exact words, by acronym, or where its words are part of just one longer name."""
        words = body_words(name)
        chain = self.exact.get(words)
        if chain is not None:
            return chain
        if len(words) == 1 and name.isupper() and 2 <= len(name) <= 8:
            found = _unique(c for long, c in self.long if c.kind == kind and _initials(name, long))
            return found[0] if len(found) == 1 else None
        return self._part(words, kind)

    def _core(self, name: str) -> tuple[str, ...]:
        """A name without the country before it and the of-phrase after it: "House" of "US House of Representatives"."""
        words = [w for w in name.split() if w.lower() != "the"]
        for size in (2, 1):
            if len(words) > size and self.is_place(" ".join(words[:size])):
                words = words[size:]
                break
        if "of" in words[1:]:
            words = words[: words.index("of")]
        return body_words(" ".join(words))

    def _part(self, words: tuple[str, ...], kind: str) -> Chain | None:
        if not words or kind != "ORG":
            return None
        plain = self.core.get(words, {})
        if len(plain) == 1:
            return next(iter(plain.values()))
        proper = len(words) == 1 and words[0] not in self.generic
        near = self.by_first.get(words[0], {}) if proper else self.by_word.get(_head_word(words), {})
        found = [n for n, known in near.items() if self.chains[n].kind == kind and set(words) <= known]
        return self.chains[found[0]] if len(found) == 1 else None


def _initials(short: str, long: str) -> bool:
    letters = [w[0] for w in long.replace("-", " ").split() if w[:1].isupper()]
    return short == "".join(letters) or (acronym_of(short, long) and len(letters) == len(short))
