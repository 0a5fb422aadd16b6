"""The four fragmentations of every matter in every area (各事项的四类碎片化).

The same numbers as in `govgraph.measures.profile.table`, one measure each.
"""

import pandas as pd

from govgraph.measures.catalogue import Family, Wording
from govgraph.measures.groundwork.gaps import profile_table
from govgraph.measures.groundwork.work import per_cell
from govgraph.model.structure import Structure

FAMILY = Family(
    "fragmentation", en="The four fragmentations, matter by matter", zh="分事项的四类碎片化"
)


def _column(structure: Structure, column: str) -> pd.Series:
    values = profile_table(structure)[column].to_numpy(dtype=float)
    return per_cell(structure, values, f"matter_profile.{column}")


@FAMILY.measure(
    per="matter",
    en=Wording(
        "Power fragmentation of a matter",
        "Share of the powers the matter needs that neither its lead nor a unit its lead can give"
        " orders to holds.",
        "1: the lead commands none of the powers the matter needs.",
        "Undefined where the matter states no need.",
    ),
    zh=Wording(
        "事项权力碎片化",
        "事项所需权力中，牵头单位及其可指挥单位均不具备的占比。",
        "1 表示牵头单位无法支配任何所需权力。",
        "未列明所需权力的事项无定义。",
    ),
    formula=r"|N_c \setminus P(L_c)| / |N_c|",
    range=(0, 1),
    higher="worse",
    dimension="measures.share",
    sources=("SixEtAl2002",),
)
def power(structure: Structure) -> pd.Series:
    """Return the power fragmentation of every cell of matter and area.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures import matter_profile
    >>> build = gg.Builder().add("units", id="env", name="Environment", kind="department")
    >>> build = build.add("units", id="police", name="Police", kind="department")
    >>> build = build.add("matters", id="noise", name="Noise")
    >>> build = build.add("duties", unit="env", matter="noise", role="lead")
    >>> build = build.add("duties", unit="police", matter="noise", role="assist")
    >>> matter_profile.power(build.build()).tolist()
    [nan]
    """
    return _column(structure, "power")


@FAMILY.measure(
    per="matter",
    en=Wording(
        "Function fragmentation of a matter",
        "1 when the matter does not have exactly one lead in the area, else 0.",
        "1: nobody leads the matter there, or more than one unit does.",
    ),
    zh=Wording(
        "事项职能碎片化",
        "该区域内该事项并非有且仅有一个牵头单位时为 1，否则为 0。",
        "1 表示无人牵头或多头牵头。",
    ),
    formula=r"[\,|L_c| \ne 1\,]",
    range=(0, 1),
    higher="worse",
    dimension="measures.share",
    sources=("SixEtAl2002",),
)
def function(structure: Structure) -> pd.Series:
    """Return the function fragmentation of every cell of matter and area.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures import matter_profile
    >>> build = gg.Builder().add("units", id="env", name="Environment", kind="department")
    >>> build = build.add("units", id="police", name="Police", kind="department")
    >>> build = build.add("matters", id="noise", name="Noise")
    >>> build = build.add("duties", unit="env", matter="noise", role="lead")
    >>> build = build.add("duties", unit="police", matter="noise", role="assist")
    >>> matter_profile.function(build.build()).tolist()
    [0.0]
    """
    return _column(structure, "function")


@FAMILY.measure(
    per="matter",
    en=Wording(
        "Mechanism fragmentation of a matter",
        "Share of the pairs of units that must coordinate on the matter in the area without a"
        " coordinating tie of their own.",
        "1: no two of them have a tie of their own.",
        "Undefined where no two units must coordinate.",
    ),
    zh=Wording(
        "事项机制碎片化",
        "该区域内须就该事项协调的单位对中，没有直接协调机制的占比。",
        "1 表示任何两个单位之间均无协调机制。",
        "没有任何两个单位须相互协调时无定义。",
    ),
    formula=r"|R_c \setminus A_c| / |R_c|",
    range=(0, 1),
    higher="worse",
    dimension="measures.share",
    sources=("SixEtAl2002",),
)
def mechanism(structure: Structure) -> pd.Series:
    """Return the mechanism fragmentation of every cell of matter and area.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures import matter_profile
    >>> build = gg.Builder().add("units", id="env", name="Environment", kind="department")
    >>> build = build.add("units", id="police", name="Police", kind="department")
    >>> build = build.add("matters", id="noise", name="Noise")
    >>> build = build.add("duties", unit="env", matter="noise", role="lead")
    >>> build = build.add("duties", unit="police", matter="noise", role="assist")
    >>> matter_profile.mechanism(build.build()).tolist()
    [1.0]
    """
    return _column(structure, "mechanism")


@FAMILY.measure(
    per="matter",
    en=Wording(
        "Information fragmentation of a matter",
        "Share of the pairs of units that must coordinate on the matter in the area without a path"
        " on which its data reach both.",
        "1: no two of them can see the same data.",
        "Undefined where no two units must coordinate.",
    ),
    zh=Wording(
        "事项信息碎片化",
        "该区域内须就该事项协调的单位对中，没有可使双方获得事项数据的共享途径的占比。",
        "1 表示任何两个单位都看不到同一数据。",
        "没有任何两个单位须相互协调时无定义。",
    ),
    formula=r"|R_c \setminus S_c| / |R_c|",
    range=(0, 1),
    higher="worse",
    dimension="measures.share",
    sources=("SixEtAl2002",),
)
def information(structure: Structure) -> pd.Series:
    """Return the information fragmentation of every cell of matter and area.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures import matter_profile
    >>> build = gg.Builder().add("units", id="env", name="Environment", kind="department")
    >>> build = build.add("units", id="police", name="Police", kind="department")
    >>> build = build.add("matters", id="noise", name="Noise")
    >>> build = build.add("duties", unit="env", matter="noise", role="lead")
    >>> build = build.add("duties", unit="police", matter="noise", role="assist")
    >>> matter_profile.information(build.build()).tolist()
    [1.0]
    """
    return _column(structure, "information")
