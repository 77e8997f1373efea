"""A small nbgrader course for the grader's tests: numpy-free, so it is quick."""

import copy
import json
import zlib
from collections.abc import Callable
from pathlib import Path

import nbformat
from nbformat import NotebookNode

CONFIG = """
c = get_config()
c.CourseDirectory.course_id = "toy"
"""
SQUARE = (
    "def square(x):\n    ### BEGIN SOLUTION\n    return x * x\n    ### END SOLUTION"
)
SQUARE_TESTS = """\
assert square(3) == 9
### BEGIN HIDDEN TESTS
assert square(-4) == 16, "the expected value is 16"
### END HIDDEN TESTS"""
MEAN = """\
def mean(xs):
    ### BEGIN SOLUTION
    return sum(xs) / len(xs)
    ### END SOLUTION"""
MEAN_TESTS = """\
points = 0
if mean([2, 4]) == 3:
    points += 1
if mean([5]) == 5:
    points += 2
points"""
RIGHT = {
    "square": "def square(x):\n    return x * x",
    "mean": "def mean(xs):\n    return sum(xs) / len(xs)",
}


def code(
    source: str, name: str = "", points: float | None = None, **more
) -> NotebookNode:
    """Make a code cell; with a name a solution cell, with points a graded one."""
    cell = nbformat.v4.new_code_cell(source)
    cell["id"] = name or f"c{zlib.crc32(source.encode())}"
    if name:
        marks = {
            "grade_id": name, "schema_version": 3, "task": False, "cell_type": "code",
            "grade": points is not None, "solution": points is None,
            "locked": points is not None,
        }  # fmt: skip
        if points is not None:
            marks["points"] = points
        cell.metadata.nbgrader = marks
    cell.metadata.update(more)
    return cell


def make_course(root: Path) -> Path:
    """Write a course with one module, `ps1`, of 5 points in two exercises."""
    (root / "source" / "ps1").mkdir(parents=True)
    (root / "nbgrader_config.py").write_text(CONFIG)
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = nbformat.v4.new_notebook(metadata={"kernelspec": kernel})
    notebook.cells = [
        nbformat.v4.new_markdown_cell("# A toy", id="title"),
        code("import math"),
        code(SQUARE, "square"),
        code(SQUARE_TESTS, "square-tests", 2),
        code(MEAN, "mean"),
        code(MEAN_TESTS, "mean-tests", 3),
        code("raise RuntimeError('experiments are skipped')", tags=["experiment"]),
    ]
    nbformat.write(notebook, root / "source" / "ps1" / "p.ipynb")
    (root / "source" / "ps1" / "data.txt").write_text("42")
    return root


def released() -> NotebookNode:
    """Return the notebook as learners get it."""
    notebook = nbformat.v4.new_notebook()
    visible = SQUARE_TESTS.split("### BEGIN")[0].rstrip()
    stub = "    # YOUR CODE HERE\n    raise NotImplementedError()"
    notebook.cells = [
        nbformat.v4.new_markdown_cell("# A toy", id="title"),
        code("import math"),
        code(f"def square(x):\n{stub}", "square"),
        code(visible, "square-tests", 2),
        code(f"def mean(xs):\n{stub}", "mean"),
        code(MEAN_TESTS, "mean-tests", 3),
        code("raise RuntimeError('experiments are skipped')", tags=["experiment"]),
    ]
    return notebook


def find(notebook: NotebookNode, name: str) -> NotebookNode:
    """Return the cell called `name`."""
    return next(c for c in notebook.cells if c["id"] == name)


def answered(answers: dict[str, str] | None = None) -> NotebookNode:
    """Return the released notebook with answers in its solution cells."""
    notebook = released()
    for name, text in (RIGHT if answers is None else answers).items():
        find(notebook, name).source = text
    return notebook


def submit(
    root: Path,
    student: str,
    notebook: NotebookNode | bytes | None = None,
    *,
    name: str = "p.ipynb",
    change: Callable[[NotebookNode], object] | None = None,
) -> Path:
    """Write a submission; full marks unless told otherwise."""
    folder = root / "submitted" / student / "ps1"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    if isinstance(notebook, bytes):
        path.write_bytes(notebook)
        return path
    notebook = copy.deepcopy(answered() if notebook is None else notebook)
    if change:
        change(notebook)
    path.write_text(json.dumps(notebook))
    return path
