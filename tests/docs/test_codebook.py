"""docs/codebook.md says what the ontology and the lexicon say, and ``lapwing codebook`` prints it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lapwing import cli
from lapwing.codebook import RATES, Rate, Sector, TypeRates, codebook, rates_json
from lapwing.coding.ontology import Ontology
from lapwing.knowledge.actors import SECTORS
from lapwing.knowledge.loader import KnowledgeBase
from lapwing.model import Event

BASE = KnowledgeBase()
ONTOLOGY = Ontology.load(BASE)
PAGE = codebook(BASE)


def test_page_is_up_to_date(root: Path) -> None:
    assert (root / "docs" / "codebook.md").read_text(encoding="utf-8") == PAGE, "run: python docs/make_codebook.py"


def test_command_prints_the_page(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["codebook"]) == 0
    assert capsys.readouterr().out == PAGE


def test_page_has_everything() -> None:
    assert "{{" not in PAGE
    for t in ONTOLOGY.types.values():
        part = PAGE.partition(f"### {t.id}\n")[2].partition("\n###")[0].partition("\n## ")[0]
        assert t.definition in part and f"score {t.score:g}, CAMEO {t.cameo}" in part and "Not coded: " in part
        assert all(f"| `{m}` |" in part for m in t.modes)
        assert ('"' in part) and all(row.count('"') >= 2 for row in re.findall(r"^\| `.*$", part, re.MULTILINE))
    assert all(f"\n| `{c}` |" in PAGE for c in ONTOLOGY.contexts.all)
    assert all(f"\n| {c} |" in PAGE for c in ONTOLOGY.codes)
    fields = PAGE.partition("## Fields")[2].partition("## Status")[0]
    assert all(f"`{name}`" in fields for name in Event.__struct_encode_fields__)


def test_sectors_are_those_of_the_actors() -> None:
    assert {s.id for s in BASE.read("ontology", Sector, "sectors*")} == SECTORS


def test_own_types_are_in_an_own_codebook(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "ontology").mkdir()
    (tmp_path / "ontology/types.yaml").write_text('- {id: EVICT, quad: 4, score: -7, cameo: "170", definition: "Homes taken."}\n', encoding="utf-8")
    assert cli.main(["codebook", "--knowledge", str(tmp_path)]) == 0
    assert "### EVICT\n\nHomes taken.\n" in capsys.readouterr().out


def test_rates_come_from_the_bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert RATES.is_file()
    made = tmp_path / "types.json"
    made.write_bytes(rates_json(TypeRates("some", 3, {"REJECT": Rate(12.5, 50.0, 8), "AID": Rate(25.0, 0.0, 0)})))
    monkeypatch.setattr("lapwing.codebook.RATES", made)
    page = codebook(BASE)
    assert "On 3 whole reports (some)" in page and "\n| REJECT | 12 % | 50 % | 8 |\n" in page and "\n| AID | 25 % |  | 0 |\n" in page
    made.unlink()
    assert "\nNot measured.\n" in codebook(BASE)
