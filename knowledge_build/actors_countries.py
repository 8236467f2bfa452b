"""Makes ``actors/countries.yaml`` and ``actors/cities.yaml`` from country-codes.csv (PDDL), the Factbook (CC0) and GeoNames (CC BY 4.0), with hand corrections.

Run through ``actors.py``.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

FOLD = {"FI": "FIN", "US": "USA", "GB": "GBR", "NL": "NLD", "NO": "NOR", "CN": "CHN", "AU": "AUS", "DK": "DNK", "FR": "FRA", "NZ": "NZL"}
KEPT_APART = {"HKG", "ATA"}

# What the sources lack or say in words that nobody writes. "=" replaces what the source has, else it is added.
NAMES: dict[str, list[str]] = {
    "BHS": ["=The Bahamas", "Bahamas"], "BIH": ["=Bosnia and Herzegovina", "Bosnia", "Bosnia-Herzegovina"], "BRN": ["Brunei Darussalam"],
    "CPV": ["Cabo Verde"], "CIV": ["=Ivory Coast", "Côte d'Ivoire"], "COG": ["=Republic of the Congo", "Congo-Brazzaville", "Republic of Congo"],
    "COD": ["=Democratic Republic of the Congo", "Democratic Republic of Congo", "DR Congo", "DRC", "D.R. Congo", "Congo-Kinshasa", "Congo", "Zaire"],
    "CZE": ["Czech Republic", "Czechoslovakia"], "GBR": ["=United Kingdom", "UK", "U.K.", "Britain", "Great Britain", "England", "Scotland", "Wales", "Northern Ireland"],
    "GMB": ["The Gambia"], "HKG": ["Hongkong"], "IRL": ["Republic of Ireland", "Éire"], "IRN": ["Islamic Republic of Iran", "Islamic Republic"],
    "KOR": ["Republic of Korea", "S Korea", "S. Korea", "S.Korea"], "PRK": ["DPRK", "N Korea", "N. Korea", "N.Korea", "Democratic People's Republic of Korea"],
    "MMR": ["Burma"], "MKD": ["Macedonia", "Republic of Macedonia"], "NLD": ["Holland", "The Netherlands"], "PSE": ["=Palestine", "State of Palestine", "Palestinian Territories",
    "Palestinian territories", "West Bank", "Gaza", "Gaza Strip"], "RUS": ["Russian Federation", "Soviet Union", "USSR", "U.S.S.R."], "DEU": ["East Germany", "West Germany"], "ZWE": ["Rhodesia", "Southern Rhodesia"], "SWZ": ["Swaziland"], "TLS": ["East Timor"],
    "TUR": ["=Turkey", "Türkiye", "Turkiye"], "TWN": ["Republic of China", "Chinese Taipei"], "CHN": ["PRC", "People's Republic of China", "Mainland China", "mainland China"],
    "USA": ["=United States", "US", "U.S.", "USA", "U.S.A.", "United States of America", "America", "the States"], "VAT": ["=Vatican", "Vatican City", "Holy See"],
    "ARE": ["UAE", "U.A.E.", "Emirates"], "SAU": ["Saudi", "KSA", "Kingdom of Saudi Arabia"], "STP": ["=Sao Tome and Principe", "Sao Tome"], "SYR": ["Syrian Arab Republic"],
    "VNM": ["Viet Nam"], "CAF": ["CAR"], "ESH": ["Sahrawi Arab Democratic Republic"], "TTO": ["=Trinidad and Tobago", "Trinidad"], "ATG": ["=Antigua and Barbuda", "Antigua"],
    "KNA": ["=Saint Kitts and Nevis", "St Kitts and Nevis", "St. Kitts and Nevis"], "LCA": ["=Saint Lucia", "St Lucia", "St. Lucia"],
    "VCT": ["=Saint Vincent and the Grenadines", "St Vincent and the Grenadines", "St. Vincent and the Grenadines", "St Vincent", "St. Vincent"],
    "MAC": ["Macau"], "UKR": ["the Ukraine"], "LAO": ["Lao PDR"], "FSM": ["Federated States of Micronesia"], "MDA": ["Republic of Moldova"],
    "SRB": ["FR Yugoslavia", "Yugoslavia"], "TZA": ["United Republic of Tanzania", "Zanzibar"], "FLK": ["Falklands", "Malvinas"],
    "IOT": ["Chagos Islands"], "BLM": ["=Saint Barthelemy"], "SHN": ["=Saint Helena"], "MAF": ["=Saint Martin"], "SPM": ["=Saint Pierre and Miquelon"],
    "SJM": ["=Svalbard"], "UMI": ["="], "HMD": ["="], "BVT": ["="], "WLF": ["=Wallis and Futuna"], "TCA": ["=Turks and Caicos Islands", "Turks and Caicos"],
    "SGS": ["=South Georgia and the South Sandwich Islands"], "VIR": ["=US Virgin Islands", "U.S. Virgin Islands"], "VGB": ["=British Virgin Islands"],
    "JEY": ["="], "NFK": ["=Norfolk Island"], "SWE": [], "AUS": [], "IND": ["Bharat"], "GEO": ["Republic of Georgia"], "CYP": ["Republic of Cyprus", "Northern Cyprus"],
}
ADJECTIVES: dict[str, list[str]] = {
    "AFG": ["=Afghan", "Afghani"], "AZE": ["Azeri"], "BIH": ["=Bosnian", "Bosnian-Herzegovinian", "Herzegovinian"], "BRB": ["=Barbadian", "Bajan"], "BWA": ["=Botswanan", "Batswana"],
    "BLR": ["Belarussian", "Belorussian"], "BGD": ["Bangladesh"], "CIV": ["=Ivorian", "Ivoirian"], "COG": ["="], "COD": ["=Congolese"], "CPV": ["=Cape Verdean", "Cabo Verdean"], "CUW": ["=Curacaoan"],
    "ABW": ["=Aruban"], "ARG": ["Argentinian", "Argentinean"], "DMA": ["="], "DOM": ["=Dominican"], "ECU": ["Ecuadorean"], "ESH": ["=Sahrawi", "Saharawi"], "FSM": ["=Micronesian"],
    "GBR": ["=British", "English", "Scottish", "Welsh", "Northern Irish", "Scots"], "GNQ": ["=Equatorial Guinean", "Equatoguinean"], "HKG": ["=Hong Kong", "Hong Kongese"],
    "ISL": [], "KOS": ["Kosovar"], "KAZ": ["Kazakh", "Kazak"], "KGZ": ["Kyrgyz"], "KIR": ["="], "KNA": ["=Kittitian"], "KOR": ["=South Korean", "S Korean", "S. Korean"],
    "PRK": ["=North Korean", "N Korean", "N. Korean"], "LAO": ["=Lao", "Laotian"], "LIE": ["="], "LUX": ["=Luxembourgish"], "MAC": ["=Macanese", "Macau"], "MCO": ["=Monegasque"],
    "MKD": ["=Macedonian", "North Macedonian"], "MMR": ["=Burmese", "Myanmar", "Myanmarese"], "MNP": ["="], "NPL": ["=Nepali", "Nepalese"], "NZL": ["=New Zealand", "Kiwi"],
    "PHL": ["=Philippine", "Filipino"], "PSE": ["=Palestinian", "Gazan"], "ROU": [], "SAU": ["=Saudi", "Saudi Arabian"], "SGP": ["=Singaporean", "Singapore"], "SRB": ["=Serbian", "Serb", "Yugoslav"],
    "SPM": ["="], "BES": ["="], "SSD": ["=South Sudanese", "S Sudanese"], "SVN": ["=Slovenian", "Slovene"], "SVK": ["Slovakian"], "SWZ": ["=Swazi", "Swati"], "SYC": [], "TJK": ["=Tajik", "Tajikistani"],
    "THA": [], "TKM": ["=Turkmen", "Turkmenistani"], "TLS": ["=Timorese", "East Timorese"], "TTO": ["=Trinidadian", "Tobagonian"], "TWN": ["=Taiwanese"], "USA": ["=American", "US", "U.S."],
    "UZB": ["=Uzbek", "Uzbekistani"], "VAT": ["=Vatican"], "VCT": ["=Saint Vincentian", "Vincentian"], "VUT": ["=Ni-Vanuatu", "Vanuatuan"], "WLF": ["="], "XKX": [], "ARE": ["=Emirati", "UAE"],
    "SHN": ["="], "GIB": ["=Gibraltarian"], "ALA": ["="], "VIR": ["="], "VGB": ["="], "LSO": ["=Basotho", "Lesothan"], "CAF": ["=Central African"], "COM": ["=Comorian", "Comoran"], "HRV": ["=Croatian", "Croat"],
    "GGY": ["="], "JEY": ["="], "FLK": ["="], "CXR": ["="], "CCK": ["="], "PCN": ["="], "COK": ["="], "TCD": [], "GRC": ["Hellenic", "Greek Cypriot"], "TUN": [], "IRN": ["Persian"],
    "RUS": ["Chechen", "Dagestani", "Soviet"], "ZWE": ["Rhodesian"], "CZE": ["Czechoslovak"], "CHN": ["=Chinese", "Tibetan", "Uighur", "Uyghur"], "ESP": ["=Spanish", "Catalan", "Basque"], "IND": ["=Indian", "Kashmiri"], "IDN": ["=Indonesian", "Acehnese", "Papuan"],
    "CYP": ["=Cypriot", "Turkish Cypriot"], "UKR": ["=Ukrainian", "Crimean"], "GEO": ["=Georgian", "Abkhaz", "Abkhazian", "South Ossetian"], "CAN": ["=Canadian", "Quebecois"], "BEL": ["=Belgian", "Flemish"],
    "SOM": ["=Somali", "Somalian", "Somaliland"], "DEU": ["=German", "Bavarian"], "PYF": ["=French Polynesian", "Tahitian"],
}
ADJECTIVES["GRC"] = ["=Greek", "Hellenic"]
NOUNS: dict[str, list[str]] = {
    "FRA": ["=Frenchman", "Frenchwoman"], "NLD": ["=Dutchman", "Dutchwoman"], "IRL": ["=Irishman", "Irishwoman"], "GBR": ["=Briton", "Brit", "Englishman", "Englishwoman", "Scot", "Scotsman", "Welshman"],
    "ESP": ["=Spaniard", "Catalan", "Basque"], "TUR": ["Turk"], "HKG": ["=Hong Konger", "Hongkonger"], "KOR": ["=South Korean"], "KOS": ["Kosovar"], "PRK": ["=North Korean"], "SWZ": ["=Swazi"], "LSO": ["=Mosotho", "Basotho"],
    "COG": ["="], "COD": ["=Congolese"], "DMA": ["="], "DOM": ["=Dominican"], "XKX": [], "BES": ["="], "SPM": ["="], "MNP": ["="], "TWN": ["=Taiwanese"], "KAZ": ["Kazakh"], "KGZ": ["Kyrgyz"], "TJK": ["=Tajik"],
    "UZB": ["Uzbek"], "TKM": ["Turkmen"], "AZE": ["Azeri"], "SRB": ["Serb", "Serbian"], "ARG": ["Argentinian"], "PSE": ["=Palestinian", "Gazan"], "BWA": ["=Botswanan"], "NZL": ["=New Zealander", "Kiwi"],
    "CYP": ["=Cypriot", "Greek Cypriot", "Turkish Cypriot"], "CHN": ["=Chinese", "Tibetan", "Uighur", "Uyghur"], "RUS": ["=Russian", "Chechen"], "IND": ["=Indian", "Kashmiri"], "UKR": ["=Ukrainian"], "BIH": ["=Bosnian", "Bosniak", "Bosnian Serb"],
    "PHL": ["=Filipino", "Filipina"], "GIB": ["=Gibraltarian"], "SAU": ["=Saudi", "Saudi Arabian"], "LAO": ["=Laotian", "Lao"], "NPL": ["=Nepali", "Nepalese"], "SVN": ["Slovenian"], "SVK": ["Slovakian"], "CIV": ["=Ivorian"],
    "PRI": ["=Puerto Rican"], "USA": ["Native American", "American Indian"], "GUM": ["=Guamanian"], "ASM": ["=American Samoan"], "VIR": ["=Virgin Islander"], "WLF": ["="], "GNQ": ["=Equatorial Guinean"], "TLS": ["=Timorese"], "AFG": ["=Afghan"], "CPV": ["=Cape Verdean"],
    "BLR": ["=Belarusian"], "ROU": ["=Romanian"], "IMN": ["="], "GGY": ["="], "JEY": ["="], "VGB": ["="], "MCO": ["=Monegasque"],
}
# Peoples who live almost all in one country, and the people of its parts: adjective and noun.
PEOPLES: dict[str, list[str]] = {
    "AFG": ["Hazara"], "AUS": ["Aboriginal"], "AZE": ["Karabakh Armenian"], "BRA": ["Yanomami"], "CAN": ["Inuit", "Ontarian", "Albertan"], "CHL": ["Mapuche"], 
    "COD": ["Katangese", "Banyamulenge"], "ESP": ["Galician", "Andalusian", "Canarian"], "ETH": ["Tigrayan", "Oromo", "Amhara", "Sidama"], "FRA": ["Corsican", "Kanak", "Parisian"], 
    "IDN": ["Balinese", "Javanese", "West Papuan"], "IND": ["Kuki", "Meitei", "Naga", "Manipuri", "Assamese", "Gujarati"], "IRN": ["Ahwazi"], "IRQ": ["Iraqi Kurd", "Iraqi Kurdish"],
    "ISR": ["Arab Israeli", "Israeli Arab", "Israeli Jew"], "ITA": ["Sicilian", "Sardinian", "South Tyrolean"], "KEN": ["Kikuyu", "Maasai", "Samburu"], "LKA": ["Sinhalese", "Sri Lankan Tamil"],
    "MLI": ["Dogon"], "MMR": ["Rohingya", "Kachin", "Karenni", "Arakanese"], "MYS": ["Malay"], "NGA": ["Igbo", "Hausa", "Yoruba", "Biafran"], "NPL": ["Madhesi"], "NZL": ["Maori"],
    "PAK": ["Baloch", "Baluch", "Sindhi", "Mohajir"], "RUS": ["Ingush", "Tatar", "Siberian", "Ossetian", "Muscovite"], "SDN": ["Darfuri", "Darfurian"], "SYR": ["Syrian Kurd", "Syrian Kurdish"],
    "TUR": ["Turkish Kurd"], "UKR": ["Crimean Tatar"], "VNM": ["Montagnard"], "ZAF": ["Zulu", "Afrikaner", "Xhosa"], "GEO": ["Ajarian"], "MDA": ["Transnistrian", "Gagauz"], "PSE": ["East Jerusalemite"],
    "USA": ["African American", "Asian American", "Mexican American", "Arab American", "Muslim American", "Cuban American", "Black American", "Iranian American", "Texan", "Californian", "Floridian", "Hawaiian", "Alaskan",
            "New Yorker", "Virginian", "Alabamian", "Native Hawaiian", "Alaska Native"],
}  # fmt: skip
# A capital or a seat named for the government. Left out: names that are mostly something else (Georgetown, Kingston, Victoria, Male, Hamilton, San Jose, Santiago without a country).
SEATS: dict[str, list[str]] = {
    "USA": ["=Washington", "Washington, D.C.", "Washington DC", "Washington D.C."], "RUS": ["Kremlin"], "GBR": ["Downing Street", "Whitehall", "Westminster", "Stormont", "Holyrood"], "UKR": ["Kiev"], "ISR": ["Tel Aviv"], "FRA": ["Élysée", "Elysee", "Quai d'Orsay"],
    "BOL": ["La Paz"], "NLD": ["The Hague"], "KAZ": ["Astana"], "MMR": ["Naypyidaw", "Naypyitaw", "Nay Pyi Taw", "Rangoon", "Yangon"], "CIV": ["Abidjan"], "TUR": ["Sublime Porte"], "KOR": ["Blue House"], "BEL": ["="], "SYC": ["="], "MDV": ["="], "JAM": ["="],
    "GUY": ["="], "CRI": ["="], "CHL": ["="], "ATG": ["="], "GRD": ["="], "BMU": ["="], "NFK": ["="], "AIA": ["="], "SHN": ["="], "FLK": ["="], "PRI": ["="], "REU": ["="], "IMN": ["="], "JEY": ["="], "GGY": ["="], "MSR": ["="], "SPM": ["="], "BLM": ["="],
    "MAF": ["="], "IOT": ["="], "HKG": ["="], "MAC": ["="], "SGP": ["="], "LUX": ["="], "MCO": ["="], "SMR": ["="], "VAT": ["="], "DJI": ["="], "GIB": ["="], "PSE": ["=Ramallah"], "CYM": ["="], "CXR": ["="], "CCK": ["="], "TZA": ["Dar es Salaam"], "NGA": ["=Abuja"],
    "BDI": ["Bujumbura"], "LKA": ["=Colombo"], "YEM": ["Sana'a", "Sanaa"], "CHN": ["=Beijing", "Peking", "Zhongnanhai"], "IND": ["=New Delhi", "Delhi"], "VNM": ["=Hanoi"], "ZAF": ["=Pretoria"], "SWZ": ["Mbabane"], "GNQ": ["=Malabo"],
    "BRA": ["=Brasília", "Brasilia"], "MYS": ["=Kuala Lumpur", "Putrajaya"], "MEX": ["=Mexico City"], "JPN": ["=Tokyo"], "AUS": ["=Canberra"], "ESH": ["="], "VCT": ["=Kingstown"], "DMA": ["=Roseau"], "UMI": ["="], "GUM": ["="], "ASM": ["="], "MNP": ["="],
}
REGIONS: dict[str, list[str]] = {
    "USA": ["Alabama", "Alaska", "Arizona", "Arkansas", "California", "Colorado", "Connecticut", "Delaware", "Florida", "Hawaii", "Idaho", "Illinois", "Indiana", "Iowa", "Kansas", "Kentucky", "Louisiana", "Maine", "Maryland",
            "Massachusetts", "Michigan", "Minnesota", "Mississippi", "Missouri", "Montana", "Nebraska", "Nevada", "New Hampshire", "New Jersey", "New Mexico", "New York State", "North Carolina", "North Dakota", "Ohio", "Oklahoma",
            "Oregon", "Pennsylvania", "Rhode Island", "South Carolina", "South Dakota", "Tennessee", "Texas", "Utah", "Vermont", "Virginia", "Washington State", "West Virginia", "Wisconsin", "Wyoming", "District of Columbia"],
    "CAN": ["Alberta", "British Columbia", "Manitoba", "New Brunswick", "Newfoundland", "Nova Scotia", "Ontario", "Quebec", "Saskatchewan"],
    "AUS": ["New South Wales", "Queensland", "Tasmania", "South Australia", "Western Australia"], "RUS": ["Chechnya", "Dagestan", "Tatarstan", "Ingushetia"],
    "UKR": ["Crimea", "Donbas", "Donbass", "Donetsk People's Republic", "Luhansk People's Republic"], "IND": ["Kashmir", "Jammu and Kashmir", "Punjab", "Uttar Pradesh", "Assam", "Kerala", "Gujarat", "Maharashtra", "West Bengal", "Bihar", "Manipur", "Tamil Nadu"],
    "PAK": ["Balochistan", "Khyber Pakhtunkhwa", "Sindh"], "CHN": ["Xinjiang", "Tibet"], "ESP": ["Catalonia", "Basque Country"], "SOM": ["Somaliland", "Puntland"], "GEO": ["Abkhazia", "South Ossetia"], "MDA": ["Transnistria"],
    "AZE": ["Nagorno-Karabakh", "Karabakh"], "ETH": ["Tigray", "Oromia", "Amhara"], "SDN": ["Darfur", "South Kordofan"], "NGA": ["Borno", "Kaduna"], "IRQ": ["Kurdistan", "Iraqi Kurdistan"], "DEU": ["Bavaria", "Saxony"],
    "PHL": ["Mindanao"], "IDN": ["Aceh", "Papua", "West Papua"], "MMR": ["Rakhine", "Rakhine State"], "BIH": ["Republika Srpska"], "FRA": ["Corsica"], "SYR": ["Rojava"], "MEX": ["Chiapas", "Sinaloa"], "ITA": ["Sicily", "Lombardy"],
}



def written_towns() -> dict[str, list[str]]:
    """``towns.txt``: ISO3 to towns, provinces and districts that are in the news more than they are large."""
    lines = Path(__file__).with_name("towns.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.split(": ", 1) for line in lines if line and not line.startswith("#"))
    return {code: names.split(", ") for code, names in rows}


def _plain_nouns(text: str) -> list[str]:
    """``Turk(s)`` gives Turk; notes in brackets go."""
    text = re.sub(r"\([^)]*\)", "", text.split(";")[0])
    return [w.strip() for w in re.split(r",| or |/", text) if w.strip() and w.strip() not in ("NA", "none")]


def _patched(found: list[str], patch: list[str]) -> list[str]:
    if patch and patch[0].startswith("="):
        found, patch = [], [patch[0][1:], *patch[1:]]
    return [w for i, w in enumerate([*found, *patch]) if w and w not in [*found, *patch][:i]]


def countries(shared: Path) -> list[dict[str, Any]]:
    """One record a country or dependency."""
    factbook = {p.stem: json.loads(p.read_text(encoding="utf-8")) for p in (shared / "factbook").glob("*/*.json")}
    rows = list(csv.DictReader((shared / "country-codes.csv").read_text(encoding="utf-8-sig").splitlines()))
    rows.append({"ISO3166-1-Alpha-3": "KOS", "CLDR display name": "Kosovo", "is_independent": "Yes", "Capital": "Pristina", "FIPS": "KV"})
    out = []
    for row in rows:
        iso = row["ISO3166-1-Alpha-3"]
        nationality = factbook.get(row["FIPS"].lower().split(",")[0], {}).get("People and Society", {}).get("Nationality", {})
        if iso == "SRB":
            nationality = factbook["ri"]["People and Society"]["Nationality"]
        name = row["CLDR display name"].replace("’", "'").replace(" & ", " and ")
        record: dict[str, Any] = {"id": iso}
        status = row["is_independent"]
        if status not in ("Yes", "In contention", "International") and iso not in KEPT_APART:
            record["code"] = FOLD[status.split()[-1]]
        record["names"] = _patched([name], NAMES.get(iso, []))
        record["adjectives"] = _patched(_plain_nouns(nationality.get("adjective", {}).get("text", "")), [*ADJECTIVES.get(iso, []), *PEOPLES.get(iso, [])])
        record["nouns"] = _patched(_plain_nouns(nationality.get("noun", {}).get("text", "")), [*NOUNS.get(iso, []), *PEOPLES.get(iso, [])])
        record["seats"] = _patched([row["Capital"].strip()] if row["Capital"] else [], SEATS.get(iso, []))
        record["regions"] = REGIONS.get(iso, [])
        if record["names"]:
            out.append({k: v for k, v in record.items() if v})
    return sorted(out, key=lambda r: str(r["id"]))


def cities(shared: Path, at_least: int = 150_000) -> list[dict[str, Any]]:
    """Cities of one country only, or ten times larger there than in any other: enough to read "residents of Aleppo"."""
    table = (shared.parent / "places" / "countryInfo.tsv").read_text(encoding="utf-8")
    iso3 = {f[0]: f[1] for f in (line.split("\t") for line in table.splitlines() if "\t" in line and not line.startswith("#"))}
    fold = {r["id"]: r.get("code", r["id"]) for r in countries(shared)}
    taken = {w for r in countries(shared) for k in ("names", "adjectives", "seats", "regions") for w in r.get(k, [])}
    largest: dict[str, dict[str, int]] = {}
    with zipfile.ZipFile(shared.parent / "places" / "cities15000.zip") as archive, archive.open("cities15000.txt") as raw:
        for line in io.TextIOWrapper(raw, encoding="utf-8"):
            field = line.rstrip("\n").split("\t")
            code = iso3.get(field[8], "")
            code = "KOS" if code == "XKX" else fold.get(code, code)
            by = largest.setdefault(field[1].replace("’", "'").replace("‘", "'"), {})
            by[code] = max(by.get(code, 0), int(field[14]))
    out = written_towns()
    taken |= {n for names in out.values() for n in names} | {"Of", "Mobile", "Nice", "Reading", "Bath"}
    for name, by in largest.items():
        order = sorted(by.items(), key=lambda i: -i[1])
        if order[0][1] >= at_least and name not in taken and (len(order) == 1 or order[0][1] >= 10 * order[1][1]):
            out.setdefault(order[0][0], []).append(name)
    return [{"id": code, "cities": sorted(names)} for code, names in sorted(out.items())]
