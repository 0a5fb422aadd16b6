"""``govgraph validate``: say everything that is wrong with a file."""

from govgraph.cli.command import output
from govgraph.cli.options import Choices, Kind, Lang, Quiet, Source, Stage
from govgraph.cli.source import structure_of


def validate(
    source: Source,
    *,
    stage: Stage = None,
    kind: Kind = None,
    option: Choices = None,
    lang: Lang = None,
    quiet: Quiet = False,
) -> None:
    """Read a structure and list every problem with its place; exit with 2 when there are any."""
    console = output(lang, quiet=quiet)
    structure = structure_of(source, stage, kind, option)
    console.tell("cli.valid", style="green", source=source)
    console.tell("cli.content", summary=structure.summary(console.lang))
    console.tell("cli.fingerprint", fingerprint=structure.fingerprint())
