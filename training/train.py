"""Train the reader on the prepared sentences, all heads together.

usage: python training/train.py DATA.pt PRETRAINED.safetensors OUT_DIR [--epochs 12] [--resume] [--without SOURCE,...]
Runs two single-thread processes that average their gradients (on two cores 1.9 times as fast as one process of two threads), computes in
bfloat16 where the processor has it, keeps an exponential average of the weights, simulates int8 in the last fifth, and writes a
checkpoint after each epoch.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
from pathlib import Path
from typing import Any

import torch
import torch.distributed as dist
import torch.multiprocessing as mp
import torch.nn.functional as F
from torch import Tensor

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from encoder import FakeQuant, Inventory, Reader, load_pretrained
from measure import evaluate

from lapwing.analysis.wordpiece import LOWER, MIXED, SINGLE, TITLE, UPPER

PIECES = 600
COLUMNS = ("upos", "xpos", "lemma", "ner", "rel", "head", "event", "status", "mode")
PAIRS = ("roles", "parts")
JOINED = 0.12
WEIGHTS = {"upos": 0.5, "xpos": 0.5, "lemma": 0.5, "ner": 1.0, "arc": 1.0, "rel": 1.0, "role": 0.5, "factual": 0.1,
           "event": 4.0, "status": 1.0, "mode": 0.3, "part": 1.0}
REPEAT = {"news-train": 2, "events-train": 3}
NEW = ("tag.event", "tag.status", "tag.mode", "part")
RATE_ENCODER, RATE_HEADS, WARMUP, DECAY = 3e-4, 1.5e-3, 300, 0.9985


def vary(item: dict[str, Any], rnd: random.Random) -> dict[str, Any]:
    """Sometimes a headline: all capitals, title case, no case, or no final stop."""
    dice = rnd.random()
    cased = (LOWER, SINGLE, TITLE, UPPER, MIXED)
    if dice < 0.12:
        target = UPPER if dice < 0.05 else TITLE if dice < 0.09 else LOWER
        return item | {"shape": [target if s in cased else s for s in item["shape"]]}
    last = len(item["first"])
    if dice < 0.18 and item["last_punct"] and last > 3 and last not in item["head"]:
        short = item | {k: item[k][:-1] for k in ("first", "lengths", *COLUMNS, "shape")}
        short["pieces"] = [*item["pieces"][:item["first"][-1]], 102]
        for layer in PAIRS:
            if item[layer]:
                short[layer] = [r for r in item[layer] if r[0] < last - 1 and r[1] < last - 1]
        short["factual"] = {k: v for k, v in item["factual"].items() if k < last - 1}
        return short
    return item


def join(a: dict[str, Any], b: dict[str, Any]) -> dict[str, Any]:
    """Two sentences as one input with two roots, as raw text gives them where no mark tells where a sentence ends."""
    words, shift = len(a["first"]), len(a["pieces"]) - 2
    out = {k: a[k] + b[k] for k in ("lengths", "shape", *COLUMNS) if k != "head"}
    out |= {"source": a["source"], "pieces": a["pieces"][:-1] + b["pieces"][1:], "first": a["first"] + [f + shift for f in b["first"]]}
    out["head"] = a["head"] + [h + words if h > 0 else h for h in b["head"]]
    for layer in PAIRS:
        known = a[layer] is not None and b[layer] is not None
        out[layer] = a[layer] + [(p + words, r + words, label) for p, r, label in b[layer]] if known else None
    out["factual"] = a["factual"] | {k + words: v for k, v in b["factual"].items()}
    return out | {"last_punct": False}


def joined(items: list[dict[str, Any]], rnd: random.Random) -> list[dict[str, Any]]:
    """The sentences with one in ten joined to the next, which also stays on its own."""
    out = []
    for item, following in zip(items, [*items[1:], None], strict=True):
        fits = following is not None and item["source"] == following["source"] and item["source"] in ("ewt", "gum")
        if fits and rnd.random() < JOINED and len(item["pieces"]) + len(following["pieces"]) < 160:
            out.append(join(item, following))
        else:
            out.append(item)
    return out


def collate(items: list[dict[str, Any]]) -> dict[str, Tensor]:
    """Pad a batch. Labels of padding and of layers that are not annotated are -100."""
    b, p, w = len(items), max(len(i["pieces"]) for i in items), max(len(i["first"]) for i in items)
    out = {"pieces": torch.zeros(b, p, dtype=torch.long), "shapes": torch.full((b, p), 7), "mask": torch.zeros(b, p, dtype=torch.long),
           "first": torch.zeros(b, w, dtype=torch.long), "words": torch.zeros(b, w, dtype=torch.bool)}
    out |= {k: torch.full((b, w, w), -100) for k in ("role", "part")}
    out |= {k: torch.full((b, w), -100) for k in (*COLUMNS, "factual")}
    for n, item in enumerate(items):
        k, m = len(item["pieces"]), len(item["first"])
        out["pieces"][n, :k] = torch.tensor(item["pieces"])
        out["mask"][n, :k] = 1
        shapes = [7] + [s for s, c in zip(item["shape"], item["lengths"], strict=True) for _ in range(c)]
        out["shapes"][n, : len(shapes)] = torch.tensor(shapes)
        out["first"][n, :m] = torch.tensor(item["first"])
        out["words"][n, :m] = True
        for name in COLUMNS:
            out[name][n, :m] = torch.tensor(item[name])
        for name, layer in (("role", "roles"), ("part", "parts")):
            if item[layer] is not None:
                out[name][n, :m, :m] = 0
                for predicate, argument, label in item[layer]:
                    out[name][n, argument, predicate] = label
        for word, value in item["factual"].items():
            out["factual"][n, word] = int(value > 0)
    return out


def loss_of(out: dict[str, Tensor], batch: dict[str, Tensor]) -> Tensor:
    words = batch["words"].sum()
    out = {k: v.float() for k, v in out.items()}
    arcs = out["arc"].masked_fill(~F.pad(batch["words"], (1, 0), value=True)[:, None, :], -1e4)
    scores = out | {"arc": arcs}
    targets = batch | {"arc": batch["head"]}
    total = torch.zeros(())
    for name, weight in WEIGHTS.items():
        s = scores[name]
        total = total + weight * F.cross_entropy(s.flatten(0, -2), targets[name].flatten(), ignore_index=-100, reduction="sum") / words
    return total


def begin_from(reader: Reader, weights: dict[str, Tensor]) -> None:
    """Take over what has the same name and shape."""
    state = reader.state_dict()
    state.update({n: v for n, v in weights.items() if n in state and state[n].shape == v.shape})
    reader.load_state_dict(state)


def batches(items: list[dict[str, Any]], rnd: random.Random, pieces: int = PIECES) -> list[list[dict[str, Any]]]:
    items = [vary(i, rnd) for i in joined(items, rnd)]
    rnd.shuffle(items)
    out: list[list[dict[str, Any]]] = []
    for at in range(0, len(items), 3000):
        chunk = sorted(items[at : at + 3000], key=lambda i: len(i["pieces"]))
        batch: list[dict[str, Any]] = []
        for item in chunk:
            if batch and (len(batch) + 1) * len(item["pieces"]) > pieces:
                out.append(batch)
                batch = []
            batch.append(item)
        out.append(batch)
    rnd.shuffle(out)
    return out


def average_gradients(parameters: list[torch.nn.Parameter], world: int) -> None:
    flat = torch.cat([(p.grad if p.grad is not None else torch.zeros_like(p)).flatten() for p in parameters])
    dist.all_reduce(flat)
    flat /= world
    at = 0
    for p in parameters:
        p.grad = flat[at : at + p.numel()].view_as(p)
        at += p.numel()


def work(rank: int, world: int, args: argparse.Namespace) -> None:
    torch.set_num_threads(1)
    os.environ |= {"MASTER_ADDR": "127.0.0.1", "MASTER_PORT": str(args.port)}
    dist.init_process_group("gloo", rank=rank, world_size=world)
    torch.manual_seed(args.seed)
    data = torch.load(args.data, weights_only=False)
    reader = Reader(Inventory(**data["inventory"]))
    load_pretrained(reader, args.pretrained)
    if args.start:
        begin_from(reader, torch.load(args.start, weights_only=False)["reader" if args.raw else "average"])
    start = 0
    names = [n for n in ("ewt-train", "gum-train", "wikigold", "politics", "news-train", "events-train") if n not in args.without.split(",")]
    train = [i for n in names for _ in range(REPEAT.get(n, 1)) for i in data["parts"][n]]
    learned = [p for p in reader.parameters() if p.requires_grad]
    encoder = [p for n, p in reader.named_parameters() if p.requires_grad and n.startswith(("layers", "norm", "shapes"))]
    heads = [p for n, p in reader.named_parameters() if p.requires_grad and not n.startswith(("layers", "norm", "shapes"))]
    new = [p for n, p in reader.named_parameters() if args.start and n.startswith(NEW) and not args.raw]
    heads = [p for p in heads if not any(p is q for q in new)]
    groups = [{"params": encoder, "lr": RATE_ENCODER * args.rate}, {"params": heads, "lr": RATE_HEADS * args.rate}, {"params": new, "lr": RATE_HEADS}]
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    per_epoch = args.steps or len(batches(train, random.Random(0))) // world
    total = per_epoch * args.epochs
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min((s + 1) / WARMUP, max(0.0, (total - s) / (total - WARMUP))))
    average = {n: v.detach().clone().float() for n, v in reader.state_dict().items()}
    checkpoint = args.out / "checkpoint.pt"
    if args.resume and checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=False)
        reader.load_state_dict(saved["reader"])
        optimizer.load_state_dict(saved["optimizer"])
        schedule.load_state_dict(saved["schedule"])
        average, start = saved["average"], saved["epoch"]
    step = start * per_epoch
    for epoch in range(start, args.epochs):
        rnd = random.Random(args.seed * 1000 + epoch)
        todo = batches(train, rnd)
        torch.manual_seed(args.seed * 7919 + epoch * world + rank)
        reader.train()
        began, running = time.time(), 0.0
        for n in range(per_epoch):
            FakeQuant.on = step > total * 0.8
            batch = collate(todo[(n * world + rank) % len(todo)])
            with torch.autocast("cpu", torch.bfloat16):
                out = reader(batch["pieces"], batch["shapes"], batch["mask"], batch["first"], batch["head"].clamp_min(0))
            loss = loss_of(out, batch)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            average_gradients(learned, world)
            torch.nn.utils.clip_grad_norm_(learned, 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            running += float(loss.detach())
            if rank == 0 and step % 5 == 0:
                decay = min(args.decay**5, (1 + step) / (50 + step))
                with torch.no_grad():
                    for name, value in reader.named_parameters():
                        if value.requires_grad:
                            average[name].lerp_(value, 1 - decay)
            if rank == 0 and n % 50 == 49:
                print(f"epoch {epoch + 1} step {n + 1}/{per_epoch} loss {running / 50:.3f} {time.time() - began:.0f}s", flush=True)
                running = 0.0
        if rank == 0:
            args.out.mkdir(parents=True, exist_ok=True)
            torch.save({"reader": reader.state_dict(), "optimizer": optimizer.state_dict(), "schedule": schedule.state_dict(), "average": average,
                        "epoch": epoch + 1, "inventory": data["inventory"]}, args.out / "writing.pt")
            (args.out / "writing.pt").replace(checkpoint)
            if (epoch + 1) % args.measure == 0 or epoch + 1 == args.epochs:
                raw = {k: v.clone() for k, v in reader.state_dict().items()}
                reader.load_state_dict(average)
                FakeQuant.on = False
                for name in ("ewt-dev", "gum-dev", "news-dev", "events-dev"):
                    print(f"epoch {epoch + 1} {name} {evaluate(reader, data['parts'][name], collate)}", flush=True)
                reader.load_state_dict(raw)
        dist.barrier()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("pretrained", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--port", type=int, default=29511)
    parser.add_argument("--measure", type=int, default=2, help="measure on the dev sets every so many epochs")
    parser.add_argument("--without", default="", help="parts to leave out, e.g. news-train")
    parser.add_argument("--steps", type=int, default=0, help="steps an epoch, if not as many as there are batches")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--start", type=Path, help="a checkpoint whose weights to go on from; heads that it lacks begin anew")
    parser.add_argument("--decay", type=float, default=DECAY, help="of the average of the weights, a step")
    parser.add_argument("--raw", action="store_true", help="go on from the weights themselves, not from their average")
    parser.add_argument("--rate", type=float, default=1.0, help="factor on the learning rates of what was trained before")
    parser.add_argument("--resume", action="store_true")
    args = parser.parse_args()
    mp.spawn(work, args=(args.processes, args), nprocs=args.processes)


if __name__ == "__main__":
    main()
