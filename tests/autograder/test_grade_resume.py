"""A class run that is killed anywhere goes on later, to the same grades."""

import contextlib
import csv
import os
import signal
import subprocess
import sys
import time
import uuid

import psutil
import pytest
from grade_running import HAS_JAIL, autograder
from nbgrader.api import Gradebook
from toy_course import RIGHT, answered, make_course, released, submit

SANDBOX = ("--sandbox", "bwrap" if HAS_JAIL else "none")
COMMAND = ("grade", "ps1", *SANDBOX, "--workers", "2")
MARK = "AUTOGRADER_TEST_MARK"
KINDS = {
    "full": RIGHT,
    "partly": {**RIGHT, "mean": "def mean(xs):\n    return 3"},
    "failing": {"square": "def square(x): return x", "mean": "def mean(xs): return 0"},
}


def make_class(root, count=12):
    """Make a toy course with learners of several kinds."""
    make_course(root)
    for number in range(count - 2):
        kind = list(KINDS)[number % len(KINDS)]
        submit(root, f"{number:02}-{kind}", answered(KINDS[kind]))
    submit(root, "empty", released())
    submit(root, "rubbish", b"{")
    return root


def results(root):
    """Return grades.csv without seconds, and the gradebook's scores."""
    with (root / "grades.csv").open(newline="") as file:
        rows = [line[:-1] for line in csv.reader(file)]
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as book:
        scores = {
            (submission.student_id, grade.name): (grade.auto_score, grade.score)
            for submission in book.assignment_submissions("ps1")
            for notebook in submission.notebooks
            for grade in notebook.grades
        }
    return rows, scores


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    root = make_class(tmp_path_factory.mktemp("undisturbed") / "toy")
    assert autograder(root, *COMMAND).returncode == 0
    found = results(root)
    assert len(found[0]) == 1 + 2 * 12
    return found


class Run:
    """One run as a process, and every process that it starts."""

    def __init__(self, root):
        self.root, self.mark = root, uuid.uuid4().hex
        self.process = subprocess.Popen(
            [sys.executable, "-m", "autograder", *COMMAND], cwd=root,
            env={**os.environ, MARK: self.mark}, stdout=subprocess.DEVNULL,
            stderr=(root / "stderr.txt").open("w"), start_new_session=True,
        )  # fmt: skip
        self.seen = set()

    def family(self):
        """Return all processes below this one; remember them."""
        with contextlib.suppress(psutil.NoSuchProcess):
            self.seen |= set(psutil.Process(self.process.pid).children(recursive=True))
        return [one for one in self.seen if is_alive(one)]

    def until(self, count):
        """Wait until so many learners are done with and others are at work."""
        end = time.monotonic() + 120
        while time.monotonic() < end and self.process.poll() is None:
            done = len(list(self.root.glob("records/*/ps1.json")))
            if done >= count and self.family():
                return
            time.sleep(0.01)
        said = (self.root / "stderr.txt").read_text()
        pytest.fail(f"the run did not get to {count} learners: {said}")

    def leaves_nothing(self):
        """Check that no process is left, found by birth or by its environment."""
        end = time.monotonic() + 15
        while time.monotonic() < end:
            left = [*self.family(), *self._marked()]
            if not left:
                return
            time.sleep(0.1)
        pytest.fail(f"left behind: {left}")

    def _marked(self):
        wanted = f"{MARK}={self.mark}".encode()
        for one in psutil.process_iter():
            with contextlib.suppress(OSError):
                with open(f"/proc/{one.pid}/environ", "rb") as file:
                    marked = wanted in file.read().split(b"\0")
                if marked and is_alive(one):
                    yield one


def is_alive(process):
    with contextlib.suppress(psutil.NoSuchProcess):
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    return False


def test_killed_runs_are_finished_by_the_next_one(tmp_path, undisturbed):
    root = make_class(tmp_path / "toy")
    for count in (0, 2, 6, 9):
        run = Run(root)
        run.until(count)
        run.process.send_signal(signal.SIGKILL)
        run.process.wait()
        run.leaves_nothing()
        kept = len(list(root.glob("records/*/ps1.json")))
    assert not (root / "grades.csv").exists(), "no run came to its end"
    ran = autograder(root, *COMMAND)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.count("graded before") == kept
    assert results(root) == undisturbed
    assert not [*root.glob(".draft-*"), *root.glob("**/.*.part")]


def test_a_run_whose_processes_are_killed_ends_in_the_same_grades(
    tmp_path, undisturbed
):
    root = make_class(tmp_path / "toy")
    run = Run(root)
    for count in (1, 7):
        run.until(count)
        for one in run.family():
            with contextlib.suppress(psutil.NoSuchProcess):
                one.kill()
    assert run.process.wait(timeout=120) in (0, 1)
    run.leaves_nothing()
    ran = autograder(root, *COMMAND)
    assert ran.returncode == 0, ran.stderr
    assert results(root) == undisturbed


def test_rows_of_a_killed_run_are_there_after_any_other_run(tmp_path):
    root = make_class(tmp_path / "toy", count=5)
    run = Run(root)
    run.until(2)
    run.process.kill()
    run.process.wait()
    finished = {path.parent.name for path in root.glob("records/*/ps1.json")}
    assert len(finished) >= 2
    ran = autograder(root, *COMMAND, "--student", "rubbish")
    assert ran.returncode == 0, ran.stderr
    assert {row[0] for row in results(root)[0][1:]} == finished | {"rubbish"}


def test_two_runs_do_not_write_into_one_folder(tmp_path):
    root = make_class(tmp_path / "toy", count=4)
    run = Run(root)
    run.until(1)
    run.process.send_signal(signal.SIGSTOP)
    try:
        second = autograder(root, *COMMAND)
    finally:
        run.process.send_signal(signal.SIGCONT)
    assert second.returncode == 1
    assert "another run is grading into" in second.stderr
    assert second.stderr.count("\n") == 1
    assert run.process.wait(timeout=120) == 0
