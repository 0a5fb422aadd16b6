"""A proposal on other targets: one relabelling of like units, areas and matters for all steps."""

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np

from govgraph.comparison.exchanging import (
    STRATA,
    Places,
    exchange,
    named,
    signature,
    targets,
)
from govgraph.errors import (
    InvalidStructureError,
    UndefinedMeasureError,
    UnknownNameError,
    UserError,
)
from govgraph.inference.null_models import Trait
from govgraph.model.checks import check_structure
from govgraph.model.schema import TABLES
from govgraph.model.structure import Structure
from govgraph.reforms.draft import Draft
from govgraph.reforms.enacting import Step, attempt, outcome

#: Relabellings drawn for one reform before it counts as without any.
ATTEMPTS = 1000
#: Relabellings that each step is tried on to see whether it is choosy.
_PROBES = 12
#: Number of a step, from 1 (0: the structure in the end), and the key of why it was refused.
Refusal: TypeAlias = tuple[int, str]


@dataclass(frozen=True)
class Pool:
    """Ids of a table that are exchanged within one set of like rows.

    Attributes
    ----------
    table : str
        The table.
    ids : tuple of str
        The ids that the steps name.
    among : tuple of str
        All ids that may take their places, themselves included.
    """

    table: str
    ids: tuple[str, ...]
    among: tuple[str, ...]

    def draw(self, generator: np.random.Generator) -> Iterator[tuple[str, str]]:
        """Yield the place of each id, all sets of places being equally likely."""
        drawn = generator.permutation(len(self.among))[: len(self.ids)]
        yield from zip(self.ids, (self.among[place] for place in drawn), strict=True)


@dataclass(frozen=True, eq=False)
class Draw:
    """One random reform.

    Attributes
    ----------
    structure : Structure or None
        What it leads to; None where none was found that can be enacted.
    refused : Counter
        Relabellings that were drawn before it and could not be enacted, by step and reason.
    """

    structure: Structure | None
    refused: Counter[Refusal]

    @property
    def rejected(self) -> int:
        """How many relabellings were refused."""
        return self.refused.total()


@dataclass(frozen=True, eq=False)
class Relabelled:
    """Steps whose targets are known row by row, with the rows they may be exchanged for.

    Attributes
    ----------
    steps : tuple of Step
        The steps; what they chose by a selection is named id by id.
    pools : tuple of Pool
        What is exchanged for what.
    choosy : frozenset of int
        Steps, from 0, that can be taken alone on the structure as it is but not on any targets.
    """

    steps: tuple[Step, ...]
    pools: tuple[Pool, ...]
    choosy: frozenset[int] = frozenset()
    _known: dict[Hashable, str] = field(default_factory=dict, repr=False)

    def places(self, generator: np.random.Generator) -> Places:
        """Draw a relabelling: ids of one pool go to different ids of that pool."""
        found: dict[str, dict[str, str]] = {table: {} for table in STRATA}
        for pool in self.pools:
            found[pool.table].update(pool.draw(generator))
        return found

    def draw(self, before: Structure, generator: np.random.Generator) -> Draw:
        """Return what one random reform makes of a structure.

        A relabelling holds for all steps. Choosy steps are tried alone first, which is quick; then
        all are taken in order. Where one is refused, or the end breaks a rule of the model,
        another relabelling is drawn, so that all that can be enacted are equally likely.

        Parameters
        ----------
        before : Structure
            The structure before.
        generator : Generator
            Source of randomness.

        Returns
        -------
        Draw
            The structure after, and what was refused before.
        """
        refused: Counter[Refusal] = Counter()
        while refused.total() < ATTEMPTS:
            steps = exchange(self.steps, self.places(generator))
            refusal = self._alone(before, steps)
            if refusal is None:
                found = _taken(before, steps)
                if isinstance(found, Structure):
                    return Draw(found, refused)
                refusal = found
            refused[refusal] += 1
        return Draw(None, refused)

    def _alone(self, before: Structure, steps: Sequence[Step]) -> Refusal | None:
        """Return the first choosy step that is refused on the structure as it is."""
        for number in sorted(self.choosy):
            key = (number, signature(steps[number].reform))
            if key not in self._known:
                self._known[key] = _refusal(before, steps[number])
            if self._known[key]:
                return number + 1, self._known[key]
        return None


def _refusal(structure: Structure, step: Step) -> str:
    """Return why a step cannot be taken on a structure; empty where it can."""
    try:
        attempt(structure, step)
    except UserError as error:
        return _reason(error)
    return ""


def _reason(error: UserError) -> str:
    return error.problems[0].key if isinstance(error, InvalidStructureError) else error.key


def _taken(before: Structure, steps: Sequence[Step]) -> Structure | Refusal:
    """Return what all steps make of a structure, or which is refused and why."""
    draft: Structure | Draft = before
    for number, step in enumerate(steps, 1):
        try:
            draft = attempt(draft, step)
        except UserError as error:
            return number, _reason(error)
    now = outcome(draft, steps) if isinstance(draft, Draft) else before
    tables = {name: now.table(name) for name in TABLES}
    wrong = check_structure(tables, now.differing(before))
    return (0, wrong[0].key) if wrong else now


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
    known = tuple(named(structure, steps))
    pools = tuple(_pools(known, strata))
    if not pools:
        raise UndefinedMeasureError("guards.nothing_to_relabel")
    whole = Relabelled(known, pools)
    return Relabelled(known, pools, frozenset(_choosy(structure, whole)))


def _strata(
    structure: Structure, table: str, within: Sequence[Trait]
) -> dict[str, tuple[str, ...]]:
    """Return, for every id of a table, the ids that may take its place."""
    frame = structure.table(table)
    shared = [*STRATA[table], *(within if table == "units" else ())]
    for trait in shared:
        if trait not in frame:
            raise UnknownNameError.among("inference.as_traits", trait, frame.columns)
    if table == "units":
        level = structure.areas.set_index("id")["level"]
        home = frame["area"].map(level).astype(frame["level"].dtype)
        frame = frame.assign(level=frame["level"].fillna(home))
    whole = [("", frame["id"])]
    groups = frame.groupby(shared, dropna=False, sort=False)["id"] if shared else whole
    return {one: tuple(ids) for _, ids in groups for one in ids}


def _pools(
    steps: Sequence[Step], strata: Mapping[str, Mapping[str, tuple[str, ...]]]
) -> Iterator[Pool]:
    """Yield what the steps name and can be exchanged, by set of like rows."""
    found: dict[tuple[str, tuple[str, ...]], dict[str, None]] = {}
    for step in steps:
        for table, several in targets(step.reform):
            for one in several:
                if len(among := strata[table].get(one, ())) > 1:
                    found.setdefault((table, among), {})[one] = None
    for (table, among), ids in found.items():
        yield Pool(table, tuple(ids), among)


def _choosy(structure: Structure, whole: Relabelled) -> Iterator[int]:
    """Yield the steps that can be taken alone, but are refused on some relabelling."""
    generator = np.random.default_rng(0)
    probes = [exchange(whole.steps, whole.places(generator)) for _ in range(_PROBES)]
    for number, step in enumerate(whole.steps):
        tries = (_refusal(structure, probe[number]) for probe in probes)
        if not _refusal(structure, step) and any(tries):
            yield number
