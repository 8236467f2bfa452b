"""docs/own-knowledge.md: its files are written and its commands run in the order of the page, and what they print is compared."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest


def script(root: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("refresh_tutorial", root / "docs" / "refresh_tutorial.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.engine
def test_tutorial_shows_what_its_commands_print(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    page = (root / "docs" / "own-knowledge.md").read_text(encoding="utf-8")
    assert script(root).filled(page) == page, "run: python docs/refresh_tutorial.py"


def test_every_block_is_a_file_or_commands(root: Path) -> None:
    blocks = script(root).blocks((root / "docs" / "own-knowledge.md").read_text(encoding="utf-8"))
    assert {b.path for b in blocks} >= {"report.txt", "mine/ontology/types.yaml", "mine/lexicon/en/evict.yaml", "mine/actors/local.csv"}
    assert all(b.path or b.commands for b in blocks)
    assert sum(text.count("\n    - text: ") for b in blocks if b.path == "mine/lexicon/en/evict.yaml" for text in [b.content]) == 10


def test_filling_runs_commands_on_the_files_before_them(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    page = "`a/lexicon/en/b.yaml`:\n\n```yaml\n- {id: x\n```\n\n```console\n$ lapwing --version\nold\n$ lapwing knowledge check a\n```\nend\n"
    found = script(root).filled(page)
    assert found.startswith("`a/lexicon/en/b.yaml`:\n\n```yaml\n- {id: x\n```\n\n```console\n$ lapwing --version\nlapwing ")
    assert "old" not in found and found.endswith("\n```\nend\n")
    assert (tmp_path / "a/lexicon/en/b.yaml").read_text(encoding="utf-8") == "- {id: x\n"
