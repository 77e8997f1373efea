"""The gradebook's rows for a module's cells, kept in step with the module."""

from typing import Any

from nbformat import NotebookNode
from nbgrader.api import (
    Comment,
    Grade,
    Gradebook,
    MissingEntry,
    SubmittedAssignment,
    SubmittedNotebook,
)
from nbgrader.preprocessors import SaveCells
from nbgrader.preprocessors.base import NbGraderPreprocessor

from autograder.grade.assignment import Assignment, AssignmentNotebook

__all__ = ["complete_submission", "update_cells"]


def update_cells(gradebook: Gradebook, assignment: Assignment) -> None:
    """Make the rows of a module what its instructor notebooks say.

    Parameters
    ----------
    gradebook : Gradebook
    assignment : Assignment
    """
    module = assignment.module
    gradebook.update_or_create_assignment(module)
    names = {notebook.name for notebook in assignment.notebooks}
    for known in list(gradebook.find_assignment(module).notebooks):
        if known.name not in names:
            gradebook.remove_notebook(known.name, module)
    for notebook in assignment.notebooks:
        _remove_old_cells(gradebook, module, notebook)
        resources = {"nbgrader": {"notebook": notebook.name, "assignment": module}}
        CellSaver(gradebook).preprocess(notebook.master, resources)
    for submission in gradebook.assignment_submissions(module):
        complete_submission(gradebook, submission)
    gradebook.db.commit()


def _remove_old_cells(
    gradebook: Gradebook, module: str, notebook: AssignmentNotebook
) -> None:
    """Delete rows of cells that the module no longer has.

    nbgrader refuses to change the cells of a notebook that has submissions;
    with the old rows gone, and new ones added here, nothing is left to refuse.
    """
    try:
        row = gradebook.find_notebook(notebook.name, module)
    except MissingEntry:
        return
    saver = CellSaver(gradebook)
    saver.collect(notebook, module)
    wanted = {
        "grade": saver.new_grade_cells,
        "solution": saver.new_solution_cells,
        "task": saver.new_task_cells,
        "source": saver.new_source_cells,
    }
    for kind, cells in wanted.items():
        known = {cell.name: cell for cell in getattr(row, f"{kind}_cells")}
        for name in known.keys() - cells.keys():
            _delete(gradebook, known[name])
        gradebook.db.commit()
        for name in cells.keys() - known.keys():
            add = getattr(gradebook, f"add_{kind}_cell")
            add(name, notebook.name, module, **cells[name])


def _delete(gradebook: Gradebook, cell: Any) -> None:
    for row in [*getattr(cell, "grades", []), *getattr(cell, "comments", [])]:
        gradebook.db.delete(row)
    gradebook.db.delete(cell)


def complete_submission(gradebook: Gradebook, submission: SubmittedAssignment) -> None:
    """Add rows that a submission lacks because the module was changed after it."""
    rows = {notebook.notebook_id: notebook for notebook in submission.notebooks}
    for notebook in submission.assignment.notebooks:
        mine = rows.get(notebook.id)
        if mine is None:
            mine = SubmittedNotebook(notebook=notebook, assignment=submission)
            gradebook.db.add(mine)
        graded = {grade.cell_id for grade in mine.grades}
        for cell in [*notebook.grade_cells, *notebook.task_cells]:
            if cell.id not in graded:
                gradebook.db.add(Grade(cell_id=cell.id, notebook=mine))
        commented = {comment.cell_id for comment in mine.comments}
        for cell in [*notebook.solution_cells, *notebook.task_cells]:
            if cell.id not in commented:
                gradebook.db.add(Comment(cell_id=cell.id, notebook=mine))
    gradebook.db.commit()


class CellSaver(SaveCells):
    """nbgrader's step that saves a notebook's cells, in a gradebook that is open."""

    def __init__(self, gradebook: Gradebook) -> None:
        super().__init__()
        self.gradebook = gradebook

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Save the cells of `nb`."""
        self._collect(nb, resources)
        self._create_notebook(nb)
        return nb, resources

    def collect(self, notebook: AssignmentNotebook, module: str) -> None:
        """Look at the cells without saving them."""
        names = {"notebook": notebook.name, "assignment": module}
        self._collect(notebook.master, {"nbgrader": names})

    def _collect(self, nb: NotebookNode, resources: Any) -> None:
        self.notebook_id = resources["nbgrader"]["notebook"]
        self.assignment_id = resources["nbgrader"]["assignment"]
        self.new_grade_cells: dict[str, Any] = {}
        self.new_solution_cells: dict[str, Any] = {}
        self.new_task_cells: dict[str, Any] = {}
        self.new_source_cells: dict[str, Any] = {}
        NbGraderPreprocessor.preprocess(self, nb, resources)
