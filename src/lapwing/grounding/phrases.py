"""Noun phrases of an analysed report: the words to show, the words to code, and what the words around a name say.

Trees are Universal Dependencies (English): a title before a name hangs on it as ``nmod:desc`` or ``compound``, name parts are ``flat``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lapwing import trees
from lapwing.model import Sentence, Token

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "X"})
_OTHERWISE = frozenset({"NUM", "ADJ", "DET"})
_ARGUMENT = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl:agent", "nsubj:outer"})
_INSIDE = frozenset({"flat", "fixed", "goeswith"})
_MODIFIER = frozenset({"det", "amod", "compound", "nummod", "flat", "fixed", "nmod:desc", "nmod:poss", "det:predet", "goeswith"})
_PHRASE = _MODIFIER | {"nmod", "appos", "nmod:unmarked"}
_BEFORE = frozenset("amod compound nmod:desc nummod flat punct advmod obl obl:npmod obl:unmarked".split())
_SHOWN_OF = 7
"""Words of an of-phrase that is still shown with its head."""
_CLAUSAL = frozenset("appos acl acl:relcl advcl ccomp parataxis nsubj nsubj:pass cop aux aux:pass mark".split())
_DEPTH = 6
_BREAKS = frozenset({",", "(", "\u2013", "\u2014"})
_HYPHENS = frozenset({"-", "\u2010", "\u2011", "\u2013"})
_POSSESSIVE = frozenset({"his", "her", "its", "their", "our", "my", "your", "whose"})
NAMED = frozenset({"PER", "ORG", "LOC", "OTH"})


@dataclass(slots=True)
class Phrase:
    """One noun phrase. Indices count tokens of its sentence; ``place`` is the position of the sentence in the report."""

    place: int
    head: int
    first: int
    last: int
    kind: str
    ner: str | None
    name: str
    lemma: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    determiner: str
    plural: bool
    deprel: str
    tokens: tuple[int, ...]
    aliases: tuple[int, ...] = ()
    modifiers: tuple[int, ...] = ()
    conjuncts: tuple[int, ...] = ()
    descriptions: list[Phrase] = field(default_factory=list)
    modifier: bool = False
    predicate: bool = False
    chain: int = -1

    @property
    def subject(self) -> bool:
        return self.deprel.startswith("nsubj")


class Tree(trees.Tree):
    """A sentence with its children lists and name spans; ``place`` is its position in the report."""

    __slots__ = ("name_at", "names", "place")

    def __init__(self, sentence: Sentence, place: int) -> None:
        super().__init__(sentence)
        self.place = place
        self.names = list(_names(self.tokens))
        self.name_at: dict[int, tuple[int, int, str]] = {i: span for span in self.names for i in range(span[0], span[1])}

    def text(self, indices: Sequence[int]) -> str:
        """The exact text from the first to the last of the tokens."""
        parts: list[str] = []
        previous: Token | None = None
        for index in indices:
            token = self.tokens[index]
            parts.append(" " * (previous is not None and token.start > previous.end) + token.text)
            previous = token
        return "".join(parts)


def _names(tokens: Sequence[Token]) -> Iterator[tuple[int, int, str]]:
    start, kind = -1, ""
    for index, token in enumerate(tokens):
        tag = token.ner
        if start >= 0 and not (tag.startswith("I-") and tag[2:] == kind):
            if (index - start > 1 or len(tokens[start].text) > 1) and "$" not in tokens[index - 1].text:  # no "(L)" of a caption, no US$
                yield start, index, kind
            start = -1
        if tag != "O" and tag[2:] in NAMED and start < 0:
            start, kind = index, tag[2:]
    if start >= 0:
        yield start, len(tokens), kind


def phrase_heads(tree: Tree) -> dict[int, tuple[int, int, str] | None]:
    heads: dict[int, tuple[int, int, str] | None] = {}
    for name in tree.names:
        heads[name_head(tree.tokens, name)] = name
    for index, token in enumerate(tree.tokens):
        if index not in tree.name_at and _is_head(token):
            heads[index] = None
    return heads


def _is_head(token: Token) -> bool:
    if token.deprel in _INSIDE or token.text in ("a.m.", "p.m.", "am", "pm"):
        return False
    if token.upos in NOMINAL:
        return True
    if token.upos == "ADJ" and token.deprel == "amod":
        return token.text[:1].isupper()
    return token.upos in _OTHERWISE and token.deprel in _ARGUMENT and not (token.text.isdigit() and len(token.text) == 4)


def name_head(tokens: Sequence[Token], name: tuple[int, int, str]) -> int:
    """The token of a name that the rest of it hangs on."""
    own = range(name[0], name[1])
    outside = [i for i in own if tokens[i].head not in own and tokens[i].upos not in ("PUNCT", "DET", "ADP", "PART")]
    proper = [i for i in outside if tokens[i].deprel not in _MODIFIER or tokens[i].deprel == "nmod:poss"]
    return (proper or outside or [name[1] - 1])[0]


def make_phrase(tree: Tree, head: int, name: tuple[int, int, str] | None) -> Phrase:
    token = tree.tokens[head]
    inside = token.deprel in ("compound", "amod", "nmod:desc")
    before = _before(tree, head)
    full = _full(tree, head)
    if name is not None:
        kind, ner, shown = "name", name[2], _shown_name(tree, head, name)
    elif token.upos == "PRON" or (token.deprel == "nmod:poss" and token.text.lower() in _POSSESSIVE):
        kind, ner, shown = "pronoun", None, (head, head)
    else:
        kind, ner, shown = "description", None, _shown(tree, head)
        if inside and not before:
            shown = (head, head)
    own = tree.tokens[name[0] : name[1]] if name else ()
    return Phrase(
        place=tree.place, head=head, first=shown[0], last=shown[1], kind=kind, ner=ner,
        name=tree.text(range(name[0], name[1])) if name and own else "", lemma=token.lemma.lower() or token.text.lower(),
        before=tuple(_lemma(tree.tokens[i]) for i in before), after=_after(tree, head), determiner=_determiner(tree, head),
        plural=token.xpos in ("NNS", "NNPS") or token.text.lower() in ("they", "them", "their", "both"), deprel=token.deprel, tokens=full,
        aliases=tuple(range(name[0], name[1])) if name else (), modifiers=_modifiers(tree, head),
        conjuncts=tuple(tree.all(head, "conj")), modifier=inside, predicate=_predicate(tree, head),
    )  # fmt: skip


def _predicate(tree: Tree, head: int) -> bool:
    """Whether a phrase says what somebody is or becomes: "is the premier", "appointed her chancellor", "as president",
    "candidate for president"."""
    if tree.tokens[head].deprel == "xcomp" or tree.all(head, "cop"):
        return True
    return tree.case(head) == "as" or (tree.case(head) == "for" and not tree.all(head, "det", "nmod:poss"))


def _lemma(token: Token) -> str:
    return (token.lemma or token.text).lower() if token.upos == "NOUN" else token.text.lower()


def _before(tree: Tree, head: int) -> list[int]:
    """Premodifier tokens directly before the head (hyphens left out), possessors and determiners not among them."""
    out: list[int] = []
    index = head - 1
    while index >= 0 and head - index <= 8:
        token = tree.tokens[index]
        if token.text in ("-", "\u2013") and out:
            index -= 1
            continue
        under = token.head == head or token.head in out
        if not (under or token.text == "-") or token.deprel not in _BEFORE:
            break
        if token.upos == "PUNCT":
            break
        out.append(index)
        index -= 1
    return out[::-1]


def _after(tree: Tree, head: int) -> tuple[str, ...]:
    """Words of an of-phrase or for-phrase after the head: "of foreign affairs"."""
    for child in tree.all(head, "nmod"):
        case = tree.all(child, "case")
        if child > head and case and case[0] == head + 1 and tree.tokens[case[0]].lemma.lower() in ("of", "for"):
            return tuple(_lemma(t) for t in tree.tokens[head + 1 : min(child + 1, head + 6)])
    return ()


def _determiner(tree: Tree, head: int) -> str:
    for child in tree.all(head, "det", "nmod:poss", "det:predet", "nummod"):
        token = tree.tokens[child]
        if token.deprel == "nmod:poss" and token.upos not in ("PRON", "DET"):
            return "'s"
        if token.deprel != "nummod":
            return token.text.lower()
    return ""


def _modifiers(tree: Tree, head: int) -> tuple[int, ...]:
    """Tokens that say whose or of where: adjectives, compounds, possessors, phrases with of, in, from, for, at."""
    out: list[int] = []
    low = _after_list(tree, 0, head)
    for child in tree.children[head]:
        deprel = tree.tokens[child].deprel
        if child < low:
            continue
        if deprel in ("amod", "compound", "nmod:poss", "nmod:desc", "flat", "nmod"):
            if deprel == "nmod" and not _case_in(tree, child, ("of", "in", "from", "for", "at", "to")):
                continue
            out.append(child)
            if deprel in ("compound", "nmod:desc", "nmod", "amod"):
                out.extend(tree.all(child, "amod", "compound", "nmod:poss"))
    return tuple(out)


def _case_in(tree: Tree, index: int, words: tuple[str, ...]) -> bool:
    return any(tree.tokens[c].text.lower() in words for c in tree.all(index, "case"))


def _full(tree: Tree, head: int) -> tuple[int, ...]:
    """Tokens of the phrase for the coder: modifiers, appositions with their commas, prepositional phrases, without clauses and coordination."""
    out = {head, *range(*tree.name_at[head][:2])} if head in tree.name_at else {head}
    stack = [(head, 0)]
    while stack:
        index, depth = stack.pop()
        for child in tree.children[index]:
            deprel = tree.tokens[child].deprel
            if deprel == "flat" and _other_name(tree, index, child):
                continue
            if (deprel in _PHRASE or _led(tree, child, index)) and depth < _DEPTH:
                out.add(child)
                stack.append((child, depth + 1))
            elif (deprel == "case" and index != head) or (deprel == "punct" and tree.tokens[child].text == "-"):
                out.add(child)
    out.update([i for i in range(min(out) + 1, max(out)) if tree.tokens[i].text in _BREAKS and i - 1 in out and i + 1 in out])
    return tuple(sorted(out))


def _other_name(tree: Tree, one: int, two: int) -> bool:
    """Whether two words are in different names: the parser took "Washington" and "Vicente Fox" for one."""
    return one in tree.name_at and two in tree.name_at and tree.name_at[one] != tree.name_at[two]


def _led(tree: Tree, child: int, over: int) -> bool:
    """Whether a word is joined to a participle by a hyphen: "US" of "US-led", "state" of "state-run"."""
    return child < over and tree.tokens[child].upos in ("NOUN", "PROPN") and tree.tokens[child + 1].text in _HYPHENS


def _shown_name(tree: Tree, head: int, name: tuple[int, int, str]) -> tuple[int, int]:
    first, last = name[0], name[1] - 1
    if name[2] == "PER" or first == 0:
        return first, last
    before = tree.tokens[first - 1]
    if before.upos == "ADJ" and before.text[:1].isupper() and before.head == head and name[2] == "ORG":
        first -= 1
    if first > 0 and tree.tokens[first - 1].text.lower() == "the" and tree.tokens[first - 1].head == head:
        first -= 1
    return first, last


def _shown(tree: Tree, head: int) -> tuple[int, int]:
    """The words to show: modifiers before the head, its other parts after it, a short of-phrase."""
    inside = {head}
    stack = [c for c in tree.children[head] if tree.tokens[c].deprel in _MODIFIER]
    while stack:
        index = stack.pop()
        inside.add(index)
        if index > head and tree.tokens[index].deprel in ("punct", "case"):
            continue
        stack.extend(c for c in tree.children[index] if tree.tokens[c].deprel not in _CLAUSAL)
    first, last = head, head
    while first - 1 in inside:
        first -= 1
    while last + 1 in inside:
        last += 1
    while first < head and tree.tokens[first].upos in ("PUNCT", "ADP", "CCONJ"):
        first += 1
    first = _after_list(tree, first, head)
    for child in tree.all(head, "nmod"):
        if child > head and _case_in(tree, child, ("of",)):
            low, high = _shown(tree, child)
            if low - last <= 2 and high - last <= _SHOWN_OF:
                last = high
    return first, last


def _after_list(tree: Tree, first: int, head: int) -> int:
    """The first word after the last noun and comma: what is before belongs to a list, as in headlines."""
    for index in range(head - 1, first, -1):
        if tree.tokens[index].text == "," and tree.tokens[index - 1].upos in ("NOUN", "PROPN"):
            return index + 1
    return first
