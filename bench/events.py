"""Events of the gold reports, scored by the shared scorer; with --raise also the rates of each type, for the codebook.

usage: python bench/events.py [--raise]
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from lapwing import Report, Settings  # noqa: E402
from lapwing.codebook import RATES, Rate, TypeRates, rates_json  # noqa: E402
from lapwing.model import to_json  # noqa: E402
from lapwing.pipeline import Pipeline  # noqa: E402
from lapwing.scoring import figures as scoring  # noqa: E402
from lapwing.scoring import gold as annotated  # noqa: E402


def predictions(gold: Path, out: Path) -> None:
    """Code every report of a gold folder."""
    pipeline = Pipeline(Settings())
    with out.open("wb") as handle:
        for path in sorted((gold / "docs").glob("*.json")):
            d = json.loads(path.read_text(encoding="utf-8"))
            report = Report(d["id"], d.get("title") or None, d.get("published") or None, d.get("url") or None, None, d["text"])
            handle.write(to_json(pipeline.code(report)) + b"\n")


def type_rates(gold: Path, coded: Path) -> TypeRates:
    """Precision and recall of each type that is annotated or predicted."""
    with coded.open("rb") as lines:
        found, _ = scoring.score(annotated.documents(annotated.reports(gold), annotated.predictions(lines, coded.name)), draws=0)
    types = {kind: Rate(round(rates.p, 1), round(rates.r, 1), number) for kind, (rates, number) in found.types.items()}
    return TypeRates("development reports, on which the rules were tried", found.documents, types)


def measure(shared: Path) -> dict[str, float]:
    """found and dyad P, R, F1, core recall, and the accuracy of each field, on gold/dev."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "coded.jsonl"
        predictions(shared / "gold/dev", out)
        command = [sys.executable, str(shared / "tools/score_events.py"), str(shared / "gold/dev"), str(out), "--json"]
        report = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        if "--raise" in sys.argv:
            RATES.write_bytes(rates_json(type_rates(shared / "gold/dev", out)))
    figures = {f"events.found.{k}": v for k, v in report["found"].items()} | {f"events.dyad.{k}": v for k, v in report["dyad"].items()}
    figures["events.core_recall"] = report["core recall"]
    for name, value in report["fields"].items():
        figures[f"events.{name.replace(' ', '_')}"] = 0.0 if value == "-" else float(value.split()[0])
    return figures


if __name__ == "__main__":
    for key, value in measure(ROOT.parent / "shared").items():
        print(f"{key:28} {value}")
