"""Chains of names, descriptions and pronouns; run from the repository: ``python bench/chains.py [--errors] [--develop]``.

Gold mentions are given; each takes the chain of our mention with the same head, or one of its own where we have none. Scored are
MUC, B-cubed and CEAF-e, whose mean is the CoNLL figure, and the precision of our links alone (of the pairs of gold mentions that we
chain, how many gold chains). "found" is the share of gold mentions that we have a mention for. Chains of one mention count in B-cubed and CEAF-e.

MEANTIME (Airbus and Apple, sentences 0 to 5 of each text, words as given): figures over persons, organisations and places; links over
entities of all types, products too. News: twenty Wikinews reports whose political participants were read and marked by a language model
before our code ran on them (``news_chains.jsonl``: offsets into the report's text, first and second person left out). Half of them
served to develop (``--develop``); the figures are of the other half.
"""

from __future__ import annotations

import json
import sys
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "bench")]

from assignment import best_sum  # noqa: E402

from lapwing import Report, Settings  # noqa: E402
from lapwing.analysis.tokenizer import Token as Word  # noqa: E402
from lapwing.grounding.names import Entities, Mention, ground_names  # noqa: E402
from lapwing.model import Sentence  # noqa: E402
from lapwing.pipeline import Pipeline  # noqa: E402

ANNOTATED = 6
"""Sentences of a MEANTIME text that are fully annotated, the title first."""
PARTICIPANTS = ("PER", "ORG", "LOC")


class Gold(NamedTuple):
    """One gold mention: its characters in the title (``in_title``) or text, its chain, the type of its entity."""

    start: int
    end: int
    chain: str
    kind: str
    in_title: bool = False


class Pair(NamedTuple):
    """A gold mention with the chain that we give it; ``found`` is whether we have a mention there."""

    gold: Gold
    ours: int
    found: bool
    words: str


def meantime(path: Path) -> tuple[list[list[Word]], list[Gold]]:
    """The annotated sentences of a MEANTIME text, words joined by spaces, and its entity mentions."""
    root = ET.parse(path).getroot()
    rows: dict[int, list[Word]] = defaultdict(list)
    place: dict[str, tuple[int, int, bool]] = {}
    ends = [0, 0]
    for token in root.iter("token"):
        number, text = int(token.get("sentence", "0")), token.text or ""
        if number < ANNOTATED:
            at = ends[number == 0]
            rows[number].append(Word(text, at, at + len(text), False))
            place[token.get("t_id", "")] = (at, at + len(text), number == 0)
            ends[number == 0] = at + len(text) + 1
    kinds = {e.get("m_id"): e.get("ent_type") or "" for e in root.iter("ENTITY")}
    entity = {s.get("m_id"): t.get("m_id") for link in root.iter("REFERS_TO") for t in link.findall("target") for s in link.findall("source")}
    gold = []
    for mention in root.iter("ENTITY_MENTION"):
        chain = entity.get(mention.get("m_id"))
        spans = [place[i] for a in mention.findall("token_anchor") if (i := a.get("t_id", "")) in place]
        if chain in kinds and spans:
            gold.append(Gold(spans[0][0], spans[-1][1], chain or "", kinds[chain], spans[0][2]))
    return [rows[n] for n in sorted(rows)], gold


def pairs(gold: Iterable[Gold], sentences: Sequence[Sentence], entities: Entities) -> list[Pair]:
    """Give each gold mention our chain; chains of mentions that we do not have are numbered below zero."""
    out: list[Pair] = []
    for mention in gold:
        ours, words = None, ""
        for sentence in sentences:
            inside = [i for i, t in enumerate(sentence.tokens) if sentence.in_title == mention.in_title and mention.start <= t.start and t.end <= mention.end]
            if inside:
                ours, words = _ours(sentence, inside, entities), f"{sentence.index}:" + " ".join(sentence.tokens[i].text for i in inside)
                break
        out.append(Pair(mention, ours.chain if ours is not None else -1 - len(out), ours is not None, words))
    return out


def _ours(sentence: Sentence, inside: Sequence[int], entities: Entities) -> Mention | None:
    """Our mention with the head of these words; none for several things joined by "and", nor for a part of one of our names."""
    head = next((i for i in inside if sentence.tokens[i].head not in inside), inside[-1])
    ours = entities.at(sentence.index, head)
    if ours is None or any(sentence.tokens[i].head == head and sentence.tokens[i].deprel == "conj" for i in inside):
        return None
    part = ours.head != head and ours.first <= inside[0] and inside[-1] <= ours.last and len(inside) <= ours.last - ours.first
    return None if part else ours


def clusters(found: Sequence[Pair], gold: bool) -> list[set[int]]:
    """The chains as sets of positions, gold's or ours."""
    out: dict[str | int, set[int]] = defaultdict(set)
    for n, pair in enumerate(found):
        out[pair.gold.chain if gold else pair.ours].add(n)
    return list(out.values())


class Scores:
    """Sums over documents."""

    def __init__(self) -> None:
        self.sums: Counter[str] = Counter()

    def add(self, found: Sequence[Pair]) -> None:
        key, response = clusters(found, True), clusters(found, False)
        for side, one, two in (("r", key, response), ("p", response, key)):
            self.sums[f"muc.{side}"] += sum(len(c) - sum(bool(c & d) for d in two) for c in one)
            self.sums[f"muc.{side}.all"] += sum(len(c) - 1 for c in one)
            self.sums[f"b3.{side}"] += sum(len(c & d) ** 2 / len(c) for c in one for d in two)  # type: ignore[assignment]
            self.sums[f"b3.{side}.all"] += len(found)
            self.sums[f"ceaf.{side}.all"] += len(one)
        alike = best_sum([[2 * len(c & d) / (len(c) + len(d)) for d in response] for c in key])
        self.sums["ceaf.r"] += alike  # type: ignore[assignment]
        self.sums["ceaf.p"] += alike  # type: ignore[assignment]
        self.links(found)
        self.sums["mentions"] += len(found)
        self.sums["found"] += sum(p.found for p in found)

    def links(self, found: Sequence[Pair]) -> None:
        """Pairs that we chain, and those of them that gold chains."""
        for cluster in clusters(found, False):
            for one in cluster:
                for two in cluster:
                    self.sums["pairs"] += one < two
                    self.sums["right"] += one < two and found[one].gold.chain == found[two].gold.chain

    def f1(self, name: str) -> float:
        p, r = (self.sums[f"{name}.{s}"] / max(self.sums[f"{name}.{s}.all"], 1) for s in "pr")
        return 200 * p * r / (p + r) if p + r else 0.0

    def figures(self) -> dict[str, float]:
        each = {name: self.f1(name) for name in ("muc", "b3", "ceaf")}
        return {k: round(v, 2) for k, v in each.items()} | {
            "conll": round(sum(each.values()) / 3, 2),
            "link_precision": round(100 * self.sums["right"] / max(self.sums["pairs"], 1), 2),
            "found": round(100 * self.sums["found"] / max(self.sums["mentions"], 1), 2),
        }


def over_meantime(pipeline: Pipeline, folder: Path, errors: bool = False) -> dict[str, float]:
    """Figures over the participants; the links over all entities."""
    scores, links = Scores(), Scores()
    for path in sorted(folder.glob("corpus_*/*.xml")):
        rows, gold = meantime(path)
        read = pipeline.reader.read(rows, [(n - 1, n == 0) for n in range(len(rows))])
        texts = [" ".join(w.text for row in part for w in row) for part in (rows[:1], rows[1:])]
        found = pairs(gold, read, ground_names(Report(path.stem, texts[0], None, None, None, texts[1]), read, pipeline.actors))
        scores.add([p for p in found if p.gold.kind in PARTICIPANTS])
        links.links(found)
        if errors:
            show(path.stem, [p for p in found if p.gold.kind in PARTICIPANTS])
    return scores.figures() | {"link_precision": links.figures()["link_precision"]}


def over_news(pipeline: Pipeline, shared: Path, develop: bool = False, errors: bool = False) -> dict[str, float]:
    """Figures over one half of the news, title left out of gold."""
    gold: dict[str, list[Gold]] = defaultdict(list)
    for line in (ROOT / "bench/news_chains.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        gold[row["doc"]].append(Gold(row["start"], row["end"], row["chain"], "PER"))
    half = set(sorted(gold)[0 if develop else 1 :: 2])
    scores = Scores()
    for line in (shared / "data/text/wikinews.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["id"] in half:
            report = Report(row["id"], row["title"], row["published"], None, None, row["text"])
            read = pipeline.parse(report)
            found = pairs(gold[row["id"]], read, ground_names(report, read, pipeline.actors))
            scores.add(found)
            if errors:
                show(row["id"], found)
    return scores.figures()


def show(name: str, found: Sequence[Pair]) -> None:
    """Print the gold chains that we split and our chains that mix gold ones."""
    print(f"== {name}")
    for title, gold in (("SPLIT", True), ("MIXED", False)):
        for cluster in clusters(found, gold):
            parts: dict[str | int, list[str]] = defaultdict(list)
            for n in sorted(cluster):
                parts[found[n].ours if gold else found[n].gold.chain].append(found[n].words + ("" if found[n].found else "?"))
            if len(parts) > 1:
                print(f"  {title} " + " || ".join(" | ".join(p) for p in parts.values()))


def measure(shared: Path) -> dict[str, float]:
    """CoNLL figures of both sets, links and coverage on MEANTIME."""
    pipeline = Pipeline(Settings())
    first = over_meantime(pipeline, shared / "data/coref/meantime")
    news = over_news(pipeline, shared)
    figures = {f"chains.meantime.{k}": first[k] for k in ("conll", "link_precision", "found")}
    return figures | {f"chains.news.{k}": news[k] for k in ("conll", "link_precision")}


def main() -> None:
    shared = ROOT.parent / "shared"
    if not shared.is_dir():
        sys.exit("chains: the shared data folder is not beside the repository; nothing measured")
    pipeline, errors, develop = Pipeline(Settings()), "--errors" in sys.argv, "--develop" in sys.argv
    if "--news" not in sys.argv:
        print("meantime", over_meantime(pipeline, shared / "data/coref/meantime", errors))
    print("news, to develop" if develop else "news", over_news(pipeline, shared, develop, errors))


if __name__ == "__main__":
    main()
