"""``govgraph validate``: say everything that is wrong with a file."""

from govgraph.cli.command import command, output
from govgraph.cli.options import QUIET, STRUCTURE
from govgraph.cli.source import structure_of
from govgraph.text import Language


@command("validate", *STRUCTURE, QUIET)
def validate(
    source: str,
    stage: str | None,
    kind: str | None,
    option: tuple[str, ...],
    *,
    quiet: bool,
    lang: Language | None,
) -> None:
    """Read a structure and list every problem with its place; exit with 2 when there are any."""
    console = output(lang, quiet=quiet)
    structure = structure_of(source, stage, kind, option)
    console.tell("cli.valid", style="green", source=source)
    console.tell("cli.content", summary=structure.summary(console.lang))
    console.tell("cli.fingerprint", fingerprint=structure.fingerprint())
