"""By whom cases are settled, and where they can never be."""

import numpy as np
import pandas as pd

from govgraph.casework.flow import ENDS, HOURS_PER_YEAR, PHASES
from govgraph.casework.passage import Floats, Passage


def settled_by(passage: Passage) -> pd.DataFrame:
    """Return how many cases each unit settles, cell by cell.

    Parameters
    ----------
    passage : Passage
        The way of the cases.

    Returns
    -------
    DataFrame
        ``matter``, ``area``, ``unit``, ``level``, ``cases`` a year, and their ``share`` in the
        cases registered of the cell.
    """
    settling = passage.chain.ends[:, [0]].toarray().ravel()
    there = settling > 0
    state = np.flatnonzero(there)
    flow = passage.flow
    table = pd.DataFrame(
        {
            "cell": passage.cell[state],
            "unit": flow.states["unit"].to_numpy()[state],
            "level": flow.desks["level"].to_numpy()[passage.desk[state]],
            "cases": passage.flows[state] * settling[state],
        }
    )
    keys = ["cell", "unit", "level"]
    cases = table.groupby(keys, dropna=False, sort=False)["cases"].sum()
    table = cases.reset_index()
    with np.errstate(divide="ignore", invalid="ignore"):
        table["share"] = table["cases"] / passage.registered[table["cell"]]
    table["cases"] *= HOURS_PER_YEAR
    named = flow.cells[["matter", "area"]].reset_index(drop=True)
    return table.join(named, on="cell")[["matter", "area", "unit", "level", "cases", "share"]]


def ends(passage: Passage) -> dict[str, Floats]:
    """Return the probability of each end and of being trapped, from each state."""
    shares = dict(zip(ENDS, passage.chain.absorption.T, strict=True))
    kept = sum(shares.values())
    trapped = np.where(passage.chain.endless, np.maximum(1 - np.asarray(kept), 0.0), 0.0)
    return shares | {"trapped": trapped}


def never_settled(passage: Passage) -> pd.DataFrame:
    """Return the states that cases come to and in which they can no longer be settled.

    Parameters
    ----------
    passage : Passage
        The way of the cases.

    Returns
    -------
    DataFrame
        ``unit``, ``phase``, ``matter``, ``area``, ``cases`` a year that come there from where they
        could still be settled or from outside, and ``kind``: ``circle`` where they go round for
        ever, ``dead_end`` where they can only be given up or be stuck. Most cases first.
    """
    lost, flow = ~passage.settling, passage.flow
    alive = np.where(lost, 0.0, passage.flows)
    coming = passage.entries + np.asarray(passage.chain.steps.T @ alive).ravel()
    state = np.flatnonzero(lost & (passage.flows > 0))
    named = flow.cells.iloc[passage.cell[state]]
    kind = np.where(passage.chain.trapped[state], "circle", "dead_end")
    table = pd.DataFrame(
        {
            "unit": flow.states["unit"].to_numpy()[state],
            "phase": np.array(PHASES)[flow.states["phase"].to_numpy(np.int64)[state]],
            "matter": named["matter"].to_numpy(),
            "area": named["area"].to_numpy(),
            "cases": coming[state] * HOURS_PER_YEAR,
            "kind": kind,
        }
    )
    return table.sort_values("cases", ascending=False, kind="stable", ignore_index=True)
