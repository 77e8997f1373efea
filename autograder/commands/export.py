"""`autograder export`: the grades as CSV, or for Canvas or Moodle."""

from pathlib import Path

import click

from autograder.course import find_course


@click.command()
@click.option("--format", "kind", type=click.Choice(["csv", "canvas", "moodle"]),
              required=True, help="Who reads the file.")  # fmt: skip
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False),
              required=True, metavar="FILE", help="The file to write.")  # fmt: skip
def export(kind: str, output: Path) -> None:
    """Write the grades as CSV, or for Canvas or Moodle."""
    course = find_course()
    from autograder.export import export_grades
    from autograder.grade.gradebook import read_people

    people = {} if kind == "csv" else read_people(course)
    count = export_grades(course.output / "grades.csv", kind, output, people)
    click.echo(f"{output}: {count} lines")
