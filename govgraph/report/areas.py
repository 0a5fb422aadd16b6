"""Areas in the order of their tree."""

from govgraph.model.structure import Structure


def area_order(structure: Structure) -> tuple[str, ...]:
    """Return the ids of all areas, each one followed by the areas below it.

    Parameters
    ----------
    structure : Structure
        Whose areas; siblings stand in the order of their ranks, then of the data.
    """
    ordered = structure.areas.sort_values("rank", kind="stable", na_position="last")
    children = ordered.groupby("parent", sort=False)["id"].agg(list).to_dict()
    waiting = list(reversed(ordered.loc[ordered["parent"].isna(), "id"].tolist()))
    done: list[str] = []
    while waiting:
        area = waiting.pop()
        done.append(area)
        waiting.extend(reversed(children.get(area, [])))
    return tuple(done)
