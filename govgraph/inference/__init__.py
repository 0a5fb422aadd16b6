"""Inference: whether a number is more than chance, and how sure it is."""

from govgraph.inference.matrices import adjacency, same_group
from govgraph.inference.mrqap import DroppedPredictorWarning, QapRegression, qap_regression
from govgraph.inference.qap import qap_correlation

__all__ = [
    "DroppedPredictorWarning",
    "QapRegression",
    "adjacency",
    "qap_correlation",
    "qap_regression",
    "same_group",
]
