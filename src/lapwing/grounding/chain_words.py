"""What the words of a description say: its post, whose, of which country."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lapwing.grounding.chain_names import Chain
from lapwing.grounding.phrases import Phrase, Tree
from lapwing.knowledge.chains import ChainWords

if TYPE_CHECKING:
    from lapwing.grounding.actors import Actors

_FORMER = frozenset({"former", "ex", "late", "onetime", "erstwhile", "ousted", "deposed", "slain"})
_OTHER = frozenset(
    "new next future another other rival opposing different second third first incoming previous local own several fellow "
    "elected potential possible such every single one".split()
)
_NOT_THE = frozenset({"a", "an", "any", "no", "some", "each", "every", "another", "either", "what", "which"})


@dataclass(slots=True, frozen=True)
class Sense:
    """Reading of a phrase: ``post`` and the wider posts, countries, chains of bodies and of persons that it names.

    ``called`` is its noun with an of-phrase: "secretary of state".
    """

    post: str | None
    wide: frozenset[str]
    former: bool
    countries: frozenset[str]
    bodies: frozenset[int]
    owners: frozenset[int]
    definite: bool
    other: bool
    called: str = ""


def country_named(actors: Actors, text: str) -> str | None:
    """ISO code where a text is the name of a country itself (not of its capital or a body)."""
    coding = actors.name(text, None)
    if coding is None and text.lower().startswith("the "):
        coding = actors.name(text[4:], None)
    if coding is None or coding.kind != "country" or coding.why.endswith((":seat", ":region")):
        return None
    return coding.country


def read_sense(tree: Tree, phrase: Phrase, at: Mapping[int, Phrase], chains: Sequence[Chain], actors: Actors, words: ChainWords) -> Sense:
    """Read a description. ``at`` maps tokens of the sentence to phrases, ``chains`` are those known by now."""
    countries: set[str] = set()
    bodies: set[int] = set()
    owners: set[int] = set()
    for index in phrase.modifiers:
        if tree.case(index) in ("to", "for", "at"):  # an envoy to a country is not of it
            continue
        country = actors.country_of(tree.tokens[index].text) if tree.tokens[index].deprel == "amod" else None
        under = at.get(index)
        if under is not None and under.head == index and under is not phrase and under.kind == "name":
            named = actors.country_of(under.name) if actors.is_demonym(under.name) else country_named(actors, under.name)
            if named:
                countries.add(named)
            elif under.ner == "PER":
                owners.add(under.chain)
            elif under.chain >= 0:
                bodies.add(under.chain)
        elif under is not None and under is not phrase and under.head == index and under.chain >= 0 and tree.tokens[index].deprel == "nmod:poss":
            _own(chains[under.chain], countries, bodies, owners)  # "the country's cabinet", "its parliament"
        elif country:
            countries.add(country)
    found = words.office((*phrase.before, phrase.lemma), phrase.after) if not phrase.plural else None
    if found and "bound" in found[1] and not (countries or bodies or owners or phrase.after):
        found = None
    if found and [t.text for t in tree.tokens[phrase.head + 1 : phrase.head + 3]] == ["-", "elect"]:
        found = None
    lower = set(phrase.before)
    if found and words.office((*phrase.before[-1:], phrase.lemma)) != words.office((phrase.lemma,)):
        lower -= set(phrase.before[-1:])  # a "first minister" is no other minister
    return Sense(
        post=found[0] if found else None,
        wide=found[1] if found else frozenset(),
        former=bool(lower & _FORMER),
        countries=frozenset(countries),
        bodies=frozenset(bodies),
        owners=frozenset(owners),
        definite=_definite(phrase, tree) or (phrase.determiner in ("", "its") and not phrase.plural and bool(countries or bodies)),
        other=bool(lower & _OTHER) or phrase.determiner in _NOT_THE,
        called=" ".join((phrase.lemma, *phrase.after)),
    )


def _own(chain: Chain, countries: set[str], bodies: set[int], owners: set[int]) -> None:
    if chain.kind == "country" and chain.country:
        countries.add(chain.country)
    elif chain.kind in ("ORG", "LOC"):
        bodies.add(chain.number)
    elif chain.person:
        owners.add(chain.number)


def _definite(phrase: Phrase, tree: Tree) -> bool:
    if phrase.determiner in ("the", "this", "that", "these", "those", "'s"):
        return True
    # Headlines leave the article out: "NATO chief", "premier"; a post as a name of its holder has none: "President told reporters".
    return not phrase.determiner and (tree.sentence.in_title or (phrase.subject and tree.tokens[phrase.head].upos == "PROPN"))
