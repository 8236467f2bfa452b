"""The user's cache folder: what Lapwing has made and can make again. Writing is atomic, and what nobody used for 30 days goes."""

from __future__ import annotations

import os
import tempfile
import time
from contextlib import suppress
from pathlib import Path

DAY = 86_400.0
UNUSED = 30 * DAY
"""What nobody opened for so long is removed."""


def cache_folder() -> Path:
    """Where Lapwing may keep what it can make again: ``LAPWING_CACHE``, else ``XDG_CACHE_HOME/lapwing``, else ``~/.cache/lapwing``."""
    own = os.environ.get("LAPWING_CACHE")
    if own:
        return Path(own)
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "lapwing"


def load(path: Path) -> bytes | None:
    """What is kept at ``path``, noted as used; None where there is nothing that can be read."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    touch(path)
    return content


def keep(path: Path, content: bytes) -> None:
    """Write atomically, and remove files of the same kind that nobody used; a cache that cannot be written is no error."""
    name = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as handle:
            name = handle.name
            handle.write(content)
        os.replace(name, path)
    except OSError:
        with suppress(OSError):
            os.unlink(name)
        return
    tidy(path.parent, f"*{path.suffix}", UNUSED, path.name)
    tidy(path.parent, "*.part", DAY)


def touch(path: Path) -> bool:
    """Once a day, note that a file is in use, and say so. By the time of change, for many systems keep no time of access."""
    with suppress(OSError):
        if time.time() - path.stat().st_mtime > DAY:
            os.utime(path)
            return True
    return False


def tidy(folder: Path, pattern: str, age: float, spared: str = "") -> None:
    """Remove the files of a pattern that are older than ``age`` (seconds), but for one name. What cannot be removed stays."""
    now = time.time()
    with suppress(OSError):
        for path in folder.glob(pattern):
            with suppress(OSError):
                if path.name != spared and now - path.stat().st_mtime > age:
                    path.unlink()
