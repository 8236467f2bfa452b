"""What the verbs of the command line share: options, exit codes, failures, messages."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, TypeVar

import typer

from lapwing.errors import UsageError

if TYPE_CHECKING:
    from lapwing.model import Failure
    from lapwing.settings import Settings

FINE, SOME_FAILED, USAGE, FAULT, INTERRUPTED, PIPE_CLOSED = 0, 1, 2, 3, 130, 141
"""Exit codes. 130 and 141 are what a shell reports for SIGINT and SIGPIPE."""
MOST_WORKERS = 61
"""What Windows allows a pool of processes; more than a laptop has cores."""

Files = Annotated[list[str], typer.Argument(metavar="FILE...", help="Text or JSONL files; - reads standard input.")]
Published = Annotated[str | None, typer.Option("--published", metavar="DATE", help="Day (YYYY-MM-DD) of reports that tell none.")]
Workers = Annotated[str, typer.Option("--workers", metavar="N", help="Processes to use.")]
Knowledge = Annotated[list[str] | None, typer.Option("--knowledge", metavar="DIR", help="A folder of your own knowledge; repeatable.")]
Failures = Annotated[str | None, typer.Option("--failures", metavar="FILE", help="Also write what failed to FILE, as JSON lines.")]

T = TypeVar("T")


class Failed:
    """Counts what failed, says so on standard error and writes it to the failures file."""

    def __init__(self, file: IO[bytes] | None) -> None:
        self.count, self._file = 0, file

    def add(self, failure: Failure) -> None:
        from lapwing.model import to_json
        from lapwing.output import failure_line

        self.count += 1
        say(failure_line(failure))
        if self._file:
            self._file.write(to_json(failure) + b"\n")


@contextmanager
def failures_to(path: str | None, inputs: Iterable[str] = ()) -> Iterator[Failed]:
    """Where failures go: standard error, and ``path`` if there is one. Raises UsageError where it is an input or cannot be written."""
    if path is None:
        yield Failed(None)
        return
    if os.path.exists(path) and any(os.path.exists(name) and os.path.samefile(path, name) for name in inputs):
        raise UsageError(f"--failures: {path} is an input and would be lost")
    try:
        handle = open(path, "wb")  # noqa: SIM115  (closed below; opened apart, so that only its own error is a usage error)
    except OSError as error:
        raise UsageError(f"--failures: {path}: {error.strerror}") from None
    with handle:
        yield Failed(handle)


def good(results: Iterable[T | Failure], failed: Failed) -> Iterator[T]:
    """The results; failures go to ``failed``."""
    from lapwing.model import Failure

    for item in results:
        if isinstance(item, Failure):
            failed.add(item)
        else:
            yield item


def finish(failed: Failed) -> None:
    """Leave with the exit code for failures, if there were any."""
    if failed.count:
        raise typer.Exit(SOME_FAILED)


def day(option: str, value: str | None) -> str | None:
    """An ISO day of the calendar as given; UsageError for anything else."""
    if value is not None:
        try:
            written = date.fromisoformat(value).isoformat() == value
        except ValueError:
            written = False
        if not written:
            raise UsageError(f"{option}: {value or repr('')} is no day of the calendar in the form YYYY-MM-DD")
    return value


def settings_of(published: str | None, knowledge: list[str] | None, workers: int = 1) -> Settings:
    """The settings that the options say."""
    from lapwing.settings import Settings

    return Settings(knowledge=tuple(Path(k) for k in knowledge or ()), published=day("--published", published), workers=workers)


def count(option: str, value: str) -> int:
    """A number from 1 to ``MOST_WORKERS``; UsageError for anything else."""
    # Read as text, because typer's own messages for numbers take several lines.
    digits = value.lstrip("0") if value.isascii() and value.isdecimal() else ""
    if not digits or len(digits) > 2 or int(digits) > MOST_WORKERS:
        raise UsageError(f"{option}: {value} is no number from 1 to {MOST_WORKERS}")
    return int(digits)


def one_of(option: str, value: str, known: Iterable[str]) -> str:
    """The value where it is known, else UsageError."""
    if value not in (names := tuple(known)):
        raise UsageError(f"{option}: {value} is none of {', '.join(names)}")
    return value


def say(message: str) -> None:
    """One line on standard error."""
    from lapwing.output import printable

    sys.stderr.write(f"lapwing: {printable(message)}\n")
