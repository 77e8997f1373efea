"""`autograder validate`: what passes, without hidden tests."""

import sys
from pathlib import Path

import click
from rich.console import Console
from rich.progress import track
from rich.table import Table

from autograder.validate import Verdict, notebooks_at, validate_notebook

COLOURS = {"passes": "green", "fails": "red", "not answered": "yellow"}


@click.command(help="Run your notebook, or a folder of them, and say what passes.")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
def validate(path: Path) -> None:
    """Print a line for each exercise; exit 1 unless all visible tests pass."""
    console = Console()
    notebooks = notebooks_at(path)
    running = track(notebooks, "running", console=console, transient=True)
    verdicts = [verdict for each in running for verdict in validate_notebook(each)]
    _show(console, verdicts)
    sys.exit(any(verdict.state != "passes" for verdict in verdicts))


def _show(console: Console, verdicts: list[Verdict]) -> None:
    table = Table(box=None, pad_edge=False)
    for heading in ("notebook", "exercise", "points", "visible tests", "why"):
        table.add_column(heading, overflow="fold")
    for verdict in verdicts:
        state = f"[{COLOURS[verdict.state]}]{verdict.state}[/]"
        reason = verdict.reason.replace("[", "\\[")
        points = f"{verdict.points:g}"
        table.add_row(verdict.notebook, verdict.exercise, points, state, reason)
    console.print(table)
    passed = sum(verdict.points for verdict in verdicts if verdict.state == "passes")
    total = sum(verdict.points for verdict in verdicts)
    console.print(
        f"{passed:g} of {total:g} points pass their visible tests; the grader also "
        "runs hidden ones."
    )
