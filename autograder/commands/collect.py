"""`autograder collect`: take in what learners handed in."""

import sys
from pathlib import Path

import click

from autograder.collect import collect as collect_submissions
from autograder.course import find_course


@click.command(
    help="Take in SOURCE: a zip of `autograder submit`, or a folder of them."
)
@click.argument("source", type=click.Path(exists=True, path_type=Path))
def collect(source: Path) -> None:
    """Unpack into the course's folder of submissions; exit 1 if one was refused."""
    course = find_course()
    report = collect_submissions(source, course.submitted, course.modules())
    for line in report.taken:
        click.echo(line)
    for line in report.refused:
        click.echo(f"refused: {line}", err=True)
    sys.exit(1 if report.refused else 0)
