"""Checks that call a function: raises, unchanged, gradient, no_warnings."""

import warnings

import numpy as np
import pytest
import torch

from helpers import checks


def stub(*args, **kwargs):
    """Stand for an exercise that is not solved."""
    raise NotImplementedError("write me")


@pytest.mark.parametrize(
    "check",
    [
        lambda: checks.raises(ValueError, stub, 1),
        lambda: checks.raises(RuntimeError, stub, 1),
        lambda: checks.raises(NotImplementedError, stub, 1),
        lambda: checks.unchanged(stub, torch.ones(2)),
        lambda: checks.gradient(stub, torch.ones(2)),
        lambda: checks.no_warnings(stub, 1),
    ],
)
def test_a_stub_is_not_implemented_for_every_check(check):
    with pytest.raises(NotImplementedError, match="write me"):
        check()


# --- raises ---------------------------------------------------------------------------


def picky(value, *, limit=1):
    """Refuse what is too large."""
    if value > limit:
        raise ValueError(f"value must be at most {limit}, got {value}")
    return value


def test_raises_accepts_the_documented_error():
    checks.raises(ValueError, picky, 2)
    checks.raises(ValueError, picky, 3, match="At most 2", limit=2)
    checks.raises(LookupError, {}.__getitem__, "a")  # a subclass: KeyError
    checks.raises((TypeError, ValueError), picky, 2)


def test_raises_tells_what_came_back():
    with pytest.raises(checks.CheckFailure) as failure:
        checks.raises(ValueError, picky, 0, limit=5, what="Large values are refused")
    text = str(failure.value)
    assert text.splitlines()[0] == "Large values are refused"
    assert "called:   picky(0, limit=5)" in text
    assert "returned: 0" in text
    assert "expected: ValueError" in text


def test_raises_tells_which_error_came():
    with pytest.raises(checks.CheckFailure) as failure:
        checks.raises(TypeError, picky, 9)
    assert "raised:   ValueError: value must be at most 1, got 9" in str(failure.value)
    with pytest.raises(checks.CheckFailure, match="does not say 'minimum'"):
        checks.raises(ValueError, picky, 9, match="minimum")
    with pytest.raises(checks.CheckFailure, match="SystemExit"):
        checks.raises(ValueError, exit_now)
    with pytest.raises(checks.CheckFailure, match="without a message"):
        checks.raises(ValueError, [].__iter__().__next__)


def exit_now():
    """Leave."""
    raise SystemExit(0)


def test_raises_does_not_trust_the_error():
    class SlyError(Exception):
        __class__ = ValueError
        args = ("limit",)

        def __str__(self):
            return "limit"

    def sly():
        raise SlyError("something else")

    with pytest.raises(checks.CheckFailure, match="SlyError: something else"):
        checks.raises(ValueError, sly)
    with pytest.raises(checks.CheckFailure, match="does not say"):
        checks.raises(Exception, sly, match="limit")


# --- unchanged ------------------------------------------------------------------------


def test_unchanged_returns_the_result():
    value = torch.tensor([1.0, float("nan")])
    assert checks.unchanged(torch.clone, value) is not value
    assert checks.unchanged(sorted, [2, 1], key=None) == [1, 2]
    assert checks.unchanged(lambda x, model: x, 1, torch.nn.Linear(1, 1)) == 1


def add_one(values):
    """Change the input."""
    values += 1
    return values


@pytest.mark.parametrize(
    ("function", "value"),
    [
        (add_one, torch.zeros(2)),
        (add_one, np.zeros(2)),
        (lambda x: x.append(1), [1]),
        (lambda x: x.update(a=2), {"a": 1}),
        (lambda x: x["w"].mul_(2), {"w": torch.ones(2)}),
        (lambda x: x[0].mul_(2), (torch.ones(2),)),
        (lambda x: x.unsqueeze_(0), torch.ones(2)),
        (lambda x: x.clear(), [1, 2]),
        (lambda x: x.reverse(), [1, 2]),
    ],
)
def test_unchanged_refuses(function, value):
    with pytest.raises(checks.CheckFailure, match="changed in place"):
        checks.unchanged(function, value)


def test_unchanged_message():
    weights = torch.zeros(2)
    with pytest.raises(checks.CheckFailure) as failure:
        checks.unchanged(lambda a, b: b.add_(1), 1, weights)
    text = str(failure.value)
    assert text.splitlines()[0] == "The call changed its input"
    assert "before:   [0, 0] (tensor" in text
    assert "after:    [1, 1] (tensor" in text
    assert "argument 2, weights, was changed in place" in text
    with pytest.raises(checks.CheckFailure, match="the argument values was changed"):
        checks.unchanged(add_one, values=torch.zeros(2))


# --- gradient -------------------------------------------------------------------------


def test_gradient_accepts_right_ones():
    x = torch.tensor([[0.5, -1.0], [2.0, 3.0]])
    checks.gradient(torch.tanh, x)
    checks.gradient(lambda a: (a**2).sum(), x)
    checks.gradient(lambda a, b: a @ b, x, torch.tensor([1.0, 2.0]))
    checks.gradient(torch.nn.functional.cross_entropy, x, torch.tensor([0, 1]))
    checks.gradient(lambda a, k: a * k, x, 3)
    assert not x.requires_grad
    assert x.dtype == torch.float32


class WrongBackward(torch.autograd.Function):
    """A square whose gradient lacks the 2."""

    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x**2

    @staticmethod
    def backward(ctx, grad):
        return grad * ctx.saved_tensors[0]


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (WrongBackward.apply, "off by a constant factor of 0.5"),
        (lambda x: (x * x).detach(), "cut off from the graph"),
        (lambda x: torch.tensor((x * x).tolist(), dtype=x.dtype), "cut off"),
        (lambda x: x * x.detach(), "constant factor"),
        (lambda x: x.float() ** 2, "float64 went in, float32 came out"),
        (lambda x: None, "is the `return` missing?"),
        (lambda x: [x], "an object of type list; return a plain torch.Tensor"),
    ],
)
def test_gradient_refuses(function, words):
    with pytest.raises(checks.CheckFailure, match="gradient") as failure:
        checks.gradient(function, torch.tensor([1.0, 2.0, -3.0]))
    assert words in str(failure.value)


def test_gradient_names_the_input_that_is_cut_off():
    with pytest.raises(checks.CheckFailure) as failure:
        checks.gradient(lambda a, b: a * b.detach(), torch.ones(2), torch.ones(2))
    assert "for input 2" in str(failure.value)
    assert "does not depend on input 2 in the graph" in str(failure.value)


def test_gradient_needs_something_to_differentiate():
    with pytest.raises(ValueError, match="at least one floating-point tensor"):
        checks.gradient(lambda x: x * 1.0, torch.tensor([1, 2]))


# --- no_warnings ----------------------------------------------------------------------


def test_no_warnings_returns_the_result():
    assert checks.no_warnings(np.exp, 0.0) == 1.0

    def news():
        warnings.warn("will change", FutureWarning, stacklevel=1)
        return "text"

    assert checks.no_warnings(news) == "text"


def test_no_warnings_refuses():
    with pytest.raises(checks.CheckFailure) as failure:
        checks.no_warnings(np.exp, np.array([1000.0]), what="exp must not overflow")
    text = str(failure.value)
    assert text.splitlines()[0] == "exp must not overflow"
    assert "called:   np.exp(np.array([1000.0]))" in text
    assert "RuntimeWarning: overflow encountered in exp" in text
    with pytest.raises(checks.CheckFailure, match="1 NaN and 0 infinite of 1 values"):
        checks.no_warnings(torch.log, torch.tensor([-1.0]))
    with pytest.raises(checks.CheckFailure, match="infinite"):
        checks.no_warnings(lambda: {"loss": float("inf")})
