"""Times the rooms that a submission goes through, one by one, in a quiet process.

Run as `python -m benchmarks.rooms COURSE MODULE SUBMITTED OUTPUT REPEATS SANDBOX`; it
prints JSON: the part's name -> milliseconds of each repeat.
"""

import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from autograder.commands.grade import make_executor
from autograder.course import Course, find_course
from autograder.feedback.pages import write_feedback
from autograder.grade.assignment import Assignment, load_assignment
from autograder.grade.execution import Executor, Job, Limits, NotebookResult, Step
from autograder.grade.gradebook import Book
from autograder.grade.intake import read_submission
from autograder.grade.records import make_record, record_path, write_record
from autograder.grade.student import GradedStudent, grade_student
from autograder.grade.writing import write_autograded

__all__ = ["TRIVIAL", "measure"]

LIMITS = Limits()
# What a notebook costs that does next to nothing: an answer, and a test of it.
TRIVIAL = (
    Step("learner", "def same(value):\n    return value", defines=("same",)),
    Step("test", "assert same(1) == 1"),
)
Milliseconds = dict[str, list[float]]


class Stopwatch:
    """Keeps milliseconds by name."""

    def __init__(self) -> None:
        self.kept: Milliseconds = defaultdict(list)

    @contextmanager
    def time(self, name: str) -> Iterator[None]:
        """Time what is done inside, and keep it under `name`."""
        started = time.perf_counter()
        yield
        self.kept[name].append(1000 * (time.perf_counter() - started))


class TimedEngine:
    """The part of an engine that a learner's grading calls, timed."""

    def __init__(self, engine: Executor, watch: Stopwatch) -> None:
        self.engine, self.watch = engine, watch

    def execute(self, job: Job) -> NotebookResult:
        """Run a job as the engine does (see `Executor.execute`)."""
        with self.watch.time("engine"):
            return self.engine.execute(job)


def measure(
    root: Path,
    module: str,
    submitted: Path,
    output: Path,
    repeats: int,
    sandbox: Literal["bwrap", "none"],
) -> Milliseconds:
    """Grade submissions one after another, room by room.

    Parameters
    ----------
    root : Path
        The course.
    module : str
    submitted : Path
        Holds `<student>/<module>/*.ipynb`.
    output : Path
        Where results go.
    repeats : int
        How many submissions; they are taken in turn.
    sandbox : {"bwrap", "none"}

    Returns
    -------
    dict of str to list of float
        Milliseconds of: start (until the first submission is graded, once), bare,
        learner_only, trivial, intake, engine, sanitise, save, feedback.
    """
    watch, course = Stopwatch(), find_course(root)
    assignment = load_assignment(course, module)
    folders = sorted(path for path in submitted.iterdir() if path.is_dir())
    begun = time.perf_counter()
    with make_executor(sandbox, None) as engine:
        # The first job of the course tells the engine what to import.
        _graded(Stopwatch(), engine, assignment, folders[0])
        watch.kept["start"].append(1000 * (time.perf_counter() - begun))
        with Book(course, f"sqlite:///{output / 'gradebook.db'}") as book:
            book.prepare(assignment)
            keep = _keeper(watch, book, course, output)
            for index in range(repeats):
                _trivial(watch, engine)
                folder = folders[index % len(folders)]
                keep(_graded(watch, engine, assignment, folder))
    return watch.kept


def _trivial(watch: Stopwatch, engine: Executor) -> None:
    """Time the trivial notebook: bare, with the learner's process, with both."""
    with watch.time("bare"):
        names: dict[str, object] = {}
        for step in TRIVIAL:
            exec(compile(step.source, "<cell>", "exec"), names)
    with watch.time("learner_only"):
        _must_run(engine, TRIVIAL[:1])
    with watch.time("trivial"):
        _must_run(engine, TRIVIAL)


def _graded(
    watch: Stopwatch, engine: Executor, assignment: Assignment, folder: Path
) -> GradedStudent:
    """Take in and grade one submission."""
    with watch.time("intake"):
        submission = read_submission(folder, assignment.module)
    timed = TimedEngine(engine, watch)
    before = time.perf_counter()
    graded = grade_student(assignment, submission, timed, LIMITS)  # type: ignore[arg-type]
    whole = 1000 * (time.perf_counter() - before)
    inside = watch.kept["engine"][-1]  # the toy course has one notebook
    watch.kept["sanitise"].append(whole - inside)
    return graded


def _keeper(
    watch: Stopwatch, book: Book, course: Course, output: Path
) -> Callable[[GradedStudent], None]:
    """Return what writes a result down as a class run does."""

    def keep(graded: GradedStudent) -> None:
        with watch.time("save"):
            write_autograded(course, output, graded)
            record = make_record("bench", graded, book.record(graded))
            comments = book.comments(graded.module, graded.student)
            write_record(record_path(output, graded.student, graded.module), record)
        with watch.time("feedback"):
            write_feedback(course, output, record, comments)

    return keep


def _must_run(engine: Executor, steps: tuple[Step, ...]) -> None:
    """Run steps that cannot fail; one that fails would be timed for nothing."""
    cells = engine.execute(Job(steps, limits=LIMITS)).cells
    failed = [cell for cell in cells if cell.outcome != "ok"]
    if failed:
        said = [str(out.get("evalue", ""))[:200] for out in failed[0].outputs]
        why = " ".join([failed[0].outcome, *failed[0].notes, *said])
        sys.exit(f"the engine does not run a trivial notebook: {why}")


def main(words: list[str]) -> None:
    """Measure, and print the result as JSON."""
    root, module, submitted, output, repeats, sandbox = words
    chosen: Literal["bwrap", "none"] = "none" if sandbox == "none" else "bwrap"
    taken = measure(
        Path(root), module, Path(submitted), Path(output), int(repeats), chosen
    )
    print(json.dumps(taken))


if __name__ == "__main__":
    main(sys.argv[1:])
