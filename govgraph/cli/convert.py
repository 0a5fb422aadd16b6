"""``govgraph convert``: write a structure in another format."""

from pathlib import Path
from typing import Annotated

import typer

import govgraph as gg
from govgraph.cli.command import output
from govgraph.cli.options import Choices, IdsOnly, Kind, Lang, Quiet, Source, Stage
from govgraph.cli.source import structure_of

Target = Annotated[
    Path,
    typer.Argument(metavar="TARGET", help="File or folder to write; its ending says the format."),
]


def convert(
    source: Source,
    target: Target,
    *,
    stage: Stage = None,
    kind: Kind = None,
    option: Choices = None,
    ids_only: IdsOnly = False,
    lang: Lang = None,
    quiet: Quiet = False,
) -> None:
    """Write a structure in another format; every older document version is read."""
    console = output(lang, quiet=quiet)
    structure = structure_of(source, stage, kind, option)
    gg.write(structure, target, lang=console.lang, ids_only=ids_only)
    console.tell("cli.saved", file=target)
