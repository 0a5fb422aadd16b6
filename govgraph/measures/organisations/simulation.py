"""Kinds of organisation side by side, over several draws."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
import pandas as pd

from govgraph.measures.organisations.messages import exchange
from govgraph.measures.organisations.organisation import KINDS, Scales, grow

#: Told after each run: how many are done, and how many there will be.
Progress: TypeAlias = Callable[[int, int], None]
Row: TypeAlias = dict[str, object]


@dataclass(frozen=True)
class Design:
    """What is compared.

    Attributes
    ----------
    kinds : mapping of str to Scales
        Kinds of organisation by name, with their scales of depth and distance.
    branching, levels : int
        The tree.
    links : tuple of int
        Numbers of added links, as multiples of the number of units; 0 is the pure tree.
    task_scales : tuple of float
        How far tasks reach, ξ.
    messages : int
        Messages in each run.
    """

    kinds: Mapping[str, tuple[float, float]] = field(default_factory=lambda: dict(KINDS))
    branching: int = 5
    levels: int = 6
    links: tuple[float, ...] = (1.0,)
    task_scales: tuple[float, ...] = (1.0, np.inf)
    messages: int = 10_000


def simulate(
    design: Design | None = None,
    *,
    seeds: Iterable[int] = range(5),
    progress: Progress | None = None,
) -> pd.DataFrame:
    """Return the congestion of kinds of organisation, for every seed.

    Parameters
    ----------
    design : Design, optional
        What is compared; the five kinds of the authors at as many links as units by default.
    seeds : iterable of int
        One organisation of each kind is grown for each seed.
    progress : callable, optional
        Told ``(done, total)`` after each organisation.

    Returns
    -------
    DataFrame
        ``kind``, ``links`` (as multiples of units), ``task_scale``, ``seed``, ``rho_max`` (share
        of messages that the busiest unit passes on) and ``mean_hops``. After an interruption by
        the user, the rows of the organisations that were done.

    Raises
    ------
    KeyboardInterrupt
        When the user stops before the first organisation is done.
    UserError
        When a number of the design is out of bounds.

    Notes
    -----
    Fewer links are the first ones of the same organisation. All kinds exchange the same messages
    under the same seed, so that they differ by their links alone.

    Examples
    --------
    >>> from govgraph.measures import organisations
    >>> design = organisations.Design(branching=3, levels=4, messages=500)
    >>> frame = organisations.simulate(design, seeds=[0])
    >>> frame.columns.tolist()
    ['kind', 'links', 'task_scale', 'seed', 'rho_max', 'mean_hops']
    """
    design = design or Design()
    todo = [(name, Scales(*scales), s) for s in seeds for name, scales in design.kinds.items()]
    rows: list[Row] = []
    try:
        for done, (name, scales, seed) in enumerate(todo, 1):
            rows += list(_measured(design, name, scales, seed))
            if progress is not None:
                progress(done, len(todo))
    except KeyboardInterrupt:
        if not rows:
            raise
    columns = ["kind", "links", "task_scale", "seed", "rho_max", "mean_hops"]
    return pd.DataFrame(rows, columns=columns)


def _measured(design: Design, name: str, scales: Scales, seed: int) -> Iterator[Row]:
    units = sum(design.branching**level for level in range(design.levels))
    counts = [round(multiple * units) for multiple in design.links]
    whole = grow(
        scales,
        branching=design.branching,
        levels=design.levels,
        links=max(counts, default=0),
        seed=seed,
    )
    for multiple, count in zip(design.links, counts, strict=True):
        for scale in design.task_scales:
            traffic = exchange(
                whole.with_first(count), messages=design.messages, task_scale=scale, seed=seed
            )
            yield {
                "kind": name,
                "links": multiple,
                "task_scale": scale,
                "seed": seed,
                "rho_max": traffic.greatest,
                "mean_hops": traffic.mean_hops,
            }
