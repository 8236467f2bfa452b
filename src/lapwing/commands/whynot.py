"""``lapwing explain --why-not``: what almost fired at the words of a quote."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from lapwing.commands.shared import failures_to, finish, good
from lapwing.errors import UsageError

if TYPE_CHECKING:
    from lapwing.coding.whynot import Near
    from lapwing.model import Report, Sentence
    from lapwing.settings import Settings


def explain_why_not(files: Sequence[str], settings: Settings, quote: str) -> None:
    """Print the sentences of the reports that hold the quote, and for each predicate the entries that knew it."""
    from lapwing.output import printable
    from lapwing.pipeline import Pipeline
    from lapwing.running.local import read_inputs

    if not any(c.isalnum() for c in quote):
        raise UsageError("--why-not: there is no word in the quote")
    pipeline = Pipeline(settings)
    found = False
    with failures_to(None) as failed:
        for report in good(read_inputs(files, settings, sys.stdin.buffer), failed):
            for sentence, told in pipeline.why_not(report, quote):
                found = True
                sys.stdout.writelines(printable(line) + "\n" if line else "\n" for line in _lines(report, sentence, told))
    if not found:
        sys.stdout.write(f"no report holds these words: {printable(quote)}\n")
    finish(failed)


def _lines(report: Report, sentence: Sentence, told: Sequence[Near]) -> Iterator[str]:
    text = (report.title or "") if sentence.in_title else report.text
    yield f"{report.id} [{'title ' if sentence.in_title else ''}{sentence.start}:{sentence.end}] {text[sentence.start : sentence.end]}"
    last = -1
    for near in told:
        if near.start != last:
            last = near.start
            yield f"  {near.word} ({near.kind}) [{near.start}:{near.end}]"
        sign = "+" if near.coded else "-"
        name = near.entry if near.entry else "learned" if near.entry == "" else None
        yield f"    {sign} {name} {near.type}: {near.reason}" if name else f"    {sign} {near.reason}"
    if not told:
        yield "  no predicate that could tell an event"
    yield ""
