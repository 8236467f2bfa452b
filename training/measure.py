"""Dev-set figures of a reader while it trains: greedy arcs, legal BIO names. The shipped model is measured by ``bench/``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor

Batch = dict[str, Tensor]


def spans(tags: list[str]) -> set[tuple[int, int, str]]:
    """Names of a BIO sequence as (start, end, type)."""
    out, start = set(), -1
    for i, tag in enumerate([*tags, "O"]):
        if start >= 0 and (tag == "O" or tag.startswith("B-") or tag[2:] != tags[start][2:]):
            out.add((start, i, tags[start][2:]))
            start = -1
        if tag != "O" and start < 0:
            start = i
    return out


def legal_path(scores: Tensor, labels: list[str]) -> list[str]:
    """Best BIO sequence in which I-X follows only B-X or I-X."""
    allowed = torch.zeros(len(labels), len(labels))
    for j, label in enumerate(labels):
        if label.startswith("I-"):
            for i, before in enumerate(labels):
                if before[2:] != label[2:] or before == "O":
                    allowed[i, j] = -1e4
    score = scores[0] + torch.tensor([-1e4 if x.startswith("I-") else 0.0 for x in labels])
    back = []
    for row in scores[1:]:
        best, arg = (score[:, None] + allowed).max(0)
        back.append(arg)
        score = best + row
    path = [int(score.argmax())]
    for arg in reversed(back):
        path.append(int(arg[path[-1]]))
    return [labels[i] for i in reversed(path)]


@torch.no_grad()
def evaluate(reader: Any, items: list[dict[str, Any]], collate: Callable[[list[dict[str, Any]]], Batch]) -> dict[str, float]:
    """Accuracy of tags and arcs, F1 of names (without OTH) and roles, in percent."""
    reader.eval()
    inv = reader.inventory
    hits: dict[str, list[int]] = {k: [0, 0] for k in ("upos", "xpos", "lemma", "uas", "las", "factual", "status", "mode")}
    names, roles, parts, events, words = ([0, 0, 0] for _ in range(5))
    items = sorted(items, key=lambda i: len(i["pieces"]))
    for at in range(0, len(items), 16):
        batch = collate(items[at : at + 16])
        out = reader(batch["pieces"], batch["shapes"], batch["mask"], batch["first"])
        for name in ("upos", "xpos", "lemma", "factual", "status", "mode"):
            known = batch[name] >= 0
            hits[name][0] += int((out[name].argmax(-1) == batch[name])[known].sum())
            hits[name][1] += int(known.sum())
        columns = torch.nn.functional.pad(batch["words"], (1, 0), value=True)[:, None, :]
        head = out["arc"].masked_fill(~columns, -1e4).argmax(-1)
        rel = out["rel"].gather(2, head[:, :, None, None].expand(-1, -1, 1, len(inv.deprel))).squeeze(2).argmax(-1)
        known = batch["head"] >= 0
        hits["uas"][0] += int((head == batch["head"])[known].sum())
        hits["las"][0] += int(((head == batch["head"]) & (rel == batch["rel"]))[known].sum())
        hits["uas"][1] += int(known.sum())
        hits["las"][1] += int(known.sum())
        _roles(out["role"].argmax(-1), batch["role"], roles)
        _roles(out["part"].argmax(-1), batch["part"], parts)
        _roles(out["event"].argmax(-1), batch["event"], events)
        _roles((out["event"].argmax(-1) > 0).long(), batch["event"].clamp_max(1), words)
        for n in range(len(batch["first"])):
            _names(out["ner"][n], batch["ner"][n], batch["words"][n], inv.ner, names)
    report = {k: round(100 * a / b, 2) for k, (a, b) in hits.items() if b}
    found = {"names": names, "roles": roles, "parts": parts, "events": events, "event words": words}
    return report | {k: _f1(v) for k, v in found.items() if v[2]}


def _names(scores: Tensor, gold: Tensor, words: Tensor, labels: list[str], counts: list[int]) -> None:
    length = int(words.sum())
    if not length or gold[0] < 0:
        return
    right = {s for s in spans([labels[max(0, int(g))] for g in gold[:length]]) if s[2] != "OTH"}
    found = {s for s in spans(legal_path(scores[:length], labels)) if s[2] != "OTH"}
    for i, n in enumerate((len(right & found), len(found), len(right))):
        counts[i] += n


def _roles(found: Tensor, gold: Tensor, counts: list[int]) -> None:
    known = gold >= 0
    counts[0] += int(((found == gold) & (gold > 0))[known].sum())
    counts[1] += int((found > 0)[known].sum())
    counts[2] += int((gold > 0)[known].sum())


def _f1(counts: list[int]) -> float:
    return round(200 * counts[0] / (counts[1] + counts[2]), 2) if counts[1] + counts[2] else 0.0
