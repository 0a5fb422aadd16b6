"""Completion of commands, options and the names of cases, in the user's shell."""

import click
from click.shell_completion import CompletionItem, get_completion_class

from govgraph.cli.parameters import at_once

_SHELLS = ("bash", "zsh", "fish")


def _show(ctx: click.Context, shell: str) -> None:
    """Print the script that teaches a shell to complete; the shell reads it at its start."""
    program = ctx.find_root()
    kind = get_completion_class(shell)
    if kind is not None:
        name = str(program.info_name)
        click.echo(kind(program.command, {}, name, f"_{name.upper()}_COMPLETE").source())


SHOW_COMPLETION = at_once(
    "show_completion", "--show-completion", act=_show, of=click.Choice(_SHELLS)
)


def cases(
    _ctx: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Return the shipped cases whose names begin as what was typed."""
    from govgraph.cases.case import names  # noqa: PLC0415 - not for help

    return [CompletionItem(name) for name in names() if name.startswith(incomplete)]
