"""What in a report is not its story, and why: nothing is dropped in silence, and ``Report.text`` never changes."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from lapwing.knowledge.loader import KnowledgeBase
from lapwing.model import Dropped, Report
from lapwing.reading import fragments, layout, publication, repeats
from lapwing.reading.layout import Span
from lapwing.reading.patterns import Patterns

MOST_LISTED = 200
"""Paragraphs that one heading ("Sources") can take with it."""

_WORD = re.compile(r"\w+")
_LINK_LIKE = re.compile(
    r"https?://|www\.|\A[•·*▪–—-] ?|\A\W{0,2}\d{1,2}[.)\]] |\A[\"“‘'].{3,200}[\"”’'] ?[.,—–-]|\b(?:accessed|retrieved)\b", re.IGNORECASE
)


def clean(report: Report) -> Report:
    """The report with ``dropped`` filled: each stretch of the text that is not to be read, in order, without overlap. Linear."""
    return _default().clean(report)


def is_residue(line: str) -> bool:
    """Whether a line says nothing of its own: a credit, a link, a button."""
    return _default().is_residue(line)


def paragraphs(report: Report) -> list[Span]:
    """Spans of ``report.text`` to be analysed, in order, trimmed: all that is not white space and not in ``report.dropped``."""
    out: list[Span] = []
    cuts = iter([*report.dropped, None])
    cut = next(cuts)
    for start, end in layout.paragraphs(report.text):
        at = start
        while cut is not None and cut.start < end:
            if cut.start > at:
                out.append(layout.trim(report.text, at, cut.start))
            at = max(at, cut.end)
            if cut.end > end:
                break
            cut = next(cuts)
        if at < end:
            out.append(layout.trim(report.text, at, end))
    return [span for span in out if span[0] < span[1]]


@lru_cache(maxsize=1)
def _default() -> Cleaner:
    return Cleaner(KnowledgeBase())


class Cleaner:
    """Cleaning with a given knowledge."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self.patterns = Patterns(knowledge)
        self._fragments = fragments.Fragments(knowledge)

    def is_residue(self, line: str) -> bool:
        return self.patterns.whole(line) is not None or self.patterns.whole(line, "heading") is not None

    def clean(self, report: Report) -> Report:
        """See ``clean`` of the module."""
        draft = _Draft(report.text)
        self._drop_head(draft, report)
        self._drop_whole(draft)
        self._drop_sections(draft)
        self._cut_ends(draft)
        draft.drop_found(repeats.find(draft.kept_texts()))
        draft.drop_found(self._fragments.find(draft.kept_texts(), report.title is not None), unless_cut=True)
        return msgspec.structs.replace(report, dropped=draft.dropped())

    def _drop_head(self, draft: _Draft, report: Report) -> None:
        dates = {span for span, _ in publication.date_lines(report.text)}
        title = _words(report.title or "")
        for index in draft.kept()[: publication.HEAD]:
            span = draft.spans[index]
            if span in dates:
                draft.drop(index, "date line")
            elif title and span[1] - span[0] < 400 and _words(draft.text[slice(*span)]) == title:
                draft.drop(index, "repeats the title")

    def _drop_whole(self, draft: _Draft) -> None:
        for index in draft.kept():
            found = self.patterns.whole(draft.text[slice(*draft.spans[index])])
            if found:
                draft.drop(index, found.reason)

    def _drop_sections(self, draft: _Draft) -> None:
        """Headings of lists, and what follows them as long as it looks like links."""
        taking: str | None = None
        taken = 0
        for index, span in enumerate(draft.spans):
            text = draft.text[slice(*span)]
            heading = self.patterns.whole(text, "heading")
            if heading:
                taking, taken = heading.reason, 0
                draft.drop(index, heading.reason)
            elif index not in draft.reasons and taking:
                taken += 1
                if taken > MOST_LISTED or not _link_like(text):
                    taking = None
                else:
                    draft.drop(index, taking)

    def _cut_ends(self, draft: _Draft) -> None:
        opens = sum(self.patterns.opens(draft.text, draft.spans[index]) for index in draft.kept())
        first = opens < 2  # "KERRY: We …", "LAVROV: No …": a transcript, and those words say who speaks
        for index in draft.kept():
            while found := self.patterns.suffix(draft.text, draft.spans[index]):
                draft.cut_end(index, *found[0], found[1].reason)
            before = self.patterns.prefix(draft.text, draft.spans[index], first)
            if before:
                draft.cut_start(index, *before[0], before[1].reason)
            first = first and not fragments.finished(draft.text[slice(*draft.spans[index])])


class _Draft:
    """The paragraphs of a text while they are judged."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans = layout.paragraphs(text)
        self.reasons: dict[int, str] = {}
        self._cuts: list[tuple[Span, str]] = []
        self._cut_indices: set[int] = set()

    def kept(self) -> list[int]:
        return [index for index in range(len(self.spans)) if index not in self.reasons]

    def kept_texts(self) -> list[str]:
        return [self.text[slice(*self.spans[index])] for index in self.kept()]

    def drop(self, index: int, reason: str) -> None:
        self.reasons.setdefault(index, reason)

    def drop_found(self, found: dict[int, str], unless_cut: bool = False) -> None:
        """Drop by position among the kept paragraphs; ``unless_cut`` spares what had a credit or a dateline: a caption, not a heading."""
        kept = self.kept()
        for position, reason in found.items():
            if not (unless_cut and kept[position] in self._cut_indices):
                self.drop(kept[position], reason)

    def cut_start(self, index: int, start: int, end: int, reason: str) -> None:
        self._cut(index, (start, end), (end, self.spans[index][1]), reason)

    def cut_end(self, index: int, start: int, end: int, reason: str) -> None:
        self._cut(index, (start, end), (self.spans[index][0], start), reason)

    def _cut(self, index: int, cut: Span, rest: Span, reason: str) -> None:
        rest = layout.trim(self.text, *rest)
        if rest[0] >= rest[1]:
            self.drop(index, reason)
            return
        self._cuts.append((cut, reason))
        self._cut_indices.add(index)
        self.spans[index] = rest

    def dropped(self) -> tuple[Dropped, ...]:
        found = [*self._cuts, *((self.spans[index], reason) for index, reason in self.reasons.items())]
        spans = sorted((layout.trim(self.text, *span), reason) for span, reason in found)
        return tuple(Dropped(self.text[start:end], reason, start, end) for (start, end), reason in spans)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _link_like(text: str) -> bool:
    """A link, a bullet, a cited work, or a line that is no finished sentence."""
    return len(text) <= 400 and (_LINK_LIKE.search(text) is not None or not fragments.finished(text))
