"""Errors, warnings and calls between a test and the answer."""

import pytest
from engine_running import error_of, graded, learner
from engine_running import given as shown

pytestmark = pytest.mark.sandbox

IMPORTS = shown("import numpy as np\nimport torch\nfrom helpers import checks")


# --- errors and warnings -----------------------------------------------------------

ERRORS = """
import json, numpy as np, torch
class Mine(ValueError): pass
class Odd(Exception):
    def __init__(self, a, b): self.a = a
def fail(kind):
    if kind == 'mine': raise Mine('text', 2)
    if kind == 'odd': raise Odd(object(), 1)
    if kind == 'file': open('/no/such/file')
    if kind == 'linalg': np.linalg.inv(np.zeros((2, 2)))
    if kind == 'axis': np.ones(2).sum(axis=5)
    if kind == 'shape': torch.ones(2) @ torch.ones(3)
    if kind == 'json': json.loads('{')
    if kind == 'unicode': b'\\xff'.decode()
    if kind == 'group': raise ExceptionGroup('many', [ValueError('one')])
    if kind == 'chain':
        try: {}['k']
        except KeyError as e: raise RuntimeError('outer') from e
    raise eval(kind)
"""


def test_errors_arrive_as_their_class_with_plain_arguments(engine):
    engine.check(
        IMPORTS,
        learner(ERRORS),
        graded(
            "import json\n"
            "def caught(kind):\n    try: fail(kind)\n    except BaseException as e:"
            " return e\n"
            "e = caught('mine')\n"
            "assert isinstance(e, ValueError) and e.args == ('text', 2)\n"
            "assert type(e).__name__ == 'Mine'\n"
            "assert type(caught('odd')).__name__ == 'Odd'\n"
            "e = caught('file')\nassert isinstance(e, FileNotFoundError)\n"
            "assert e.errno == 2 and 'No such file' in str(e)\n"
            "assert isinstance(caught('linalg'), np.linalg.LinAlgError)\n"
            "assert isinstance(caught('axis'), (ValueError, IndexError))\n"
            "assert isinstance(caught('shape'), RuntimeError)\n"
            "assert isinstance(caught('json'), json.JSONDecodeError)\n"
            "assert isinstance(caught('unicode'), UnicodeDecodeError)\n"
            "assert 'many' in str(caught('group'))\n"
            "assert str(caught('chain')) == 'outer'\n"
            "for kind in (KeyError, IndexError, ZeroDivisionError, NotImplementedError,"
            " TypeError, AssertionError, RecursionError, MemoryError, OSError,"
            " TimeoutError, StopAsyncIteration, AttributeError, NameError):\n"
            "    e = caught(kind.__name__ + '(\"said\")')\n"
            "    assert type(e) is kind and e.args == ('said',), (kind, e)\n"
            "checks.raises(ValueError, fail, 'mine', match='text')"
        ),
    )


@pytest.mark.parametrize(
    "kind", ["StopIteration", "SystemExit", "KeyboardInterrupt", "GeneratorExit"]
)
def test_an_error_that_ends_things_ends_only_the_test(engine, kind):
    cells = engine.run(
        learner(ERRORS),
        graded(f"for _ in map(fail, ['{kind}(3)']): pass"),
        graded(f"def g():\n    yield fail('{kind}(3)')\nlist(g())"),
        graded("try: fail('mine')\nexcept ValueError: pass"),
    )
    assert [c.outcome for c in cells] == ["ok", "error", "error", "ok"]
    assert error_of(cells[1]).startswith(kind)


def test_the_learners_traceback_is_shown(engine):
    cells = engine.run(learner(ERRORS), graded("fail('mine')"))
    trace = "\n".join(cells[1].outputs[-1]["traceback"])
    assert "raise Mine('text', 2)" in trace
    assert "site-packages" not in trace


def test_warnings_cross(engine):
    engine.check(
        IMPORTS,
        learner(
            "import warnings\nclass Own(UserWarning): pass\n"
            "def warn(kind): warnings.warn('careful', kind)\ndef quiet(): return 1"
        ),
        graded(
            "import warnings\n"
            "with warnings.catch_warnings(record=True) as caught:\n"
            "    warnings.simplefilter('always')\n"
            "    warn(RuntimeWarning)\n    warn(Own)\n"
            "kinds = [(w.category, str(w.message)) for w in caught]\n"
            "assert kinds == [(RuntimeWarning, 'careful'), (UserWarning, 'careful')]\n"
            "checks.no_warnings(quiet)"
        ),
    )


# --- functions of the test that the answer calls --------------------------------------


def test_the_answer_can_call_a_function_of_the_test(engine):
    engine.check(
        IMPORTS,
        learner(
            "def apply(f, *xs, **named): return [f(x, **named) for x in xs]\n"
            "def give_back(f): return f\ndef twice(f): return lambda x: f(f(x))"
        ),
        graded(
            "seen = []\n"
            "def note(x, scale=1):\n    seen.append(x)\n    return x * scale\n"
            "assert apply(note, 1, 2, scale=3) == [3, 6] and seen == [1, 2]\n"
            "assert apply(lambda t: t.sum(), torch.ones(3))[0].item() == 3\n"
            "assert apply(abs, -1) == [1]\n"
            "assert apply(torch.nn.functional.gelu, torch.zeros(1))[0] == 0\n"
            "assert apply(dict, [(1, 2)]) == [{1: 2}]\n"
            "assert give_back(note) is note and twice(lambda x: x + 1)(1) == 3"
        ),
    )


def test_an_error_in_the_tests_function_reaches_the_test(engine):
    cells = engine.run(
        learner("def apply(f): return f()\ndef hide(f):\n"
                "    try: return f()\n    except Exception: return 'hidden'"),
        graded("def bad(): raise KeyError('inside')\napply(bad)"),
        graded("def bad(): raise KeyError('inside')\nassert hide(bad) == 'hidden'"),
        graded("assert apply(lambda: 1) == 1"),
    )  # fmt: skip
    assert [c.outcome for c in cells] == ["ok", "error", "ok", "ok"]
    assert "inside" in error_of(cells[1])


@pytest.mark.parametrize("kind", ["SystemExit", "KeyboardInterrupt"])
def test_a_tests_function_that_stops_ends_only_the_test(engine, kind):
    cells = engine.run(
        learner("def apply(f): return f()"),
        graded(f"def stop(): raise {kind}\napply(stop)"),
        graded("assert apply(lambda: 1) == 1"),
    )
    assert [c.outcome for c in cells] == ["ok", "error", "ok"]


LIBRARY = [
    "torch.relu", "torch.sin", "np.square", "np.ravel",
    "torch.nn.ReLU()", "torch.ones(2).add", "functools.partial(torch.add, other=x)",
]  # fmt: skip


@pytest.mark.parametrize("function", LIBRARY)
def test_the_answer_can_call_a_librarys_function(engine, function):
    engine.check(
        IMPORTS,
        learner("def apply(f, x): return f(x)"),
        graded(
            "import functools\nx = torch.ones(2)\n"
            f"assert apply({function}, x).tolist() == {function}(x).tolist()"
        ),
    )


def test_the_answer_can_catch_the_class_of_a_tests_error(engine):
    engine.check(
        learner("def apply(f):\n    try: f()\n    except ValueError: return 'caught'"),
        graded("def bad(): raise ValueError\nassert apply(bad) == 'caught'"),
    )


def test_the_tests_function_can_call_the_answer(engine):
    engine.check(
        learner("def g(x): return x + 1\ndef apply(f): return f(1) + f(2)"),
        graded("assert apply(lambda x: g(x) * 10) == 50"),
        graded("assert apply(g) == 5"),
    )
