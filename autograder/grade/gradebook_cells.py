"""The gradebook's rows for a module's cells, kept in step with the module."""

import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from nbgrader.api import (
    Assignment as AssignmentRow,
)
from nbgrader.api import (
    BaseCell,
    Comment,
    Grade,
    Gradebook,
    GradeCell,
    Notebook,
    SolutionCell,
    SourceCell,
    SubmittedAssignment,
    SubmittedNotebook,
    TaskCell,
)
from nbgrader.utils import is_grade, is_locked, is_solution, is_task
from sqlalchemy import Select, Table, and_, delete, insert, select
from sqlalchemy.orm import Session

from autograder.grade.assignment import Assignment, AssignmentNotebook

__all__ = ["ModuleCells", "read_cells", "update_cells"]

# Which kinds of cell have a row of points, and which a row for a comment.
GRADED = (GradeCell.__name__, TaskCell.__name__)
COMMENTED = (SolutionCell.__name__, TaskCell.__name__)


@dataclass(frozen=True)
class NotebookCells:
    """What the gradebook calls the cells of one notebook: grade_id -> key.

    Attributes
    ----------
    key : str
        The notebook's own key.
    graded : dict of str to str
        Cells that carry points.
    commented : dict of str to str
        Cells that a person may comment on.
    """

    key: str
    graded: dict[str, str] = field(default_factory=dict)
    commented: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ModuleCells:
    """What the gradebook calls a module and its notebooks: read once a run.

    Attributes
    ----------
    key : str
        The module's own key.
    due : datetime or None
        When it has to be handed in, UTC.
    notebooks : dict of str to NotebookCells
        Name of a notebook -> its cells.
    """

    key: str
    due: datetime.datetime | None
    notebooks: dict[str, NotebookCells]


def update_cells(gradebook: Gradebook, assignment: Assignment) -> None:
    """Make the rows of a module what its instructor notebooks say, in one commit.

    Learners' rows follow: those of cells that are gone go, new ones are added.

    Parameters
    ----------
    gradebook : Gradebook
    assignment : Assignment
    """
    module = assignment.module
    row = gradebook.update_or_create_assignment(module)
    names = {notebook.name for notebook in assignment.notebooks}
    for known in list(row.notebooks):
        if known.name not in names:
            gradebook.remove_notebook(known.name, module)
    known_notebooks = {known.name: known for known in row.notebooks}
    for notebook in assignment.notebooks:
        kernel = notebook.master.metadata.get("kernelspec", {})
        mine = known_notebooks.get(notebook.name)
        if mine is None:
            mine = Notebook(name=notebook.name, assignment=row)
            gradebook.db.add(mine)
        mine.kernelspec = json.dumps(kernel)
        _update_notebook(gradebook.db, mine, notebook)
    gradebook.db.flush()
    _complete_learners(gradebook.db, row.id)
    gradebook.db.commit()


def read_cells(session: Session, module: str) -> ModuleCells | None:
    """Return what the gradebook calls a module's cells; None if it has no such."""
    wanted = select(AssignmentRow.id, AssignmentRow.duedate)
    found = session.execute(wanted.where(AssignmentRow.name == module)).first()
    if found is None:
        return None
    key, due = found
    notebooks = {
        name: NotebookCells(notebook_key)
        for notebook_key, name in session.execute(
            select(Notebook.id, Notebook.name).where(Notebook.assignment_id == key)
        )
    }
    by_key = {notebook.key: notebook for notebook in notebooks.values()}
    cells = BaseCell.__table__.c
    columns = (cells.id, cells.name, cells.type, cells.notebook_id)
    for cell_key, name, kind, notebook_key in session.execute(
        select(*columns).where(cells.notebook_id.in_(list(by_key)))
    ):
        if kind in GRADED:
            by_key[notebook_key].graded[name] = cell_key
        if kind in COMMENTED:
            by_key[notebook_key].commented[name] = cell_key
    return ModuleCells(key, due, notebooks)


def _update_notebook(
    session: Session, row: Notebook, notebook: AssignmentNotebook
) -> None:
    """Add, change and delete the cells of one notebook.

    nbgrader's own step refuses to change the cells of a notebook that has
    submissions; here learners' rows follow their cells, so nothing is left to refuse.
    """
    wanted = _wanted(notebook)
    _update_kind(session, row, GradeCell, row.grade_cells, wanted["grade"])
    _update_kind(session, row, SolutionCell, row.solution_cells, wanted["solution"])
    _update_kind(session, row, TaskCell, row.task_cells, wanted["task"])
    _update_kind(session, row, SourceCell, row.source_cells, wanted["source"])


def _wanted(notebook: AssignmentNotebook) -> dict[str, dict[str, dict[str, Any]]]:
    """Return the rows that a notebook should have: kind -> grade_id -> columns."""
    wanted: dict[str, dict[str, dict[str, Any]]]
    wanted = {"grade": {}, "solution": {}, "task": {}, "source": {}}
    for cell in notebook.master.cells:
        marks = cell.metadata.get("nbgrader", {})
        name = marks.get("grade_id")
        if is_grade(cell) or is_task(cell):
            points = {"max_score": float(marks.points), "cell_type": cell.cell_type}
            wanted["grade" if is_grade(cell) else "task"][name] = points
        if is_solution(cell):
            wanted["solution"][name] = {}
        if is_grade(cell) or is_solution(cell) or is_locked(cell) or is_task(cell):
            wanted["source"][name] = {
                "cell_type": cell.cell_type, "locked": bool(is_locked(cell)),
                "source": cell.source, "checksum": marks.get("checksum"),
            }  # fmt: skip
    return wanted


def _update_kind(
    session: Session,
    notebook: Notebook,
    kind: type[Any],
    rows: list[Any],
    wanted: Mapping[str, Mapping[str, Any]],
) -> None:
    known = {row.name: row for row in rows}
    for name in known.keys() - wanted.keys():
        if kind is not SourceCell:
            for table in (Grade, Comment):
                session.execute(delete(table).where(table.cell_id == known[name].id))
        session.delete(known[name])
    for name, columns in wanted.items():
        if name not in known:
            session.add(kind(name=name, notebook=notebook, **columns))
        else:
            for column, value in columns.items():
                if getattr(known[name], column) != value:
                    setattr(known[name], column, value)


def _complete_learners(session: Session, assignment: str) -> None:
    """Add the rows that earlier submissions lack because the module was changed.

    A few questions for the whole class, however large it is.
    """
    notebook, submission = Notebook.__table__, SubmittedAssignment.__table__
    sent = SubmittedNotebook.__table__
    pairs = notebook.join(
        submission, submission.c.assignment_id == notebook.c.assignment_id
    ).outerjoin(
        sent,
        and_(
            sent.c.notebook_id == notebook.c.id,
            sent.c.assignment_id == submission.c.id,
        ),
    )
    missing = select(
        notebook.c.id.label("notebook_id"), submission.c.id.label("assignment_id")
    ).select_from(pairs)
    here = notebook.c.assignment_id == assignment
    _add_rows(session, sent, missing.where(here, sent.c.id.is_(None)))
    _complete_cells(session, Grade.__table__, GRADED, assignment)
    _complete_cells(session, Comment.__table__, COMMENTED, assignment)


def _complete_cells(
    session: Session, table: Table, kinds: tuple[str, ...], assignment: str
) -> None:
    """Add the rows of points, or of comments, that learners' notebooks lack."""
    cell, notebook = BaseCell.__table__, Notebook.__table__
    sent = SubmittedNotebook.__table__
    pairs = (
        notebook.join(cell, cell.c.notebook_id == notebook.c.id)
        .join(sent, sent.c.notebook_id == notebook.c.id)
        .outerjoin(
            table,
            and_(table.c.cell_id == cell.c.id, table.c.notebook_id == sent.c.id),
        )
    )
    missing = select(
        cell.c.id.label("cell_id"), sent.c.id.label("notebook_id")
    ).select_from(pairs)
    here = and_(notebook.c.assignment_id == assignment, cell.c.type.in_(kinds))
    _add_rows(session, table, missing.where(here, table.c.id.is_(None)))


def _add_rows(session: Session, table: Table, missing: Select[Any]) -> None:
    rows = [dict(row) for row in session.execute(missing).mappings()]
    if rows:
        session.execute(insert(table), rows)
