"""Who is being quoted: in "'He has failed us,' said Merkel" he is anyone but Merkel."""

from __future__ import annotations

from collections.abc import Sequence

from lapwing.grounding.phrases import Phrase, Tree

_OPEN, _CLOSE = frozenset({"\u201c", "``", "\u00ab"}), frozenset({"\u201d", "''", "\u00bb"})
_SHORT = 4
"""Words of the shortest quotation that has pronouns of its own; shorter ones are single words in quotation marks."""


class Quotes:
    """The quotations of a report: which tokens each one covers. They end with their paragraph."""

    def __init__(self, trees: Sequence[Tree]) -> None:
        self._trees = trees
        self._at: list[list[int]] = []
        self._places: dict[int, list[int]] = {}
        sizes: dict[int, int] = {}
        number, inside = 0, False
        for place, tree in enumerate(trees):
            if place and (trees[place - 1].sentence.paragraph, trees[place - 1].sentence.in_title) != (tree.sentence.paragraph, tree.sentence.in_title):
                inside = False
            row = []
            for token in tree.tokens:
                mark = token.text
                if mark in _OPEN or (mark == '"' and not inside):
                    number, inside = number + 1, True
                elif mark in _CLOSE or mark == '"':
                    inside = False
                row.append(number if inside else 0)
                if inside:
                    sizes[number] = sizes.get(number, 0) + 1
            self._at.append(row)
            for quote in dict.fromkeys(row):
                self._places.setdefault(quote, []).append(place)
        self._short = frozenset(n for n, size in sizes.items() if size <= _SHORT)

    def of(self, phrase: Phrase) -> int:
        """The number of the quotation that a phrase is in; 0 outside of any."""
        number = self._at[phrase.place][phrase.head]
        return 0 if number in self._short else number

    def speakers(self, quote: int, phrases: Sequence[Sequence[Phrase]]) -> frozenset[int]:
        """The chains of the subjects that say a quotation: those in its first and last sentence whose verb is outside of it and governs it."""
        out: set[int] = set()
        if quote:
            ends = self._places[quote]
            for place in {ends[0], ends[-1]}:
                out.update(p.chain for p in phrases[place] if p.subject and p.chain >= 0 and self._says(p, quote))
        return frozenset(out)

    def _says(self, subject: Phrase, quote: int) -> bool:
        row, tree = self._at[subject.place], self._trees[subject.place]
        verb = tree.tokens[subject.head].head
        if verb < 0 or row[subject.head] == quote or row[verb] == quote:
            return False
        over = tree.tokens[verb].head
        return any(row[child] == quote for child in tree.children[verb]) or (over >= 0 and row[over] == quote)


def odd_marks(tree: Tree, one: int, two: int) -> bool:
    """Whether just one of two words is quoted."""
    low, high = sorted((one, two))
    marks = [t.text for t in tree.tokens[low:high]]
    return sum(m == '"' or m in _OPEN or m in _CLOSE for m in marks) % 2 == 1
