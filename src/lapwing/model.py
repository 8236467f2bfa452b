"""The records that stages hand to each other, and the JSON of `lapwing code`.

All are frozen. Offsets count code points of ``Report.text``, or of ``Report.title`` where ``in`` is ``"title"``; ``end`` is exclusive. Dates are ISO 8601
strings. An empty value is ``None`` (JSON null), never an empty string.
"""

from __future__ import annotations

from typing import Literal

import msgspec
from msgspec import UNSET, Struct, UnsetType, field

Part = Literal["title"]
Status = Literal["actual", "future", "hypothetical", "negated"]
Precision = Literal["day", "month", "year", "interval", "unknown"]
PlacePrecision = Literal["exact", "city", "region", "country", "unknown"]


class Span(Struct, frozen=True):
    """Words of a report: ``text`` is the exact substring at ``start:end``."""

    text: str
    start: int
    end: int
    in_: Part | UnsetType = field(name="in", default=UNSET)


class Dropped(Struct, frozen=True):
    """A stretch of ``Report.text`` that is not read, and why."""

    text: str
    reason: str
    start: int
    end: int


class Report(Struct, frozen=True):
    """One news report. ``published`` is an ISO day or None; ``text`` is the body, title excluded, as it was given."""

    id: str
    title: str | None
    published: str | None
    url: str | None
    publisher: str | None
    text: str
    dropped: tuple[Dropped, ...] = ()


class Token(Struct, frozen=True):
    """A syntactic word with its analysis (Universal Dependencies).

    ``head`` is the index of the governing token in the sentence, -1 for the root. ``ner`` is a BIO tag over PER, ORG, LOC, OTH.
    ``factual`` is the probability that the predicate is told as having happened (Universal Decompositional Semantics).
    """

    text: str
    start: int
    end: int
    glued: bool
    upos: str
    xpos: str
    lemma: str
    head: int
    deprel: str
    ner: str
    factual: float


class Role(Struct, frozen=True):
    """A PropBank argument: token ``argument`` heads the ``label`` (ARG0, ARG1, …, TMP, LOC) of token ``predicate``."""

    predicate: int
    argument: int
    label: str


class Signal(Struct, frozen=True):
    """What the reader's event heads say of a word: the likeliest PLOVER type with its probability, and that it tells any event (``event``).

    ``actors`` and ``recipients`` are the words that head its participants. Words that hardly tell an event have no signal.
    """

    token: int
    type: str
    probability: float
    event: float
    status: Status
    mode: str | None
    actors: tuple[int, ...]
    recipients: tuple[int, ...]


class Sentence(Struct, frozen=True):
    """An analysed sentence. ``paragraph`` counts from 0 in the text and is -1 in the title."""

    index: int
    paragraph: int
    in_title: bool
    tokens: tuple[Token, ...]
    roles: tuple[Role, ...] = ()
    signals: tuple[Signal, ...] = ()

    @property
    def start(self) -> int:
        return self.tokens[0].start

    @property
    def end(self) -> int:
        return self.tokens[-1].end


class Argument(Struct, frozen=True):
    """What fills a slot of a clause: the token that heads the phrase."""

    slot: str
    head: int


class Clause(Struct, frozen=True):
    """A predicate with its deep arguments (passives, control, coordination and relatives resolved).

    ``kind`` is verb, noun or adjective; ``lemma`` includes a particle ("call off"). Slots: subject, object, indirect, complement
    (head of a clausal complement), and prepositions by their word (with, to, against, …). ``governor`` is the index of the clause that
    embeds this one, ``link`` how: complement, adverbial, relative, conjunct, quotation. ``speaker`` heads the phrase that is said to be the source.
    """

    sentence: int
    head: int
    lemma: str
    kind: Literal["verb", "noun", "adjective"]
    arguments: tuple[Argument, ...]
    negated: bool = False
    modality: Literal["actual", "future", "hypothetical"] = "actual"
    governor: int | None = None
    link: str | None = None
    speaker: int | None = None
    passive: bool = False


class Entity(Struct, frozen=True):
    """A participant as named in one mention: country (ISO 3166 alpha-3 or PLOVER international code), sectors, main one first."""

    text: str | None
    start: int | None
    end: int | None
    name: str | None
    country: str | None
    sector: str | None
    sectors: tuple[str, ...] = ()
    role: str | None = None
    id: str | None = None
    in_: Part | UnsetType = field(name="in", default=UNSET)


class When(Struct, frozen=True):
    """A time. ``start`` and ``end`` are ISO days (inclusive), None where open or not resolved; ``value`` is the TIMEX3 value."""

    text: str | None
    start: str | None
    end: str | None
    precision: Precision
    resolved: bool
    value: str | None = None
    timex: Literal["DATE", "TIME", "DURATION", "SET"] | None = None
    span: Span | None = None


class Where(Struct, frozen=True):
    """A place. ``lat`` and ``lon`` are WGS84 degrees, None for a country."""

    text: str | None
    name: str | None
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    geonames_id: int | None
    precision: PlacePrecision
    span: Span | None = None


class Fatalities(Struct, frozen=True):
    """Deaths told: inclusive bounds, None where open."""

    low: int | None
    high: int | None
    text: str | None


class Evidence(Struct, frozen=True):
    """An exact quote that holds the words for the action."""

    quote: str
    start: int
    end: int
    in_: Part | UnsetType = field(name="in", default=UNSET)


class Versions(Struct, frozen=True):
    """Hashes of the model and the knowledge that coded an event."""

    model: str
    knowledge: str


class Event(Struct, frozen=True):
    """One PLOVER event of a report, each field with the words that say so. ``why`` names the rules, in reading order."""

    id: str
    type: str
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    status: Status
    historical: bool
    actors: tuple[Entity, ...]
    recipients: tuple[Entity, ...]
    when: When | None
    where: Where | None
    fatalities: Fatalities | None
    attribution: str | None
    evidence: tuple[Evidence, ...]
    trigger: Span
    score: float | None
    quad: int
    cameo: str | None
    confidence: float
    why: tuple[str, ...]
    versions: Versions


class Coded(Struct, frozen=True):
    """A report and its events: one line of ``lapwing code --format jsonl``."""

    report: Report
    events: tuple[Event, ...]


class DateMention(Struct, frozen=True):
    """A time in a report, by TimeML's rules of extent. ``value`` is the TIMEX3 value; ``from`` and ``to`` are ISO days (inclusive), None where open.

    ``resolved`` is False where the words depend on a publication date that is not known. The two ends of "from 1991 to 2001" are two mentions,
    each with the interval that they bound together.
    """

    text: str
    start: int
    end: int
    timex: str | None
    value: str | None
    from_: str | None = field(name="from")
    to: str | None
    precision: Precision
    resolved: bool
    in_: Part | UnsetType = field(name="in", default=UNSET)


class PlaceMention(Struct, frozen=True):
    """A place in a report, WGS84 degrees. ``location`` is False where the words stand for an actor ("Washington said")."""

    text: str
    start: int
    end: int
    name: str | None
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    geonames_id: int | None
    precision: PlacePrecision
    location: bool
    in_: Part | UnsetType = field(name="in", default=UNSET)


class EntityMention(Struct, frozen=True):
    """A participant in a report; mentions with one ``chain`` (counted from 0 in reading order) are the same person, body or country."""

    text: str
    start: int
    end: int
    name: str | None
    country: str | None
    sector: str | None
    sectors: tuple[str, ...]
    role: str | None
    id: str | None
    chain: int
    in_: Part | UnsetType = field(name="in", default=UNSET)


class Quantity(Struct, frozen=True):
    """A number of people or an amount of money; bounds inclusive, None where open."""

    text: str
    start: int
    end: int
    kind: str
    low: int | None
    high: int | None
    in_: Part | UnsetType = field(name="in", default=UNSET)


class Grounded(Struct, frozen=True):
    """A report with its times, places, participants and numbers: one line of ``lapwing ground --format jsonl``."""

    report: Report
    dates: tuple[DateMention, ...]
    places: tuple[PlaceMention, ...]
    entities: tuple[EntityMention, ...]
    quantities: tuple[Quantity, ...]
    versions: Versions


class ActorAnswer(Struct, frozen=True):
    """What a phrase stands for: country and sectors as in ``Entity``; ``why`` names the knowledge used. All None where it is no actor."""

    phrase: str
    country: str | None
    sector: str | None
    sectors: tuple[str, ...]
    role: str | None
    name: str | None
    entity: str | None
    why: str | None


class Failure(Struct, frozen=True):
    """An input that could not be coded: where it is and why."""

    input: str
    place: str | None
    reason: str


def to_json(record: Struct) -> bytes:
    """Compact UTF-8 JSON of a record."""
    return msgspec.json.encode(record)
