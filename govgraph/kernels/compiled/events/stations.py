"""Stations: jobs wait, are begun in order of priority and arrival, and keep servers busy."""

import math
from typing import Any

from govgraph.kernels.compiled.events.calendars import after_work, next_open
from govgraph.kernels.compiled.events.draws import exponential, gamma, uniform
from govgraph.kernels.compiled.events.heap import EXPIRE, FINISH, LOOK, push
from govgraph.kernels.compiled.events.tables import NONE, Network, Run, Table
from govgraph.kernels.compiled.loops import LENT

#: Draws of one visit, and those for which a visit has room.
SERVICE, ROUTE, DELAY, PATIENCE, DETOUR, CONTENT, AGAIN, INTERVAL, PARTS = range(9)
_PER_VISIT = 16


@LENT.inlined
def draw(visit: int, purpose: int) -> int:
    """Return the counter of a draw of a job."""
    return visit * _PER_VISIT + purpose


@LENT.inlined
def keep_count(station: Any, now: float) -> None:  # noqa: ANN401
    """Add up the time since the last change at a station."""
    passed = now - station.since
    station.busy_area += passed * station.busy
    station.waiting_area += passed * station.waiting
    station.since = now


@LENT.inlined
def come_to(net: Network, run: Run, slot: int) -> None:
    """Let a job be begun, or wait, at the station of its node."""
    job, clock = run.jobs[slot], run.clock[0]
    now, number = clock.now, net.nodes[job.node].station
    station = run.stations[number]
    job.arrived = now
    keep_count(station, now)
    if station.busy < station.available and _open_now(net, run, number):
        _begin(net, run, slot)
        return
    _line_up(net, run, slot)
    patience = net.classes[job.kind].patience
    if patience < math.inf and job.parent == NONE:
        job.expires = now + patience * exponential(job.key, draw(job.visit, PATIENCE))
        push(run.heap, clock, job.expires, EXPIRE, slot)


@LENT.inlined
def begin_waiting(net: Network, run: Run, number: int) -> None:
    """Begin jobs that wait at a station while it is open and somebody is free."""
    station = run.stations[number]
    if station.waiting > 0 and _open_now(net, run, number):
        keep_count(station, run.clock[0].now)
        while station.waiting > 0 and station.busy < station.available:
            place = number * net.options[0].priorities
            while run.queues[place].head == NONE:
                place += 1
            slot = run.queues[place].head
            step_out(run.jobs, run.queues[place], slot)
            station.waiting -= 1
            _begin(net, run, slot)


@LENT.inlined
def _open_now(net: Network, run: Run, number: int) -> bool:
    """Whether a station is open; if not, it is told to look at its queue when it will be."""
    station, clock = run.stations[number], run.clock[0]
    if station.calendar == NONE:
        return True
    opening = next_open(net.calendars[station.calendar], net.spans, clock.now)
    if opening > clock.now and station.wakes < opening:
        station.wakes = opening
        push(run.heap, clock, opening, LOOK, number)
    return bool(opening <= clock.now)


@LENT.inlined
def _begin(net: Network, run: Run, slot: int) -> None:
    """Begin to serve a job that does not wait (any more)."""
    job, now = run.jobs[slot], run.clock[0].now
    node = net.nodes[job.node]
    station = run.stations[node.station]
    waited = now - job.arrived
    station.busy += 1
    station.begun += 1
    station.waited += waited
    station.waited_squared += waited * waited
    job.begun = now
    variation, counter = net.options[0].variation, draw(job.visit, SERVICE)
    if variation == 1:
        work = node.mean * exponential(job.key, counter)
    else:
        work = node.mean * gamma(job.key, counter, variation)
    done = now + work
    if station.calendar != NONE:
        done = after_work(net.calendars[station.calendar], net.spans, now, work)
    push(run.heap, run.clock[0], done, FINISH, slot)


@LENT.inlined
def _line_up(net: Network, run: Run, slot: int) -> None:
    """Put a job at the end of its queue."""
    job = run.jobs[slot]
    queue = run.queues[place_of(net, job)]
    job.waiting, job.previous, job.next = True, queue.tail, NONE
    if queue.tail == NONE:
        queue.head = slot
    else:
        run.jobs[queue.tail].next = slot
    queue.tail = slot
    run.stations[net.nodes[job.node].station].waiting += 1


@LENT.called
def step_out(jobs: Table, queue: Any, slot: int) -> None:  # noqa: ANN401
    """Take a job out of its queue, wherever it stands there."""
    job = jobs[slot]
    if job.previous == NONE:
        queue.head = job.next
    else:
        jobs[job.previous].next = job.next
    if job.next == NONE:
        queue.tail = job.previous
    else:
        jobs[job.next].previous = job.previous
    job.waiting = False


@LENT.inlined
def place_of(net: Network, job: Any) -> int:  # noqa: ANN401
    """Queue of a job: its station's, for its priority."""
    priority = net.classes[job.kind].priority
    return int(net.nodes[job.node].station * net.options[0].priorities + priority)


@LENT.inlined
def turn(run: Run) -> None:
    """Draw who is absent in the period that begins."""
    clock = run.clock[0]
    for number in range(len(run.stations)):
        station = run.stations[number]
        if station.absence > 0:
            present = 0
            for server in range(station.servers):
                counter = clock.week * station.servers + server
                present += uniform(station.key, counter) > station.absence
            station.available = present
            push(run.heap, clock, clock.now, LOOK, number)
    clock.week += 1
