"""Components that grow while nodes are put back: each is known by one of its parts."""

from collections.abc import MutableSequence, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Numbers: TypeAlias = MutableSequence[int] | NDArray[np.int64]
Fixed: TypeAlias = Sequence[int] | NDArray[np.integer]


def put_back(
    order: Fixed,
    label: Fixed,
    around: tuple[Fixed, Fixed],
    parts: tuple[Numbers, Numbers, Numbers],
    joined: Numbers,
) -> None:
    """Put nodes back one by one and join the components that meet there.

    Parameters
    ----------
    order : sequence of int
        Nodes in the order in which they are put back.
    label : sequence of int
        The part that each node is at the beginning.
    around : pair of sequences of int
        Neighbours of each node, as compressed sparse rows.
    parts : three sequences of int
        The part that each part has been joined to, at first itself; the nodes of each part; of
        each node whether it is there. All change.
    joined : sequence of int, one for each step
        Takes the size of the component that the node joins.
    """
    start, neighbour = around
    above, size, there = parts
    for step in range(len(order)):
        node = order[step]
        there[node] = 1
        own = label[node]
        while above[own] != own:
            own = above[own]
        for at in range(start[node], start[node + 1]):
            other = neighbour[at]
            if not there[other]:
                continue
            part = label[other]
            while above[part] != part:
                above[part] = above[above[part]]
                part = above[part]
            if part != own:
                small = own if size[own] < size[part] else part
                own = part if small == own else own
                above[small] = own
                size[own] += size[small]
        joined[step] = size[own]
