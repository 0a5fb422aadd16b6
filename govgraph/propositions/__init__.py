"""Propositions about a reform, put to the model over the ranges of everything that is assumed."""

from govgraph.propositions.checking import check
from govgraph.propositions.proposition import Proposition
from govgraph.propositions.result import Checked
from govgraph.propositions.setting import Setting
from govgraph.propositions.stages import Stage, Stages

__all__ = ["Checked", "Proposition", "Setting", "Stage", "Stages", "check"]
