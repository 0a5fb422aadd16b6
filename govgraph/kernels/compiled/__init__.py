"""Loops that are compiled: imported where a graph is large enough (see `govgraph.kernels.size`)."""
