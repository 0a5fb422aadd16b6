"""Who is whose counterpart on a higher level (上下对口)."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from govgraph.measures.groundwork.levels import ranks
from govgraph.model.arrays import positions
from govgraph.model.structure import Structure

#: Kinds of unit that belong to a line and can have a counterpart above.
IN_LINE = ("department", "party_organ", "dispatched_agency", "centre")


def in_line(structure: Structure) -> pd.DataFrame:
    """Return the units of lines by id: ``kind``, ``line``, ``area`` and ``rank`` of their level."""

    def compute() -> pd.DataFrame:
        units = structure.units[["id", "kind", "line", "area"]].set_index("id")
        return units.assign(rank=ranks(structure))[units["kind"].isin(IN_LINE)]

    return structure.derive(("units of lines",), compute).copy(deep=False)


def rank_in_line(structure: Structure) -> NDArray[np.float64]:
    """Return the rank of every unit of a line by number; ``nan`` for other units."""
    rank = np.full(len(structure.topology.units), np.nan)
    rank[np.isin(structure.topology.unit_kind, IN_LINE)] = in_line(structure)["rank"]
    return rank


def counterparts(structure: Structure) -> pd.DataFrame:
    """Return every unit of a line with each of its counterparts above.

    A unit of a line on a higher level is a counterpart when it leads or guides the unit, or when
    the unit holds several lines and it holds one of them in the area above.

    Parameters
    ----------
    structure : Structure
        The structure.

    Returns
    -------
    DataFrame
        ``unit``, ``upper``, ``line`` (of the counterpart, or the line shared) and ``row`` (of the
        relation; missing where a shared line makes the counterpart). A counterpart by a tie and
        by a shared line, or by several of either, stands several times.
    """

    def compute() -> pd.DataFrame:
        units = in_line(structure)
        parts = [_by_tie(structure), _by_line(structure, units)]
        return pd.concat(parts, ignore_index=True)

    return structure.derive(("counterparts",), compute).copy(deep=False)


def numbers(structure: Structure) -> pd.DataFrame:
    """Return ``unit`` and ``upper`` of `counterparts` by number, each pair once."""

    def compute() -> pd.DataFrame:
        pairs, units = counterparts(structure), structure.topology.units
        ends = {name: positions(pairs[name], units) for name in ("unit", "upper")}
        return pd.DataFrame(ends).drop_duplicates(ignore_index=True)

    return structure.derive(("numbers of counterparts",), compute).copy(deep=False)


def _by_tie(structure: Structure) -> pd.DataFrame:
    topology = structure.topology
    arcs = topology.arcs(["leads", "guides"])
    rank = rank_in_line(structure)
    above = rank[arcs.source] < rank[arcs.target]
    upper, lower = arcs.source[above], arcs.target[above]
    return pd.DataFrame(
        {
            "unit": topology.units[lower],
            "upper": topology.units[upper],
            "line": structure.units["line"].array[upper],
            "row": arcs.row[above],
        }
    )


def _by_line(structure: Structure, units: pd.DataFrame) -> pd.DataFrame:
    """Upper units of the area above that share a line with a unit of several lines."""
    further = structure.unit_lines[["unit", "line"]]
    if further.empty:
        return pd.DataFrame({"unit": [], "upper": [], "line": []}, dtype="str").assign(
            row=np.zeros(0)
        )
    own = units.reset_index(names="unit")[["unit", "line"]].dropna()
    held = pd.concat([own, further[further["unit"].isin(units.index)]]).drop_duplicates()
    held["area"] = held["unit"].map(units["area"])
    parent = structure.areas.set_index("id")["parent"]
    held["above"] = held["area"].map(parent).astype("str")
    lower = held[held["unit"].isin(further["unit"])].dropna(subset="above")
    upper = held[["unit", "line", "area"]].rename(columns={"unit": "upper", "area": "above"})
    found = lower.merge(upper.dropna(subset="above"), on=["line", "above"])
    return found[["unit", "upper", "line"]].assign(row=float("nan"))
