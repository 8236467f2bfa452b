"""CoNLL-U out and in."""

from __future__ import annotations

from pathlib import Path

import pytest
from fake_pipeline import FakePipeline

from lapwing.analysis.conllu import features, filled, read_conllu, to_conllu
from lapwing.errors import InputError
from lapwing.model import Report, Sentence, Token
from lapwing.settings import Settings

REPORT = Report("r 1", "Envoys can't agree", None, None, None, 'He said: "They\u2019ve met."\n\nKenya cannot\tagree.')


def lines() -> list[str]:
    found = FakePipeline(Settings()).parse(REPORT)
    return list(to_conllu(found, lambda s: (REPORT.title or "") if s.in_title else REPORT.text, REPORT.id))


def test_blocks_have_ten_columns_and_end_with_a_blank_line() -> None:
    out = lines()
    assert out[0] == "# newdoc id = r 1" and out[-1] == ""
    assert all(line.count("\t") == 9 for line in out if line and not line.startswith("#"))
    assert [line for line in out if line.startswith("# sent_id")] == [f"# sent_id = r 1-{n}" for n in range(1, 4)]


def test_ranges_for_glued_words_carry_the_space() -> None:
    out = lines()
    assert "2-3\tcan't\t_\t_\t_\t_\t_\t_\t_\t_" in out
    assert any(line.startswith("5-6\tThey\u2019ve\t") for line in out)
    rows = {line.split("\t")[1]: line.split("\t")[9] for line in out if "\t" in line}
    assert rows["said"] == "SpaceAfter=No" and rows["agree"] == "SpaceAfter=No"
    assert rows["Kenya"] == "NER=B-PER" and rows["met"] == "SpaceAfter=No"


def test_text_comment_is_what_the_words_spell() -> None:
    text, spelt, skip = "", "", 0
    for line in lines():
        if line.startswith("# text = "):
            text, spelt, skip = line.removeprefix("# text = "), "", 0
        elif "\t" in line:
            number, form, *_, misc = line.split("\t")
            if "-" in number:
                first, last = number.split("-")
                skip = int(last) - int(first) + 1
            elif skip:
                skip -= 1
                continue
            spelt += form + ("" if "SpaceAfter=No" in misc else " ")
        elif not line:
            assert spelt.strip() == text


GIVEN = """# sent_id = a-1
# text = don't go to Paris
1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\t_
1\tdo\tdo\tAUX\tVBP\t_\t3\taux\t_\t_
2\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_
2.1\tyou\t_\t_\t_\t_\t_\t_\t_\t_
3\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\tNER=O
4\tto\tto\tADP\tIN\t_\t5\tcase\t_\t_
5\tParis\tParis\tPROPN\tNNP\t_\t3\tobl\t_\tSpaceAfter=No

# only a comment

1\tNo\tno\tINTJ\tUH\t_\t0\troot\t_\t_
"""


def test_given_words_and_sentences_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "given.conllu"
    path.write_text(GIVEN, encoding="utf-8")
    given = list(read_conllu(path))
    assert [g.words for g in given] == [("do", "n't", "go", "to", "Paris"), (), ("No",)]
    analysed = iter(FakePipeline(Settings()).parse_words([list(g.words) for g in given if g.words]))
    out = [line for g in given for line in filled(g, next(analysed) if g.words else None)]
    assert out[:3] == GIVEN.split("\n")[:3]
    assert [line.split("\t")[1] for line in out if "\t" in line] == ["don't", "do", "n't", "go", "to", "Paris", "No"]
    assert out[7] == "5\tParis\tparis\tNOUN\tNN\tNumber=Sing\t4\tdep\t_\tNER=B-PER|SpaceAfter=No"
    assert out[5].endswith("\t_") and "# only a comment" in out


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("1\tdo\tdo", "line 2: 3 columns where CoNLL-U has 10"),
        ("2\tdo" + "\t_" * 8, "line 2: word 2 where 1 was due"),
        ("x\tdo" + "\t_" * 8, "line 2: 'x' is no word number"),
        ("1\t" + "\t_" * 8, "line 2: word 1 is empty"),
    ],
)
def test_broken_files_are_named(tmp_path: Path, line: str, reason: str) -> None:
    path = tmp_path / "broken.conllu"
    path.write_text(f"# text = do\n{line}\n", encoding="utf-8")
    with pytest.raises(InputError, match=reason):
        list(read_conllu(path))


def test_not_utf8_and_not_there(tmp_path: Path) -> None:
    (tmp_path / "latin.conllu").write_bytes(b"1\tcaf\xe9")
    for name in ("latin.conllu", "missing.conllu"):
        with pytest.raises(InputError, match=name):
            list(read_conllu(tmp_path / name))


@pytest.mark.parametrize(
    ("word", "upos", "xpos", "feats"),
    [
        ("an", "DET", "DT", "Definite=Ind|PronType=Art"),
        ("They", "PRON", "PRP", "Case=Nom|Number=Plur|Person=3|PronType=Prs"),
        ("her", "PRON", "PRP$", "Case=Gen|Gender=Fem|Number=Sing|Person=3|Poss=Yes|PronType=Prs"),
        ("26", "NUM", "CD", "NumForm=Digit|NumType=Card"),
        ("six", "NUM", "CD", "NumForm=Word|NumType=Card"),
        ("Northern", "ADJ", "NNP", "Degree=Pos"),
        ("n't", "PART", "RB", "Polarity=Neg"),
        ("said", "VERB", "VBD", "Mood=Ind|Tense=Past|VerbForm=Fin"),
        (",", "PUNCT", ",", "_"),
    ],
)
def test_features(word: str, upos: str, xpos: str, feats: str) -> None:
    assert features(Token(word, 0, len(word), False, upos, xpos, word, -1, "root", "O", 0.0)) == feats


def test_passive_participle() -> None:
    words = [("was", "AUX", "VBD", 1, "aux:pass"), ("killed", "VERB", "VBN", -1, "root")]
    tokens = tuple(Token(w, i * 4, i * 4 + len(w), False, u, x, w, h, d, "O", 0.0) for i, (w, u, x, h, d) in enumerate(words))
    out = list(to_conllu([Sentence(0, 0, False, tokens)], lambda _: "was killed"))
    assert out[-2].split("\t")[5] == "Tense=Past|VerbForm=Part|Voice=Pass"
