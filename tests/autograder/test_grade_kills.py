"""`kill -9` of anything at any moment: the next run completes to the same results."""

import random
import time

import pytest
from grade_running import needs_jail, page, score
from killed_runs import (
    Run,
    adopting,
    drafts,
    kill_at_random,
    make_class,
    results,
)
from toy_course import RIGHT, answered, code, make_course, submit

LEARNERS = 40
SEED = 3
KINDS = ["command", "bwrap", "zygote", "worker", "jail", "everything below"]

pytestmark = [needs_jail, pytest.mark.sandbox]


@pytest.fixture(scope="module", autouse=True)
def _orphans_are_found():
    with adopting():
        yield


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    root = make_class(tmp_path_factory.mktemp("undisturbed") / "toy", LEARNERS)
    run = Run(root)
    assert run.process.wait(timeout=300) == 0, run.said()
    run.leaves_nothing()
    found = results(root)
    assert len(found["rows"]) == 1 + 2 * LEARNERS
    return found


def test_a_run_that_is_killed_again_and_again_ends_in_the_same(tmp_path, undisturbed):
    rng = random.Random(SEED)
    root = make_class(tmp_path / "toy", LEARNERS)
    kinds = rng.sample(KINDS, len(KINDS))
    moments = sorted(rng.sample(range(LEARNERS - 10), len(kinds)))
    codes = kill_at_random(root, moments, kinds, rng)
    assert codes.count(-9) == 1, "the command itself is killed once"
    assert results(root) == undisturbed
    assert not drafts(root)


def test_what_dies_under_a_cell_without_points_costs_nothing(tmp_path):
    """A helper that a killed cell did not define: nobody's fault but the killer's."""
    root = make_course(tmp_path / "toy")
    slow = code("import time\ntime.sleep(4)\ndef double(x):\n    return 2 * x")
    notebook = answered({**RIGHT, "square": "def square(x): return double(x) * x / 2"})
    notebook.cells.insert(2, slow)
    submit(root, "unlucky", notebook)
    run = Run(root)
    end = time.monotonic() + 60
    while not run.find("jail") and time.monotonic() < end:
        time.sleep(0.01)
    time.sleep(1.5)
    for jail in run.find("jail"):  # the answers' and the tests'
        jail.kill()
    assert run.process.wait(timeout=120) == 0, run.said()
    assert score(root, "unlucky") == 5
    assert "graded a second time" in (root / "report.json").read_text()
    assert "ended" not in page(root, "unlucky")
