"""Secrets planted in what is released are found; an honest release is clean."""

import base64
import json
import shutil
from pathlib import Path

import nbformat
import pytest

from autograder.build import course_build
from autograder.build.course_build import build_course
from autograder.build.leaks import collect_secrets, find_leaks
from autograder.build.source import read_lesson
from autograder.course import load_course
from autograder.errors import CourseError

SMALL = Path(__file__).parent / "fixtures" / "small_course"
LESSON = SMALL / "solutions" / "01_small" / "01_area.py"
SOLUTION = 'raise ValueError("a room has no negative side")'
HIDDEN = "assert room_area(7, 6) == 42"
NAME = "01_area.ipynb"


@pytest.fixture
def course(tmp_path):
    shutil.copytree(SMALL, tmp_path / "small")
    return load_course(tmp_path / "small")


@pytest.fixture
def released(course):
    build_course(course)
    path = course.release / "01_small" / NAME
    return nbformat.read(path, as_version=4)


def leaks_in(
    notebook=None, allowed=(NAME, "x.json", "x.csv"), **files: bytes
) -> list[str]:
    named = {name.replace("_", "."): content for name, content in files.items()}
    if notebook is not None:
        named[NAME] = json.dumps(notebook).encode()
    return find_leaks(named, collect_secrets([read_lesson(LESSON)]), allowed)


def test_secrets_are_the_lines_that_say_something():
    secrets = collect_secrets([read_lesson(LESSON)])
    assert {SOLUTION, HIDDEN, "huge_area = room_area(1e6, 1e6)"} <= secrets.anywhere
    everything = secrets.anywhere | secrets.whole_lines
    assert "else:" not in everything
    assert not any("BEGIN" in line or "END" in line for line in everything)
    assert "checks.close(room_area(3, 4), 12)" not in everything


def test_a_line_that_learners_see_anyway_is_no_secret(tmp_path):
    text = LESSON.read_text(encoding="utf-8")
    path = tmp_path / "lesson.py"
    path.write_text(
        text.replace("import math\n", f"import math\n# {SOLUTION}\n{HIDDEN}\n")
    )
    secrets = collect_secrets([read_lesson(path)])
    assert HIDDEN not in secrets.anywhere | secrets.whole_lines
    assert SOLUTION in secrets.whole_lines
    assert SOLUTION not in secrets.anywhere


def test_an_honest_release_is_clean(released):
    assert leaks_in(released, x_csv=b"room,width,length\n") == []


@pytest.mark.parametrize("secret", [SOLUTION, HIDDEN])
@pytest.mark.parametrize("shape", ["{}", "        {}", "x = 1\n\t{}  \ny", "see `{}`!"])
def test_in_the_source_of_a_cell(released, secret, shape):
    released.cells[0].source += "\n" + shape.format(secret)
    (leak,) = leaks_in(released)
    assert leak.startswith(NAME)
    assert secret in leak


def test_in_metadata_of_cell_and_notebook(released):
    released.cells[2].metadata["answer"] = {"deep": ["x", SOLUTION]}
    released.metadata["old"] = {HIDDEN: 1}
    assert len(leaks_in(released)) == 2


def test_in_an_attachment(released):
    encoded = base64.b64encode(f"x\n{HIDDEN}\n".encode()).decode()
    released.cells[0]["attachments"] = {"a.txt": {"text/plain": encoded}}
    assert any(HIDDEN in leak for leak in leaks_in(released))


def test_in_an_output(released):
    code = next(cell for cell in released.cells if cell.cell_type == "code")
    code.outputs = [nbformat.v4.new_output("stream", text="12")]
    (leak,) = leaks_in(released)
    assert "has an output" in leak
    code.outputs, code.execution_count = [], 4
    (leak,) = leaks_in(released)
    assert "has an output" in leak


def test_in_a_source_that_is_split_into_lines(released):
    notebook = json.loads(nbformat.writes(released))
    notebook["cells"][0]["source"] = ["some\n", f"  {HIDDEN}\n", "more"]
    (leak,) = leaks_in(notebook)
    assert HIDDEN in leak


@pytest.mark.parametrize("content", [HIDDEN, json.dumps({"a": f"x\n{SOLUTION}\n"})])
def test_in_a_data_file(content):
    (leak,) = leaks_in(x_json=content.encode())
    assert leak.startswith("x.json: a solution or hidden test")


def test_a_marker_that_is_left(released):
    released.cells[2].source += "\n### END HIDDEN TESTS"
    (leak,) = leaks_in(released)
    assert "a marker of HIDDEN TESTS is left" in leak


def test_a_file_that_is_not_listed(released):
    (leak,) = leaks_in(released, allowed=[NAME], x_csv=b"1")
    assert leak == "x.csv is released, but module.toml does not list it"


def test_a_leak_fails_the_build_and_nothing_is_written(course):
    data = course.solutions / "01_small" / "data" / "rooms.csv"
    data.write_text(f"room\n{HIDDEN}\n", encoding="utf-8")
    with pytest.raises(CourseError, match=r"01_small/data/rooms\.csv") as caught:
        build_course(course)
    assert caught.value.exit_code == 1
    assert not course.release.exists()
    with pytest.raises(CourseError, match="must not reach learners"):
        build_course(course, check=True)


def test_a_step_that_forgets_to_clear_is_caught(course, monkeypatch):
    def forgetful(instructor, config, root):
        return instructor

    monkeypatch.setattr("autograder.build.release.learner_notebook", forgetful)
    with pytest.raises(CourseError) as caught:
        build_course(course)
    message = str(caught.value)
    assert SOLUTION in message
    assert HIDDEN in message
    assert "02_stack.ipynb" in message


def test_a_file_planned_by_mistake_is_caught(course, monkeypatch):
    plan = course_build._plan

    def careless(*arguments):
        return {**plan(*arguments), "01_small/key.txt": b"secret"}

    monkeypatch.setattr(course_build, "_plan", careless)
    with pytest.raises(CourseError, match=r"01_small/key\.txt is released"):
        build_course(course)
