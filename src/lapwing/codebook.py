"""The codebook: a page of what is coded, made from the ontology and the lexicon in force, with the error rates of the bench."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from lapwing.coding.contexts import Context
from lapwing.coding.ontology import Cameo, EventType, Ontology
from lapwing.knowledge.loader import DATA, KnowledgeBase
from lapwing.knowledge.schema import Entry, Example

TEMPLATE = DATA / "codebook.template"
RATES = Path(__file__).with_name("scoring") / "types.json"
QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
LEFT_ALONE = 4
"""So many examples of what a type does not have are shown."""


class Sector(Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of participant."""

    id: str
    definition: str


class Rate(Struct, frozen=True):
    """Precision and recall of a type in percent, and how many events of it were annotated."""

    p: float
    r: float
    gold: int


class TypeRates(Struct, frozen=True):
    """What ``bench/events.py`` measured: on which reports, how many, and each type."""

    reports: str
    documents: int
    types: dict[str, Rate]


def codebook(base: KnowledgeBase) -> str:
    """The page as Markdown. Raises KnowledgeError."""
    ontology = Ontology.load(base)
    entries = base.read("lexicon/en", Entry)
    rates = msgspec.json.decode(RATES.read_bytes(), type=TypeRates) if RATES.exists() else None
    parts = {
        "types": [line for t in ontology.types.values() for line in _type(t, entries, ontology)],
        "rates": _rates(rates, ontology),
        "sectors": _table(("sector", "who"), [(s.id, s.definition) for s in base.read("ontology", Sector, "sectors*")]),
        "contexts": _table(("context", "what it is", "words, some of them"), [_context(c) for c in ontology.contexts.all.values()]),
        "cameo": _table(("code", "Goldstein", "what it is", "PLOVER", "contexts", "back"), [_code(c) for c in ontology.codes.values()]),
    }
    return re.sub(r"\{\{(\w+)\}\}", lambda m: "\n".join(parts[m[1]]), TEMPLATE.read_text(encoding="utf-8"))


def rates_json(rates: TypeRates) -> bytes:
    """The file of rates, types in order."""
    ordered = TypeRates(rates.reports, rates.documents, dict(sorted(rates.types.items())))
    return msgspec.json.format(msgspec.json.encode(ordered), indent=1) + b"\n"


def _table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> list[str]:
    lines = [head, ["---"] * len(head), *rows]
    return [f"| {' | '.join(_cell(c) for c in row)} |" for row in lines] + [""]


def _cell(value: object) -> str:
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value).replace("|", "\\|")


def _type(kind: EventType, entries: Sequence[Entry], ontology: Ontology) -> Iterator[str]:
    own = [e for e in entries if e.type == kind.id]
    yield from (f"### {kind.id}", "", kind.definition, "")
    code = f"CAMEO {kind.cameo} (Goldstein {_goldstein(kind.cameo, ontology)})"
    yield from (f"Quad {kind.quad} ({QUADS[kind.quad]}), score {kind.score:g}, {code}. {_count(len(own))} of the lexicon.", "")
    shown: set[str] = set()
    if kind.modes:
        rows = [(f"`{m}`", v.score, v.cameo, _goldstein(v.cameo, ontology), _example(kind.id, m, own, shown)) for m, v in kind.modes.items()]
        yield from _table(("mode", "score", "CAMEO", "Goldstein", "example"), rows)
    if plain := _example(kind.id, None, own, shown):
        yield from (f"Example: {plain}", "")
    vetoes = [e for e in entries if e.type == "none" and e.id.partition(".")[0] == kind.id.lower()]
    left = [f'"{x.text}"' for e in vetoes for x in e.examples[:1] if x.expect == "none"][:LEFT_ALONE]
    if left:
        yield from (f"Not coded: {' '.join(left)}", "")


def _count(number: int) -> str:
    return "One entry" if number == 1 else f"{number} entries"


def _goldstein(code: str | None, ontology: Ontology) -> str:
    value = ontology.goldstein(code) if code else None
    return "" if value is None else f"{value:g}"


def _example(kind: str, mode: str | None, entries: Sequence[Entry], shown: set[str]) -> str:
    """An example of a type without a mode, or of a mode, that the page does not show yet, with who it says did it to whom.

    The first one that has this mode alone and names who did it; else one that has the mode beside others, or names nobody.
    """
    best: tuple[int, str, str] | None = None
    for entry in entries:
        for example in entry.examples:
            for want in _wanted(example):
                told = set(want.get("modes", ())) or set(entry.modes)
                if want.get("type") != kind or example.text in shown or (mode not in told if mode else bool(told)):
                    continue
                rank = 2 * (not want.get("actors")) + (len(told) > 1)
                if best is None or rank < best[0]:
                    best = rank, example.text, _parties(want)
    if best is None:
        return ""
    shown.add(best[1])
    return f'"{best[1]}"{best[2]}'


def _parties(want: Mapping[str, Any]) -> str:
    who, whom = (", ".join(map(str, want.get(side, ()))) for side in ("actors", "recipients"))
    parties = " ".join(p for p in (who, f"to {whom}" if whom else "") if p)
    return f" ({parties})" if parties else ""


def _wanted(example: Example) -> list[dict[str, Any]]:
    if example.title:
        return []
    wanted = example.expect if isinstance(example.expect, list) else [example.expect]
    return [w for w in wanted if isinstance(w, dict) and w.get("status", "actual") == "actual"]


def _rates(rates: TypeRates | None, ontology: Ontology) -> list[str]:
    if rates is None:
        return ["Not measured.", ""]
    rows = [_rate(t, rates.types.get(t)) for t in ontology.types]
    return [
        f"On {rates.documents} whole reports ({rates.reports}): of 100 events that Lapwing codes so many are there (*right*), and of 100 that are",
        "there it finds so many (*found*). Few annotated events of a type make its figures coarse. `lapwing score` measures the same on reports of your own.",
        "", *_table(("type", "right", "found", "annotated"), rows),
    ]  # fmt: skip


def _rate(kind: str, rate: Rate | None) -> tuple[object, ...]:
    if rate is None:
        return kind, "", "", 0
    return kind, f"{rate.p:.0f} %", f"{rate.r:.0f} %" if rate.gold else "", rate.gold


def _context(context: Context) -> tuple[str, str, str]:
    return f"`{context.id}`", context.definition, ", ".join(context.words[:8])


def _code(code: Cameo) -> tuple[object, ...]:
    plover = " ".join(p for p in (code.type, code.mode) if p)
    return code.id, code.goldstein, code.definition, plover, ", ".join(code.contexts), ", ".join(code.back)
