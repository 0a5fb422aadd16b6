"""The managers of the example are those of the oracles."""

from pathlib import Path

import pandas as pd
import pytest

from tests.measures.oracles import ORACLES

FOLDER = Path(__file__).parents[2] / "examples" / "data" / "krackhardt_managers"
TIES = pd.read_csv(FOLDER / "ties.csv")


@pytest.mark.parametrize(
    ("relation", "graph", "turned"),
    [
        ("reports", "kht_report", True),
        ("advice", "kht_advice", False),
        ("friends", "kht_friend", False),
    ],
)
def test_ties(relation, graph, turned):
    ends = ["to", "from"] if turned else ["from", "to"]
    found = TIES[TIES["relation"] == relation][ends].itertuples(index=False, name=None)
    expected = {tuple(edge) for edge in ORACLES["graphs"][graph]["edges"]}
    assert set(found) == expected


def test_departments_and_levels():
    managers = pd.read_csv(FOLDER / "managers.csv", index_col="id")
    for column, partition in (("dept", "kht_dept"), ("level", "kht_level")):
        expected = {int(unit): group for unit, group in ORACLES["partitions"][partition].items()}
        assert managers[column].to_dict() == expected
