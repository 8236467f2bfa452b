"""CoNLL-U out and in (https://universaldependencies.org/format.html).

``to_conllu`` prints analysed sentences; ``read_conllu`` and ``filled`` keep the words and sentences of a given file and fill in the rest,
so that the official test sets can be scored. Names stand in MISC as ``NER=B-PER``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from lapwing.errors import InputError
from lapwing.model import Sentence, Token

_COLUMNS = 10


class Given(Struct, frozen=True):
    """A sentence of a CoNLL-U file: its lines as they stand (comments, ranges, words; empty nodes left out) and its words."""

    lines: tuple[str, ...]
    words: tuple[str, ...]


def to_conllu(sentences: Sequence[Sentence], text_of: Callable[[Sentence], str], doc: str | None = None) -> Iterator[str]:
    """Lines without their line breaks. ``text_of`` gives the string that a sentence's offsets count in (the report's title or text)."""
    if doc is not None:
        doc = _one_line(doc) or "report"
        yield f"# newdoc id = {doc}"
    paragraph: tuple[bool, int] | None = None
    for number, sentence in enumerate(sentences, 1):
        if not sentence.tokens:
            continue
        if (sentence.in_title, sentence.paragraph) != paragraph:
            paragraph = (sentence.in_title, sentence.paragraph)
            yield "# newpar"
        source = text_of(sentence)
        yield f"# sent_id = {doc or 'report'}-{number}"
        yield f"# text = {_one_line(source[sentence.start : sentence.end])}"
        yield from _rows(sentence, source)
        yield ""


def _rows(sentence: Sentence, source: str) -> Iterator[str]:
    tokens = sentence.tokens
    passive = _passives(sentence)
    i = 0
    while i < len(tokens):
        stop = i + 1
        while stop < len(tokens) and tokens[stop].glued:
            stop += 1
        end = tokens[stop - 1].end
        space = "SpaceAfter=No" if end < len(source) and not source[end].isspace() else None
        if stop - i > 1:
            form = _one_line(source[tokens[i].start : end])
            yield "\t".join([f"{i + 1}-{stop}", form, *"_" * 7, space or "_"])
        for k in range(i, stop):
            misc = _name(tokens[k])
            if space and stop - i == 1:
                misc.append(space)
            yield "\t".join([str(k + 1), *_columns(tokens[k], k in passive), "|".join(misc) or "_"])
        i = stop


def _name(token: Token) -> list[str]:
    """The name tag of a word: PER, ORG and LOC. OTH, which only keeps other names apart, is no result."""
    return [f"NER={token.ner}"] if token.ner != "O" and not token.ner.endswith("OTH") else []


def read_conllu(path: Path) -> Iterator[Given]:
    """The sentences of a CoNLL-U file, one at a time. Raises InputError naming the line."""
    lines: list[str] = []
    words: list[str] = []
    try:
        with path.open(encoding="utf-8", newline="\n") as handle:
            for number, raw in enumerate(handle, 1):
                line = raw.rstrip("\r\n")
                if line.strip():
                    _take(line, f"line {number}", path, lines, words)
                elif lines:
                    yield Given(tuple(lines), tuple(words))
                    lines, words = [], []
    except UnicodeDecodeError as error:
        raise InputError(str(path), f"is not UTF-8 ({error.reason})") from None
    except IsADirectoryError:
        raise InputError(str(path), "is a folder: give a file") from None
    except FileNotFoundError:
        raise InputError(str(path), "no such file") from None
    except OSError as error:
        raise InputError(str(path), error.strerror or "cannot be read") from None
    if lines:
        yield Given(tuple(lines), tuple(words))


def _take(line: str, place: str, path: Path, lines: list[str], words: list[str]) -> None:
    if line.startswith("#"):
        lines.append(line)
        return
    columns = line.split("\t")
    if len(columns) != _COLUMNS:
        raise InputError(str(path), f"{len(columns)} {'columns' if len(columns) > 1 else 'column'} where CoNLL-U has {_COLUMNS}", place)
    number = columns[0]
    if number.replace(".", "", 1).isdecimal() and "." in number:
        return  # an empty node belongs to the enhanced graph, which we do not fill
    if number.isdecimal():
        if int(number) != len(words) + 1:
            raise InputError(str(path), f"word {number} where {len(words) + 1} was due", place)
        if not columns[1]:
            raise InputError(str(path), f"word {number} is empty", place)
        words.append(columns[1])
    elif not number.replace("-", "", 1).isdecimal():
        raise InputError(str(path), f"{number!r} is no word number", place)
    lines.append(line)


def filled(given: Given, sentence: Sentence | None) -> Iterator[str]:
    """The lines of ``given`` with lemma, tags, features, tree and names of ``sentence``; None where there are no words to analyse."""
    passive = _passives(sentence) if sentence else frozenset()
    for line in given.lines:
        columns = line.split("\t")
        if line.startswith("#") or not columns[0].isdecimal():
            yield line
            continue
        if sentence is None:
            raise ValueError("words, but no analysis")
        index = int(columns[0]) - 1
        token = sentence.tokens[index]
        kept = [m for m in columns[9].split("|") if m != "_" and not m.startswith("NER=")]
        misc = _name(token) + kept
        yield "\t".join([columns[0], columns[1], *_columns(token, index in passive)[1:], "|".join(misc) or "_"])
    yield ""


def _columns(token: Token, passive: bool) -> list[str]:
    """FORM to DEPS of a word."""
    head = str(token.head + 1) if token.head >= 0 else "0"
    feats = features(token, passive)
    return [token.text, token.lemma or "_", token.upos, token.xpos or "_", feats, head, token.deprel, "_"]


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _passives(sentence: Sentence) -> frozenset[int]:
    """Words whose participle is passive: they have a passive auxiliary, or stand after a noun without one ("the man arrested")."""
    found = {t.head for t in sentence.tokens if t.deprel == "aux:pass"}
    found.update(i for i, t in enumerate(sentence.tokens) if t.xpos == "VBN" and t.deprel == "acl")
    return frozenset(found)


# ---- features from the Penn tag, as the English treebanks write them ------------------------------------------------------------------

_BY_TAG = {
    "CD": "NumForm=Word|NumType=Card",
    "FW": "Foreign=Yes",
    "JJ": "Degree=Pos",
    "JJR": "Degree=Cmp",
    "JJS": "Degree=Sup",
    "MD": "VerbForm=Fin",
    "NN": "Number=Sing",
    "NNP": "Number=Sing",
    "NNPS": "Number=Plur",
    "NNS": "Number=Plur",
    "RBR": "Degree=Cmp",
    "RBS": "Degree=Sup",
    "VB": "VerbForm=Inf",
    "VBD": "Mood=Ind|Tense=Past|VerbForm=Fin",
    "VBG": "Tense=Pres|VerbForm=Part",
    "VBN": "Tense=Past|VerbForm=Part",
    "VBP": "Mood=Ind|Tense=Pres|VerbForm=Fin",
    "VBZ": "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin",
    "WDT": "PronType=Rel",
    "WP": "PronType=Int",
    "WRB": "PronType=Int",
}
_DETERMINERS = {
    "the": "Definite=Def|PronType=Art",
    "a": "Definite=Ind|PronType=Art",
    "an": "Definite=Ind|PronType=Art",
    "this": "Number=Sing|PronType=Dem",
    "that": "Number=Sing|PronType=Dem",
    "these": "Number=Plur|PronType=Dem",
    "those": "Number=Plur|PronType=Dem",
    "no": "PronType=Neg",
    "all": "PronType=Tot",
    "every": "PronType=Tot",
    "each": "PronType=Tot",
    "some": "PronType=Ind",
    "any": "PronType=Ind",
    "another": "PronType=Ind",
}
_PERSONAL = {
    "i": "Case=Nom|Number=Sing|Person=1|PronType=Prs",
    "me": "Case=Acc|Number=Sing|Person=1|PronType=Prs",
    "we": "Case=Nom|Number=Plur|Person=1|PronType=Prs",
    "us": "Case=Acc|Number=Plur|Person=1|PronType=Prs",
    "you": "Case=Nom|Person=2|PronType=Prs",
    "he": "Case=Nom|Gender=Masc|Number=Sing|Person=3|PronType=Prs",
    "him": "Case=Acc|Gender=Masc|Number=Sing|Person=3|PronType=Prs",
    "she": "Case=Nom|Gender=Fem|Number=Sing|Person=3|PronType=Prs",
    "her": "Case=Acc|Gender=Fem|Number=Sing|Person=3|PronType=Prs",
    "it": "Case=Nom|Gender=Neut|Number=Sing|Person=3|PronType=Prs",
    "they": "Case=Nom|Number=Plur|Person=3|PronType=Prs",
    "them": "Case=Acc|Number=Plur|Person=3|PronType=Prs",
}
_POSSESSIVE = {
    "my": "Case=Gen|Number=Sing|Person=1|Poss=Yes|PronType=Prs",
    "our": "Case=Gen|Number=Plur|Person=1|Poss=Yes|PronType=Prs",
    "your": "Case=Gen|Person=2|Poss=Yes|PronType=Prs",
    "his": "Case=Gen|Gender=Masc|Number=Sing|Person=3|Poss=Yes|PronType=Prs",
    "her": "Case=Gen|Gender=Fem|Number=Sing|Person=3|Poss=Yes|PronType=Prs",
    "its": "Case=Gen|Gender=Neut|Number=Sing|Person=3|Poss=Yes|PronType=Prs",
    "their": "Case=Gen|Number=Plur|Person=3|Poss=Yes|PronType=Prs",
}
_BY_WORD = {"DT": _DETERMINERS, "PRP": _PERSONAL, "PRP$": _POSSESSIVE}


def features(token: Token, passive: bool = False) -> str:
    """The FEATS column, ``_`` where the tag says nothing."""
    word = token.text.lower()
    if token.xpos in _BY_WORD:
        return _BY_WORD[token.xpos].get(word, "_")
    if token.xpos == "CD" and any(c.isdecimal() for c in word):
        return "NumForm=Digit|NumType=Card"
    if token.xpos in ("NNP", "NNPS") and token.upos == "ADJ":
        return "Degree=Pos"
    if token.upos == "PART" and word in ("not", "n't", "n’t"):
        return "Polarity=Neg"
    base = _BY_TAG.get(token.xpos, "_")
    return f"{base}|Voice=Pass" if passive and token.xpos == "VBN" else base
