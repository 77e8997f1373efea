"""Guess the cause of a wrong array from its values: sign, factor, transposition."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from helpers.checks.trusted import BUILTINS

__all__ = ["guess_shape", "guess_values"]

globals()["__builtins__"] = BUILTINS

_isnan, _isinf, _abs, _errstate = np.isnan, np.isinf, np.absolute, np.errstate
_exp, _sort, _float64, _inf = np.exp, np.sort, np.float64, float("inf")


def guess_shape(have: NDArray[Any], want: NDArray[Any]) -> str:
    """Guess why an array has the wrong shape.

    Parameters
    ----------
    have : ndarray
        What came back.
    want : ndarray
        What was expected, of another shape.

    Returns
    -------
    str
        A sentence, or an empty text.

    Examples
    --------
    >>> guess_shape(np.ones((3, 1)), np.ones(3))
    'there is an extra axis of size 1: remove it with squeeze or reshape'
    """
    squeezed = tuple(size for size in have.shape if size != 1)
    if squeezed == tuple(size for size in want.shape if size != 1):
        if have.ndim > want.ndim:
            return "there is an extra axis of size 1: remove it with squeeze or reshape"
        if have.ndim < want.ndim:
            return "an axis of size 1 is missing: keepdim=True or unsqueeze keeps it"
    if have.ndim == 2 and have.shape == want.shape[::-1]:
        return "rows and columns are exchanged: it looks transposed"
    if have.ndim == 0:
        return "the values were reduced to one number: keep one for each example"
    if want.ndim == 1 and have.shape == want.shape * 2:
        size = want.shape[0]
        return (
            f"shapes ({size}, 1) and ({size},) broadcast to ({size}, {size}): "
            "give both operands the same shape"
        )
    return ""


def guess_values(
    have: NDArray[Any], want: NDArray[Any], rtol: float, atol: float
) -> str:
    """Guess why an array of the right shape has the wrong values.

    Parameters
    ----------
    have : ndarray
        What came back.
    want : ndarray
        What was expected, of the same shape.
    rtol, atol : float
        Tolerances of the comparison.

    Returns
    -------
    str
        A sentence, or an empty text.

    Examples
    --------
    >>> guess_values(np.array([-1.0, 2.0]), np.array([1.0, -2.0]), 1e-5, 1e-7)
    'the sign is flipped'
    """
    if have.dtype.kind not in "iuf" or want.dtype.kind not in "iuf":
        return ""
    a, b = have.astype(_float64), want.astype(_float64)
    if (_isnan(a) & ~_isnan(b)).any():
        return "a value is NaN (not a number): look for 0/0, inf - inf, log of < 0"
    if (_isinf(a) & ~_isinf(b)).any():
        return "a value is infinite: look for an overflow of exp, or log(0), or x/0"
    # A guess needs a tight match, also where the check itself is generous.
    rtol, atol = min(max(rtol, 1e-6), 1e-3), min(max(atol, 1e-9), 1e-6)
    with _errstate(all="ignore"):
        if not (_abs(a) + _abs(b) < _inf).all() or not (b != 0).any():
            return ""
        for guess in (_sign, _order, _factor, _offset, _logarithm):
            hint = guess(a, b, rtol, atol)
            if hint:
                return hint
    return ""


def _near(a: Any, b: Any, rtol: float, atol: float) -> bool:
    """Say whether all entries of two finite arrays agree."""
    return bool((_abs(a - b) <= atol + rtol * _abs(b)).all())


def _sign(a: NDArray[Any], b: NDArray[Any], rtol: float, atol: float) -> str:
    """Recognise a flipped or a dropped sign of values that are not about 0."""
    if _near(-a, b, rtol, atol) and not _near(a, b, rtol, atol):
        return "the sign is flipped"
    if a.size > 1 and _near(a, _abs(b), rtol, atol):
        return "negative values came out positive"
    return ""


def _order(a: NDArray[Any], b: NDArray[Any], rtol: float, atol: float) -> str:
    """Recognise a transposed, reversed or differently ordered array."""
    if a.size < 2:
        return ""
    if a.ndim == 2 and a.shape[0] == a.shape[1] and _near(a.T, b, rtol, atol):
        return "it looks transposed"
    if a.ndim == 1 and _near(a[::-1], b, rtol, atol):
        return "the values are in reverse order"
    if a.ndim == 1 and _near(_sort(a), _sort(b), rtol, atol):
        return "the values are right, but in another order"
    return ""


def _factor(a: NDArray[Any], b: NDArray[Any], rtol: float, atol: float) -> str:
    """Recognise one constant factor, such as a forgotten mean or a missing 2."""
    place = _abs(b).argmax()
    factor = float(a.flat[place] / b.flat[place])
    if not 1e-6 < abs(factor) < 1e6 or not _near(a, b * factor, rtol, atol):
        return ""
    simple = any(
        abs(number - round(number)) < 1e-4 * abs(number)
        for number in (factor, 1 / factor)
    )
    # One number always fits some factor: only a simple one says anything.
    if (b == b.flat[0]).all() and not (simple and 0.4 < abs(factor) < 2.1):
        return ""
    return f"off by a constant factor of {factor:.4g}"


def _offset(a: NDArray[Any], b: NDArray[Any], rtol: float, atol: float) -> str:
    """Recognise one constant added to every value."""
    shift = float((a - b).flat[0])
    if (b == b.flat[0]).all() or not _near(a - shift, b, rtol, atol):
        return ""
    word = "large" if shift > 0 else "small"
    return f"every value is {abs(shift):.4g} too {word}"


def _logarithm(a: NDArray[Any], b: NDArray[Any], rtol: float, atol: float) -> str:
    """Recognise a result that is one exp or log away."""
    if a.size > 1 and _near(_exp(a), b, rtol, atol):
        return "it looks like the logarithm of what is expected"
    if a.size > 1 and _near(a, _exp(b), rtol, atol):
        return "it looks like exp of what is expected"
    return ""
