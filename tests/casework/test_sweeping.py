"""Sweeps: drawn as asked, answered once, resumed, the same on any number of workers."""

import numpy as np
import pytest
from scipy.stats import kstest

import govgraph as gg
from govgraph.casework import sweeping
from govgraph.casework.answering import Execution
from govgraph.casework.draws import Design, draw, ranges_of
from govgraph.casework.parameters import PARAMETERS
from govgraph.casework.sweeping import sweep
from tests.casework.experiment import district

FEW = {"resolve": None, "give_up": None, "send_back": None}


def settled(flow):
    """One number, from the chain."""
    return {"settled": float(flow.chain.absorption[flow.arrivals > 0, 0].mean())}


@pytest.mark.parametrize("method", ["latin", "sobol"])
def test_draws_fill_their_ranges_evenly(method):
    ranges = ranges_of({"resolve": (0.2, 0.4), "send_back": None})
    drawn = draw(ranges, Design(draws=64, method=method, seed=1))
    for name, (low, high) in ranges.items():
        assert kstest(drawn[name], "uniform", (low, high - low)).statistic < 0.06
    if method == "latin":
        cell = np.floor((drawn["resolve"] - 0.2) / 0.2 * 64).astype(int)
        assert sorted(cell) == list(range(64))


def test_all_parameters_are_swept_over_their_stated_ranges_by_default():
    assert ranges_of(None) == {name: (one.low, one.high) for name, one in PARAMETERS.items()}


@pytest.mark.parametrize(
    "ranges", [{"resolv": None}, {"resolve": (0.5, 1.5)}, {"resolve": (0.9, 0.5)}]
)
def test_ranges_that_cannot_be_are_refused(ranges):
    with pytest.raises((gg.UserError, gg.UnknownNameError)):
        sweep(district(), ranges, design=Design(draws=4))


def test_a_sobol_sequence_takes_a_power_of_two():
    with pytest.raises(gg.UserError, match="64"):
        Design(draws=60, method="sobol")


def test_each_draw_is_answered_as_alone():
    structure = district()
    found = sweep(structure, FEW, answer=settled, design=Design(draws=10))
    row = found.draws.iloc[7]
    alone = sweeping.routing(structure).flow({name: row[name] for name in FEW})
    assert found.complete
    assert row["settled"] == settled(alone)["settled"]


def test_the_same_on_two_workers():
    one = sweep(district(), FEW, answer=settled, design=Design(draws=20, seed=5))
    two = sweep(
        district(),
        FEW,
        answer=settled,
        design=Design(draws=20, seed=5),
        execution=Execution(workers=2),
    )
    assert one.draws.equals(two.draws)


def test_an_interrupted_sweep_goes_on_from_its_store(tmp_path):
    path, told = tmp_path / "sweep.db", []

    def stop(done, asked):
        told.append(done)
        if len(told) == 2:
            raise KeyboardInterrupt

    options = {"answer": settled, "design": Design(draws=40)}
    first = sweep(district(), FEW, execution=Execution(store=path, progress=stop), **options)
    assert 0 < len(first.draws) < 40
    assert not first.complete
    again = []
    execution = Execution(store=path, progress=lambda *told: again.append(told))
    second = sweep(district(), FEW, execution=execution, **options)
    assert again == [(40, 40)]
    assert second.draws.equals(sweep(district(), FEW, **options).draws)


def test_a_store_keeps_sweeps_of_different_structures_apart(tmp_path):
    path = tmp_path / "sweep.db"
    options = {"answer": settled, "design": Design(draws=6)}
    sweep(district(), FEW, execution=Execution(store=path), **options)
    small = district(cases=10.0, staff=2.0)
    other = sweep(small, FEW, execution=Execution(store=path), **options)
    assert other.draws.equals(sweep(small, FEW, **options).draws)


def test_influence_is_the_partial_rank_correlation():
    found = sweep(district(), FEW, answer=settled, design=Design(draws=64))
    ranks = found.draws.rank()
    inverse = np.linalg.inv(ranks[[*FEW, "settled"]].corr().to_numpy())
    expected = {
        name: -inverse[i, -1] / np.sqrt(inverse[i, i] * inverse[-1, -1])
        for i, name in enumerate(FEW)
    }
    influence = found.influence("settled")
    assert influence.to_dict() == pytest.approx(expected)
    assert influence.index[0] == "give_up"
    assert influence["give_up"] < -0.9


def test_influence_without_differences_is_undefined():
    found = sweep(district(), {"confirm": None}, answer=settled, design=Design(draws=8))
    with pytest.raises(gg.UndefinedMeasureError):
        found.influence("settled")
    with pytest.raises(gg.UnknownNameError):
        found.influence("setled")


def test_on_a_local_cluster():
    distributed = pytest.importorskip("distributed", reason="needs govgraph[cluster]")
    here = sweep(district(), FEW, answer=settled, design=Design(draws=10))
    options = {"n_workers": 1, "threads_per_worker": 1, "dashboard_address": None}
    with (
        distributed.LocalCluster(processes=False, **options) as cluster,
        distributed.Client(cluster),
    ):
        execution = Execution(workers=-1, backend="dask")
        there = sweep(district(), FEW, answer=settled, design=Design(draws=10), execution=execution)
    assert there.draws.equals(here.draws)
