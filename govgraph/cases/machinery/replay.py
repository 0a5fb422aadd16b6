"""The replay: real reforms as one dated proposal, and where it and the register disagree."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from govgraph.cases.machinery.events import events, link_date
from govgraph.cases.machinery.records import STRUCTURAL, Register
from govgraph.cases.machinery.steps import ROOT, Translator, matter_of
from govgraph.model.builder import Builder
from govgraph.model.structure import Structure
from govgraph.reforms.enacting import Enacted, Step
from govgraph.reforms.proposal import Proposal

EXCEPTIONS = ("kind", "organisation", "name", "since", "until", "detail")


@dataclass(frozen=True, eq=False)
class Replay:
    """Dated links taken as steps, one after the other.

    Attributes
    ----------
    register : Register
        The register.
    since : str
        The day before the first step.
    proposal : Proposal
        All steps with their dates; the note of a step is the type of link that it stands for.
    enacted : Enacted
        What became of the departments, stage by stage.
    """

    register: Register
    since: str
    proposal: Proposal
    enacted: Enacted

    def departments(self, date: str) -> frozenset[str]:
        """Return the ids of the departments on a day, after all steps of that day."""
        found = self.enacted.before
        for step, stage in zip(self.proposal.steps, self.enacted.stages, strict=True):
            if step.date <= date:
                found = stage
        return frozenset(found.units["id"]) - {ROOT}

    def dates(self) -> list[str]:
        """Return every day after the first on which the register or the replay changes."""
        days = {one.start for one in self.register.organisations.values()}
        days |= {one.end for one in self.register.organisations.values()}
        days |= {step.date for step in self.proposal.steps}
        days |= {day for link in self.register.links for day in (link.start, link.end)}
        return sorted(day for day in days if day > self.since)

    def exceptions(self) -> pd.DataFrame:
        """Return where the replay and the register disagree, and what the links leave open.

        Returns
        -------
        DataFrame
            ``kind``, ``organisation``, ``name``, ``since``, ``until``, ``detail``. Kinds:
            ``no link`` (an organisation begins or ends and no link says from or into what),
            ``listed beside`` and ``not listed`` (days on which the register lists an organisation
            that the replay has replaced, or not yet one that it has), ``other type`` (a link
            whose type is not that of an operator that does what the dates say), ``other date`` (a
            link dated before its receiver begins) and ``no dates`` (the register gives no first day
            of an organisation that receives something, and lists it from the beginning).
        """
        rows = [*self._unlinked(), *self._days(), *self._types(), *self._dates(), *self._undated()]
        names = {one.id: one.name for one in self.register.organisations.values()}
        frame = pd.DataFrame(rows, columns=[c for c in EXCEPTIONS if c != "name"])
        frame.insert(2, "name", frame["organisation"].map(names))
        return frame.sort_values(["since", "organisation", "kind"], ignore_index=True)

    def _unlinked(self) -> Iterator[tuple[str, ...]]:
        for event in events(self.register, self.since):
            for one in event.begins:
                yield "no link", one, event.date, "", "begins"
            for one in event.ends:
                yield "no link", one, event.date, "", "ends"

    def _days(self) -> Iterator[tuple[str, ...]]:
        """Yield the spells in which one of the two lists an organisation and the other does not."""
        days = self.dates()
        open_: dict[tuple[str, str], str] = {}
        for day in days:
            listed, replayed = self.register.listed(day), self.departments(day)
            now = {("listed beside", one) for one in listed - replayed}
            now |= {("not listed", one) for one in replayed - listed}
            for kind, one in sorted(set(open_) - now):
                yield kind, one, open_.pop((kind, one)), day, ""
            for spell in sorted(now - set(open_)):
                open_[spell] = day
        for (kind, one), since in sorted(open_.items()):
            yield kind, one, since, "", ""

    def _types(self) -> Iterator[tuple[str, ...]]:
        for step in self.proposal.steps:
            kind, operator = step.note, step.reform.operator
            if kind in STRUCTURAL and kind not in operator.uk:
                changed = min(_units_of(step))
                yield "other type", changed, step.date, "", f"{kind} as {operator.name}"

    def _dates(self) -> Iterator[tuple[str, ...]]:
        for link in self.register.links:
            when = link_date(self.register, link)
            if when > self.since and when != link.start:
                detail = f"{link.kind} from {link.before}: {link.start}"
                yield "other date", link.after, when, "", detail

    def _undated(self) -> Iterator[tuple[str, ...]]:
        for one in self.register.organisations.values():
            links = [link for link in self.register.links if one.id in {link.before, link.after}]
            first = min((link.start for link in links), default="")
            if not one.start and first > self.since and one.id in {link.after for link in links}:
                yield "no dates", one.id, "", "", f"no first day; first link {first}"


def replay(register: Register, since: str) -> Replay:
    """Take the dated links of a register as steps of one proposal, from the day after `since`.

    Parameters
    ----------
    register : Register
        Organisations and links; see `govgraph.cases.machinery.records.read_register`.
    since : str
        The day of the structure that the steps start from, ``1997-05-01``.

    Returns
    -------
    Replay
        The proposal, what it makes of the departments, and where the register disagrees.

    Notes
    -----
    Every type of link is an operator that bears its name: a merger joins units, a demerger splits
    one, a name change recodes it, transfers hand functions over, beginnings and ends without a
    link create and abolish. Of an organisation that ends and has several successors, parts are
    split off and the rest becomes the last one. Functions that a transfer does not name stand as
    one matter, which is recorded at the giver where it is first named.
    """
    before = _structure(register, since)
    present = frozenset(before.units["id"]) - {ROOT}
    holders = dict(zip(before.duties["matter"], before.duties["unit"], strict=True))
    translator = Translator(register, present, holders)
    steps = [
        Step(reform, event.date, note=kind)
        for event in events(register, since)
        for reform, kind in translator.steps(event)
    ]
    title = f"Machinery of government after {since}"
    proposal = Proposal(title, tuple(steps), title)
    return Replay(register, since, proposal, proposal.enact(before))


def _structure(register: Register, since: str) -> Structure:
    build = Builder(title="Departments", as_of=since, status="real")
    build.add("units", id=ROOT, name="Government", kind="government")
    for one in sorted(register.listed(since)):
        organisation = register.organisations[one]
        build.add(
            "units", id=one, name=organisation.name, name_en=organisation.name, kind="department"
        )
        build.add("relations", source=ROOT, target=one, kind="leads")
    later = [link for link in register.links if link_date(register, link) > since]
    matters = dict.fromkeys(matter_of(link) for link in later if link.kind not in STRUCTURAL)
    for matter in matters:
        build.add("matters", id=matter, name=matter)
    return build.build()


def _units_of(step: Step) -> list[str]:
    values = vars(step.reform)
    for name in ("units", "unit", "target"):
        if name in values:
            value = values[name]
            return [value] if isinstance(value, str) else list(value)
    return [""]
