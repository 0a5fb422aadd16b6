"""Crosswalks: new ids by old ones, or names by ids, from a CSV file beside the proposal."""

import csv
import io
from pathlib import Path, PurePosixPath

from govgraph.io.csv_text import decode
from govgraph.reforms.files.nodes import Parser

#: Largest crosswalk that is read.
LARGEST = 50_000_000
#: What the two columns are called: new ids by old ones; of names by ids, either pair.
_COLUMNS = (("old", "new"),)
_OF_NAMES = (("id", "name"), *_COLUMNS)


def read_crosswalk(
    name: str, folder: Path | None, parser: Parser, line: int, *, names: bool = False
) -> dict[str, str] | None:
    """Return the crosswalk of a file with the columns ``old`` and ``new``.

    Parameters
    ----------
    name : str
        Path of the file, relative to the proposal and below its folder.
    folder : Path or None
        Folder of the proposal.
    parser : Parser
        Where problems are kept.
    line : int
        Line of the proposal that names the file.
    names : bool
        Whether it gives names by ids; its columns may be called ``id`` and ``name`` then.

    Returns
    -------
    dict or None
        New ids by old ones, or names by ids; None when it cannot be read.
    """
    path = PurePosixPath(name)
    if folder is None or path.is_absolute() or ".." in path.parts or "\\" in name:
        parser.report("crosswalk_outside", line, name)
        return None
    file = folder / path
    if not file.is_file() or file.stat().st_size > LARGEST:
        parser.report("no_such_crosswalk", line, name)
        return None
    text = decode(file.read_bytes(), path.name) or ""
    rows = csv.DictReader(io.StringIO(text, newline=""))
    known = set(rows.fieldnames or ())
    columns = next((pair for pair in (_OF_NAMES if names else _COLUMNS) if known >= {*pair}), None)
    if columns is None:
        parser.report("crosswalk_columns", line, name)
        return None
    found: dict[str, str] = {}
    for number, row in enumerate(rows, 2):
        old, new = (row[column] or "" for column in columns)
        if not old.strip() or not new.strip() or old in found:
            parser.report("crosswalk_row", line, f"{name}:{number}")
            continue
        found[old.strip()] = new.strip()
    return found
