"""What keeps a comparison from flattering itself, as sections of the report."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from govgraph.auditing.catalogue import SEVERITIES
from govgraph.comparison.attribution import Attribution, attribution
from govgraph.comparison.ordering import Order, best_order
from govgraph.comparison.random_reforms import ReformPercentiles, percentiles
from govgraph.comparison.result import Comparison
from govgraph.comparison.transition import Transition, transition
from govgraph.errors import UndefinedMeasureError
from govgraph.inference.runs import Progress
from govgraph.measures.catalogue import find
from govgraph.model.structure import Structure
from govgraph.reforms.proposal import Proposal
from govgraph.report.comparing.content import Cell, Guards, Section, Table
from govgraph.report.comparing.measures import scientific
from govgraph.report.families import DASH
from govgraph.report.findings import severity_label
from govgraph.text import Language, say


@dataclass(frozen=True, eq=False)
class Guarded:
    """What was looked at for one option; each part is optional.

    Attributes
    ----------
    percentiles : ReformPercentiles or None
        Its changes among random reforms of the same kind and size.
    attribution : Attribution or None
        What each step contributes.
    transition : Transition or None
        The stages on the way.
    order : Order or None
        The order of steps that keeps the worst stage best.
    """

    percentiles: ReformPercentiles | None = None
    attribution: Attribution | None = None
    transition: Transition | None = None
    order: Order | None = None


def guard(
    structure: Structure,
    proposal: Proposal | None,
    *,
    config: Path | None = None,
    draws: int = 1000,
    workers: int = -1,
    progress: Progress | None = None,
) -> Guarded:
    """Set a proposal beside random ones, split its effect among its steps, walk its stages.

    Parameters
    ----------
    structure : Structure
        The structure as it is.
    proposal : Proposal or None
        The proposal; there is nothing to guard without one.
    config : Path, optional
        Configuration of the audit of the stages.
    draws : int
        Random reforms of the same kind and size.
    workers : int
        Processes; −1 for all cores.
    progress : callable, optional
        Told ``(done, total)`` of the draws, then of the parts of the package, then of its orders.

    Returns
    -------
    Guarded
        What the report shows beside the gains; percentiles are missing where the proposal names
        nothing that could be drawn at random.
    """
    if proposal is None:
        return Guarded()
    try:
        among = percentiles(structure, proposal, draws=draws, workers=workers, progress=progress)
    except UndefinedMeasureError:
        among = None
    return Guarded(
        among,
        attribution(structure, proposal, workers=workers, progress=progress),
        transition(structure, proposal, config=config, workers=workers),
        best_order(structure, proposal, config=config, workers=workers, progress=progress),
    )


def guards_of(guarded: Mapping[str, Guarded], comparison: Comparison, lang: Language) -> Guards:
    """Return the sections of the report, every option under its name.

    Parameters
    ----------
    guarded : mapping of str to Guarded
        What was looked at, by name of the option.
    comparison : Comparison
        The options.
    lang : {"en", "zh"}
        Language.
    """
    several = len(comparison.options) > 1

    def section(key: str, make: Callable[[Guarded, Language], Section | None]) -> Section | None:
        title = say(f"compare_page.section_{key}", lang)
        parts = []
        for option in comparison.options:
            part = make(guarded.get(option.name, Guarded()), lang)
            if part:
                called = say("compare_page.option_called", lang, name=option.name,
                             title=option.label(lang))  # fmt: skip
                parts.append((called if several else "", part))
        if not parts:
            return None
        words = tuple(
            "".join((f"{name} — " if name else "", text))
            for name, part in parts
            for text in part.words
        )
        tables = tuple(
            Table(table.headings, table.rows, name) for name, part in parts for table in part.tables
        )
        return Section(title, words, tables)

    return Guards(
        section("percentiles", _percentiles),
        section("attribution", _attribution),
        section("transition", _transition),
    )


def standing(guarded: Guarded | None, measure: str, lang: Language) -> str:
    """Return where a change stands among random reforms, in a few words; empty where unknown."""
    found = guarded.percentiles if guarded else None
    if found is None or measure not in found.draws:
        return ""
    (row,) = found.to_frame().loc[[measure]].to_dict(orient="records")
    below, error = float(row["percentile"]), float(row["percentile_error"])
    if math.isnan(below):
        return ""
    higher = find(measure).higher
    key = "higher" if higher == "depends" else "better"
    value = 1 - below if higher == "worse" else below
    words = {"share": f"{value:.0%}", "error": f"{error:.0%}"}
    return say(f"compare_page.standing_{key}", lang, **words)


def _percentiles(guarded: Guarded, lang: Language) -> Section | None:
    found = guarded.percentiles
    if found is None:
        return None
    frame = found.to_frame()
    columns = ("observed", "null_mean", "null_sd", "percentile", "percentile_error")
    rows = tuple(
        (find(str(name)).wording(lang).title, *(_text(one[column]) for column in columns))
        for name, one in zip(frame.index, frame.to_dict(orient="records"), strict=True)
    )
    words = say(
        "compare_page.percentiles_words",
        lang,
        draws=f"{len(found.draws) - found.missing:,}",
        asked=f"{found.asked:,}",
        rejected=f"{found.rejected:,}",
        seed=found.seed,
    )
    return Section("", (words,), (Table(_headings(("measure", *columns), lang), rows),))


def _attribution(guarded: Guarded, lang: Language) -> Section | None:
    found = guarded.attribution
    if found is None:
        return None
    wide = found.frame.pivot_table(
        index="measure", columns="step", values="shapley", sort=False, dropna=False
    )
    steps = tuple(say("compare_page.step_number", lang, number=step) for step in wide.columns)
    head = (*_headings(("measure",), lang), *steps, say("compare_page.column_total", lang))
    rows = tuple(
        (
            find(str(name)).wording(lang).title,
            *map(_text, wide.loc[[name]].to_numpy(float)[0].tolist()),
            _text(found.total[name]),
        )
        for name in wide.index
    )
    said = (say("compare_page.attribution_words", lang), found.note(lang))
    return Section("", said, (Table(head, rows),))


def _transition(guarded: Guarded, lang: Language) -> Section | None:
    found = guarded.transition
    if found is None:
        return None
    said = [say("compare_page.transition_words", lang)]
    if guarded.order:
        said.append(_ordered(guarded.order, lang))
    stages = found.stages.to_dict(orient="records")
    head = (*_headings(("measure",), lang), *(_stage(one, lang) for one in stages))
    measures = [name for name in found.stages.columns if name not in _OWN]
    rows: list[tuple[Cell, ...]] = [
        (_stage_row(str(name), lang), *(_text(one[name]) for one in stages)) for name in measures
    ]
    return Section("", tuple(said), (Table(head, tuple(rows)),))


#: Columns of a transition that say which stage it is.
_OWN = frozenset({"stage", "date", "steps"})
_FINDINGS = "findings."


def _ordered(order: Order, lang: Language) -> str:
    return order.summary(lang).replace(order.judged_by, _stage_row(order.judged_by, lang))


def _stage(one: Mapping[object, object], lang: Language) -> str:
    numbers = str(one["steps"]).strip("(),").split(", ")
    if not any(numbers):
        return say("compare_page.before", lang)
    steps = say("comparison.comma", lang).join(numbers)
    text = say("compare_page.step_number", lang, number=steps)
    return f"{one['date']} {text}".strip()


def _stage_row(name: str, lang: Language) -> str:
    head, _, severity = name.partition(".")
    if head == _FINDINGS[:-1] and severity in SEVERITIES:
        label = severity_label(severity, lang)
        return say("compare_page.findings_of", lang, severity=label)
    return find(name).wording(lang).title


def _text(value: object) -> str:
    number = float(str(value))
    return DASH if math.isnan(number) else scientific(number)


def _headings(columns: tuple[str, ...], lang: Language) -> tuple[str, ...]:
    return tuple(say(f"compare_page.column_{name}", lang) for name in columns)
