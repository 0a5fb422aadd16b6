"""How cases are worked: servers, priorities, parameters; a value beside the structure."""

from collections.abc import Mapping

import pandas as pd

from govgraph.model.canonical import canonical
from govgraph.model.schema import WORKLOAD_TABLES
from govgraph.model.structure import _Value


class Workload(_Value):
    """Servers and hours per unit, priorities per matter, and named parameters.

    Built by `Builder.build_workload` or a reader, which check it against a structure.
    """

    def __init__(
        self,
        tables: Mapping[str, pd.DataFrame],
        known: Mapping[str, pd.DataFrame] | None = None,
    ) -> None:
        object.__setattr__(self, "_tables", canonical(WORKLOAD_TABLES, tables, known))

    @property
    def servers(self) -> pd.DataFrame:
        """People who work cases, per unit and skill, with weekly hours and absence."""
        return self.table("servers")

    @property
    def priorities(self) -> pd.DataFrame:
        """Priority of each matter, 0 first."""
        return self.table("priorities")

    @property
    def parameters(self) -> pd.DataFrame:
        """Named parameters, for all, for a matter or for a unit."""
        return self.table("parameters")

    def replacing(self, tables: Mapping[str, pd.DataFrame]) -> "Workload":
        """Return a workload with other tables in the place of some; they are not checked."""
        return Workload({**self._tables, **tables}, self._tables)

    def fingerprint(self) -> str:
        """Return the SHA-256 of the content."""
        return self._fingerprint

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Workload):
            return NotImplemented
        return self._fingerprint == other._fingerprint

    __hash__ = _Value.__hash__

    def __reduce__(self) -> tuple[object, ...]:
        return Workload, (dict(self._tables),)

    def __repr__(self) -> str:
        return f"<Workload: {', '.join(f'{len(f)} {n}' for n, f in self._tables.items())}>"
