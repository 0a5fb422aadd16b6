"""What is wrong with a command as it was written, in either language."""

import click

from govgraph.cli.helping import usage
from govgraph.errors import UnknownNameError
from govgraph.text import Language, say


def mistake(error: click.UsageError, lang: Language) -> str:
    """Return what is wrong, how the command is written and where to read more."""
    lines = [_sentence(error, lang)]
    if (ctx := error.ctx) is not None:
        more = say("cli_help.more", lang, command=f"{ctx.command_path} --help")
        lines += [usage(ctx.command, ctx, lang), more]
    return "\n".join(lines)


def _sentence(error: click.UsageError, lang: Language) -> str:
    match error:
        case click.MissingParameter(param=click.Parameter() as one):
            return say("cli_help.missing", lang, name=_name(one))
        case click.BadParameter(param=click.Parameter() as one):
            reason = _asked(one.type, lang) or error.message
            return say("cli_help.bad_value", lang, name=_name(one), reason=reason)
        case click.NoSuchOption(option_name=name, ctx=click.Context(command=command)):
            known = [flag for one in command.params for flag in one.opts]
            return UnknownNameError.among("cli_help.as_options", name, known).render(lang)
        case click.BadOptionUsage(option_name=name):
            return say("cli_help.no_value", lang, name=name)
    return error.format_message()


def _name(one: click.Parameter) -> str:
    return one.opts[-1] if isinstance(one, click.Option) else str(one.metavar)


def _asked(kind: object, lang: Language) -> str:
    """Return what a value has to be, or nothing where click alone knows."""
    match kind:
        case click.Choice(choices=choices):
            return say("cli_help.one_of", lang, choices=", ".join(map(str, choices)))
        case click.IntRange(min=least):
            return say("cli_help.at_least", lang, least=least)
        case _ if kind is click.INT or kind is click.FLOAT:
            return say("cli_help.number", lang)
    return ""
