"""What an event loop knows: the network, which never changes, and the run, which does."""

from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

#: A table whose rows are read and written by the names of their columns.
Table: TypeAlias = NDArray[Any]

#: Hours after which calendars begin again.
PERIOD = 168.0
#: Nobody, nothing, nowhere.
NONE = -1
#: Targets of arcs out of the network: done, given up, stuck.
DONE, LEFT, STUCK = -1, -2, -3


def _table(**columns: str) -> np.dtype[Any]:
    return np.dtype(list(columns.items()), align=True)


#: One thing that a station does to jobs of one class, and where they go then. ``mean`` is the time
#: of one service while the station is open; ``site`` has one bit set where the job's owner comes
#: along; ``group`` counts moves; ``takes_on`` marks services with which a job can be taken on;
#: parts ``first_part`` to ``last_part`` are visited side by side and meet at ``then``.
NODE = _table(
    mean="f8", site="u8", station="i4", kind="i4", first="i4", last="i4", group="i4",
    first_part="i4", last_part="i4", then="i4", takes_on="?",
)  # fmt: skip
#: One way on from a node, taken when a uniform draw is at most ``upto``; ``taken`` counts. The job
#: ``forks`` into the parts of its node there, is sent back (``returns``), is not taken on
#: (``declines``).
ARC = _table(
    upto="f8", delay="f8", taken="i8", target="i4", label="i1", forks="?", returns="?",
    declines="?",
)  # fmt: skip
#: One class of jobs: ``limit`` (nan: none), mean ``patience`` (inf: endless), and what may follow:
#: a ``detour`` to ``detour_node`` when patience is lost; when done, ``content`` or not, and then
#: ``again`` after a mean ``interval``.
CLASS = _table(
    limit="f8", patience="f8", detour="f8", content="f8", again="f8", interval="f8",
    detour_node="i4", priority="i4",
)  # fmt: skip
#: One random source of jobs of a class, from ``begin`` to ``end``; ``number`` counts them. They
#: enter at one of the doors from ``first`` to ``last``.
SOURCE = _table(
    rate="f8", begin="f8", end="f8", key="u8", number="i8", kind="i4", first="i4", last="i4"
)
#: Where jobs of a source enter, when a uniform draw is at most ``upto``.
DOOR = _table(upto="f8", node="i4")
#: Spans of a calendar, in order, and the open hours of its period.
CALENDAR = _table(total="f8", first="i4", last="i4")
#: Open hours within a period, and those ``before`` them.
SPAN = _table(opens="f8", closes="f8", before="f8")
#: How this network is run: end of the warm-up and of what is counted, spread of services; jobs
#: (``margin``) and further events (``pushes``) that one event can bring at most.
OPTIONS = _table(
    warm="f8", horizon="f8", variation="f8", priorities="i4", margin="i4",
    pushes="i8", record="?",
    absences="?", left_label="i1", detour_label="i1",
)  # fmt: skip
#: Servers that share a queue; the rest counts what they do.
STATION = _table(
    since="f8", busy_area="f8", waiting_area="f8", waited="f8", waited_squared="f8", wakes="f8",
    absence="f8", key="u8", begun="i8", servers="i4", available="i4", busy="i4", waiting="i4",
    calendar="i4",
)  # fmt: skip
#: First and last job that waits at a station with a priority.
QUEUE = _table(head="i4", tail="i4")
#: One job (or one part of it, whose ``parent`` waits for the ``pending`` parts).
JOB = _table(
    key="u8", arrived="f8", begun="f8", expires="f8", node="i4", kind="i4", visit="i4",
    previous="i4", next="i4", parent="i4", waiting="?", open="?", counted="?", detoured="?",
    opened="f8", taken_on="f8", sites="u8", serial="i8", root="i8", again_of="i8",
    pending="i4", entry="i4", group="i4", stops="i4", moves="i4", trips="i4", returns="i4",
    used="?",
)  # fmt: skip
#: When something happens, and what to whom.
EVENT = _table(time="f8", code="i8")
#: Where the run stands, and totals over all classes.
CLOCK = _table(
    now="f8", since="f8", area="f8", stayed="f8", size="i8", top="i8", free="i8", active="i8",
    opened="i8", done="i8", left="i8", stuck="i8", serial="i8", events="i8", week="i8",
    job_rows="i8", visit_rows="i8", hole="?", started="?",
)  # fmt: skip
#: Sums over the counted jobs of a class.
SUMS = _table(
    opened="i8", done="i8", left="i8", stuck="i8", in_time="i8", content="i8",
    again="i8", detoured="i8", moves="i8", trips="i8", sites="i8", returns="i8", stops="i8",
    time="f8", time_squared="f8",
)  # fmt: skip
#: What is kept of one job, and of one visit of a job to a node.
JOB_ROW = _table(
    serial="i8", root="i8", again_of="i8", opened="f8", taken_on="f8", closed="f8", kind="i4",
    entry="i4", moves="i4", trips="i4", sites="i4", returns="i4", end="i1", content="i1",
    detoured="?",
)  # fmt: skip
VISIT_ROW = _table(serial="i8", arrived="f8", begun="f8", finished="f8", node="i4", label="i1")


class Network(NamedTuple):
    """Tables that no run changes."""

    nodes: Table
    classes: Table
    doors: Table
    parts: NDArray[np.int32]
    calendars: Table
    spans: Table
    options: Table


class Run(NamedTuple):
    """Tables that a run changes; those of jobs, events and rows may be lengthened between calls."""

    arcs: Table
    sources: Table
    stations: Table
    queues: Table
    jobs: Table
    heap: Table
    clock: Table
    sums: Table
    job_rows: Table
    visit_rows: Table
