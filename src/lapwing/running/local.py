"""Many inputs through the pipeline on this machine, in one process or in several, always in input order.

Processes, not threads: the int8 graph runs on one thread, and two processes are nearly twice as fast (reader study). What comes out does
not depend on the number of workers.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from signal import SIG_IGN, SIGINT, signal
from typing import BinaryIO, Literal, NamedTuple, Protocol, cast

from lapwing.errors import LapwingError
from lapwing.model import Coded, Failure, Grounded, Report
from lapwing.settings import Settings

Item = Report | Failure
Result = Coded | Grounded | Failure
Verb = Literal["code", "ground"]

CHUNK_REPORTS = 16
CHUNK_LETTERS = 60_000
"""A chunk is closed at either bound: about two seconds of work, so that a worker's start-up and the hand-over weigh little."""
CHUNKS_AHEAD = 3
"""Chunks a worker may have waiting; bounds memory and keeps reading just ahead of coding."""


class Coder(Protocol):
    """What a pipeline must offer here."""

    def code(self, report: Report) -> Coded: ...

    def ground(self, report: Report) -> Grounded: ...


Factory = Callable[[Settings], Coder]


class Outcome(NamedTuple):
    """A chunk's results, or why the worker could not begin (text, because exceptions do not all survive the way between processes)."""

    results: list[Result]
    refused: str | None = None


def load_pipeline(settings: Settings) -> Coder:
    """The real pipeline, all parts loaded, so that broken knowledge is told once. Imported here, because its libraries take most of the start-up time."""
    from lapwing.pipeline import Pipeline

    pipeline = Pipeline(settings)
    pipeline.load()
    return pipeline


def code_inputs(
    sources: Iterable[str], settings: Settings, workers: int = 1, *, stdin: BinaryIO | None = None, pipeline: Factory | None = None
) -> Iterator[Coded | Failure]:
    """Code every report of ``sources`` (paths, ``-`` for standard input), in order.

    What cannot be read or coded comes out as a ``Failure`` in its place. Raises LapwingError where the pipeline itself cannot be
    loaded. ``pipeline`` must be a function that another process can import; it is there for tests.
    """
    return cast("Iterator[Coded | Failure]", _run("code", sources, settings, workers, stdin, pipeline))


def ground_inputs(
    sources: Iterable[str], settings: Settings, workers: int = 1, *, stdin: BinaryIO | None = None, pipeline: Factory | None = None
) -> Iterator[Grounded | Failure]:
    """As ``code_inputs``, up to the times, places and participants of each report."""
    return cast("Iterator[Grounded | Failure]", _run("ground", sources, settings, workers, stdin, pipeline))


def _run(
    verb: Verb, sources: Iterable[str], settings: Settings, workers: int, stdin: BinaryIO | None, pipeline: Factory | None
) -> Iterator[Result]:
    items = read_inputs(sources, settings, stdin)
    make = pipeline or load_pipeline
    if workers <= 1:
        coder = make(settings)
        return (_do(verb, coder, item) for item in items)
    return _in_processes(_Job(verb, settings, make), items, workers)


def read_inputs(sources: Iterable[str], settings: Settings, stdin: BinaryIO | None = None) -> Iterator[Item]:
    """The reports of ``sources``; a source that cannot be opened is a ``Failure``."""
    from lapwing.reading.formats import read_reports

    for source in sources:
        try:
            yield from read_reports(source, published=settings.published, stdin=stdin)
        except LapwingError as error:
            yield Failure(source, None, str(error).removeprefix(f"{source}: "))
        except OSError as error:
            yield Failure(source, None, error.strerror or type(error).__name__)
        except Exception as error:
            if os.environ.get("LAPWING_DEBUG"):
                raise
            yield Failure(source, None, _fault(error))


def _do(verb: Verb, coder: Coder, item: Item) -> Result:
    """One item; a fault in the code must not stop the reports after it (but LAPWING_DEBUG=1 shows where it is)."""
    if isinstance(item, Failure):
        return item
    try:
        return coder.code(item) if verb == "code" else coder.ground(item)
    except LapwingError as error:
        return Failure(item.id, None, str(error))
    except Exception as error:
        if os.environ.get("LAPWING_DEBUG"):
            raise
        return Failure(item.id, None, _fault(error))


def _fault(error: Exception) -> str:
    return f"internal error, please report it: {type(error).__name__}: {error}"


# ---- several processes -------------------------------------------------------------------------------------------------------------

_coder: Coder | None = None  # of a worker process, made with its first chunk


class _Job(NamedTuple):
    """What all workers of a run have in common."""

    verb: Verb
    settings: Settings
    make: Factory


def _work(job: _Job, chunk: list[Item]) -> Outcome:
    """Runs in a worker."""
    global _coder
    if _coder is None:
        try:
            _coder = job.make(job.settings)
        except LapwingError as error:
            return Outcome([], str(error))
    return Outcome([_do(job.verb, _coder, item) for item in chunk])


def _in_processes(job: _Job, items: Iterator[Item], workers: int) -> Iterator[Result]:
    waiting: deque[tuple[list[Item], Future[Outcome]]] = deque()
    chunks = chunked(items)
    pool = _pool(workers)
    try:
        while True:
            while len(waiting) < workers * CHUNKS_AHEAD and (chunk := next(chunks, None)) is not None:
                waiting.append((chunk, _submit(pool, job, chunk)))
            if not waiting:
                return
            chunk, future = waiting.popleft()
            try:
                outcome = future.result()
            except BrokenProcessPool:
                pool.shutdown(cancel_futures=True)
                outcome = _one_by_one(job, chunk)
                pool = _pool(workers)
                waiting = deque((later, _submit(pool, job, later)) for later, _ in waiting)
            if outcome.refused is not None:
                raise LapwingError(outcome.refused)
            yield from outcome.results
    finally:
        pool.shutdown(cancel_futures=True)


def _pool(workers: int) -> ProcessPoolExecutor:
    # Spawned: the same on every system, and no inherited threads. Ctrl-C is the parent's to handle.
    return ProcessPoolExecutor(workers, get_context("spawn"), initializer=signal, initargs=(SIGINT, SIG_IGN))


def _submit(pool: ProcessPoolExecutor, job: _Job, chunk: list[Item]) -> Future[Outcome]:
    try:
        return pool.submit(_work, job, chunk)
    except BrokenProcessPool as error:
        broken: Future[Outcome] = Future()
        broken.set_exception(error)
        return broken


def _one_by_one(job: _Job, chunk: list[Item]) -> Outcome:
    """Code a chunk again after a worker died, so that only the report that kills it is lost."""
    results: list[Result] = []
    pool = _pool(1)
    try:
        for item in chunk:
            if isinstance(item, Failure):
                results.append(item)
                continue
            try:
                outcome = pool.submit(_work, job, [item]).result()
            except BrokenProcessPool:
                results.append(Failure(item.id, None, "the process that coded it ended suddenly (out of memory?)"))
                pool.shutdown()
                pool = _pool(1)
                continue
            if outcome.refused is not None:
                return outcome
            results.extend(outcome.results)
    finally:
        pool.shutdown(cancel_futures=True)
    return Outcome(results)


def chunked(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Runs of items, closed at ``CHUNK_REPORTS`` reports or ``CHUNK_LETTERS`` letters."""
    chunk: list[Item] = []
    letters = 0
    for item in items:
        chunk.append(item)
        letters += len(item.text) if isinstance(item, Report) else 0
        if len(chunk) >= CHUNK_REPORTS or letters >= CHUNK_LETTERS:
            yield chunk
            chunk, letters = [], 0
    if chunk:
        yield chunk
