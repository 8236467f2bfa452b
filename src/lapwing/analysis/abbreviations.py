"""Word lists of the tokeniser."""

from __future__ import annotations

TITLES = frozenset(
    """mr mrs ms dr prof rev hon sen rep gov gen lt col maj capt cmdr sgt cpl adm brig pres sec st mt ft supt insp det atty fr sr jr msgr pvt amb
    messrs mmes no nos vol pp fig art sec ch vs v""".split()
)
"""Abbreviations after which no sentence ends."""

ABBREVIATIONS = frozenset(
    """Mr Mrs Ms Dr Prof Rev Hon Sen Rep Gov Gen Lt Col Maj Capt Cmdr Sgt Cpl Adm Brig Pres St Mt Ft Supt Insp Det Atty Msgr Pvt Amb Messrs
    MR MRS MS DR GEN SEN REP GOV ST LT COL
    Jr Sr Inc Corp Ltd Co Bros Cos Assn Dept Univ Ave Blvd Rd Bldg
    No Nos Vol vol pp Fig fig Art vs cf al etc approx est ca
    Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun
    Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Mass Md Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Tenn Tex Va Vt Wash Wis Wyo
    Lt-Gen Maj-Gen Brig-Gen Lt-Col Vice-Adm Hon'ble""".split()
) - frozenset({"Mar", "Art", "Sun", "Ill", "Miss", "Mass", "La", "Pa", "Mo", "Co", "No", "Wash", "Ore", "Mon", "Sat", "Ind", "Del", "St"}) | {"Co", "No", "St"}
"""Words written with a full stop that stays with them. Those that are common words without it are left out."""

PREFIXES = frozenset(
    """anti Anti ANTI pro Pro PRO non Non NON pre Pre post Post co Co CO ex Ex multi Multi semi Semi re Re sub Sub mini Mini cross Cross inter Inter mid Mid
    e E ultra Ultra un trans Trans pan Pan over Over intra neo Neo quasi pseudo macro micro counter Counter vice-versa bi tri de De""".split()
)
"""Prefixes whose hyphen stays inside the word in the English treebanks."""
