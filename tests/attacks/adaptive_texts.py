"""What answers say that attack the split tier: odd objects, names, callbacks."""

from attack_course import EVENS
from forging_texts import KNOWN

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
