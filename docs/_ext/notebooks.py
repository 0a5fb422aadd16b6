"""Notebooks of the examples are pages: they are shown as they are stored, and tests run them."""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def copy_notebooks(app: "Sphinx") -> None:
    """Copy every notebook to where pages are read from."""
    source = Path(app.srcdir)
    folder = source / "generated"
    folder.mkdir(exist_ok=True)
    for notebook in source.parent.joinpath("examples").glob("*.ipynb"):
        shutil.copy(notebook, folder)


def setup(app: "Sphinx") -> dict[str, bool]:
    """Copy the notebooks when the build starts."""
    app.connect("builder-inited", copy_notebooks, priority=100)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
