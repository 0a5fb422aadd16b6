"""Where units stand: what measures that go through a structure area by area share."""

import numpy as np
from numpy.typing import NDArray

from govgraph.model.network import GraphLike, network
from govgraph.model.structure import Structure


def places(source: GraphLike) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return the area of each node of a network and the area above each area, −1 for none.

    A plain graph has no areas.
    """
    if isinstance(source, Structure):
        topology = source.topology
        return topology.unit_area[topology.unit_kind != "public"], topology.area_parent
    return np.full(len(network(source)), -1, np.int32), np.zeros(0, np.int32)


def most_in_one_area(source: GraphLike) -> int:
    """Return the largest number of units in one area; those in none count as one area's."""
    area, _ = places(source)
    return int(np.bincount(area + 1).max(initial=0))
