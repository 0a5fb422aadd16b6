"""Inference: whether a number is more than chance, and how sure it is."""

from govgraph.inference.composite import CompositeIndex
from govgraph.inference.graph_statistics import density, mutual, reciprocity
from govgraph.inference.graph_tests import expected_mutual, graph_test
from govgraph.inference.matrices import adjacency, same_group
from govgraph.inference.mrqap import DroppedPredictorWarning, QapRegression, qap_regression
from govgraph.inference.null_models import NullModel, Relabelling, Rewiring
from govgraph.inference.percentiles import Percentiles, percentile
from govgraph.inference.qap import qap_correlation
from govgraph.inference.ranks import RankIntervals, rank_intervals
from govgraph.inference.resampling import StandardError, bootstrap, jackknife
from govgraph.inference.results import NullDistribution, PValues, RandomisationTest
from govgraph.inference.samples import redrawn, side_by_side

__all__ = [
    "CompositeIndex",
    "DroppedPredictorWarning",
    "NullDistribution",
    "NullModel",
    "PValues",
    "Percentiles",
    "QapRegression",
    "RandomisationTest",
    "RankIntervals",
    "Relabelling",
    "Rewiring",
    "StandardError",
    "adjacency",
    "bootstrap",
    "density",
    "expected_mutual",
    "graph_test",
    "jackknife",
    "mutual",
    "percentile",
    "qap_correlation",
    "qap_regression",
    "rank_intervals",
    "reciprocity",
    "redrawn",
    "same_group",
    "side_by_side",
]
