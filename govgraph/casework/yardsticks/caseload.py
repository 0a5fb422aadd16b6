"""The cases that yardsticks are taken from, and what has to be known besides them."""

from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from govgraph.casework.case_records import case_records
from govgraph.errors import UndefinedMeasureError
from govgraph.model.event_log import EventLog
from govgraph.model.structure import Structure
from govgraph.model.workload import Workload


@dataclass(frozen=True, eq=False)
class Terms:
    """What yardsticks need to know that no log says.

    Attributes
    ----------
    local : frozenset of str or None
        Units of the territory (属地); None where it is not known.
    officials : Series or None
        Number of officials by unit; None where it is not known.
    repeat_days : float
        Days within which a matter brought again counts against its first resolution. An assumption
        (90): no official number was found.
    """

    local: frozenset[str] | None = None
    officials: pd.Series | None = None
    repeat_days: float = 90.0

    @classmethod
    def of(
        cls,
        structure: Structure,
        workload: Workload | None = None,
        *,
        territory: str | None = None,
        repeat_days: float = 90.0,
    ) -> "Terms":
        """Return what a structure says.

        Parameters
        ----------
        structure : Structure
            Units with their areas and officials.
        workload : Workload, optional
            Its servers go before the officials of the structure.
        territory : str, optional
            Area that is home; by default the smallest that contains all areas with demand.
        repeat_days : float
            As in the attributes.

        Raises
        ------
        UnknownNameError
            When there is no such area.
        """
        units = structure.units
        officials = units.set_index("id")["filled"].dropna()
        if workload is not None:
            officials = workload.servers.groupby("unit")["servers"].sum().combine_first(officials)
        home = territory if territory is not None else _home(structure)
        if home is None:
            return cls(None, officials, repeat_days)
        structure.area_path(home)
        inside = {area for area in structure.areas["id"] if home in structure.area_path(area)}
        local = frozenset(units.loc[units["area"].isin(inside), "id"])
        return cls(local, officials, repeat_days)

    def require_local(self) -> frozenset[str]:
        """Return the units of the territory; raise `UndefinedMeasureError` without one."""
        if self.local is None:
            raise UndefinedMeasureError("yardsticks.no_territory")
        return self.local


def _home(structure: Structure) -> str | None:
    """Return the smallest area that contains all areas with demand, None without one."""
    paths = [structure.area_path(area) for area in structure.demand["area"].dropna().unique()]
    if not paths:
        return None
    shared = set(paths[0]).intersection(*paths)
    return next((area for area in paths[0] if area in shared), None)


@dataclass(frozen=True, eq=False)
class Caseload:
    """Cases to be judged.

    Attributes
    ----------
    log : EventLog
        Their visits, simulated or real.
    terms : Terms
        What has to be known besides.

    Examples
    --------
    >>> import pandas as pd
    >>> from govgraph.casework.yardsticks import Caseload, find
    >>> from govgraph.model.event_log import EventLog
    >>> log = EventLog.of(pd.DataFrame({
    ...     "case": ["1", "2"], "unit": ["window", "window"],
    ...     "arrived": ["2024-01-02 09:00", "2024-01-02 10:00"],
    ...     "finished": ["2024-01-02 09:30", None], "action": ["settle", None]}))
    >>> find("concluded").function(Caseload(log))
    1
    """

    log: EventLog
    terms: Terms = field(default_factory=Terms)

    @cached_property
    def cases(self) -> pd.DataFrame:
        """One row per case; see `govgraph.casework.case_records`."""
        return case_records(self.log)

    @cached_property
    def span_hours(self) -> float:
        """Hours in which cases were lodged: from the first to the last."""
        opened = self.cases["opened"]
        return float((opened.max() - opened.min()).total_seconds() / 3600)

    def registered(self) -> pd.DataFrame:
        """Return all cases; raise `UndefinedMeasureError` where there are none."""
        return self._chosen(pd.Series(data=True, index=self.cases.index), "no_cases")

    def ended(self) -> pd.DataFrame:
        """Return the cases that have ended; raise `UndefinedMeasureError` where none has."""
        return self._chosen(self.cases["end"] != "open", "none_ended")

    def settled(self) -> pd.DataFrame:
        """Return the cases settled; raise `UndefinedMeasureError` where none is."""
        return self._chosen(self.cases["end"] == "settled", "none_settled")

    def _chosen(self, chosen: "pd.Series[bool]", reason: str) -> pd.DataFrame:
        if not chosen.any():
            raise UndefinedMeasureError(f"yardsticks.{reason}")
        return self.cases[chosen]

    def stated(self, cases: pd.DataFrame, column: str, reason: str) -> pd.Series:
        """Return a column of cases; raise `UndefinedMeasureError` where the log never says it."""
        if cases[column].isna().all():
            raise UndefinedMeasureError(f"yardsticks.{reason}")
        return cases[column]
