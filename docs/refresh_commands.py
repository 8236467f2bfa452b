"""Fill the pages that show commands with what these really print.

usage: python docs/refresh_commands.py
A fenced block after a line that ends in ```PATH`:`` is a file. A ``console`` block holds commands (``$ lapwing …``, perhaps ``< FILE``), each followed by
what it prints. A page is worked through from the top, in an empty folder.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
PAGES = (ROOT / "docs/own-knowledge.md", ROOT / "docs/grounding.md")
BLOCK = re.compile(r"(?:^[^\n]*`(?P<path>[\w./-]+)`:\n\n)?^```(?P<kind>\w+)\n(?P<content>.*?)^```$", re.M | re.S)


class Block(NamedTuple):
    """A fenced block: a file with its path, commands, or (with neither) something that is only shown."""

    path: str | None
    kind: str
    commands: tuple[str, ...]
    content: str


def blocks(page: str) -> list[Block]:
    """The blocks of a page in its order."""
    return [_block(m) for m in BLOCK.finditer(page)]


def _block(found: re.Match[str]) -> Block:
    console = found["kind"] == "console"
    commands = tuple(line[2:] for line in found["content"].splitlines() if line.startswith("$ ")) if console else ()
    return Block(found["path"], found["kind"], commands, found["content"])


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
    """What a ``lapwing`` command prints, standard error after the rest."""
    from lapwing import cli

    out, wrong = io.StringIO(), io.StringIO()
    words = shlex.split(command)
    source = words[words.index("<") + 1] if "<" in words else None
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(wrong), _standard_input(source):
        cli.main(words[1:-2] if source else words[1:])
    return (out.getvalue() + wrong.getvalue()).rstrip("\n") + "\n"


@contextlib.contextmanager
def _standard_input(path: str | None) -> Iterator[None]:
    before = sys.stdin
    if path:
        sys.stdin = io.TextIOWrapper(io.BytesIO(Path(path).read_bytes()), encoding="utf-8")
    try:
        yield
    finally:
        sys.stdin = before


def main() -> None:
    sys.path.insert(0, str(ROOT / "src"))
    for path in PAGES:
        page = path.read_text(encoding="utf-8")
        with tempfile.TemporaryDirectory() as folder:
            os.chdir(folder)
            page = filled(page)
            os.chdir(ROOT)
        path.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
