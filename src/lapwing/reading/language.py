"""Whether a text is English. Common English words settle nearly all reports; only the rest asks py3langid, which takes a second to load."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

FEWEST_LETTERS = 40
"""Shorter texts do not say their language."""
SAMPLE = 3000
"""Characters asked about."""
ENOUGH_ENGLISH = 0.08
"""Share of the words below that only English reaches (English news: 0.2 and more)."""
CONFIDENT = 0.9
"""Normalised probability of py3langid: below it a text is coded as English."""

_ENGLISH = frozenset(
    "the of and to that with from by said has were which this have been are it its he she they their his her would who".split()
)
_WORD = re.compile(r"[^\W\d_]+")

# ISO 639-1 codes that py3langid tells, with their English names (ISO 639 registration authority).
_NAMES = (
    "af Afrikaans,am Amharic,an Aragonese,ar Arabic,as Assamese,az Azerbaijani,be Belarusian,bg Bulgarian,bn Bengali,"
    "br Breton,bs Bosnian,ca Catalan,cs Czech,cy Welsh,da Danish,de German,dz Dzongkha,el Greek,eo Esperanto,es Spanish,"
    "et Estonian,eu Basque,fa Persian,fi Finnish,fo Faroese,fr French,ga Irish,gl Galician,gu Gujarati,he Hebrew,"
    "hi Hindi,hr Croatian,ht Haitian Creole,hu Hungarian,hy Armenian,id Indonesian,is Icelandic,it Italian,ja Japanese,"
    "jv Javanese,ka Georgian,kk Kazakh,km Khmer,kn Kannada,ko Korean,ku Kurdish,ky Kyrgyz,la Latin,lb Luxembourgish,"
    "lo Lao,lt Lithuanian,lv Latvian,mg Malagasy,mk Macedonian,ml Malayalam,mn Mongolian,mr Marathi,ms Malay,mt Maltese,"
    "nb Norwegian,ne Nepali,nl Dutch,nn Norwegian,no Norwegian,oc Occitan,or Odia,pa Punjabi,pl Polish,ps Pashto,"
    "pt Portuguese,qu Quechua,ro Romanian,ru Russian,rw Kinyarwanda,se Northern Sami,si Sinhala,sk Slovak,sl Slovenian,"
    "sq Albanian,sr Serbian,sv Swedish,sw Swahili,ta Tamil,te Telugu,th Thai,tl Tagalog,tr Turkish,ug Uyghur,"
    "uk Ukrainian,ur Urdu,vi Vietnamese,vo Volapük,wa Walloon,xh Xhosa,zh Chinese,zu Zulu,so Somali,ha Hausa,yo Yoruba,"
    "ig Igbo,my Burmese,uz Uzbek,tk Turkmen,tg Tajik,tt Tatar,yi Yiddish,sd Sindhi,gd Scottish Gaelic,ckb Central Kurdish"
)


def foreign(text: str) -> str | None:
    """The ISO 639-1 code of a text that is confidently not English, else None (also for fewer than 40 letters)."""
    sample = text[:SAMPLE]
    words = [word.lower() for word in _WORD.findall(sample)]
    if sum(map(len, words)) < FEWEST_LETTERS or _is_english(words):
        return None
    (code, best), (twin, second) = _identifier().rank(sample)[:2]
    if "en" in (code, twin):
        sure = code != "en" and best >= CONFIDENT
    else:
        sure = best >= CONFIDENT or (best >= 0.5 and best + second >= CONFIDENT) or _other_script(words)  # Malay or Indonesian: either
    return str(code) if sure else None


def name(code: str) -> str:
    """The English name of a language, or its code where it has none here."""
    return _names().get(code, code)


def _is_english(words: list[str]) -> bool:
    known = [word for word in words if word in _ENGLISH]
    return len(known) >= ENOUGH_ENGLISH * len(words) and len(set(known)) >= min(4, len(words) / 12)


def _other_script(words: list[str]) -> bool:
    """Whether most letters are not Latin: then it is not English, however unsure which language it is."""
    letters = "".join(words)
    return sum(letter > "\u024f" for letter in letters) > len(letters) / 2


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    return {code: full for code, _, full in (item.partition(" ") for item in _NAMES.split(","))}


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # its model takes a second to load: only where needed

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(sorted(set(identifier.labels) & set(_names())))  # small languages and creoles only blur the choice
    return identifier
