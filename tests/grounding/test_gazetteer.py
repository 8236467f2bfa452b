"""The gazetteer file: what it holds, and that its reader and the compiler bear with files and entries that are not as they should be."""

from __future__ import annotations

import lzma
import sqlite3
from pathlib import Path

import pytest

from lapwing.errors import KnowledgeError
from lapwing.grounding import place_build
from lapwing.grounding.place_store import Gazetteer
from lapwing.knowledge.gazetteer import PATH, Country, County, State, Town, fingerprint, records
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


def packed(folder: Path, text: str) -> Path:
    path = folder / "gazetteer.tsv.xz"
    path.write_bytes(lzma.compress(text.encode(), check=lzma.CHECK_SHA256))
    return path


def test_reads_what_the_columns_say(tmp_path: Path) -> None:
    assert list(records(packed(tmp_path, LINES))) == SMALL


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


def test_fingerprint_follows_the_content(tmp_path: Path) -> None:
    """One digit changed in the first of many lines, the length being the same."""
    long = LINES * 2000
    first = fingerprint(packed(tmp_path, long))
    assert first != fingerprint(packed(tmp_path, long.replace("77006", "77007", 1)))
    assert first == fingerprint(packed(tmp_path, long))


def test_the_shipped_file_is_small() -> None:
    assert PATH.stat().st_size < 4_900_000


def test_entries_of_the_user_without_a_town_stop_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place_build, "records", lambda: iter(SMALL))
    (tmp_path / "places").mkdir()
    (tmp_path / "places" / "divisions_own.yaml").write_text("- country: AND\n  divisions: {Upper Valley: Ordino, Lower Valley: Nowhere}\n")
    (tmp_path / "places" / "towns_own.yaml").write_text("- {name: Nowhere, country: AND, names: [Neverland]}\n")
    db = sqlite3.connect(":memory:")
    place_build.compile_gazetteer(KnowledgeBase(tmp_path), db)
    found = db.execute("SELECT name, lat FROM places WHERE own = 'AND' AND name LIKE '%Valley' ORDER BY name").fetchall()
    assert found == [("Lower Valley", None), ("Upper Valley", 42.56)]
    assert db.execute("SELECT * FROM names WHERE key = 'neverland'").fetchall() == []


def test_our_own_divisions_and_towns_are_all_found(gazetteer: Gazetteer) -> None:
    base = gazetteer.base
    for entry in base.read("places", Divisions, "divisions*"):
        for name, seat in entry.divisions.items():
            placed = [p for p in gazetteer.candidates(name) if p.kind == "region" and p.own == entry.country]
            assert placed and all(p.lat is not None for p in placed), f"{entry.country} {name}: no town {seat!r}"
    for town in base.read("places", TownNames, "towns*"):
        for name in town.names:
            assert any(p.main and p.kind == "city" and p.own == town.country for p in gazetteer.candidates(name)), town.name
