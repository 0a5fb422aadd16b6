"""One place in a structure: its units, what its officials do, and how far they can rise or move."""

import networkx as nx
import numpy as np
import pandas as pd

from govgraph.casework.analysis import Analysis
from govgraph.measures import ladder
from govgraph.measures.groundwork.ties import ways
from govgraph.model.structure import Structure

#: The grade at the bottom of every ladder, which needs no other unit to be moved to.
_LOWEST = "staff"


def units_in(structure: Structure, place: str) -> frozenset[str]:
    """Return the units of an area and of everything in it."""

    def compute() -> frozenset[str]:
        areas = [area for area in structure.areas["id"] if place in structure.area_path(area)]
        units = structure.units
        return frozenset(units.loc[units["area"].isin(areas), "id"])

    return structure.derive(("units in", place), compute, of=("areas", "units"))


def weekly_hours(analysis: Analysis, units: frozenset[str]) -> tuple[float, int]:
    """Return the hours of case work a week at the desks of units, and their officials."""
    own = analysis.flow.desks["unit"].isin(units).to_numpy(bool)
    servers = analysis.loads.servers[own]
    return float(analysis.loads.hours_per_official[own] @ servers), int(servers.sum())


def promotion(structure: Structure, units: frozenset[str]) -> float:
    """Return the posts at the next grade for each person, among the posts of some units."""
    held = structure.posts
    own = {"posts": held[held["unit"].isin(units)]}
    key = ("promotion", units)
    return structure.derive(key, lambda: ladder.chance(structure.replacing(structure.about, own)))


def exchange(structure: Structure, units: frozenset[str]) -> float:
    """Return in how many other units a leading official could hold the same grade.

    Parameters
    ----------
    structure : Structure
        With posts.
    units : frozenset of str
        The units among which officials are exchanged.

    Returns
    -------
    float
        Mean over the people in administrative posts above the lowest grade.
    """
    held = structure.posts
    administrative = held["kind"].isna() | held["kind"].isin(ladder.KINDS)
    leading = (held["grade"] != _LOWEST) & (held["quota"] > 0)
    held = held[administrative & leading & held["unit"].isin(units)]
    people = held["filled"].fillna(held["quota"]).to_numpy(float)
    others = held.groupby("grade")["unit"].transform("nunique").to_numpy(float) - 1
    return float(np.average(others, weights=people))


def orders(structure: Structure, place: str) -> "nx.DiGraph[str]":
    """Return who can give orders to whom among the units of a place, and nobody else."""
    found, own = ways(structure), units_in(structure, place)
    names = np.asarray(structure.topology.units, dtype=object)
    arcs = zip(names[found.source], names[found.target], strict=True)
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(sorted(own & set(names)))
    graph.add_edges_from((one, two) for one, two in arcs if one in own and two in own)
    return graph


def departments(structure: Structure, place: str) -> pd.Series:
    """Return the departments of a place at county level."""
    units = structure.units
    chosen = (units["kind"] == "department") & (units["level"] == "county")
    return units.loc[chosen & units["id"].isin(units_in(structure, place)), "id"]
