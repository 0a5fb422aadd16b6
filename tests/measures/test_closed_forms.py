"""Every value known in advance, against the measure."""

from typing import Any

import numpy as np
import pandas as pd
import pytest

from govgraph.errors import UndefinedMeasureError
from govgraph.measures import catalogue, find
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


def test_every_measure_has_an_oracle_or_a_value_known_in_advance():
    known = {entry["measure"] for entry in VALUES}
    assert not [
        one.name for one in catalogue().values() if not one.oracles and one.name not in known
    ]


def test_every_whole_that_can_be_undefined_is_tried_where_it_is():
    tried = {entry["measure"] for entry in VALUES if entry["expected"] == "undefined"}
    whole = [one for one in catalogue().values() if one.per in {"structure", "pair", "numbers"}]
    assert not [one.name for one in whole if one.en.undefined and one.name not in tried]
