"""Points and status of one graded cell."""

import pytest
from nbformat.v4 import new_code_cell
from toy_course import MEAN_TESTS, SQUARE_TESTS, code

from autograder.grade.execution import CellResult
from autograder.grade.rows import GradeRow, merge_rows, read_rows, safe_cell, write_rows
from autograder.grade.scoring import STATUSES, give_verdict

ERROR = {
    "output_type": "error",
    "ename": "AssertionError",
    "evalue": "",
    "traceback": [],
}
WARNING = {"output_type": "stream", "name": "stderr", "text": "careful"}


def value(text: str) -> dict:
    return {"output_type": "execute_result", "data": {"text/plain": text},
            "metadata": {}, "execution_count": None}  # fmt: skip


def verdict(source, *outputs, outcome="ok", **more):
    cell = code(source, "tests", 3)
    found = give_verdict(cell, CellResult(outcome, list(outputs)), None, **more)
    assert found.status in STATUSES
    return found.auto_score, found.status


def test_nothing_wrong_is_full_marks():
    assert verdict(SQUARE_TESTS) == (3, "ok")
    assert verdict(SQUARE_TESTS, WARNING) == (3, "ok")


def test_an_error_is_nothing():
    assert verdict(SQUARE_TESTS, ERROR, outcome="error") == (0, "failed")


@pytest.mark.parametrize(
    ("text", "score", "status"),
    [("1.5", 1.5, "partial"), ("0", 0, "failed"), ("3", 3, "ok"), ("'words'", 3, "ok"),
     ("nan", 0, "failed"), ("-1", 0, "failed"), ("99", 0, "failed"),
     ("inf", 0, "failed")],
)  # fmt: skip
def test_the_last_value_is_partial_credit(text, score, status):
    assert verdict(MEAN_TESTS, value(text)) == (score, status)


def test_a_number_that_is_not_the_cells_own_value_is_no_score():
    assert verdict(SQUARE_TESTS, value("1")) == (3, "ok")
    assert verdict(MEAN_TESTS, value("3"), ERROR, outcome="error") == (0, "failed")
    assert verdict(MEAN_TESTS, value("3"), value("1")) == (1, "partial")
    assert verdict("points;", value("1")) == (3, "ok")


@pytest.mark.parametrize("outcome", ["timeout", "memory", "crashed"])
def test_a_limit_is_named(outcome):
    assert verdict(SQUARE_TESTS, outcome=outcome) == (0, outcome)


def test_a_limit_in_the_answer_explains_failing_tests():
    cell, answer = code(SQUARE_TESTS, "tests", 3), CellResult("timeout")
    found = give_verdict(cell, CellResult("error", [ERROR]), answer)
    assert found.status == "timeout"
    assert give_verdict(cell, CellResult("ok"), answer).status == "ok"


def test_a_tampered_cell_keeps_what_it_earned():
    assert verdict(SQUARE_TESTS, tampered=True) == (3, "tampered")
    assert verdict(SQUARE_TESTS, ERROR, outcome="error", tampered=True)[0] == 0


def test_a_missing_answer_is_missing_unless_its_tests_pass():
    assert verdict(SQUARE_TESTS, ERROR, outcome="error", answered=False) == (
        0,
        "missing",
    )
    assert verdict(SQUARE_TESTS, answered=False) == (3, "ok")


def test_a_written_answer_waits_for_a_person():
    cell = new_code_cell("words")
    cell.metadata.nbgrader = {"grade": True, "solution": True, "points": 2,
                              "grade_id": "essay", "checksum": ""}  # fmt: skip
    assert give_verdict(cell, CellResult("ok"), None).auto_score is None


def test_rows_survive_a_file(tmp_path):
    rows = [
        GradeRow("=1+1", "m", "n", 'a "b", c\n', 1.0, 2.5, "partial", 0.125),
        GradeRow("ada", "m", "n", "-e", 1 / 3, 1.0, "failed", 0.0),
    ]
    write_rows(tmp_path / "grades.csv", rows)
    back = read_rows(tmp_path / "grades.csv")
    assert back[0] == rows[0]
    assert (back[1].exercise, back[1].score) == ("-e", pytest.approx(1 / 3, abs=1e-6))
    assert "'=1+1" in (tmp_path / "grades.csv").read_text()


def test_merging_replaces_a_learners_module_only():
    old = [GradeRow(s, m, "n", "e", 0.0, 1.0, "failed", 0.0)
           for s in "ab" for m in ("m1", "m2")]  # fmt: skip
    new = [GradeRow("a", "m1", "n", "e2", 1.0, 1.0, "ok", 0.0)]
    merged = merge_rows(reversed(old), new)
    assert [(r.student, r.module, r.exercise) for r in merged] == [
        ("a", "m1", "e2"), ("a", "m2", "e"), ("b", "m1", "e"), ("b", "m2", "e")
    ]  # fmt: skip


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_begins_as_a_formula(start):
    assert safe_cell(f"{start}x") == f"'{start}x"
