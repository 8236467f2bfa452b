"""A peer for the reader: spaCy's small CNN pipeline, trained here on the same treebanks and measured on the same development sets.

Run by hand, in an environment of its own (spaCy is no dependency of the project); about half an hour on one core:

    python3 -m venv peer && peer/bin/pip install spacy
    peer/bin/python bench/peer_spacy.py [--steps N] [--every N] [--words N] [--keep FOLDER] [--shared FOLDER] [--tiny]

``--steps`` is the number of training steps, ``--every`` how often spaCy scores the development sets to keep the best weights, ``--words`` the words of
a batch, ``--keep`` a folder for the corpora and the trained pipeline, ``--tiny`` a trial of the script on a few sentences. Data: the shared folder
beside the repository. The figures are in ``docs/peers.md``.

Trained on: UD EWT and the free genres of GUM (tags, trees), Universal NER's EWT (names). Measured with the tokens and sentences of the treebank, all
tokens counted, punctuation too, relations with their subtypes; names PER, ORG, LOC by exact match; speed with spaCy's own tokeniser.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):  # before numpy is loaded
    os.environ[name] = "1"

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "bench"))

from conll import Gold, raw, read  # noqa: E402

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

TREEBANKS = {"ewt": "syntax/ewt/en_ewt-ud-{}.conllu", "gum": "syntax/gum-free/en_gum-free-{}.conllu"}
NAMES = "ner/uner-ewt/en_ewt-ud-{}.iob2"
KINDS = ("PER", "ORG", "LOC")
TINY = 60

# The sizes of spaCy's small English pipeline: one tok2vec of width 96 and depth 4 that the three components share, no vectors. What is not said here
# is spaCy's default.
CONFIG = """
[paths]
train = null
dev = null

[system]
seed = 0
gpu_allocator = null

[nlp]
lang = "en"
pipeline = ["tok2vec", "tagger", "parser", "ner"]

[components]

[components.tok2vec]
factory = "tok2vec"

[components.tok2vec.model]
@architectures = "spacy.HashEmbedCNN.v2"
pretrained_vectors = null
width = 96
depth = 4
embed_size = 5000
window_size = 1
maxout_pieces = 3
subword_features = true

[components.tagger]
factory = "tagger"

[components.tagger.model]
@architectures = "spacy.Tagger.v2"
nO = null

[components.tagger.model.tok2vec]
@architectures = "spacy.Tok2VecListener.v1"
width = 96

[components.parser]
factory = "parser"

[components.parser.model]
@architectures = "spacy.TransitionBasedParser.v2"
state_type = "parser"
extra_state_tokens = false
hidden_width = 128
maxout_pieces = 3
use_upper = true
nO = null

[components.parser.model.tok2vec]
@architectures = "spacy.Tok2VecListener.v1"
width = 96

[components.ner]
factory = "ner"

[components.ner.model]
@architectures = "spacy.TransitionBasedParser.v2"
state_type = "ner"
extra_state_tokens = false
hidden_width = 64
maxout_pieces = 2
use_upper = true
nO = null

[components.ner.model.tok2vec]
@architectures = "spacy.Tok2VecListener.v1"
width = 96

[corpora]

[corpora.train]
@readers = "spacy.Corpus.v1"
path = ${paths.train}

[corpora.dev]
@readers = "spacy.Corpus.v1"
path = ${paths.dev}

[training]
seed = ${system.seed}
gpu_allocator = ${system.gpu_allocator}
train_corpus = "corpora.train"
dev_corpus = "corpora.dev"
dropout = 0.1
patience = 0
max_epochs = 0
max_steps = 1
eval_frequency = 1

[training.optimizer]
@optimizers = "Adam.v1"

[training.batcher]
@batchers = "spacy.batch_by_words.v1"
discard_oversize = false
tolerance = 0.2
size = 1000

[training.score_weights]
tag_acc = 0.3
dep_las = 0.4
ents_f = 0.3
"""


def uner(vocab: Vocab, path: Path) -> list[Doc]:
    """Sentences of a Universal NER file with their names; a mark that is no name (``B-O``) is outside."""
    from spacy.tokens import Doc

    out: list[Doc] = []
    words: list[str] = []
    tags: list[str] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line[:1].isdigit():
            cells = line.split("\t")
            words.append(cells[1])
            tags.append(cells[2] if cells[2][2:] in (*KINDS, "OTH") else "O")
        elif not line and words:
            out.append(Doc(vocab, words=words, ents=tags))
            words, tags = [], []
    return out


def trees(vocab: Vocab, sentences: list[Gold]) -> list[Doc]:
    """One Doc a sentence, names missing: spaCy then trains and scores nothing on them."""
    from spacy.tokens import Doc

    heads = ([h - 1 if h else i for i, h in enumerate(s.head)] for s in sentences)
    return [Doc(vocab, words=s.words, tags=s.upos, heads=h, deps=s.rel) for s, h in zip(sentences, heads, strict=True)]


def add_names(docs: list[Doc], named: list[Doc]) -> int:
    """Give the trees the names of the sentence with the same words, in the order of the files; how many got them."""
    waiting: dict[tuple[str, ...], list[Doc]] = defaultdict(list)
    for d in named:
        waiting[tuple(t.text for t in d)].append(d)
    count = 0
    for d in docs:
        if same := waiting.get(tuple(t.text for t in d)):
            d.set_ents([d.char_span(e.start_char, e.end_char, e.label_) for e in same.pop(0).ents], default="outside")
            count += 1
    return count


def train(folder: Path, options: argparse.Namespace) -> Language:
    """The best pipeline of spaCy's training loop over ``train.spacy``, chosen on ``dev.spacy``."""
    import spacy
    from spacy.training.initialize import init_nlp
    from spacy.training.loop import train as loop
    from thinc.api import Config

    (folder / "pipeline").mkdir(exist_ok=True)
    change = {"paths.train": str(folder / "train.spacy"), "paths.dev": str(folder / "dev.spacy"), "training.max_steps": options.steps,
              "training.eval_frequency": options.every, "training.batcher.size": options.words}  # fmt: skip
    began = time.process_time()
    loop(init_nlp(Config().from_str(CONFIG, overrides=change)), folder / "pipeline")
    print(f"trained {options.steps} steps in {time.process_time() - began:.0f} s of one core", flush=True)
    return spacy.load(folder / "pipeline" / "model-best")


def bare(vocab: Vocab, gold: list[Doc]) -> Iterator[Doc]:
    """The same words without analysis; the parser may not split a Doc that says where its sentence begins."""
    from spacy.tokens import Doc

    for g in gold:
        yield Doc(vocab, words=[t.text for t in g], sent_starts=[t.i == 0 for t in g])


def accuracy(nlp: Language, gold: list[Doc]) -> dict[str, float]:
    """UPOS, UAS and LAS of all tokens."""
    hits, total = dict.fromkeys(("upos", "uas", "las"), 0), 0
    for g, f in zip(gold, nlp.pipe(bare(nlp.vocab, gold)), strict=True):
        total += len(g)
        for a, b in zip(g, f, strict=True):
            head = a.head.i == b.head.i
            hits["upos"] += a.tag_ == b.tag_
            hits["uas"] += head
            hits["las"] += head and a.dep_.lower() == b.dep_.lower()  # spaCy writes root as ROOT
    return {k: round(100 * v / total, 2) for k, v in hits.items()}


def names_f1(nlp: Language, gold: list[Doc]) -> float:
    """Exact-match F1 of persons, organisations and places."""
    right = sizes = 0
    for g, f in zip(gold, nlp.pipe(bare(nlp.vocab, gold)), strict=True):
        want, have = ({(e.start, e.end, e.label_) for e in d.ents if e.label_ in KINDS} for d in (g, f))
        right, sizes = right + len(want & have), sizes + len(want) + len(have)
    return round(200 * right / sizes, 2) if sizes else 0.0


def speed(nlp: Language, texts: list[str]) -> int:
    """Words (parted by blanks) a second of one core, the best of three."""
    words = sum(len(t.split()) for t in texts)
    best = 0.0
    for _ in range(3):
        began = time.process_time()
        for _ in nlp.pipe(texts):
            pass
        best = max(best, words / (time.process_time() - began))
    return round(best)


def measure(data: Path, folder: Path, options: argparse.Namespace) -> dict[str, float]:
    """All figures, named as those of ``bench/reader.py`` and ``bench/speed.py`` with ``peer.`` before."""
    import spacy
    from spacy.tokens import DocBin

    most = TINY if options.tiny else None

    def load(vocab: Vocab, split: str) -> tuple[dict[str, list[Gold]], dict[str, list[Doc]], list[Doc]]:
        sentences = {k: read(data / path.format(split))[:most] for k, path in TREEBANKS.items()}
        return sentences, {k: trees(vocab, part) for k, part in sentences.items()}, uner(vocab, data / NAMES.format(split))[:most]

    vocab = spacy.blank("en").vocab
    for split in ("train", "dev"):
        _, docs, named = load(vocab, split)
        count = add_names(docs["ewt"], named)
        every = [d for part in docs.values() for d in part]
        print(f"{split}: {len(every)} sentences, {sum(map(len, every))} words; names known in {count} sentences", flush=True)
        DocBin(docs=every).to_disk(folder / f"{split}.spacy")
    nlp = train(folder, options)
    sentences, docs, named = load(nlp.vocab, "dev")
    out: dict[str, float] = {f"peer.{k}.{key}": value for k, part in docs.items() for key, value in accuracy(nlp, part).items()}
    out["peer.names.uner.all"] = names_f1(nlp, named)
    out |= {f"peer.speed.{k}": speed(nlp, raw(part)[0].split("\n\n")) for k, part in sentences.items()}
    news = [json.loads(line)["text"] for line in (data / "text/wikinews.jsonl").read_text(encoding="utf-8").splitlines()[:most]]
    out["peer.speed.parse"] = speed(nlp, [p for text in news for p in text.split("\n") if p.strip()])
    size = sum(p.stat().st_size for p in (folder / "pipeline/model-best").rglob("*") if p.is_file())
    return out | {"peer.weights.mb": round(size / 1e6, 1)}


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--steps", type=int, default=3000)
    parser.add_argument("--every", type=int, default=500)
    parser.add_argument("--words", type=int, default=1000)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--tiny", action="store_true")
    options = parser.parse_args()
    if options.tiny:
        options.steps, options.every, options.words = 4, 2, 300
    return options


def main() -> int:
    options = arguments()
    data = options.shared / "data"
    if not data.is_dir():
        print("peer_spacy: the shared data folder is not beside the repository (--shared says where it is); nothing is measured", file=sys.stderr)
        return 1
    if importlib.util.find_spec("spacy") is None:
        print("peer_spacy: spaCy is not installed here; `pip install spacy` in an environment of its own (see the top of this file)", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        for key, value in measure(data, folder, options).items():
            print(f"{key:28} {value}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
