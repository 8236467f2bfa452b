"""Records survive the way to JSON and back, and look as the contract says."""

from __future__ import annotations

import json
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from lapwing.model import (
    Coded,
    Dropped,
    Entity,
    Event,
    Evidence,
    Failure,
    Fatalities,
    Report,
    Sentence,
    Span,
    Token,
    Versions,
    When,
    Where,
    to_json,
)

text = st.text(max_size=20)
maybe = st.none() | text
number = st.integers(min_value=0, max_value=10**9)
real = st.none() | st.floats(allow_nan=False, allow_infinity=False)
part: st.SearchStrategy[Any] = st.sampled_from([msgspec.UNSET, "title"])
many = st.lists(text, max_size=3).map(tuple)


def tuples(of: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(of, max_size=2).map(tuple)


spans = st.builds(Span, text, number, number, part)
versions = st.builds(Versions, text, text)
reports = st.builds(Report, text, maybe, maybe, maybe, maybe, text, tuples(st.builds(Dropped, text, text, number, number)))
entities = st.builds(Entity, maybe, st.none() | number, st.none() | number, maybe, maybe, maybe, many, maybe, maybe, part)
precisions = st.sampled_from(["day", "month", "year", "interval", "unknown"])
kinds = st.sampled_from([None, "DATE", "TIME", "DURATION", "SET"])
whens = st.none() | st.builds(When, maybe, maybe, maybe, precisions, st.booleans(), maybe, kinds, st.none() | spans)
places = st.sampled_from(["exact", "city", "region", "country", "unknown"])
wheres = st.none() | st.builds(Where, maybe, maybe, maybe, maybe, real, real, st.none() | number, places, st.none() | spans)
deaths = st.none() | st.builds(Fatalities, st.none() | number, st.none() | number, maybe)
evidence = tuples(st.builds(Evidence, text, number, number, part))
statuses = st.sampled_from(["actual", "future", "hypothetical", "negated"])
unit = st.floats(0, 1)
events = st.builds(
    Event, text, text, many, many, statuses, st.booleans(), tuples(entities), tuples(entities), whens, wheres, deaths, maybe, evidence,
    spans, real, st.integers(1, 4), maybe, unit, many, versions,
)  # fmt: skip
tokens = st.builds(Token, text, number, number, st.booleans(), text, text, text, st.integers(-1, 200), text, text, unit)


@settings(max_examples=60, deadline=None)
@given(st.builds(Coded, reports, tuples(events)))
def test_coded_round_trip(coded: Coded) -> None:
    encoded = to_json(coded)
    assert msgspec.json.decode(encoded, type=Coded) == coded
    assert b"\n" not in encoded


@settings(max_examples=40, deadline=None)
@given(st.builds(Sentence, number, st.integers(-1, 99), st.booleans(), tuples(tokens)), st.builds(Failure, text, maybe, text))
def test_other_records_round_trip(sentence: Sentence, failure: Failure) -> None:
    assert msgspec.json.decode(to_json(sentence), type=Sentence) == sentence
    assert msgspec.json.decode(to_json(failure), type=Failure) == failure


@settings(max_examples=40, deadline=None)
@given(st.builds(Coded, reports, tuples(events)))
def test_what_is_printed_fits_the_schema_and_the_contract(coded: Coded) -> None:
    line = json.loads(to_json(coded))
    defined = msgspec.json.schema(Coded)["$defs"]
    assert set(line["report"]) == set(defined["Report"]["properties"])
    wanted = {
        "id", "type", "modes", "contexts", "status", "historical", "actors", "recipients", "when", "where", "fatalities", "attribution",
        "evidence", "trigger", "score", "quad", "cameo", "confidence", "why", "versions",
    }  # fmt: skip
    assert all(set(event) == wanted for event in line["events"])
    for entity in (e for event in line["events"] for e in event["actors"] + event["recipients"]):
        assert set(entity) - {"in"} == {"text", "start", "end", "name", "country", "sector", "sectors", "role", "id"}
