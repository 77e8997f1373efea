"""The demo's hostile learner: stopped in the jail, and really hostile without it."""

import csv
import shutil
import socket
import uuid
from pathlib import Path

import pytest
from grade_running import autograder, needs_jail

from autograder.build.instructor import ensure_instructor
from autograder.course import find_course
from autograder.demo.attacks import ATTACKS, COPY, FORGE, PATCH, Surroundings
from autograder.demo.learners import hostile_answers
from autograder.demo.outcomes import Traces, find_traces, outcomes

ROOT = Path(__file__).resolve().parents[2]
MODULE = "01_perceptron"


def small_course(root):
    """Copy what the demo needs of the course: its first module."""
    root.mkdir()
    for name in ("nbgrader_config.py", "solutions/jupytext.toml"):
        (root / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, root / name)
    for name in (f"solutions/{MODULE}", f"course/{MODULE}"):
        shutil.copytree(ROOT / name, root / name)
    return root


def leave_out(root, *lessons):
    """Take lessons out that hold no attack: less to grade."""
    listed = root / "solutions" / MODULE / "module.toml"
    lines = listed.read_text().splitlines(keepends=True)
    kept = [line for line in lines if not any(name in line for name in lessons)]
    assert len(lines) - len(kept) == 2 * len(lessons), "listed, and their minutes"
    listed.write_text("".join(kept))
    for name in lessons:
        for path in root.glob(f"*/{MODULE}/{name}.*"):
            path.unlink()


@needs_jail
@pytest.mark.sandbox
def test_the_demo_shows_every_attack_and_that_it_failed(tmp_path):
    root = small_course(tmp_path / "course")
    ran = autograder(root, "demo", COLUMNS="120")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    for attack in ATTACKS:
        line = next(li for li in ran.stdout.splitlines() if attack.does in li)
        assert attack.stopped in line
        earned = " 0 of " not in line
        assert earned == (attack.body is None), line
    assert "WRONG" not in ran.stderr
    assert not (root / "classroom/demo/written_later").exists()


@pytest.fixture(scope="module")
def unguarded(tmp_path_factory):
    """Grade mallory as stock nbgrader does: tests in her own process, no jail."""
    root = small_course(tmp_path_factory.mktemp("unguarded") / "course")
    leave_out(root, "03_sigmoid_and_softmax", "04_cross_entropy",
              "05_logistic_regression")  # fmt: skip
    course, output = find_course(root), root / "out"
    instructor = ensure_instructor(course, MODULE)
    work = root / "classroom/submitted/mallory" / MODULE
    with socket.create_server(("127.0.0.1", 0)) as listener:
        around = Surroundings(
            port=listener.getsockname()[1],
            files=(instructor / "01_perceptron_algorithm.ipynb",),
            target=root / "written_later",
            marker=uuid.uuid4().hex,
        )
        hostile_answers(instructor, course.release / MODULE, work, around)
        command = ("grade", MODULE, "--output", str(output), "--timeout", "6")
        ran = autograder(root, *command, "--sandbox", "none", "--strict-nbgrader")
        assert ran.returncode == 0, ran.stderr
        traces = find_traces(around, listener, output / "autograded/mallory" / MODULE)
    for process in traces.alive:
        process.kill()
    return {one.attack.does: one for one in outcomes(rows_of(output), traces)}


def rows_of(output):
    with (output / "grades.csv").open(newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("does", [attack.does for attack in ATTACKS])
def test_each_attack_is_a_real_one(unguarded, does):
    """A loop is ended anywhere; all others win where nothing stands against them."""
    outcome = unguarded[does]
    if does == "looped for ever":
        assert (outcome.words, outcome.score) == (outcome.attack.stopped, 0)
        return
    assert outcome.words == outcome.attack.won
    assert not outcome.is_well
    if outcome.attack.code in (PATCH, FORGE, COPY):
        assert outcome.score == outcome.max_score > 0


def test_an_attack_that_did_not_run_counts_as_a_fault():
    rows = [{"exercise": attack.exercise, "status": "failed", "score": "0",
             "max_score": "2"} for attack in ATTACKS]  # fmt: skip
    silent = Traces(said="", heard=False, alive=(), wrote=False)
    assert {one.words for one in outcomes(rows, silent)} == {"did not run"}
    assert not any(one.is_well for one in outcomes(rows, silent))
