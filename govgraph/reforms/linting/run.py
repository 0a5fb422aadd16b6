"""Running the lint."""

from collections.abc import Iterator
from pathlib import Path

from govgraph.errors import Place, Problem, UserError
from govgraph.model.structure import Structure
from govgraph.reforms.enacting import enact
from govgraph.reforms.files.reading import examine
from govgraph.reforms.linting import rules as _rules  # noqa: F401 - registers the rules
from govgraph.reforms.linting.context import RULES, Hit, Linted, Remark, Taken
from govgraph.reforms.proposal import Proposal


def lint(proposal: Proposal, structure: Structure) -> tuple[Remark, ...]:
    """Return everything that is wrong with a proposal on a structure.

    Parameters
    ----------
    proposal : Proposal
        The proposal.
    structure : Structure
        The structure it is meant for.

    Returns
    -------
    tuple of Remark
        By step. A step that cannot be taken is left out, and the steps after it go on from the
        structure before it, so that one mistake does not hide the next.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.reforms.files.reading import parse_proposal
    >>> county = gg.Builder().add("units", id="env", name="Env", kind="department").build()
    >>> proposal = parse_proposal('''
    ... govgraph: proposal
    ... version: 1
    ... title: Merger
    ... steps:
    ...   - merge_units: {units: [env, water], into: env}
    ... ''')
    >>> [(remark.severity, remark.line) for remark in gg.lint(proposal, county)]
    [('error', 6), ('warning', 6)]
    """
    taken = tuple(_taken(proposal, structure))
    seen = Linted(proposal, structure, taken)
    lines = {one.number: one.step.line for one in taken}
    found = [
        Remark(severity, hit.step, _problem(proposal, hit, lines.get(hit.step, 0)))
        for severity, rule in RULES
        for hit in rule(seen)
    ]
    return tuple(sorted(found, key=lambda one: one.step))


def lint_file(path: Path | str, structure: Structure) -> tuple[Remark, ...]:
    """Return everything that is wrong with a proposal file, on its own and on a structure.

    Parameters
    ----------
    path : path
        A YAML or JSON file.
    structure : Structure
        The structure it is meant for.

    Returns
    -------
    tuple of Remark
        By line. Steps that cannot be read are named and left out of what follows.

    Raises
    ------
    ReadError
        When the file is missing or no proposal at all.
    """
    proposal, problems = examine(path)
    found = [Remark("error", 0, problem) for problem in problems]
    if proposal.steps:
        found += lint(proposal, structure)
    return tuple(sorted(found, key=lambda one: one.line))


def _taken(proposal: Proposal, structure: Structure) -> Iterator[Taken]:
    now = structure
    for place, step in enumerate(proposal.steps, 1):
        number = step.number or place
        try:
            whole = place == len(proposal.steps)
            taken = Taken(number, step, now, enact(now, step, whole=whole))
        except UserError as error:
            taken = Taken(number, step, now, None, error)
        now = taken.after
        yield taken


def _problem(proposal: Proposal, hit: Hit, line: int) -> Problem:
    place = Place(file=proposal.file or proposal.title, row=line or None)
    return Problem(hit.key, place, hit.value, {"step": hit.step, **hit.params})
