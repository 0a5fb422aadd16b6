"""Long runs: progress, interruption, seeds; the same for everything that draws."""

from functools import partial

import networkx as nx
import numpy as np
import pytest

from govgraph import inference
from govgraph.errors import UserError
from tests.measures.samples import county

FIRST = (np.arange(100.0).reshape(10, 10) % 7) + np.eye(10)
SECOND = np.arange(100.0).reshape(10, 10) % 5
GRAPH = nx.gnp_random_graph(12, 0.3, seed=2, directed=True)

#: What draws, how many draws of its result are done, and the draws as bytes.
RUNS = {
    "qap_correlation": partial(inference.qap_correlation, FIRST, SECOND),
    "qap_regression": partial(inference.qap_regression, FIRST, {"x": SECOND}),
    "graph_test": partial(inference.graph_test, GRAPH, inference.density, given="size"),
    "bootstrap": partial(inference.bootstrap, GRAPH, inference.density),
}


def draws_of(found) -> np.ndarray:
    if isinstance(found, inference.QapRegression):
        return found.null["x"].draws
    if isinstance(found, inference.RandomisationTest):
        return found.null.draws
    return found.replicates.to_numpy()


class Stopper:
    """Presses Ctrl-C after some draws, and remembers what it was told."""

    def __init__(self, after: int) -> None:
        self.after, self.told = after, []

    def __call__(self, done: int, total: int) -> None:
        self.told.append((done, total))
        if done >= self.after:
            raise KeyboardInterrupt


@pytest.fixture(autouse=True)
def small_batches(monkeypatch):
    monkeypatch.setattr("govgraph.inference.runs._BATCH_CELLS", 500)


@pytest.mark.parametrize("name", RUNS)
def test_progress_is_told_up_to_the_end(name):
    told = []
    found = RUNS[name](reps=30, progress=lambda done, total: told.append((done, total)))
    assert found.complete
    assert told == sorted(told)
    assert len(told) > 1
    assert told[-1] == (30, 30)


@pytest.mark.parametrize("name", RUNS)
def test_an_interruption_keeps_what_is_done(name):
    stop = Stopper(after=12)
    found = RUNS[name](reps=30, progress=stop)
    done = stop.told[-1][0]
    assert 12 <= done < 30
    assert not found.complete
    assert found.asked == 30
    np.testing.assert_array_equal(draws_of(found), draws_of(RUNS[name](reps=30))[:done])


def test_an_interruption_of_null_models_and_samples_keeps_what_is_done():
    part = inference.percentile(county(), ["span.mean"], draws=5, progress=Stopper(after=2))
    assert len(part.draws) == 2
    assert not part.complete
    tables = inference.redrawn(
        {"one": GRAPH}, [inference.density], reps=5, progress=Stopper(after=3)
    )
    assert len(tables) == 3


def test_an_interruption_before_the_first_draw_is_raised():
    def stopped(graph: object) -> float:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        inference.bootstrap(GRAPH, lambda g: 1.0 if g.nodes.dtype == object else stopped(g))


def test_an_interrupted_jackknife_is_raised():
    with pytest.raises(KeyboardInterrupt):
        inference.jackknife(GRAPH, inference.density, progress=Stopper(after=2))


@pytest.mark.parametrize("name", RUNS)
def test_at_least_one_draw(name):
    with pytest.raises(UserError) as raised:
        RUNS[name](reps=0)
    assert raised.value.key == "inference.no_draws"


@pytest.mark.parametrize("name", RUNS)
def test_the_same_seed_gives_the_same_bytes(name):
    one, same, other = (draws_of(RUNS[name](reps=20, seed=seed)) for seed in (7, 7, 8))
    assert one.tobytes() == same.tobytes()
    assert one.tobytes() != other.tobytes()
