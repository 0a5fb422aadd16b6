"""Remedies for what units are assessed on."""

from collections.abc import Iterator

import pandas as pd

from govgraph.reforms.catalogue import Reform
from govgraph.reforms.operators.change_assessment import ChangeAssessment
from govgraph.search.catalogue import Steps, remedy
from govgraph.search.granting import granting, holders
from govgraph.search.groups import Group, named


@remedy("GG501")
def one_direction(group: Group) -> Iterator[Steps]:
    """Both are assessed in one direction, or one of them is no longer assessed on it."""
    for objective in named(group.first, "objective"):
        for against, sign in (("lowers", 1.0), ("raises", -1.0)):
            units = _side(group, against, objective)
            yield (ChangeAssessment(units=units, objective=objective, weight=1, sign=sign),)
        units = _side(group, "lowers", objective)
        yield (ChangeAssessment(units=units, objective=objective, weight=0),)


@remedy("GG502")
def power_or_no_target(group: Group) -> Iterator[Steps]:
    """The power comes with the target, or the unit that holds the power has the target."""
    (matter,) = group.matters
    lacking = tuple(dict.fromkeys(p for place in group.places for p in named(place, "powers")))
    yield tuple(granting(group, matter, lacking, group.units, data_as_power=True))
    able = holders(group.structure, matter)["unit"].value_counts().index.tolist()
    goals = group.structure.goals
    known = set(goals.loc[goals["matter"] == matter, "objective"])
    for objective in sorted({o for place in group.places for o in named(place, "objective")}):
        scored = goals[(goals["objective"] == objective) & goals["unit"].isin(group.units)]
        if len(scored):
            yield tuple(_reassessed(objective, matter if objective in known else "", scored, able))


def _reassessed(
    objective: str, matter: str, scored: pd.DataFrame, able: list[str]
) -> Iterator[Reform]:
    """Drop the objective of some units and set it for the unit that holds the power."""
    own = scored[scored["matter"].eq(matter).fillna(value=False)] if matter else scored
    general = scored[~scored.index.isin(own.index)]
    if len(own):
        yield ChangeAssessment(
            units=tuple(own["unit"]), objective=objective, weight=0, matter=matter
        )
    if len(general):
        yield ChangeAssessment(units=tuple(general["unit"]), objective=objective, weight=0)
    if able:
        weight = float(scored["weight"].max())
        yield ChangeAssessment(
            units=able[0], objective=objective, weight=weight if weight > 0 else 1, matter=matter
        )


def _side(group: Group, side: str, objective: str) -> tuple[str, ...]:
    places = [place for place in group.places if named(place, "objective") == (objective,)]
    return tuple(dict.fromkeys(unit for place in places for unit in named(place, side)))
