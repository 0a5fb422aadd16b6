"""The heap of events gives them back in order of time, whatever the length of its table."""

import heapq

import numpy as np
import pytest
from numba import njit

from govgraph.kernels.compiled.events import tables
from govgraph.kernels.compiled.events.heap import fill_hole, push


@njit
def served(heap, clock, times, keep):
    """Push times; once `keep` wait, take the next one out before each further push."""
    found = np.empty(len(times))
    taken = 0
    for number in range(len(times)):
        if clock.size - clock.hole >= keep:
            fill_hole(heap, clock)
            found[taken] = heap[0].time
            clock.hole = True
            taken += 1
        push(heap, clock, times[number], 0, number)
    while taken < len(times):
        fill_hole(heap, clock)
        found[taken] = heap[0].time
        clock.hole = True
        taken += 1
    return found


@pytest.mark.parametrize("length", range(12, 60))
def test_events_come_in_order_and_nothing_is_written_outside(length):
    guarded = np.zeros(length + 16, tables.EVENT)
    guarded["time"] = -1.0  # a reader that strays would take these for the earliest
    heap = guarded[:length]
    heap["time"] = np.inf
    clock = np.zeros(1, tables.CLOCK)
    times = np.random.default_rng(length).random(200)
    keep = length - 9
    found = served(heap, clock[0], times, keep)
    expected, waiting = [], []
    for time in times:
        if len(waiting) >= keep:
            expected.append(heapq.heappop(waiting))
        heapq.heappush(waiting, time)
    expected += sorted(waiting)
    assert found.tolist() == expected
    assert set(guarded["time"][length:]) == {-1.0}
