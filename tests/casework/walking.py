"""Cases walked step by step, all at once: the slow definition of what the analysis solves."""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from govgraph.casework.flow import ACTIONS, CaseFlow


class Step(NamedTuple):
    """One step of a case."""

    state: int
    target: int
    action: str


#: How a step changes what a case remembers.
Memory = Callable[[Any, Step], Any]


def walk(
    flow: CaseFlow, start: int, first: Any, remember: Memory, left: float = 1e-10
) -> dict[Any, float]:
    """Return the probability of each thing remembered when a case from `start` has ended."""
    steps = [[] for _ in range(flow.n)]
    columns = ["state", "target", "action", "probability"]
    for state, target, action, chance in flow.steps[columns].itertuples(index=False):
        steps[state].append((target, ACTIONS[action], chance))
    now, done = {(start, first): 1.0}, {}
    while sum(now.values()) > left:
        after: dict[Any, float] = {}
        for (state, memory), mass in now.items():
            for target, action, chance in steps[state]:
                if target < 0:
                    done[memory] = done.get(memory, 0.0) + mass * chance
                else:
                    key = (target, remember(memory, Step(state, target, action)))
                    after[key] = after.get(key, 0.0) + mass * chance
        now = after
    return done


def moments(shares: dict[int, float]) -> tuple[float, float]:
    """Return the mean and the variance of a number."""
    number, share = np.array(list(shares)), np.array(list(shares.values()))
    mean = number @ share
    return mean, (number - mean) ** 2 @ share


def owners(flow: CaseFlow) -> list[str]:
    """Organisation of each state."""
    return flow.desks["organisation"].iloc[flow.states["desk"]].tolist()
