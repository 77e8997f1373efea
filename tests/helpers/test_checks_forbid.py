"""What an answer may not use: read from its source, and while it runs."""

import linecache
import subprocess
import sys

import pytest
import torch

from helpers import checks

SETUP = """
import math
import numpy as np
import torch
import torch.nn.functional as F
from torch import nn, softmax as borrowed
from helpers import checks
"""


class Notebook:
    """Cells that run as a kernel runs them, in one namespace."""

    def __init__(self):
        self.scope = {"__name__": "__main__"}
        self.count = 0
        self.run(SETUP)

    def run(self, source):
        """Execute a cell and return the namespace."""
        self.count += 1
        name = f"<ipython-input-{self.count}-{id(self)}>"
        lines = source.splitlines(keepends=True)
        linecache.cache[name] = (len(source), None, lines, name)
        exec(compile(source, name, "exec"), self.scope)
        return self.scope


@pytest.fixture
def notebook():
    return Notebook()


def body(*lines):
    """Write an exercise whose function has these lines."""
    return "def answer(x):\n" + "".join(f"    {line}\n" for line in lines)


SOFTMAX = "torch.softmax torch.nn.functional helpers"
CHEATS = {
    "dotted name": body("return torch.softmax(x, dim=-1)"),
    "functional": body("return F.softmax(x, dim=-1)"),
    "long name": body("return torch.nn.functional.relu(x)"),
    "through nn": body("return nn.functional.relu(x)"),
    "method": body("return x.softmax(-1)"),
    "method of the class": body("return torch.Tensor.softmax(x, -1)"),
    "method of a result": body("return (x - x.max()).softmax(-1)"),
    "alias from another cell": body("return borrowed(x, -1)"),
    "import": "import torch.nn.functional as G\n" + body("return G.softmax(x, -1)"),
    "import inside": body("from torch import softmax as s", "return s(x, -1)"),
    "star import": "from torch.nn.functional import *\n" + body("return softmax(x)"),
    "package import": body("from helpers.activations import softmax", "return 1"),
    "package": body("import helpers.activations as a", "return a.softmax(x)"),
    "package from": body("from helpers import activations", "return 1"),
    "assigned": "s = torch.softmax\n" + body("return s(x, -1)"),
    "module assigned": body("t = torch", "return t.nn.functional.relu(x)"),
    "twice assigned": body("t = torch.nn", "u = t.functional", "return u.relu(x)"),
    "default": "def answer(x, t=torch.nn):\n    return t.functional.relu(x)\n",
    "shadow": "def answer(x, torch=torch.nn.functional):\n    return torch.relu(x)\n",
    "partial": "import functools\ns = functools.partial(torch.softmax, dim=-1)\n"
    + body("return s(x)"),
    "in a list": body("return [torch.softmax][0](x, -1)"),
    "map": body("return list(map(torch.softmax, [x], [-1]))"),
    "getattr": body('return getattr(torch, "softmax")(x, -1)'),
    "getattr of a method": body('return getattr(x, "softmax")(-1)'),
    "getattr computed": body('return getattr(torch, "soft" + "max")(x, -1)'),
    "dictionary": body('return torch.__dict__["softmax"](x, -1)'),
    "vars": body('return vars(torch)["softmax"](x, -1)'),
    "eval": body('return eval("torch.softmax(x, -1)")'),
    "exec": body('exec("import torch")', "return x"),
    "__import__": body('return __import__("torch").softmax(x, -1)'),
    "importlib": body("import importlib", "return x"),
    "sys.modules": body("import sys", 'return sys.modules["torch"]'),
    "modules": body("from sys import modules", 'return modules["torch"]'),
    "globals": body('return globals()["torch"]'),
    "attrgetter": body("import operator", 'return operator.attrgetter("a")(torch)'),
    "in the same cell": "def other(x):\n    return torch.softmax(x, -1)\n"
    + body("return other(x)"),
    "lambda": "answer = lambda x: torch.softmax(x, -1)\n",
    "inner function": body(
        "def inner(y):", "    return torch.softmax(y, -1)", "return inner(x)"
    ),
    "decorated": "import functools\n@functools.cache\n"
    + body("return torch.softmax(x, -1)"),
    "method of a class": "class answer:\n    def __call__(self, x):\n"
    "        return torch.softmax(x, -1)\n",
    "property of a class": "class answer:\n    @property\n    def p(self):\n"
    "        return torch.softmax(self.x, -1)\n",
    "library itself": "answer = torch.softmax\n",
    "partial itself": "import functools\nanswer = functools.partial(borrowed)\n",
    "subclass": "from helpers.checks.bans import Ban\n"
    "import torch.nn.functional as G\nclass answer:\n"
    "    f = staticmethod(G.relu)\n    def g(self): pass\n",
}
HONEST = {
    "by hand": body("e = (x - x.max()).exp()", "return e / e.sum()"),
    "in words": body('"""Do not use torch.softmax."""', "# torch.softmax", "return x"),
    "text": body('return "torch.softmax"'),
    "stub": body('raise NotImplementedError("write me")'),
    "own name": "def softmax(x):\n    return x\n" + body("return softmax(x)"),
    "own method": "class answer:\n    def softmax(self, x):\n        return x\n"
    "    def __call__(self, x):\n        return self.softmax(x)\n",
    "local name": body("softmax = x.exp()", "return softmax / softmax.sum()"),
    "local borrowed": body("for borrowed in x:", "    x = x + borrowed", "return x"),
    "argument borrowed": "def answer(borrowed):\n    return borrowed\n",
    "comprehension": body("return sum(borrowed for borrowed in x)"),
    "other torch": body("return torch.exp(x) / torch.sum(torch.exp(x))"),
    "layers": "class answer(nn.Module):\n    def forward(self, x):\n        return x\n",
    "math": body("return math.exp(1.0) + np.exp(1.0)"),
    "eval of a model": body("x.eval()", "return x.compile()"),
    "tools": body("from helpers.runtime import progress", "return progress([x])"),
    "getattr of an object": body('return getattr(x, "shape")'),
    "dataclass": "from dataclasses import dataclass\n@dataclass\nclass answer:\n"
    "    x: int\n",
}


@pytest.mark.parametrize("name", CHEATS)
def test_forbids_finds(name, notebook):
    answer = notebook.run(CHEATS[name])["answer"]
    with pytest.raises(checks.CheckFailure) as failure:
        checks.forbids(answer, SOFTMAX)
    words = ("Do not use", "write your own", "define it with def")
    assert any(phrase in str(failure.value) for phrase in words)


@pytest.mark.parametrize("name", HONEST)
def test_forbids_lets_pass(name, notebook):
    answer = notebook.run(HONEST[name])["answer"]
    assert checks.forbids(answer, SOFTMAX) is None


def test_forbids_quotes_the_line(notebook):
    answer = notebook.run("\n" + body("y = 2 * x", "return torch.softmax(y, dim=0)"))
    with pytest.raises(checks.CheckFailure) as failure:
        checks.forbids(answer["answer"], "torch.softmax")
    headline, line = str(failure.value).splitlines()
    assert headline == "Do not use torch.softmax here: write it yourself"
    assert line == "  line 4: return torch.softmax(y, dim=0)"


def test_forbids_names_what_stands_behind_an_alias(notebook):
    answer = notebook.run(body("return borrowed(x, -1)"))["answer"]
    with pytest.raises(checks.CheckFailure, match=r"use borrowed \(torch\.softmax\)"):
        checks.forbids(answer, "torch.softmax")


def test_forbids_follows_functions_of_other_cells(notebook):
    notebook.run("def other(x):\n    return third(x)\n")
    notebook.run("plot = 1\n\ndef third(x):\n    return F.relu(x)\n")
    answer = notebook.run(body("return other(x)"))["answer"]
    with pytest.raises(checks.CheckFailure, match=r"line 4: return F\.relu"):
        checks.forbids(answer, "torch.nn.functional")
    checks.forbids(answer, "torch.softmax")


STORED = {
    "dictionary": ("tools = {'a': [torch.softmax]}", "return tools['a'][0](x, -1)"),
    "partial": ("import functools\np = functools.partial(borrowed)", "return p(x, -1)"),
    "class": ("class Box:\n    s = staticmethod(torch.softmax)", "return Box.s(x, -1)"),
    "method": (
        "class Box:\n    def s(self, x):\n        return torch.softmax(x, -1)",
        "return Box().s(x)",
    ),
    "closure": (
        "def make(f):\n    return lambda x: f(x, -1)\ns = make(torch.softmax)",
        "return s(x)",
    ),
    "default": ("def s(x, f=torch.softmax):\n    return f(x, -1)", "return s(x)"),
    "global": ("s = torch.softmax", "return s(x, -1)"),
    "module": ("t = torch", "return t.softmax(x, -1)"),
}


@pytest.mark.parametrize("name", STORED)
def test_forbids_finds_what_another_cell_stored(name, notebook):
    cell, line = STORED[name]
    notebook.run(cell)
    answer = notebook.run(body(line))["answer"]
    with pytest.raises(checks.CheckFailure, match=r"torch\.softmax"):
        checks.forbids(answer, "torch.softmax")
    checks.forbids(answer, "torch.relu")


def test_forbids_ignores_what_a_later_cell_imports(notebook):
    answer = notebook.run("def sigmoid(x):\n    return x\n")["sigmoid"]
    user = notebook.run(body("step = 1", "return step"))["answer"]
    notebook.run("from torch import sigmoid, relu as step")
    checks.forbids(answer, "torch.sigmoid torch.relu")
    checks.forbids(user, "torch.sigmoid torch.relu")


def test_a_ban_on_a_module_spares_what_the_package_offers_itself(notebook):
    notebook.run("from torch import no_grad, vmap")
    lines = ("with torch.no_grad():", "    y = x + 1", "with no_grad():")
    answer = notebook.run(body(*lines, "    return vmap(torch.exp)(y)"))["answer"]
    names = "torch.autograd torch.func torch.nn"
    checks.forbids(answer, names)
    notebook.run(f"with checks.forbidden({names!r}):\n    answer(torch.ones(2))\n")
    answer = notebook.run(body("return torch.autograd.grad(x, x)"))["answer"]
    with pytest.raises(checks.CheckFailure, match=r"torch\.autograd"):
        checks.forbids(answer, names)
    with pytest.raises(checks.CheckFailure, match=r"torch\.autograd\.grad"):
        notebook.run(f"with checks.forbidden({names!r}):\n    answer(torch.ones(2))")


def test_forbids_reads_only_the_function_where_a_file_holds_more():
    checks.forbids(plain_function, "torch.softmax")
    with pytest.raises(checks.CheckFailure):
        checks.forbids(cheating_function, "torch.softmax")


def plain_function(x):
    """Use nothing."""
    return x


def cheating_function(x):
    """Use the library."""
    return torch.softmax(x, -1)


def test_forbids_reads_source_text(notebook):
    notebook.run(f"source = {CHEATS['functional']!r}")
    with pytest.raises(checks.CheckFailure, match=r"F\.softmax"):
        notebook.run('checks.forbids(source, "torch.nn.functional")')
    checks.forbids(HONEST["by hand"], SOFTMAX)


def test_forbids_builtins(notebook):
    answer = notebook.run(body("return sum(x)"))["answer"]
    with pytest.raises(checks.CheckFailure, match="Do not use sum"):
        checks.forbids(answer, "sum sorted")
    answer = notebook.run(body("return x.sum()"))["answer"]
    checks.forbids(answer, "sum sorted")


def test_forbids_methods_of_arrays(notebook):
    answer = notebook.run(body("return x.mean()"))["answer"]
    with pytest.raises(checks.CheckFailure, match="method mean"):
        checks.forbids(answer, "numpy.mean")


def test_forbids_classes(notebook):
    source = "class answer(nn.Linear):\n    def forward(self, x):\n        return x\n"
    answer = notebook.run(source)["answer"]
    with pytest.raises(checks.CheckFailure):
        checks.forbids(answer, "torch.nn.Linear")
    checks.forbids(answer, "torch.nn.Conv2d")


@pytest.mark.parametrize("names", ["torch.sofmax", "np.exp", "no_such_package.thing"])
def test_a_ban_that_names_nothing_is_an_error(names):
    with pytest.raises(ValueError, match="to forbid"):
        checks.forbids(plain_function, names)
    with pytest.raises(ValueError, match="to forbid"):
        checks.forbidden(names)


@pytest.mark.parametrize("answer", [3, None, len, object()])
def test_forbids_needs_source(answer):
    with pytest.raises(checks.CheckFailure, match="define it with def"):
        checks.forbids(answer, "torch.softmax")


def test_forbids_in_a_real_kernel_shell():
    code = (
        "from IPython.core.interactiveshell import InteractiveShell as S\n"
        "s = S.instance(); run = lambda c: s.run_cell(c, store_history=True).success\n"
        "run('import torch; from helpers import checks')\n"
        "run('def f(x):\\n    return torch.softmax(x, 0)')\n"
        "run('def g(x):\\n    return x')\n"
        "print(run('checks.forbids(g, \"torch.softmax\")'))\n"
        "print(run('checks.forbids(f, \"torch.softmax\")'))\n"
        "run('def cheat(x): return torch.softmax(x, 0)')\n"
        "run('def run_g(): return torch.exp(torch.zeros(2))')\n"
        "print(run('with checks.forbidden(\"torch.softmax\"): run_g()'))\n"
        "run('x = torch.zeros(2)')\n"
        "print(run('with checks.forbidden(\"torch.softmax\"): cheat(x)'))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    verdicts = [line for line in done.stdout.splitlines() if line in ("True", "False")]
    assert verdicts == ["True", "False", "True", "False"], done.stdout + done.stderr


# --- While it runs --------------------------------------------------------------------

RUNTIME_CHEATS = [
    "dotted name",
    "functional",
    "long name",
    "method",
    "method of the class",
    "getattr computed",
    "dictionary",
    "eval",
    "map",
    "alias from another cell",
    "import",
    "module assigned",
    "inner function",
]


@pytest.mark.parametrize("name", RUNTIME_CHEATS)
def test_forbidden_calls_raise(name, notebook):
    notebook.run(CHEATS[name])
    with pytest.raises(checks.CheckFailure, match="Do not use"):
        notebook.run(
            f"with checks.forbidden({SOFTMAX!r}):\n"
            "    answer(torch.tensor([1.0, 2.0]))\n"
        )


def test_forbidden_says_what_and_why(notebook):
    notebook.run(CHEATS["functional"])
    with pytest.raises(checks.CheckFailure) as failure:
        notebook.run(
            "with checks.forbidden('torch.nn.functional'):\n    answer(torch.ones(2))\n"
        )
    assert str(failure.value) == (
        "Do not use torch.nn.functional.softmax here "
        "(torch.nn.functional is not allowed): write it yourself"
    )


def test_references_in_the_test_cell_and_library_code_stay_allowed(notebook):
    notebook.run(
        "layer = nn.Sequential(nn.Linear(2, 2), nn.ReLU(), nn.Softmax(dim=-1))\n"
        + body("return layer(x)")
    )
    notebook.run(
        "with checks.forbidden('torch.softmax torch.relu torch.nn.functional'):\n"
        "    result = answer(torch.ones(1, 2))\n"
        "    reference = [torch.softmax(result, -1), result.softmax(-1)]\n"
        "    reference += [F.softmax(t, -1) for t in reference]\n"
        "    reference += [(lambda t: borrowed(t, -1))(result)]\n"
        "    checks.close(reference[0], reference[1])\n"
        "    checks.gradient(lambda t: torch.exp(t), result)\n"
    )


def test_helpers_may_be_the_reference_but_not_the_answer(notebook):
    notebook.run("import helpers.runtime\nfrom helpers import plots")
    notebook.run("from helpers.runtime import budget")
    notebook.run(body("return budget(quick=1, full=2)"))
    cell = (
        "with checks.forbidden({!r}):\n    out = answer(1), budget(quick=1, full=2)\n"
    )
    notebook.run(cell.format("helpers"))
    with pytest.raises(checks.CheckFailure, match=r"helpers\.runtime\.budget"):
        notebook.run(cell.format("helpers.runtime"))


def test_everything_is_put_back(notebook):
    import torch.nn.functional as functional

    def state():
        return (
            dict(vars(torch)),
            dict(vars(torch.Tensor)),
            dict(vars(functional)),
            vars(torch.nn.Linear)["__init__"],
            dict(notebook.scope),
        )

    notebook.run(CHEATS["dotted name"])
    notebook.scope["checks"] = checks
    names = SOFTMAX + " torch.nn.Linear sum"
    before = state()
    with pytest.raises(checks.CheckFailure):
        notebook.run(f"with checks.forbidden({names!r}):\n    answer(torch.ones(2))\n")
    assert state() == before
    with pytest.raises(ZeroDivisionError):
        notebook.run(f"with checks.forbidden({names!r}):\n    1 / 0\n")
    assert state() == before
    notebook.run(
        f"with checks.forbidden({names!r}):\n"
        "    with checks.forbidden('torch.softmax'):\n        pass\n"
    )
    assert state() == before


def test_a_caught_failure_comes_back_at_the_end(notebook):
    notebook.run(
        body(
            "try:",
            "    return torch.softmax(x, -1)",
            "except Exception:",
            "    return x",
        )
    )
    with pytest.raises(checks.CheckFailure, match=r"Do not use torch\.softmax"):
        notebook.run(
            "with checks.forbidden('torch.softmax'):\n    answer(torch.ones(2))"
        )


def test_forbidden_classes_and_builtins(notebook):
    notebook.run(body("return nn.Linear(2, 2)"))
    with pytest.raises(checks.CheckFailure, match="Linear"):
        notebook.run("with checks.forbidden('torch.nn.Linear'):\n    answer(1)")
    notebook.run(
        "with checks.forbidden('torch.nn.Linear'):\n"
        "    assert isinstance(nn.Linear(1, 1), nn.Linear)\n"
    )
    notebook.run(body("return sum([1, 2])"))
    with pytest.raises(checks.CheckFailure, match="Do not use sum here"):
        notebook.run("with checks.forbidden('sum'):\n    answer(1)")


def test_unsolved_stub_stays_unsolved(notebook):
    notebook.run(HONEST["stub"])
    with pytest.raises(NotImplementedError, match="write me"):
        notebook.run(f"with checks.forbidden({SOFTMAX!r}):\n    answer(1)")


@pytest.mark.parametrize(
    "line", ["return x @ x", "x @= x; return x", "return [row @ row for row in x]"]
)
def test_the_matrix_product_can_be_banned_as_an_operator(notebook, line):
    scope = notebook.run(body(line))
    with pytest.raises(checks.CheckFailure, match="Do not use @ here"):
        checks.forbids(scope["answer"], "@ numpy.matmul")
    checks.forbids(scope["answer"], "numpy.matmul")


def test_a_ban_on_a_room_spares_what_it_only_imports(notebook):
    scope = notebook.run(
        "from helpers.activations import sigmoid\n" + body("return sigmoid(x)")
    )
    checks.forbids(scope["answer"], "helpers.linear")
    with pytest.raises(checks.CheckFailure, match="sigmoid"):
        checks.forbids(scope["answer"], "helpers.activations")
