"""One report in each language, written once."""

from pathlib import Path

import pytest

from govgraph.report.audit_report import write_report
from tests.report.synthetic import audited


@pytest.fixture(scope="session", params=["en", "zh"])
def lang(request):
    return request.param


@pytest.fixture(scope="session")
def folder(lang, tmp_path_factory) -> Path:
    """The folder of a written report."""
    out = tmp_path_factory.mktemp(f"report-{lang}")
    write_report(audited(), out, lang=lang)
    return out


@pytest.fixture(scope="session")
def html(folder) -> str:
    """The page."""
    return (folder / "audit.html").read_text(encoding="utf-8")
