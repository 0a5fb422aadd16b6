"""The largest component while nodes are taken away, one after the other."""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from govgraph.kernels.csr import Codes, csr


def largest_components(n: int, first: Codes, second: Codes, order: Codes) -> NDArray[np.int64]:
    """Return the size of the largest component after each removal.

    Parameters
    ----------
    n : int
        Number of nodes.
    first, second : array of int
        Ends of the edges; direction, repetition and loops do not matter.
    order : array of int
        Nodes in the order in which they are taken away, each once.

    Returns
    -------
    array of int64, length of `order` + 1
        Entry ``k`` is the size after the first ``k`` removals; 0 when nothing is left.

    Notes
    -----
    The nodes are put back in reverse order and components joined as they meet, so that the whole
    sequence costs about as much as one search for components.
    """
    gone = np.zeros(n, bool)
    gone[order] = True
    keep = ~(gone[first] | gone[second])
    edges = (np.ones(int(keep.sum()), np.int8), (first[keep], second[keep]))
    parts, label = connected_components(csr_array(edges, shape=(n, n)), directed=False)
    start, neighbour = csr(n, np.concatenate((first, second)), np.concatenate((second, first)))
    back = _Joining(label.tolist(), np.bincount(label, minlength=parts).tolist(), gone.tolist())
    left = np.bincount(label[~gone], minlength=1)
    sizes = [int(left.max())]
    for node in reversed(np.asarray(order).tolist()):
        joined = back.put(node, neighbour[start[node] : start[node + 1]].tolist())
        sizes.append(max(sizes[-1], joined))
    return np.array(sizes[::-1], np.int64)


class _Joining:
    """Components that grow: each is known by the label of one of its parts."""

    def __init__(self, label: list[int], size: list[int], gone: list[bool]) -> None:
        self.label, self.size, self.gone = label, size, gone
        self.above = list(range(len(size)))

    def root(self, part: int) -> int:
        while self.above[part] != part:
            self.above[part] = part = self.above[self.above[part]]
        return part

    def put(self, node: int, neighbours: list[int]) -> int:
        """Put a node back and return the size of the component that it joins."""
        self.gone[node] = False
        own = self.root(self.label[node])
        for other in neighbours:
            if not self.gone[other] and (part := self.root(self.label[other])) != own:
                small, own = sorted((own, part), key=lambda root: self.size[root])
                self.above[small] = own
                self.size[own] += self.size[small]
        return self.size[own]
