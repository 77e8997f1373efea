"""The learners' repository: nothing secret in it, and it works by itself."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from autograder.build.course_build import build_course
from autograder.course import find_course
from autograder.errors import CourseError
from autograder.publish import publish

ROOT = Path(__file__).resolve().parents[2]
LESSON = "course/00_orientation/01_first_lesson.ipynb"


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    folder = tmp_path_factory.mktemp("published") / "learners"
    course = find_course(ROOT)
    build_course(course)
    assert publish(course, folder) > 50
    return folder


def secret_lines() -> set[str]:
    """Return the hidden tests' and solutions' lines that stand nowhere else."""
    secrets, known = set(), set()
    for path in (ROOT / "solutions").rglob("*.py"):
        text = path.read_text()
        regions = r"### BEGIN (SOLUTION|HIDDEN TESTS)\n(.*?)### END \1"
        for _, inside in re.findall(regions, text, flags=re.S):
            secrets.update(line.strip() for line in inside.splitlines())
        outside = re.sub(regions, "", text, flags=re.S)
        known.update(line.strip(" #") for line in outside.splitlines())
    return {line for line in secrets - known if len(line) > 30}


def test_no_solution_or_hidden_test_is_in_a_notebook(published):
    secrets = secret_lines()
    assert len(secrets) > 200
    for path in published.rglob("*.ipynb"):
        cells = nbformat.read(path, as_version=4).cells
        lines = {line.strip() for cell in cells for line in cell.source.splitlines()}
        assert not lines & secrets, path
        assert "HIDDEN TESTS" not in path.read_text()
        assert "BEGIN SOLUTION" not in path.read_text()


def test_nothing_but_the_allowed_is_there(published):
    names = {path.name for path in published.iterdir()}
    assert names == {
        *("course", "helpers", "autograder", "README.md", "pyproject.toml"),
        *("requirements.lock", "environment.yml", "LICENSE", "LICENSE-CONTENT"),
        *(".gitignore", ".published"),
    }
    assert not list(published.rglob("__pycache__"))
    assert not list(published.rglob("*.db"))


def run(published, *words):
    env = {**os.environ, "PYTHONPATH": str(published)}
    command = [sys.executable, *words]
    return subprocess.run(
        command, cwd=published, env=env, capture_output=True, text=True
    )


def test_it_works_by_itself(published, tmp_path):
    folder = tmp_path / "copy"
    shutil.copytree(published, folder)
    where = run(folder, "-c", "import helpers; print(helpers.__file__)")
    assert Path(where.stdout.strip()).is_relative_to(folder)

    unsolved = run(folder, "-m", "autograder", "validate", LESSON)
    assert unsolved.returncode == 1
    assert "not answered" in unsolved.stdout

    path = folder / LESSON
    notebook = nbformat.read(path, as_version=4)
    (cell,) = [c for c in notebook.cells if "def accuracy" in c.source]
    answers = (ROOT / "tests/answers/00_orientation/accuracy.py").read_text()
    cell.source = answers.split("# %%")[1].split("\n", 1)[1]
    nbformat.write(notebook, path)
    solved = run(folder, "-m", "autograder", "validate", LESSON)
    assert solved.returncode == 0, solved.stdout + solved.stderr
    assert "2 of 2 points" in solved.stdout

    words = ["submit", "00_orientation", "--student", "ada"]
    submitted = run(folder, "-m", "autograder", *words)
    assert submitted.returncode == 0, submitted.stderr
    assert (folder / "ada__00_orientation.zip").is_file()


def test_publishing_again_refreshes_and_keeps_git(published, tmp_path):
    folder = tmp_path / "copy"
    shutil.copytree(published, folder)
    (folder / ".git").mkdir()
    (folder / "course/stale.ipynb").write_text("{}")
    publish(find_course(ROOT), folder)
    assert (folder / ".git").is_dir()
    assert not (folder / "course/stale.ipynb").exists()


def test_other_peoples_folders_are_left_alone(tmp_path):
    (tmp_path / "thesis.tex").write_text("precious")
    with pytest.raises(CourseError, match="holds other files"):
        publish(find_course(ROOT), tmp_path)
    with pytest.raises(CourseError, match="inside the course"):
        publish(find_course(ROOT), ROOT / "course")
    assert (tmp_path / "thesis.tex").read_text() == "precious"
