"""``audit.json``: the audit for programs, as strict JSON with documented keys."""

import json
import math
from typing import Any

import pandas as pd

from govgraph.auditing.result import Audit
from govgraph.report.measured import Measured
from govgraph.report.summary import Summary

#: Version of the keys below; raised by one when a key goes or changes its meaning.
VERSION = 1
_quoted = json.JSONEncoder(ensure_ascii=False).encode


def document(audit: Audit, taken: Measured, summary: Summary) -> str:
    """Return the audit as one JSON document.

    Parameters
    ----------
    audit : Audit
        What was found.
    taken : Measured
        What was measured.
    summary : Summary
        The report, for the provenance.

    Returns
    -------
    str
        The document; the same for the same input.

    Notes
    -----
    Keys: ``version`` of these keys; ``title``, ``as_of``, ``status`` and ``fingerprint`` of the
    structure; ``counts`` of open findings by severity; ``accepted``, how many findings are
    accepted; ``switched_off``, codes of rules that did not run; ``rules``, one object for each rule
    that ran: ``code``, ``name``, ``title`` in both languages, ``severity``, ``outcome``
    (``pass``, ``finding``, ``not_applicable``), ``reason``, ``thresholds`` and ``findings`` (each
    with ``sentence`` in both languages, ids of ``units``, ``matters``, ``areas``, ``lines``,
    ``relations`` as [source, target, kind], ``basis``, ``values``, ``accepted``);
    ``measures``, one object for each measure of the whole structure: ``name``, ``value`` (null
    where it is undefined), ``reason``, ``conventions``; ``units``, by id and measure, the
    measures of units (of a large structure, those of the units that the report lists);
    ``provenance``, labels and values in the report's language. There are no
    NaN and no infinity: both are null.
    """
    about = audit.structure.about
    content: dict[str, Any] = {
        "version": VERSION,
        **audit.to_dict(),
        "as_of": about.as_of,
        "status": about.status,
        "measures": [
            {
                "name": value.name,
                "value": value.value,
                "reason": value.reason,
                "conventions": value.conventions,
            }
            for value in taken.whole
        ],
        "units": _units(taken.units.reindex([entry.unit.id for entry in summary.units])),
        "provenance": {item.label: item.value for item in summary.provenance},
    }
    return written(content) + "\n"


def _units(values: pd.DataFrame) -> dict[str, dict[str, float]]:
    return {
        str(unit): dict(zip(values.columns, row, strict=True))
        for unit, row in zip(values.index, values.to_numpy(dtype=float).tolist(), strict=True)
    }


def written(value: object, margin: str = "\n") -> str:
    """Return a value as strict JSON, one item a line; numbers that JSON cannot hold become null.

    Many times as fast as `json.dumps` with an indent.

    Examples
    --------
    >>> print(written({"a": [1, float("inf")], "b": {}}))
    {
     "a": [
      1,
      null
     ],
     "b": {}
    }
    """
    inner = margin + " "
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, dict):
        items = [f"{_quoted(str(key))}: {written(item, inner)}" for key, item in value.items()]
        return _enclosed("{", items, "}", margin)
    if isinstance(value, list | tuple):
        return _enclosed("[", [written(item, inner) for item in value], "]", margin)
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, float) and not math.isfinite(value):
        value = None
    return json.dumps(value)


def _enclosed(begin: str, items: list[str], end: str, margin: str) -> str:
    return begin + margin + " " + f",{margin} ".join(items) + margin + end if items else begin + end
