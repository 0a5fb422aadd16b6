"""The application: every command by name."""

from collections.abc import Callable
from typing import Annotated

import typer

import govgraph as gg
from govgraph.cli.audit import audit
from govgraph.cli.cases import cases
from govgraph.cli.command import Command
from govgraph.cli.compare import compare
from govgraph.cli.convert import convert
from govgraph.cli.draw import draw
from govgraph.cli.explain import explain
from govgraph.cli.lint import lint
from govgraph.cli.measure import measure
from govgraph.cli.new import new
from govgraph.cli.operators import operators
from govgraph.cli.path import path
from govgraph.cli.reform import reform
from govgraph.cli.rules import rules
from govgraph.cli.simulate import simulate
from govgraph.cli.validate import validate

app = typer.Typer(
    name="govgraph",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Audit, measure and map government structures: who leads whom, who must act together, "
    "and who answers for what without the power to do it.",
    epilog="Exit codes: 0 fine · 1 findings at or above --fail-on · 2 a mistake in what was given.",
)
_COMMANDS: dict[str, Callable[..., None]] = {
    "audit": audit,
    "measure": measure,
    "path": path,
    "map": draw,
    "reform": reform,
    "compare": compare,
    "simulate": simulate,
    "lint": lint,
    "validate": validate,
    "new": new,
    "convert": convert,
    "cases": cases,
    "rules": rules,
    "operators": operators,
    "explain": explain,
}
for _name, _command in _COMMANDS.items():
    app.command(_name, cls=Command)(_command)


def _show_version(asked: bool) -> None:  # noqa: FBT001 - called by typer
    if asked:
        typer.echo(f"govgraph {gg.__version__}")
        raise typer.Exit


@app.callback()
def _root(
    *,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    pass
