"""Words and sentences."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lapwing.analysis.tokenizer import MAX_SENTENCE_WORDS, sentences, tokenize

# The words of a text, parted by spaces; a bar is a cut inside an orthographic word. `_spell` makes the text.
CUTS = """
They ca|n't , wo|n't and did|n't go .
Rao|'s men and the rebels|' camp
She|’s said they|’ve won and we|’ll see
He can|not stay and they are gon|na leave
US - led forces ; a cease - fire
anti-war , pre-war and co-operate
3.5 percent , 1,200 men , 10:30 and 1/2
$ 2.7 billion and US$ 30
20 km and 5 pm
the 1990s and the 21st of May
2020-01-31 and 31/01/2020
Mr. Otieno , Gen. Ade and St. Mary 's
the U.S. and the U.N. at 10 a.m. today
J. K. Rowe and George W. Hale
https://www.example.org/a.b?x=1 and www.example.org .
mail to a.b@example.org or see example.org
They waited ... and — then … left
What ?! No !
( some ) [ few ] { none }
“ Go , ” he said
Ngũgĩ , Łódź and São Tomé
AT&T and R&D
"""


def _spell(line: str) -> tuple[str, list[str]]:
    """A text that is to give the words of a line: spaces before closing marks and around inner ones are left out."""
    words = line.replace("|", " ").split()
    text = line.replace("|", "")
    for mark in (" ,", " .", " ;", " ?!", " !", " )", " ]", " }", " ”", " 's"):
        text = text.replace(mark, mark[1:])
    for mark in ("( ", "[ ", "{ ", "“ ", "$ "):
        text = text.replace(mark, mark[0])
    for spaced, close in ((" - ", "-"), ("20 km", "20km"), ("5 pm", "5pm")):
        text = text.replace(spaced, close)
    return text, words


@pytest.mark.parametrize("line", [pytest.param(c, id=c) for c in CUTS.strip().splitlines()])
def test_words(line: str) -> None:
    text, words = _spell(line)
    found = tokenize(text)
    assert [t.text for t in found] == words
    glued = [piece for chunk in line.split() for piece in [False] + [True] * chunk.count("|")]
    assert [t.glued for t in found if t.text != "'s"] == [g for g, w in zip(glued, words, strict=True) if w != "'s"]


# Where a sentence ends is marked by a bar in place of the space after it.
SPLITS = """
J. K. Rowe met George W. Hale in Oslo.|They left.
He lives at No. 2 Harbour Road.|She does not.
The U.S. Senate voted on it.|The House did not.
Troops left the U.S.|The premier stayed.
The E.U. and the U.N. agreed.|Nobody else did.
"We will not go."|The minister left.
She said, "We will go."|He left.
She said “We will go.”|He left.
She said ‘We will go.’|He left.
He asked: "Will they go?" she said.
"Go!" he cried.|They went.
"It's over," he said.|"We go."
Mr. Otieno met Mrs. Hale and Dr. Rao.|They talked.
Gen. Omar Rashid, Lt. Col. Ade and Sgt. Okoro died.|Others fled.
They met at 10 a.m. Friday in Lima.|Talks ended at 3 p.m.|The envoy left.
The vote was at 5 p.m. local time.
They waited... and then left.|Nobody came.
They waited...|Then the envoy left.
They waited…|Then the envoy left.
They fled ... and died.
Envoys meet in Oslo
Premier: no talks before May
ENVOYS MEET IN OSLO.|TALKS TO RESUME.
Prices rose 3.5 percent.|Exports fell by $2.7 billion.
It ended in 2019.|2020 was worse.
He was born on Jan. 5, 1970.|He died in 2001.
See https://www.example.org/news/a.b?x=1.|It says so.
See www.example.org.|It says so.
They signed in Washington, D.C. on Monday.|Then they left.
The company, Acme Inc. said so.|It left.
He got a Ph.D. in Lima.|He left.
Smith vs. Jones was heard.|It ended.
They fled (some by car.)|Others walked.
Is it over?|No!|Yes.
What?!|Nobody knew.
[1] They left.|[2] They came.
• One fell.|• Two rose.
the police came.|they left.
Talks, visits, etc. were held.
It is over. :)|They left.
"""


@pytest.mark.parametrize("line", [pytest.param(c, id=c) for c in SPLITS.strip().splitlines()])
def test_sentence_ends(line: str) -> None:
    text = line.replace("|", " ")
    assert [text[s[0].start : s[-1].end] for s in sentences(text)] == line.split("|")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("They fled.Others walked.", ["They fled.", "Others walked."], id="no space after the stop"),
        pytest.param("Envoys meet\n\nThey met in Oslo.", ["Envoys meet", "They met in Oslo."], id="blank line"),
        pytest.param("Envoys meet\n \t\nThey met in Oslo.", ["Envoys meet", "They met in Oslo."], id="line of spaces"),
        pytest.param("Envoys meet\nThey met in Oslo.", ["Envoys meet", "They met in Oslo."], id="short line"),
        pytest.param(
            "The envoys of both governments met in Oslo on the first\nday of the talks. They left.",
            ["The envoys of both governments met in Oslo on the first\nday of the talks.", "They left."],
            id="line wrapped by width",
        ),
        pytest.param("", [], id="empty"),
        pytest.param(" \n\t\u00a0\u2003 \n\n ", [], id="white space only"),
    ],
)
def test_lines(text: str, expected: list[str]) -> None:
    assert [text[s[0].start : s[-1].end] for s in sentences(text)] == expected


def test_offset_is_added() -> None:
    assert [(t.start, t.end) for t in tokenize("a bc", 7)] == [(7, 8), (9, 11)]
    assert [(s[0].start, s[-1].end) for s in sentences("Go.\n\nStay.", 5)] == [(5, 8), (10, 15)]


def test_long_sentences_are_cut_at_a_mark() -> None:
    text = ("word " * 100 + "; ") * 3 + "word " * 500
    cut = sentences(text)
    assert all(len(s) <= MAX_SENTENCE_WORDS for s in cut)
    assert [s[-1].text for s in cut[:3]] == [";"] * 3
    assert [t for s in cut for t in s] == tokenize(text)


PIECES = (
    st.sampled_from(
        """. , ' " ’ “ ” ? ! ... … - — ( ) : ; $ % & / @ # * _ a A I é ß Ж 中 👍 \u200d \u0301 \u0000 \u001c \u202e \u05d0 \n \n\n \t
    can't won’t rebels' U.S. a.m. No. 2 3.5 1,000 10:30
    Mr. St. www.example.org http://x.y/z. US-led anti-war $5 5km 2020-01-01 Rao's they the Police police said :) <3 etc. J. R&D -- ''""".replace(
            "\n    ", " "
        ).split(" ")
    )
    | st.characters()
)
TEXTS = st.lists(PIECES, max_size=40).map(" ".join) | st.lists(PIECES, max_size=40).map("".join)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(TEXTS)
def test_words_are_exact_in_order_and_leave_nothing_out(text: str) -> None:
    found = tokenize(text)
    assert all(t.text and text[t.start : t.end] == t.text for t in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    covered = {i for t in found for i in range(t.start, t.end)}
    assert {i for i, c in enumerate(text) if not c.isspace()} <= covered
    assert all(t.start == before.end for before, t in pairwise(found) if t.glued)
    assert not found or not found[0].glued
    assert tokenize(text) == found


@settings(max_examples=150, deadline=None, derandomize=True)
@given(TEXTS, st.integers(0, 1000))
def test_sentences_part_the_text(text: str, offset: int) -> None:
    """Sentences hold every character that is not white space, in order, and shift with their offset."""
    found = sentences(text)
    words = [t for s in found for t in s]
    assert all(found) and all(len(s) <= MAX_SENTENCE_WORDS for s in found)
    assert all(text[t.start : t.end] == t.text for t in words)
    assert all(a.end <= b.start for a, b in pairwise(words))
    assert {i for i, c in enumerate(text) if not c.isspace()} <= {i for t in words for i in range(t.start, t.end)}
    assert [[(t.text, t.start - offset) for t in s] for s in sentences(text, offset)] == [[(t.text, t.start) for t in s] for s in found]
