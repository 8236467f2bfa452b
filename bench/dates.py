"""Span and value F1 of the date grammar; run from the repository: ``python bench/dates.py [wikiwars|meantime|news|news.tuned] [--errors]``.

A gold mention is found where a predicted one overlaps it (relaxed) or has the same characters (strict); its value counts where the
two are equal letter for letter. Gold mentions without a value are left out of the value score. The ends of intervals are compared one
by one, as TIMEX annotation has them. Three corpora:

- ``dates.*``: WikiWars (TIMEX2, inline keys), whose words carry no analysis;
- ``times.meantime.*``: the Wikinews reports of MEANTIME (TIMEX3 by NewsReader; the title and first five sentences, which alone are fully annotated);
- ``times.news.*``: 40 Wikinews reports of 2019-20, annotated by us by the TimeML guidelines before the grammar was run on them (``news_timex.jsonl``,
  offsets into the text of ``shared/data/text/wikinews.jsonl``). Classes of error were looked up only in reports whose CRC32 of the id is even
  (``times.news.tuned.*``); ``times.news.*`` are the others. The annotator is the author of the grammar, so that both share one reading of TimeML.

The last two are read by our reader, as in use.
"""

from __future__ import annotations

import html
import json
import re
import sys
import xml.etree.ElementTree as ElementTree
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from lapwing.analysis.tokenizer import sentences
from lapwing.grounding.dates import DateGrammar, resolved_expressions
from lapwing.knowledge.loader import KnowledgeBase
from lapwing.model import Report, Sentence, Token
from lapwing.pipeline import Pipeline

SHARED = Path(__file__).resolve().parents[2] / "shared"
NEWS = Path(__file__).parent / "news_timex.jsonl"
WHOLE = 6
"""MEANTIME's annotation is complete in so many sentences, the title included."""
_TAG = re.compile(r"<TIMEX2([^>]*)>|</TIMEX2>")


class Mention(NamedTuple):
    start: int
    end: int
    value: str | None


class Document(NamedTuple):
    """A text, its publication day, its gold mentions in order and its sentences."""

    text: str
    published: str | None
    gold: list[Mention]
    sentences: list[Sentence]


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


def wikiwars(shared: Path) -> Iterator[Document]:
    """WikiWars without analysis."""
    for path in sorted((shared / "data/time/wikiwars/keyinline").glob("*.xml")):
        text, published, gold = read(path)
        yield Document(text, published, gold, blank_sentences(text))


def meantime(shared: Path, pipeline: Pipeline) -> Iterator[Document]:
    """The annotated head of each MEANTIME report, its words joined by blanks, its sentences by a blank line."""
    for path in sorted((shared / "data/coref/meantime").glob("corpus_*/*.xml")):
        root = ElementTree.parse(path).getroot()
        text, last = "", 0
        places: dict[str, tuple[int, int]] = {}
        for token in root.iter("token"):
            number = int(token.get("sentence", "0"))
            if number >= WHOLE:
                break
            text += ("\n\n" if number != last else " ") if text else ""
            word = token.text or ""
            places[token.get("t_id", "")] = (len(text), len(text) + len(word))
            text, last = text + word, number
        gold, published = [], None
        for timex in root.iter("TIMEX3"):
            if timex.get("functionInDocument") == "CREATION_TIME":
                published = timex.get("value")
            spans = [places[a.get("t_id", "")] for a in timex.iter("token_anchor") if a.get("t_id", "") in places]
            if spans:
                gold.append(Mention(min(s for s, _ in spans), max(e for _, e in spans), timex.get("value") or None))
        day = published[:10] if published and re.fullmatch(r"\d{4}-\d\d-\d\d.*", published) else None
        yield Document(text, day, sorted(gold), list(pipeline.parse(Report(path.stem, None, day, None, None, text))))


def news(shared: Path, pipeline: Pipeline, tuned: bool) -> Iterator[Document]:
    """Our annotated reports: those on which classes of error were looked up, or the others."""
    gold: dict[str, list[Mention]] = {}
    for line in NEWS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if (zlib.crc32(row["doc"].encode()) % 2 == 0) == tuned:
            gold.setdefault(row["doc"], []).append(Mention(row["start"], row["end"], row["value"]))
    for line in (shared / "data/text/wikinews.jsonl").read_text(encoding="utf-8").splitlines():
        d = json.loads(line)
        if d["id"] in gold:
            report = Report(d["id"], d["title"], d["published"], None, None, d["text"])
            yield Document(d["text"], d["published"], sorted(gold[d["id"]]), list(pipeline.parse(report)))


def counts(documents: Iterator[Document], errors: bool = False) -> list[int]:
    """Sums over a corpus: spans found roughly and exactly, values right, times found, in gold, found with a value, in gold with a value."""
    grammar = DateGrammar(KnowledgeBase())
    totals = [0] * 7
    for text, published, gold, told in documents:
        found = [
            Mention(s.tokens[e.first].start, s.tokens[e.last].end, r.value)
            for s, e, r in resolved_expressions(told, published, grammar, False)
            if not s.in_title
        ]
        relaxed, strict, values, unvalued = compare(text, gold, found, errors)
        valued = sum(m.value is not None for m in gold)
        totals = [a + b for a, b in zip(totals, (relaxed, strict, values, len(found), len(gold), len(found) - unvalued, valued), strict=True)]
    return totals


def corpora(shared: Path) -> dict[str, Iterator[Document]]:
    """The corpora by the prefix of their figures; none is read before it is asked for."""
    pipeline = Pipeline()
    return {
        "dates": wikiwars(shared),
        "times.meantime": meantime(shared, pipeline),
        "times.news.tuned": news(shared, pipeline, True),
        "times.news": news(shared, pipeline, False),
    }


def measure(shared: Path) -> dict[str, float]:
    """Span and value F1 on each corpus, in percent."""
    figures: dict[str, float] = {}
    for name, documents in corpora(shared).items():
        relaxed, strict, values, predicted, gold, predicted_valued, valued = counts(documents)
        figures |= {f"{name}.span_relaxed": percent(relaxed, predicted, gold), f"{name}.span_strict": percent(strict, predicted, gold),
                    f"{name}.value": percent(values, predicted_valued, valued)}  # fmt: skip
    return figures


def percent(right: int, found: int, there: int) -> float:
    return round(200 * right / (found + there), 2) if found + there else 0.0


def main() -> None:
    if not SHARED.is_dir():
        sys.exit(f"dates: {SHARED} is not there; nothing measured")
    for name, documents in corpora(SHARED).items():
        asked = [a for a in sys.argv[1:] if not a.startswith("-")]
        if asked and name.removeprefix("times.") not in [a.replace("wikiwars", "dates") for a in asked]:
            continue
        relaxed, strict, values, predicted, golds, predicted_valued, valued = counts(documents, "--errors" in sys.argv)
        print(f"{name} ({golds} times)")
        print(f"  span, relaxed  {f1(relaxed, predicted, golds)}")
        print(f"  span, strict   {f1(strict, predicted, golds)}")
        print(f"  value          {f1(values, predicted_valued, valued)}")


if __name__ == "__main__":
    main()
