"""What was grounded in a report as flat lists in reading order: the output of ``lapwing ground``."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from msgspec import UNSET, UnsetType

from lapwing.grounded import Count, Dated, Placed
from lapwing.grounding.dates import DateGrammar, ground_ends
from lapwing.grounding.names import Entities
from lapwing.grounding.place_store import Gazetteer, Place
from lapwing.model import DateMention, EntityMention, Part, PlaceMention, Quantity, Report, Sentence, Span, Where

_HOLDERS = ("country", "region")


def list_dates(sentences: Sequence[Sentence], published: str | None, grammar: DateGrammar, joined: Sequence[Dated]) -> tuple[DateMention, ...]:
    """Times with the extents of TimeML: the ends of an interval stand apart, each with the days of the whole (``joined``)."""
    intervals = [d for d in joined if d.when.precision == "interval"]
    starts = [(d.sentence, d.first) for d in intervals]
    return tuple(_date(end, _whole(end, intervals, starts)) for end in ground_ends(sentences, published, grammar))


def list_places(found: Iterable[Placed], gazetteer: Gazetteer) -> tuple[PlaceMention, ...]:
    """Places in reading order, without those that no words stand for. "Mogadishu, Somalia" gives two mentions."""
    out = [m for item in found if item.where.span is not None for m in _apart(item.where, item.where.span, item.is_location, gazetteer)]
    return tuple(sorted(out, key=lambda p: (p.in_ is UNSET, p.start, p.end)))


def _apart(where: Where, span: Span, location: bool, gazetteer: Gazetteer) -> Iterator[PlaceMention]:
    at, names = span.start, span.text.split(",")
    for number, part in enumerate(names):
        name = part.strip()
        start = at + part.index(name) if name else at
        at += len(part) + 1
        if number == 0:
            told = span.text if len(names) == 1 else name
            if where.name and where.precision != "exact" and (inner := told.find(where.name)) > 0:  # "the embassy in Brussels" is at Brussels
                yield from _facility(told[:inner], start, where, span, location)
                start, told = start + inner, where.name
            yield PlaceMention(
                told, start, start + len(told), where.name, where.country, where.admin1, where.lat, where.lon, where.geonames_id,
                where.precision, location, span.in_,
            )  # fmt: skip
        elif holder := _holder(name, where, gazetteer):
            yield PlaceMention(
                name, start, start + len(name), holder.name, holder.country, holder.admin1, holder.lat, holder.lon,
                holder.geonames_id, "country" if holder.kind == "country" else "region", location, span.in_,
            )  # fmt: skip


def _facility(words: str, start: int, where: Where, span: Span, location: bool) -> Iterator[PlaceMention]:
    """ "Corrow Hall" in "Corrow Hall in Leeds", which is in no gazetteer; "the embassy" is no name."""
    name = words.rstrip().rpartition(" ")[0]
    if name.lower().startswith("the "):
        name, start = name[4:], start + 4
    if len(name.split()) > 1 and all(w[:1].isupper() or not w[:1].isalpha() for w in name.split()):
        yield PlaceMention(name, start, start + len(name), name, where.country, where.admin1, None, None, None, "unknown", location, span.in_)


def _holder(name: str, where: Where, gazetteer: Gazetteer) -> Place | None:
    """The country or region that a town is said to lie in; "Ore." is Oregon."""
    full = gazetteer.words.short.get(name.replace(".", "").replace(" ", ""), name)
    return next((p for p in gazetteer.candidates(full) if p.kind in _HOLDERS and p.country == where.country), None)


def list_entities(people: Entities, places: Sequence[PlaceMention]) -> tuple[EntityMention, ...]:
    """Participants in reading order; chains are counted from 0 as they come. A country is none where its name only tells the place."""
    located = {(p.in_, p.end) for p in places if p.location}
    found = [(m.chain, e) for m in people.mentions if (e := people.entity(m)) is not None and e.text is not None]
    found = [(c, e) for c, e in found if not ((e.id or "").startswith("country:") and (e.in_, e.end) in located)]
    found.sort(key=lambda pair: (pair[1].in_ is UNSET, pair[1].start, pair[1].end))
    numbers: dict[int, int] = {}
    return tuple(
        EntityMention(
            e.text or "", e.start or 0, e.end or 0, e.name, e.country, e.sector, e.sectors, e.role, e.id, numbers.setdefault(chain, len(numbers)), e.in_
        )
        for chain, e in found
    )


def list_quantities(report: Report, sentences: Sequence[Sentence], found: Iterable[Count], dates: Sequence[DateMention]) -> tuple[Quantity, ...]:
    """Numbers of people, amounts of money and other counts, in reading order; what is part of a date is none."""
    dated = [(d.in_, d.start, d.end) for d in dates]
    by_index = {s.index: s for s in sentences}
    out = []
    for item in found:
        sentence = by_index[item.sentence]
        start, end = sentence.tokens[item.first].start, sentence.tokens[item.last].end
        told: Part | UnsetType = "title" if sentence.in_title else UNSET
        if item.kind == "other" and any(part == told and first < end and start < last for part, first, last in dated):
            continue
        words = ((report.title or "") if sentence.in_title else report.text)[start:end]
        out.append(Quantity(words, start, end, item.kind, item.low, item.high, told))
    return tuple(out)


def _whole(end: Dated, intervals: Sequence[Dated], starts: Sequence[tuple[int, int]]) -> Dated:
    """The interval that a mention is an end of, else the mention itself. Intervals are in reading order and do not overlap; ``starts`` are theirs."""
    at = bisect_right(starts, (end.sentence, end.first)) - 1
    if at >= 0 and intervals[at].sentence == end.sentence and end.last <= intervals[at].last:
        return intervals[at]
    return end


def _date(own: Dated, whole: Dated) -> DateMention:
    when, span = own.when, own.when.span or Span(own.when.text or "", 0, 0)
    told = whole.when
    return DateMention(span.text, span.start, span.end, when.timex, when.value, told.start, told.end, told.precision, when.resolved, span.in_)
