"""``lapwing knowledge``: a user's own folder of entries, checked."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from lapwing.commands.shared import SOME_FAILED, settings_of

app = typer.Typer(add_completion=False, rich_markup_mode=None, help="Your own event types, lexicon, actors, places and dates.", no_args_is_help=True)


@app.callback()
def _root() -> None:
    """A group of verbs, even while it has one only."""


@app.command("check")
def check_folders(
    folders: Annotated[list[str] | None, typer.Argument(metavar="[DIR...]", help="Folders of your own; none: the knowledge of the package.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Check the package's own entries too.")] = False,
    quick: Annotated[bool, typer.Option("--quick", help="Leave out the examples of the package's entries.")] = False,
) -> None:
    """Find broken, contradicting and dead entries, and examples that do not hold, with file and line.

    All examples are coded with all knowledge loaded, so that an entry that breaks a neighbour is found.

    \b
    Examples:
      lapwing knowledge check mine/
      lapwing knowledge check mine/ --quick
      lapwing knowledge check
    """
    from lapwing.checking import check
    from lapwing.output import printable

    found = 0
    for finding in check(settings_of(None, folders), everything, quick):
        found += 1
        sys.stdout.write(printable(str(finding)) + "\n")
    sys.stdout.write(f"{found} finding{'' if found == 1 else 's'}\n")
    if found:
        raise typer.Exit(SOME_FAILED)
