"""Instructor notebooks: with solutions, hidden tests and nbgrader's metadata."""

from pathlib import Path
from typing import Any

from nbformat.notebooknode import NotebookNode

from autograder.build.cells import Cell, Lesson
from autograder.build.files import (
    difference,
    remove_stale,
    write_changed,
)
from autograder.build.forbids import announce, enforce
from autograder.build.module import Module, read_module
from autograder.build.notebook import new_cell, new_notebook, to_bytes
from autograder.course import Course
from autograder.errors import CourseError

__all__ = ["ensure_instructor", "instructor_notebook", "plan_instructor"]

SCHEMA_VERSION = 3


def ensure_instructor(course: Course, module: str) -> Path:
    """Make the instructor notebooks of a module what its sources say.

    Parameters
    ----------
    course : Course
        A course; one without `solutions/` has its notebooks already.
    module : str
        Name of the module.

    Returns
    -------
    Path
        The folder with the instructor notebooks.

    Raises
    ------
    CourseError
        If there is no such module, or its sources have mistakes.
    """
    course.require_module(module)
    folder = course.source / module
    if course.solutions is None:
        return folder
    built = read_module(course.solutions / module, course.root)
    write_instructor(folder, plan_instructor(built))
    return folder


def write_instructor(folder: Path, planned: dict[str, bytes]) -> None:
    """Write the planned files of one module into its folder; remove all others."""
    if folder.is_symlink():
        raise CourseError(f"{folder} is a link; remove it, the build makes a folder")
    changed, stale = difference(folder, planned)
    remove_stale(folder, stale)
    write_changed(folder, planned, changed)


def plan_instructor(module: Module) -> dict[str, bytes]:
    """Return the files of a module's instructor folder, by name.

    Parameters
    ----------
    module : Module
        A module without mistakes.

    Returns
    -------
    dict
        Notebooks and released data files: what graded work runs beside.
    """
    planned = {
        f"{lesson.name}.ipynb": to_bytes(instructor_notebook(lesson))
        for lesson in module.lessons
    }
    return planned | released_files(module)


def released_files(module: Module) -> dict[str, bytes]:
    """Return the data files that `module.toml` lists, by name."""
    manifest = module.manifest
    return {name: (manifest.folder / name).read_bytes() for name in manifest.files}


def instructor_notebook(lesson: Lesson) -> NotebookNode:
    """Return a lesson as a notebook with nbgrader's metadata (schema 3).

    Our own marks stand under `metadata.course`, since nbgrader's schema forbids
    further keys: exercise, part and label of graded cells, forbids, experiment.

    Parameters
    ----------
    lesson : Lesson
        A lesson without mistakes.

    Returns
    -------
    NotebookNode
    """
    exercises = {cell.exercise: cell for cell in lesson.cells if cell.exercise}
    cells = []
    for cell in lesson.cells:
        owner = exercises.get(cell.exercise or cell.tests or "")
        source = cell.source
        if cell.exercise is not None:
            source = announce(cell)
        elif owner is not None:
            source = enforce(cell, owner)
        cells.append(new_cell(cell.kind, source, _metadata(cell, owner), cell.grade_id))
    return new_notebook(cells)


def _metadata(cell: Cell, owner: Cell | None) -> dict[str, Any]:
    metadata: dict[str, Any] = {}
    marks: dict[str, Any] = {}
    if cell.tags:
        metadata["tags"] = list(cell.tags)
    if "experiment" in cell.tags:
        marks["experiment"] = True
    if owner is not None:
        marks["exercise"] = owner.exercise
        if owner.forbids:
            marks["forbids"] = list(owner.forbids)
        metadata["nbgrader"] = _nbgrader(cell)
    if cell.tests is not None:
        marks["label"] = cell.label
        if cell.part is not None:
            marks["part"] = cell.part
    if marks:
        metadata["course"] = marks
    return metadata


def _nbgrader(cell: Cell) -> dict[str, Any]:
    graded = cell.tests is not None
    marks: dict[str, Any] = {
        "grade": graded,
        "grade_id": cell.grade_id,
        "locked": graded,
        "schema_version": SCHEMA_VERSION,
        "solution": not graded,
        "task": False,
    }
    if graded:
        marks["points"] = cell.points
    return marks
