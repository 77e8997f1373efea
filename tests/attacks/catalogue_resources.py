"""Rows 41-49 of the catalogue: taking too much time, memory, room or attention.

The attacked exercise is the module's last one: what came before it keeps its marks,
even where its process has to be killed.
"""

from class_result import ClassResult
from harness import Attack
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell
from outcomes import kept, says, small

EXERCISE = "twice"
TIMEOUT = frozenset({"timeout"})
MEMORY = frozenset({"memory"})
TOO_MANY = frozenset({"crashed", "failed"})


def called(body: str) -> dict[str, str]:
    """Return a `twice` that does this when it is called, and is wrong afterwards."""
    lines = "\n".join(f"    {line}" for line in body.splitlines())
    return {EXERCISE: f"def twice(f, x):\n{lines}\n    return None"}


def on_the_way(code: str) -> dict[str, str]:
    """Return a `twice` whose cell does this when it is run, and is right."""
    return {EXERCISE: f"def twice(f, x):\n    return f(f(x))\n{code}"}


def attack(
    id: str, name: str, row: str, body: str, statuses: frozenset[str], *checks
) -> Attack:
    return Attack(
        id, name, row, answers=called(body), exercise=EXERCISE, statuses=statuses,
        same_process="not applicable", checks=(small, *checks),
    )  # fmt: skip


def loud(id: str, name: str, row: str, code: str, *checks) -> Attack:
    """Return honest work that says far too much; it costs no marks."""
    return kept(id, name, row, small, *checks, exercise=EXERCISE, first=code)


def slow_cells(place: int | None):
    """Return what adds 20 cells, each just below the limit of one cell."""
    cells = [new_code_cell(f"import time\ntime.sleep(5)  # {n}") for n in range(20)]

    def change(notebook: NotebookNode) -> None:
        at = len(notebook.cells) if place is None else place
        notebook.cells[at:at] = cells

    return change


def many_loud_cells(notebook: NotebookNode) -> None:
    """Add 150 cells, each of which stays below the limit of one cell."""
    cells = [new_code_cell(f"print('{n} x' * 220_000)") for n in range(150)]
    notebook.cells.extend(cells)


def seconds_are_few(room: ClassResult, attack: Attack) -> None:
    """Check that the run of this notebook came to an end within its budget."""
    assert attack.change is not None
    page = room.page(attack.student)
    assert "time was used up" in page, page[:3000]


LOOP = "while True:\n    pass"
CATCH_ALL = """\
while True:
    try:
        while True:
            pass
    except BaseException:
        pass"""
DEAF = f"""\
import signal
signal.signal(signal.SIGINT, signal.SIG_IGN)
signal.signal(signal.SIGTERM, signal.SIG_IGN)
{CATCH_ALL}"""
IN_C = "import re\nre.match(r'(a+)+$', 'a' * 60 + 'b')"
THREADED = """\
import threading
def spin():
    while True:
        pass
for _ in range(8):
    threading.Thread(target=spin).start()
spin()"""
BLOCKED = """\
import os, signal
signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
os.read(os.pipe()[0], 1)"""
GREEDY = """\
held = []
while True:
    try:
        held.append(b'x' * 10**8)
    except MemoryError:
        held.append(len(held))"""
SHARED = """\
import mmap
area, data = mmap.mmap(-1, 2**31), bytes(2**20)
for _ in range(2000):
    area.write(data)"""
PROCESSES = """\
import subprocess, time
held = [subprocess.Popen(['sh', '-c', 'sleep 60; : @MARK@']) for _ in range(100)]
time.sleep(3)"""
FORK_BOMB = """\
import os, time
for _ in range(9):
    os.fork()
time.sleep(60)"""
ORPHANS = """\
import subprocess
for _ in range(3):
    subprocess.Popen(['setsid', 'sh', '-c', 'sleep 300; : @MARK@'])"""
ONE_FILE = "open('/tmp/@MARK@', 'wb').write(bytes(200 * 2**20))"
MANY_FILES = """\
import os
for number in range(40):
    with open(f'{number}.@MARK@', 'wb') as file:
        file.write(bytes(20 * 2**20))"""
SPARSE = "open('@MARK@', 'wb').truncate(2**40)"
ALL_PLACES = """\
import os, pathlib
for place in ('.', '/tmp', '/dev/shm', os.path.expanduser('~'), '/var/tmp', '/run'):
    try:
        for number in range(20):
            pathlib.Path(place, f'@MARK@{number}').write_bytes(bytes(20 * 2**20))
    except OSError:
        pass"""
DISPLAYED = """\
from IPython.display import HTML, display
for _ in range(30):
    display(HTML('<p>' + 'x' * 10**6 + '</p>'))"""
FIGURES = """\
import matplotlib.pyplot as plt, numpy as np
for _ in range(12):
    plt.figure(figsize=(12, 9))
    plt.imshow(np.random.rand(900, 1200, 3))
    plt.show()"""
STDERR = "import sys\nsys.stderr.write('x' * 2 * 10**7)"
RAW = """\
import os
for _ in range(200):
    os.write(1, b'x' * 10**5)
    os.write(2, b'y' * 10**5)"""
CHILD = "import subprocess\nsubprocess.run(['sh', '-c', 'yes | head -c 20000000'])"
EMPTY = (
    "from IPython.display import display\nfor _ in range(20_000): display({}, raw=True)"
)

TIME = [
    attack("41", "loop", "a loop without end", LOOP, TIMEOUT),
    Attack("41", "loop-in-cell", "a loop without end in the answer's own cell",
           answers={EXERCISE: LOOP}, exercise=EXERCISE, statuses=TIMEOUT,
           same_process="not applicable"),
    attack("41", "asleep", "waits for what never comes",
           "import time\ntime.sleep(10**6)", TIMEOUT),
    attack("42", "catches-all", "a loop that catches BaseException", CATCH_ALL,
           TIMEOUT),
    attack("42", "deaf", "ignores SIGINT and SIGTERM, and catches all", DEAF, TIMEOUT),
    attack("42", "blocked", "blocks every signal and reads for ever", BLOCKED, TIMEOUT),
    attack("42", "in-c", "a regular expression that never ends", IN_C, TIMEOUT),
    attack("42", "threads", "eight threads that spin", THREADED, TIMEOUT),
    Attack("43", "slow-cells", "20 cells below the limit, before the answers",
           exercise=EXERCISE, statuses=TIMEOUT, others=False,
           same_process="not applicable", change=slow_cells(1),
           checks=(seconds_are_few,)),
    kept("43", "slow-cells-after", "20 cells below the limit, after the answers",
         seconds_are_few, exercise=EXERCISE, change=slow_cells(None)),
]  # fmt: skip
MEMORY_AND_MORE = [
    attack("44", "allocation", "3 GB at once", "data = bytearray(3 * 2**30)", MEMORY),
    attack("44", "tensor", "a tensor of 3 GB", "data = torch.ones(3 * 2**28)", MEMORY),
    attack("44", "greedy", "takes all there is, and goes on", GREEDY, MEMORY | TIMEOUT),
    attack("44", "shared", "2 GB of shared memory", SHARED, MEMORY | TIMEOUT),
    attack("45", "processes", "100 processes", PROCESSES, TOO_MANY),
    attack("45", "fork-bomb", "512 processes that fork", FORK_BOMB, TOO_MANY | TIMEOUT),
    kept("45", "orphans", "processes of sessions of their own", exercise=EXERCISE,
         last=ORPHANS),
    attack("46", "one-file", "a file of 200 MB", ONE_FILE, frozenset({"failed"})),
    attack("46", "many-files", "800 MB in 40 files", MANY_FILES,
           frozenset({"failed"}) | MEMORY),
    attack("46", "sparse", "a file of a terabyte that is empty", SPARSE,
           frozenset({"failed"})),
    kept("46", "all-places", "fills every place that can be written to", small,
         exercise=EXERCISE, last=ALL_PLACES),
]  # fmt: skip
OUTPUT = [
    loud("47", "one-line", "a line of 20 MB", "print('x' * 2 * 10**7)",
         says("left out")),
    loud("47", "stderr", "a line of 20 MB on stderr", STDERR, says("left out")),
    loud("47", "raw", "40 MB past Python, to both streams", RAW),
    loud("47", "child", "20 MB from a child's output", CHILD),
    kept("47", "when-called", "a line of 20 MB whenever it is called", small,
         exercise=EXERCISE,
         answers={EXERCISE: "def twice(f, x):\n    print('x' * 2 * 10**7)\n"
                            "    return f(f(x))"}),
    attack("47", "for-ever", "prints for ever", "while True: print('x' * 1000)",
           TIMEOUT),
    attack("47", "error", "an error of 20 MB", "raise ValueError('x' * 2 * 10**7)",
           frozenset({"failed"})),
    loud("48", "display", "30 displays of 1 MB", DISPLAYED, says("left out")),
    loud("48", "figures", "12 figures of noise", FIGURES),
    kept("48", "many-cells", "150 cells of a little less than 1 MB each", small,
         exercise=EXERCISE, change=many_loud_cells),
    loud("48", "empty", "20,000 displays of nothing", EMPTY),
    loud("49", "lines", "300,000 lines",
         "for number in range(300_000): print(number)", says("left out")),
]  # fmt: skip
ATTACKS = [*TIME, *MEMORY_AND_MORE, *OUTPUT]
