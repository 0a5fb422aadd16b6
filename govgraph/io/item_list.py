"""Item lists as government sites publish them: 权责清单, service items, township duty lists."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from govgraph.io.flat import SUFFIXES, flat, header, meanings, only, pairs, provenance, require
from govgraph.io.formats import reader
from govgraph.io.item_columns import SYNONYMS, ColumnMap, item_columns
from govgraph.io.item_reading import Items
from govgraph.io.reading import read
from govgraph.model.builder import Builder
from govgraph.model.structure import Structure

if TYPE_CHECKING:
    from narwhals.typing import IntoDataFrame


def is_item_list(path: Path) -> bool:
    """Tell by its header whether a file is an item list."""
    found = meanings(header(path), SYNONYMS, {}).keys()
    return "item" in found and bool(found & {"department", "lead", "category"})


@reader("item_list", *SUFFIXES, recognises=is_item_list)
def read_item_list(  # noqa: PLR0913 - what a list leaves open
    source: "str | Path | IntoDataFrame",
    *,
    columns: str | Mapping[str, str] | ColumnMap = "",
    where: str | Mapping[str, str] = "",
    township: str = "",
    category: str = "",
    area: str = "",
    into: "Structure | str | Path | None" = None,
) -> Builder:
    """Read an item list into matters, units, duties and powers.

    A row without a category is a department's item: its first department leads and the others
    assist; a kind of power (行政处罚 …) is a power of those that lead. In a township's duty list

    - a *basic* duty (基本履职) is led by the township, and departments named assist;
    - an *assisting* duty (配合履职) is led by the department above, and the township assists;
    - a duty *taken back* (上级收回) is led by the department above; the township has no part, which
      the duty's note says.

    Parameters
    ----------
    source : path or data frame
        CSV, workbook, Parquet or frame.
    columns : ColumnMap or str or mapping, optional
        Columns by meaning where their names do not tell.
    where : str or mapping, optional
        Which rows, by column and value.
    township : str
        Whose duty list it is, where no column says so; name or id.
    category : {"", "basic", "assisting", "taken_back"}
        Which of the three duty lists it is, where no column says so.
    area : str
        Code of the area that all items are done for, where no column says so.
    into : Structure or path, optional
        Structure that the items are added to; its units are found by id, name or short name.

    Returns
    -------
    Builder
        With everything of `into`, and the items.

    Raises
    ------
    ReadError
        When the file cannot be read or a column is missing.

    Examples
    --------
    >>> import pandas as pd
    >>> from govgraph.io.item_list import read_item_list
    >>> items = pd.DataFrame({
    ...     "事项名称": ["危房排查", "违建处置"],
    ...     "清单类别": ["基本履职", "配合履职"],
    ...     "对应上级部门": ["", "住建局、执法局"]})
    >>> duties = read_item_list(items, township="龙港镇").build().duties
    >>> duties[["unit", "matter", "role"]].values.tolist()
    [['住建局', '违建处置', 'lead'], ['执法局', '违建处置', 'assist'],
     ['龙港镇', '危房排查', 'lead'], ['龙港镇', '违建处置', 'assist']]
    """
    table = only(flat(source), where)
    found = item_columns(table, columns)
    require(table, found, ["item"])
    structure = into if isinstance(into, Structure) or into is None else read(into)
    builder = Builder() if structure is None else Builder.of(structure)
    steps = provenance(table, "item_list", [*found.values(), *pairs(where)])
    defaults = {"township": township, "category": category, "area": area}
    items = Items(table, found, defaults, structure)
    items.read()
    items.add_to(builder)
    said = (*builder.about.provenance, *steps, items.summary())
    builder.about = replace(builder.about, provenance=said)
    return builder
