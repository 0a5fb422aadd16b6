"""``govgraph lint``: say everything that is wrong with a proposal before it is scored."""

from typing import Annotated, Literal

import typer

import govgraph as gg
from govgraph.cli.command import FINDINGS, USER_ERROR, output
from govgraph.cli.options import Choices, Kind, Lang, Quiet, Stage
from govgraph.cli.reform import show_remarks
from govgraph.cli.source import proposal_of, structure_of

ProposalFile = Annotated[
    str,
    typer.Argument(
        metavar="PROPOSAL",
        help="A proposal file, YAML or JSON, or the name of a proposal that comes with the case.",
    ),
]
On = Annotated[
    str,
    typer.Option("--on", metavar="SOURCE", help="The structure it is meant for: case or path."),
]
FailOn = Annotated[
    Literal["error", "warning"],
    typer.Option("--fail-on", help="With “warning”, exit with 1 when there is a warning."),
]


def lint(
    proposal: ProposalFile,
    *,
    on: On,
    stage: Stage = None,
    kind: Kind = None,
    option: Choices = None,
    fail_on: FailOn = "error",
    lang: Lang = None,
    quiet: Quiet = False,
) -> None:
    """Check a proposal on a structure; list every mistake and warning with its line."""
    console = output(lang, quiet=quiet)
    file = proposal_of(proposal, on)
    remarks = gg.lint_file(file, structure_of(on, stage, kind, option))
    show_remarks(list(remarks), console)
    errors = sum(remark.severity == "error" for remark in remarks)
    warnings = len(remarks) - errors
    console.tell("cli.linted", file=file.name, errors=errors, warnings=warnings)
    if errors:
        raise typer.Exit(USER_ERROR)
    if warnings and fail_on == "warning":
        raise typer.Exit(FINDINGS)
