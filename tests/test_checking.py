"""``lapwing knowledge check`` and ``lapwing explain --why-not`` on made folders and sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from lapwing import cli
from lapwing.checking import Finding, check, line_of
from lapwing.coding.spans import find
from lapwing.settings import Settings

GOOD = """# Own entries
- id: mine.picket_embassy
  type: PROTEST
  modes: [demo]
  when: {verb: [serenade], object: [embassy]}
  roles: {actors: [subject], recipients: [object]}
  examples:
    - text: Students serenaded the Turkish embassy with banners on Monday.
      published: 2020-05-12
      expect: {type: PROTEST}
    - text: Customers serenaded the shop.
      expect: none
"""


def findings(folder: Path, content: str, name: str = "lexicon/en/mine.yaml") -> list[Finding]:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return [f for f in check(Settings(knowledge=(folder,)), quick=True) if f.file.startswith(str(folder))]


def test_a_sound_folder_gives_no_finding(tmp_path: Path) -> None:
    assert findings(tmp_path, GOOD) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "kind", "said"),
    [
        ("type: PROTEST\n  modes", "type: PICKET\n  modes", 2, "broken", "there is no type PICKET"),
        ("modes: [demo]", "modes: [party]", 2, "broken", "PROTEST has no mode party"),
        ("  when:", "  whem:", 5, "broken", "whem"),
        ("object: [embassy]}", "object: [embassy}", 5, "broken", "not YAML"),
        ("verb: [serenade]", "verb: [$no_such_set]", 2, "broken", "no word set $no_such_set"),
        ("      expect: none", "      expect: {type: PROTEST}", 11, "example", "not found"),
        ("verb: [serenade]", "verb: [beleaguer]", 2, "dead", "decides none of its own examples"),
        ("    - text: Customers serenaded the shop.\n      expect: none\n", "", 2, "untested", "must leave alone"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(tmp_path: Path, old: str, new: str, line: int, kind: str, said: str) -> None:
    assert old in GOOD
    found = findings(tmp_path, GOOD.replace(old, new))
    assert any((f.line, f.kind) == (line, kind) and said in f.message for f in found), found


def test_two_types_under_the_same_conditions_contradict(tmp_path: Path) -> None:
    second = GOOD.replace("mine.picket_embassy", "mine.siege").replace("type: PROTEST\n  modes: [demo]", "type: COERCE")
    found = findings(tmp_path, GOOD + second.partition("\n")[2])
    assert any(f.kind == "contradiction" and f.line == 13 and "mine.picket_embassy" in f.message for f in found)


def test_command_says_how_many(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "lexicon/en").mkdir(parents=True)
    (tmp_path / "lexicon/en/mine.yaml").write_text("- id: x\n  type: [\n", encoding="utf-8")
    assert cli.main(["knowledge", "check", str(tmp_path)]) == 1
    out = capsys.readouterr().out.splitlines()
    assert out[-1] == "1 finding" and out[0].startswith(f"{tmp_path}/lexicon/en/mine.yaml:3: broken: not YAML")


def test_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text('# x\n- {name: "A B", codes: [X]}\n- id: c.d\n  examples:\n    - text: One.\n    - {text: Two., expect: none}\n', encoding="utf-8")
    assert [line_of(path, *a) for a in (("A B",), ("c.d",), ("c.d", 0), ("c.d", 1), ("entry 2",), ("c.e",), ("entry 9",))] == [2, 3, 5, 6, 3, None, None]


@pytest.fixture
def story(tmp_path: Path) -> str:
    path = tmp_path / "story.txt"
    path.write_text("Police in Kenya arrested two students on Monday. The minister would criticise the arrests if asked. Rain fell.\n", encoding="utf-8")
    return str(path)


def test_why_not(story: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["explain", story, "--why-not", "Arrested  two STUDENTS"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("story [0:48] Police in Kenya arrested two students on Monday.\n  arrest (verb) [16:24]\n    + coerce.arrest COERCE: coded: ")
    assert "needs object: " in out and "Rain" not in out
    assert cli.main(["explain", story, "--why-not", "Rain fell"]) == 0
    assert "arrest" not in capsys.readouterr().out


def test_why_not_without_such_words(story: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["explain", story, "--why-not", "snow fell"]) == 0
    assert capsys.readouterr().out == "no report holds these words: snow fell\n"
    assert cli.main(["explain", story, "--why-not", "..."]) == 2


def test_quotes_are_found_in_any_case_and_spacing() -> None:
    assert find("two men,  IN Lagos", "Two men in\nLagos fled") == (0, 16)
    assert find("…", "Two") is None and find("men two", "Two men") is None
