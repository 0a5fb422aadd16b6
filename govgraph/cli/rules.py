"""``govgraph rules``: the catalogue of audit rules."""

import govgraph as gg
from govgraph.cli.command import command, output
from govgraph.text import Language


@command("rules")
def rules(lang: Language | None) -> None:
    """List the audit rules; `govgraph explain CODE` says more about one."""
    console = output(lang)
    table = console.table("cli.rule", "cli.name", "cli.severity", "cli.problem")
    for rule in gg.rules().values():
        severity = console.say(f"cli.{rule.severity}")
        table.add_row(rule.code, rule.name, severity, rule.wording(console.lang).title)
    console.show(table)
