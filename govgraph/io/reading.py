"""Any readable file or folder becomes a structure."""

import inspect
import logging
from dataclasses import replace
from pathlib import Path

from govgraph.errors import Place, Problem, ReadError, UnknownNameError
from govgraph.io.formats import FOLDER, Format, formats
from govgraph.model.builder import Builder
from govgraph.model.coerce import visible
from govgraph.model.schema import WORKLOAD_TABLES
from govgraph.model.structure import Structure
from govgraph.model.workload import Workload

logger = logging.getLogger("govgraph")


def read(path: str | Path, *, kind: str | None = None, **options: str) -> Structure:
    """Read a structure from a file or folder.

    Parameters
    ----------
    path : str or Path
        The file or folder. Its ending says the format, its content where formats share an ending.
    kind : str, optional
        Name of the format, to overrule the ending.
    **options : str
        Choices that the format leaves, such as ``year`` for a table of several years.

    Returns
    -------
    Structure
        The checked structure.

    Raises
    ------
    ReadError
        When the file cannot be read at all.
    InvalidStructureError
        With every problem of its content, each naming its place.

    Examples
    --------
    >>> import tempfile
    >>> import govgraph as gg
    >>> structure = gg.Builder().add("units", id="gov", name="县", kind="government").build()
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     gg.write(structure, f"{folder}/county.json")
    ...     gg.read(f"{folder}/county.json") == structure
    True
    """
    path = Path(path)
    return read_builder(path, kind=kind, **options).build(name=path.name)


def read_workload(path: str | Path, structure: Structure) -> Workload | None:
    """Read the workload that stands beside a structure in the same file.

    Parameters
    ----------
    path : str or Path
        The file or folder.
    structure : Structure
        The structure whose units and matters the workload names.

    Returns
    -------
    Workload or None
        The checked workload; None when the file holds none.

    Raises
    ------
    ReadError
        When the file cannot be read at all.
    InvalidStructureError
        With every problem of the workload's tables.
    """
    path = Path(path)
    workload = read_builder(path).build_workload(structure, name=path.name)
    return workload if any(len(workload.table(name)) for name in WORKLOAD_TABLES) else None


def read_builder(path: Path, *, kind: str | None = None, **options: str) -> Builder:
    """Read a file or folder into a builder, unchecked.

    Parameters
    ----------
    path : Path
        The file or folder.
    kind : str, optional
        Name of the format, to overrule the ending.
    **options : str
        Choices that the format leaves.

    Returns
    -------
    Builder
        The rows as they were found, and the problems that reading met. A list, which cannot say
        what it is about, is called by its file's name.

    Raises
    ------
    ReadError
        When the file cannot be read at all.
    UnknownNameError
        When there is no such format, or it has no such option.
    """
    if not path.exists():
        raise ReadError([Problem("io.no_such_file", Place(file=str(path)))], path.name)
    chosen = _format(path, kind)
    if chosen.read is None:
        raise _unreadable(path, "io.only_written", format=chosen.name)
    known = list(inspect.signature(chosen.read).parameters)[1:]
    for option in options:
        if option not in known:
            raise UnknownNameError.among("io_graph.as_options", option, known)
    logger.debug("reading %s as %s", path, chosen.name)
    try:
        builder = chosen.read(path, **options)
    except OSError as error:
        raise _unreadable(path, "io.cannot_read", reason=error.strerror or error) from error
    if chosen.recognises is not None and not builder.about.title:
        builder.about = replace(builder.about, title=visible(path.name.partition(".")[0]))
    return builder


def _format(path: Path, kind: str | None) -> Format:
    known = formats()
    if kind is not None:
        if kind not in known:
            raise UnknownNameError.among("io.as_formats", kind, known)
        return known[kind]
    suffix = path.suffix.lower()
    if path.is_dir() and not any(suffix in known[name].suffixes for name in known):
        suffix = FOLDER
    candidates = [f for f in known.values() if suffix in f.suffixes and f.read is not None]
    if not candidates:
        endings = sorted({s for f in known.values() if f.read for s in f.suffixes} - {FOLDER})
        raise _unreadable(path, "io.unknown_ending", suffix=suffix, endings=", ".join(endings))
    by_content = [f for f in candidates if f.recognises is not None and f.recognises(path)]
    plain = [f for f in candidates if f.recognises is None]
    chosen = [*by_content, *plain]
    if not chosen:
        names = ", ".join(f.name for f in candidates)
        raise _unreadable(path, "io.not_recognised", formats=names)
    return chosen[0]


def _unreadable(path: Path, key: str, **params: object) -> ReadError:
    return ReadError([Problem(key, Place(file=path.name), params=params)], path.name)
