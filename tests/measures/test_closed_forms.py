"""Every value known in advance, against the measure."""

from typing import Any

import numpy as np
import pandas as pd
import pytest

from govgraph.errors import UndefinedMeasureError
from govgraph.measures import find
from tests.measures.closed import KEYS, ORIGINS, source_of, values

VALUES = values()


def _ids() -> list[str]:
    return [f"{entry['measure']}-{place}" for place, entry in enumerate(VALUES)]


def _taken(entry: dict[str, Any]) -> Any:
    one = find(entry["measure"])
    conventions = {
        key: tuple(part) if isinstance(part, list) else part
        for key, part in entry.get("conventions", {}).items()
    }
    if one.per == "numbers":
        return one.function(**entry["numbers"])
    return one.function(source_of(entry), *entry.get("units", ()), **conventions)


@pytest.mark.parametrize("entry", VALUES, ids=_ids())
def test_value(entry):
    assert set(entry) <= KEYS
    assert entry["origin"] in ORIGINS
    assert entry["why"]
    if entry["expected"] == "undefined":
        with pytest.raises(UndefinedMeasureError):
            _taken(entry)
        return
    found = _taken(entry)
    if isinstance(found, pd.Series):
        found = {"|".join(map(str, np.atleast_1d(key))): v for key, v in found.items()}
        assert found == pytest.approx(entry["expected"], abs=1e-9, nan_ok=True)
    else:
        assert found == pytest.approx(entry["expected"], abs=1e-9)
