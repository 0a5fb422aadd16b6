"""Checks of oracles: Unity of command."""

from typing import Any

from govgraph.measures import command
from tests.measures.oracles import Check, Oracle, graph_of


def unity_of_command(oracle: Oracle) -> Any:
    graph = graph_of(oracle)
    counts = command.heads(graph).value_counts()
    return {
        "multi_head": command.multiple_heads(graph),
        "share_of_subordinates": command.multiple_share(graph),
        "excess_heads": command.excess_heads(graph),
        "heads_hist": {str(int(heads)): units for heads, units in counts.items()},
        "roots": command.tops(graph),
    }


CHECKS: dict[str, Check] = {
    "unity_of_command": unity_of_command,
}
