"""The command line: verbs, exit codes, errors in one line."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from fake_pipeline import FakePipeline, make

from lapwing import __version__, cli
from lapwing.running import local

STORY = "Envoys meet in Nairobi\n\nThe envoys of both sides met in Nairobi on Saturday and talked for three hours.\n"


@pytest.fixture(autouse=True)
def engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "load_pipeline", make)
    monkeypatch.setattr(cli, "_parser", FakePipeline)


@pytest.fixture
def story(tmp_path: Path) -> str:
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return str(path)


class Ran:
    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


@pytest.fixture
def lapwing(capsys: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]
    def run(*arguments: str) -> Ran:
        code = cli.main(list(arguments))
        done = capsys.readouterr()
        return Ran(code, done.out, done.err)

    return run


def test_table(lapwing, story) -> None:  # type: ignore[no-untyped-def]
    ran = lapwing("code", story, "--published", "2020-04-25")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Envoys meet in Nairobi\nstory · published 2020-04-25 · 1 event\n\n  1  CONSULT visit\n")
    assert "\x1b" not in ran.out


def test_jsonl_has_only_json_on_standard_output(lapwing, story, tmp_path) -> None:  # type: ignore[no-untyped-def]
    failures = tmp_path / "failed.jsonl"
    ran = lapwing("code", str(tmp_path / "no.txt"), story, "--format", "jsonl", "--failures", str(failures))
    assert ran.code == 1
    assert [json.loads(line)["report"]["id"] for line in ran.out.splitlines()] == ["story"]
    assert ran.err.startswith("lapwing: ") and ran.err.count("\n") == 1 and "no.txt" in ran.err
    assert json.loads(failures.read_text())["input"].endswith("no.txt")


def test_csv_has_a_header_even_without_events(lapwing, tmp_path, story) -> None:  # type: ignore[no-untyped-def]
    assert lapwing("code", story, "--format", "csv").out.count("\n") == 2
    ran = lapwing("code", str(tmp_path / "no.txt"), "--format", "csv")
    assert (ran.code, ran.out.count("\n")) == (1, 1)


def test_a_broken_line_is_named_and_the_others_are_coded(lapwing, tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "reports.jsonl"
    good = [json.dumps({"id": name, "title": "Envoys meet", "text": STORY.split("\n\n")[1]}) for name in "abc"]
    path.write_text("\n".join([*good[:2], "{broken", good[2], ""]), encoding="utf-8")
    ran = lapwing("code", str(path), "--format", "jsonl")
    assert ran.code == 1
    assert [json.loads(line)["report"]["id"] for line in ran.out.splitlines()] == ["a", "b", "c"]
    assert ran.err.startswith(f"lapwing: {path}, line 3: ") and ran.err.count("\n") == 1


def test_standard_input(lapwing, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(STORY.encode())))
    ran = lapwing("code", "-", "--format", "jsonl")
    assert ran.code == 0 and json.loads(ran.out)["report"]["id"] == "stdin"


def test_explain_names_rules_and_versions(lapwing, story) -> None:  # type: ignore[no-untyped-def]
    ran = lapwing("explain", story)
    assert ran.code == 0
    assert "rules    consult.meet" in ran.out and "model mmmmmmmmmmmm, knowledge kkkkkkkkkkkk" in ran.out


def test_parse_prints_conllu(lapwing, story) -> None:  # type: ignore[no-untyped-def]
    ran = lapwing("parse", story)
    assert ran.code == 0
    assert ran.out.startswith("# newdoc id = story\n# newpar\n# sent_id = story-1\n# text = Envoys meet in Nairobi\n1\tEnvoys\t")
    assert ran.out.endswith("\n\n")


def test_parse_keeps_given_words(lapwing, tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "given.conllu"
    blank = "\t_" * 8
    path.write_text("".join(f"# sent_id = {n}\n1\tKenya{blank}\n2\tagreed{blank}\n\n" for n in range(300)), encoding="utf-8")
    ran = lapwing("parse", "--tokens", str(path))
    assert ran.code == 0 and ran.out.count("\n") == 300 * 4 and ran.out.count("# sent_id = ") == 300
    path.write_text("1\tKenya\n", encoding="utf-8")
    ran = lapwing("parse", "--tokens", str(path))
    assert (ran.code, ran.out) == (1, "") and ran.err == f"lapwing: {path}, line 1: 2 columns where CoNLL-U has 10\n"


def test_no_given_words_is_said(lapwing, tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "empty.conllu").write_bytes(b"\n\n")
    for name, reason in (("empty.conllu", "empty"), ("no.conllu", "no such file"), (".", "is a folder: give a file")):
        ran = lapwing("parse", "--tokens", str(tmp_path / name))
        assert (ran.code, ran.out, ran.err) == (1, "", f"lapwing: {tmp_path / name}: {reason}\n")


@pytest.mark.parametrize("number", ["62", "9" * 30, "9" * 5000, "²", "-1", ""])
def test_any_number_of_workers_out_of_reach_is_wrong_usage(lapwing, story, number: str) -> None:  # type: ignore[no-untyped-def]
    ran = lapwing("code", story, f"--workers={number}")
    assert (ran.code, ran.err.count("\n")) == (2, 1) and "is no number from 1 to 61" in ran.err


def test_failures_never_overwrite_an_input(lapwing, story) -> None:  # type: ignore[no-untyped-def]
    ran = lapwing("code", story, "--failures", story)
    assert (ran.code, ran.out) == (2, "") and "is an input" in ran.err
    assert Path(story).read_text(encoding="utf-8") == STORY


def test_schema_is_json_schema(lapwing) -> None:  # type: ignore[no-untyped-def]
    found = json.loads(lapwing("schema").out)
    assert found["$ref"] == "#/$defs/Coded" and "Event" in found["$defs"]


def test_version(lapwing) -> None:  # type: ignore[no-untyped-def]
    assert lapwing("--version").out == f"lapwing {__version__}\n"


@pytest.mark.parametrize("verb", ["code", "explain", "parse", "schema"])
def test_help_has_examples(lapwing, verb: str) -> None:  # type: ignore[no-untyped-def]
    ran = lapwing(verb, "--help")
    assert ran.code == 0 and "Example" in ran.out and f"  lapwing {verb}" in ran.out
    assert verb in lapwing("--help").out
    assert "..." not in "".join(line for line in lapwing().out.splitlines() if line.startswith(f"  {verb} "))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["code"], "Missing argument"),
        (["frob"], "frob"),
        (["code", "x", "--frob"], "--frob"),
        (["code", "x", "--format", "xml"], "--format: xml is none of table, jsonl, csv"),
        (["code", "x", "--published", "2020-02-31"], "--published: 2020-02-31 is no day"),
        (["code", "x", "--published", "20200225"], "--published: 20200225 is no day"),
        (["code", "x", "--workers", "0"], "--workers: 0 is no number from 1 to 61"),
        (["code", "x", "--workers", "two"], "--workers: two is no number from 1 to 61"),
        (["code", "x", "--failures", "/no/such/folder/f"], "--failures: /no/such/folder/f"),
        (["code", "x", "--knowledge", "broken"], "broken/lexicon.yaml, entry 1: has no type"),
        (["parse"], "parse needs"),
        (["parse", "x", "--tokens", "y"], "not both"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_2(lapwing, arguments: list[str], message: str) -> None:  # type: ignore[no-untyped-def]
    ran = lapwing(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("lapwing: ") and message in ran.err and ran.err.count("\n") == 1


def test_a_fault_of_ours_is_one_line(lapwing, story, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    def broken(settings: object) -> None:
        raise KeyError("a bug")

    monkeypatch.setattr(local, "load_pipeline", broken)
    ran = lapwing("code", story)
    assert ran.code == 3 and ran.err.startswith("lapwing: internal error") and ran.err.count("\n") == 1
    monkeypatch.setenv("LAPWING_DEBUG", "1")
    with pytest.raises(KeyError):
        cli.main(["code", story])


def test_a_closed_pipe_is_quiet(environment: dict[str, str]) -> None:
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "lapwing", "schema"]
    done = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, env=environment, check=False)
    os.close(write)
    assert (done.returncode, done.stderr) == (cli.PIPE_CLOSED, b"")


def test_help_loads_nothing_heavy(environment: dict[str, str]) -> None:
    heavy = ["numpy", "onnxruntime", "pydantic", "rich", "msgspec", "py3langid", "rapidfuzz", "yaml", "sqlite3"]
    script = f"import sys; from lapwing.cli import main; main(['--help']); print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=environment, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.fixture(scope="module")
def printed(root: Path, environment: dict[str, str]) -> list[bytes]:
    """What two processes print of the same files, the second with two workers and another order of sets."""
    command = [sys.executable, "-m", "lapwing", "code", "examples/report.txt", "examples/README.md", "--published", "2020-04-25", "--format", "jsonl"]
    out = []
    for seed, more in (("1", []), ("2", ["--workers", "2"])):
        done = subprocess.run([*command, *more], cwd=root, capture_output=True, env={**environment, "PYTHONHASHSEED": seed}, check=False)
        assert (done.returncode, done.stderr) == (0, b"")
        out.append(done.stdout)
    return out


@pytest.mark.engine
def test_the_real_thing_gives_the_same_bytes_again_and_with_two_workers(printed: list[bytes]) -> None:
    assert printed[0].count(b"\n") == 2 and printed[0] == printed[1]


@pytest.mark.engine
def test_every_quote_stands_where_its_offsets_say(printed: list[bytes]) -> None:
    coded = json.loads(printed[0].splitlines()[0])
    assert coded["events"]
    for event in coded["events"]:
        spans = [*event["evidence"], event["trigger"], *event["actors"], *event["recipients"]]
        spans += [place["span"] for place in (event["when"], event["where"]) if place and place["span"]]
        for span in (s for s in spans if s["start"] is not None):
            source = coded["report"]["title"] if span.get("in") == "title" else coded["report"]["text"]
            assert source[span["start"] : span["end"]] == span.get("quote", span.get("text"))


@pytest.mark.engine
def test_parse_counts_the_same_words_raw_and_given(lapwing, root, tmp_path, pipeline, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(cli, "_parser", lambda settings: pipeline)
    raw = lapwing("parse", str(root / "examples/report.txt"))
    assert raw.code == 0
    (tmp_path / "raw.conllu").write_text(raw.out, encoding="utf-8")
    given = lapwing("parse", "--tokens", str(tmp_path / "raw.conllu"))
    assert given.code == 0

    def columns(out: str) -> list[list[str]]:
        return [line.split("\t")[:2] for line in out.splitlines()]

    assert columns(raw.out) == columns(given.out)
