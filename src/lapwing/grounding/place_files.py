"""Where databases of places lie: the default one in the cache folder, the one that the user built in the data folder; making, opening, tidying.

The default database is made on first use, under a name that follows from the package's table alone. It is written beside its place and moved there,
so that nobody ever opens half of it, and two processes that make it at once end with the same file. One that was not opened for 30 days goes.
"""

from __future__ import annotations

import logging
import os
import sqlite3
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from lapwing.errors import KnowledgeError
from lapwing.grounding.place_build import SCHEMA, compile_facts, table_key
from lapwing.knowledge.cache import DAY, UNUSED, tidy, touch

REMEDY = "run `lapwing places build FILE` again, or `lapwing places build --reset` for the default gazetteer"
ABANDONED = DAY
"""Half a file that nobody wrote to for so long was left by a process that was killed."""
_PREFIX = "places-"
_HEADER = b"SQLite format 3\0"


def own_path() -> Path:
    """Where the user's own gazetteer lies: ``places.sqlite`` in ``LAPWING_DATA``, else ``XDG_DATA_HOME/lapwing``, else ``~/.local/share/lapwing``."""
    own = os.environ.get("LAPWING_DATA")
    if own:
        return Path(own) / "places.sqlite"
    base = os.environ.get("XDG_DATA_HOME")
    return (Path(base) if base else Path.home() / ".local" / "share") / "lapwing" / "places.sqlite"


def open_own(path: Path) -> sqlite3.Connection:
    """The gazetteer that the user built. Raises KnowledgeError if it is damaged or of another version."""
    found = _open(path)
    if found is None:
        raise KnowledgeError(str(path), None, f"damaged, or made by another version of Lapwing; {REMEDY}")
    return found


def open_default(folder: Path) -> sqlite3.Connection:
    """The default database in a folder, made if need be; else in a folder for temporary files, else in memory."""
    name = f"{_PREFIX}{table_key()}.sqlite"
    elsewhere = _temporary()
    for place in (folder, elsewhere):
        found = _open(place / name) if place else None
        if found and place:
            if touch(place / name):
                clear(place, name)
            return found
    return make_default(folder)


def make_default(folder: Path) -> sqlite3.Connection:
    """Make the default database, whatever is there."""
    name = f"{_PREFIX}{table_key()}.sqlite"
    elsewhere = _temporary()
    with terminal("making the gazetteer, once") as progress:
        problem = _make(folder / name, progress)
        found = None if problem else _open(folder / name)
        if found is None and elsewhere and not _make(elsewhere / name, progress):
            found = _open(elsewhere / name)
        if found is None:
            elsewhere, found = None, sqlite3.connect(":memory:", check_same_thread=False)
            compile_facts(found, progress)
    if problem or elsewhere is None:
        _warn(f"the cache folder {folder} cannot be used ({problem}), so the gazetteer was made in {elsewhere or 'memory'}; LAPWING_CACHE names another folder")
    clear(folder, name)
    return found


def clear(folder: Path, spared: str = "") -> None:
    """Remove default databases that nobody has opened for 30 days, and halves that a killed process left."""
    tidy(folder, f"{_PREFIX}*.sqlite", UNUSED, spared)
    tidy(folder, "*.part", ABANDONED)


@contextmanager
def part(path: Path) -> Iterator[Path]:
    """A new file beside ``path`` to write to; it is moved there if the block ends well, and removed if not."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.stem + "-", suffix=".part")
    os.close(handle)
    made = Path(name)
    try:
        yield made
        with made.open("rb+") as written:
            os.fsync(written.fileno())
        os.chmod(made, stat.S_IRUSR | stat.S_IWUSR | stat.S_IRGRP | stat.S_IROTH)
        os.replace(made, path)
    finally:
        made.unlink(missing_ok=True)


@contextmanager
def terminal(title: str) -> Iterator[Callable[[float], None]]:
    """Shows the share that is done on standard error if that is a terminal, and wipes the line at the end."""
    shown = [-1]

    def show(share: float) -> None:
        percent = int(share * 100)
        if percent != shown[0]:
            shown[0] = percent
            sys.stderr.write(f"\rlapwing: {title}: {percent} %")
            sys.stderr.flush()

    if not sys.stderr.isatty():
        yield lambda share: None
        return
    try:
        yield show
    finally:
        sys.stderr.write("\r" + " " * (len(title) + 20) + "\r")
        sys.stderr.flush()


def _open(path: Path) -> sqlite3.Connection | None:
    """The database at ``path``, or None if there is none, or half of one, or one of another version."""
    try:
        with path.open("rb") as file:
            head = file.read(32)
        size = int.from_bytes(head[16:18], "big")
        size = 65_536 if size == 1 else size
        if len(head) < 32 or head[:16] != _HEADER or path.stat().st_size != size * int.from_bytes(head[28:32], "big"):
            return None
        db = sqlite3.connect(f"file:{quote(str(path))}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        with suppress(sqlite3.Error):
            if db.execute("PRAGMA user_version").fetchone()[0] == SCHEMA and db.execute("SELECT 1 FROM about WHERE key = 'version'").fetchone():
                return db
        db.close()
    except (OSError, sqlite3.Error):
        pass
    return None


def _make(path: Path, progress: Callable[[float], None]) -> str:
    """Compile the default database to ``path``. Returns what went wrong, empty if nothing did."""
    try:
        with part(path) as made, closing(sqlite3.connect(made)) as db:
            compile_facts(db, progress)
    except OSError as error:
        if isinstance(error, PermissionError) and (found := _open(path)):  # Windows: another process has just put the same file there and opened it
            found.close()
            return ""
        return error.strerror or str(error)
    except sqlite3.OperationalError as error:
        return str(error)
    return ""


def _temporary() -> Path | None:
    """A folder of this user alone among the temporary files, or None: a file there that another user made must not be trusted."""
    if not hasattr(os, "getuid"):
        return Path(tempfile.gettempdir()) / "lapwing"  # Windows: each user has temporary files of their own
    folder = Path(tempfile.gettempdir()) / f"lapwing-{os.getuid()}"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
    except OSError:
        return None
    return folder if stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o022 else None


def _warn(message: str) -> None:
    logging.getLogger("lapwing").warning("lapwing: %s", message)
