"""``lapwing score``: accuracy against annotated reports."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lapwing.commands.shared import Knowledge, one_of, settings_of
from lapwing.errors import InputError

if TYPE_CHECKING:
    from lapwing.model import Report
    from lapwing.scoring.figures import Error, Figures
    from lapwing.settings import Settings


def score(
    gold: Annotated[str, typer.Argument(metavar="GOLD", help="A folder with docs/*.json and gold/*.json.")],
    predictions: Annotated[
        str | None, typer.Argument(metavar="[PREDICTIONS]", help="JSON lines of `lapwing code`; left out, the reports are coded now.")
    ] = None,
    form: Annotated[str, typer.Option("--format", metavar="[table|json]", help="What to print.")] = "table",
    errors: Annotated[bool, typer.Option("--errors", help="Also list every miss, extra event and wrong field.")] = False,
    knowledge: Knowledge = None,
) -> None:
    """Measure coded events against annotated ones.

    Found, who did what to whom, each field; with 95 % intervals (bootstrap over reports), by type, and errors by class.

    \b
    Examples:
      lapwing score gold/
      lapwing score gold/ predictions.jsonl --errors
      lapwing score gold/ --knowledge mine/ --format json
    """
    one_of("--format", form, ("table", "json"))
    import msgspec

    from lapwing.scoring import gold as given
    from lapwing.scoring.figures import score as measure

    found = given.reports(Path(gold))
    events_of: Any = _coder(settings_of(None, knowledge)) if predictions is None else given.predictions(_lines(predictions), predictions)
    figures, wrong = measure(given.documents(found, events_of))
    if form == "json":
        record = {"figures": figures, **({"errors": wrong} if errors else {})}
        sys.stdout.write(msgspec.json.format(msgspec.json.encode(record), indent=1).decode() + "\n")
        return
    sys.stdout.writelines(f"{line}\n" for line in (*_listed(wrong if errors else ()), *_table(figures), *_classes(wrong)))


def _lines(path: str) -> Iterator[bytes]:
    try:
        with open(path, "rb") as handle:
            yield from handle
    except OSError as error:
        raise InputError(path, error.strerror or "cannot be read") from None


def _coder(settings: Settings) -> Any:
    import msgspec

    from lapwing.model import to_json
    from lapwing.pipeline import Pipeline

    pipeline = Pipeline(settings)

    def coded(report: Report) -> Any:
        return msgspec.json.decode(to_json(pipeline.code(report)))["events"]

    return coded


def _listed(errors: Sequence[Error]) -> Iterator[str]:
    from lapwing.output import printable

    for error in errors:
        yield "\t".join(printable(part) for part in (error.document, error.kind, error.type, error.detail))


def _table(figures: Figures) -> Iterator[str]:
    missing = f" ({figures.missing} without predictions)" if figures.missing else ""
    yield f"{figures.documents} reports{missing}, {figures.gold} annotated events, {figures.predicted} predicted"
    for name, rates in (("found", figures.found), ("dyad", figures.dyad)):
        yield f"{name:22} F1 {rates.f1:5.1f}   precision {rates.p:5.1f}   recall {rates.r:5.1f}{_interval(figures, name)}"
    yield f"{'core events recalled':22}    {figures.core_recall:5.1f}{_interval(figures, 'core_recall')}"
    for field, (percent, right, of) in figures.fields.items():
        yield f"{field:22}    {percent:5.1f}   ({right}/{of})"
    for kind, (rates, number) in figures.types.items():
        yield f"{kind:22} F1 {rates.f1:5.1f}   precision {rates.p:5.1f}   recall {rates.r:5.1f}   ({number} annotated)"


def _interval(figures: Figures, name: str) -> str:
    found = figures.intervals.get(name)
    return f"   [{found[0]:.1f}, {found[1]:.1f}]" if found else ""


def _classes(errors: Sequence[Error]) -> Iterator[str]:
    counts = Counter((e.kind, e.type) for e in errors)
    kinds = Counter(e.kind for e in errors)
    for kind, total in sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0])):
        types = sorted(((t, n) for (k, t), n in counts.items() if k == kind), key=lambda pair: (-pair[1], pair[0]))
        told = ", ".join(f"{t or 'unknown'} {n}" for t, n in types)
        yield f"wrong: {kind:19} {total:5}   {told}"
