"""A class run: resumes, regrades, merges, stops, and says clearly what is wrong."""

import csv
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time

import pytest
from grade_running import HAS_JAIL, autograder, grades, score, status
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from toy_course import RIGHT, answered, code, make_course, submit
from traitlets.config import Config

from autograder.errors import CourseError
from autograder.grade.rows import COLUMNS

SANDBOX = ("--sandbox", "bwrap" if HAS_JAIL else "none")


@pytest.fixture
def course(tmp_path):
    root = make_course(tmp_path / "toy")
    submit(root, "ada")
    submit(root, "bob", answered({**RIGHT, "mean": "def mean(xs):\n    return 3"}))
    return root


def run(root, *words, code=0, **extra):
    ran = autograder(root, "grade", "ps1", *SANDBOX, *words, **extra)
    assert ran.returncode == code, ran.stdout + ran.stderr
    assert "Traceback" not in ran.stderr
    return ran


def refused(root, *words, code=2, command="grade"):
    """Run a command that must fail with one clear line."""
    ran = autograder(root, command, *words)
    assert ran.returncode == code
    lines = ran.stderr.strip().splitlines()
    assert len(lines) == 1, ran.stderr
    return lines[0]


def test_a_second_run_grades_only_what_changed(course):
    run(course)
    before = (course / "autograded/ada/ps1/p.ipynb").stat().st_mtime_ns
    submit(course, "bob")
    ran = run(course)
    assert "ada: 5 of 5 points, graded before" in ran.stdout
    assert "bob: 5 of 5 points\n" in ran.stdout
    assert (course / "autograded/ada/ps1/p.ipynb").stat().st_mtime_ns == before
    assert "graded before" not in run(course, "--regrade", "--student", "ada").stdout
    assert (course / "autograded/ada/ps1/p.ipynb").stat().st_mtime_ns > before


def test_a_lost_table_gradebook_or_notebook_comes_back(course):
    run(course)
    (course / "grades.csv").unlink()
    run(course)
    assert score(course, "ada") == 5
    (course / "gradebook.db").unlink()
    shutil.rmtree(course / "autograded" / "bob")
    assert "graded before" not in run(course).stdout
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as book:
        assert book.find_submission("ps1", "bob").score == 3
    assert (course / "autograded/bob/ps1/p.ipynb").is_file()


def test_scores_of_an_earlier_submission_do_not_stay(course):
    run(course)
    submit(course, "ada", answered({}), change=lambda nb: nb.cells.clear())
    run(course)
    assert score(course, "ada") == 0
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as book:
        assert book.find_submission("ps1", "ada").score == 0


def test_rows_of_others_stay_and_the_table_is_sorted(course):
    run(course)
    with (course / "grades.csv").open("a") as table:
        table.write("zed,ps0,q,x,1,1,ok,0.5\n")
    submit(course, "aaa")
    run(course, "--student", "aaa")
    with (course / "grades.csv").open(newline="") as file:
        header, *lines = csv.reader(file)
    assert tuple(header) == COLUMNS
    assert lines == sorted(lines)
    assert {line[0] for line in lines} == {"aaa", "ada", "bob", "zed"}


def test_several_students_after_one_option(course):
    submit(course, "eve")
    ran = run(course, "--student", "ada", "eve")
    assert {student for student, _ in grades(course)} == {"ada", "eve"}
    assert "2/2" in ran.stdout


def test_a_changed_module_is_graded_again(course):
    run(course)
    source = course / "source/ps1/p.ipynb"
    text = source.read_text().replace("square(3) == 9", "square(3) == 10")
    source.write_text(text.replace('"square-tests"', '"square-checks"'))
    ran = run(course)
    assert "graded before" not in ran.stdout
    assert status(course, "ada", "square-checks") == "failed"
    assert ("ada", "square-tests") not in grades(course)
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as book:
        submission = book.find_submission("ps1", "ada")
        assert (submission.score, submission.max_score) == (3, 5)


def test_a_persons_score_and_comment_stay(course):
    run(course)
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as book:
        book.find_grade("mean-tests", "p", "ps1", "bob").manual_score = 2.5
        book.find_comment("mean", "p", "ps1", "bob").manual_comment = "see <me>"
        book.db.commit()
    assert autograder(course, "feedback", "ps1").returncode == 0
    page = (course / "feedback/bob/ps1/p.html").read_text()
    assert "Comment: see &lt;me&gt;" in page
    assert "2.5 / 3" in page
    run(course, "--regrade")
    assert score(course, "bob") == 4.5


def test_formgrader_finds_what_it_needs(course):
    run(course)
    config = Config()
    config.CourseDirectory.root = str(course)
    config.CourseDirectory.course_id = "toy"
    api = NbGraderAPI(CourseDirectory(config=config))
    found = api.get_submission("ps1", "bob")
    assert (found["autograded"], found["score"], found["max_score"]) == (True, 3, 5)
    assert found["needs_manual_grade"] is False
    assert api.get_submission("ps1", "ada")["score"] == 5
    assert api.get_notebook_submission_indices("ps1", "p")
    assert api.get_assignment("ps1")["num_submissions"] == 2


def test_experiments_are_not_run_and_stderr_costs_nothing(course):
    assert "Traceback" not in run(course).stdout
    assert status(course, "ada") == "ok"
    page = (course / "feedback/ada/ps1/p.html").read_text()
    assert "experiment cells are not run" in page


def test_data_files_are_there_and_hidden_files_are_not(course):
    (course / "source/ps1/.secret").write_text("x")
    look = "import os; print(sorted(os.listdir('.'))); print(open('data.txt').read())"
    submit(course, "ada", change=lambda nb: nb.cells.insert(0, code(look)))
    (course / "submitted/ada/ps1/mine.py").write_text("value = 7")
    run(course, "--student", "ada")
    text = (course / "autograded/ada/ps1/p.ipynb").read_text()
    assert "['data.txt', 'mine.py']" in text
    assert "42" in text


def test_timestamp_is_taken_and_rubbish_is_noted(course):
    (course / "submitted/ada/ps1/timestamp.txt").write_text("2026-01-02 03:04:05 UTC")
    (course / "submitted/bob/ps1/timestamp.txt").write_text("\x00 yesterday")
    run(course)
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as book:
        assert book.find_submission("ps1", "ada").timestamp.year == 2026
    assert (
        "timestamp.txt cannot be read"
        in (course / "feedback/bob/ps1/p.html").read_text()
    )


def test_ctrl_c_keeps_what_is_done_and_says_how_to_go_on(course):
    for number in range(6):
        slow = {**RIGHT, "mean": "import time; time.sleep(60)"}
        submit(course, f"slow-{number}", answered(slow))
    command = [sys.executable, "-m", "autograder", "grade", "ps1", *SANDBOX]
    process = subprocess.Popen(
        [*command, "--workers", "2", "--timeout", "100"], cwd=course, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    for _ in range(2):  # ada and bob come first
        assert "of 5 points" in process.stdout.readline()
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "Run the same command again to go on" in said
    assert "Traceback" not in said
    assert {student for student, _ in grades(course)} == {"ada", "bob"}
    assert not list(course.glob(".draft-*"))
    assert "graded before" in run(
        course, "--student", "ada", "--timeout", "100"
    ).stdout  # fmt: skip


def test_one_failure_is_named_and_the_others_are_graded(course):
    (course / "autograded").mkdir()
    (course / "autograded/bob").write_text("a file where a folder belongs")
    ran = run(course, code=1)
    assert "Could not be graded: bob" in ran.stderr
    assert score(course, "ada") == 5


def test_usage_errors_are_one_line(course, tmp_path):
    assert "no module called 'ps9'" in refused(course, "ps9")
    assert "no folder of submissions" in refused(course, "ps1", "--submissions", "no")
    (course / "empty").mkdir()
    said = refused(course, "ps1", "--submissions", "empty")
    assert "no submissions in" in said
    assert "of zoe" in refused(course, "ps1", "--student", "zoe")
    assert "cannot open the gradebook" in refused(course, "ps1", "--db", "nonsense://x")
    (course / "taken").write_text("a file")
    assert "cannot write to" in refused(course, "ps1", "--output", "taken")
    (course / "grades.csv").write_text("not,a,table\n")
    assert "move it away" in refused(course, "ps1")


def test_a_module_without_notebooks_is_one_line(course):
    (course / "source" / "ps2").mkdir()
    assert "no notebook in" in refused(course, "ps2")
    (course / "source/ps2/q.ipynb").write_text("{")
    assert "q.ipynb of ps2 cannot be graded" in refused(course, "ps2")


def test_without_bubblewrap_the_exit_code_is_3(course, tmp_path):
    tools = tmp_path / "bin"
    tools.mkdir()
    ran = autograder(course, "grade", "ps1", PATH=str(tools))
    assert ran.returncode == 3
    assert "bwrap is missing" in ran.stderr
    assert "--sandbox none" in ran.stderr
    assert not (course / "grades.csv").exists()
    broken = tools / "bwrap"
    broken.write_text(
        "#!/bin/sh\necho bubblewrap 0.8.0; echo no namespaces >&2; exit 1\n"
    )
    broken.chmod(0o755)
    ran = autograder(course, "grade", "ps1", PATH=f"{tools}:{os.environ['PATH']}")
    assert (ran.returncode, ran.stderr.count("\n")) == (3, 1)
    assert "no namespaces" in ran.stderr


def test_none_runs_without_a_jail_and_says_so(course):
    ran = run(course, "--sandbox", "none")
    assert "trusted work only" in ran.stderr
    assert score(course, "ada") == 5


def test_a_full_disk_loses_nothing(course, monkeypatch, tmp_path):
    from autograder.commands import grade as command
    from autograder.course import load_course
    from autograder.grade import class_run
    from autograder.grade.kernel_jail import KernelExecutor

    run(course)
    before = (course / "grades.csv").read_text()

    def full(*_):
        raise OSError(28, "No space left on device", "autograded")

    monkeypatch.setattr(class_run, "write_autograded", full)
    runner = class_run.ClassRun(
        load_course(course), "ps1", course / "submitted", course,
        f"sqlite:///{course / 'gradebook.db'}", KernelExecutor(SANDBOX[1]),
        regrade=True, students=("ada",),
    )  # fmt: skip
    report = runner.run(lambda done, total: None)
    assert [d.error for d in report.failures] == ["No space left on device: autograded"]
    assert command._finish(runner, report) == 1
    assert (course / "grades.csv").read_text() == before
    with sqlite3.connect(course / "gradebook.db") as book:
        assert book.execute("select sum(auto_score) from grade").fetchone()[0] == 8


def test_a_kernel_that_cannot_start_is_no_verdict(course, monkeypatch):
    from autograder.course import load_course
    from autograder.grade import class_run, kernel_start
    from autograder.grade.kernel_jail import KernelExecutor

    monkeypatch.setattr(kernel_start, "START", "raise SystemExit('no luck')")
    runner = class_run.ClassRun(
        load_course(course), "ps1", course / "submitted", course,
        f"sqlite:///{course / 'gradebook.db'}", KernelExecutor(SANDBOX[1]),
        students=("ada",),
    )  # fmt: skip
    with pytest.raises(CourseError, match="no luck"):
        runner.run(lambda done, total: None)
    assert not (course / "autograded").exists()
