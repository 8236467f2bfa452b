"""Mentions, chains and entities on trees built by hand; the words of ``data/actors/chains.yaml`` on their examples."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import msgspec
import pytest
from counting import calls
from grounding.name_cases import CASES, Case
from grounding.stub_actors import StubActors
from grounding.trees import head_of, make

from lapwing.grounding.actors import Actors
from lapwing.grounding.chain_brackets import joined
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


OFFICE = "Police NOUN 2 nsubj | spoke VERB 0 root | . PUNCT 2 punct"
FIRM = "Kessler PROPN 3 compound B-ORG | Mining PROPN 3 compound I-ORG | Corporation PROPN 4 nsubj I-ORG | grew VERB 0 root | . PUNCT 4 punct"
SHORT = "Kessler PROPN 2 nsubj B-PER | left VERB 0 root | . PUNCT 2 punct"
BEARER = "Ann PROPN 3 nsubj B-PER | Kessler PROPN 1 flat I-PER | slept VERB 0 root | . PUNCT 3 punct"


@pytest.mark.parametrize(("between", "same"), [(OFFICE, True), (BEARER, False)])
def test_company_by_its_short_name(between: str, same: bool) -> None:
    """The short name was tagged as a person; where the report tells of somebody of that name it is not the company."""
    report, sentences = make(FIRM, between, SHORT)
    found = ground_names(report, sentences, actors())
    company, short = mention(found, sentences, "0:Corporation"), mention(found, sentences, "2:Kessler")
    assert company is not None and short is not None and (company.chain == short.chain) is same
    entity = found.entity(short)
    assert entity is not None and (entity.sector == "BUS") is same


CRIMES = [
    ("Omar PROPN 3 nsubj B-PER | Sabri PROPN 1 flat I-PER | stabbed VERB 0 root | four NUM 5 nummod | people NOUN 3 obj", "CRM"),
    ("Omar PROPN 3 nsubj B-PER | Sabri PROPN 1 flat I-PER | killed VERB 0 root | the DET 5 det | bill NOUN 3 obj", None),
    ("Omar PROPN 4 nsubj B-PER | Sabri PROPN 1 flat I-PER | never ADV 4 advmod | killed VERB 0 root | four NUM 6 nummod | people NOUN 4 obj", None),
    ("Omar PROPN 4 nsubj:pass B-PER | Sabri PROPN 1 flat I-PER | was AUX 4 aux:pass | charged VERB 0 root | with ADP 6 case | murder NOUN 4 obl", "CRM"),
    ("Omar PROPN 4 nsubj:pass B-PER | Sabri PROPN 1 flat I-PER | was AUX 4 aux:pass | charged VERB 0 root | with ADP 6 case | sedition NOUN 4 obl", None),
    ("A DET 2 det | court NOUN 3 nsubj | convicted VERB 0 root | lawyer NOUN 5 nmod:desc | Omar PROPN 3 obj B-PER | Sabri PROPN 5 flat I-PER | "
     "of ADP 8 case | theft NOUN 3 obl", "CRM"),
    ("Lawyer NOUN 2 nmod:desc | Omar PROPN 4 nsubj B-PER | Sabri PROPN 2 flat I-PER | criticised VERB 0 root | the DET 6 det | murder NOUN 4 obj", "JUD"),
    ("Minister NOUN 2 nmod:desc | Omar PROPN 5 nsubj:pass B-PER | Sabri PROPN 2 flat I-PER | was AUX 5 aux:pass | convicted VERB 0 root | "
     "of ADP 7 case | theft NOUN 5 obl", "GOV"),
]  # fmt: skip


LEMMAS = {"stabbed": "stab", "killed": "kill", "charged": "charge", "convicted": "convict"}


@pytest.mark.parametrize(("tree", "sector"), CRIMES)
def test_persons_told_of_by_a_crime(tree: str, sector: str | None) -> None:
    report, made = make(tree)
    tokens = tuple(msgspec.structs.replace(t, lemma=LEMMAS.get(t.text, t.lemma)) for t in made[0].tokens)
    sentences = [msgspec.structs.replace(made[0], tokens=tokens)]
    found = ground_names(report, sentences, actors())
    one = mention(found, sentences, "0:Omar")
    entity = found.entity(one) if one is not None else None
    assert entity is not None and entity.sector == sector


def bracketed(tree: str) -> tuple[Report, list[Sentence]]:
    """A sentence whose brackets and the word after them are written together: "[T]he"."""
    report, made = make(tree)
    text, tokens = "", []
    for token in made[0].tokens:
        glued = not text or text[-1] in "[]" or (text[-2:-1] == "[") or token.text == "."
        text += "" if glued else " "
        tokens.append(msgspec.structs.replace(token, start=len(text), end=len(text) + len(token.text)))
        text += token.text
    return msgspec.structs.replace(report, text=text), [msgspec.structs.replace(made[0], tokens=tuple(tokens))]


def test_article_with_bracketed_letter() -> None:
    told = "[ PUNCT 2 punct | T X 7 discourse | ] PUNCT 2 punct | he PRON 5 nmod:poss | court NOUN 6 nsubj | spoke VERB 0 root | . PUNCT 6 punct"
    report, sentences = bracketed(told)
    assert report.text == "[T]he court spoke."
    found = ground_names(report, sentences, actors())
    assert [m.head for m in found.mentions] == [4]
    entity = found.entity(found.mentions[0])
    assert entity is not None and (entity.text, entity.name) == ("[T]he court", "court")


def test_pronoun_with_bracketed_letter() -> None:
    told = "[ PUNCT 2 punct | S PROPN 5 discourse | ] PUNCT 2 punct | he X 5 dep | met VERB 0 root | Rosa PROPN 5 obj B-PER | . PUNCT 5 punct"
    report, sentences = bracketed(told)
    found = ground_names(report, sentences, actors())
    assert [(m.head, m.kind) for m in found.mentions] == [(3, "pronoun"), (5, "name")]


def test_word_in_brackets_is_left() -> None:
    told = "[ PUNCT 2 punct | Rosa PROPN 4 nsubj B-PER | ] PUNCT 2 punct | left VERB 0 root | . PUNCT 4 punct"
    _, sentences = make(told)
    assert list(joined(sentences)) == sentences


def test_listed_surname_alone_is_not_another_first_name() -> None:
    """Fernando Haddad is listed by "Haddad" too."""
    full = "Omar PROPN 3 nsubj B-PER | Haddad PROPN 1 flat I-PER | left VERB 0 root"
    report, sentences = make(full, "Haddad PROPN 2 nsubj B-PER | slept VERB 0 root")
    found = ground_names(report, sentences, actors())
    one = mention(found, sentences, "1:Haddad")
    entity = found.entity(one) if one is not None else None
    assert entity is not None and (entity.name, entity.id) == ("Omar Haddad", None)


def test_an_honour_alone_is_nobody() -> None:
    report, sentences = make("Ann PROPN 3 nsubj B-PER | Lee PROPN 1 flat I-PER | got VERB 0 root | Padma PROPN 3 obj B-PER | Shri PROPN 4 flat I-PER")
    found = ground_names(report, sentences, actors())
    assert mention(found, sentences, "0:Padma") is None and mention(found, sentences, "0:Ann") is not None


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
    """Eight times the text, one person and one country named again and again, is at most a little over eight times the work."""

    def work(times: int) -> int:
        report, sentences = make(*([MEETING, PRESIDENTS] * times))

        def coded() -> None:
            found = ground_names(report, sentences, StubActors())  # type: ignore[arg-type]
            for one in found.mentions:
                found.entity(one)

        return calls(coded)

    assert work(120) < 9 * work(15)
