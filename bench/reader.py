"""Accuracy of the reader on the development sets: given tokens and raw text, names on web text and on news held out from training."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "training"), str(ROOT / "bench")]

from conll import Gold, raw, read  # noqa: E402
from names import news_sentences  # noqa: E402

from lapwing import Report, Settings  # noqa: E402
from lapwing.pipeline import Pipeline  # noqa: E402

Name = tuple[int, int, str]


def spans(tags: list[str]) -> set[Name]:
    """PER, ORG and LOC of a BIO sequence."""
    out: set[Name] = set()
    start = -1
    for i, tag in enumerate([*tags, "O"]):
        if start >= 0 and not tag.startswith("I-"):
            out.add((start, i, tags[start][2:]))
            start = -1
        if tag.startswith("B-"):
            start = i
    return {s for s in out if s[2] != "OTH"}


def given_tokens(pipeline: Pipeline, gold: list[Gold]) -> dict[str, float]:
    """UPOS, lemma, UAS and LAS (full and universal relations) with the tokens of the treebank."""
    found = pipeline.parse_words([g.words for g in gold])
    hits = dict.fromkeys(("upos", "lemma", "uas", "las", "las_universal"), 0)
    total = 0
    for g, f in zip(gold, found, strict=True):
        for i, token in enumerate(f.tokens):
            total += 1
            head = token.head + 1 == g.head[i]
            hits["upos"] += token.upos == g.upos[i]
            hits["lemma"] += token.lemma == g.lemma[i]
            hits["uas"] += head
            hits["las"] += head and token.deprel == g.rel[i]
            hits["las_universal"] += head and token.deprel.split(":")[0] == g.rel[i].split(":")[0]
    return {k: round(100 * v / total, 2) for k, v in hits.items()}


def from_raw(pipeline: Pipeline, gold: list[Gold]) -> dict[str, float]:
    """Word, sentence and LAS F1 from running text, words matched by their characters."""
    text, places = raw(gold)
    right = {}
    for g, row in zip(gold, places, strict=True):
        for i, span in enumerate(row):
            right[span] = (row[g.head[i] - 1] if g.head[i] else None, g.rel[i].split(":")[0])
    found = {}
    ends = set()
    blocks = text.split("\n\n")
    at = 0
    for k in range(0, len(blocks), 12):
        part = "\n\n".join(blocks[k : k + 12])
        for s in pipeline.parse(Report("bench", None, None, None, None, part)):
            ends.add((at + s.start, at + s.end))
            for t in s.tokens:
                head = s.tokens[t.head] if t.head >= 0 else None
                found[at + t.start, at + t.end] = ((at + head.start, at + head.end) if head else None, t.deprel.split(":")[0])
        at += len(part) + 2
    golden = {(row[0][0], row[-1][1]) for row in places}
    words = len(found.keys() & right.keys())
    las = sum(found[k] == right[k] for k in found.keys() & right.keys())
    return {"words_f1": _f1(words, len(found), len(right)), "sentences_f1": _f1(len(golden & ends), len(ends), len(golden)),
            "raw_las_universal": _f1(las, len(found), len(right))}  # fmt: skip


def _f1(hit: int, found: int, gold: int) -> float:
    return round(200 * hit / (found + gold), 2) if found + gold else 0.0


def names(pipeline: Pipeline, sentences: list[tuple[list[str], list[str]]]) -> dict[str, float]:
    """Exact-match F1 of names, all types and each."""
    found = pipeline.parse_words([w for w, _ in sentences])
    counts: dict[str, list[int]] = {k: [0, 0, 0] for k in ("all", "PER", "ORG", "LOC")}
    for (_, tags), sentence in zip(sentences, found, strict=True):
        gold, have = spans(tags), spans([t.ner for t in sentence.tokens])
        for key in counts:
            g, h = ({s for s in x if key in ("all", s[2])} for x in (gold, have))
            for n, size in enumerate((len(g & h), len(h), len(g))):
                counts[key][n] += size
    return {k: _f1(*v) for k, v in counts.items()}


def uner(path: Path) -> list[tuple[list[str], list[str]]]:
    """Sentences of a Universal NER file."""
    out: list[tuple[list[str], list[str]]] = []
    words: list[str] = []
    tags: list[str] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line[:1].isdigit():
            cells = line.split("\t")
            words.append(cells[1])
            tags.append(cells[2] if cells[2][2:] in ("PER", "ORG", "LOC") else "O")
        elif not line and words:
            out.append((words, tags))
            words, tags = [], []
    return out


def measure(shared: Path) -> dict[str, float]:
    """All figures, named ``ewt.las`` and so on."""
    pipeline = Pipeline(Settings())
    data = shared / "data"
    out: dict[str, float] = {}
    for name, path in (("ewt", "syntax/ewt/en_ewt-ud-dev.conllu"), ("gum", "syntax/gum-free/en_gum-free-dev.conllu")):
        gold = read(data / path)
        for key, value in (given_tokens(pipeline, gold) | from_raw(pipeline, gold)).items():
            out[f"{name}.{key}"] = value
    for name, sentences in (("uner", uner(data / "ner/uner-ewt/en_ewt-ud-dev.iob2")), ("news", news_sentences(data / "text/wikinews.jsonl")[1])):
        for key, value in names(pipeline, sentences).items():
            out[f"names.{name}.{key}"] = value
    return out


if __name__ == "__main__":
    for key, value in measure(ROOT.parent / "shared").items():
        print(f"{key:28} {value}")
