"""Many inputs: order, failures, workers that die."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from fake_pipeline import make

from lapwing.errors import LapwingError
from lapwing.model import Coded, Failure, Report, to_json
from lapwing.running import local
from lapwing.settings import Settings


def jsonl(folder: Path, texts: list[str]) -> str:
    path = folder / "reports.jsonl"
    lines = (json.dumps({"id": f"r{n}", "title": "Envoys meet", "text": t}) + "\n" for n, t in enumerate(texts))
    path.write_text("".join(lines), encoding="utf-8")
    return str(path)


def run(sources: list[str], workers: int, **options: Any) -> list[Coded | Failure]:
    return list(local.code_inputs(sources, Settings(**options), workers, pipeline=make))


def story(n: int, extra: str = "") -> str:
    return f"The two envoys met for the {n}th time on Saturday and the talks went on for three hours. {extra}"


def test_same_bytes_with_one_and_two_workers(tmp_path: Path) -> None:
    source = jsonl(tmp_path, [story(n, "RAISE" if n == 20 else "") for n in range(40)])
    missing = str(tmp_path / "missing.txt")
    one, two = (run([missing, source, missing], n) for n in (1, 2))
    assert [to_json(r) for r in one] == [to_json(r) for r in two]
    assert len(one) == 42
    assert [type(r) for r in one].count(Failure) == 3
    ids = [r.report.id for r in one if isinstance(r, Coded)]
    assert ids == [f"r{n}" for n in range(40) if n != 20]


def test_a_fault_costs_one_report(tmp_path: Path) -> None:
    results = run([jsonl(tmp_path, [story(0), story(1, "RAISE"), story(2, "REFUSE"), story(3)])], 1)
    assert [type(r) for r in results] == [Coded, Failure, Failure, Coded]
    assert isinstance(results[1], Failure) and "KeyError" in results[1].reason
    assert isinstance(results[2], Failure) and results[2].reason.endswith("too long")


def test_a_worker_that_dies_costs_one_report(tmp_path: Path) -> None:
    source = jsonl(tmp_path, [story(n, "KILL" if n == 5 else "") for n in range(20)])
    told = [r.report.id if isinstance(r, Coded) else r.reason[:11] for r in run([source], 2)]
    assert told == [f"r{n}" if n != 5 else "the process" for n in range(20)]


@pytest.mark.parametrize("workers", [1, 2])
def test_a_broken_knowledge_folder_stops_the_run(tmp_path: Path, workers: int) -> None:
    with pytest.raises(LapwingError, match=r"broken/lexicon.yaml, entry 1: has no type"):
        run([jsonl(tmp_path, [story(0)])], workers, knowledge=(Path("broken"),))


def test_chunks_are_bounded() -> None:
    reports = [Report(str(n), None, None, None, None, "x" * 25_000) for n in range(5)] + [Report("s", None, None, None, None, "x")] * 40
    chunks = list(local.chunked(reports))
    assert [item for chunk in chunks for item in chunk] == reports
    assert max(len(c) for c in chunks) <= local.CHUNK_REPORTS
    assert [len(c) for c in chunks[:2]] == [3, local.CHUNK_REPORTS]
    assert list(local.chunked([])) == []


def test_standard_input() -> None:
    stdin = io.BytesIO(("Envoys meet in Nairobi\n\n" + story(1)).encode())
    results = list(local.code_inputs(["-"], Settings(published="2020-04-25"), stdin=stdin, pipeline=make))
    assert isinstance(results[0], Coded) and results[0].report.id == "stdin" and results[0].report.published == "2020-04-25"
