"""The help of a command, in either language."""

from collections.abc import Iterable

import click

from govgraph.cli.layout import definitions, paragraph
from govgraph.cli.parameters import Argument, Option, at_once
from govgraph.text import Language, say


def page(
    command: click.Command,
    ctx: click.Context,
    lang: Language,
    commands: Iterable[str] = (),
) -> str:
    """Return the help of a command.

    Parameters
    ----------
    command : click.Command
        The command.
    ctx : click.Context
        Where it was asked for.
    lang : {"en", "zh"}
        Language.
    commands : iterable of str
        The commands below it, by name.
    """
    parts = [usage(command, ctx, lang), paragraph(say(f"cli_help.command_{command.name}", lang), 2)]
    for heading, kind in (("arguments", Argument), ("options", Option)):
        rows = [one.record(ctx, lang) for one in command.params if isinstance(one, kind)]
        parts += _section(heading, rows, lang)
    rows = [(name, say(f"cli_help.command_{name}", lang)) for name in commands]
    parts += _section("commands", rows, lang)
    parts.append(paragraph(say("cli_help.exit_codes", lang)))
    return "\n\n".join(parts)


def usage(command: click.Command, ctx: click.Context, lang: Language) -> str:
    """Return how a command is written."""
    pieces = [piece for one in command.params for piece in one.get_usage_pieces(ctx)]
    if isinstance(command, click.Group):
        pieces.append(say("cli_help.subcommand", lang))
    words = f"{ctx.command_path} {say('cli_help.any_options', lang)} {' '.join(pieces)}"
    return paragraph(say("cli_help.usage", lang, words=words.strip()))


def _section(heading: str, rows: list[tuple[str, str]], lang: Language) -> list[str]:
    return [f"{say(f'cli_help.{heading}', lang)}\n{definitions(rows)}"] if rows else []


HELP = at_once("help", "-h", "--help", act=lambda ctx, _: click.echo(ctx.get_help()))
