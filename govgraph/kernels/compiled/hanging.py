"""A search through an undirected graph that sees what hangs on each node alone, compiled."""

from govgraph.kernels import hanging
from govgraph.kernels.compiled.loops import loop

search = loop(hanging.search)
