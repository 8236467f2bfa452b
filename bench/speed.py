"""Words a second from raw text on one thread and with two workers, start to first event, peak memory, installed size."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
THREADS = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


def run(arguments: list[str]) -> float:
    """Seconds of one `lapwing` command."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-m", "lapwing", *arguments], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ | THREADS)
    return time.perf_counter() - began


def measure(shared: Path) -> dict[str, float]:
    """Speeds count the words of the reports' text, start-up included in none but ``start.seconds``."""
    reports = shared / "data/text/wikinews.jsonl"
    words = sum(len((r["title"] + " " + r["text"]).split()) for r in map(json.loads, reports.read_text(encoding="utf-8").splitlines()))
    with tempfile.TemporaryDirectory() as folder:
        story = Path(folder) / "story.txt"
        story.write_text((ROOT / "examples/report.txt").read_text(encoding="utf-8"), encoding="utf-8")
        run(["code", str(story)])
        start = min(run(["code", str(story)]) for _ in range(3))
        out = {
            "speed.parse": words / (run(["parse", str(reports)]) - start),
            "speed.code": words / (run(["code", "--format", "jsonl", str(reports)]) - start),
            "speed.code_two_workers": words / (run(["code", "--format", "jsonl", "--workers", "2", str(reports)]) - start),
        }
    out = {k: round(v) for k, v in out.items()}
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return out | {"start.seconds": round(start, 2), "memory.mb": round(peak), "installed.mb": installed()}


def installed() -> float:
    """Megabytes of the installed package and its dependencies, without test and training tools and pip itself."""
    import importlib.metadata as metadata

    todo, seen, size = ["lapwing"], set[str](), 0
    while todo:
        name = todo.pop()
        if name in seen:
            continue
        seen.add(name)
        try:
            distribution = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue
        size += sum(p.stat().st_size for f in distribution.files or [] if (p := Path(str(distribution.locate_file(f)))).is_file())
        todo += [_bare(r) for r in distribution.requires or [] if "extra ==" not in r]
    source = ROOT / "src/lapwing"
    size += sum(p.stat().st_size for p in source.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    return round(size / 1e6)


def _bare(requirement: str) -> str:
    for i, char in enumerate(requirement):
        if not (char.isalnum() or char in "-_."):
            return requirement[:i]
    return requirement


if __name__ == "__main__":
    for key, value in measure(ROOT.parent / "shared").items():
        print(f"{key:28} {value}")
