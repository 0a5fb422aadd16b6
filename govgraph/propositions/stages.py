"""The stages that propositions are about, with everything in them that is assumed."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from govgraph.casework.flowing import Routing
from govgraph.casework.parameters import PARAMETERS
from govgraph.casework.routing import routing
from govgraph.comparison.assumptions import Assumption
from govgraph.errors import UnknownNameError
from govgraph.model.schema import TABLES
from govgraph.model.structure import Structure
from govgraph.model.workload import Workload
from govgraph.propositions.ranges import (
    Ranged,
    groups_of,
    of_structures,
    of_workloads,
    ranged,
    workload_groups,
)

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Stage:
    """A structure and how cases are worked in it.

    Attributes
    ----------
    structure : Structure
        The structure.
    workload : Workload, optional
        Officials, priorities and parameters.
    """

    structure: Structure
    workload: Workload | None = None

    @cached_property
    def routing(self) -> Routing:
        """The ways of its cases."""
        return routing(self.structure, self.workload)


class Stages:
    """Stages of a reform, and the assumptions that move their numbers.

    Parameters
    ----------
    stages : mapping of str to Stage
        By name.

    Notes
    -----
    Assumed numbers are those of rows with a lower or an upper end. Those that share a matter, a
    kind of unit or a kind of tie are one assumption and move together, each the same part of its
    own way to its end, and alike at every stage; a parameter of case work is an assumption with
    the range stated for it, or with that of the workload's sheet.
    """

    def __init__(self, stages: Mapping[str, Stage]) -> None:
        self._stages = dict(stages)

    def __getitem__(self, name: str) -> Stage:
        if name not in self._stages:
            raise UnknownNameError.among("cases.as_stages", name, self._stages)
        return self._stages[name]

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the stages, in order."""
        return tuple(self._stages)

    @cached_property
    def assumptions(self) -> tuple[Assumption, ...]:
        """Everything that is assumed with a range at any stage."""
        stages = self._stages.values()
        own = of_structures(stage.structure for stage in stages)
        return (*own, *of_workloads((stage.structure, stage.workload) for stage in stages))

    @cached_property
    def _places(self) -> dict[tuple[str, str], int]:
        return {one.key: place for place, one in enumerate(self.assumptions)}

    def at(self, name: str, by: Floats) -> Stage:
        """Return a stage with every assumption at a place of its range.

        Parameters
        ----------
        name : str
            Name of the stage.
        by : array of float
            Place of each of `assumptions`: −1 at its lower end, 0 as assumed, 1 at its upper end.
        """
        stage, tables = self[name], self._tables[name]
        moved = {
            table: stage.structure.table(table).assign(**{one.column: one.at(by)})
            for table, one in tables.items()
            if table in TABLES
        }
        structure = stage.structure.replacing(stage.structure.about, moved)
        return Stage(structure, self._workload(stage.workload, tables, by))

    def _workload(
        self, workload: Workload | None, tables: Mapping[str, Ranged], by: Floats
    ) -> Workload | None:
        if workload is None:
            return None
        return workload.replacing(
            {
                table: workload.table(table).assign(**{tables[table].column: tables[table].at(by)})
                for table in ("servers", "parameters")
                if table in tables
            }
        )

    def parameters(self, by: Floats) -> dict[str, float]:
        """Return the parameters of case work that no workload states, each at its place."""
        found = {}
        for name, one in PARAMETERS.items():
            if ("parameters", name) in self._unstated:
                way = by[self._places["parameters", name]]
                end = one.high if way > 0 else one.low
                found[name] = float(one.default + abs(way) * (end - one.default))
        return found

    @cached_property
    def _unstated(self) -> frozenset[tuple[str, str]]:
        sheets = [one.workload.parameters for one in self._stages.values() if one.workload]
        stated = set(pd.concat(sheets)["parameter"]) if sheets else set()
        return frozenset(("parameters", name) for name in PARAMETERS if name not in stated)

    @cached_property
    def _tables(self) -> dict[str, dict[str, Ranged]]:
        return {name: dict(self._ranged(stage)) for name, stage in self._stages.items()}

    def _ranged(self, stage: Stage) -> list[tuple[str, Ranged]]:
        found = []
        for table, shape in TABLES.items():
            frame = stage.structure.table(table)
            if shape.principal and len(frame):
                found.append((table, ranged(table, frame, groups_of(table, frame), self._places)))
        if stage.workload is not None:
            for table in ("servers", "parameters"):
                frame = stage.workload.table(table)
                groups = workload_groups(table, frame, stage.structure)
                found.append((table, ranged(table, frame, groups, self._places)))
        return [(table, one) for table, one in found if one is not None]
