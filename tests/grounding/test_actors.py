"""Noun phrases as news writes them, coded as on a day; the single-word look-ups; dates of office."""

from __future__ import annotations

import pytest
from grounding.untagged import shown, untagged
from hypothesis import given
from hypothesis import strategies as st

from lapwing.grounding.actors import Actors
from lapwing.knowledge.loader import KnowledgeBase
from lapwing.model import Token

ACTORS = Actors(KnowledgeBase())
DAY = "2020-06-15"

PHRASES = """
the Moroccan government = MAR GOV
Ecuador's foreign ministry = ECU GOV
a senior Iraqi official = IRQ GOV
Dutch Prime Minister Mark Rutte = NLD GOV
Portuguese Foreign Minister Augusto Silva = PRT GOV
the Ministry of Health of Peru = PER GOV
Bolivia's interim president, Jeanine Anez, = BOL GOV
Somalia's President Mohamed Abdullahi Mohamed = SOM GOV
Chancellor Angela Merkel of Germany = DEU GOV
the mayor of Istanbul = TUR GOV
Istanbul Mayor Ekrem Imamoglu = TUR GOV
Brasilia = BRA GOV
Ankara = TUR GOV
Pyongyang = PRK GOV
Downing Street = GBR GOV
the Kremlin = RUS GOV
a White House spokesman = USA GOV
the Trump administration = USA GOV
the government of Burkina Faso = BFA GOV
the Danish embassy in Tehran = DNK GOV
Egypt's ambassador to Ethiopia = EGY GOV
the Colombian Senate = COL LEG
Knesset members = ISR LEG
Bundestag lawmakers = DEU LEG
three Kenyan MPs = KEN LEG
Speaker of the House Nancy Pelosi = USA LEG
Democratic lawmakers = USA LEG
Republicans = USA PTY
the Conservative Party = GBR PTY
Labour leader Keir Starmer = GBR OPP
a Chilean senator = CHL LEG
Polish prosecutors = POL JUD
a court in Vilnius = LTU JUD
the Constitutional Court of Moldova = MDA JUD
South Africa's High Court = ZAF JUD
a judge in Ankara = TUR JUD
the International Criminal Court = IGO JUD
International Criminal Court prosecutor Fatou Bensouda = IGO JUD
the UN Security Council = UNO
UN envoy Martin Griffiths = UNO
United Nations Secretary-General Antonio Guterres = UNO
UN peacekeepers in Mali = UNO MIL
the European Commission = EUR
EU foreign policy chief Josep Borrell = EUR
NATO troops = IGO MIL
the head of the African Union = IGO
the Arab League = IGO
the World Health Organization's director general = UNO
IMF officials = IGO
Amnesty International = NGO SOC
a spokeswoman for Human Rights Watch = NGO SOC
Iraqi police = IRQ COP
police in Minneapolis = USA COP
Nigeria's police chief = NGA COP
French riot police = FRA COP
the Federal Bureau of Investigation = USA COP
Italian Carabinieri officers = ITA COP
the Israeli army = ISR MIL
an Indian Army colonel = IND MIL
Syrian government forces = SYR MIL
*forces loyal to Bashar al-Assad = SYR MIL
Pakistan's military spokesman = PAK MIL
Iran's Revolutionary Guards = IRN MIL
US Marines = USA MIL
two French soldiers in the Sahel = FRA MIL
the Pentagon = USA MIL
the chief of the Ugandan army = UGA MIL
the Turkish air force = TUR MIL
Russian warplanes = RUS MIL
Mossad agents = ISR SPY
the head of Ukraine's security service = UKR SPY
Taliban insurgents = AFG REB
a Taliban spokesman = AFG REB
the Islamic State group = IMG REB
Islamic State militants in Syria = IMG REB
al-Shabaab fighters = SOM REB
Houthi rebels = YEM REB
Kurdish YPG fighters = SYR REB
the Kurdistan Workers' Party (PKK) = TUR REB
separatists in eastern Ukraine = UKR REB
pro-Russian separatists in Donetsk = UKR REB
Iran-backed Houthi forces = YEM REB
Haftar's Libyan National Army = LBY REB
Haftar loyalists = LBY REB
a Colombian guerrilla group = COL REB
FARC dissidents = COL REB
Palestinian militants = PSE REB
Hamas leader Ismail Haniyeh = PSE REB
Hezbollah chief Hassan Nasrallah = LBN REB
suspected jihadists in Niger = NER REB
gunmen in northern Burkina Faso = BFA UAF
unidentified assailants = - UAF
Wagner Group mercenaries = RUS PRM
Iraqi opposition figures = IRQ OPP
Venezuelan opposition leader Juan Guaido = VEN OPP
the Belarusian opposition = BLR OPP
Kremlin critic Alexei Navalny = RUS OPP
protesters in Beirut = LBN CVL
thousands of Sudanese demonstrators = SDN CVL
dozens of people in Caracas = VEN CVL
Hong Kong protesters = HKG CVL
seven Yemeni children = YEM CVL
residents of Idlib = SYR CVL
Israelis = ISR CVL
a Canadian citizen = CAN CVL
supporters of Imran Khan = PAK CVL
anti-government protesters in Bangkok = THA CVL
Rohingya refugees from Myanmar = MMR REF
Venezuelan migrants = VEN REF
Turkish journalists = TUR JRN
Chinese state media = CHN JRN
Reuters = GBR JRN
Iran's state television = IRN JRN
Saudi journalist Jamal Khashoggi = SAU JRN
Zimbabwean nurses = ZWE MED
a hospital in Kabul = AFG MED
striking teachers in Jordan = JOR EDU
French trade unions = FRA LAB
South African miners = ZAF LAB
Catholic bishops in the Philippines = PHL REL
Iraqi cleric Moqtada al-Sadr = IRQ REL
farmers in Punjab = IND AGR
Egyptian human rights activists = EGY SOC
aid groups in Yemen = YEM SOC
Mexican drug cartels = MEX CRM
the suspects = - CRM
the French company Total = FRA BUS
Huawei = MNC BUS
Russian energy company Gazprom = RUS BUS
former US president Jimmy Carter = USA ELI
former Pakistani prime minister Nawaz Sharif = PAK ELI
ex-president Evo Morales of Bolivia = BOL ELI
Sudan's ousted president Omar al-Bashir = SDN ELI
Libya's UN-backed government = LBY GOV
the Saudi-led coalition = SAU MIL
Lebanese President Michel Aoun = LBN GOV
Queen Elizabeth II = GBR GOV
members of the Syrian parliament = SYR LEG
one of the Afghan negotiators = AFG GOV
Michigan Governor Gretchen Whitmer = USA GOV
the governor of Puerto Rico = USA GOV
Kosovo's Prime Minister Avdullah Hoti = KOS GOV
Georgian Prime Minister Giorgi Gakharia = GEO GOV
a Chadian general = TCD MIL
Jordanian security forces = JOR MIL
Michael Jordan = none
Rupert Biden = none
Central Park = none
*President of the European Council Charles Michel = EUR
South Korean President Moon Jae-in = KOR GOV
Soviet troops = RUS MIL
civil unions = none
Mauritanian military authorities = MRT MIL
the Laotian authorities = LAO GOV
the US-led coalition = USA MIL
a two-thirds majority = none
the majority of Greek voters = GRC CVL
public services = none
a General Santos City hospital = - MED
the Italian prime minister's office = ITA GOV
NIGERIAN ARMY = NGA MIL
Vietnam's Politburo = VNM GOV
the Communist Party of Vietnam = VNM PTY
Quds Force commander Esmail Qaani = IRN MIL
a lone attacker in Vienna = AUT CRM
House Democrats = USA LEG
the National People's Congress = CHN LEG
the Peoples' Democratic Party (HDP) = TUR PTY
*troops belonging to the Eritrean government = ERI MIL
a spokesman for Boko Haram = NGA REB
Ennahda party leader Rached Ghannouchi = TUN PTY
the Philippine National Police = PHL COP
Japanese Finance Minister Taro Aso = JPN GOV
the Swiss company Glencore = CHE BUS
Doctors Without Borders = NGO MED
the International Committee of the Red Cross = NGO SOC
AFP = FRA JRN
Interpol = IGO
the parents of a Saudi student = SAU CVL
a member of Germany's far-right AfD party = DEU PTY
the Turkish economy = none
Kenyan shillings = none
Libyan oil exports = none
the peace talks in Geneva = none
the bridge = none
Swedish weather = none
the Iranian nuclear deal = none
the Chinese New Year = none
market forces = none
Members of the House of Commons = GBR LEG
two Democratic representatives = USA LEG
US Representative Alma Prewitt = USA LEG
Republican members of the Senate = USA LEG
a Labour representative = GBR PTY
the general manager of a newspaper = - JRN
the head of the Jordanian League for Human Rights = JOR SOC
the wife of the Malian president = MLI ELI
the brother of a Malian farmer = MLI CVL
Ugandan peacekeepers of the African Union = IGO MIL
the Senate's Democrats = USA LEG
union former president Luiz Inacio Lula da Silva = BRA ELI
foreign journalists = - JRN
several experts = -
Kremlin critics = RUS OPP
Cabinet officers = - GOV
*pirates off Somalia = SOM CRM
the German carmaker Volkswagen = DEU BUS
General Khalifa Haftar = LBY REB
"""
CASES = [tuple(line.split(" = ")) for line in PHRASES.strip().splitlines()]


@pytest.mark.parametrize(("phrase", "expect"), CASES, ids=[c[0] for c in CASES])
def test_phrase(phrase: str, expect: str) -> None:
    tokens, head = untagged(phrase)
    coded = ACTORS.code(tokens, head, DAY)
    assert (shown(coded.country, coded.sector) if coded else "none") == expect, coded


@pytest.mark.parametrize(
    ("name", "day", "expect"),
    [
        ("Angela Merkel", "2019-01-01", "DEU GOV"),
        ("Angela Merkel", "2023-01-01", "DEU ELI"),
        ("Angela Merkel", None, "DEU GOV"),
        ("Joe Biden", "2012-05-05", "USA GOV"),
        ("Joe Biden", "2018-05-05", "USA ELI"),
        ("Bush", "1991-02-01", "USA GOV"),
        ("Bush", "2004-02-01", "USA GOV"),
        ("Mahathir Mohamad", "2010-01-01", "MYS ELI"),
        ("Taliban", "2019-01-01", "AFG REB"),
        ("Taliban", "2022-01-01", "AFG GOV"),
        ("the Taliban", "2022-01-01", "AFG GOV"),
        ("Jens Stoltenberg", "2010-01-01", "NOR GOV"),
        ("Jens Stoltenberg", "2020-01-01", "IGO"),
        ("NATO", None, "IGO"),
        ("nato", None, "none"),
        ("Élysée", None, "FRA GOV"),
        ("Ivory Coast", None, "CIV GOV"),
        ("Vladimir Putin", "1985-01-01", "RUS"),
    ],
)
def test_name_on_a_day(name: str, day: str | None, expect: str) -> None:
    coded = ACTORS.name(name, day)
    assert (shown(coded.country, coded.sector) if coded else "none") == expect


def test_the_date_chooses_between_namesakes() -> None:
    first, second = ACTORS.name("Bush", "1991-02-01"), ACTORS.name("Bush", "2004-02-01")
    assert first and second and first.id != second.id


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Libyan", "LBY"), ("Libyans", "LBY"), ("Libya's", "LBY"), ("Burmese", "MMR"), ("U.S.", "USA"), ("US", "USA"), ("us", None),
        ("Moscow", "RUS"), ("Frenchmen", "FRA"), ("Kosovo", "KOS"), ("Greenland", "DNK"), ("Texas", "USA"), ("Hong Kong", "HKG"),
        ("Niger", "NER"), ("Nigerien", "NER"), ("Nigerian", "NGA"), ("Congo", "COD"), ("turkey", None),
        ("Turkey", "TUR"), ("Türkiye", "TUR"), ("Côte d’Ivoire", "CIV"), ("Aleppo", "SYR"), ("Palestinians", "PSE"), ("economy", None),
    ],
)  # fmt: skip
def test_country_of(word: str, code: str | None) -> None:
    assert ACTORS.country_of(word) == code


def test_is_demonym() -> None:
    assert ACTORS.is_demonym("Kenyan") and ACTORS.is_demonym("Spaniards")
    assert not ACTORS.is_demonym("Kenya") and not ACTORS.is_demonym("Nairobi")


@pytest.mark.parametrize(
    ("lemma", "modifiers", "sectors"),
    [
        ("police", [], ("COP",)), ("prime minister", [], ("GOV",)), ("minister", ["prime"], ("GOV",)), ("gunman", [], ("UAF",)),
        ("leader", ["union"], ("LAB",)), ("leader", ["opposition"], ("OPP",)), ("chief", ["army"], ("MIL",)), ("table", [], ()),
        ("lawmaker", ["opposition"], ("LEG", "OPP")), ("president", ["former"], ("ELI",)), ("force", ["rebel"], ("REB",)),
    ],
)  # fmt: skip
def test_sector_of_noun(lemma: str, modifiers: list[str], sectors: tuple[str, ...]) -> None:
    assert ACTORS.sector_of_noun(lemma, modifiers) == sectors


def tagged(*rows: str) -> list[Token]:
    """Tokens from "form/UPOS/NER" rows."""
    out, start = [], 0
    for row in rows:
        form, upos, ner = row.rsplit("/", 2)
        out.append(Token(form, start, start + len(form), False, upos, "", form.lower(), -1, "", ner, 1.0))
        start += len(form) + 1
    return out


def test_an_unlisted_person_is_kept_without_country() -> None:
    coded = ACTORS.code(tagged("Ana/PROPN/B-PER", "Brandt/PROPN/I-PER"), 0, DAY)
    assert coded and (coded.name, coded.country, coded.sector, coded.kind) == ("Ana Brandt", None, None, "person")


def test_a_surname_that_is_a_country() -> None:
    coded = ACTORS.code(tagged("Vernon/PROPN/B-PER", "Jordan/PROPN/I-PER"), 1, DAY)
    assert coded and (coded.name, coded.country) == ("Vernon Jordan", None)


def test_the_head_may_be_the_title_or_the_name() -> None:
    tokens, _ = untagged("Malta 's Prime Minister Lino Grech")
    for head in range(3, 6):
        coded = ACTORS.code(tokens, head, DAY)
        assert coded and (coded.name, coded.country, coded.sector) == ("Lino Grech", "MLT", "GOV"), head


def test_without_a_date_the_words_choose_the_office() -> None:
    """ "NATO" before the name says which of his offices is meant, not the latest one."""
    tokens, head = untagged("NATO Secretary General Jens *Stoltenberg")
    coded = ACTORS.code(tokens, head, None)
    assert coded and (coded.country, coded.sector) == ("IGO", None)


def test_an_apposition_gives_country_and_sector() -> None:
    for phrase in (
        "Tomas Reyes , the Paraguayan interior minister",
        "Tomas Reyes , Paraguay 's interior minister ,",
        "the Paraguayan interior minister , *Tomas Reyes",
    ):
        tokens, head = untagged(phrase)
        coded = ACTORS.code(tokens, head, DAY)
        assert coded and (coded.name, coded.country, coded.sector) == ("Tomas Reyes", "PRY", "GOV"), phrase


def test_why_names_the_knowledge() -> None:
    tokens, head = untagged("Kenyan police")
    coded = ACTORS.code(tokens, head, DAY)
    assert coded and coded.why == "agents.police countries:Kenyan"


WORDS = sorted({w for phrase, _ in CASES for w in phrase.split()} | {",", "(", ")", "-", "'s", "'", "of", "who", "1,000", "é", ""})


@given(st.lists(st.sampled_from(WORDS), max_size=12), st.integers(0, 11), st.sampled_from(["", "NOUN", "PROPN", "NUM", "PUNCT"]))
def test_any_words_are_coded_or_not_but_never_break(forms: list[str], head: int, upos: str) -> None:
    tokens = tagged(*(f"{form}/{upos}/" for form in forms))
    coded = ACTORS.code(tokens, head, DAY)
    assert coded is None or coded.sector == (coded.sectors[0] if coded.sectors else None)
