"""Socio-technical congruence, written out: every pair that must coordinate, once."""

from math import nan

from govgraph.model.structure import Structure
from tests.measures.reading import Pair, cells, must_coordinate, tied, units


def required(structure: Structure) -> dict[Pair, bool]:
    """Pairs that must coordinate anywhere, and whether a tie for any of the matters joins them."""
    found: dict[Pair, bool] = {}
    for cell in cells(structure):
        for pair, matters in must_coordinate(structure, cell).items():
            found[pair] = found.get(pair, False) or tied(structure, pair, matters)
    return found


def met(structure: Structure) -> float | None:
    pairs = required(structure)
    return sum(pairs.values()) / len(pairs) if pairs else None


def unit(structure: Structure) -> dict[str, float]:
    pairs = required(structure)
    own = {u: [has for pair, has in pairs.items() if u in pair] for u in units(structure)}
    return {u: sum(has) / len(has) if has else nan for u, has in own.items()}
