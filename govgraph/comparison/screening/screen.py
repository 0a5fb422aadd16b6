"""Screening of alternatives (备选方案筛选): thousands of small proposals, exactly measured."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from os import cpu_count
from typing import TypeAlias

import numpy as np
import pandas as pd

from govgraph.comparison.screening.judging import (
    EVERY,
    MEASURES,
    PARTS,
    SCREENED,
    Floats,
    Judge,
    Refusal,
)
from govgraph.comparison.screening.result import REFUSAL, Screening
from govgraph.comparison.small import many_small
from govgraph.errors import UnknownNameError, UserError
from govgraph.inference.runs import Progress
from govgraph.model.structure import Structure
from govgraph.reforms.enacting import Step, Steps, steps_of
from govgraph.reforms.proposal import Proposal

#: Proposals, by name or numbered from 1 in their order.
Alternatives: TypeAlias = "Mapping[str, Proposal | Steps] | Sequence[Proposal | Steps]"
#: Proposals that one thread takes at a time.
_BATCH = 20


def screen(
    structure: Structure,
    proposals: Alternatives,
    measures: Iterable[str] = MEASURES,
    *,
    workers: int = 1,
    progress: Progress | None = None,
) -> Screening:
    """Screen many small proposals: which can be enacted, and what each does to the measures.

    Each proposal is taken on the structure as it is, asked whether every step is lawful, and
    measured exactly; nothing is sampled or estimated. What `govgraph.enact` and the measures
    would say takes some tens of milliseconds for each; here only what a proposal touches is
    looked at again, at a fraction of a millisecond for a thousand units.

    Parameters
    ----------
    structure : Structure
        The structure as it is.
    proposals : mapping of str to proposal, or sequence of proposals
        Each a `Proposal`, an operator, a step or several of them in order. A sequence is numbered
        from 1. Operators may be those that change ties, duties and powers alone: ``add_tie``,
        ``remove_tie``, ``change_tie``, ``share_data``, ``grassroots_call``, ``set_portfolio``,
        ``make_vertical``, ``hand_back``, ``reassign_lead``, ``assign_duties``, ``grant_powers``
        and ``withdraw_powers``.
    measures : iterable of str
        Which of `EVERY` are taken. All but the lawful distances by default: plain distances
        (``distance.average``, ``distance.harmonic``, ``distance.diameter``,
        ``fragmentation.distance``, ``fragmentation.components``), the four fragmentations
        (``profile.power``, ``.function``, ``.mechanism``, ``.information``), spans (``span.mean``,
        ``span.max``). Lawful distances (``coordination.average``, ``.harmonic``, ``.longest``,
        ``.unreachable``) take some two milliseconds for each proposal on a thousand units.
    workers : int
        Threads; -1 for one on each core. They help where distances of thousands of units are
        counted. The result does not depend on how many there are.
    progress : callable, optional
        Told ``(done, proposals)`` after each batch.

    Returns
    -------
    Screening
        One row per proposal; a proposal that cannot be enacted names the rule it breaks first.

    Raises
    ------
    UserError
        When there are no proposals, or a step is of a kind that cannot be screened (a merger, for
        example): `govgraph.compare` takes such proposals one by one.
    UnknownNameError
        When a measure is none of these.

    Notes
    -----
    An interruption (Ctrl-C) keeps what is done; ``complete`` is then False. Ties, duties and
    powers are read once. A proposal costs a search from all units, 64 at a time for each word of
    memory, where its ties differ, and a look at the needs and pairs of partners that its rows
    touch.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.reforms.operators.add_tie import AddTie
    >>> county = gg.load("q_county")
    >>> pairs = [("Q.police", "Q.justice"), ("Q.police", "Q.emergency"), ("Q.police", "Q.gov")]
    >>> found = gg.screen(
    ...     county, {b: AddTie(kind="leads", source=a, target=b) for a, b in pairs}
    ... )
    >>> found.table[["step", "rule"]].to_numpy().tolist()
    [[0, ''], [0, ''], [1, 'model.cycle']]
    """
    chosen, named = _checked(measures), _named(proposals)
    parts = [part for part, names in PARTS.items() if not chosen.isdisjoint(names)]
    judge = Judge(structure, parts, len(named))
    names = [name for part in parts for name in PARTS[part]]
    before = pd.Series(judge.judge([()])[0], pd.Index(names, name="name"), name="before")
    rows: list[Floats | Refusal] = []
    try:
        with many_small():
            for batch in _batches(judge, list(named.values()), workers):
                rows += batch
                if progress is not None:
                    progress(len(rows), len(named))
    except KeyboardInterrupt:
        if not rows:
            raise
    kept = [name for name in names if name in chosen]
    table = _table(rows, list(named)[: len(rows)], names)
    return Screening(before[kept], table[[*kept, *REFUSAL]], len(named))


def _checked(measures: Iterable[str]) -> set[str]:
    chosen = {measures} if isinstance(measures, str) else set(measures)
    for name in sorted(chosen):
        if name not in EVERY:
            raise UnknownNameError.among("screening.as_measures", name, EVERY)
    return chosen


def _named(proposals: Alternatives) -> dict[object, tuple[Step, ...]]:
    """Return the steps of all proposals by name; raise where one cannot be screened."""
    if isinstance(proposals, Mapping):
        found: dict[object, tuple[Step, ...]] = {n: _steps(one) for n, one in proposals.items()}
    else:
        found = dict(enumerate(map(_steps, proposals), 1))
    if not found:
        raise UserError("screening.no_proposals")
    for name, steps in found.items():
        for number, step in enumerate(steps, 1):
            if step.reform.operator.name not in SCREENED:
                raise UserError(
                    "screening.not_screened",
                    proposal=name,
                    step=number,
                    reform=step.reform.operator.name,
                    screened=", ".join(SCREENED),
                )
    return found


def _steps(proposal: Proposal | Steps) -> tuple[Step, ...]:
    return proposal.steps if isinstance(proposal, Proposal) else steps_of(proposal)


def _batches(
    judge: Judge, proposals: Sequence[tuple[Step, ...]], workers: int
) -> Iterator[list[Floats | Refusal]]:
    """Yield what becomes of proposals, batch by batch, in their order."""
    parts = [proposals[at : at + _BATCH] for at in range(0, len(proposals), _BATCH)]
    threads = workers if workers > 0 else cpu_count() or 1
    if threads == 1:
        yield from map(judge.judge, parts)
        return
    pool = ThreadPoolExecutor(threads)
    try:
        yield from pool.map(judge.judge, parts)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _table(
    rows: Sequence[Floats | Refusal], proposals: Iterable[object], names: Sequence[str]
) -> pd.DataFrame:
    nothing, lawful = np.full(len(names), np.nan), Refusal(0, "", "")
    values = [nothing if isinstance(row, Refusal) else row for row in rows]
    refusals = [row if isinstance(row, Refusal) else lawful for row in rows]
    index = pd.Index(list(proposals), name="proposal", dtype=object)
    table = pd.DataFrame(np.array(values, np.float64).reshape(-1, len(names)), index, list(names))
    return table.join(pd.DataFrame(refusals, index, list(REFUSAL)))
