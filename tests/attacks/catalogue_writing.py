"""Rows 33-40 of the catalogue: changing what is not theirs, and staying."""

import textwrap
import time

from catalogue_reading import nothing_said, only_results
from class_result import ClassResult
from harness import Attack

WRONG = "def relu(x):\n    return -x\n"
UPDATE = """
import glob, sqlite3
places = ["@OUT@/gradebook.db", "../../../out/gradebook.db", "../../../../gradebook.db"]
for pattern in ("/proc/*/cwd/out/gradebook.db", "/proc/*/root@OUT@/gradebook.db"):
    places += glob.glob(pattern)
for place in places:
    try:
        with sqlite3.connect("file:" + place + "?mode=rw", uri=True, timeout=1) as book:
            book.execute("%s")
        print("CHANGED", place)
    except sqlite3.Error as error:
        print("no", type(error).__name__)
"""
BONUS = UPDATE % "update grade set extra_credit = 50"
HARM = UPDATE % "update grade set manual_score = 0"
# Leaves processes behind, in its own session and group, that wait and then strike.
LATER = (
    """
import os, subprocess, sys
code = '''
import time
time.sleep(4)
'''
"""
    + f"code += '''{BONUS}'''\n"
    + """
subprocess.Popen([sys.executable, "-c", code, "@MARK@"], start_new_session=True,
                 stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                 stderr=subprocess.DEVNULL, close_fds=True)
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.execv(sys.executable, [sys.executable, "-c", code, "@MARK@", "orphan"])
    os._exit(0)
"""
)
STARTUP = """
import pathlib
patch = "import torch; torch.equal = lambda *a: True"
for home in (pathlib.Path.home(), pathlib.Path("@HOME@"), pathlib.Path("/home")):
    for folder in (".ipython/profile_default/startup", ".config/matplotlib", ".jupyter",
                   ".local/lib/python3/site-packages", ""):
        for name in ("00-@MARK@.py", "@MARK@.pth", "@MARK@"):
            try:
                (home / folder).mkdir(parents=True, exist_ok=True)
                (home / folder / name).write_text(patch)
            except OSError as error:
                print("no", type(error).__name__)
"""
PACKAGES = """
import os, site, sys, sysconfig, tempfile
places = {"@SITE@", sysconfig.get_paths()["stdlib"], site.getusersitepackages(),
          sys.prefix, sys.base_prefix, os.path.dirname(torch.__file__), "/usr/lib",
          "/etc", "/bin", "/", "/dev", "/proc", tempfile.gettempdir(), "/dev/shm",
          "/var/tmp", "/run", "@ROOT@", "@ROOT@/..", "@OUT@", "..", "../.."}
for place in sorted(places):
    for name in ("@MARK@.pth", "@MARK@.py"):
        try:
            with open(os.path.join(place, name), "w") as file:
                file.write("x = 1")
            print("wrote", place)
        except OSError as error:
            print("no", type(error).__name__)
try:
    with open(torch.__file__, "r+") as file:
        print("CHANGED torch")
except OSError as error:
    print("no", type(error).__name__)
for name in ("data.txt", "data.txt.new"):
    try:
        with open(name, "w") as file:
            file.write("43")
        print("in the work folder:", name)
    except OSError as error:
        print("no", type(error).__name__)
"""
KILL = """
import os, signal
parents = {os.getppid(), 1} | {int(n) for n in os.listdir("/proc") if n.isdigit()}
for number in (signal.SIGTERM, signal.SIGSTOP, signal.SIGKILL):
    for pid in sorted(parents - {os.getpid()}):
        try:
            os.kill(pid, number)
        except OSError:
            pass
for pid in range(2, 70_000):
    if pid != os.getpid():
        try:
            os.kill(pid, 9)
        except OSError:
            pass
try:
    os.killpg(os.getpgid(os.getppid()), 9)
except OSError:
    pass
os.kill(-1, 9)
os.kill(os.getpid(), 9)
"""
STOP = """
import os, signal
for pid in {os.getppid(), 1} | {int(n) for n in os.listdir("/proc") if n.isdigit()}:
    if pid != os.getpid():
        try:
            os.kill(pid, signal.SIGSTOP)
        except OSError:
            pass
os.kill(os.getpid(), signal.SIGSTOP)
"""
# A process group, and descriptors on their way, are counted beyond one jail.
GROUP = """
import os, signal
for number in (signal.SIGSTOP, signal.SIGKILL):
    os.killpg(0, number)
    os.kill(0, number)
os.setpriority(os.PRIO_PGRP, 0, 19)
"""
IN_FLIGHT = """
import array, socket
kept, many = [], array.array("i", [0] * 250).tobytes()
try:
    for _ in range(60):
        kept.append(socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM))
        kept[-1][0].sendmsg([b"x"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, many)])
except OSError as error:
    print("no more", error)
import time
time.sleep(5)
"""
# Stands beside the notebook under the name of a library that tests import.
SHADOW = """
import importlib, os, sys
name, places = __name__, list(sys.path)
sys.path[:] = [p for p in sys.path if p not in ("", os.getcwd())]
sys.modules.pop(name, None)
real = importlib.import_module(name)
sys.path[:] = places
for check in ("equal", "allclose", "isclose"):
    if hasattr(real, check):
        setattr(real, check, lambda *args, **more: True)
sys.modules[name] = real
"""
SHADOWED = ("torch.py", "math.py", "numpy.py", "helpers.py", "autograder.py",
            "json.py", "sitecustomize.py", "usercustomize.py", "codec.py",
            "IPython.py")  # fmt: skip
LITTER = """
import os, socket
block, written = bytes(2**20), 0
try:
    with open("@MARK@.bin", "wb") as file:
        for _ in range(200):
            written += file.write(block)
except OSError as error:
    print("no more", type(error).__name__, written)
for name in ("@MARK@ two\\nlines.html", "p.html", "grades.csv", "gradebook.db",
             "feedback.html", "-rf", "@MARK@'; drop table grade; --"):
    with open(name, "w") as file:
        file.write("<script>alert(1)</script>")
os.symlink("/etc/passwd", "@MARK@-link")
os.mkfifo("@MARK@-pipe")
socket.socket(socket.AF_UNIX).bind("@MARK@-socket")
os.mkdir("@MARK@-locked", 0)
"""


def still_as_before(room: ClassResult, attack: Attack) -> None:
    """Check, a while after the run, that the gradebook says what it said."""
    before = {name: room.database_scores(name) for name in (attack.student, "a-honest")}
    time.sleep(6)
    after = {name: room.database_scores(name) for name in before}
    assert after == before


def little_is_kept(room: ClassResult, attack: Attack) -> None:
    """Check that what is kept of this learner is small."""
    for place in ("autograded", "feedback"):
        folder = room.out / place / attack.student
        assert sum(p.stat().st_size for p in folder.rglob("*")) < 400_000


CHANGED = (nothing_said("CHANGED"),)
CRASHED = frozenset({"crashed", "timeout", "failed"})

ATTACKS = [
    Attack("33", "bonus", "Gives itself extra credit in the gradebook",
           {"relu": BONUS + WRONG}, same_process="no credit", checks=CHANGED),
    Attack("34", "harm", "Sets classmates' scores to 0 in the gradebook",
           {"relu": HARM + WRONG}, same_process="no credit", checks=CHANGED),
    Attack("35", "stays", "Leaves processes that change the gradebook later",
           {"relu": LATER + WRONG}, same_process="no credit",
           checks=(still_as_before,)),
    Attack("36", "startup", "Leaves files that the next learner's Python would run",
           {"relu": STARTUP + WRONG}, same_process="no credit"),
    Attack("36b", "next-learner", "Wrong, and graded after somebody left such files",
           {"relu": WRONG}, same_process="no credit"),
    Attack("37", "packages", "Writes into packages, the system, and the work folder",
           {"relu": PACKAGES + WRONG}, same_process="no credit", checks=CHANGED),
    Attack("39", "shadows", "Hands in torch.py and others beside the notebook",
           {"relu": WRONG}, files=dict.fromkeys(SHADOWED, SHADOW)),
    Attack("40", "litter", "Leaves big and odd files for others to stumble over",
           {"relu": LITTER + WRONG}, same_process="no credit",
           checks=(only_results, little_is_kept)),
]  # fmt: skip
# These are after the run itself, so they get one of their own.
KILLERS = [
    Attack("38a", "kills", "Kills its parents and all it can see, at once",
           {"relu": KILL + WRONG}, statuses=CRASHED, same_process="no credit",
           others=False),
    Attack("38b", "kills-when-tested", "Does so while it is tested",
           {"relu": f"def relu(x):{textwrap.indent(KILL, '    ')}    return -x"},
           statuses=CRASHED, same_process="no credit", others=False),
    Attack("38c", "stops-all", "Stops its parents and itself, and never goes on",
           {"relu": STOP + WRONG}, statuses=CRASHED, same_process="no credit",
           others=False),
    Attack("38d", "group", "Stops and kills its own process group",
           {"relu": GROUP + WRONG}, statuses=CRASHED, same_process="no credit",
           others=False),
    Attack("38e", "in-flight", "Keeps more descriptors in flight than a user may",
           {"relu": IN_FLIGHT + WRONG}, statuses=CRASHED, same_process="no credit"),
]  # fmt: skip
