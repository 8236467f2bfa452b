"""The reader: tokens in, tagged and parsed sentences out, by one int8 ONNX graph. The sole door to onnxruntime.

Sentences are batched within one call only (one report), in an order that depends on nothing else: the activations of a batch share their int8
scale, so a batch must hold the same sentences however many processes run.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

# onnxruntime's wheels carry a telemetry client that leaves files in the user's cache; it must be told before it is loaded.
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
import onnxruntime

from lapwing.analysis.decoding import NameDecoder, conjoin, parts, tree
from lapwing.analysis.lemmas import Lemmatizer
from lapwing.analysis.signals import SignalDecoder
from lapwing.analysis.tokenizer import Token as Word
from lapwing.analysis.wordpiece import END, SPECIAL, START, WordPiece, word_shape
from lapwing.errors import ModelError
from lapwing.model import Role, Sentence, Signal, Token

WEIGHTS = Path(__file__).resolve().parents[1] / "weights"
MAX_PIECES = 510


Part = tuple[tuple[Token, ...], tuple[Role, ...], tuple[Signal, ...]]
"""What is read of a sentence: words, PropBank roles, event words."""


class Reader:
    """The model of a weights folder: ``reader.onnx``, ``labels.json``, ``vocab.txt``, ``lemmas.tsv``."""

    def __init__(self, folder: Path = WEIGHTS, batch_pieces: int = 512) -> None:
        try:
            labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
            self._wordpiece = WordPiece.load(folder / "vocab.txt")
            self._lemmas = Lemmatizer.load(folder / "lemmas.tsv", self._wordpiece.pieces)
            model = (folder / "reader.onnx").read_bytes()
            self._session = _session(model)
            self._upos, self._xpos = labels["upos"], labels["xpos"]
            self._deprel, self._role = labels["deprel"], labels["role"]
            self._names = NameDecoder(labels["ner"])
            self._signals = SignalDecoder(labels)
        except Exception as error:  # onnxruntime raises types of its own for a damaged graph
            raise ModelError(f"{folder}: the reader's weights cannot be read: {' '.join(str(error).split())}") from None
        self.version = hashlib.sha256(model).hexdigest()[:12]
        self._batch_pieces = batch_pieces

    def read(self, sentences: Sequence[Sequence[Word]], places: Sequence[tuple[int, bool]], split: bool = False) -> list[Sentence]:
        """Analyse tokenised sentences. ``places`` gives each one's paragraph and whether it is in the title.

        With ``split``, an input that the parser sees as several trees side by side becomes several sentences.
        """
        cuts = [self._pieces(words) for words in sentences]
        order = sorted(range(len(sentences)), key=lambda i: (len(cuts[i][0]), i))
        done: dict[int, list[Part]] = {}
        for batch in self._batches(order, [len(c[0]) for c in cuts]):
            outputs = self._run([cuts[i] for i in batch])
            for row, i in enumerate(batch):
                done[i] = self._decode(sentences[i], {k: v[row] for k, v in outputs.items()}, split)
        found = [(places[i], part) for i in range(len(sentences)) for part in done[i]]
        return [Sentence(n, paragraph, in_title, *part) for n, ((paragraph, in_title), part) in enumerate(found)]

    def _batches(self, order: list[int], lengths: list[int]) -> Iterator[list[int]]:
        batch: list[int] = []
        for i in order:
            if batch and (len(batch) + 1) * lengths[i] > self._batch_pieces:
                yield batch
                batch = []
            batch.append(i)
        if batch:
            yield batch

    def _pieces(self, words: Sequence[Word]) -> tuple[list[int], list[int], list[int]]:
        """Piece numbers, shapes, and each word's first piece. Words past the model's length share the last place."""
        pieces, shapes, first = [START], [SPECIAL], []
        for word in words:
            cut = self._wordpiece.cut(word.text)
            if len(pieces) + len(cut) > MAX_PIECES:
                first.append(len(pieces) - 1)
                continue
            first.append(len(pieces))
            pieces.extend(cut)
            shapes.extend([word_shape(word.text)] * len(cut))
        pieces.append(END)
        shapes.append(SPECIAL)
        return pieces, shapes, first

    def _run(self, batch: list[tuple[list[int], list[int], list[int]]]) -> dict[str, Any]:
        longest, words = max(len(p) for p, _, _ in batch), max(len(f) for _, _, f in batch)
        pieces = np.zeros((len(batch), longest), dtype=np.int64)
        shapes = np.full((len(batch), longest), SPECIAL, dtype=np.int64)
        mask = np.zeros((len(batch), longest), dtype=np.int64)
        first = np.zeros((len(batch), words), dtype=np.int64)
        for row, (p, s, f) in enumerate(batch):
            pieces[row, : len(p)], shapes[row, : len(s)], mask[row, : len(p)], first[row, : len(f)] = p, s, 1, f
        names = [o.name for o in self._session.get_outputs()]
        values = self._session.run(names, {"pieces": pieces, "shapes": shapes, "mask": mask, "first": first})
        return dict(zip(names, values, strict=True))

    def _decode(self, words: Sequence[Word], out: dict[str, Any], split: bool) -> list[Part]:
        count = len(words)
        scores = out["arc"][:count, : count + 1]
        spans = parts(scores) if split else [(0, count)]
        return [(self._tokens(words, out, a, b), self._roles(out["role"], a, b), self._signals.decode(out, a, b)) for a, b in spans]

    def _tokens(self, words: Sequence[Word], out: dict[str, Any], start: int, end: int) -> tuple[Token, ...]:
        """The words ``start:end`` as one tree."""
        names = self._names.decode(out["ner"][start:end])
        columns = [0, *range(start + 1, end + 1)]
        heads = tree(out["arc"][start:end][:, columns].copy())
        labels = out["rel"][range(start, end), [columns[h] for h in heads]].tolist()
        deprel = [self._label(n, h) for n, h in zip(labels, heads, strict=True)]
        conjoin(deprel, heads)
        upos, xpos = ([labels[n] for n in out[k][start:end].tolist()] for k, labels in (("upos", self._upos), ("xpos", self._xpos)))
        factual = out["factual"][start:end].tolist()
        return tuple(
            Token(
                w.text, w.start, w.end, w.glued, upos[i], xpos[i], self._lemmas.lemma(w.text, upos[i], xpos[i]),
                heads[i] - 1, deprel[i], names[i], round(factual[i], 3),
            )
            for i, w in enumerate(words[start:end])
        )  # fmt: skip

    def _roles(self, scores: Any, start: int, end: int) -> tuple[Role, ...]:
        arguments, predicates = np.nonzero(scores[start:end, start:end])
        labels = scores[start:end, start:end][arguments, predicates].tolist()
        roles = [Role(p, a, self._role[r]) for a, p, r in zip(arguments.tolist(), predicates.tolist(), labels, strict=True) if a != p]
        return tuple(sorted(roles, key=lambda r: (r.predicate, r.argument)))

    def _label(self, number: int, head: int) -> str:
        name: str = self._deprel[number]
        if head == 0:
            return "root"
        return "dep" if name == "root" else name


def _session(model: bytes) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
