"""The registry of file formats: each is one file with a decorated reader and writer.

A reader takes a path, and options by name where the format leaves a choice. It returns a
`Builder`, so that what reading and what checking find come out in one error. A writer takes a
structure, a path and `Writing`, the choices of the user.
"""

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal, TypeVar

from govgraph.model.builder import Builder
from govgraph.model.structure import Structure
from govgraph.model.workload import Workload
from govgraph.text import Language

#: Stands for "a folder" among the suffixes.
FOLDER = "/"


@dataclass(frozen=True)
class Writing:
    """What the user chose for a written file.

    Attributes
    ----------
    lang : {"en", "zh"}
        Language of headers and labels, where the format shows any.
    workload : Workload or None
        Written beside the structure by formats that can hold it.
    """

    lang: Language = "en"
    workload: Workload | None = None


Reader = Callable[..., Builder]
Writer = Callable[[Structure, Path, Writing], None]
Recognises = Callable[[Path], bool]
AnyReader = TypeVar("AnyReader", bound=Reader)
#: Whether a written file holds the whole structure, or the units' ids and the ties among them.
Keeps = Literal["everything", "network"]


@dataclass(frozen=True)
class Format:
    """One file format.

    Attributes
    ----------
    name : str
        What `read(path, kind=...)` calls it.
    suffixes : tuple of str
        Endings in lower case, with the dot; `FOLDER` for a folder.
    read, write : callable or None
        Reader and writer; None where the format has none.
    recognises : callable or None
        Tells formats that share a suffix apart by looking into the file. One format of each
        suffix has none: it takes what no other recognises.
    keeps : {"everything", "network"}
        What a written file holds.
    """

    name: str
    suffixes: tuple[str, ...] = field(default=())
    read: Reader | None = None
    write: Writer | None = None
    recognises: Recognises | None = None
    keeps: Keeps = "everything"


_FORMATS: dict[str, Format] = {}


def reader(
    name: str, *suffixes: str, recognises: Recognises | None = None
) -> Callable[[AnyReader], AnyReader]:
    """Register a function as the reader of a format and return it untouched.

    Parameters
    ----------
    name : str
        Name of the format.
    *suffixes : str
        Endings with the dot, or `FOLDER`.
    recognises : callable, optional
        Needed where another format has the same suffix; must not raise.

    Raises
    ------
    ValueError
        When the format has a reader already.
    """

    def register(function: AnyReader) -> AnyReader:
        known = _FORMATS.get(name, Format(name))
        if known.read is not None:
            message = f"the format {name} has two readers"
            raise ValueError(message)
        _FORMATS[name] = replace(
            known,
            suffixes=tuple(dict.fromkeys((*known.suffixes, *suffixes))),
            read=function,
            recognises=recognises,
        )
        return function

    return register


def writer(name: str, *suffixes: str, keeps: Keeps = "everything") -> Callable[[Writer], Writer]:
    """Register a function as the writer of a format and return it untouched.

    Parameters
    ----------
    name : str
        Name of the format.
    *suffixes : str
        Endings with the dot, or `FOLDER`; those of the reader count as well.
    keeps : {"everything", "network"}
        What the written file holds.

    Raises
    ------
    ValueError
        When the format has a writer already.
    """

    def register(function: Writer) -> Writer:
        known = _FORMATS.get(name, Format(name))
        if known.write is not None:
            message = f"the format {name} has two writers"
            raise ValueError(message)
        _FORMATS[name] = replace(
            known,
            suffixes=tuple(dict.fromkeys((*known.suffixes, *suffixes))),
            write=function,
            keeps=keeps,
        )
        return function

    return register


def formats() -> dict[str, Format]:
    """Return every format by name: all modules of this folder are looked through."""
    folder = __name__.rpartition(".")[0]
    for module in pkgutil.iter_modules([str(Path(__file__).parent)]):
        importlib.import_module(f"{folder}.{module.name}")
    return dict(sorted(_FORMATS.items()))
