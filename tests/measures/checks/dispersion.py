"""Checks of oracles: Concentration of duties."""

from typing import Any

import numpy as np

from govgraph.measures.groundwork.concentration import concentration
from tests.measures.oracles import Check, Oracle


def herfindahl_entropy(oracle: Oracle) -> Any:
    found = concentration(oracle["params"]["vector"])
    return {
        "HHI": found.herfindahl,
        "HHI_norm": found.normalised,
        "fractionalization": 1 - found.herfindahl,
        "eff_number_2": found.effective,
        "entropy_nat": found.entropy,
        "entropy_bits": found.entropy / np.log(2),
        "pielou": found.evenness,
        "eff_number_1": np.exp(found.entropy),
    }


def herfindahl(oracle: Oracle) -> Any:
    return concentration(oracle["params"]["vector"]).herfindahl * 10_000


CHECKS: dict[str, Check] = {
    "herfindahl_entropy": herfindahl_entropy,
    "herfindahl": herfindahl,
}
