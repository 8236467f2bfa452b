"""Tells whether a place name says where something is ("in London"), or is an actor or an attribute ("London said", "London's mayor")."""

from __future__ import annotations

from lapwing.grounding.place_spans import Found, head_of
from lapwing.grounding.place_words import Words
from lapwing.model import Sentence, Token

_UP = 4
"""How many conjuncts and appositions are climbed."""


def is_location(found: Found, sentence: Sentence, kind: str, capital: bool, words: Words) -> bool:
    """Whether the mention tells where; ``kind`` and ``capital`` are of the place it means: countries and capitals act, towns rarely."""
    if found.part:
        return False
    tokens = sentence.tokens
    head = head_of(tokens, found.first, found.last)
    acts = kind == "country" or capital
    for _ in range(_UP):
        if tokens[head].deprel not in ("conj", "appos") or not 0 <= tokens[head].head < len(tokens):
            break
        above = tokens[head].head
        if tokens[above].upos not in ("PROPN", "NOUN", ""):
            break
        if tokens[head].deprel == "appos" and tokens[above].lemma.lower() in words["prefixes"] | words["capital_nouns"]:
            return True  # "the capital, X"
        head = above
    if not tokens[head].deprel:
        return _by_neighbours(tokens, found, acts, words)
    return _by_tree(tokens, head, kind == "exact", acts, words)


def _case(tokens: tuple[Token, ...], head: int) -> str | None:
    """The preposition or possessive mark of a noun."""
    for k, t in enumerate(tokens):
        if t.head == head and t.deprel == "case" and k != head:
            return t.text.lower()
    return None


def _by_tree(tokens: tuple[Token, ...], head: int, exact: bool, acts: bool, words: Words) -> bool:
    token = tokens[head]
    above = tokens[token.head] if 0 <= token.head < len(tokens) else None
    relation = token.deprel.split(":")[0]
    lemma = above.lemma.lower() if above else ""
    if above is None or relation in ("root", "dep", "parataxis", "list", "orphan", "vocative"):
        return True
    if relation == "flat":
        return False
    case = _case(tokens, head)
    if case in ("of", "from") and relation == "nmod" and above and (above.ner.endswith("PER") or above.text in words.demonyms):
        return False  # "Ana Lima of Recife"
    if case in ("of", "from") and relation == "nmod" and _after_person(tokens, head):
        return False  # "committee member Ana Lima of Recife"
    if token.deprel == "nmod:poss" or case in ("'s", "’s", "'", "’"):
        return lemma in words["place_nouns"] or lemma in words["event_nouns"]
    if relation in ("compound", "amod") or (relation == "nmod" and case is None):
        return _is_somewhere(lemma, words)
    if relation in ("nsubj", "csubj"):
        if not acts and not exact:
            return True
        return lemma in words["direct_place_verbs" if "pass" in token.deprel else "witness_verbs"]
    if relation in ("obj", "iobj"):
        return lemma in words["direct_place_verbs"] or not acts
    if relation in ("nmod", "obl") and case:
        return _by_case(case, lemma, relation, acts, words)
    return not acts or case in words["where_prepositions"]


def _after_person(tokens: tuple[Token, ...], head: int) -> bool:
    """Whether the preposition of a name follows a person's name."""
    first = next((k for k, t in enumerate(tokens) if t.head == head and t.deprel == "case"), 0)
    return first > 0 and tokens[first - 1].ner.endswith("PER")


def _by_case(case: str, lemma: str, relation: str, acts: bool, words: Words) -> bool:
    if case in ("of", "from") and relation == "nmod" and lemma in words["person_nouns"]:
        return False
    if case == "of":
        return _is_somewhere(lemma, words) or not acts
    if case in words["actor_prepositions"]:
        return False if acts else case not in ("with", "between", "among", "than", "as", "like", "unlike")
    if case in ("from", "to", "on") and acts:
        return relation == "obl" or _is_somewhere(lemma, words) or case == "from"
    return case in words["where_prepositions"] or not acts


def _is_somewhere(lemma: str, words: Words) -> bool:
    """Nouns that a place name locates: parts of a place, facilities, events."""
    return lemma in words["place_nouns"] or lemma in words["event_nouns"] or lemma in words["facility_nouns"]


def _by_neighbours(tokens: tuple[Token, ...], found: Found, acts: bool, words: Words) -> bool:
    """The same from the words beside the name, where there is no tree."""
    left = found.left
    while left > 0 and tokens[left - 1].text.lower() in words["directions"] | {"the"}:
        left -= 1
    before = tokens[left - 1].text.lower() if left else ""
    earlier = tokens[left - 2].text.lower() if left > 1 else ""
    after = tokens[found.last + 1].text.lower() if found.last + 1 < len(tokens) else ""
    following = tokens[found.last + 2].text.lower() if found.last + 2 < len(tokens) else ""
    places = words["place_nouns"] | words["event_nouns"] | words["facility_nouns"]
    if after in ("'s", "’s"):
        return following in places
    if after in words["person_nouns"]:
        return False
    if before == "of":
        return earlier in places
    if before in words["actor_prepositions"]:
        return False
    if before == "from":
        return earlier not in words["person_nouns"]
    if before in words["where_prepositions"] or after in places:
        return True
    if _stem(before) in words["direct_place_verbs"]:
        return True
    if not before or before in (".", "“", '"'):
        return not acts or _stem(after) in words["witness_verbs"]
    return not acts


_IRREGULAR = {
    "saw": "see", "took": "take", "fell": "fall", "was": "be", "is": "be", "left": "leave", "stood": "stand", "lay": "lie", "held": "hold",
    "shook": "shake", "swept": "sweep", "struck": "strike", "became": "become", "burnt": "burn", "fled": "flee",
}  # fmt: skip


def _stem(word: str) -> str:
    """A crude lemma of a past form, for text without tags."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("ied"):
        return word[:-3] + "y"
    if word.endswith("ed"):
        keeps_e = word[-3:-2] in "srzvuc" and not word.endswith(("ssed", "ered"))
        return word[:-1] if keeps_e else word[:-2]
    return word
