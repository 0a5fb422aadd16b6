"""Draws of parameters over their ranges: Latin hypercube or Sobol sequence."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
import pandas as pd
from scipy.stats import qmc

from govgraph.casework.parameters import PARAMETERS, checked
from govgraph.errors import UserError

Method: TypeAlias = Literal["latin", "sobol"]
#: Lowest and highest value of each parameter swept; None takes the range stated for it.
Ranges: TypeAlias = Mapping[str, tuple[float, float] | None]


@dataclass(frozen=True, kw_only=True)
class Design:
    """How to draw.

    Attributes
    ----------
    draws : int
        Number of draws; a power of two for a Sobol sequence, which is balanced only then.
    method : {"latin", "sobol"}
        Latin hypercube (McKay, Beckman and Conover 1979) or scrambled Sobol sequence (Sobol 1967,
        Owen 1998).
    seed : int
        Seed of the draws.

    Raises
    ------
    UserError
        When the number of draws does not suit the method.
    """

    draws: int = 256
    method: Method = "latin"
    seed: int = 0

    def __post_init__(self) -> None:
        uneven = self.method == "sobol" and self.draws & (self.draws - 1)
        if self.draws < 1 or uneven:
            near = 1 << max(self.draws - 1, 0).bit_length()
            raise UserError("casework.bad_draws", count=self.draws, near=near)


def ranges_of(ranges: Ranges | None) -> dict[str, tuple[float, float]]:
    """Return the ranges to draw from: those given, or all that are stated.

    Raises
    ------
    UnknownNameError
        When there is no parameter of a name.
    UserError
        When an end is outside of what the parameter can be, or the ends are in the wrong order.
    """
    found: dict[str, tuple[float, float]] = {}
    for name, given in (dict.fromkeys(PARAMETERS) if ranges is None else ranges).items():
        checked(name, PARAMETERS[name].default if name in PARAMETERS else 0.0)
        low, high = given or (PARAMETERS[name].low, PARAMETERS[name].high)
        if not low <= high:
            raise UserError("casework.bad_range", name=name, low=low, high=high)
        checked(name, low)
        checked(name, high)
        found[name] = (float(low), float(high))
    return found


def draw(ranges: Mapping[str, tuple[float, float]], design: Design) -> pd.DataFrame:
    """Return draws of parameters, one per row, evenly over their ranges."""
    if not ranges:
        return pd.DataFrame(index=range(design.draws))
    engine = qmc.LatinHypercube if design.method == "latin" else qmc.Sobol
    unit = engine(len(ranges), rng=np.random.default_rng(design.seed)).random(design.draws)
    low, high = np.array(list(ranges.values())).T
    return pd.DataFrame(low + unit * (high - low), columns=list(ranges))
