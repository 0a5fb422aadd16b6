"""What a proposition is judged in: all stages of a reform under one draw of the assumptions."""

from collections.abc import Mapping
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from govgraph.casework.analysis import Analysis, analyse_flow
from govgraph.measures.catalogue import find
from govgraph.model.structure import Structure
from govgraph.propositions.stages import Stage, Stages

Floats = NDArray[np.float64]


class Setting:
    """All stages of a reform under one draw of the assumptions; everything is worked out once.

    Parameters
    ----------
    stages : Stages
        The stages.
    by : array of float
        Place of each assumption in its range, from −1 to 1.
    """

    def __init__(self, stages: Stages, by: Floats) -> None:
        self.stages, self.by = stages, by
        self._moved: dict[str, Stage] = {}
        self._analyses: dict[tuple[object, ...], Analysis] = {}
        self._measures: dict[tuple[str, str], float] = {}

    def stage(self, name: str) -> Stage:
        """Return a stage with its numbers as drawn."""
        if name not in self._moved:
            self._moved[name] = self.stages.at(name, self.by)
        return self._moved[name]

    def structure(self, name: str) -> Structure:
        """Return the structure of a stage with its numbers as drawn."""
        return self.stage(name).structure

    @cached_property
    def parameters(self) -> dict[str, float]:
        """Parameters of case work as drawn, those that a workload's sheet states left out."""
        return self.stages.parameters(self.by)

    def analysis(
        self, name: str, *, cases: float = 1.0, parameters: Mapping[str, float] | None = None
    ) -> Analysis:
        """Return the analysis of the cases of a stage.

        Parameters
        ----------
        name : str
            Name of the stage.
        cases : float
            How many times the cases as drawn come.
        parameters : mapping of str to float, optional
            Parameters that are to have these values and not those drawn.
        """
        own = dict(parameters or {})
        key = (name, cases, *sorted(own.items()))
        if key not in self._analyses:
            stage = self.stage(name)
            structure = more_cases(stage.structure, cases)
            routed = self.stages[name].routing.renumbered(structure, stage.workload)
            self._analyses[key] = analyse_flow(routed.flow(self.parameters | own))
        return self._analyses[key]

    def mean(self, stage: str, name: str) -> float:
        """Return a column of `Analysis.cells` over all cases of a stage."""
        return self.analysis(stage).mean(name)

    def measure(self, stage: str, name: str) -> float:
        """Return a measure of the structure of a stage, a number per structure."""
        if (stage, name) not in self._measures:
            self._measures[stage, name] = float(find(name).function(self.structure(stage)))
        return self._measures[stage, name]


def more_cases(structure: Structure, times: float) -> Structure:
    """Return a structure with so many times the cases everywhere."""
    if times == 1:
        return structure
    demand = structure.demand
    return structure.replacing(
        structure.about, {"demand": demand.assign(cases=demand["cases"] * times)}
    )
