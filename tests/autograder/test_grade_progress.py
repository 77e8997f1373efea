"""How a run tells of itself: a bar, plain lines, events; and how it is stopped."""

import contextlib
import json
import os
import pty
import re
import signal
import subprocess
import sys
import threading
import time

import pytest
from grade_running import HAS_JAIL, autograder, grades
from toy_course import RIGHT, answered, make_course, submit

from autograder.grade.outcomes import Done, Incident
from autograder.grade.progress import Lines, Pace, choose_teller, summary
from autograder.grade.rows import GradeRow
from autograder.grade.side_by_side import SideBySide

SANDBOX = ("--sandbox", "bwrap" if HAS_JAIL else "none")
COMMAND = [sys.executable, "-m", "autograder", "grade", "ps1", *SANDBOX]
SLEEPY = {**RIGHT, "mean": "import time; time.sleep(60)"}


def done(student="ada", *statuses, **more):
    score = {"ok": 1.0, "partial": 0.5}
    rows = [GradeRow(student, "m", "n", f"e{i}", score.get(s, 0.0), 1.0, s, 0.1)
            for i, s in enumerate(statuses)]  # fmt: skip
    return Done(student, rows, **more)


@pytest.mark.parametrize(
    ("statuses", "status"),
    [
        (("ok", "ok"), "ok"), (("ok", "failed"), "partial"), (("failed",), "failed"),
        (("missing", "missing"), "missing"), (("ok", "missing"), "partial"),
        (("ok", "timeout", "tampered"), "timeout"), (("memory", "timeout"), "memory"),
        (("tampered", "ok"), "tampered"), (("invalid", "invalid"), "invalid"),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, tuple) else value,
)  # fmt: skip
def test_a_learner_has_one_status(statuses, status):
    assert done("ada", *statuses).status == status
    assert Done("ada", error="no disk").status == "error"


def test_the_pace_follows_the_last_submissions():
    now = [0.0]
    pace = Pace(1000, clock=lambda: now[0])
    assert (pace.rate, pace.left) == (0, None)
    for _ in range(300):
        now[0] += 0.01  # kept from an earlier run
        pace.step(done("x", "ok"))
    assert pace.rate == pytest.approx(100)
    for _ in range(300):
        now[0] += 0.5
        pace.step(done("x", "timeout"))
    assert pace.rate == pytest.approx(2)
    assert pace.left == pytest.approx(200)
    assert pace.words() == "2.0 a second, 3 min 20 s left: 300 ok, 300 timeout"


def test_a_large_class_is_told_now_and_then_and_trouble_always(capsys):
    now = [0.0]
    lines = Lines(clock=lambda: now[0])
    lines.begin(1000)
    for number in range(80):
        now[0] += 0.125
        lines.learner(done(f"s{number}", "ok"), 1000)
    lines.learner(done("loop", "ok", "timeout"), 1000)
    lines.learner(done("old", "timeout", skipped=True), 1000)
    lines.learner(Done("\x1b[2Jeve", error="no disk"), 1000)
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "Grading 1000 submissions"
    assert [line.split()[0] for line in told[1:3]] == ["40/1000", "80/1000"]
    assert "8.0 a second, 2 min 0 s left: 40 ok" in told[1]
    assert told[3:] == [
        "81/1000 loop: 1 of 2 points (timeout)",
        "83/1000 ?[2Jeve: could not be graded: no disk",
    ]


def test_a_small_class_is_told_one_by_one(capsys):
    lines = Lines()
    lines.begin(2)
    lines.learner(done("ada", "ok"), 2)
    lines.learner(done("bob", "failed", skipped=True), 2)
    assert capsys.readouterr().out.splitlines() == [
        "1/2 ada: 1 of 1 points",
        "2/2 bob: 0 of 1 points, graded before",
    ]
    assert summary(done("eve", "partial")) == "eve: 0.5 of 1 points"


def test_events_carry_incidents(capsys):
    events = choose_teller("m", as_json=True)
    events.begin(1)
    found = [Incident("p", "tampered", "square: tampered")]
    events.learner(done("ada", "tampered", incidents=found), 1)
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["event"] for line in lines] == ["start", "learner", "incident"]
    assert lines[2] == {
        "event": "incident", "module": "m", "student": "ada", "notebook": "p",
        "kind": "tampered", "text": "square: tampered",
    }  # fmt: skip


@pytest.mark.parametrize("workers", [1, 3])
def test_only_a_few_submissions_are_taken_ahead(workers):
    taken, most, read = 0, 0, 0

    def items():
        nonlocal taken
        for number in range(60):
            taken += 1
            yield number

    with SideBySide(lambda n: n * n, workers, abort=lambda: None) as threads:
        for number, future in threads.results(items(), threading.Event()):
            assert future.result() == number**2
            read += 1
            time.sleep(0.002)  # a reader that is slower than the threads
            most = max(most, taken - read)
    assert read == 60
    assert most <= 2 * workers


def test_a_stop_ends_what_runs_before_it_waits():
    ended, stop = threading.Event(), threading.Event()
    threading.Timer(0.2, stop.set).start()
    with (
        pytest.raises(KeyboardInterrupt),
        SideBySide(lambda n: ended.wait(60), 2, abort=ended.set) as threads,
    ):
        list(threads.results(range(5), stop))


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    root = make_course(tmp_path_factory.mktemp("class") / "toy")
    submit(root, "ada")
    submit(root, "bob", answered({**RIGHT, "mean": "def mean(xs):\n    return 3"}))
    submit(root, "rubbish", b"{")
    return root


def test_events_are_all_that_is_on_stdout(course):
    ran = autograder(course, *COMMAND[3:], "--json", "--output", "events")
    assert ran.returncode == 0, ran.stderr
    start, *middle, end = map(json.loads, ran.stdout.splitlines())
    assert start == {"event": "start", "module": "ps1", "total": 3}
    learners = {e["student"]: e for e in middle if e["event"] == "learner"}
    assert {name: (e["status"], e["score"]) for name, e in learners.items()} == {
        "ada": ("ok", 5), "bob": ("partial", 3), "rubbish": ("invalid", 0),
    }  # fmt: skip
    assert sorted(e["done"] for e in learners.values()) == [1, 2, 3]
    assert learners["ada"]["seconds"] > 0
    assert not learners["ada"]["kept"]
    incidents = [e for e in middle if e["event"] == "incident"]
    assert {e["student"] for e in incidents} == {"rubbish"}
    assert (end["event"], end["graded"], end["failed"]) == ("end", 3, 0)
    assert end["statuses"] == {"ok": 1, "partial": 1, "invalid": 1}
    assert not end["interrupted"]
    again = autograder(course, *COMMAND[3:], "--json", "--output", "events")
    *_, end = map(json.loads, again.stdout.splitlines())
    assert (end["graded"], end["kept"]) == (0, 3)


def test_on_a_terminal_a_bar_shows_rate_and_counts(course):
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*COMMAND, "--output", "bar"], cwd=course, stdout=subprocess.PIPE,
        stderr=theirs, env={**os.environ, "TERM": "xterm", "COLUMNS": "120"},
    )  # fmt: skip
    os.close(theirs)
    shown = b""
    with contextlib.suppress(OSError):  # the other end is closed
        while piece := os.read(ours, 4096):
            shown += piece
    os.close(ours)
    said, _ = process.communicate(timeout=60)
    assert process.returncode == 0, shown
    plain = re.sub(rb"\x1b\[[0-9;?]*[a-zA-Z]", b"", shown).decode()
    assert "3/3" in plain
    assert re.search(r"\d\.\d a second, 0 s left: 1 ok, 1 partial, 1 invalid", plain)
    assert "bob: 3 of 5 points" in plain
    assert shown.rstrip().endswith(b"\x1b[?25h"), "the cursor is back"
    assert said.startswith(b"Results:")


def stop_run(root, send, *, after):
    """Start a run of sleepers; send signals once `after` lines were told."""
    process = subprocess.Popen(
        [*COMMAND, "--workers", "2", "--timeout", "100"], cwd=root, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    while not (root / "records" / ".lock").exists():
        assert process.poll() is None, process.communicate()
        time.sleep(0.01)
    for _ in range(after):
        assert "points" in process.stdout.readline()
        time.sleep(0.5)
    for number in send:
        process.send_signal(number)
        time.sleep(0.05)
    started = time.monotonic()
    _, said = process.communicate(timeout=60)
    assert time.monotonic() - started < 20
    assert process.returncode == 1, said
    assert "Traceback" not in said
    assert "Run the same command again to go on" in said
    assert said.count("\n") == 1
    return said


@pytest.mark.parametrize(
    "send",
    [[signal.SIGINT] * 3, [signal.SIGTERM]],
    ids=["impatient-ctrl-c", "terminated"],
)
def test_a_stopped_run_says_how_to_go_on(tmp_path, send):
    root = make_course(tmp_path / "toy")
    submit(root, "ada")
    for number in range(4):
        submit(root, f"slow-{number}", answered(SLEEPY))
    said = stop_run(root, send, after=1)
    assert said.startswith("Stopped after 1 of 5 learners")
    assert {student for student, _ in grades(root)} == {"ada"}
    report = json.loads((root / "report.json").read_text())
    assert (report["interrupted"], report["graded"]) == (True, 1)
    assert not list(root.glob(".draft-*"))


def test_a_run_stopped_while_it_gets_ready_is_one_line(tmp_path):
    root = make_course(tmp_path / "toy")
    submit(root, "ada", answered(SLEEPY))
    said = stop_run(root, [signal.SIGINT], after=0)
    assert re.match("Stopped (before anybody was|after 0 of 1)", said)
    assert not (root / "records" / "ada").exists()


def test_a_cluster_without_its_libraries_is_one_line(course, tmp_path):
    broken = tmp_path / "distributed"
    broken.mkdir()
    (broken / "__init__.py").write_text("raise ImportError('not here')")
    ran = autograder(
        course, *COMMAND[3:], "--cluster", "tcp://127.0.0.1:1",
        PYTHONPATH=str(tmp_path),
    )  # fmt: skip
    assert ran.returncode == 2
    assert "pip install" in ran.stderr
    assert "[cluster]" in ran.stderr
    assert ran.stderr.count("\n") == 1
