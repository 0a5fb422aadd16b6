"""``govgraph new``: a workbook or a proposal to fill in."""

from pathlib import Path
from typing import Annotated

import typer

import govgraph as gg
from govgraph.cli.command import output
from govgraph.cli.options import Lang, Quiet

File = Annotated[Path, typer.Argument(metavar="FILE", help="The file to write, .xlsx or .yaml.")]
Proposal = Annotated[bool, typer.Option("--proposal", help="Write a commented proposal instead.")]


def new(file: File, *, proposal: Proposal = False, lang: Lang = None, quiet: Quiet = False) -> None:
    """Write a workbook or a proposal to fill in, with notes and an example to overwrite."""
    console = output(lang, quiet=quiet)
    if proposal:
        gg.write_proposal_template(file, lang=console.lang)
    else:
        gg.write_template(file, lang=console.lang)
    console.tell("cli.saved", file=file)
    console.tell("cli.fill_in_proposal" if proposal else "cli.fill_in", file=file)
