"""Plain values: what a learner's function may return, read without its methods."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from helpers.checks.trusted import (
    BUILTINS,
    KINDS,
    NUMPY_SCALARS,
    is_array,
    is_tensor,
    tensor_dtype,
    tensor_shape,
    tensor_values,
)

__all__ = [
    "UnreadableError",
    "as_array",
    "category",
    "describe",
    "family",
    "type_name",
]

globals()["__builtins__"] = BUILTINS

_array = np.array
_class_name = type.__dict__["__name__"].__get__
_FAMILIES = {"b": "bool", "i": "int", "u": "int", "f": "float", "c": "complex"}
MOST_VALUES = 6


class UnreadableError(Exception):
    """A value that no check can read; the text says what to return instead."""


def type_name(value: object) -> str:
    """Return the name of a value's true type, whatever the value claims to be.

    Parameters
    ----------
    value : object
        Anything.

    Returns
    -------
    str
        The class's name.

    Examples
    --------
    >>> type_name([1])
    'list'
    """
    return str(_class_name(type(value)))


def category(value: object) -> str:
    """Name the kind of a plain value.

    Parameters
    ----------
    value : object
        Anything a learner's function may return.

    Returns
    -------
    str
        ``number`` (also of 0-dimensional tensors and arrays), ``tensor``, ``array``,
        ``text``, ``none``, ``list``, ``tuple``, ``dict``, ``word`` (a dtype or a
        device), or ``other`` for everything that is not plain.

    Examples
    --------
    >>> category(1.5), category(np.ones(2)), category({1, 2})
    ('number', 'array', 'other')
    """
    kind = KINDS.get(id(type(value)), "other")
    if kind == "tensor":
        return kind if tensor_shape(value) else "number"
    if kind == "array":
        return kind if value.ndim else "number"  # type: ignore[attr-defined]
    return kind


def as_array(value: Any) -> NDArray[Any]:
    """Copy a number, array or tensor into a NumPy array that no one else holds.

    Parameters
    ----------
    value : number, numpy array or tensor
        Any value whose category is ``number``, ``array`` or ``tensor``.

    Returns
    -------
    ndarray
        The same values and shape.

    Raises
    ------
    UnreadableError
        If the value has no numbers to read: a sparse tensor, an array of objects.

    Examples
    --------
    >>> as_array(2.5)
    array(2.5)
    """
    if type(value) is int and not -(2**63) <= value < 2**63:
        value = float(value)
    array = tensor_values(value) if is_tensor(value) else _array(value)
    if array is None:
        raise UnreadableError(
            "returned a tensor without readable values; return a dense torch.Tensor"
        )
    if array.dtype.kind not in _FAMILIES:
        raise UnreadableError(
            f"returned an array of dtype {array.dtype.name}; return one of numbers"
        )
    return array


def family(array: NDArray[Any]) -> str:
    """Name what an array's numbers are: ``bool``, ``int``, ``float`` or ``complex``.

    Parameters
    ----------
    array : ndarray
        Any array of numbers.

    Returns
    -------
    str
        The family's name.

    Examples
    --------
    >>> family(np.arange(3))
    'int'
    """
    return _FAMILIES[array.dtype.kind]


def describe(value: Any, *, short: bool = False) -> str:
    """Show a plain value in one line, without calling methods of its own.

    Parameters
    ----------
    value : object
        Anything; a value that is not plain is named by its type.
    short : bool
        Leave out shapes and dtypes.

    Returns
    -------
    str
        At most six numbers of each array, with shape and dtype.

    Examples
    --------
    >>> describe(np.array([[1.0, 2.0]]))
    '[[1, 2]] (array, shape (1, 2), float64)'
    >>> describe({"loss": 0.25})
    "{'loss': 0.25}"
    """
    kind = category(value)
    if is_tensor(value) or is_array(value):
        return _describe_array(value, short=short)
    if kind == "number":
        return _number(value)
    if kind == "text":
        return repr(value if len(value) <= 80 else value[:77] + "...")
    if kind in ("none", "word"):
        return repr(value)
    if kind in ("list", "tuple"):
        return _describe_sequence(value, kind)
    if kind == "dict":
        items = list(dict.items(value))
        inner = [
            f"{describe(key, short=True)}: {describe(item, short=True)}"
            for key, item in items[:MOST_VALUES]
        ]
        inner += ["..."] if len(items) > MOST_VALUES else []
        return "{" + ", ".join(inner) + "}"
    return f"an object of type {type_name(value)}"


def _describe_sequence(value: Any, kind: str) -> str:
    """Show the first items of a list or a tuple."""
    inner = [describe(item, short=True) for item in value[:MOST_VALUES]]
    inner += ["..."] if len(value) > MOST_VALUES else []
    text = ", ".join(inner)
    if kind == "list":
        return f"[{text}]"
    return f"({text},)" if len(value) == 1 else f"({text})"


def _describe_array(value: Any, *, short: bool) -> str:
    """Show an array's first values, its kind, its shape and its dtype."""
    kind = "tensor" if is_tensor(value) else "array"
    dtype = tensor_dtype(value) if is_tensor(value) else value.dtype
    try:
        array = as_array(value)
    except UnreadableError:
        return f"a {kind} without readable values"
    columns = MOST_VALUES if array.ndim < 2 else MOST_VALUES // 2
    text = _nested(array, columns if array.size > MOST_VALUES else array.size)
    if short:
        return f"{kind}({text})"
    name = str(dtype).removeprefix("torch.")
    return f"{text} ({kind}, shape {array.shape}, {name})"


def _nested(array: NDArray[Any], columns: int) -> str:
    """Show an array in brackets; of a large one only the first rows and columns."""
    if array.ndim == 0:
        return _number(array[()])
    most = columns
    if array.ndim > 1 and columns < array.size:
        most = 2 if array.ndim == 2 else 1
    inner = [_nested(array[i], columns) for i in range(min(most, len(array)))]
    inner += ["..."] if most < len(array) else []
    return "[" + ", ".join(inner) + "]"


def _number(value: Any) -> str:
    """Show one number with six significant digits."""
    item = as_array(value).item() if id(type(value)) in NUMPY_SCALARS else value
    return f"{item:.6g}" if type(item) is float else repr(item)
