"""Steps with other targets: units, areas and matters exchanged for others, one by one."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any, TypeAlias

from govgraph.model.schema import TABLES
from govgraph.model.structure import Structure
from govgraph.reforms.catalogue import Reform, find_operator, values_of
from govgraph.reforms.enacting import Step, enact
from govgraph.reforms.fields import held
from govgraph.reforms.selection import Where, select

#: Tables whose rows are exchanged, and the columns that exchanged rows share.
STRATA: dict[str, tuple[str, ...]] = {
    "units": ("kind", "level"),
    "areas": ("level",),
    "matters": (),
}
#: New ids by old ids, table by table.
Places: TypeAlias = Mapping[str, Mapping[str, str]]
_TARGETS = {"target", "targets", "crosswalk"}


def named(structure: Structure, steps: Sequence[Step]) -> Iterator[Step]:
    """Yield the steps with every selection replaced by the ids that it chooses."""
    now = structure
    for step in steps:
        tables = {name: now.table(name) for name in TABLES}
        values = {
            name: tuple(select(tables, holds.table, value))
            for name, holds in held(type(step.reform)).items()
            if isinstance(value := getattr(step.reform, name), Where)
        }
        yield replace(step, reform=replace(step.reform, **values))
        now = enact(now, step, check=False, account=False).structure


def targets(reform: Reform) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the ids that a step names, field by field, each with its table."""
    for name, table in _fields(reform.operator.name):
        value = getattr(reform, name)
        if isinstance(value, Mapping):
            yield table, (*value, *value.values())
        elif value:
            yield table, (value,) if isinstance(value, str) else tuple(value)


def exchange(steps: Sequence[Step], places: Places) -> list[Step]:
    """Return the steps with ids exchanged, and with units renamed that are called after them.

    Parameters
    ----------
    steps : sequence of Step
        Steps that name their targets by id.
    places : mapping of str to mapping of str to str
        New ids by old ids, by table; ids that it lacks stay what they are.
    """
    found, now = list[Step](), {table: dict(place) for table, place in places.items()}
    for step in steps:
        reform = step.reform
        fields = _fields(reform.operator.name)
        values = {name: _other(getattr(reform, name), now.get(table, {})) for name, table in fields}
        other = replace(reform, **values)
        renamed = zip(reform.called_after(), other.called_after(), strict=True)
        now.setdefault("units", {}).update(renamed)
        found.append(replace(step, reform=other))
    return found


def signature(reform: Reform) -> Hashable:
    """Return what tells steps of one operator apart, whatever the order of the ids they name."""
    return tuple(
        frozenset(value.items())
        if isinstance(value, Mapping)
        else frozenset(value)
        if isinstance(value, tuple)
        else value
        for value in values_of(reform).values()
    )


@cache
def _fields(operator: str) -> tuple[tuple[str, str], ...]:
    """Return the fields that name rows which can be exchanged, each with its table."""
    reform = find_operator(operator).reform
    return tuple(
        (name, holds.table)
        for name, holds in held(reform).items()
        if holds.kind in _TARGETS and holds.table in STRATA
    )


def _other(value: Any, place: Mapping[str, str]) -> Any:  # noqa: ANN401 - any field of a step
    """Return a field's value with ids exchanged; ids that a step makes stay as they are."""
    if isinstance(value, str):
        return place.get(value, value)
    if isinstance(value, Mapping):
        return {place.get(old, old): place.get(new, new) for old, new in value.items()}
    return value if value is None else tuple(place.get(one, one) for one in value)
