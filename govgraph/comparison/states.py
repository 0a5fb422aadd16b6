"""How bad the states are that parts of a package lead to: by a measure, or by findings."""

import math
from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from govgraph.auditing.catalogue import rules
from govgraph.auditing.configuration import Configuration, load_configuration
from govgraph.auditing.run import audit
from govgraph.comparison.found import Config
from govgraph.comparison.parts import Part, walk
from govgraph.comparison.small import in_plain_text, many_small
from govgraph.comparison.values import of_structure, values
from govgraph.errors import UserError
from govgraph.measures.catalogue import find
from govgraph.model.structure import Structure
from govgraph.reforms.enacting import Step

#: What a state is judged by beside measures: open findings of high severity.
HIGH_FINDINGS = "findings.high"
#: How bad a structure is; higher is worse.
Badness: TypeAlias = Callable[[Structure], float]


def sign_of(judged_by: str) -> float:
    """Return -1 where higher values are better, else 1."""
    return -1.0 if judged_by != HIGH_FINDINGS and find(judged_by).higher == "better" else 1.0


def badness_by(judged_by: str, config: Config = None) -> Badness:
    """Return how bad a structure is by a measure with a direction, or by its findings.

    Parameters
    ----------
    judged_by : str
        Name of a measure of the whole structure, or ``findings.high``.
    config : Configuration or path, optional
        Configuration of the audit.

    Returns
    -------
    callable
        Of a structure; infinite where the measure has no value.

    Raises
    ------
    UserError
        When the measure has no direction, or is not one number per structure.
    """
    if judged_by == HIGH_FINDINGS:
        chosen = _high(config if isinstance(config, Configuration) else load_configuration(config))
        return lambda one: sum(found.severity == "high" for found in audit(one, chosen).findings)
    (name,) = of_structure([judged_by])
    if find(name).higher == "depends":
        raise UserError("guards.no_direction", measure=name)
    sign = sign_of(name)

    def bad(structure: Structure) -> float:
        value = sign * float(values(structure, [name])[0])
        return math.inf if math.isnan(value) else value

    return bad


def _high(config: Configuration) -> Configuration:
    """Return a configuration of the rules of high severity alone, which finds the same of them.

    Acceptances that match nothing are judged over all rules, so that all stay where that is high.
    """
    codes = [
        code
        for code, rule in rules().items()
        if config.chooses(rule) and config.severity.get(code, rule.severity) == "high"
    ]
    return config if not codes or "GG001" in codes else replace(config, select=tuple(codes))


def looked_at(
    before: Structure, steps: tuple[Step, ...], badness: Badness, parts: list[Part]
) -> list[float | None]:
    """Return how bad the state after each part is, None where a step cannot be taken in it."""
    with many_small():
        return [
            None if taken.skipped else badness(taken.structure)
            for taken in walk(in_plain_text(before), steps, parts)
        ]
