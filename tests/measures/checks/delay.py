"""Checks of oracles: Radner's minimum delay."""

from typing import Any

from govgraph.measures import delay
from tests.measures.oracles import Check, Oracle


def radner_minimum_delay(oracle: Oracle) -> Any:
    pairs = [(key, *map(int, key.split(","))) for key in oracle["expected"]]
    return {key: delay.minimum(items=n, processors=p) for key, n, p in pairs}


CHECKS: dict[str, Check] = {"radner_minimum_delay": radner_minimum_delay}
