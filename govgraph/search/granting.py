"""Steps that bring powers to units: granted by whoever holds them, data shared by their owner."""

from collections.abc import Iterable, Iterator

import pandas as pd

from govgraph.measures.groundwork.holding import covered_matters
from govgraph.model.structure import Structure
from govgraph.reforms.catalogue import Reform
from govgraph.reforms.operators.grant_powers import GrantPowers
from govgraph.reforms.operators.share_data import ShareData
from govgraph.search.groups import Group

_DATA = "data:"
#: Kinds of unit on which powers are conferred (赋权); others are entrusted with them (委托).
_CONFERRED = ("government", "street_office")


def granting(
    group: Group,
    matter: str,
    powers: Iterable[str],
    targets: Iterable[str],
    *,
    data_as_power: bool = False,
) -> Iterator[Reform]:
    """Yield the steps that bring powers on a matter to units, where anybody holds them.

    A power is granted by its first holder, who keeps it: conferred on governments, entrusted to
    others. Data are shared, for the matter alone, unless they are to be held like a power.
    """
    held = holders(group.structure, matter)
    wanted = tuple(dict.fromkeys(targets))
    for power in powers:
        rows = held[(held["power"] == power) & ~held["unit"].isin(wanted)]
        if not len(rows):
            continue
        row = rows.iloc[0]
        source = str(row["unit"])
        if power.startswith(_DATA) and not data_as_power:
            data = power.removeprefix(_DATA)
            yield ShareData(source=source, target=wanted, matter=matter, data=data)
            continue
        about, line = _scope(group.structure, int(row["row"]))
        for mode, units in _by_mode(group, wanted).items():
            yield GrantPowers(
                source=source, target=units, mode=mode, power=power, matter=about, line=line
            )


def holders(structure: Structure, matter: str) -> pd.DataFrame:
    """Return who holds which power on a matter: ``power``, ``unit``, ``row``."""
    held = covered_matters(structure)
    return held[held["matter"] == matter].sort_values(["power", "row"], kind="stable")


def _by_mode(group: Group, units: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    kind = group.about["kind"]
    conferred = tuple(unit for unit in units if kind[unit] in _CONFERRED)
    entrusted = tuple(unit for unit in units if kind[unit] not in _CONFERRED)
    both = {"conferred": conferred, "entrusted": entrusted}
    return {mode: some for mode, some in both.items() if some}


def _scope(structure: Structure, row: int) -> tuple[str, str]:
    """Return the matter and the line that a row of powers names; empty where it names none."""
    powers = structure.powers[["matter", "line"]].fillna("")
    return str(powers["matter"][row]), str(powers["line"][row])
