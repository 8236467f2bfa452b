"""Export a trained reader to int8 ONNX with its labels and vocabulary.

usage: python training/export.py CHECKPOINT.pt VOCAB.txt OUT_DIR
Matrices become int8 per output channel with seven-bit range (exact on processors without VNNI too), the embedding table int8 with one scale a
row; heads' small tensors stay float32. Decisions that need no search (tags, labels of arcs) are taken inside the graph.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from pathlib import Path

import onnx
import torch
from encoder import HIDDEN, Inventory, Reader
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn


class Embedding8(nn.Module):
    """An embedding table in int8 with one scale a row."""

    def __init__(self, table: Tensor) -> None:
        super().__init__()
        scale = table.abs().amax(1, keepdim=True).clamp_min(1e-8) / 127
        self.register_buffer("table", torch.round(table / scale).to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        return self.table[ids].to(torch.float32) * self.scale[ids]


class Deployed(nn.Module):
    """The graph that ships: decisions instead of scores where no search follows."""

    names = ("upos", "xpos", "ner", "factual", "arc", "rel", "role", "event", "status", "mode", "part")

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader
        reader.words = Embedding8(reader.words.weight.detach())  # type: ignore[assignment]

    def forward(self, pieces: Tensor, shapes: Tensor, mask: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        out = self.reader(pieces, shapes, mask, first)
        tags = (out[k].argmax(-1) for k in ("upos", "xpos"))
        return (*tags, out["ner"].log_softmax(-1), out["factual"].softmax(-1)[..., 1], out["arc"], out["rel"].argmax(-1), out["role"].argmax(-1),
                out["event"].softmax(-1), out["status"].argmax(-1), out["mode"].argmax(-1), out["part"].argmax(-1))  # fmt: skip


def main() -> None:
    checkpoint, vocabulary, out = Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])
    saved = torch.load(checkpoint, weights_only=False)
    inventory = Inventory(**saved["inventory"])
    reader = Reader(inventory)
    reader.load_state_dict(saved["average"])
    model = Deployed(reader).eval()
    out.mkdir(parents=True, exist_ok=True)
    example = (torch.ones(2, 9, dtype=torch.long), torch.ones(2, 9, dtype=torch.long), torch.ones(2, 9, dtype=torch.long), torch.ones(2, 5, dtype=torch.long))
    inputs = ("pieces", "shapes", "mask", "first")
    axes = {n: {0: "sentences", 1: "pieces"} for n in inputs[:3]} | {"first": {0: "sentences", 1: "words"}}
    axes |= {n: {0: "sentences", 1: "words"} for n in Deployed.names}
    axes |= {n: {0: "sentences", 1: "words", 2: "heads"} for n in ("arc", "rel")}
    axes |= {n: {0: "sentences", 1: "words", 2: "predicates"} for n in ("role", "part")}
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        with torch.no_grad():
            torch.onnx.export(model, example, str(plain), input_names=list(inputs), output_names=list(Deployed.names), dynamic_axes=axes,
                              opset_version=17, dynamo=False, do_constant_folding=True)
        fused = fuse(plain)
        quantize_dynamic(str(fused), str(out / "reader.onnx"), op_types_to_quantize=["MatMul", "Attention"], per_channel=True, reduce_range=True,
                         weight_type=QuantType.QInt8, extra_options={"MatMulConstBOnly": True, "DefaultTensorType": onnx.TensorProto.FLOAT})
    shutil.copy(vocabulary, out / "vocab.txt")
    labels = {k: v for k, v in saved["inventory"].items() if k not in ("extra", "lemma")}
    (out / "labels.json").write_text(json.dumps(labels, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print(f"epoch {saved['epoch']}: {sum(f.stat().st_size for f in out.iterdir()) / 1e6:.1f} MB")


def fuse(plain: Path) -> Path:
    """Fuse attention, layer norms and GELU, which the exporter writes as many small operators."""
    from onnxruntime.transformers.fusion_options import FusionOptions
    from onnxruntime.transformers.optimizer import optimize_model

    options = FusionOptions("bert")
    options.enable_embed_layer_norm = False
    model = optimize_model(str(plain), model_type="bert", num_heads=12, hidden_size=HIDDEN, optimization_options=options)
    path = plain.with_name("fused.onnx")
    onnx.save(model.model, str(path))
    return path


if __name__ == "__main__":
    main()
