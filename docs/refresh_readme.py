"""Fill the demo block of README.md with what the demo really prints.

usage: python docs/refresh_readme.py          (or: make readme)
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
DEMO = ["code", "examples/report.txt", "--published", "2020-04-25"]
OPEN, CLOSE = "<!-- demo output -->", "<!-- end of demo output -->"


def demo_output() -> str:
    """What the demo prints. Raises CalledProcessError where it fails."""
    path = os.pathsep.join(p for p in (str(ROOT / "src"), os.environ.get("PYTHONPATH", "")) if p)
    done = subprocess.run(
        [sys.executable, "-m", "lapwing", *DEMO], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True,
        env={**os.environ, "PYTHONPATH": path},
    )  # fmt: skip
    return done.stdout


def block(readme: str) -> str:
    """The text between the marks, without the fence."""
    inside = readme.split(OPEN, 1)[1].split(CLOSE, 1)[0]
    return inside.strip("\n").removeprefix("```text\n").removesuffix("```")


def filled(readme: str, output: str) -> str:
    """``readme`` with ``output`` between the marks."""
    before, rest = readme.split(OPEN, 1)
    after = rest.split(CLOSE, 1)[1]
    return f"{before}{OPEN}\n```text\n{output.rstrip()}\n```\n{CLOSE}{after}"


def main() -> None:
    README.write_text(filled(README.read_text(encoding="utf-8"), demo_output()), encoding="utf-8")


if __name__ == "__main__":
    main()
