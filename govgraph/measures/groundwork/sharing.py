"""Whether two units can see the same data: ``shares`` read as paths from owner to user."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from govgraph.model.structure import Structure

#: What stands before the name of a data set where it is needed or held as a power.
_DATA = "data:"


class _Share(NamedTuple):
    """One row of ``shares``."""

    source: str
    target: str
    matter: str | None
    data: str | None


def data_seen(structure: Structure, matter: str | None) -> Mapping[str, frozenset[str]]:
    """Return, for every unit, itself and everyone whose data for a matter reach it.

    Two units have a sharing path when these sets meet: data flow from one to the other, directly
    or through others, or from a common owner to both. A row of ``shares`` counts when it names the
    matter, or a data set that the matter needs, or neither; without a matter every row counts.
    """
    return structure.derive(("data seen", matter), lambda: _Seen(_flow(structure, matter)))


def data_reach(structure: Structure, owner: str, user: str, matter: str, power: str) -> bool:
    """Tell whether a needed power is a data set that reaches a unit from another by sharing.

    Parameters
    ----------
    structure : Structure
        The structure.
    owner, user : str
        Who holds the data and who needs them.
    matter : str
        The matter that needs them.
    power : str
        The power needed; ``data:`` and a name for a data set, or the name of a data set that some
        row of ``shares`` names.

    Returns
    -------
    bool
        False for a power that is no data set. A row of ``shares`` counts when it names this data
        set or none, and this matter or none.
    """
    name = power.removeprefix(_DATA)
    if name == power and name not in structure.derive(("data sets",), lambda: _named(structure)):
        return False
    key = ("data sharing", matter, name)
    seen = structure.derive(key, lambda: _Seen(_owners_of_users(_about(structure, matter, name))))
    return owner in seen[user]


class _Seen(dict[str, frozenset[str]]):
    """For every unit, itself and everyone whose data reach it; found when first asked for."""

    def __init__(self, flow: Mapping[str, frozenset[str]]) -> None:
        super().__init__()
        self.flow = flow

    def __missing__(self, unit: str) -> frozenset[str]:
        found, waiting = {unit}, [unit]
        while waiting:
            new = self.flow.get(waiting.pop(), frozenset()) - found
            found |= new
            waiting.extend(new)
        self[unit] = frozenset(found)
        return self[unit]


def _named(structure: Structure) -> frozenset[str]:
    return frozenset(share.data for share in _shares(structure) if share.data is not None)


def _shares(structure: Structure) -> tuple[_Share, ...]:
    """Return the rows of ``shares``, read once as plain values."""

    def compute() -> tuple[_Share, ...]:
        names = ("kind", *_Share._fields)
        rows = zip(*(structure.values("relations", name) for name in names), strict=True)
        return tuple(
            _Share(source, target, matter, data and data.removeprefix(_DATA))
            for kind, source, target, matter, data in rows
            if kind == "shares"
        )

    return structure.derive(("shares",), compute)


def _about(structure: Structure, matter: str, name: str) -> list[_Share]:
    """Return the rows that let a data set be read for a matter."""
    return [
        share
        for share in _shares(structure)
        if share.matter in {None, matter} and share.data in {None, name}
    ]


def _flow(structure: Structure, matter: str | None) -> Mapping[str, frozenset[str]]:
    """Direct owners of the data of every user, for a matter."""
    rows = _shares(structure)
    if matter is None:
        return _owners_of_users(rows)
    needed = {None, *_needed(structure).get(matter, ())}
    return _owners_of_users(
        share
        for share in rows
        if share.matter == matter or (share.matter is None and share.data in needed)
    )


def _needed(structure: Structure) -> dict[str, set[str]]:
    """Return the powers and data sets that every matter needs."""

    def compute() -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        needs = (structure.values("needs", name) for name in ("matter", "power"))
        for matter, power in zip(*needs, strict=True):
            found.setdefault(matter, set()).add(power.removeprefix(_DATA))
        return found

    return structure.derive(("needed",), compute, of=("needs",))


def _owners_of_users(shares: Iterable[_Share]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for share in shares:
        found.setdefault(share.target, set()).add(share.source)
    return {user: frozenset(owners) for user, owners in found.items()}
