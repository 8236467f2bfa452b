"""One frozen object that says how to run; handed down, never global."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct


class Settings(Struct, frozen=True):
    """``knowledge``: extra knowledge folders; ``published``: date of reports that tell none; ``workers``: processes.

    ``batch_pieces``: padded word pieces in a batch of the reader.
    """

    knowledge: tuple[Path, ...] = ()
    published: str | None = None
    workers: int = 1
    batch_pieces: int = 512
