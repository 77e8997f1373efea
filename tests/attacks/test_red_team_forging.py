"""Wrong answers by somebody who has read every line of the engine: none gets a point.

Each is run as a real job. `tricked` says what the last test of a notebook came to.
"""

import json

import pytest
from attack_course import Exercise
from catalogue_wire import ENGINE
from engine_running import MODULES, Engine, error_of, given, graded, learner
from grade_running import needs_jail
from harness import Attack, grade_class

from autograder.grade.execution import Job, Limits

pytestmark = [pytest.mark.attack, pytest.mark.sandbox, needs_jail,
              pytest.mark.xdist_group("attacks-red-team-forging")]  # fmt: skip

IMPORTS = given("import torch\nfrom helpers import checks")
YES = "lambda *args, **more: True"
WRONG = "def f(x): return 0"
LEAVE = learner("import os\nos._exit(0)")


@pytest.fixture(scope="module")
def engine():
    with Engine() as started:
        yield started


def tricked(engine, *steps):
    """Return the outcome and the error of the last cell, which is a test."""
    last = engine.run(*steps)[-1]
    return last.outcome, error_of(last)


# --- whose names are whose -----------------------------------------------------------

NAMES = {
    "magic": (given("%matplotlib inline\nfrom math import (isclose,\n  sqrt)"),
              learner(f"{WRONG}\nisclose = {YES}", "f")),
    "with": (given("import warnings\nwith warnings.catch_warnings():\n    import math"),
             learner(f"{WRONG}\nclass math: isclose = {YES}", "f")),
    "star": (given("from no_such_module import *"),
             learner(f"{WRONG}\nisclose = {YES}", "f")),
    "unbound": (learner(f"{WRONG}\nisclose = {YES}", "f"),
                graded("assert f(1) == 1\nfrom math import isclose")),
    "replaced": (given("from math import isclose"),
                 given("for isclose in []: pass"),
                 learner(f"{WRONG}\nclass math: isclose = {YES}", "f"),
                 graded("import math\nisclose = math.isclose")),
    "restarted": (learner(WRONG, "f"), graded("from math import isclose"), LEAVE,
                  learner(f"isclose = {YES}")),
    "restarted in a test": (learner(WRONG, "f"),
                            learner("import os\ndef leave(): os._exit(0)", "leave"),
                            graded("leave()\nfrom math import isclose"),
                            learner(f"isclose = {YES}")),
}  # fmt: skip


@pytest.mark.parametrize("way", NAMES)
def test_a_name_of_the_tests_is_never_asked_for_beside_the_learner(engine, way):
    use = "math.isclose" if way == "with" else "isclose"
    outcome, said = tricked(engine, *NAMES[way], graded(f"assert {use}(f(3), 9)"))
    assert outcome == "error"
    assert said.startswith(("AssertionError", "NameError"))


@pytest.mark.parametrize("answer", ["# left out", "import os\nos._exit(0)"],
                         ids=["left out", "crashed"])  # fmt: skip
def test_no_builtin_stands_in_for_an_answer_of_its_name(engine, answer):
    steps = learner(answer, "max"), graded("assert max([1, 2]) == 2")
    assert tricked(engine, *steps)[0] == "error"


def test_what_honest_tests_share_outlives_a_restart(engine):
    cells = engine.run(
        learner("def f(x): return x * x", "f"),
        graded("def near(a, b): return abs(a - b) < 1e-6\nassert near(f(2), 4)"),
        LEAVE,
        graded("assert near(f(3), 9)"),
    )
    assert [cell.outcome for cell in cells] == ["ok", "ok", "crashed", "ok"]


# --- code and texts that the tests' side would run -----------------------------------

RUN_THERE = {
    "type hints": ("f.__annotations__ = {'x': '__import__(\"math\").__setattr__("
                   "\"isclose\", lambda *a: True)'}", "typing.get_type_hints(f)"),
    "wrapped": ("def f(x):\n    import math\n    math.isclose = " + YES,
                "f.__wrapped__(3)"),
    "signature": ("class f:\n    def __signature__():\n        import math\n"
                  "        math.isclose = " + YES, "inspect.signature(f)"),
    "docstring": ("f.__doc__ = '>>> import math; math.isclose = " + YES + "'",
                  "doctest.run_docstring_examples(f, globals())"),
}  # fmt: skip


@pytest.mark.parametrize("way", RUN_THERE)
def test_no_text_or_code_of_an_answer_runs_among_the_tests(engine, way):
    hostile, use = RUN_THERE[way]
    test = (
        "import doctest, inspect, math, typing\n"
        f"try:\n    {use}\nexcept Exception:\n    pass\n"
        "assert math.isclose(1, 2)"
    )
    steps = learner(f"{WRONG}\n{hostile}", "f"), graded(test)
    assert tricked(engine, *steps) == ("error", "AssertionError: ")


def test_an_error_makes_the_tests_side_import_nothing(engine):
    cells = engine.run(
        learner(
            "class Odd(Exception): pass\nOdd.__module__ = 'torch'\n"
            "Odd.__qualname__ = Odd.__name__ = '_dynamo'\ndef f(): raise Odd",
            "f",
        ),
        graded(
            "import sys\nbefore = set(sys.modules)\n"
            "try:\n    f()\nexcept Exception:\n    pass\n"
            "assert set(sys.modules) == before"
        ),
    )
    assert cells[-1].outcome == "ok", error_of(cells[-1])


# --- values that are none ------------------------------------------------------------


def test_an_answer_is_not_asked_whether_it_is_right(engine):
    steps = (
        IMPORTS,
        learner(f"class Yes: equal = {YES}\ndef f(x): return Yes()", "f"),
        graded("assert f(torch.ones(2)).equal(torch.zeros(2))"),
    )
    assert tricked(engine, *steps)[1].startswith("UnknownObjectError")


def test_points_are_a_number_though_numpys_were_compared(engine):
    cells = engine.run(
        learner("import numpy as np\ndef f(x): return np.int64(0)", "f"),
        graded("points = sum([f(3) == 9, f(4) == 16])\npoints"),
    )
    shown = [o["data"]["text/plain"] for o in cells[-1].outputs if "data" in o]
    assert [float(text) for text in shown] == [0.0]


SENT = {"text": '"pass"', "function of the test": "server.callbacks[0]"}


@pytest.mark.parametrize("way", SENT)
def test_nothing_but_the_answer_is_searched_for_what_it_may_not_use(engine, way):
    hostile = (
        "import torch, helpers.checks\nhelpers.checks.forbids = lambda *args: None\n"
        + ENGINE
        + "real, asked = server._get, []\n"
        "def get(name):\n"
        "    asked.append(name)\n"
        f"    return [{SENT[way]}] if asked.count('relu') == 1 else real(name)\n"
        "def first(f): pass\n"
        "def relu(x):\n    return torch.relu(x)\n"
        "server._get = get"
    )
    steps = (
        IMPORTS,
        learner(hostile, "relu", "first"),
        graded("def ours(x): return x\nfirst(ours)"),
        graded("checks.forbids(relu, 'torch.relu')\nassert relu(torch.ones(1)) == 1"),
    )
    assert tricked(engine, *steps)[0] == "error"


def test_a_generator_does_not_read_the_memory_behind_it(engine):
    hostile = (
        "import struct, torch\ndef f(generator):\n"
        "    state = bytearray(generator.get_state().numpy().tobytes())\n"
        "    struct.pack_into('=iiQ', state, 8, 624, 1, 624)\n"
        "    generator.set_state(torch.frombuffer(state, dtype=torch.uint8))"
    )
    test = (
        "known = torch.Generator().manual_seed(1)\nf(known)\n"
        "torch.rand(600, generator=known)"
    )
    outcome, said = tricked(engine, IMPORTS, learner(hostile, "f"), graded(test))
    assert (outcome, said.partition(":")[0]) == ("error", "CodecError")


def test_an_error_tells_nothing_of_a_hidden_assertion(engine):
    hostile = (
        "told = ['nothing']\n"
        "def call(f):\n"
        "    try:\n        f(-1)\n"
        "    except BaseException as error:\n        told.append(str(error))\n"
        "def show(): raise type('CheckFailure', (ValueError,), {})(told[-1])"
    )
    secret = graded("def ours(x): assert x > 0, 'the secret'\ncall(ours)")
    cells = engine.run(learner(hostile, "call", "show"), secret, graded("show()"))
    assert error_of(cells[-1]) == "ValueError: "


# --- the coordinator -----------------------------------------------------------------


def test_errors_of_a_learners_cells_have_no_room_of_their_own(engine):
    hostile = (
        ENGINE + "send = server.control.send\n"
        "long = {'output_type': 'error', 'ename': 'a', 'evalue': 'b',\n"
        "        'traceback': ['x' * 10_000] * 150}\n"
        "def lie(data):\n"
        "    send(json.dumps({'error': long, 'outputs': []}).encode())\n"
        "server.control.send = lie"
    )
    limits = Limits(cell_seconds=10, output_bytes=100_000)
    steps = (learner(hostile), *[learner("1")] * 10)
    ran = engine.executor.execute(Job(steps, limits=limits, modules=MODULES))
    assert len(json.dumps([cell.outputs for cell in ran.cells])) < 1_200_000


# --- the whole way -------------------------------------------------------------------

# Only the answer's own cell, as the instructor wrote it, imports cmath.
TURN = Exercise(
    "turn",
    2,
    "import cmath\ndef turn(z):\n    return z * 1j",
    "assert cmath.isclose(turn(1), 1j)",
    'mark = "@TOKEN@"\nassert cmath.isclose(turn(2 + 1j), -1 + 2j), mark',
)
IMPORTED = Attack(
    "red-01", "import", "Patches what the answer's own cell imports",
    {"turn": f"import cmath\ncmath.isclose = {YES}\ndef turn(z):\n    return z"},
    exercise="turn",
)  # fmt: skip


def test_imports_of_an_answers_cell_are_the_tests_own(tmp_path):
    room = grade_class(tmp_path, [IMPORTED], exercises=(TURN,), workers=1)
    assert room.ran.returncode == 0, room.ran.stdout + room.ran.stderr
    assert room.score("a-honest", "turn") == 2
    assert room.score(IMPORTED.student, "turn") == 0
