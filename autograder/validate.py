"""Run a learner's own notebooks, on their own machine, and say what passes."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

from autograder.errors import CourseError
from autograder.grade.execution import is_skipped

CELL_SECONDS = 120

State = Literal["passes", "fails", "not answered"]


@dataclass(frozen=True)
class Verdict:
    """What one graded cell said.

    Attributes
    ----------
    notebook, exercise : str
        Where it stands; an exercise's part follows its name after a hyphen.
    points : float
        What the cell is worth.
    state : {"passes", "fails", "not answered"}
    reason : str
        The first line of the error; empty where the cell passes.
    """

    notebook: str
    exercise: str
    points: float
    state: State
    reason: str = ""


def notebooks_at(path: Path) -> list[Path]:
    """Return the notebook at `path`, or those of the folder.

    Raises
    ------
    CourseError
        If there is none.
    """
    if path.is_dir():
        found = sorted(path.glob("*.ipynb"))
    else:
        found = [path] if path.suffix == ".ipynb" else []
    if not found:
        raise CourseError(f"{path} is no notebook and no folder with notebooks")
    return found


def validate_notebook(path: Path) -> list[Verdict]:
    """Run a notebook from top to bottom and return the verdict of each graded cell.

    Raises
    ------
    CourseError
        If it is not a readable notebook.
    """
    try:
        notebook = nbformat.read(path, as_version=4)
    except Exception as error:
        raise CourseError(
            f"{path} is no readable notebook ({type(error).__name__}); open it in "
            "JupyterLab and save it, or take a fresh copy"
        ) from error
    # What the grader leaves out is left out here; words are for a person to grade.
    notebook.cells = [cell for cell in notebook.cells if not is_skipped(cell)]
    for cell in notebook.cells:
        cell.outputs = []
    ended = _run(notebook, path.parent)
    return [
        _verdict(path.stem, cell, ended)
        for cell in notebook.cells
        if cell.metadata.get("nbgrader", {}).get("grade")
    ]


def _run(notebook: NotebookNode, folder: Path) -> str:
    """Execute in place; return why it ended early, or nothing."""
    client = NotebookClient(
        notebook,
        timeout=CELL_SECONDS,
        allow_errors=True,
        skip_cells_with_tag="",  # a graded cell runs whatever its tags say
        resources={"metadata": {"path": str(folder)}},
    )
    try:
        client.execute()
    except CellTimeoutError:
        return f"a cell took over {CELL_SECONDS} seconds; the rest was not run"
    except DeadKernelError:
        return "the kernel died (out of memory?); the rest was not run"
    return ""


def _verdict(notebook: str, cell: NotebookNode, ended: str) -> Verdict:
    marks = cell.metadata.nbgrader
    own = cell.metadata.get("course", {})
    exercise = own.get("label", marks["grade_id"])
    state, reason = _state(cell, ended)
    return Verdict(notebook, exercise, marks.get("points", 0), state, reason)


def _state(cell: NotebookNode, ended: str) -> tuple[State, str]:
    errors = [output for output in cell.outputs if output.output_type == "error"]
    if errors:
        words = (errors[0].evalue.strip() or errors[0].ename).splitlines()[0]
        if errors[0].ename == "NotImplementedError":
            return "not answered", words
        return "fails", words
    if ended and cell.get("execution_count") is None:
        return "fails", ended
    return "passes", ""
