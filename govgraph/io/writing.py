"""A structure becomes a file or folder of any format that can hold it."""

from pathlib import Path

from govgraph.errors import UserError
from govgraph.io.formats import FOLDER, Writing, formats
from govgraph.io.naming import without_names
from govgraph.model.structure import Structure
from govgraph.model.workload import Workload
from govgraph.text import Language


def write(
    structure: Structure,
    path: str | Path,
    *,
    lang: Language = "en",
    ids_only: bool = False,
    workload: Workload | None = None,
) -> None:
    """Write a structure to a file or folder; the ending says the format.

    Parameters
    ----------
    structure : Structure
        What to write.
    path : str or Path
        Where to; a path without an ending is a folder of CSV files.
    lang : {"en", "zh"}
        Language of sheet names, headers and labels, where the format has any.
    ids_only : bool
        Leave out names and free text, for data that must not show them.
    workload : Workload, optional
        Written beside the structure.

    Raises
    ------
    UserError
        When no format has this ending, or the file cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> import govgraph as gg
    >>> structure = gg.Builder().add("units", id="gov", name="县", kind="government").build()
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     gg.write(structure, f"{folder}/county.xlsx", lang="zh")
    ...     gg.read(f"{folder}/county.xlsx") == structure
    True
    """
    path = Path(path)
    suffix = path.suffix.lower() or FOLDER
    known = [f for f in formats().values() if f.write is not None]
    chosen = next((f for f in known if suffix in f.suffixes), None)
    if chosen is None or chosen.write is None:
        endings = sorted({s for f in known for s in f.suffixes} - {FOLDER})
        raise UserError("io.cannot_write_ending", suffix=suffix, endings=", ".join(endings))
    if ids_only:
        structure = without_names(structure)
    chosen.write(structure, path, Writing(lang, workload))
