"""``govgraph new``: a workbook or a proposal to fill in."""

from pathlib import Path

import govgraph as gg
from govgraph.cli.command import command, output
from govgraph.cli.options import QUIET
from govgraph.cli.parameters import FILE, Argument, flag
from govgraph.text import Language

FILE_TO_FILL = Argument("file", metavar="FILE", says="file_to_fill", type=FILE)
PROPOSAL = flag("proposal", "--proposal", says="new_proposal")


@command("new", FILE_TO_FILL, PROPOSAL, QUIET)
def new(file: Path, *, proposal: bool, quiet: bool, lang: Language | None) -> None:
    """Write a workbook or a proposal to fill in, with notes and an example to overwrite."""
    console = output(lang, quiet=quiet)
    if proposal:
        gg.write_proposal_template(file, lang=console.lang)
    else:
        gg.write_template(file, lang=console.lang)
    console.tell("cli.saved", file=file)
    console.tell("cli.fill_in_proposal" if proposal else "cli.fill_in", file=file)
