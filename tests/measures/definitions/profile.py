"""The four fragmentations of a structure, written out."""

from govgraph.model.structure import Structure
from tests.measures.definitions import matter_profile
from tests.measures.reading import mean, weights


def power(structure: Structure) -> float | None:
    return mean(matter_profile.powers(structure), weights(structure))


def function(structure: Structure) -> float | None:
    return mean(matter_profile.functions(structure), weights(structure))


def mechanism(structure: Structure) -> float | None:
    return mean(matter_profile.mechanisms(structure), weights(structure))


def information(structure: Structure) -> float | None:
    return mean(matter_profile.informations(structure), weights(structure))
