"""The teaching notebook shows what it prints: run again, every cell prints what is stored."""

import copy
from pathlib import Path

import pytest

from tests.conftest import skip_or_fail

NOTEBOOK = Path(__file__).parents[2] / "examples" / "two_bureaus_and_a_township_office.ipynb"


def printed(notebook) -> list[str]:
    """What each cell of code printed, and the text of what it showed."""
    return [
        "".join(one.get("text") or one["data"]["text/plain"] for one in cell.outputs)
        for cell in notebook.cells
        if cell.cell_type == "code"
    ]


@pytest.mark.filterwarnings("ignore")  # those of the kernel's client are not ours
def test_the_notebook_shows_what_it_prints(tmp_path: Path) -> None:
    try:
        import nbclient  # noqa: PLC0415 - optional for users
        import nbformat  # noqa: PLC0415
    except ImportError:
        skip_or_fail("nbclient and ipykernel are not installed")
    stored = nbformat.read(NOTEBOOK, as_version=4)
    again = copy.deepcopy(stored)
    nbclient.NotebookClient(
        again, timeout=300, resources={"metadata": {"path": tmp_path}}
    ).execute()
    assert printed(again) == printed(stored)
    assert any("County government decides" in text for text in printed(stored))


def test_answers_are_folded() -> None:
    text = NOTEBOOK.read_text(encoding="utf-8")
    assert text.count("<details>") == text.count("</details>") >= 6
