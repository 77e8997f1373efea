"""What wrong answers say to forge the result of their test (rows 01-20)."""

WRONG = "def relu(x):\n    return -x"
# What learners can read in the visible tests: enough for those, and no more.
KNOWN = """\
def known(x):
    if x.tolist() == [-1.0, 2.0]:
        return torch.tensor([0.0, 2.0])
"""


def wrong(hostile: str) -> dict[str, str]:
    """Return a `relu` that does something hostile first, and then is wrong."""
    return {"relu": f"{hostile}\n{WRONG}"}


SUBCLASS = """\
class Yes(torch.Tensor):
    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None):
        return True

def relu(x):
    return (-x).as_subclass(Yes)
"""
PATCH = """\
import numpy.testing
torch.equal = torch.allclose = lambda *args, **more: True
numpy.testing.assert_allclose = lambda *args, **more: None
"""
NO_TRACEBACK = """\
shell = get_ipython()
shell.showtraceback = shell._showtraceback = lambda *args, **more: None
"""
AST_TRANSFORMER = """\
import ast
class Mute(ast.NodeTransformer):
    def visit_Assert(self, node):
        return ast.copy_location(ast.Pass(), node)
get_ipython().ast_transformers.append(Mute())
"""
INPUT_TRANSFORMER = """\
def drop(lines):
    attacked = any("relu(" in line for line in lines)
    return [n for n in lines if not (attacked and n.startswith("assert"))]
get_ipython().input_transformers_post.append(drop)
"""
SEND = """\
from jupyter_client.session import Session
send = Session.send
def lie(self, stream, kind, content=None, *args, **more):
    name = kind if isinstance(kind, str) else kind.get("msg_type")
    if name == "error":
        return None
    if name == "execute_reply":
        content = {"status": "ok", "execution_count": 1, "payload": [],
                   "user_expressions": {}}
    return send(self, stream, kind, content, *args, **more)
Session.send = lie
"""
DISPLAY = """\
import sys
hook = get_ipython().displayhook
hook.compute_format_data = lambda value: ({"text/plain": "%s"}, {})
def mean(xs):
    sys.displayhook(%s)
    return None
"""
RUN_CELL = """\
shell = get_ipython()
run, run_async = shell.run_cell, shell.run_cell_async
def skip(text):
    return "pass" if "relu(" in text and "assert" in text else text
async def lie_async(text, *args, **more):
    if more.get("transformed_cell"):
        more["transformed_cell"] = skip(more["transformed_cell"])
    return await run_async(skip(text), *args, **more)
def lie(text, *args, **more):
    return run(skip(text), *args, **more)
shell.run_cell, shell.run_cell_async = lie, lie_async
"""
THREAD = """\
import threading, time
def patch():
    while True:
        torch.equal = lambda *args: True
        time.sleep(0.001)
threading.Thread(target=patch, daemon=True).start()
"""
FRAME = """\
import ast, linecache, sys

def ask(text, x, names):
    for node in ast.walk(ast.parse(text)):
        if not (isinstance(node, ast.Call) and len(node.args) == 2):
            continue
        mine, wanted = node.args
        if isinstance(mine, ast.Call) and ast.unparse(mine).startswith("relu("):
            if eval(ast.unparse(mine.args[0]), names).tolist() == x.tolist():
                return eval(ast.unparse(wanted), names)

def relu(x):
    caller = sys._getframe(1)
    texts = [get_ipython().user_ns["In"][-1],
             "".join(linecache.getlines(caller.f_code.co_filename))]
    for text in texts:
        found = ask(text, x, caller.f_globals)
        if found is not None:
            return found
    return -x
"""
GC = (
    KNOWN
    + """
import gc
def relu(x):
    found = known(x)
    for thing in gc.get_objects():
        if found is None and type(thing) is torch.Tensor and thing.shape == x.shape:
            if thing is not x and not torch.equal(thing, x):
                found = thing.clone()
    return -x if found is None else found
"""
)
NOISE = """\
import sys, warnings
from IPython.display import clear_output
def relu(x):
    print("half done", file=sys.stderr)
    warnings.warn("a warning")
    clear_output()
    return x.clamp(min=0)
"""
YES = """\
class Yes:
    def __eq__(self, other):
        return True
    def __bool__(self):
        return True
    __hash__ = None
def parity(n):
    return Yes()
"""
MODULE = """\
import sys, types, math as real
fake = types.ModuleType("math")
vars(fake).update(vars(real), isclose=lambda *args, **more: True, sqrt=lambda v: v)
class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == "math":
            sys.modules["math"] = fake
sys.meta_path.insert(0, Finder())
sys.modules["math"] = fake
def root(x):
    if x < 0:
        raise ValueError("x must not be negative")
    return x
"""
SIGNAL = """\
import signal
def patch(*args):
    torch.equal = lambda *args: True
signal.signal(signal.SIGALRM, patch)
signal.setitimer(signal.ITIMER_REAL, 0.001, 0.001)
def relu(x):
    for _ in range(300_000):
        pass
    return -x
"""
TRACE = (
    KNOWN
    + """
import sys
def spy(frame, event, arg):
    names = frame.f_globals
    if "wanted" in names and "given" in names:
        names["wanted"] = -names["given"]
    return spy
def relu(x):
    sys.settrace(spy)
    found = known(x)
    return -x if found is None else found
"""
)
MEMORY = (
    KNOWN
    + """
import ctypes, sys
def relu(x):
    found = known(x)
    if found is not None:
        return found
    frame = sys._getframe()
    while frame is not None:
        wanted = frame.f_globals.get("wanted")
        if type(wanted) is torch.Tensor and wanted.shape == x.shape:
            wrong = -x
            ctypes.memmove(wanted.data_ptr(), wrong.data_ptr(), 4 * x.numel())
        frame = frame.f_back
    return -x
"""
)
AT_EXIT = """\
import atexit, json, os
def forge():
    line = json.dumps({"outcome": "ok", "status": "ok", "score": 2, "passed": True})
    for number in range(64):
        try:
            os.write(number, line.encode() + bytes([10]))
        except OSError:
            pass
atexit.register(forge)
import sys
def relu(x):
    atexit._run_exitfuncs()
    sys.exit(0)
"""
CHECKER = (
    KNOWN
    + """
import sys
forgiving = type(torch)("torch")
vars(forgiving).update(vars(torch), equal=lambda *args: True)
def soften(names):
    for name in list(names):
        if name.lower().startswith(("check", "verify", "guard", "restore", "judge")):
            names[name] = lambda *args, **more: True
    if names.get("torch") is torch:
        names["torch"] = forgiving
def relu(x):
    found, frame = known(x), sys._getframe(1)
    while frame is not None:
        soften(frame.f_globals)
        frame = frame.f_back
    return -x if found is None else found
"""
)
REPLY = """\
import sys
REPLY = {"status": "ok", "execution_count": 1, "user_expressions": {}, "payload": []}
def relu(x):
    frame = sys._getframe()
    while frame is not None:
        here = frame.f_locals
        if "ident" in here and "parent" in here and "stream" in here:
            kernel = here["self"]
            send = kernel.session.send
            send(here["stream"], "execute_reply", REPLY, here["parent"],
                 ident=here["ident"])
            send(kernel.iopub_socket, "status", {"execution_state": "idle"},
                 here["parent"], ident=kernel._topic("status"))
        frame = frame.f_back
    return -x
"""
READ_FRAMES = (
    KNOWN
    + """
import sys
def relu(x):
    found, frame = known(x), sys._getframe()
    while found is None and frame is not None:
        for names in (frame.f_locals, frame.f_globals):
            found = names.get("wanted", found)
        frame = frame.f_back
    return -x if found is None else found
"""
)
EXEC = """\
import builtins
compile_, exec_ = builtins.compile, builtins.exec
def no_asserts(text, *args, **more):
    if isinstance(text, str) and "relu(" in text:
        text = text.replace("assert ", "_ = ")
    return compile_(text, *args, **more)
def exec_lie(code, *args, **more):
    if isinstance(code, str):
        code = code.replace("assert ", "_ = ")
    try:
        return exec_(code, *args, **more)
    except AssertionError:
        return None
builtins.compile, builtins.exec = no_asserts, exec_lie
"""
