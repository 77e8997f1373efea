"""`autograder build`: makes the learners' notebooks, or says what is out of date."""

import sys

import click

from autograder.course import find_course


@click.command()
@click.argument("modules", nargs=-1, metavar="[MODULE]...")
@click.option(
    "--check",
    is_flag=True,
    help="Write nothing; exit 1 and name the files that the sources build otherwise.",
)
def build(modules: tuple[str, ...], check: bool) -> None:
    """Make the learners' notebooks in course/ from the sources in solutions/.

    Without MODULE, all modules. The first page is made every time.
    """
    from autograder.build.course_build import build_course  # --help needs none of it

    course = find_course()
    report = build_course(course, modules, check=check)
    for path in report.changed:
        reason = "differs" if check and path.exists() else "missing"
        click.echo(f"{path.relative_to(course.root)}: {reason if check else 'written'}")
    for path in report.stale:
        reason = "should not be there" if check else "removed"
        click.echo(f"{path.relative_to(course.root)}: {reason}")
    if check and not report.clean:
        click.echo("course/ is not what solutions/ builds: run `autograder build`")
        sys.exit(1)
    done = "compared" if check else "built"
    number = len(report.changed) + len(report.stale)
    click.echo(f"modules {done}: {len(report.modules)}; files changed: {number}")
