"""Find forbidden names in the source of a learner's cell, whatever their alias."""

import ast
import inspect
import linecache
import os
import textwrap
from dataclasses import dataclass
from types import FunctionType
from typing import Any, NoReturn

from helpers.checks.bans import Ban, find_bans, is_cell
from helpers.checks.failure import CheckFailure, caller_frame
from helpers.checks.resolve import Cell
from helpers.checks.trusted import BUILTINS
from helpers.checks.violations import violations

__all__ = ["forbids"]

globals()["__builtins__"] = BUILTINS

# Read from the function type itself: nothing that a learner sets is in the way.
_code = vars(FunctionType)["__code__"].__get__
_globals = vars(FunctionType)["__globals__"].__get__


@dataclass(frozen=True)
class Text:
    """A piece of source.

    Parameters
    ----------
    source : str
        The text.
    skipped : int
        Number of lines above it in its cell.
    """

    source: str
    skipped: int = 0


def forbids(function: Any, names: str) -> None:
    """Check that a learner's function or class does not use the named tools.

    The source of its whole cell is read, and of the functions from other cells that
    it calls: imports, aliases, dotted names, tensor methods of the same name, and
    ``getattr`` with a text. Looking names up at run time (``eval``, ``exec``,
    ``importlib``...) is refused as well.

    Parameters
    ----------
    function : function, class or str
        What the exercise asks for, or the source text of its cell. An unsolved stub
        passes.
    names : str
        Space-separated dotted names; a module's name stands for all in it. A ban on
        ``helpers`` leaves ``helpers.checks``, ``helpers.runtime`` and
        ``helpers.plots`` allowed.

    Raises
    ------
    CheckFailure
        If the cell uses one of them; the message quotes the line.
    ValueError
        If one of the names does not exist.

    Examples
    --------
    >>> def double(x):
    ...     return 2 * x
    >>> forbids(double, "torch.mul")
    """
    __tracebackhide__ = True
    bans = find_bans(names)
    if type(function) is str:
        frame = caller_frame()
        scope = frame.f_globals if frame else {}
        _search_text(Text(function), scope, bans)
        return
    bases = type.mro(function) if isinstance(function, type) else [function]
    if any(ban.matches(base) for ban in bans for base in bases):
        raise CheckFailure(
            "This is a tool of the library itself: "
            "write your own, with def or class, in the exercise's cell"
        )
    first = _functions(function)
    queue, seen = list(first), set()
    while queue:
        used = queue.pop(0)
        text = _text(used, whole=any(used is answer for answer in first))
        if text not in seen:
            seen.add(text)
            queue += _search_text(text, _globals(used), bans)


def _search_text(text: Text, scope: dict[str, Any], bans: list[Ban]) -> list[Any]:
    """Search one piece of source; return the learner's functions that it mentions."""
    __tracebackhide__ = True
    try:
        cell = Cell(ast.parse(text.source), scope)
    except (SyntaxError, ValueError):
        raise CheckFailure("The source of the exercise's cell cannot be read") from None
    for line, message in violations(cell, bans):
        written = text.source.splitlines()[line - 1].strip()
        raise CheckFailure(f"{message}\n  line {text.skipped + line}: {written}")
    return [used for used in cell.functions() if _in_cell(used)]


def _functions(thing: Any) -> list[Any]:
    """Return the plain functions behind a function, a class or a decorated one."""
    if not isinstance(thing, type):
        thing = _unwrap(thing)
    if isinstance(thing, type):
        parts = []
        for base in type.mro(thing):
            parts += [
                _unwrap(part)
                for part in type.__getattribute__(base, "__dict__").values()
            ]
        # Methods that @dataclass writes stand in no cell.
        return [p for p in parts if type(p) is FunctionType and _in_cell(p)]
    if type(thing) is not FunctionType:
        _no_source()
    return [thing]


def _unwrap(thing: Any) -> Any:
    """Return what stands behind a decorator, a property or a static method."""
    if isinstance(thing, property):
        thing = thing.fget
    thing = getattr(thing, "__func__", thing)
    return inspect.unwrap(thing) if callable(thing) else thing


def _in_cell(function: Any) -> bool:
    """Say whether a function was written in a cell whose source is known."""
    filename = str(_code(function).co_filename)
    if not is_cell(filename, {}) and os.path.exists(filename):
        return False
    return bool(linecache.getlines(filename))


def _text(function: Any, *, whole: bool) -> Text:
    """Return the source of a function's cell, or only of the function."""
    if whole and _in_cell(function):
        return Text("".join(linecache.getlines(_code(function).co_filename)))
    try:
        lines, start = inspect.getsourcelines(function)
    except (OSError, TypeError):
        _no_source()
    return Text(textwrap.dedent("".join(lines)), max(start - 1, 0))


def _no_source() -> NoReturn:
    """Say that an answer cannot be read."""
    __tracebackhide__ = True
    raise CheckFailure(
        "The source of the answer is not there: "
        "define it with def or class in the exercise's cell"
    )
