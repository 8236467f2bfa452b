"""Users' own actors, as CSV and as YAML: coded by date, before the package's own, and named by file, line and column where they are wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lapwing.errors import KnowledgeError
from lapwing.grounding.actors import Actors
from lapwing.knowledge.loader import KnowledgeBase

DOCS = Path(__file__).parents[2] / "docs" / "actors.md"
HEADER = "name,aliases,kind,country,sector,role,from,to\n"


def actors(folder: Path, content: str | bytes, name: str = "mine.csv") -> Actors:
    """The coder with one more file of actors."""
    place = folder / "actors"
    place.mkdir(exist_ok=True)
    (place / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return Actors(KnowledgeBase(folder))


def shown(coder: Actors, name: str, day: str | None = None) -> str | None:
    coding = coder.name(name, day)
    return coding and " ".join(p for p in (coding.country, coding.sector) if p)


def block(kind: str, number: int = 0) -> str:
    """A code block of docs/actors.md."""
    return re.findall(rf"```{kind}\n(.*?)```", DOCS.read_text("utf-8"), re.S)[number]


@pytest.mark.parametrize("name", ["mine.csv", "people_mine.yaml"])
def test_the_example_of_the_documentation(tmp_path: Path, name: str) -> None:
    coder = actors(tmp_path, block(name.rsplit(".", 1)[1]), name)
    assert shown(coder, "Colonel Amadi", "2018-05-01") == "NGA MIL"
    assert shown(coder, "Amadi", "2021-05-01") == "NGA GOV"
    coding = coder.name("Ibrahim Amadi", "2021-05-01")
    assert coding is not None and (coding.kind, coding.role) == ("person", "governor of the state")


def test_bodies_of_a_table(tmp_path: Path) -> None:
    coder = actors(tmp_path, block("csv"))
    assert shown(coder, "FFP") == shown(coder, "Plateau Front") == "NGA REB"
    body = coder.name("Lakeside Grain", None)
    assert body is not None and (body.kind, body.sector) == ("organization", "BUS")


def test_nouns_of_the_documentation(tmp_path: Path) -> None:
    assert actors(tmp_path, block("yaml", 1), "agents_mine.yaml").sector_of_noun("hisba", ()) == ("COP",)


def test_own_rows_replace_the_packages(tmp_path: Path) -> None:
    coder = actors(tmp_path, HEADER + "Tripoli Guard,NATO;Angela Merkel,,LBY,PRM,,,\n")
    assert shown(coder, "NATO") == shown(coder, "Angela Merkel", "2015-01-01") == "LBY PRM"
    assert shown(Actors(KnowledgeBase()), "NATO") == "IGO"


def test_persons_may_share_an_alias(tmp_path: Path) -> None:
    coder = actors(tmp_path, HEADER + "Ada Obi,Obi,person,NGA,LEG,senator,2001,2009\nBen Obi,Obi,person,NGA,GOV,minister,2010,2019\n")
    assert (shown(coder, "Obi", "2005-01-01"), shown(coder, "Obi", "2015-01-01")) == ("NGA LEG", "NGA GOV")


@pytest.mark.parametrize(
    "content",
    [
        "country,name\nPER,Casa Verde\n",
        "\ufeffname,country\r\nCasa Verde,PER\r\n",
        'name,country\n"Casa Verde",PER\n\n,\n',
    ],
)
def test_forms_that_are_read(tmp_path: Path, content: str) -> None:
    assert shown(actors(tmp_path, content), "Casa Verde") == "PER"


WRONG = [
    (HEADER + "A B,,,NGA,GOV,,,\nC D,,,Nigeria,GOV,,,\n", 3, 4, "'Nigeria' is no ISO 3166"),
    (HEADER + "A B,,,,GOV,,,\n", 2, 4, "a country is needed"),
    (HEADER + ",,,NGA,GOV,,,\n", 2, 1, "needs a name"),
    (HEADER + "A B,,,NGA,ARMY,,,\n", 2, 5, "'ARMY' is no sector"),
    (HEADER + "A B,,,NGA,GOV+X,,,\n", 2, 5, "'X' is no sector"),
    (HEADER + "A B,,group,NGA,GOV,,,\n", 2, 3, "neither person nor organization"),
    (HEADER + "A B,,,NGA,GOV,,01/02/2020,\n", 2, 7, "'01/02/2020' is no day"),
    (HEADER + "A B,,,NGA,GOV,,2019-02-29,\n", 2, 7, "'2019-02-29' is no day"),
    (HEADER + "A B,,,NGA,GOV,,,2019-13\n", 2, 8, "'2019-13' is no day"),
    (HEADER + "A B,,,NGA,GOV,,2020-05-01,2020-04\n", 2, 8, "2020-04 is before 2020-05-01"),
    (HEADER + '"A\nB",,,NGA,GOV,,,\nC D,,,XXX,GOV,,,\n', 4, 4, "'XXX' is no ISO 3166"),
    (HEADER + "A B,,,NGA,GOV,,,,left over\n", 2, 9, "9 cells, 8 columns"),
    ("name,land\nA B,NGA\n", 1, 2, "no column is called 'land'"),
    ("name,country,name\nA B,NGA,C\n", 1, 3, "there twice"),
    ("name,sector\nA B,GOV\n", 1, 1, "column 'country' is missing"),
    (HEADER + 'A B,,,NGA,GOV,"minister,,\n', 2, 1, "not CSV"),
    (HEADER.encode() + "Müller,,,DEU,GOV,,,\n".encode("latin-1"), 2, 2, "not UTF-8"),
]


@pytest.mark.parametrize(("content", "line", "column", "reason"), WRONG, ids=[w[3] for w in WRONG])
def test_wrong_tables_are_named_by_line_and_column(tmp_path: Path, content: str | bytes, line: int, column: int, reason: str) -> None:
    with pytest.raises(KnowledgeError) as error:
        actors(tmp_path, content)
    assert (error.value.line, error.value.column) == (line, column)
    assert reason in str(error.value) and "mine.csv, line" in str(error.value)


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("NGR GOV", "'NGR' is no ISO 3166"), ("NGA ARMY", "'ARMY' is no sector"), ("2020-13-01/ NGA GOV", "is no day"), ("/2020-02-31 NGA", "is no day"),
        ("2020/2019 NGA", "2019 is before 2020"),
    ],
)
def test_wrong_codes_in_yaml_are_named_by_line(tmp_path: Path, code: str, reason: str) -> None:
    with pytest.raises(KnowledgeError, match=re.escape(reason)) as error:
        actors(tmp_path, f"- {{name: Good One, codes: [NGA GOV]}}\n- {{name: Bad One, codes: [{code}]}}\n", "people_mine.yaml")
    assert (error.value.line, error.value.entry) == (2, "Bad One")


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [("- {name: A B, codes: []}\n", 1, "needs a code"), ("- {name: A B, codes: [NGA]}\n- {name: ' ', codes: [NGA]}\n", None, "entry 2: an actor needs a name")],
)
def test_entries_without_name_or_code(tmp_path: Path, content: str, line: int | None, reason: str) -> None:
    with pytest.raises(KnowledgeError, match=reason) as error:
        actors(tmp_path, content, "people_mine.yaml")
    assert error.value.line == line


def test_tables_count_in_the_version(tmp_path: Path) -> None:
    before = KnowledgeBase(tmp_path).version
    actors(tmp_path, HEADER + "A B,,,NGA,GOV,,,\n")
    assert KnowledgeBase(tmp_path).version != before


def test_kept_tables_are_those_that_were_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAPWING_CACHE", str(tmp_path / "cache"))
    first, second = Actors(KnowledgeBase()), Actors(KnowledgeBase())
    assert list((tmp_path / "cache" / "actors").glob("*.msgpack"))
    for name in ("NATO", "Boko Haram", "Angela Merkel", "Paris"):
        assert first.name(name, "2019-01-01") == second.name(name, "2019-01-01") is not None
    next((tmp_path / "cache" / "actors").glob("*.msgpack")).write_bytes(b"broken")
    assert Actors(KnowledgeBase()).name("NATO", None) == first.name("NATO", None)
