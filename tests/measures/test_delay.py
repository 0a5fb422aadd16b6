"""Processing delay: Radner's formula by search, and hierarchies that the formula bounds."""

from functools import cache

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govgraph.errors import UndefinedMeasureError
from govgraph.measures import delay


@cache
def searched(items: int, processors: int) -> int:
    """Fewest cycles by breadth-first search over (items left, registers that hold something).

    In a cycle each processor adds one item to its register, or adds another processor's register
    to its own, which empties the other; a register that is handed over takes in nothing meanwhile.
    """
    reached, cycles = {(items, 0)}, 0
    while (0, 1) not in reached:
        cycles += 1
        reached = {
            (left - new - more, held + new - merged)
            for left, held in reached
            for merged in range(held // 2 + 1)
            for new in range(min(left, processors - held) + 1)
            for more in range(min(left - new, held - 2 * merged) + 1)
        }
    return cycles


def test_minimum_delay_is_what_a_search_over_all_schedules_finds():
    for items in range(1, 25):
        for processors in range(1, items + 1):
            found = delay.minimum(items=items, processors=processors)
            assert found == searched(items, processors), (items, processors)


@given(st.integers(1, 400), st.integers(1, 400))
def test_processors_never_slow_down_and_beyond_half_the_items_save_nothing(items, processors):
    found = delay.minimum(items=items, processors=processors)
    assert delay.minimum(items=items, processors=processors + 1) <= found
    if items > 1:
        assert delay.minimum(items=items, processors=items // 2) <= found or processors < items // 2


@given(st.integers(2, 5), st.integers(1, 4))
def test_a_balanced_tree_takes_what_the_formula_says(span, height):
    tree = nx.balanced_tree(span, height, nx.DiGraph)
    leaves = span**height
    found = delay.reporting(tree)
    assert found == delay.balanced(items=leaves, span=span) == span * height
    assert found >= delay.minimum(items=leaves, processors=(leaves - 1) // (span - 1))


def test_exact_powers_do_not_suffer_from_rounding():
    assert delay.balanced(items=5**13, span=5) == 65
    assert delay.balanced(items=5**13 + 1, span=5) == 70
    assert delay.balanced(items=10**15, span=10) == 150


@pytest.mark.parametrize(
    ("function", "numbers"),
    [
        (delay.minimum, {"items": 0, "processors": 1}),
        (delay.minimum, {"items": 4, "processors": 1.5}),
        (delay.minimum, {"items": float("inf"), "processors": 1}),
        (delay.balanced, {"items": float("nan"), "span": 2}),
        (delay.balanced, {"items": 8, "span": 1}),
    ],
)
def test_only_whole_numbers_are_counted(function, numbers):
    with pytest.raises(UndefinedMeasureError, match="whole number"):
        function(**numbers)


def test_a_late_report_leaves_time_for_the_others():
    chain = nx.DiGraph([("top", "a"), ("a", "b"), ("b", "c"), ("top", "x"), ("top", "y")])
    assert delay.complete(chain).to_dict() == {"top": 3, "a": 2, "b": 1, "c": 0, "x": 0, "y": 0}
    chain.add_edge("top", "z")
    assert delay.reporting(chain) == 4
