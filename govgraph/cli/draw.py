"""``govgraph map``: draw the interactive map."""

from pathlib import Path
from typing import Annotated, Literal

import typer

import govgraph as gg
from govgraph.cli.command import output
from govgraph.cli.options import Choices, IdsOnly, Kind, Lang, Quiet, Source, Stage
from govgraph.cli.source import structure_of

File = Annotated[
    Path, typer.Option("--output", "-o", metavar="FILE", help="An .html, .svg or .pdf file.")
]
Layout = Annotated[
    Literal["matrix", "kuai"],
    typer.Option("--layout", help="Lines × territories, or territories as boxes."),
]


def draw(
    source: Source,
    *,
    stage: Stage = None,
    kind: Kind = None,
    option: Choices = None,
    file: File = Path("map.html"),
    layout: Layout = "matrix",
    lang: Lang = None,
    ids_only: IdsOnly = False,
    quiet: Quiet = False,
) -> None:
    """Draw the tiao × kuai map into one file that works offline."""
    console = output(lang, quiet=quiet)
    structure = structure_of(source, stage, kind, option)
    gg.maps.draw(structure, lang=console.lang, layout=layout, ids_only=ids_only).save(file)
    console.tell("cli.open", style="bold green", file=file.resolve())
