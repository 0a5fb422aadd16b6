"""Relations as arcs that can be rewired, and back."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from govgraph.kernels.rewiring import Rewiring
from govgraph.model.authority import AUTHORITY
from govgraph.model.structure import Structure

#: Kinds of relation that may not run in a circle.
ACYCLIC = ("leads", "guides")


@dataclass(frozen=True, eq=False)
class Ties:
    """The relations of a structure, those of one kind between the same two units as one arc.

    Attributes
    ----------
    kind, start, end : array of int
        Kind and ends of each arc. An arc of a kind that holds either way starts at the unit of
        the lower group, or of the lower number.
    group : array of int
        Group of each unit; arcs exchange starts where both ends are of the same groups.
    arc : array of int
        Arc of each relation.
    turned : array of bool
        Whether a relation runs against its arc.
    """

    kind: NDArray[np.intp]
    start: NDArray[np.intp]
    end: NDArray[np.intp]
    group: NDArray[np.int64]
    arc: NDArray[np.intp]
    turned: NDArray[np.bool_]

    @classmethod
    def of(cls, structure: Structure, group: NDArray[np.int64]) -> "Ties":
        """Read the relations of a structure."""
        arcs = structure.topology.arcs(AUTHORITY)
        source, target = arcs.source.astype(np.intp), arcs.target.astype(np.intp)
        names = list(AUTHORITY)
        kind = structure.relations["kind"].map({name: code for code, name in enumerate(names)})
        codes = kind.to_numpy(np.intp)
        either = np.isin(codes, [names.index(one) for one in _two_way()])
        later = (group[source] > group[target]) | (
            (group[source] == group[target]) & (source > target)
        )
        turned = either & later
        ends = np.column_stack(
            [codes, np.where(turned, target, source), np.where(turned, source, target)]
        )
        unique, arc = np.unique(ends, axis=0, return_inverse=True)
        return cls(unique[:, 0], unique[:, 1], unique[:, 2], group, arc.ravel(), turned)

    def rewiring(self) -> Rewiring:
        """Return the arcs, ready to exchange their starts."""
        names = list(AUTHORITY)
        two_way = frozenset(names.index(one) for one in _two_way())
        ends = np.column_stack([self.kind, self.group[self.start], self.group[self.end]])
        stratum = np.unique(ends, axis=0, return_inverse=True)[1].ravel()
        alike = self.group[self.start] == self.group[self.end]
        return Rewiring(
            start=self.start.tolist(),
            end=self.end.tolist(),
            layer=self.kind.tolist(),
            stratum=stratum.tolist(),
            acyclic=frozenset(names.index(one) for one in ACYCLIC),
            two_way=two_way,
            turns=(alike & np.isin(self.kind, list(two_way))).tolist(),
        )

    def ends(self, arcs: Rewiring) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Return source and target of every relation as the arcs now run."""
        start = np.array(arcs.start, np.intp)[self.arc]
        end = np.array(arcs.end, np.intp)[self.arc]
        return np.where(self.turned, end, start), np.where(self.turned, start, end)


def _two_way() -> list[str]:
    return [name for name, kind in AUTHORITY.items() if kind.symmetric]
