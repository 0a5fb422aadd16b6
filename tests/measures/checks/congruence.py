"""Checks of oracles: Socio-technical congruence."""

from typing import Any

import numpy as np

from govgraph.measures import congruence
from govgraph.model.builder import Builder
from tests.measures.oracles import Check, Oracle, matrices


def sociotechnical_congruence(oracle: Oracle) -> Any:
    """From a structure of agents, tasks and ties, which must agree with the matrices."""
    given = matrices(oracle)
    build = Builder()
    for task, others in enumerate(given["TD"]):
        build.add("matters", id=f"t{task}", name="task")
        for other in np.flatnonzero(others):
            if task < other:
                build.add("depends", before=f"t{task}", after=f"t{other}")
    for agent, tasks in enumerate(given["TA"]):
        build.add("units", id=f"a{agent}", name="agent", kind="department")
        for task in np.flatnonzero(tasks):
            build.add("duties", unit=f"a{agent}", matter=f"t{task}", role="lead")
        for other in np.flatnonzero(given["CA"][agent]):
            if agent < other:
                build.add("relations", source=f"a{agent}", target=f"a{other}", kind="coordinates")
    required = congruence.requirements(given["TA"], given["TD"])
    found = congruence.met(build.build())
    assert congruence.of_matrices(required, given["CA"]) == found
    return found


CHECKS: dict[str, Check] = {
    "sociotechnical_congruence": sociotechnical_congruence,
}
