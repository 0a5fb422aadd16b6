"""Jobs: where they come from, what is known of them, how they end."""

import math
from typing import Any

import numpy as np

from govgraph.kernels.compiled.events.draws import child, exponential, uniform
from govgraph.kernels.compiled.events.heap import ENTER, push
from govgraph.kernels.compiled.events.stations import AGAIN, CONTENT, INTERVAL, draw
from govgraph.kernels.compiled.events.tables import DONE, LEFT, NONE, Network, Run, Table
from govgraph.kernels.compiled.loops import LENT


@LENT.called
def new_job(jobs: Table, clock: Any, key: np.uint64, kind: int, node: int) -> int:  # noqa: ANN401
    """Return the number of a job that has not opened yet."""
    slot = clock.free
    if slot == NONE:
        slot = clock.top
        clock.top += 1
    else:
        clock.free = jobs[slot].next
    job = jobs[slot]
    job.key, job.kind, job.node, job.entry = key, kind, node, node
    job.visit, job.parent, job.pending, job.group = 0, NONE, 0, NONE
    job.stops, job.moves, job.trips, job.returns, job.sites = 0, 0, 0, 0, 0
    job.again_of, job.serial, job.root = NONE, NONE, NONE
    job.waiting = job.open = job.counted = job.detoured = False
    job.opened = job.taken_on = job.arrived = job.begun = job.expires = math.nan
    job.used = True
    return int(slot)


@LENT.inlined
def release(jobs: Table, clock: Any, slot: int) -> None:  # noqa: ANN401
    """Give the number of a job to another one."""
    jobs[slot].used = jobs[slot].open = False
    jobs[slot].next = clock.free
    clock.free = slot


@LENT.inlined
def open_job(net: Network, run: Run, slot: int) -> None:
    """Let a job count among those that are in the network."""
    clock, job, options = run.clock[0], run.jobs[slot], net.options[0]
    _keep_count(clock)
    clock.active += 1
    clock.opened += 1
    job.open, job.opened, job.serial = True, clock.now, clock.serial
    if job.root == NONE:
        job.root = clock.serial
    clock.serial += 1
    job.counted = options.warm <= clock.now < options.horizon
    if job.counted:
        sums = run.sums[job.kind]
        sums.opened += 1
        sums.again += job.again_of != NONE


@LENT.inlined
def close_job(net: Network, run: Run, slot: int, end: int) -> None:
    """End a job; its owner may come again."""
    clock, job = run.clock[0], run.jobs[slot]
    _keep_count(clock)
    clock.active -= 1
    clock.stayed += clock.now - max(job.opened, net.options[0].warm)
    clock.done += end == DONE
    clock.left += end == LEFT
    clock.stuck += end < LEFT
    content = NONE
    if end == DONE:
        content = _content(net, run, slot)
        if not job.taken_on <= clock.now:
            job.taken_on = job.begun
    if job.counted:
        _add_up(run.sums[job.kind], job, clock.now, end, content)
        run.sums[job.kind].in_time += (
            end == DONE and clock.now - job.opened <= net.classes[job.kind].limit
        )
        if net.options[0].record:
            _write(run.job_rows[clock.job_rows], job, clock.now, end, content)
            clock.job_rows += 1
    release(run.jobs, clock, slot)


@LENT.inlined
def _content(net: Network, run: Run, slot: int) -> int:
    """Whether the owner of a job is content with its end; if not, another may follow."""
    clock, job = run.clock[0], run.jobs[slot]
    kind, visit = net.classes[job.kind], job.visit
    if kind.content >= 1 or uniform(job.key, draw(visit, CONTENT)) <= kind.content:
        return 1
    if uniform(job.key, draw(visit, AGAIN)) <= kind.again:
        key = child(job.key, draw(visit, AGAIN))
        other = new_job(run.jobs, clock, key, job.kind, job.entry)
        run.jobs[other].again_of, run.jobs[other].root = job.serial, job.root
        later = kind.interval * exponential(job.key, draw(visit, INTERVAL))
        push(run.heap, clock, clock.now + later, ENTER, other)
    return 0


@LENT.inlined
def _keep_count(clock: Any) -> None:  # noqa: ANN401
    """Add up the time since the number of open jobs changed."""
    clock.area += (clock.now - clock.since) * clock.active
    clock.since = clock.now


@LENT.inlined
def _add_up(sums: Any, job: Any, now: float, end: int, content: int) -> None:  # noqa: ANN401
    """Add what happened to a job to the sums of its class."""
    time = now - job.opened
    sums.done += end == DONE
    sums.left += end == LEFT
    sums.stuck += end < LEFT
    if end == DONE:
        sums.time += time
        sums.time_squared += time * time
        sums.content += content == 1
    sums.detoured += job.detoured
    sums.moves += job.moves
    sums.trips += job.trips
    sums.sites += bits(job.sites)
    sums.returns += job.returns
    sums.stops += job.stops


@LENT.inlined
def _write(row: Any, job: Any, now: float, end: int, content: int) -> None:  # noqa: ANN401
    """Fill a row about a job that ends."""
    row.serial, row.root, row.again_of = job.serial, job.root, job.again_of
    row.opened, row.taken_on, row.closed = job.opened, job.taken_on, now
    row.kind, row.entry, row.end, row.content = job.kind, job.entry, end, content
    row.moves, row.trips, row.returns = job.moves, job.trips, job.returns
    row.sites, row.detoured = bits(job.sites), job.detoured


@LENT.called
def write_visit(rows: Table, clock: Any, job: Any, owner: Any, label: int) -> None:  # noqa: ANN401
    """Keep a row about a visit that ends, with the label of what comes next."""
    row = rows[clock.visit_rows]
    clock.visit_rows += 1
    row.serial, row.node, row.label = owner.serial, job.node, label
    row.arrived, row.begun, row.finished = job.arrived, job.begun, clock.now


@LENT.called
def bits(number: np.uint64) -> int:
    """Return how many bits of a number are set."""
    found = 0
    while number != np.uint64(0):
        number &= number - np.uint64(1)
        found += 1
    return found
