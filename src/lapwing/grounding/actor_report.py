"""What a whole report says about single words: places that were tagged as persons, and names that two countries share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import msgspec

from lapwing.knowledge.actors import SharedName
from lapwing.model import Sentence, Token

if TYPE_CHECKING:
    from lapwing.grounding.actors import Actors

_STATE_POSTS = frozenset(
    "governor lieutenant secretary attorney senator senators representative representatives democrat democrats republican republicans house senate "
    "legislature lawmakers county sheriff state capitol supreme election".split()
)
"""Words right after the name of a state of a federation ("Georgia | governor", "Georgia | Republicans")."""


OWN = "own"
"""``also`` of bodies that many countries have."""


def in_report(sentences: Sequence[Sentence], actors: Actors) -> tuple[Sequence[Sentence], Actors]:
    """The sentences with places that were tagged as persons put right, and the coder with shared names read as the report means them."""
    return places_not_persons(sentences, actors), actors.reading(shared_names(sentences, actors))


def places_not_persons(sentences: Sequence[Sentence], actors: Actors) -> Sequence[Sentence]:
    """ "Chad said …", "Washington condemned …": a country or capital alone is no person, unless one of that name is told of."""
    surnames = {s.tokens[i].text for s in sentences for first, last in _persons(s.tokens) if last > first for i in range(first, last + 1)}
    out = []
    for sentence in sentences:
        tokens = sentence.tokens
        wrong = [f for f, last in _persons(tokens) if f == last and tokens[f].text not in surnames and _is_place(tokens, f, actors)]
        out.append(_tagged(sentence, wrong) if wrong else sentence)
    return out


def _persons(tokens: Sequence[Token]) -> Iterable[tuple[int, int]]:
    """First and last token of each name of a person."""
    first = -1
    for index, token in enumerate(tokens):
        if first >= 0 and token.ner != "I-PER":
            yield first, index - 1
            first = -1
        if token.ner.endswith("-PER") and first < 0:
            first = index
    if first >= 0:
        yield first, len(tokens) - 1


def _is_place(tokens: Sequence[Token], at: int, actors: Actors) -> bool:
    coding = actors.name(tokens[at].text, None)
    if coding is None or coding.kind != "country":
        return False
    before = tokens[at - 1] if at else None
    if before is not None and before.upos in ("NOUN", "PROPN") and actors.sector_of_noun(before.text.lower(), ()):
        return False  # "President Chad"
    beside = [tokens[i] for i in (at - 1, at + 1) if 0 <= i < len(tokens)]
    return not any(t.upos == "PROPN" and "flat" in (t.deprel, tokens[at].deprel) for t in beside)


def _tagged(sentence: Sentence, places: Sequence[int]) -> Sentence:
    tokens = list(sentence.tokens)
    for index in places:
        tokens[index] = msgspec.structs.replace(tokens[index], ner="B-LOC")
    return msgspec.structs.replace(sentence, tokens=tuple(tokens))


def shared_names(sentences: Sequence[Sentence], actors: Actors) -> dict[str, str]:
    """Names that are another country's in this report: {"Georgia": "USA"} where other American states are named and nothing else of Georgia."""
    shared = actors.shared
    words = [t.text for s in sentences for t in s.tokens]
    text = f" {' '.join(words)} "
    there = [name for name in shared if f" {name} " in text]
    if not there:
        return {}
    parts: Counter[str] = Counter()
    for first, second in zip(words, (*words[1:], ""), strict=True):
        if not first[:1].isupper():
            continue
        for name in (f"{first} {second}", first) if second[:1].isupper() else (first,):
            place = actors.place(name)
            if place is not None and name not in shared:
                parts[f"{place.code} {'part' if place.kind in ('region', 'city') else 'whole'}"] += 1
                break
    found = {name: shared[name].also for name in there if shared[name].also != OWN and _elsewhere(shared[name], words, parts, actors)}
    bodies = [name for name in there if shared[name].also == OWN]
    return {**found, **(_own_bodies(bodies, parts, actors) if bodies else {})}


def _own_bodies(names: Sequence[str], parts: Counter[str], actors: Actors) -> dict[str, str]:
    """ "The Senate" of the country that a report names most, where it does not name the country of the best known one at all."""
    counts: Counter[str] = Counter()
    for told, number in parts.items():
        counts[told.split(" ")[0]] += number
    first, second = [*counts.most_common(2), ("", 0), ("", 0)][:2]
    out = {}
    for name in names:
        coding = actors.name(name, None)
        if coding is not None and coding.country and not counts[coding.country] and first[1] > second[1]:
            out[name] = first[0]
    return out


def _elsewhere(name: SharedName, words: Sequence[str], parts: Counter[str], actors: Actors) -> bool:
    if name.near:
        return any(w in name.near for w in words)
    own = actors.place(name.name)
    if own is None or parts[f"{own.code} part"] + parts[f"{own.code} whole"]:
        return False
    if own.kind == "name":  # a country: only states and towns of the other one speak against it, for "US officials" may visit
        return bool(parts[f"{name.also} part"]) or any(_post(words, i) for i, w in enumerate(words) if w == name.name)
    return bool(parts[f"{name.also} part"] + parts[f"{name.also} whole"])


def _post(words: Sequence[str], at: int) -> bool:
    after = words[at + 1 : at + 3]
    return bool(after) and (after[0].lower() if after[0] not in ("'s", "\u2019s") else after[-1].lower()) in _STATE_POSTS
