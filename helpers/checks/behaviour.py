"""Checks of a function: raises, unchanged, no_warnings."""

import warnings
from collections.abc import Callable
from typing import Any

from helpers.checks.compare import Difference, Tolerance, compare
from helpers.checks.failure import CheckFailure, quote
from helpers.checks.plain import as_array, category, describe, type_name
from helpers.checks.properties import not_finite
from helpers.checks.report import report_call
from helpers.checks.trusted import BUILTINS

__all__ = ["no_warnings", "raises", "unchanged"]

globals()["__builtins__"] = BUILTINS

_catch, _simplefilter = warnings.catch_warnings, warnings.simplefilter
_arguments = BaseException.args.__get__  # type: ignore[attr-defined]
_LIBRARY_NEWS = (DeprecationWarning, PendingDeprecationWarning, FutureWarning)


def raises(
    exception: type[BaseException] | tuple[type[BaseException], ...],
    function: Callable[..., Any],
    *args: Any,
    match: str = "",
    what: str = "",
    **kwargs: Any,
) -> None:
    """Check that a call raises the documented error.

    Parameters
    ----------
    exception : type, or tuple of types
        The documented error; its subclasses will do.
    function : callable
        The learner's function.
    *args : object
        Arguments of the call.
    match : str
        Text that the message must hold; capitals do not matter.
    what : str
        One sentence that says what is true of a right answer; it heads the message.
    **kwargs : object
        Keyword arguments of the call.

    Raises
    ------
    CheckFailure
        If the call returns, raises something else, or its message lacks `match`.
    NotImplementedError
        If the function is not written yet: that is passed on as it is.

    Examples
    --------
    >>> raises(ValueError, int, "three", match="invalid literal")
    """
    __tracebackhide__ = True
    kinds = exception if isinstance(exception, tuple) else (exception,)
    wanted = " or ".join(kind.__name__ for kind in kinds)
    headline = f"The call should raise {wanted}"
    lines = [("expected", f"{wanted}{f' with {match!r} in its message' * bool(match)}")]
    try:
        result = function(*args, **kwargs)
    except (NotImplementedError, CheckFailure):
        raise
    except (Exception, SystemExit) as error:
        text = _message(error)
        name = type_name(error)
        came = f"{name}: {text}" if text else f"{name} without a message"
        if not issubclass(type(error), kinds):
            problem = ("problem", "another kind of error was raised")
            report_call(what, headline, 1, [("raised", came), *lines, problem])
        if match.lower() not in text.lower():
            problem = ("problem", f"the message does not say {match!r}")
            report_call(what, headline, 1, [("raised", came), *lines, problem])
        return
    lines.append(("problem", "it returned instead of raising an error"))
    report_call(what, headline, 1, [("returned", describe(result)), *lines])


def _message(error: BaseException) -> str:
    """Return an error's text from its arguments, without its own methods."""
    parts = _arguments(error)
    return ", ".join(part if type(part) is str else describe(part) for part in parts)


def unchanged(
    function: Callable[..., Any], *args: Any, what: str = "", **kwargs: Any
) -> Any:
    """Call a function and check that it left its arguments as they were.

    Parameters
    ----------
    function : callable
        The learner's function.
    *args : object
        Arguments of the call; tensors, arrays, lists and dictionaries are watched.
    what : str
        One sentence that says what is true of a right answer; it heads the message.
    **kwargs : object
        Keyword arguments of the call, watched as well.

    Returns
    -------
    object
        What the function returned.

    Raises
    ------
    CheckFailure
        If an argument was changed in place.

    Examples
    --------
    >>> unchanged(sorted, [3, 1, 2])
    [1, 2, 3]
    """
    __tracebackhide__ = True
    given = [*args, *kwargs.values()]
    before = [_snapshot(value) for value in given]
    shown = [describe(value) for value in given]
    result = function(*args, **kwargs)
    for position, (value, copy) in enumerate(zip(given, before, strict=True)):
        found = _changed(value, copy)
        if found:
            name = _argument_name(position, len(args), list(kwargs))
            lines = [
                ("before", shown[position]),
                ("after", describe(value)),
                ("problem", f"{name} was changed in place: {found.problem}"),
                ("hint", "work on a copy: avoid +=, item assignment, methods ending _"),
            ]
            report_call(what, "The call changed its input", 0, lines)
    return result


def _snapshot(value: Any) -> Any:
    """Copy what can be changed in place; other objects are kept as they are."""
    kind = category(value)
    if kind in ("list", "tuple"):
        copies = [_snapshot(item) for item in value]
        return copies if kind == "list" else tuple(copies)
    if kind == "dict":
        return {key: _snapshot(item) for key, item in dict.items(value)}
    return as_array(value) if kind in ("number", "tensor", "array") else value


def _changed(value: Any, copy: Any) -> Difference | None:
    """Compare an argument after the call with its snapshot."""
    now = _snapshot(value)
    if not _comparable(copy):
        return None
    return compare(now, copy, Tolerance(exact=True))


def _comparable(value: Any) -> bool:
    """Say whether a snapshot is plain all the way down."""
    kind = category(value)
    if kind in ("list", "tuple"):
        return all(_comparable(item) for item in value)
    if kind == "dict":
        return all(_comparable(item) for item in value.values())
    return kind != "other"


def _argument_name(position: int, num_positional: int, names: list[str]) -> str:
    """Name an argument as the test cell wrote it."""
    if position >= num_positional:
        return f"the argument {names[position - num_positional]}"
    found = quote()
    texts = found.arguments[1:] if found else ()
    written = f", {texts[position]}," if position < len(texts) else ""
    return f"argument {position + 1}{written}"


def no_warnings(
    function: Callable[..., Any], *args: Any, what: str = "", **kwargs: Any
) -> Any:
    """Call a function and check that it gives no warning, no NaN and no infinity.

    Parameters
    ----------
    function : callable
        The learner's function.
    *args : object
        Arguments of the call.
    what : str
        One sentence that says what is true of a right answer; it heads the message.
    **kwargs : object
        Keyword arguments of the call.

    Returns
    -------
    object
        What the function returned.

    Raises
    ------
    CheckFailure
        If a warning came (such as ``overflow encountered in exp``), or the result is
        not finite. Announcements of libraries about coming changes do not count.

    Examples
    --------
    >>> no_warnings(abs, -2.0)
    2.0
    """
    __tracebackhide__ = True
    with _catch(record=True) as caught:
        _simplefilter("always")
        result = function(*args, **kwargs)
    for warning in caught:
        if issubclass(warning.category, _LIBRARY_NEWS):
            continue
        text = f"{warning.category.__name__}: {_message(warning.message)}"  # type: ignore[arg-type]
        lines = [("warning", text), ("returned", describe(result))]
        report_call(what, "The call gave a warning", 0, lines)
    problem = not_finite(result, strict=False)
    if problem:
        lines = [("returned", describe(result)), ("problem", problem)]
        report_call(what, "The result is not finite", 0, lines)
    return result
