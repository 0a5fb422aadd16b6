"""Path lengths over all pairs that count: what the scalars of coordination share."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import shortest_path

from govgraph.errors import UndefinedMeasureError
from govgraph.kernels.distances import distance_counts
from govgraph.kernels.lawful import NO_WAY, Lengths
from govgraph.kernels.separated import FROM, separated_counts
from govgraph.measures.groundwork import sampling
from govgraph.measures.groundwork.pairs import BLOCK, Block, Pairs, blocks, check_choice
from govgraph.measures.groundwork.partners import partner_numbers
from govgraph.measures.groundwork.places import places
from govgraph.measures.groundwork.ties import ways
from govgraph.model.network import GraphLike, Network, derived, network
from govgraph.model.structure import Structure

Over = Literal["reachable", "all"]
#: Relations of a plain path; None for all that carry coordination.
Relations = tuple[str, ...] | None


@dataclass
class Histogram:
    """How many pairs, or cases of pairs, have each whole number, and how many have none.

    Attributes
    ----------
    pairs : str
        Which pairs count, for messages.
    weight : array of float
        ``weight[d]`` is the weight of the pairs with the number ``d``.
    without : float
        Weight of the pairs without a number.
    method : {"search", "areas", "sample"}
        How they were counted: exactly, pair by pair or area by area, or estimated from a sample.
    error : float
        Standard error of the mean; 0 where it is exact.
    """

    pairs: str
    weight: NDArray[np.float64] = field(default_factory=lambda: np.zeros(1))
    without: float = 0.0
    method: Literal["search", "areas", "sample"] = "search"
    error: float = 0.0

    def add(self, values: Lengths, weight: NDArray[np.float64] | None) -> None:
        """Count values; a negative one stands for none."""
        has = values >= 0
        mass = np.ones(len(values)) if weight is None else weight
        counts = np.bincount(values[has], mass[has])
        size = max(len(self.weight), len(counts))
        self.weight = np.pad(self.weight, (0, size - len(self.weight)))
        self.weight[: len(counts)] += counts
        self.without += float(mass[~has].sum())

    @property
    def total(self) -> float:
        """Weight of all pairs; raises when there are none."""
        total = float(self.weight.sum()) + self.without
        if total == 0:
            raise UndefinedMeasureError("measures.no_pairs", pairs=self.pairs)
        return total

    def mean(self, over: Over = "reachable") -> float:
        """Return the mean number; ``"all"`` refuses when a pair has none."""
        return self.sum(over) / float(self.weight.sum())

    def sum(self, over: Over = "reachable") -> float:
        """Return the sum of all numbers; ``"all"`` refuses when a pair has none."""
        self._check(over)
        return float(np.arange(len(self.weight)) @ self.weight)

    def largest(self, over: Over = "reachable") -> float:
        """Return the largest number; ``"all"`` refuses when a pair has none, and any sample."""
        self._check(over)
        if self.method == "sample":
            raise UndefinedMeasureError("measures.only_sampled")
        return float(np.flatnonzero(self.weight)[-1])

    def _check(self, over: Over) -> None:
        check_choice(over, ("reachable", "all"))
        share = self.without / self.total
        if over == "all" and share:
            raise UndefinedMeasureError("measures.not_connected", share=share)
        if not self.weight.any():
            raise UndefinedMeasureError("measures.no_path")

    @property
    def nearness(self) -> float:
        """Mean of 1 / number over all pairs, a pair without one counting 0."""
        inverse = 1 / np.arange(1, len(self.weight))
        return float(self.weight[1:] @ inverse) / self.total

    def harmonic(self) -> float:
        """Return the harmonic mean, which pairs without a number make larger."""
        if self.nearness == 0:
            raise UndefinedMeasureError("measures.no_path")
        return 1 / self.nearness


@dataclass(frozen=True)
class Lawful:
    """The lawful lengths of all pairs that count, and who could arbitrate.

    Attributes
    ----------
    lengths : Histogram
        Lawful path lengths.
    arbiter : Histogram
        Depth of the lowest common superior (0: a top).
    without : list of Block
        The pairs that have no lawful path.
    """

    lengths: Histogram
    arbiter: Histogram
    without: list[Block]


def lawful_lengths(source: GraphLike, pairs: Pairs = "units") -> Lawful:
    """Return the lawful lengths of the pairs of a choice; computed once for a structure."""

    def compute() -> Lawful:
        result = Lawful(Histogram(pairs), Histogram(pairs), [])
        for block, lengths, arbiter in _lawful_blocks(source, pairs):
            result.lengths.add(lengths, block.weight)
            result.arbiter.add(arbiter, block.weight)
            without = np.flatnonzero(lengths < 0)
            if len(without):
                result.without.append(block.some(without))
        return result

    return derived(source, ("lawful lengths", pairs), compute)


def advisory_lengths(source: GraphLike, pairs: Pairs = "units") -> Histogram:
    """Return the lengths over guidance of the pairs that have no lawful path."""

    def compute() -> Histogram:
        result = Histogram(pairs)
        for block in lawful_lengths(source, pairs).without:
            result.add(advisory_block(source, block), block.weight)
        return result

    return derived(source, ("advisory lengths", pairs), compute)


def _lawful_blocks(source: GraphLike, pairs: Pairs) -> Iterable[tuple[Block, Lengths, Lengths]]:
    """Return all blocks with lengths and arbiters; those of matters are kept for a structure."""
    found = blocks(source, pairs)
    if pairs != "matter":
        return chain.from_iterable(lawful_together(source, [block]) for block in found)
    return derived(
        source,
        ("lawful blocks",),
        lambda: [one for several in _several(found) for one in lawful_together(source, several)],
    )


def _several(found: Iterable[Block]) -> Iterator[list[Block]]:
    """Yield blocks together that have no more first units than one block may have."""
    together: list[Block] = []
    for block in found:
        if together and sum(len(one.sources) for one in (*together, block)) > BLOCK:
            yield together
            together = []
        together.append(block)
    if together:
        yield together


def lawful_together(
    source: GraphLike, several: list[Block]
) -> Iterator[tuple[Block, Lengths, Lengths]]:
    """Yield blocks with the lawful length and the depth of the arbiter of each pair, −1 for none.

    Matters differ in the ties to the side alone, so that blocks climb and descend together.
    """
    found = ways(source, several[0].matter)
    climbed = found.climb(np.concatenate([block.sources for block in several]))
    ends = np.cumsum([len(block.sources) for block in several])
    turned = [
        ways(source, block.matter).turn(part)
        for block, part in zip(several, np.split(climbed, ends[:-1], axis=1), strict=True)
    ]
    together = turned[0] if len(turned) == 1 else np.hstack(turned)
    lengths, arbiter = found.descend(together), found.lowest_common(climbed)
    for block, end in zip(several, ends, strict=True):
        column = block.column + end - len(block.sources)
        yield block, _or_none(lengths[block.second, column]), arbiter[block.second, column]


def advisory_block(source: GraphLike, block: Block) -> Lengths:
    """Return the length of each pair's way over leadership and guidance, −1 for none."""
    found = ways(source, block.matter, advisory=True)
    return _or_none(found.lengths(block.sources)[block.second, block.column])


def _or_none(lengths: Lengths) -> Lengths:
    return np.where(lengths == NO_WAY, np.int32(-1), lengths)


def partner_lengths(structure: Structure) -> Lengths:
    """Return the lawful length of every row of the table of partners, −1 for none."""

    def compute() -> Lengths:
        found = np.full(len(partner_numbers(structure)), -1, np.int32)
        for block, lengths, _ in _lawful_blocks(structure, "matter"):
            found[block.row] = lengths
        return found

    return structure.derive(("partner lengths",), compute)


def plain_lengths(source: GraphLike, relations: Relations, pairs: Pairs = "units") -> Histogram:
    """Return the plain lengths of the pairs of a choice, ties taken either way."""

    def compute() -> Histogram:
        graph = network(source, relations).undirected()
        if pairs == "units":
            return _counted(source, graph)
        result = Histogram(pairs)
        for block, lengths in _listed(source, graph, pairs):
            result.add(lengths, block.weight)
        return result

    return derived(source, ("plain lengths", relations, pairs), compute)


def _counted(source: GraphLike, graph: Network) -> Histogram:
    n = len(graph)
    ends = either_way(graph)
    counts = _by_areas(source, *ends) if n >= FROM and isinstance(source, Structure) else None
    if counts is None and n >= sampling.FROM:
        found = sampling.estimated(n, *ends)
        without = n * (n - 1) / 2 - float(found.weight.sum())
        return Histogram("units", found.weight, without, "sample", found.error)
    method: Literal["search", "areas"] = "search" if counts is None else "areas"
    weight = (distance_counts(n, *ends) if counts is None else counts) / 2
    return Histogram("units", weight, n * (n - 1) / 2 - float(weight.sum()), method)


def _by_areas(
    structure: Structure, first: NDArray[np.int32], second: NDArray[np.int32]
) -> NDArray[np.int64] | None:
    """Count distances area by area; None where too many ties leave an area for that."""
    area, parent = places(structure)
    return separated_counts(len(area), first, second, area, parent)


def either_way(graph: Network) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return the ends of every edge in both directions."""
    first = np.concatenate((graph.source, graph.target))
    return first, np.concatenate((graph.target, graph.source))


def _listed(source: GraphLike, graph: Network, pairs: Pairs) -> Iterator[tuple[Block, Lengths]]:
    """Plain lengths of listed pairs; the blocks' numbers are turned into the network's."""
    index = source.topology.units if isinstance(source, Structure) else graph.nodes
    number = graph.nodes.get_indexer(index)
    first, second = either_way(graph)
    matrix = csr_array((np.ones(len(first), np.int8), (first, second)), shape=(len(graph),) * 2)
    for block in blocks(source, pairs):
        rows = shortest_path(matrix, unweighted=True, indices=number[block.sources])
        found = rows[block.column, number[block.second]]
        yield block, np.where(np.isfinite(found), found, -1).astype(np.int32)
