"""Answers that crash, hang or lie cost the test that calls them, and no other."""

import time

import pytest
from engine_running import error_of, given, graded, learner

from autograder.grade.execution import Limits

pytestmark = pytest.mark.sandbox

DEATHS = {
    "exit": "import os; os._exit(0)",
    "segfault": "import ctypes; ctypes.string_at(8)",
    "abort": "import os; os.abort()",
    "closed sockets": "import os; os.closerange(3, 100)",
}


@pytest.mark.parametrize("how", DEATHS)
def test_a_crash_costs_its_test_alone(engine, how):
    cells = engine.run(
        learner(f"state = 5\ndef good(): return state\ndef bad(): {DEATHS[how]}"),
        graded("assert good() == 5"),
        graded("bad()\nassert True"),
        graded("assert good() == 5"),
        learner("later = good()"),
        graded("assert later == 5"),
    )
    assert [c.outcome for c in cells] == ["ok", "ok", "crashed", "ok", "ok", "ok"]
    assert cells[2].notes


@pytest.mark.parametrize("process", ["os.getpid()", "-1", "os.getppid()"])
def test_an_answer_that_kills_reaches_only_itself(engine, process):
    cells = engine.run(
        learner(
            "import os, signal\ndef good(): return 5\n"
            f"def bad(): os.kill({process}, signal.SIGKILL)"
        ),
        graded("bad()"),
        graded("assert good() == 5"),
    )
    assert [cells[0].outcome, cells[2].outcome] == ["ok", "ok"]


def test_a_cell_that_crashes_is_not_run_again(engine):
    cells = engine.run(
        learner("x = 1"), learner(DEATHS["exit"]), graded("assert x == 1")
    )
    assert [c.outcome for c in cells] == ["ok", "crashed", "ok"]


SHORT = Limits(cell_seconds=1)


def test_a_slow_answer_is_interrupted_and_the_next_goes_on(engine):
    cells = engine.run(
        learner("def slow():\n    while True: pass\ndef f(): return 1\nx = 1"),
        graded("slow()"),
        graded("x == 1 and f() == 1"),
        learner("x = 2\nimport time\ntime.sleep(60)"),
        graded("assert x == 2 and f() == 1"),
        limits=SHORT,
    )
    assert [c.outcome for c in cells] == ["ok", "timeout", "ok", "timeout", "ok"]
    assert cells[1].seconds < 3
    assert cells[3].seconds < 3


def test_an_answer_that_ignores_the_interrupt_is_ended(engine):
    cells = engine.run(
        learner(
            "def stubborn():\n    while True:\n        try:\n"
            "            while True: pass\n        except BaseException: pass\n"
            "def f(): return 1"
        ),
        graded("stubborn()"),
        graded("assert f() == 1"),
        limits=SHORT,
    )
    assert [c.outcome for c in cells] == ["ok", "timeout", "ok"]


def test_an_async_cell_that_was_interrupted_does_not_go_on_later(engine):
    cells = engine.run(
        learner("import asyncio\nx = 1\nawait asyncio.sleep(2)\nx = 2"),
        learner("await asyncio.sleep(0.9)"),
        learner("await asyncio.sleep(0.9)"),
        graded("assert x == 1"),
        limits=SHORT,
    )
    assert [c.outcome for c in cells] == ["timeout", "ok", "ok", "ok"]


def test_a_test_that_is_endless_itself_ends(engine):
    cells = engine.run(
        learner("def many():\n    while True: yield 1"),
        graded("for _ in many(): pass"),
        graded("assert next(iter(many())) == 1"),
        limits=SHORT,
    )
    assert [c.outcome for c in cells] == ["ok", "timeout", "ok"]


# The learner's code finds the socket to the tests' side, and writes to it itself.
FIND = """
import gc, struct
from autograder.engine.learner import Learner
peer = next(o for o in gc.get_objects() if type(o) is Learner).peer
def lie(message):
    peer.send(message)
def frame(text):
    return struct.pack('>II', len(text), 0) + text
"""
LIES = {
    "nothing": "b''",
    "noise": "bytes(range(256)) * 9",
    "a number": "frame(b'1')",
    "a list": "frame(b'[\"list\",[]]')",
    "an empty dict": "frame(b'[\"dict\",[]]')",
    "a callback of none": 'frame(b\'["dict",[["callback",99]]]\')',
    "an error of no kind": 'frame(b\'["dict",[["raised",5]]]\')',
    "an odd error": (
        'frame(b\'["dict",[["raised",["dict",[["kinds",["list",[1]]],'
        '["args",5],["report",5]]]]]]\')'
    ),
    "odd changes": 'frame(b\'["dict",[["changed",3],["answer",1]]]\')',
    "odd warnings": 'frame(b\'["dict",[["warnings",3],["answer",0]]]\')',
    "a stand-in as a reply": 'frame(b\'["THING",1,"dict",true]\')',
    "a huge length": None,
}


@pytest.mark.parametrize("how", LIES)
def test_nonsense_from_the_answers_side_fails_the_test(engine, how):
    send = f"lie({LIES[how]})" if LIES[how] else "peer.sock.sendall(b'\\xff' * 64)"
    cells = engine.run(
        given("import torch"),
        learner(f"{FIND}\ndef answer(x): {send}\ndef good(): return 7"),
        graded("assert answer([1]) == 5"),
        limits=Limits(cell_seconds=3),
    )
    assert cells[2].outcome in ("error", "crashed", "timeout")


def test_a_right_value_is_all_that_a_lie_can_be(engine):
    """Whoever writes to the socket can say a value, and that value is then checked."""
    cells = engine.run(
        learner(f'{FIND}\ndef answer(): lie(frame(b\'["dict",[["answer",4]]]\'))'),
        graded("assert answer() == 5"),
        limits=Limits(cell_seconds=3),
    )
    assert error_of(cells[1]).startswith("AssertionError")


def test_every_run_begins_anew(engine):
    started = time.monotonic()
    engine.run(learner("import builtins\nbuiltins.left = 1\nopen('left', 'w').close()"))
    engine.check(
        learner("import os\nassert not os.path.exists('left')"),
        learner("import builtins\nassert not hasattr(builtins, 'left')"),
    )
    assert time.monotonic() - started < 30
