"""Gradients in float64: by autograd, and by central differences."""

from collections.abc import Callable
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from helpers.checks.plain import UnreadableError, as_array, type_name
from helpers.checks.trusted import BUILTINS, FLOAT_DTYPES, is_tensor, tensor_dtype

__all__ = ["analytic_gradient", "copies_in_double", "numeric_gradient"]

globals()["__builtins__"] = BUILTINS

_from_numpy, _grad, _zeros_like = torch.from_numpy, torch.autograd.grad, np.zeros_like
_require = torch._C.TensorBase.requires_grad_
_sin, _arange, _float64 = np.sin, np.arange, np.float64
STEP = 1e-6


def copies_in_double(inputs: tuple[Any, ...]) -> list[Any]:
    """Copy floating-point tensors to float64 leaves that require grad.

    Parameters
    ----------
    inputs : tuple
        Arguments of a call.

    Returns
    -------
    list
        The same arguments, copied where they are floating-point tensors.

    Raises
    ------
    ValueError
        If none of them is.
    """
    if not any(_is_float(value) for value in inputs):
        raise ValueError("gradient needs at least one floating-point tensor")
    return [_require(_double(value)) if _is_float(value) else value for value in inputs]


def _is_float(value: Any) -> bool:
    """Say whether an argument is to be differentiated."""
    return is_tensor(value) and tensor_dtype(value) in FLOAT_DTYPES


def _double(value: Any) -> torch.Tensor:
    """Copy a tensor to float64 on the CPU."""
    return _from_numpy(as_array(value).astype(_float64))


def _weights(array: NDArray[Any]) -> NDArray[Any]:
    """Return fixed weights, all different, that reduce a result to one number."""
    return (1 + _sin(_arange(array.size, dtype=_float64)) / 2).reshape(array.shape)


def analytic_gradient(result: torch.Tensor, copies: list[Any]) -> dict[int, Any]:
    """Differentiate a weighted sum of a result by autograd.

    Parameters
    ----------
    result : Tensor, float64
        What the function returned for `copies`.
    copies : list
        Arguments made by :func:`copies_in_double`.

    Returns
    -------
    dict of int to ndarray
        Gradient for the position of each differentiated argument; None where the
        result does not depend on it in the graph.

    Raises
    ------
    UnreadableError
        If autograd fails.
    """
    places = [i for i, value in enumerate(copies) if _is_float(value)]
    if not places:
        raise ValueError("gradient needs at least one floating-point tensor")
    weights = _from_numpy(_weights(as_array(result)))
    leaves = [copies[place] for place in places]
    try:
        grads = _grad(result, leaves, weights, allow_unused=True)
    except NotImplementedError:
        raise
    except RuntimeError as error:
        raise UnreadableError(f"autograd failed: {error}") from None
    return {
        place: None if grad is None else as_array(grad)
        for place, grad in zip(places, grads, strict=True)
    }


def numeric_gradient(
    function: Callable[..., Any], inputs: tuple[Any, ...], position: int
) -> NDArray[Any]:
    """Differentiate the same weighted sum by central differences.

    Parameters
    ----------
    function : callable
        The learner's function.
    inputs : tuple
        The arguments as given.
    position : int
        The argument to differentiate.

    Returns
    -------
    ndarray
        The gradient, in the input's shape.

    Raises
    ------
    UnreadableError
        If a further call returns something else than a tensor.
    """
    base = as_array(inputs[position]).astype(_float64)
    grad = _zeros_like(base)
    for index in range(base.size):
        sums = []
        for sign in (1.0, -1.0):
            moved = base.copy()
            moved.flat[index] += sign * STEP
            copies = copies_in_double(inputs)
            copies[position] = _require(_from_numpy(moved))
            result = function(*copies)
            if not is_tensor(result):
                name = type_name(result)
                raise UnreadableError(
                    f"a further call returned an object of type {name}"
                )
            values = as_array(result)
            sums.append(float((values * _weights(values)).sum()))
        grad.flat[index] = (sums[0] - sums[1]) / (2 * STEP)
    return grad
