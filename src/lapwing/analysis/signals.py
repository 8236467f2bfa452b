"""Event words from the scores of the reader's event heads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from lapwing.model import Signal

LEAST = 0.05
"""A word that tells an event with less probability gets no signal."""
_MAX_PARTS = 8


class SignalDecoder:
    """Reads signals off the outputs ``event`` (probabilities), ``status``, ``mode`` and ``part`` (labels by participant and event word)."""

    def __init__(self, labels: Mapping[str, Sequence[str]]) -> None:
        self._types, self._statuses = labels.get("event", ()), labels.get("status", ())
        self._modes, self._parts = labels.get("mode", ()), labels.get("part", ())

    def decode(self, out: Mapping[str, Any], start: int, end: int) -> tuple[Signal, ...]:
        """The signals of words ``start`` to ``end`` (exclusive), counted from ``start``; none where the weights have no event heads."""
        if "event" not in out:
            return ()
        scores = out["event"][start:end]
        told = 1.0 - scores[:, 0]
        found = []
        for token in np.nonzero(told >= LEAST)[0].tolist():
            best = int(scores[token, 1:].argmax()) + 1
            parts = out["part"][start:end, start + token]
            found.append(
                Signal(
                    token, self._types[best], round(float(scores[token, best]), 3), round(float(told[token]), 3),
                    self._statuses[int(out["status"][start + token])], self._modes[int(out["mode"][start + token])] or None,  # type: ignore[arg-type]
                    self._of(parts, "actor", token), self._of(parts, "recipient", token),
                )
            )  # fmt: skip
        return tuple(found)

    def _of(self, parts: Any, label: str, token: int) -> tuple[int, ...]:
        return tuple(i for i in np.nonzero(parts == self._parts.index(label))[0].tolist() if i != token)[:_MAX_PARTS]
