"""What can go wrong, as values: each error holds a message key and its parameters."""

from govgraph.errors.base import (
    ConfigurationError,
    GovGraphError,
    ImmutableError,
    MissingExtraError,
    UndefinedMeasureError,
    UnknownNameError,
    UserError,
)
from govgraph.errors.problems import InvalidStructureError, Place, Problem, ReadError

__all__ = [
    "ConfigurationError",
    "GovGraphError",
    "ImmutableError",
    "InvalidStructureError",
    "MissingExtraError",
    "Place",
    "Problem",
    "ReadError",
    "UndefinedMeasureError",
    "UnknownNameError",
    "UserError",
]
