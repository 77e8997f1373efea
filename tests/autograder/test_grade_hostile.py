"""Hostile submissions beside an honest neighbour, who keeps full marks."""

import json
import socket
import sqlite3
import threading

import pytest
from grade_running import autograder, grades, needs_jail, page, score, status
from nbformat.v4 import new_code_cell
from toy_course import RIGHT, answered, make_course, submit

pytestmark = [pytest.mark.sandbox, needs_jail, pytest.mark.xdist_group("hostile")]


def wrong(code: str) -> object:
    """Return a notebook whose `square` runs `code` and is wrong afterwards."""
    body = "\n".join(f"    {line}" for line in code.splitlines())
    return answered({**RIGHT, "square": f"def square(x):\n{body}\n    return None"})


def probe(code: str) -> object:
    """Return a right notebook whose first free cell runs `code` and prints."""
    notebook = answered()
    notebook.cells.insert(1, new_code_cell(code))
    return notebook


LIMITS = {
    "loop": ("while True:\n    pass", "timeout"),
    "deaf": (
        "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True: pass",
        "timeout",
    ),
    "stubborn": (
        "while True:\n    try:\n        while True: pass\n"
        "    except BaseException: pass",
        "timeout",
    ),
    "memory": ("data = bytearray(5 * 2**30)", "memory"),
    "shared": (
        "import mmap\nm, data = mmap.mmap(-1, 2**31), bytes(2**20)\n"
        "for _ in range(2000): m.write(data)",
        "memory",
    ),
    "forks": (
        "import subprocess, time\n"
        "p = [subprocess.Popen(['sleep', '60']) for _ in range(100)]\ntime.sleep(5)",
        "crashed",
    ),
    "exit": ("import os\nos._exit(0)", "crashed"),
    # The first process of a PID namespace takes no such signal from inside it.
    "signal": ("import os\nos.kill(os.getpid(), 9)", "failed"),
}


FORGE = """
kernel = get_ipython().kernel
def send(kind, content):
    kernel.session.send(kernel.iopub_socket, kind, content, parent=kernel.get_parent())
for content in ({}, {"data": 7}, {"data": {"text/plain": {"a": 1}}, "metadata": 3},
                {"name": [], "text": {}}, {"data": {"image/png": "\\ud800"}}):
    for kind in ("display_data", "stream", "error", "execute_result", "status",
                 "update_display_data", "clear_output", "comm_open", "nonsense"):
        send(kind, content)
deep = []
for _ in range(200): deep = [deep]
send("display_data", {"data": {"application/json": deep}, "metadata": {}})
kernel.iopub_socket.send_multipart([b"not", b"a", b"message"])
"""
NEST = """
import os, time
from ipykernel.connect import get_connection_file
os.chdir(os.path.dirname(get_connection_file()))
for _ in range(3000):
    os.mkdir("d"); os.chdir("d")
time.sleep(5)"""
UPDATE = """
import threading, time
from IPython.display import display
handle = display("early", display_id="x")
shell = get_ipython()
def later():
    for _ in range(100):
        time.sleep(0.05)
        handle.update("LATE " + str(shell.user_ns.get("In")))
threading.Thread(target=later, daemon=True).start()
"""


def snoop(*paths: str) -> str:
    return "\n".join(
        f"try: print('READ', open({path!r}).read(200))\n"
        "except OSError as e: print('no', type(e).__name__)"
        for path in paths
    )


@pytest.fixture(scope="module")
def listener():
    """A server on this machine that the jail must not reach."""
    server = socket.create_server(("127.0.0.1", 0))
    reached: list[object] = []

    def accept() -> None:
        while True:
            try:
                reached.append(server.accept()[1])
            except OSError:
                return

    threading.Thread(target=accept, daemon=True).start()
    yield server.getsockname()[1], reached
    server.close()


@pytest.fixture(scope="module")
def classroom(tmp_path_factory, listener):
    """One class run over everybody."""
    root = make_course(tmp_path_factory.mktemp("hostile"))
    for name, (code, _) in LIMITS.items():
        submit(root, name, wrong(code))
    submit(root, "honest")
    submit(root, "honest-too")
    secret = root / "submitted" / "honest" / "ps1" / "p.ipynb"
    files = snoop(
        str(secret), str(root / "gradebook.db"), str(root / "source/ps1/p.ipynb"),
        "p.ipynb", "../p.ipynb", "/etc/shadow", "/root/.bashrc", __file__,
    )  # fmt: skip
    submit(root, "reader", probe(files))
    submit(
        root, "environ", probe("import os; print('ENV', sorted(os.environ.items()))")
    )
    connect = (
        "import socket\n"
        f"try: socket.create_connection(('127.0.0.1', {listener[0]}), 2); print('IN')\n"
        "except OSError: print('no way out')"
    )
    submit(root, "caller", probe(connect))
    submit(root, "noisy", probe("print('x' * 5_000_000)"))
    submit(root, "script", probe(
        "from IPython.display import HTML, display\n"
        "display(HTML('<script>alert(1)</script><b onclick=\"x()\">bold</b>'))"
    ))  # fmt: skip
    submit(root, "peeker", wrong(""), change=lambda nb: nb.cells.append(
        new_code_cell("print(In[-3], In[-2]); print(''.join(reversed(str(In))))")
    ))  # fmt: skip
    submit(root, "number", wrong("import sys\nsys.displayhook(2.0)"))
    submit(root, "forger", probe(FORGE))
    submit(root, "nester", wrong(NEST))
    submit(root, "late-writer", probe(UPDATE))
    submit(root, "=cmd()|x,\"y'")
    ran = autograder(
        root, "grade", "ps1", "--submissions", "submitted", "--output", "out",
        "--timeout", "8", "--memory", "512", "--workers", "2",
        SECRET_TOKEN="hunter2",
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "Traceback" not in ran.stderr
    return root / "out"


def test_honest_neighbours_keep_full_marks(classroom):
    assert score(classroom, "honest") == 5
    assert score(classroom, "honest-too") == 5
    assert status(classroom, "honest") == "ok"


@pytest.mark.parametrize("name", LIMITS)
def test_a_limit_is_a_verdict(classroom, name):
    row = grades(classroom)[name, "square-tests"]
    assert (row["status"], float(row["score"])) == (LIMITS[name][1], 0)
    assert (classroom / "autograded" / name / "ps1" / "p.ipynb").is_file()
    assert "square-tests" in page(classroom, name)


def test_an_interrupted_cell_lets_the_next_go_on(classroom):
    assert status(classroom, "loop", "mean-tests") == "ok"
    assert status(classroom, "memory", "mean-tests") == "ok"


def test_after_a_crash_the_rest_is_graded(classroom):
    for name in ("deaf", "exit", "signal", "forks"):
        assert status(classroom, name, "mean-tests") == "ok"


def outputs(root, student) -> str:
    path = root / "autograded" / student / "ps1" / "p.ipynb"
    return json.dumps([c.get("outputs") for c in json.loads(path.read_text())["cells"]])


def test_nothing_of_others_can_be_read(classroom):
    text = outputs(classroom, "reader")
    assert "READ" not in text
    refused = ("no FileNotFoundError", "no PermissionError")
    assert sum(text.count(words) for words in refused) == 8
    assert score(classroom, "reader") == 5


def test_the_environment_holds_no_secret(classroom):
    text = outputs(classroom, "environ")
    assert "ENV" in text
    assert "hunter2" not in text
    assert str(classroom) not in text


def test_no_network(classroom, listener):
    assert "no way out" in outputs(classroom, "caller")
    assert listener[1] == []


def test_output_is_cut_and_noted(classroom):
    assert len(outputs(classroom, "noisy")) < 1_100_000
    assert "left out" in page(classroom, "noisy")
    assert score(classroom, "noisy") == 5
    assert len(page(classroom, "noisy")) <= 300_000


def test_nothing_active_in_feedback(classroom):
    html = page(classroom, "script")
    assert "<b>bold</b>" in html
    assert "<script" not in html
    assert "<b onclick" not in html
    assert "Content-Security-Policy" in html


def test_hidden_tests_do_not_reach_feedback(classroom):
    html = page(classroom, "peeker")
    assert "the expected value is 16" not in html
    assert "61 si eulav detcepxe" not in html
    assert "square(-4)" not in html


def test_forged_messages_are_no_end(classroom):
    assert status(classroom, "forger") in ("ok", "crashed")
    assert "square-tests" in page(classroom, "forger")


def test_a_deep_folder_is_found_and_removed(classroom):
    assert status(classroom, "nester") == "failed"
    assert status(classroom, "nester", "mean-tests") == "ok"


def test_no_cell_writes_into_an_earlier_one(classroom):
    assert "LATE" not in outputs(classroom, "late-writer")
    assert score(classroom, "late-writer") == 5


def test_a_displayed_number_is_no_score(classroom):
    assert score(classroom, "number") == 3


def test_a_name_is_no_formula(classroom):
    table = (classroom / "grades.csv").read_text()
    assert '"\'=cmd()|x,""y\'"' in table
    assert score(classroom, "'=cmd()|x,\"y'") == 5


def test_every_learner_is_in_the_gradebook(classroom):
    with sqlite3.connect(classroom / "gradebook.db") as book:
        count = book.execute("select count(*) from submitted_assignment").fetchone()[0]
    assert count == len({student for student, _ in grades(classroom)}) == 21
