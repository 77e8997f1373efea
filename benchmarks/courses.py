"""The courses that are graded, and any number of submissions to them."""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from benchmarks.commands import Commands

__all__ = ["Course", "hand_in", "module_course", "toy_course"]

REPOSITORY = Path(__file__).resolve().parents[1]
MARKER = re.compile(r"^\s*### (BEGIN|END) SOLUTION.*\n?", re.M)
TOY = "ps1"
TOY_CONFIG = 'c = get_config()\nc.CourseDirectory.course_id = "bench"\n'
TOY_ANSWER = """\
def relu(inputs):
    ### BEGIN SOLUTION
    return inputs.clamp(min=0)
    ### END SOLUTION"""
TOY_VISIBLE = """\
values = relu(torch.tensor([-2.0, 0.0, 3.0]))
assert values.tolist() == [0.0, 0.0, 3.0]"""
TOY_HIDDEN = """\
### BEGIN HIDDEN TESTS
values = relu(torch.tensor([[-0.25, 0.5], [4.0, -8.0]]))
assert values.tolist() == [[0.0, 0.5], [4.0, 0.0]], "a matrix of small values"
### END HIDDEN TESTS"""
# Honest work of different kinds: full marks, none, none, full marks, half.
TOY_ANSWERS = {
    "right": "def relu(inputs):\n    return inputs.clamp(min=0)",
    "wrong": "def relu(inputs):\n    return inputs.abs()",
    "raises": "def relu(inputs):\n    raise ValueError('not done yet')",
    "where": "def relu(inputs):\n"
    "    return torch.where(inputs > 0, inputs, torch.zeros_like(inputs))",
    "half": "def relu(inputs):\n    return inputs * (inputs >= -1)",
}


@dataclass(frozen=True)
class Course:
    """A course that both graders can grade.

    Attributes
    ----------
    root : Path
        Its folder, with `nbgrader_config.py`, and `stock.db`: a gradebook in which
        nbgrader has the module and no submission.
    module : str
    released : dict of str to NotebookNode
        File name -> what learners are given.
    answers : dict of str to dict
        Kind of answer -> grade_id -> the text of the solution cell.
    """

    root: Path
    module: str
    released: dict[str, NotebookNode]
    answers: dict[str, dict[str, str]]


def toy_course(commands: Commands, root: Path) -> Course:
    """Make the smallest course with torch: one function, two graded cells.

    Parameters
    ----------
    commands : Commands
    root : Path
        The folder to make.

    Returns
    -------
    Course
    """
    source = root / "source" / TOY
    source.mkdir(parents=True)
    (root / "nbgrader_config.py").write_text(TOY_CONFIG)
    nbformat.write(_toy_notebook(), source / "p.ipynb")
    _release(commands, root, TOY)
    released = _read(root / "released" / TOY)
    answers = {kind: {"relu": text} for kind, text in TOY_ANSWERS.items()}
    return Course(root, TOY, released, answers)


def module_course(commands: Commands, root: Path, module: str) -> Course:
    """Make a course of one module of this repository, answered by its reference.

    Parameters
    ----------
    commands : Commands
    root : Path
        The folder to make.
    module : str
        A folder of `solutions/`.

    Returns
    -------
    Course
    """
    sources = root / "solutions" / module
    shutil.copytree(REPOSITORY / "solutions" / module, sources)
    shutil.copy(REPOSITORY / "nbgrader_config.py", root)
    commands.prepare("autograder", "build", module, cwd=root)
    (root / "classroom").mkdir()
    _release(commands, root, module)
    reference: dict[str, str] = {}
    for notebook in _read(root / "build" / "instructor" / module).values():
        reference |= _solutions(notebook)
    # What our own build releases: it is that which learners hand in.
    released = _read(root / "course" / module)
    return Course(root, module, released, {"reference": reference})


def hand_in(course: Course, number: int) -> Path:
    """Write submissions, each different from all others.

    Parameters
    ----------
    course : Course
    number : int
        How many.

    Returns
    -------
    Path
        A folder with `<student>/<module>/*.ipynb`.
    """
    folder = course.root / f"submitted-{number}"
    kinds = list(course.answers)
    for index in range(number if not folder.exists() else 0):
        kind = kinds[index % len(kinds)]
        target = folder / f"{kind}-{index:04d}" / course.module
        target.mkdir(parents=True)
        for name, notebook in course.released.items():
            cells = [_answered(c, course.answers[kind], index) for c in notebook.cells]
            nbformat.write(NotebookNode({**notebook, "cells": cells}), target / name)
    return folder


def _answered(cell: NotebookNode, answers: dict[str, str], index: int) -> NotebookNode:
    """Return a cell with its answer; a number of its own makes it nobody's copy."""
    answer = answers.get(cell.metadata.get("nbgrader", {}).get("grade_id", ""))
    if answer is None:
        return cell
    return NotebookNode({**cell, "source": f"{answer}\n# learner {index}"})


def _release(commands: Commands, root: Path, module: str) -> None:
    """Let nbgrader release a module, and enter its cells into a gradebook."""
    commands.prepare(
        "nbgrader", "generate_assignment", module,
        "--CourseDirectory.release_directory=released",
        "--CourseDirectory.db_url=sqlite:///stock.db",
        cwd=root,
    )  # fmt: skip


def _read(folder: Path) -> dict[str, NotebookNode]:
    """Return the notebooks of a folder: file name -> notebook."""
    paths = sorted(folder.glob("*.ipynb"))
    return {path.name: nbformat.read(path, as_version=4) for path in paths}


def _solutions(notebook: NotebookNode) -> dict[str, str]:
    """Return the instructor's answers: grade_id -> text."""
    return {
        cell.metadata.nbgrader.grade_id: MARKER.sub("", cell.source)
        for cell in notebook.cells
        if cell.metadata.get("nbgrader", {}).get("solution")
    }


def _toy_notebook() -> NotebookNode:
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = nbformat.v4.new_notebook(metadata={"kernelspec": kernel})
    notebook.cells = [
        nbformat.v4.new_markdown_cell("# The smallest lesson", id="title"),
        nbformat.v4.new_code_cell("import torch", id="setup"),
        _marked(TOY_ANSWER, "relu", None),
        _marked(TOY_VISIBLE, "visible", 1),
        _marked(TOY_HIDDEN, "hidden", 1),
    ]
    return notebook


def _marked(source: str, grade_id: str, points: int | None) -> NotebookNode:
    """Make a solution cell, or with points a graded one."""
    graded = points is not None
    marks = {
        "grade_id": grade_id, "schema_version": 3, "task": False, "cell_type": "code",
        "grade": graded, "solution": not graded, "locked": graded,
    }  # fmt: skip
    if graded:
        marks["points"] = points
    return nbformat.v4.new_code_cell(source, id=grade_id, metadata={"nbgrader": marks})
