"""What is taken from a submission, cell by cell, without running anything."""

import contextlib
import json

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_markdown_cell
from toy_course import RIGHT, SQUARE_TESTS, answered, find, make_course, released

from autograder.course import load_course
from autograder.errors import CourseError
from autograder.grade.assignment import label, load_assignment
from autograder.grade.notebook_text import UnreadableError, read_notebook
from autograder.grade.rebuild import rebuild


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    root = make_course(tmp_path_factory.mktemp("rebuild") / "toy")
    return load_assignment(load_course(root), "ps1").notebooks[0]


def rebuilt(source, notebook):
    return rebuild(source, read_notebook("p", json.dumps(notebook).encode()))


def sources(result) -> list[str]:
    return [cell.source for cell in result.notebook.cells]


def test_released_text_has_no_hidden_test_and_the_master_has(source):
    assert "16" not in source.released_text("square-tests")
    assert find(source.master, "square-tests").source == SQUARE_TESTS
    assert "x * x" not in find(source.master, "square").source


def test_honest_work_needs_no_note(source):
    result = rebuilt(source, answered())
    assert (result.notes, result.tampered, result.missing) == ([], set(), set())
    assert RIGHT["square"] in sources(result)
    assert SQUARE_TESTS in sources(result)
    nbformat.validate(result.notebook)


def test_windows_line_ends_and_blank_ends_are_no_change(source):
    notebook = answered()
    cell = find(notebook, "square-tests")
    cell.source = cell.source.replace("\n", " \r\n") + "\n\n"
    assert rebuilt(source, notebook).tampered == set()


def test_own_cells_follow_the_cell_before_them(source):
    notebook = answered()
    notebook.cells.insert(0, new_code_cell("first = 1"))
    place = notebook.cells.index(find(notebook, "square"))
    notebook.cells.insert(place, new_markdown_cell("before square"))
    notebook.cells.append(new_code_cell("last = 1"))
    cells = sources(rebuilt(source, notebook))
    assert cells[0] == "first = 1"
    assert cells[cells.index("before square") + 1] == RIGHT["square"]
    assert cells[-1] == "last = 1"


def test_an_edited_given_cell_is_the_learners(source):
    notebook = answered()
    notebook.cells[1].source = "import math, cmath"
    assert "import math, cmath" in sources(rebuilt(source, notebook))


def test_metadata_is_the_instructors(source):
    notebook = answered()
    for cell in notebook.cells:
        cell.metadata["tags"] = ["experiment", "raises-exception"]
        cell.metadata["course"] = {"label": "forged"}
    result = rebuilt(source, notebook)
    assert [label(c) for c in result.notebook.cells if "nbgrader" in c.metadata] == [
        "square", "square-tests", "mean", "mean-tests"
    ]  # fmt: skip
    tagged = [c.source for c in result.notebook.cells if c.metadata.get("tags")]
    assert tagged == ["raise RuntimeError('experiments are skipped')"]


def test_stripped_metadata_is_found_by_cell_id(source):
    notebook = answered()
    for cell in notebook.cells:
        cell.metadata = {}
    result = rebuilt(source, notebook)
    assert (result.tampered, result.missing) == (set(), set())
    assert len(result.notebook.cells) == len(source.master.cells)


def test_without_ids_given_cells_are_found_by_their_text(source):
    notebook = answered()
    for cell in notebook.cells:
        del cell["id"]
    notebook.nbformat_minor = 4
    result = rebuilt(source, notebook)
    assert len(result.notebook.cells) == len(source.master.cells)
    assert len({cell["id"] for cell in result.notebook.cells}) == len(
        source.master.cells
    )


def test_a_missing_answer_is_not_filled_in(source):
    notebook = answered()
    notebook.cells.remove(find(notebook, "square"))
    result = rebuilt(source, notebook)
    assert result.missing == {"square"}
    assert not any("x * x" in text for text in sources(result))


def test_a_second_copy_is_left_out_and_a_split_cell_is_kept(source):
    notebook = answered()
    again = new_code_cell("def square(x):\n    return 0")
    half = new_code_cell("unit = 1")
    for cell in (again, half):
        cell.metadata = dict(find(notebook, "square").metadata)
        notebook.cells.append(cell)
    cells = sources(rebuilt(source, notebook))
    assert "def square(x):\n    return 0" not in cells
    assert "unit = 1" in cells


@given(st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["cells", "nbformat", "metadata", "source", "cell_type",
                         "nbgrader", "grade_id", "id", "worksheets"]),
        inner, max_size=4),
    max_leaves=12,
))  # fmt: skip
def test_any_json_is_read_or_refused(source, raw):
    try:
        notebook = read_notebook("p", json.dumps(raw).encode())
    except UnreadableError:
        return
    nbformat.validate(rebuild(source, notebook).notebook)


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(content):
    with contextlib.suppress(UnreadableError):
        assert read_notebook("p", content).name == "p"


def test_stub_of_the_release_is_unanswered(source):
    result = rebuilt(source, released())
    assert "NotImplementedError" in find(result.notebook, "square").source


def test_a_module_without_a_notebook_is_refused(tmp_path):
    root = make_course(tmp_path / "toy")
    (root / "source/ps1/p.ipynb").unlink()
    with pytest.raises(CourseError, match="nothing to grade"):
        load_assignment(load_course(root), "ps1")
