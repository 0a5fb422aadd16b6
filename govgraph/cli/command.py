"""How every command ends: exit codes, one place for errors, no traceback for a user's mistake."""

import os
import sys

import typer
from typer.core import TyperCommand

from govgraph.cli.console import Output
from govgraph.cli.settings import settings
from govgraph.errors import UserError
from govgraph.text import Language

FINDINGS, USER_ERROR, FAULT, INTERRUPTED, BROKEN_PIPE = 1, 2, 70, 130, 141


class Command(TyperCommand):
    """A command that turns what may go wrong into a message and an exit code."""

    def invoke(self, ctx: typer.Context) -> object:  # type: ignore[override,unused-ignore]
        """Run the command; leave with 2 for a mistake of the user, 130 when interrupted."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except UserError as error:
            lang = _language(ctx)
            Output(lang).fail(error.render(lang))
            raise typer.Exit(USER_ERROR) from error
        except KeyboardInterrupt as interrupt:
            Output(_language(ctx)).fail(Output(_language(ctx)).say("cli.interrupted"))
            raise typer.Exit(INTERRUPTED) from interrupt
        except BrokenPipeError as error:
            _swallow_the_rest()
            raise typer.Exit(BROKEN_PIPE) from error
        except OSError as error:
            lang = _language(ctx)
            Output(lang).fail(_reason(error, lang))
            raise typer.Exit(USER_ERROR) from error
        return result


def output(lang: Language | None, *, quiet: bool = False) -> Output:
    """Return where a command writes: the language asked for, else the default one."""
    return Output(lang or settings().lang, quiet)


def _language(ctx: typer.Context) -> Language:
    asked: Language | None = ctx.params.get("lang")
    try:
        return asked or settings().lang
    except UserError:
        return "en"


def _reason(error: OSError, lang: Language) -> str:
    return Output(lang).say(
        "cli.system_error", file=error.filename or "", reason=error.strerror or error
    )


def _swallow_the_rest() -> None:
    """Point standard output at nothing, so that closing it does not fail again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
