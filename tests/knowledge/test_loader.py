"""Knowledge files: read, kept, added to, and named where they are broken."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from lapwing.errors import KnowledgeError
from lapwing.knowledge import loader
from lapwing.knowledge.cache import DAY, cache_folder, keep, load
from lapwing.knowledge.loader import KnowledgeBase
from lapwing.knowledge.schema import Entry, Operator, WordSet

KIND = "lexicon/sets"
GOOD = "- id: ours_only\n  words: [alpha, beta]\n"


def folder(tmp_path: Path, content: str | bytes, name: str = "ours.yaml", kind: str = KIND) -> Path:
    """A knowledge folder of a user with one file."""
    place = tmp_path / "mine" / kind
    place.mkdir(parents=True, exist_ok=True)
    (place / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return tmp_path / "mine"


def test_the_users_folder_comes_after_the_packages(tmp_path: Path) -> None:
    own = KnowledgeBase()
    base = KnowledgeBase(folder(tmp_path, GOOD))
    assert [s.id for s in base.read(KIND, WordSet)] == [*(s.id for s in own.read(KIND, WordSet)), "ours_only"]
    assert base.read(KIND, WordSet, "ours") == [WordSet("ours_only", ["alpha", "beta"])]
    assert own.read(KIND, WordSet, "ours") == [] == base.read("no/such/kind", WordSet)
    assert base.files(KIND)[-1].name == "ours.yaml"


def test_version_tells_content_and_names(tmp_path: Path) -> None:
    versions = [KnowledgeBase().version]
    for content, name in ((GOOD, "ours.yaml"), (GOOD.replace("beta", "gamma"), "ours.yaml"), (GOOD, "more.yaml")):
        versions.append(KnowledgeBase(folder(tmp_path, content, name)).version)
    assert len(set(versions)) == 4 and all(len(v) == 12 for v in versions)
    assert KnowledgeBase().version == versions[0]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="nowhere: no such folder"):
        KnowledgeBase(tmp_path / "nowhere")
    (tmp_path / "file").write_text("")
    with pytest.raises(KnowledgeError, match="no such folder"):
        KnowledgeBase(tmp_path / "file")


# What a file holds, the form of its entries, the entry that is named and a part of the reason.
BROKEN = {
    "no yaml": ("- id: [a\n  b: {", WordSet, None, "line"),
    "a tab": ("- id: a\n\twords: []", WordSet, None, "line 2"),
    "no list": ("id: a\nwords: [b]\n", WordSet, None, "list of entries"),
    "a word": ("hello", WordSet, None, "list of entries"),
    "wrong type": (GOOD + "- id: second\n  words: alpha\n", WordSet, "second", "array"),
    "missing field": (GOOD + "- id: second\n", WordSet, "second", "words"),
    "unknown field": (GOOD + "- {id: second, words: [a], wrods: [b]}\n", WordSet, "second", "wrods"),
    "no id": (GOOD + "- words: [a]\n", WordSet, "entry 2", "id"),
    "no mapping": (GOOD + "- alpha\n", WordSet, "entry 2", "object"),
    "number for a word": ("- {id: x, words: [a, 1]}\n", WordSet, "x", "str"),
    "entry without when": ("- {id: x, type: AID}\n", Entry, "x", "when"),
    "example with a typing error": ("- {id: x, type: AID, when: {verb: [aid]}, examples: [{txt: a}]}\n", Entry, "x", "txt"),
    "operator without words": ("- {id: x, effect: future}\n", Operator, "x", "words"),
    "code": ("- !!python/object/apply:os.getcwd []\n", WordSet, None, "python"),
}


@pytest.mark.parametrize(("content", "form", "entry", "reason"), [pytest.param(*v, id=k) for k, v in BROKEN.items()])
def test_what_is_broken_is_named(tmp_path: Path, content: str, form: type[WordSet], entry: str | None, reason: str) -> None:
    base = KnowledgeBase(folder(tmp_path, content, kind="broken"))
    for _ in range(2):  # the second time from the cache
        with pytest.raises(KnowledgeError, match=reason) as caught:
            base.read("broken", form)
        assert caught.value.file.endswith("broken/ours.yaml") and caught.value.entry == entry
        assert "\n" not in str(caught.value) and "ours.yaml" in str(caught.value)


POSITIONS = {
    "a field that is not known": (GOOD + "- id: second\n  words: [a]\n  wrods: [b]\n", WordSet, (5, 3)),
    "the wrong kind of value": (GOOD + "- id: second\n  words: [a, [b]]\n", WordSet, (4, 14)),
    "a field that is missing": (GOOD + "- words: [a]\n", WordSet, (3, 3)),
    "inside an example": ("- id: x\n  type: AID\n  when: {verb: [aid]}\n  examples:\n    - {text: a}\n    - {txt: a}\n", Entry, (6, 8)),
    "not YAML": (GOOD + "- id: [\n", WordSet, (4, 1)),
    "not UTF-8": (GOOD.encode() + b"- id: caf\xe9\n", WordSet, (3, 10)),
    "no list": ("a: b\n", WordSet, (1, 1)),
}


@pytest.mark.parametrize(("content", "form", "place"), [pytest.param(*v, id=k) for k, v in POSITIONS.items()])
def test_line_and_column_of_what_is_broken(tmp_path: Path, content: str | bytes, form: type[WordSet], place: tuple[int, int]) -> None:
    with pytest.raises(KnowledgeError) as caught:
        KnowledgeBase(folder(tmp_path, content, kind="broken")).read("broken", form)
    assert (caught.value.line, caught.value.column) == place
    assert f"line {place[0]}, column {place[1]}" in str(caught.value)


def test_bytes_that_are_no_text_are_named(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"ours\.yaml"):
        KnowledgeBase(folder(tmp_path, b"- id: caf\xe9\n  words: [a]\n")).read(KIND, WordSet)


@pytest.mark.parametrize("content", ["", "# only a comment\n", "[]\n"])
def test_an_empty_file_has_no_entries(tmp_path: Path, content: str) -> None:
    assert KnowledgeBase(folder(tmp_path, content)).read(KIND, WordSet, "ours") == []


def test_words_stay_words_with_and_without_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bare ``no``, ``on`` or 2020-04-25 is text here, in the first reading and from the cache."""
    monkeypatch.setenv("LAPWING_CACHE", str(tmp_path / "cache"))
    mine = folder(tmp_path, "- {id: on, effect: future, words: [no, off, yes], examples: [{text: A., published: 2020-04-25}]}\n", kind="dated")
    for _ in range(2):
        (found,) = KnowledgeBase(mine).read("dated", Operator)
        assert (found.id, found.words, found.examples[0].published) == ("on", ["no", "off", "yes"], "2020-04-25")


class Parsing:
    """Counts how often YAML is parsed."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count = 0
        parse = loader._parse

        def counting(path: Path, content: bytes) -> object:
            self.count += 1
            return parse(path, content)

        monkeypatch.setattr(loader, "_parse", counting)


def test_parsed_files_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAPWING_CACHE", str(tmp_path / "cache"))
    parsing = Parsing(monkeypatch)
    mine = folder(tmp_path, GOOD)
    reads = [KnowledgeBase(mine).read(KIND, WordSet, "ours") for _ in range(3)]
    assert reads == [[WordSet("ours_only", ["alpha", "beta"])]] * 3 and parsing.count == 1
    folder(tmp_path, GOOD.replace("beta", "gamma"))
    assert KnowledgeBase(mine).read(KIND, WordSet, "ours") == [WordSet("ours_only", ["alpha", "gamma"])] and parsing.count == 2
    assert {p.suffix for p in (tmp_path / "cache" / "knowledge").iterdir()} == {".msgpack"}


def test_a_damaged_cache_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAPWING_CACHE", str(tmp_path / "cache"))
    mine = folder(tmp_path, GOOD)
    wanted = KnowledgeBase(mine).read(KIND, WordSet, "ours")
    (kept,) = (tmp_path / "cache" / "knowledge").iterdir()
    kept.write_bytes(kept.read_bytes()[:-3])
    assert KnowledgeBase(mine).read(KIND, WordSet, "ours") == wanted
    assert KnowledgeBase(mine).read(KIND, WordSet, "ours") == wanted


def test_a_cache_that_cannot_be_written_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The cache folder is a file: nothing can be kept, everything is read."""
    (tmp_path / "cache").write_text("a file")
    monkeypatch.setenv("LAPWING_CACHE", str(tmp_path / "cache"))
    parsing = Parsing(monkeypatch)
    mine = folder(tmp_path, GOOD)
    reads = [KnowledgeBase(mine).read(KIND, WordSet, "ours") for _ in range(2)]
    assert reads == [[WordSet("ours_only", ["alpha", "beta"])]] * 2 and parsing.count == 2
    assert (tmp_path / "cache").read_text() == "a file"


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({"LAPWING_CACHE": "/a", "XDG_CACHE_HOME": "/b"}, "/a"),
        ({"XDG_CACHE_HOME": "/b"}, "/b/lapwing"),
        ({"LAPWING_CACHE": "", "XDG_CACHE_HOME": ""}, "/c/.cache/lapwing"),
        ({}, "/c/.cache/lapwing"),
    ],
)
def test_cache_folder(monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], expected: str) -> None:
    monkeypatch.setattr(Path, "home", lambda: Path("/c"))
    for name in ("LAPWING_CACHE", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert cache_folder() == Path(expected)


def test_what_nobody_used_for_long_goes(tmp_path: Path) -> None:
    days = {"old.msgpack": 31, "used.msgpack": 31, "young.msgpack": 29, "x.part": 2, "y.part": 0, "other.txt": 99}
    for name, number in days.items():
        (tmp_path / name).write_bytes(b"x")
        os.utime(tmp_path / name, times=(when := (tmp_path / name).stat().st_mtime - number * DAY, when))
    assert load(tmp_path / "used.msgpack") == b"x" and load(tmp_path / "none.msgpack") is None
    keep(tmp_path / "new.msgpack", b"y")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["new.msgpack", "other.txt", "used.msgpack", "y.part", "young.msgpack"]
