"""``lapwing places``: the gazetteer in use, and one of your own from GeoNames' dumps."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lapwing.commands.shared import say
from lapwing.errors import UsageError

if TYPE_CHECKING:
    from lapwing.grounding.place_dump import Read

places = typer.Typer(
    name="places", rich_markup_mode=None, invoke_without_command=True,
    help="The gazetteer: which one is in use, and one of your own from GeoNames' dumps.",
)  # fmt: skip


@places.callback()
def _root(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@places.command()
def build(
    dumps: Annotated[list[Path] | None, typer.Argument(metavar="FILE", help="Dumps: allCountries.zip, NG.zip, cities15000.zip, or as .txt.")] = None,
    names: Annotated[Path | None, typer.Option("--names", metavar="FILE", help="alternateNamesV2.zip: English names. [else: beside the dump]")] = None,
    admin1: Annotated[Path | None, typer.Option("--admin1", metavar="FILE", help="admin1CodesASCII.txt: names of divisions. [else: beside]")] = None,
    countries: Annotated[Path | None, typer.Option("--countries", metavar="FILE", help="countryInfo.txt: codes of countries. [else: beside]")] = None,
    reset: Annotated[bool, typer.Option("--reset", help="Go back to the gazetteer of the package.")] = False,
) -> None:
    """Build a gazetteer from dumps of GeoNames.

    `lapwing code` and all else use it from then on. The dumps are at https://download.geonames.org/export/dump/.

    \b
    Examples:
      lapwing places build allCountries.zip
      lapwing places build NG.zip ML.zip --names alternateNamesV2.zip
      lapwing places build --reset
    """
    if reset == bool(dumps):
        raise UsageError("places build takes FILE or --reset, not both" if dumps else "places build needs FILE, or --reset")
    from lapwing.grounding.place_dump import Extras, extras_beside
    from lapwing.grounding.place_dump import build as build_places
    from lapwing.grounding.place_files import own_path, terminal

    target = own_path()
    if reset or not dumps:
        _reset(target)
        return
    extras = extras_beside(dumps[0], Extras(names, admin1, countries))
    start = time.monotonic()
    with terminal("building the gazetteer") as progress:
        read = build_places(dumps, target, extras, progress)
    for file in read:
        _tell(file)
    typer.echo(f"{target}: {target.stat().st_size / 1e6:,.0f} MB, {time.monotonic() - start:.0f} s; `lapwing places info` tells more")


@places.command()
def info() -> None:
    """Say which gazetteer is in use.

    \b
    Example:
      lapwing places info
    """
    from lapwing.grounding.place_store import Gazetteer
    from lapwing.knowledge.loader import KnowledgeBase

    found = Gazetteer(KnowledgeBase())
    about = found.about
    size = f" ({Path(found.path).stat().st_size / 1e6:,.0f} MB)" if found.path else ""
    rows = {
        "gazetteer": "your own" if found.is_own else "the one of the package",
        "source": about["source"],
        "files": about.get("files", ""),
        "newest row": about.get("newest", ""),
        "places": f"{int(about['places']):,}",
        "names": f"{int(about['names']):,}",
        "version": found.version,
        "file": found.path + size if found.path else "in memory",
    }
    for name, value in rows.items():
        if value:
            typer.echo(f"{name + ':':12} {value}")


def _reset(target: Path) -> None:
    try:
        target.unlink()
        typer.echo(f"{target}: removed; the gazetteer of the package is in use again")
    except FileNotFoundError:
        typer.echo("the gazetteer of the package is in use already")
    except OSError as error:
        raise UsageError(f"{target}: {error.strerror}") from None


def _tell(read: Read) -> None:
    typer.echo(f"{read.file}: {read.rows:,} rows read, {read.kept:,} kept, {read.skipped:,} skipped")
    for line in read.bad:
        say(f"{line} (skipped)")
    if read.skipped > len(read.bad):
        say(f"{read.file}: {read.skipped - len(read.bad):,} more lines skipped")
