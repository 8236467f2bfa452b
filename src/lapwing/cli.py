"""The ``lapwing`` command: the same verbs as the Python API.

Only what a verb needs is loaded when it runs, so that ``lapwing --help`` answers at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Protocol

import typer

from lapwing import __version__
from lapwing.commands.codebook import codebook
from lapwing.commands.ground import actor, ground
from lapwing.commands.knowledge import app as knowledge_app
from lapwing.commands.places import places
from lapwing.commands.score import score
from lapwing.commands.shared import (
    FAULT,
    FINE,
    INTERRUPTED,
    PIPE_CLOSED,
    SOME_FAILED,
    USAGE,
    Failed,
    Failures,
    Files,
    Knowledge,
    Published,
    Workers,
    count,
    failures_to,
    finish,
    good,
    one_of,
    say,
    settings_of,
)
from lapwing.errors import InputError, LapwingError, UsageError

if TYPE_CHECKING:
    from lapwing.model import Report, Sentence
    from lapwing.settings import Settings

FORMATS = ("table", "jsonl", "csv")
GIVEN_AT_ONCE = 256
"""Sentences of ``parse --tokens`` analysed in one go: enough to fill the reader's batches, little to hold."""

app = typer.Typer(
    name="lapwing", add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False,
    help="Turn news reports into sourced event data: who did what to whom, when and where.",
    epilog="Exit codes: 0 all fine, 1 some inputs failed (the others are done), 2 wrong usage, 3 a fault in Lapwing.",
)  # fmt: skip


class Parser(Protocol):
    """What ``parse`` needs of a pipeline."""

    def parse(self, report: Report) -> tuple[Sentence, ...]: ...

    def parse_words(self, sentences: list[list[str]]) -> list[Sentence]: ...


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"lapwing {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")] = False,
) -> None:
    pass


@app.command()
def code(
    files: Files,
    published: Published = None,
    form: Annotated[str, typer.Option("--format", metavar="[table|jsonl|csv]", help="What to print.")] = "table",
    workers: Workers = "1",
    knowledge: Knowledge = None,
    failures: Failures = None,
    dropped: Annotated[bool, typer.Option("--dropped", help="Also list what was not read, and why (table).")] = False,
) -> None:
    """Code the events of reports.

    \b
    Examples:
      lapwing code report.txt --published 2020-04-25
      lapwing code *.txt reports.jsonl --format csv > events.csv
      lapwing code reports.jsonl --format jsonl --workers 2 --failures failed.jsonl > events.jsonl
      cat report.txt | lapwing code -
    """
    one_of("--format", form, FORMATS)
    settings = settings_of(published, knowledge, count("--workers", workers))
    from lapwing.output import writer
    from lapwing.running.local import code_inputs

    results = code_inputs(files, settings, settings.workers, stdin=sys.stdin.buffer)
    out: Any = None
    with failures_to(failures, files) as failed:
        for item in good(results, failed):
            out = out or writer(form, sys.stdout, dropped=dropped)  # type: ignore[arg-type]
            out.write(item)
        if form == "csv" and out is None:
            writer("csv", sys.stdout)  # the header alone is a valid table
    finish(failed)


@app.command()
def explain(
    files: Files,
    published: Published = None,
    knowledge: Knowledge = None,
    why_not: Annotated[str | None, typer.Option("--why-not", metavar="QUOTE", help="Say what almost fired at these words of a report.")] = None,
) -> None:
    """Show which words and rules made each event.

    Also prints the offsets, the versions of model and knowledge, and what was not read and why. With --why-not it says which entries
    know the words of a quote, which of their conditions failed, and what stopped those that fired.

    \b
    Examples:
      lapwing explain report.txt --published 2020-04-25
      lapwing explain reports.jsonl --knowledge mine/
      lapwing explain report.txt --why-not "threatened to close the border"
    """
    settings = settings_of(published, knowledge)
    if why_not is not None:
        from lapwing.commands.whynot import explain_why_not

        explain_why_not(files, settings, why_not)
        return
    from lapwing.output import TableWriter
    from lapwing.running.local import code_inputs

    out = TableWriter(sys.stdout, explain=True)
    with failures_to(None) as failed:
        for item in good(code_inputs(files, settings, stdin=sys.stdin.buffer), failed):
            out.write(item)
    finish(failed)


@app.command()
def parse(
    files: Annotated[list[str] | None, typer.Argument(metavar="[FILE...]", help="Text or JSONL files; - reads standard input.")] = None,
    tokens: Annotated[str | None, typer.Option("--tokens", metavar="FILE", help="A CoNLL-U file: keep its words and sentences.")] = None,
) -> None:
    """Print words, tags, trees and names as CoNLL-U.

    Names stand in the last column, as NER=B-PER.

    \b
    Examples:
      lapwing parse report.txt > report.conllu
      lapwing parse --tokens gold.conllu > predicted.conllu
    """
    if bool(files) == bool(tokens):
        raise UsageError("parse needs either FILE or --tokens FILE" if not files else "parse takes FILE or --tokens FILE, not both")
    if tokens:
        _print(_parse_given(Path(tokens)))
        return
    with failures_to(None) as failed:
        _print(_parse_reports(files or [], failed))
    finish(failed)


@app.command()
def schema() -> None:
    """Print the JSON Schema of coded reports.

    It describes a line of `lapwing code --format jsonl`.

    \b
    Example:
      lapwing schema > lapwing.schema.json
    """
    import msgspec

    from lapwing.model import Coded

    found = {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(Coded)}
    typer.echo(msgspec.json.format(msgspec.json.encode(found), indent=2).decode())


app.command()(ground)
app.command()(actor)
app.command()(score)
app.command()(codebook)
app.add_typer(places, name="places")
app.add_typer(knowledge_app, name="knowledge")


# ---- parsing --------------------------------------------------------------------------------------------------------------------------


def _parser(settings: Settings) -> Parser:
    from lapwing.pipeline import Pipeline

    return Pipeline(settings)


def _parse_reports(files: list[str], failed: Failed) -> Iterator[str]:
    from lapwing.analysis.conllu import to_conllu
    from lapwing.model import Failure
    from lapwing.running.local import read_inputs

    settings = settings_of(None, None)
    parser = _parser(settings)
    for item in read_inputs(files, settings, sys.stdin.buffer):
        if isinstance(item, Failure):
            failed.add(item)
            continue
        title, text = item.title or "", item.text
        yield from to_conllu(parser.parse(item), lambda s, title=title, text=text: title if s.in_title else text, item.id)  # type: ignore[misc]


def _parse_given(path: Path) -> Iterator[str]:
    from lapwing.analysis.conllu import filled, read_conllu

    parser = _parser(settings_of(None, None))
    batch: list[Any] = []

    def analysed() -> Iterator[str]:
        found = iter(parser.parse_words([list(g.words) for g in batch if g.words]))
        for given in batch:
            yield from filled(given, next(found) if given.words else None)
        batch.clear()

    nothing = True
    for given in read_conllu(path):
        nothing = False
        batch.append(given)
        if len(batch) == GIVEN_AT_ONCE:
            yield from analysed()
    if nothing:
        raise InputError(str(path), "empty")
    yield from analysed()


def _print(lines: Iterator[str]) -> None:
    for line in lines:
        sys.stdout.write(line + "\n")


def main(arguments: list[str] | None = None) -> int:
    """Run a command line and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    try:
        code = _run(arguments)
        sys.stdout.flush()
        return code
    except BrokenPipeError:  # `lapwing … | head`: the reader has what it wanted
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(arguments: list[str] | None) -> int:
    arguments = sys.argv[1:] if arguments is None else arguments
    wrong_usage: type[Any] = typer.BadParameter.__mro__[2]  # click's ClickException, which typer carries without a public name
    try:
        done = typer.main.get_command(app).main(args=arguments or ["--help"], prog_name="lapwing", standalone_mode=False)
        return done if isinstance(done, int) else FINE
    except SystemExit as stop:  # what typer makes of a closed pipe
        if isinstance(stop.__context__, BrokenPipeError):
            raise stop.__context__ from None
        raise
    except typer.Exit as stop:
        return stop.exit_code
    except typer.Abort:
        return INTERRUPTED
    except InputError as error:
        say(str(error))
        return SOME_FAILED
    except LapwingError as error:  # usage, a broken knowledge folder, weights that are missing: nothing was coded
        say(str(error))
        return USAGE
    except wrong_usage as error:
        say(f"{error.format_message().rstrip('.')} (try: lapwing --help)")
        return USAGE
    except (BrokenPipeError, KeyboardInterrupt):
        raise
    except Exception as error:
        if os.environ.get("LAPWING_DEBUG"):
            raise
        say(f"internal error, please report it (LAPWING_DEBUG=1 shows where): {type(error).__name__}: {error}")
        return FAULT
