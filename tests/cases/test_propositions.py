"""Propositions of all cases: complete, and what is stored is what is answered."""

import sqlite3

import numpy as np
import pytest
from numpy.testing import assert_allclose

import govgraph as gg
from govgraph.cases.case import names
from govgraph.cases.checking import (
    DRAWS,
    check_case,
    checked_cases,
    propositions,
    stages_of,
    stored,
)
from govgraph.cases.loading import load
from govgraph.cases.proposals import proposal
from govgraph.casework.answering import Execution
from govgraph.propositions.checking import effects
from govgraph.propositions.setting import Setting
from govgraph.propositions.wording import rows, words_of

#: Draws of the stored results that are answered again.
SAMPLE = (617,)
CASES = sorted(set(names()) - {"china"})


def test_every_case_has_propositions():
    assert sorted(checked_cases()) == CASES


@pytest.mark.parametrize("name", CASES)
def test_claims_of_both_kinds_are_told_in_both_languages(name):
    claims = propositions(name)
    assert {one.origin for one in claims} == {"reported", "hypothesis"}
    for one in claims:
        assert one.effect.__doc__
        assert one.statement.en.endswith(".")
        assert one.statement.zh.endswith("。")
        assert one.measured.en
        assert one.measured.zh


@pytest.mark.parametrize("name", CASES)
def test_a_sample_of_the_stored_results_is_recomputed(name):
    """The file holds what the same draws answer now."""
    found, about = stored(name)
    assert about["command"] == f"govgraph cases --check {name} --draws {DRAWS} --seed 0"
    assert len(found.effects) == DRAWS
    for number in SAMPLE:
        again = effects(
            Setting(stages_of(name), found.drawn.loc[number].to_numpy(float)), propositions(name)
        )
        assert_allclose(list(again.values()), found.effects.loc[number], rtol=1e-6, atol=1e-9)


@pytest.mark.parametrize("name", CASES)
def test_stored_results_are_told(name):
    """Shares lie within their intervals; every row has words in both languages."""
    found, _ = stored(name)
    frame = found.frame()
    judged = frame[frame["judged"] > 0]
    assert ((judged["low"] <= judged["holds"]) & (judged["holds"] <= judged["high"])).all()
    for lang in ("en", "zh"):
        told = rows(found, words_of(stages_of(name), lang))
        assert len(told) == len(propositions(name))
        assert all(row.statement and row.holds for row in told)


def test_moving_numbers_after_a_reform_is_reforming_moved_numbers():
    """Q County's reform enacted on drawn numbers gives the stage with the numbers drawn."""
    stages = stages_of("q_county")
    by = np.random.default_rng(3).uniform(-1, 1, len(stages.assumptions))
    before = stages.at("before", by).structure
    enacted = proposal("q_county", "joint_governance").enact(before, check=False).structure
    after = stages.at("after", by).structure
    for table, column in (("units", "filled"), ("demand", "cases"), ("matters", "hours")):
        assert_allclose(enacted.table(table)[column], after.table(table)[column])
    old = set(load("q_county", "before").duties.itertuples(index=False))
    assert len(old) < len(after.duties)


def test_ends_of_the_ranges():
    """At −1 every assumed number stands at its lower end, at 1 at its upper, at 0 as assumed."""
    stages = stages_of("w_county")
    demand = load("w_county", "before").demand
    for place, column in ((-1.0, "low"), (0.0, "cases"), (1.0, "high")):
        moved = stages.at("before", np.full(len(stages.assumptions), place)).structure.demand
        ends = demand[column].fillna(demand["cases"])
        assert_allclose(moved["cases"], ends)


def test_an_interrupted_check_goes_on(tmp_path):
    """Draws answered before are not answered again; the result is the same."""
    store = tmp_path / "draws.sqlite"
    seen = []
    whole = check_case("longgang", draws=3)
    check_case("longgang", draws=3, execution=Execution(store=store))
    again = check_case(
        "longgang", draws=3, execution=Execution(store=store, progress=lambda *n: seen.append(n))
    )
    assert not seen
    assert again.effects.equals(whole.effects)
    with sqlite3.connect(store) as file:
        assert file.execute("select count(*) from answers").fetchone() == (3,)


def test_a_case_without_propositions_is_refused():
    with pytest.raises(gg.UnknownNameError):
        propositions("china")
