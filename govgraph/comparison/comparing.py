"""Comparing: one structure with 1 to N others, or with what proposals make of it."""

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from govgraph.comparison.effects import effects
from govgraph.comparison.found import Config, findings
from govgraph.comparison.measured import measured
from govgraph.comparison.options import Given, Option, options_of
from govgraph.comparison.result import Comparison
from govgraph.comparison.rows import differences
from govgraph.comparison.scorecard import scorecard
from govgraph.model.structure import Structure

#: What tables call the structure as it is.
BEFORE = "before"


def compare(
    before: Structure,
    *given: Given,
    names: Sequence[str] = (),
    measures: Iterable[str] | None = None,
    config: Config = None,
    renamed: Mapping[str, str] | None = None,
) -> Comparison:
    """Compare a structure with others, or with what proposals make of it.

    Parameters
    ----------
    before : Structure
        The structure as it is.
    *given : Structure, Proposal, Enacted or Option
        What it is compared with; proposals are enacted on `before`.
    names : sequence of str
        What tables call them; ``A``, ``B`` … by default.
    measures : iterable of str, optional
        Names of measures of the whole structure; all by default.
    config : Configuration or path, optional
        Configuration of the audit.
    renamed : mapping of str to str, optional
        New ids of units and areas by old ones, for structures that were recoded; what proposals
        recode is known from their ledgers.

    Returns
    -------
    Comparison
        Rows that differ, measures with direction, findings solved and new, winners and losers,
        goals met, ledgers.

    Raises
    ------
    UserError
        When nothing is given, or a proposal cannot be enacted.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.reforms.operators.merge_units import MergeUnits
    >>> build = gg.Builder().add("units", id="a", name="A", kind="department", filled=3)
    >>> build = build.add("units", id="b", name="B", kind="department", filled=4)
    >>> county = build.build()
    >>> merged = MergeUnits(units=("a", "b"), into="a").apply(county)
    >>> gg.compare(county, merged).rows.query("action == 'removed'")["row"].tolist()
    ['b']
    """
    options = options_of(before, given, names)
    chosen = None if measures is None else list(measures)
    present = Option(BEFORE, before)
    return Comparison(
        present,
        tuple(options),
        _rows(before, options, renamed),
        measured(before, options, chosen),
        findings(before, options, config, renamed),
        effects(before, options, renamed),
        scorecard(present, options),
    )


def _rows(
    before: Structure, options: Sequence[Option], renamed: Mapping[str, str] | None
) -> pd.DataFrame:
    parts = []
    for option in options:
        new = {**option.renamed, **(renamed or {})}
        frame = differences(before, option.structure, new, option.lineage)
        frame.insert(0, "option", option.name)
        parts.append(frame)
    return pd.concat(parts, ignore_index=True)
