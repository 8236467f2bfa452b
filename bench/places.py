"""Measures the gazetteer and the choice among homonyms on LGL (local news, 588 articles with toponyms and coordinates).

Usage: PYTHONPATH=src python bench/places.py [--shared FOLDER] [--errors N] [--reader N]

The names are given by the corpus (tagged LOC), so that this measures placing alone: *found* is the share of names with any place,
*placed* the share of those within 161 km (100 miles; a country or a county without a position: the same country, the same state), and their
product is what a reader with perfect name tags would reach. The corpus also marks demonyms ("Georgian"), which are no places here: they are
counted as not found in the first line and left out in the second. With ``--reader N`` our own reader tags the first N articles instead.
"""

from __future__ import annotations

import argparse
import sys
import time
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from math import cos, hypot, radians
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from lapwing.analysis import tokenizer
from lapwing.analysis.reader import Reader
from lapwing.grounded import Placed
from lapwing.grounding.places import Gazetteer, ground_places
from lapwing.knowledge.loader import KnowledgeBase
from lapwing.model import Report, Sentence, Token

KM = 161.0


class Toponym:
    """A name of the corpus with its position."""

    def __init__(self, node: ElementTree.Element) -> None:
        self.start, self.end = int(node.findtext("start", "0")), int(node.findtext("end", "0"))
        self.phrase = node.findtext("phrase", "")
        tag = node.find("gaztag")
        self.known = tag is not None and bool(tag.findtext("lat"))
        if tag is not None and self.known:
            self.lat, self.lon = float(tag.findtext("lat", "")), float(tag.findtext("lon", ""))
            self.code, self.country, self.admin1 = tag.findtext("fcode", ""), tag.findtext("country", ""), tag.findtext("admin1", "")


def articles(path: Path) -> Iterator[tuple[Report, list[Toponym]]]:
    """The articles of the corpus with their toponyms."""
    for node in ElementTree.parse(path).getroot():
        text = node.findtext("text", "")
        report = Report(node.get("docid", ""), None, None, node.findtext("url"), node.findtext("domain"), text)
        yield report, [Toponym(t) for t in node.iter("toponym")]


def tagged(report: Report, names: list[Toponym]) -> list[Sentence]:
    """The sentences of a report with the corpus' own names as LOC, without trees."""
    spans = [(n.start, n.end) for n in names]
    out = []
    for index, words in enumerate(tokenizer.sentences(report.text)):
        tokens, before = [], None
        for w in words:
            hit = next((s for s in spans if s[0] <= w.start < s[1]), None)
            ner = "O" if hit is None else "I-LOC" if hit == before else "B-LOC"
            before = hit
            tokens.append(Token(w.text, w.start, w.end, w.glued, "", "", w.text.lower(), -1, "", ner, 1.0))
        out.append(Sentence(index, 0, False, tuple(tokens)))
    return out


def parsed(report: Report, reader: Reader) -> list[Sentence]:
    """The sentences of a report as our reader sees them."""
    cut = tokenizer.sentences(report.text)
    return list(reader.read(cut, [(0, False)] * len(cut)))


def is_right(name: Toponym, mention: Placed, gazetteer: Gazetteer) -> bool:
    """Whether the place of a mention is the one of the corpus."""
    where = mention.where
    if where.precision == "country" or name.code.startswith("PCL"):
        right = next((p.country for p in gazetteer.candidates(name.country) if p.kind == "country"), None)
        return name.code.startswith(("PCL", "TERR")) and where.precision == "country" and where.country == right
    if name.code == "ADM1" and where.precision == "region" and where.admin1 == name.admin1:
        return True
    if where.lat is None or where.lon is None:
        return where.precision == "region" and where.admin1 == name.admin1
    turn = abs(where.lon - name.lon)
    return 111.2 * hypot(where.lat - name.lat, min(turn, 360 - turn) * cos(radians(name.lat))) <= KM


class Score:
    """Counts of names, and what went wrong."""

    def __init__(self) -> None:
        self.total = self.found = self.placed = self.demonyms = 0
        self.missing: Counter[str] = Counter()
        self.wrong: Counter[str] = Counter()

    def add(self, name: Toponym, mentions: list[Placed], gazetteer: Gazetteer) -> None:
        self.total += 1
        mention = next((m for m in mentions if m.where.span and m.where.span.start < name.end and m.where.span.end > name.start), None)
        if mention is None or mention.where.precision == "unknown":
            self.demonyms += name.phrase in gazetteer.words.demonyms
            self.missing[name.phrase] += 1
            return
        self.found += 1
        if is_right(name, mention, gazetteer):
            self.placed += 1
        else:
            where = mention.where
            read = f"read as {where.name}, {where.admin1}, {where.country}"
            self.wrong[f"{name.phrase}: {name.admin1}, {name.country} ({name.code}) {read}"] += 1

    def line(self, title: str, total: int) -> str:
        """One line of figures."""
        return f"{title:20} {total} names: found {self.found / total:.1%} x placed {self.placed / self.found:.1%} = {self.placed / total:.1%}"

    def figures(self) -> dict[str, float]:
        """Percentages for the floors, without demonyms, which are no places."""
        total = self.total - self.demonyms
        return {"places.found": round(100 * self.found / total, 2), "places.placed": round(100 * self.placed / max(self.found, 1), 2),
                "places.product": round(100 * self.placed / total, 2)}  # fmt: skip


def score_corpus(path: Path, gazetteer: Gazetteer, read: int = 0) -> tuple[Score, float]:
    """The score on the corpus, and words a second of grounding alone. With ``read`` our reader tags so many articles."""
    score, words, seconds = Score(), 0, 0.0
    reader = Reader() if read else None
    for report, names in islice(articles(path), read or None):
        sentences = parsed(report, reader) if reader else tagged(report, names)
        words += sum(len(s.tokens) for s in sentences)
        begin = time.perf_counter()
        mentions = ground_places(report, sentences, gazetteer)
        seconds += time.perf_counter() - begin
        for name in names:
            if name.known:
                score.add(name, mentions, gazetteer)
    return score, words / seconds


def measure(shared: Path) -> dict[str, float]:
    """LGL with the corpus's own name tags: found, placed within 161 km, and their product, in percent; demonyms excluded."""
    score, _ = score_corpus(shared / "data/places/lgl.xml", Gazetteer(KnowledgeBase()))
    return score.figures()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(__file__).resolve().parents[2] / "shared")
    parser.add_argument("--errors", type=int, default=0, help="print so many of the most frequent errors of each kind")
    parser.add_argument("--reader", type=int, default=0, help="let our reader tag the first N articles")
    options = parser.parse_args()
    path = options.shared / "data/places/lgl.xml"
    if not path.is_file():
        print(f"LGL is not there ({path}); give its folder with --shared", file=sys.stderr)
        return 2
    gazetteer = Gazetteer(KnowledgeBase())
    gazetteer.candidates("London")  # open the database before the clock runs
    score, speed = score_corpus(path, gazetteer, options.reader)
    print(score.line("LGL, all", score.total))
    print(score.line("LGL, no demonyms", score.total - score.demonyms))
    print(f"{speed:,.0f} words/s")
    for title, counts in (("missing", score.missing), ("wrong", score.wrong)):
        for phrase, number in counts.most_common(options.errors):
            print(f"{title} {number:4} {phrase}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
