"""``govgraph lint``: say everything that is wrong with a proposal before it is scored."""

from typing import Literal, get_args

import click
from click.exceptions import Exit

import govgraph as gg
from govgraph.cli.command import FINDINGS, USER_ERROR, command, output
from govgraph.cli.options import CHOICES, KIND, QUIET, STAGE
from govgraph.cli.parameters import Argument, Option
from govgraph.cli.reform import show_remarks
from govgraph.cli.source import proposal_of, structure_of
from govgraph.text import Language

Severity = Literal["error", "warning"]
PROPOSAL = Argument("proposal", metavar="PROPOSAL", says="proposal_to_check")
ON = Option("on", "--on", metavar="SOURCE", required=True)
FAIL_ON = Option(
    "fail_on",
    "--fail-on",
    type=click.Choice(get_args(Severity)),
    default="error",
    says="fail_on_warning",
)


@command("lint", PROPOSAL, ON, STAGE, KIND, CHOICES, FAIL_ON, QUIET)
def lint(
    proposal: str,
    on: str,
    stage: str | None,
    kind: str | None,
    option: tuple[str, ...],
    *,
    fail_on: Severity,
    quiet: bool,
    lang: Language | None,
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
        raise Exit(USER_ERROR)
    if warnings and fail_on == "warning":
        raise Exit(FINDINGS)
