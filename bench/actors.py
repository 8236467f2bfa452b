"""Country and sector of actor phrases (``actor_phrases.jsonl``); usage: ``PYTHONPATH=src python bench/actors.py [--errors]``.

Each line holds a phrase as an annotator copies it from a report, a sentence or two that contain it, the publication day, and the codes that
the coding guide gives it. The lines were written by hand, by someone who had seen neither the rules nor the knowledge: they are held out, so
that ``--errors`` is for whoever judges the bench, not for whoever writes rules. Empty gold is right only where our answer is empty too.

What the guide leaves open is coded alike throughout: a president-elect who comes from the opposition is OPP until the inauguration, a person
told of as former is ELI even where he leads a party again, a mayor or regional premier is GOV, a coup leader is MIL while he is told of as
the army's chief and GOV once he heads the state; NGO and human rights activists are SOC, students and teachers EDU, doctors MED, farmers AGR,
unions and strikers LAB, other protesters CVL; gunmen whom nobody names are UAF, a lone attacker or an arrested suspect CRM; courts of the
United Nations are UNO and JUD, other international courts IGO and JUD, the parliament of the European Union EUR and empty.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

import msgspec

from lapwing.pipeline import Pipeline

LINES = Path(__file__).resolve().with_name("actor_phrases.jsonl")


class Line(msgspec.Struct, frozen=True):
    """One phrase and its gold codes (``""`` where the guide gives none)."""

    id: str
    phrase: str
    context: str
    date: str
    country: str
    sector: str


class Verdict(NamedTuple):
    """What we answer, beside the gold."""

    line: Line
    country: str
    sector: str

    @property
    def right(self) -> tuple[bool, bool]:
        """Whether the country is right, whether the sector is."""
        return self.country == self.line.country, self.sector == self.line.sector


def read(path: Path = LINES) -> list[Line]:
    """The lines of the bench; raises msgspec.ValidationError on a malformed one."""
    return [msgspec.json.decode(line, type=Line) for line in path.read_text(encoding="utf-8").splitlines()]


def verdicts(lines: list[Line], pipeline: Pipeline) -> list[Verdict]:
    """Our answer to every phrase."""
    out = []
    for line in lines:
        ours = pipeline.actor(line.phrase, line.context, line.date)
        out.append(Verdict(line, ours.country or "", ours.sector or ""))
    return out


def figures(found: list[Verdict]) -> dict[str, float]:
    """Percentages of phrases with the right country, the right sector, and both."""
    rights = [v.right for v in found]
    total = max(len(rights), 1)
    return {
        "actors.country": round(100 * sum(country for country, _ in rights) / total, 2),
        "actors.sector": round(100 * sum(sector for _, sector in rights) / total, 2),
        "actors.both": round(100 * sum(country and sector for country, sector in rights) / total, 2),
    }


def measure(shared: Path) -> dict[str, float]:
    """The figures of the bench; its lines lie beside this file, so that the shared folder is not needed."""
    return figures(verdicts(read(), Pipeline()))


def main() -> None:
    found = verdicts(read(), Pipeline())
    if "--errors" in sys.argv:
        for verdict in (v for v in found if not all(v.right)):
            line = verdict.line
            print(f"{line.id}\t{line.phrase}\t{line.country} {line.sector}\t{verdict.country} {verdict.sector}\t{line.date}\t{line.context}")
    for name, value in figures(found).items():
        print(f"{name:16}{value:6.2f}")


if __name__ == "__main__":
    main()
