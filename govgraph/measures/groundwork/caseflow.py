"""Where a case goes from where, and where it ends: the graph on which cases run upwards."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from govgraph.errors import UnknownNameError
from govgraph.model.authority import AUTHORITY
from govgraph.model.jurisdiction import cells, participants
from govgraph.model.structure import Structure

#: Duties that end a case.
DECIDING = ("lead", "decide")


@dataclass(frozen=True, eq=False)
class Flow:
    """The ways of cases.

    Attributes
    ----------
    units : Index
        All units, the public too; a unit's number is its position.
    source, target : array of int32
        From where to where a case moves in one step.
    ends : array of int
        Units at which cases end.
    units_only : array of bool
        Which units are not the public.
    """

    units: pd.Index
    source: NDArray[np.int32]
    target: NDArray[np.int32]
    ends: NDArray[np.intp]
    units_only: NDArray[np.bool_]


def flow(structure: Structure, matter: str | None = None, area: str | None = None) -> Flow:
    """Return the ways of cases.

    A case moves from the public to what serves it (but not over a push, which takes nothing in),
    from a subordinate to its superior, and from a holder to the next one by referral. A tie that
    names a matter carries its cases only.

    Parameters
    ----------
    structure : Structure
        The structure.
    matter : str, optional
        The matter of the cases; they end at the units that lead or decide it. Without one, every
        referral counts and cases end at units of a kind that may lead which have no superior.
    area : str, optional
        Where the cases arise: only units that lead or decide the matter there end them.

    Raises
    ------
    UnknownNameError
        When there is no such matter or area.
    """
    topology = structure.topology
    up, on = _steps(structure, matter, ("leads", "serves")), _steps(structure, matter, ("refers",))
    return Flow(
        units=topology.units,
        source=np.concatenate((up[1], on[0])),
        target=np.concatenate((up[0], on[1])),
        ends=_tops(structure) if matter is None else _deciding(structure, matter, area),
        units_only=topology.unit_kind != "public",
    )


def _steps(
    structure: Structure, matter: str | None, kinds: tuple[str, ...]
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    arcs = structure.topology.arcs(kinds)
    rows = structure.relations.iloc[arcs.row]
    carries = (rows["kind"] != "serves") | (rows["mode"] != "push")
    if matter is not None:
        carries &= rows["matter"].isna() | (rows["matter"] == matter)
    keep = carries.to_numpy(dtype=bool)
    return arcs.source[keep], arcs.target[keep]


def _tops(structure: Structure) -> NDArray[np.intp]:
    """Units of a kind that may lead, without a superior."""
    topology = structure.topology
    led = np.bincount(topology.arcs(["leads"]).target, minlength=len(topology.units)) > 0
    may_lead = np.isin(topology.unit_kind, sorted(AUTHORITY["leads"].sources))
    return np.flatnonzero(may_lead & ~led)


def _deciding(structure: Structure, matter: str, area: str | None) -> NDArray[np.intp]:
    known = structure.matters["id"]
    if matter not in set(known):
        raise UnknownNameError.among("model.as_matters", matter, known)
    found = cells(structure)
    chosen = found["matter"] == matter
    if area is not None:
        structure.topology.area_code(area)
        chosen &= found["area"] == area
    part = participants(structure)
    part = part[part["role"].isin(DECIDING) & part["cell"].isin(found.index[chosen])]
    codes = structure.topology.units.get_indexer(pd.Index(part["unit"].unique()))
    return np.asarray(np.sort(codes), dtype=np.intp)
