"""Runs `grade` as a process, kills what belongs to it, and reads what it wrote."""

import contextlib
import csv
import ctypes
import signal
import subprocess
import sys
import time

import psutil
import pytest
from grade_running import HAS_JAIL
from nbgrader.api import Gradebook
from toy_course import RIGHT, answered, make_course, released, submit

SANDBOX = ("--sandbox", "bwrap" if HAS_JAIL else "none")
COMMAND = ("grade", "ps1", *SANDBOX, "--workers", "2")
ENGINE = "autograder.engine.zygote"
CHILD_SUBREAPER = 36  # prctl's number
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
        submit(root, f"{number:03}-{kind}", answered(KINDS[kind]))
    submit(root, "empty", released())
    submit(root, "rubbish", b"{")
    return root


def rows(root):
    """Return grades.csv without seconds."""
    with (root / "grades.csv").open(newline="") as file:
        return [line[:-1] for line in csv.reader(file)]


def results(root):
    """Return all that two runs must agree in: rows, scores, notebooks and pages."""
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as book:
        scores = {
            (submission.student_id, grade.name): (grade.auto_score, grade.score)
            for submission in book.assignment_submissions("ps1")
            for notebook in submission.notebooks
            for grade in notebook.grades
        }
    files = {
        str(path.relative_to(root)): path.read_bytes()
        for folder in ("autograded", "feedback")
        for path in sorted((root / folder).rglob("*"))
        if path.is_file()
    }
    return {"rows": rows(root), "scores": scores, "files": files}


def drafts(root):
    """Return what is left of half-written files."""
    return [*root.glob(".draft-*"), *root.glob(".try-*"), *root.glob("**/.*.part")]


def graded(root):
    """Return the names of those with a finished grade."""
    return {path.parent.name for path in root.glob("records/*/ps1.json")}


@contextlib.contextmanager
def adopting():
    """Adopt orphans: whatever outlives its parent turns up as a child of this one."""
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    assert prctl(CHILD_SUBREAPER, 1, 0, 0, 0) == 0
    try:
        yield
    finally:
        prctl(CHILD_SUBREAPER, 0, 0, 0, 0)


class Run:
    """One run as a process, and every process that it starts."""

    def __init__(self, root):
        self.root, self.seen = root, set()
        self.before = set(psutil.Process().children(recursive=True))
        self.process = subprocess.Popen(
            [sys.executable, "-m", "autograder", *COMMAND], cwd=root,
            stdout=(root / "stdout.txt").open("w"),
            stderr=(root / "stderr.txt").open("w"), start_new_session=True,
        )  # fmt: skip

    def family(self):
        """Return all processes below this one; remember them."""
        with contextlib.suppress(psutil.NoSuchProcess):
            self.seen |= set(psutil.Process(self.process.pid).children(recursive=True))
        return [one for one in self.seen if is_alive(one)]

    def until(self, count):
        """Wait until so many learners are done with and others are at work."""
        end = time.monotonic() + 120
        while time.monotonic() < end and self.process.poll() is None:
            if len(graded(self.root)) >= count and self.family():
                return
            time.sleep(0.01)
        pytest.fail(f"the run did not get to {count} learners: {self.said()}")

    def said(self):
        return "".join((self.root / f"std{n}.txt").read_text() for n in ("out", "err"))

    def find(self, kind):
        """Return the processes of one kind that are there now."""
        if kind == "command":
            return [psutil.Process(self.process.pid)]
        found = self.family()
        if kind == "everything below":
            return found
        return [one for one in found if kind_of(one) == kind]

    def kill(self, kind, rng):
        """Kill -9 a process of this kind, or all of them; return whether one was."""
        found = self.find(kind)
        if kind != "everything below":
            found = (
                [rng.choice(sorted(found, key=lambda one: one.pid))] if found else []
            )
        for one in found:
            with contextlib.suppress(psutil.NoSuchProcess):
                one.send_signal(signal.SIGKILL)
        return bool(found)

    def leaves_nothing(self):
        """Check that no process is left, found by birth or as an orphan."""
        end = time.monotonic() + 15
        while time.monotonic() < end:
            orphans = set(psutil.Process().children(recursive=True)) - self.before
            left = [one for one in {*self.family(), *orphans} if is_alive(one)]
            if not left:
                return
            time.sleep(0.1)
        pytest.fail(f"left behind: {left}")


def kind_of(process):
    """Return what a process below the command is: bwrap, zygote, worker, jail, other.

    The zygote forks itself once, then its workers, and these fork the jails.
    """
    with contextlib.suppress(psutil.NoSuchProcess):
        if process.name() == "bwrap":
            return "bwrap"
        if ENGINE not in process.cmdline():
            return "other"
        above = [ENGINE in one.cmdline() and one.name() != "bwrap"
                 for one in process.parents()]  # fmt: skip
        return ["zygote", "zygote", "worker", "jail"][min(above.count(True), 3)]
    return "gone"


def is_alive(process):
    with contextlib.suppress(psutil.NoSuchProcess):
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    return False


def kill_at_random(root, moments, kinds, rng):
    """Start runs and kill until all is done; return the exit codes.

    Parameters
    ----------
    root : Path
        The course.
    moments : list of int
        After so many finished learners, and a little more, the next kill comes.
    kinds : list of str
        What to kill at each.
    rng : random.Random
    """
    codes, waiting = [], list(zip(moments, kinds, strict=True))
    finished = set()
    while not codes or codes[-1] != 0:
        assert len(codes) < len(moments) + 3, codes
        run = Run(root)
        while waiting and run.process.poll() is None:
            moment, kind = waiting[0]
            if len(graded(root)) < moment:
                time.sleep(0.005)
                continue
            time.sleep(rng.uniform(0, 0.2))
            if run.process.poll() is None and run.kill(kind, rng):
                waiting.pop(0)
        codes.append(run.process.wait(timeout=300))
        run.leaves_nothing()
        assert graded(root) >= finished, "a finished grade is lost"
        finished = graded(root)
    assert not waiting, f"the run was over before these kills: {waiting}"
    return codes
