"""Which features of GeoNames the gazetteer takes from a dump, by their codes (https://www.geonames.org/export/codes.html).

Towns and divisions, what armies and refugees are at (bases, airfields, camps, border posts, dams, prisons), and of land and water what is large.
GeoNames tells no sizes: a river or mountain counts as large if it has several other names. Streets, schools, farms, wells and the like are left out,
for they are two rows in three, and their names ("Al Noor", "San Pedro") would hide towns.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Kind = Literal["region", "city", "exact"]


class Feature(Struct, frozen=True):
    """How a feature code is taken: ``km`` is the radius, ``others`` the least number of other names that a place must have."""

    kind: Kind
    km: int
    others: int = 0


TOWN = Feature("city", 10)
"""Class P, whatever the code."""
_REGIONS = {
    "ADM1": 100, "ADM1H": 100, "ADM2": 40, "ADM2H": 40, "ADM3": 15, "ADM3H": 15, "ADMD": 30, "ADMDH": 30, "LTER": 60, "TERR": 100, "ZN": 30, "PRSH": 15,
}  # fmt: skip
"""Class A. Countries come from the package's own table; parts of the fourth order repeat their towns."""
_LAND = {
    "ISLS": 80, "ISL": 20, "ATOL": 20, "PEN": 60, "CAPE": 10, "DSRT": 200, "MTS": 100, "MT": 10, "PASS": 5, "PLAT": 100, "PLN": 80, "VAL": 40, "VALS": 60,
    "RDGE": 30, "VLC": 10, "CNYN": 30, "GRGE": 5, "DLTA": 80, "DPR": 60,
}  # fmt: skip
_WATER = {
    "OCN": 3000, "SEA": 500, "GULF": 250, "STRT": 60, "CHN": 40, "BAY": 30, "LK": 30, "LKS": 60, "LGN": 20, "RSV": 20, "STM": 150, "STMS": 150, "CNL": 60,
    "RF": 10, "SHOL": 10, "BNK": 30, "HBR": 5, "SD": 50, "FJD": 30, "WAD": 100, "CNFL": 5,
}  # fmt: skip
_AREAS = {
    "RGN": 100, "RGNE": 100, "RGNH": 100, "AREA": 40, "TRB": 60, "OILF": 15, "GASF": 15, "CST": 100, "OAS": 10, "PRK": 30, "RESN": 30, "RESF": 30, "MVA": 20,
    "MILB": 8, "NVB": 5, "PRT": 5, "BTL": 5, "LCTY": 5, "INDS": 5,
}  # fmt: skip
_SITES = {
    "AIRB": 5, "AIRF": 3, "AIRP": 5, "INSM": 5, "CMP": 3, "CMPRF": 3, "DAM": 3, "PRN": 1, "PSTB": 2, "PSTC": 2, "PSTP": 2, "OILR": 3, "OILT": 3, "PS": 3,
    "PSH": 3, "PSN": 3, "FT": 2, "PAL": 1, "SQR": 1, "BDG": 2, "MN": 3, "UNIV": 1, "HSP": 1, "MSQE": 1,
}  # fmt: skip
_ALWAYS = {
    "ISLS", "DSRT", "PEN", "MTS", "OCN", "SEA", "GULF", "STRT", "TRB", "OILF", "GASF", "MILB", "NVB", "PRT", "MVA", "AIRB", "AIRF", "AIRP", "INSM", "CMP",
    "CMPRF", "PSTB", "PSTC", "PSTP", "OILR", "PSN",
}  # fmt: skip
_ONE = {"DAM", "PRN", "PASS", "RGN", "RGNE", "RGNH", "AREA", "CST", "OAS", "RF", "SHOL", "HBR", "BTL", "FT", "PAL", "SQR", "OILT", "FRST"}
_EXACT = {"MILB", "NVB", "PRT", "BTL", "CAPE", "PASS"}
_SEVERAL = 3


def _table() -> dict[tuple[str, str], Feature]:
    out = {("A", code): Feature("region", km) for code, km in _REGIONS.items()}
    classes: list[tuple[str, dict[str, int], Kind]] = [("T", _LAND, "region"), ("H", _WATER, "region"), ("L", _AREAS, "region"), ("S", _SITES, "exact")]
    for letter, codes, kind in [*classes, ("V", {"FRST": 40}, "region")]:
        for code, km in codes.items():
            least = 0 if code in _ALWAYS else 1 if code in _ONE else _SEVERAL
            out[letter, code] = Feature("exact" if code in _EXACT else kind, km, least)
    return out


FEATURES = _table()


def feature(letter: str, code: str) -> Feature | None:
    """How a feature class and code is taken; None for what is left out."""
    return TOWN if letter == "P" else FEATURES.get((letter, code))
