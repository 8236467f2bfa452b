"""Average the weights of several checkpoints that go back to one start: better trees than the last, event words nearly as good.

usage: python training/soup.py OUT.pt WEIGHT=CHECKPOINT.pt [WEIGHT=CHECKPOINT.pt …]
Heads that a checkpoint lacks are averaged over the others.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import torch


def mixed(parts: list[tuple[float, dict[str, Any]]]) -> dict[str, torch.Tensor]:
    """The weighted mean of the checkpoints' averages; shapes are those of the last checkpoint."""
    shapes = {name: value.shape for name, value in parts[-1][1]["average"].items()}
    out = {}
    for name, shape in shapes.items():
        found = [(w, s["average"][name].float()) for w, s in parts if name in s["average"] and s["average"][name].shape == shape]
        out[name] = sum(w * v for w, v in found) / sum(w for w, _ in found)
    return out


def main() -> None:
    out, *given = sys.argv[1:]
    parts = [(float(w), torch.load(path, weights_only=False)) for w, _, path in (g.partition("=") for g in given)]
    last = parts[-1][1]
    torch.save({"average": mixed(parts), "epoch": last["epoch"], "inventory": last["inventory"]}, Path(out))


if __name__ == "__main__":
    main()
