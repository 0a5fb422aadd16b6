"""Suggesting: for each open finding of an audit, the reforms that would remove it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeAlias

from govgraph.auditing.catalogue import SEVERITIES
from govgraph.auditing.result import Audit
from govgraph.comparison.parallel import batches
from govgraph.search.catalogue import Steps, remedies, without_remedy
from govgraph.search.groups import Group, groups
from govgraph.search.result import Suggestion, Suggestions
from govgraph.search.sentences import steps_in_words
from govgraph.search.telling import told
from govgraph.search.trying import Trial

#: What the best way for each finding is measured by, where no other measures are asked for.
COSTS = (
    "profile.power",
    "profile.function",
    "profile.mechanism",
    "profile.information",
    "coordination.average",
    "coordination.matter_average",
    "arbitration.top_share",
    "disjoint_paths.single_way",
    "control.mean_lost",
    "official_load.mean",
    "command.multiple_share",
    "authority.gap",
    "assignment.redundancy",
)
#: Groups that a process gets at a time.
_SHARE = 6
Progress: TypeAlias = Callable[[int, int], object]
_WEIGHT = dict(zip(SEVERITIES, (100.0, 10.0, 1.0), strict=True))


def suggest(
    audit: Audit,
    *,
    limit: int | None = None,
    measures: Iterable[str] = COSTS,
    workers: int = 1,
    progress: Progress | None = None,
) -> Suggestions:
    """Return for each open finding the reforms that would remove it, and what they cost.

    Parameters
    ----------
    audit : Audit
        The audit; its thresholds, severities and acceptances hold for the copies as well.
    limit : int, optional
        Most groups of alike findings that are looked at, the most severe first; the others are
        counted. All by default.
    measures : iterable of str
        Measures of the whole structure that the best way for each finding is measured by.
    workers : int
        Processes to work in; −1 uses every core. What comes out is the same.
    progress : callable, optional
        Called with the number of groups that are done and of all.

    Returns
    -------
    Suggestions
        Every way that was tried, ranked for each group: ways that remove most places first, then
        those that create or worsen least (weighted by severity), then those with fewest losers
        and steps. A way that makes another finding worse says so. An interrupt from the keyboard
        ends the search; what was found until then is returned and says how much is left.

    Notes
    -----
    Findings of one rule about the same matters are removed together. Every way is enacted on a
    copy as if its legal basis were stated; the copy is judged anew, place by place, by all rules
    that read what was changed. Ways are tried one at a time, not in combination, and each rule
    knows a few ways only: a finding without a way that removes it may still have one.

    Examples
    --------
    >>> import govgraph as gg
    >>> build = gg.Builder(title="County").add("matters", id="wells", name="Wells")
    >>> for bureau in ("water", "fields"):
    ...     build = build.add("units", id=bureau, name=bureau.title(), kind="department")
    ...     build = build.add("duties", unit=bureau, matter="wells", role="lead")
    >>> found = gg.suggest(gg.audit(build.build()))
    >>> found.best[0].steps_in_words["en"]
    'Move the lead in Wells from Water to Fields.'
    """
    trial = Trial(audit, tuple(measures))
    known, none = remedies(), without_remedy()
    alike = [one for one in groups(trial.apart) if one.rule.code in known]
    chosen = alike[:limit] if limit is not None else alike
    work = [
        (group, tuple(dict.fromkeys(way for way in known[group.rule.code](group) if way)))
        for group in chosen
    ]
    size = 1 if workers == 1 else _SHARE
    tasks = [(trial, work[start : start + size]) for start in range(0, len(work), size)]
    items: list[Suggestion] = []
    seen, stopped = 0, False
    try:
        for part in batches(several, tasks, workers):
            for ways in part:
                items += [replace(one, number=len(items) + one.rank) for one in ways]
            seen += len(part)
            if progress:
                progress(seen, len(work))
    except KeyboardInterrupt:
        stopped = True
    open_codes = {finding.rule.code for finding in audit.findings}
    without = {code: reason for code, reason in none.items() if code in open_codes}
    helpless = tuple(group.sentences() for group, ways in work[:seen] if not ways)
    return Suggestions(audit, tuple(items), without, helpless, len(alike) - seen, stopped)


def several(
    trial: Trial, work: Sequence[tuple[Group, tuple[Steps, ...]]]
) -> list[list[Suggestion]]:
    """Return the suggestions for several groups of alike findings; see `ranked`."""
    return [ranked(trial, group, ways) for group, ways in work]


def ranked(trial: Trial, group: Group, ways: tuple[Steps, ...]) -> list[Suggestion]:
    """Try every way to remove alike findings and return them, the best first.

    Parameters
    ----------
    trial : Trial
        What copies are compared with.
    group : Group
        The alike findings.
    ways : tuple of steps
        What is tried.
    """
    sentences = group.sentences()
    found = []
    for way in ways:
        outcome = trial.take(group, way)
        after = outcome.enacted.structure if outcome.enacted else trial.structure
        one = Suggestion(
            0,
            group.rule.code,
            group.severity,
            sentences,
            len(group.places),
            0,
            way,
            steps_in_words(way, trial.structure, after),
            outcome.refused,
            outcome.removed,
            outcome.solved,
            told(outcome.new, after),
            told(outcome.worse, after),
            outcome.silenced,
            outcome.judged,
            trial.losers(outcome),
            {},
        )
        found.append((one, outcome))
    found.sort(key=lambda pair: _badness(pair[0]))
    return [
        replace(one, rank=rank, costs=trial.costs(outcome) if rank == 1 else {})
        for rank, (one, outcome) in enumerate(found, 1)
    ]


def _badness(one: Suggestion) -> tuple[float, ...]:
    harm = sum(_WEIGHT[told.severity] * told.places for told in (*one.new, *one.worse))
    return (one.refused is not None, -one.removed, harm, len(one.losers), len(one.steps))
