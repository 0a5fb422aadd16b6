"""The workbook that `govgraph new` writes: every sheet, explained, with one small example."""

import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from govgraph.errors import UserError
from govgraph.io.atomic import write_bytes
from govgraph.io.workbook_layout import workbook_bytes
from govgraph.model.builder import Builder
from govgraph.model.schema import TABLES, WORKLOAD_TABLES
from govgraph.model.structure import Structure
from govgraph.model.workload import Workload
from govgraph.text import Language


def write_template(path: str | Path, lang: Language = "en") -> None:
    """Write a workbook with every sheet, drop-downs, notes on headers and one filled example.

    Parameters
    ----------
    path : str or Path
        The workbook, ending in ``.xlsx``; an existing file is not replaced.
    lang : {"en", "zh"}
        Language of sheets, headers, notes and the example. Reading understands both.

    Raises
    ------
    UserError
        When the file exists, has another ending, or cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> import govgraph as gg
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_template(f"{folder}/county.xlsx", "zh")
    ...     gg.read(f"{folder}/county.xlsx") == example("zh")
    True
    """
    path = Path(path)
    if path.suffix.lower() != ".xlsx":
        raise UserError("io.template_ending", file=path.name)
    if path.exists():
        raise UserError("io.template_exists", file=path.name)
    structure = example(lang)
    workload = example_workload(lang)
    tables = {name: structure.table(name) for name in TABLES}
    tables |= {name: workload.table(name) for name in WORKLOAD_TABLES}
    write_bytes(path, workbook_bytes(structure.about, tables, lang, with_help=True))


def example(lang: Language = "en") -> Structure:
    """Return the structure that the template is filled with.

    Parameters
    ----------
    lang : {"en", "zh"}
        Language of its names and texts.

    Returns
    -------
    Structure
        Two bureaus, a township with an office, a joint body, two matters.
    """
    return _builder(lang).build()


def example_workload(lang: Language = "en") -> Workload:
    """Return the workload that the template is filled with.

    Parameters
    ----------
    lang : {"en", "zh"}
        Language of its texts.

    Returns
    -------
    Workload
        Servers, priorities and one parameter.
    """
    return _builder(lang).build_workload(example(lang))


@cache
def _content() -> dict[str, Any]:
    text = files("govgraph.io").joinpath("template.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _builder(lang: Language) -> Builder:
    content = dict(_content())
    builder = Builder(None, **_in_language(content.pop("about"), lang))
    for table, rows in content.items():
        for row in rows:
            builder.add(table, **_in_language(row, lang))
    return builder


def _in_language(row: dict[str, Any], lang: Language) -> dict[str, Any]:
    """Pick one language of each pair; names and short names of the model are a pair too."""
    found = {k: v[lang] if isinstance(v, dict) else v for k, v in row.items()}
    if lang == "en":
        for name in ("name", "short"):
            if f"{name}_en" in found:
                found[name] = found.pop(f"{name}_en")
    return found
