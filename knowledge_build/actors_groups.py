"""Makes ``actors/conflict_actors.yaml`` (UCDP) and ``actors/assemblies.yaml`` (legislatures by their own name, parties: Factbook)."""

from __future__ import annotations

import csv
import html
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import yaml

_COUNTRY = {
    "Russia (Soviet Union)": "RUS", "Serbia (Yugoslavia)": "SRB", "Yemen (North Yemen)": "YEM", "Myanmar (Burma)": "MMR", "DR Congo (Zaire)": "COD", "Cambodia (Kampuchea)": "KHM", "Zimbabwe (Rhodesia)": "ZWE",
    "Bosnia-Herzegovina": "BIH", "Vietnam (North Vietnam)": "VNM", "Madagascar (Malagasy)": "MDG", "Ivory Coast": "CIV", "Congo": "COG", "United States of America": "USA", "Macedonia, FYR": "MKD", "North Macedonia": "MKD",
    "Central African Republic": "CAF", "Kyrgyzstan": "KGZ", "Tanzania": "TZA", "Guinea-Bissau": "GNB", "Trinidad and Tobago": "TTO",
}


# UCDP tells where a group fought. Where that is not whose group it is:
HOME = {
    "ISR": "PSE",  # but for HOME_ITSELF
    "Liberation Force": "BGD", "Ukrainian Insurgent Army": "UKR", "Latvian National Guerilla Association": "LVA", "Association of the Latvian Fatherland Guards": "LVA",
    "United Democratic Resistance Movement": "LTU", "Azerbaijani Popular Front": "AZE", "South Ossetian Soviet Democratic Republic": "GEO", "Serbian Republic of Bosnia-Herzegovina": "BIH",
    "Serbian Autonomous Oblast of Krajina": "HRV", "Serbian Autonomous Oblast of Eastern Slavonia, Baranja and Western Symria": "HRV",
}  # fmt: skip
HOME_ITSELF = {"National Military Organisation", "Fighters for the Freedom of Israel"}
SKIPPED = {
    # states that UCDP lists as groups while they broke away, and names that mostly mean something else
    "Republic of Armenia", "Republic of Azerbaijan", "Republic of Croatia", "Republic of Slovenia", "Republic of Bosnia-Herzegovina", "Republic of Kurdistan", "Republic of Georgia",
    "Estados Unidos", "The Family", "The Reds", "The Resistance", "The Sweeper", "United Warriors", "Peace and Justice", "Third Command", "Rock Machine", "Los Colombianos", "Los Virus",
    "Parliamentary Forces", "National Democratic Front", "Liberation Army", "Revolutionary Left", "Popular Forces", "Unity Party", "National Front", "Freedom Party", "Liberation Front",
    "Revolutionary Democratic Council", "Opposition coalition (Febreristas, Liberals and Communists)", "The Base", "Islamic Front", "Liberal Party", "Conservative Party",
}  # fmt: skip
_GANG_LANDS = {"MEX", "BRA", "HND", "SLV", "HTI", "ECU", "JAM", "GTM", "CAN", "VEN", "GUY"}
"""Countries whose groups that only fight each other (no fight with a state in UCDP) are gangs."""


def country_names(out: Path) -> dict[str, str]:
    """Names of countries as UCDP writes them, to ISO3."""
    entries = yaml.safe_load((out / "countries.yaml").read_text(encoding="utf-8"))
    return {n: c["id"] for c in entries for n in c.get("names", [])} | _COUNTRY


def _names(out: Path, *files: str) -> set[str]:
    entries = [e for f in files for path in sorted(out.glob(f"{f}.yaml")) for e in yaml.safe_load(path.read_text(encoding="utf-8"))]
    return {same(n) for e in entries for n in (e["name"], *e.get("aliases", []))}


def same(name: str) -> str:
    """Spellings that the coder does not tell apart."""
    return name.replace("’", "'").replace("-", " ")


def _taken(out: Path) -> set[str]:
    taken = _names(out, "organizations", "organs", "armed_groups", "parties", "people*")
    for entry in yaml.safe_load((out / "countries.yaml").read_text(encoding="utf-8")):
        for kind in ("names", "adjectives", "nouns", "seats", "regions"):
            taken.update(same(n) for n in entry.get(kind, []))
    return taken


def conflict_actors(shared: Path, out: Path) -> list[dict[str, Any]]:
    """Organised non-state groups of UCDP that are in one or two countries and not in armed_groups.yaml."""
    names = country_names(out)
    taken = _taken(out) | _names(out, "assemblies")
    rows = list(csv.DictReader((shared / "ucdp" / "ucdp-actor-221.csv").read_text(encoding="utf-8-sig").splitlines()))
    groups = []
    for row in rows:
        places = re.split(r", (?=[A-Z])", row["Location"])
        code = names.get(places[0])
        if row["Org"] != "1" or not code or len(places) > 2 or row["NameData"].startswith(("Government of", "Forces of")):
            continue
        found = [n.strip() for n in (row["NameOrigFullEng"], row["NameOrigFull"], row["NameData"]) if _usable(n.strip())]
        if SKIPPED.intersection(found):
            continue
        gang = "artel" in row["NameOrigFullEng"] or " gang" in row["NameData"] or (code in _GANG_LANDS and not row["DyadId"])
        groups.append((_home(code, found), "CRM" if gang else "REB", found))
    several = Counter(name for name, _ in {(same(n), code) for code, _, found in groups for n in found})
    out_records: dict[str, dict[str, Any]] = {}
    for code, sector, found in groups:
        own = [n for i, n in enumerate(found) if several[same(n)] == 1 and same(n) not in taken and n not in found[:i]]
        if own and own[0] not in out_records:
            record: dict[str, Any] = {"name": own[0]}
            if own[1:]:
                record["aliases"] = own[1:]
            out_records[own[0]] = record | {"codes": [f"{code} {sector}"]}
    return list(out_records.values())


def _home(code: str, names: list[str]) -> str:
    """Whose group it is, where UCDP has it fight in ``code``."""
    own = next((HOME[n] for n in names if n in HOME), None)
    return own or (code if HOME_ITSELF.intersection(names) else HOME.get(code, code))


def _usable(name: str) -> bool:
    """A name of two capitalised words or more, or an acronym of four letters or more."""
    if not name or name.lower() == "n/a" or re.search(r"[/:;\d\[\]]| - |faction", name):
        return False
    return bool(re.fullmatch(r"[A-Z]{4,}(-[A-Z]+)?", name)) or len(re.findall(r"\b[A-Z]\w+", name)) >= 2


def assemblies(shared: Path, out: Path) -> list[dict[str, Any]]:
    """Legislatures by their local names, and parties, where the name is used in one country only."""
    rows = csv.DictReader((shared / "country-codes.csv").read_text(encoding="utf-8-sig").splitlines())
    iso3 = {r["FIPS"].lower(): r["ISO3166-1-Alpha-3"] for r in rows if r["is_independent"] in ("Yes", "In contention")} | {"ri": "SRB", "kv": "KOS"}
    taken = _taken(out)
    found: list[tuple[str, str, list[str]]] = []
    for path in sorted((shared / "factbook").glob("*/*.json")):
        if iso := iso3.get(path.stem):
            government = json.loads(path.read_text(encoding="utf-8")).get("Government", {})
            found += [(iso, "LEG", [n]) for n in _chambers(government)]
            found += [(iso, "PTY", n) for n in _parties(government.get("Political parties", {}).get("text", ""))]
    several = Counter(n for iso, n in {(iso, same(n)) for iso, _, names in found for n in names})
    out_records: dict[str, dict[str, Any]] = {}
    for iso, sector, names in found:
        own = [n for i, n in enumerate(names) if several[same(n)] == 1 and same(n) not in taken and n not in names[:i]]
        if own and own[0] not in out_records:
            aliases = {"aliases": own[1:]} if own[1:] else {}
            out_records[own[0]] = {"name": own[0]} | aliases | {"codes": [f"{iso} {sector}"]}
    return list(out_records.values())


def _chambers(government: dict[str, Any]) -> list[str]:
    texts = [government.get("Legislative branch", {}).get("legislature name", {}).get("text", "")]
    texts += [v.get("chamber name", {}).get("text", "") for k, v in government.items() if "chamber" in k]
    local = [m for t in texts for m in re.findall(r"\(([^)]+)\)", html.unescape(re.sub(r"<[^>]+>", "", t)))]
    generic = {"Senat", "Senate", "Senado", "Parlament", "Parlement", "Parliament", "Parlimen", "Barlaman", "Majlis", "Parlamento", "Congreso", "National Assembly", "Sabor"}
    return [n.strip() for n in local if n.strip() not in generic and re.fullmatch(r"[A-ZÀ-Ž][^,;/()]{4,}", n.strip())]


_GENERIC = frozenset(
    "national coalition democratic alliance party union people's progress justice unity movement front freedom new republic green greens labor labour liberal social christian citizens citizens' together forward renewal future "
    "hope solidarity development reform progressive popular democracy left right center centre socialist conservative independent independents republican civic action list agreement initiative congress change".split()
)


def _parties(text: str) -> list[list[str]]:
    out = []
    for item in re.split(r"<br\s*/?>|;|\n", html.unescape(text)):
        item = re.sub(r"<[^>]+>", "", item).replace("\xa0", " ").strip()
        item = re.sub(r"\([^)]*\)", "", item).strip()
        names = [n.strip() for n in item.split(" or ")]
        if len(names[0].split()) == 2 and {w.lower().replace("’", "'") for w in names[0].split()} <= _GENERIC:
            continue
        if not names or not (2 <= len(names[0].split()) <= 7) or not re.fullmatch(r"[A-Z][^:.\d]+", names[0]):
            continue
        out.append([names[0], *(n for n in names[1:] if re.fullmatch(r"[A-ZÀ-Ž-]{4,8}", n))])
    return out
