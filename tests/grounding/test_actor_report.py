"""What the whole report says about single words, and names joined with what stands beside them."""

from __future__ import annotations

import pytest
from grounding.trees import head_of, make

from lapwing.grounding.actor_report import in_report
from lapwing.grounding.actors import Actors
from lapwing.grounding.names import ground_names
from lapwing.knowledge.loader import KnowledgeBase

ACTORS = Actors(KnowledgeBase())


def coded(word: str, *texts: str, published: str = "2020-06-15") -> str:
    """The code of the mention headed by a word of the first sentence."""
    report, sentences = make(*texts)
    people = ground_names(report, sentences, ACTORS)
    mention = people.at(0, head_of(sentences, 0, word))
    entity = people.entity(mention) if mention is not None else None
    return " ".join(p for p in (entity.country or "-", entity.sector) if p) if entity is not None else "none"


def said(subject: str, *rest: str) -> str:
    """ "X said." with further words as objects."""
    lines = [f"{subject} PROPN 2 nsubj B-LOC", "named VERB 0 root"]
    lines += [f"{word} PROPN 2 obj B-LOC" for word in rest]
    return "\n".join([*lines, ". PUNCT 2 punct"])


@pytest.mark.parametrize("place", ["Chad", "Jordan", "Washington"])
def test_a_place_alone_is_no_person(place: str) -> None:
    alone = f"{place} PROPN 2 nsubj B-PER\nsaid VERB 0 root\n. PUNCT 2 punct"
    country = ACTORS.country_of(place)
    assert coded(place, alone) == f"{country} GOV"
    full = f"Ada PROPN 3 nsubj B-PER\n{place} PROPN 1 flat I-PER\nleft VERB 0 root\n. PUNCT 3 punct"
    assert coded(place, alone, full) != f"{country} GOV"
    titled = f"President PROPN 2 nmod:desc\n{place} PROPN 3 nsubj B-PER\nsaid VERB 0 root\n. PUNCT 3 punct"
    assert coded(place, titled) != f"{country} GOV"


@pytest.mark.parametrize(
    ("words", "country"),
    [
        (("Georgia", "Michigan"), "USA"),
        (("Georgia", "Atlanta"), "USA"),
        (("Georgia", "Tbilisi"), "GEO"),
        (("Georgia", "Michigan", "Tbilisi"), "GEO"),
        (("Georgia", "Russia"), "GEO"),
        (("Congo", "Brazzaville"), "COG"),
        (("Congo", "Kinshasa"), "COD"),
    ],
)
def test_names_that_two_countries_share(words: tuple[str, ...], country: str) -> None:
    assert coded(words[0], said(*words)).split()[0] == country


def test_bodies_that_many_countries_have() -> None:
    senate = "The DET 2 det\nSenate PROPN 3 nsubj B-ORG\nsummoned VERB 0 root\n{} PROPN 3 obj B-LOC\n. PUNCT 3 punct"
    assert coded("Senate", senate.format("Manila")) == "PHL LEG"
    assert coded("Senate", senate.format("Washington")) == "USA LEG"


def test_a_report_without_shared_names_keeps_the_coder() -> None:
    _, sentences = make(said("Kenya", "Nairobi"))
    assert in_report(sentences, ACTORS) == (sentences, ACTORS)


def test_a_title_before_a_comma_whose_name_hangs_elsewhere() -> None:
    told = (
        "The DET 2 det\nchief NOUN 8 nsubj\nof ADP 5 case\nthe DET 5 det\npolice NOUN 2 nmod\n, PUNCT 2 punct\nAda PROPN 5 appos B-PER\n"
        ", PUNCT 2 punct\nleft VERB 0 root\n. PUNCT 9 punct"
    )
    assert coded("Ada", told.replace("NOUN 8 nsubj", "NOUN 9 nsubj"), said("Kenya")) == "KEN COP"


def test_two_names_after_one_plural_title() -> None:
    told = (
        "Two NUM 3 nummod\nKenyan ADJ 3 amod\nsenators NOUN 9 nsubj\n, PUNCT 5 punct\nAda PROPN 3 appos B-PER\nand CCONJ 7 cc\n"
        "Ben PROPN 5 conj B-PER\n, PUNCT 3 punct\nleft VERB 0 root\n. PUNCT 9 punct"
    )
    assert coded("Ada", told) == coded("Ben", told) == "KEN LEG"


def test_a_led_coalition() -> None:
    told = "The DET 5 det\nUS PROPN 4 obl:unmarked B-LOC\n- PUNCT 2 punct\nled VERB 5 amod\ncoalition NOUN 6 nsubj\nleft VERB 0 root\n. PUNCT 6 punct"
    assert coded("coalition", told) == "USA MIL"


def test_an_unlisted_person_is_of_the_country_in_focus() -> None:
    told = "Ada PROPN 3 nsubj B-PER\nObi PROPN 1 flat I-PER\nleft VERB 0 root\n. PUNCT 3 punct"
    assert coded("Ada", told, said("Kenya", "Nairobi")) == "KEN"
    assert coded("Ada", told) == "-"
