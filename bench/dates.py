"""Span and value F1 of the date grammar on WikiWars (TIMEX2, inline keys); run from the repository: ``python bench/dates.py [--errors]``.

A gold mention is found where a predicted one overlaps it (relaxed) or has the same characters (strict); its value counts where the
two are equal letter for letter. Gold mentions without a value are left out of the value score. The ends of intervals are compared one
by one, as TIMEX2 has them.
"""

from __future__ import annotations

import html
import re
import sys
from pathlib import Path
from typing import NamedTuple

from lapwing.analysis.tokenizer import sentences
from lapwing.grounding.dates import DateGrammar, resolved_expressions
from lapwing.knowledge.loader import KnowledgeBase
from lapwing.model import Sentence, Token

FOLDER = Path(__file__).resolve().parents[2] / "shared/data/time/wikiwars/keyinline"
_TAG = re.compile(r"<TIMEX2([^>]*)>|</TIMEX2>")


class Mention(NamedTuple):
    start: int
    end: int
    value: str | None


def read(path: Path) -> tuple[str, str | None, list[Mention]]:
    """Text, publication day and gold mentions (the outer ones where they nest)."""
    raw = path.read_text(encoding="utf-8", errors="replace")
    day = re.search(r"<DATETIME>.*?(\d{4}-\d\d-\d\d)", raw, re.S)
    body = raw[raw.index("<TEXT>") + 6 : raw.index("</TEXT>")]
    gold: list[Mention] = []
    opened: list[tuple[int, str | None]] = []
    text, at = "", 0
    for tag in _TAG.finditer(body):
        text += html.unescape(body[at : tag.start()])
        at = tag.end()
        if tag.group().startswith("</"):
            start, value = opened.pop()
            if not opened:
                gold.append(Mention(start, len(text), value))
        else:
            value_found = re.search(r'\bval="([^"]*)"', tag.group(1))
            opened.append((len(text), value_found.group(1) if value_found else None))
    return text + html.unescape(body[at:]), day.group(1) if day else None, gold


def blank_sentences(text: str) -> list[Sentence]:
    """Sentences whose words carry no analysis."""
    return [
        Sentence(
            k,
            text[: words[0].start].count("\n\n"),
            False,
            tuple(Token(t.text, t.start, t.end, t.glued, "", "", "", -1, "", "O", 0.0) for t in words),
        )
        for k, words in enumerate(sentences(text))
    ]


def f1(right: int, predicted: int, gold: int) -> str:
    p, r = right / max(predicted, 1), right / max(gold, 1)
    return f"P {100 * p:5.1f}  R {100 * r:5.1f}  F1 {200 * p * r / max(p + r, 1e-9):5.1f}"


def compare(text: str, gold: list[Mention], found: list[Mention], errors: bool) -> tuple[int, int, int, int]:
    """Relaxed, strict, right values, predictions whose gold has no value."""
    relaxed = strict = values = unvalued = 0
    free = list(found)
    for mention in gold:
        hit = next((f for f in free if f.start < mention.end and mention.start < f.end), None)
        if hit is None:
            report(errors, "MISS", text, mention, None)
            continue
        free.remove(hit)
        relaxed += 1
        strict += hit[:2] == mention[:2]
        values += mention.value is not None and hit.value == mention.value
        unvalued += mention.value is None
        if mention.value is not None and hit.value != mention.value:
            report(errors, "VALUE", text, mention, hit)
        elif hit[:2] != mention[:2]:
            report(errors, "SPAN", text, mention, hit)
    for extra in free:
        report(errors, "EXTRA", text, extra, extra)
    return relaxed, strict, values, unvalued


def report(errors: bool, kind: str, text: str, at: Mention, hit: Mention | None) -> None:
    if errors:
        around = " ".join(text[max(0, at.start - 40) : at.start].split()), " ".join(text[at.end : at.end + 25].split())
        got = f"{text[hit.start : hit.end]!r} {hit.value}" if hit else ""
        print(f"{kind}\t{around[0]} [{text[at.start : at.end]}] {around[1]}\t{at.value}\t{got}")


def counts(folder: Path, errors: bool = False) -> list[int]:
    """Sums over the corpus: spans found roughly and exactly, values right, times found, in gold, found with a value, in gold with a value."""
    grammar = DateGrammar(KnowledgeBase())
    totals = [0] * 7
    for path in sorted(folder.glob("*.xml")):
        text, published, gold = read(path)
        sentences = blank_sentences(text)
        found = [Mention(s.tokens[e.first].start, s.tokens[e.last].end, r.value) for s, e, r in resolved_expressions(sentences, published, grammar, False)]
        relaxed, strict, values, unvalued = compare(text, gold, found, errors)
        valued = sum(m.value is not None for m in gold)
        totals = [a + b for a, b in zip(totals, (relaxed, strict, values, len(found), len(gold), len(found) - unvalued, valued), strict=True)]
    return totals


def measure(shared: Path) -> dict[str, float]:
    """Span and value F1 on WikiWars, in percent."""
    relaxed, strict, values, predicted, gold, predicted_valued, valued = counts(shared / "data/time/wikiwars/keyinline")

    def percent(right: int, found: int, there: int) -> float:
        return round(200 * right / (found + there), 2) if found + there else 0.0

    return {"dates.span_relaxed": percent(relaxed, predicted, gold), "dates.span_strict": percent(strict, predicted, gold),
            "dates.value": percent(values, predicted_valued, valued)}  # fmt: skip


def main() -> None:
    if not FOLDER.is_dir():
        sys.exit(f"dates: {FOLDER} is not there; nothing measured")
    relaxed, strict, values, predicted, golds, predicted_valued, valued = counts(FOLDER, "--errors" in sys.argv)
    print(f"span, relaxed  {f1(relaxed, predicted, golds)}")
    print(f"span, strict   {f1(strict, predicted, golds)}")
    print(f"value          {f1(values, predicted_valued, valued)}")


if __name__ == "__main__":
    main()
