"""What is gathered on the way through a network that is left sooner or later."""

from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_array, csr_array, eye_array
from scipy.sparse.linalg import SuperLU, splu

from govgraph.kernels.size import MANY

Values = TypeVar("Values", NDArray[np.float64], NDArray[np.complex128])
_SWEEPS = 300
_CLOSE = 1e-11
_SYMMETRIC = {"SymmetricMode": True}


def accumulate(steps: csr_array, gains: Values) -> Values:
    """Return the solution of x = b + Q x.

    Parameters
    ----------
    steps : sparse array, n × n
        Q: probabilities of steps, or products of such with numbers of at most 1; every node must
        lead out.
    gains : array, n or n × m
        b: what is gathered at each stop.

    Returns
    -------
    array
        What is gathered in the mean from each node on, of the form of `gains`.

    Notes
    -----
    Up to 200,000 nodes by sparse factors, which cost less than loading the compiler. Beyond that by
    compiled sweeps to and fro over the rows, which in a network whose nodes are numbered along its
    hierarchy need about 20 passes over the arcs; the residual is checked, and factors are used
    where 300 were not enough.
    """
    if gains.ndim == 2:  # noqa: PLR2004 - rows and columns
        columns = [accumulate(steps, gains[:, k]) for k in range(gains.shape[1])]
        return np.stack(columns, axis=1) if columns else gains
    if len(gains) >= MANY:
        found = _swept(steps, gains)
        if found is not None:
            return found
    return _factored(steps.astype(gains.dtype)).solve(gains)


@dataclass(frozen=True, eq=False)
class Accumulation:
    """What is gathered over the same steps time and again: the factors are worked out once.

    Attributes
    ----------
    steps : sparse array, n × n
        Q, as `accumulate` takes it.

    Examples
    --------
    >>> import numpy as np
    >>> from scipy.sparse import csr_array
    >>> walk = Accumulation(csr_array([[0.0, 0.5], [0.0, 0.0]]))
    >>> walk.onward(np.array([1.0, 2.0])).tolist(), walk.inward(np.array([1.0, 2.0])).tolist()
    ([2.0, 2.0], [1.0, 2.5])
    """

    steps: csr_array

    def onward(self, gains: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the solution of x = b + Q x, as `accumulate` does."""
        if len(gains) >= MANY:
            return accumulate(self.steps, gains)
        return np.asarray(self._factors.solve(gains))

    def inward(self, arrivals: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the solution of x = b + Qᵀ x: how often each node is come to."""
        if len(arrivals) >= MANY:
            return accumulate(csr_array(self.steps.T), arrivals)
        found = self._factors.solve(arrivals, trans="T")  # type: ignore[call-overload] # stubs lack it
        return np.asarray(found)

    @cached_property
    def _factors(self) -> SuperLU:
        return _factored(self.steps)


def _factored(steps: csr_array) -> SuperLU:
    """Return the factors of I − Q; no row gives away more than it has: its diagonal is a pivot."""
    system = csc_array(eye_array(steps.shape[0]) - steps)
    return splu(system, permc_spec="MMD_AT_PLUS_A", diag_pivot_thresh=0.0, options=_SYMMETRIC)


def _swept(steps: csr_array, gains: Values) -> Values | None:
    from govgraph.kernels.compiled.relaxation import relax  # noqa: PLC0415 - loads the compiler

    begin, column = steps.indptr.astype(np.int64), steps.indices.astype(np.int64)
    found = gains.copy()
    share = steps.data.astype(gains.dtype)
    taken = relax(begin, column, share, np.ascontiguousarray(gains), found, _SWEEPS)
    residual = float(np.max(np.abs(gains + np.asarray(steps @ found) - found)))
    return found if taken and residual <= _CLOSE * max(1.0, float(np.max(np.abs(found)))) else None
