"""`autograder grade`: submissions in, scores, gradebook and feedback out."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from autograder.course import Course, find_course
from autograder.errors import CourseError
from autograder.grade.stopping import orderly_stop

if TYPE_CHECKING:
    from autograder.grade.class_run import ClassRun
    from autograder.grade.execution import Executor
    from autograder.grade.outcomes import Report

AGAIN = "Run the same command again to go on."


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
@click.option("--cluster", metavar="ADDRESS",
              help="Dask scheduler, e.g. tcp://host:8786; see docs.")  # fmt: skip
@click.option("--sandbox", type=click.Choice(["bwrap", "none"]), default="bwrap",
              show_default=True, help="none: for trusted work only.")  # fmt: skip
@click.option("--gpu", is_flag=True,
              help="Show the GPU to answers; tests then run beside them.")  # fmt: skip
@click.option("--timeout", type=click.FloatRange(0.1, 86_400), default=30.0,
              show_default=True, metavar="S", help="Seconds a cell.")  # fmt: skip
@click.option("--memory", type=click.IntRange(128), default=2048, metavar="MB",
              show_default=True, help="Memory a notebook.")  # fmt: skip
@click.option("--regrade", is_flag=True, help="Grade also what has not changed.")
@click.option("--strict-nbgrader", "strict", is_flag=True,
              help="Score by stock nbgrader's rules, stderr included.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True,
              help="Write events to stdout, one JSON object a line.")  # fmt: skip
def grade(
    module: str,
    more_students: tuple[str, ...],
    students: tuple[str, ...],
    as_json: bool,
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
    try:
        with orderly_stop() as stopper:
            run = _class_run(course, module, chosen, **settings)
            stopper.ask = run.stop
            sys.exit(_grade(run, as_json))
    except KeyboardInterrupt:
        click.echo(f"Stopped before anybody was graded. {AGAIN}", err=True)
        sys.exit(1)


def _class_run(
    course: Course,
    module: str,
    students: tuple[str, ...],
    *,
    submissions: Path | None,
    output: Path | None,
    db_url: str | None,
    workers: int | None,
    cluster: str | None,
    sandbox: Literal["bwrap", "none"],
    timeout: float,
    memory: int,
    gpu: bool,
    **switches: bool,
) -> "ClassRun":
    side_by_side = workers or (0 if cluster else len(os.sched_getaffinity(0)))
    executor = make_executor(sandbox, cluster, gpu=gpu)
    # Seconds of imports, and only now: the arguments are good, the workers start, too.
    from autograder.grade.class_run import ClassRun
    from autograder.grade.execution import Limits
    from autograder.grade.gradebook import database_url

    target = (output or course.output).absolute()
    return ClassRun(
        course,
        module,
        submissions=(submissions or course.submitted).absolute(),
        output=target,
        db_url=db_url or database_url(course, target),
        executor=executor,
        limits=Limits(cell_seconds=timeout, memory_mb=memory),
        workers=side_by_side,
        students=students,
        **switches,
    )


def make_executor(
    sandbox: Literal["bwrap", "none"],
    cluster: str | None,
    *,
    gpu: bool = False,
) -> "Executor":
    """Return what runs the notebooks: here, or on the machines of a cluster.

    Raises
    ------
    CourseError
        If a cluster is asked for and its libraries are not installed, or a GPU of it.
    """
    if cluster is None:
        from autograder.engine.local import LocalExecutor

        local = LocalExecutor(sandbox, gpu=gpu)
        local.start()
        return local
    if gpu:
        raise CourseError("--gpu works on this machine only, not with --cluster")
    from autograder.cluster.executor import ClusterExecutor

    return ClusterExecutor(cluster, sandbox)


def _grade(run: "ClassRun", as_json: bool) -> int:
    """Grade and tell of it; return the exit code."""
    from autograder.grade.progress import choose_teller

    with choose_teller(run.module, as_json=as_json) as teller:
        report = run.run(teller.learner, teller.begin)
    teller.end(report)
    return _finish(run, report, quiet=as_json)


def _finish(run: "ClassRun", report: "Report", *, quiet: bool = False) -> int:
    """Say how it ended; return the exit code."""
    if report.interrupted:
        click.echo(
            f"Stopped after {len(report.done)} of {report.total} learners, whose "
            f"results are kept. {AGAIN}",
            err=True,
        )
        return 1
    if report.failures:
        names = ", ".join(done.student for done in report.failures)
        click.echo(f"Could not be graded: {names}", err=True)
        return 1
    if not quiet:
        click.echo(f"Results: {run.output} (report.html says how it went)")
    return 0
