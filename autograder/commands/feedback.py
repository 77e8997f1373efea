"""`autograder feedback`: the pages anew, with what people added by hand."""

import sys

import click

from autograder.course import find_course
from autograder.errors import CourseError


@click.command()
@click.argument("module")
def feedback(module: str) -> None:
    """Write feedback pages for the graded submissions of MODULE."""
    course = find_course()
    course.require_module(module)
    from autograder.feedback.again import write_again

    count, failures = write_again(course, module)
    for student, why in failures.items():
        click.echo(f"{student}: no page could be written: {why}", err=True)
    if not count and not failures:
        raise CourseError(
            f"nothing of {module} is graded yet; run autograder grade {module} first"
        )
    click.echo(f"{count} learners: {course.feedback}")
    sys.exit(1 if failures else 0)
