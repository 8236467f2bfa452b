"""Fill docs/own-knowledge.md with what its commands really print.

usage: python docs/refresh_tutorial.py
A fenced block after a line that ends in ```PATH`:`` is a file. A ``console`` block holds commands (``$ lapwing …``), each followed by what it prints.
The page is worked through from the top, in an empty folder.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs/own-knowledge.md"
BLOCK = re.compile(r"(?:^[^\n]*`(?P<path>[\w./-]+)`:\n\n)?^```(?P<kind>\w+)\n(?P<content>.*?)^```$", re.M | re.S)


class Block(NamedTuple):
    """A fenced block: a file with its path, or commands."""

    path: str | None
    commands: tuple[str, ...]
    content: str


def blocks(page: str) -> list[Block]:
    """The blocks of a page in its order; one that is neither file nor commands has neither."""
    return [_block(m) for m in BLOCK.finditer(page)]


def _block(found: re.Match[str]) -> Block:
    console = found["kind"] == "console"
    commands = tuple(line[2:] for line in found["content"].splitlines() if line.startswith("$ ")) if console else ()
    return Block(found["path"], commands, found["content"])


def filled(page: str) -> str:
    """``page`` with its files written to the working folder and the output of its commands in place."""

    def new(found: re.Match[str]) -> str:
        block = _block(found)
        if block.path:
            path = Path(block.path)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.content, encoding="utf-8")
        if not block.commands:
            return found[0]
        told = "\n".join(f"$ {c}\n{printed(c)}" for c in block.commands)
        start = found.start("content") - found.start()
        return f"{found[0][:start]}{told}{found[0][start + len(block.content) :]}"

    return BLOCK.sub(new, page)


def printed(command: str) -> str:
    """What a ``lapwing`` command prints, standard error included."""
    from lapwing import cli

    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        cli.main(shlex.split(command)[1:])
    return out.getvalue().rstrip("\n") + "\n"


def main() -> None:
    sys.path.insert(0, str(ROOT / "src"))
    page = PAGE.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        page = filled(page)
        os.chdir(ROOT)
    PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
