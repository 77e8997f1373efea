"""A module as the grader knows it: each notebook with hidden tests, and as released."""

import ast
import contextlib
import functools
import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.converters import Autograde
from nbgrader.utils import is_grade, is_solution, is_task

from autograder.course import Course
from autograder.errors import CourseError
from autograder.grade.execution import Tier
from autograder.grade.instructor_files import (
    check_marks,
    files_beside,
    nbgrader_steps,
)
from autograder.grade.kernel_specs import OWN, kernel_name

__all__ = [
    "Assignment",
    "AssignmentNotebook",
    "has_points",
    "inside",
    "is_manual",
    "label",
    "load_assignment",
]


@dataclass(frozen=True)
class AssignmentNotebook:
    """One notebook of a module.

    Attributes
    ----------
    name : str
        File name without its ending.
    master : NotebookNode
        What is graded: stubs for solutions, and all tests.
    released : NotebookNode
        What learners were given; cell by cell the same, hidden tests removed.
    solved : NotebookNode
        The instructor's own, with solutions.
    tiers : dict of str to str
        grade_id -> how a test is run, where it is not "split".
    kernel : str
        Name of the kernel that runs it; "python3": the grader's own Python.
    """

    name: str
    master: NotebookNode
    released: NotebookNode
    solved: NotebookNode
    tiers: dict[str, Tier] = field(default_factory=dict)
    kernel: str = OWN

    @property
    def language(self) -> str:
        """Name of the language that its kernel runs."""
        return str(self.master.metadata.get("kernelspec", {}).get("language", "python"))

    @property
    def graded_cells(self) -> list[NotebookNode]:
        """The cells that carry points, in order."""
        return [cell for cell in self.master.cells if has_points(cell)]

    @property
    def grade_ids(self) -> set[str]:
        """Names that nbgrader has for all its cells."""
        cells = self.master.cells
        return {c.metadata.nbgrader.grade_id for c in cells if "nbgrader" in c.metadata}

    def released_text(self, grade_id: str) -> str:
        """Return what a learner was given as the text of a cell."""
        return _text(self.released, grade_id)

    def solution_text(self, grade_id: str) -> str:
        """Return what the instructor wrote as the text of a cell."""
        return _text(self.solved, grade_id)


@dataclass(frozen=True)
class Assignment:
    """A module: its notebooks, and the files that lie beside them.

    Attributes
    ----------
    module : str
    notebooks : tuple of AssignmentNotebook
    files : dict of str to Path
        What every learner works with: path with slashes -> file.
    digest : str
        Hash of all that a grade depends on, on our side.
    handed_in : dict of str to Path
        The instructor's own of the files that learners hand in with theirs.
    """

    module: str
    notebooks: tuple[AssignmentNotebook, ...]
    files: dict[str, Path]
    digest: str
    handed_in: dict[str, Path] = field(default_factory=dict)

    @functools.cached_property
    def modules(self) -> tuple[str, ...]:
        """What the instructor's text imports, tests included: module names, sorted."""
        cells = [
            cell.source
            for notebook in self.notebooks
            for cell in (*notebook.master.cells, *notebook.solved.cells)
            if cell.cell_type == "code" and notebook.language == "python"
        ]
        return tuple(sorted({name for text in cells for name in _imports(text)}))


def load_assignment(course: Course, module: str) -> Assignment:
    """Read a module's instructor notebooks; build them first where that is the way.

    Parameters
    ----------
    course : Course
    module : str
        Name of a module of this course.

    Returns
    -------
    Assignment

    Raises
    ------
    CourseError
        If there is no notebook, or one that cannot be graded.
    """
    folder = _source_folder(course, module)
    paths = sorted(folder.glob("*.ipynb"))
    if not paths:
        raise CourseError(f"no notebook in {folder}: there is nothing to grade")
    notebooks = tuple(_load(course, module, path) for path in paths)
    if not any(notebook.graded_cells for notebook in notebooks):
        raise CourseError(
            f"no cell of {module} carries points, so there is nothing to grade; mark "
            "cells with nbgrader's Create Assignment"
        )
    files = files_beside(course, module, folder)
    left_to_them = Autograde(config=course.config).exclude_overwriting.get(module, [])
    handed_in = {name: files.pop(name) for name in left_to_them if name in files}
    digest = _digest(notebooks, files)
    return Assignment(module, notebooks, files, digest, handed_in)


def has_points(cell: NotebookNode) -> bool:
    """Return whether a cell is graded, by its tests or by a person."""
    return bool(is_grade(cell) or is_task(cell))


def is_manual(cell: NotebookNode) -> bool:
    """Return whether a person gives the points of this graded cell."""
    return bool(is_task(cell) or is_solution(cell) or cell.cell_type != "code")


def label(cell: NotebookNode) -> str:
    """Return a graded cell's name in reports: the lesson's own, else its grade_id."""
    named = cell.metadata.get("course")
    if isinstance(named, dict):
        if isinstance(named.get("label"), str):
            return str(named["label"])
        if isinstance(named.get("exercise"), str):
            parts = (named["exercise"], named.get("part"))
            return "-".join(str(part) for part in parts if part)
    return str(cell.metadata.nbgrader.grade_id)


@contextlib.contextmanager
def inside(folder: Path) -> Iterator[None]:
    """Work in `folder` for a while: nbgrader takes many paths relative to it."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def _imports(source: str) -> set[str]:
    try:
        nodes = list(ast.walk(ast.parse(source)))
    except (SyntaxError, ValueError):  # magics: what they import is imported later
        return set()
    named = {a.name for n in nodes if isinstance(n, ast.Import) for a in n.names}
    return named | {
        node.module
        for node in nodes
        if isinstance(node, ast.ImportFrom) and node.module and not node.level
    }


def _text(notebook: NotebookNode, grade_id: str) -> str:
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("grade_id") == grade_id:
            return str(cell.source)
    return ""


def _source_folder(course: Course, module: str) -> Path:
    if course.solutions is None:
        return course.source / module
    from autograder.build.instructor import ensure_instructor

    return Path(ensure_instructor(course, module))


def _load(course: Course, module: str, path: Path) -> AssignmentNotebook:
    try:
        notebook = nbformat.read(path, as_version=4)
        if course.solutions is None:  # this course's own are checked when built
            check_marks(notebook)
        with inside(course.root):
            found = nbgrader_steps(course, module, path.stem, notebook)
    except Exception as error:
        first = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise CourseError(f"{path.name} of {module} cannot be graded: {first}") from (
            error
        )
    try:
        kernel = kernel_name(notebook.metadata)
    except CourseError as error:
        raise CourseError(f"{path.name} of {module}: {error}") from None
    return AssignmentNotebook(path.stem, *found, kernel=kernel)


def _digest(notebooks: tuple[AssignmentNotebook, ...], files: dict[str, Path]) -> str:
    """Return a hash of everything that a grade depends on, on our side."""
    known = hashlib.sha256()
    for notebook in notebooks:
        known.update(f"{notebook.name}\0{notebook.kernel}\0".encode())
        for cell in notebook.master.cells:
            marks = cell.metadata.get("nbgrader", {}), cell.metadata.get("tags")
            known.update(json.dumps([cell.source, marks], sort_keys=True).encode())
    for name, path in files.items():
        known.update(f"{name}\0".encode() + path.read_bytes())
    return known.hexdigest()
