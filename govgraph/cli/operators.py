"""``govgraph operators``: the catalogue of reform operators."""

from typing import TYPE_CHECKING

import govgraph as gg
from govgraph.cli.command import command, output
from govgraph.cli.console import Output
from govgraph.cli.parameters import Argument
from govgraph.errors import UnknownNameError
from govgraph.text import Language, label

if TYPE_CHECKING:
    from govgraph.reforms.fields import Holds

NAME = Argument("name", metavar="[NAME]", says="operator", required=False, default="")


@command("operators", NAME)
def operators(name: str, lang: Language | None) -> None:
    """List the operators that steps of a proposal may use, or explain one."""
    console = output(lang)
    known = gg.operators()
    if name:
        if name not in known:
            raise UnknownNameError.among("reforms.as_operators", name, known)
        explain_operator(name, console)
        return
    table = console.table("cli.name", "cli.subject", "cli.title", "cli.fields")
    for one in known.values():
        needed = set(one.required)
        fields = [field if field in needed else f"[{field}]" for field in one.holds]
        subject = console.say(f"reforms.subject_{one.subject}")
        title = one.wording(console.lang).title
        table.add_row(one.name, subject, title, " ".join(fields))
    console.show(table)
    console.tell("cli.more_on_operators")


def explain_operator(name: str, console: Output) -> None:
    """Say what an operator does and what its fields hold."""
    one = gg.operators()[name]
    wording, needed = one.wording(console.lang), set(one.required)
    console.show(f"{name}: {wording.title}")
    console.show(wording.definition)
    table = console.table("cli.field", "cli.holds", "cli.required", "cli.meaning")
    for field, holds in one.holds.items():
        must = console.say("comparison.yes" if field in needed else "comparison.no")
        table.add_row(field, _holds(holds, console), must, wording.fields[field])
    console.show(table)
    if one.mechanical:
        console.show(console.say("cli.moves", names=", ".join(one.mechanical)))
    if one.uk:
        console.show(console.say("cli.stands_for", words=", ".join(one.uk)))


def _holds(holds: "Holds", console: Output) -> str:
    kind = console.say(f"reforms.holds_{holds.kind}")
    return f"{kind} · {label('table', holds.table, console.lang)}" if holds.table else kind
