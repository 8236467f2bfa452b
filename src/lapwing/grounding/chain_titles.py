"""Titles right before a person's name, found by the words themselves: where a parser goes wrong about them the order of words does not.

"Libya's Prime Minister X", "NATO Secretary General X", "Secretary of State X", "Prime Minister of Slovakia X".
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from lapwing.trees import Tree

Known = Callable[[Sequence[str], Sequence[str]], bool]
"""Whether words up to a head noun, and those after it, name a post or a sort of person."""

_IN_TITLE = frozenset({"NOUN", "PROPN", "ADJ"})
_LONGEST = 9
_NEVER = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday"})


class Title(NamedTuple):
    """Tokens ``start`` to before ``end`` stand before a name; ``head`` is the head noun."""

    start: int
    head: int
    end: int


def title_before(tree: Tree, first: int, name_head: int, names: dict[int, tuple[int, int, str]], known: Known) -> Title | None:
    """The title that ends right before token ``first``; ``names`` maps tokens to the name spans of the sentence."""
    last = first - 1
    if last < 0 or tree.tokens[last].upos not in ("NOUN", "PROPN") or _taken(last, names):
        return None
    start = _run(tree, last, first, names)
    title = _of(tree, start, first, names, known)
    if title is None:
        lemmas = [lower(tree, i) for i in range(start, first) if tree.tokens[i].upos != "PUNCT"]
        if (not known(lemmas, ()) and not _hangs(tree, last, name_head)) or lemmas[-1] in _NEVER or last in names:
            return None
        title = Title(start, last, first)
    if _relative(tree, title.head, name_head):
        return None
    return title._replace(start=_owner(tree, title.start, names))


def lower(tree: Tree, index: int) -> str:
    """The lemma of a common noun, the lower-case form of other words."""
    token = tree.tokens[index]
    return (token.lemma or token.text).lower() if token.upos == "NOUN" else token.text.lower()


def _taken(index: int, names: dict[int, tuple[int, int, str]]) -> bool:
    return index in names and names[index][2] == "PER"


def _run(tree: Tree, last: int, end: int, names: dict[int, tuple[int, int, str]]) -> int:
    index = last
    while index > 0 and end - index < _LONGEST:
        before = tree.tokens[index - 1]
        joint = before.text == "-" and index > 1
        if not (before.upos in _IN_TITLE or joint) or _taken(index - 1, names):
            break
        index -= 1
    return index


def _of(tree: Tree, start: int, end: int, names: dict[int, tuple[int, int, str]], known: Known) -> Title | None:
    """A title with "of" or "for" in it: its head is before the preposition."""
    joint = start - 1
    if joint > 0 and tree.tokens[joint].text.lower() == "the":
        joint -= 1
    if joint < 1 or tree.tokens[joint].text.lower() not in ("of", "for") or tree.tokens[joint - 1].upos not in ("NOUN", "PROPN"):
        return None
    first = _run(tree, joint - 1, end, names)
    before = [lower(tree, i) for i in range(first, joint) if tree.tokens[i].upos != "PUNCT"]
    after = [lower(tree, i) for i in range(joint, end)]
    return Title(first, joint - 1, end) if known(before, after) else None


def _hangs(tree: Tree, title: int, name: int) -> bool:
    one, two = tree.tokens[title], tree.tokens[name]
    return (one.head == name and one.deprel in ("nmod:desc", "compound", "flat")) or (two.head == title and two.deprel in ("flat", "compound"))


def _relative(tree: Tree, title: int, name: int) -> bool:
    """ "the minister Trump appointed": the name is subject of a clause about the noun."""
    over = tree.tokens[name].head
    return over >= 0 and tree.tokens[over].deprel.startswith("acl") and tree.tokens[over].head == title


def _owner(tree: Tree, start: int, names: dict[int, tuple[int, int, str]]) -> int:
    """Start of a possessor before the title: "Libya's", "the party's"."""
    if start < 2 or (tree.tokens[start - 1].xpos != "POS" and tree.tokens[start - 1].text not in ("'s", "\u2019s")):
        return start
    owner = start - 2
    if tree.tokens[owner].upos not in ("NOUN", "PROPN") or _taken(owner, names):
        return start
    while owner > 0 and owner in names and names.get(owner - 1) == names[owner]:
        owner -= 1
    return owner
