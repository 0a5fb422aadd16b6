"""Values of several measures at once, missing ones as nan, as all guards take them."""

from collections.abc import Iterable
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from govgraph.errors import UndefinedMeasureError, UserError
from govgraph.measures.catalogue import find
from govgraph.model.structure import Structure

Floats: TypeAlias = NDArray[np.float64]


def of_structure(names: Iterable[str]) -> tuple[str, ...]:
    """Return names of measures of the whole structure, checked.

    Raises
    ------
    UnknownNameError
        When there is no such measure.
    UserError
        When a measure is not one number per structure.
    """
    chosen = (names,) if isinstance(names, str) else tuple(names)
    for name in chosen:
        if find(name).per != "structure":
            raise UserError("inference.not_of_structure", name=name)
    return chosen


def values(structure: Structure, names: Iterable[str]) -> Floats:
    """Return the values of measures; nan where one has none."""
    return np.array([_value(structure, name) for name in names], np.float64)


def _value(structure: Structure, name: str) -> float:
    try:
        return float(find(name).function(structure))
    except UndefinedMeasureError:
        return float("nan")
