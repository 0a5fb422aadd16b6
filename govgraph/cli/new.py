"""``govgraph new``: an empty workbook to fill in."""

from pathlib import Path
from typing import Annotated

import typer

import govgraph as gg
from govgraph.cli.command import output
from govgraph.cli.options import Lang, Quiet

File = Annotated[Path, typer.Argument(metavar="FILE", help="The .xlsx file to write.")]


def new(file: File, *, lang: Lang = None, quiet: Quiet = False) -> None:
    """Write a workbook to fill in: drop-downs, notes, and an example to overwrite."""
    console = output(lang, quiet=quiet)
    gg.write_template(file, lang=console.lang)
    console.tell("cli.saved", file=file)
    console.tell("cli.fill_in", file=file)
