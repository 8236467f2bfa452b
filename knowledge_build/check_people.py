"""Checks people_*.yaml and leaders.yaml against REIGN and the data of today: ``python knowledge_build/check_people.py DATA_FOLDER``.

Prints terms that no entry of the country covers, and terms whose dates differ by more than 31 days from those of the entry of that name. Where the
source is not followed, ``DECIDED`` says why.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from actors_leaders import Row, Spelling, Term, current, factbook, known_terms, overlap, reign, same_name, spellings

OUT = Path(__file__).parents[1] / "src" / "lapwing" / "knowledge" / "data" / "actors"
LIMIT = 31
"""Days that two dates of one event may differ."""

SINCE = "1990-01-01"

_WHY = {
    "split": "the source starts a new row at a new constitution, regime or spell of emergency; the office went on",
    "susp": "suspended or on trial from then on; the title went on, so the holder is still the president in the news",
    "act": "the source counts from the death, flight or choice; ours is the day of taking office, or the acting months are another entry",
    "fact": "the source follows who held the power; ours is the office",
    "err": "an error of the source",
    "name": "the entry has another spelling of the name",
}

ROTATING = frozenset({"BIH"})
"""Here the source has the turns in the chair, the entries the seat in the presidency."""

DECIDED: dict[tuple[str, str, str], str] = {
    ("AFG", "Burhanuddin Rabbani", "1992-06-28"): _WHY["fact"],
    ("BRA", "Mello", "1990-03-15"): _WHY["susp"],
    ("BRA", "Rousseff", "2011-01-01"): _WHY["susp"],
    ("BRA", "Franco, Itamar", "1992-10-02"): _WHY["act"],
    ("BRA", "Temer", "2016-08-31"): _WHY["act"],
    ("BTN", "Wangchuck, Jigme Singye", "1972-07-21"): _WHY["fact"],
    ("CHN", "Deng Xiaoping", "1980-09-10"): _WHY["fact"],
    ("CHN", "Hu Jintao", "2003-03-15"): _WHY["fact"],
    ("CHN", "Jiang Zemin", "1997-02-19"): _WHY["fact"],
    ("DEU", "Kohl", "1982-10-01"): _WHY["split"],
    ("DEU", "Kohl", "1990-10-01"): _WHY["split"],
    ("GEO", "Saakashvili", "2004-01-25"): _WHY["split"],
    ("GEO", "Saakashvili", "2008-01-20"): _WHY["split"],
    ("GEO", "Bakhtadze", "2018-12-16"): _WHY["err"],
    ("GRC", "A. Papandreou", "1993-10-13"): _WHY["susp"],
    ("HRV", "Mesic", "2000-02-18"): _WHY["fact"],
    ("HRV", "Tudjman", "1991-06-25"): _WHY["split"],
    ("ISR", "Olmert", "2006-04-14"): _WHY["act"],
    ("JOR", "Abdullah Ibn Hussein El-Hashimi", "1999-02-07"): _WHY["name"],
    ("KHM", "Hun Sen", "1985-01-14"): _WHY["split"],
    ("KHM", "Hun Sen", "1997-07-06"): _WHY["split"],
    ("KOR", "Park Geun Hye", "2013-02-25"): _WHY["susp"],
    ("KOR", "Hwang Kyo Ahn", "2016-12-09"): _WHY["act"],
    ("KOS", "Thaci", "2008-02-17"): _WHY["split"],
    ("KWT", "Jabir As-Sabah", "1978-01-01"): _WHY["split"],
    ("KWT", "Jabir As-Sabah", "1991-04-20"): _WHY["split"],
    ("KWT", "Nawaf Al-Sabah", "2020-07-29"): _WHY["act"],
    ("LAO", "Sisoulith", "2021-01-15"): _WHY["fact"],
    ("LBN", "Michel Aoun", "2016-10-31"): _WHY["err"],
    ("LBN", "Hassan Diab", "2019-12-19"): _WHY["act"],
    ("LBY", "Mustafa Jalil", "2011-08-23"): _WHY["split"],
    ("LBY", "Akila Saleh Issa", "2014-08-05"): _WHY["fact"],
    ("MDA", "Maia Sandu", "2019-06-08"): _WHY["err"],
    ("MDG", "Marc Ravalomanana", "2002-07-06"): _WHY["act"],
    ("MHL", "Hilda C. Heine", "2023-01-03"): _WHY["err"],
    ("MMR", "Sr. Gen. Min Aung Hlaing", "2025-07-31"): _WHY["act"],
    ("NGA", "Yar'Adua", "2007-05-29"): _WHY["susp"],
    ("NLD", "Dick Schoof", "2025-06-03"): _WHY["split"],
    ("NPL", "Birendra", "1972-01-31"): _WHY["fact"],
    ("NPL", "Gyanendra", "2005-02-01"): _WHY["fact"],
    ("PAK", "Zardari", "2008-09-09"): _WHY["fact"],
    ("QAT", "Khalifah Ath-Thani", "1972-02-22"): _WHY["name"],
    ("ROU", "Traian Basescu", "2004-12-29"): _WHY["susp"],
    ("ROU", "Traian Basescu", "2007-05-23"): _WHY["susp"],
    ("ROU", "Traian Basescu", "2012-08-28"): _WHY["susp"],
    ("RUS", "Gorbachev", "1985-03-11"): _WHY["fact"],
    ("RUS", "Yeltsin", "1991-08-21"): _WHY["fact"],
    ("SAU", "Fahd", "1982-06-13"): _WHY["fact"],
    ("SAU", "Abdullah", "1996-01-01"): _WHY["fact"],
    ("SOM", "Mohamed Abdullahi Farmajo", "2017-01-08"): _WHY["err"],
    ("SRB", "Ivica DaÄ\x8diÄ\x87", "2017-05-31"): _WHY["act"],
    ("SYR", "Bashar al-Assad", "2000-06-11"): _WHY["act"],
    ("THA", "also spelled Vajiralongkorn", "2016-12-01"): _WHY["act"],
    ("TLS", "Ramos-Horta", "2007-05-30"): _WHY["susp"],
    ("TLS", "Ramos-Horta", "2008-04-17"): _WHY["susp"],
    ("UKR", "Kravchuk", "1990-07-18"): _WHY["split"],
    ("VNM", "Pham Minh Chinh", "2021-07-26"): _WHY["split"],
    ("YEM", "Hadi", "2012-02-25"): _WHY["fact"],
    ("YEM", "Houthi", "2015-02-06"): _WHY["fact"],
    ("AZE", "Gambarov", "1992-05-19"): _WHY["name"],
    ("TUV", "Ionatana", "1999-04-27"): _WHY["name"],
}
"""(country, name in the source, start) to why the source is not followed."""


def apart(one: str, other: str, last: bool = False) -> int:
    """Days between two dates; 0 where one is open or where the coarser one holds the finer. ``last``: a month stands for its last day."""
    if not one or not other or one.startswith(other) or other.startswith(one):
        return 0
    return abs((_day(one, last) - _day(other, last)).days)


def _day(text: str, last: bool) -> date:
    year, month, day = [*(int(p) for p in text.split("-")), 0, 0][:3]
    return date(year, month or (12 if last else 1), min(day or (28 if last else 1), 28))


def findings(rows: list[Row], known: dict[str, list[Term]], spelled: dict[tuple[str, str], Spelling | None]) -> Iterator[str]:
    """One line for each term of the sources that the entries do not give. Rows that ``leader_names.txt`` skips are decided."""
    for row in rows:
        if (row.end and row.end < SINCE) or (row.iso, row.name, row.start) in DECIDED:
            continue
        written = spelled.get((row.iso, f"{row.name}@{row.start[:4]}"), spelled.get((row.iso, row.name), Spelling(row.name, [], row.role)))
        if written is None:
            continue
        offices = [t for t in known.get(row.iso, ()) if same_name(written.name, t) and t.sector in ("GOV", "REL")]
        over = [t for t in offices if overlap(row, t)]
        if problem := _problem(row, offices, over):
            yield f"{problem:8}{row.iso} {row.name} {row.start}/{row.end} {row.role}: {sorted({(t.name, t.start, t.end) for t in over or offices})}"


def _problem(row: Row, offices: list[Term], over: list[Term]) -> str:
    if not over:
        return "no term" if offices else "nobody"
    again = not row.end and any(t.start < row.start and not t.end for t in over)  # the sources of today date the last election
    if row.iso in ROTATING:
        return ""
    if row.start >= SINCE and not again and min(apart(row.start, t.start) for t in over) > LIMIT:
        return "start"
    return "end" if row.end and min(apart(row.end, t.end, True) for t in over) > LIMIT else ""


def main() -> None:
    shared = Path(sys.argv[1])
    rows = [*reign(shared), *factbook(shared), *current(shared)]
    lines = sorted(
        set(findings(rows, known_terms([*sorted(OUT.glob("people*.yaml")), OUT / "leaders.yaml"]), spellings(Path(__file__).with_name("leader_names.txt"))))
    )
    print(*lines, f"{len(lines)} of {len(rows)} terms differ; {len(DECIDED)} are decided", sep="\n")


if __name__ == "__main__":
    main()
