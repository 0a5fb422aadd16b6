"""What a long command shows while it works: on a terminal's standard error, and only there."""

import io

from rich.console import Console

import govgraph as gg
from govgraph.cli.console import Output


def test_a_terminal_sees_the_steps():
    shown = io.StringIO()
    console = Output("en", err=Console(file=shown, force_terminal=True, width=80))
    with console.working("progress.judging") as progress:
        progress(3, 20)
    assert "Judging rule by rule" in shown.getvalue()


def test_a_file_and_a_quiet_command_stay_clean():
    for quiet, terminal in ((True, True), (False, False)):
        shown = io.StringIO()
        console = Output("zh", quiet, err=Console(file=shown, force_terminal=terminal))
        with console.working("progress.judging") as progress:
            progress(3, 20)
        assert shown.getvalue() == ""


def test_the_audit_tells_how_many_rules_are_done():
    structure = gg.Builder().add("units", id="gov", name="县", kind="government").build()
    told = []
    found = gg.audit(structure, progress=lambda done, total: told.append((done, total)))
    rules = len(found.results)
    assert told == [(done, rules) for done in range(rules + 1)]
