"""Mentions and chains on trees built by hand. Texts are invented."""

from __future__ import annotations

from grounding.stub_actors import StubActors
from grounding.trees import make

from lapwing.grounding.names import ground_names


def test_smoke() -> None:
    report, sentences = make(
        """
        Kenyan ADJ 3 amod
        Prime PROPN 3 compound
        Minister PROPN 4 nmod:desc
        Joseph PROPN 6 nsubj B-PER
        Mwangi PROPN 4 flat I-PER
        met VERB 0 root
        NATO PROPN 8 compound B-ORG
        chief NOUN 9 nmod:desc
        Lars PROPN 6 obj B-PER
        Dahl PROPN 9 flat I-PER
        . PUNCT 6 punct
        """,
        """
        The DET 2 det
        premier NOUN 3 nsubj
        thanked VERB 0 root
        the DET 5 det
        alliance NOUN 3 obj
        . PUNCT 3 punct
        """,
    )
    found = ground_names(report, sentences, StubActors())
    for m in found.mentions:
        print(m, found.entity(m))
