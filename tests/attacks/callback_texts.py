"""What answers do with a function of the test's own that they are given to call."""

from catalogue_reading import SHOW

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
