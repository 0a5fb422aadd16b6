"""An organisation: the backbone and the links that were added to it."""

from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple, get_args

import networkx as nx
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from govgraph.errors import UnknownNameError
from govgraph.measures.groundwork.falls import connectivity_curve, neighbours
from govgraph.measures.groundwork.pairs import check_choice
from govgraph.measures.organisations.backbone import Backbone, Ints
from govgraph.measures.organisations.links import draw_links
from govgraph.model.builder import Builder
from govgraph.model.network import Network
from govgraph.model.structure import Structure

Removal = Literal["random", "depth", "degree"]


class Scales(NamedTuple):
    """Where links are added, from 0 (only there) to infinity (anywhere).

    Attributes
    ----------
    depth : float
        λ: the smaller, the more links meet near the root.
    distance : float
        ζ: the smaller, the more links join units that stand close to each other.
    """

    depth: float
    distance: float


#: The five kinds of organisation that the authors compare, with the scales that their figure uses.
KINDS: dict[str, Scales] = {
    "local_team": Scales(np.inf, 0.0),
    "random_interdivisional": Scales(0.0, np.inf),
    "random": Scales(np.inf, np.inf),
    "multiscale": Scales(0.5, 0.5),
    "core_periphery": Scales(0.1, 0.15),
}


@dataclass(frozen=True, eq=False)
class Organisation:
    """A tree of command with links across it.

    Attributes
    ----------
    backbone : Backbone
        The tree.
    links : array of int, shape (m, 2)
        The two units of each added link, in the order of adding.
    """

    backbone: Backbone
    links: Ints

    def with_first(self, count: int) -> "Organisation":
        """Return the organisation as it was when only so many links had been added."""
        return replace(self, links=self.links[:count])

    @property
    def network(self) -> Network:
        """All ties, undirected, for every measure that takes a graph."""
        units = np.arange(1, self.backbone.size)
        first = np.concatenate((self.backbone.superior[1:], self.links[:, 0]))
        second = np.concatenate((units, self.links[:, 1]))
        nodes = pd.RangeIndex(self.backbone.size, name="unit")
        ends = first.astype(np.int32), second.astype(np.int32)
        return Network(nodes, *ends, directed=False)

    def to_networkx(self) -> "nx.Graph[int]":
        """Return an undirected graph; nodes have a ``level``, edges a ``kind``."""
        graph: nx.Graph[Any] = nx.Graph()
        graph.add_nodes_from((i, {"level": d}) for i, d in enumerate(self.backbone.level.tolist()))
        lower = range(1, self.backbone.size)
        backbone = zip(self.backbone.superior[1:].tolist(), lower, strict=True)
        graph.add_edges_from(backbone, kind="leads")
        graph.add_edges_from(self.links.tolist(), kind="coordinates")
        return graph

    def to_structure(self, title: str = "") -> Structure:
        """Return a structure: the tree leads, the links coordinate.

        Units are departments named by their way from the root, ``1``, ``1.2``, ``1.2.3`` …, so
        that the structure can be measured, audited and drawn as any other.
        """
        names = self._names()
        ties = np.concatenate(
            (
                np.stack((self.backbone.superior[1:], np.arange(1, len(names))), axis=1),
                self.links,
            )
        )
        kinds = ["leads"] * (len(names) - 1) + ["coordinates"] * len(self.links)
        units = pd.DataFrame({"id": names, "name": names, "kind": "department"})
        relations = pd.DataFrame(
            {"source": names[ties[:, 0]], "target": names[ties[:, 1]], "kind": kinds}
        )
        build = Builder(title=title).add_table("units", units)
        return build.add_table("relations", relations).build()

    def _names(self) -> NDArray[np.object_]:
        names = ["1"]
        for unit in range(1, self.backbone.size):
            superior, place = divmod(unit - 1, self.backbone.branching)
            names.append(f"{names[superior]}.{place + 1}")
        return np.array(names, object)


def grow(
    kind: str | tuple[float, float],
    *,
    branching: int = 5,
    levels: int = 6,
    links: int | None = None,
    seed: int = 0,
) -> Organisation:
    """Return an organisation of a kind, grown by adding links to a tree.

    Parameters
    ----------
    kind : str or tuple of float
        One of `KINDS`, or the scales of depth and distance (λ, ζ) themselves; 0 and infinity are
        allowed.
    branching : int
        Direct subordinates of each superior.
    levels : int
        Levels with that of the root.
    links : int, optional
        Number of links to add; as many as there are units by default.
    seed : int
        Seed of the draw.

    Returns
    -------
    Organisation
        Its links stand in the order of adding, so `Organisation.with_first` gives nested ones.

    Raises
    ------
    UnknownNameError
        When there is no such kind.
    UserError
        When a number is out of bounds.

    Notes
    -----
    A pair (i, j) that the tree does not join is linked with a chance in proportion to exp(−D_ij /
    λ) exp(−x_ij / ζ), where D_ij is the level of the lowest common superior (0 for the root) and
    x_ij = √(d_i² + d_j² − 2), with d_i and d_j the levels from it down to the two units.

    Examples
    --------
    >>> from govgraph.measures import organisations
    >>> teams = organisations.grow("local_team", branching=3, levels=3, links=6)
    >>> teams.to_networkx().size() - teams.backbone.size + 1
    6
    """
    if isinstance(kind, str) and kind not in KINDS:
        raise UnknownNameError.among("measures.as_choices", kind, KINDS)
    scales = KINDS[kind] if isinstance(kind, str) else kind
    backbone = Backbone(branching, levels)
    count = backbone.size if links is None else links
    return Organisation(backbone, draw_links(backbone, count, scales, np.random.default_rng(seed)))


def connectivity(
    organisation: Organisation, *, order: Removal = "random", seed: int = 0
) -> pd.DataFrame:
    """Return the connectivity robustness of an organisation while units are removed.

    Parameters
    ----------
    organisation : Organisation
        The organisation.
    order : {"random", "depth", "degree"}
        Any units, those at the top, or those with the most neighbours first.
    seed : int
        Seed of the order among equals.

    Returns
    -------
    DataFrame
        The columns of `govgraph.measures.robustness.curve`: ``connectivity`` is C = S / (N − N_r).

    Raises
    ------
    UnknownNameError
        When there is no such order.

    Examples
    --------
    >>> from govgraph.measures import organisations
    >>> tree = organisations.grow("random", branching=3, levels=3, links=0)
    >>> frame = organisations.connectivity(tree, order="depth")
    >>> frame["connectivity"].head(2).tolist()
    [1.0, 0.333...]
    """
    check_choice(order, get_args(Removal))
    graph = organisation.network
    weights = {
        "random": np.zeros(len(graph)),
        "depth": -organisation.backbone.level.astype(float),
        "degree": neighbours(graph),
    }
    return connectivity_curve(graph, weights[order], seed)
