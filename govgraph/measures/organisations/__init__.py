"""The model of Dodds, Watts and Sabel: a tree of command with links added across it.

`grow` makes an organisation, `exchange` sends messages through it, `connectivity` takes units away
from it, and `simulate` does all of it for several kinds of organisation side by side.
"""

from govgraph.measures.organisations.backbone import Backbone
from govgraph.measures.organisations.messages import Traffic, exchange
from govgraph.measures.organisations.organisation import (
    KINDS,
    Organisation,
    Scales,
    connectivity,
    grow,
)
from govgraph.measures.organisations.simulation import Design, simulate

__all__ = [
    "KINDS",
    "Backbone",
    "Design",
    "Organisation",
    "Scales",
    "Traffic",
    "connectivity",
    "exchange",
    "grow",
    "simulate",
]
