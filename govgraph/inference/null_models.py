"""Null models that keep what a structure must keep: areas, lines, units, and ties by kind."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias, get_args

import numpy as np
from numpy.typing import NDArray

from govgraph.errors import UnknownNameError
from govgraph.inference.ties import Ties
from govgraph.model.builder import Builder
from govgraph.model.schema import TABLES
from govgraph.model.structure import Structure

Ints: TypeAlias = NDArray[np.int64]
#: What units have, beside their level, that a null model can keep together.
Trait: TypeAlias = Literal["kind", "line", "area", "sector"]
_TRAITS: tuple[Trait, ...] = get_args(Trait)


class NullModel(Protocol):
    """Draws valid structures that share something with a given one."""

    @property
    def name(self) -> str:
        """What it is called in results."""

    def structures(self, structure: Structure, *, seed: int = 0) -> Iterator[Structure]:
        """Yield one structure after the other, without end."""


@dataclass(frozen=True)
class Rewiring:
    """Ties exchange their starts: every unit keeps how many ties it has, but not with whom.

    Everything but the ends of relations stays: areas, lines, units, duties, powers, demand. Of
    every kind of relation, each unit keeps the number of units it points to and the number of
    units that point to it (for coordination, which holds either way, their sum), and as many ties
    run between any two levels. What a tie says (facets, matter, primary, basis) stays with its
    target.

    Parameters
    ----------
    within : tuple of {"kind", "line", "area", "sector"}
        What the ends of a tie keep beside their level. By default a superior is exchanged for
        one of the same level and kind; with ``("kind", "line")`` also of the same line, and with
        ``()`` of the same level only.
    sweeps : float
        Exchanges proposed per tie before each draw. Those that would make a unit its own
        superior, double a tie or close a circle of leadership or guidance are turned down.

    Notes
    -----
    The draws are one chain: each starts from the one before, the first from the structure
    itself [1]_. Where a structure is nearly determined by its degrees and levels, most proposals
    are turned down and the draws stay close to it; a null distribution that does not vary says so.

    References
    ----------
    .. [1] Maslov, S. and Sneppen, K. (2002). Specificity and stability in topology of protein
       networks. Science 296.

    Examples
    --------
    >>> import govgraph as gg
    >>> county = gg.load("q_county")
    >>> drawn = next(gg.inference.Rewiring().structures(county, seed=1))
    >>> drawn == county, drawn.units.equals(county.units), drawn.areas.equals(county.areas)
    (False, True, True)
    """

    within: tuple[Trait, ...] = ("kind",)
    sweeps: float = 10

    @property
    def name(self) -> str:
        """What it is called in results."""
        return f"rewired within {'+'.join(('kind of relation', 'level', *self.within))}"

    def structures(self, structure: Structure, *, seed: int = 0) -> Iterator[Structure]:
        """Yield one structure after the other, without end; each is checked as any other."""
        generator = np.random.default_rng(seed)
        ties = Ties.of(structure, _groups(structure, self.within))
        chain = ties.rewiring()
        while True:
            chain.run(self.sweeps, generator)
            yield _with_ends(structure, *ties.ends(chain))


@dataclass(frozen=True)
class Relabelling:
    """Units exchange their places in the network; the network itself stays as it is.

    Units of one level and kind are exchanged in all their relations at once, while duties, powers,
    lines and areas stay with them. It asks whether it matters *which* unit sits where.

    Parameters
    ----------
    within : tuple of {"line", "area", "sector"}
        What exchanged units share beside level and kind.

    Examples
    --------
    >>> import govgraph as gg
    >>> county = gg.load("q_county")
    >>> drawn = next(gg.inference.Relabelling().structures(county, seed=1))
    >>> gg.measures.span.mean(drawn) == gg.measures.span.mean(county)
    True
    """

    within: tuple[Trait, ...] = ()

    @property
    def name(self) -> str:
        """What it is called in results."""
        return f"units exchanged within {'+'.join(('level', 'kind', *self.within))}"

    def structures(self, structure: Structure, *, seed: int = 0) -> Iterator[Structure]:
        """Yield one structure after the other, without end; each is checked as any other."""
        generator = np.random.default_rng(seed)
        group = _groups(structure, (*self.within, "kind"))
        every = structure.topology.arcs(structure.relations["kind"].unique())
        while True:
            place = np.arange(len(group))
            for code in range(group.max() + 1):
                members = np.flatnonzero(group == code)
                place[members] = generator.permutation(members)
            yield _with_ends(structure, place[every.source], place[every.target])


def _groups(structure: Structure, within: tuple[str, ...]) -> Ints:
    """Number of each unit's group: units that share their level and all traits."""
    units = structure.units
    for trait in within:
        if trait not in _TRAITS:
            raise UnknownNameError.among("inference.as_traits", trait, _TRAITS)
    return np.asarray(units.groupby(["level", *within], dropna=False).ngroup(), np.int64)


def _with_ends(structure: Structure, source: Ints, target: Ints) -> Structure:
    units = structure.topology.units
    relations = structure.relations.assign(source=units[source], target=units[target])
    builder = Builder(structure.about)
    for name in TABLES:
        builder.add_table(name, relations if name == "relations" else structure.table(name))
    return builder.build()
