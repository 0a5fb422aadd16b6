"""``govgraph map``: draw the interactive map."""

from pathlib import Path
from typing import Annotated

import typer

import govgraph as gg
from govgraph.cli.command import output
from govgraph.cli.options import IdsOnly, Lang, Quiet, Source, Stage

File = Annotated[
    Path, typer.Option("--output", "-o", metavar="FILE", help="An .html or .svg file.")
]


def draw(
    source: Source,
    *,
    stage: Stage = None,
    file: File = Path("map.html"),
    lang: Lang = None,
    ids_only: IdsOnly = False,
    quiet: Quiet = False,
) -> None:
    """Draw the tiao × kuai map into one file that works offline."""
    console = output(lang, quiet=quiet)
    structure = gg.load(source, stage)
    if ids_only:
        structure = gg.without_names(structure)
    gg.maps.draw(structure, lang=console.lang).save(file)
    console.tell("cli.open", style="bold green", file=file.resolve())
