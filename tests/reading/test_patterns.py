"""Every example of the reading knowledge, run with all of it loaded."""

from __future__ import annotations

import pytest

from lapwing.knowledge.loader import KnowledgeBase
from lapwing.knowledge.reading import Residue, ResidueExample
from lapwing.model import Report
from lapwing.reading.cleaning import Cleaner

CLEANER = Cleaner(KnowledgeBase())
ENTRIES = CLEANER.patterns.entries
EXAMPLES = [
    pytest.param(entry, example, id=f"{entry.id}:{number}") for entry in ENTRIES for number, example in enumerate(entry.examples, 1)
]
STORY = "The two sides signed a truce in Oslo on Monday, officials of both governments said."


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_entry_has_examples_of_both_kinds(entry: Residue) -> None:
    assert any(example.drop for example in entry.examples)
    assert any(example.keep for example in entry.examples)
    assert all(example.keep != bool(example.drop) for example in entry.examples)


@pytest.mark.parametrize("entry, example", EXAMPLES)
def test_example(entry: Residue, example: ResidueExample) -> None:
    report = Report("r", "Truce signed", None, None, None, f"{example.text}\n\n{STORY}")
    found = [(drop.text, drop.reason) for drop in CLEANER.clean(report).dropped]
    wanted = (example.text if example.drop == "all" else (example.drop or "").strip()) or None
    assert found == ([(wanted, entry.reason)] if wanted and entry.place != "heading" else [(wanted, found[0][1])] if wanted else [])


@pytest.mark.parametrize("end", [".", "!x", " |", ")", " -", "\n"])
def test_example_again_and_again(end: str) -> None:
    """What a pattern finds lies in the paragraph, whatever that is made of. One that backtracks would not end: bench/linear.py has the seconds."""
    for entry in ENTRIES:
        for example in entry.examples:
            text = ((example.text.strip(" .") + " | ") * 200)[:580] + end
            CLEANER.patterns.whole(text)
            for found in (CLEANER.patterns.prefix(text, (0, len(text)), True), CLEANER.patterns.suffix(text, (0, len(text)))):
                assert found is None or 0 <= found[0][0] < found[0][1] <= len(text)
