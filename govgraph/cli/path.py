"""``govgraph path``: how two units can coordinate."""

from typing import Annotated

import typer

import govgraph as gg
from govgraph.cli.command import output
from govgraph.cli.options import Lang, Source, Stage
from govgraph.cli.units import find_unit

Unit = Annotated[str, typer.Argument(metavar="UNIT", help="Id or exact name, in either language.")]


def path(source: Source, start: Unit, end: Unit, *, stage: Stage = None, lang: Lang = None) -> None:
    """Show the plain and the lawful coordination path between two units, and who decides."""
    console = output(lang)
    structure = gg.load(source, stage)
    found = gg.path(structure, find_unit(structure, start), find_unit(structure, end))
    for sentence in found.sentences(structure, console.lang):
        console.show(sentence)
