"""Powers beside duties: 有权无责, a power without responsibility, and 闲置, a power left idle.

Powers are the rows of the ``powers`` table that cover any matter. A power is *without
responsibility* when its holder has no duty at all on the matters it covers, and *idle* when none of
the holder's own duties needs it. A power held for others to call upon is idle in this sense, too.
"""

import pandas as pd

from govgraph.measures.catalogue import Family, Wording
from govgraph.measures.groundwork.responsibility import power_uses, share_by_unit, share_of
from govgraph.model.structure import Structure

FAMILY = Family("accountability", en="Powers", zh="权力配置")

__all__ = ["idle", "power_uses", "unit_idle", "unit_without_duty", "without_duty"]

_SOURCES = ("CarleyReminga2004",)
_NO_POWER_EN = "Undefined when no power that covers a matter is held."
_NO_POWER_ZH = "没有任何单位持有涉及事项的权力时无定义。"


def _unused(structure: Structure, column: str) -> pd.Series:
    """For every power, whether it lacks a duty or a need; the index names the unit."""
    frame = power_uses(structure)
    return (~frame[column]).set_axis(pd.Index(frame["unit"], name="unit"))


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Power without responsibility",
        "Share of the powers held whose holder has no duty on any matter that the power covers.",
        "Higher: more power for whose use nobody answers.",
        _NO_POWER_EN,
    ),
    zh=Wording(
        "有权无责",
        "各单位所持权力中，持有单位对该权力所涉事项不承担任何职责的占比。",
        "数值越大，无人对其行使负责的权力越多。",
        _NO_POWER_ZH,
    ),
    formula=r"\frac{\sum_u |\{p \in P_u : M(p) \cap R_u = \emptyset\}|}{\sum_u |P_u|}",
    range=(0, 1),
    higher="worse",
    dimension="measures.share",
    sources=_SOURCES,
)
def without_duty(structure: Structure) -> float:
    """Return the share of powers held without any duty on the matters they cover.

    Raises
    ------
    UndefinedMeasureError
        When nobody holds a power that covers any matter.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures import powers
    >>> build = gg.Builder().add("units", id="env", name="Environment", kind="department")
    >>> build = build.add("matters", id="noise", name="Noise")
    >>> build = build.add("powers", unit="env", power="inspect", matter="noise")
    >>> powers.without_duty(build.build())
    1.0
    """
    return share_of(_unused(structure, "duty"), "measures.no_powers")


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Idle power",
        "Share of the powers held that none of the holder's own duties needs.",
        "Higher: more power that is not needed where it lies.",
        _NO_POWER_EN,
    ),
    zh=Wording(
        "闲置权力",
        "各单位所持权力中，其自身职责均不需要的占比。",
        "数值越大，权力越未配置在需要之处。",
        _NO_POWER_ZH,
    ),
    formula=r"\frac{\sum_u |P_u \setminus \mathrm{req}(R_u)|}{\sum_u |P_u|}",
    range=(0, 1),
    higher="worse",
    dimension="measures.share",
    sources=_SOURCES,
    oracles=("needs_congruence",),
)
def idle(structure: Structure) -> float:
    """Return the share of powers held that no duty of their holder needs; see `unit_idle`.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures import powers
    >>> build = gg.Builder().add("units", id="env", name="Environment", kind="department")
    >>> build = build.add("matters", id="noise", name="Noise")
    >>> build = build.add("duties", unit="env", matter="noise", role="lead")
    >>> build = build.add("powers", unit="env", power="inspect", matter="noise")
    >>> powers.idle(build.build())
    1.0
    """
    return share_of(_unused(structure, "needed"), "measures.no_powers")


@FAMILY.measure(
    per="unit",
    en=Wording(
        "Power without responsibility of a unit",
        "Share of a unit's powers on whose matters it has no duty at all.",
        "1: it answers for the use of none of its powers.",
        "Undefined for a unit without a power that covers any matter.",
        "Of the powers that {unit} holds, {value} cover only matters on which it has no duty.",
    ),
    zh=Wording(
        "单位有权无责",
        "单位所持权力中，对所涉事项不承担任何职责的占比。",
        "1 表示对其全部权力均不承担责任。",
        "没有涉及事项的权力的单位无定义。",
        "{unit}持有的权力中，对所涉事项不承担任何职责的占 {value}。",
    ),
    formula=r"|\{p \in P_u : M(p) \cap R_u = \emptyset\}| / |P_u|",
    range=(0, 1),
    higher="worse",
    dimension="measures.share",
    sources=_SOURCES,
)
def unit_without_duty(structure: Structure) -> pd.Series:
    """Return for every unit the share of its powers without any duty on their matters.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures import powers
    >>> build = gg.Builder().add("units", id="env", name="Environment", kind="department")
    >>> build = build.add("matters", id="noise", name="Noise")
    >>> build = build.add("powers", unit="env", power="inspect", matter="noise")
    >>> powers.unit_without_duty(build.build()).to_dict()
    {'env': 1.0}
    """
    found = _unused(structure, "duty")
    return share_by_unit(structure, found, "powers.unit_without_duty")


@FAMILY.measure(
    per="unit",
    en=Wording(
        "Idle power of a unit",
        "Share of a unit's powers that none of its own duties needs.",
        "1: none of its powers is needed where it lies.",
        "Undefined for a unit without a power that covers any matter.",
        "Of the powers that {unit} holds, {value} are needed by none of its own duties.",
    ),
    zh=Wording(
        "单位闲置权力",
        "单位所持权力中，自身职责均不需要的占比。",
        "1 表示其全部权力均未用于自身职责。",
        "没有涉及事项的权力的单位无定义。",
        "{unit}持有的权力中，自身职责均不需要的占 {value}。",
    ),
    formula=r"|P_u \setminus \mathrm{req}(R_u)| / |P_u|",
    range=(0, 1),
    higher="worse",
    dimension="measures.share",
    sources=_SOURCES,
    oracles=("needs_congruence",),
)
def unit_idle(structure: Structure) -> pd.Series:
    """Return for every unit the share of its powers that no duty of its own needs.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures import powers
    >>> build = gg.Builder().add("units", id="env", name="Environment", kind="department")
    >>> build = build.add("matters", id="noise", name="Noise")
    >>> build = build.add("powers", unit="env", power="inspect", matter="noise")
    >>> powers.unit_idle(build.build()).to_dict()
    {'env': 1.0}
    """
    return share_by_unit(structure, _unused(structure, "needed"), "powers.unit_idle")
