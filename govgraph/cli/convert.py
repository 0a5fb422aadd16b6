"""``govgraph convert``: write a structure in another format."""

from pathlib import Path
from typing import Annotated

import typer

import govgraph as gg
from govgraph.cli.command import output
from govgraph.cli.options import IdsOnly, Lang, Quiet, Source, Stage

Target = Annotated[
    Path,
    typer.Argument(metavar="TARGET", help="File or folder to write; its ending says the format."),
]
Kind = Annotated[
    str | None,
    typer.Option("--kind", metavar="NAME", help="Format of SOURCE, to overrule its ending."),
]
Options = Annotated[
    list[str] | None,
    typer.Option(
        "--option",
        "-O",
        metavar="NAME=VALUE",
        help="A choice that the format of SOURCE leaves: year=2018, nodes=people.csv, where=… "
        "May be given several times.",
    ),
]


def convert(
    source: Source,
    target: Target,
    *,
    stage: Stage = None,
    kind: Kind = None,
    option: Options = None,
    ids_only: IdsOnly = False,
    lang: Lang = None,
    quiet: Quiet = False,
) -> None:
    """Write a structure in another format; every older document version is read."""
    console = output(lang, quiet=quiet)
    options = _pairs(option or [])
    reads = kind is not None or bool(options)
    structure = gg.read(source, kind=kind, **options) if reads else gg.load(source, stage)
    gg.write(structure, target, lang=console.lang, ids_only=ids_only)
    console.tell("cli.saved", file=target)


def _pairs(options: list[str]) -> dict[str, str]:
    """Return ``["year=2018"]`` as a dictionary."""
    for option in options:
        if not option.partition("=")[1]:
            raise gg.UserError("io_graph.option_form", option=option)
    return {name.strip(): value for name, _, value in (o.partition("=") for o in options)}
