"""Scores in the documents: filled from the floors of the bench, and from nothing else."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType

import pytest

OPEN = re.compile(r"\{\{[^{}\n]*\}\}")


@pytest.fixture(scope="module")
def script(root: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("refresh_scores", root / "docs" / "refresh_scores.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def documents(root: Path) -> list[Path]:
    """Everything written for people."""
    return [*root.glob("*.md"), *(root / "docs").rglob("*.md"), *(root / "src").rglob("*.md")]


def test_no_score_is_left_open(root: Path, script: ModuleType) -> None:
    if not script.FLOORS.exists():
        pytest.skip("no bench/floors.json")
    left = {p.name: OPEN.findall(p.read_text(encoding="utf-8")) for p in documents(root)}
    assert not {k: v for k, v in left.items() if v}, "run: python docs/refresh_scores.py"


def test_scores_are_those_of_the_floors(script: ModuleType) -> None:
    if not script.FLOORS.exists():
        pytest.skip("no bench/floors.json")
    floors = json.loads(script.FLOORS.read_text(encoding="utf-8"))
    for path in script.DOCUMENTS:
        text = path.read_text(encoding="utf-8")
        assert script.filled(text, floors) == text, f"{path.name}: run: python docs/refresh_scores.py"


def test_every_open_score_is_marked(root: Path, script: ModuleType) -> None:
    """What stands in double braces is inside a mark of its own key, so that filling leaves none."""
    for path in documents(root):
        assert not OPEN.findall(script.filled(path.read_text(encoding="utf-8"), {})), path.name
    assert all(script.keys(p.read_text(encoding="utf-8")) for p in script.DOCUMENTS)


def test_filling(script: ModuleType) -> None:
    text = "LAS <!--=a.las-->{{a.las}}<!--=-->, <!--=speed.x-->1<!--=--> words/s, <!--=none-->{{none}}<!--=--> and {{no mark}}"
    once = script.filled(text, {"a.las": 90.1, "speed.x": 3200, "b": 1})
    assert once == "LAS <!--=a.las-->90.1<!--=-->, <!--=speed.x-->3,200<!--=--> words/s, <!--=none-->not measured<!--=--> and {{no mark}}"
    assert script.filled(once, {"a.las": 90.1, "speed.x": 3200}) == once
    assert script.keys(once) == ["a.las", "speed.x", "none"]
