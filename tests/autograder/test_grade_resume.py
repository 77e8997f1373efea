"""A run that was stopped leaves rows for the next; two runs keep out of each other."""

import signal

import pytest
from grade_running import autograder
from killed_runs import COMMAND, Run, adopting, drafts, graded, make_class, rows


@pytest.fixture(scope="module", autouse=True)
def _orphans_are_found():
    with adopting():
        yield


def test_what_a_killed_run_has_finished_is_not_done_again(tmp_path):
    root = make_class(tmp_path / "toy")
    for count in (2, 6):
        run = Run(root)
        run.until(count)
        run.process.kill()
        run.process.wait()
        run.leaves_nothing()
    kept = graded(root)
    assert not (root / "grades.csv").exists(), "no run came to its end"
    ran = autograder(root, *COMMAND)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.count("graded before") == len(kept) >= 6
    assert len(rows(root)) == 1 + 2 * 12
    assert not drafts(root)


def test_rows_of_a_killed_run_are_there_after_any_other_run(tmp_path):
    root = make_class(tmp_path / "toy", count=5)
    run = Run(root)
    run.until(2)
    run.process.kill()
    run.process.wait()
    finished = graded(root)
    assert len(finished) >= 2
    ran = autograder(root, *COMMAND, "--student", "rubbish")
    assert ran.returncode == 0, ran.stderr
    assert {row[0] for row in rows(root)[1:]} == finished | {"rubbish"}


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
