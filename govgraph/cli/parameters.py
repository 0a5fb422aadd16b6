"""Arguments and options: what users give a command, explained in both languages."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypedDict, Unpack

import click
from click.shell_completion import CompletionItem

from govgraph.text import Language, say

FILE = click.Path(path_type=Path)


class How(TypedDict, total=False):
    """What click lets one say about an argument or option."""

    type: click.ParamType[Any] | type
    metavar: str
    default: object
    required: bool
    multiple: bool
    nargs: int
    is_flag: bool
    is_eager: bool
    expose_value: bool
    callback: Callable[[click.Context, click.Parameter, object], object]
    shell_complete: Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


class Option(click.Option):
    """An option; the message ``cli_help.<says>`` explains it.

    Parameters
    ----------
    name : str
        The parameter of the command's function.
    *flags : str
        How it is written.
    says : str
        The message, where it is not called as the parameter is.
    **how
        What click's option takes.
    """

    def __init__(self, name: str, *flags: str, says: str = "", **how: Unpack[How]) -> None:
        super().__init__([name, *flags], **how)
        self.says = says or name

    def record(self, ctx: click.Context, lang: Language) -> tuple[str, str]:
        """Return how it is written and what it means."""
        given = "" if self.is_flag else f" {self.make_metavar(ctx)}"
        meaning = say(f"cli_help.{self.says}", lang)
        default = self.get_default(ctx, call=False)
        if isinstance(default, str | float | int | Path) and not self.is_flag:
            meaning += say("cli_help.default", lang, value=default)
        return ", ".join(self.opts) + given, meaning


class Argument(click.Argument):
    """An argument; the message ``cli_help.<says>`` explains it."""

    def __init__(self, name: str, *, says: str = "", **how: Unpack[How]) -> None:
        super().__init__([name], **how)
        self.says = says or name

    def record(self, ctx: click.Context, lang: Language) -> tuple[str, str]:
        """Return how it is written and what it means."""
        return self.make_metavar(ctx), say(f"cli_help.{self.says}", lang)


def flag(name: str, *flags: str, says: str = "") -> Option:
    """Return an option that is there or not."""
    return Option(name, *flags, says=says, is_flag=True)


def at_once(
    name: str,
    *flags: str,
    act: Callable[[click.Context, str], None],
    of: click.Choice[str] | None = None,
) -> Option:
    """Return an option that does its work before anything else is looked at, and ends there."""

    def end(ctx: click.Context, _parameter: click.Parameter, value: object) -> None:
        if value and not ctx.resilient_parsing:
            act(ctx, str(value))
            ctx.exit()

    how: How = {"is_eager": True, "expose_value": False, "callback": end}
    kind: How = {"type": of} if of else {"is_flag": True}
    return Option(name, *flags, **(how | kind))
