"""Remedies for matters with several leads, and with none."""

from collections.abc import Iterator

import pandas as pd

from govgraph.reforms.operators.assign_duties import AssignDuties
from govgraph.reforms.operators.merge_units import MergeUnits
from govgraph.reforms.operators.reassign_lead import ReassignLead
from govgraph.search.catalogue import Steps, remedy
from govgraph.search.granting import holders
from govgraph.search.groups import Group

#: Units that are tried as the one lead.
_TRIED = 2


@remedy("GG101")
def one_lead(group: Group) -> Iterator[Steps]:
    """One of the leads goes on leading and the others assist, or the leads are merged."""
    (matter,) = group.matters
    held = holders(group.structure, matter)["unit"].value_counts()
    able = sorted(group.units, key=lambda unit: (-int(held.get(unit, 0)), unit))
    for lead in able[:_TRIED]:
        others = tuple(unit for unit in group.units if unit != lead)
        yield (ReassignLead(matters=matter, source=others, target=lead),)
    if (
        group.about.loc[list(group.units), ["kind", "area"]].fillna("").drop_duplicates().shape[0]
        == 1
    ):
        yield (MergeUnits(units=group.units, into=able[0]),)


@remedy("GG102")
def a_lead(group: Group) -> Iterator[Steps]:
    """A unit that takes part, holds the powers or is of the line leads; or the governments do."""
    (matter,) = group.matters
    everywhere = [unit for unit in _fit(group, matter) if _covers(group, unit)]
    for lead in everywhere[:_TRIED]:
        yield (AssignDuties(units=lead, matters=matter, role="lead"),)
    if not everywhere:
        for lead in _fit(group, matter)[:1]:
            yield tuple(
                AssignDuties(units=lead, matters=matter, role="lead", area=area)
                for area in group.areas
            )
    about = group.about
    own = about[(about["kind"] == "government") & about["area"].isin(group.areas)]
    if len(own):
        yield (AssignDuties(units=tuple(own.index), matters=matter, role="lead"),)


def _fit(group: Group, matter: str) -> list[str]:
    """Return who could lead: units with a part, holders of its powers, its line, governments."""
    about = group.about
    line = group.structure.matters.set_index("id")["line"][matter]
    of_line = [] if pd.isna(line) else about.index[about["line"] == line]
    governments = about.index[about["kind"].isin(["government", "department"])]
    found = [*group.units, *holders(group.structure, matter)["unit"], *of_line, *governments]
    return list(dict.fromkeys(found))


def _covers(group: Group, unit: str) -> bool:
    """Tell whether the areas concerned are a unit's own or lie in it."""
    home = group.about["area"][unit]
    return pd.isna(home) or all(home in group.structure.area_path(area) for area in group.areas)
