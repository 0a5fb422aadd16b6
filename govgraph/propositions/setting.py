"""What a proposition is judged in: all stages of a reform under one draw of the assumptions."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from govgraph.casework.analysis import Analysis, analyse_flow
from govgraph.casework.flowing import Routing
from govgraph.casework.yardsticks import Terms
from govgraph.casework.yardsticks import find as find_yardstick
from govgraph.measures.catalogue import find
from govgraph.model.structure import Structure
from govgraph.propositions.stages import Stage, Stages

Floats = NDArray[np.float64]
T = TypeVar("T")


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
        self._routings: dict[tuple[str, float], Routing] = {}
        self._analyses: dict[tuple[object, ...], Analysis] = {}
        self._measures: dict[tuple[str, str], float] = {}
        self._terms: dict[str, Terms] = {}

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
        self,
        name: str,
        *,
        cases: float = 1.0,
        response: float | None = None,
        parameters: Mapping[str, float] | None = None,
    ) -> Analysis:
        """Return the analysis of the cases of a stage.

        Parameters
        ----------
        name : str
            Name of the stage.
        cases : float
            How many times the cases as drawn come.
        response : float, optional
            How likely every call is to be answered, in place of what is drawn.
        parameters : mapping of str to float, optional
            Parameters that are to have these values and not those drawn.
        """
        own = dict(parameters or {})
        key = (name, cases, response, *sorted(own.items()))
        if key not in self._analyses:
            routed = self._routing(name, cases)
            self._analyses[key] = analyse_flow(
                routed.flow(self.parameters | own, response=response)
            )
        return self._analyses[key]

    def _routing(self, name: str, cases: float) -> Routing:
        if (name, cases) not in self._routings:
            stage = self.stage(name)
            structure = more_cases(stage.structure, cases)
            found = self.stages[name].routing.renumbered(structure, stage.workload)
            self._routings[name, cases] = found
        return self._routings[name, cases]

    def mean(self, stage: str, name: str) -> float:
        """Return a column of `Analysis.cells` over all cases of a stage."""
        return self.analysis(stage).mean(name)

    def measure(self, stage: str, name: str) -> float:
        """Return a measure of the structure of a stage, a number per structure."""
        if (stage, name) not in self._measures:
            self._measures[stage, name] = float(find(name).function(self.structure(stage)))
        return self._measures[stage, name]

    def yardstick(self, analysis: Analysis, stage: str, name: str) -> float:
        """Return a yardstick as an analysis of a stage has it; nan where none can have it."""
        answer, at = find_yardstick(name).analytic, self.stage(stage)
        if stage not in self._terms:
            self._terms[stage] = Terms.of(at.structure, at.workload)
        return np.nan if answer is None else float(answer(analysis, self._terms[stage]))

    def fixed(self, stage: str, measure: Callable[[Structure], T]) -> T:
        """Return what does not depend on any number that is drawn, worked out once for all draws.

        Parameters
        ----------
        stage : str
            Name of the stage.
        measure : callable
            Measures the stage with its numbers as assumed; a function of a module.
        """
        structure = self.stages[stage].structure
        return structure.derive(("fixed", measure), lambda: measure(structure))


def more_cases(structure: Structure, times: float) -> Structure:
    """Return a structure with so many times the cases everywhere."""
    if times == 1:
        return structure
    demand = structure.demand
    return structure.replacing(
        structure.about, {"demand": demand.assign(cases=demand["cases"] * times)}
    )
