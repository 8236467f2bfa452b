"""Reads ``name_cases.txt``: trees and what must hold of their mentions."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple


class Case(NamedTuple):
    """A title or none, sentences as trees for ``trees.make``, and rules."""

    name: str
    title: str | None
    sentences: tuple[str, ...]
    rules: tuple[str, ...]


def read_cases() -> list[Case]:
    """The cases in order."""
    text = Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").replace("|\n  ", "|")
    return [_case(block) for block in text.split("\n== ")[1:]]


def _case(block: str) -> Case:
    name, *lines = [line for line in block.splitlines() if line.strip()]
    parts = {tag: [line[2:] for line in lines if line.startswith(f"{tag} ")] for tag in "TS?"}
    return Case(name, next(iter(parts["T"]), None), tuple(parts["S"]), tuple(parts["?"]))


CASES = read_cases()
