"""`autograder doctor`: what works here, and how to mend what does not."""

import dataclasses
import json
import sys

import click
from rich.console import Console
from rich.table import Table

from autograder.doctor import Finding, examine

MARKS = {
    "ok": "[green]ok[/]",
    "limited": "[yellow]limited[/]",
    "broken": "[red]broken[/]",
}


@click.command(help="Say what works on this machine, and how to mend the rest.")
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
def doctor(as_json: bool) -> None:
    """Print the findings; exit 1 if learning itself does not work."""
    findings = examine()
    if as_json:
        print(json.dumps([dataclasses.asdict(item) for item in findings], indent=1))
    else:
        _show(findings)
    sys.exit(any(item.state == "broken" for item in findings))


def _show(findings: list[Finding]) -> None:
    table = Table(box=None, pad_edge=False)
    for heading in ("what", "state", "found", "to mend it"):
        table.add_column(heading, overflow="fold")
    for item in findings:
        table.add_row(item.name, MARKS[item.state], item.detail, item.remedy)
    Console().print(table)
