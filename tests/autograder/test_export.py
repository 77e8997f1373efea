"""Tables for other programs."""

import csv
import os
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from nbgrader.api import Gradebook
from toy_course import make_course

from autograder.commands.export import export
from autograder.errors import CourseError
from autograder.grade.rows import COLUMNS, GradeRow, write_rows

ROWS = [
    GradeRow("ada", "m1", "n", "a", 1.0, 2.0, "partial", 0.1),
    GradeRow("ada", "m1", "n", "b", 3.0, 3.0, "ok", 0.1),
    GradeRow("ada", "m2", "n", "a", 0.5, 1.0, "partial", 0.1),
    GradeRow("=cmd|'x',\"y", "m1", "n", "a", 0.0, 2.0, "invalid", 0.0),
    GradeRow("eve@uni.edu", "m1", "n", "a", 2.0, 2.0, "ok", 0.0),
]


@pytest.fixture
def course(tmp_path, monkeypatch):
    root = make_course(tmp_path / "toy")
    write_rows(root / "grades.csv", ROWS)
    monkeypatch.chdir(root)
    # nbgrader calls the alembic program when it makes a gradebook.
    tools = str(Path(sys.executable).parent)
    monkeypatch.setenv("PATH", os.pathsep.join([tools, os.environ["PATH"]]))
    return root


def table(kind: str) -> list[list[str]]:
    words = ["--format", kind, "--output", "out/file.csv"]
    CliRunner().invoke(export, words, catch_exceptions=False)
    with open("out/file.csv", newline="") as file:
        return list(csv.reader(file))


def test_csv_holds_the_same_rows(course):
    header, *lines = table("csv")
    assert tuple(header) == COLUMNS
    assert len(lines) == len(ROWS)
    assert lines[3] == ["'=cmd|'x',\"y", "m1", "n", "a", "0", "2", "invalid", "0"]


def test_canvas(course):
    header, points, *lines = table("canvas")
    assert header == ["Student", "ID", "SIS Login ID", "Section", "m1", "m2"]
    assert points == ["Points Possible", "", "", "", "5", "1"]
    by_login = {line[2]: line for line in lines}
    assert by_login["ada"] == ["ada", "", "ada", "", "4", "0.5"]
    assert by_login["eve@uni.edu"][4:] == ["2", ""]
    assert all(not cell.startswith("=") for line in lines for cell in line)


def test_names_come_from_the_gradebook(course):
    with Gradebook("sqlite:///gradebook.db") as book:
        book.add_student("ada", first_name="Ada", last_name="Lovelace",
                         email="ada@uni.edu", lms_user_id="17")  # fmt: skip
    canvas = {line[2]: line for line in table("canvas")}
    assert canvas["ada"][:2] == ["Lovelace, Ada", "17"]
    moodle = {line[0]: line for line in table("moodle")}
    assert moodle["ada"] == ["ada", "ada@uni.edu", "17", "4", "0.5"]


def test_moodle(course):
    header, *lines = table("moodle")
    assert header == ["username", "email", "idnumber", "m1", "m2"]
    assert ["eve@uni.edu", "eve@uni.edu", "", "2", ""] in lines


def test_nothing_graded_is_said(course):
    (course / "grades.csv").unlink()
    with pytest.raises(CourseError, match="run autograder grade first"):
        table("csv")


def test_a_place_that_cannot_be_written_is_said(course):
    (course / "out").write_text("a file")
    with pytest.raises(CourseError, match="cannot write"):
        table("csv")
