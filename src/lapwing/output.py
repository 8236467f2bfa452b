"""What the commands print: a table for people, JSON lines by the contract, CSV for spreadsheets.

A report is hostile input: no text of one reaches a terminal with control characters, is read as rich markup, or starts a formula
in a spreadsheet.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Literal, Protocol, TextIO

from msgspec import UNSET

from lapwing.model import Coded, Dropped, Entity, Event, Evidence, Failure, Grounded, Report, Span, When, Where, to_json

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

Format = Literal["table", "jsonl", "csv"]

PLAIN_WIDTH = 100
"""Columns of the table where the output is no terminal, so that what is kept in files does not depend on a window."""
WIDEST = 120
"""On wider terminals lines would be hard to follow with the eye."""
_QUAD_COLOURS = {1: "green", 2: "cyan", 3: "yellow", 4: "red"}  # verbal and material cooperation, verbal and material conflict
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")  # full width too: some spreadsheets read them alike


class Writer(Protocol):
    """Prints coded reports one after the other."""

    def write(self, coded: Coded) -> None: ...


def writer(form: Format, stream: TextIO, *, dropped: bool = False) -> Writer:
    """The writer of a format. ``dropped`` lists what was not read (table only)."""
    if form == "jsonl":
        return JsonWriter(stream)
    if form == "csv":
        return CsvWriter(stream)
    return TableWriter(stream, dropped=dropped)


def printable(text: str) -> str:
    """One line without control, format or surrogate characters: safe on a terminal, whatever a report contains."""
    if text.isprintable():
        return text
    out = (c if c.isprintable() else " " if c.isspace() else "\ufffd" if ord(c) < 0xA0 or c == "\x7f" else "" for c in text)
    return " ".join("".join(out).split())


def failure_line(failure: Failure) -> str:
    """``FILE, line 3: reason``."""
    return printable(f"{failure.input or repr('')}{f', {failure.place}' if failure.place else ''}: {failure.reason}")


class JsonWriter:
    """One JSON object a line, UTF-8."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, coded: Coded | Grounded) -> None:
        self._stream.write(to_json(coded).decode() + "\n")


# ---- CSV -----------------------------------------------------------------------------------------------------------------------------

CSV_COLUMNS = (
    "event_id", "story_id", "event_date", "event_date_end", "date_precision", "date_resolved", "date_raw",
    "event_type", "event_mode", "intensity", "quad_code", "cameo_code", "contexts", "status", "historical",
    "actor_name", "actor_country", "primary_actor_sector", "actor_sectors", "actor_title", "actor_name_raw", "actor_id",
    "recipient_name", "recipient_country", "primary_recipient_sector", "recipient_sectors", "recipient_title", "recipient_name_raw",
    "recipient_id",
    "placename", "province", "country", "latitude", "longitude", "geonames_id", "raw_placename", "place_precision",
    "fatalities_low", "fatalities_high", "fatalities_raw", "attribution", "event_text", "trigger", "confidence", "why",
    "source", "publication_date", "headline", "url", "model_version", "knowledge_version",
)  # fmt: skip
"""POLECAT's names in lower snake case where POLECAT has the column; the others are Lapwing's own."""


class CsvWriter:
    """One row an event, with a header; several values in a cell are set apart by ``; `` and stand in the same order in each column."""

    def __init__(self, stream: TextIO) -> None:
        self._csv = csv.writer(stream, lineterminator="\n")
        self._csv.writerow(CSV_COLUMNS)

    def write(self, coded: Coded) -> None:
        for event in coded.events:
            row = _row(coded.report, event)
            self._csv.writerow([cell(row[name]) for name in CSV_COLUMNS])


def _row(report: Report, event: Event) -> dict[str, object]:
    when, where, dead = event.when, event.where, event.fatalities
    return {
        "event_id": event.id, "story_id": report.id,
        "event_date": when and when.start, "event_date_end": when and when.end, "date_precision": when and when.precision,
        "date_resolved": when and when.resolved, "date_raw": when and when.text,
        "event_type": event.type, "event_mode": _list(event.modes), "intensity": event.score, "quad_code": event.quad,
        "cameo_code": event.cameo, "contexts": _list(event.contexts), "status": event.status, "historical": event.historical,
        **_participants("actor", event.actors), **_participants("recipient", event.recipients),
        "placename": where and where.name, "province": where and where.admin1, "country": where and where.country,
        "latitude": where and where.lat, "longitude": where and where.lon, "geonames_id": where and where.geonames_id,
        "raw_placename": where and where.text, "place_precision": where and where.precision,
        "fatalities_low": dead and dead.low, "fatalities_high": dead and dead.high, "fatalities_raw": dead and dead.text,
        "attribution": event.attribution, "event_text": _list(e.quote for e in event.evidence), "trigger": event.trigger.text,
        "confidence": event.confidence, "why": _list(event.why), "source": report.publisher, "publication_date": report.published,
        "headline": report.title, "url": report.url, "model_version": event.versions.model, "knowledge_version": event.versions.knowledge,
    }  # fmt: skip


def _participants(who: str, entities: Sequence[Entity]) -> dict[str, object]:
    return {
        f"{who}_name": _list(e.name or e.text for e in entities),
        f"{who}_country": _list(e.country for e in entities),
        f"primary_{who}_sector": _list(e.sector for e in entities),
        f"{who}_sectors": _list("|".join(e.sectors) for e in entities),
        f"{who}_title": _list(e.role for e in entities),
        f"{who}_name_raw": _list(e.text for e in entities),
        f"{who}_id": _list(e.id for e in entities),
    }


def _list(values: Iterable[str | None]) -> str | None:
    """Values in one cell, empty ones kept so that columns stay aligned; None where all are empty."""
    kept = [(v or "").replace(";", ",") for v in values]
    return "; ".join(kept) if any(kept) else None


def cell(value: object) -> str:
    """Empty for null; text that a spreadsheet would run as a formula gets an apostrophe before it (numbers of ours do not)."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return str(value)
    text = printable(value)
    return f"'{text}" if value.startswith(_FORMULA) or text.startswith(_FORMULA) else text


# ---- the table -------------------------------------------------------------------------------------------------------------------------


class TableWriter:
    """Per report a heading, then a block an event. The same input gives the same bytes; colours only on a terminal.

    ``explain`` adds offsets, the rules that fired, confidence and versions; ``dropped`` what was not read, and why.
    """

    def __init__(self, stream: TextIO, *, dropped: bool = False, explain: bool = False) -> None:
        self._blocks = Blocks(stream)
        self._dropped, self._explain = dropped or explain, explain

    def write(self, coded: Coded) -> None:
        parts: list[RenderableType] = [_heading(coded)]
        for number, event in enumerate(coded.events, 1):
            parts += [plain_text(f"{number:>3}  ", (event.type, f"bold {_QUAD_COLOURS.get(event.quad, '')}"), _qualities(event))]
            parts += [_grid(_fields(event, self._explain)), plain_text("")]
        if self._dropped and coded.report.dropped:
            parts += [plain_text("  -  not read"), _grid(_dropped(coded.report.dropped, self._explain)), plain_text("")]
        self._blocks.write(parts)


class Blocks:
    """Writes blocks of lines with an empty line between them."""

    def __init__(self, stream: TextIO) -> None:
        self._stream, self._console = stream, _console(stream)
        self._any = False

    def write(self, parts: Sequence[RenderableType]) -> None:
        with self._console.capture() as captured:
            for part in parts:
                self._console.print(part)
        lines = captured.get().rstrip("\n").split("\n")
        if not self._console.is_terminal:
            lines = [line.rstrip() for line in lines]  # columns are padded
        self._stream.write(("\n" if self._any else "") + "\n".join(lines).rstrip("\n") + "\n")
        self._any = True


def _console(stream: TextIO) -> Console:
    from rich.console import Console

    if stream.isatty():
        found = Console(file=stream, highlight=False)  # rich itself heeds NO_COLOR and TERM=dumb
        found.width = min(found.width, WIDEST)
        return found
    return Console(file=stream, width=PLAIN_WIDTH, color_system=None, force_terminal=False, legacy_windows=False)


def plain_text(*parts: str | tuple[str, str]) -> Text:
    """Text with styles, never parsed as markup."""
    from rich.text import Text

    return Text.assemble(*parts, overflow="fold")


def _grid(rows: Iterable[tuple[str, Text]]) -> RenderableType:
    """Labelled values; a long value wraps in its own column."""
    from rich.table import Table

    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=4)
    grid.add_column(width=8, no_wrap=True, style="dim")
    grid.add_column(overflow="fold")
    for label, value in rows:
        grid.add_row("", plain_text(label), value)
    return grid


def _heading(coded: Coded) -> Text:
    count = len(coded.events)
    told = ["no events" if not count else "1 event" if count == 1 else f"{count} events"]
    if dropped := len(coded.report.dropped):
        told.append(f"{dropped} passage{'s' if dropped > 1 else ''} dropped")
    return heading(coded.report, told)


def heading(report: Report, found: Sequence[str]) -> Text:
    """Title, id, publisher and day of a report, and what was found in it."""
    told = [report.id, *([report.publisher] if report.publisher else []), f"published {report.published}" if report.published else "publication date unknown"]
    return plain_text((printable(report.title or report.id), "bold"), "\n", (printable(" · ".join([*told, *found])), "dim"), "\n")


def _qualities(event: Event) -> str:
    """Mode, status and the flag for what a report only looks back on."""
    said = [*event.modes, *([event.status] if event.status != "actual" else []), *(["historical"] if event.historical else [])]
    return printable(f" {', '.join(said)}") if said else ""


def _fields(event: Event, explain: bool) -> Iterator[tuple[str, Text]]:
    """The rows of an event that have something to say."""
    if event.actors:
        yield "who", _people(event.actors, explain)
    if event.recipients:
        yield "whom", _people(event.recipients, explain)
    if event.when:
        yield "when", plain_text(_date(event.when), *_words(event.when.text, event.when.span, explain))
    if event.where:
        yield "where", plain_text(_place(event.where), *_words(event.where.text, event.where.span, explain))
    if event.fatalities:
        low, high = event.fatalities.low, event.fatalities.high
        count = f"at least {low}" if high is None else f"at most {high}" if low is None else f"{low}" if low == high else f"{low} to {high}"
        yield "deaths", plain_text(count, *_words(event.fatalities.text, None, explain))
    if event.contexts:
        yield "about", plain_text(printable(", ".join(event.contexts)))
    if event.attribution:
        yield "told by", plain_text(printable(event.attribution))
    for number, evidence in enumerate(event.evidence if explain else _longest(event.evidence)):
        yield ("" if number else "quote"), plain_text(f"“{printable(evidence.quote)}”", *_offsets(evidence, explain))
    if explain:
        yield from _reasons(event)


def _longest(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Quotes that say more than another one; of equal ones the first."""
    return [
        e for i, e in enumerate(evidence)
        if not any(e.quote in o.quote and (len(o.quote) > len(e.quote) or k < i) for k, o in enumerate(evidence) if k != i)
    ]  # fmt: skip


def _reasons(event: Event) -> Iterator[tuple[str, Text]]:
    yield "trigger", plain_text(f"“{printable(event.trigger.text)}”", *_offsets(event.trigger, True))
    yield "rules", plain_text(printable(", ".join(event.why) or "none"))
    scores = [f"confidence {event.confidence:.2f}", f"quad {event.quad}"]
    if event.score is not None:
        scores.append(f"intensity {event.score:g}")
    if event.cameo:
        scores.append(f"CAMEO {event.cameo}")
    yield "scores", plain_text(printable(", ".join(scores)))
    yield "id", plain_text(printable(event.id))
    yield "versions", plain_text(printable(f"model {event.versions.model}, knowledge {event.versions.knowledge}"))


def _people(entities: Sequence[Entity], explain: bool) -> Text:
    lines: list[str | tuple[str, str]] = []
    for entity in entities:
        name = entity.name or entity.text or "somebody"
        codes = " ".join(c for c in (entity.country, entity.sector) if c)
        lines += ["\n"] if lines else []
        lines.append(printable(name))
        if codes:
            lines.append((printable(f" ({codes})"), "bold"))
        lines += _words(entity.text, entity, explain) if explain or entity.text != name else []
    return plain_text(*lines)


def _words(text: str | None, at: Span | Entity | None, explain: bool) -> list[str | tuple[str, str]]:
    """The words of the report that say so, and where they stand."""
    if text is None:
        return []
    return [(f" “{printable(text)}”", "italic"), *(_offsets(at, explain) if at is not None else [])]


def _offsets(at: Span | Entity | Evidence | Dropped, explain: bool) -> list[str | tuple[str, str]]:
    if not explain or at.start is None:
        return []
    part = "" if isinstance(at, Dropped) or at.in_ is UNSET else "title "
    return [(f" [{part}{at.start}:{at.end}]", "dim")]


def _date(when: When) -> str:
    """An ISO day, month, year or interval; ``..`` stands for an open end."""
    if not when.resolved or (when.start is None and when.end is None):
        return "not resolved"
    if when.precision == "month" and when.start:
        return when.start[:7]
    if when.precision == "year" and when.start:
        return when.start[:4]
    if when.start == when.end or (when.precision == "day" and when.end is None):
        return str(when.start)
    return f"{when.start or '..'} to {when.end or '..'}"


def _place(where: Where) -> str:
    parts = [where.name, where.admin1, where.country]
    return printable(", ".join(dict.fromkeys(p for p in parts if p)) or "not resolved")


def _dropped(passages: Sequence[Dropped], explain: bool) -> Iterator[tuple[str, Text]]:
    for passage in passages:
        words = printable(passage.text)
        shown = words if explain or len(words) <= 80 else f"{words[:77]}…"
        yield "", plain_text((f"{printable(passage.reason)}: ", "dim"), f"“{shown}”", *_offsets(passage, explain))
