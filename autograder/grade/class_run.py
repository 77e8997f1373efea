"""Grades a class: learners side by side, one gradebook writer, able to go on later."""

import hashlib
import json
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from autograder.course import Course
from autograder.errors import CourseError, ExecutorLostError
from autograder.feedback.pages import write_feedback
from autograder.grade.assignment import Assignment, load_assignment
from autograder.grade.class_list import learner_folders
from autograder.grade.execution import Executor, Limits
from autograder.grade.gradebook import Book, GradebookGoneError
from autograder.grade.intake import read_submission, safe_name
from autograder.grade.outcomes import Cell, Done, Report, incidents_of, timings_of
from autograder.grade.records import (
    Record,
    make_record,
    read_record,
    record_key,
    record_path,
    write_record,
)
from autograder.grade.rows import GradeRow, merge_rows, write_rows
from autograder.grade.run_report import write_report
from autograder.grade.side_by_side import SideBySide
from autograder.grade.student import GradedStudent, grade_student
from autograder.grade.tiers import with_tiers
from autograder.grade.unfinished import clear_drafts, only_run, rows_so_far
from autograder.grade.writing import (
    autograded_folder,
    require_writable,
    write_autograded,
)

__all__ = ["ClassRun"]

AGAIN = "a process of this notebook died; it was graded a second time"


@dataclass(frozen=True)
class _Result:
    """What a thread brings back: an earlier record, or a fresh result."""

    key: str
    seconds: float
    record: Record | None = None
    graded: GradedStudent | None = None


@dataclass
class ClassRun:
    """One call of `grade`.

    Attributes
    ----------
    course : Course
    module : str
    submissions : Path
        Holds `<student>/<module>/`.
    output : Path
    db_url : str
    executor : Executor
    limits : Limits
    workers : int
        Learners graded side by side; 0: as many as the executor takes.
    students : tuple of str
        Whom to grade; empty for all.
    regrade : bool
        Grade also where nothing changed.
    strict : bool
        Score by nbgrader's own rules.
    """

    course: Course
    module: str
    submissions: Path
    output: Path
    db_url: str
    executor: Executor
    limits: Limits = field(default_factory=Limits)
    workers: int = 1
    students: tuple[str, ...] = ()
    regrade: bool = False
    strict: bool = False
    _stop: threading.Event = field(default_factory=threading.Event, init=False)
    _can_stop: bool = field(default=False, init=False)

    def run(
        self,
        tell: Callable[[Done, int], None],
        started: Callable[[int], None] = lambda total: None,
    ) -> Report:
        """Grade everybody; write autograded/, feedback/, gradebook and grades.csv.

        Parameters
        ----------
        tell : callable
            Called after each learner, with the number of learners.
        started : callable
            Called with that number when everything is ready.

        Returns
        -------
        Report
            Also written as report.json and report.html.
        """
        folders = learner_folders(self.submissions, self.module, self.students)
        assignment = load_assignment(self.course, self.module)
        require_writable(self.output)
        with only_run(self.output):
            clear_drafts(self.output)
            before = rows_so_far(self.output)
            with self.executor, Book(self.course, self.db_url) as book:
                assignment = self._with_tiers(assignment)
                report = Report(self.module, len(folders), _guard_tests(assignment))
                _prepare(book, assignment)
                self._can_stop = True
                started(len(folders))
                try:
                    self._grade(folders, assignment, book, report, tell)
                except KeyboardInterrupt:
                    report.interrupted = len(report.done) < report.total
                finally:
                    rows = [row for done in report.done for row in done.rows]
                    _write_table(self.output / "grades.csv", merge_rows(before, rows))
            write_report(self.output, report)
        return report

    def _with_tiers(self, assignment: Assignment) -> Assignment:
        if self.course.solutions is not None:  # its own tests prove their tier
            return assignment
        try:
            return with_tiers(assignment, self.executor, self.limits)
        except RuntimeError as error:
            why = f"the instructor's own solution cannot be run: {_one_line(error)}"
            raise CourseError(why, exit_code=1) from None

    def stop(self) -> bool:
        """Ask the run to end before its next learner, from a signal's handler.

        Returns
        -------
        bool
            Whether it will; not while it is still getting ready.
        """
        self._stop.set()
        return self._can_stop

    def _grade(
        self,
        folders: list[Path],
        assignment: Assignment,
        book: Book,
        report: Report,
        tell: Callable[[Done, int], None],
    ) -> None:
        """Grade side by side; write and tell each learner when it is done."""
        known, begun = book.students(self.module), time.monotonic()
        workers = self.workers or getattr(self.executor, "slots", 1)

        def work(folder: Path) -> _Result:
            return self._work(folder, assignment, known)

        with SideBySide(work, workers, abort=self.executor.stop) as threads:
            for folder, future in threads.results(folders, self._stop):
                done = self._finish(folder, future, book)
                report.done.append(done)
                report.seconds = time.monotonic() - begun
                tell(done, report.total)

    def _work(self, folder: Path, assignment: Assignment, known: set[str]) -> _Result:
        """Grade one learner, in a thread of its own; opens no gradebook."""
        begun = time.monotonic()
        submission = read_submission(folder, self.module)
        key = record_key(
            submission.digest, assignment.digest, self.limits, strict=self.strict
        )
        if not self.regrade and submission.student in known:
            record = self._earlier(submission.student, key)
            if record is not None:
                return _Result(key, 0.0, record=record)

        def grade() -> GradedStudent:
            return grade_student(
                assignment, submission, self.executor, self.limits, strict=self.strict
            )

        graded = grade()
        died = {notebook.name for notebook in graded.notebooks if notebook.died}
        if died and not self._stop.is_set():
            graded = grade()
            for notebook in graded.notebooks:
                notebook.incidents += [AGAIN] if notebook.name in died else []
        return _Result(key, time.monotonic() - begun, graded=graded)

    def _earlier(self, student: str, key: str) -> Record | None:
        """Return the result of an earlier run if it still holds.

        One in which a process died does not: that may have come from outside, from a
        `kill` for example.
        """
        record = read_record(record_path(self.output, student, self.module))
        folder = autograded_folder(self.course, self.output, student, self.module)
        if record is None or record.key != key or not folder.is_dir():
            return None
        return None if record.died() else record

    def _finish(self, folder: Path, future: Future[_Result], book: Book) -> Done:
        """Write a learner's result, or say why there is none."""
        try:
            result = future.result()
            record = self._write(result, book)
        except (GradebookGoneError, ExecutorLostError):  # so it is for everybody
            raise
        except Exception as error:
            return Done(safe_name(folder.name), error=_one_line(error))
        return Done(
            record.student,
            record.rows(),
            skipped=result.record is not None,
            seconds=result.seconds,
            incidents=incidents_of(record),
            timings=timings_of(record),
        )

    def _write(self, result: _Result, book: Book) -> Record:
        """Keep a result; the record comes last: without it, it is graded again."""
        if result.graded is not None:
            # The old record goes first: should this run end here, it is graded again.
            student = result.graded.student
            record_path(self.output, student, self.module).unlink(missing_ok=True)
            write_autograded(self.course, self.output, result.graded)
            scores = book.record(result.graded)
            record = make_record(result.key, result.graded, scores)
        else:
            assert result.record is not None
            scores = book.scores(self.module, result.record.student)
            record = result.record.with_scores(scores)
        comments = book.comments(self.module, record.student)
        record = replace(record, comments=_digest(comments))
        pages = self.course.feedback_in(self.output) / record.student / self.module
        if record != result.record or not pages.is_dir():
            write_feedback(self.course, self.output, record, comments)
            path = record_path(self.output, record.student, self.module)
            write_record(path, record)
        return record


def _guard_tests(assignment: Assignment) -> list[Cell]:
    return [
        Cell(notebook.name, name)
        for notebook in assignment.notebooks
        for name, tier in notebook.tiers.items()
        if tier == "guard"
    ]


def _digest(comments: dict[tuple[str, str], str]) -> str:
    known = json.dumps(sorted(comments.items()))
    return hashlib.sha256(known.encode()).hexdigest()


def _prepare(book: Book, assignment: Assignment) -> None:
    try:
        book.prepare(assignment)
    except SQLAlchemyError as error:
        raise CourseError(
            f"the gradebook cannot be written: {_one_line(error)}"
        ) from None


def _write_table(table: Path, rows: list[GradeRow]) -> None:
    try:
        write_rows(table, rows)
    except OSError as error:
        raise CourseError(
            f"cannot write {table}: {error.strerror}; run the same command again when "
            "there is room, graded work is kept",
            exit_code=1,
        ) from None


def _one_line(error: BaseException) -> str:
    """Return what went wrong as one line for the user."""
    if isinstance(error, OSError) and error.strerror:
        return (
            f"{error.strerror}: {error.filename}" if error.filename else error.strerror
        )
    text = str(getattr(error, "orig", None) or error).strip()
    return text.splitlines()[0][:300] if text else type(error).__name__
