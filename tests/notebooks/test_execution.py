"""Every notebook runs: the instructor's without an error, the learner's unsolved."""

import csv
import os
import subprocess
import sys
import time

import nbformat
import pytest
from nbclient import NotebookClient

from autograder.course import find_course

from answer_runner import is_graded
from lessons import ROOT, instructor_notebooks

SECONDS_AT_MOST = 60
RECORDED = ROOT / "tests/notebooks/seconds.csv"
NAMES = [f"{path.parent.name}/{path.stem}" for path in instructor_notebooks()]


@pytest.mark.notebook
@pytest.mark.parametrize("path", instructor_notebooks(), ids=NAMES)
def test_instructor_notebook_runs_without_an_error(path, record_seconds):
    command = [sys.executable, "-m", "pytest", "-q", "--nbval-lax", "-p", "no:xdist"]
    command += ["-p", "no:cacheprovider", "--rootdir", str(path.parent), str(path)]
    started = time.monotonic()
    done = subprocess.run(
        command,
        cwd=path.parent,
        capture_output=True,
        text=True,
        env={**os.environ, "OMP_NUM_THREADS": "2", "CI": "1"},
    )
    seconds = time.monotonic() - started
    record_seconds(f"{path.parent.name}/{path.stem}", seconds)
    assert done.returncode == 0, done.stdout[-4000:]
    assert " passed" in done.stdout
    assert seconds < SECONDS_AT_MOST


@pytest.mark.notebook
@pytest.mark.parametrize("name", NAMES)
def test_learner_notebook_runs_unsolved(name):
    path = ROOT / "course" / f"{name}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=120,
        allow_error_names=["NotImplementedError"],
        resources={"metadata": {"path": str(path.parent)}},
    )
    client.execute()
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                assert output.ename == "NotImplementedError"
                assert is_graded(cell), f"an error outside the tests: {cell.source}"


def test_every_graded_cell_of_an_unsolved_notebook_fails_by_its_stub():
    # Said by test_answers too, exercise by exercise; here: no stub is missing.
    for name in NAMES:
        text = (ROOT / "course" / f"{name}.ipynb").read_text()
        notebook = nbformat.reads(text, as_version=4)
        solutions = [
            cell
            for cell in notebook.cells
            if cell.metadata.get("nbgrader", {}).get("solution")
        ]
        assert solutions, f"{name} has no exercise"
        for cell in solutions:
            assert "raise NotImplementedError" in cell.source


def test_seconds_are_recorded_for_every_lesson():
    with RECORDED.open() as table:
        recorded = {
            row["lesson"]: float(row["seconds"]) for row in csv.DictReader(table)
        }
    assert sorted(recorded) == sorted(NAMES), "run: make seconds"
    assert max(recorded.values()) <= 45


def test_the_modules_of_the_course_are_built():
    built = {name.split("/")[0] for name in NAMES}
    assert built == set(find_course(ROOT).modules())
