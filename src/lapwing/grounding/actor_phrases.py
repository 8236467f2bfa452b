"""A noun phrase as actor coding sees it: words with their known stretches, cut into chunks (between commas) of a core and prepositional parts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

import msgspec

from lapwing.grounding.actor_tables import Match, Tables, fold
from lapwing.model import Token

PREPOSITIONS = frozenset(
    "of in from for at off to with on near against by across under over about inside outside within around throughout after before during as into "
    "between among behind via".split()
)
_STOPS = frozenset("who whom whose which that where when".split())
_OPEN, _SHUT = frozenset({",", "(", "--", "–", "—", ":", "[", "/"}), frozenset({")", "]"})
_HYPHENS = frozenset({"-", "‐", "‑"})
_AGAINST = frozenset({"pro", "anti", "non", "post", "counter", "un"})
_PARTICIPLES = frozenset({"born", "held", "built", "made", "friendly", "style", "wide", "speaking"})
_LOYAL = frozenset({"loyal", "allied", "affiliated", "belonging", "linked"})
_ADJECTIVES = frozenset({"national", "official", "general", "public", "individual", "federal"})
"""Nouns that before another noun are adjectives: "the general manager" is no officer, the "National Electoral Council" no citizen."""
_KEEPS_NAME = frozenset({"led", "based", "run", "area"})


class Unit(msgspec.Struct, frozen=True):
    """A word: folded text, lower-case lemma or "", index of its token, whether a hyphen follows, whether it is 's."""

    word: str
    lemma: str
    token: int
    hyphen: bool
    possessive: bool


class Part(msgspec.Struct, frozen=True):
    """A core (``preposition`` "") or a prepositional part: its units and matches (positions count within the whole phrase)."""

    preposition: str
    first: int
    last: int
    matches: tuple[Match, ...]


class Chunk(msgspec.Struct, frozen=True):
    """A noun phrase between commas: the core, then its prepositional parts."""

    parts: tuple[Part, ...]

    @property
    def core(self) -> Part:
        return self.parts[0]


def units(tokens: Sequence[Token]) -> list[Unit | None]:
    """Words of the tokens; None where punctuation or a relative clause cuts. Everything from a relative pronoun on is dropped."""
    out: list[Unit | None] = []
    for index, token in enumerate(tokens):
        text = token.text
        if text in _OPEN or text in _SHUT:
            if not token.ner.startswith("I-"):  # the commas of "United Nations Educational, Scientific and Cultural Organization" do not cut
                out.append(None)
        elif text in _HYPHENS:
            _mark_hyphen(out)
        elif text in ("'s", "’s", "'", "’"):
            out.append(Unit("'s", "", index, False, True))
        elif index and text.lower() in _STOPS and token.upos in ("", "PRON", "SCONJ", "DET", "ADV"):
            break
        else:
            _add_words(out, token, index)
    return out


def _mark_hyphen(out: list[Unit | None]) -> None:
    last = out[-1] if out else None
    if last is not None:
        out[-1] = msgspec.structs.replace(last, hyphen=True)


def _add_words(out: list[Unit | None], token: Token, index: int) -> None:
    text, owner = token.text, False
    if len(text) > 2 and text.endswith(("'s", "’s")):
        text, owner = text[:-2], True
    elif len(text) > 2 and text.endswith(("s'", "s’")):
        text, owner = text[:-1], True
    bits = [b for b in text.split("-") if b] if "-" in text else [text]
    for number, bit in enumerate(bits):
        word = fold(bit)
        if word:
            lemma = token.lemma.lower() if len(bits) == 1 else ""
            out.append(Unit(word, lemma, index, number < len(bits) - 1, False))
    if owner:
        out.append(Unit("'s", "", index, False, True))


def chunks(found: list[Unit | None], tables: Tables, head: int) -> tuple[list[Unit], list[Chunk], int, int]:
    """The words, their chunks, the number of the chunk with token ``head`` and the position of the head's word (of the word before
    where the head is a mark; -1 where there is none)."""
    words = [u if u is not None else _CUT for u in found]
    matches = _kept(tables.scan([u.word for u in words], [u.lemma for u in words]), words)
    inside = {i for m in matches for i in range(m.first, m.last + 1)}
    out: list[Chunk] = []
    parts: list[Part] = []
    start, preposition = 0, ""
    for at, unit in enumerate(words):
        cut = unit is _CUT and at not in inside
        turn = not cut and at not in inside and unit.word.lower() in PREPOSITIONS and not unit.hyphen
        if cut or turn:
            if at > start or turn:
                parts.append(_part(preposition, start, at - 1, matches))
            start, preposition = at + 1, _relation(unit, words[at - 1] if at else None) if turn else ""
        if cut and parts:
            out.append(Chunk(tuple(parts)))
            parts = []
    if start < len(words):
        parts.append(_part(preposition, start, len(words) - 1, matches))
    if parts:
        out.append(Chunk(tuple(parts)))
    position = max((i for i, u in enumerate(words) if 0 <= u.token <= head and not u.possessive), default=-1)
    main = next((n for n, c in enumerate(out) if any(p.first <= position <= p.last for p in c.parts)), 0)
    return words, out, main, position


def _relation(unit: Unit, before: Unit | None) -> str:
    """The preposition; "loyal to" and the like say an owner."""
    return "of" if before is not None and before.word.lower() in _LOYAL else unit.word.lower()


_CUT = Unit(",", "", -1, False, False)


def _part(preposition: str, first: int, last: int, matches: Sequence[Match]) -> Part:
    return Part(preposition, first, last, tuple(m for m in matches if first <= m.first and m.last <= last))


def _kept(matches: list[Match], words: Sequence[Unit]) -> list[Match]:
    """Without names that only colour a compound ("US-backed", "pro-Russian"; "Saudi-led" stays) and "general" before a noun."""
    out = []
    for match, after in zip_longest(matches, matches[1:]):
        if match.noun and match.first == match.last and words[match.first].word.lower() in _ADJECTIVES and _stands_before(match, after):
            continue
        if match.entries or match.place or match.noun:
            before = words[match.first - 1] if match.first else None
            if before is not None and before.hyphen and before.word.lower() in _AGAINST:
                continue
            if words[match.last].hyphen and match.last + 1 < len(words) and _colours(words[match.last + 1].word.lower()):
                continue
        out.append(match)
    return out


def _stands_before(match: Match, after: Match | None) -> bool:
    return after is not None and after.first == match.last + 1 and (after.noun is not None or after.modifier is not None)


def _colours(word: str) -> bool:
    return word not in _KEEPS_NAME and (word.endswith("ed") or word in _PARTICIPLES)
