"""Makes ``actors/leaders.yaml``: heads of state and government since 1990, from REIGN, the Factbook and world-leaders-current, without those in people_*.yaml.

REIGN mostly gives a surname: ``leader_names.txt`` has the full names, the offices and the rows that are left out.
"""

from __future__ import annotations

import csv
import html
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

COW = dict(
    pair.split("=")
    for pair in (
        "BHM=BHS HAI=HTI TRI=TTO BAR=BRB GRN=GRD SLU=LCA SVG=VCT AAB=ATG SKN=KNA GUA=GTM HON=HND SAL=SLV COS=CRI PAR=PRY URU=URY UKG=GBR IRE=IRL NTH=NLD "
        "FRN=FRA SWZ=CHE SPN=ESP POR=PRT GMY=DEU GFR=DEU AUS=AUT CZR=CZE SLO=SVK MNG=MNE MAC=MKD CRO=HRV YUG=SRB BOS=BIH KOS=KOS SLV=SVN BUL=BGR MLD=MDA ROM=ROU LAT=LVA "
        "LIT=LTU GRG=GEO SWD=SWE DEN=DNK ICE=ISL CAP=CPV STP=STP EQG=GNQ GAM=GMB MAA=MRT NIR=NER CDI=CIV GUI=GIN BFO=BFA SIE=SLE TOG=TGO CAO=CMR NIG=NGA CEN=CAF CHA=TCD "
        "CON=COG DRC=COD TAZ=TZA BUI=BDI ANG=AGO MZM=MOZ ZAM=ZMB ZIM=ZWE MAW=MWI SAF=ZAF LES=LSO BOT=BWA SWA=SWZ MAG=MDG MAS=MUS SEY=SYC MOR=MAR ALG=DZA LIB=LBY SUD=SDN LEB=LBN "
        "KUW=KWT BAH=BHR UAE=ARE OMA=OMN TAJ=TJK KYR=KGZ KZK=KAZ MON=MNG TAW=TWN ROK=KOR BHU=BTN BNG=BGD MYA=MMR SRI=LKA MAD=MDV NEP=NPL THI=THA CAM=KHM DRV=VNM MAL=MYS SIN=SGP BRU=BRN "
        "PHI=PHL INS=IDN ETM=TLS AUL=AUS NEW=NZL VAN=VUT SOL=SLB FIJ=FJI MSI=MHL PAL=PLW NAU=NRU WSM=WSM YAR=YEM MNC=MCO"
    ).split()
)
SKIPPED = frozenset({"SNM", "GDR", "YPR"})
"""San Marino changes its heads every half year; the other two states ended in 1990."""

_MONTHS = {m: n for n, m in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_SINCE = re.compile(r"\(since (?:approximately )?(?:(\d{1,2}) )?([A-Z][a-z]+) (\d{4})\)")
_TITLES = frozenset(
    "president prime minister interim acting transitional king queen emir sultan chancellor premier chairman chairperson chairwoman of the council ministers federal leader presidential leadership co-president state "
    "administration general gen gen. dr dr. captain field marshal sheikh amir grand duke prince chief vice taoiseach supreme head government junta executive sir co-prince paramount sovereign republic cabinet and first "
    "deputy gnu overall taliban ruler crown pope archbishop lt. col. col military transition caretaker sayyid emperor monarch governor marshal maj. lord dame right honourable hon".split()
)

_PARTICLES = frozenset("al el bin ibn ben de da dos la van von der the king queen prince".split())


class Row(NamedTuple):
    """A term of office as a source gives it; ``start`` and ``end`` are ISO days or months, "" where open."""

    iso: str
    name: str
    start: str
    end: str
    role: str


class Spelling(NamedTuple):
    """How a row is written: None for a row that is left out."""

    name: str
    aliases: list[str]
    role: str


def leaders(shared: Path, out: Path) -> list[dict[str, Any]]:
    """Entries by country and name; a person with several terms has several codes."""
    known = known_terms(sorted(out.glob("people*.yaml")))
    names = Path(__file__).with_name("leader_names.txt")
    spelled, left = spellings(names), ends(names)
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for row in [*reign(shared), *factbook(shared), *current(shared)]:
        written = spelled.get((row.iso, f"{row.name}@{row.start[:4]}"), spelled.get((row.iso, row.name), _full(row)))
        if written is None or in_people(row, known, written.name):
            continue
        record = found.setdefault((row.iso, plain(written.name)), {"name": written.name, "aliases": list(written.aliases), "codes": []})
        if not any(c.startswith(row.start[:7]) or c.split(" ")[0].endswith("/") for c in record["codes"]):
            record["codes"].append(f"{row.start}/{row.end or left.get((row.iso, written.name), '')} {row.iso} GOV {written.role}")
    for record in found.values():
        record["codes"].sort(reverse=True)
        if not record["aliases"]:
            del record["aliases"]
    return [found[k] for k in sorted(found)]


def spellings(path: Path) -> dict[tuple[str, str], Spelling | None]:
    """The hand-written names by (country, name in the source)."""
    out: dict[tuple[str, str], Spelling | None] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#") or " until: " in line:
            continue
        head, rows = line.split(": ", 1)
        iso, role = head.split(" ", 1)
        for row in rows.split("; "):
            source, _, full = row.partition("=")
            full = full or source
            short = full.partition("*")[2]
            out[iso, source.replace("*", "")] = None if role == "skip" else Spelling(full.replace("*", ""), [short] if short else [], role)
    return out


def ends(path: Path) -> dict[tuple[str, str], str]:
    """When the office of (country, full name) ended, for leaders whom a source leaves in office."""
    lines = [line.split(" until: ") for line in path.read_text(encoding="utf-8").splitlines() if " until: " in line]
    return {(iso, row.partition("=")[0]): row.partition("=")[2] for iso, rows in lines for row in rows.split("; ")}


def _full(row: Row) -> Spelling | None:
    """A row as it stands, where that is a full name."""
    full = re.fullmatch(r"[A-Z][\w'’.-]+( [\w'’.-]+)+", row.name) and " and " not in row.name
    return Spelling(re.sub(r"\s+(2nd|3rd)$", "", row.name), [], row.role) if full else None


def plain(name: str) -> str:
    """Lower-case ASCII words."""
    folded = "".join(c for c in unicodedata.normalize("NFKD", name.translate({0x131: "i", 0x142: "l", 0xF8: "o"})) if not unicodedata.combining(c))
    return re.sub(r"[^a-z ]", "", folded.lower().replace("-", " "))


class Term(NamedTuple):
    """A period of a person with all the words of the names; ISO days or months, "" where open."""

    name: str
    words: frozenset[str]
    start: str
    end: str
    sector: str


def known_terms(paths: Iterable[Path]) -> dict[str, list[Term]]:
    """The terms of the persons of actor files, by country."""
    terms: dict[str, list[Term]] = {}
    for path in paths:
        for entry in yaml.safe_load(path.read_text(encoding="utf-8")):
            words = frozenset(w for n in (entry["name"], *entry.get("aliases", [])) for w in plain(n).split() if len(w) > 1)
            for code in entry["codes"]:
                parts = code.split(" ")
                start, end = parts.pop(0).split("/") if "/" in parts[0] else ("", "")
                terms.setdefault(parts[0], []).append(Term(entry["name"], words, start, end, parts[1] if len(parts) > 1 else ""))
    return terms


def same_name(name: str, term: Term) -> bool:
    """Whether a term is of somebody so called: two words in common, or the only word of the name."""
    words = [w for w in plain(name).split() if len(w) > 1 and w not in _PARTICLES]
    return len(term.words.intersection(words)) >= min(2, len(words))


def overlap(row: Row, term: Term) -> bool:
    """Whether two periods have a day in common; a month or year as an end is all of it."""
    return (not term.end or row.start < term.end + "~") and (not row.end or term.start < row.end + "~")


def in_people(row: Row, known: dict[str, list[Term]], name: str) -> bool:
    """Whether people_*.yaml has the person, in office in that term."""
    return any(same_name(name, t) and overlap(row, t) for t in known.get(row.iso, ()))


def reign(shared: Path) -> Iterator[Row]:
    """REIGN: leaders to March 2021, one a country."""
    with (shared / "reign" / "data_sets" / "leaderlist_3_21.csv").open(encoding="latin1") as handle:
        for row in csv.DictReader(handle):
            end, month = int(float(row["eyear"] or 2021)), int(float(row["emonth"] or 3))
            if end < 1990 or not row["syear"] or row["stateabb"] in SKIPPED:
                continue
            until = "" if (end, month) >= (2021, 3) else f"{end}-{month:02d}"
            day = int(float(row["sdate"] or 1)) or 1
            start = f"{int(float(row['syear']))}-{int(float(row['smonth'])):02d}-{day:02d}"
            yield Row(COW.get(row["stateabb"], row["stateabb"]), re.sub(r"\([^)]*\)", "", row["leader"]).strip(), start, until, "leader")


def factbook(shared: Path) -> list[Row]:
    """Chiefs of state and heads of government of the World Factbook."""
    rows = csv.DictReader((shared / "country-codes.csv").read_text(encoding="utf-8-sig").splitlines())
    iso3 = {r["FIPS"].lower(): r["ISO3166-1-Alpha-3"] for r in rows if r["is_independent"] in ("Yes", "In contention")} | {"ri": "SRB", "kv": "KOS"}
    out: list[Row] = []
    for path in sorted((shared / "factbook").glob("*/*.json")):
        if iso := iso3.get(path.stem):
            executive = json.loads(path.read_text(encoding="utf-8")).get("Government", {}).get("Executive branch", {})
            for slot in ("chief of state", "head of government"):
                out += _people(html.unescape(executive.get(slot, {}).get("text", "")), iso)
    return out


def _people(text: str, iso: str) -> Iterator[Row]:
    for clause in re.split(r";|<br>", re.sub(r"<[^>]+>", "", text)):
        since = _SINCE.search(clause)
        if not since or "represented" in clause or "CHARLES III" in clause:
            continue
        words = clause[: since.start()].replace(",", " ").split()
        title = []
        while words and words[0].lower().strip(".") in {t.strip(".") for t in _TITLES}:
            title.append(words.pop(0).lower())
        name = " ".join(_cased(w) for w in words)
        month = _MONTHS.get(since.group(2)[:3].lower())
        if len(words) >= 2 and month and "[" not in name and re.fullmatch(r"[^\d()]+", name):
            role = " ".join(t for t in title if t not in ("gen.", "dr.", "sheikh")) or "prime minister"
            yield Row(iso, name, f"{since.group(3)}-{month:02d}-{int(since.group(1) or 1):02d}", "", role)


def _cased(word: str) -> str:
    return word if re.fullmatch(r"[IVX]+", word) else "-".join(p.capitalize() if p.isupper() and len(p) > 1 else p for p in word.split("-"))


def current(shared: Path) -> Iterator[Row]:
    """Leaders of the G20 and ASEAN in 2026."""
    rows = csv.DictReader((shared / "country-codes.csv").read_text(encoding="utf-8-sig").splitlines())
    iso3 = {r["ISO3166-1-Alpha-2"]: r["ISO3166-1-Alpha-3"] for r in rows}
    path = shared / "world_leaders_2026" / "data" / "current" / "all-leaders.csv"
    for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines()):
        iso = iso3.get(row["ISO"].upper())
        for title, name, since in (("HoG Title", "Head of Government", "HoG Since"), ("HoS Title", "Head of State", "HoS Since")):
            if iso and " " in row[name] and row[since] and row[name] != "Charles III":
                yield Row(iso, row[name], row[since], "", row[title].lower())
