"""Write the table of irregular lemmas: forms of the treebanks whose lemma the regular rules do not give.

usage: python training/lemmas.py SHARED_DATA VOCAB.txt OUT.tsv
"""

from __future__ import annotations

import collections
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from lapwing.analysis.lemmas import Lemmatizer
from lapwing.knowledge.loader import KnowledgeBase
from lapwing.knowledge.schema import Entry

IRREGULAR = {
    "unite": "united",
    "strike": "struck stricken", "slay": "slew slain", "seek": "sought", "forbid": "forbade forbidden", "withdraw": "withdrew withdrawn", "overthrow": "overthrew overthrown",
    "shoot": "shot", "flee": "fled", "undergo": "underwent undergone", "uphold": "upheld", "withhold": "withheld", "withstand": "withstood", "undertake": "undertook undertaken",
    "overtake": "overtook overtaken", "overrun": "overran", "overcome": "overcame", "foresee": "foresaw foreseen", "forgive": "forgave forgiven", "forgo": "forwent forgone",
    "swear": "swore sworn", "steal": "stole stolen", "throw": "threw thrown", "bind": "bound", "bleed": "bled", "breed": "bred", "cling": "clung", "creep": "crept", "dig": "dug",
    "fling": "flung", "freeze": "froze frozen", "grind": "ground", "hang": "hung", "kneel": "knelt", "lend": "lent", "mislead": "misled", "override": "overrode overridden",
    "oversee": "oversaw overseen", "rend": "rent", "shrink": "shrank shrunk", "sink": "sank sunk", "spring": "sprang sprung", "sting": "stung", "stride": "strode", "string": "strung",
    "sweep": "swept", "swing": "swung", "tear": "tore torn", "tread": "trod trodden", "weep": "wept", "wind": "wound", "wring": "wrung", "rebuild": "rebuilt", "retake": "retook retaken",
    "resell": "resold", "rethink": "rethought", "redraw": "redrew redrawn", "repay": "repaid", "outlaw": "outlawed", "beset": "beset", "behold": "beheld", "arise": "arose arisen",
    "bear": "bore borne", "beat": "beat beaten", "bend": "bent", "bid": "bade bidden", "bite": "bit bitten", "blow": "blew blown", "choose": "chose chosen", "deal": "dealt",
    "drive": "drove driven", "fight": "fought", "fly": "flew flown", "shake": "shook shaken", "speed": "sped", "spill": "spilt", "stick": "stuck", "strive": "strove striven",
    "wake": "woke woken", "weave": "wove woven", "wear": "wore worn", "mistake": "mistook mistaken", "misunderstand": "misunderstood", "outbid": "outbid", "lay": "laid", "light": "lit",
}  # fmt: skip
"""Irregular verbs of the news, their past forms; what the treebanks show otherwise wins."""


def words(path: Path) -> list[tuple[str, str, str, str]]:
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line[:1].isdigit())
    return [(r[1], r[3], r[4], r[2]) for r in rows if r[0].isdigit()]


def _usual(key: tuple[str, str], seen: collections.Counter[str], pieces: set[str]) -> str | None:
    """The lemma that the treebanks usually give a form; None where they may have slipped."""
    lemma, n = seen.most_common(1)[0]
    slip = n < 3 and (lemma.lower() not in pieces or lemma != lemma.lower())
    return None if key[1] == "PROPN" or n * 2 <= sum(seen.values()) or slip or (key[1] == "VERB" and lemma[:1].isupper()) else lemma


def _lexicon_words() -> set[str]:
    """Predicates of the lexicon: words whose regular forms the lemmatiser must undo."""
    entries = KnowledgeBase().read("lexicon/en", Entry)
    return {part for e in entries for key in ("verb", "noun") for w in e.when.get(key, ()) for part in w.split() if part.isalpha()}


def main() -> None:
    data, vocabulary, out = Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])
    parts = ("syntax/ewt/en_ewt-ud-{}.conllu", "syntax/gum-free/en_gum-free-{}.conllu")
    train = [w for p in parts for w in words(data / p.format("train"))]
    known = set(vocabulary.read_text(encoding="utf-8").splitlines()) | {lemma for _, _, _, lemma in train if lemma.islower()}
    plain = Lemmatizer({}, known)
    counts: dict[tuple[str, str], collections.Counter[str]] = {}
    wrong: set[tuple[str, str]] = set()
    for form, upos, xpos, lemma in train:
        if upos in ("X", "PUNCT", "SYM", "NUM") or lemma == "_":
            continue
        key = (form.lower(), upos)
        counts.setdefault(key, collections.Counter())[lemma] += 1
        if plain.lemma(form, upos, xpos) != lemma:
            wrong.add(key)
    pieces = set(vocabulary.read_text(encoding="utf-8").splitlines())
    table = {key: lemma for key in wrong if (lemma := _usual(key, counts[key], pieces))}
    table |= {(form, "VERB"): lemma for lemma, forms in IRREGULAR.items() for form in forms.split()}
    extra = sorted(({m for _, u, _, m in train if u in ("VERB", "NOUN", "ADJ") and m.islower() and m.isalpha()} | _lexicon_words()) - pieces)
    lines = [f"{form}\t{upos}\t{lemma}" for (form, upos), lemma in sorted(table.items())]
    out.write_text("\n".join([*lines, *(f"\t\t{w}" for w in extra)]) + "\n", encoding="utf-8")
    full = Lemmatizer.load(out, pieces)
    for p in parts:
        dev = words(data / p.format("dev"))
        right = sum(full.lemma(f, u, x) == lemma for f, u, x, lemma in dev)
        print(p, f"{100 * right / len(dev):.2f} with gold tags;", len(table), "irregular")


if __name__ == "__main__":
    main()
