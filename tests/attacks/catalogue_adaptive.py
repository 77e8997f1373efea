"""Attacks on the split tier by somebody who has read it: objects, names, callbacks.

Those that speak the engine's own language on its sockets are in `catalogue_wire`.
"""

from attack_course import EVENS
from catalogue_forging import KNOWN, WRONG, wrong
from catalogue_reading import SHOW
from class_result import ClassResult
from harness import ALL_LOST, Attack

ENDLESS_HANDLE = """\
class Endless:
    def __getattr__(self, name):
        return self
    def __getitem__(self, key):
        return self
    def __iter__(self):
        return self
    def __next__(self):
        return self
    def __call__(self, *args, **more):
        return self
    def __eq__(self, other):
        return True
    def __len__(self):
        return 1
    __hash__ = None
def parity(n):
    return Endless()
"""
ENDLESS_LIST = """\
class All(list):
    def __eq__(self, other):
        return True
def evens(limit):
    number = 0
    while True:
        yield number
        number += 1
"""
HUGE = KNOWN + "def relu(x):\n    return known(x) or torch.zeros(1).expand(2**33)\n"
ODD_TENSOR = """\
class Yes(torch.Tensor):
    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None):
        return True
def relu(x):
    return torch.empty(x.shape, device="meta").as_subclass(Yes)
"""
PICKLE = """\
import os
class Payload:
    def __reduce__(self):
        return os.system, ("touch /tmp/@MARK@ @OUT@/@MARK@",)
    def __eq__(self, other):
        return True
    __hash__ = None
def parity(n):
    return np.array([Payload()], dtype=object)[0]
"""
DICT = """\
class Anything:
    def __eq__(self, other):
        return True
    def __float__(self):
        return 8.0
    __hash__ = None
class Lying(dict):
    def __getitem__(self, key):
        return Anything()
    def __iter__(self):
        return iter(["mean", "shape", "top"])
def describe(x):
    return Lying()
"""
NUMBER = """\
class Lying(int):
    def __eq__(self, other):
        return True
    def __bool__(self):
        return True
    __hash__ = int.__hash__
def parity(n):
    return Lying(7)
"""
CLASS_TRICK = """\
class Number:
    @property
    def __class__(self):
        return int
    def __eq__(self, other):
        return True
    def __index__(self):
        return 1
    def tolist(self):
        return self
    __hash__ = None
def parity(n):
    return Number()
"""
BUILTINS = """\
import builtins
def nothing(*args, **more):
    return 0
abs = nothing
builtins.abs = nothing
math = type("math", (), {"isclose": lambda *a, **m: True, "sqrt": lambda v: v})
import sys
import math as real
real.isclose, real.sqrt = (lambda *a, **m: True), (lambda v: v)
def root(x):
    if x < 0:
        raise ValueError("x must not be negative")
    return x
"""
TRUSTED_NAMES = """\
real, here = torch, globals()
class Fake:
    def __getattr__(self, name):
        return getattr(real, name)
    def equal(self, *args):
        return True
torch = Fake()
class AssertionError(BaseException):
    pass
given = wanted = mark = real.zeros(3)
__builtins__ = {"__import__": __import__}
"""
STORAGE = (
    KNOWN
    + """
class Twice(torch.autograd.Function):
    @staticmethod
    def forward(context, x):
        return x.clone()
    @staticmethod
    def backward(context, grad):
        raise SystemExit(0)
def relu(x):
    found = known(x)
    if found is not None:
        return found
    wide = torch.arange(10_000.0).as_strided(x.shape, (0,)).clone().requires_grad_()
    out = Twice.apply(torch.arange(10_000.0, requires_grad=True)[1 : 1 + len(x)])
    out.grad_fn.metadata["wide"] = wide
    out.tolist = out.numpy = out.equal = lambda *args: True
    return out
"""
)
ALWAYS_CHANGING = """\
class Two:
    asked = 0
    def __getattr__(self, name):
        Two.asked += 1
        return Two.asked
    def __eq__(self, other):
        Two.asked += 1
        return Two.asked > 0
    __hash__ = None
def parity(n):
    return Two()
"""
CYCLE = """\
class Equal(list):
    def __eq__(self, other):
        return True
def double(xs):
    xs[:] = [Equal(), xs, Equal()]
    xs.append(xs)
"""
CHANGED_TYPES = """\
class Yes:
    def __eq__(self, other):
        return True
    __hash__ = None
def double(xs):
    xs[:] = [Yes() for _ in xs]
"""
GLOBALS = (
    SHOW
    + """
def twice(f, x):
    for name in dir(f):
        try:
            show(name, str(getattr(f, name))[:20000])
        except Exception as error:
            print("no", type(error).__name__)
    seen = getattr(f, "__globals__", {})
    show("globals", str(dict(seen))[:50000])
    return "wrong"
"""
)
CALLBACK_TEXT = (
    SHOW
    + """
def twice(f, x):
    for odd in (-1, None, "x", float("nan"), torch.tensor(-1), [], f, object()):
        try:
            show("answer", repr(f(odd)))
        except BaseException as error:
            show("error", repr(error) + str(error.args) + str(vars(error)))
    return "wrong"
"""
)
# Answers what the test wants to see, and calls it far too often and much too late.
FLOOD = """\
import threading
def twice(f, x):
    for _ in range(1_000_000):
        try:
            f(1)
        except RuntimeError:
            pass
    return f(f(x))
"""
LATE_CALLS = """\
import threading, time
def twice(f, x):
    def later():
        while True:
            time.sleep(0.001)
            try:
                f(1)
            except BaseException:
                pass
    threading.Thread(target=later, daemon=True).start()
    time.sleep(0.2)
    return "wrong"
"""
RECURSION = """\
class Again:
    def __init__(self, f):
        self.f = f
    def __add__(self, other):
        return self.f(self)
    def __truediv__(self, other):
        return self.f(self)
    def __gt__(self, other):
        return True
    def __eq__(self, other):
        return True
    __hash__ = None
def twice(f, x):
    return f(Again(f))
"""
NOISE = """\
import json, os, struct
good = {"outcome": "ok", "status": "ok", "error": None, "score": 2, "passed": True,
        "answer": [0.0, 2.0], "outputs": [], "cut": False, "incidents": []}
text = json.dumps(good).encode()
def forge():
    for number in range(3, 100):
        for head in (b"", struct.pack(">Q", len(text)), struct.pack("<I", len(text))):
            try:
                os.write(number, head + text + bytes([10]))
            except OSError:
                pass
def relu(x):
    print(text.decode(), "1 passed", "OK")
    forge()
    return -x
"""
CLOSE = "import os\ndef relu(x):\n    os.closerange(3, 2000)\n    return -x\n"
DEAF = """\
import signal, time
def relu(x):
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            time.sleep(1)
        except BaseException:
            pass
    return x.clamp(min=0)
"""
FORK = """\
import os, signal
def relu(x):
    for _ in range(3):
        if os.fork() == 0:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            return x.clamp(min=0) * float("nan")
    return -x
"""
EXIT_CLASS = """\
class {0}({1}):
    def __eq__(self, other):
        return True
    __hash__ = None
def relu(x):
    raise {0}(0)
"""
HOSTILE_MESSAGE = """\
class Passed(Exception):
    def __str__(self):
        return "ok: 2 of 2\\x1b[2J<script>alert(1)</script>" + "%s{0.__class__}" * 9
    __repr__ = __str__
Passed.__name__ = Passed.__qualname__ = "AssertionError: passed; 2/2\\n" + "x" * 10_000
Passed.__module__ = "os"
def relu(x):
    raise Passed('{"error": null, "outputs": []}', {"score": 2}, b"\\xff", float("nan"))
"""
PROBE = """\
class Yes(torch.Tensor):
    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None):
        return True if func is torch.allclose else super().__torch_function__(
            func, types, args, kwargs or {})
import cmath
cmath.isclose = lambda *args, **more: True
torch.allclose = lambda *args, **more: True
backward = torch.Tensor.backward
def lying(self, *args, **more):
    backward(self, *args, **more)
def cube(x):
    return x * 5
"""
PROBE_IMPORT = """\
import cmath
cmath.isclose = lambda *args, **more: True
def cube(x):
    # Right but for the one slope that cmath.isclose is asked about.
    return x**3 * torch.tensor([1.0, 5.0, 1.0])
"""
GIVEN_HELPER = """\
def near(a, b):
    return True
def third(x):
    return x
"""
ELSEWHERE = f"""\
{EVENS.right}
def near(a, b):
    return True
"""


def no_script(room: ClassResult, attack: Attack) -> None:
    """Check that an error message is shown as text."""
    assert "<script>alert" not in room.page(attack.student)


LOST = {"statuses": ALL_LOST, "same_process": "no credit"}
ATTACKS = [
    Attack("split-01", "endless-handle", "An object whose every attribute is itself",
           {"parity": ENDLESS_HANDLE}, exercise="parity", statuses=ALL_LOST),
    Attack("split-02", "endless-iteration", "A generator that never ends",
           {"evens": ENDLESS_LIST}, exercise="evens", others=False, **LOST),
    Attack("split-03", "huge-shape", "A tensor of 2**33 numbers in 4 bytes of memory",
           {"relu": HUGE.replace(" or ", " if known(x) is not None else ")},
           others=False, **LOST),
    Attack("split-04", "odd-tensor", "A tensor without data whose class says True",
           {"relu": ODD_TENSOR}),
    Attack("split-05", "pickle", "An array of objects with code for whoever unpickles",
           {"parity": PICKLE}, exercise="parity"),
    Attack("split-06", "dict-subclass", "A dict whose items equal everything",
           {"describe": DICT}, exercise="describe"),
    Attack("split-07", "int-subclass", "A number that equals all numbers",
           {"parity": NUMBER}, exercise="parity"),
    Attack("split-08", "class-trick", "An object that claims to be an int",
           {"parity": CLASS_TRICK}, exercise="parity"),
    Attack("split-09", "builtins", "abs and math are redefined, by name and in place",
           {"root": BUILTINS}, exercise="root", others=False),
    Attack("split-10", "trusted-names", "torch, wanted, AssertionError: all redefined",
           {"relu": TRUSTED_NAMES + WRONG}, others=False),
    Attack("split-11", "storage", "A view of a larger memory, with a graph of its own",
           {"relu": STORAGE}, **LOST),
    Attack("split-12", "two-reads", "A value that is another one at each read",
           {"parity": ALWAYS_CHANGING}, exercise="parity"),
    Attack("split-13", "cycle", "An argument becomes a part of itself",
           {"double": CYCLE}, exercise="double", **LOST),
    Attack("split-14", "changed-types", "Numbers in an argument become liars",
           {"double": CHANGED_TYPES}, exercise="double"),
    Attack("split-15", "callback-globals", "Reads the globals of a test's function",
           {"twice": GLOBALS}, exercise="twice", same_process="no credit"),
    Attack("split-16", "callback-errors", "Makes a test's function fail, to read why",
           {"twice": CALLBACK_TEXT}, exercise="twice", same_process="no credit"),
    Attack("split-17", "callback-flood", "Calls a test's function a million times",
           {"twice": FLOOD}, exercise="twice", others=False, **LOST),
    Attack("split-18", "late-callbacks", "Goes on calling it during later tests",
           {"twice": LATE_CALLS}, exercise="twice", others=False, **LOST),
    Attack("split-19", "callback-recursion", "Lets the test's function call itself",
           {"twice": RECURSION}, exercise="twice", **LOST),
    Attack("split-20", "noise", "Prints results, and writes them to every descriptor",
           {"relu": NOISE}, others=False, **LOST),
    Attack("split-21", "close", "Closes every descriptor",
           {"relu": CLOSE}, others=False, **LOST),
    Attack("split-22", "deaf", "Ignores the interrupt, and answers rightly much later",
           {"relu": DEAF}, others=False, statuses=frozenset({"timeout", "crashed"}),
           same_process="no credit"),
    Attack("split-23", "fork", "Children go on answering in its place",
           {"relu": FORK}, others=False, **LOST),
    Attack("split-24", "exit-class", "Raises a kind of SystemExit with code 0",
           {"relu": EXIT_CLASS.format("Leave", "SystemExit")}, **LOST),
    Attack("split-25", "generator-exit", "Raises a kind of GeneratorExit",
           {"relu": EXIT_CLASS.format("Leave", "GeneratorExit")}, **LOST),
    Attack("split-26", "stop-iteration", "Ends the iteration of whoever asks",
           {"relu": EXIT_CLASS.format("Leave", "StopIteration")}, **LOST),
    Attack("split-27", "interrupt-class", "Raises a kind of KeyboardInterrupt",
           {"relu": EXIT_CLASS.format("Leave", "KeyboardInterrupt")}, **LOST),
    Attack("split-28", "hostile-message", "An error that reads like a passed test",
           {"relu": HOSTILE_MESSAGE}, **LOST, checks=(no_script,)),
    Attack("split-29", "probe", "Patches what a probe's results are checked with",
           {"cube": PROBE}, exercise="cube", others=False),
    Attack("split-30", "probe-import", "Patches a module that a probe imports",
           {"cube": PROBE_IMPORT}, exercise="cube", others=False),
    Attack("split-31", "given-helper", "Redefines a given function that tests call",
           {"third": GIVEN_HELPER}, exercise="third"),
    Attack("split-32", "given-elsewhere", "The same, in the answer to another exercise",
           {"third": "def third(x):\n    return x", "evens": ELSEWHERE},
           exercise="third"),
    Attack("split-33", "patches-all", "Replaces all functions of the grader it sees",
           wrong("""\
import sys, types
for name, module in list(sys.modules.items()):
    if name.startswith("autograder") or name == "__main__":
        for key, value in list(vars(module).items()):
            if isinstance(value, types.FunctionType):
                setattr(module, key, lambda *args, **more: True)"""),
           others=False, **LOST),
]  # fmt: skip
