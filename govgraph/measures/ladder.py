"""The promotion ladder (晋升阶梯): how many posts wait above how many people."""

import numpy as np
import pandas as pd

from govgraph.errors import UndefinedMeasureError, UnknownNameError
from govgraph.measures.catalogue import Family, Wording
from govgraph.model.structure import Structure
from govgraph.text import words

FAMILY = Family("delayering", en="Promotion ladder", zh="晋升阶梯")

#: Kinds of post that make up one ladder: those of the administrative establishment.
KINDS = ("administrative",)

_SOURCES = ("White1970", "StewmanKonda1983")


def rungs(structure: Structure, *, kinds: tuple[str, ...] = KINDS) -> pd.DataFrame:
    """Return the promotion ladder: one row per grade that has posts, highest first.

    Parameters
    ----------
    structure : Structure
        What to read: its tables ``posts`` and ``grades``.
    kinds : tuple of str
        Kinds of post that make up the ladder; a post whose kind is not stated is always counted.

    Returns
    -------
    DataFrame
        By grade: ``posts`` (quotas; people where a quota is missing), ``people`` (posts filled;
        the quota where that is missing), ``vacant`` (posts without people), ``above`` (posts at
        the next grade that has any) and ``chance``, posts above over people here: ``nan`` at the
        highest grade and where nobody is.

    Raises
    ------
    UndefinedMeasureError
        When the structure has no posts of these kinds.
    UnknownNameError
        When there is no such kind of post.

    Notes
    -----
    The chance is a ratio of stocks, not a yearly rate: how fast posts fall vacant is not in the
    tables. It may exceed 1 where a grade has more posts than the grade below has people.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures import ladder
    >>> build = gg.Builder().add("units", id="gov", name="Government", kind="government")
    >>> build = build.add("grades", id="head", name="Head").add("grades", id="staff", name="Staff")
    >>> build = build.add("posts", unit="gov", grade="head", quota=2, filled=1)
    >>> build = build.add("posts", unit="gov", grade="staff", quota=10, filled=8)
    >>> ladder.rungs(build.build())
           posts  people  vacant  above  chance
    grade
    head     2.0     1.0     1.0    NaN     NaN
    staff   10.0     8.0     2.0    2.0    0.25
    """
    for kind in kinds:
        if kind not in words("post_kind"):
            raise UnknownNameError.among("measures.as_choices", kind, words("post_kind"))
    held = structure.posts
    held = held[held["kind"].isna() | held["kind"].isin(kinds)]
    count = pd.DataFrame(
        {
            "grade": held["grade"],
            "posts": held["quota"].fillna(held["filled"]),
            "people": held["filled"].fillna(held["quota"]),
        }
    ).dropna()
    if count.empty:
        raise UndefinedMeasureError("measures.no_posts")
    total = count.groupby("grade")[["posts", "people"]].sum()
    order = structure.grades.sort_values("rank", kind="stable")["id"]
    found = total.loc[order[order.isin(total.index)]]
    found = found[found["posts"] + found["people"] > 0]
    found["vacant"] = (found["posts"] - found["people"]).clip(lower=0)
    found["above"] = found["posts"].shift()
    found["chance"] = found["above"] / found["people"].where(found["people"] > 0)
    return found


def _below_top(structure: Structure, kinds: tuple[str, ...]) -> pd.DataFrame:
    found = rungs(structure, kinds=kinds).iloc[1:]
    if not found["people"].any():
        raise UndefinedMeasureError("measures.no_ladder")
    return found


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Posts above per person",
        "Posts at the next higher grade per person, over all grades below the highest: each"
        " grade's posts above over its people, weighted by people.",
        "Higher: more room to rise. Removing a layer of offices removes its posts of leadership.",
        "Undefined when no posts are given, when no two grades have posts, or when nobody holds a"
        " post below the highest grade.",
    ),
    zh=Wording(
        "人均上一职级职数",
        "最高职级以下全部人员人均对应的上一职级职数，即各职级“上一职级职数与本职级人数之比”按人数"
        "加权的平均值。",
        "数值越大，晋升空间越大；撤销一个层级会同时减少该层级的领导职数。",
        "没有职数数据、设有职数的职级不足两级，或者最高职级以下无人在岗时无定义。",
    ),
    formula=r"\frac{\sum_{g > 1} q_{g-1}}{\sum_{g > 1} f_g}",
    range=(0, None),
    higher="better",
    dimension="measures.posts_per_person",
    sources=_SOURCES,
)
def chance(structure: Structure, *, kinds: tuple[str, ...] = KINDS) -> float:
    """Return the posts at the next grade per person below the highest grade.

    Parameters
    ----------
    structure : Structure
        What to measure.
    kinds : tuple of str
        Kinds of post that make up the ladder; a post whose kind is not stated is always counted.

    Returns
    -------
    float
        The ratio; `rungs` gives it grade by grade.

    Raises
    ------
    UndefinedMeasureError
        When there are no posts, no two grades with posts, or no people below the highest grade.
    UnknownNameError
        When there is no such kind of post.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures import ladder
    >>> round(ladder.chance(gg.load("longgang", stage="2023")), 3)
    0.166
    """
    found = _below_top(structure, kinds)
    return float(found["above"].sum() / found["people"].sum())


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Narrowest rung",
        "Lowest ratio of posts at the next grade to people at a grade, over the grades below the"
        " highest where somebody is.",
        "Higher: the step at which most careers end is wider.",
        "Undefined when no posts are given, when no two grades have posts, or when nobody holds a"
        " post below the highest grade.",
    ),
    zh=Wording(
        "最窄晋升台阶",
        "最高职级以下各职级中，上一职级职数与本职级人数之比的最小值（仅计有人在岗的职级）。",
        "数值越大，多数人止步的台阶越宽。",
        "没有职数数据、设有职数的职级不足两级，或者最高职级以下无人在岗时无定义。",
    ),
    formula=r"\min_{g > 1} \frac{q_{g-1}}{f_g}",
    range=(0, None),
    higher="better",
    dimension="measures.posts_per_person",
    sources=_SOURCES,
)
def narrowest(structure: Structure, *, kinds: tuple[str, ...] = KINDS) -> float:
    """Return the lowest chance to rise of any grade; parameters and errors are those of `chance`.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures import ladder
    >>> round(ladder.narrowest(gg.load("longgang", stage="2023")), 3)
    0.133
    """
    return float(np.nanmin(_below_top(structure, kinds)["chance"]))
