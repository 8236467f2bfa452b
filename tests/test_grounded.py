"""What grounding hands to coding."""

from __future__ import annotations

from collections.abc import Sequence

from coding.stage import CAST, Cast, ground
from trees import sentence

from lapwing.grounded import Grounding, MentionLike

READ = [
    sentence("Peru/NNP 2 nsubj | met=meet/VBD 0 root | sides=side/NNS 2 obj | in/IN 5 case | Lima/NNP 2 obl", index=0),
    sentence("Monday/NNP 2 obl:tmod | passed=pass/VBD 0 root", index=3),
]


class Counting(Cast):
    """A cast in which "sides" are Peru and Chile, that counts how often it is asked."""

    asked = 0

    def members(self, mention: MentionLike) -> Sequence[MentionLike]:
        type(self).asked += 1
        return (mention, mention) if mention.head == 2 else (mention,)


def test_who_is_asked_once_for_each_word() -> None:
    grounding = Grounding(Counting(READ, {**CAST, "sides": "- -"}), [], [], [])
    assert [f.entity.country for f in grounding.who(0, 0)] == ["PER"]
    assert grounding.who(0, 0) is grounding.who(0, 0)
    assert (len(grounding.who(0, 2)), grounding.who(0, 1), Counting.asked) == (2, (), 2)


def test_times_and_places_by_sentence_and_word() -> None:
    grounding = ground(*READ)
    assert [grounding.place_at(0, i) for i in range(5)] == [False] * 4 + [True]
    assert [grounding.date_at(3, i) for i in range(2)] == [True, False]
    assert not grounding.date_at(0, 0) and not grounding.place_at(99, 0)
    assert {k: len(v) for k, v in grounding.dates.items()} == {3: 1}
