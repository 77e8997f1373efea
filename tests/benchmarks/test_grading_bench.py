"""`python -m benchmarks.grading`, run as a user does, in its quick form."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from benchmarks.report import short

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-m", "benchmarks.grading", "--quick"]
JAIL = ["bwrap", "--unshare-all", "--ro-bind", "/", "/", "true"]
pytestmark = [pytest.mark.stock, pytest.mark.xdist_group("stock")]


def sandbox() -> str:
    """Return the sandbox that works here."""
    try:
        works = subprocess.run(JAIL, capture_output=True).returncode == 0
    except OSError:
        works = False
    return "bwrap" if works else "none"


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    """Run it once, with temporary folders where they can be looked for."""
    folder = tmp_path_factory.mktemp("bench")
    temporary, result = folder / "temporary", folder / "figures.json"
    temporary.mkdir()
    ran = subprocess.run(
        [*COMMAND, "--json", str(result), "--sandbox", sandbox()],
        cwd=ROOT, capture_output=True, text=True,
        env={**os.environ, "TMPDIR": str(temporary)},
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran, json.loads(result.read_text()), temporary


def figure(found: dict, section: str, name: str) -> dict:
    return next(
        f for f in found["figures"] if (f["section"], f["name"]) == (section, name)
    )


def test_both_grade_and_give_the_same_scores(ran):
    _, found, _ = ran
    assert found["scores"]["different"] == []
    # 3 or more runs of ours, of 3 or more learners with two graded cells each.
    assert found["scores"]["compared"] >= 18


def test_figures_hold_together(ran):
    _, found, _ = ran
    section = "smallest torch notebook"
    seconds = figure(found, section, "3 submissions, all in")
    assert seconds["stock"]["median"] > 1
    assert seconds["ours"]["median"] > 0
    product = seconds["times_better"] * seconds["ours_of_stock"]
    assert product == pytest.approx(1, abs=1e-3)
    jail = "jail: a trivial notebook less its bare cells"
    assert figure(found, "parts of a submission", jail)["ours"]["repeats"] == 3
    peak = figure(found, "peak memory", "it and its descendants, 3")
    alone = figure(found, "peak memory", "the command itself, 3")
    assert peak["ours"]["median"] > alone["ours"]["median"] > 10


def test_the_table_has_the_figures_of_the_json(ran):
    done, found, _ = ran
    for one in found["figures"]:
        assert one["name"] in done.stdout
        if one["ours"]:
            assert short(one["ours"]["median"]) in done.stdout
    assert "0 differ" in done.stdout
    assert "ps1, 3 submissions, stock" in done.stderr


def test_the_machine_is_told_without_names_and_paths(ran):
    done, found, _ = ran
    assert found["machine"]["cores"] == len(os.sched_getaffinity(0))
    text = json.dumps(found) + done.stdout
    assert str(ROOT) not in text
    assert sys.prefix not in text
    assert socket.gethostname() not in text


def test_nothing_is_left_behind(ran):
    assert list(ran[2].iterdir()) == []


def test_ctrl_c_cleans_up(tmp_path):
    command = [*COMMAND, "--sandbox", sandbox()]
    process = subprocess.Popen(
        command, cwd=ROOT, stderr=subprocess.PIPE, text=True, stdout=subprocess.PIPE,
        env={**os.environ, "TMPDIR": str(tmp_path)},
    )  # fmt: skip
    begun = next(line for line in process.stderr if "submissions, stock" in line)
    assert begun
    wait_for(lambda: "autograde" in commands_below(process.pid))
    children = psutil.Process(process.pid).children(recursive=True)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in errors
    assert "Stopped" in errors
    _, alive = psutil.wait_procs(children, timeout=5)
    assert alive == []
    assert list(tmp_path.iterdir()) == []


def commands_below(pid: int) -> str:
    """Return the command lines of all processes that a process started."""
    children = psutil.Process(pid).children(recursive=True)
    return " ".join(" ".join(child.cmdline()) for child in children)


def wait_for(true, seconds: float = 30.0) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not come to this"
        time.sleep(0.1)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--submissions", "3", "3"], "two different sizes"),
        (["--submissions", "0", "3"], "a whole number from 1"),
        (["--json", "no/such/folder/figures.json"], "make it first"),
    ],
    ids=["one size", "no submission", "no folder"],
)
def test_bad_options_are_told_in_a_line(words, why):
    ran = subprocess.run([*COMMAND, *words], cwd=ROOT, capture_output=True, text=True)
    assert ran.returncode == 2
    assert why in ran.stderr
    assert "Traceback" not in ran.stderr
