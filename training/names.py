"""Names that we annotated in news reports, kept stand-off: offsets into the reports, never their text.

``names_news.jsonl`` has one line a sentence: ``{"doc", "field": "title"|"text", "start", "end", "names": [[type, start, end], …]}``, offsets in code
points of that field of that report. One report in ten (by checksum of its id) is kept apart for measuring.
"""

from __future__ import annotations

import json
import sys
import zlib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from lapwing.analysis.tokenizer import tokenize

ANNOTATIONS = Path(__file__).with_name("names_news.jsonl")

Tagged = tuple[list[str], list[str]]


def held_out(doc: str) -> bool:
    """Whether a report is one of the tenth that is never trained on."""
    return zlib.crc32(doc.encode()) % 10 == 0


def tag(text: str, start: int, end: int, names: list[tuple[str, int, int]]) -> Tagged:
    """Words of ``text[start:end]`` with BIO tags."""
    tokens = tokenize(text[start:end], start)
    tags = ["O"] * len(tokens)
    for kind, first, last in names:
        inside = [i for i, t in enumerate(tokens) if t.start < last and t.end > first]
        for n, i in enumerate(inside):
            tags[i] = ("I-" if n else "B-") + kind
    return [t.text for t in tokens], tags


def news_sentences(reports: Path) -> tuple[list[Tagged], list[Tagged]]:
    """Training and held-out sentences, read from the reports file at the annotated offsets."""
    texts = {r["id"]: r for r in map(json.loads, reports.read_text(encoding="utf-8").splitlines())}
    parts: tuple[list[Tagged], list[Tagged]] = ([], [])
    for line in ANNOTATIONS.read_text(encoding="utf-8").splitlines():
        r = json.loads(line)
        text = texts[r["doc"]][r["field"]]
        parts[held_out(r["doc"])].append(tag(text, r["start"], r["end"], [tuple(n) for n in r["names"]]))
    return parts
