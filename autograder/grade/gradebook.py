"""nbgrader's gradebook: the module's cells, and each learner's scores in one commit."""

import contextlib
import datetime
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace, TracebackType
from typing import Self

from nbgrader.api import Gradebook, Student, SubmittedAssignment
from nbgrader.preprocessors import AssignLatePenalties
from nbgrader.utils import parse_utc
from sqlalchemy import Connection, select
from sqlalchemy.exc import InterfaceError, OperationalError, SQLAlchemyError

from autograder.course import Course
from autograder.errors import CourseError
from autograder.export import Person
from autograder.grade.assignment import Assignment
from autograder.grade.gradebook_cells import ModuleCells, read_cells, update_cells
from autograder.grade.gradebook_learner import LearnerRows, add_learner, find_learner
from autograder.grade.gradebook_url import first_line, parsed_url, place
from autograder.grade.lateness import timestamp_doubts
from autograder.grade.student import GradedStudent

__all__ = ["Book", "GradebookGoneError", "database_url", "read_people"]

Scores = dict[tuple[str, str], float]
# Seconds until a server that does not answer counts as not there.
PATIENCE = "10"


class GradebookGoneError(CourseError):
    """The server of the gradebook does not answer any more: nobody can be graded."""


def database_url(course: Course, output: Path) -> str:
    """Return the gradebook of an output folder.

    That of the configuration, if the output is the course's own; a file in the
    folder otherwise.
    """
    configured = str(course.config.CourseDirectory.get("db_url", "") or "")
    if not course.is_own(output):
        return f"sqlite:///{output.absolute() / 'gradebook.db'}"
    if not configured:
        return f"sqlite:///{course.root.absolute() / 'gradebook.db'}"
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
        self._modules: dict[str, ModuleCells] = {}
        self._late = AssignLatePenalties(config=course.config)
        self._late.init_plugin()

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
        os.environ.setdefault("PGCONNECT_TIMEOUT", PATIENCE)
        named = self.course.config.CourseDirectory
        url = parsed_url(self.db_url)
        try:
            self.gradebook = Gradebook(
                self.db_url, str(named.get("course_id", "") or "default_course")
            )
        except ModuleNotFoundError as error:
            raise CourseError(
                f"a gradebook at {place(url)} needs the package {error.name}; for "
                "PostgreSQL install this project with its extra: .[postgres]"
            ) from None
        except (SQLAlchemyError, OSError) as error:
            why = first_line(error)
            raise CourseError(
                f"cannot open the gradebook {place(url)}: {why}"
            ) from None
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
        with self._transaction():
            update_cells(self.gradebook, assignment)
        self._modules.pop(assignment.module, None)

    def students(self, module: str) -> set[str]:
        """Return the names of learners whose submission is in the gradebook."""
        with self._transaction() as connection:
            cells = self._module(module)
            if cells is None:
                return set()
            table = SubmittedAssignment.__table__.c
            wanted = select(table.student_id).where(table.assignment_id == cells.key)
            return set(connection.execute(wanted).scalars())

    def record(self, graded: GradedStudent) -> Scores:
        """Write one learner's scores; old automatic scores go, a person's stay.

        Parameters
        ----------
        graded : GradedStudent

        Returns
        -------
        dict
            (notebook, grade_id) -> score, with what people gave by hand.

        Raises
        ------
        GradebookGoneError
            If the server of the gradebook does not answer.
        """
        points = {
            (notebook.name, cell.grade_id): cell.verdict.auto_score
            for notebook in graded.notebooks
            for cell in notebook.cells
        }
        silent = {
            (notebook.name, grade_id): "No response."
            for notebook in graded.notebooks
            for grade_id in notebook.unanswered
        }
        when = _timestamp(graded)
        with self._transaction() as connection:
            cells = self._known(graded.module)
            self._check_name(graded.student)
            learner = add_learner(connection, cells, graded.student, when)
            scores = learner.set_points(points)
            learner.set_comments(silent)
            learner.set_penalties(self._penalties(graded.student, learner, scores))
            if when is not None:
                _note_doubts(graded, when, learner.due)
        return scores

    def scores(self, module: str, student: str) -> Scores:
        """Return a learner's scores: (notebook, grade_id) -> score."""
        with self._transaction() as connection:
            learner = find_learner(connection, self._known(module), student)
            return learner.scores() if learner else {}

    def comments(self, module: str, student: str) -> dict[tuple[str, str], str]:
        """Return what people wrote to a learner: (notebook, grade_id) -> text."""
        with self._transaction() as connection:
            learner = find_learner(connection, self._known(module), student)
            return learner.comments() if learner else {}

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[Connection]:
        """Do all or nothing, in the one session."""
        session = self.gradebook.db
        try:
            yield session.connection()
            session.commit()
        except BaseException as error:
            with contextlib.suppress(SQLAlchemyError):
                session.rollback()
            is_server = self.gradebook.engine.dialect.name != "sqlite"
            if is_server and isinstance(error, OperationalError | InterfaceError):
                where, why = place(parsed_url(self.db_url)), first_line(error)
                raise GradebookGoneError(
                    f"the gradebook {where} does not answer: {why}; run the same "
                    "command again when it is back, graded work is kept",
                    exit_code=1,
                ) from None
            raise

    def _module(self, module: str) -> ModuleCells | None:
        """Return what the gradebook calls a module's cells; read once."""
        if module not in self._modules:
            cells = read_cells(self.gradebook.db, module)
            if cells is None:
                return None
            self._modules[module] = cells
        return self._modules[module]

    def _known(self, module: str) -> ModuleCells:
        cells = self._module(module)
        if cells is None:
            raise CourseError(f"{module} is not in the gradebook; grade it first")
        return cells

    def _check_name(self, student: str) -> None:
        """Refuse a name longer than the gradebook's column; SQLite takes any."""
        longest = Student.__table__.c.id.type.length
        is_file = self.gradebook.engine.dialect.name == "sqlite"
        if not is_file and len(student) > longest:
            raise CourseError(
                f"the gradebook takes names of at most {longest} characters; give the "
                "learner's folder a shorter one"
            )

    def _penalties(
        self, student: str, learner: LearnerRows, scores: Scores
    ) -> dict[str, float]:
        """Return what the course's own plugin takes off a late submission."""
        late = learner.seconds_late
        if late <= 0:
            return {}
        penalties = {}
        for name in learner.notebooks:
            earned = sum(score for (where, _), score in scores.items() if where == name)
            penalty = self._late.plugin_inst.late_submission_penalty(
                student, earned, late
            )
            if penalty is not None:
                row = SimpleNamespace(score=earned)
                penalties[name] = float(self._late._check_late_penalty(row, penalty))
        return penalties


def _timestamp(graded: GradedStudent) -> datetime.datetime | None:
    """Return when it was handed in, if a readable timestamp.txt says so."""
    text = graded.submission.timestamp
    if not text:
        return None
    try:
        return parse_utc(text)
    except (ValueError, OverflowError):
        for notebook in graded.notebooks:
            notebook.notes.append("timestamp.txt cannot be read as a time")
        return None


def _note_doubts(
    graded: GradedStudent, said: datetime.datetime, due: datetime.datetime | None
) -> None:
    """Put what speaks against a learner's timestamp.txt before a person."""
    seconds = graded.submission.changed
    changed = None if seconds is None else _utc(seconds)
    doubts = timestamp_doubts(said, due, changed, _utc(time.time()))
    if graded.notebooks:
        graded.notebooks[0].incidents.extend(doubts)


def _utc(seconds: float) -> datetime.datetime:
    """Return a time as the gradebook has it: UTC, without saying so."""
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC).replace(tzinfo=None)
