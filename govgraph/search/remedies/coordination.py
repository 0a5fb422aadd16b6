"""Remedies for units that work together without a tie, without data, or against each other."""

from collections.abc import Iterator

from govgraph.reforms.operators.add_tie import AddTie
from govgraph.reforms.operators.change_assessment import ChangeAssessment
from govgraph.reforms.operators.create_joint_body import CreateJointBody
from govgraph.reforms.operators.share_data import ShareData
from govgraph.search.catalogue import Steps, no_remedy, remedy
from govgraph.search.groups import Group, named
from govgraph.search.naming import body_ends, free_id, matter_names

no_remedy("GG303", "search.none_circle")


@remedy("GG301")
def a_tie(group: Group) -> Iterator[Steps]:
    """The partners agree to coordinate, each pair by itself, or join one body for the matter."""
    about = group.matters[0] if len(group.matters) == 1 else ""
    yield tuple(
        AddTie(kind="coordinates", source=hub, target=others, matter=about)
        for hub, others in _by_hub(group).items()
    )
    yield (_body(group, about),)


@remedy("GG302")
def shared_data(group: Group) -> Iterator[Steps]:
    """Partners let each other read the data of the matter."""
    about = group.matters[0] if len(group.matters) == 1 else ""
    yield tuple(
        ShareData(source=hub, target=others, matter=about) for hub, others in _by_hub(group).items()
    )


@remedy("GG304")
def a_tie_between_aims(group: Group) -> Iterator[Steps]:
    """The two coordinate, join one body, or one of them is no longer assessed against the other."""
    raises, lowers = named(group.first, "raises"), named(group.first, "lowers")
    about = group.matters[0] if group.matters else ""
    yield (AddTie(kind="coordinates", source=raises, target=lowers, matter=about),)
    yield (_body(group, about),)
    for objective in named(group.first, "objective"):
        yield (ChangeAssessment(units=lowers, objective=objective, weight=0),)


def _by_hub(group: Group) -> dict[str, tuple[str, ...]]:
    """Return the pairs of all places, by the unit that stands for each pair."""
    found: dict[str, dict[str, None]] = {}
    for place in group.places:
        (hub,) = named(place, "hub")
        found.setdefault(hub, {}).update(dict.fromkeys(named(place, "others")))
    return {hub: tuple(others) for hub, others in found.items()}


def _body(group: Group, matter: str) -> CreateJointBody:
    """Return a joint conference of everyone concerned, chaired by the unit that leads most."""
    hubs = _by_hub(group) if "hub" in group.first.values else {}
    ranked = sorted(group.units, key=lambda unit: (-len(group.led(unit)), unit))
    chair = next((unit for unit in ranked if group.led(unit)), next(iter(hubs), ranked[0]))
    name, english = matter_names(group, "search.joint_body")
    return CreateJointBody(
        id=free_id(group.structure, "joint"),
        name=name,
        name_en=english,
        chair=chair,
        members=tuple(unit for unit in group.units if unit != chair),
        matter=matter,
        until=body_ends(group.structure),
    )
