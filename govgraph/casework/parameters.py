"""Named assumptions of the case-work model: what each means, its default and its range."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from govgraph.errors import UnknownNameError, UserError
from govgraph.model.workload import Workload
from govgraph.text import Language, say

Floats = NDArray[np.float64]
#: Ids of matters or units, None for nobody.
Names = NDArray[np.object_]


@dataclass(frozen=True)
class Parameter:
    """One assumption.

    Attributes
    ----------
    name : str
        Its name; what it means stands in the messages ``parameters.<name>``.
    default, low, high : float
        Value where none is stated, and the range that is plausible. All are assumptions.
    least, most : float
        What it can be at all.
    """

    name: str
    default: float
    low: float
    high: float
    least: float = 0.0
    most: float = 1.0

    def meaning(self, language: Language) -> str:
        """Return what it means."""
        return say(f"parameters.{self.name}", language)


def _hours(name: str, default: float, low: float, high: float) -> Parameter:
    return Parameter(name, default, low, high, most=np.inf)


_ALL = (
    Parameter("resolve", 0.85, 0.6, 0.97),
    Parameter("data_effect", 0.5, 0.2, 0.8),
    Parameter("data_return", 0.3, 0.1, 0.6),
    Parameter("misroute", 0.1, 0.02, 0.3),
    Parameter("dispute", 1.0, 0.5, 2.0, most=np.inf),
    Parameter("join", 0.4, 0.1, 0.8),
    Parameter("send_back", 0.5, 0.2, 0.9),
    Parameter("comply", 0.7, 0.4, 0.95),
    Parameter("agree", 0.5, 0.2, 0.8),
    Parameter("escalate", 0.5, 0.2, 0.8),
    Parameter("decide", 0.8, 0.5, 0.95),
    Parameter("give_up", 0.05, 0.01, 0.15),
    Parameter("over_heads", 0.3, 0.1, 0.6),
    Parameter("confirm", 0.85, 0.6, 0.95),
    Parameter("repeat", 0.4, 0.1, 0.7),
    Parameter("case_share", 0.3, 0.1, 0.6),
    Parameter("response", 0.5, 0.25, 1.0),
    _hours("patience_hours", 1440, 480, 4320),
    _hours("repeat_hours", 720, 240, 2160),
    _hours("receive_hours", 0.3, 0.1, 0.8),
    _hours("forward_hours", 0.2, 0.05, 0.5),
    _hours("assist_hours", 1.0, 0.3, 3.0),
    _hours("decide_hours", 1.5, 0.5, 4.0),
    _hours("call_hours", 72, 24, 240),
)
#: All parameters by name.
PARAMETERS: dict[str, Parameter] = {parameter.name: parameter for parameter in _ALL}


@dataclass(frozen=True, eq=False)
class Parameters:
    """Values of the parameters, for all cases or for those of a matter, at a unit, or both.

    Attributes
    ----------
    common : mapping of str to float
        Values for all.
    rows : DataFrame
        Values for some: ``parameter``, ``matter``, ``unit`` (one may be missing), ``value``. The
        narrower row wins: matter and unit, then unit, then matter.
    """

    common: Mapping[str, float]
    rows: pd.DataFrame

    @classmethod
    def of(
        cls, workload: Workload | None = None, values: Mapping[str, float] | None = None
    ) -> "Parameters":
        """Return the defaults, overridden by a workload's sheet and then by `values`.

        Raises
        ------
        UnknownNameError
            When there is no parameter of a name.
        UserError
            When a value is outside of what the parameter can be.
        """
        sheet = _sheet(workload)
        general = sheet["matter"].isna() & sheet["unit"].isna()
        stated = dict(zip(sheet["parameter"][general], sheet["value"][general], strict=True))
        common = {name: parameter.default for name, parameter in PARAMETERS.items()}
        for name, value in (stated | dict(values or {})).items():
            common[checked(name, value)] = float(value)
        rows = sheet[~general]
        for name, value in zip(rows["parameter"], rows["value"], strict=True):
            checked(name, value)
        return cls(common, rows[~rows["parameter"].isin(list(values or {}))])

    def values(self, name: str, matters: Names, units: Names) -> Floats:
        """Return a parameter for pairs of matter and unit, aligned with both."""
        found = np.full(len(matters), self.common[name])
        for matter, unit, value in self._narrow.get(name, ()):
            chosen = np.ones(len(matters), bool)
            chosen &= True if matter is None else matters == matter
            chosen &= True if unit is None else units == unit
            found[chosen] = value
        return found

    @cached_property
    def _narrow(self) -> dict[str, list[tuple[str | None, str | None, float]]]:
        """Rows by parameter, the widest first."""
        if self.rows.empty:
            return {}
        found: dict[str, list[tuple[str | None, str | None, float]]] = {}
        rows = self.rows.assign(
            narrow=self.rows["matter"].notna() * 1 + self.rows["unit"].notna() * 2
        )
        columns = ["parameter", "matter", "unit", "value"]
        for name, matter, unit, value in rows.sort_values("narrow")[columns].itertuples(
            index=False
        ):
            names = tuple(one if isinstance(one, str) else None for one in (matter, unit))
            found.setdefault(name, []).append((names[0], names[1], float(value)))
        return found


def _sheet(workload: Workload | None) -> pd.DataFrame:
    if workload is None:
        return pd.DataFrame({"parameter": [], "matter": [], "unit": [], "value": []}, dtype=object)
    return workload.parameters


def checked(name: str, value: float) -> str:
    """Return the name of a parameter; refuse an unknown one, or a value that it cannot have."""
    if name not in PARAMETERS:
        raise UnknownNameError.among("casework.as_parameters", name, PARAMETERS)
    parameter = PARAMETERS[name]
    if not parameter.least <= value <= parameter.most:
        raise UserError(
            "casework.bad_parameter",
            name=name,
            value=value,
            low=parameter.least,
            high=parameter.most,
        )
    return name
