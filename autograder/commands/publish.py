"""`autograder publish`: the learners' repository."""

import sys
from pathlib import Path

import click

from autograder.build.course_build import build_course
from autograder.course import find_course
from autograder.errors import CourseError
from autograder.publish import publish as publish_course


@click.command(help="Write the learners' repository into DIR, without any answer.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def publish(folder: Path) -> None:
    """Publish the course if `course/` is what `solutions/` builds."""
    course = find_course()
    if course.solutions is None:
        raise CourseError("publish needs a course with lesson sources in solutions/")
    if build_course(course, check=True).stale:
        click.echo("course/ is out of date; run: autograder build", err=True)
        sys.exit(1)
    count = publish_course(course, folder)
    click.echo(f"{folder}: {count} files. Learners start with its README.md.")
