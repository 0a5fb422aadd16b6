"""Areas in the order of their tree."""

import numpy as np
from numpy.typing import NDArray

from govgraph.model.structure import Structure


def area_order(structure: Structure) -> tuple[str, ...]:
    """Return the ids of all areas, each one followed by the areas below it.

    Parameters
    ----------
    structure : Structure
        Whose areas; siblings stand in the order of their ranks, then of the data.
    """
    return structure.derive(("areas in order",), lambda: _in_order(structure))


def _in_order(structure: Structure) -> tuple[str, ...]:
    parent = structure.topology.area_parent
    backward = np.argsort(structure.areas["rank"].to_numpy(float), kind="stable")[::-1]
    start, child = _children(parent[backward], backward)
    waiting, done = child[start[0] : start[1]].tolist(), []
    begin, below = start.tolist(), child.tolist()
    while waiting:
        area = waiting.pop()
        done.append(area)
        waiting.extend(below[begin[area + 1] : begin[area + 2]])
    return tuple(structure.topology.areas[done])


def _children(
    parent: NDArray[np.int32], area: NDArray[np.intp]
) -> tuple[NDArray[np.int64], NDArray[np.intp]]:
    """Return areas below none (at 0) and below each area, in the order given, as sparse rows."""
    size = np.bincount(parent + 1, minlength=len(parent) + 1)
    return np.append(0, np.cumsum(size)), area[np.argsort(parent, kind="stable")]
