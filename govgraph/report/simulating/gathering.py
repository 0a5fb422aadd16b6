"""Everything the report of a simulation says, gathered from its results."""

from collections.abc import Mapping

from govgraph.casework.studying import CaseWork
from govgraph.report.opening import caution
from govgraph.report.provenance import provenance
from govgraph.report.simulating import tables
from govgraph.report.simulating.content import ScenarioPart, Simulated
from govgraph.report.simulating.outcomes import outcome_rows, written
from govgraph.report.simulating.pictures import backlog_figure, waiting_figure
from govgraph.report.simulating.ways import way_figures
from govgraph.report.summary import Labelled
from govgraph.text import Language, label, say

#: Numbers that stand first.
_FACTS = ("settled", "time", "hand_offs", "visits", "returns")
#: What the method explains.
_METHOD = ("routing", "luck", "runs", "intervals", "calendar", "analysis", "yardsticks")


def gather(
    works: Mapping[str, CaseWork],
    titles: Mapping[str, str],
    lang: Language,
    choices: Mapping[str, str],
) -> Simulated:
    """Return the report as data.

    Parameters
    ----------
    works : mapping of str to CaseWork
        Scenarios by name, the one that others are compared with first.
    titles : mapping of str to str
        Their titles; the name where there is none.
    lang : {"en", "zh"}
        Language.
    choices : mapping of str to str
        What to name in the provenance.
    """
    first = next(iter(works.values()))
    about = first.structure.about
    parts = tuple(_part(name, titles.get(name, name), work, lang) for name, work in works.items())
    files = {
        "outcomes": tables.outcome_table(works, lang),
        "yardsticks": tables.yardstick_table(works, lang),
        **{f"desks_{name}": tables.busiest(work, lang, None) for name, work in works.items()},
        "settled_by": tables.settling_table(works, lang),
        "parameters": tables.assumption_table(tuple(works.values()), lang),
    }
    return Simulated(
        lang=lang,
        title=say("simulate_page.title", lang, title=about.label(lang)),
        subject=about.label(lang),
        as_of=about.as_of,
        status=label("status", about.status, lang) if about.status else "",
        caution=caution(first.structure, lang),
        scenarios=parts,
        outcomes=outcome_rows(works, lang),
        yardsticks=files["yardsticks"],
        assumptions=files["parameters"],
        method=tuple(
            Labelled(say(f"simulate_page.method_{key}", lang), _method(key, first, lang))
            for key in _METHOD
        ),
        provenance=provenance(first.structure, choices, lang),
        files={name: table for name, table in files.items() if table.rows},
    )


def _part(name: str, title: str, work: CaseWork, lang: Language) -> ScenarioPart:
    simulation = work.simulation
    facts = tuple(
        Labelled(
            say(f"simulate_page.measure_{measure}", lang),
            written(measure, simulation.estimate(measure).mean, lang),
        )
        for measure in _FACTS
    )
    figures = (
        *way_figures(work, name, lang),
        *backlog_figure(work, name, lang),
        *waiting_figure(work, name, lang),
    )
    return ScenarioPart(
        name=name,
        title=title,
        facts=facts,
        findings=tuple((one.kind, one.sentence(lang, work.structure)) for one in work.findings),
        figures=figures,
        desks=tables.busiest(work, lang),
        check=tables.checked(work, lang),
    )


def _method(key: str, work: CaseWork, lang: Language) -> str:
    simulation, plan = work.simulation, work.simulation.tables.plan
    runs = simulation.runs
    return say(
        f"simulate_page.method_{key}_text",
        lang,
        runs=len(runs),
        seed=simulation.seed,
        warm_up=f"{plan.warm / 24:,.0f}",
        years=f"{plan.years:g}",
        follow_up=f"{plan.follow_up:g}",
        confidence=f"{plan.confidence:.0%}",
        opened=f"{runs['all_opened'].sum():,.0f}",
        lost=f"{runs['lost'].sum():,.0f}",
        censored=f"{runs['open'].mean():.1%}",
        little=f"{runs['little_gap'].max():.1e}",
    )
