"""The few numbers that a case flow is judged by."""

import numpy as np

from govgraph.casework.flow import ENDS, CaseFlow


def headline(flow: CaseFlow) -> dict[str, float]:
    """Return the few numbers that a case flow is judged by, over all cases.

    Parameters
    ----------
    flow : CaseFlow
        The case flow.

    Returns
    -------
    dict of str to float
        ``settled``, ``given_up`` and ``stuck``: shares of the cases that end so; ``steps``: mean
        number of states passed. All ``nan`` without cases.
    """
    weight = flow.arrivals
    if not weight.sum():
        return dict.fromkeys([*ENDS, "steps"], np.nan)
    weight = weight / weight.sum()
    ends = dict(zip(ENDS, (weight @ flow.chain.absorption).tolist(), strict=True))
    coming = weight > 0
    return ends | {"steps": float(weight[coming] @ flow.chain.times[coming])}
