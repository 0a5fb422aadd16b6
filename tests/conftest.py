"""Fixtures that all tests share; what is optional for a user is required where CI is set."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("dev", max_examples=25, deadline=None)
settings.register_profile(
    "ci",
    max_examples=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


def skip_or_fail(reason: str) -> None:
    """Skip on a user's machine, fail where CI requires what is missing."""
    if os.environ.get("CI"):
        pytest.fail(f"required in CI: {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def data_folder() -> Path:
    """The folder of real data sets that are not shipped."""
    folder = os.environ.get("GOVGRAPH_DATA")
    if not folder or not Path(folder).is_dir():
        skip_or_fail("GOVGRAPH_DATA does not name the folder of real data sets")
    return Path(str(folder))
