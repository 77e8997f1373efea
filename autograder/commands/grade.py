"""`autograder grade`: submissions in, scores, gradebook and feedback out."""

import itertools
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
)

from autograder.course import Course, find_course

if TYPE_CHECKING:
    from autograder.grade.class_run import ClassRun, Done, Report


@click.command()
@click.argument("module")
@click.argument("more_students", nargs=-1, metavar="")
@click.option("--submissions", type=click.Path(path_type=Path), metavar="DIR",
              help="Folder with <student>/<module>/*.ipynb.")  # fmt: skip
@click.option("--output", type=click.Path(path_type=Path), metavar="DIR",
              help="Where results go.")  # fmt: skip
@click.option("--db", "db_url", metavar="URL", help="Gradebook, as SQLAlchemy URL.")
@click.option("--student", "students", multiple=True, metavar="ID ...",
              help="Grade only these learners.")  # fmt: skip
@click.option("--workers", type=click.IntRange(1, 256), metavar="N",
              help="Learners graded side by side; by default one a core.")  # fmt: skip
@click.option("--sandbox", type=click.Choice(["bwrap", "none"]), default="bwrap",
              show_default=True, help="none: for trusted work only.")  # fmt: skip
@click.option("--timeout", type=click.FloatRange(0.1, 86_400), default=30.0,
              show_default=True, metavar="S", help="Seconds a cell.")  # fmt: skip
@click.option("--memory", type=click.IntRange(128), default=2048, metavar="MB",
              show_default=True, help="Memory a notebook.")  # fmt: skip
@click.option("--regrade", is_flag=True, help="Grade also what has not changed.")
def grade(
    module: str,
    more_students: tuple[str, ...],
    students: tuple[str, ...],
    **settings: Any,
) -> None:
    """Grade the submissions of MODULE."""
    course = find_course()
    course.require_module(module)
    if more_students and not students:
        raise click.UsageError(f"unexpected argument {more_students[0]!r}")
    if settings["sandbox"] == "none":
        click.echo("No sandbox: use this for trusted work only.", err=True)
    chosen = tuple(dict.fromkeys((*students, *more_students)))
    run = _class_run(course, module, chosen, **settings)
    sys.exit(_finish(run, _with_progress(run)))


def _class_run(
    course: Course,
    module: str,
    students: tuple[str, ...],
    *,
    submissions: Path | None,
    output: Path | None,
    db_url: str | None,
    workers: int | None,
    sandbox: Literal["bwrap", "none"],
    timeout: float,
    memory: int,
    regrade: bool,
) -> "ClassRun":
    # Half a second of imports, and only now: the arguments are good.
    from autograder.grade.class_run import ClassRun
    from autograder.grade.execution import Limits
    from autograder.grade.gradebook import database_url
    from autograder.grade.kernel_jail import KernelExecutor

    target = (output or course.output).absolute()
    return ClassRun(
        course,
        module,
        submissions=(submissions or course.submitted).absolute(),
        output=target,
        db_url=db_url or database_url(course, target),
        executor=KernelExecutor(sandbox),
        limits=Limits(cell_seconds=timeout, memory_mb=memory),
        workers=workers or len(os.sched_getaffinity(0)),
        students=students,
        regrade=regrade,
    )


def _with_progress(run: "ClassRun") -> "Report":
    """Grade with a bar on a terminal, with plain lines elsewhere."""
    if not sys.stderr.isatty():
        count = itertools.count(1)
        return run.run(
            lambda done, total: click.echo(f"{next(count)}/{total} {_summary(done)}")
        )
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
               TimeRemainingColumn())  # fmt: skip
    with Progress(*columns) as progress:
        task = progress.add_task("Grading", total=None)

        def advance(done: "Done", total: int) -> None:
            progress.update(task, total=total, advance=1)
            progress.console.print(_summary(done), markup=False, highlight=False)

        return run.run(advance)


def _summary(done: "Done") -> str:
    """Return one learner's line: points, and what was not simply right or wrong."""
    if done.error:
        return f"{done.student}: could not be graded: {done.error}"
    earned = sum(row.score for row in done.rows)
    possible = sum(row.max_score for row in done.rows)
    plain = ("ok", "failed", "partial")
    marks = sorted({row.status for row in done.rows if row.status not in plain})
    told = f" ({', '.join(marks)})" if marks else ""
    before = ", graded before" if done.skipped else ""
    return f"{done.student}: {earned:g} of {possible:g} points{told}{before}"


def _finish(run: "ClassRun", report: "Report") -> int:
    """Say how it ended; return the exit code."""
    if report.interrupted:
        click.echo(
            f"Stopped after {len(report.done)} learners, whose results are kept. "
            "Run the same command again to go on.",
            err=True,
        )
        return 1
    if report.failures:
        names = ", ".join(done.student for done in report.failures)
        click.echo(f"Could not be graded: {names}", err=True)
        return 1
    click.echo(f"Results: {run.output}")
    return 0
