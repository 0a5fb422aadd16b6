"""Tables of the cases' pages: stages compared, propositions, and yardsticks."""

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from pieces import table

import govgraph as gg
from govgraph.cases.case import find
from govgraph.cases.checking import stages_of, stored
from govgraph.cases.loading import load, workload
from govgraph.casework.yardsticks import Caseload, Terms
from govgraph.casework.yardsticks import table as yardstick_table
from govgraph.casework.yardsticks.catalogue import find as find_yardstick
from govgraph.comparison.headline import HEADLINE
from govgraph.propositions.result import Checked
from govgraph.propositions.wording import Row, rows, words_of
from govgraph.report.propositions_figure import propositions_figure
from govgraph.text import LANGUAGES, Language, say

if TYPE_CHECKING:
    import pandas as pd
    from sphinx.application import Sphinx

#: A table as pages refer to it: what, case, language.
TABLE = re.compile(
    rf"generated/(compared|propositions|yardsticks)_(\w+)_({'|'.join(LANGUAGES)})\.md"
)
WORDING: dict[str, dict[Language, str]] = {
    "propositions": {
        "en": "{draws:,} draws of {assumptions} assumptions over their ranges, seed {seed}: "
        "`{command}`, version {version}. The interval is that of the draws. Influence is the "
        "partial rank correlation of an assumption with the effect, −1 to 1.",
        "zh": "对 {assumptions} 项假定在各自区间内抽样 {draws:,} 次，种子 {seed}："
        "`{command}`，版本 {version}。区间为抽样区间；影响度为假定与效应的偏秩相关，−1 至 1。",
    },
    "yardsticks": {
        "en": "One simulated run of each stage with the numbers as assumed, counted over {years:g} "
        "of a year, seed 0; {{doc}}`/guides/casework` says how, "
        "{{doc}}`/generated/yardsticks_en` what each yardstick counts.",
        "zh": "按假定数值对各阶段各仿真一次，统计期 {years:g} 年，种子 0；"
        "方法见 {{doc}}`/guides/casework`，口径见 {{doc}}`/generated/yardsticks_zh`。",
    },
    "compared": {
        "en": "Numbers as assumed; {{doc}}`/generated/measures_en` says what each one means. "
        "`govgraph compare {stages}` gives all measures, what each stage costs whom, and the rows "
        "that differ.",
        "zh": "按假定数值计算，含义见 {{doc}}`/generated/measures_zh`。"
        "`govgraph compare {stages}` 给出全部指标、各阶段的得失和有差异的行。",
    },
    "measure": {"en": "measure", "zh": "指标"},
    "units": {"en": "units", "zh": "单位数"},
    "relations": {"en": "relations", "zh": "关系数"},
    "yardstick": {"en": "yardstick", "zh": "指标"},
    "holds": {"en": "in", "zh": "单位"},
}
#: About how many cases a run is to have.
_CASES = 20_000
#: Numbers from here on are written whole.
_WHOLE = 100
#: Digits of smaller ones.
_DIGITS = 3


def write_tables(app: "Sphinx") -> None:
    """Write every table that a page of a case includes."""
    source = Path(app.srcdir)
    folder = source / "generated"
    folder.mkdir(exist_ok=True)
    pages = [page.read_text(encoding="utf-8") for page in (source / "cases").glob("*.md")]
    wanted = {found for page in pages for found in TABLE.findall(page)}
    for what, case in sorted({(what, case) for what, case, _ in wanted}):
        for lang, text in MAKERS[what](case).items():
            path = folder / f"{what}_{case}_{lang}.md"
            path.write_text(text, encoding="utf-8", newline="\n")


def compared(case: str) -> dict[Language, str]:
    """Return what the stages of a case come to, measure by measure, in each language."""
    stages = {stage.name: load(case, stage.name) for stage in find(case).stages}
    commands = " ".join(f"{case}:{name}" for name in stages)
    found: dict[Language, str] = {}
    for lang in LANGUAGES:
        tables = {name: gg.measures.table(one, HEADLINE, lang=lang) for name, one in stages.items()}
        headings = (WORDING["measure"][lang], *(f"`{name}`" for name in stages))
        sizes = [
            (WORDING[what][lang], *(f"{len(one.table(what)):,}" for one in stages.values()))
            for what in ("units", "relations")
        ]
        rows_of = zip(*(one.itertuples() for one in tables.values()), strict=True)
        lines = [(row[0].title, *(_number(one.value) for one in row)) for row in rows_of]
        how = WORDING["compared"][lang].format(stages=commands)
        found[lang] = "\n".join([*_framed("stages", headings, [*sizes, *lines]), how, ""])
    return found


def propositions(case: str) -> dict[Language, str]:
    """Return what became of the propositions of a case, as a table in each language."""
    checked, about = stored(case)
    found: dict[Language, str] = {}
    for lang in LANGUAGES:
        how = WORDING["propositions"][lang].format(
            draws=len(checked.effects),
            assumptions=len(checked.assumptions),
            seed=checked.seed,
            **about,
        )
        columns = ("statement", "origin", "holds", "effect", "decides")
        lines = [
            (
                row.statement,
                row.origin,
                row.holds,
                row.effect,
                _deciding(row),
            )
            for row in rows(checked, words_of(stages_of(case), lang))
        ]
        headings = tuple(say(f"propositions.column_{name}", lang) for name in columns)
        picture = _picture(checked, case, lang)
        found[lang] = "\n".join([picture, *_framed("propositions", headings, lines), how, ""])
    return found


def _deciding(row: Row) -> str:
    """Return what decides a proposition, and below it where it fails, as one cell."""
    parts = [f"• {one}" for one in row.decides] + ([row.fails] if row.fails else [])
    return "<br>".join(parts)


def _picture(checked: Checked, case: str, lang: Language) -> str:
    """Draw what became of propositions beside the tables, and return how a page shows it."""
    path = Path(__file__).parents[1] / "generated" / f"propositions_{case}_{lang}.svg"
    drawn = propositions_figure(checked, words_of(stages_of(case), lang))
    path.write_text(drawn, encoding="utf-8", newline="\n")
    alt = say("propositions.figure_description", lang)
    return f"```{{image}} /generated/{path.name}\n:alt: {alt}\n:width: 100%\n```\n"


def yardsticks(case: str) -> dict[Language, str]:
    """Return the yardsticks of every stage of a case, as a table in each language."""
    first = load(case, find(case).stages[0].name)
    years = min(1.0, round(_CASES / float(first.demand["cases"].sum()), 2))
    made = [(stage.name, _simulated(case, stage.name, years)) for stage in find(case).stages]
    found: dict[Language, str] = {}
    for lang in LANGUAGES:
        tables = {name: yardstick_table(caseload, lang=lang) for name, caseload in made}
        headings = (
            WORDING["yardstick"][lang],
            WORDING["holds"][lang],
            *(f"`{one}`" for one in tables),
        )
        names = next(iter(tables.values()))
        lines = [
            (
                str(names.loc[name, "title"]),
                say(f"simulate_page.holds_{find_yardstick(str(name)).holds}", lang),
                *(_value(one, str(name)) for one in tables.values()),
            )
            for name in names.index
        ]
        how = WORDING["yardsticks"][lang].format(years=years)
        found[lang] = "\n".join([*_framed("stages", headings, lines), how, ""])
    return found


def _simulated(case: str, stage: str, years: float) -> Caseload:
    structure, works = load(case, stage), workload(case, stage)
    plan = gg.casework.Plan(years=years, replications=1)
    work = gg.simulate(structure, works, plan=plan)
    return Caseload(work.simulation.event_log(), Terms.of(structure, works))


def _framed(kind: str, headings: Sequence[str], lines: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """Return a table in a frame of its kind, for the style of its columns."""
    return (f":::{{container}} {kind}", "", *table(headings, lines), ":::", "")


def _value(found: "pd.DataFrame", name: str) -> str:
    return "–" if found.loc[name, "reason"] else _number(float(found.loc[name, "value"]))


def _number(value: float) -> str:
    if value != value:  # noqa: PLR0124 - nan alone differs from itself
        return "–"
    if abs(value) >= _WHOLE:
        return f"{value:,.0f}"
    return np.format_float_positional(value, _DIGITS, fractional=False, trim="-")


MAKERS: dict[str, Callable[[str], dict[Language, str]]] = {
    "compared": compared,
    "propositions": propositions,
    "yardsticks": yardsticks,
}


def setup(app: "Sphinx") -> dict[str, bool]:
    """Write the tables when the build starts."""
    app.connect("builder-inited", write_tables, priority=100)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
