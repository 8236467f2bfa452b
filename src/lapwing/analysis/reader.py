"""The reader: tokens in, tagged and parsed sentences out, by one int8 ONNX graph. The sole door to onnxruntime.

Sentences are batched within one call only (one report), in an order that depends on nothing else: the activations of a batch share their int8
scale, so a batch must hold the same sentences however many processes run.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime

from lapwing.analysis.decoding import NameDecoder, tree
from lapwing.analysis.lemmas import Lemmatizer
from lapwing.analysis.tokenizer import Token as Word
from lapwing.analysis.wordpiece import END, SPECIAL, START, WordPiece, word_shape
from lapwing.errors import ModelError
from lapwing.model import Role, Sentence, Token

WEIGHTS = Path(__file__).resolve().parents[1] / "weights"
MAX_PIECES = 510


class Reader:
    """The model of a weights folder: ``reader.onnx``, ``labels.json``, ``vocab.txt``, ``lemmas.tsv``."""

    def __init__(self, folder: Path = WEIGHTS, batch_pieces: int = 512) -> None:
        try:
            labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
            self._wordpiece = WordPiece.load(folder / "vocab.txt")
            self._lemmas = Lemmatizer.load(folder / "lemmas.tsv", self._wordpiece.pieces)
            model = (folder / "reader.onnx").read_bytes()
        except (OSError, ValueError) as error:
            raise ModelError(f"{folder}: the reader's weights cannot be read: {error}") from None
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self.version = hashlib.sha256(model).hexdigest()[:12]
        self._upos, self._xpos = labels["upos"], labels["xpos"]
        self._deprel, self._role = labels["deprel"], labels["role"]
        self._names = NameDecoder(labels["ner"])
        self._batch_pieces = batch_pieces

    def read(self, sentences: Sequence[Sequence[Word]], places: Sequence[tuple[int, bool]]) -> list[Sentence]:
        """Analyse tokenised sentences. ``places`` gives each one's paragraph and whether it is in the title."""
        cuts = [self._pieces(words) for words in sentences]
        order = sorted(range(len(sentences)), key=lambda i: (len(cuts[i][0]), i))
        done: dict[int, Sentence] = {}
        for batch in self._batches(order, [len(c[0]) for c in cuts]):
            outputs = self._run([cuts[i] for i in batch])
            for row, i in enumerate(batch):
                paragraph, in_title = places[i]
                tokens, roles = self._decode(sentences[i], {k: v[row] for k, v in outputs.items()})
                done[i] = Sentence(i, paragraph, in_title, tokens, roles)
        return [done[i] for i in range(len(sentences))]

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

    def _decode(self, words: Sequence[Word], out: dict[str, Any]) -> tuple[tuple[Token, ...], tuple[Role, ...]]:
        count = len(words)
        heads = tree(out["arc"][:count, : count + 1].copy())
        rows = range(count)
        deprel = out["rel"][rows, heads].tolist()
        upos, xpos = ([labels[n] for n in out[k][:count].tolist()] for k, labels in (("upos", self._upos), ("xpos", self._xpos)))
        factual = out["factual"][:count].tolist()
        names = self._names.decode(out["ner"][:count])
        tokens = tuple(
            Token(
                w.text, w.start, w.end, w.glued, upos[i], xpos[i], self._lemmas.lemma(w.text, upos[i], xpos[i]),
                heads[i] - 1, self._label(deprel[i], heads[i]), names[i], round(factual[i], 3),
            )
            for i, w in enumerate(words)
        )  # fmt: skip
        arguments, predicates = np.nonzero(out["role"][:count, :count])
        labels = out["role"][arguments, predicates].tolist()
        roles = [Role(p, a, self._role[r]) for a, p, r in zip(arguments.tolist(), predicates.tolist(), labels, strict=True) if a != p]
        return tokens, tuple(sorted(roles, key=lambda r: (r.predicate, r.argument)))

    def _label(self, number: int, head: int) -> str:
        name: str = self._deprel[number]
        if head == 0:
            return "root"
        return "dep" if name == "root" else name
