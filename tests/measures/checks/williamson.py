"""Checks of oracles: Williamson's optimal layers."""

from typing import Any

from scipy.optimize import minimize_scalar

from govgraph.measures import williamson
from tests.measures.oracles import Check, Oracle

#: Our parameters by those of the oracles.
NAMES = {
    "alpha": "retention",
    "s": "span",
    "beta": "wage_ratio",
    "w0": "base_wage",
    "phi": "price",
}


def williamson_optimal_layers(oracle: Oracle) -> Any:
    firm = {name: oracle["params"][letter] for letter, name in NAMES.items()}
    span, retention = firm["span"], firm["retention"]

    def loss(layers: float) -> float:
        wages = firm["base_wage"] * span**layers / (span - firm["wage_ratio"])
        sold = williamson.output(span=span, retention=retention, layers=layers)
        return float(wages - firm["price"] * sold)

    return {
        "n_star": williamson.optimal_layers(**firm),
        "numeric_argmax": minimize_scalar(loss, bounds=(1, 30), method="bounded").x,
        "best_integer_exact_wages": williamson.optimal_whole_layers(**firm),
    }


CHECKS: dict[str, Check] = {"williamson_optimal_layers": williamson_optimal_layers}
