"""The event loop: what happens next, until a time or until a table is full."""

from govgraph.kernels.compiled.events.draws import child, exponential, uniform
from govgraph.kernels.compiled.events.heap import (
    COME,
    ENTER,
    EXPIRE,
    FINISH,
    LOOK,
    TURN,
    fill_hole,
    push,
    what,
    whom,
)
from govgraph.kernels.compiled.events.jobs import close_job, new_job, open_job, release, write_visit
from govgraph.kernels.compiled.events.stations import (
    DELAY,
    DETOUR,
    PARTS,
    ROUTE,
    begin_waiting,
    come_to,
    draw,
    keep_count,
    place_of,
    step_out,
    turn,
)
from govgraph.kernels.compiled.events.tables import LEFT, NONE, PERIOD, Network, Run
from govgraph.kernels.compiled.loops import LENT

#: Why the loop stopped: it came to the time, or it has to be called again, with more room.
REACHED, PAUSED = 0, 1
#: Events after which it pauses in any case, so that it can be interrupted.
_BATCH = 1_000_000


@LENT.kept
def advance(net: Network, run: Run, until: float) -> int:
    """Let everything happen up to a time.

    Parameters
    ----------
    net : Network
        What never changes.
    run : Run
        Where things stand; changed in place.
    until : float
        Time at which to stop.

    Returns
    -------
    int
        `REACHED`, or `PAUSED` when jobs, events or rows need room before the next event, or after
        a million events; the loop goes on from there when it is called again.
    """
    clock = run.clock[0]
    if not clock.started:
        _start(net, run)
    left = _BATCH
    safe = min(_safe(net, run), left)
    while safe > 0:
        for _ in range(safe):
            fill_hole(run.heap, clock)
            event = run.heap[0]
            if event.time > until:
                clock.now = until
                return REACHED
            clock.now = event.time
            clock.hole = True
            clock.events += 1
            station, slot = _happen(net, run, what(event.code), whom(event.code))
            if station != NONE:
                begin_waiting(net, run, station)
            if slot != NONE:
                _move(net, run, slot)
        left -= safe
        safe = min(_safe(net, run), left)
    return PAUSED


@LENT.inlined
def _safe(net: Network, run: Run) -> int:
    """Return how many events surely find room."""
    clock, options = run.clock[0], net.options[0]
    safe = (len(run.jobs) - clock.top) // options.margin
    safe = min(safe, (len(run.heap) - 8 - clock.size) // options.pushes)
    if options.record:
        safe = min(safe, len(run.job_rows) - clock.job_rows)
        safe = min(safe, len(run.visit_rows) - clock.visit_rows)
    return int(safe)


@LENT.inlined
def _move(net: Network, run: Run, slot: int) -> None:
    """Let a job end, or come to its node."""
    if run.jobs[slot].node < 0:
        close_job(net, run, slot, run.jobs[slot].node)
    else:
        _enter(net, run, slot)


@LENT.inlined
def _happen(net: Network, run: Run, event: int, number: int) -> tuple[int, int]:
    """Let one event happen; return the station to look at and the job that moves, if any."""
    station, slot = NONE, NONE
    if event == FINISH:
        station = net.nodes[run.jobs[number].node].station
        slot = _finish(net, run, number)
    elif event == COME:
        slot = _come(net, run, number)
    elif event == ENTER:
        slot = number
    elif event == EXPIRE:
        slot = _expire(net, run, number)
    elif event == LOOK:
        station = number
    else:
        turn(run)
        push(run.heap, run.clock[0], run.clock[0].now + PERIOD, TURN, 0)
    return station, slot


@LENT.inlined
def _start(net: Network, run: Run) -> None:
    """Ask every source for its first job, and who is absent at first."""
    clock = run.clock[0]
    clock.started = True
    for number in range(len(run.sources)):
        source = run.sources[number]
        time = source.begin + exponential(source.key, source.number) / source.rate
        if time < source.end:
            push(run.heap, clock, time, COME, number)
    if net.options[0].absences:
        push(run.heap, clock, 0.0, TURN, 0)


@LENT.inlined
def _come(net: Network, run: Run, number: int) -> int:
    """Take a job from a source to one of its doors, and ask the source for the next."""
    source, clock = run.sources[number], run.clock[0]
    key = child(source.key, source.number)
    source.number += 1
    time = clock.now + exponential(source.key, source.number) / source.rate
    if time < source.end:
        push(run.heap, clock, time, COME, number)
    drawn = uniform(key, 0)
    low, high = source.first, source.last - 1
    while low < high:
        middle = (low + high) >> 1
        if drawn <= net.doors[middle].upto:
            high = middle
        else:
            low = middle + 1
    return new_job(run.jobs, clock, key, source.kind, net.doors[low].node)


@LENT.inlined
def _enter(net: Network, run: Run, slot: int) -> None:
    """Let a job come to its node."""
    job = run.jobs[slot]
    node = net.nodes[job.node]
    job.visit += 1
    owner = run.jobs[slot if job.parent == NONE else job.parent]
    if job.parent == NONE:
        if not job.open:
            open_job(net, run, slot)
        if job.group != node.group:
            job.moves += job.group != NONE
            job.group = node.group
    owner.stops += 1
    if node.site:
        owner.trips += 1
        owner.sites |= node.site
    come_to(net, run, slot)


@LENT.inlined
def _finish(net: Network, run: Run, slot: int) -> int:
    """End a service; return the job that moves."""
    job, clock = run.jobs[slot], run.clock[0]
    node, owner = net.nodes[job.node], run.jobs[slot if job.parent == NONE else job.parent]
    station = run.stations[node.station]
    keep_count(station, clock.now)
    station.busy -= 1
    number = node.first
    if job.parent == NONE:
        drawn = uniform(job.key, draw(job.visit, ROUTE))
        while drawn > run.arcs[number].upto and number < node.last - 1:
            number += 1
    arc = run.arcs[number]
    if node.takes_on and not arc.declines and not owner.taken_on <= job.begun:
        owner.taken_on = job.begun
    if owner.counted and net.options[0].record:
        write_visit(run.visit_rows, clock, job, owner, arc.label)
    return _go_on(net, run, slot, number) if job.parent == NONE else _meet(net, run, slot)


@LENT.inlined
def _go_on(net: Network, run: Run, slot: int, number: int) -> int:
    """Send a job along an arc, where it is at once or after a random delay."""
    job, arc, clock = run.jobs[slot], run.arcs[number], run.clock[0]
    node = net.nodes[job.node]
    arc.taken += 1
    job.returns += arc.returns
    if arc.forks and node.first_part < node.last_part:
        _fork(net, run, slot, arc.delay)
        return NONE
    job.node = arc.target
    if arc.delay > 0 and arc.target >= 0:
        later = arc.delay * exponential(job.key, draw(job.visit, DELAY))
        push(run.heap, clock, clock.now + later, ENTER, slot)
        return NONE
    return slot


@LENT.inlined
def _fork(net: Network, run: Run, slot: int, delay: float) -> None:
    """Send parts of a job to several nodes side by side."""
    job, clock = run.jobs[slot], run.clock[0]
    node = net.nodes[job.node]
    job.pending = node.last_part - node.first_part
    family = child(job.key, draw(job.visit, PARTS))
    for number in range(node.first_part, node.last_part):
        key = child(family, number - node.first_part)
        place = net.parts[number]
        part = new_job(run.jobs, clock, key, job.kind, place)
        run.jobs[part].parent = slot
        job.moves += job.group != net.nodes[place].group
        job.group = net.nodes[place].group
        later = delay * exponential(key, DELAY)
        push(run.heap, clock, clock.now + later, ENTER, part)


@LENT.inlined
def _meet(net: Network, run: Run, slot: int) -> int:
    """End a part of a job; after the last one the job goes on."""
    parent = run.jobs[slot].parent
    release(run.jobs, run.clock[0], slot)
    job = run.jobs[parent]
    job.pending -= 1
    if job.pending > 0:
        return NONE
    job.node = net.nodes[job.node].then
    return int(parent)


@LENT.inlined
def _expire(net: Network, run: Run, slot: int) -> int:
    """Let a job leave its queue if its owner has waited there since the event was planned."""
    job, clock, options = run.jobs[slot], run.clock[0], net.options[0]
    if not (job.used and job.waiting and job.expires == clock.now):
        return NONE
    station = run.stations[net.nodes[job.node].station]
    keep_count(station, clock.now)
    step_out(run.jobs, run.queues[place_of(net, job)], slot)
    station.waiting -= 1
    kind = net.classes[job.kind]
    willing = uniform(job.key, draw(job.visit, DETOUR)) <= kind.detour
    job.begun = float("nan")
    detours = willing and kind.detour_node != NONE and not job.detoured
    if job.counted and options.record:
        label = options.detour_label if detours else options.left_label
        write_visit(run.visit_rows, clock, job, job, label)
    job.detoured = job.detoured or detours
    job.node = kind.detour_node if detours else LEFT
    return slot
