"""Reads annotated reports and predictions: ``GOLD/docs/<id>.json``, ``GOLD/gold/<id>.json``, and the JSON lines of ``lapwing code``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from lapwing.errors import InputError
from lapwing.model import Report
from lapwing.scoring.figures import Document

Events = list[dict[str, Any]]


class _Doc(msgspec.Struct, frozen=True):
    id: str
    text: str
    title: str | None = None
    published: str | None = None
    url: str | None = None
    publisher: str | None = None


class _Gold(msgspec.Struct, frozen=True):
    events: Events


class _Coded(msgspec.Struct, frozen=True):
    report: dict[str, Any]
    events: Events


def reports(folder: Path) -> list[tuple[Report, Events]]:
    """The reports of a folder with their annotated events, by name of file. Raises InputError naming the file."""
    paths = sorted((folder / "gold").glob("*.json"))
    if not paths:
        raise InputError(str(folder), "no annotated reports (gold/*.json beside docs/*.json)")
    out = []
    for path in paths:
        doc, gold = _read(folder / "docs" / path.name, _Doc), _read(path, _Gold)
        for number, event in enumerate(gold.events, 1):
            if not isinstance(event.get("type"), str):
                raise InputError(str(path), f"event {number} has no type")
        out.append((Report(doc.id, doc.title, doc.published or None, doc.url, doc.publisher, doc.text), gold.events))
    return out


def predictions(lines: Iterable[bytes], name: str) -> dict[str, Events]:
    """Events by id of report. Raises InputError naming the line that is no coded report."""
    out: dict[str, Events] = {}
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                coded = msgspec.json.decode(line, type=_Coded)
                out[str(coded.report["id"])] = coded.events
            except (msgspec.DecodeError, KeyError) as error:
                raise InputError(f"{name}, line {number}", f"no coded report: {error}") from None
    return out


def documents(found: Iterable[tuple[Report, Events]], events_of: Mapping[str, Events] | Callable[[Report], Events]) -> Iterator[Document]:
    """Annotated reports with predictions: given by id, or made by coding each report."""
    for report, gold in found:
        if isinstance(events_of, Mapping):
            predicted, missing = events_of.get(report.id, []), report.id not in events_of
        else:
            predicted, missing = events_of(report), False
        yield Document(report.id, f"{report.title or ''}\n{report.text}", gold, predicted, missing)


T = TypeVar("T", bound=msgspec.Struct)


def _read(path: Path, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except OSError as error:
        raise InputError(str(path), error.strerror or "cannot be read") from None
    except msgspec.DecodeError as error:
        raise InputError(str(path), f"no {'report' if kind is _Doc else 'annotation'}: {error}") from None
