"""Chains of names: a surname joins its full name, an acronym its long form, a variant its likeness, wherever they stand."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from lapwing.grounding.chain_acronyms import acronym_of
from lapwing.grounding.chain_spelling import fold, skeleton
from lapwing.grounding.phrases import Phrase

_LIKENESS = 84.0
"""rapidfuzz ratio from which two surnames of at least five letters and the same initial may be one ("Gaddafi", "Gadhafi")."""
_SAME_FIRST = 80.0
"""The same where the first names are one: "Osama bin Laden", "Usama bin Ladin"."""
_NAMES = 400
"""Words of one initial letter up to which they are searched for variants of spelling: the search is quadratic."""
_SHORTEST = 5
"""Letters of the shortest surname that is looked for in other spellings: "Wang" is not "Weng"."""
_TRIED = 25
"""Names with one word in common that are compared at most."""
_LONG = 400
"""Longer names that are compared with a short one at most."""
_PARTICLES = frozenset({"al", "el", "bin", "ibn", "bint", "abu", "van", "von", "de", "da", "di", "del", "der", "la", "le", "dos", "ben"})
_SHORT = {
    "US": ("united", "states"),
    "USA": ("united", "states"),
    "UK": ("united", "kingdom"),
    "UN": ("united", "nations"),
    "EU": ("european", "union"),
}
_SUFFIX = frozenset(
    "holdings holding inc corp ltd plc ag international motors industries technologies airways airlines computer computers electronics systems "
    "aircraft aerospace pharmaceuticals foods stores entertainment communications nv sa se llc co motor mining shipping oil petroleum gas steel energy "
    "savings bancorp brothers partners enterprises laboratories semiconductor telecom logistics chemicals chemical engineering construction gmbh spa oyj asa "
    "incorporated limited group".split()
)
_FIRMS = _SUFFIX | {"company", "corporation", "bank", "airline"}
_HONORIFICS = frozenset(
    "mr mr. m. mrs mrs. ms ms. miss dr dr. sir lord lady dame prof prof. professor sheikh president senator sen. congressman congresswoman representative "
    "rep. judge justice general gen. colonel col. captain major admiral minister chancellor governor gov. mayor ambassador secretary ayatollah mufti "
    "mullah rabbi imam archbishop bishop cardinal sergeant officer mme mme. mlle madame monsieur herr frau senor senora senhor signor signora".split()
)
_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})


def _reading_order(phrase: Phrase) -> tuple[int, int]:
    return phrase.place, phrase.head


def _sentence(phrase: Phrase) -> int:
    return phrase.place


@dataclass(slots=True)
class Chain:
    """What the report tells of one person, body or place. ``unsure``: a surname alone that may be one of several persons of the report."""

    number: int
    kind: str
    phrases: list[Phrase] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    posts: set[str] = field(default_factory=set)
    wide: set[str] = field(default_factory=set)
    former: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    orgs: set[int] = field(default_factory=set)
    titles: list[str] = field(default_factory=list)
    called: set[str] = field(default_factory=set)
    country: str | None = None
    gender: str | None = None
    unsure: bool = False
    counts: Counter[str] = field(default_factory=Counter)
    """Phrases by kind."""

    def add(self, phrase: Phrase) -> None:
        """Put a phrase into the chain; phrases are kept in reading order."""
        phrase.chain = self.number
        self.counts[phrase.kind] += 1
        insort(self.phrases, phrase, key=_reading_order)

    def before(self, phrase: Phrase) -> Phrase | None:
        """The last mention before a phrase."""
        index = bisect_left(self.phrases, _reading_order(phrase), key=_reading_order)
        return self.phrases[index - 1] if index else None

    def in_sentence(self, place: int) -> list[Phrase]:
        """The mentions in one sentence."""
        return self.phrases[bisect_left(self.phrases, place, key=_sentence) : bisect_right(self.phrases, place, key=_sentence)]

    @property
    def person(self) -> bool:
        return self.kind == "PER"


def person_words(name: str) -> tuple[str, ...]:
    """The folded words of a person's name without honorifics, suffixes and particles."""
    words = [folded for w in name.replace("-", " ").split() if (folded := fold(w))]
    kept = [w for w in words if w not in _HONORIFICS and w not in _SUFFIXES and any(c.isalnum() for c in w)]
    kept = kept or words
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
    """Finds the chain of a person's name by surname, whatever the spelling."""

    def __init__(self) -> None:
        self.by_word: dict[str, list[tuple[tuple[str, ...], Chain, bool]]] = {}
        self._exact: dict[tuple[str, ...], dict[int, Chain]] = {}
        self._by_sound: dict[str, dict[str, None]] = {}
        self._by_initial: dict[str, dict[str, None]] = {}

    def add(self, name: str, chain: Chain) -> None:
        words = person_words(name)
        same = self._exact.setdefault(words, {})
        if chain.number in same:
            return
        same[chain.number] = chain
        for position, word in enumerate(words):
            found = self.by_word.setdefault(word, [])
            if not found:
                self._by_sound.setdefault(skeleton(word), {})[word] = None
                self._by_initial.setdefault(word[0], {})[word] = None
            found.append((words, chain, position == len(words) - 1))

    def full(self, name: str) -> Chain | None:
        """The chain that a name of several words belongs to."""
        words = person_words(name)
        if words in self._exact:
            return next(iter(self._exact[words].values()))
        for known, chain, _ in self.by_word.get(words[-1], ())[:_TRIED] if words else ():
            if len(known) > 1 and _same_person(*sorted((words, known), key=len)):
                return chain
        return self._alike(words)

    def _alike(self, words: tuple[str, ...]) -> Chain | None:
        """The only person whose name is another spelling of this one: of the same sound, else alike letter by letter."""
        if not words or len(words[-1]) < _SHORTEST:
            return None
        sound = tuple(skeleton(w) for w in words)
        found: dict[int, Chain] = {}
        for word in self._by_sound.get(sound[-1], ()):
            for known, chain, last in self.by_word[word][:_TRIED]:
                if last and (len(words) == 1 or len(known) == 1 or _same_person(*sorted((sound, tuple(skeleton(w) for w in known)), key=len))):
                    found[chain.number] = chain
        found = found or self._near(words)
        return next(iter(found.values())) if len(found) == 1 else None

    def _near(self, words: tuple[str, ...]) -> dict[int, Chain]:
        found: dict[int, Chain] = {}
        there = self._by_initial.get(words[-1][0], {})
        near = process.extract(words[-1], list(there), scorer=fuzz.ratio, score_cutoff=_SAME_FIRST, limit=None) if len(there) <= _NAMES else ()
        for word, likeness in ((found_word, score) for found_word, score, _ in near):
            if len(word) < _SHORTEST:
                continue
            for known, chain, last in self.by_word[word][:_TRIED]:
                single = len(words) == 1 or len(known) == 1
                same_first = not single and skeleton(known[0]) == skeleton(words[0])
                if last and ((likeness >= _LIKENESS and (single or fuzz.ratio(known[0], words[0]) >= _LIKENESS)) or same_first):
                    found[chain.number] = chain
        return found

    def surname(self, name: str) -> Chain | None:
        """The only person with this surname."""
        words = person_words(name)
        found = _unique(chain for _, chain, last in self.by_word.get(words[-1], ())[:_TRIED] if last) if words else []
        return found[0] if len(found) == 1 else None

    def short(self, name: str) -> list[Chain]:
        """Chains that a single word may stand for: by surname, else by first name, else by likeness of spelling."""
        words = person_words(name)
        if not words:
            return []
        entries = self.by_word.get(words[-1], [])[:_TRIED]
        found = _unique(chain for _, chain, last in entries if last) or _unique(chain for known, chain, _ in entries if known[0] == words[0])
        if not found and len(words[-1]) >= 4:  # the first of two surnames
            found = _unique(chain for known, chain, _ in entries if len(known) > 2)
        if not found:
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


def company_words(name: str) -> tuple[str, ...]:
    """The proper words of a company's name: "Kessler" of "Kessler Mining Corporation"; none where no word says that it is a company."""
    words = body_words(name)
    size = len(words)
    while size and words[size - 1] in _FIRMS:
        size -= 1
    return words[:size] if size < len(words) else ()


def _head_word(words: tuple[str, ...]) -> str:
    """The noun that says what the body is: before "of" or "for", else the last."""
    for index, word in enumerate(words[1:], 1):
        if word in ("of", "for", "on"):
            return words[index - 1]
    return words[-1]


class BodyNames:
    """Finds the chain of an organisation or place by its words, its acronym or its generic last word."""

    def __init__(self, generic: frozenset[str], is_place: Callable[[str], bool], variants: Mapping[str, str]) -> None:
        self.generic, self.is_place, self.variants = generic, is_place, variants
        self.core: dict[tuple[str, ...], dict[int, Chain]] = {}
        self.exact: dict[tuple[str, ...], Chain] = {}
        self.by_word: dict[str, dict[int, set[str]]] = {}
        self.by_first: dict[tuple[str, ...], dict[int, Chain]] = {}
        self.chains: dict[int, Chain] = {}
        self.long: dict[str, dict[tuple[str, int], Chain]] = {}

    def _words(self, name: str) -> tuple[str, ...]:
        """The words of a name, another spelling of it replaced."""
        words = body_words(name)
        usual = self.variants.get(" ".join(words))
        return tuple(usual.split()) if usual else words

    def add(self, name: str, chain: Chain) -> None:
        words = self._words(name)
        self.exact.setdefault(words, chain)
        self.chains[chain.number] = chain
        if len(words) > 1:
            for letter in {w[0] for w in words}:
                self.long.setdefault(letter, {}).setdefault((name, chain.number), chain)
        self.core.setdefault(self._core(name), {})[chain.number] = chain
        if words:
            self.by_word.setdefault(_head_word(words), {}).setdefault(chain.number, set()).update(words)
            size = len(words)
            while size > 1 and (words[size - 1] in self.generic or words[size - 1] in _SUFFIX):  # "Acme" of "Acme Holdings"
                size -= 1
                self.by_first.setdefault(words[:size], {})[chain.number] = chain

    def find(self, name: str, kind: str) -> Chain | None:
        """The chain of a name, by exact words, by acronym, or where its words are part of just one longer name."""
        words = self._words(name)
        chain = self.exact.get(words)
        if chain is not None:
            return chain
        if len(words) == 1 and name.isupper() and 2 <= len(name) <= 8:
            long = self.long.get(words[0][0], {})
            found = _unique(c for (n, _), c in long.items() if c.kind == kind and _initials(name, n)) if len(long) <= _LONG else []
            return found[0] if len(found) == 1 else self._first(words) if kind == "ORG" and not found else None
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

    def _first(self, words: tuple[str, ...]) -> Chain | None:
        """The body of which these are the proper words: "Acme" of "Acme Holdings plc"."""
        first = self.by_first.get(words, {})
        return next(iter(first.values())) if len(first) == 1 and words[0] not in self.generic else None

    def _part(self, words: tuple[str, ...], kind: str) -> Chain | None:
        if not words or kind != "ORG":
            return None
        plain = self.core.get(words, {})
        if len(plain) == 1:
            return next(iter(plain.values()))
        first = self._first(words)
        if first is not None:
            return first
        near = self.by_word.get(_head_word(words), {})
        if (len(words) == 1 and words[0] not in self.generic) or len(near) > _LONG:
            return None
        found = [n for n, known in near.items() if self.chains[n].kind == kind and set(words) <= known]
        return self.chains[found[0]] if len(found) == 1 else None


def _initials(short: str, long: str) -> bool:
    letters = [w[0] for w in long.replace("-", " ").split() if w[:1].isupper()]
    if short == "".join(letters) or (acronym_of(short, long) and len(letters) == len(short)):
        return True
    rest = [w for w in long.split() if w != short]  # "European Aeronautic Defence and Space Company EADS"
    return len(rest) < len(long.split()) and len(rest) > 2 and acronym_of(short, " ".join(rest))
