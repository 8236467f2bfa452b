"""The form of the reading knowledge: what stands in a report and is not its story (``data/reading``)."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct, field

Place = Literal["paragraph", "prefix", "suffix", "heading"]


class ResidueExample(Struct, frozen=True, forbid_unknown_fields=True):
    """A paragraph, and the part of it that this entry drops: ``drop: all``, the exact words, or nothing at all (``keep: true``)."""

    text: str
    drop: str | None = None
    keep: bool = False


class Residue(Struct, frozen=True, forbid_unknown_fields=True):
    """One kind of residue, told by regular expressions.

    ``place`` is ``paragraph`` (a pattern must match the whole of it, white space collapsed), ``prefix`` or ``suffix`` (what matches at its
    start or end is cut off), or ``heading`` (a whole paragraph, and the list that follows it goes too). A space in a pattern stands for
    any white space. ``\\p{Name}`` for a word of a name, ``\\p{Credit}`` for who is credited. ``at: start`` holds for the first paragraph
    that is read only. Patterns ignore case unless ``case`` is true. ``reason`` is told to the user.
    """

    id: str
    place: Place
    reason: str
    patterns: list[str]
    at: Literal["anywhere", "start"] = "anywhere"
    case: bool = False
    examples: list[ResidueExample] = field(default_factory=list)
