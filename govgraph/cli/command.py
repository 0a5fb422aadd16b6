"""How every command speaks and ends: language, exit codes, no traceback for a user's mistake."""

import os
import sys
from collections.abc import Callable
from contextlib import suppress

import click
from click.exceptions import Exit

from govgraph.cli.console import Output
from govgraph.cli.helping import HELP, page
from govgraph.cli.parameters import Argument, Option
from govgraph.cli.settings import settings
from govgraph.errors import UserError
from govgraph.text import LANGUAGES, Language, say

FINDINGS, USER_ERROR, FAULT, INTERRUPTED, BROKEN_PIPE = 1, 2, 70, 130, 141
_ASKED = "govgraph.language"


def language(ctx: click.Context) -> Language:
    """Return the language that was asked for, else the default one."""
    try:
        asked: Language | None = ctx.meta.get(_ASKED)
        return asked or settings().lang
    except UserError:
        return "en"


def note_language(command: click.Command, ctx: click.Context, args: list[str]) -> None:
    """Note which language is asked for, wherever it stands, before anything is looked at."""
    with suppress(click.UsageError):
        asked = command.make_parser(ctx).parse_args(list(args))[0].get("lang")
        if asked in LANGUAGES:
            ctx.meta[_ASKED] = asked


LANG = Option(
    "lang",
    "--lang",
    type=click.Choice(LANGUAGES),
    callback=lambda ctx, _parameter, value: value or ctx.meta.get(_ASKED),
)


class Command(click.Command):
    """A command that turns what may go wrong into a message and an exit code."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take in what was given, knowing the language."""
        note_language(self, ctx, args)
        rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            said = say("cli_help.too_many", language(ctx), words=" ".join(rest))
            raise click.UsageError(said, ctx)
        return rest

    def get_help(self, ctx: click.Context) -> str:
        """Return the help in the language asked for."""
        return page(self, ctx, language(ctx))

    def get_short_help_str(self, limit: int = 45) -> str:  # noqa: ARG002 - click's signature
        """Return what the command does, for a shell to show beside its name."""
        return say(f"cli_help.command_{self.name}", settings().lang)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; leave with 2 for a mistake of the user, 130 when interrupted."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except UserError as error:
            lang = language(ctx)
            Output(lang).fail(error.render(lang))
            raise Exit(USER_ERROR) from error
        except KeyboardInterrupt as interrupt:
            Output(language(ctx)).fail(say("cli.interrupted", language(ctx)))
            raise Exit(INTERRUPTED) from interrupt
        except BrokenPipeError as error:
            _swallow_the_rest()
            raise Exit(BROKEN_PIPE) from error
        except OSError as error:
            lang = language(ctx)
            Output(lang).fail(_reason(error, lang))
            raise Exit(USER_ERROR) from error
        return result


def command(
    name: str, *parameters: Argument | Option
) -> Callable[[Callable[..., None]], click.Command]:
    """Make a command of a function; ``--lang`` and ``--help`` come with it.

    Parameters
    ----------
    name : str
        What users type; the message ``cli_help.command_<name>`` says what the command does.
    *parameters : Argument or Option
        What users give, in the order of the help.
    """
    return lambda function: Command(
        name,
        callback=function,
        params=[*parameters, LANG, HELP],
        add_help_option=False,
        context_settings={"allow_extra_args": True},
    )


def output(lang: Language | None, *, quiet: bool = False) -> Output:
    """Return where a command writes: the language asked for, else the default one."""
    return Output(lang or settings().lang, quiet)


def _reason(error: OSError, lang: Language) -> str:
    return say("cli.system_error", lang, file=error.filename or "", reason=error.strerror or error)


def _swallow_the_rest() -> None:
    """Point standard output at nothing, so that closing it does not fail again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
