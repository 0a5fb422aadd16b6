"""Every unit's brokerage roles beside what chance would give it."""

from typing import Literal, TypeAlias

import numpy as np
import pandas as pd

from govgraph.measures.groundwork.chance import by_density, by_labels
from govgraph.measures.groundwork.mediation import ROLES, mediation
from govgraph.measures.groundwork.pairs import check_choice
from govgraph.measures.groundwork.partition import By
from govgraph.model.network import GraphLike

Null: TypeAlias = Literal["density", "labels"]
Relations: TypeAlias = tuple[str, ...]

#: Kinds of relation over which direction passes on.
TIES: Relations = ("leads", "guides")


def roles(
    source: GraphLike, *, by: By = "line", relations: Relations = TIES, null: Null = "density"
) -> pd.DataFrame:
    """Return how often every unit holds each role, and how often it would by chance.

    Parameters
    ----------
    source : Structure or networkx graph
        What to look at. Undirected edges, and relations of a structure that hold either way,
        count in both directions.
    by : {"line", "area", "level", "sector"} or str or mapping
        Groups of a structure's units, the name of a node attribute of a networkx graph, or the
        group of each unit.
    relations : tuple of str
        Kinds of relation of a structure that mediate.
    null : {"density", "labels"}
        What chance means. ``"density"``: every possible arc is there independently, with the
        structure's density; groups as they are (Gould and Fernandez, and R's
        ``sna::brokerage``). ``"labels"``: ties and the unit's own group as they are; the groups of
        all other units dealt out anew in every possible way. Both give exact means and standard
        deviations.

    Returns
    -------
    DataFrame
        One row per unit and role, and one for all roles together (``"total"``): ``unit``,
        ``group``, ``role``, ``count``, ``expected``, ``sd`` and ``z``; ``z`` is nan where chance
        leaves no spread, and everything for a unit without a group.

    Raises
    ------
    UnknownNameError
        When there are no such groups, or no such null model.

    Notes
    -----
    Whether counts are near enough to a normal distribution for ``z`` to be read as a test is not
    known in general. Groups drawn as strictly as lines are never like those of a random graph:
    ``"labels"`` keeps the hierarchy and asks about the lines alone. In R's ``sna::brokerage`` the
    column ``b_IO`` counts the representative and ``b_OI`` the gatekeeper; its help page names the
    two the other way round.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import brokerage
    >>> chart = nx.DiGraph([("county", "bureau"), ("bureau", "office"), ("bureau", "station")])
    >>> line = {"county": "general", "bureau": "env", "office": "env", "station": "police"}
    >>> found = brokerage.roles(chart, by=line).query("unit == 'bureau' and count > 0")
    >>> found[["role", "count"]].values.tolist()
    [['gatekeeper', 1.0], ['liaison', 1.0], ['total', 2.0]]
    """
    check_choice(null, ("density", "labels"))
    found = mediation(source, by, relations)
    mean, variance = (by_density if null == "density" else by_labels)(found)
    named = np.array([*found.labels, None], dtype=object)
    frame = pd.DataFrame(
        {
            "unit": np.repeat(found.units.nodes.to_numpy(dtype=object), len(ROLES)),
            "group": np.repeat(named[found.group], len(ROLES)),
            "role": np.tile(ROLES, len(found.units)),
            "count": np.where(found.group[:, None] >= 0, found.counts, np.nan).ravel(),
            "expected": mean.ravel(),
            "sd": np.sqrt(np.maximum(variance, 0)).ravel(),
        }
    )
    return frame.assign(z=(frame["count"] - frame["expected"]) / frame["sd"].where(frame["sd"] > 0))
