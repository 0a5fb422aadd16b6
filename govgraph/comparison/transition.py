"""Transition: the states between the steps of a reform, each audited and measured."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from govgraph.auditing.catalogue import SEVERITIES
from govgraph.auditing.configuration import Configuration, load_configuration
from govgraph.auditing.run import audit
from govgraph.comparison.found import Config
from govgraph.comparison.headline import HEADLINE
from govgraph.comparison.parallel import batches
from govgraph.comparison.parts import package_steps
from govgraph.comparison.small import in_plain_text, many_small
from govgraph.comparison.values import of_structure, values
from govgraph.errors import UserError
from govgraph.model.structure import Structure
from govgraph.reforms.enacting import Step, Steps, enact
from govgraph.reforms.proposal import Proposal


@dataclass(frozen=True, eq=False)
class Transition:
    """A reform stage by stage.

    Attributes
    ----------
    stages : DataFrame
        One row per stage, the state before first: ``stage`` (0 for before), ``date``, ``steps``
        (their numbers in the proposal), one column ``findings.`` for each severity (how many open
        findings the audit has), and one column for each measure.
    structures : tuple of Structure
        The structure at each stage, the one before first.
    """

    stages: pd.DataFrame
    structures: tuple[Structure, ...]

    @property
    def between(self) -> pd.DataFrame:
        """The rows of the states that are neither the beginning nor the end."""
        return self.stages.iloc[1:-1]

    def __repr__(self) -> str:
        return str(self.stages)


def transition(
    before: Structure,
    package: Proposal | Steps,
    measures: Iterable[str] = HEADLINE,
    *,
    config: Config = None,
    workers: int = 1,
) -> Transition:
    """Return the states that a reform passes through, each audited and measured.

    Parameters
    ----------
    before : Structure
        The structure as it is.
    package : Proposal, Reform, Step or sequence of them
        The steps.
    measures : iterable of str
        Names of measures of the whole structure; `HEADLINE` by default.
    config : Configuration or path, optional
        Configuration of the audit.
    workers : int
        Processes; -1 for one on each core.

    Returns
    -------
    Transition
        One row per stage.

    Raises
    ------
    UserError
        When the package is empty or cannot be enacted in the order of its dates.

    Notes
    -----
    Steps are taken in the order of their dates, those of one date together; a step without a date
    comes with the one listed before it. Where no step has a date, each is a stage of its own, in
    the order listed.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.comparison.transition import transition
    >>> from govgraph.reforms.operators.add_tie import AddTie
    >>> county = gg.load("q_county")
    >>> tie = AddTie(kind="coordinates", source="Q.housing", target="Q.police")
    >>> back = AddTie(kind="coordinates", source="Q.housing", target="Q.urban")
    >>> steps = [gg.Step(tie, date="2025"), gg.Step(back, date="2024-06")]
    >>> transition(county, steps, ["span.max"]).stages[["date", "steps"]].to_numpy().tolist()
    [['', ()], ['2024-06', (2,)], ['2025', (1,)]]
    """
    names, judged = of_structure(measures), _configuration(config)
    steps = package_steps(package)
    if not steps:
        raise UserError("guards.no_steps")
    stages = stages_of(steps)
    structures = [before]
    for _, numbers in stages:
        own = [steps[number - 1] for number in numbers]
        structures.append(enact(structures[-1], own).structure)
    tasks = [(structure, names, judged) for structure in structures]
    dated = zip([("", ()), *stages], batches(_judged, tasks, workers), strict=True)
    rows = [
        {"stage": place, "date": date, "steps": numbers, **found}
        for place, ((date, numbers), found) in enumerate(dated)
    ]
    return Transition(pd.DataFrame(rows), tuple(structures))


def stages_of(steps: tuple[Step, ...]) -> list[tuple[str, tuple[int, ...]]]:
    """Return the dates of a package, each with the numbers of its steps, in order of time."""
    if not any(step.date for step in steps):
        return [("", (number,)) for number in range(1, len(steps) + 1)]
    found: dict[str, tuple[int, ...]] = {}
    date = ""
    for number, step in enumerate(steps, 1):
        date = step.date or date
        found[date] = (*found.get(date, ()), number)
    return sorted(found.items())


def _configuration(config: Config) -> Configuration:
    return config if isinstance(config, Configuration) else load_configuration(config)


def _judged(
    structure: Structure, names: tuple[str, ...], config: Configuration
) -> dict[str, object]:
    with many_small():
        plain = in_plain_text(structure)
        severities = [one.severity for one in audit(plain, config).findings]
        counts = {f"findings.{word}": severities.count(word) for word in SEVERITIES}
        return {**counts, **dict(zip(names, values(plain, names).tolist(), strict=True))}
