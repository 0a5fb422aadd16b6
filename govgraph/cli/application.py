"""The application: every command by name, loaded when it is asked for."""

import sys
from importlib import import_module
from typing import Any, NoReturn

import click

import govgraph as gg
from govgraph.cli.command import INTERRUPTED, LANG, USER_ERROR, language, note_language
from govgraph.cli.completion import SHOW_COMPLETION
from govgraph.cli.console import Output
from govgraph.cli.helping import HELP, page
from govgraph.cli.mistakes import mistake
from govgraph.cli.parameters import at_once
from govgraph.cli.settings import settings
from govgraph.errors import UnknownNameError

_NAME = "govgraph"
#: Commands in the order of the help, and the module and function that each stands in.
_COMMANDS = {
    "audit": "audit",
    "measure": "measure",
    "path": "path",
    "map": "draw",
    "reform": "reform",
    "compare": "compare",
    "simulate": "simulate",
    "lint": "lint",
    "validate": "validate",
    "new": "new",
    "convert": "convert",
    "cases": "cases",
    "rules": "rules",
    "operators": "operators",
    "explain": "explain",
}


class Application(click.Group):
    """All commands; a module is imported when its command is named."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names of the commands."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return a command by name."""
        if (home := _COMMANDS.get(cmd_name)) is None:
            return None
        found: click.Command = getattr(import_module(f"govgraph.cli.{home}"), home)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is meant; for an unknown one, the nearest name is offered."""
        if args[0] not in _COMMANDS and not ctx.resilient_parsing:
            unknown = UnknownNameError.among("cli_help.as_commands", args[0], _COMMANDS)
            raise click.UsageError(unknown.render(language(ctx)), ctx)
        return super().resolve_command(ctx, args)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take in what was given, knowing the language."""
        note_language(self, ctx, args)
        return super().parse_args(ctx, args)

    def get_help(self, ctx: click.Context) -> str:
        """Return the help in the language asked for."""
        return page(self, ctx, language(ctx), self.list_commands(ctx))

    def main(self, *args: Any, **extra: Any) -> NoReturn:  # noqa: ANN401 - click's signature
        """Run a command and exit; what was written wrongly is said in the language asked for."""
        try:
            status = super().main(*args, **extra | {"standalone_mode": False})
        except click.UsageError as error:
            lang = language(error.ctx) if error.ctx else settings().lang
            Output(lang).fail(mistake(error, lang))
            status = USER_ERROR
        except click.Abort:
            status = INTERRUPTED
        sys.exit(status)


@click.pass_context
def _help_if_alone(ctx: click.Context, /, **_: object) -> None:
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


app = Application(
    _NAME,
    callback=_help_if_alone,
    invoke_without_command=True,
    params=[
        at_once(
            "version",
            "--version",
            act=lambda *_: click.echo(f"{_NAME} {gg.__version__}"),
        ),
        SHOW_COMPLETION,
        LANG,
        HELP,
    ],
    add_help_option=False,
)
