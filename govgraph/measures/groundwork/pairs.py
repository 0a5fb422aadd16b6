"""Which pairs of units count, in blocks that fit in memory."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from govgraph.errors import UndefinedMeasureError, UnknownNameError
from govgraph.measures.groundwork.hierarchy import hierarchy, out_degree
from govgraph.measures.groundwork.partners import cell_weights, partner_numbers
from govgraph.measures.groundwork.ties import asked
from govgraph.model.network import GraphLike, network
from govgraph.model.structure import Structure

#: All units; units without subordinates; units that must coordinate, weighted by cases.
Pairs = Literal["units", "leaves", "matter"]
PAIRS: tuple[Pairs, ...] = ("units", "leaves", "matter")
#: First units of pairs that are looked at together.
BLOCK = 512


@dataclass(frozen=True, eq=False)
class Block:
    """Some pairs, those with the same few first units.

    Attributes
    ----------
    matter : str or None
        The matter for which the pairs are judged; None for no matter.
    sources : array of int
        Numbers of the first units.
    column, second : array of int
        For each pair, the position of its first unit in `sources` and its second unit's number.
    weight : array of float or None
        Weight of each pair; None when each counts one.
    row : array of int or None
        Position of each pair in the table of partners; None for pairs of a whole set.
    """

    matter: str | None
    sources: NDArray[np.intp]
    column: NDArray[np.intp]
    second: NDArray[np.intp]
    weight: NDArray[np.float64] | None = None
    row: NDArray[np.intp] | None = None

    def some(self, chosen: NDArray[np.intp]) -> "Block":
        """Return some of the pairs, by position."""
        weight = None if self.weight is None else self.weight[chosen]
        row = None if self.row is None else self.row[chosen]
        column, second = self.column[chosen], self.second[chosen]
        return Block(self.matter, self.sources, column, second, weight, row)


def check_choice(value: str, choices: tuple[str, ...]) -> None:
    """Raise `UnknownNameError` when a word is none of the choices."""
    if value not in choices:
        raise UnknownNameError.among("measures.as_choices", value, choices)


def blocks(source: GraphLike, pairs: Pairs) -> Iterator[Block]:
    """Return the pairs of a choice, each once.

    Parameters
    ----------
    source : Structure or networkx graph
        The units; numbers are those of `Topology` for a structure, of `Network` for a graph.
    pairs : {"units", "leaves", "matter"}
        The choice.

    Yields
    ------
    Block
        Some of the pairs.
    """
    check_choice(pairs, PAIRS)
    if pairs != "matter":
        yield from _complete(eligible(source, pairs))
    elif isinstance(source, Structure):
        yield from _partners(source)
    else:
        raise UndefinedMeasureError("measures.needs_structure")


def eligible(source: GraphLike, pairs: Pairs) -> NDArray[np.intp]:
    """Return the numbers of the units that make pairs: all, or those without subordinates."""
    check_choice(pairs, ("units", "leaves"))
    chosen = network(source).nodes
    if pairs == "leaves":
        graph = hierarchy(source)
        chosen = graph.nodes[out_degree(graph) == 0]
    index = source.topology.units if isinstance(source, Structure) else network(source).nodes
    return np.asarray(index.get_indexer(chosen), dtype=np.intp)


def _complete(chosen: NDArray[np.intp]) -> Iterator[Block]:
    for begin in range(0, len(chosen), BLOCK):
        sources = chosen[begin : begin + BLOCK]
        after, column = np.nonzero(np.tri(len(chosen), len(sources), -1 - begin, dtype=bool))
        yield Block(None, sources, column, chosen[after])


def _partners(structure: Structure) -> Iterator[Block]:
    found, ids = partner_numbers(structure), structure.values("matters", "id")
    weight = cell_weights(structure)[found.cell]
    known = {matter: asked(structure, ids[matter]) or "" for matter in np.unique(found.matter)}
    named = sorted(set(known.values()))
    place = np.zeros(len(ids), np.intp)
    place[list(known)] = [named.index(key) for key in known.values()]
    keys = place[found.matter]
    for number, matter in enumerate(named):
        row = np.flatnonzero(keys == number)
        sources, column = np.unique(found.first[row], return_inverse=True)
        for begin in range(0, len(sources), BLOCK):
            inside = (column >= begin) & (column < begin + BLOCK)
            here = row[inside]
            yield Block(
                matter,
                sources[begin : begin + BLOCK],
                column[inside] - begin,
                found.second[here],
                weight[here],
                here,
            )
