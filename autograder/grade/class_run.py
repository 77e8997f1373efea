"""Grades a class: learners side by side, one gradebook writer, able to go on later."""

from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from autograder.course import Course
from autograder.errors import CourseError
from autograder.feedback.pages import write_feedback
from autograder.grade.assignment import Assignment, load_assignment
from autograder.grade.execution import Executor, Limits
from autograder.grade.gradebook import Book
from autograder.grade.intake import read_submission, safe_name
from autograder.grade.records import (
    Record,
    make_record,
    read_record,
    record_key,
    record_path,
    write_record,
)
from autograder.grade.rows import GradeRow, merge_rows, read_rows, write_rows
from autograder.grade.student import GradedStudent, grade_student
from autograder.grade.writing import (
    autograded_folder,
    require_writable,
    write_autograded,
)

# What a thread brings back: an earlier record, or a key and a fresh result.
Result = Record | tuple[str, GradedStudent]

__all__ = ["ClassRun", "Done", "Report"]


@dataclass(frozen=True)
class Done:
    """One learner that is done with.

    Attributes
    ----------
    student : str
    rows : list of GradeRow
    skipped : bool
        The result was there already.
    error : str
        Why there is none; empty if there is one.
    """

    student: str
    rows: list[GradeRow] = field(default_factory=list)
    skipped: bool = False
    error: str = ""


@dataclass
class Report:
    """What became of the class."""

    done: list[Done] = field(default_factory=list)
    interrupted: bool = False

    @property
    def failures(self) -> list[Done]:
        """Learners that could not be graded."""
        return [one for one in self.done if one.error]


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
    students : tuple of str
        Whom to grade; empty for all.
    regrade : bool
        Grade also where nothing changed.
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

    def run(self, tell: Callable[[Done, int], None]) -> Report:
        """Grade everybody; write autograded/, feedback/, gradebook and grades.csv.

        Parameters
        ----------
        tell : callable
            Called after each learner, with the number of learners.

        Returns
        -------
        Report
        """
        folders = self._folders()
        assignment = load_assignment(self.course, self.module)
        require_writable(self.output)
        table = self.output / "grades.csv"
        before = read_rows(table)
        report = Report()
        with self.executor, Book(self.course, self.db_url) as book:
            _prepare(book, assignment)
            try:
                for done in self._students(folders, assignment, book):
                    report.done.append(done)
                    tell(done, len(folders))
            except KeyboardInterrupt:
                report.interrupted = True
            finally:
                rows = [row for done in report.done for row in done.rows]
                _write_table(table, merge_rows(before, rows))
        return report

    def _folders(self) -> list[Path]:
        """Return the learners' folders."""
        if not self.submissions.is_dir():
            raise CourseError(f"no folder of submissions at {self.submissions}")
        found = {
            safe_name(path.name): path
            for path in sorted(self.submissions.iterdir())
            if not path.name.startswith(".") and (path.is_dir() or path.is_symlink())
        }
        if not found:
            raise CourseError(
                f"no submissions in {self.submissions}; they lie there as "
                f"<student>/{self.module}/*.ipynb"
            )
        unknown = [name for name in self.students if name not in found]
        if unknown:
            names = ", ".join(unknown)
            raise CourseError(f"no submission folder of {names} in {self.submissions}")
        return [found[name] for name in self.students or found]

    def _students(
        self, folders: list[Path], assignment: Assignment, book: Book
    ) -> Iterator[Done]:
        """Grade side by side; yield each learner when it is written."""
        pool = ThreadPoolExecutor(self.workers, thread_name_prefix="grade")
        known = book.students(self.module)
        try:
            names = {
                pool.submit(self._work, folder, assignment, known): safe_name(
                    folder.name
                )
                for folder in folders
            }
            for future in as_completed(names):
                try:
                    yield self._write(future.result(), book)
                except (Exception, CancelledError) as error:
                    yield Done(names[future], error=_one_line(error))
        except BaseException:  # Ctrl-C: what runs is ended, what is written stays
            self.executor.stop()
            raise
        finally:
            pool.shutdown(wait=True, cancel_futures=True)

    def _work(self, folder: Path, assignment: Assignment, known: set[str]) -> Result:
        """Grade one learner, in a thread of its own; opens no gradebook."""
        submission = read_submission(folder, self.module)
        key = record_key(submission.digest, assignment.digest, self.limits)
        if not self.regrade and submission.student in known:
            record = self._earlier(submission.student, key)
            if record is not None:
                return record
        return key, grade_student(assignment, submission, self.executor, self.limits)

    def _earlier(self, student: str, key: str) -> Record | None:
        """Return the result of an earlier run if it still holds."""
        record = read_record(record_path(self.output, student, self.module))
        folder = autograded_folder(self.output, student, self.module)
        return record if record and record.key == key and folder.is_dir() else None

    def _write(self, result: Result, book: Book) -> Done:
        """Keep a result; the record comes last: without it, it is graded again."""
        if isinstance(result, Record):
            scores = book.scores(self.module, result.student)
            record = result.with_scores(scores)
        else:
            key, graded = result
            write_autograded(self.output, graded)
            record = make_record(key, graded, book.record(graded))
        comments = book.comments(self.module, record.student)
        write_feedback(self.course, self.output, record, comments)
        write_record(record_path(self.output, record.student, self.module), record)
        return Done(record.student, record.rows(), skipped=isinstance(result, Record))


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
