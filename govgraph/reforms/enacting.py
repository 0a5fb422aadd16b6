"""Enacting: one step after the other, each valid, each with its ledger."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import pandas as pd

from govgraph.errors import InvalidStructureError, Place, Problem
from govgraph.model.builder import Builder
from govgraph.model.structure import Structure
from govgraph.reforms.catalogue import Reform
from govgraph.reforms.draft import Draft
from govgraph.reforms.ledger import Ledger, ledger


@dataclass(frozen=True)
class Step:
    """One step of a proposal: an operator with its date and ground.

    Attributes
    ----------
    reform : Reform
        What is done.
    date : str
        From when it holds: ``2024``, ``2024-06`` or ``2024-06-30``; empty where none is given.
    basis : str
        Legal or documentary ground.
    note : str
        Remark.
    origin : str
        What the new rows name as their source; empty for the proposal itself.
    number, line : int
        Its place in the proposal file it was read from, from 1, and its line; 0 for none.
    """

    reform: Reform
    date: str = ""
    basis: str = ""
    note: str = ""
    origin: str = ""
    number: int = 0
    line: int = 0


@dataclass(frozen=True, eq=False)
class Enacted:
    """What a reform made of a structure.

    Attributes
    ----------
    before, structure : Structure
        The structure before and after.
    ledger : Ledger
        What was moved, changed, merged, created and lost.
    stages : tuple of Structure
        The structure after each step, the last one being `structure`.
    """

    before: Structure
    structure: Structure
    ledger: Ledger
    stages: tuple[Structure, ...]


#: What can be enacted: an operator, a step, or several of them in order.
Steps: TypeAlias = Reform | Step | Sequence[Reform | Step]


def steps_of(reforms: Steps) -> tuple[Step, ...]:
    """Return steps, whatever was given."""
    several = (reforms,) if isinstance(reforms, (Reform, Step)) else reforms
    return tuple(one if isinstance(one, Step) else Step(one) for one in several)


def enact(
    structure: Structure,
    reforms: Steps,
    *,
    origin: str = "reform",
    check: bool = True,
    account: bool = True,
) -> Enacted:
    """Take every step and return what became of the structure.

    Parameters
    ----------
    structure : Structure
        The structure before; it stays as it is.
    reforms : Reform or Step or sequence of them
        What is done, in order.
    origin : str
        What new rows name as their source, where their step names none.
    check : bool
        Whether every stage is checked as data that was read is. Operators keep a valid structure
        valid; thousands of draws may leave it out.
    account : bool
        Whether the ledger is written; draws that nobody reads the ledger of may leave it out.

    Returns
    -------
    Enacted
        The structure after, its stages and the ledger.

    Raises
    ------
    UserError
        When a step cannot be taken: names the step and everything it would orphan.
    """
    stages: list[Structure] = []
    found = Ledger()
    for number, step in enumerate(steps_of(reforms), 1):
        now = stages[-1] if stages else structure
        source = step.origin or origin
        draft = Draft(
            now, {"basis": step.basis or None, "origin": source, "since": step.date or None}
        )
        step.reform.change(draft)
        name = step.reform.operator.name
        _refuse_orphans(draft, name)
        stages.append(_structure(draft, step, check=check))
        if account:
            found = found.then(ledger(draft, number, name))
    return Enacted(structure, stages[-1] if stages else structure, found, tuple(stages))


def _refuse_orphans(draft: Draft, name: str) -> None:
    problems = [*draft.dangling(), *_leaderless(draft)]
    if problems:
        raise InvalidStructureError(problems, name)


def _leaderless(draft: Draft) -> Iterator[Problem]:
    """Yield the units that a step leaves without any superior though they had one."""
    if not draft.rewritten("relations"):
        return
    had, have = _led(draft.structure.relations), _led(draft.tables["relations"])
    left = set(draft.tables["units"]["id"]) & (had - have)
    for unit in sorted(left - draft.released):
        yield Problem("reforms.without_superior", Place("units", None, "id"), unit)


def _led(relations: pd.DataFrame) -> set[str]:
    return set(relations.loc[relations["kind"] == "leads", "target"])


def _structure(draft: Draft, step: Step, *, check: bool) -> Structure:
    name = step.reform.operator.name
    about = draft.structure.about
    provenance = (*about.provenance, name)
    about = replace(about, as_of=step.date or about.as_of, provenance=provenance)
    if not check:
        touched = {table: draft.tables[table] for table in draft.touched()}
        return draft.structure.replacing(about, touched)
    build = Builder(about)
    for table, frame in draft.tables.items():
        build.add_table(table, frame)
    return build.build(name)
