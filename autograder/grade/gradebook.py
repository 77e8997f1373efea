"""nbgrader's gradebook: the module's cells, and each learner's scores in one commit."""

import datetime
import os
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from nbgrader.api import (
    Gradebook,
    SubmittedAssignment,
    SubmittedNotebook,
)
from nbgrader.preprocessors import AssignLatePenalties
from nbgrader.utils import parse_utc
from sqlalchemy.exc import SQLAlchemyError

from autograder.course import Course
from autograder.errors import CourseError
from autograder.export import Person
from autograder.grade.assignment import Assignment
from autograder.grade.gradebook_cells import complete_submission, update_cells
from autograder.grade.student import GradedNotebook, GradedStudent

__all__ = ["Book", "database_url", "read_people"]

Scores = dict[tuple[str, str], float]


def database_url(course: Course, output: Path) -> str:
    """Return the gradebook of an output folder.

    That of the configuration, if the output is the course's own; a file in the
    folder otherwise.
    """
    configured = str(course.config.CourseDirectory.get("db_url", "") or "")
    if not configured or output.resolve() != course.output.resolve():
        return f"sqlite:///{output.absolute() / 'gradebook.db'}"
    scheme, is_file, place = configured.partition("sqlite:///")
    if is_file and not scheme and place:
        return f"sqlite:///{course.root / place}"  # as nbgrader: from the root
    return configured


def read_people(course: Course) -> dict[str, Person]:
    """Return what the course's gradebook knows of its learners; empty without one."""
    url = database_url(course, course.output)
    if url.startswith("sqlite:///") and not Path(url[len("sqlite:///") :]).exists():
        return {}
    with Book(course, url) as book:
        return {
            one.id: Person(
                one.first_name or "", one.last_name or "", one.email or "",
                one.lms_user_id or "",
            )
            for one in book.gradebook.students
        }  # fmt: skip


class Book:
    """The open gradebook; only the coordinating process has one.

    Parameters
    ----------
    course : Course
    db_url : str
        SQLAlchemy URL.
    """

    def __init__(self, course: Course, db_url: str) -> None:
        self.course, self.db_url = course, db_url

    def __enter__(self) -> Self:
        """Open the gradebook; a new one is made where there is none.

        Raises
        ------
        CourseError
            If it cannot be opened.
        """
        # nbgrader calls the `alembic` program of the PATH for a new gradebook.
        ours = str(Path(sys.executable).parent)
        if ours not in os.environ.get("PATH", "").split(os.pathsep):
            os.environ["PATH"] = os.pathsep.join([ours, os.environ.get("PATH", "")])
        named = self.course.config.CourseDirectory
        try:
            self.gradebook = Gradebook(
                self.db_url, str(named.get("course_id", "") or "default_course")
            )
        except (SQLAlchemyError, ModuleNotFoundError, OSError) as error:
            why = str(getattr(error, "orig", None) or error).splitlines()[0]
            where = _without_password(self.db_url)
            raise CourseError(f"cannot open the gradebook {where}: {why}") from None
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the gradebook."""
        self.gradebook.close()

    def prepare(self, assignment: Assignment) -> None:
        """Bring the rows of a module up to date with its instructor notebooks."""
        update_cells(self.gradebook, assignment)

    def students(self, module: str) -> set[str]:
        """Return the names of learners whose submission is in the gradebook."""
        rows = self.gradebook.assignment_submissions(module)
        return {submission.student_id for submission in rows}

    def record(self, graded: GradedStudent) -> Scores:
        """Write one learner's scores; old automatic scores go, a person's stay.

        Parameters
        ----------
        graded : GradedStudent

        Returns
        -------
        dict
            (notebook, grade_id) -> score, with what people gave by hand.
        """
        gradebook = self.gradebook
        try:
            gradebook.update_or_create_student(graded.student)
            with gradebook.db.no_autoflush:
                submission = gradebook.update_or_create_submission(
                    graded.module, graded.student, **_timestamp(graded)
                )
            complete_submission(self.gradebook, submission)
            by_name = {notebook.name: notebook for notebook in submission.notebooks}
            for notebook in graded.notebooks:
                _set_scores(by_name[notebook.name], notebook)
            gradebook.db.flush()
            self._set_penalties(submission)
            gradebook.db.commit()
            return self.scores(graded.module, graded.student)
        except BaseException:
            gradebook.db.rollback()
            raise

    def scores(self, module: str, student: str) -> Scores:
        """Return a learner's scores: (notebook, grade_id) -> score."""
        submission = self.gradebook.find_submission(module, student)
        return {
            (notebook.name, grade.name): float(grade.score)
            for notebook in submission.notebooks
            for grade in notebook.grades
        }

    def comments(self, module: str, student: str) -> dict[tuple[str, str], str]:
        """Return what people wrote to a learner: (notebook, grade_id) -> text."""
        submission = self.gradebook.find_submission(module, student)
        return {
            (notebook.name, comment.name): comment.manual_comment
            for notebook in submission.notebooks
            for comment in notebook.comments
            if comment.manual_comment
        }

    def _set_penalties(self, submission: SubmittedAssignment) -> None:
        """Take off what the course's own plugin says for a late submission."""
        late = submission.total_seconds_late
        step = AssignLatePenalties(config=self.course.config)
        step.init_plugin()
        for notebook in submission.notebooks:
            notebook.late_submission_penalty = None
            if late > 0:
                penalty = step.plugin_inst.late_submission_penalty(
                    submission.student_id, notebook.score, late
                )
                if penalty is not None:
                    checked = step._check_late_penalty(notebook, penalty)
                    notebook.late_submission_penalty = checked


def _set_scores(row: SubmittedNotebook, graded: GradedNotebook) -> None:
    grades = {grade.name: grade for grade in row.grades}
    for cell in graded.cells:
        grade = grades[cell.grade_id]
        grade.auto_score = cell.verdict.auto_score
        by_person = grade.manual_score is not None
        grade.needs_manual_grade = by_person or cell.verdict.auto_score is None
    for comment in row.comments:
        silent = comment.name in graded.unanswered
        comment.auto_comment = "No response." if silent else None


def _timestamp(graded: GradedStudent) -> dict[str, datetime.datetime]:
    """Return when it was handed in, if a readable timestamp.txt says so."""
    text = graded.submission.timestamp
    if not text:
        return {}
    try:
        return {"timestamp": parse_utc(text)}
    except (ValueError, OverflowError):
        for notebook in graded.notebooks:
            notebook.notes.append("timestamp.txt cannot be read as a time")
        return {}


def _without_password(url: str) -> str:
    """Return a database URL that may be printed."""
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.rpartition('@')[2]}"
