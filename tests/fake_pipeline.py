"""A pipeline without weights or knowledge, for tests of what is around the engine. Importable by worker processes."""

from __future__ import annotations

import os
from pathlib import Path

from lapwing.analysis.tokenizer import sentences as cut
from lapwing.errors import InputError, KnowledgeError
from lapwing.model import Coded, Entity, EntityMention, Event, Evidence, Grounded, PlaceMention, Report, Sentence, Span, Token, Versions, When
from lapwing.settings import Settings

VERSIONS = Versions(model="m" * 12, knowledge="k" * 12)


class FakePipeline:
    """Codes one event for each "met" of a report; certain words make it fail as a real pipeline might."""

    def __init__(self, settings: Settings) -> None:
        if settings.knowledge == (Path("broken"),):
            raise KnowledgeError("broken/lexicon.yaml", "entry 1", "has no type")
        self.versions = VERSIONS

    def code(self, report: Report) -> Coded:
        if "KILL" in report.text:
            os._exit(9)
        if "RAISE" in report.text:
            raise KeyError("a bug")
        if "REFUSE" in report.text:
            raise InputError(report.id, "too long")
        starts = [i for i in range(len(report.text)) if report.text.startswith("met", i)]
        return Coded(report, tuple(_event(report, i) for i in starts))

    def ground(self, report: Report) -> Grounded:
        if "RAISE" in report.text:
            raise KeyError("a bug")
        place = PlaceMention("Nairobi", 0, 7, "Nairobi", "KEN", None, -1.28, 36.82, 184745, "city", True)
        return Grounded(report, (), (place,), (EntityMention("Ken", 0, 3, "=Ken", "KEN", "GOV", ("GOV",), None, None, 0),), (), VERSIONS)

    def parse(self, report: Report) -> tuple[Sentence, ...]:
        title = [(s, True) for s in cut(report.title or "")]
        body = [(s, False) for s in cut(report.text)]
        return tuple(
            Sentence(n, -1 if in_title else 0, in_title, tuple(_token(t.text, t.start, t.end, t.glued, k) for k, t in enumerate(tokens)))
            for n, (tokens, in_title) in enumerate(title + body)
        )

    def parse_words(self, sentences: list[list[str]]) -> list[Sentence]:
        out = []
        for n, words in enumerate(sentences):
            tokens, at = [], 0
            for k, word in enumerate(words):
                tokens.append(_token(word, at, at + len(word), False, k))
                at += len(word) + 1
            out.append(Sentence(n, 0, False, tuple(tokens)))
        return out


def _token(text: str, start: int, end: int, glued: bool, k: int) -> Token:
    name = "B-PER" if text[:1].isupper() else "O"
    return Token(text, start, end, glued, "NOUN", "NN", text.lower(), k - 1, "dep" if k else "root", name, 0.5)


def _event(report: Report, at: int) -> Event:
    who = Entity(report.text[:5], 0, 5, "Jens Stoltenberg", "IGO", None)
    whom = Entity("Libya", 10, 15, "Libya", "LBY", "GOV", ("GOV",))
    when = When("Saturday", "2020-04-25", "2020-04-25", "day", True)
    return Event(
        f"{report.id}:{at}", "CONSULT", ("visit",), (), "actual", False, (who,), (whom,), when, None, None, None,
        (Evidence(report.text[max(at - 10, 0) : at + 13], max(at - 10, 0), at + 13),), Span("met", at, at + 3), 4.0, 1, "042", 0.9,
        ("consult.meet",), VERSIONS,
    )  # fmt: skip


def make(settings: Settings) -> FakePipeline:
    """The factory that ``code_inputs`` takes."""
    return FakePipeline(settings)
