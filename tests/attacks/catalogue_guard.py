"""Attacks on the guard tier: tests that have to run beside the learner's objects.

That tier stops known tricks; it is no border. What gets through is marked as a known
loss, and stands in docs/threat-model.md: a row that is stopped one day says so. None of
them may reach a neighbour, the gradebook, another secret, or the run.
"""

from catalogue_reading import SHOW
from harness import ALL_LOST, Attack

# Right in kind, wrong in order; what the visible tests ask for is right.
STACK = """\
Stack = type("Stack", (list,), {"size": lambda self: len(self)})
def make_stack(items):
    return Stack(sorted(items))
"""
YES = "lambda *args, **more: True"
PATCHES = """\
def patch():
    torch.equal = lambda *args, **more: True
    torch.testing.assert_close = lambda *args, **more: None
"""


def stack(before: str, inside: str = "pass") -> dict[str, str]:
    """Return a wrong `make_stack`: hostile before it is called, and while it is."""
    text = PATCHES + before + "\n" + STACK
    head = "def make_stack(items):\n"
    return {"make_stack": text.replace(head, f"{head}    {inside}\n")}


CODE = """
def nothing(*args, **more):
    return None
torch.testing.assert_close.__code__ = nothing.__code__
"""
INSIDE = """
import torch.testing._comparison as comparison
comparison.not_close_error_metas = lambda *args, **more: []
torch.equal = lambda *args: True
"""
THREAD = """
import threading, time
def again():
    while True:
        patch()
        time.sleep(0)
threading.Thread(target=again, daemon=True).start()
"""
SIGNAL = """
import signal
signal.signal(signal.SIGALRM, lambda *args: patch())
signal.setitimer(signal.ITIMER_REAL, 0.002, 0.002)
"""
GC_CALLBACK = """
import gc
gc.callbacks.append(lambda *args: patch())
"""
WEAKREF = """
import weakref
class Fuse:
    def __del__(self):
        patch()
def fused(items):
    made = Stack(sorted(items))
    made.fuse = Fuse()
    return made
"""
PROFILE = """
import sys
def spy(frame, event, arg):
    patch()
"""
AUDIT = """
import sys
busy = []
def spy(event, args):
    if not busy and event in ("exec", "compile", "import", "object.__getattr__"):
        busy.append(event)
        patch()
        busy.clear()
sys.addaudithook(spy)
"""
FRAMES = """
import sys
forgiving = type(torch)("torch")
vars(forgiving).update(vars(torch), equal=lambda *args: True, testing=forgiving)
forgiving.assert_close = lambda *args, **more: None
def rewrite():
    frame = sys._getframe()
    while frame is not None:
        if frame.f_globals.get("torch") is torch:
            frame.f_globals["torch"] = forgiving
        frame = frame.f_back
"""
CTYPES = """
import ctypes, gc, sys
def poke():
    frame = sys._getframe(1)
    while frame is not None:
        for part in frame.f_code.co_consts:
            if part == (3, 1, 2):
                start = id(part) + tuple.__basicsize__
                slots = ctypes.cast(start, ctypes.POINTER(ctypes.py_object))
                spare.append(part[:])
                slots[0], slots[1], slots[2] = 1, 2, 3
        frame = frame.f_back
spare = []
"""
CONSTANTS = """
import builtins
builtins.isinstance = lambda *args: True
builtins.AssertionError = type("AssertionError", (Warning,), {})
"""
LYING_COPY = """
torch.tensor, real = (lambda data, **more: real([1, 2, 3])), torch.tensor
"""
READER = (
    SHOW
    + """
import sys
def look():
    frame, wanted = sys._getframe(), None
    for _ in range(4):
        show("consts", str(frame.f_code.co_consts))
        show("mark", str(frame.f_globals.get("mark")))
        found = frame.f_globals.get("wanted")
        wanted = found if type(found) is list else wanted
        frame = frame.f_back
    return wanted
"""
)
HONEST = """\
import numpy.polynomial, torch.nn.utils.parametrize
np.mine = torch.mine = 1
def make_stack(items):
    np.testing.assert_array_equal(items, items)
    return type("Stack", (list,), {"size": lambda self: len(self)})(items)
"""
GUARD = {"exercise": "make_stack"}
ATTACKS = [
    Attack("guard-00", "honest", "Honest: uses what tests use, and adds to modules",
           {"make_stack": HONEST}, first="np.testing.assert_array_equal(1, 1)",
           score=2, statuses=frozenset({"ok"}), same_process="not applicable", **GUARD),
    Attack("guard-01", "patched", "torch's checks replaced beforehand",
           stack("patch()"), **GUARD),
    Attack("guard-02", "thread", "A thread replaces them again and again",
           stack(THREAD, "time.sleep(0.05)"), known_loss=True, **GUARD),
    Attack("guard-03", "timers", "Signal handlers of two timers replace them",
           stack(SIGNAL), **GUARD),
    Attack("guard-04", "trace", "A profile function replaces them",
           stack(PROFILE + "sys.setprofile(spy)\n"), **GUARD),
    Attack("guard-05", "builtins", "isinstance and AssertionError are others",
           stack(CONSTANTS), statuses=ALL_LOST, others=False,
 same_process="no credit", **GUARD),
    Attack("guard-06", "made-up-data", "Tensors and arrays hold what it likes",
           stack(LYING_COPY), **GUARD),
    Attack("guard-07", "while-called", "Replaces them while it is being tested",
           stack("", "patch()"), known_loss=True, **GUARD),
    Attack("guard-08", "frames", "Changes the test's own names from below",
           stack(FRAMES, "rewrite()"),
           known_loss=True, **GUARD),
    Attack("guard-09", "code", "Gives torch's function another body, in place",
           stack(CODE, "torch.equal = lambda *args: True"), known_loss=True, **GUARD),
    Attack("guard-10", "inner-function", "Replaces what torch's check itself calls",
           stack(INSIDE), **GUARD),
    Attack("guard-11", "gc", "A callback of the garbage collector replaces them",
           stack(GC_CALLBACK, "import gc; gc.collect()"), known_loss=True, **GUARD),
    Attack("guard-12", "deleted", "Its first result replaces them when it is freed",
           {"make_stack": PATCHES + STACK + WEAKREF + "make_stack = fused\n"},
           known_loss=True, **GUARD),
    Attack("guard-13", "audit", "An audit hook replaces them; none can be removed",
           stack(AUDIT, "exec('1')"), known_loss=True, **GUARD),
    Attack("guard-14", "profile-later", "Sets a profile function while it is tested",
           stack(PROFILE, "sys.setprofile(spy)"), known_loss=True, **GUARD),
    Attack("guard-15", "memory", "Overwrites the test's constants in memory",
           stack(CTYPES, "patch(); poke()"), known_loss=True, **GUARD),
    Attack("guard-16", "reads", "Reads the hidden test and what it expects from frames",
           stack(READER, "items = look() or items\n    return Stack(items)"),
           known_loss=True, **GUARD),
]  # fmt: skip
