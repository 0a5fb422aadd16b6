"""Remedies for duties without the powers they take, and for work handed over without power."""

from collections import Counter
from collections.abc import Iterable, Iterator

from govgraph.reforms.catalogue import Reform
from govgraph.reforms.operators.add_tie import AddTie
from govgraph.reforms.operators.assign_duties import AssignDuties
from govgraph.reforms.operators.grassroots_call import GrassrootsCall
from govgraph.reforms.operators.reassign_lead import ReassignLead
from govgraph.reforms.operators.remove_tie import RemoveTie
from govgraph.reforms.operators.transfer_functions import TransferFunctions
from govgraph.search.catalogue import Steps, remedy
from govgraph.search.granting import granting, holders
from govgraph.search.groups import Group, named


@remedy("GG103")
def powers_for_the_lead(group: Group) -> Iterator[Steps]:
    """The holders grant the lead what it lacks, or the holder of most of it leads."""
    (matter,) = group.matters
    yield tuple(granting(group, matter, _all(group, "powers"), group.units))
    most = Counter(unit for place in group.places for unit in named(place, "holders"))
    for holder, _ in most.most_common(1):
        yield (ReassignLead(matters=matter, source=group.units, target=holder),)


@remedy("GG104")
def power_with_the_work(group: Group) -> Iterator[Steps]:
    """The power follows the work, or the work goes back to the power."""
    (matter,) = group.matters
    if group.first.variant.startswith("referred"):
        yield from _referred(group, matter)
        return
    yield tuple(granting(group, matter, _all(group, "powers"), group.units, data_as_power=True))
    most = Counter(unit for place in group.places for unit in named(place, "holders"))
    holder = most.most_common(1)[0][0]
    yield tuple(
        TransferFunctions(source=unit, target=holder, matters=matter) for unit in group.units
    )
    if group.first.variant == "assist":
        yield (GrassrootsCall(callers=group.units, departments=holder, matters=matter),)


@remedy("GG105")
def a_part_for_the_able(group: Group) -> Iterator[Steps]:
    """Whoever holds the rest of the powers assists, or grants it to the lead."""
    (matter,) = group.matters
    outsiders, leads = _all(group, "outsiders"), _all(group, "leads")
    yield (AssignDuties(units=outsiders, matters=matter, role="assist"),)
    yield tuple(granting(group, matter, _all(group, "powers"), leads))


def _referred(group: Group, matter: str) -> Iterator[Steps]:
    """Give the receiver the duty or the power, or refer to a unit that has both."""
    if group.first.variant == "referred":
        yield (AssignDuties(units=group.units, matters=matter, role="assist"),)
    else:
        yield tuple(granting(group, matter, _all(group, "powers"), group.units, data_as_power=True))
    duties = group.structure.duties
    leads = duties.loc[(duties["matter"] == matter) & (duties["role"] == "lead"), "unit"]
    able = [*leads, *holders(group.structure, matter)["unit"]]
    able = [unit for unit in able if unit not in group.units]
    if able:
        givers = _all(group, "giver")
        yield _instead(matter, givers, group.units, able[0])


def _instead(
    matter: str, givers: Iterable[str], former: tuple[str, ...], receiver: str
) -> tuple[Reform, ...]:
    sources = tuple(giver for giver in givers if giver != receiver)
    return (
        RemoveTie(kind="refers", source=sources, target=former, matter=matter),
        AddTie(kind="refers", source=sources, target=receiver, matter=matter),
    )


def _all(group: Group, value: str) -> tuple[str, ...]:
    """Return what a value names in any place."""
    return tuple(dict.fromkeys(one for place in group.places for one in named(place, value)))
