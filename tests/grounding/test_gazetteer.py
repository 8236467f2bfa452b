"""The gazetteer: the file of facts, the database made of it and where that lies, and our own knowledge laid over it."""

from __future__ import annotations

import logging
import lzma
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from math import cos, hypot, radians
from pathlib import Path

import pytest

from lapwing.errors import KnowledgeError
from lapwing.grounding import place_build, place_files
from lapwing.grounding.place_choice import prior
from lapwing.grounding.place_overlay import Overlay
from lapwing.grounding.place_record import loose
from lapwing.grounding.place_store import Gazetteer, Place
from lapwing.knowledge.cache import DAY
from lapwing.knowledge.gazetteer import PATH, Country, County, State, Town, fingerprint, records, source
from lapwing.knowledge.loader import KnowledgeBase
from lapwing.knowledge.places import Divisions, TownNames

LINES = """source\tnowhere
country\tAND\tAD\t3041565\tAndorra\tAndorra la Vella\t468\t77006\tad
name\tSoldeu\tOrdino
admin1\t02\t05
id\t3038999\t680
lat\t425769\t-206
lon\t16677\t-1354
population\t602\t3066
also\t\tOrdinno|Ordinum
country\tATA\tAQ\t6697173\tAntarctica\t\t14000000\t0\taq
name
admin1
id
lat
lon
population
also
state\tVT\tVermont\t5242283
county\tOrange County\tVT
"""
SMALL = [
    Country("AND", "AD", 3041565, "Andorra", "Andorra la Vella", 468, 77006, "ad"),
    Town(3038999, "Soldeu", "AND", "02", 42.5769, 1.6677, 602, ()),
    Town(3039679, "Ordino", "AND", "05", 42.5563, 1.5323, 3066, ("Ordinno", "Ordinum")),
    Country("ATA", "AQ", 6697173, "Antarctica", "", 14000000, 0, "aq"),
    State("VT", "Vermont", 5242283),
    County("Orange County", "VT"),
]
GOOD_TO = 75
"""Kilometres: how good the positions of the list of names are."""


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A table of two towns in place of the real one, and folders for temporary files and the user's data of this test alone."""
    monkeypatch.setattr(place_build, "records", lambda: iter(SMALL))
    monkeypatch.setattr(place_files.tempfile, "gettempdir", lambda: str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("LAPWING_DATA", str(tmp_path / "data"))


def packed(folder: Path, text: str) -> Path:
    path = folder / "gazetteer.tsv.xz"
    path.write_bytes(lzma.compress(text.encode(), check=lzma.CHECK_SHA256))
    return path


def names(gazetteer: Gazetteer, name: str) -> list[str]:
    return [p.name for p in gazetteer.candidates(name)]


# ---- the file of facts


def test_reads_what_the_columns_say(tmp_path: Path) -> None:
    assert list(records(packed(tmp_path, LINES))) == SMALL
    assert source(packed(tmp_path, LINES)) == "nowhere"
    assert "GeoNames" in source()


@pytest.mark.parametrize(
    "text",
    [LINES.replace("population\t602", "people\t602"), LINES.replace("\t3066", ""), LINES.replace("680", "x"), LINES[:90], LINES + "river\tRhine\n"],
)
def test_damaged_content_is_named(text: str, tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"gazetteer\.tsv\.xz"):
        list(records(packed(tmp_path, text)))


def test_file_that_is_cut_off_or_not_there(tmp_path: Path) -> None:
    path = tmp_path / "half.xz"
    path.write_bytes(packed(tmp_path, LINES).read_bytes()[:200])
    for bad in (path, tmp_path / "none.xz"):
        with pytest.raises(KnowledgeError):
            list(records(bad))
    with pytest.raises(KnowledgeError):
        source(tmp_path / "none.xz")


def test_fingerprint_follows_the_content(tmp_path: Path) -> None:
    """One digit changed in the first of many lines, the length being the same."""
    long = LINES * 2000
    first = fingerprint(packed(tmp_path, long))
    assert first != fingerprint(packed(tmp_path, long.replace("77006", "77007", 1)))
    assert first == fingerprint(packed(tmp_path, long))


def test_the_shipped_file_is_small() -> None:
    assert PATH.stat().st_size < 4_900_000


# ---- our knowledge over it


def test_entries_of_the_user_without_a_town_stop_nothing(small: None, tmp_path: Path) -> None:
    (tmp_path / "places").mkdir()
    (tmp_path / "places" / "divisions_own.yaml").write_text("- country: AND\n  divisions: {Upper Valley: Ordino, Lower Valley: Nowhere}\n")
    (tmp_path / "places" / "towns_own.yaml").write_text("- {name: Nowhere, country: AND, names: [Neverland]}\n")
    db = sqlite3.connect(":memory:")
    place_build.compile_facts(db)
    overlay = Overlay(KnowledgeBase(tmp_path), db)
    assert [p.lat for name in ("lower valley", "upper valley") for p in overlay.places[name] if p.own == "AND"] == [None, 42.56]
    assert "neverland" not in overlay.also


@pytest.mark.parametrize(
    ("entry", "column"),
    [("{name: V, lat: north, lon: 1}", 18), ("{name: V, lat: 91, lon: 1}", 18), ("{name: V, lat: 1, lon: 1, country: Togo}", 38), ("{name: V, lat: 1}", 3)],
)
def test_broken_places_of_the_user_are_found_at_once(entry: str, column: int, tmp_path: Path) -> None:
    (tmp_path / "places").mkdir()
    (tmp_path / "places" / "regions_own.yaml").write_text(f"- {entry}\n")
    with pytest.raises(KnowledgeError, match="regions_own") as error:
        Gazetteer(KnowledgeBase(tmp_path))
    assert (error.value.line, error.value.column) == (1, column)


def test_our_own_divisions_and_towns_are_all_found(gazetteer: Gazetteer) -> None:
    base = gazetteer.base
    for entry in base.read("places", Divisions, "divisions*"):
        for name, seat in entry.divisions.items():
            placed = [p for p in gazetteer.candidates(name) if p.kind == "region" and p.own == entry.country]
            assert placed and all(p.lat is not None for p in placed), f"{entry.country} {name}: no town {seat!r}"
    for town in base.read("places", TownNames, "towns*"):
        for name in town.names:
            assert any(p.main and p.kind == "city" and p.own == town.country for p in gazetteer.candidates(name)), town.name


def cases() -> Iterator[tuple[str, str, float | None, float | None, float]]:
    text = Path(__file__).with_name("desk_places.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            name, country, lat, rest = (part.strip() for part in line.split("|"))
            lon, _, tolerance = rest.partition(" ~")
            yield name, country, *((None, None) if lat == "-" else (float(lat), float(lon))), float(tolerance or GOOD_TO)


CASES = list(cases())


def fits(place: Place, country: str, lat: float | None, lon: float | None, tolerance: float) -> bool:
    """Whether a place is the one of a case: a country has no position, least of all that of its capital."""
    if country != "-" and place.country != country:
        return False
    if lat is None or lon is None or place.lat is None or place.lon is None:
        return lat is None and place.lat is None and place.kind == "country"
    away = 111.2 * hypot(lat - place.lat, (place.lon - lon) * cos(radians(lat)))
    return away <= tolerance + min(place.km, 150)


@pytest.mark.parametrize("case", CASES, ids=[c[0] for c in CASES])
def test_names_that_a_conflict_desk_reads(case: tuple[str, str, float | None, float | None, float], gazetteer: Gazetteer) -> None:
    name, *wanted = case
    found = gazetteer.candidates(name) or gazetteer.candidates(name.rpartition(" ")[0])  # "Kherson region" is asked for as "Kherson" too
    assert any(fits(p, *wanted) for p in found), [(p.name, p.country, p.lat, p.lon) for p in found[:3]]  # type: ignore[arg-type]


def test_they_are_mostly_the_first_choice(gazetteer: Gazetteer) -> None:
    found = [(max(gazetteer.candidates(c[0]), key=prior, default=None), c[1:]) for c in CASES]
    first = sum(place is not None and fits(place, *wanted) for place, wanted in found)
    assert len(CASES) >= 400 and first / len(CASES) > 0.96


SPELLINGS = {
    "Maaret al-Numan": "SYR", "Jisr al-Shughour": "SYR", "Tel Rifaat": "SYR", "Khan Sheikhoun": "SYR", "Beit Lahiya": "PSE", "Abu al-Khaseeb": "IRQ",
    "Hulyaipole": "UKR", "Yenakiieve": "UKR", "Kostiantynivka": "UKR",
}  # fmt: skip
PERSONS = ["Bin Laden", "Hamid Karzai", "Saad Hariri", "Sheikh Hasina", "Abdul Rahman", "Barack Obama", "Merrick Garland", "Kramer Hall", "Al Shabaab"]


def test_spellings_that_the_list_lacks(gazetteer: Gazetteer) -> None:
    assert {name: next((p.country for p in gazetteer.candidates(name)), None) for name in SPELLINGS} == SPELLINGS
    assert [name for name in PERSONS if gazetteer.candidates(name)] == []


def test_loose_keys() -> None:
    assert loose("jisr ash shughur", "SYR") == loose("jisr al shughour", "LBN") == "jsr shghr"
    assert loose("hulyaypole", "UKR") == loose("hulyaipole", "RUS") != ""
    assert loose("idlib", "SYR") == loose("al ayn", "ARE") == loose("rivne", "UKR") == loose("new york", "USA") == ""


# ---- where the database lies


def test_folder_that_cannot_be_written(small: None, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    for _ in range(2):
        assert names(Gazetteer(KnowledgeBase(), blocked / "in"), "Soldeu") == ["Soldeu"]
    (told,) = [r for r in caplog.records if r.levelno >= logging.WARNING]  # once: the second time what was made elsewhere is found
    assert str(blocked) in told.getMessage() and "temporary" in told.getMessage()


def test_no_folder_can_be_written(small: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr(place_files, "_temporary", lambda: None)
    (tmp_path / "file").write_text("")
    gazetteer = Gazetteer(KnowledgeBase(), tmp_path / "file" / "in")
    assert names(gazetteer, "Soldeu") == ["Soldeu"] and gazetteer.path == ""
    assert "memory" in caplog.text


def test_full_disk(small: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    real = place_files.compile_facts

    def full(db: sqlite3.Connection, progress: object) -> None:
        real(db)
        if db.execute("PRAGMA database_list").fetchone()[2]:
            raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(place_files, "compile_facts", full)
    assert names(Gazetteer(KnowledgeBase(), tmp_path / "cache"), "Soldeu") == ["Soldeu"]
    assert "disk is full" in caplog.text and list((tmp_path / "cache").iterdir()) == []


@pytest.mark.parametrize("damage", [b"no database", b"", None])
def test_damaged_database_is_made_anew(damage: bytes | None, small: None, tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    first = Gazetteer(KnowledgeBase(), folder)
    assert names(first, "Soldeu") == ["Soldeu"]
    path = Path(first.path)
    path.write_bytes(damage if damage is not None else path.read_bytes()[:-4096])  # cut off
    assert names(Gazetteer(KnowledgeBase(), folder), "Soldeu") == ["Soldeu"]
    assert [p.name for p in folder.iterdir()] == [path.name]


def test_damage_inside_the_database(small: None, tmp_path: Path) -> None:
    """Of the right size, but with rubbish in it: found out when asked."""
    first = Gazetteer(KnowledgeBase(), tmp_path / "cache")
    first.candidates("Soldeu")
    path = Path(first.path)
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    content[100:4096] = b"\xff" * 3996
    path.unlink()
    path.write_bytes(bytes(content))
    assert names(Gazetteer(KnowledgeBase(), tmp_path / "cache"), "Soldeu") == ["Soldeu"]


def test_knowledge_of_the_user_needs_no_new_database(small: None, tmp_path: Path) -> None:
    (tmp_path / "mine" / "places").mkdir(parents=True)
    (tmp_path / "mine" / "places" / "regions_mine.yaml").write_text("- {name: My Valley, lat: 42.5, lon: 1.5, country: AND}\n")
    plain, own = Gazetteer(KnowledgeBase(), tmp_path / "cache"), Gazetteer(KnowledgeBase(tmp_path / "mine"), tmp_path / "cache")
    assert (names(plain, "My Valley"), names(own, "My Valley")) == ([], ["My Valley"])
    assert len(list((tmp_path / "cache").iterdir())) == 1


def test_old_databases_go_and_used_ones_stay(small: None, tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    folder.mkdir()
    ages = {"places-0123456789ab.sqlite": 31, "places-ba9876543210.sqlite": 29, "places-x.part": 2, "other.sqlite": 99}
    for name, days in ages.items():
        (folder / name).write_text("")
        os.utime(folder / name, times=(when := (folder / name).stat().st_mtime - days * DAY, when))
    path = Path(Gazetteer(KnowledgeBase(), folder).path)
    assert sorted(p.name for p in folder.iterdir()) == sorted(["places-ba9876543210.sqlite", "other.sqlite", path.name])
    os.utime(path, times=(when := path.stat().st_mtime - 40 * DAY, when))
    assert Gazetteer(KnowledgeBase(), folder).path == str(path)
    assert path.stat().st_mtime > when + 39 * DAY  # noted as used


def test_processes_that_make_it_at_once(environment: dict[str, str], tmp_path: Path) -> None:
    program = (
        "from lapwing.grounding.place_store import Gazetteer; from lapwing.knowledge.loader import KnowledgeBase\n"
        "print(Gazetteer(KnowledgeBase()).candidates('Nairobi')[0].country)"
    )
    own = {**environment, "LAPWING_CACHE": str(tmp_path), "LAPWING_DATA": str(tmp_path / "data")}
    started = [subprocess.Popen([sys.executable, "-c", program], env=own, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)]
    assert [p.communicate() for p in started] == [(b"KEN\n", b"")] * 2
    assert len(list(tmp_path.glob("places-*"))) == 1


def test_progress_is_shown_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    with place_files.terminal("making") as show:
        show(0.5)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with place_files.terminal("making") as show:
        show(0.5)
        show(0.5)
    assert capsys.readouterr().err.count("\rlapwing: making: 50 %") == 1
