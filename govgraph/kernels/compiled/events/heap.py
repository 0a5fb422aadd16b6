"""What happens next: a heap in which every event has four others below it.

The event on top stays there, as a hole, until the next one is pushed or asked for: most events
push one other. Behind the last event there are always four places whose time is infinite, so that
the least of four is found without asking how many there are.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from govgraph.kernels.compiled.events.tables import Table
from govgraph.kernels.compiled.loops import LENT

#: What can happen: a service ends, a job enters a node, comes from a source, loses patience; a
#: station has to look at its queue; a new period begins.
FINISH, ENTER, COME, EXPIRE, LOOK, TURN = range(6)
_SHIFT = 40
_INDEX = (1 << _SHIFT) - 1
_NEVER = float("inf")


@LENT.called
def push(heap: Table, clock: Any, time: float, what: int, whom: int) -> None:  # noqa: ANN401
    """Add an event."""
    code = (what << _SHIFT) | whom
    if clock.hole:
        clock.hole = False
        _sink(heap, time, code)
        return
    place = clock.size
    clock.size += 1
    while place > 0:
        above = (place - 1) >> 2
        other = heap[above]
        if other.time <= time:
            break
        heap[place].time, heap[place].code = other.time, other.code
        place = above
    heap[place].time, heap[place].code = time, code


@LENT.inlined
def fill_hole(heap: Table, clock: Any) -> None:  # noqa: ANN401
    """Bring the next event to the top; its time is infinite when there is none."""
    if clock.hole:
        clock.hole = False
        clock.size -= 1
        last = heap[clock.size]
        time, code = last.time, last.code
        last.time = _NEVER
        if clock.size > 0:
            _sink(heap, time, code)


def parted(codes: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return what happens, and to whom, in many events at once (for those outside of the loop)."""
    return codes >> _SHIFT, codes & _INDEX


@LENT.inlined
def what(code: int) -> int:
    """Return what happens."""
    return code >> _SHIFT


@LENT.inlined
def whom(code: int) -> int:
    """Return the number of the job, source or station to which it happens."""
    return code & _INDEX


@LENT.called
def _sink(heap: Table, time: float, code: int) -> None:
    """Put an event in place of the top one."""
    place, below = 0, 1
    while below + 3 < len(heap):
        left = below + (heap[below + 1].time < heap[below].time)
        right = below + 2 + (heap[below + 3].time < heap[below + 2].time)
        least = right if heap[right].time < heap[left].time else left
        first = heap[least]
        if time <= first.time:
            break
        heap[place].time, heap[place].code = first.time, first.code
        place, below = least, 4 * least + 1
    heap[place].time, heap[place].code = time, code
