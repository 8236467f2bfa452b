"""Measures places on LGL (local news, 588 articles with toponyms and coordinates) and on 40 Wikinews reports annotated by us.

Usage: PYTHONPATH=src python bench/places.py [--shared FOLDER] [--errors N] [--reader FIRST LAST]

*Found* is the share of names with any place, *placed* the share of those within 161 km (100 miles; a country, or a state or county without a
position: the same one), *product* the two multiplied, and *false* the share of our places where the corpus has no name.

Three measurements. ``places.*``: LGL's own names given as tags, so that it measures gazetteer and choice alone. ``places.lgl_read.*``: LGL
articles 400 to 500 as our reader tags them. ``places.news.*``: ``news_places.jsonl``, stand-off, read by our reader; it holds the places of the
reports with crc32(id) % 7 == 5 that are short and in no other gold set, as an annotator of GeoVirus or TR-News would mark them: also inside
adjectival use ("London police") and names of public bodies, no demonyms, streets, buildings or media; ``optional`` ones (in the names of
companies, universities, facilities) are neither asked for nor false. Rules were fitted on reports with an even crc32(id) // 7 only, and the
odd ones are reported apart. Demonyms, which LGL marks, are no places here and left out.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from math import cos, hypot, radians
from pathlib import Path
from zlib import crc32

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from msgspec import UNSET, Struct
from msgspec.json import decode

from lapwing.analysis import tokenizer
from lapwing.analysis.reader import Reader
from lapwing.grounding.listing import list_places
from lapwing.grounding.places import Gazetteer, ground_places
from lapwing.knowledge.loader import KnowledgeBase
from lapwing.model import PlaceMention, Report, Sentence, Token
from lapwing.pipeline import Pipeline

KM = 161.0
READ = (400, 500)
NEWS = Path(__file__).with_name("news_places.jsonl")


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


def is_right(name: Toponym, mention: PlaceMention, gazetteer: Gazetteer) -> bool:
    """Whether the place of a mention is the one of LGL."""
    where = mention
    if where.precision == "country" or name.code.startswith("PCL"):
        right = next((p.country for p in gazetteer.candidates(name.country) if p.kind == "country"), None)
        return name.code.startswith(("PCL", "TERR")) and where.precision == "country" and where.country == right
    if name.code == "ADM1" and where.precision == "region" and where.admin1 == name.admin1:
        return True
    if where.lat is None or where.lon is None:
        return where.precision == "region" and where.admin1 == name.admin1
    return _near(where.lat, where.lon, name.lat, name.lon)


def _near(lat: float, lon: float, other_lat: float, other_lon: float) -> bool:
    turn = abs(lon - other_lon)
    return 111.2 * hypot(lat - other_lat, min(turn, 360 - turn) * cos(radians(other_lat))) <= KM


class NewsPlace(Struct):
    """A line of ``news_places.jsonl``: offsets count code points of the text, ``country`` is ISO3 (empty for seas and the like)."""

    doc: str
    start: int
    end: int
    lat: float
    lon: float
    country: str
    kind: str
    optional: bool = False

    def is_right(self, mention: PlaceMention, gazetteer: Gazetteer) -> bool:
        """Whether the place of a mention is this one."""
        where = mention
        if self.kind == "country" or where.precision == "country":
            countries = [p for p in gazetteer.candidates(where.name or "") if p.kind == "country" and p.own == self.country]
            return self.kind == where.precision == "country" and bool(countries)
        if where.lat is None or where.lon is None:
            return where.precision == "region" and self.kind == "region" and where.country == self.country
        return _near(where.lat, where.lon, self.lat, self.lon)


class Score:
    """Counts of names, and what went wrong."""

    def __init__(self) -> None:
        self.total = self.found = self.placed = self.demonyms = 0
        self.given = self.false = 0
        self.missing: Counter[str] = Counter()
        self.wrong: Counter[str] = Counter()

    def add(self, name: Toponym, mentions: Sequence[PlaceMention], gazetteer: Gazetteer) -> None:
        """Count one name of LGL."""
        mention = _at(name, mentions)
        if mention is None:
            self.demonyms += name.phrase in gazetteer.words.demonyms
        self._count(name.phrase, mention, mention is not None and is_right(name, mention, gazetteer), f"{name.admin1}, {name.country} ({name.code})")

    def add_news(self, name: NewsPlace, phrase: str, mentions: Sequence[PlaceMention], gazetteer: Gazetteer) -> None:
        """Count one name of a news report."""
        mention = _at(name, mentions)
        if not name.optional:
            self._count(phrase, mention, mention is not None and name.is_right(mention, gazetteer), f"{name.lat}, {name.lon}, {name.country}")

    def _count(self, phrase: str, mention: PlaceMention | None, right: bool, meant: str) -> None:
        self.total += 1
        if mention is None:
            self.missing[phrase] += 1
            return
        self.found += 1
        if right:
            self.placed += 1
        else:
            where = mention
            self.wrong[f"{phrase}: {meant} read as {where.name}, {where.admin1}, {where.country} ({where.precision} {where.lat}, {where.lon})"] += 1

    def add_false(self, names: Sequence[Toponym | NewsPlace], mentions: Sequence[PlaceMention]) -> None:
        """Count our places of the text, and those where the corpus has no name."""
        for mention in mentions:
            if mention.in_ is UNSET and mention.precision != "unknown":
                self.given += 1
                self.false += not any(n.start < mention.end and n.end > mention.start for n in names)

    def line(self, title: str, total: int) -> str:
        """One line of figures."""
        rates = f"found {self.found / total:.1%} x placed {self.placed / self.found:.1%} = {self.placed / total:.1%}"
        return f"{title:20} {total} names: {rates}; false {self.false / max(self.given, 1):.1%}"

    def figures(self, group: str = "", *, false: bool = True) -> dict[str, float]:
        """Percentages for the floors, without demonyms, which are no places. ``true`` is what is not false, so that more is better."""
        total, before = self.total - self.demonyms, f"places.{group}." if group else "places."
        found = {"found": self.found / total, "placed": self.placed / max(self.found, 1), "product": self.placed / total}
        if false:
            found["true"] = 1 - self.false / max(self.given, 1)
        return {before + key: round(100 * value, 2) for key, value in found.items()}


def _at(name: Toponym | NewsPlace, mentions: Sequence[PlaceMention]) -> PlaceMention | None:
    """The located mention that overlaps a name."""
    for m in mentions:
        if m.in_ is UNSET and m.start < name.end and m.end > name.start:
            return m if m.precision != "unknown" else None
    return None


def score_corpus(path: Path, gazetteer: Gazetteer, read: tuple[int, int] | None = None) -> tuple[Score, float]:
    """The score on the corpus, and words a second of grounding alone. With ``read`` our reader tags the articles from the first to the last."""
    score, words, seconds = Score(), 0, 0.0
    reader = Reader() if read else None
    for report, names in islice(articles(path), *(read or (None,))):
        sentences = parsed(report, reader) if reader else tagged(report, names)
        words += sum(len(s.tokens) for s in sentences)
        begin = time.perf_counter()
        mentions = ground_places(report, sentences, gazetteer)
        seconds += time.perf_counter() - begin
        listed = list_places(mentions, gazetteer)
        for name in names:
            if name.known:
                score.add(name, listed, gazetteer)
        score.add_false(names, listed)
    return score, words / seconds


def news(shared: Path) -> list[tuple[Report, list[NewsPlace]]]:
    """The annotated reports in order of their ids, with their places."""
    places: dict[str, list[NewsPlace]] = {}
    for line in NEWS.read_text(encoding="utf-8").splitlines():
        place = decode(line, type=NewsPlace)
        places.setdefault(place.doc, []).append(place)
    found = []
    for line in (shared / "data/text/wikinews.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["id"] in places:
            found.append((Report(row["id"], row["title"], row["published"], row["url"], row["publisher"], row["text"]), places[row["id"]]))
    return found


def score_news(shared: Path, gazetteer: Gazetteer, halves: Collection[int] = (0, 1)) -> Score:
    """The score on the annotated news whose crc32(id) // 7 % 2 is in ``halves``."""
    score, pipeline = Score(), Pipeline()
    for report, names in news(shared):
        if crc32(report.id.encode()) // 7 % 2 in halves:
            mentions = list_places(ground_places(report, pipeline.parse(report), gazetteer), gazetteer)
            for name in names:
                score.add_news(name, report.text[name.start : name.end], mentions, gazetteer)
            score.add_false(names, mentions)
    return score


def measure(shared: Path) -> dict[str, float]:
    """All three measurements, in percent."""
    gazetteer = Gazetteer(KnowledgeBase())
    path = shared / "data/places/lgl.xml"
    given, _ = score_corpus(path, gazetteer)
    read, _ = score_corpus(path, gazetteer, READ)
    return given.figures(false=False) | read.figures("lgl_read") | score_news(shared, gazetteer).figures("news")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(__file__).resolve().parents[2] / "shared")
    parser.add_argument("--errors", type=int, default=0, help="print so many of the most frequent errors of each kind")
    parser.add_argument("--reader", type=int, nargs=2, help="let our reader tag the articles from FIRST to before LAST", metavar=("FIRST", "LAST"))
    options = parser.parse_args()
    path = options.shared / "data/places/lgl.xml"
    if not path.is_file():
        print(f"LGL is not there ({path}); give its folder with --shared", file=sys.stderr)
        return 2
    gazetteer = Gazetteer(KnowledgeBase())
    gazetteer.candidates("London")  # open the database before the clock runs
    score, speed = score_corpus(path, gazetteer, tuple(options.reader) if options.reader else None)
    print(score.line("LGL, all", score.total))
    print(score.line("LGL, no demonyms", score.total - score.demonyms))
    print(f"{speed:,.0f} words/s")
    scores = [score]
    if not options.reader:
        scores += [score_news(options.shared, gazetteer, {half}) for half in (0, 1)]
        for title, part in zip(("news, even", "news, odd"), scores[1:], strict=True):
            print(part.line(title, part.total))
    for part in scores:
        for title, counts in (("missing", part.missing), ("wrong", part.wrong)):
            for phrase, number in counts.most_common(options.errors):
                print(f"{title} {number:4} {phrase}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
