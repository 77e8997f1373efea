"""Checks of values: what passes, what fails, and what the learner reads."""

import collections
import subprocess
import sys

import numpy as np
import pytest
import torch

from helpers import checks

NAN, INF = float("nan"), float("inf")


def lines_of(failure):
    """Split a failure's message into its headline and its labelled lines."""
    headline, *lines = str(failure.value).splitlines()
    pairs = (line.strip().partition(":") for line in lines)
    return headline, {label: text.strip() for label, _, text in pairs}


RIGHT = [
    (1.0, 1.0),
    (1, 1.0),
    (torch.tensor(0.5), 0.5),
    (0.5, torch.tensor(0.5)),
    (np.float32(0.5), 0.5),
    (np.array(2), 2),
    (1 + 1e-9, 1.0),
    (10**30, 10**30),
    (1j, 1j),
    (NAN, NAN),
    (INF, INF),
    (torch.tensor([1.0, NAN, INF, -INF]), torch.tensor([1.0, NAN, INF, -INF])),
    (torch.tensor([1.0], requires_grad=True), torch.tensor([1.0])),
    (torch.nn.Parameter(torch.ones(2)), torch.ones(2)),
    (torch.ones(2, dtype=torch.float64), torch.ones(2)),
    (torch.ones(2, dtype=torch.bfloat16), torch.ones(2)),
    (torch.tensor([1, 2], dtype=torch.int32), torch.tensor([1, 2])),
    (torch.zeros(0), torch.zeros(0)),
    (torch.zeros(2, 0), torch.zeros(2, 0)),
    (np.array([1.0, 2.0]), np.array([1.0, 2.0])),
    ([1.0, 2], [1, 2.0]),
    ((1.0, 2.0), [1.0, 2.0]),
    ({"w": [torch.ones(2)], "b": 0.0}, {"b": 0.0, "w": [torch.ones(2)]}),
    (collections.OrderedDict(a=1.0), {"a": 1.0}),
    (torch.ones(3).conj(), torch.ones(3)),
    (torch.max(torch.eye(2), dim=0), (torch.ones(2), torch.tensor([0, 1]))),
    ("text", "text"),
    (None, None),
]
WRONG = [
    (1.1, 1.0),
    (NAN, 1.0),
    (1.0, NAN),
    (INF, 1.0),
    (1.0, INF),
    (-INF, INF),
    (True, 1),
    (1, True),
    (torch.tensor(True), 1.0),
    (None, 1.0),
    ("1.0", 1.0),
    (torch.ones(1), 1.0),
    (1.0, torch.ones(1)),
    (np.ones(2), torch.ones(2)),
    (torch.ones(2), np.ones(2)),
    ([1.0, 1.0], torch.ones(2)),
    (torch.ones(2), [1.0, 1.0]),
    (torch.ones(2, 1), torch.ones(2)),
    (torch.ones(1, 2), torch.ones(2, 1)),
    (torch.tensor([1, 1]), torch.ones(2)),
    (torch.ones(2), torch.tensor([1, 1])),
    (torch.ones(2, dtype=torch.bool), torch.ones(2)),
    (torch.tensor([1.0, NAN]), torch.tensor([1.0, 2.0])),
    (torch.tensor([NAN, 1.0]), torch.tensor([1.0, NAN])),
    (torch.zeros(0), torch.zeros(1)),
    ([1.0], [1.0, 2.0]),
    ({"a": 1.0}, {"b": 1.0}),
    ({"a": 1.0, "b": 1.0}, {"a": 1.0}),
    ({"a": [1.0, 2.0]}, {"a": [1.0, 2.1]}),
    ({1.0}, [1.0]),
    (torch.eye(2).to_sparse(), torch.eye(2)),
    (torch.zeros(2, device="meta"), torch.zeros(2)),
    (np.array([None, 1]), np.array([0.0, 1.0])),
    (2.0, 10**400),
]


@pytest.mark.parametrize(("actual", "expected"), RIGHT)
def test_close_accepts(actual, expected):
    assert checks.close(actual, expected) is None


@pytest.mark.parametrize(("actual", "expected"), WRONG[:-1])
def test_close_refuses(actual, expected):
    with pytest.raises(checks.CheckFailure):
        checks.close(actual, expected)


def test_close_uses_both_tolerances():
    checks.close(100.5, 100.0, rtol=0.01)
    checks.close(0.05, 0.0, atol=0.1)
    with pytest.raises(checks.CheckFailure):
        checks.close(100.5, 100.0, rtol=0.001)
    with pytest.raises(checks.CheckFailure):
        checks.close(0.05, 0.0, rtol=0.9)


def test_equal_tells_apart_what_close_does_not():
    for actual, expected in [(1, 1.0), ([1], (1,)), (1.0 + 1e-12, 1.0)]:
        checks.close(actual, expected)
        with pytest.raises(checks.CheckFailure):
            checks.equal(actual, expected)


@pytest.mark.parametrize(
    "value",
    [
        3,
        10**40,
        True,
        "a",
        None,
        [1, "b"],
        (1, (2, 3)),
        {"a": [True]},
        {(0, 1): 2},
        torch.arange(3),
        np.array([True, False]),
        torch.Size([2, 3]),
        torch.float32,
        torch.device("cpu"),
    ],
)
def test_equal_accepts(value):
    assert checks.equal(value, value) is None


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        (True, 1),
        (1, True),
        (10**40, 10**40 + 1),
        (torch.tensor([1]), torch.tensor([True])),
        (torch.tensor([1.0]), torch.tensor([1])),
        (torch.tensor([1, 2]), torch.tensor([1, 3])),
        ([1, 2], [2, 1]),
        ({"a": 1}, {"a": 2}),
        ("a", "A"),
        (torch.float32, torch.float64),
        (None, False),
        (0, None),
    ],
)
def test_equal_refuses(actual, expected):
    with pytest.raises(checks.CheckFailure):
        checks.equal(actual, expected)


def test_expected_must_be_plain():
    with pytest.raises(TypeError, match="expected holds an object of type set"):
        checks.equal(1, {1})


# --- The message ----------------------------------------------------------------------


def double(values):
    """Return something wrong."""
    return 2 * values


def test_message_says_what_was_called_what_came_and_what_was_expected():
    inputs = torch.tensor([1.0, 3.0])
    with pytest.raises(checks.CheckFailure) as failure:
        checks.close(double(inputs), inputs, what="The function returns its input")
    headline, lines = lines_of(failure)
    assert headline == "The function returns its input"
    assert lines["called"] == "double(inputs)"
    assert lines["where"] == "inputs = [1, 3] (tensor, shape (2,), float32)"
    assert lines["returned"] == "[2, 6] (tensor, shape (2,), float32)"
    assert lines["expected"] == "[1, 3] (tensor, shape (2,), float32)"
    assert lines["problem"].startswith("2 of 2 values are wrong; the largest")
    assert "difference 3 is at index [1]: 6 instead of 3" in lines["problem"]
    assert lines["hint"] == "off by a constant factor of 2"


def test_message_without_a_sentence_has_a_headline_in_words():
    with pytest.raises(checks.CheckFailure) as failure:
        checks.close(1.0, 2.0)
    headline, lines = lines_of(failure)
    assert headline == "The value is not the expected one"
    assert lines["got"] == "1"


def test_message_finds_the_call_behind_a_variable():
    result = double(3)
    with pytest.raises(checks.CheckFailure) as failure:
        checks.equal(result, 5)
    assert lines_of(failure)[1]["called"] == "result = double(3)"


def test_message_shows_the_loop_variable():
    def loop():
        for size in (0, 2):
            checks.equal(double(size), 0)

    with pytest.raises(checks.CheckFailure) as failure:
        loop()
    assert lines_of(failure)[1]["where"] == "size = 2"


def test_message_stands_without_source():
    with pytest.raises(checks.CheckFailure) as failure:
        exec("checks.equal(1 + 1, 3)", {"checks": checks})
    _, lines = lines_of(failure)
    assert "called" not in lines
    assert lines["expected"] == "3"


def test_message_names_the_place_inside_the_result():
    with pytest.raises(checks.CheckFailure) as failure:
        checks.close({"w": [1.0, 2.5]}, {"w": [1.0, 2.0]})
    _, lines = lines_of(failure)
    assert lines["at"] == "result['w'][1]"
    assert lines["problem"] == "2.5 instead of 2; the difference is 0.5"


def test_notebooks_show_the_line_and_the_message_only():
    with pytest.raises(checks.CheckFailure) as failure:
        checks.equal(double(1), 1, what="Nothing is doubled")
    shown = failure.value._render_traceback_()
    assert shown[0].startswith("line ")
    assert shown[0].endswith('checks.equal(double(1), 1, what="Nothing is doubled")')
    assert shown[1] == f"CheckFailure: {failure.value}"
    assert len(shown) == 2


def test_message_stays_short():
    with pytest.raises(checks.CheckFailure) as failure:
        checks.close([torch.rand(100, 100)] * 50, [torch.zeros(100, 100)] * 50)
    assert len(str(failure.value)) < 2000
    with pytest.raises(checks.CheckFailure) as failure:
        checks.equal("x" * 10**6, "y")
    assert len(str(failure.value)) < 2000


@pytest.mark.parametrize(
    ("actual", "expected", "words"),
    [
        (None, 1.0, "returned None: is the `return` missing?"),
        ({1}, [1], "returned an object of type set; return a plain list"),
        (torch.tensor([1.0, NAN]), torch.ones(2), "a value is NaN"),
        (torch.tensor([1.0, INF]), torch.ones(2), "a value is infinite"),
        (torch.tensor([-1.0, 2.0]), torch.tensor([1.0, -2.0]), "the sign is flipped"),
        (torch.tensor([1.0, 2.0]), torch.tensor([1.0, -2.0]), "came out positive"),
        (-0.3, 0.3, "the sign is flipped"),
        (6.0, 3.0, "off by a constant factor of 2"),
        (torch.tensor([1.0, 5.0]), torch.tensor([0.1, 0.5]), "constant factor of 10"),
        (torch.tensor([3.0, 4.5]), torch.tensor([1.0, 2.5]), "2 too large"),
        (torch.arange(4.0).view(2, 2), torch.arange(4.0).view(2, 2).T, "transposed"),
        (torch.rand(2, 3), torch.rand(3, 2), "transposed"),
        (torch.tensor([1.0, 2.0, 4.0]), torch.tensor([4.0, 2.0, 1.0]), "reverse"),
        (torch.tensor([2.0, 1.0, 4.0]), torch.tensor([4.0, 2.0, 1.0]), "another order"),
        (torch.tensor([0.5, 0.1]).log(), torch.tensor([0.5, 0.1]), "the logarithm"),
        (torch.ones(3, 1), torch.ones(3), "extra axis of size 1"),
        (torch.ones(3), torch.ones(3, 1), "an axis of size 1 is missing"),
        (torch.ones(3, 3), torch.ones(3), "broadcast to (3, 3)"),
        ("Cat", "cat", "capital letters only"),
        ("cat\n", "cat", "spaces or line breaks"),
        ("cab", "cat", "differ from character 2 on"),
    ],
)
def test_message_guesses_the_cause(actual, expected, words):
    with pytest.raises(checks.CheckFailure) as failure:
        checks.close(actual, expected)
    assert words in str(failure.value)


def test_no_guess_without_a_reason():
    for actual, expected in [
        (0.7, 0.9),
        (torch.tensor([0.1, 0.7]), torch.tensor([0.3, 0.2])),
        (torch.tensor([5.0, 5.0]), torch.tensor([0.3, 0.3])),
        (torch.ones(2), torch.zeros(2)),
    ]:
        with pytest.raises(checks.CheckFailure) as failure:
            checks.close(actual, expected, rtol=0.1)
        assert "hint" not in lines_of(failure)[1]


# --- shape, dtype, device, finite, that -----------------------------------------------


def test_shape():
    checks.shape(torch.zeros(2, 3), (2, 3))
    checks.shape(np.zeros((2, 3)), (None, 3))
    checks.shape(1.0, ())
    for value, expected in [
        (torch.zeros(2, 3), (3, 2)),
        (torch.zeros(2), (2, 1)),
        ([1, 2], (2,)),
        (None, (2,)),
    ]:
        with pytest.raises(checks.CheckFailure) as failure:
            checks.shape(value, expected)
    assert "is the `return` missing?" in str(failure.value)


def test_shape_message():
    with pytest.raises(checks.CheckFailure) as failure:
        checks.shape(double(torch.zeros(2, 3)), (None, 4), what="One row an example")
    headline, lines = lines_of(failure)
    assert headline == "One row an example"
    assert lines["called"] == "double(torch.zeros(2, 3))"
    assert lines["expected"] == "shape (any, 4)"
    assert lines["problem"] == "the shape is (2, 3)"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (torch.zeros(2), torch.float32),
        (torch.zeros(2), "float32"),
        (torch.zeros(2), np.float32),
        (np.zeros(2), np.float64),
        (np.zeros(2), torch.float64),
        (1.5, float),
        (True, bool),
        (3, int),
        (torch.zeros(1, dtype=torch.bfloat16), torch.bfloat16),
    ],
)
def test_dtype_accepts(value, expected):
    assert checks.dtype(value, expected) is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (torch.zeros(2), torch.float64),
        (True, int),
        (np.float64(1.0), float),
        ([1.0], float),
        (None, torch.float32),
    ],
)
def test_dtype_refuses(value, expected):
    with pytest.raises(checks.CheckFailure, match="dtype"):
        checks.dtype(value, expected)


def test_device():
    checks.device(torch.zeros(1), "cpu")
    checks.device(torch.zeros(1), torch.device("cpu"))
    with pytest.raises(checks.CheckFailure, match="the tensor is on cpu"):
        checks.device(torch.zeros(1), "cuda")
    with pytest.raises(checks.CheckFailure, match=r"return a plain torch\.Tensor"):
        checks.device(np.zeros(1), "cpu")


@pytest.mark.cuda
@pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a GPU")
def test_values_on_a_gpu():
    value = torch.tensor([1.0, 2.0], device="cuda", requires_grad=True)
    checks.close(value, torch.tensor([1.0, 2.0]))
    checks.device(value, "cuda")
    checks.finite(value)


def test_finite():
    checks.finite({"a": [1.0, torch.ones(2)], "b": np.arange(3)})
    with pytest.raises(checks.CheckFailure, match=r"1 NaN and 2 infinite of 4 values"):
        checks.finite(torch.tensor([NAN, INF, -INF, 1.0]))
    with pytest.raises(checks.CheckFailure, match=r"result\['b'\]\[1\]"):
        checks.finite({"a": 1.0, "b": [1.0, NAN]})
    for value in ("1", None, {1.0}, object()):
        with pytest.raises(checks.CheckFailure):
            checks.finite(value)


def test_that():
    checks.that(True, "The loss falls")
    checks.that(np.bool_(True), "The loss falls")
    with pytest.raises(checks.CheckFailure) as failure:
        checks.that(False, "The loss falls")
    assert str(failure.value) == "The loss falls"
    for truthy in (1, "yes", [0], torch.tensor(True), AlwaysEqual()):
        with pytest.raises(checks.CheckFailure, match="not a bool"):
            checks.that(truthy, "The loss falls")


# --- Hostile values -------------------------------------------------------------------


class AlwaysTrue(torch.Tensor):
    """A tensor for which every torch function says True."""

    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None):
        return True


class MetaEqual(type):
    """A metaclass that makes a class equal to every other."""

    def __eq__(cls, other):
        return True

    def __hash__(cls):
        return hash(float)

    @property
    def __name__(cls):
        return "float"


class AlwaysEqual(metaclass=MetaEqual):
    """An object that is equal to everything, and claims to be a float."""

    __class__ = float

    def __eq__(self, other):
        return True

    def __hash__(self):
        return hash("a")

    def __bool__(self):
        return True

    def __float__(self):
        return 1.0

    def __array__(self, *args, **kwargs):
        return np.ones(())


class FloatSubclass(float):
    """A float that hides its value."""

    def __eq__(self, other):
        return True

    __hash__ = float.__hash__


class ArraySubclass(np.ndarray):
    """An array whose ufuncs all say True."""

    def __array_ufunc__(self, *args, **kwargs):
        return True


@pytest.mark.parametrize(
    "value",
    [
        torch.zeros(2).as_subclass(AlwaysTrue),
        AlwaysEqual(),
        FloatSubclass(0.0),
        np.zeros(2).view(ArraySubclass),
        np.array([AlwaysEqual(), AlwaysEqual()], dtype=object),
    ],
    ids=["tensor", "always equal", "float", "array", "array of objects"],
)
@pytest.mark.parametrize("expected", [1.0, torch.ones(2), np.ones(2), [1.0], "a", True])
def test_hostile_objects_fail_every_check(value, expected):
    failed = pytest.raises(checks.CheckFailure)
    with failed:
        checks.close(value, expected)
    with failed:
        checks.equal(value, expected)
    with failed:
        checks.close([value], [expected])
    with failed:
        checks.equal({"a": value}, {"a": expected})
    with failed:
        checks.that(value, "fails")
    with failed:
        checks.finite(value)


def test_hostile_keys_fail():
    for key in (AlwaysEqual(), (AlwaysEqual(),)):
        with pytest.raises(checks.CheckFailure, match="a key is"):
            checks.equal({key: 1}, {"a": 1})


def test_attributes_of_a_tensor_are_not_trusted():
    value = torch.zeros(2)
    for name in ("detach", "cpu", "numpy", "resolve_conj", "resolve_neg"):
        setattr(value, name, lambda *args: torch.ones(2))
    with pytest.raises(checks.CheckFailure):
        checks.close(value, torch.ones(2))


def test_a_torch_function_mode_is_not_trusted():
    class Liar(torch.overrides.TorchFunctionMode):
        def __torch_function__(self, func, types, args=(), kwargs=None):
            return torch.ones(2) if args else func(*args, **(kwargs or {}))

    value, expected = torch.zeros(2), torch.ones(2)
    with Liar(), pytest.raises(checks.CheckFailure):
        checks.close(value, expected)


PATCHED = """
import builtins, functools
import numpy as np, torch, warnings
from helpers import checks
assert not isinstance(1, str)

yes = lambda *args, **kwargs: True
for name in ("equal", "allclose", "isclose", "eq", "all", "isnan", "isfinite"):
    setattr(torch, name, yes)
    setattr(torch.Tensor, name, yes)
for name in ("allclose", "array_equal", "isclose", "isnan", "isfinite", "all", "abs",
             "absolute", "where", "argmax", "array", "ndarray", "inf", "float64"):
    setattr(np, name, yes)
np.testing.assert_allclose = yes
torch.Tensor.detach = torch.Tensor.cpu = torch.Tensor.numpy = lambda t: torch.ones(2)
torch.Tensor.shape = property(lambda t: (2,))
torch.Tensor.dtype = property(lambda t: torch.float32)
caught = []
tests = [
    lambda: checks.close(torch.zeros(3), torch.ones(3)),
    lambda: checks.equal(torch.zeros(3), torch.ones(3)),
    lambda: checks.close(0.0, 1.0),
    lambda: checks.finite(torch.tensor([float("nan")])),
    lambda: checks.shape(torch.zeros(3), (2,)),
    lambda: checks.dtype(torch.zeros(2, dtype=torch.int64), torch.float32),
    lambda: checks.unchanged(lambda x: x.add_(1), torch.zeros(2)),
    lambda: checks.gradient(lambda x: x * x.data, torch.ones(3) * 3),
]
real = {name: getattr(builtins, name) for name in ("all", "any", "len", "abs")}
real |= {name: getattr(builtins, name) for name in ("isinstance", "zip", "enumerate")}
for test in tests:
    builtins.all = builtins.isinstance = yes
    builtins.any = builtins.len = lambda *args: 0
    builtins.abs = lambda value: 0.0
    builtins.zip = builtins.enumerate = lambda *args, **kwargs: ()
    try:
        test()
    except checks.CheckFailure:
        caught.append(True)
    finally:
        for name, function in real.items():
            setattr(builtins, name, function)
print(len(caught), "of", len(tests))
"""


def test_patched_libraries_and_builtins_change_nothing():
    done = subprocess.run(
        [sys.executable, "-c", PATCHED], capture_output=True, text=True, check=False
    )
    assert done.stdout == "8 of 8\n", done.stderr
