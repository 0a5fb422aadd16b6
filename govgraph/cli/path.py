"""``govgraph path``: how two units can coordinate."""

from typing import Annotated

import typer

import govgraph as gg
from govgraph.cli.command import output
from govgraph.cli.options import Choices, Kind, Lang, Source, Stage
from govgraph.cli.source import structure_of
from govgraph.cli.units import find_unit

Unit = Annotated[str, typer.Argument(metavar="UNIT", help="Id or exact name, in either language.")]


def path(
    source: Source,
    start: Unit,
    end: Unit,
    *,
    stage: Stage = None,
    kind: Kind = None,
    option: Choices = None,
    lang: Lang = None,
) -> None:
    """Show the plain and the lawful coordination path between two units, and who decides."""
    console = output(lang)
    structure = structure_of(source, stage, kind, option)
    found = gg.path(structure, find_unit(structure, start), find_unit(structure, end))
    for sentence in found.sentences(structure, console.lang):
        console.show(sentence)
