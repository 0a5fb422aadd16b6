"""``govgraph explain``: what a rule or a measure means."""

from typing import Annotated

import typer

import govgraph as gg
from govgraph.cli.command import output
from govgraph.cli.console import Output
from govgraph.cli.options import Lang
from govgraph.errors import UnknownNameError

Name = Annotated[
    str, typer.Argument(metavar="NAME", help="A rule's code or name, or a measure's name.")
]


def explain(name: Name, *, lang: Lang = None) -> None:
    """Say what a rule or a measure means, and where it comes from."""
    console = output(lang)
    rules = {key: rule for rule in gg.rules().values() for key in (rule.code, rule.name)}
    measures = gg.measures.catalogue()
    if name in rules:
        _explain_rule(rules[name].code, console)
    elif name in measures:
        _explain_measure(name, console)
    else:
        raise UnknownNameError.among("cli.as_explained", name, [*rules, *measures])


def _explain_rule(code: str, console: Output) -> None:
    rule = gg.rules()[code]
    wording = rule.wording(console.lang)
    console.show(f"{code} {rule.name}: {wording.title}")
    console.show(console.say("cli.why", text=wording.why))
    console.show(console.say("cli.remedy", text=wording.remedy))
    for name, value in rule.thresholds.items():
        console.show(console.say("cli.threshold", name=name, value=f"{value:g}"))
    _cite(rule.sources, console)


def _explain_measure(name: str, console: Output) -> None:
    measure = gg.measures.catalogue()[name]
    wording = measure.wording(console.lang)
    console.show(f"{name}: {wording.title}")
    console.show(wording.definition)
    console.show(measure.formula)
    console.show(console.say("cli.reading", text=wording.reading))
    if wording.undefined:
        console.show(wording.undefined)
    _cite(measure.sources, console)


def _cite(sources: tuple[str, ...], console: Output) -> None:
    for key in sources:
        console.show(console.say("cli.reference", work=gg.references()[key].text))
