"""``govgraph explain``: what a rule, measure or operator means, what a measure's value says."""

from collections.abc import Hashable
from typing import Annotated

import typer

import govgraph as gg
from govgraph.cli.command import output
from govgraph.cli.console import Output
from govgraph.cli.operators import explain_operator
from govgraph.cli.options import Choices, Kind, Lang, Source, Stage
from govgraph.cli.source import structure_of
from govgraph.cli.units import find_unit
from govgraph.errors import UnknownNameError, UserError

Name = Annotated[
    str,
    typer.Argument(metavar="NAME", help="A rule's code or name, a measure's or operator's name."),
]

Units = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="UNIT",
        help="Units by id or exact name; two for a measure of two units, matters by id for a "
        "measure per matter.",
    ),
]


def explain(
    name: Name,
    source: Source = "",
    units: Units = None,
    *,
    stage: Stage = None,
    kind: Kind = None,
    option: Choices = None,
    lang: Lang = None,
) -> None:
    """Say what a rule, measure or operator means; with a SOURCE, a measure's value."""
    console = output(lang)
    rules = {key: rule for rule in gg.rules().values() for key in (rule.code, rule.name)}
    measures = gg.measures.catalogue()
    operators = gg.operators()
    if not any(name in known for known in (rules, measures, operators)):
        raise UnknownNameError.among("cli.as_explained", name, [*rules, *measures, *operators])
    if source and name not in measures:
        raise UserError("cli.rule_has_no_value", name=name)
    if source:
        structure = structure_of(source, stage, kind, option)
        for asked in _asked(name, structure, units or []):
            console.show(gg.measures.explain(name, structure, asked, lang=console.lang))
    elif name in operators:
        explain_operator(name, console)
    elif name in rules:
        _explain_rule(rules[name].code, console)
    else:
        _explain_measure(name, console)


def _asked(name: str, structure: "gg.Structure", units: list[str]) -> list[Hashable]:
    """Return what is asked about, one item for each explanation."""
    per = gg.measures.find(name).per
    if per == "matter":
        return [*units] or [None]
    found = [find_unit(structure, unit) for unit in units]
    return [tuple(found)] if per == "pair" else [*found] or [None]


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
