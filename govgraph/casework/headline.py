"""The few numbers that a case flow is judged by."""

import numpy as np

from govgraph.casework.analysis import analyse_flow
from govgraph.casework.flow import ENDS, CaseFlow
from govgraph.casework.settling import ends

#: What is counted on the way of a case.
_COUNTS = ("hand_offs", "visits", "returns")


def headline(flow: CaseFlow) -> dict[str, float]:
    """Return the few numbers that a case flow is judged by, over all cases.

    Parameters
    ----------
    flow : CaseFlow
        The case flow.

    Returns
    -------
    dict of str to float
        ``settled``, ``given_up`` and ``stuck``: shares of the cases that end so; mean numbers of
        ``hand_offs`` between organisations, of ``visits`` of the person and of ``returns``; mean
        ``hours`` until cases end (infinite when a desk on their way is overloaded);
        ``utilisation`` of the busiest desk. All ``nan`` without cases.
    """
    if not flow.arrivals.sum():
        return dict.fromkeys([*ENDS, *_COUNTS, "hours", "utilisation"], np.nan)
    analysis = analyse_flow(flow)
    by_state = {name: values for name, values in ends(analysis.passage).items() if name in ENDS}
    by_state |= {name: analysis.counts[name].means for name in _COUNTS}
    by_state["hours"] = analysis.durations.to_the_end
    found = {name: float(analysis.passage.over_all(values)) for name, values in by_state.items()}
    return found | {"utilisation": float(analysis.loads.utilisation.max())}
