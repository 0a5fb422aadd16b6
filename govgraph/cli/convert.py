"""``govgraph convert``: write a structure in another format."""

from pathlib import Path

import govgraph as gg
from govgraph.cli.command import command, output
from govgraph.cli.options import CHOICES, IDS_ONLY, KIND, QUIET, SOURCE, STAGE
from govgraph.cli.parameters import FILE, Argument
from govgraph.cli.source import structure_of
from govgraph.text import Language

TARGET = Argument("target", metavar="TARGET", type=FILE)


@command("convert", SOURCE, TARGET, STAGE, KIND, CHOICES, IDS_ONLY, QUIET)
def convert(
    source: str,
    target: Path,
    stage: str | None,
    kind: str | None,
    option: tuple[str, ...],
    *,
    ids_only: bool,
    quiet: bool,
    lang: Language | None,
) -> None:
    """Write a structure in another format; every older document version is read."""
    console = output(lang, quiet=quiet)
    structure = structure_of(source, stage, kind, option)
    gg.write(structure, target, lang=console.lang, ids_only=ids_only)
    console.tell("cli.saved", file=target)
