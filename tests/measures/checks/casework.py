"""Checks of oracles: queues, ways of cases, networks of desks."""

from fractions import Fraction
from typing import Any

import numpy as np

from govgraph.casework.chains import Chain
from govgraph.casework.networks import QueueNetwork
from govgraph.casework.queues import Queue, erlang_c, priority_waits
from tests.measures.oracles import ORACLES, Check, Oracle


def exact(texts: list[list[str]]) -> np.ndarray:
    return np.array([[float(Fraction(cell)) for cell in row] for row in texts])


def absorbing_markov_chain(oracle: Oracle) -> Any:
    given = ORACLES["matrices"][oracle["params"]["matrix"]]
    chain = Chain.of(exact(given["Q"]), exact(given["R"]))
    found = {
        "N": chain.visits,
        "t": chain.times[:, None],
        "var_t": chain.variances[:, None],
        "var_N": chain.visit_variances,
        "B": chain.absorption,
        "H": chain.reaching,
    }
    expected = {name: exact(texts) for name, texts in oracle["expected"].items()}
    close = {name: np.allclose(found[name], expected[name], atol=1e-12) for name in expected}
    assert all(close.values()), close
    return oracle["expected"]


def erlang_b_c(oracle: Oracle) -> Any:
    desk = Queue(oracle["params"]["a"], 1.0, oracle["params"]["c"])
    return {"B": desk.loss_probability, "C": desk.wait_probability, "Lq": desk.waiting}


def erlang_exact(oracle: Oracle) -> Any:
    for key, value in oracle["expected"].items():
        servers, offered = key.split(",")
        found = erlang_c(int(servers), float(Fraction(offered)))
        assert abs(found - Fraction(value)) < oracle["tol"]
    return oracle["expected"]


def open_jackson(oracle: Oracle) -> Any:
    given = oracle["params"]
    network = QueueNetwork.of(given["gamma"], given["P"], given["mu"], given["servers"])
    return {
        "lam": network.flows.tolist(),
        "L": [desk.present for desk in network.desks],
        "L_total": network.present,
        "W_total": network.time,
    }


def cobham(oracle: Oracle) -> Any:
    given = oracle["params"]
    return priority_waits(np.array(given["lam"], float), given["mu"], given["c"]).tolist()


CHECKS: dict[str, Check] = {
    "absorbing_markov_chain": absorbing_markov_chain,
    "erlang_B_C": erlang_b_c,
    "erlang_C": erlang_exact,
    "open_jackson": open_jackson,
    "cobham_priority_wait": cobham,
}
