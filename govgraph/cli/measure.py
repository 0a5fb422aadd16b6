"""``govgraph measure``: the values of measures as a table."""

from collections.abc import Iterator
from typing import Literal, get_args

import click

import govgraph as gg
from govgraph.cli.command import command, output
from govgraph.cli.options import CHOICES, KIND, SOURCE, STAGE
from govgraph.cli.parameters import Argument, Option
from govgraph.cli.source import structure_of
from govgraph.cli.tables import FORMS, Form
from govgraph.text import Language

PerChoice = Literal["structure", "unit", "matter"]
NAMES = Argument("names", metavar="[NAME]…", says="measures", nargs=-1)
PER = Option("per", "--per", type=click.Choice(get_args(PerChoice)), default="structure")
FORMAT = Option("form", "--format", type=click.Choice(list(FORMS)), default="table")


@command("measure", SOURCE, NAMES, STAGE, KIND, CHOICES, PER, FORMAT)
def measure(
    source: str,
    names: tuple[str, ...],
    stage: str | None,
    kind: str | None,
    option: tuple[str, ...],
    *,
    per: PerChoice,
    form: Form,
    lang: Language | None,
) -> None:
    """Show the values of measures, with the reason where one is undefined."""
    console = output(lang)
    structure = structure_of(source, stage, kind, option)
    chosen = [known for name in names for known in _members(name, per)] or None
    frame = gg.measures.table(structure, chosen, per=per, lang=console.lang)
    FORMS[form](frame, console)


def _members(name: str, per: PerChoice) -> Iterator[str]:
    """Yield the measures of a family, or the name itself."""
    known = gg.measures.catalogue().values()
    family = [entry.name for entry in known if entry.family == name and entry.per == per]
    yield from family or [name]
