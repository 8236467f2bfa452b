"""Turn the treebanks, name corpora, roles and factuality judgements into one list of training sentences.

usage: python training/prepare.py SHARED_DATA VOCAB OUT.pt
Reads what ``data/README.md`` of the shared folder lists; stops with a message where a file is missing.
"""

from __future__ import annotations

import collections
import io
import json
import sys
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from encoder import Inventory
from event_markup import STATUSES, TYPES
from event_markup import sentences as event_sentences
from names import news_sentences

from lapwing.analysis.reader import Reader as TreeReader
from lapwing.analysis.tokenizer import tokenize
from lapwing.analysis.wordpiece import WordPiece, word_shape
from lapwing.model import Sentence

NER = ["O"] + [f"{p}-{t}" for t in ("PER", "ORG", "LOC", "OTH") for p in "BI"]
ROLES = ["", "V", "ARG0", "ARG1", "ARG2", "ARG3", "ARG4", "TMP", "LOC", "PRP", "CAU", "GOL", "DIR", "COM", "MNR", "NEG", "MOD", "ADV", "LVB"]
POLITICS = {"politician": "PER", "person": "PER", "organisation": "ORG", "politicalparty": "ORG", "location": "LOC", "country": "LOC",
            "misc": "OTH", "event": "OTH", "election": "OTH"}


@dataclass
class Item:
    """One sentence; a layer that its source does not annotate is None."""

    source: str
    words: list[str]
    upos: list[str] | None = None
    xpos: list[str] | None = None
    lemma: list[str] | None = None
    head: list[int] | None = None
    rel: list[str] | None = None
    ner: list[str] | None = None
    roles: list[tuple[int, int, str]] | None = None
    factual: dict[int, float] = field(default_factory=dict)
    event: list[str] | None = None
    status: dict[int, str] = field(default_factory=dict)
    mode: dict[int, str] = field(default_factory=dict)
    part: list[tuple[int, int, str]] | None = None


def lemma_script(form: str, lemma: str) -> str:
    """``N|suffix|K``: drop N characters of the form, add the suffix; L works on the lower-cased form."""
    keep = "K" if lemma and form[:1].isupper() and lemma[:1] == form[:1] else "L"
    base = form if keep == "K" else form.lower()
    shared = 0
    while shared < min(len(base), len(lemma)) and base[shared] == lemma[shared]:
        shared += 1
    return f"{len(base) - shared}|{lemma[shared:]}|{keep}"


def conllu(path: Path, source: str) -> list[tuple[str, Item]]:
    out: list[tuple[str, Item]] = []
    sent_id, rows = "", []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("# sent_id"):
            sent_id = line.split("=", 1)[1].strip()
        elif line and line[0].isdigit():
            cells = line.split("\t")
            if cells[0].isdigit():
                rows.append(cells)
        elif not line and rows:
            item = Item(source, [r[1] for r in rows])
            item.upos, item.xpos = [r[3] for r in rows], [r[4] for r in rows]
            item.lemma = [lemma_script(r[1], r[2]) if r[2] != "_" or r[1] == "_" else "0||L" for r in rows]
            item.head, item.rel = [int(r[6]) for r in rows], [r[7] for r in rows]
            out.append((sent_id, item))
            rows = []
    return out


def iob_columns(path: Path, word: int, tag: int, rename: dict[str, str] | None = None, separator: str | None = None) -> list[tuple[list[str], list[str]]]:
    """Sentences of a column file as words and legal BIO tags (IOB1 is repaired)."""
    out, words, tags = [], [], []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        cells = line.split(separator)
        if line.startswith("#") and "\t" not in line:
            continue
        if not line.strip():
            if words:
                out.append((words, legal(tags)))
            words, tags = [], []
            continue
        words.append(cells[word])
        prefix, _, kind = cells[tag].partition("-")
        kind = (rename or {}).get(kind, kind)
        tags.append(f"{prefix}-{kind}" if f"B-{kind}" in NER else "O")
    return out


def legal(tags: list[str]) -> list[str]:
    fixed: list[str] = []
    for tag in tags:
        previous = fixed[-1][2:] if fixed and fixed[-1] != "O" else ""
        fixed.append("B" + tag[1:] if tag.startswith("I-") and previous != tag[2:] else tag)
    return fixed


def role_label(label: str) -> str:
    name = label.removeprefix("ARGM-").split("-DSP")[0]
    return name if name in ROLES else "ADV"


def add_roles(items: dict[str, Item], path: Path) -> None:
    for item in items.values():
        item.roles = []
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        item = items[record["sent_id"]]
        assert item.head is not None and item.roles is not None
        for frame in record["frames"]:
            item.roles.append((frame["pred"], frame["pred"], "V"))
            for label, start, end in frame["args"]:
                if label.startswith(("C-", "R-")):
                    continue
                top = next((i for i in range(start, end + 1) if not start < item.head[i] <= end + 1), start)
                if top != frame["pred"]:
                    item.roles.append((frame["pred"], top, role_label(label)))


def add_factuality(items: dict[str, Item], folder: Path) -> None:
    ids = json.loads((folder / "ud_ids.json").read_text())
    with zipfile.ZipFile(folder / "factuality.zip") as archive:
        data = json.load(io.BytesIO(archive.read("factuality.json")))["data"]
    for graph, nodes in data.items():
        item = items.get(ids.get(graph, {}).get("sentence_id", ""))
        for node, value in nodes.items():
            position = node.rsplit("-", 1)[1]
            if item and position.isdigit() and int(position) <= len(item.words):
                item.factual[int(position) - 1] = value["factuality"]["factual"]["value"]


def add_names(items: dict[str, Item], path: Path) -> None:
    sent_id = ""
    rows: list[tuple[str, str]] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("# sent_id"):
            sent_id = line.split("=", 1)[1].strip()
        elif line[:1].isdigit():
            cells = line.split("\t")
            rows.append((cells[1], cells[2] if cells[2] in NER else "O"))
        elif not line and rows:
            item = items.get(sent_id)
            if item and item.words == [w for w, _ in rows]:
                item.ner = legal([t for _, t in rows])
            rows = []


def collect(data: Path) -> dict[str, list[Item]]:
    parts: dict[str, list[Item]] = {}
    for split in ("train", "dev"):
        ewt = dict(conllu(data / f"syntax/ewt/en_ewt-ud-{split}.conllu", "ewt"))
        add_roles(ewt, data / f"roles/en_ewt-srl-{split}.jsonl")
        add_names(ewt, data / f"ner/uner-ewt/en_ewt-ud-{split}.iob2")
        add_factuality(ewt, data / "factuality")
        parts[f"ewt-{split}"] = list(ewt.values())
        parts[f"gum-{split}"] = [i for _, i in conllu(data / f"syntax/gum-free/en_gum-free-{split}.conllu", "gum")]
    wikigold = iob_columns(data / "ner/wikigold/wikigold.conll.txt", 0, 1, {"MISC": "OTH"})
    politics = [s for split in ("train", "dev") for s in iob_columns(data / f"ner/politics/{split}.txt", 0, 1, POLITICS)]
    parts["wikigold"] = [Item("wikigold", w, ner=t) for w, t in wikigold]
    parts["politics"] = [Item("politics", w, ner=t) for w, t in politics]
    train, dev = news_sentences(data / "text/wikinews.jsonl")
    parts["news-train"] = [Item("news", w, ner=t) for w, t in train]
    parts["news-dev"] = [Item("news", w, ner=t) for w, t in dev]
    events = event_items()
    parts["events-train"] = [i for held, i in events if not held]
    parts["events-dev"] = [i for held, i in events if held]
    return parts


def event_items() -> list[tuple[bool, Item]]:
    """Our own sentences; the word that stands for a marked phrase is its head by the shipped reader's tree."""
    marked = event_sentences()
    reader = TreeReader()
    out = []
    for at in range(0, len(marked), 64):
        some = marked[at : at + 64]
        cut = [tokenize(m.text) for m in some]
        for sentence, words, mark in zip(reader.read(cut, [(0, False)] * len(cut)), cut, some, strict=True):
            item = Item("events", [w.text for w in words], event=["O"] * len(words), part=[])
            heads = {t.event: head_in(sentence, t.start, t.end) for t in mark.triggers}
            for trigger in mark.triggers:
                head = heads[trigger.event]
                item.event[head], item.status[head], item.mode[head] = trigger.type, trigger.status, trigger.mode  # type: ignore[index]
            for part in mark.parts:
                head = head_in(sentence, part.start, part.end)
                if head != heads[part.event]:
                    item.part.append((heads[part.event], head, part.role))  # type: ignore[union-attr]
            out.append((mark.held_out, item))
    return out


def head_in(sentence: Sentence, start: int, end: int) -> int:
    """The first token of the span that is governed from outside it."""
    inside = [i for i, t in enumerate(sentence.tokens) if t.start < end and t.end > start]
    return next((i for i in inside if sentence.tokens[i].head not in inside and sentence.tokens[i].upos != "DET"), inside[0])


def inventory(parts: dict[str, list[Item]]) -> Inventory:
    trees = parts["ewt-train"] + parts["gum-train"]

    def common(values: list[str], least: int) -> list[str]:
        return sorted(v for v, n in collections.Counter(values).items() if n >= least)

    lemma = ["0||L", "0||K", *[v for v in common([s for i in trees for s in i.lemma or []], 3) if v not in ("0||L", "0||K")]]
    return Inventory(
        upos=common([t for i in trees for t in i.upos or []], 1),
        xpos=common([t for i in trees for t in i.xpos or []], 5),
        lemma=lemma, ner=NER,
        deprel=common([t for i in trees for t in i.rel or []], 5),
        role=ROLES,
        event=["O", *TYPES], status=list(STATUSES), part=["", "actor", "recipient"],
        mode=["", *common([m for i in parts["events-train"] for m in i.mode.values() if m], 4)],
    )


def encode(item: Item, inv: Inventory, wordpiece: WordPiece) -> dict[str, Any]:
    """Numbers for one sentence; -100 marks what is not annotated."""
    cuts = [wordpiece.cut(w) for w in item.words]
    first, pieces = [], [101]
    for cut in cuts:
        first.append(len(pieces))
        pieces.extend(cut)
    pieces.append(102)
    layers = ("upos", "xpos", "lemma", "ner", "deprel", "role", "event", "status", "mode", "part")
    lookup = {name: {v: i for i, v in enumerate(getattr(inv, name))} for name in layers}

    def sparse(name: str, values: dict[int, str]) -> list[int]:
        return [lookup[name].get(values[i], -100) if i in values else -100 for i in range(len(item.words))]

    def column(name: str, values: list[str] | None) -> list[int]:
        return [lookup[name].get(v, -100) for v in values] if values else [-100] * len(item.words)

    return {
        "source": item.source, "pieces": pieces, "first": first, "lengths": [len(c) for c in cuts],
        "shape": [word_shape(w) for w in item.words], "last_punct": bool(item.upos and item.upos[-1] == "PUNCT"),
        "upos": column("upos", item.upos), "xpos": column("xpos", item.xpos), "lemma": column("lemma", item.lemma),
        "ner": column("ner", item.ner), "rel": column("deprel", item.rel), "head": item.head or [-100] * len(item.words),
        "roles": None if item.roles is None else [(p, a, lookup["role"][r]) for p, a, r in item.roles],
        "factual": item.factual, "event": column("event", item.event), "status": sparse("status", item.status), "mode": sparse("mode", item.mode),
        "parts": None if item.part is None else [(p, a, lookup["part"][r]) for p, a, r in item.part],
    }


def main() -> None:
    data, vocabulary, out = Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])
    if not data.is_dir():
        sys.exit(f"{data}: the training data is not there")
    parts = collect(data)
    inv = inventory(parts)
    wordpiece = WordPiece.load(vocabulary)
    encoded = {name: [e for e in (encode(i, inv, wordpiece) for i in items) if len(e["pieces"]) <= 510] for name, items in parts.items()}
    torch.save({"inventory": inv.__dict__, "parts": encoded}, out)
    for name, items in encoded.items():
        print(name, len(items), "sentences", sum(len(i["first"]) for i in items), "words", sum(len(i["pieces"]) for i in items), "pieces")


if __name__ == "__main__":
    main()
