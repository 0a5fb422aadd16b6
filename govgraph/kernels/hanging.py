"""A search through an undirected graph that sees what hangs on each node alone."""

from collections.abc import MutableSequence, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Numbers: TypeAlias = MutableSequence[int] | NDArray[np.int64]

#: Rows of the state: when a node was entered and the earliest node that its part reaches; the node
#: from which it was found, and where its neighbours are looked at; how many nodes hang below it,
#: itself included; the first node of its component.
ENTERED, LOWEST, ABOVE, AT, SIZE, COMPONENT = range(6)
#: Of the parts that a node alone joins to the rest below it: nodes of all, nodes of the largest,
#: ordered pairs of nodes of one part.
HANGING, LARGEST, PAIRS = range(6, 9)
ROWS = 9


def search(
    start: Sequence[int] | NDArray[np.int64],
    neighbour: Sequence[int] | NDArray[np.int32],
    state: Sequence[Numbers] | NDArray[np.int64],
) -> None:
    """Visit every node depth first.

    Parameters
    ----------
    start, neighbour : sequence of int
        Neighbours of each node, as compressed sparse rows.
    state : sequence of sequences of int
        `ROWS` of a number for each node and one more, from which the search comes: zeros, of
        `ABOVE` that last node. On return what the search saw.
    """
    entered, lowest, above, at = state[ENTERED], state[LOWEST], state[ABOVE], state[AT]
    size, component = state[SIZE], state[COMPONENT]
    hanging, largest, pairs = state[HANGING], state[LARGEST], state[PAIRS]
    outside = len(start) - 1
    clock = 0
    for root in range(outside):
        node = outside if entered[root] else root
        while node != outside:
            if not entered[node]:
                clock += 1
                entered[node] = lowest[node] = clock
                at[node], size[node], component[node] = start[node], 1, root
            if at[node] < start[node + 1]:
                other = neighbour[at[node]]
                at[node] += 1
                if not entered[other]:
                    above[other], node = node, other
                elif other != above[node]:
                    lowest[node] = min(lowest[node], entered[other])
                continue
            part, node = node, above[node]
            lowest[node] = min(lowest[node], lowest[part])
            size[node] += size[part]
            if lowest[part] >= entered[node]:
                hanging[node] += size[part]
                largest[node] = max(largest[node], size[part])
                pairs[node] += size[part] * (size[part] - 1)
