"""`autograder validate` runs what the grader would run, and crashes on nothing."""

import nbformat
import pytest

from autograder.errors import CourseError
from autograder.validate import notebooks_at, validate_notebook


def graded(
    source: str, name: str, kind: str = "code", tags=()
) -> nbformat.NotebookNode:
    make = {
        "code": nbformat.v4.new_code_cell,
        "markdown": nbformat.v4.new_markdown_cell,
    }[kind]
    cell = make(source)
    marks = {"grade": True, "grade_id": name, "points": 1, "solution": kind != "code"}
    cell.metadata.update({"nbgrader": marks, "tags": list(tags)})
    return cell


@pytest.fixture
def notebook(tmp_path):
    cells = [
        nbformat.v4.new_code_cell(
            "raise ValueError", metadata={"tags": ["experiment"]}
        ),
        graded("assert True", "right"),
        graded("assert False, 'two is not three'", "wrong"),
        graded("raise NotImplementedError('write it here')", "stub"),
        graded("assert False, 'it runs'", "tagged", tags=["experiment"]),
        graded("An answer in words.", "words", kind="markdown"),
    ]
    path = tmp_path / "lesson.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    return path


def test_each_graded_cell_of_code_has_its_verdict(notebook):
    states = {v.exercise: (v.state, v.reason) for v in validate_notebook(notebook)}
    assert states == {
        "right": ("passes", ""),
        "wrong": ("fails", "two is not three"),
        "stub": ("not answered", "write it here"),
        "tagged": ("fails", "it runs"),
    }


def test_what_is_no_notebook_is_said_in_one_line(tmp_path):
    with pytest.raises(CourseError, match="no folder with notebooks"):
        notebooks_at(tmp_path)
    broken = tmp_path / "broken.ipynb"
    broken.write_text("{")
    with pytest.raises(CourseError, match="no readable notebook"):
        validate_notebook(broken)
