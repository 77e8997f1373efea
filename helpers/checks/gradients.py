"""The check of a gradient: autograd against central differences."""

from collections.abc import Callable
from typing import Any

import torch

from helpers.checks.compare import Tolerance, compare
from helpers.checks.numeric import (
    analytic_gradient,
    copies_in_double,
    numeric_gradient,
)
from helpers.checks.plain import UnreadableError, describe, type_name
from helpers.checks.report import report_call
from helpers.checks.trusted import BUILTINS, is_tensor, tensor_dtype

__all__ = ["gradient"]

globals()["__builtins__"] = BUILTINS

_float64 = torch.float64
_requires_grad = torch._C.TensorBase.requires_grad.__get__  # type: ignore[attr-defined]
WRONG_GRADIENT = "The gradient is not the expected one"


def gradient(
    function: Callable[..., Any],
    *inputs: Any,
    rtol: float = 1e-4,
    atol: float = 1e-6,
    what: str = "",
) -> None:
    """Check a function's gradient by autograd against central differences.

    Inputs are copied to float64 on the CPU. A result with several values is reduced
    with fixed weights first, so every value counts.

    Parameters
    ----------
    function : callable
        The learner's function, of tensors, returning a tensor.
    *inputs : object
        Arguments of the call; floating-point tensors are differentiated, others are
        passed on as they are.
    rtol, atol : float
        Relative and absolute tolerance.
    what : str
        One sentence that says what is true of a right answer; it heads the message.

    Raises
    ------
    CheckFailure
        If the gradients differ, or the result is cut off from the graph.
    ValueError
        If no input can be differentiated.

    Examples
    --------
    >>> gradient(lambda x: x ** 2, torch.tensor([1.0, -3.0]))
    """
    __tracebackhide__ = True
    copies = copies_in_double(inputs)
    result = function(*copies)
    problem = _not_differentiable(result)
    if problem:
        lines = [("returned", describe(result)), ("problem", problem)]
        report_call(what, WRONG_GRADIENT, 0, lines)
    try:
        grads = analytic_gradient(result, copies)
        wanted = {i: numeric_gradient(function, inputs, i) for i in grads}
    except UnreadableError as error:
        report_call(what, WRONG_GRADIENT, 0, [("problem", str(error))])
    for position, want in wanted.items():
        _check_gradient(position, grads[position], want, Tolerance(rtol, atol), what)


def _check_gradient(
    position: int, came: Any, want: Any, tolerance: Tolerance, what: str
) -> None:
    """Compare the gradient for one input with its central differences."""
    __tracebackhide__ = True
    found = compare(want * 0 if came is None else came, want, tolerance)
    if not found:
        return
    number = f"input {position + 1}"
    hint = found.hint
    if came is None:
        hint = f"the result does not depend on {number} in the graph: is it detached?"
    lines = [
        ("autograd", "no gradient" if came is None else describe(came)),
        ("expected", f"{describe(want)} by central differences"),
        ("problem", f"for {number}: {found.problem}"),
        ("hint", hint),
    ]
    report_call(what, WRONG_GRADIENT, 0, lines)


def _not_differentiable(result: Any) -> str:
    """Say why a result cannot be differentiated; empty where it can."""
    if not is_tensor(result):
        if result is None:
            return "returned None: is the `return` missing?"
        return (
            f"returned an object of type {type_name(result)}; "
            "return a plain torch.Tensor"
        )
    if tensor_dtype(result) != _float64:
        name = str(tensor_dtype(result)).removeprefix("torch.")
        return f"float64 went in, {name} came out: keep the dtype of the input"
    if not _requires_grad(result):
        return (
            "the result is cut off from the graph: "
            "avoid detach, item, numpy, no_grad and torch.tensor(...) of a result"
        )
    return ""
