"""A module as the grader knows it: each notebook with hidden tests, and as released."""

import contextlib
import copy
import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.converters import GenerateAssignment
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import CheckCellMetadata, SaveCells
from nbgrader.utils import is_grade, is_solution, is_task

from autograder.course import Course
from autograder.errors import CourseError
from autograder.grade.execution import Tier

__all__ = [
    "Assignment",
    "AssignmentNotebook",
    "has_points",
    "inside",
    "is_manual",
    "label",
    "load_assignment",
]

# Never taken into a learner's working folder from an instructor's source folder.
HIDDEN = ("__pycache__",)


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
    """

    name: str
    master: NotebookNode
    released: NotebookNode
    solved: NotebookNode
    tiers: dict[str, Tier] = field(default_factory=dict)

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
    """A module: its notebooks, and the files that lie beside them."""

    module: str
    notebooks: tuple[AssignmentNotebook, ...]
    files: dict[str, Path]
    digest: str


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
    files = _files(course, module, folder)
    return Assignment(module, notebooks, files, _digest(notebooks, files))


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
        with inside(course.root):
            master, released = _generate(
                course, module, path.stem, copy.deepcopy(notebook)
            )
    except Exception as error:
        first = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise CourseError(f"{path.name} of {module} cannot be graded: {first}") from (
            error
        )
    found = AssignmentNotebook(path.stem, master, released, notebook)
    if found.language != "python":
        raise CourseError(
            f"{path.name} is written in {found.language}; only Python is run"
        )
    return found


def _generate(
    course: Course, module: str, name: str, notebook: NotebookNode
) -> tuple[NotebookNode, NotebookNode]:
    """Run nbgrader's own steps up to where it would save the cells, then the rest."""
    config, given = course.config, copy.deepcopy(notebook)
    folders = CourseDirectory(config=config, root=str(course.root))
    app = GenerateAssignment(coursedir=folders, config=config)
    resources: Any = {"nbgrader": {"assignment": module, "notebook": name},
                      "unique_key": name,
                      "metadata": {"path": str(course.root)}}  # fmt: skip
    steps = [step for step in app.preprocessors if step is not CheckCellMetadata]
    cut = steps.index(SaveCells) if SaveCells in steps else len(steps)
    for step in steps[:cut]:
        notebook, resources = step(parent=app).preprocess(notebook, resources)
    master = copy.deepcopy(notebook)
    if course.solutions is not None:  # this course releases with steps of its own
        from autograder.build.release import learner_notebook

        return master, learner_notebook(given, config, course.root)
    for step in steps[cut + 1 :]:
        notebook, resources = step(parent=app).preprocess(notebook, resources)
    return master, notebook


def _files(course: Course, module: str, folder: Path) -> dict[str, Path]:
    """Return what lies beside the notebooks of a learner: name -> file."""
    base = course.release / module if course.solutions else folder
    if not base.is_dir():
        return {}
    files = {}
    for path in sorted(base.rglob("*")):
        parts = path.relative_to(base).parts
        secret = any(part.startswith(".") or part in HIDDEN for part in parts)
        is_plain = path.is_file() and not path.is_symlink()
        if is_plain and not secret and path.suffix not in (".ipynb", ".pyc"):
            files["/".join(parts)] = path
    return files


def _digest(notebooks: tuple[AssignmentNotebook, ...], files: dict[str, Path]) -> str:
    """Return a hash of everything that a grade depends on, on our side."""
    known = hashlib.sha256()
    for notebook in notebooks:
        known.update(f"{notebook.name}\0".encode())
        for cell in notebook.master.cells:
            marks = cell.metadata.get("nbgrader", {}), cell.metadata.get("tags")
            known.update(json.dumps([cell.source, marks], sort_keys=True).encode())
    for name, path in files.items():
        known.update(f"{name}\0".encode() + path.read_bytes())
    return known.hexdigest()
