"""Pages that show commands: their files are written, their commands run in the order of the page, and what they print is compared."""

from __future__ import annotations

import importlib.util
import io
import json
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="module")
def script(root: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("refresh_commands", root / "docs" / "refresh_commands.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.engine
@pytest.mark.parametrize("name", ["own-knowledge.md", "grounding.md"])
def test_page_shows_what_its_commands_print(name: str, root: Path, script: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    page = (root / "docs" / name).read_text(encoding="utf-8")
    assert script.filled(page) == page, "run: python docs/refresh_commands.py"


def test_every_block_of_the_tutorial_is_a_file_or_commands(root: Path, script: ModuleType) -> None:
    blocks = script.blocks((root / "docs" / "own-knowledge.md").read_text(encoding="utf-8"))
    assert {b.path for b in blocks} >= {"report.txt", "mine/ontology/types.yaml", "mine/lexicon/en/evict.yaml", "mine/actors/local.csv"}
    assert all(b.path or b.commands for b in blocks)
    assert sum(b.content.count("\n    - text: ") for b in blocks if b.path == "mine/lexicon/en/evict.yaml") == 10


@pytest.mark.engine
def test_mentions_that_the_page_quotes_are_those_of_the_json(root: Path, script: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    blocks = script.blocks((root / "docs" / "grounding.md").read_text(encoding="utf-8"))
    (tmp_path / "report.txt").write_text(next(b.content for b in blocks if b.path == "report.txt"), encoding="utf-8")
    line = json.loads(script.printed("lapwing ground report.txt --published 2020-06-09 --format jsonl"))
    quoted = [json.loads(text) for b in blocks if b.kind == "json" and not b.path for text in b.content.splitlines()]
    told = [m for kind in ("dates", "places", "entities", "quantities") for m in line[kind]]
    assert quoted and all(q in told for q in quoted)


def test_filling_runs_commands_on_the_files_before_them(script: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    page = "`a/lexicon/en/b.yaml`:\n\n```yaml\n- {id: x\n```\n\n```console\n$ lapwing --version\nold\n$ lapwing knowledge check a --quick\n```\nend\n"
    found = script.filled(page)
    assert "\n```console\n$ lapwing --version\nlapwing " in found and "old" not in found
    assert "b.yaml:2: broken: not YAML" in found and found.endswith("\n1 finding\n```\nend\n")
    assert (tmp_path / "a/lexicon/en/b.yaml").read_text(encoding="utf-8") == "- {id: x\n"


def test_standard_input(script: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("Réunion", encoding="utf-8")
    with script._standard_input("a.txt"):
        import sys

        assert isinstance(sys.stdin, io.TextIOWrapper) and sys.stdin.read() == "Réunion"
