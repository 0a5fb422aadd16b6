"""Compressed sparse rows of few or many arcs."""

import numpy as np

from govgraph.kernels.csr import Codes, Rows, csr
from govgraph.kernels.size import MANY


def rows(n: int, source: Codes, target: Codes) -> Rows:
    """Return what `govgraph.kernels.csr.csr` returns; of many arcs by compiled counting.

    Parameters
    ----------
    n : int
        Number of nodes.
    source, target : array of int
        Ends of the arcs.
    """
    if len(source) < MANY:
        return csr(n, source, target)
    from govgraph.kernels.compiled import rows as compiled  # noqa: PLC0415 - loads the compiler

    first, second = (np.ascontiguousarray(end, np.int32) for end in (source, target))
    return compiled.rows(n, first, second, int(target.max()) + 1)
