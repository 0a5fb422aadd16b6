"""Matter × area: which units have a part in a matter where it arises.

A duty holds in the area it names, else in its unit's own area, and in every area below that. A
*cell* is a matter in an area: every area where the matter has demand, and every area for which
someone leads it (where there is neither, every area for which any duty on it is held). The *lead
area* of a cell is the nearest area, going up from the cell's own, for which someone leads the
matter. The leads there, and everyone with another duty that holds in the cell's area, have a part
in the cell. So twelve townships that each lead a matter at home are twelve cells with one lead
each, a county bureau that leads a matter is the lead of every township without a lead of its own,
and a county bureau that assists has a part in the cell of every township.
"""

from functools import partial

import numpy as np
import pandas as pd

from govgraph.model.structure import Structure


def cells(structure: Structure) -> pd.DataFrame:
    """Return the matter × area cells of a structure.

    Returns
    -------
    DataFrame
        One row per cell: ``matter``, ``area`` (missing when nothing says where), ``cases`` (NaN
        when no demand is stated there), ``hours`` per case, ``lead_area`` (missing when nobody
        leads there), ``leads``, the number of units that lead in the lead area, and
        ``covered_below``, whether without a lead here every area below has one.
    """
    frame: pd.DataFrame = structure.derive(("cells",), partial(_cells, structure))
    return frame.copy(deep=False)


def participants(structure: Structure) -> pd.DataFrame:
    """Return who has a part in which cell.

    Returns
    -------
    DataFrame
        One row per cell and duty: ``cell`` (row of `cells`), ``unit``, ``role``, ``hours`` per
        case (NaN when not stated), ``duty`` (row of the duties table).
    """
    frame: pd.DataFrame = structure.derive(("participants",), partial(_participants, structure))
    return frame.copy(deep=False)


def _duties(structure: Structure) -> pd.DataFrame:
    duties = structure.duties[["unit", "matter", "role", "area", "hours"]]
    home = structure.units.set_index("id")["area"]
    return duties.assign(area=duties["area"].fillna(duties["unit"].map(home)), duty=duties.index)


def _upward(structure: Structure, frame: pd.DataFrame) -> pd.DataFrame:
    """Repeat each row (``cell``, ``area`` number) for every area from its own up to the root."""
    parent = np.append(structure.topology.area_parent, -1)  # the parent of "no area" is none
    steps, above = [], frame.assign(step=0)
    while len(above):
        steps.append(above)
        number = above["area_number"].to_numpy()
        up = parent[number]
        above = above.assign(area_number=up, step=above["step"] + 1)[up >= 0]
    return pd.concat(steps, ignore_index=True) if steps else frame.assign(step=0)


def _places(structure: Structure) -> pd.DataFrame:
    duties, demand = _duties(structure), structure.demand
    cases = demand.groupby(["matter", "area"], as_index=False)["cases"].sum()
    led = duties.loc[duties["role"] == "lead", ["matter", "area"]].drop_duplicates()
    frame = cases.merge(led, on=["matter", "area"], how="outer")
    other = duties.loc[~duties["matter"].isin(frame["matter"]), ["matter", "area"]]
    frame = pd.concat([frame, other.drop_duplicates()], ignore_index=True)
    idle = structure.matters.loc[~structure.matters["id"].isin(frame["matter"]), ["id"]]
    frame = pd.concat([frame, idle.rename(columns={"id": "matter"})], ignore_index=True)
    ordered: pd.DataFrame = frame.sort_values(["matter", "area"], ignore_index=True)
    return ordered


def _cells(structure: Structure) -> pd.DataFrame:
    frame = _places(structure)
    topology = structure.topology
    hours = structure.matters.set_index("id")["hours"]
    frame["hours"] = frame["matter"].map(hours).astype("float64")
    number = topology.areas.get_indexer(pd.Index(frame["area"]))
    duties = _duties(structure)
    leading = duties[duties["role"] == "lead"].groupby(["matter", "area"])["unit"].nunique()
    up = _upward(
        structure,
        pd.DataFrame({"cell": frame.index, "matter": frame["matter"], "area_number": number}),
    )
    up["area"] = (
        topology.areas.to_series(index=range(len(topology.areas)))
        .reindex(up["area_number"])
        .to_numpy()
    )
    up = up.join(leading.rename("leads"), on=["matter", "area"]).dropna(subset=["leads"])
    nearest = up.sort_values("step", kind="stable").drop_duplicates("cell").set_index("cell")
    frame["lead_area"] = nearest["area"].reindex(frame.index)
    frame["leads"] = nearest["leads"].reindex(frame.index).fillna(0).astype("int64")
    arealess = duties[duties["area"].isna() & (duties["role"] == "lead")]
    count = frame["matter"].map(arealess.groupby("matter")["unit"].nunique()).fillna(0)
    frame["leads"] = frame["leads"].where(frame["area"].notna(), count).astype("int64")
    frame["covered_below"] = _covered_below(structure, frame, leading.index)
    return frame


def _covered_below(structure: Structure, frame: pd.DataFrame, led: pd.Index) -> pd.Series:
    children = structure.areas.groupby("parent")["id"].agg(list).to_dict()
    leading = set(led)

    def covered(matter: str, area: str) -> bool:
        below = children.get(area, [])
        return bool(below) and all((matter, a) in leading or covered(matter, a) for a in below)

    ask = (frame["leads"] == 0) & frame["area"].notna()
    answer = [
        bool(asked) and covered(matter, area)
        for asked, matter, area in zip(ask, frame["matter"], frame["area"], strict=True)
    ]
    return pd.Series(answer, index=frame.index, dtype=bool)


def _participants(structure: Structure) -> pd.DataFrame:
    frame, topology = cells(structure), structure.topology
    number = topology.areas.get_indexer(pd.Index(frame["area"]))
    lead_number = topology.areas.get_indexer(pd.Index(frame["lead_area"]))
    up = _upward(
        structure,
        pd.DataFrame({"cell": frame.index, "matter": frame["matter"], "area_number": number}),
    )
    duties = _duties(structure)
    duties["area_number"] = topology.areas.get_indexer(pd.Index(duties["area"]))
    joined = up.merge(duties.drop(columns="area"), on=["matter", "area_number"])
    here = joined["area_number"].to_numpy() == lead_number[joined["cell"]]
    joined = joined[(joined["role"] != "lead") | here]
    columns = ["cell", "unit", "role", "hours", "duty"]
    ordered: pd.DataFrame = joined[columns].sort_values(["cell", "duty"], ignore_index=True)
    return ordered
