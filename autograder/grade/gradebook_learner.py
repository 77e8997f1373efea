"""One learner's rows in the gradebook, found by its indexes and written in one go.

nbgrader's tables are indexed by pairs (cell and notebook, module and learner). Every
question here names both, so that it takes as long for a thousand learners as for ten.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from nbgrader.api import (
    Comment,
    Grade,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
    new_uuid,
)
from sqlalchemy import Connection, Table, bindparam, insert, select, update

from autograder.grade.gradebook_cells import ModuleCells

__all__ = ["LearnerRows", "add_learner", "find_learner"]

Name = tuple[str, str]  # of a cell: notebook, grade_id
NOTHING = (None, None)
STUDENT, SUBMISSION = Student.__table__, SubmittedAssignment.__table__
NOTEBOOK, GRADE, COMMENT = (
    SubmittedNotebook.__table__,
    Grade.__table__,
    Comment.__table__,
)


@dataclass
class LearnerRows:
    """One learner's submission of a module.

    Attributes
    ----------
    connection : Connection
        The open gradebook, in a transaction of the caller's.
    cells : ModuleCells
    key : str
        The submission's own key.
    timestamp : datetime or None
        When it was handed in, UTC.
    extension : timedelta or None
        How much later than others the learner may hand in.
    notebooks : dict of str to str
        Name of a notebook -> key of the learner's copy.
    penalties : dict of str to float
        Name of a notebook -> what is taken off it now.
    """

    connection: Connection
    cells: ModuleCells
    key: str
    timestamp: datetime.datetime | None
    extension: datetime.timedelta | None
    notebooks: dict[str, str] = field(default_factory=dict)
    penalties: dict[str, float] = field(default_factory=dict)

    @property
    def due(self) -> datetime.datetime | None:
        """When this learner had to hand in, UTC; None without such a date."""
        if self.cells.due is None:
            return None
        return self.cells.due + (self.extension or datetime.timedelta())

    @property
    def seconds_late(self) -> float:
        """Seconds from the date it was due to when it was handed in; 0 if in time."""
        if self.due is None or self.timestamp is None:
            return 0.0
        return max(0.0, (self.timestamp - self.due).total_seconds())

    def set_points(self, points: Mapping[Name, float | None]) -> dict[Name, float]:
        """Write the automatic points of every graded cell; a person's stay.

        Parameters
        ----------
        points : mapping
            (notebook, grade_id) -> points; None, or not there: a person gives them.

        Returns
        -------
        dict
            (notebook, grade_id) -> points, a person's where there are some.
        """
        known = self._rows(GRADE, "manual_score", "extra_credit")
        new, changed = [], []
        scores: dict[Name, float] = {}
        for name, cell, where in self._places("graded"):
            earned, row = points.get(name), known.get(name)
            manual, extra = (row.manual_score, row.extra_credit) if row else NOTHING
            waits = manual is not None or earned is None
            columns = {"auto_score": earned, "needs_manual_grade": waits}
            if row is None:
                new.append({"cell_id": cell, "notebook_id": where, **columns})
            else:
                changed.append({"row": row.id, **columns})
            scores[name] = _score(earned, manual, extra)
        self._write(GRADE, new, changed)
        return scores

    def set_comments(self, comments: Mapping[Name, str]) -> None:
        """Write the automatic comments; what a person wrote stays.

        Parameters
        ----------
        comments : mapping
            (notebook, grade_id) -> text; where there is none, the old one goes.
        """
        known = self._rows(COMMENT, "auto_comment")
        new, changed = [], []
        for name, cell, where in self._places("commented"):
            columns: dict[str, Any] = {"auto_comment": comments.get(name)}
            row = known.get(name)
            if row is None:
                new.append({"cell_id": cell, "notebook_id": where, **columns})
            elif row.auto_comment != columns["auto_comment"]:
                changed.append({"row": row.id, **columns})
        self._write(COMMENT, new, changed)

    def set_penalties(self, penalties: Mapping[str, float]) -> None:
        """Write what is taken off a notebook: name -> points; the rest lose nothing."""
        changed = [
            {"row": key, "late_submission_penalty": penalties.get(name)}
            for name, key in self.notebooks.items()
            if penalties.get(name) != self.penalties.get(name)
        ]
        self._write(NOTEBOOK, [], changed)

    def scores(self) -> dict[Name, float]:
        """Return (notebook, grade_id) -> points, a person's where there are some."""
        rows = self._rows(GRADE, "auto_score", "manual_score", "extra_credit")
        return {
            name: _score(row.auto_score, row.manual_score, row.extra_credit)
            for name, row in rows.items()
        }

    def comments(self) -> dict[Name, str]:
        """Return (notebook, grade_id) -> what a person wrote."""
        rows = self._rows(COMMENT, "manual_comment")
        return {n: row.manual_comment for n, row in rows.items() if row.manual_comment}

    def _places(self, kind: str) -> Iterable[tuple[Name, str, str]]:
        """Yield (notebook, grade_id), the cell's key and the learner's notebook's."""
        for notebook, where in self.notebooks.items():
            cells = getattr(self.cells.notebooks[notebook], kind)
            for grade_id, cell in cells.items():
                yield (notebook, grade_id), cell, where

    def _rows(self, table: Table, *columns: str) -> dict[Name, Any]:
        """Return what a table says of each cell: (notebook, grade_id) -> row."""
        kind = "graded" if table is GRADE else "commented"
        names = {(cell, where): name for name, cell, where in self._places(kind)}
        if not names:
            return {}
        wanted = [table.c[name] for name in ("id", "cell_id", "notebook_id", *columns)]
        found = self.connection.execute(
            select(*wanted).where(
                table.c.cell_id.in_([cell for cell, _ in names]),
                table.c.notebook_id.in_(list(self.notebooks.values())),
            )
        )
        return {names[row.cell_id, row.notebook_id]: row for row in found}

    def _write(
        self, table: Table, new: list[dict[str, Any]], changed: list[dict[str, Any]]
    ) -> None:
        if new:
            self.connection.execute(insert(table), new)
        if changed:
            columns: dict[str, Any] = {
                n: bindparam(n) for n in changed[0] if n != "row"
            }
            here = update(table).where(table.c.id == bindparam("row"))
            self.connection.execute(here.values(**columns), changed)


def find_learner(
    connection: Connection, cells: ModuleCells, student: str
) -> LearnerRows | None:
    """Return a learner's rows of a module; None if there are none."""
    found = connection.execute(
        select(SUBMISSION.c.id, SUBMISSION.c.timestamp, SUBMISSION.c.extension).where(
            SUBMISSION.c.assignment_id == cells.key, SUBMISSION.c.student_id == student
        )
    ).first()
    if found is None:
        return None
    names = {notebook.key: name for name, notebook in cells.notebooks.items()}
    copies = connection.execute(
        select(
            NOTEBOOK.c.notebook_id, NOTEBOOK.c.id, NOTEBOOK.c.late_submission_penalty
        )
        .where(NOTEBOOK.c.notebook_id.in_(list(names)))
        .where(NOTEBOOK.c.assignment_id == found.id)
    )
    learner = LearnerRows(connection, cells, found.id, found.timestamp, found.extension)
    for notebook, key, penalty in copies:
        learner.notebooks[names[notebook]] = key
        if penalty is not None:
            learner.penalties[names[notebook]] = penalty
    return learner


def add_learner(
    connection: Connection,
    cells: ModuleCells,
    student: str,
    timestamp: datetime.datetime | None,
) -> LearnerRows:
    """Return a learner's rows of a module; make those that are not there.

    Parameters
    ----------
    connection : Connection
    cells : ModuleCells
    student : str
    timestamp : datetime or None
        When it was handed in, UTC; None: not known, what stands there stays.

    Returns
    -------
    LearnerRows
    """
    learner = find_learner(connection, cells, student)
    if learner is None:
        known = select(STUDENT.c.id).where(STUDENT.c.id == student)
        if connection.execute(known).first() is None:
            connection.execute(insert(STUDENT), {"id": student})
        learner = LearnerRows(connection, cells, new_uuid(), timestamp, None)
        connection.execute(
            insert(SUBMISSION),
            {"id": learner.key, "assignment_id": cells.key, "student_id": student,
             "timestamp": timestamp},
        )  # fmt: skip
    elif timestamp is not None and timestamp != learner.timestamp:
        learner.timestamp = timestamp
        here = update(SUBMISSION).where(SUBMISSION.c.id == learner.key)
        connection.execute(here.values(timestamp=timestamp))
    lacking = [name for name in cells.notebooks if name not in learner.notebooks]
    if lacking:
        new = [
            {"id": new_uuid(), "notebook_id": cells.notebooks[name].key,
             "assignment_id": learner.key}
            for name in lacking
        ]  # fmt: skip
        connection.execute(insert(NOTEBOOK), new)
        keys = (row["id"] for row in new)
        learner.notebooks.update(zip(lacking, keys, strict=True))
    return learner


def _score(auto: float | None, manual: float | None, extra: float | None) -> float:
    """Return the points of a cell, as nbgrader adds them up."""
    given = auto if manual is None else manual
    return 0.0 if given is None else float(given + (extra or 0.0))
