"""Case work simulated in plain Python, one rule after another: what the compiled loop must do."""

import hashlib
import heapq
import math
from collections import defaultdict
from itertools import count

import numpy as np

from govgraph.casework.flow import ACTIONS, HOURS_PER_YEAR, PHASES
from govgraph.casework.simulating.tables import LABELS

WEEK = 168.0
BITS = 2**64 - 1
SERVICE, ROUTE, DELAY, PATIENCE, DETOUR, CONTENT, AGAIN, INTERVAL, PARTS = range(9)


def name_key(*names):
    digest = hashlib.blake2b("\0".join(map(str, names)).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "little")


def mixed(x):
    x = ((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9) & BITS
    x = ((x ^ (x >> 27)) * 0x94D049BB133111EB) & BITS
    return x ^ (x >> 31)


def uniform(key, counter):
    return ((mixed((key + 0x9E3779B97F4A7C15 * counter) & BITS) >> 11) + 0.5) * 2.0**-53


def child(key, counter):
    return mixed((mixed(key ^ 0xD1B54A32D192ED03) + 0x9E3779B97F4A7C15 * counter) & BITS)


def exponential(key, counter):
    return -math.log(uniform(key, counter))


def gamma(key, counter, variation):
    if variation == 1:
        return exponential(key, counter)
    if variation == 0:
        return 1.0
    stream, shape, scale = child(key, counter), variation**-2, variation**2
    if shape < 1:
        scale *= uniform(stream, 0) ** (1 / shape)
        shape += 1
    d = shape - 1 / 3
    for number in count(0, 3):
        first, second = uniform(stream, number + 1), uniform(stream, number + 2)
        x = math.sqrt(-2 * math.log(first)) * math.cos(2 * math.pi * second)
        v = (1 + x / math.sqrt(9 * d)) ** 3
        if v > 0 and math.log(uniform(stream, number + 3)) < x * x / 2 + d - d * v + d * math.log(
            v
        ):
            return d * v * scale
    raise AssertionError


def is_open(calendar, now):
    return calendar is None or any(a <= now % WEEK < b for a, b in calendar.spans)


def next_open(calendar, now):
    if is_open(calendar, now):
        return now
    week = now // WEEK * WEEK
    opens = [week + shift + a for shift in (0, WEEK) for a, _ in calendar.spans]
    return min(time for time in opens if time > now)


def after_work(calendar, now, work):
    if calendar is None:
        return now + work
    week = now // WEEK * WEEK
    while True:
        for a, b in calendar.spans:
            begin, end = max(now, week + a), week + b
            if end > begin:
                if work <= end - begin + 1e-9:
                    return begin + work
                work -= end - begin
        week += WEEK


class Case:
    def __init__(self, key, cell, state, parent=None, again_of=None):
        self.key, self.cell, self.state, self.parent = key, cell, state, parent
        self.entry, self.again_of, self.root = state, again_of, None
        self.visit = self.stops = self.hand_offs = self.attended = self.returns = 0
        self.serial = self.organisation = self.accepted = None
        self.places, self.waiting, self.over_heads, self.parts = set(), False, False, 0

    @property
    def owner(self):
        return self.parent or self


class Slow:
    """The rules, by name of what happens."""

    def __init__(self, flow, conditions, plan, seed=0, replication=0):
        self.flow, self.conditions, self.plan = flow, conditions, plan
        self.base = name_key(seed, replication)
        self.now, self.events, self.turn = 0.0, [], count()
        self.closed, self.open_cases, self.visits, self.serial = [], [], [], count()
        self.states = flow.states.to_dict("records")
        self.desks = [
            {**desk, "queue": defaultdict(list), "busy": 0, "free": desk["servers"]}
            for desk in flow.desks.to_dict("records")
        ]
        self.cells = flow.cells.to_dict("records")
        self.steps = defaultdict(list)
        for step in flow.steps.sort_values("action", kind="stable").to_dict("records"):
            self.steps[int(step["state"])].append(step)
        self.forks = defaultdict(list)
        for fork in flow.forks.to_dict("records"):
            self.forks[fork["state"]].append(fork)
        for desk in self.desks:
            calendar = conditions.calendars.get(desk["unit"], conditions.calendar)
            mean = conditions.absence == "mean"
            desk["calendar"] = calendar
            desk["speed"] = desk["hours_per_week"] / (WEEK if calendar is None else calendar.hours)
            desk["speed"] *= 1 - desk["absence"] if mean else 1
            desk["weekly"] = not mean and desk["absence"] > 0

    def at(self, time, what, *whom):
        heapq.heappush(self.events, (time, next(self.turn), what, whom))

    def run(self):
        for cell in range(len(self.cells)):
            doors = [s for s, row in enumerate(self.states) if row["cell"] == cell]
            doors = [s for s in doors if self.states[s]["arrivals"] > 0]
            doors.sort(key=lambda s: self.states[s]["unit"])
            if doors:
                self.source(cell, doors)
        if any(desk["weekly"] for desk in self.desks):
            self.at(0.0, self.week, 0)
        while self.events and self.events[0][0] <= self.plan.end:
            self.now, _, what, whom = heapq.heappop(self.events)
            what(*whom)
        return self

    def source(self, cell, doors):
        row = self.cells[cell]
        rate = sum(self.states[s]["arrivals"] for s in doors) / HOURS_PER_YEAR
        for number, surge in enumerate((None, *self.conditions.surges)):
            key = name_key("cell", row["matter"], row["area"], number) ^ self.base
            if surge is None:
                self.ask(key, 0, rate, math.inf, 0.0, (cell, doors))
            elif row["matter"] in (surge.matters or [row["matter"]]) and surge.factor > 1:
                more, warm = rate * (surge.factor - 1), self.plan.warm
                self.ask(key, 0, more, warm + surge.end, warm + surge.begin, (cell, doors))

    def ask(self, key, number, rate, end, since, where):
        time = since + exponential(key, number) / rate
        if time < end:
            self.at(time, self.come, key, number, rate, end, where)

    def come(self, key, number, rate, end, where):
        self.ask(key, number + 1, rate, end, self.now, where)
        cell, doors = where
        own = child(key, number)
        drawn, total = uniform(own, 0), sum(self.states[s]["arrivals"] for s in doors)
        upto = np.cumsum([self.states[s]["arrivals"] for s in doors]) / total
        door = next((s for s, up in zip(doors, upto, strict=True) if drawn <= up), doors[-1])
        self.enter(Case(own, cell, door))

    def week(self, number):
        for desk in self.desks:
            if desk["weekly"]:
                key = name_key("desk", desk["unit"], desk["skill"] or "") ^ self.base
                first = number * desk["servers"]
                draws = [uniform(key, first + k) for k in range(desk["servers"])]
                desk["free"] = sum(draw > desk["absence"] for draw in draws)
                self.look(desk)
        self.at(self.now + WEEK, self.week, number + 1)

    def enter(self, case):
        state = self.states[case.state]
        desk = self.desks[state["desk"]]
        case.visit += 1
        owner = case.owner
        if owner.serial is None:
            owner.serial, owner.opened = next(self.serial), self.now
            owner.root = owner.serial if owner.root is None else owner.root
            self.open_cases.append(owner)
        if case.parent is None:
            self.move(owner, desk)
        owner.stops += 1
        if isinstance(state["site"], str):
            owner.attended += 1
            owner.places.add(state["site"])
        cell = self.cells[case.cell]
        case.arrived, case.waiting, case.begun = self.now, True, math.nan
        rank = cell["priority"] if self.conditions.priorities else 0
        desk["queue"][rank].append(case)
        self.look(desk)
        patience = cell["patience_hours"] if self.conditions.patience else math.nan
        if case.waiting and case.parent is None and not math.isnan(patience):
            loss = self.now + patience * exponential(case.key, 16 * case.visit + PATIENCE)
            self.at(loss, self.lose_patience, case, case.visit)

    def move(self, owner, desk):
        owner.hand_offs += owner.organisation not in (None, desk["organisation"])
        owner.organisation = desk["organisation"]

    def look(self, desk):
        if desk["speed"] <= 0 or not any(desk["queue"].values()):
            return
        opening = next_open(desk["calendar"], self.now)
        if opening > self.now:
            self.at(opening, self.look, desk)
            return
        while desk["busy"] < desk["free"] and any(desk["queue"].values()):
            self.begin(desk, desk["queue"][min(r for r, q in desk["queue"].items() if q)].pop(0))

    def begin(self, desk, case):
        case.waiting, case.begun = False, self.now
        desk["busy"] += 1
        drawn = gamma(case.key, 16 * case.visit + SERVICE, self.conditions.variation)
        work = self.states[case.state]["hours"] / desk["speed"] * drawn
        self.at(after_work(desk["calendar"], self.now, work), self.finish, desk, case)

    def finish(self, desk, case):
        desk["busy"] -= 1
        self.look(desk)
        drawn, steps = uniform(case.key, 16 * case.visit + ROUTE), self.steps[case.state]
        upto = np.cumsum([step["probability"] for step in steps])
        step = next((s for s, up in zip(steps, upto, strict=True) if drawn <= up), steps[-1])
        if case.parent is not None:
            step = steps[0]
        action = "stuck" if step["target"] == -3 else ACTIONS[int(step["action"])]
        declined = action in ("return", "pass_on")
        if PHASES[self.states[case.state]["phase"]] not in ("receive", "forward") and not declined:
            known = case.owner.accepted
            case.owner.accepted = case.begun if known is None else min(known, case.begun)
        self.left(case, action)
        if case.parent is not None:
            case.parent.parts -= 1
            if not case.parent.parts:
                case.parent.state = self.forks[case.parent.state][0]["then"]
                self.enter(case.parent)
            return
        case.returns += action == "return"
        if action == "join" and self.conditions.side_by_side and self.forks[case.state]:
            self.fork(case, step["delay"])
        elif step["target"] < 0:
            self.close(case, {-1: "settled", -2: "given_up", -3: "stuck"}[step["target"]])
        else:
            case.state = int(step["target"])
            later = 0.0
            if step["delay"] > 0:
                later = step["delay"] * exponential(case.key, 16 * case.visit + DELAY)
            self.at(self.now + later, self.enter, case) if later else self.enter(case)

    def fork(self, case, delay):
        family = child(case.key, 16 * case.visit + PARTS)
        for number, fork in enumerate(self.forks[case.state]):
            part = Case(child(family, number), case.cell, fork["part"], parent=case)
            case.parts += 1
            self.move(case, self.desks[self.states[part.state]["desk"]])
            self.at(self.now + delay * exponential(part.key, DELAY), self.enter, part)

    def lose_patience(self, case, visit):
        if not case.waiting or case.visit != visit:
            return
        cell, desk = self.cells[case.cell], self.desks[self.states[case.state]["desk"]]
        for queue in desk["queue"].values():
            if case in queue:
                queue.remove(case)
        case.waiting = False
        willing = uniform(case.key, 16 * visit + DETOUR) <= cell["over_heads"]
        if willing and cell["higher"] >= 0 and not case.over_heads:
            self.left(case, "over_heads")
            case.over_heads, case.state = True, cell["higher"]
            self.enter(case)
        else:
            self.left(case, "give_up")
            self.close(case, "given_up")

    def left(self, case, action):
        label = LABELS.index(action)
        times = (case.arrived, case.begun, self.now)
        self.visits.append((case.owner.serial, case.state, *times, label))

    def close(self, case, end):
        self.open_cases.remove(case)
        case.end, case.closed, case.content = end, self.now, None
        if end == "settled":
            case.accepted = case.begun if case.accepted is None else case.accepted
            cell, first = self.cells[case.cell], 16 * case.visit
            case.content = uniform(case.key, first + CONTENT) <= cell["confirm"]
            again = cell["repeat"] if self.conditions.repeats else 0.0
            if not case.content and uniform(case.key, first + AGAIN) <= again:
                key = child(case.key, first + AGAIN)
                other = Case(key, case.cell, case.entry, again_of=case.serial)
                other.root = case.root
                later = cell["repeat_hours"] * exponential(case.key, first + INTERVAL)
                self.at(self.now + later, self.enter, other)
        self.closed.append(case)
