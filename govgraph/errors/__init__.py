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
from govgraph.errors.deprecation import Deprecation, deprecated, deprecations
from govgraph.errors.problems import (
    InvalidConfigurationError,
    InvalidStructureError,
    Place,
    Problem,
    ReadError,
)
from govgraph.errors.wording import Choice, Words

__all__ = [
    "Choice",
    "ConfigurationError",
    "Deprecation",
    "GovGraphError",
    "ImmutableError",
    "InvalidConfigurationError",
    "InvalidStructureError",
    "MissingExtraError",
    "Place",
    "Problem",
    "ReadError",
    "UndefinedMeasureError",
    "UnknownNameError",
    "UserError",
    "Words",
    "deprecated",
    "deprecations",
]
