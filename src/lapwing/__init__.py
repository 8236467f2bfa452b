"""Lapwing turns news reports into sourced event data: who did what to whom, when and where, each field with the words that say so.

>>> from lapwing import Pipeline, Settings, read_reports          # doctest: +SKIP
>>> pipeline = Pipeline(Settings())                                # doctest: +SKIP
>>> for report in read_reports("report.txt", published="2020-04-25"):  # doctest: +SKIP
...     print(pipeline.code(report).events)

These are the public names; everything else may change. They are loaded when first used, so that ``import lapwing`` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lapwing.errors import LapwingError
    from lapwing.model import (
        Clause,
        Coded,
        Dropped,
        Entity,
        Event,
        Evidence,
        Failure,
        Fatalities,
        Report,
        Sentence,
        Span,
        Token,
        Versions,
        When,
        Where,
    )
    from lapwing.pipeline import Pipeline
    from lapwing.reading.formats import read_reports
    from lapwing.settings import Settings

__version__ = "0.1.0"

__all__ = [
    "Clause",
    "Coded",
    "Dropped",
    "Entity",
    "Event",
    "Evidence",
    "Failure",
    "Fatalities",
    "LapwingError",
    "Pipeline",
    "Report",
    "Sentence",
    "Settings",
    "Span",
    "Token",
    "Versions",
    "When",
    "Where",
    "__version__",
    "read_reports",
]

_HOMES = {
    "LapwingError": "lapwing.errors",
    "Pipeline": "lapwing.pipeline",
    "Settings": "lapwing.settings",
    "read_reports": "lapwing.reading.formats",
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'lapwing' has no attribute {name!r}")
    value = getattr(import_module(_HOMES.get(name, "lapwing.model")), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
