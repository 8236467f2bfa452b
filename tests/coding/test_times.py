"""The time and place words that belong to a clause."""

from __future__ import annotations

import pytest
from coding import stage
from coding.stage import day, ground, lexicon, noun, scene, verb
from msgspec import structs
from trees import sentence

from lapwing.coding.times import default_when, is_clock, is_historical, setting_place, setting_time, undated_background, when_of, where_of
from lapwing.model import When
from lapwing.trees import Tree

WORDS = lexicon(verb("hit"))

# A sentence, a lemma in it, the day and the place of that clause.
CASES = {
    "none": ("Rebels/NNS 2 nsubj | hit/VBD 0 root", "hit", None, None),
    "own": ("Rebels/NNS 2 nsubj | hit/VBD 0 root | in/IN 4 case | Homs/NNP 2 obl | on/IN 6 case | Monday/NNP 2 obl", "hit", "Monday", "Homs"),
    "of the clause above": (
        "Rebels/NNS 2 nsubj | hit/VBD 0 root | on/IN 4 case | Monday/NNP 2 obl | in/IN 6 case | Homs/NNP 2 obl | killing=kill/VBG 2 advcl",
        "kill",
        "Monday",
        "Homs",
    ),
    "of each clause": (
        "Rebels/NNS 2 nsubj | hit/VBD 0 root | Monday/NNP 2 obl:tmod | and/CC 5 cc | fled=flee/VBD 2 conj | Tuesday/NNP 5 obl:tmod",
        "hit",
        "Monday",
        None,
    ),
    "of the second clause": (
        "Rebels/NNS 2 nsubj | hit/VBD 0 root | Monday/NNP 2 obl:tmod | and/CC 5 cc | fled=flee/VBD 2 conj | Tuesday/NNP 5 obl:tmod",
        "flee",
        "Tuesday",
        None,
    ),
    "of speech is not of what is said": (
        "Rao/NNP 2 nsubj | said=say/VBD 0 root | on/IN 4 case | Monday/NNP 2 obl | rebels/NNS 6 nsubj | hit/VBD 2 ccomp | Sudan/NNP 6 obj"
        " | and/CC 9 cc | fled=flee/VBD 6 conj | Tuesday/NNP 9 obl:tmod",
        "hit",
        None,
        None,
    ),
    "of speech, where the sentence tells no other": (
        "Rao/NNP 2 nsubj | said=say/VBD 0 root | on/IN 4 case | Monday/NNP 2 obl | rebels/NNS 6 nsubj | hit/VBD 2 ccomp | Sudan/NNP 6 obj",
        "hit",
        "Monday",
        None,
    ),
    "on the object": ("Peru/NNP 2 nsubj | held=hold/VBD 0 root | talks=talk/NNS 2 obj | on/IN 5 case | Monday/NNP 3 nmod", "hold", "Monday", None),
    "on a plain object": ("Peru/NNP 2 nsubj | held=hold/VBD 0 root | votes=vote/NNS 2 obj | on/IN 5 case | Monday/NNP 3 nmod", "hold", "Monday", None),
    "the nearer of two": (
        "In/IN 2 case | January/NNP 4 obl | rebels/NNS 4 nsubj | hit/VBD 0 root | Monday/NNP 4 obl:tmod | in/IN 7 case | Homs/NNP 4 obl",
        "hit",
        "Monday",
        "Homs",
    ),
    "of is no place of it": ("Rao/NNP 4 nsubj | for/IN 3 case | Lima/NNP 1 nmod | hit/VBD 0 root | men/NNS 4 obj", "hit", None, None),
    "the nearer clause's place": (
        "Rebels/NNS 2 nsubj | met=meet/VBD 0 root | in/IN 4 case | Lima/NNP 2 obl | after/IN 6 mark | hitting=hit/VBG 2 advcl | in/IN 8 case | Homs/NNP 6 obl",
        "hit",
        None,
        "Homs",
    ),
    "the smaller place": (
        "Rebels/NNS 2 nsubj | hit/VBD 0 root | in/IN 4 case | Mali/NNP 2 obl | near/IN 6 case | Homs/NNP 2 obl",
        "hit",
        None,
        "Homs",
    ),
}


@pytest.mark.parametrize(("notation", "lemma", "time", "place"), [pytest.param(*v, id=k) for k, v in CASES.items()])
def test_time_and_place(notation: str, lemma: str, time: str | None, place: str | None) -> None:
    found, at = scene(notation, WORDS)
    number = next(n for n, c in enumerate(found) if c.lemma == lemma)
    when, where = when_of(number, found, at.tree, at.grounding), where_of(number, found, at.tree, at.grounding)
    assert (when and when.when.text, where and where.where.name) == (time, place)


@pytest.mark.parametrize(
    ("notation", "lemma", "time"),
    [
        pytest.param("Rebels/NNS 2 nsubj | hit/VBD 0 root | the/DT 5 det | 2018/CD 5 nummod | fair/NN 2 obj", "hit", None, id="a year in a name"),
        pytest.param("Rebels/NNS 2 nsubj | hit/VBD 0 root | Homs/NNP 2 obj | in/IN 5 case | 2018/CD 2 obl", "hit", "2018", id="a year of its own"),
        pytest.param(
            "Rebels/NNS 2 nsubj | hit/VBD 0 root | the/DT 5 det | 2018/CD 5 nummod | fair/NN 2 obj | Monday/NNP 2 obl:tmod", "hit", "Monday", id="beside a day"
        ),
        pytest.param("In/IN 2 case | 2018/CD 4 obl | rebels/NNS 4 nsubj | hit/VBD 0 root | January/NNP 4 obl:tmod", "hit", "January", id="the finer of two"),
        pytest.param(
            "men/NNS 2 nsubj | died=die/VBD 0 root | in/IN 5 case | a/DT 5 det | raid/NN 2 obl | that/WDT 7 nsubj | happened=happen/VBD 5 acl:relcl"
            " | on/IN 9 case | Monday/NNP 7 obl",
            "die",
            "Monday",
            id="told of the noun",
        ),
    ],
)
def test_years_of_names_and_days_of_nouns(notation: str, lemma: str, time: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    year = When("2018", "2018-01-01", "2018-12-31", "year", True, "2018", "DATE")
    monkeypatch.setitem(stage.DAYS, "2018", "2018")
    monkeypatch.setattr(stage, "day", lambda value, text=None: year if value == "2018" else day(value, text))
    found, at = scene(notation, lexicon(verb("hit"), verb("die"), noun("raid")))
    when = when_of(next(n for n, c in enumerate(found) if c.lemma == lemma), found, at.tree, at.grounding)
    assert (when and when.when.text) == time


def test_since_a_clause_with_a_time() -> None:
    notation = (
        "rebels/NNS 4 nsubj | have/VBP 4 aux | been=be/VBN 4 aux | hitting=hit/VBG 0 root | Homs/NNP 4 obj | since/IN 8 mark | Lima/NNP 8 nsubj"
        " | fell=fall/VBD 4 advcl | in/IN 10 case | January/NNP 8 obl"
    )
    found, at = scene(notation, WORDS)
    when = when_of(next(n for n, c in enumerate(found) if c.lemma == "hit"), found, at.tree, at.grounding)
    assert when and (when.when.start, when.when.end, when.when.precision) == ("2020-01-01", None, "interval")


@pytest.mark.parametrize(
    ("notation", "head", "expected"),
    [
        ("Rebels/NNS 3 nsubj | had=have/VBD 3 aux | hit/VBN 0 root | Homs/NNP 3 obj", 2, True),
        ("since/IN 4 mark | he/PRP 4 nsubj:pass | was=be/VBD 4 aux:pass | freed=free/VBN 0 root", 3, True),
        ("Rebels/NNS 3 nsubj | have/VBP 3 aux | hit/VBN 0 root | Homs/NNP 3 obj", 2, False),
        ("Rebels/NNS 2 nsubj | hit/VBD 0 root | Homs/NNP 2 obj", 1, False),
        ("since/IN 3 mark | rebels/NNS 3 nsubj | hit/VBP 0 root | Homs/NNP 3 obj", 2, False),
        ("Rebels/NNS 3 nsubj | previously/RB 3 advmod | hit/VBD 0 root | Homs/NNP 3 obj", 2, True),
        ("Rao/NNP 3 nsubj:pass | was=be/VBD 3 aux:pass | accused=accuse/VBN 0 root | of/IN 5 mark | hitting=hit/VBG 3 advcl | Homs/NNP 5 obj", 4, True),
        ("Rao/NNP 2 nsubj | accused=accuse/VBD 0 root | rebels/NNS 2 obj | who/WP 5 nsubj | hit/VBP 3 acl:relcl", 4, False),
        ("a/DT 2 det | suspect/NN 6 nsubj | in/IN 5 case | the/DT 5 det | raid/NN 2 nmod | fled=flee/VBD 0 root", 4, True),
        ("dozens/NNS 4 nsubj | of/IN 3 case | raids=raid/NNS 1 nmod | failed=fail/VBD 0 root", 2, False),
    ],
)
def test_undated_background(notation: str, head: int, expected: bool) -> None:
    assert undated_background(Tree(sentence(notation)), head) is expected


@pytest.mark.parametrize(
    ("notation", "lemma", "time"),
    [
        pytest.param(
            "Rao/NNP 2 nsubj | fled=flee/VBD 0 root | Monday/NNP 6 obl:tmod | after/IN 6 mark | rebels/NNS 6 nsubj | hit/VBD 2 advcl",
            "flee",
            "Monday",
            id="before after",
        ),
        pytest.param(
            "Rao/NNP 2 nsubj | fled=flee/VBD 0 root | Monday/NNP 6 obl:tmod | after/IN 6 mark | rebels/NNS 6 nsubj | hit/VBD 2 advcl | Homs/NNP 6 obj"
            " | Tuesday/NNP 6 obl:tmod",
            "hit",
            "Tuesday",
            id="behind after",
        ),
        pytest.param(
            "In/IN 2 case | January/NNP 4 obl | he/PRP 4 nsubj | facilitated=facilitate/VBD 0 root | a/DT 6 det | raid/NN 4 obj",
            "raid",
            "January",
            id="helped on",
        ),
        pytest.param(
            "In/IN 2 case | January/NNP 4 obl | he/PRP 4 nsubj | praised=praise/VBD 0 root | a/DT 6 det | raid/NN 4 obj", "raid", None, id="only spoken of"
        ),
        pytest.param(
            "suspects=suspect/NNS 5 nsubj | in/IN 4 case | the/DT 4 det | raid/NN 1 nmod | fled=flee/VBD 0 root | Monday/NNP 5 obl:tmod",
            "raid",
            None,
            id="deep in a phrase",
        ),
    ],
)
def test_whose_time_it_is(notation: str, lemma: str, time: str | None) -> None:
    found, at = scene(notation, lexicon(verb("hit"), noun("raid"), verb("flee"), verb("praise"), verb("facilitate")))
    when = when_of(next(n for n, c in enumerate(found) if c.lemma == lemma), found, at.tree, at.grounding)
    assert (when and when.when.text) == time


@pytest.mark.parametrize(("text", "expected"), [("around 2:00 p.m. local time", True), ("Monday at 9 a.m.", False), ("14:00 GMT", True), ("at dawn", False)])
def test_is_clock(text: str, expected: bool) -> None:
    assert is_clock(When(text, "2020-04-20", "2020-04-20", "day", True, "2020-04-20T14:00", "TIME")) is expected


def test_no_clause_above_is_an_end() -> None:
    read = sentence("Monday/NNP 0 root")
    found, at = scene("Rebels/NNS 2 nsubj | hit/VBD 0 root", WORDS)
    assert when_of(0, found, Tree(read), at.grounding) is None


def test_default_when() -> None:
    """News without time words is of the day of publication; nothing is made up without one."""
    assert default_when("2020-04-25") == When(None, "2020-04-25", "2020-04-25", "day", True)
    assert default_when(None) == When(None, None, None, "unknown", False)


@pytest.mark.parametrize(
    ("when", "published", "expected"),
    [
        (day("2020-03-26"), "2020-04-25", False),
        (day("2020-03-25"), "2020-04-25", True),
        (day("2020-01"), "2020-04-25", True),
        (day("2020-05-30"), "2020-04-25", False),
        (When("since 2019", "2019-01-01", None, "interval", True), "2020-04-25", False),
        (When("once", None, "2019-01-01", "unknown", False), "2020-04-25", False),
        (day("2019-01-01"), None, False),
        (None, "2020-04-25", False),
        (When("long ago", None, None, "unknown", True, "PAST_REF", "DATE"), "2020-04-25", True),
        (When("several years ago", None, None, "unknown", True, "PAST_REF", "DATE"), "2020-04-25", True),
        (When("recently", None, None, "unknown", True, "PAST_REF", "DATE"), "2020-04-25", False),
        (When("a few days ago", None, None, "unknown", True, "PAST_REF", "DATE"), "2020-04-25", False),
        (When("early March", "2020-03-01", "2020-03-31", "month", True, "2020-03", "DATE"), "2020-04-25", True),
        (When("late March", "2020-03-01", "2020-03-31", "month", True, "2020-03", "DATE"), "2020-04-25", False),
        (When("long ago", "-0043-03-15", "-0043-03-15", "day", True), "2020-04-25", True),
    ],
)
def test_historical(when: When | None, published: str | None, expected: bool) -> None:
    assert is_historical(when, published) is expected


PARAGRAPHS = ["Lima/NNP 0 root", "Mali/NNP 0 root", "Monday/NNP 0 root", "rain/NN 0 root", "Tuesday/NNP 0 root | Homs/NNP 1 appos", "rain/NN 0 root"]


@pytest.mark.parametrize(
    ("number", "time", "place"),
    [(0, None, "Lima"), (1, None, "Mali"), (2, "Monday", "Mali"), (3, "Monday", "Mali"), (4, "Tuesday", "Homs"), (5, "Tuesday", "Homs"), (6, None, "Lima")],
)
def test_setting(number: int, time: str | None, place: str) -> None:
    """The day and place that the paragraph has reached; a place may also be the report's first."""
    of = [-1, 0, 0, 0, 1, 1, 2]
    notations = [*PARAGRAPHS, "rain/NN 0 root"]
    read = [structs.replace(sentence(n, index=i), paragraph=p, in_title=p < 0) for i, (n, p) in enumerate(zip(notations, of, strict=True))]
    when, where = setting_time(read[number], read, ground(*read)), setting_place(read[number], read, ground(*read))
    assert (when and when.text, where and where.name) == (time, place)
