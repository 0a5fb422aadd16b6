"""``govgraph map``: draw the interactive map."""

from pathlib import Path
from typing import Literal, get_args

import click

import govgraph as gg
from govgraph.cli.command import command, output
from govgraph.cli.options import IDS_ONLY, QUIET, STRUCTURE
from govgraph.cli.parameters import FILE, Option
from govgraph.cli.source import structure_of
from govgraph.text import Language

Layout = Literal["matrix", "kuai"]
MAP = Option(
    "file",
    "--output",
    "-o",
    metavar="FILE",
    type=FILE,
    default=Path("map.html"),
    says="map_file",
)
LAYOUT = Option("layout", "--layout", type=click.Choice(get_args(Layout)), default="matrix")


@command("map", *STRUCTURE, MAP, LAYOUT, IDS_ONLY, QUIET)
def draw(
    source: str,
    stage: str | None,
    kind: str | None,
    option: tuple[str, ...],
    *,
    file: Path,
    layout: Layout,
    ids_only: bool,
    quiet: bool,
    lang: Language | None,
) -> None:
    """Draw the tiao × kuai map into one file that works offline."""
    console = output(lang, quiet=quiet)
    structure = structure_of(source, stage, kind, option)
    gg.maps.draw(structure, lang=console.lang, layout=layout, ids_only=ids_only).save(file)
    console.tell("cli.open", style="bold green", file=file.resolve())
