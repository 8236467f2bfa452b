"""Mentions, chains and entities on trees built by hand; the words of ``data/actors/chains.yaml`` on their examples."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import pytest
from counting import calls
from grounding.name_cases import CASES, Case
from grounding.stub_actors import StubActors
from grounding.trees import head_of, make

from lapwing.grounding.actors import Actors
from lapwing.grounding.chain_names import Chain, PersonNames, person_words
from lapwing.grounding.names import Entities, Mention, ground_names
from lapwing.knowledge.actors import INTERNATIONAL, Country
from lapwing.knowledge.chains import ChainEntry, ChainExample, load_chains
from lapwing.knowledge.loader import KnowledgeBase
from lapwing.model import Report, Sentence

BASE = KnowledgeBase()
WORDS = load_chains(BASE)
MEETING = next(c.sentences[0] for c in CASES if c.name == "surname")
PRESIDENTS = next(c.sentences[0] for c in CASES if c.name == "two presidents by country")
ENTRIES = BASE.read("actors", ChainEntry, "chains*")
EXAMPLES = [pytest.param(e, id=f"{entry.id}:{n}") for entry in ENTRIES for n, e in enumerate(entry.examples)]


def ground(case: Case) -> tuple[Report, list[Sentence], Entities]:
    report, sentences = make(*case.sentences, title=case.title)
    return report, sentences, ground_names(report, sentences, StubActors())  # type: ignore[arg-type]


def mention(found: Entities, sentences: Sequence[Sentence], where: str) -> Mention | None:
    number, word = where.split(":")
    word, _, nth = word.partition("#")
    forms = [t.text for t in sentences[int(number)].tokens]
    return found.at(int(number), head_of(sentences, int(number), word, int(nth or 1))) if word in forms else None


def check(rule: str, found: Entities, sentences: Sequence[Sentence], report: Report) -> None:
    where, what, *rest = rule.split(" ", 2)
    one = mention(found, sentences, where)
    if what == "!=":
        other = mention(found, sentences, rest[0])
        assert one is None or other is None or one.chain != other.chain
        return
    assert one is not None
    entity = found.entity(one)
    if what == "=":
        other = mention(found, sentences, rest[0])
        assert other is not None and one.chain == other.chain
    elif what == "none":
        assert entity is None
    elif what == "text":
        assert entity is not None and entity.text == rest[0]
        told = report.title if sentences[one.sentence].in_title else report.text
        assert (told or "")[entity.start : entity.end] == entity.text
    elif what == ":":
        heads = [sentences[m.sentence].tokens[m.head].text for m in found.members(one)]
        assert heads == rest[0].split(", ")
    else:
        assert entity is not None
        country, sector, name = rest[0].split(" ", 2)
        assert (entity.country or "-", entity.sector or "-") == (country, sector)
        assert name in ("*", entity.name)


@pytest.mark.parametrize("case", [pytest.param(c, id=c.name) for c in CASES])
def test_case(case: Case) -> None:
    report, sentences, found = ground(case)
    for rule in case.rules:
        check(rule, found, sentences, report)


@pytest.mark.parametrize("case", [pytest.param(c, id=c.name) for c in CASES])
def test_chains_with_real_actors(case: Case) -> None:
    """The chains hold with all actor knowledge too; codings are tested with the coder itself."""
    report, sentences = make(*case.sentences, title=case.title)
    found = ground_names(report, sentences, actors())
    for rule in case.rules:
        if rule.split(" ", 2)[1] in ("=", "!=", ":"):
            check(rule, found, sentences, report)


def test_listed_person_is_not_found_in_part_of_another_name() -> None:
    report, sentences = make("Francis PROPN 3 nsubj B-PER | Lobo PROPN 1 flat I-PER | left VERB 0 root | India PROPN 3 obj B-LOC | . PUNCT 3 punct")
    found = ground_names(report, sentences, actors())
    one = mention(found, sentences, "0:Francis")
    entity = found.entity(one) if one is not None else None
    assert entity is not None and (entity.name, entity.id) == ("Francis Lobo", None)


def test_they_are_a_number_of_people() -> None:
    """By all actor knowledge: "twelve" alone are people."""
    report, sentences = make("Twelve NUM 3 nsubj:pass | were AUX 3 aux:pass | held VERB 0 root", "They PRON 2 nsubj | wept VERB 0 root")
    found = ground_names(report, sentences, actors())
    twelve, they = mention(found, sentences, "0:Twelve"), mention(found, sentences, "1:They")
    assert twelve is not None and they is not None and twelve.chain == they.chain


@cache
def actors() -> Actors:
    return Actors(BASE)


@pytest.mark.parametrize("example", EXAMPLES)
def test_chain_words(example: ChainExample) -> None:
    assert WORDS.may_be(example.phrase, example.of) is example.same


def test_every_entry_has_both_sorts_of_examples() -> None:
    for entry in ENTRIES:
        if entry.relation in ("office", "kind") and entry.id != "kind.country":  # any country is a country
            assert {e.same for e in entry.examples} == {True, False} or entry.id == "kind.ministry", entry.id


def test_countries_of_a_kind_are_coded_so() -> None:
    codes = INTERNATIONAL | {c.code or c.id for c in BASE.read("actors", Country, "countries")}
    assert [(e.id, c) for e in ENTRIES for c in e.countries if c not in codes] == []


def test_names_without_letters() -> None:
    assert person_words("' ’") == () and PersonNames().full("'") is None and PersonNames().short("'") == []
    names, chain = PersonNames(), Chain(0, "PER")
    names.add("'", chain)
    assert names.full("'") is chain


def test_nothing_to_ground() -> None:
    report, sentences = make()
    found = ground_names(report, sentences, StubActors())  # type: ignore[arg-type]
    assert found.mentions == () and found.at(0, 0) is None and found.focus is None


def test_token_without_mention() -> None:
    _, sentences, found = ground(Case("", None, (MEETING,), ()))
    assert found.at(0, head_of(sentences, 0, "met")) is None and found.at(7, 0) is None


def test_mentions_are_in_reading_order_and_found_again() -> None:
    _, _, found = ground(Case("", None, (MEETING, PRESIDENTS), ()))
    places = [(m.sentence, m.head) for m in found.mentions]
    assert places == sorted(places)
    assert all(found.at(m.sentence, m.head) == m and m.first <= m.head <= m.last for m in found.mentions)


def test_same_input_same_result() -> None:
    case = Case("", None, (MEETING, PRESIDENTS), ())
    assert ground(case)[2].mentions == ground(case)[2].mentions


def test_work_is_linear() -> None:
    """Four times the text is at most a little over four times the work; bench/linear.py has the seconds."""

    def work(times: int) -> int:
        report, sentences = make(*([MEETING, PRESIDENTS] * times))
        return calls(lambda: ground_names(report, sentences, StubActors()))  # type: ignore[arg-type]

    assert work(60) < 5 * work(15)
