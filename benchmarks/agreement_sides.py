"""The slow sides of the comparison: definitions of the tests, and functions of networkx."""

import math
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, partial
from importlib import import_module
from typing import Any

import networkx as nx
from peers import ROWS, difference
from samples import Graph, Sample

from govgraph.errors import UndefinedMeasureError
from govgraph.measures.catalogue import Measure
from govgraph.model.structure import Structure

#: Functions that hide a builtin have an underscore in the definitions.
BUILTIN = {"max", "min", "sum"}
#: Families that read of a structure what its ties are, and of a graph ties alone.
READING = ("command", "control", "robustness", "ties")
#: Pairs of units that measures of two units are asked for.
PAIRS = 10


@dataclass(frozen=True)
class Side:
    """What a measure is compared with.

    Attributes
    ----------
    title : str
        Name.
    value : callable
        ``value(sample, structure)``.
    ours : callable
        ``ours(sample, structure)``, with the conventions under which both agree.
    differ : callable
        Difference of the two results.
    shared : bool
        Whether it keeps something for other sides.
    """

    title: str
    value: Callable[[Sample, Structure], Any]
    ours: Callable[[Sample, Structure], Any]
    differ: Callable[[Any, Any], float] = field(default=difference)
    shared: bool = False


def sides(measure: Measure) -> list[Side]:
    """Return the definition of a measure, and what networkx has of it."""
    own = [row for row in ROWS if row.measure == measure.name]
    return [definition(measure), *(_peer(measure, row) for row in own)]


def definition(measure: Measure) -> Side:
    """Return a measure as the tests write it out."""
    family, _, name = measure.name.partition(".")
    module = import_module(f"tests.measures.definitions.{family}")
    function = getattr(module, f"{name}_" if name in BUILTIN else name)
    reads_structure = "Structure" in str(next(iter(function.__annotations__.values())))
    plain = not reads_structure and measure.graph

    def value(sample: Sample, structure: Structure) -> Any:  # noqa: ANN401 - of any measure
        given = _ties(measure, sample, "any") if plain else structure
        return _asked(function, measure, sample, given)

    def ours(sample: Sample, structure: Structure) -> Any:  # noqa: ANN401 - of any measure
        given = _ties(measure, sample, "any") if plain and family in READING else structure
        return _asked(measure.function, measure, sample, given)

    return Side("definition", value, ours)


def _ties(measure: Measure, sample: Sample, ties: Any) -> Graph:  # noqa: ANN401 - of a sample
    return sample.graph(ties, measure.conventions.get("relations", ("leads",)))


def _asked(
    function: Callable[..., Any],
    measure: Measure,
    sample: Sample,
    given: Any,  # noqa: ANN401 - a graph or a structure
) -> Any:  # noqa: ANN401 - of any measure
    """What a function gives of a whole structure, or of some pairs of its units."""
    if measure.per != "pair":
        return function(given)
    return [_or_nan(partial(function, given, *pair)) for pair in sample.pairs(PAIRS)]


def _or_nan(call: Callable[[], Any]) -> Any:  # noqa: ANN401 - of any measure
    """What a function gives of one pair; nan where it has no value."""
    try:
        found = call()
    except UndefinedMeasureError:
        return math.nan
    return math.nan if found is None else found


def _peer(measure: Measure, row: Any) -> Side:  # noqa: ANN401 - a row of another table
    """Return a function of networkx; those of path lengths share one search from every unit."""
    function = SHARED.get(row.measure, row.peer)

    def value(sample: Sample, _: Structure) -> Any:  # noqa: ANN401 - of any measure
        return _asked(function, measure, sample, _ties(measure, sample, row.ties))

    def ours(sample: Sample, structure: Structure) -> Any:  # noqa: ANN401 - of any measure
        given = _ties(measure, sample, row.ties) if row.plain else structure
        with_options = partial(measure.function, **row.options(sample))
        return _asked(with_options, measure, sample, given)

    return Side(f"networkx {row.peer_title}", value, ours, row.differ, row.measure in SHARED)


@cache
def _search(graph: Graph) -> tuple[Counter[int], dict[Any, float]]:
    """Pairs by path length, and the sum of 1 / length of each unit, by networkx."""
    counts: Counter[int] = Counter()
    near = {}
    for unit in graph:
        found = Counter(nx.single_source_shortest_path_length(graph, unit).values())
        del found[0]
        counts += found
        near[unit] = math.fsum(number / length for length, number in found.items())
    return counts, near


def _mean(graph: Graph) -> float:
    counts, _ = _search(graph)
    return sum(length * number for length, number in counts.items()) / counts.total()


def _efficiency(graph: Graph) -> float:
    n = len(graph)
    return math.fsum(_search(graph)[1].values()) / (n * (n - 1))


def _wiener(graph: Graph) -> float | None:
    counts, n = _search(graph)[0], len(graph)
    if counts.total() < n * (n - 1):
        return None
    return sum(length * number for length, number in counts.items()) / 2


SHARED: dict[str, Callable[[Graph], Any]] = {
    "distance.average": _mean,
    "distance.harmonic": lambda graph: 1 / _efficiency(graph),
    "distance.diameter": lambda graph: max(_search(graph)[0]),
    "distance.wiener": _wiener,
    "efficiency.overall": _efficiency,
    "fragmentation.distance": lambda graph: 1 - _efficiency(graph),
    "unit_players.reach": lambda graph: {
        unit: (near + 1) / len(graph) for unit, near in _search(graph)[1].items()
    },
}
