"""Checks of oracles: Inference."""

from typing import Any

import numpy as np

from govgraph import inference
from tests.measures.oracles import Check, Oracle, graph_of, matrices, partition

MANAGERS = ("advice", "friend", "report")


def managers() -> dict[str, Any]:
    """Krackhardt's matrices as they were asked for: "report" runs from subordinate to superior."""
    graphs = {name: graph_of({"graph": f"kht_{name}"}) for name in MANAGERS}
    found = {name: inference.adjacency(graph) for name, graph in graphs.items()}
    found["report"] = found["report"].T
    found["samedept"] = inference.same_group(partition("kht_dept", graphs["advice"]))
    return found


def qap_exact(oracle: Oracle) -> Any:
    first, second = matrices(oracle).values()
    directed = not np.array_equal(first, np.transpose(first))
    found = inference.qap_correlation(first, second, directed=directed)
    return {
        "r": found.observed,
        "n_perm": found.reps,
        "ge": found.p.greater * found.reps,
        "le": found.p.less * found.reps,
        "p_ge": found.p.greater,
        "p_le": found.p.less,
        "mean": found.null.mean,
        "sd": found.null.sd,
    }


def qap_correlation(oracle: Oracle) -> Any:
    if isinstance(oracle["expected"], float):
        families = matrices(oracle)
        pair = families["marriage"], families["business"]
        return inference.qap_correlation(*pair, directed=False, reps=1).observed
    given = managers()
    pairs = {name: [given[part] for part in name.split("_")] for name in oracle["expected"]}
    return {name: inference.qap_correlation(*pair, reps=1).observed for name, pair in pairs.items()}


def mrqap_dsp(oracle: Oracle) -> Any:
    given = managers()
    predictors = {name: given[name] for name in ("advice", "report", "samedept")}
    found = inference.qap_regression(given["friend"], predictors, reps=4_000)
    expected = oracle["expected"]["p_two_sided_mc"]
    # The p-values of the oracle are two Monte Carlo estimates each, of 4,000 and 1,000 draws.
    for name, (own, other) in expected.items():
        for estimate, draws in ((own, 4_000), (other, 1_000)):
            error = np.sqrt(own * (1 - own) * (1 / 4_000 + 1 / draws))
            assert abs(found.p[name].two_sided - estimate) < 4 * error
    return {"coef": found.coefficients.tolist(), "t": found.t.tolist(), "r2": found.r2} | {
        "p_two_sided_mc": expected
    }


def statistic_of(oracle: Oracle) -> Any:
    """The statistic by the name of the oracle: a reciprocity or a density."""
    return inference.reciprocity if "reciprocity" in oracle["id"] else inference.density


def jackknife_se(oracle: Oracle) -> Any:
    found = inference.jackknife(graph_of(oracle), statistic_of(oracle))
    names = {"density": found.observed, "value": found.observed}
    names |= {"se": found.se, "mean_leave_one_out": found.mean}
    return {name: names[name] for name in oracle["expected"]}


def vertex_bootstrap_se(oracle: Oracle) -> Any:
    found = inference.bootstrap(graph_of(oracle), statistic_of(oracle), reps=4_000)
    return {"mean": found.mean, "se": found.se}


def cug_edges_expected_mutual(oracle: Oracle) -> Any:
    graph = graph_of(oracle)
    return {
        "observed": inference.mutual(graph),
        "expected": inference.expected_mutual(len(graph), graph.number_of_edges()),
    }


CHECKS: dict[str, Check] = {
    "qap_exact": qap_exact,
    "qap_correlation": qap_correlation,
    "mrqap_dsp": mrqap_dsp,
    "jackknife_se": jackknife_se,
    "vertex_bootstrap_se": vertex_bootstrap_se,
    "cug_edges_expected_mutual": cug_edges_expected_mutual,
}
