"""Enacting: one step after the other, each valid, each with its ledger."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from govgraph.errors import InvalidStructureError, Place, Problem
from govgraph.model.about import About
from govgraph.model.builder import Builder
from govgraph.model.schema import TABLES
from govgraph.model.structure import Structure
from govgraph.reforms.catalogue import Reform
from govgraph.reforms.draft import Draft
from govgraph.reforms.ledger import Ledger, ledger
from govgraph.text import Language


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
    note, note_en : str
        Remark in the proposal's own language and in English.
    origin : str
        What the new rows name as their source; empty for the proposal itself.
    number, line : int
        Its place in the proposal file it was read from, from 1, and its line; 0 for none.
    """

    reform: Reform
    date: str = ""
    basis: str = ""
    note: str = ""
    note_en: str = ""
    origin: str = ""
    number: int = 0
    line: int = 0

    def remark(self, lang: Language = "en") -> str:
        """Return the remark in one language, or the other one where it is missing."""
        return (self.note or self.note_en) if lang == "zh" else (self.note_en or self.note)


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
    whole: bool = True,
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
        Whether the rows that a step adds or changes, and all that refers to them, are checked
        after every step. Operators keep a valid structure valid; thousands of draws may leave it
        out.
    whole : bool
        Whether the whole structure is checked in the end as well, as data that was read is.
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
    found, steps = Ledger(), steps_of(reforms)
    for number, step in enumerate(steps, 1):
        draft = attempt(stages[-1] if stages else structure, step, origin=origin)
        name = step.reform.operator.name
        if check:
            _refuse(draft.problems(), name)
        last = number == len(steps)
        stages.append(_checked(draft, step) if check and whole and last else outcome(draft, [step]))
        if account:
            found = found.then(ledger(draft, number, name))
    return Enacted(structure, stages[-1] if stages else structure, found, tuple(stages))


def attempt(before: Structure | Draft, step: Step, *, origin: str = "reform") -> Draft:
    """Return the draft that a step makes of a structure.

    Parameters
    ----------
    before : Structure or Draft
        The structure before, or the draft that the step before it made; it stays as it is.
    step : Step
        What is done.
    origin : str
        What new rows name as their source, where the step names none.

    Returns
    -------
    Draft
        The tables after the step, which are not checked as data that was read is.

    Raises
    ------
    UserError
        When the step cannot be taken: names everything it would orphan.
    """
    source = step.origin or origin
    common = {"basis": step.basis or None, "origin": source, "since": step.date or None}
    draft = before.following(common) if isinstance(before, Draft) else Draft(before, common)
    step.reform.change(draft)
    _refuse([*draft.dangling(), *_leaderless(draft)], step.reform.operator.name)
    return draft


def _refuse(problems: list[Problem], name: str) -> None:
    if problems:
        raise InvalidStructureError(problems, name)


def _leaderless(draft: Draft) -> Iterator[Problem]:
    """Yield the units that a step leaves without any superior though they had one."""
    had = draft.given("relations")
    ties = [row for row in draft.rewritten("relations") if row in had]
    led = {had.cell(row, "target") for row in ties if had.cell(row, "kind") == "leads"}
    for unit in sorted((led & draft.sheet("units").ids) - draft.released):
        if not draft.rows("relations", kind="leads", target=unit):
            yield Problem("reforms.without_superior", Place("units", None, "id"), unit)


def outcome(draft: Draft, steps: Sequence[Step]) -> Structure:
    """Return the structure that drafts of steps, taken one after the other, end in.

    Parameters
    ----------
    draft : Draft
        The draft of the last step.
    steps : sequence of Step
        All steps since the structure that the first one was taken on.

    Returns
    -------
    Structure
        The structure after, which is not checked.

    Notes
    -----
    Rows get their canonical order in the end alone, not after each step as in `enact`. Where a
    step joins rows and keeps the first of different texts, it may keep another one.
    """
    tables = {table: draft.sheet(table).frame for table in TABLES if draft.differs(table)}
    return draft.structure.replacing(_about(draft, steps), tables)


def _checked(draft: Draft, step: Step) -> Structure:
    """Return the structure, checked in every table as data that was read is."""
    build = Builder(_about(draft, [step]))
    for table, frame in draft.tables.items():
        build.add_table(table, frame)
    return build.build(step.reform.operator.name)


def _about(draft: Draft, steps: Sequence[Step]) -> About:
    about = draft.structure.about
    names = [step.reform.operator.name for step in steps]
    dates = [step.date for step in steps if step.date]
    as_of = dates[-1] if dates else about.as_of
    return replace(about, as_of=as_of, provenance=(*about.provenance, *names))
