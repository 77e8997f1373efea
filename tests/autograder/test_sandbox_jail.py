"""The jail as it is built, and as its inmate sees it."""

import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from grade_running import needs_jail
from nbformat.v4 import new_code_cell

from autograder.grade.bubblewrap import WORK, Jail, kernel_environment
from autograder.grade.execution import Job, Limits, Step, is_skipped
from autograder.grade.kernel_jail import KernelExecutor
from autograder.grade.watcher import Watcher

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [pytest.mark.sandbox, needs_jail]


@pytest.fixture
def inside(tmp_path):
    """Return what Python code prints in the jail."""
    (tmp_path / "sockets").mkdir()
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "data.txt").write_text("42")
    jail = Jail(tmp_path / "sockets", tmp_path / "files", Limits(file_mb=8))

    def run(code: str) -> str:
        command = jail.command([sys.executable, "-c", code])
        ran = subprocess.run(command, capture_output=True, text=True,
                             env={"SECRET": "1", "PATH": "/usr/bin"})  # fmt: skip
        return ran.stdout + ran.stderr

    return run


def test_the_working_folder_has_the_files(inside):
    assert "42" in inside("print(open('data.txt').read())")
    assert WORK in inside("import os; open('new', 'w'); print(os.getcwd())")


def test_helpers_are_there_and_the_rest_of_the_course_is_not(inside):
    assert "helpers" in inside("import helpers; print(helpers.__name__)")
    seen = inside(f"import os; print(sorted(os.listdir({str(ROOT)!r})))")
    assert set(eval(seen)) <= {"helpers", ".venv"}
    assert "No module named" in inside("import autograder")


@pytest.mark.parametrize(
    "place",
    ["/", "/usr", "/dev", "/etc", sys.prefix, str(ROOT / "helpers"), "/proc/sys"],
)
def test_nothing_but_the_own_folders_can_be_written(inside, place):
    assert "Error" in inside(f"open({place!r} + '/made-by-a-test', 'w')")
    assert not Path(place, "made-by-a-test").exists()


@pytest.mark.parametrize("place", ["/tmp", "/dev/shm", WORK, "/home/learner"])
def test_own_folders_have_a_size(inside, place):
    fill = f"open({place!r} + '/x', 'wb').write(bytes(32 * 2**20))"
    assert "No space left" in inside(fill)


def test_nobody_with_no_rights_and_own_processes(inside):
    said = inside(
        "import os; print(os.getuid(), os.uname().nodename, os.listdir('/proc'))"
    )
    assert said.startswith("65534 jail")
    assert len([n for n in eval(said.split(" ", 2)[2]) if n.isdigit()]) <= 3
    status = inside("print(open('/proc/self/status').read())")
    assert "CapEff:\t0000000000000000" in status
    assert "NoNewPrivs:\t1" in status


def test_no_further_user_namespace(inside):
    make = "import ctypes; print('made', ctypes.CDLL(None).unshare(0x10000000))"
    assert "made -1" in inside(make)


def test_the_environment_is_ours_alone(inside):
    names = set(eval(inside("import os; print(sorted(os.environ))")))
    assert names - {"PWD", "LC_CTYPE"} == set(kernel_environment("x"))


def test_no_network_interface_but_an_empty_loopback(inside):
    assert "[(1, 'lo')]" in inside("import socket; print(socket.if_nameindex())")


def results(*sources: str, **limits):
    steps = tuple(Step("learner", text) for text in sources)
    with KernelExecutor() as executor:
        return executor.execute(Job(steps, limits=Limits(**limits))).cells


def test_a_notebook_has_a_budget_of_its_own():
    slow = ["import time; time.sleep(0.8)"] * 3
    ran = results(*slow, "1", cell_seconds=1, notebook_cells=1.5)
    assert [cell.outcome for cell in ran] == ["ok", "timeout", "timeout", "timeout"]


def test_an_error_hidden_from_the_output_is_still_one():
    ran = results("get_ipython().showtraceback = lambda *a, **k: None", "1 / 0")
    assert ran[1].outcome == "error"
    assert ran[1].outputs[-1]["ename"] == "ZeroDivisionError"


def test_limits_of_memory_and_files_are_errors_of_the_cell():
    ran = results(
        "x = bytearray(2**30)", "open('/tmp/f', 'wb').write(bytes(2**25))",
        "2 + 2", memory_mb=512, file_mb=8,
    )  # fmt: skip
    assert [cell.outcome for cell in ran] == ["memory", "error", "ok"]
    assert ran[2].outputs[0]["data"] == {"text/plain": "4"}


def test_experiments_and_text_are_left_out():
    tagged = new_code_cell("1", metadata={"tags": ["experiment"]})
    assert is_skipped(tagged)
    graded = new_code_cell("1", metadata={"tags": ["experiment"]})
    graded.metadata.nbgrader = {"grade": True}
    assert not is_skipped(graded)
    assert is_skipped(new_code_cell("  "))
    assert is_skipped(nbformat.v4.new_markdown_cell("text"))
    assert not is_skipped(new_code_cell("1", metadata={"tags": ["other"]}))


def test_the_socket_folder_has_a_limit(tmp_path):
    process = subprocess.Popen(["sleep", "60"])
    (tmp_path / "huge").write_bytes(bytes(2 * 2**20))
    watcher = Watcher(process.pid, tmp_path, Limits(file_mb=1))
    watcher.start()
    assert process.wait(10) != 0
    watcher.close()
    assert watcher.verdict == "crashed"
