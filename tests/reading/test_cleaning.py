"""What is dropped from whole reports, and what is not."""

from __future__ import annotations

from itertools import pairwise

import pytest
from counting import calls
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lapwing.model import Report
from lapwing.reading.cleaning import clean, paragraphs

LEAD = "The defence ministers of the two countries met in Oslo on Monday and signed a truce that ends nine months of war along the river."
BODY = "Officials of both governments said that their troops would leave the bridges within a week."
END = "The rebels, who were not invited, shelled a village on Sunday."


def report(text: str, title: str | None = "Ministers sign truce in Oslo") -> Report:
    return Report("r", title, None, None, None, text)


def drops(text: str, title: str | None = "Ministers sign truce in Oslo") -> list[tuple[str, str]]:
    found = clean(report(text, title))
    for drop in found.dropped:
        assert found.text[drop.start : drop.end] == drop.text
    return [(drop.text, drop.reason) for drop in found.dropped]


def kept(text: str, title: str | None = "Ministers sign truce in Oslo") -> list[str]:
    found = clean(report(text, title))
    return [text[start:end] for start, end in paragraphs(found)]


CAPTION = "Defence minister Ana Lima (L) and her colleague Bo Xu shake hands after the talks in Oslo, Norway, March 2, 2020."
REPORTS = {
    "wire story": (
        f"OSLO, March 2 (Reuters) - {LEAD}\n\n{BODY}\n\n{END} (Reporting by Ana Lima; Editing by Bo Xu)",
        [("OSLO, March 2 (Reuters) -", "dateline"), ("(Reporting by Ana Lima; Editing by Bo Xu)", "byline")],
    ),
    "caption told twice": (
        f"{LEAD}\n\n{CAPTION}\nReuters\n\n{CAPTION}\n\n{BODY}",
        [("Reuters", "agency credit"), (CAPTION, "repeats an earlier paragraph")],
    ),
    "caption with credit stays": (
        f"{LEAD}\n\n{CAPTION} (Photo by Ana Lima/AFP)\n\n{BODY}",
        [("(Photo by Ana Lima/AFP)", "picture credit")],
    ),
    "caption twice, once with credit": (
        f"{LEAD}\n\n{CAPTION} [Ana Lima/Reuters]\n\n{BODY}\n\n{CAPTION}",
        [("[Ana Lima/Reuters]", "picture credit"), (CAPTION, "repeats an earlier paragraph")],
    ),
    "near copy of the lead": (
        f"{LEAD}\n\n{BODY}\n\n{LEAD.replace('the river', 'the Nira')}\n\n{END}",
        [(LEAD.replace("the river", "the Nira"), "repeats an earlier paragraph")],
    ),
    "title again": (f"Ministers Sign Truce in Oslo\n\n{LEAD}\n\n{BODY}", [("Ministers Sign Truce in Oslo", "repeats the title")]),
    "pull quote": (
        f"{LEAD}\n\n“their troops would leave the bridges within a week”\n—Ana Lima\n\n{BODY}",
        [("“their troops would leave the bridges within a week”", "repeats part of another paragraph"), ("—Ana Lima", "quote attribution")],
    ),
    "head of a page": (
        f"Home | World | Europe\nBy ANA LIMA\nMarch 2, 2020\n\nShare on Facebook\n3 min read\n\n{LEAD}\n\n{BODY}",
        [
            ("Home | World | Europe", "list of tags or links"),
            ("By ANA LIMA", "byline"),
            ("March 2, 2020", "date line"),
            ("Share on Facebook", "share button"),
            ("3 min read", "note on the article"),
        ],
    ),
    "links between": (
        f"{LEAD}\n\nREAD MORE: Rebels shell village\n\n{BODY}\n\nAdvertisement\n\n{END}",
        [("READ MORE: Rebels shell village", "link to another page"), ("Advertisement", "advertisement")],
    ),
    "foot of a page": (
        f"{LEAD}\n\n{BODY}\n\nThis article has been updated.\n\nFollow us on Twitter\n\nTags: truce, Oslo\n\n© 2020 Daily Star",
        [
            ("This article has been updated.", "note on the article"),
            ("Follow us on Twitter", "call to subscribe or follow"),
            ("Tags: truce, Oslo", "list of tags or links"),
            ("© 2020 Daily Star", "copyright notice"),
        ],
    ),
    "related links": (
        f"{LEAD}\n\n{BODY}\n\nRelated news\n\nRebels shell village on the Nira\n• Army calls up reserves\nhttps://news.example/truce",
        [
            ("Related news", "list of tags or links"),
            ("Rebels shell village on the Nira", "list of links"),
            ("• Army calls up reserves", "list of links"),
            ("https://news.example/truce", "list of tags or links"),
        ],
    ),
    "cited sources": (
        f"{LEAD}\n\n{BODY}\n\nSources\n\n“Ministers sign truce”. Daily Star, March 2, 2020\n\n“War ends”. The Courier, March 2, 2020",
        [
            ("Sources", "list of links"),
            ("“Ministers sign truce”. Daily Star, March 2, 2020", "list of links"),
            ("“War ends”. The Courier, March 2, 2020", "list of links"),
        ],
    ),
    "links without heading": (
        f"{LEAD}\n\n{BODY}\n\nRebels Shell Village on the Nira\nArmy Calls Up Reserves\nCourt Frees Editor of Daily Star",
        [
            ("Rebels Shell Village on the Nira", "list of links"),
            ("Army Calls Up Reserves", "list of links"),
            ("Court Frees Editor of Daily Star", "list of links"),
        ],
    ),
    "sub-headings": (
        f"{LEAD}\n\nBackground\n\n{BODY}\n\nLong road\n\n{END}\n\nRoom 12",
        [("Background", "heading"), ("Long road", "heading"), ("Room 12", "stray fragment")],
    ),
    "Windows line ends": (f"{LEAD}\r\n\r\nAFP\r\n\r\n{BODY}\r\n", [("AFP", "agency credit")]),
    "copy with other numbers": (f"{LEAD}\n\n{LEAD.replace('nine', 'ten')}\n\n{BODY}", []),
    "copy that denies": (f"{LEAD}\n\n{LEAD.replace('and signed', 'and never signed')}\n\n{BODY}", []),
    "copy with another name": (f"{LEAD}\n\n{LEAD.replace('Oslo', 'Rome')}\n\n{BODY}", []),
    "sub-heading that is a clause": (f"{LEAD}\n\nRebels shell village\n\n{BODY}\n\nAssad Resigns\n\n{END}", []),
    "short sentences": (f"{LEAD}\n\nNo one was hurt.\n\n“We want peace”\n\n{BODY}\n\nTwo men died.", []),
    "lead with acronym": (f"NATO – which sent envoys – was not told.\n\n{LEAD}", []),
    "captions once at the end": (f"{LEAD}\n\n{BODY}\n\nSoldiers guard the bridge\nWomen cheer the ministers\nA crowd burns flags", []),
    "only a fragment": ("Clashes in Oslo", []),
}


@pytest.mark.parametrize("name", REPORTS)
def test_report(name: str) -> None:
    text, wanted = REPORTS[name]
    assert drops(text) == wanted
    assert "".join("".join(kept(text)).split()) == "".join(_without(text, wanted).split())


def _without(text: str, wanted: list[tuple[str, str]]) -> str:
    for dropped, reason in wanted:
        before, _, after = text.rpartition(dropped) if reason.startswith("repeats an") else text.partition(dropped)
        text = before + after
    return text


def test_first_line_without_title_stays() -> None:
    assert drops(f"Talks in Oslo\n\n{LEAD}", title=None) == []


def test_dateline_only_opens_the_report() -> None:
    assert kept(f"BERGEN: {LEAD}\n\nKOFI (AP) - Two men died.")[0] == LEAD


def test_transcript_keeps_its_speakers() -> None:
    text = f"KERRY: {LEAD}\n\nLAVROV: We left the river."
    assert kept(text) == text.split("\n\n")


def test_wrapped_paragraphs_are_whole() -> None:
    one = (
        "The defence ministers of the two countries met in Oslo on\nMonday and signed a truce that ends nine months of war and\nof hunger."
    )
    two = "Officials of both of the governments said on Monday that\nall of their troops would leave the two old bridges within\na week."
    assert kept(f"{one}\n\n{two}") == [one, two]
    assert kept(f"{one}\n{two}") == [one, two]


def test_lines_that_are_no_wrap_are_paragraphs() -> None:
    assert kept(f"{LEAD}\n{BODY}\n{END}") == [LEAD, BODY, END]


def test_cleaning_twice_changes_nothing() -> None:
    once = clean(report(REPORTS["head of a page"][0]))
    assert clean(once) == once


LINES = [
    LEAD,
    BODY,
    END,
    CAPTION,
    "Reuters",
    "Advertisement",
    "Sources",
    "",
    " ",
    "AFP ",
    "“x”",
    "—A",
    "Home | A | B",
    "OSLO (AP) — Yes.",
    "\u2028",
    "No.",
]
TEXTS = st.lists(st.sampled_from(LINES) | st.text(max_size=30), max_size=14).flatmap(
    lambda parts: st.sampled_from(["\n", "\n\n", "\r\n", " \n \n", "\x85", "\x0c"]).map(lambda gap: gap.join(parts))
)


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.sampled_from([None, "Reuters", LEAD]))
@example("\x1f", None)
@example("Photo: A\n(Photo: A)", "x")
def test_nothing_is_lost(text: str, title: str | None) -> None:
    found = clean(report(text, title))
    assert found.text == text
    spans = [(drop.start, drop.end) for drop in found.dropped]
    assert spans == sorted(spans)
    assert all(text[drop.start : drop.end] == drop.text and drop.reason for drop in found.dropped)
    read = paragraphs(found)
    assert read == sorted(read)
    every = sorted(spans + read)
    assert all(before[1] <= after[0] for before, after in pairwise(every))
    assert all(text[start:end].strip() == text[start:end] != "" for start, end in every)
    covered = "".join(text[start:end] for start, end in every)
    assert "".join(covered.split()) == "".join(text.split())


SHAPES = {
    "one line": lambda n: "The army said that it would leave the town. " * (40 * n),
    "no sentence": lambda n: "word " * (200 * n),
    "one word": lambda n: "x" * (1_000 * n),
    "copies": lambda n: f"{LEAD}\n" * (8 * n),
    "near copies": lambda n: "\n".join(f"{LEAD} It was day {day}." for day in range(5 * n)),
    "brackets": lambda n: "A B" * (100 * n) + "\n(((((" * (20 * n),
    "fragments": lambda n: "Yes\n" * (100 * n) + END,
    "wrapped": lambda n: "The ministers of both of the countries met in the town of Oslo\n" * (10 * n),
    "blanks": lambda n: " " * (1_000 * n) + "a",
    "headings": lambda n: "Sources\nx\n" * (40 * n) + END,
}


@pytest.mark.parametrize("shape", SHAPES)
def test_work_is_linear(shape: str) -> None:
    """Four times the text is at most a little over four times the work; bench/linear.py has the seconds, for large texts."""
    few, many = (calls(lambda n=n: paragraphs(clean(report(SHAPES[shape](n))))) for n in (5, 20))
    assert many < 5 * few
