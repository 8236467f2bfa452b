"""Persons of whom a report says nothing but a crime: who stabbed people, who was charged with murder.

The coding guide has criminals and lone attackers as CRM. Political charges (sedition, insult, corruption) make nobody a criminal here.
"""

from __future__ import annotations

from collections.abc import Callable

from lapwing.grounding.chain_names import Chain
from lapwing.grounding.chain_pronouns import Scene
from lapwing.grounding.phrases import Phrase, Tree

_PHRASES = 12
"""Phrases of a chain that are looked at, so that the time stays linear."""
_REACH = 14
"""Words after a verb in which the charge is looked for."""
_ATTACK = frozenset("stab shoot murder rape rob behead kidnap abduct kill knife strangle".split())
_PROSECUTE = frozenset("charge convict indict sentence jail imprison arrest detain suspect try".split())
_TRIED = frozenset("charge convict indict sentence jail imprison plead".split())
_CRIMES = frozenset(
    "murder manslaughter homicide killing stabbing shooting bombing terrorism rape robbery theft burglary arson fraud extortion blackmail bribery forgery "
    "embezzlement laundering smuggling trafficking kidnapping abduction assault torture poaching perjury harassment".split()
)


def is_criminal(chain: Chain, scene: Scene, person: Callable[[Phrase], bool], *, tried: bool) -> bool:
    """Whether the report tells of a person named in full as attacker or as tried for a crime. With ``tried`` an arrest or an attack is not enough."""
    named = [p for p in chain.phrases[:_PHRASES] if p.kind == "name"] if any(" " in n for n in chain.names) else []
    return any(_prosecuted(p, scene, _TRIED if tried else _PROSECUTE) or (not tried and _attacks(p, scene, person)) for p in named)


def _verb(phrase: Phrase, tree: Tree) -> int:
    over = tree.tokens[phrase.head].head
    token = tree.tokens[phrase.head]
    while over >= 0 and token.deprel in ("appos", "flat", "nmod:desc", "compound", "conj") and tree.tokens[over].upos != "VERB":
        token, over = tree.tokens[over], tree.tokens[over].head
    return over if over >= 0 and tree.tokens[over].upos == "VERB" else -1


def _prosecuted(phrase: Phrase, scene: Scene, verbs: frozenset[str]) -> bool:
    """ "was charged with murder", "convicted X of fraud", "pleaded guilty to theft"."""
    tree = scene.trees[phrase.place]
    verb = _verb(phrase, tree)
    if verb < 0 or tree.all(verb, "advmod:neg") or _denied(tree, verb):
        return False
    lemma = tree.tokens[verb].lemma.lower()
    words = {t.lemma.lower() for t in tree.tokens[verb + 1 : verb + 1 + _REACH]}
    if lemma == "plead":
        return phrase.subject and "guilty" in words and "not" not in words
    patient = phrase.deprel == "nsubj:pass" or (phrase.deprel in ("obj", "appos", "flat") and phrase.head > verb)
    return patient and lemma in verbs and not _CRIMES.isdisjoint(words)


def _attacks(phrase: Phrase, scene: Scene, person: Callable[[Phrase], bool]) -> bool:
    """ "X stabbed four people", "four people stabbed by X"."""
    tree = scene.trees[phrase.place]
    verb = _verb(phrase, tree)
    if verb < 0 or tree.tokens[verb].lemma.lower() not in _ATTACK or _denied(tree, verb):
        return False
    at = scene.at[phrase.place]
    if phrase.deprel == "nsubj":
        return not tree.all(verb, "aux:pass") and any(i in at and person(at[i]) for i in tree.all(verb, "obj"))
    return phrase.deprel == "obl:agent"


def _denied(tree: Tree, verb: int) -> bool:
    """Whether something was not so or only may be: "did not kill", "would kill"."""
    return any(tree.tokens[c].text.lower() in ("not", "n't", "never", "would", "could", "might", "may") for c in tree.children[verb])
