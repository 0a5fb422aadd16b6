"""``govgraph explain``: what a rule, measure or operator means, what a measure's value says."""

from collections.abc import Hashable

import govgraph as gg
from govgraph.cli.command import command, output
from govgraph.cli.completion import cases
from govgraph.cli.console import Output
from govgraph.cli.operators import explain_operator
from govgraph.cli.options import CHOICES, KIND, STAGE
from govgraph.cli.parameters import Argument
from govgraph.cli.source import structure_of
from govgraph.cli.units import find_unit
from govgraph.errors import UnknownNameError, UserError
from govgraph.text import Language

NAME = Argument("name", metavar="NAME", says="explained")
SOURCE = Argument("source", metavar="[SOURCE]", required=False, shell_complete=cases)
UNITS = Argument("units", metavar="[UNIT]…", nargs=-1)


@command("explain", NAME, SOURCE, UNITS, STAGE, KIND, CHOICES)
def explain(
    name: str,
    source: str | None,
    units: tuple[str, ...],
    *,
    stage: str | None,
    kind: str | None,
    option: tuple[str, ...],
    lang: Language | None,
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
        for asked in _asked(name, structure, units):
            console.show(gg.measures.explain(name, structure, asked, lang=console.lang))
    elif name in operators:
        explain_operator(name, console)
    elif name in rules:
        _explain_rule(rules[name].code, console)
    else:
        _explain_measure(name, console)


def _asked(name: str, structure: "gg.Structure", units: tuple[str, ...]) -> list[Hashable]:
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
