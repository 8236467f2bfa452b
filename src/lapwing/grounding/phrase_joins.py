"""Names joined with what is said beside them: titles before a name, appositions, acronyms in brackets."""

from __future__ import annotations

from lapwing.grounding.chain_acronyms import acronym_of
from lapwing.grounding.chain_titles import Known, Title, lower, title_before
from lapwing.grounding.phrases import NOMINAL, Phrase, Tree, make_phrase, phrase_heads

_TITLE = frozenset({"nmod:desc", "compound", "flat", "nmod"})
_HONORIFICS = frozenset({"mr", "mrs", "ms", "dr", "sir"})
_BELONGING = frozenset({"member", "founder", "co-founder", "figure"})
"""Persons whose sector is that of what they belong to."""


def find_phrases(tree: Tree, known: Known) -> list[Phrase]:
    """The phrases of a sentence by the place of their heads; titles and appositions of a name are told in its ``descriptions``.

    ``known`` says whether words are a title.
    """
    heads = phrase_heads(tree)
    found = {head: make_phrase(tree, head, name) for head, name in heads.items()}
    _fold_titles(tree, found, known)
    _fold_acronyms(tree, found)
    _fold_before_comma(tree, found, known)
    _fold(tree, found)
    return [found[head] for head in sorted(found)]


def _fold_titles(tree: Tree, found: dict[int, Phrase], known: Known) -> None:
    """Give each person the title right before the name, and take from every phrase the titles of others."""
    titles: dict[int, Title] = {}
    for head, phrase in found.items():
        if phrase.ner == "PER":
            title = title_before(tree, phrase.first, head, tree.name_at, known)
            if title is not None:
                titles[head] = title
    for head, title in titles.items():
        _take_title(tree, found, found[head], title)
    for head, phrase in found.items():
        others = {i for h, t in titles.items() if h != head for i in range(t.start, t.end)}
        if others and phrase.ner == "PER":
            phrase.tokens = tuple(i for i in phrase.tokens if i not in others or i in phrase.aliases)
            phrase.modifiers = tuple(i for i in phrase.modifiers if i not in others)


def _take_title(tree: Tree, found: dict[int, Phrase], named: Phrase, title: Title) -> None:
    span = range(title.start, title.end)
    described = found.pop(title.head, None) or make_phrase(tree, title.head, None)
    described.before = tuple(lower(tree, i) for i in range(title.start, title.head) if tree.tokens[i].upos in NOMINAL | {"ADJ"})
    described.after = tuple(lower(tree, i) for i in range(title.head + 1, title.end))
    described.modifiers = tuple(i for i in span if i != title.head)
    described.tokens = tuple(span)
    named.descriptions.append(described)
    named.tokens = tuple(sorted({*named.tokens, *span, *named.aliases}))
    own = [i for i in span if i not in found or (found[i].kind == "description" and tree.tokens[i].upos != "ADJ")]
    for index in own:
        found.pop(index, None)
    named.aliases = (*named.aliases, *own)
    over = tree.tokens[title.head].head
    if tree.tokens[named.head].head in span and over not in span:  # the title governs: the phrase stands where it stands
        named.deprel, named.conjuncts = described.deprel, described.conjuncts
    if described.plural:
        for index in named.conjuncts:
            if index in found and found[index].ner == "PER":
                found[index].descriptions.append(described)


def _fold_acronyms(tree: Tree, found: dict[int, Phrase]) -> None:
    """Join "Government of National Accord (GNA)"."""
    by_end = {p.aliases[-1]: p for p in found.values() if p.kind == "name" and p.aliases and p.ner != "PER"}
    for end, phrase in by_end.items():
        bracket = tree.tokens[end + 1].text == "(" if end + 3 < len(tree.tokens) + 1 and end + 1 < len(tree.tokens) else False
        short = next((p for p in found.values() if p.kind == "name" and p.first == end + 2 == p.last), None) if bracket else None
        if short is not None and acronym_of(short.name, phrase.name):
            phrase.descriptions.append(short)
            phrase.aliases = (*phrase.aliases, short.head)
            del found[short.head]


def _fold(tree: Tree, found: dict[int, Phrase]) -> None:
    """Make one phrase of a name and its titles and appositions."""
    for head in sorted(found):
        phrase = found.get(head)
        if phrase is None:
            continue
        for child in tree.all(head, *_TITLE, "appos", "parataxis", "dep"):
            other = found.get(child)
            if other is not None and _same(tree, phrase, other):
                _join(tree, found, *((phrase, other) if phrase.kind == "name" else (other, phrase)))


def _same(tree: Tree, over: Phrase, under: Phrase) -> bool:
    """Whether head and dependent are one person or body: exactly one of them a name, or a name and its acronym in brackets."""
    if "pronoun" in (over.kind, under.kind):
        return False
    named, other = (over, under) if over.kind == "name" else (under, over)
    if named.kind != "name" or named.ner not in ("PER", "ORG"):
        return False
    if under.deprel in ("appos", "parataxis", "dep"):
        if other.kind == "name":
            return acronym_of(under.name, over.name) and tree.tokens[max(under.head - 1, 0)].text == "("
        return under.deprel == "appos" and other.lemma[:1].isalpha() and len(other.lemma) > 1
    if other.kind == "name":
        return False
    if under is named:  # the title governs the name: "President <- Bush"
        return named.ner == "PER" and under.deprel in ("flat", "compound") and under.first == over.head + 1
    if under.deprel == "nmod" or (named.ner != "PER" and under.deprel != "nmod:desc"):
        return False
    return under.head < over.head and tree.tokens[under.head].upos in ("NOUN", "PROPN")


def _fold_before_comma(tree: Tree, found: dict[int, Phrase], known: Known) -> None:
    """Join "the head of the league, Jamel Msallem," by the order of words where the parser hung the name elsewhere."""
    for head in sorted(found):
        phrase = found.get(head)
        if phrase is None or phrase.ner != "PER" or phrase.first < 3 or tree.tokens[phrase.first - 1].text != ",":
            continue
        told = [*phrase.descriptions, *(found[c] for c in tree.all(head, "appos") if c in found)]
        if any(d.kind == "description" and d.lemma.rstrip(".") not in _HONORIFICS for d in told):
            continue
        other = _noun_before(tree, found, phrase, known)
        if other is not None:
            _join(tree, found, phrase, other)


def _noun_before(tree: Tree, found: dict[int, Phrase], named: Phrase, known: Known) -> Phrase | None:
    """The longest title that ends right before the comma; the name must end at a comma too, or the title begin the sentence."""
    comma, after = named.first - 1, tree.tokens[min(max(named.aliases) + 1, len(tree.tokens) - 1)]
    for head in sorted(found):
        other = found[head]
        if head >= comma or other.kind != "description" or other.plural or other.predicate or other.determiner not in ("the", "a", "an", "'s"):
            continue
        inside = [i for i in tree.subtree(head) if i < comma]
        if max(inside) != comma - 1 or not (other.lemma in _BELONGING or known((*other.before, other.lemma), other.after)):
            continue
        return other if after.text in (",", ".", ")") or (min(inside) == 0 and after.upos in ("VERB", "AUX")) else None
    return None


def _join(tree: Tree, found: dict[int, Phrase], named: Phrase, other: Phrase) -> None:
    if other.plural and named.ner == "PER":  # "two senators, X and Y,"
        for index in tree.all(named.head, "conj"):
            if index in found and found[index].ner == "PER":
                found[index].descriptions.append(other)
    if named.ner == "ORG" and other.last + 1 == named.first:  # "German carmaker Volkswagen"
        named.tokens = tuple(sorted({*named.tokens, *range(other.first, named.first)}))
    named.descriptions.append(other)
    named.aliases = (*named.aliases, other.head, *other.aliases)
    named.descriptions.extend(other.descriptions)
    for child in tree.all(other.head, "compound", "amod"):  # "Secretary" of "Secretary General"
        if child in found and found[child].kind == "description" and tree.tokens[child].upos != "ADJ":
            named.aliases = (*named.aliases, child)
            del found[child]
    if other.head in found and other.deprel in ("appos", "flat", "compound", "nmod:desc", "nmod", "parataxis", "dep"):
        del found[other.head]
        return
    # The description governs: the phrase stands where it stands.
    named.deprel, named.conjuncts = other.deprel, other.conjuncts
    found.pop(other.head, None)
