"""Measures: each maps a structure to a number, or to one number per unit or per cell.

Every module of this folder is imported here, so that a measure is offered by being written.
"""

from importlib import import_module
from pkgutil import iter_modules

from govgraph.measures.catalogue import catalogue, find
from govgraph.measures.explaining import explain
from govgraph.measures.exports import to_latex, to_markdown
from govgraph.measures.tables import between, table

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")

__all__ = ["between", "catalogue", "explain", "find", "table", "to_latex", "to_markdown"]
