"""Yardsticks of case work (考核指标), from case records, simulated or real.

Every module of this folder is imported here, so that a yardstick is offered by being written.
"""

from importlib import import_module
from pkgutil import iter_modules

from govgraph.casework.yardsticks.caseload import Caseload, Terms
from govgraph.casework.yardsticks.catalogue import find, yardsticks
from govgraph.casework.yardsticks.tables import by_unit, table

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")

__all__ = ["Caseload", "Terms", "by_unit", "find", "table", "yardsticks"]
