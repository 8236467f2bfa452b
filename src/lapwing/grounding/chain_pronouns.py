"""Pronouns and group words: he, she, it, they, "the two leaders", "both sides". What is not plain stays open."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from lapwing.grounding.chain_names import Chain
from lapwing.grounding.chain_quotes import Quotes, odd_marks
from lapwing.grounding.phrases import Phrase, Tree

_MALE = frozenset({"he", "him", "his", "himself"})
_FEMALE = frozenset({"she", "her", "hers", "herself"})
_NEUTER = frozenset({"it", "its", "itself"})
_PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
_OF_CONFLICT = frozenset("conflict war dispute border fighting talks divide".split())
_BACK = 2
"""Sentences before its own in which a pronoun looks for its antecedent."""
_PAIR_BACK = 3
"""Sentences before its own in which "the two leaders" looks for two of them."""
_SHARED = frozenset({"conj", "xcomp", "advcl"})
"""Clauses that may take their subject from the one above."""
_PATIENT = frozenset({"obj", "iobj", "nsubj:pass"})
_NUMBERS = {"two": 2, "three": 3, "four": 4, "both": 2, "2": 2, "3": 3, "4": 4}


class Scene:
    """The phrases of each sentence, in order, with the chains found so far."""

    def __init__(self, trees: Sequence[Tree], chains: list[Chain]) -> None:
        self.trees, self.chains = trees, chains
        self.phrases: list[list[Phrase]] = [[] for _ in trees]
        self.at: list[dict[int, Phrase]] = [{} for _ in trees]
        self.quotes = Quotes(trees)

    def chain(self, phrase: Phrase) -> Chain | None:
        return self.chains[phrase.chain] if phrase.chain >= 0 else None

    def earlier(self, place: int, back: int) -> range:
        """Sentences before ``place``, latest first, the title only from the first sentences of the text."""
        return range(place - 1, max(place - back, 0) - 1, -1)


def gender_of(pronoun: str) -> str | None:
    """male, female, neuter or plural; None for pronouns that name no third person."""
    word = pronoun.lower()
    for gender, words in (("male", _MALE), ("female", _FEMALE), ("neuter", _NEUTER), ("plural", _PLURAL)):
        if word in words:
            return gender
    return None


def resolve_person(phrase: Phrase, gender: str, scene: Scene, is_person: Callable[[Phrase], bool]) -> Chain | None:
    """The person that he or she stands for: a subject over the pronoun, else a subject before it, else the only fitting person."""

    quote = scene.quotes.of(phrase)
    speakers = scene.quotes.speakers(quote, scene.phrases)

    def able(other: Phrase) -> bool:
        chain = scene.chain(other)
        if chain is None or chain.gender not in (None, gender) or (other.modifier and other.deprel != "nmod:poss"):
            return False
        if other.chain in speakers or (other.place == phrase.place and odd_marks(scene.trees[phrase.place], other.head, phrase.head)):
            return False
        return chain.person or (is_person(other) and scene.quotes.of(other) == quote)

    return _search(phrase, scene, able, _BACK)


def resolve_body(phrase: Phrase, scene: Scene, is_body: Callable[[Phrase], bool], is_medium: Callable[[Phrase], bool]) -> Phrase | None:
    """The subject that it stands for: only where a body or country led this sentence or the one before.

    A medium that reported the sentence before is none.
    """
    tree, place = scene.trees[phrase.place], phrase.place
    if tree.tokens[phrase.head].deprel == "expl":
        return None
    before = [p for p in _before(phrase, scene) if p.subject and p.kind != "pronoun" and not _rival(p, phrase, scene)]
    own = subject_over(phrase, scene) or (before[-1] if before else None)
    if own is not None:
        return own if is_body(own) else None
    if phrase.deprel in ("obj", "iobj") and tree.tokens[tree.tokens[phrase.head].head].deprel in _SHARED:
        return None
    for other in scene.earlier(place, 1):
        subject = main_subject(scene, other)
        return subject if subject is not None and is_body(subject) and not is_medium(subject) else None
    return None


def _before(phrase: Phrase, scene: Scene) -> list[Phrase]:
    return [p for p in scene.phrases[phrase.place] if p.head < phrase.head]


def subject_over(phrase: Phrase, scene: Scene) -> Phrase | None:
    """The nearest subject of a predicate over the pronoun's own clause: "Merkel said that she"."""
    tree, at = scene.trees[phrase.place], scene.at[phrase.place]
    free = phrase.subject or phrase.deprel == "nmod:poss" or phrase.lemma.endswith(("self", "selves"))
    mates = subjects_of(phrase, scene)
    for index in tree.ancestors(phrase.head):
        for child in tree.all(index, "nsubj", "nsubj:pass"):
            subject = at.get(child)
            near = not free and (tree.tokens[phrase.head].head == index or child in mates)  # an object is not its own subject
            if child < phrase.head and subject is not None and subject is not phrase and not near and not _part_of(phrase, child, tree):
                return subject
    return None


def _told_of(phrase: Phrase, over: Phrase, scene: Scene, able: Callable[[Phrase], bool]) -> Chain | None:
    """The named person that an earlier he or she of the sentence stands for, where its subject only describes somebody: "a friend of his said he"."""
    if over.kind != "description" or (chain := scene.chain(over)) is None or chain.names:
        return None
    gender = gender_of(phrase.lemma)
    found = {p.chain for p in _before(phrase, scene) if p.kind == "pronoun" and gender_of(p.lemma) == gender and able(p) and not _rival(p, phrase, scene)}
    named = [scene.chains[n] for n in found if scene.chains[n].names]
    return named[0] if len(named) == 1 == len(found) else None


def _part_of(phrase: Phrase, head: int, tree: Tree) -> bool:
    """Whether a pronoun is inside the phrase of a noun: "one of his lawyers" is not he."""
    index = phrase.head
    while tree.tokens[index].deprel in ("nmod", "nmod:poss") and index != head:
        index = tree.tokens[index].head
    return index == head


def _search(phrase: Phrase, scene: Scene, able: Callable[[Phrase], bool], back: int) -> Chain | None:
    tree = scene.trees[phrase.place]
    over = subject_over(phrase, scene)
    if over is not None and able(over):
        return _told_of(phrase, over, scene, able) or scene.chain(over)
    found = _choice([p for p in _before(phrase, scene) if able(p) and not _rival(p, phrase, scene) and not _part_of(phrase, p.head, tree)], scene)
    if found is not None:
        return found
    for place in scene.earlier(phrase.place, back):
        there = [p for p in scene.phrases[place] if able(p)]
        found = _choice(there, scene) or _first_subject(there, scene, place)
        if found is not None or any(scene.chains[p.chain].names for p in there):
            return found
    subject = main_subject(scene, phrase.place)
    if subject is not None and subject.head > phrase.head and able(subject) and phrase.deprel == "nmod:poss":
        return scene.chain(subject)
    return None


def subjects_of(phrase: Phrase, scene: Scene) -> frozenset[int]:
    """Subjects of the verb whose object a pronoun is, for they are somebody else: "One man ran up and tried to stop him"; what joins them too."""
    tree = scene.trees[phrase.place]
    verb = tree.tokens[phrase.head].head
    if phrase.deprel not in ("obj", "iobj", "obl") or verb < 0:
        return frozenset()
    found = tree.all(verb, "nsubj", "nsubj:pass")
    while not found and phrase.deprel != "obl" and tree.tokens[verb].deprel in _SHARED and tree.tokens[verb].head >= 0:
        deprel, verb = tree.tokens[verb].deprel, tree.tokens[verb].head
        found = (tree.all(verb, "iobj") or tree.all(verb, "obj")) if deprel == "xcomp" else []  # "told police to stop him"
        found = found or tree.all(verb, "nsubj", "nsubj:pass")
    return frozenset(i for child in found for i in (child, *tree.all(child, "conj")))


def _rival(other: Phrase, phrase: Phrase, scene: Scene) -> bool:
    """An object cannot be its own subject: in "Merkel called him" he is not Merkel, in "the Kremlin denied it" it is not the Kremlin."""
    mates = subjects_of(phrase, scene)
    return other.head in mates or not mates.isdisjoint(other.aliases)


def _choice(found: Sequence[Phrase], scene: Scene) -> Chain | None:
    """The chain of the subjects, or the only one there is."""
    for group in ([p for p in found if p.subject], found):
        chains = {p.chain for p in group}
        if len(chains) == 1:
            return scene.chains[chains.pop()]
    return None


def _first_subject(found: Sequence[Phrase], scene: Scene, place: int) -> Chain | None:
    main = main_subject(scene, place)
    return scene.chain(main) if main is not None and main in found else None


def main_subject(scene: Scene, place: int) -> Phrase | None:
    """The subject of the sentence's root (or of the report verb's quotation where the root has none)."""
    tree, at = scene.trees[place], scene.at[place]
    for index, token in enumerate(tree.tokens):
        if token.head < 0:
            for child in tree.all(index, "nsubj", "nsubj:pass"):
                return at.get(child)
    return None


def coordinated(phrase: Phrase, scene: Scene) -> list[Phrase]:
    """A phrase and what is joined to it by "and"."""
    at = scene.at[phrase.place]
    return [phrase, *(at[c] for c in phrase.conjuncts if c in at)]


def resolve_plural(
    phrase: Phrase, scene: Scene, is_actor: Callable[[Phrase], bool], is_body: Callable[[Phrase], bool], is_medium: Callable[[Phrase], bool],
    is_state: Callable[[Phrase], bool],
) -> tuple[Phrase, ...]:  # fmt: skip
    """What they stands for: plural or joined actors that are subject in this sentence or the one before, else the only such actors there.

    Of a subject of the state and those that it acted on, the pronoun as object or passive subject stands for the latter. Failing these, a body
    that is the subject ("the team said they").
    """
    places = [(phrase.place, _before(phrase, scene)), *((p, scene.phrases[p]) for p in scene.earlier(phrase.place, 1))]
    for _, there in places:
        able = [p for p in there if _several(p, scene) and not p.modifier and p.kind != "pronoun" and p.chain >= 0 and is_actor(p)]
        able = [p for p in able if not (p.place == phrase.place and _rival(p, phrase, scene))]
        subjects = [p for p in able if p.subject]
        if phrase.deprel in _PATIENT and subjects and is_state(subjects[-1]):
            subjects = [p for p in able if p.deprel in _PATIENT] or subjects
        pick = subjects[-1:] if len(subjects) == 1 else able if len(able) == 1 else []
        if pick:
            joined = coordinated(pick[0], scene)
            return tuple(p for p in joined if p.chain >= 0)
        if phrase.deprel in ("obj", "iobj"):
            continue
        body = next((p for p in reversed(there) if (p.subject or p.deprel == "obl:agent") and p.kind != "pronoun"), None)
        told = body is not None and body.place < phrase.place and is_medium(body)
        if body is not None and is_body(body) and scene.chains[body.chain].kind != "country" and not told:
            return (body,)
    return ()


def _several(phrase: Phrase, scene: Scene) -> bool:
    """Whether a phrase is of several: plural, if it is not the name of one body ("the House of Representatives"), joined by "and", or a number."""
    token = scene.trees[phrase.place].tokens[phrase.head]
    if phrase.kind == "description" and token.upos == "NUM" and token.text.lower() not in ("one", "1"):
        return True
    one = phrase.kind == "name" and scene.chains[phrase.chain].kind in ("ORG", "country") if phrase.chain >= 0 else False
    return (phrase.plural and not one) or bool(phrase.conjuncts)


def group_size(phrase: Phrase, groups: Mapping[str, frozenset[str]], open_groups: frozenset[str]) -> int | None:
    """How many members "the two leaders" or "both sides" has; None where it is no group word.

    0 where it does not say, which only ``open_groups`` allow: "the leaders" after two of them, but not "the senators".
    """
    words = (phrase.determiner, *phrase.before)
    size = next((_NUMBERS[w] for w in words if w in _NUMBERS), 0)
    if phrase.after and not _OF_CONFLICT & set(phrase.after):
        return None
    noun = phrase.lemma in groups and (phrase.plural or phrase.lemma in ("couple", "pair", "duo"))
    if noun and (phrase.determiner in ("the", "both", "these", "all") or size):
        rest = [w for w in phrase.before if w not in _NUMBERS and w not in ("warring", "respective", "opposing", "rival")]
        return size if not rest and (size or phrase.lemma in open_groups) else None
    if phrase.lemma in ("both", "two") and phrase.kind == "description" and not phrase.before and not phrase.after and phrase.determiner in ("", "the"):
        return 2
    return None


def resolve_group(phrase: Phrase, size: int, able: Callable[[Phrase], bool], scene: Scene) -> tuple[Phrase, ...]:
    """The members of a group: the latest sentence that names just so many of the kind (two where no number is given)."""
    wanted = size or 2
    number = next((w for w, n in _NUMBERS.items() if n == wanted), "")
    places = [_before(phrase, scene), *(scene.phrases[p] for p in scene.earlier(phrase.place, _PAIR_BACK))]
    for there in places:
        counted = [p for p in there if p.plural and number in p.before and p is not phrase and p.kind == "description" and able(p)]
        if counted:  # "two officers …, both"
            return (counted[-1],)
        found: dict[int, Phrase] = {}
        for other in there:
            if other.chain >= 0 and other is not phrase and able(other):
                found.setdefault(other.chain, other)
        if len(found) == wanted:
            return tuple(found.values())
        if len(found) > wanted:
            return _arguments(list(found.values()), wanted, scene)
    return ()


def _arguments(found: list[Phrase], wanted: int, scene: Scene) -> tuple[Phrase, ...]:
    """Of too many candidates the ones joined by "and", else the subject and the objects, where these are just enough."""
    for phrase in found:
        joined = [p for p in coordinated(phrase, scene) if p in found]
        if len(joined) == wanted:
            return tuple(joined)
    chief = [p for p in found if p.deprel in ("nsubj", "nsubj:pass", "obj", "obl", "obl:agent", "iobj", "conj") and not p.modifier]
    return tuple(chief) if len(chief) == wanted else ()
