"""Remedies for the way of the public to whoever answers for a matter; and the configuration."""

from collections.abc import Iterator

from govgraph.measures.groundwork.partners import leads_by_cell
from govgraph.model.jurisdiction import cells
from govgraph.reforms.catalogue import Reform
from govgraph.reforms.operators.add_tie import AddTie
from govgraph.reforms.operators.assign_duties import AssignDuties
from govgraph.reforms.operators.grassroots_call import GrassrootsCall
from govgraph.reforms.operators.remove_tie import RemoveTie
from govgraph.search.catalogue import Steps, no_remedy, remedy
from govgraph.search.groups import Group, named

no_remedy("GG001", "search.none_configuration")


@remedy("GG601")
def a_door_and_a_way(group: Group) -> Iterator[Steps]:
    """The lead or the government receives; doors refer to the lead, or may call it."""
    (matter,) = group.matters
    variant = group.first.variant
    if variant == "no_path":
        leads = tuple(dict.fromkeys(u for place in group.places for u in named(place, "leads")))
        yield (AddTie(kind="refers", source=group.units, target=leads, matter=matter),)
        yield (GrassrootsCall(callers=group.units, departments=leads, matters=matter),)
    elif variant == "confusion":
        for end in _ends(group, matter):
            yield tuple(_one_end(group, matter, end))
    else:
        if group.units:
            yield (AssignDuties(units=group.units, matters=matter, role="receive"),)
        about = group.about
        own = about[(about["kind"] == "government") & about["area"].isin(group.areas)]
        if len(own):
            yield (AssignDuties(units=tuple(own.index), matters=matter, role="receive"),)


def _ends(group: Group, matter: str) -> list[str]:
    """Return where the matter may end from all doors: its leads first, then other ends."""
    frame = cells(group.structure)
    mine = frame.index[(frame["matter"] == matter) & frame["area"].isin(group.areas)]
    by_cell = leads_by_cell(group.structure)
    leads = [unit for cell in mine for unit in by_cell.get(cell, ())]
    ends = [unit for place in group.places for unit in named(place, "ends")]
    return list(dict.fromkeys([unit for unit in leads if unit in ends] or ends))[:1]


def _one_end(group: Group, matter: str, end: str) -> Iterator[Reform]:
    """Let every door refer the matter to one unit and to no other."""
    ties = group.structure.relations
    refers = ties[(ties["kind"] == "refers") & ties["source"].isin(group.units)]
    for row in refers[(refers["matter"] == matter) & (refers["target"] != end)].itertuples():
        yield RemoveTie(
            kind="refers", source=str(row.source), target=str(row.target), matter=matter
        )
    doors = tuple(unit for unit in group.units if unit != end)
    yield AddTie(kind="refers", source=doors, target=end, matter=matter)
