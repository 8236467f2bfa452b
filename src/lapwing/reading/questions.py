"""JSON lines that ask for actors: ``{"id", "phrase", "context", "date"}``, all but ``phrase`` optional."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from lapwing.model import Failure
from lapwing.reading import jsonlines
from lapwing.reading.publication import iso_day

INPUT = "standard input"


class Question(Struct, frozen=True):
    """A phrase to look up. ``id`` is the asker's own; ``date`` an ISO day."""

    id: str | int | None
    phrase: str
    context: str | None = None
    date: str | None = None


def questions(stream: jsonlines.Readable) -> Iterator[Question | Failure]:
    """The questions of a stream; a line that is none is a ``Failure`` with its line number. Raises OSError."""
    try:
        for record in jsonlines.line_records(jsonlines.split(jsonlines.chunks(stream))):
            asked = record.problem or _asked(record.value)
            yield Failure(INPUT, record.place, asked) if isinstance(asked, str) else asked
    except UnicodeError as error:
        yield Failure(INPUT, None, f"not text: {error}")


def _asked(value: object) -> Question | str:
    """The question, or what is wrong with it."""
    if not isinstance(value, dict):
        return "no JSON object"
    phrase, context, date, own = (value.get(k) for k in ("phrase", "context", "date", "id"))
    if not isinstance(phrase, str) or not phrase.strip():
        return "no phrase"
    if not isinstance(context, str | None):
        return "context: not text"
    if isinstance(own, bool) or not isinstance(own, str | int | None):
        return "id: neither text nor a whole number"
    day = None
    if date is not None and date != "":
        day = iso_day(date) if isinstance(date, str) else None
        if day is None:
            return f"date: {str(date)[:40]!r} is no day of the calendar in the form YYYY-MM-DD"
    return Question(own, phrase.strip(), context or None, day)
