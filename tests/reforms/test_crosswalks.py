"""Crosswalk files: which columns they may have, and how a recoding is told."""

from pathlib import Path

import pytest

import govgraph as gg
from govgraph.errors import UserError
from govgraph.reforms.operators.recode import Recode
from govgraph.search.sentences import step_sentence
from tests.measures.samples import county

PROPOSAL = """
govgraph: proposal
version: 1
title: Recode
steps:
  - recode: {units: ids.csv, names: names.csv}
    basis: Decree 1
"""


def read(folder: Path, ids: str, names: str) -> gg.Proposal:
    for name, text in (("p.yaml", PROPOSAL), ("ids.csv", ids), ("names.csv", names)):
        (folder / name).write_text(text, encoding="utf-8")
    return gg.read_proposal(folder / "p.yaml")


@pytest.mark.parametrize("columns", ["id,name", "old,new", "name,id"])
def test_names_stand_under_id_and_name_or_old_and_new(tmp_path, columns):
    row = "Green,green" if columns.startswith("name") else "green,Green"
    found = read(tmp_path, "old,new,why\nenv,green,reform\n", f"{columns}\n{row}\n")
    step = found.steps[0].reform
    assert (step.units, step.names) == ({"env": "green"}, {"green": "Green"})


def test_ids_need_old_and_new(tmp_path):
    with pytest.raises(UserError, match=r"ids\.csv"):
        read(tmp_path, "id,name\nenv,green\n", "id,name\ngreen,Green\n")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_recoding_is_told_by_what_it_recodes(lang):
    units, areas = Recode(units={"env": "green"}), Recode(areas={"T1": "T9"})
    both = Recode(units={"env": "green"}, areas={"T1": "T9"})
    assert step_sentence(units, county(), lang) in {
        "Recode units: env → green.",
        "变更单位代码：env → green。",
    }
    assert step_sentence(areas, county(), lang) in {
        "Recode areas: T1 → T9.",
        "变更区域代码：T1 → T9。",
    }
    told = step_sentence(both, county(), lang)
    assert "env → green" in told
    assert "T1 → T9" in told
