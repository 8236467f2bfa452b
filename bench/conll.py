"""Read CoNLL-U and column files of the shared data for measuring; spans of words in the raw text."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Gold:
    """One sentence: words with their analysis, character spans in the running text, and whether a paragraph begins."""

    words: list[str] = field(default_factory=list)
    upos: list[str] = field(default_factory=list)
    lemma: list[str] = field(default_factory=list)
    head: list[int] = field(default_factory=list)
    rel: list[str] = field(default_factory=list)
    spaced: list[bool] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    new_paragraph: bool = False


def read(path: Path) -> list[Gold]:
    """Sentences of a CoNLL-U file. ``forms`` is what is printed for a word: the range's rest for parts of a multiword token."""
    out: list[Gold] = []
    now, last, rest, after = Gold(), 0, "", True
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith(("# newpar", "# newdoc")):
            now.new_paragraph = True
        elif line and line[0].isdigit():
            cells = line.split("\t")
            if "-" in cells[0]:
                last, rest, after = int(cells[0].split("-")[1]), cells[1], "SpaceAfter=No" not in cells[9]
            elif cells[0].isdigit():
                _word(now, cells, last, rest, after)
                rest = rest[len(now.forms[-1]) :] if int(cells[0]) <= last else ""
        elif not line and now.words:
            out.append(now)
            now, last = Gold(), 0
    return out


def _word(now: Gold, cells: list[str], last: int, rest: str, after: bool) -> None:
    number = int(cells[0])
    now.words.append(cells[1])
    now.upos.append(cells[3])
    now.lemma.append(cells[2])
    now.head.append(int(cells[6]))
    now.rel.append(cells[7])
    if number < last:
        now.forms.append(cells[1] if rest.startswith(cells[1]) else rest[: max(0, len(rest) - 1)])
        now.spaced.append(False)
    elif number == last:
        now.forms.append(rest)
        now.spaced.append(after)
    else:
        now.forms.append(cells[1])
        now.spaced.append("SpaceAfter=No" not in cells[9])


def raw(sentences: list[Gold]) -> tuple[str, list[list[tuple[int, int]]]]:
    """The running text, paragraphs parted by blank lines, and the span of each word in it."""
    text, spans = "", []
    for s in sentences:
        if s.new_paragraph and text:
            text = text.rstrip() + "\n\n"
        row = []
        for form, spaced in zip(s.forms, s.spaced, strict=True):
            row.append((len(text), len(text) + len(form)))
            text += form + (" " if spaced else "")
        spans.append(row)
    return text, spans
