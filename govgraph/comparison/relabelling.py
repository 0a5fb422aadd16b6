"""A proposal with other targets: units, areas and matters exchanged for others of their kind."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, TypeAlias

import numpy as np

from govgraph.errors import UndefinedMeasureError, UnknownNameError, UserError
from govgraph.inference.null_models import Trait
from govgraph.model.checks import check_structure
from govgraph.model.schema import TABLES
from govgraph.model.structure import Structure
from govgraph.reforms.catalogue import Reform, find_operator
from govgraph.reforms.enacting import Step, enact
from govgraph.reforms.fields import held
from govgraph.reforms.selection import Where, select

#: Tables whose rows are exchanged, and the columns that exchanged rows share.
STRATA: dict[str, tuple[str, ...]] = {
    "units": ("kind", "level"),
    "areas": ("level",),
    "matters": (),
}
#: Tries, over all steps, for one draw before it counts as without any.
ATTEMPTS = 1000
_TARGETS = {"target", "targets", "crosswalk"}
#: New ids by old ids, table by table.
Places: TypeAlias = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Relabelled:
    """Steps whose targets are known row by row, with the rows they may be exchanged for.

    Attributes
    ----------
    steps : tuple of Step
        The steps; what they chose by a selection is named id by id.
    strata : dict of str to dict of str to tuple of str
        For every id of a table, the ids that may take its place.
    """

    steps: tuple[Step, ...]
    strata: Mapping[str, Mapping[str, tuple[str, ...]]]

    def draw(self, before: Structure, generator: np.random.Generator) -> "Draw":
        """Return what one random reform makes of a structure.

        Targets get their places at the first step that names them and keep them in later steps. A
        step that cannot be taken draws the places it brought in anew; where that does not help, or
        the end breaks a rule of the model, everything is drawn anew.

        Parameters
        ----------
        before : Structure
            The structure before.
        generator : Generator
            Source of randomness.

        Returns
        -------
        Draw
            The structure after and how many tries were rejected.
        """
        rejected = 0
        while rejected < ATTEMPTS:
            after, tried = self._try(before, generator, ATTEMPTS - rejected)
            rejected += tried
            if after is not None:
                return Draw(after, rejected)
        return Draw(None, rejected)

    def _try(
        self, before: Structure, generator: np.random.Generator, attempts: int
    ) -> tuple[Structure | None, int]:
        """Take all steps once, each on targets that it can be taken on."""
        places, now, rejected = _Places(self.strata, generator), before, 0
        for step in self.steps:
            after, tried = _taken(now, step, places, attempts - rejected)
            rejected += tried
            if after is None:
                return None, rejected
            now = after
        return (now, rejected) if _is_valid(before, now) else (None, rejected + 1)


@dataclass(frozen=True)
class Draw:
    """One random reform.

    Attributes
    ----------
    structure : Structure or None
        What it leads to; None where none was found that can be enacted.
    rejected : int
        Tries that could not be enacted.
    """

    structure: Structure | None
    rejected: int


class _Places:
    """Which id takes the place of which, drawn when an id is first met."""

    def __init__(
        self, strata: Mapping[str, Mapping[str, tuple[str, ...]]], generator: np.random.Generator
    ) -> None:
        self.strata, self.generator = strata, generator
        self.taken: dict[str, dict[str, str]] = {table: {} for table in strata}

    def meet(self, table: str, ids: Iterable[str]) -> int:
        """Draw places for the ids that have none yet; return how many were drawn."""
        own, place = self.strata[table], self.taken[table]
        new = [one for one in dict.fromkeys(ids) if one in own and one not in place]
        used = set(place.values())
        for one in new:
            free = [other for other in own[one] if other not in used]
            place[one] = free[self.generator.integers(len(free))]
            used.add(place[one])
        return len(new)

    def copy(self) -> dict[str, dict[str, str]]:
        """Return the places as they are."""
        return {table: dict(place) for table, place in self.taken.items()}


def _taken(
    now: Structure, step: Step, places: _Places, attempts: int
) -> tuple[Structure | None, int]:
    """Take a step on random targets; return what it makes and how many tries failed."""
    kept = places.copy()
    for failed in range(attempts):
        places.taken = {table: dict(place) for table, place in kept.items()}
        drawn = sum([places.meet(table, ids) for table, ids in _targets(step.reform)])
        other = replace(step, reform=_exchanged(step.reform, places.taken))
        try:
            return enact(now, other, check=False, account=False).structure, failed
        except UserError:
            if not drawn:
                return None, failed + 1
    return None, attempts


def _is_valid(before: Structure, after: Structure) -> bool:
    tables = {name: after.table(name) for name in TABLES}
    return not check_structure(tables, after.differing(before))


def relabelled(
    structure: Structure, steps: Sequence[Step], within: Sequence[Trait] = ()
) -> Relabelled:
    """Return steps whose targets can be exchanged.

    Parameters
    ----------
    structure : Structure
        The structure before.
    steps : sequence of Step
        The steps; they are taken once, so that selections are known row by row.
    within : sequence of {"kind", "line", "area", "sector"}
        What exchanged units share beside kind and level.

    Returns
    -------
    Relabelled
        Draws the exchanged steps.

    Raises
    ------
    UserError
        When a step cannot be taken.
    UndefinedMeasureError
        When no target could be any other row: there is nothing to exchange.
    """
    strata = {table: _strata(structure, table, within) for table in STRATA}
    named = tuple(_named(structure, steps))
    targets = [
        (table, one) for step in named for table, ids in _targets(step.reform) for one in ids
    ]
    if not any(len(strata[table].get(one, ())) > 1 for table, one in targets):
        raise UndefinedMeasureError("guards.nothing_to_relabel")
    return Relabelled(named, strata)


def _strata(
    structure: Structure, table: str, within: Sequence[Trait]
) -> dict[str, tuple[str, ...]]:
    frame = structure.table(table)
    shared = [*STRATA[table], *(within if table == "units" else ())]
    for trait in shared:
        if trait not in frame:
            raise UnknownNameError.among("inference.as_traits", trait, frame.columns)
    if table == "units":
        level = structure.areas.set_index("id")["level"]
        frame = frame.assign(level=frame["level"].fillna(frame["area"].map(level)))
    whole = [("", frame["id"])]
    groups = frame.groupby(shared, dropna=False, sort=False)["id"] if shared else whole
    return {one: tuple(ids) for _, ids in groups for one in ids}


def _named(structure: Structure, steps: Sequence[Step]) -> Iterator[Step]:
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
        now = enact(now, step, check=False).structure


def _targets(reform: Reform) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the ids that a step names, field by field."""
    for name, table in _fields(reform.operator.name):
        value = getattr(reform, name)
        if isinstance(value, Mapping):
            yield table, (*value, *value.values())
        elif value:
            yield table, (value,) if isinstance(value, str) else tuple(value)


@cache
def _fields(operator: str) -> tuple[tuple[str, str], ...]:
    """Return the fields that name rows which can be exchanged, each with its table."""
    reform = find_operator(operator).reform
    return tuple(
        (name, holds.table)
        for name, holds in held(reform).items()
        if holds.kind in _TARGETS and holds.table in STRATA
    )


def _exchanged(reform: Reform, places: Places) -> Reform:
    fields = _fields(reform.operator.name)
    return replace(reform, **{n: _other(getattr(reform, n), places[table]) for n, table in fields})


def _other(value: Any, place: Mapping[str, str]) -> Any:  # noqa: ANN401 - any field of a step
    """Return a field's value with ids exchanged; ids that a step makes stay as they are."""
    if isinstance(value, str):
        return place.get(value, value)
    if isinstance(value, Mapping):
        return {place.get(old, old): place.get(new, new) for old, new in value.items()}
    return value if value is None else tuple(place.get(one, one) for one in value)
