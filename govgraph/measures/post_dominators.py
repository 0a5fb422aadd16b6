"""Gateways of cases (办件必经节点): units that every way of a case passes before it is decided.

Cases run upwards: from the public to what serves it, from a subordinate to its superior, from
holder to holder by referral. Unit ``u`` *post-dominates* ``v`` when every way from ``v`` to a unit
that decides passes ``u``; found as dominators of the reversed graph.
"""

from typing import TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from govgraph.errors import UndefinedMeasureError
from govgraph.kernels.dominators import UNREACHED, below, immediate_dominators
from govgraph.measures.catalogue import Family, Wording
from govgraph.measures.groundwork.caseflow import Flow, flow
from govgraph.model.structure import Structure

FAMILY = Family("accountability", en="Gateways of cases", zh="办件必经节点")

__all__ = ["cases_through", "must_pass"]

Ways: TypeAlias = tuple[Flow, NDArray[np.int32], NDArray[np.int32]]


def _upward(structure: Structure, matter: str | None, area: str | None) -> Ways:
    """The ways of cases, and for each node the next one that all of its ways pass."""

    def compute() -> Ways:
        ways = flow(structure, matter, area)
        return ways, *immediate_dominators(len(ways.units), ways.target, ways.source, ways.ends)

    return structure.derive(("case gateways", matter, area), compute)


def must_pass(
    structure: Structure, start: str, *, matter: str | None = None, area: str | None = None
) -> tuple[str, ...]:
    """Return the units that every way of a case passes before it is decided, in their order.

    A case moves from the public to a unit or channel that serves it (not over a push, which takes
    nothing in), from a subordinate to its superior, and along referrals (转办); ties that name a
    matter carry cases of that matter only.

    Parameters
    ----------
    structure : Structure
        Where the case arises.
    start : str
        The unit, channel or public where the case begins.
    matter : str, optional
        What the case is about: it ends at a unit that leads or decides the matter. Without one it
        ends at a unit of a kind that may lead and has no superior, never at a mere channel.
    area : str, optional
        Count only units that lead or decide the matter for this area.

    Returns
    -------
    tuple of str
        Post-dominators of the start, the nearest first; a unit at which the case must end is the
        last of them. Empty when two ways have no unit in common, and for a start that decides.

    Raises
    ------
    UnknownNameError
        When there is no such unit, matter or area.
    UndefinedMeasureError
        When no way leads from the start to a unit that decides.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures import post_dominators
    >>> build = gg.Builder()
    >>> for unit, kind in (("county", "government"), ("town", "government"), ("we", "public")):
    ...     build = build.add("units", id=unit, name=unit, kind=kind)
    >>> build = build.add("relations", source="county", target="town", kind="leads")
    >>> build = build.add("relations", source="town", target="we", kind="serves")
    >>> post_dominators.must_pass(build.build(), "we")
    ('town', 'county')
    """
    ways, above, _ = _upward(structure, matter, area)
    at = structure.topology.unit_code(start)
    if above[at] == UNREACHED:
        raise UndefinedMeasureError("measures.no_way_to_decide", unit=start)
    passed = []
    while above[at] >= 0:
        at = int(above[at])
        passed.append(str(ways.units[at]))
    return tuple(passed)


@FAMILY.measure(
    per="unit",
    en=Wording(
        "Units whose cases must pass a unit",
        "Number of other units whose cases cannot reach a unit that decides without passing this"
        " unit, going up the chain of command and along referrals.",
        "Higher: more cases are stuck when this unit is slow or refuses.",
        "Undefined for a unit whose cases reach no unit that decides.",
        "The cases of {value} units cannot be decided without passing {unit}.",
    ),
    zh=Wording(
        "办件须经本单位的单位数",
        "其他单位中，办件沿领导关系上报或转办时，不经过本单位就无法到达有权决定的单位的单位数。",
        "数值越大，本单位迟缓或拒绝时，被搁置办件的来源单位越多。",
        "办件无法到达任何有权决定的单位时无定义。",
        "办件必须经过{unit}才能得到决定的单位有 {value} 个。",
    ),
    formula=r"|\{v \neq u : u \operatorname{pdom} v\}|",
    range=(0, None),
    higher="worse",
    dimension="measures.units",
    sources=("LengauerTarjan1979", "CooperEtAl2001"),
)
def cases_through(
    structure: Structure, *, matter: str | None = None, area: str | None = None
) -> pd.Series:
    """Return for every unit how many units' cases must pass it; see `must_pass`.

    Parameters
    ----------
    structure : Structure
        What to measure.
    matter : str, optional
        What the cases are about; without one they end at the tops.
    area : str, optional
        Count only units that lead or decide the matter for this area.

    Returns
    -------
    Series
        Number of units that each unit post-dominates, itself and the public left out; nan for a
        unit whose cases reach no unit that decides.

    Raises
    ------
    UnknownNameError
        When there is no such matter or area.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures import post_dominators
    >>> build = gg.Builder()
    >>> for unit in ("county", "town", "station"):
    ...     build = build.add("units", id=unit, name=unit, kind="government")
    >>> build = build.add("relations", source="county", target="town", kind="leads")
    >>> build = build.add("relations", source="town", target="station", kind="leads")
    >>> post_dominators.cases_through(build.build()).to_dict()
    {'county': 2.0, 'station': 0.0, 'town': 1.0}
    """
    ways, above, order = _upward(structure, matter, area)
    counted = below(above, order, ways.units_only)
    count = np.where(above == UNREACHED, np.nan, counted)
    inside = ways.units_only
    return pd.Series(
        count[inside], index=ways.units[inside], name="post_dominators.cases_through", dtype=float
    )
