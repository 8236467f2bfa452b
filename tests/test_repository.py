"""What must hold for the repository as a whole."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import lapwing

MOST_LINES = 400
SOURCES = ("src", "training", "knowledge_build", "bench", "tests", "examples", "docs")
OURS = re.compile(r"/" + r"work/|/" + r"root/|/" + r"home/\w")


def files(root: Path, *patterns: str) -> list[Path]:
    found = (p for folder in SOURCES for pattern in patterns for p in (root / folder).rglob(pattern))
    return sorted(p for p in found if "__pycache__" not in p.parts)


def refresh(root: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("refresh_readme", root / "docs" / "refresh_readme.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_no_module_is_long(root: Path) -> None:
    long = {str(p.relative_to(root)): n for p in files(root, "*.py") if (n := len(p.read_text(encoding="utf-8").splitlines())) > MOST_LINES}
    assert not long


def test_no_path_of_anybodys_machine(root: Path) -> None:
    named = [*root.glob("*.md"), root / "pyproject.toml", root / "Makefile", root / "CITATION.cff", root / ".ci" / "run"]
    texts = [*named, *files(root, "*.py", "*.md", "*.yaml", "*.toml", "*.json", "*.jsonl", "*.txt")]
    assert not [str(p.relative_to(root)) for p in texts if OURS.search(p.read_text(encoding="utf-8"))]


def test_imports_keep_to_the_rules(root: Path, environment: dict[str, str]) -> None:
    pytest.importorskip("importlinter")
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_cache=True))"]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]


def test_public_names() -> None:
    assert sorted(lapwing.__all__) == lapwing.__all__ == dir(lapwing)
    for name in lapwing.__all__:
        if name not in ("Pipeline",):  # loaded with the engine
            assert getattr(lapwing, name) is not None
    with pytest.raises(AttributeError):
        lapwing.nothing  # noqa: B018


@pytest.mark.engine
def test_readme_shows_what_the_demo_prints(root: Path) -> None:
    script = refresh(root)
    assert script.block(script.README.read_text(encoding="utf-8")) == script.demo_output(), "run: make readme"


def test_readme_block_survives_refreshing(root: Path) -> None:
    script = refresh(root)
    readme = script.README.read_text(encoding="utf-8")
    new = script.filled(readme, "one\n\n  two\n")
    assert script.block(new) == "one\n\n  two\n"
    assert script.filled(new, script.block(readme)) == readme


@pytest.mark.engine
def test_example_script_runs(root: Path, environment: dict[str, str]) -> None:
    command = [sys.executable, "examples/code_reports.py", "examples/report.txt", "--published", "2020-04-25"]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "CONSULT" in done.stdout
