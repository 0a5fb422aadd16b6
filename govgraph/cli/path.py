"""``govgraph path``: how two units can coordinate."""

import govgraph as gg
from govgraph.cli.command import command, output
from govgraph.cli.options import CHOICES, KIND, SOURCE, STAGE
from govgraph.cli.parameters import Argument
from govgraph.cli.source import structure_of
from govgraph.cli.units import find_unit
from govgraph.text import Language

START, END = (Argument(name, metavar="UNIT", says=f"unit_{name}") for name in ("start", "end"))


@command("path", SOURCE, START, END, STAGE, KIND, CHOICES)
def path(
    source: str,
    start: str,
    end: str,
    *,
    stage: str | None,
    kind: str | None,
    option: tuple[str, ...],
    lang: Language | None,
) -> None:
    """Show the plain and the lawful coordination path between two units, and who decides."""
    console = output(lang)
    structure = structure_of(source, stage, kind, option)
    found = gg.path(structure, find_unit(structure, start), find_unit(structure, end))
    for sentence in found.sentences(structure, console.lang):
        console.show(sentence)
