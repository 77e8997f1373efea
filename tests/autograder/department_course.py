"""A course of a department's own, in nbgrader's layout, using much of nbgrader.

Renamed folders, several notebooks, written answers, a task, a header, files beside
the notebooks, its own stub, its own late penalty, its own list of ignored files.
"""

import datetime
import json
import os
import shutil
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.utils import parse_utc

CONFIG = """
c = get_config()
c.CourseDirectory.course_id = "data101"
c.CourseDirectory.source_directory = "instructor"
c.CourseDirectory.release_directory = "handout"
c.CourseDirectory.submitted_directory = "inbox"
c.CourseDirectory.autograded_directory = "results/graded"
c.CourseDirectory.feedback_directory = "pages"
c.CourseDirectory.ignore = [".ipynb_checkpoints", "*.pyc", "__pycache__", "draft-*"]
c.Exchange.root = "exchange"
c.ClearSolutions.code_stub = {"python": "# write here\\nraise ValueError('to do')"}
c.ClearSolutions.begin_solution_delimeter = "SOLUTION STARTS"
c.ClearSolutions.end_solution_delimeter = "SOLUTION ENDS"
c.ClearHiddenTests.begin_test_delimeter = "SECRET TESTS"
c.ClearHiddenTests.end_test_delimeter = "SECRET ENDS"
c.IncludeHeaderFooter.header = "instructor/header.ipynb"
c.AssignLatePenalties.plugin_class = "late.PerHour"
c.Autograde.exclude_overwriting = {"ps1": ["mine.py"]}
"""
LATE = '''
from nbgrader.plugins import BasePlugin


class PerHour(BasePlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        """Take a quarter of a point an hour, at most half of the score."""
        return min(total_seconds_late / 3600 / 4, score / 2)
'''
DUE = datetime.datetime(2024, 3, 1, 12, 0)
ADD = """\
def add(a, b):
    # SOLUTION STARTS
    return a + b
    # SOLUTION ENDS"""
ADD_TESTS = """\
assert add(1, 2) == 3
# SECRET TESTS
assert add(-1, 1) == 0
# SECRET ENDS"""
READ_TESTS = """\
from data.numbers import VALUES
from mine import scale
total(VALUES) * scale / 6 * 2"""
ANSWERS = {
    "add": "def add(a, b):\n    return b + a",
    "total": "def total(values):\n    return sum(values)",
    "why": "Because the sum does not depend on the order.",
    "plot": "figure = 1",
}


def cell(source: str, name: str, kind: str = "code", **marks: Any) -> NotebookNode:
    """Make a cell with nbgrader's marks; `points` makes it a graded one."""
    make = (
        nbformat.v4.new_code_cell if kind == "code" else nbformat.v4.new_markdown_cell
    )
    made = make(source, id=name)
    plain = {"grade": False, "solution": False, "locked": False, "task": False}
    made.metadata.nbgrader = {
        "grade_id": name, "schema_version": 3, "cell_type": kind, **plain, **marks,
    }  # fmt: skip
    return made


def test_cell(source: str, name: str, points: float) -> NotebookNode:
    """Make a test that gives points."""
    return cell(source, name, grade=True, locked=True, points=points)


test_cell.__test__ = False  # type: ignore[attr-defined]


def notebooks() -> dict[str, list[NotebookNode]]:
    """Return the cells of the instructor's notebooks."""
    by_hand = {"grade": True, "solution": True}
    return {
        "one": [
            nbformat.v4.new_markdown_cell("# One", id="title"),
            cell(ADD, "add", solution=True),
            test_cell(ADD_TESTS, "add-tests", 3),
            cell("def total(values): return sum(values)", "total", solution=True),
            test_cell(READ_TESTS, "total-tests", 2),
        ],
        "two": [
            cell("It is commutative.", "why", "markdown", points=4, **by_hand),
            cell("figure = 2", "plot", points=1.5, **by_hand),
            cell("Draw a map.", "map", "markdown", task=True, locked=True, points=2),
            cell("print('given')", "given", locked=True),
            test_cell("assert 1 + 1 == 2", "free", 1),
        ],
    }


def make_course(root: Path) -> Path:
    """Write the instructor's side of the course; its module is `ps1`."""
    source = root / "instructor" / "ps1"
    for folder in ("data", ".hidden", ".ipynb_checkpoints", "more"):
        (source / folder).mkdir(parents=True)
    (root / "nbgrader_config.py").write_text(CONFIG)
    (root / "late.py").write_text(LATE)
    for name, cells in notebooks().items():
        _write(source / f"{name}.ipynb", cells)
        _write(source / ".ipynb_checkpoints" / f"{name}-checkpoint.ipynb", cells)
    _write(source / "more" / "extra.ipynb", [nbformat.v4.new_code_cell("1", id="x")])
    header = [nbformat.v4.new_markdown_cell("Department of Data", id="header")]
    _write(root / "instructor" / "header.ipynb", header)
    (source / "data" / "numbers.py").write_text("VALUES = [1, 2, 3]\n")
    (source / "mine.py").write_text("scale = 0.5\n")
    (source / "draft-tests.py").write_text("")
    (source / ".hidden" / "key.txt").write_text("42")
    return root


def _write(path: Path, cells: list[NotebookNode]) -> None:
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = nbformat.v4.new_notebook(metadata={"kernelspec": kernel}, cells=cells)
    nbformat.write(notebook, path)


def submit(
    root: Path,
    student: str,
    answers: dict[str, str],
    timestamp: str = "",
    changed: str = "",
) -> Path:
    """Hand in what nbgrader released, with some cells answered."""
    folder = root / "inbox" / student / "ps1"
    shutil.copytree(root / "handout" / "ps1", folder)
    for path in folder.glob("*.ipynb"):
        notebook = nbformat.read(path, as_version=4)
        for one in notebook.cells:
            name = one.metadata.get("nbgrader", {}).get("grade_id")
            one.source = answers.get(name, one.source)
        path.write_text(json.dumps(notebook))
    (folder / "mine.py").write_text("scale = 1\n")
    if timestamp:
        (folder / "timestamp.txt").write_text(timestamp)
        set_changed(folder, changed or timestamp)
    return folder


def set_changed(folder: Path, when: str) -> None:
    """Let the notebooks look as if they were changed last at a time."""
    seconds = parse_utc(when).replace(tzinfo=datetime.UTC).timestamp()
    for path in folder.glob("*.ipynb"):
        os.utime(path, (seconds, seconds))


def enrol(root: Path) -> None:
    """Put people and a due date into the course's gradebook."""
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}", "data101") as book:
        book.update_or_create_assignment("ps1", duedate=DUE)
        book.update_or_create_student("ada", first_name="Ada", last_name="L")
        book.update_or_create_student("only-enrolled", first_name="Eve")
