"""``lapwing places build``: made dumps in, a gazetteer of one's own out; what is wrong with a file is said, and the old one stays."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from lapwing.cli import app, main
from lapwing.commands.places import places
from lapwing.errors import InputError, KnowledgeError, UsageError
from lapwing.grounding import place_build, place_dump
from lapwing.grounding.place_dump import Extras, build, extras_beside
from lapwing.grounding.place_features import FEATURES, feature
from lapwing.grounding.place_store import Gazetteer
from lapwing.knowledge.gazetteer import Town, records
from lapwing.knowledge.loader import KnowledgeBase

BIG = 500_000
"""People in the smallest town of the table that these tests build with: the whole one takes seconds each time."""


def row(number: int, name: str, letter: str = "P", code: str = "PPL", **more: object) -> str:
    """A line of a dump; ``more`` sets columns by name."""
    told = {"ascii": name, "also": "", "lat": 11.5, "lon": 13.5, "country": "NG", "admin1": "27", "people": 0, "day": "2026-05-04", **more}
    columns = [number, name, told["ascii"], told["also"], told["lat"], told["lon"], letter, code, told["country"], "", told["admin1"]]
    return "\t".join(map(str, [*columns, "", "", "", told["people"], "", 300, "Africa/Lagos", told["day"]])) + "\n"


ROWS = [
    row(90000001, "Kwabula", also="Kuabula,كوابولا,KWB", people=1200, day="2026-06-01"),
    row(90000002, "Ngurore Camp", "S", "CMPRF"),
    row(90000003, "Gwazari Hill", "T", "HLL"),
    row(90000004, "Yedzeram", "H", "STM", also="Yedseram,Yadseram,Jedseram"),
    row(90000005, "Small Brook", "H", "STM"),
    row(90000006, "Borno State", "A", "ADM1", also="Borno,Bornu", people=5860183),
    row(90000007, "Zhībè", ascii="Zhibe"),
    row(90000008, "Open Ocean", "H", "SEA", country="", admin1=""),
    row(2335204, "Kano", also="Cano", people=4000001, lat=12.0, lon=8.52, admin1="29"),
]


@pytest.fixture(scope="module")
def big() -> list[object]:
    """The package's table with its largest towns only."""
    return [r for r in records() if not isinstance(r, Town) or r.population >= BIG]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, big: list[object]) -> Path:
    """An empty folder, and one for the gazetteer of this test."""
    for module in (place_build, place_dump):
        monkeypatch.setattr(module, "records", lambda: iter(big))
    monkeypatch.setenv("LAPWING_DATA", str(tmp_path / "data"))
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


def own() -> Path:
    return Path(os.environ["LAPWING_DATA"]) / "places.sqlite"


def write(path: Path, rows: list[str]) -> Path:
    path.write_text("".join(rows), encoding="utf-8")
    return path


def zipped(path: Path, rows: list[str], member: str = "NG.txt") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("readme.txt", "x" * 9999)
        archive.writestr(member, "".join(rows))
    return path


def test_what_is_taken_from_a_dump(folder: Path) -> None:
    (read,) = build([zipped(folder / "NG.zip", ROWS)], own())
    assert (read.rows, read.kept, read.skipped) == (9, 7, 0)
    found = Gazetteer(KnowledgeBase())
    assert found.is_own and found.path == str(own())
    (town,) = found.candidates("Kuabula")
    assert (town.name, town.country, town.admin1, town.kind, town.population, town.main) == ("Kwabula", "NGA", "Borno", "city", 1200, False)
    assert [p.kind for p in found.candidates("Ngurore camp")] == ["exact"]
    assert [(p.kind, p.population) for p in found.candidates("Jedseram")] == [("region", 1500)]
    assert found.candidates("Gwazari Hill") == found.candidates("Small Brook") == found.candidates("KWB") == []
    assert found.candidates("zhibe")[0].name == "Zhībè" and found.candidates("Open Ocean")[0].country is None
    (kano,) = [p for p in found.candidates("Kano") if p.geonames_id == 2335204]
    assert (kano.population, kano.main, kano.lat) == (4000001, True, 12.0)  # the dump's row, not the one of the package
    assert any(p.geonames_id == 90000006 for p in found.candidates("Bornu"))
    assert found.candidates("Paris")[0].country == "FRA" and found.capital("NGA").name == "Abuja"  # type: ignore[union-attr]


def test_the_same_files_give_the_same_gazetteer_and_it_shows(folder: Path) -> None:
    dump = write(folder / "NG.txt", ROWS)
    default = Gazetteer(KnowledgeBase())
    assert default.stamp("k") == "k" and not default.is_own
    build([dump], own())
    first, content = Gazetteer(KnowledgeBase()), own().read_bytes()
    assert first.about["newest"] == "2026-06-01" and first.about["files"] == "NG.txt"
    build([zipped(folder / "NG.zip", ROWS)], own())
    again = Gazetteer(KnowledgeBase())
    assert again.stamp("k") == first.stamp("k") == f"k+{first.version}" and first.version != default.version
    assert again.about["names"] == first.about["names"] and len(own().read_bytes()) == len(content)
    build([write(folder / "NG.txt", ROWS[:-1])], own())
    assert Gazetteer(KnowledgeBase()).version != first.version


def test_other_files_beside_the_dump(folder: Path) -> None:
    dump = write(folder / "cities15000.txt", [ROWS[0].replace("\t27\t", "\t99\t"), row(90000010, "Zedville", country="ZQ")])
    write(folder / "admin1CodesASCII.txt", ["NG.99\tNew State\tNew State\t1\n"])
    write(folder / "countryInfo.txt", ["# comment\n", "\t".join(["ZQ", "ZQQ", *[""] * 17]) + "\n"])
    names = ["1\t90000001\ten\tGoodkwa Town\t1\t\t\t\t\t\n", "2\t90000001\ten\tOldkwa Town\t\t\t\t1\t\t\n", "3\t90000001\tde\tGutstadt\t\t\t\t\t\t\n",
             "4\t90000001\tlink\thttps://x\t\t\t\t\t\t\n", "5\t77777777\ten\tNowhere At All\t\t\t\t\t\t\n"]  # fmt: skip
    zipped(folder / "alternateNamesV2.zip", names, "alternateNamesV2.txt")
    read = build([dump], own(), extras_beside(dump, Extras()))
    assert [Path(r.file).name for r in read] == ["countryInfo.txt", "cities15000.txt", "admin1CodesASCII.txt", "alternateNamesV2.zip"]
    found = Gazetteer(KnowledgeBase())
    assert [(p.admin1, p.main) for n in ("Goodkwa Town", "Oldkwa Town") for p in found.candidates(n)] == [("New State", True), ("New State", False)]
    assert found.candidates("Gutstadt") == found.candidates("Nowhere At All") == []
    assert found.candidates("Zedville")[0].country == "ZQQ"


BAD = {
    "id": (row(1, "X").replace("1\t", "one\t", 1), "id 'one' is no whole number"),
    "latitude": (row(1, "X", lat="north"), "latitude 'north' is no number from -90 to 90"),
    "not a number": (row(1, "X", lon="nan"), "longitude 'nan' is no number from -180 to 180"),
    "far": (row(1, "X", lat=91), "latitude '91' is no number"),
    "population": (row(1, "X", people="-5"), "population '-5' is no whole number"),
    "country": (row(1, "X", country="QQ"), "country 'QQ' is not in the list of countries"),
    "columns": ("a\tb\n", "has 2 columns where GeoNames has 19"),
    "name": (row(1, ""), "has no id or no name"),
}


@pytest.mark.parametrize(("line", "reason"), BAD.values(), ids=BAD)
def test_bad_lines_are_skipped_and_told(line: str, reason: str, folder: Path) -> None:
    dump = write(folder / "NG.txt", [*ROWS, line])
    (read,) = build([dump], own())
    assert (read.rows, read.kept, read.skipped) == (10, 7, 1)
    assert read.bad[0].startswith(f"{dump}, line 10: ") and reason in read.bad[0]


def test_bytes_that_are_no_text(folder: Path) -> None:
    dump = folder / "NG.txt"
    dump.write_bytes("".join(ROWS).encode() + row(3, "Xx").encode().replace(b"Xx", b"\xff\xfe") + b"\n\x00\x00\n")
    (read,) = build([dump], own())
    assert read.skipped == 2 and "is not UTF-8" in read.bad[0]


def broken(folder: Path) -> dict[str, Path]:
    """Files that are no dumps, by what is wrong."""
    whole = zipped(folder / "whole.zip", ROWS * 4000).read_bytes()
    (folder / "half.zip").write_bytes(whole[: len(whole) // 2])
    (folder / "crc.zip").write_bytes(whole[:400] + b"\x00" * 50 + whole[450:])
    (folder / "half.txt").write_bytes(whole[: len(whole) // 2])
    with zipfile.ZipFile(folder / "image.zip", "w") as archive:
        archive.writestr("a.png", b"")
    return {
        "no such file": folder / "none.zip",
        "no zip file, or is cut off": folder / "half.zip",
        "cannot be read|damaged or cut off|cannot be used": folder / "crc.zip",
        "cut off": folder / "half.txt",
        "holds no text file": folder / "image.zip",
        "empty": write(folder / "empty.txt", []),
        "has 3 columns where GeoNames has 19": write(folder / "table.csv", ["a\tb\tc\n"] * 5000),
        "holds no place": write(folder / "hills.txt", [ROWS[2]]),
    }


@pytest.mark.parametrize("number", range(8))
def test_files_that_are_no_dump_leave_the_old_one(number: int, folder: Path) -> None:
    build([write(folder / "NG.txt", ROWS)], own())
    before = own().read_bytes()
    reason, path = list(broken(folder).items())[number]
    with pytest.raises(InputError, match=reason):
        build([path], own())
    assert own().read_bytes() == before and [p.name for p in own().parent.iterdir()] == ["places.sqlite"]


def test_target_that_cannot_be_written(folder: Path) -> None:
    blocked = write(folder / "file", ["x"])
    with pytest.raises(UsageError, match="file"):
        build([write(folder / "NG.txt", ROWS)], blocked / "in" / "places.sqlite")


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
def test_killed_half_way(folder: Path, environment: dict[str, str]) -> None:
    build([write(folder / "NG.txt", ROWS)], own())
    before = own().read_bytes()
    big = write(folder / "big.txt", [row(91000000 + n, f"Town{n}") for n in range(150_000)])
    program = f"from pathlib import Path; from lapwing.grounding.place_dump import build; build([Path({str(big)!r})], Path({str(own())!r}))"
    running = subprocess.Popen([sys.executable, "-c", program], env=environment)
    while running.poll() is None and not list(own().parent.glob("*.part")):
        time.sleep(0.02)
    running.send_signal(signal.SIGKILL)
    running.wait()
    assert own().read_bytes() == before
    assert Gazetteer(KnowledgeBase()).candidates("Kwabula")


def test_one_of_another_version_is_refused(folder: Path) -> None:
    own().parent.mkdir()
    own().write_bytes(b"SQLite format 3\0" + bytes(4080))
    with pytest.raises(KnowledgeError, match="places build"):
        Gazetteer(KnowledgeBase()).candidates("Paris")


def test_feature_codes() -> None:
    assert feature("P", "PPLX") is feature("P", "anything") is not None
    assert feature("S", "SCH") is feature("R", "RD") is feature("A", "PCLI") is None
    assert {letter for letter, _ in FEATURES} == set("ATHLSV")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    if not any(group.name == "places" for group in app.registered_groups):
        app.add_typer(places, name="places")
    code = main(["places", *arguments])
    told = capsys.readouterr()
    return code, told.out, told.err


def test_command_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dump = write(folder / "NG.txt", [*ROWS, "x\ty\n"])
    assert "the one of the package" in run(capsys, "info")[1]
    code, out, err = run(capsys, "build", str(dump))
    assert code == 0 and "10 rows read, 7 kept, 1 skipped" in out and err == f"lapwing: {dump}, line 10: has 2 columns where GeoNames has 19 (skipped)\n"
    assert all(word in run(capsys, "info")[1] for word in ("your own", "NG.txt", "2026-06-01", str(own())))
    assert run(capsys, "build", str(folder / "none.zip"))[::2] == (1, f"lapwing: {folder / 'none.zip'}: no such file\n")
    assert run(capsys, "build")[0] == run(capsys, "build", str(dump), "--reset")[0] == 2
    assert "in use again" in run(capsys, "build", "--reset")[1] and not own().exists()
    assert "already" in run(capsys, "build", "--reset")[1]
