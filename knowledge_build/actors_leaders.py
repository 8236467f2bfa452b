"""Makes ``actors/leaders.yaml``: heads of state and government with full names since 1990, from REIGN, the Factbook and world-leaders-current, without those in people.yaml."""

from __future__ import annotations

import csv
import html
import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import yaml

COW = dict(
    pair.split("=")
    for pair in (
        "BHM=BHS HAI=HTI TRI=TTO BAR=BRB GRN=GRD SLU=LCA SVG=VCT AAB=ATG SKN=KNA GUA=GTM HON=HND SAL=SLV COS=CRI PAR=PRY URU=URY UKG=GBR IRE=IRL NTH=NLD "
        "FRN=FRA SWZ=CHE SPN=ESP POR=PRT GMY=DEU GFR=DEU AUS=AUT CZR=CZE SLO=SVK MNG=MNE MAC=MKD CRO=HRV YUG=SRB BOS=BIH KOS=KOS SLV=SVN BUL=BGR MLD=MDA ROM=ROU LAT=LVA "
        "LIT=LTU GRG=GEO SWD=SWE DEN=DNK ICE=ISL CAP=CPV STP=STP EQG=GNQ GAM=GMB MAA=MRT NIR=NER CDI=CIV GUI=GIN BFO=BFA SIE=SLE TOG=TGO CAO=CMR NIG=NGA CEN=CAF CHA=TCD "
        "CON=COG DRC=COD TAZ=TZA BUI=BDI ANG=AGO MZM=MOZ ZAM=ZMB ZIM=ZWE MAW=MWI SAF=ZAF LES=LSO BOT=BWA SWA=SWZ MAG=MDG MAS=MUS SEY=SYC MOR=MAR ALG=DZA LIB=LBY SUD=SDN LEB=LBN "
        "KUW=KWT BAH=BHR UAE=ARE OMA=OMN TAJ=TJK KYR=KGZ KZK=KAZ MON=MNG TAW=TWN ROK=KOR BHU=BTN BNG=BGD MYA=MMR SRI=LKA MAD=MDV NEP=NPL THI=THA CAM=KHM DRV=VNM MAL=MYS SIN=SGP BRU=BRN "
        "PHI=PHL INS=IDN ETM=TLS AUL=AUS NEW=NZL VAN=VUT SOL=SLB FIJ=FJI MSI=MHL PAL=PLW NAU=NRU WSM=WSM YAR=YEM"
    ).split()
)
SKIPPED = {"SNM"}
_MONTHS = {m: n for n, m in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_SINCE = re.compile(r"\(since (?:approximately )?(?:(\d{1,2}) )?([A-Z][a-z]+) (\d{4})\)")
_TITLES = frozenset(
    "president prime minister interim acting transitional king queen emir sultan chancellor premier chairman chairperson chairwoman of the council ministers federal leader presidential leadership co-president state "
    "administration general gen gen. dr dr. captain field marshal sheikh amir grand duke prince chief vice taoiseach supreme head government junta executive sir co-prince paramount sovereign republic cabinet and first "
    "deputy gnu overall taliban ruler crown pope archbishop lt. col. col military transition caretaker sayyid emperor monarch governor marshal maj. lord dame right honourable hon".split()
)


def leaders(shared: Path, out: Path) -> list[dict[str, Any]]:
    """Entries by country and name; a person with several terms has several codes."""
    known = _known(out)
    listed = {_plain(e["name"]) for e in yaml.safe_load((out / "people.yaml").read_text(encoding="utf-8"))}
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for iso, name, code in [*_reign(shared), *_factbook(shared), *_current(shared)]:
        if iso == "AND" or _plain(name) in listed or any((iso, part) in known for part in _plain(name).split() if len(part) > 2):
            continue
        record = found.setdefault((iso, _plain(name)), {"name": name, "codes": []})
        start = code.split("/")[0]
        if not any(c.split("/")[0] == start or (c.split(" ")[0].endswith("/") and c < code) for c in record["codes"]):
            record["codes"].append(code)
    for record in found.values():
        record["codes"].sort(reverse=True)
    return [found[k] for k in sorted(found)]


def _plain(name: str) -> str:
    folded = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return re.sub(r"[^a-z ]", "", folded.lower().replace("-", " "))


def _known(out: Path) -> set[tuple[str, str]]:
    """Countries with the surnames (last words of all names) of people.yaml."""
    known = set()
    for entry in yaml.safe_load((out / "people.yaml").read_text(encoding="utf-8")):
        for code in entry["codes"]:
            country = next(p for p in code.split(" ") if "/" not in p)
            for name in (entry["name"], *entry.get("aliases", [])):
                if words := [w for w in _plain(name).split() if len(w) > 2]:
                    known.update({(country, words[-1]), (country, words[0])} if len(words) < 4 and " " not in name else {(country, words[-1])})
    return known


def _reign(shared: Path) -> list[tuple[str, str, str]]:
    """REIGN: leaders to March 2021. Many rows have a surname only: these are left out."""
    out = []
    with (shared / "reign" / "data_sets" / "leaderlist_3_21.csv").open(encoding="latin1") as handle:
        for row in csv.DictReader(handle):
            name = re.sub(r"\([^)]*\)", "", row["leader"]).strip()
            end = int(float(row["eyear"] or 2021))
            if end < 1990 or row["stateabb"] in SKIPPED or not re.fullmatch(r"[A-Z][a-z'-]+( [A-Za-z][\w'-]+)+", name) or " and " in name:
                continue
            name = re.sub(r"\s+(II|III|IV|2nd|3rd)$", "", name)
            until = "" if (end, int(float(row["emonth"] or 3))) >= (2021, 3) else f"{end}-{int(float(row['emonth'])):02d}"
            day = int(float(row["sdate"] or 1)) or 1
            start = f"{int(float(row['syear']))}-{int(float(row['smonth'])):02d}-{day:02d}"
            iso = COW.get(row["stateabb"], row["stateabb"])
            out.append((iso, name, f"{start}/{until} {iso} GOV leader"))
    return [(i, n, c) for i, n, c in out if "/ " not in c]


def _factbook(shared: Path) -> list[tuple[str, str, str]]:
    rows = csv.DictReader((shared / "country-codes.csv").read_text(encoding="utf-8-sig").splitlines())
    iso3 = {r["FIPS"].lower(): r["ISO3166-1-Alpha-3"] for r in rows if r["is_independent"] in ("Yes", "In contention")} | {"ri": "SRB", "kv": "KOS"}
    out = []
    for path in sorted((shared / "factbook").glob("*/*.json")):
        iso = iso3.get(path.stem)
        if not iso:
            continue
        executive = json.loads(path.read_text(encoding="utf-8")).get("Government", {}).get("Executive branch", {})
        for slot in ("chief of state", "head of government"):
            out += _people(html.unescape(executive.get(slot, {}).get("text", "")), iso)
    return out


def _people(text: str, iso: str) -> list[tuple[str, str, str]]:
    out = []
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
            out.append((iso, name, f"{since.group(3)}-{month:02d}-{int(since.group(1) or 1):02d}/ {iso} GOV {role}"))
    return out


def _cased(word: str) -> str:
    return "-".join(p.capitalize() if p.isupper() and len(p) > 1 else p for p in word.split("-"))


def _current(shared: Path) -> list[tuple[str, str, str]]:
    rows = csv.DictReader((shared / "country-codes.csv").read_text(encoding="utf-8-sig").splitlines())
    iso3 = {r["ISO3166-1-Alpha-2"]: r["ISO3166-1-Alpha-3"] for r in rows}
    out = []
    for row in csv.DictReader((shared / "world_leaders_2026" / "data" / "current" / "all-leaders.csv").read_text(encoding="utf-8").splitlines()):
        iso = iso3.get(row["ISO"].upper())
        for title, name, since in (("HoG Title", "Head of Government", "HoG Since"), ("HoS Title", "Head of State", "HoS Since")):
            if iso and " " in row[name] and row[since] and row[name] != "Charles III":
                out.append((iso, row[name], f"{row[since]}/ {iso} GOV {row[title].lower()}"))
    return out
