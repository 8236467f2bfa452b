"""``lapwing ground`` and ``lapwing actor``: who, when and where without the events."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lapwing.commands.shared import Failures, Files, Knowledge, Published, Workers, count, day, failures_to, finish, good, one_of, settings_of
from lapwing.errors import UsageError

if TYPE_CHECKING:
    from lapwing.model import Failure
    from lapwing.settings import Settings

FORMATS = ("table", "jsonl", "csv")


def ground(
    files: Files,
    published: Published = None,
    form: Annotated[str, typer.Option("--format", metavar="[table|jsonl|csv]", help="What to print.")] = "table",
    workers: Workers = "1",
    knowledge: Knowledge = None,
    failures: Failures = None,
) -> None:
    """List who, when and where in reports.

    Participants with country, sector and chain, times as TIMEX3 values and days, places with coordinates, numbers.

    \b
    Examples:
      lapwing ground report.txt --published 2020-04-25
      lapwing ground reports.jsonl --format jsonl --workers 2 > grounded.jsonl
    """
    one_of("--format", form, FORMATS)
    settings = settings_of(published, knowledge, count("--workers", workers))
    from lapwing.output import JsonWriter
    from lapwing.output_ground import GroundCsv, GroundTable
    from lapwing.running.local import ground_inputs

    results = ground_inputs(files, settings, settings.workers, stdin=sys.stdin.buffer)
    out: Any = {"jsonl": JsonWriter, "csv": GroundCsv, "table": GroundTable}[form](sys.stdout)
    with failures_to(failures, files) as failed:
        for item in good(results, failed):
            out.write(item)
    finish(failed)


def actor(
    phrase: Annotated[str, typer.Argument(metavar="PHRASE", help="Words for somebody; - reads JSON lines {id, phrase, context, date}.")],
    context: Annotated[str | None, typer.Option("--context", metavar="TEXT", help="The text that the phrase stands in.")] = None,
    date: Annotated[str | None, typer.Option("--date", metavar="DATE", help="The day (YYYY-MM-DD) on which it was written.")] = None,
    knowledge: Knowledge = None,
    form: Annotated[str, typer.Option("--format", metavar="[table|jsonl]", help="What to print for one phrase.")] = "table",
) -> None:
    """Say who a phrase stands for: country, sectors, role, and why.

    \b
    Examples:
      lapwing actor "the Libyan premier" --date 2020-04-25
      lapwing actor Sarraj --context "Libya's Prime Minister Fayez al Sarraj met Turkey's envoy." --date 2020-04-25
      lapwing actor - < phrases.jsonl > actors.jsonl
    """
    one_of("--format", form, ("table", "jsonl"))
    day("--date", date)
    if not phrase.strip():
        raise UsageError("actor needs PHRASE: words for somebody, or - for JSON lines")
    settings = settings_of(None, knowledge)
    if phrase == "-":
        with failures_to(None) as failed:
            for line in good(_answers(settings, date), failed):
                sys.stdout.write(line + "\n")
        finish(failed)
        return
    from lapwing.model import to_json
    from lapwing.output_ground import answer_lines
    from lapwing.pipeline import Pipeline

    answer = Pipeline(settings).actor(phrase, context, date)
    if form == "jsonl":
        sys.stdout.write(to_json(answer).decode() + "\n")
    else:
        sys.stdout.writelines(f"{line.plain}\n" for line in answer_lines(answer))


def _answers(settings: Settings, date: str | None) -> Iterator[str | Failure]:
    """A JSON line for each line of standard input; what is no question comes out as a failure that names its line."""
    import msgspec

    from lapwing.model import Failure
    from lapwing.pipeline import Pipeline
    from lapwing.reading.questions import questions

    pipeline = Pipeline(settings)
    for item in questions(sys.stdin.buffer):
        if isinstance(item, Failure):
            yield item
            continue
        told = pipeline.actor(item.phrase, item.context, item.date or date)
        yield msgspec.json.encode({"id": item.id, **msgspec.structs.asdict(told)}).decode()
