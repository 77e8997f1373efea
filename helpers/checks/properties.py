"""Checks of what an array is like: shape, dtype, device, finite."""

from typing import Any

import numpy as np
import torch

from helpers.checks.plain import (
    UnreadableError,
    as_array,
    category,
    describe,
    type_name,
)
from helpers.checks.report import report_value
from helpers.checks.trusted import (
    BUILTINS,
    is_tensor,
    tensor_device,
    tensor_dtype,
    tensor_shape,
)

__all__ = ["device", "dtype", "finite", "not_finite", "shape"]

globals()["__builtins__"] = BUILTINS

_isfinite, _isnan, _np_dtype = np.isfinite, np.isnan, np.dtype
_torch_dtype, _torch_device = torch.dtype, torch.device


def shape(actual: Any, expected: tuple[int | None, ...], *, what: str = "") -> None:
    """Check the shape of a tensor or an array; a number has the shape ``()``.

    Parameters
    ----------
    actual : object
        What the learner's code gave.
    expected : tuple of int or None
        The shape; None stands for any size.
    what : str
        One sentence that says what is true of a right answer; it heads the message.

    Raises
    ------
    CheckFailure
        If the shape differs or the value has none.

    Examples
    --------
    >>> shape(torch.zeros(2, 3), (2, None))
    """
    __tracebackhide__ = True
    wanted = tuple(expected)
    lines = [("expected", f"shape {wanted}".replace("None", "any"))]
    if category(actual) not in ("number", "tensor", "array"):
        lines.append(("problem", _no_numbers(actual, "tensor")))
        report_value(what, "The result has no shape", actual, lines)
    came = tensor_shape(actual) if is_tensor(actual) else as_array(actual).shape
    same = len(came) == len(wanted) and all(
        want is None or have == want for have, want in zip(came, wanted, strict=True)
    )
    if not same:
        lines.append(("problem", f"the shape is {came}"))
        report_value(what, "The shape is not the expected one", actual, lines)


def dtype(actual: Any, expected: Any, *, what: str = "") -> None:
    """Check the dtype of a tensor or an array, or the type of a Python number.

    Parameters
    ----------
    actual : object
        What the learner's code gave.
    expected : torch.dtype, numpy dtype, str or type
        Such as ``torch.float32``, ``numpy.float32``, ``"float32"``, or ``float`` for
        a Python number.
    what : str
        One sentence that says what is true of a right answer; it heads the message.

    Raises
    ------
    CheckFailure
        If the dtype differs or the value has none.

    Examples
    --------
    >>> dtype(torch.tensor([1, 2]), torch.int64)
    >>> dtype(0.5, float)
    """
    __tracebackhide__ = True
    wanted = _dtype_name(expected)
    lines = [("expected", f"dtype {wanted}")]
    if category(actual) not in ("number", "tensor", "array"):
        lines.append(("problem", _no_numbers(actual, "tensor")))
        report_value(what, "The result has no dtype", actual, lines)
    if is_tensor(actual):
        came = _dtype_name(tensor_dtype(actual))
    elif any(type(actual) is kind for kind in (bool, int, float, complex)):
        came = type_name(actual)
    else:
        came = as_array(actual).dtype.name
    if came != wanted:
        lines.append(("problem", f"the dtype is {came}"))
        report_value(what, "The dtype is not the expected one", actual, lines)


def _dtype_name(kind: Any) -> str:
    """Return a dtype's name without its library: ``float32``."""
    if type(kind) is _torch_dtype:
        return str(kind).removeprefix("torch.")
    if kind in (bool, int, float, complex):
        return str(kind.__name__)
    if type(kind) is str:
        return kind.removeprefix("torch.")
    return _np_dtype(kind).name


def device(actual: Any, expected: torch.device | str, *, what: str = "") -> None:
    """Check the device of a tensor.

    Parameters
    ----------
    actual : object
        What the learner's code gave.
    expected : torch.device or str
        Such as ``"cpu"`` or ``"cuda"``; without an index any index will do.
    what : str
        One sentence that says what is true of a right answer; it heads the message.

    Raises
    ------
    CheckFailure
        If the tensor lies elsewhere, or the value is not a tensor.

    Examples
    --------
    >>> device(torch.zeros(2), "cpu")
    """
    __tracebackhide__ = True
    wanted = _torch_device(expected)
    lines = [("expected", f"device {wanted}")]
    if not is_tensor(actual):
        lines.append(("problem", _no_numbers(actual, "torch.Tensor")))
        report_value(what, "The result has no device", actual, lines)
    came = tensor_device(actual)
    if came.type != wanted.type or wanted.index not in (None, came.index):
        lines.append(("problem", f"the tensor is on {came}"))
        report_value(what, "The tensor is on the wrong device", actual, lines)


def _no_numbers(actual: Any, wanted: str) -> str:
    """Say that a value is no tensor at all."""
    if actual is None:
        return "returned None: is the `return` missing?"
    return f"returned an object of type {type_name(actual)}; return a plain {wanted}"


def finite(actual: Any, *, what: str = "") -> None:
    """Check that there is no NaN and no infinity in a value or in its parts.

    Parameters
    ----------
    actual : object
        A number, tensor or array, or lists, tuples and dictionaries of them.
    what : str
        One sentence that says what is true of a right answer; it heads the message.

    Raises
    ------
    CheckFailure
        If a number is NaN or infinite, or a part is not a plain value.

    Examples
    --------
    >>> finite({"loss": 0.1, "weights": torch.ones(3)})
    """
    __tracebackhide__ = True
    problem = not_finite(actual, strict=True)
    if problem:
        lines = [("expected", "finite numbers"), ("problem", problem)]
        report_value(what, "The result is not finite", actual, lines)


def not_finite(actual: Any, *, strict: bool, where: str = "") -> str:
    """Say where a value holds NaN or infinity; empty where it does not.

    Parameters
    ----------
    actual : object
        A value; lists, tuples and dictionaries are searched.
    strict : bool
        Report parts that are not plain values, too.
    where : str
        Path of this part inside the whole.

    Returns
    -------
    str
        The problem in words.
    """
    kind = category(actual)
    if kind in ("list", "tuple", "dict"):
        items = dict.items(actual) if kind == "dict" else enumerate(actual)
        for key, item in items:
            path = f"{where}[{describe(key)}]"
            found = not_finite(item, strict=strict, where=path)
            if found:
                return found
        return ""
    if kind not in ("number", "tensor", "array"):
        return _no_numbers(actual, "number or tensor") if strict else ""
    try:
        array = as_array(actual)
    except UnreadableError as error:
        return str(error) if strict else ""
    bad = int((~_isfinite(array)).sum())
    if not bad:
        return ""
    nans = int(_isnan(array).sum())
    place = f" at result{where}" if where else ""
    return f"{nans} NaN and {bad - nans} infinite of {array.size} values{place}"
