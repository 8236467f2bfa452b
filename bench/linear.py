"""Whether time grows with the length of what is read, and no faster: tests count work, this takes the time.

A figure ``linear.*`` is the seconds for each unit of a large input over those of one a quarter as long: 1 is linear, 4 is quadratic.
``worst.*`` are microseconds: of the slowest paragraph of 580 characters made of one example of the cleaning knowledge again and again,
and of a noun phrase on the average.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from lapwing.grounding.names import ground_names
from lapwing.knowledge.loader import KnowledgeBase
from lapwing.model import Report, Sentence
from lapwing.pipeline import Pipeline
from lapwing.reading.cleaning import Cleaner, clean, paragraphs
from lapwing.reading.formats import read_reports

ROOT = Path(__file__).resolve().parents[1]
LEAD = "The defence ministers of the two countries met in Oslo on Monday and signed a truce that ends nine months of war along the river."
END = "The rebels, who were not invited, shelled a village on Sunday."
SIDES = "Kenya Norway Peru Chile Latvia Ghana Japan France Mali Sudan Poland"
DEEDS = "attacked arrested freed met shelled killed disarmed"
PLACES = "Nairobi Oslo Lima Santiago Riga Accra Osaka Lyon Gao Kassala Gdynia Quito Tampa"
TIMES = 3
"""Each is run so often, and the quickest run counts."""
SHAPES: dict[str, Callable[[int], str]] = {
    "one_line": lambda n: "The army said that it would leave the town. " * (400 * n),
    "no_sentence": lambda n: "word " * (2_000 * n),
    "one_word": lambda n: "x" * (10_000 * n),
    "copies": lambda n: f"{LEAD}\n" * (80 * n),
    "near_copies": lambda n: "\n".join(f"{LEAD} It was day {day}." for day in range(50 * n)),
    "brackets": lambda n: "A B" * (1_000 * n) + "\n(((((" * (200 * n),
    "fragments": lambda n: "Yes\n" * (1_000 * n) + END,
    "wrapped": lambda n: "The ministers of both of the countries met in the town of Oslo\n" * (100 * n),
    "blanks": lambda n: " " * (10_000 * n) + "a",
    "headings": lambda n: "Sources\nx\n" * (400 * n) + END,
}


def seconds(work: Callable[[], object]) -> float:
    """The quickest of a few runs."""
    best = float("inf")
    for _ in range(TIMES):
        began = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - began)
    return best


def growth(work: Callable[[int], Callable[[], object]], size: int) -> float:
    """Seconds a unit of ``4 * size`` over seconds a unit of ``size``; ``work`` prepares an input and gives what is timed."""
    few, many = seconds(work(size)), seconds(work(4 * size))
    return round(many / 4 / few, 2)


def measure(shared: Path) -> dict[str, float]:
    """See the module. ``shared`` is not used: the inputs are made here."""
    out = {f"linear.clean.{name}": _cleaning_growth(shape) for name, shape in SHAPES.items()}
    out["linear.read.one_line"] = growth(_reading, 10_000)
    pipeline = Pipeline()
    text = (ROOT / "examples/report.txt").read_text(encoding="utf-8")
    out["linear.names"] = growth(lambda n: _naming(pipeline, text, n), 10)
    out["linear.code"] = growth(lambda n: _coding(pipeline, n), 40)
    return out | {"worst.patterns": _patterns(), "worst.phrase": _phrases(pipeline, text)}


def _report(text: str) -> Report:
    return Report("r", "Ministers sign truce in Oslo", "2020-04-25", None, None, text)


def _cleaning_growth(shape: Callable[[int], str]) -> float:
    return growth(lambda n: _cleaning(shape(n)), 20)


def _cleaning(text: str) -> Callable[[], object]:
    report = _report(text)
    return lambda: paragraphs(clean(report))


def _reading(times: int) -> Callable[[], object]:
    def work() -> object:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "a.txt"
            path.write_text("The army said that it would leave the town. " * times, encoding="utf-8")
            return list(read_reports(str(path)))

    return work


def _naming(pipeline: Pipeline, text: str, times: int) -> Callable[[], object]:
    read, report = _repeated(pipeline, text, times)
    return lambda: ground_names(report, read, pipeline.actors)


def _coding(pipeline: Pipeline, times: int) -> Callable[[], object]:
    report = _report(_story(times))
    assert not clean(report).dropped
    return lambda: pipeline.code(report)


def _story(times: int) -> str:
    """Paragraphs of which no two are alike, so that none is dropped as a repetition."""
    sides, deeds, places = (words.split() for words in (SIDES, DEEDS, PLACES))
    told = []
    for n in range(times):
        who, whom = sides[n % len(sides)], sides[(n // len(sides) + n + 1) % len(sides)]
        deed, where = deeds[n // 3 % len(deeds)], places[n // 5 % len(places)]
        told.append(f"Troops of {who} {deed} {n + 12} rebels from {whom} near {where} on day {n + 1}, said {whom}'s minister.")
    return "\n\n".join(told)


def _repeated(pipeline: Pipeline, text: str, times: int) -> tuple[list[Sentence], Report]:
    """The analysis of a text that is told again and again, made of the analysis of one telling."""
    once = pipeline.parse(_report(text))
    body = [s for s in once if not s.in_title]
    read = [msgspec.structs.replace(s, index=n * len(body) + i, paragraph=n * 100 + s.paragraph) for n in range(times) for i, s in enumerate(body)]
    return read, _report(text)


def _paragraphs(cleaner: Cleaner) -> Iterator[str]:
    for entry in cleaner.patterns.entries:
        for example in entry.examples:
            for gap in (" ", ", ", " | ", "-"):
                for end in (".", "!x", " |", ")", " -", "\n"):
                    yield ((example.text.strip(" .") + gap) * 200)[:580] + end


def _patterns() -> float:
    cleaner = Cleaner(KnowledgeBase())
    worst = 0.0
    for text in _paragraphs(cleaner):
        began = time.perf_counter()
        cleaner.patterns.whole(text)
        cleaner.patterns.prefix(text, (0, len(text)), True)
        cleaner.patterns.suffix(text, (0, len(text)))
        worst = max(worst, time.perf_counter() - began)
    return round(worst * 1e6)


def _phrases(pipeline: Pipeline, text: str) -> float:
    """Every noun of the example report coded as an actor."""
    read = pipeline.parse(_report(text))
    nouns = [(s.tokens, i) for s in read for i, t in enumerate(s.tokens) if t.upos in ("NOUN", "PROPN")]
    return round(seconds(lambda: [pipeline.actors.code(tokens, head, "2020-04-25") for tokens, head in nouns]) / len(nouns) * 1e6)


if __name__ == "__main__":
    for key, value in measure(ROOT.parent / "shared").items():
        print(f"{key:32} {value:>10}")
