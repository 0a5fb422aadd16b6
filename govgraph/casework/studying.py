"""A structure at work: its cases analysed and simulated from the same inputs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from govgraph.casework.analysis import Analysis, analyse_flow
from govgraph.casework.findings import CaseFinding, case_findings
from govgraph.casework.flow import CaseFlow
from govgraph.casework.routing import routing
from govgraph.casework.simulating.conditions import Conditions
from govgraph.casework.simulating.plan import Plan
from govgraph.casework.simulation import Simulation, simulate_flow
from govgraph.model.event_log import EventLog
from govgraph.model.structure import Structure
from govgraph.model.workload import Workload


@dataclass(frozen=True, eq=False)
class CaseWork:
    """A structure at work.

    Attributes
    ----------
    structure : Structure
        The structure.
    workload : Workload or None
        Its officials, priorities and parameters.
    parameters : mapping of str to float
        Values given in place of defaults and of the workload's.
    flow : CaseFlow
        The ways of its cases.
    simulation : Simulation
        What happened in the runs.
    """

    structure: Structure
    workload: Workload | None
    parameters: Mapping[str, float]
    flow: CaseFlow
    simulation: Simulation

    @cached_property
    def analysis(self) -> Analysis:
        """What can be said without simulating."""
        return analyse_flow(self.flow)

    @cached_property
    def findings(self) -> tuple[CaseFinding, ...]:
        """What keeps cases from going on, in words."""
        return case_findings(self.analysis)

    @cached_property
    def first_run(self) -> Simulation:
        """The first run by itself; nothing where there is none."""
        found = self.simulation.replications
        return self.simulation.only(found[0].number if found else 0)

    @cached_property
    def event_log(self) -> EventLog:
        """The visits of the first run in the form in which real event logs are read."""
        found = self.first_run.replications
        return self.first_run.event_log(found[0].number if found else 0)

    def __repr__(self) -> str:
        runs = len(self.simulation.replications)
        return f"<CaseWork: {self.flow.n} states, {len(self.flow.desks)} desks, {runs} runs>"


def analyse(
    structure: Structure,
    workload: Workload | None = None,
    *,
    parameters: Mapping[str, float] | None = None,
) -> Analysis:
    """Analyse the cases of a structure without simulating them.

    Parameters
    ----------
    structure : Structure
        The structure; its ``demand`` says which cases arise where, and at which door.
    workload : Workload, optional
        Officials, priorities and parameters.
    parameters : mapping of str to float, optional
        Values in place of defaults and of the workload's.

    Returns
    -------
    Analysis
        Ways, ends, loads and times.

    Raises
    ------
    UnknownNameError
        When there is no parameter of a name.
    UserError
        When a value is outside of what the parameter can be.

    Examples
    --------
    >>> import govgraph as gg
    >>> build = gg.Builder().add("levels", id="c", name="C")
    >>> build = build.add("areas", id="A", name="A", level="c")
    >>> build = build.add("units", id="env", name="Environment", kind="department", area="A")
    >>> build = build.add("matters", id="noise", name="Noise", hours=6)
    >>> build = build.add("duties", unit="env", matter="noise", role="lead")
    >>> build = build.add("demand", matter="noise", area="A", cases=50, door="env")
    >>> round(float(gg.analyse(build.build()).total["settled"]), 3)
    0.991
    """
    return analyse_flow(routing(structure, workload).flow(parameters))


def simulate(  # noqa: PLR0913 - choices, each with a default
    structure: Structure,
    workload: Workload | None = None,
    *,
    parameters: Mapping[str, float] | None = None,
    conditions: Conditions | None = None,
    plan: Plan | None = None,
    seed: int = 0,
    workers: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> CaseWork:
    """Simulate the cases of a structure, and analyse them from the same inputs.

    Parameters
    ----------
    structure : Structure
        The structure; its ``demand`` says which cases arise where, and at which door.
    workload : Workload, optional
        Officials, priorities and parameters. Without one the officials in post work the cases for
        part of their hours.
    parameters : mapping of str to float, optional
        Values in place of defaults and of the workload's.
    conditions : Conditions, optional
        Opening hours, absence, surges, patience and so on.
    plan : Plan, optional
        Length and number of the runs, the precision wanted, and what is kept.
    seed : int
        Seed; the same seed gives the same bytes, and the same luck to another structure.
    workers : int
        Threads; −1 for every core.
    progress : callable, optional
        Told the runs done, and how many there will be at most.

    Returns
    -------
    CaseWork
        The simulation, and the analysis beside it.

    Raises
    ------
    UnknownNameError
        When there is no parameter of a name.
    UserError
        When a value is outside of what the parameter can be.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.casework.simulating.plan import Plan
    >>> build = gg.Builder().add("levels", id="c", name="C")
    >>> build = build.add("areas", id="A", name="A", level="c")
    >>> build = build.add("units", id="env", name="Environment", kind="department", area="A")
    >>> build = build.add("matters", id="noise", name="Noise", hours=6)
    >>> build = build.add("duties", unit="env", matter="noise", role="lead")
    >>> build = build.add("demand", matter="noise", area="A", cases=50, door="env")
    >>> work = gg.simulate(build.build(), plan=Plan(replications=2))
    >>> work.simulation.runs["lost"].tolist()
    [0, 0]
    """
    flow = routing(structure, workload).flow(parameters)
    found = simulate_flow(flow, conditions, plan, seed=seed, workers=workers, progress=progress)
    return CaseWork(structure, workload, dict(parameters or {}), flow, found)
