"""Honest work gets the scores that nbgrader's own autograde gives."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from grade_running import HAS_JAIL, autograder, grades
from nbgrader.api import Gradebook
from nbgrader.apps.api import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from toy_course import RIGHT, answered, make_course, released, submit
from traitlets.config import Config

pytestmark = [pytest.mark.stock, pytest.mark.xdist_group("stock")]
JAIL = "bwrap" if HAS_JAIL else "none"
HONEST = {
    "full": RIGHT,
    "partly": {**RIGHT, "mean": "def mean(xs):\n    return 3"},
    "failing": {"square": "def square(x): return x", "mean": "def mean(xs): return 0"},
    "hidden-fails": {**RIGHT, "square": "def square(x): return abs(x) * x"},
    "broken": {"square": "def square(x:", "mean": "def mean(xs): return 1 / 0"},
    "printing": {**RIGHT, "square": "def square(x):\n    print(x)\n    return x * x"},
}


def nbgrader(root: Path, *words: str) -> None:
    """Call nbgrader's own command; its gradebook needs alembic on the path."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    command = [sys.executable, "-m", "nbgrader", *words]
    ran = subprocess.run(command, cwd=root, capture_output=True, text=True,
                         env={**os.environ, "PATH": path})  # fmt: skip
    assert ran.returncode == 0, ran.stdout + ran.stderr


def stock_scores(root: Path, module: str = "ps1") -> dict[tuple[str, str], float]:
    """Return what stands in a gradebook: (student, grade_id) -> score."""
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as book:
        return {
            (submission.student_id, grade.name): float(grade.score)
            for submission in book.assignment_submissions(module)
            for notebook in submission.notebooks
            for grade in notebook.grades
        }


def ours(root: Path) -> dict[tuple[str, str], float]:
    """Return what stands in grades.csv."""
    return {key: float(row["score"]) for key, row in grades(root).items()}


def test_scores_are_those_of_stock(tmp_path):
    root = make_course(tmp_path / "toy")
    for student, answers in HONEST.items():
        submit(root, student, answered(answers))
    submit(root, "unanswered", released())
    ran = autograder(root, "grade", "ps1", "--output", "out", "--sandbox", JAIL)
    assert ran.returncode == 0, ran.stderr
    nbgrader(root, "generate_assignment", "ps1")
    nbgrader(root, "autograde", "ps1")
    assert ours(root / "out") == stock_scores(root)
    assert ours(root / "out")["partly", "mean-tests"] == 1
    assert stock_scores(root / "out") == stock_scores(root)


def test_quickstart_course_gets_the_scores_of_stock(tmp_path):
    nbgrader(tmp_path, "quickstart", "demo")
    root = tmp_path / "demo"
    shutil.rmtree(root / "gradebook.db", ignore_errors=True)
    nbgrader(root, "generate_assignment", "ps1")
    _solve_quickstart(root, "blank", {})
    _solve_quickstart(root, "bitdiddle", {
        "squares": "def squares(n):\n    if n < 1: raise ValueError\n"
                   "    return [i ** 2 for i in range(1, n + 1)]",
        "sum_of_squares": "def sum_of_squares(n):\n    return sum(squares(n))",
    })  # fmt: skip
    command = ("grade", "ps1", "--submissions", "submitted", "--output", "out")
    ran = autograder(root, *command, "--sandbox", JAIL)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    nbgrader(root, "autograde", "ps1")
    assert ours(root / "out") == stock_scores(root)
    assert ours(root / "out")["bitdiddle", "correct_squares"] == 1


def test_quickstart_course_in_its_own_folders_is_read_by_nbgrader(tmp_path):
    nbgrader(tmp_path, "quickstart", "demo")
    root = tmp_path / "demo"
    nbgrader(root, "generate_assignment", "ps1")
    _solve_quickstart(root, "hacker", {
        "squares": "def squares(n):\n    if n < 1: raise ValueError\n"
                   "    return [i * i for i in range(1, n + 1)]",
    })  # fmt: skip
    ran = autograder(root, "grade", "ps1", "--sandbox", JAIL)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    config = Config()
    config.CourseDirectory.root = str(root)
    config.CourseDirectory.course_id = "demo"
    api = NbGraderAPI(coursedir=CourseDirectory(config=config), config=config)
    [sent] = api.get_submissions("ps1")
    assert sent["autograded"]
    assert sent["score"] == sum(ours(root).values()) >= 2
    assert (root / "feedback/hacker/ps1/problem1.html").is_file()
    before = ours(root)
    nbgrader(root, "export")  # into a file of the same name
    assert ",hacker," in (root / "grades.csv").read_text()
    ran = autograder(root, "grade", "ps1", "--sandbox", JAIL)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert ours(root) == before


def _solve_quickstart(root: Path, student: str, answers: dict[str, str]) -> None:
    """Hand in the released notebooks, with some cells answered."""
    folder = root / "submitted" / student / "ps1"
    shutil.copytree(root / "release" / "ps1", folder)
    for path in folder.glob("*.ipynb"):
        notebook = nbformat.read(path, as_version=4)
        for cell in notebook.cells:
            name = cell.metadata.get("nbgrader", {}).get("grade_id")
            cell.source = answers.get(name, cell.source)
        nbformat.write(notebook, path)
