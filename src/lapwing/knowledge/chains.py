"""Knowledge for chains of mentions: words for offices, for kinds of bodies, for groups, and first names (``data/actors/chains.yaml``)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct, field

from lapwing.knowledge.loader import KnowledgeBase

LONGEST_OFFICE = 5
"""Words in the longest office looked up: "chief of the defence staff"."""


class ChainExample(Struct, frozen=True, forbid_unknown_fields=True):
    """``same`` says whether the words alone allow the phrase to stand for what ``of`` names; a country is given by its code."""

    phrase: str
    of: str
    same: bool


class ChainEntry(Struct, frozen=True, forbid_unknown_fields=True):
    """Words of one meaning.

    ``office``: ``words`` are titles of one post, ``also`` the wider posts that it is one of ("leader"), and ``bound`` for words that name a post only
    with an owner ("the head of the agency", but not "the head").
    ``kind``: nouns for a sort of body ("the alliance"); what fits is named by ``names``, holds one of ``name_words``, or is coded with
    one of ``sectors``, ``countries`` or actor ``kinds``.
    ``group``: plural nouns that stand for members named before; ``kinds`` of the members (person, country, organization, agent); ``also: [open]``
    for those that need no number ("the leaders").
    ``female``, ``male``: first names and titles.
    ``variant``: ways to write one name, the usual one first. ``seat``: names of seats that stand for the government of ``countries``.
    ``honour``: titles of honour that newspapers put before a name and that are no part of it.
    ``part``: names and adjectives of parts of a country that have institutions of their own.
    """

    id: str
    relation: Literal["office", "kind", "group", "female", "male", "variant", "seat", "part", "honour"]
    words: list[str]
    also: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    name_words: list[str] = field(default_factory=list)
    sectors: list[str] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    examples: list[ChainExample] = field(default_factory=list)


class ChainWords:
    """The entries as look-up tables. All words are lower case."""

    def __init__(self, entries: Iterable[ChainEntry]) -> None:
        self.offices: dict[str, frozenset[str]] = {}
        self.posts: dict[str, str] = {}
        self.kinds: dict[str, ChainEntry] = {}
        self.groups: dict[str, frozenset[str]] = {}
        self.open_groups: frozenset[str] = frozenset()
        self.gender: dict[str, str] = {}
        self.variants: dict[str, str] = {}
        self.seats: dict[str, str] = {}
        self.parts: frozenset[str] = frozenset()
        self.honours: frozenset[str] = frozenset()
        for entry in entries:
            for word in entry.words:
                self._add(entry, word.lower())

    def _add(self, entry: ChainEntry, word: str) -> None:
        if entry.relation == "office":
            self.posts.setdefault(word, entry.id)
            self.offices[word] = self.offices.get(word, frozenset()) | {entry.id, *entry.also}
        elif entry.relation == "kind":
            self.kinds[word] = entry
        elif entry.relation == "group":
            self.groups[word] = self.groups.get(word, frozenset()) | frozenset(entry.kinds)
            if "open" in entry.also:
                self.open_groups |= {word}
        elif entry.relation == "variant":
            self.variants[word] = entry.words[0].lower()
        elif entry.relation == "honour":
            self.honours |= {word}
        elif entry.relation == "part":
            self.parts |= {word}
        elif entry.relation == "seat":
            self.seats[word] = entry.countries[0]
        else:
            self.gender[word] = entry.relation

    def office(self, before: Sequence[str], after: Sequence[str] = ()) -> tuple[str, frozenset[str]] | None:
        """The post that ends ``before`` (lower-case words up to the head noun), with the words ``after`` if they belong to its name.

        Returns the post and the wider posts that it is one of, or None.
        """
        for extra in range(min(len(after), LONGEST_OFFICE - 1), -1, -1):
            for size in range(min(len(before), LONGEST_OFFICE), 0, -1):
                words = " ".join((*before[-size:], *after[:extra]))
                if words in self.posts:
                    return self.posts[words], self.offices[words]
        return None

    def honour(self, words: Sequence[str]) -> int:
        """How many of the words (any case) at the start of a name are titles of honour."""
        at = 0
        while size := next((n for n in range(LONGEST_OFFICE, 0, -1) if " ".join(words[at : at + n]).lower() in self.honours), 0):
            at += size
        return min(at, len(words))

    def may_be(self, phrase: str, of: str) -> bool:
        """Whether ``phrase`` may stand for ``of`` by the words alone: two offices, two spellings, seats of one country, or a kind noun and a name."""
        left, right = _bare(phrase), _bare(of)
        if held := self.honour(left):
            return held < len(left) and left[held:] == right
        for table in (self.variants, self.seats):
            if " ".join(left) in table:
                return table[" ".join(left)] == table.get(" ".join(right))
        post, other = self.office(left), self.office(right)
        if post and other:
            return post[0] in other[1]
        kind = next((self.kinds[words] for size in (3, 2, 1) if (words := " ".join(left[-size:])) in self.kinds), None)
        return bool(kind and (of in kind.countries or fits_name(kind, of)))


def fits_name(kind: ChainEntry, name: str) -> bool:
    """Whether a name is listed for a kind of body or holds one of its words."""
    return name in kind.names or any(word in kind.name_words for word in _bare(name))


def _bare(text: str) -> list[str]:
    words = text.lower().replace("-", " ").split()
    return words[1:] if len(words) > 1 and words[0] in ("the", "a", "an") else words


def load_chains(base: KnowledgeBase) -> ChainWords:
    """The tables of all ``data/actors/chains*.yaml``. Raises KnowledgeError on a broken entry."""
    return ChainWords(base.read("actors", ChainEntry, "chains*"))
