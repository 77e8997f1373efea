"""Checks of a value: close, equal, that."""

from typing import Any

import numpy as np

from helpers.checks.compare import Difference, Tolerance, compare
from helpers.checks.failure import CheckFailure, fail
from helpers.checks.plain import describe
from helpers.checks.report import report_value
from helpers.checks.trusted import BUILTINS

__all__ = ["close", "equal", "that"]

globals()["__builtins__"] = BUILTINS

_np_bool = np.bool_


def close(
    actual: Any,
    expected: Any,
    *,
    rtol: float = 1e-5,
    atol: float = 1e-7,
    what: str = "",
) -> None:
    """Check that numbers agree within ``atol + rtol * abs(expected)``.

    One number may be an int, a float, or a 0-dimensional tensor or array. Arrays and
    tensors of one dimension or more must be of the expected kind, shape and family
    (bool, int, float); their exact dtype is left to :func:`dtype`. Lists, tuples and
    dictionaries are compared part by part; a list may stand for a tuple.

    Parameters
    ----------
    actual : object
        What the learner's code gave. Tensors may require grad.
    expected : plain value
        What it should have given. NaN agrees with NaN only, inf with the same inf.
    rtol, atol : float
        Relative and absolute tolerance. Widen them for float16 and bfloat16.
    what : str
        One sentence that says what is true of a right answer; it heads the message.

    Raises
    ------
    CheckFailure
        If the two differ.

    Examples
    --------
    >>> close(0.1 + 0.2, 0.3)
    >>> close([1, 2.0], (1.0, 2))
    """
    __tracebackhide__ = True
    found = compare(actual, expected, Tolerance(rtol, atol))
    if found:
        _differs(found, actual, expected, what)


def equal(actual: Any, expected: Any, *, what: str = "") -> None:
    """Check that two values are exactly equal.

    For ints, strings, bools, None, sequences, dictionaries and integer tensors. Here
    a list is not a tuple, ``1`` is not ``1.0`` and ``True`` is not ``1``.

    Parameters
    ----------
    actual : object
        What the learner's code gave.
    expected : plain value
        What it should have given.
    what : str
        One sentence that says what is true of a right answer; it heads the message.

    Raises
    ------
    CheckFailure
        If the two differ.

    Examples
    --------
    >>> equal([1, "two"], [1, "two"])
    >>> equal({"words": 3}, {"words": 3})
    """
    __tracebackhide__ = True
    found = compare(actual, expected, Tolerance(exact=True))
    if found:
        _differs(found, actual, expected, what)


def _differs(found: Difference, actual: Any, expected: Any, what: str) -> None:
    """Report a difference of values."""
    __tracebackhide__ = True
    lines = [
        ("expected", describe(expected)),
        ("at", f"result{found.where}" if found.where else ""),
        ("problem", found.problem),
        ("hint", found.hint),
    ]
    report_value(what, "The value is not the expected one", actual, lines)


def that(condition: Any, message: str) -> None:
    """Check a condition; for what the other checks do not say.

    Parameters
    ----------
    condition : bool
        A real bool. Anything else fails, even where Python would take it for true.
    message : str
        What should be so, in words.

    Raises
    ------
    CheckFailure
        If the condition is False or not a bool.

    Examples
    --------
    >>> that(0.1 < 0.2, "The loss falls")
    """
    __tracebackhide__ = True
    if type(condition) is not bool and type(condition) is not _np_bool:
        lines = [("problem", f"the condition is {describe(condition)}, not a bool")]
        fail(message, lines)
    if not condition:
        raise CheckFailure(message)
