"""``govgraph validate``: say everything that is wrong with a file."""

import govgraph as gg
from govgraph.cli.command import output
from govgraph.cli.options import Lang, Quiet, Source, Stage


def validate(
    source: Source, *, stage: Stage = None, lang: Lang = None, quiet: Quiet = False
) -> None:
    """Read a structure and list every problem with its place; exit with 2 when there are any."""
    console = output(lang, quiet=quiet)
    structure = gg.load(source, stage)
    console.tell("cli.valid", style="green", source=source)
    console.tell("cli.content", summary=structure.summary(console.lang))
    console.tell("cli.fingerprint", fingerprint=structure.fingerprint())
