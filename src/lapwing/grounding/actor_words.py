"""Small questions about the words of a noun phrase: what covers a word, what looks like a name, how a stretch is written."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from lapwing.grounding.actor_phrases import Chunk, Part, Unit
from lapwing.grounding.actor_tables import Match
from lapwing.model import Token

AMOUNTS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve some many several few others other both most all hundreds thousands dozens "
    "scores millions".split()
)
_PARTICLES = frozenset("al el bin ibn bint abu de da di del della der den van von la le du dos das ben bou ould abd abdul ur uz mc o".split())
_NO_NAMES = frozenset("The A An His Her Their Its This That These Those Our My Your Some Many Several Two Three Four Five Six Seven Eight Nine Ten".split())


def from_head(chunk: Chunk, position: int) -> Chunk:
    """The chunk seen from its head: where the head stands in a prepositional part, that part is the core."""
    for number, part in enumerate(chunk.parts):
        if part.first <= position <= part.last and number:
            return Chunk((msgspec.structs.replace(part, preposition=""), *chunk.parts[number + 1 :]))
    return chunk


def covering(part: Part, position: int) -> Match | None:
    """The known stretch that holds a word."""
    return next((m for m in part.matches if m.first <= position <= m.last), None)


def person_after_title(core: Part, at: Match | None) -> Match | None:
    """"President | Trump": the listed person right after a title that was given as the head."""
    if at is None or at.noun is None or not at.noun.person:
        return None
    return next((m for m in core.matches if m.entries and m.entries[0].kind == "person" and m.first == at.last + 1), None)


def follows_title(core: Part, position: int, words: Sequence[Unit]) -> bool:
    """"the president | Sarraj": a capitalised word after a title."""
    return any(m.noun is not None and m.last < position for m in core.matches) and words[position].word[:1].isupper()


def name_follows(at: Match, core: Part, words: Sequence[Unit], tokens: Sequence[Token]) -> bool:
    """"Prime Minister | Fayez al Sarraj": an unlisted name right after a title that was given as the head."""
    after = at.last + 1
    if at.noun is None or not at.noun.person or after > core.last or words[after].possessive:
        return False
    return name_like(words[after], tokens) and covering(core, after) is None


def name_like(unit: Unit, tokens: Sequence[Token], joint: bool = False) -> bool:
    """A capitalised word that may be part of a name; with ``joint`` also particles ("al", "bin")."""
    if unit.token < 0 or unit.possessive:
        return False
    token = tokens[unit.token]
    if joint and unit.word.lower() in _PARTICLES:
        return True
    if token.upos not in ("", "PROPN", "X", "NOUN", "ADJ") or (token.upos == "" and unit.word in _NO_NAMES):
        return False
    return unit.word[:1].isupper()


def cut_short(unit: Unit, tokens: Sequence[Token]) -> bool:
    """Whether what is known is only the beginning of a tagged name: "National Conference | of State Legislatures"."""
    after = unit.token + 1
    return unit.token >= 0 and after < len(tokens) and tokens[after].ner.startswith("I-") and tokens[after].text.lower() in ("of", "for")


def name_goes_on(unit: Unit, tokens: Sequence[Token], kind: str) -> bool:
    """Whether a word is tagged as a later part of a name of that kind."""
    return unit.token >= 0 and not unit.possessive and tokens[unit.token].ner == f"I-{kind}"


def in_body_name(unit: Unit, tokens: Sequence[Token]) -> bool:
    """Whether a noun is part of the tagged name of a body of several words."""
    if unit.token < 0 or not tokens[unit.token].ner.endswith("ORG"):
        return False
    return any(0 <= i < len(tokens) and tokens[i].ner == "I-ORG" for i in (unit.token, unit.token + 1))


def name_run(part: Part, position: int, words: Sequence[Unit], tokens: Sequence[Token]) -> tuple[int, int]:
    """The stretch of name-like words around ``position``."""
    first = last = position
    while first > part.first and name_like(words[first - 1], tokens, True) and covering(part, first - 1) is None:
        first -= 1
    while last < part.last and name_like(words[last + 1], tokens, True) and covering(part, last + 1) is None:
        last += 1
    return first, last


def last_word(part: Part, words: Sequence[Unit]) -> int:
    """The position of a part's last word that is not 's."""
    return next((i for i in range(part.last, part.first - 1, -1) if not words[i].possessive), part.last)


def written(tokens: Sequence[Token]) -> str:
    """The tokens as in the text, a space where there was one."""
    out = ""
    for before, token in zip((None, *tokens), tokens, strict=False):
        out += (" " if before is not None and token.start > before.end else "") + token.text
    return out


def said(words: Sequence[Unit], first: int, last: int) -> str:
    """Units ``first`` to ``last`` as words."""
    return " ".join(u.word for u in words[first : last + 1] if not u.possessive)
