"""The country's divisions times its lines, or as many whole counties as a size takes."""

from govgraph.cases.china.bureaus import number, weights
from govgraph.cases.china.functions import functions
from govgraph.cases.china.places import chosen, places
from govgraph.cases.china.tables import (
    areas,
    levels,
    lines_table,
    relations,
    unit_ids,
    units_table,
)
from govgraph.cases.china.ties import ties
from govgraph.model.builder import Builder

#: Draws the offices that communities refer to, and neighbours that coordinate.
SEED = 2023


def build(units: int | None = None, *, seed: int = SEED) -> Builder:
    """Return the country, or as many whole counties of it as make about so many units.

    Parameters
    ----------
    units : int, optional
        About how many units; the whole country when left out.
    seed : int
        Draws the office to which each community refers cases, and the neighbours that coordinate.

    Returns
    -------
    Builder
        Levels, areas, lines, units and relations; `build` checks them.

    Examples
    --------
    >>> from govgraph.cases.china.building import build
    >>> structure = build(units=1_000).build()
    >>> structure.areas["name"].tolist()[:4]
    ['全国', '浙江省', '温州市', '鹿城区']
    """
    country, lines = places(), functions()
    if units is not None:
        country = country.taking(chosen(country, weights(country, lines), units))
    numbered = number(country, lines)
    ids = unit_ids(country, lines, numbered)
    tables = {
        "levels": levels(),
        "areas": areas(country),
        "lines": lines_table(lines),
        "units": units_table(country, lines, numbered, ids),
        "relations": relations(lines, numbered, ids, ties(country, lines, numbered, seed)),
    }
    builder = Builder()
    for name, frame in tables.items():
        builder.add_table(name, frame)
    return builder
