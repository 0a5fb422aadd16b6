"""Stages between those of a case: what some of a proposal's steps make of a stage."""

from collections.abc import Sequence

from govgraph.cases.case import find
from govgraph.cases.loading import load, workload
from govgraph.cases.proposals import proposal
from govgraph.propositions.stages import Stage
from govgraph.reforms.enacting import enact


def partly(case: str, stage: str, steps: Sequence[int] | range, *, on: str | None = None) -> Stage:
    """Return what some of the steps that lead to a stage make of the stage before it.

    Parameters
    ----------
    case : str
        Name of the case.
    stage : str
        The stage that all steps lead to.
    steps : sequence of int
        Which of them are taken, from 0.
    on : str, optional
        Stage that they are taken on; the one before it by default.

    Returns
    -------
    Stage
        With the workload of the stage that all steps lead to.

    Examples
    --------
    >>> group = partly("q_county", "after", range(8))
    >>> "Q.group" in group.structure.units["id"].tolist()
    True
    """
    wanted = find(case).stage(stage)
    taken = [proposal(case, wanted.proposal).steps[number] for number in steps]
    done = enact(load(case, on or wanted.follows), taken, check=False, account=False)
    return Stage(done.structure, workload(case, stage))
