"""The forms of place and quantity knowledge.

``data/places/countries.yaml`` holds CountryNames, ``divisions.yaml`` Divisions, ``positions.yaml`` DivisionPositions, ``regions*.yaml`` Regions,
``words.yaml`` PlaceWords; ``data/quantities/*.yaml`` holds QuantityWords. Names and coordinates of countries and towns come from GeoNames (CC BY 4.0).
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct, field

Latitude = Annotated[float, Meta(ge=-90, le=90)]
Longitude = Annotated[float, Meta(ge=-180, le=180)]
Iso3 = Annotated[str, Meta(pattern="^[A-Z]{3}$")]


class CountryNames(Struct, frozen=True, forbid_unknown_fields=True):
    """What a country is also called. ``id`` is ISO 3166 alpha-3; ``code`` is what is coded instead (a dependency folds into its state)."""

    id: str
    names: list[str] = field(default_factory=list)
    code: str | None = None
    capital: str | None = None
    demonyms: list[str] = field(default_factory=list)


class TownNames(Struct, frozen=True, forbid_unknown_fields=True):
    """Names by which news calls a town, and which GeoNames lacks or lists among its foreign names. The largest town of that name is meant."""

    name: str
    country: Iso3
    names: list[str]


class Divisions(Struct, frozen=True, forbid_unknown_fields=True):
    """First-order divisions of a country (ISO3): name to a town in it, from which code and position are found; other names of some."""

    country: Iso3
    divisions: dict[str, str]
    aliases: dict[str, list[str]] = field(default_factory=dict)


class DivisionPositions(Struct, frozen=True, forbid_unknown_fields=True):
    """Positions (degrees north and east) of first-order divisions of a country (ISO3), by name, where the middle of their towns will not do."""

    country: Iso3
    positions: dict[str, tuple[Latitude, Longitude]]


class Region(Struct, frozen=True, forbid_unknown_fields=True):
    """A place that GeoNames' list of towns lacks: a sea, an area, a landmark, a historic name.

    ``lat`` and ``lon`` are the middle in degrees, ``km`` the radius that holds most of it, ``weight`` how well known it is (counted as
    population).
    """

    name: str
    lat: Latitude
    lon: Longitude
    km: int = 100
    country: Iso3 | None = None
    countries: list[Iso3] = field(default_factory=list)
    kind: Literal["region", "city", "exact"] = "region"
    aliases: list[str] = field(default_factory=list)
    weight: int = 1_000_000


class PlaceExample(Struct, frozen=True, forbid_unknown_fields=True):
    """A phrase with the place in square brackets: does the place tell where (True) or is it an actor or an attribute (False)?"""

    text: str
    where: bool


class PlaceWords(Struct, frozen=True, forbid_unknown_fields=True):
    """A named set of words around places, lower case, and what they do."""

    id: str
    words: list[str]
    examples: list[PlaceExample] = field(default_factory=list)


class Abbreviations(Struct, frozen=True, forbid_unknown_fields=True):
    """Short names that count only after a comma ("Portland, Ore."): short name to full name."""

    id: str
    country: Iso3
    names: dict[str, list[str]]


class CountExample(Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence and its counts as "kind low high" with "-" for open; an empty list for none."""

    text: str
    counts: list[str]


class QuantityWords(Struct, frozen=True, forbid_unknown_fields=True):
    """A named set of words that count or govern counts; ``values`` are numbers or bounds where the set has them."""

    id: str
    words: list[str] = field(default_factory=list)
    values: dict[str, int] = field(default_factory=dict)
    examples: list[CountExample] = field(default_factory=list)
