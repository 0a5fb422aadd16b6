"""Remedies for superiors: too many, without an arbiter, where only guidance is lawful."""

from collections.abc import Iterable, Iterator

from govgraph.measures.groundwork.heads import AREA_SIDE
from govgraph.reforms.catalogue import Reform
from govgraph.reforms.operators.add_tie import AddTie
from govgraph.reforms.operators.change_tie import ChangeTie
from govgraph.reforms.operators.merge_units import MergeUnits
from govgraph.reforms.operators.remove_tie import RemoveTie
from govgraph.search.catalogue import Steps, no_remedy, remedy
from govgraph.search.groups import Group, named

no_remedy("GG901", "search.none_basis")


@remedy("GG201")
def one_prevails(group: Group) -> Iterator[Steps]:
    """One head goes on leading and the others guide: the area's, or one of the line."""
    (unit,) = group.units
    heads = named(group.first, "heads")
    kind = group.about["kind"]
    area = [head for head in heads if kind[head] in AREA_SIDE]
    line = [head for head in heads if head not in area]
    for prevailing in [*area[:1], *line[:1]]:
        others = tuple(head for head in heads if head != prevailing)
        yield (ChangeTie(kind="leads", source=others, target=unit, to="guides"),)
    if len(area) == 1 and line:
        yield (ChangeTie(kind="leads", source=line[0], target=unit, primary=True),)


@remedy("GG202")
def one_arbiter(group: Group) -> Iterator[Steps]:
    """One of the heads guides in place of leading, or a superior of one leads the other too."""
    below = named(group.first, "below")
    for head in group.units:
        yield (ChangeTie(kind="leads", source=head, target=below, to="guides"),)
    for head, other in (group.units, group.units[::-1]):
        for above in group.heads(head)[:1]:
            if above not in group.heads(other):
                yield (AddTie(kind="leads", source=above, target=other),)


@remedy("GG203")
def one_counterpart(group: Group) -> Iterator[Steps]:
    """One upper bureau speaks for the others, or they are merged above."""
    (unit,) = group.units
    upper = named(group.first, "counterparts")
    ending = tuple(_ending(group, upper[1:], unit))
    if ending:
        yield ending
    yield (MergeUnits(units=upper, into=upper[0]),)


@remedy("GG204")
def guidance(group: Group) -> Iterator[Steps]:
    """The leadership over communities becomes guidance."""
    (head,) = group.units
    communities = named(group.first, "communities")
    yield (ChangeTie(kind="leads", source=head, target=communities, to="guides"),)


def _ending(group: Group, heads: Iterable[str], unit: str) -> Iterator[Reform]:
    """End what ties heads to a unit."""
    ties = group.structure.relations
    for head in heads:
        own = ties[(ties["source"] == head) & (ties["target"] == unit)]
        for kind in dict.fromkeys(own["kind"]):
            if kind in {"leads", "guides"}:
                yield RemoveTie(kind=kind, source=head, target=unit)
