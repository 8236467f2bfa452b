"""The actor knowledge as look-up tables, and the scan that marks known words in a phrase."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from pathlib import Path

import msgspec

from lapwing.errors import KnowledgeError
from lapwing.knowledge.actor_lists import check_code, read_list
from lapwing.knowledge.actors import Cities, Country, Modifier, Named, NounGroup, SharedName
from lapwing.knowledge.cache import cache_folder, keep, load
from lapwing.knowledge.loader import KnowledgeBase

NAMED_FILES = ("assemblies", "conflict_actors", "leaders", "armed_groups", "parties", "organizations", "organs", "people")
"""Files of named entities (``people`` is ``people*.yaml``: a file may be split); a later one wins where two give the same alias to different entities."""

PERSON_FILES = frozenset({"leaders", "people"})

_OWNER = re.compile(r"['’]s(?!\w)|(?<=s)['’](?=\s|$)")
_CUT = re.compile(r"[\s,()-]+")
_MARKS = str.maketrans("", "", ".'’ʼ‘`")
_SPECIAL = {ord(a): b for a, b in zip("łŁøØđĐıßæÆðþəƏ", ("l", "L", "o", "O", "d", "D", "i", "ss", "ae", "Ae", "d", "th", "e", "E"), strict=True)}


class Place(msgspec.Struct, frozen=True, gc=False):
    """A word that says a country. ``kind``: name, adjective, noun, seat, region or city."""

    code: str
    kind: str


class Entry(msgspec.Struct, frozen=True, gc=False):
    """A named entity with its kind (person or organization) and id."""

    name: str
    codes: tuple[str, ...]
    kind: str
    id: str


class _Kept(msgspec.Struct, array_like=True):
    """The tables as they are kept in the cache folder: entries and groups once, the words by their numbers."""

    form: str
    places: dict[str, Place]
    entries: list[Entry]
    names: dict[str, list[int]]
    groups: list[NounGroup]
    nouns: dict[str, int]
    changes: list[Modifier]
    modifiers: dict[str, int]
    shared: dict[str, SharedName]
    longest: dict[str, int]
    countries: list[str]


_FORM = "3"
"""Counts changes of ``_Kept`` and of how it is filled."""


class Match(msgspec.Struct, frozen=True):
    """Known words: units ``first`` to ``last`` (inclusive) of a phrase. Exactly one of the other fields is set."""

    first: int
    last: int
    entries: tuple[Entry, ...] = ()
    place: Place | None = None
    noun: NounGroup | None = None
    modifier: Modifier | None = None


def fold(word: str) -> str:
    """A word without accents, full stops and apostrophes: ``Élysée`` Elysee, ``U.S.`` US, ``N'Djamena`` NDjamena."""
    if word.isalnum() and word.isascii():
        return word
    word = word.translate(_MARKS)
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFKD", word.translate(_SPECIAL)) if not unicodedata.combining(c))


def key(name: str) -> str:
    """A name as a look-up key: folded words with single spaces; hyphens count as spaces, a possessive is a word of its own."""
    if name.isascii() and name.replace(" ", "").isalnum():
        return name
    words = _CUT.sub(" ", _OWNER.sub(" 's", name)).split()
    return " ".join(f for f in (w if w == "'s" else fold(w) for w in words) if f)


def plural(noun: str) -> str:
    """The regular plural of a (lower-case or capitalised) noun; compounds inflect their last word, ``X of Y`` its first."""
    for joint in (" of ", " in ", " for ", "-in-"):
        if joint in noun:
            left, right = noun.split(joint, 1)
            return f"{plural(left)}{joint}{right}"
    if noun.endswith(("man", "woman")) and not noun.endswith(("German", "human", "Roman", "Oman")):
        return noun[:-2] + "en"
    if noun.endswith(("ese", "ois", "people", "police", "staff", "personnel", "folk")):
        return noun
    if noun.endswith(("arch", "och", "Czech")):
        return noun + "s"
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"


def _moved(entry: Entry, country: str) -> Entry:
    """A body of the same kind and name in another country: its codes with the country put in its place, without dates."""
    sectors = [p for p in entry.codes[-1].split(" ") if "/" not in p][1:2]
    return Entry(entry.name, (" ".join([country, *sectors]),), entry.kind, f"{entry.id}:{country.lower()}")


def _check_named(path: Path, found: Sequence[Named], countries: frozenset[str]) -> None:
    """Raises KnowledgeError with the line of the name for an entry of the user's that cannot be used."""
    for number, named in enumerate(found, 1):
        if not key(named.name):
            raise KnowledgeError(str(path), f"entry {number}", "an actor needs a name")
        problems = (f"code {code!r}: {problem}" for code in named.codes if (problem := check_code(code, countries)))
        if wrong := next(problems, None) if named.codes else "an actor needs a code":
            line = next((n for n, text in enumerate(path.read_text("utf-8").splitlines(), 1) if named.name in text), None)
            raise KnowledgeError(str(path), named.name, wrong, line)


class Tables:
    """Look-up tables; built once from a knowledge base, then only read."""

    def __init__(self, base: KnowledgeBase) -> None:
        self.places: dict[str, Place] = {}
        self.names: dict[str, tuple[Entry, ...]] = {}
        self.nouns: dict[str, NounGroup] = {}
        self.modifiers: dict[str, Modifier] = {}
        self.shared: dict[str, SharedName] = {}
        self.countries: frozenset[str] = frozenset()
        self._longest: dict[str, int] = {}
        kept = cache_folder() / "actors" / f"{base.digest('actors')}.msgpack"
        if not self._load(kept):
            self._read(base)
            self._save(kept)

    def _read(self, base: KnowledgeBase) -> None:
        self.shared = {s.name: s for s in base.read("actors", SharedName, "shared_names")}
        self.countries = frozenset(c.code or c.id for c in base.read("actors", Country, "countries"))
        self._read_places(base)
        self._read_named(base)
        self._read_nouns(base)

    def _load(self, path: Path) -> bool:
        """Take the tables from the cache; False where they are not there or of another form."""
        try:
            kept = msgspec.msgpack.decode(load(path) or b"", type=_Kept)
        except msgspec.DecodeError:
            return False
        if kept.form != _FORM:
            return False
        entries = kept.entries
        self.names = {alias: (entries[n[0]],) if len(n) == 1 else tuple(entries[i] for i in n) for alias, n in kept.names.items()}
        self.nouns = {word: kept.groups[n] for word, n in kept.nouns.items()}
        self.modifiers = {word: kept.changes[n] for word, n in kept.modifiers.items()}
        self.places, self.shared, self._longest, self.countries = kept.places, kept.shared, kept.longest, frozenset(kept.countries)
        return True

    def _save(self, path: Path) -> None:
        entries = list(dict.fromkeys(e for found in self.names.values() for e in found))
        groups = list({g.id: msgspec.structs.replace(g, words=[], examples=[]) for g in self.nouns.values()}.values())
        changes = list({m.id: msgspec.structs.replace(m, words=[], examples=[]) for m in self.modifiers.values()}.values())
        at, group_at, change_at = ({e: n for n, e in enumerate(entries)}, {g.id: n for n, g in enumerate(groups)}, {m.id: n for n, m in enumerate(changes)})
        kept = _Kept(
            _FORM, self.places, entries, {a: [at[e] for e in found] for a, found in self.names.items()}, groups,
            {w: group_at[g.id] for w, g in self.nouns.items()}, changes, {w: change_at[m.id] for w, m in self.modifiers.items()},
            self.shared, self._longest, sorted(self.countries),
        )  # fmt: skip
        keep(path, msgspec.msgpack.encode(kept))

    def _read_places(self, base: KnowledgeBase) -> None:
        for group in base.read("actors", Cities, "cities"):
            self._add_places(group.cities, group.id, "city")
        for country in base.read("actors", Country, "countries"):
            code = country.code or country.id
            self._add_places(country.regions, code, "region")
            self._add_places(country.seats, code, "seat")
            self._add_places([plural(n) for n in country.nouns], code, "noun")
            self._add_places([n for n in country.nouns if n not in country.adjectives], code, "noun")
            self._add_places([a for a in country.adjectives if a not in country.names], code, "adjective")
            self._add_places(country.names, code, "region" if country.code and country.code != country.id else "name")

    def elsewhere(self, names: Mapping[str, str]) -> Tables:
        """These tables with some names read as those of another country: places as its regions, bodies as its own."""
        other = copy(self)
        bodies = {alias: _moved(self.names[alias][0], code) for name, code in names.items() if (alias := key(name)) in self.names}
        other.names = {**self.names, **{alias: (entry,) for alias, entry in bodies.items()}}
        other._longest = {key(name): 1 for name in names} | self._longest
        other.places = {**self.places, **{key(name): Place(code, "region") for name, code in names.items() if key(name) not in self.names}}
        return other

    def _add_places(self, words: Iterable[str], code: str, kind: str) -> None:
        place = Place(code, kind)
        for word in words:
            found = key(word)
            if kind in ("name", "region") or found not in self.places or self.places[found].kind == "city":
                self.places[found] = place
                self._note(found)

    def _read_named(self, base: KnowledgeBase) -> None:
        """The package's files by kind, then the users': what a user lists under a name replaces what the package says."""
        own = base.folders[0]
        mine: dict[Path, list[tuple[str, Named]]] = {}
        for file in NAMED_FILES:
            for path in base.files("actors", f"{file}*"):
                found = base.read_file(path, Named)
                if path.is_relative_to(own):
                    for named in found:
                        self._add(named, file, "person" if file in PERSON_FILES else "organization")
                else:
                    _check_named(path, found, self.countries)
                    mine[path] = [("person" if file in PERSON_FILES else "organization", named) for named in found]
        for path, content in base.lists("actors"):
            mine[path] = [(listed.kind, listed.named) for listed in read_list(path, content, self.countries)]
        theirs: set[str] = set()
        for path, listed in mine.items():
            for kind, named in listed:
                for alias in {key(a) for a in (named.name, *named.aliases)} - theirs:
                    self.names.pop(alias, None)
                    theirs.add(alias)
                self._add(named, path.stem, kind)

    def _add(self, named: Named, file: str, kind: str) -> None:
        first = key(named.name)
        entry = Entry(named.name, tuple(named.codes), kind, f"{file}:{first.lower().replace(' ', '_')}")
        for alias in (first, *map(key, named.aliases)):
            self._add_name(alias, entry)

    def _add_name(self, alias: str, entry: Entry) -> None:
        """Several persons may share an alias (the date decides); a person and a body may not: the later file wins."""
        before = self.names.get(alias)
        if before is None:
            self._note(alias)
            self.names[alias] = (entry,)
        elif before[-1].kind == entry.kind == "person" and entry not in before:
            self.names[alias] = (entry, *before)
        else:
            self.names[alias] = (entry,)

    def _read_nouns(self, base: KnowledgeBase) -> None:
        for file in ("institutions", "agents", "titles"):
            for group in base.read("actors", NounGroup, f"{file}*"):
                for word in group.words:
                    for form in (key(word).lower(), key(plural(word)).lower()):
                        self.nouns[form] = group
                        self._note(form)
        for modifier in base.read("actors", Modifier, "modifiers*"):
            for word in modifier.words:
                for form in (key(word).lower(), key(plural(word)).lower()) if modifier.effect == "none" else (key(word).lower(),):
                    self.modifiers[form] = modifier
                    self._note(form)

    def _note(self, alias: str) -> None:
        first, _, rest = alias.partition(" ")
        length = rest.count(" ") + 2 if rest else 1
        if self._longest.get(first, 0) < length:
            self._longest[first] = length

    def scan(self, words: Sequence[str], lemmas: Sequence[str]) -> list[Match]:
        """Known stretches, longest first from the left, not overlapping. ``words`` are folded; ``lemmas`` may be "" where unknown."""
        out: list[Match] = []
        words = [w.capitalize() if len(w) > 4 and w.isupper() and w not in self._longest else w for w in words]
        lower = [w.lower() for w in words]
        at, end = 0, len(words)
        while at < end:
            match = self._at(words, lower, lemmas, at)
            if match is not None and lower[at] == "the" and at + 1 < end:
                longer = self._at(words, lower, lemmas, at + 1)  # "the House" of "the House of Commons"
                match = longer if longer is not None and longer.last > match.last else match
            if match is None:
                at += 1
            else:
                out.append(match)
                at = match.last + 1
        return out

    def _at(self, words: Sequence[str], lower: Sequence[str], lemmas: Sequence[str], at: int) -> Match | None:
        longest = max(self._longest.get(words[at], 0), self._longest.get(lower[at], 0))
        for length in range(min(longest, len(words) - at), 0, -1):
            last = at + length - 1
            exact = " ".join(words[at : last + 1]) if length > 1 else words[at]
            entries, place = self.names.get(exact), self.places.get(exact)
            if entries is not None:
                return Match(at, last, entries=entries)
            if place is not None:
                return Match(at, last, place=place)
            match = self._common(" ".join(lower[at : last + 1]) if length > 1 else lower[at], at, last)
            if match is not None:
                return match
        lemma = lemmas[at]
        return self._common(lemma, at, at) if lemma and lemma != lower[at] else None

    def _common(self, lowered: str, at: int, last: int) -> Match | None:
        if lowered in self.nouns:
            return Match(at, last, noun=self.nouns[lowered])
        if lowered in self.modifiers:
            return Match(at, last, modifier=self.modifiers[lowered])
        return None
