"""Backlog over time and waiting by place: pictures of a simulation."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from govgraph.casework.flow import HOURS_PER_WEEK
from govgraph.casework.studying import CaseWork
from govgraph.report.figures.curves import Curve, Curves, curves
from govgraph.report.figures.heatmap import Matrix, heatmap
from govgraph.report.names import Names
from govgraph.report.pictures import Board
from govgraph.report.summary import Figure
from govgraph.text import Language, say

#: Units whose backlog is drawn.
_UNITS = 4


def backlog_figure(work: CaseWork, name: str, lang: Language) -> Iterator[Figure]:
    """Yield the cases present over time at the units with most of them."""
    counted = work.simulation.backlog
    if counted.empty or counted["hours"].nunique() < 2:  # noqa: PLR2004 - a line needs two points
        return
    counted = counted.groupby(["unit", "run", "hours"])["present"].sum().reset_index()
    mean = counted.groupby("unit")["present"].mean()
    chosen = mean[mean > 0].sort_values(ascending=False, kind="stable").index[:_UNITS].tolist()
    if not chosen:
        return
    names = Names(work.structure, lang)
    title = say("simulate_page.backlog", lang)
    caption = say("simulate_page.backlog_caption", lang, units=len(chosen))
    shown = Curves(
        title,
        caption,
        say("simulate_page.weeks", lang),
        say("simulate_page.present", lang),
        tuple((np.sort(counted["hours"].unique()) / HOURS_PER_WEEK).tolist()),
        tuple(_curve(counted[counted["unit"] == u], names.name("units", u)) for u in chosen),
    )
    yield Figure(f"backlog_{name}", title, caption, curves(shown, f"backlog-{name}", lang))


def _curve(counted: pd.DataFrame, title: str) -> Curve:
    own = counted.groupby("hours")["present"]
    middle, low, high = (tuple(getattr(own, what)().tolist()) for what in ("mean", "min", "max"))
    return Curve(title, middle, low, high)


def waiting_figure(work: CaseWork, name: str, lang: Language) -> Iterator[Figure]:
    """Yield the tiao × kuai matrix with the longest mean wait of the units in each cell."""
    structure = work.structure
    board = Board.of(structure, Names(structure, lang))
    if not board.rows or not board.columns:
        return
    desks = work.simulation.desks
    waits = desks.groupby(["unit", "run"])["waiting_time"].max().groupby("unit").mean() / 24
    values = {
        place: float(waits.reindex(list(units)).max())
        for place, units in board.members.items()
        if waits.index.isin(units).any()
    }
    title, caption = (say(f"simulate_page.{key}", lang) for key in ("waiting", "waiting_caption"))
    legend, empty = say("simulate_page.waiting_legend", lang), say("report.figure_nobody", lang)
    rounded = {place: round(value, 1) for place, value in values.items()}
    matrix = Matrix(title, caption, legend, empty, board.rows, board.columns, board.cells(rounded))
    yield Figure(f"waiting_{name}", title, caption, heatmap(matrix, f"waiting-{name}", lang))
