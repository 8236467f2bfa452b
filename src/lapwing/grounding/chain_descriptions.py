"""Descriptions that stand for somebody named elsewhere: "the prime minister", "NATO chief", "the alliance", "the country"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from lapwing.grounding.chain_names import Chain
from lapwing.grounding.chain_words import Sense
from lapwing.grounding.phrases import Phrase
from lapwing.knowledge.chains import ChainEntry, ChainWords, fits_name

NEAR = 3
"""Sentences back in which an antecedent counts as just mentioned."""
FAR = 8
"""Sentences back in which a kind noun ("the alliance") still finds its antecedent."""
_OF_BODIES = frozenset({"president", "org_head"})
"""Posts of countries and of bodies alike: "the Kenyan president" is not the president of a bank."""
_BARE = frozenset({"police", "parliament", "congress"})
_POINTING = frozenset({"the", "this", "that", "these", "those"})


def latest(chain: Chain, phrase: Phrase) -> int | None:
    """The position of the last sentence before or at the phrase in which the chain is mentioned; None if only later."""
    mention = chain.before(phrase)
    return mention.place if mention is not None else None


def holder(phrase: Phrase, sense: Sense, chains: Iterable[Chain], country_of: Callable[[Chain], str | None], focus: str | None) -> Chain | None:
    """The person who holds the described post: just mentioned, else the only one in the report, else the one of the country in focus."""
    if sense.post is None or not sense.definite or sense.other or phrase.predicate:
        return None
    able = [c for c in chains if c.person and _holds(c, sense, country_of, focus)]
    able = [c for c in able if c.names] or able
    able = [c for c in able if any(sense.called in words for words in c.called)] or able
    if len(able) < 2:
        return able[0] if able else None
    near = [c for c in able if (place := latest(c, phrase)) is not None and phrase.place - place <= NEAR]
    for group in (near, able):
        at_home = [c for c in group if focus and focus in _countries(c, country_of)]
        if len(group) == 1:
            return group[0]
        if len(at_home) == 1 and not sense.countries and not sense.bodies:
            return at_home[0]
    return _subject(near, phrase)


def _subject(chains: Sequence[Chain], phrase: Phrase) -> Chain | None:
    """The only one of the chains that is subject of the last sentence in which any of them stands."""
    last = max((-1 if (place := latest(c, phrase)) is None else place for c in chains), default=-1)
    found = [c for c in chains if _leads(c, last, phrase)]
    if len(found) == 1:
        return found[0]
    there = [c for c in chains if latest(c, phrase) == last]
    return there[0] if len(there) == 1 else None


def _leads(chain: Chain, place: int, phrase: Phrase) -> bool:
    return any((m.subject and m.head < phrase.head) or (m.subject and place < phrase.place) for m in chain.in_sentence(place))


def _countries(chain: Chain, country_of: Callable[[Chain], str | None]) -> set[str]:
    own = country_of(chain)
    return chain.countries or ({own} if own else set())


def _holds(chain: Chain, sense: Sense, country_of: Callable[[Chain], str | None], focus: str | None) -> bool:
    if sense.post not in chain.wide:
        return False
    if sense.post in chain.former and not sense.former:
        return False
    known = _countries(chain, country_of)
    if sense.bodies and not sense.bodies & chain.orgs:
        return bool(sense.countries & known)
    if sense.owners or (sense.post in _OF_BODIES and sense.countries and not sense.bodies and chain.orgs):
        return False
    if sense.countries and known:
        return bool(sense.countries & known)
    return not sense.countries or (not chain.orgs and focus in sense.countries)


def kind_of(phrase: Phrase, words: ChainWords) -> ChainEntry | None:
    """The kind noun of a description, by its last three or two words or its head."""
    for size in (2, 1, 0):
        kind = words.kinds.get(" ".join((*phrase.before[len(phrase.before) - size :], phrase.lemma))) if size <= len(phrase.before) else None
        if kind is not None:
            return kind
    return None


def body(phrase: Phrase, sense: Sense, kind: ChainEntry, nouns: set[str], chains: Iterable[Chain], fits: Callable[[Chain, ChainEntry], bool]) -> Chain | None:
    """The body named last that a kind noun fits; None where two were named together and neither leads.

    ``nouns`` before the kind noun must be part of its name: "the district court" is no Supreme Court.
    """
    if phrase.determiner not in _POINTING or phrase.plural or sense.other or sense.owners or sense.bodies:
        return None
    able = []
    for chain in chains:
        place = latest(chain, phrase)
        if place is None or phrase.place - place > FAR or chain.person:
            continue
        if sense.countries and chain.countries and not sense.countries & chain.countries:
            continue
        if nouns and not any(nouns <= set(name.lower().split()) for name in chain.names):
            continue
        if any(fits_name(kind, name) for name in chain.names) or fits(chain, kind):
            able.append((place, chain))
    if not able:
        return None
    last = max(place for place, _ in able)
    there = [chain for place, chain in able if place == last]
    return there[0] if len(there) == 1 else _subject(there, phrase)


def country(phrase: Phrase, sense: Sense, chains: Iterable[Chain], focus: str | None) -> Chain | None:
    """The country that "the country" stands for: named in this sentence, else the one in focus, else the one named last by its noun."""
    if phrase.determiner not in _POINTING or phrase.plural or sense.other or sense.countries or sense.bodies or sense.owners:
        return None
    found: dict[int, tuple[bool, Chain]] = {}
    for chain in chains:
        place = latest(chain, phrase)
        if chain.kind == "country" and place is not None and phrase.place - place <= FAR:
            noun = any(not m.modifier or m.deprel == "nmod:poss" for m in chain.in_sentence(place))
            found[chain.number] = (noun, chain)
    for nouns in (True, False):
        able = [c for noun, c in found.values() if noun is nouns]
        if not able:
            continue
        last = max(latest(c, phrase) or 0 for c in able)
        there = [c for c in able if latest(c, phrase) == last]
        at_home = [c for _, c in found.values() if c.country == focus]
        if len(there) == 1 and (last == phrase.place or not at_home):
            return there[0]
        return at_home[0] if at_home else _subject(there, phrase)
    return None


def same_head(phrase: Phrase, sense: Sense, by_head: dict[str, list[Phrase]]) -> Phrase | None:
    """An earlier, fuller phrase with the same head noun: "the embassy" after "the US Embassy in London"."""
    pointing = phrase.determiner in _POINTING or (not phrase.determiner and phrase.lemma in _BARE)
    if not pointing or sense.other or sense.countries or sense.bodies or sense.owners:
        return None
    words = set(phrase.before)
    for earlier in reversed(by_head.get(phrase.lemma, ())):
        if phrase.place - earlier.place > FAR:
            return None
        if earlier.plural == phrase.plural and words <= {*earlier.before, *earlier.name.lower().split()}:
            return earlier
    return None
