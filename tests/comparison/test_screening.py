"""Screening beside enacting the same steps and measuring what comes out."""

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import govgraph as gg
from govgraph.comparison.screening.judging import MEASURES, SCREENED
from govgraph.comparison.values import values
from govgraph.errors import InvalidStructureError, UserError
from govgraph.reforms.catalogue import find_operator
from govgraph.reforms.enacting import enact
from tests.measures.working import working
from tests.reforms.prefecture import prefecture
from tests.reforms.steps import steps
from tests.strategies import structures

ANY = st.one_of(structures(max_units=6), working(), st.builds(prefecture))
quick = settings(suppress_health_check=list(HealthCheck), deadline=None)


def enacted(structure, reforms):
    """The measures after the steps, or the number of the step refused and the rule it breaks."""
    for number in range(1, len(reforms) + 1):
        try:
            done = enact(structure, reforms[:number])
        except InvalidStructureError as error:
            return number, error.problems[0].key
        except UserError as error:
            return number, error.key
    return values(done.structure if reforms else structure, MEASURES)


@quick
@given(ANY, st.data())
def test_screening_is_enacting_and_measuring(structure, data):
    names = st.lists(st.sampled_from(SCREENED), min_size=1, max_size=3)
    packages = [
        [data.draw(steps(find_operator(name), structure)) for name in data.draw(names)]
        for _ in range(data.draw(st.integers(1, 3)))
    ]
    found = gg.screen(structure, packages)
    np.testing.assert_allclose(found.before, values(structure, MEASURES), rtol=1e-12)
    for reforms, (_, row) in zip(packages, found.table.iterrows(), strict=True):
        expected = enacted(structure, reforms)
        if isinstance(expected, tuple):
            assert (row["step"], row["rule"]) == expected
        else:
            assert (row["step"], row["rule"]) == (0, "")
            np.testing.assert_allclose(row[list(MEASURES)].astype(float), expected, rtol=1e-12)
