"""Whether one area lies in another, for many pairs at once."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from govgraph.model.structure import Structure

Areas = NDArray[np.int32]
Flags = NDArray[np.bool_]


def area_numbers(structure: Structure, areas: Iterable[object]) -> Areas:
    """Return the numbers of areas, −1 for a missing one."""
    known = {area: number for number, area in enumerate(structure.topology.areas)}
    return np.array([known.get(area, -1) for area in areas], dtype=np.int32)


def lies_in(structure: Structure, inner: Areas, outer: Areas) -> Flags:
    """Tell whether areas are others or lie in them; a missing outer area contains every area."""
    parent = structure.topology.area_parent
    found: Flags = (outer < 0) | (inner == outer)
    above = inner
    while (above >= 0).any():
        above = np.where(above >= 0, parent[above], -1).astype(np.int32)
        found |= (above == outer) & (above >= 0)
    return found


def nested(structure: Structure, one: Areas, other: Areas) -> Flags:
    """Tell whether either area lies in the other."""
    return lies_in(structure, one, other) | lies_in(structure, other, one)
