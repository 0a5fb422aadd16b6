"""From a structure to the ways of its cases."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd

from govgraph.casework.desks import Desks
from govgraph.casework.flowing import Routing
from govgraph.casework.routes import Routes
from govgraph.casework.sheet import Sheet, State, Trial
from govgraph.casework.standing import Standings
from govgraph.casework.streams import Stream
from govgraph.casework.ways import Ways
from govgraph.errors import UnknownNameError
from govgraph.measures.groundwork.doors import doors
from govgraph.measures.groundwork.work import shares
from govgraph.model.jurisdiction import cells
from govgraph.model.structure import Structure
from govgraph.model.workload import Workload

__all__ = ["Routing", "routing"]

#: Kinds of door where nobody attends in person.
_REMOTE = ("channel", "platform")


class _Entry(NamedTuple):
    """Cases of a row of demand that come to a door, None where there is none, of a cell."""

    row: int
    share: float
    door: str | None
    cell: int


def routing(
    structure: Structure,
    workload: Workload | None = None,
    *,
    matters: Iterable[str] | None = None,
) -> Routing:
    """Return the ways of the cases of a structure.

    Parameters
    ----------
    structure : Structure
        The structure; its ``demand`` says how many cases a year arise where, and at which door.
    workload : Workload, optional
        Officials, priorities and parameters. Without one the officials in post (``filled``) work
        the cases for part of their hours (parameter ``case_share``).
    matters : iterable of str, optional
        Only these matters; all by default.

    Returns
    -------
    Routing
        The states and trials.

    Raises
    ------
    UnknownNameError
        When there is no such matter.

    Notes
    -----
    A case is taken in at its door and handed over to a lead of its matter and area along stated
    referrals, leadership, guidance and coordination, with one hand-over for each unit between;
    where nothing leads there the person takes it to the lead. Without a stated rule for the
    matter some cases go astray to assisting units, which return them or pass them on. Of several
    leads each may refuse. A lead that cannot read the data returns the case. A lead without a
    needed power wins it from its holder by a live call, or asks over coordination or a joint
    body, or puts it before a joint body that decides; else, and when it does not settle the case,
    the exception climbs from superior to superior (the escalation of the Virtual Design Team,
    Levitt et al. 1994) to one who can give orders to every holder. Without the powers nobody
    settles a case. People attend where their case is taken in, handled or assisted, at the desk
    in the joint centre where the unit has one; not where the door is a channel or platform.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.casework.routing import routing
    >>> build = gg.Builder().add("levels", id="c", name="C")
    >>> build = build.add("areas", id="A", name="A", level="c")
    >>> build = build.add("units", id="env", name="Environment", kind="department", area="A")
    >>> build = build.add("matters", id="noise", name="Noise", hours=6)
    >>> build = build.add("duties", unit="env", matter="noise", role="lead")
    >>> build = build.add("demand", matter="noise", area="A", cases=50, door="env")
    >>> flow = routing(build.build()).flow({"resolve": 0.9})
    >>> round(float(flow.chain.absorption[0, 0]), 3)
    0.994
    """
    desks, standings = Desks(structure, workload), Standings(structure)
    place = cells(structure)
    matter = place["matter"].tolist()
    wanted = _wanted(structure, matters)
    sheet, higher, found = Sheet(), dict[int, int](), list[tuple[int, int, float]]()
    ways = {matter: Ways(structure, matter) for matter in wanted}
    for entry in _entries(structure, wanted):
        if entry.door is None:
            found.append((-1, entry.row, entry.share))
            continue
        remote = desks.kind[entry.door] in _REMOTE
        of_matter, standing = ways[matter[entry.cell]], standings.of(entry.cell)
        stream = Stream(of_matter, standing, desks, sheet, entry.cell, entry.door, remote)
        found.append((stream.enter(), entry.row, entry.share))
        if higher.get(entry.cell, -1) < 0:
            higher[entry.cell] = stream.higher
    states = pd.DataFrame(sheet.states, columns=State._fields)
    used, states["cell"] = np.unique(states["cell"].to_numpy(np.int64), return_inverse=True)
    own = _cells(structure, workload, place.iloc[used], [higher[one] for one in used.tolist()])
    worked, desk = _desks(structure, desks, own, states)
    routes = Routes(
        desks=worked,
        cells=own,
        states=states.assign(desk=desk),
        trials=_ordered(sheet),
        forks=pd.DataFrame(sheet.forks, columns=["state", "part", "then"], dtype=np.int64),
        entries=pd.DataFrame(found, columns=["state", "demand", "share"]),
        shares=shares(structure),
    )
    return Routing(routes, structure, workload)


def _wanted(structure: Structure, matters: Iterable[str] | None) -> frozenset[str]:
    known = structure.matters["id"].tolist()
    wanted = frozenset(known if matters is None else matters)
    for matter in sorted(wanted - set(known)):
        raise UnknownNameError.among("model.as_matters", matter, known)
    return wanted


def _entries(structure: Structure, wanted: frozenset[str]) -> Iterator[_Entry]:
    """Yield all demand of the matters wanted, split evenly where no door is named."""
    place = cells(structure)[["matter", "area"]].rename_axis("cell").reset_index()
    demand = structure.demand.rename_axis("row").reset_index().query("cases > 0")
    demand = demand[demand["matter"].isin(list(wanted))]
    demand = demand.merge(place, on=["matter", "area"], how="left")
    otherwise = doors(structure)
    columns = (demand[name].tolist() for name in ("row", "door", "cell"))
    for row, door, cell in zip(*columns, strict=True):
        found = [door] if isinstance(door, str) else sorted(otherwise[cell])
        for one in found:
            yield _Entry(row, 1 / len(found), one, cell)
        if not found:
            yield _Entry(row, 1.0, None, cell)


def _desks(
    structure: Structure, desks: Desks, own: pd.DataFrame, states: pd.DataFrame
) -> tuple[pd.DataFrame, list[int]]:
    """Return the desks that work any state, and the one of each state."""
    matters = structure.matters
    line = matters["line"].astype(object).where(matters["line"].notna(), None)
    lines = dict(zip(matters["id"], line, strict=True))
    known: dict[tuple[str, str | None], int] = {}
    matter = own["matter"].to_numpy(object)[states["cell"].to_numpy(np.int64)]
    about = zip(states["unit"], matter, strict=True)
    used = [desks.of(unit, matter, lines[matter]) for unit, matter in about]
    desk = [known.setdefault(one, len(known)) for one in used]
    return desks.table(list(known)), desk


def _cells(
    structure: Structure, workload: Workload | None, place: pd.DataFrame, higher: list[int]
) -> pd.DataFrame:
    limits = structure.matters.set_index("id")["limit_hours"]
    order = pd.Series(dtype=float)
    if workload is not None:
        order = workload.priorities.set_index("matter")["priority"].astype(float)
    last = order.max() + 1 if len(order) else 0.0
    priority = order.reindex(place["matter"]).fillna(last).rank(method="dense") - 1
    return pd.DataFrame(
        {
            "matter": place["matter"].to_numpy(object),
            "area": place["area"].to_numpy(object),
            "priority": priority.to_numpy(np.int64),
            "limit_hours": limits.reindex(place["matter"]).to_numpy(float),
            "higher": higher,
        }
    )


def _ordered(sheet: Sheet) -> pd.DataFrame:
    trials = pd.DataFrame(sheet.trials, columns=Trial._fields)
    return trials.sort_values(["state", "turn"], kind="stable").reset_index(drop=True)
