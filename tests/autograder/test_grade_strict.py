"""Where scores differ from stock nbgrader's, and that --strict-nbgrader undoes it."""

import nbformat
import pytest
from grade_running import HAS_JAIL, autograder, grades
from test_stock_parity import nbgrader, stock_scores
from toy_course import answered, code, find, make_course, submit

from autograder.grade.execution import CellResult
from autograder.grade.scoring import give_verdict

SANDBOX = ("--sandbox", "bwrap" if HAS_JAIL else "none")
ERROR = {"output_type": "error", "ename": "E", "evalue": "", "traceback": []}
WARNING = {"output_type": "stream", "name": "stderr", "text": "careful"}
PRINTED = {"output_type": "stream", "name": "stdout", "text": "1\n"}


def value(text):
    return {"output_type": "execute_result", "data": {"text/plain": text},
            "metadata": {}, "execution_count": None}  # fmt: skip


# outputs of a test of 3 points that ends in `points` -> score, score with --strict
DEVIATIONS = {
    "text-on-stderr": ([WARNING, value("2")], 2, 0),
    "stderr-after-a-number": ([value("2"), WARNING], 2, 2),
    "number-shown-before-the-value": ([value("3"), value("1")], 1, 3),
    "not-a-number": ([value("nan")], 0, 3),
    "negative": ([value("-1")], 0, 3),
    "more-than-the-points": ([value("99")], 0, None),
    "number-before-an-error": ([value("3"), ERROR], 0, 3),
    "printed-number": ([PRINTED], 3, 3),
    "words": ([value("'well done'")], 3, 3),
    "plain-error": ([ERROR, value("3")], 0, 0),
}


@pytest.mark.parametrize("name", DEVIATIONS)
def test_each_deviation_can_be_switched_off(name):
    outputs, ours, stock = DEVIATIONS[name]
    outcome = "error" if ERROR in outputs else "ok"
    found = [
        give_verdict(
            code("points", "tests", 3),
            CellResult(outcome, outputs),
            None,
            strict=strict,
        ).auto_score
        for strict in (False, True)
    ]
    assert found == [ours, stock]


def test_a_number_that_is_not_the_cells_own_counts_only_in_stock():
    cell, shown = code("check()", "tests", 3), CellResult("ok", [value("1")])
    quiet = code("score = check()", "tests", 3)
    assert give_verdict(cell, shown, None).auto_score == 1
    assert give_verdict(quiet, shown, None).auto_score == 3
    assert give_verdict(quiet, shown, None, strict=True).auto_score == 1


def test_an_error_that_shows_no_output_is_an_error_in_both():
    cell, result = code("points", "tests", 3), CellResult("error", [])
    assert give_verdict(cell, result, None).auto_score == 0
    assert give_verdict(cell, result, None, strict=True).auto_score == 0


@pytest.mark.parametrize("outcome", ["timeout", "memory", "crashed"])
def test_a_limit_is_nothing_in_both(outcome):
    cell, result = code("points", "tests", 3), CellResult(outcome, [value("3")])
    for strict in (False, True):
        found = give_verdict(cell, result, None, strict=strict)
        assert (found.auto_score, found.status) == (0, outcome)


# Tests of 2 points each; what they show is their own, so that it is alike in stock.
TESTS = {
    "warns": ("import sys; print('hm', file=sys.stderr)", 2, 0),
    "nan": ("float('nan')", 0, 2),
    "negative": ("-1", 0, 2),
    "number": ("1.5", 1.5, 1.5),
    "words": ("'well done'", 2, 2),
    "fails": ("assert square(2) == 5", 0, 0),
}


def make_odd_course(root):
    """Make a toy course with the tests above, and submissions that provoke the rest."""
    make_course(root)
    path = root / "source" / "ps1" / "p.ipynb"
    notebook = nbformat.read(path, as_version=4)
    odd = [code(text, name, 2) for name, (text, *_) in TESTS.items()]
    notebook.cells += odd
    nbformat.write(notebook, path)

    def with_odd(notebook):
        notebook.cells += odd

    def edited(notebook):
        with_odd(notebook)
        find(notebook, "square").source = "def square(x): return x"
        find(notebook, "square-tests").source = "assert True"

    def deleted(notebook):
        with_odd(notebook)
        notebook.cells.remove(find(notebook, "square-tests"))

    def undoes(notebook):  # an experiment that breaks what the tests rest on
        with_odd(notebook)
        mark = "experiments are skipped"
        own = next(cell for cell in notebook.cells if mark in cell.source)
        own.source = "def square(x): return 0"
        notebook.cells.remove(own)
        notebook.cells.insert(3, own)

    for name, change in {"plain": with_odd, "edited": edited, "deleted": deleted,
                         "undoes": undoes}.items():  # fmt: skip
        submit(root, name, answered(), change=change)
    return root


@pytest.mark.stock
@pytest.mark.xdist_group("stock")
def test_strict_scores_are_those_of_stock(tmp_path):
    root = make_odd_course(tmp_path / "toy")
    command = ("grade", "ps1", *SANDBOX, "--output", "out")
    ran = autograder(root, *command)
    assert ran.returncode == 0, ran.stderr
    ours = {key: float(row["score"]) for key, row in grades(root / "out").items()}
    assert {name: ours["plain", name] for name in TESTS} == {
        name: score for name, (_, score, _) in TESTS.items()
    }
    ran = autograder(root, *command, "--strict-nbgrader")
    assert "graded before" not in ran.stdout, "other rules are another result"
    strict = stock_scores(root / "out")
    nbgrader(root, "generate_assignment", "ps1")
    nbgrader(root, "autograde", "ps1")
    stock = stock_scores(root)
    assert {name: stock["plain", name] for name in TESTS} == {
        name: score for name, (_, _, score) in TESTS.items()
    }
    # What stays: a deleted test is put back, and experiments are not run.
    differ = {key for key in stock if stock[key] != strict[key]}
    assert differ == {("deleted", "square-tests"), ("undoes", "square-tests")}
    for found in (ours, strict):
        assert found["edited", "square-tests"] == 0
        assert found["deleted", "square-tests"] == 2
        assert found["undoes", "square-tests"] == 2
