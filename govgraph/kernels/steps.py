"""How many steps lie between two nodes, searched from both ends."""

from collections.abc import Sequence


def steps_between(around: Sequence[Sequence[int]], start: int, end: int) -> int | None:
    """Return the length of the shortest way between two nodes of an undirected graph.

    Parameters
    ----------
    around : sequence of sequence of int
        Neighbours of each node.
    start, end : int
        The two nodes.

    Returns
    -------
    int or None
        Number of edges; None when there is no way.

    Notes
    -----
    The nodes at equal distance from either end are replaced by those one step further, always on
    the side where they are fewer, until some stand on both sides. What lies one step further than
    a level is no neighbour of any other level but that before it.
    """
    here, there = (set[int](), {start}), (set[int](), {end})
    steps = 0
    while here[1].isdisjoint(there[1]):
        if len(there[1]) < len(here[1]):
            here, there = there, here
        before, level = here
        further = set[int]().union(*[around[node] for node in level]) - before - level
        if not further:
            return None
        here = level, further
        steps += 1
    return steps


def steps_to(around: Sequence[Sequence[int]], end: int, start: int) -> list[int]:
    """Return how many edges lie between each node and one, as far as another one is.

    Parameters
    ----------
    around : sequence of sequence of int
        Neighbours of each node.
    end : int
        The node that is searched from.
    start : int
        The node at which the search may stop.

    Returns
    -------
    list of int
        By node, −1 where the search did not come.
    """
    steps, queue = [-1] * len(around), [end]
    steps[end] = 0
    for node in queue:
        if steps[start] >= 0:
            break
        for other in around[node]:
            if steps[other] < 0:
                steps[other] = steps[node] + 1
                queue.append(other)
    return steps
