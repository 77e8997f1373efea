"""Whose names and seeds are whose, and what a test cell gives."""

import pytest
from engine_running import error_of, graded, learner, text_of
from engine_running import given as shown

pytestmark = pytest.mark.sandbox

IMPORTS = shown("import numpy as np\nimport torch\nfrom helpers import checks")


# --- seeds, and whose names are whose ------------------------------------------------


def test_seeds_of_a_test_reach_the_answer(engine):
    engine.check(
        IMPORTS,
        learner(
            "import random\ndef draw():\n"
            "    return random.random(), np.random.rand(), torch.rand(1).item()"
        ),
        graded(
            "import random\n"
            "def seed(n):\n"
            "    random.seed(n); np.random.seed(n); torch.manual_seed(n)\n"
            "seed(3)\nfirst = draw()\nassert draw() != first\nseed(3)\n"
            "assert draw() == first\nseed(3)\n"
            "assert first == (random.random(), np.random.rand(), torch.rand(1).item())"
        ),
    )


def test_two_runs_draw_the_same_numbers(engine):
    steps = (learner("import random, torch\nprint(random.random(), torch.rand(2))"),)
    assert engine.run(*steps)[0].outputs == engine.run(*steps)[0].outputs


def test_an_answers_name_is_never_a_trusted_import(engine):
    cells = engine.run(
        shown("from torch import relu"),
        learner("def relu(x): return 'mine'", "relu"),
        graded("assert relu(1) == 'mine'"),
    )
    assert [c.outcome for c in cells] == ["ok"] * 3
    cells = engine.run(
        shown("from torch import relu"),
        learner("# left out", "relu"),
        graded("assert repr(relu).endswith('of the answer>')"),
    )
    assert [c.outcome for c in cells] == ["ok"] * 3


def test_an_answers_name_is_never_a_builtin(engine):
    cells = engine.run(
        learner("def sum(xs): raise NotImplementedError", "sum"),
        graded("assert sum([1, 2]) == 3"),
    )
    assert cells[1].outcome == "error"


def test_a_given_helper_of_the_instructors_cannot_be_replaced(engine):
    cells = engine.run(
        shown("def error(a, b): return abs(a - b)"),
        learner("def answer(): return 0\ndef error(a, b): return 0", "answer"),
        graded("assert error(answer(), 5) < 1e-3"),
    )
    assert cells[2].outcome == "error"


def test_an_import_inside_try_is_trusted_too(engine):
    cells = engine.run(
        shown("try:\n    import numpy as np\nexcept ImportError:\n    pass"),
        learner("class np:\n    allclose = lambda a, b: True\ndef answer(): return 0"),
        graded("assert np.allclose(answer(), 5)"),
    )
    assert cells[2].outcome == "error"


def test_a_later_cell_can_bind_a_name_that_a_test_has_used(engine):
    engine.check(
        graded("result = 1"), shown("result = 2"), graded("assert result == 2")
    )


def test_what_the_learner_rebinds_does_not_touch_the_tests(engine):
    cells = engine.run(
        IMPORTS,
        learner(
            "import builtins, helpers.checks\n"
            "yes = lambda *a, **k: True\n"
            "torch.equal = np.allclose = np.testing.assert_allclose = yes\n"
            "helpers.checks.close = helpers.checks.equal = yes\n"
            "builtins.abs = lambda x: 0\nbuiltins.AssertionError = ValueError\n"
            "builtins.all = yes\n"
            "np = torch = checks = type('N', (), {'__getattr__': lambda s, n: yes})()\n"
            "def answer(): return 0"
        ),
        graded("assert torch.equal(torch.tensor(answer()), torch.tensor(5))"),
        graded("assert np.allclose(answer(), 5)"),
        graded("checks.close(answer(), 5)"),
        graded("assert abs(answer() - 5) < 1 and all([False])"),
        graded("import torch\nassert torch.equal(torch.ones(1), torch.zeros(1))"),
        graded("assert answer() == 0"),
    )
    outcomes = [c.outcome for c in cells[2:]]
    assert outcomes == ["error"] * 5 + ["ok"]
    assert error_of(cells[2]).startswith("AssertionError")


# --- what a test cell gives ----------------------------------------------------------


def test_the_last_value_is_the_partial_credit(engine):
    cells = engine.run(
        learner("def f(): return 0.25"), graded("f()"), graded("x = f()"),
        graded("0.5"), graded("print('hm')\n1"), graded("None"),
    )  # fmt: skip
    values = [
        [o["data"]["text/plain"] for o in c.outputs if "data" in o] for c in cells[1:]
    ]
    assert values == [["0.25"], [], ["0.5"], ["1"], []]


def test_what_answer_and_test_print_is_shown(engine):
    cells = engine.run(
        learner(
            "import sys\ndef f():\n    print('answer'); print('bad', file=sys.stderr)"
        ),
        graded("f()\nprint('test')"),
    )
    assert text_of(cells[1]).split() == ["answer", "test"]
    assert text_of(cells[1], "stderr") == "bad\n"
    assert cells[1].outcome == "ok"


def test_a_failing_test_says_why(engine):
    cells = engine.run(learner("x = 1"), graded("assert x == 2, f'x is {x}'"))
    assert error_of(cells[1]) == "AssertionError: x is 1"
    assert "assert x == 2" in "\n".join(cells[1].outputs[-1]["traceback"])


def test_the_text_of_an_answer_can_be_read(engine):
    engine.check(
        IMPORTS,
        learner("def f(a, b=2, *, c=(1, 'x'), d=len): # how\n    return a", "f"),
        graded(
            "import inspect\nassert '# how' in inspect.getsource(f)\n"
            "found = inspect.signature(f).parameters\n"
            "assert {n: p.default for n, p in found.items()} == "
            "{'a': inspect.Parameter.empty, 'b': 2, 'c': (1, 'x'), 'd': ...}"
        ),
    )
