"""``govgraph cases``: what is shipped."""

from typing import Annotated

import typer

from govgraph.cases.case import find, names
from govgraph.cli.command import output
from govgraph.cli.options import Lang

Name = Annotated[
    str | None,
    typer.Argument(metavar="[NAME]", help="A case to describe.", autocompletion=names),
]


def cases(name: Name = None, *, lang: Lang = None) -> None:
    """List the shipped cases, or describe one."""
    console = output(lang)
    if name is not None:
        console.show(find(name).describe(console.lang))
        return
    table = console.table("cli.case", "cli.title", "cli.stages")
    for case in map(find, names()):
        stages = ", ".join(stage.name for stage in case.stages)
        table.add_row(case.name, case.title.label(console.lang), stages)
    console.show(table)
