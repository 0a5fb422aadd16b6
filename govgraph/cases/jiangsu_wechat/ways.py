"""Ways from the public to the bureaus of the counties of Jiangsu."""

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from govgraph.measures.disjoint_paths import ONWARD, from_public
from govgraph.measures.groundwork.access import access
from govgraph.model.structure import Structure


def ways_to_bureaus(structure: Structure) -> float:
    """Return the mean number of ways to a county's bureau that share no operating unit."""
    return float(from_public(structure)[bureaus_of(structure)].mean())


def shortest_way(structure: Structure) -> float:
    """Return the mean number of steps of the shortest way to a county's bureau.

    In the graph whose ways `from_public` counts: the public goes to an operating unit, a case goes
    on by referral and along leadership.
    """
    found = access(structure, ONWARD, down=True)
    ways = found.ways
    ones = np.ones(len(ways.source))
    graph = csr_array((ones, (ways.source, ways.target)), shape=(ways.n, ways.n))
    steps = dijkstra(graph, indices=[found.public], unweighted=True)[0]
    number = structure.topology.units.get_indexer(bureaus_of(structure))
    return float(steps[found.operator[number]].mean())


def bureaus_of(structure: Structure) -> list[str]:
    """Return the bureaus of the counties, their offices left out."""
    units = structure.units
    chosen = (units["kind"] == "department") & (units["level"] == "county")
    return units.loc[chosen & (units["line"] != "general"), "id"].tolist()
