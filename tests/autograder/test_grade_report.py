"""The report of a run: what it counts, whom it names, and that it accuses nobody."""

import json

import pytest
from grade_running import HAS_JAIL, autograder, score
from toy_course import RIGHT, answered, find, make_course, submit

from autograder.grade.outcomes import Cell, Done, Incident, Report
from autograder.grade.run_report import run_report, write_report

SANDBOX = ("--sandbox", "bwrap" if HAS_JAIL else "none")
COMMAND = ("grade", "ps1", *SANDBOX, "--timeout", "3")
SLOW = {**RIGHT, "mean": "import time\ntime.sleep(1)\ndef mean(xs): return 3"}
LOOP = {**RIGHT, "mean": "while True: pass"}


def edit_tests(notebook):
    find(notebook, "square-tests").source = "assert True"
    notebook.cells.remove(find(notebook, "mean-tests"))


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    root = make_course(tmp_path_factory.mktemp("class") / "toy")
    submit(root, "ada")
    submit(root, "<b>eve", answered(), change=edit_tests)
    submit(root, "loop", answered(LOOP))
    submit(root, "rubbish", b"{")
    submit(root, "slow", answered(SLOW))
    ran = autograder(root, *COMMAND)
    assert ran.returncode == 0, ran.stderr
    return root


def report(root):
    return json.loads((root / "report.json").read_text())


def kinds(root, student):
    return {one["kind"] for one in report(root)["incidents"].get(student, [])}


def test_it_counts(course):
    found = report(course)
    assert (found["learners"], found["graded"], found["kept"]) == (5, 5, 0)
    assert found["learners_by_status"] == {
        "invalid": 1, "ok": 1, "partial": 1, "tampered": 1, "timeout": 1,
    }  # fmt: skip
    assert sum(found["cells_by_status"].values()) == 10
    assert found["submissions_per_second"] == pytest.approx(
        5 / found["seconds"], rel=0.01
    )


def test_it_names_what_a_person_should_see_and_nobody_else(course):
    assert kinds(course, "<b>eve") == {"tampered", "note"}
    assert kinds(course, "loop") >= {"limit"}
    assert kinds(course, "rubbish") == {"unreadable"}
    assert not kinds(course, "ada")
    assert not kinds(course, "slow")
    notes = [one["text"] for one in report(course)["incidents"]["<b>eve"]]
    assert "mean-tests was deleted and is back in its place" in notes
    assert score(course, "<b>eve") == 5, "an incident is no verdict"


def test_it_finds_the_slowest_cells(course):
    cells = {one["name"]: one for one in report(course)["slowest_cells"]}
    assert cells["mean"]["worst_student"] == "loop"
    assert cells["mean"]["worst_seconds"] >= 3
    assert cells["mean"]["median_seconds"] < 3
    assert cells["square"]["worst_seconds"] < cells["mean"]["worst_seconds"]
    times = [one["median_seconds"] for one in report(course)["slowest_cells"]]
    assert times == sorted(times, reverse=True)


def test_the_page_says_the_same_and_holds_no_markup_of_others(course):
    page = (course / "report.html").read_text()
    assert "&lt;b&gt;eve" in page
    assert "<b>" not in page
    assert "Content-Security-Policy" in page
    assert "5 learners: 5 graded" in page
    assert "mean-tests was deleted and is back in its place" in page


def test_a_resumed_run_reports_the_whole_class(course):
    before = report(course)
    submit(course, "ada", answered({}))
    try:
        ran = autograder(course, *COMMAND)
    finally:
        submit(course, "ada")
    assert ran.returncode == 0, ran.stderr
    after = report(course)
    assert (after["graded"], after["kept"]) == (1, 4)
    assert after["incidents"] == before["incidents"]
    assert after["learners_by_status"]["failed"] == 1
    assert {one["name"] for one in after["slowest_cells"]} == {
        one["name"] for one in before["slowest_cells"]
    }


def test_tests_beside_the_learners_code_and_failures_are_named(tmp_path):
    run = Report("ps1", 2, guard=[Cell("p", "mean-tests")], interrupted=True)
    run.done = [
        Done("ada", error="No space left on device"),
        Done("bob", incidents=[Incident("p", "incident", "a thread <script>")]),
    ]
    plain = run_report(run)
    assert plain["guard_tests"] == [{"notebook": "p", "name": "mean-tests"}]
    assert plain["not_graded"] == {"ada": "No space left on device"}
    write_report(tmp_path, run)
    page = (tmp_path / "report.html").read_text()
    for words in ("mean-tests", "No space left", "a thread &lt;script&gt;", "stopped"):
        assert words in page
