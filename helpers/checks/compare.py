"""Find the first difference between two plain values, and guess its cause."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from helpers.checks.guess import guess_shape, guess_values
from helpers.checks.plain import (
    UnreadableError,
    as_array,
    category,
    describe,
    family,
    type_name,
)
from helpers.checks.trusted import BUILTINS, is_tensor

__all__ = ["Difference", "Tolerance", "compare"]

globals()["__builtins__"] = BUILTINS

_items = dict.items
_isnan, _abs, _argmax, _unravel = np.isnan, np.absolute, np.argmax, np.unravel_index
_errstate, _where, _inf = np.errstate, np.where, float("inf")
_bool, _float64, _complex128 = np.bool_, np.float64, np.complex128
_KEYS = ("number", "text", "none", "tuple")
_WANTED = {
    "number": "number",
    "tensor": "torch.Tensor",
    "array": "numpy array",
    "text": "str",
    "none": "None",
    "word": "dtype or device",
}
_FAMILY = {
    "bool": "a bool",
    "int": "an integer",
    "float": "a floating-point number",
    "complex": "a complex number",
}


@dataclass(frozen=True)
class Tolerance:
    """How far apart two numbers may be: ``atol + rtol * abs(expected)``.

    Parameters
    ----------
    rtol : float
        Relative tolerance.
    atol : float
        Absolute tolerance.
    exact : bool
        Compare numbers exactly, and tell int, float, list and tuple apart.
    """

    rtol: float = 0.0
    atol: float = 0.0
    exact: bool = False


@dataclass(frozen=True)
class Difference:
    """What is wrong, where in the result, and perhaps why.

    Parameters
    ----------
    problem : str
        What differs, in words.
    where : str
        Path inside the result, such as ``[1]['bias']``; empty for the whole.
    hint : str
        A guess at the cause; may be empty.
    """

    problem: str
    where: str = ""
    hint: str = ""


def compare(
    actual: Any, expected: Any, tolerance: Tolerance, where: str = ""
) -> Difference | None:
    """Compare two values, part by part.

    Parameters
    ----------
    actual : object
        What the learner's code gave; nothing is assumed about it.
    expected : plain value
        What it should have given.
    tolerance : Tolerance
        How numbers are compared.
    where : str
        Path of these two parts inside the whole.

    Returns
    -------
    Difference or None
        None where they agree.

    Examples
    --------
    >>> compare([1.0, 2.5], [1.0, 2.0], Tolerance(rtol=1e-5)).where
    '[1]'
    """
    have, want = category(actual), category(expected)
    if want == "other":
        raise TypeError(f"expected holds an object of type {type_name(expected)}")
    if not tolerance.exact and {have, want} == {"list", "tuple"}:
        have = want  # unpacking treats both alike
    if have != want:
        return Difference(_wrong_kind(actual, have, expected, want), where)
    if want in ("number", "tensor", "array"):
        return _compare_numbers(actual, expected, tolerance, where)
    if want in ("list", "tuple"):
        return _compare_sequences(actual, expected, tolerance, where)
    if want == "dict":
        return _compare_dicts(actual, expected, tolerance, where)
    if want == "none" or actual == expected:
        return None
    if want == "text":
        return Difference(_text_problem(actual, expected), where)
    return Difference(f"{describe(actual)} is not {describe(expected)}", where)


def _text_problem(actual: str, expected: str) -> str:
    """Say where two texts part."""
    if actual.lower() == expected.lower():
        return "the texts differ in capital letters only"
    if actual.strip() == expected.strip():
        return "the texts differ in spaces or line breaks at an end"
    pairs = enumerate(zip(actual, expected, strict=False))
    shorter = min(len(actual), len(expected))
    place = next((i for i, (a, b) in pairs if a != b), shorter)
    return f"the texts differ from character {place} on"


def _wrong_kind(actual: Any, have: str, expected: Any, want: str) -> str:
    """Say that a value is of the wrong kind."""
    wanted = _WANTED.get(want, want)
    if have == "none":
        return "returned None: is the `return` missing?"
    if have == "other":
        return (
            f"returned an object of type {type_name(actual)}; return a plain {wanted}"
        )
    if want == "number" and have in ("tensor", "array"):
        return f"returned {describe(actual)}, but one number is expected"
    if have == "number" and want in ("tensor", "array"):
        shape = as_array(expected).shape
        return f"returned one number, but a {wanted} of shape {shape} is expected"
    came = _WANTED.get(have, have)
    return f"returned a {came}, but a {wanted} is expected"


def _compare_sequences(
    actual: Any, expected: Any, tolerance: Tolerance, where: str
) -> Difference | None:
    """Compare lists or tuples: length first, then item by item."""
    if len(actual) != len(expected):
        return Difference(
            f"has {len(actual)} items, but {len(expected)} are expected", where
        )
    for position, (have, want) in enumerate(zip(actual, expected, strict=True)):
        found = compare(have, want, tolerance, f"{where}[{position}]")
        if found:
            return found
    return None


def _compare_dicts(
    actual: Any, expected: Any, tolerance: Tolerance, where: str
) -> Difference | None:
    """Compare dictionaries: keys first, then value by value."""
    have, want = dict(_items(actual)), dict(_items(expected))
    for key in have:
        if not _is_plain_key(key):
            problem = f"a key is {describe(key)}; use strings or numbers"
            return Difference(problem, where)
    missing = [describe(key) for key in want if key not in have]
    extra = [describe(key) for key in have if key not in want]
    if missing or extra:
        parts = [f"missing keys: {', '.join(missing[:6])}"] if missing else []
        parts += [f"unexpected keys: {', '.join(extra[:6])}"] if extra else []
        return Difference("; ".join(parts), where)
    for key, item in want.items():
        found = compare(have[key], item, tolerance, f"{where}[{describe(key)}]")
        if found:
            return found
    return None


def _is_plain_key(key: Any) -> bool:
    """Say whether a dictionary's key compares as Python's own values do."""
    kind = category(key)
    if kind == "tuple":
        return all(_is_plain_key(part) for part in key)
    return kind in _KEYS and not is_tensor(key)


def _compare_numbers(
    actual: Any, expected: Any, tolerance: Tolerance, where: str
) -> Difference | None:
    """Compare numbers, arrays or tensors: family, shape, then values."""
    if tolerance.exact and type(actual) is int and type(expected) is int:
        # They may be too large for an array.
        problem = f"{actual} instead of {expected}"
        return Difference(problem, where) if actual != expected else None
    try:
        have = as_array(actual)
    except UnreadableError as error:
        return Difference(str(error), where)
    want = as_array(expected)
    if have.shape != want.shape:
        problem = f"the shape is {have.shape}, but {want.shape} is expected"
        return Difference(problem, where, guess_shape(have, want))
    problem = _wrong_family(have, want, tolerance)
    if problem:
        return Difference(problem, where)
    wrong = _wrong_entries(have, want, tolerance)
    if not wrong.any():
        return None
    hint = guess_values(have, want, tolerance.rtol, tolerance.atol)
    if have.ndim == 0:
        return Difference(_one_number(have, want), where, hint)
    return Difference(_count(have, want, wrong), where, hint)


def _wrong_family(have: NDArray[Any], want: NDArray[Any], tolerance: Tolerance) -> str:
    """Say that bools, integers and real numbers are mixed up; empty where they fit."""
    came, wanted = family(have), family(want)
    scalars = have.ndim == 0 and not tolerance.exact
    if came == wanted or (scalars and "bool" not in (came, wanted)):
        return ""
    if have.ndim == 0:
        return f"it is {_FAMILY[came]}, but {_FAMILY[wanted]} is expected"
    return f"the dtype is {have.dtype.name}, but {want.dtype.name} is expected"


def _wrong_entries(
    have: NDArray[Any], want: NDArray[Any], tolerance: Tolerance
) -> NDArray[np.bool_]:
    """Mark the entries that differ. NaN agrees with NaN only, inf with the same inf."""
    if tolerance.exact or family(want) == "bool":
        right = have == want
    else:
        wide = _complex128 if "c" in have.dtype.kind + want.dtype.kind else _float64
        a, b = have.astype(wide), want.astype(wide)
        with _errstate(all="ignore"):
            finite = _abs(b) < _inf
            near = _abs(a - b) <= tolerance.atol + tolerance.rtol * _abs(b)
            right = (a == b) | (finite & near)
    if have.dtype.kind in "fc" and want.dtype.kind in "fc":
        right = right | (_isnan(have) & _isnan(want))
    return _array_of_bool(~_array_of_bool(right))


def _array_of_bool(value: Any) -> NDArray[np.bool_]:
    """Return a comparison's result as an array, also where it was one number."""
    return as_array(value).astype(_bool)


def _one_number(have: NDArray[Any], want: NDArray[Any]) -> str:
    """Say how far one number is from another."""
    came, wanted = describe(have[()]), describe(want[()])
    with _errstate(all="ignore"):
        gap = float(_abs(have.astype(_complex128) - want.astype(_complex128)))
    distance = f"; the difference is {gap:.3g}" if gap < _inf else ""
    return f"{came} instead of {wanted}{distance}"


def _count(have: NDArray[Any], want: NDArray[Any], wrong: NDArray[np.bool_]) -> str:
    """Say how many entries are wrong and where the difference is largest."""
    with _errstate(all="ignore"):
        gap = _abs(have.astype(_complex128) - want.astype(_complex128))
    gap = _where(_isnan(gap), _inf, gap)
    gap = _where(wrong, gap, -1.0)
    place = tuple(int(i) for i in _unravel(int(_argmax(gap)), gap.shape))
    size = float(gap[place])
    number = int(wrong.sum())
    verb = "is" if number == 1 else "are"
    index = ", ".join(str(i) for i in place)
    text = f"{number} of {have.size} values {verb} wrong"
    came, wanted = describe(have[place]), describe(want[place])
    largest = f"{size:.3g} " if size < _inf else ""
    return (
        f"{text}; the largest difference {largest}is at index [{index}]: "
        f"{came} instead of {wanted}"
    )
