"""Find forbidden names in the source of a learner's cell, whatever their alias."""

import ast
import inspect
import linecache
import os
import textwrap
from collections.abc import Callable
from typing import Any

from helpers.checks.bans import Ban, find_bans
from helpers.checks.failure import CheckFailure
from helpers.checks.plain import type_name
from helpers.checks.resolve import Cell, violations

from helpers.checks.trusted import BUILTINS

__all__ = ["forbids"]

globals()["__builtins__"] = BUILTINS

_code_of = type(lambda: None).__dict__["__code__"].__get__
_globals_of = type(lambda: None).__dict__["__globals__"].__get__
_Function = type(lambda: None)


def forbids(function: Any, names: str) -> None:
    """Check that a learner's function or class does not use the named tools.

    The source of its whole cell is read, and of the functions that it calls from
    other cells: imports, aliases, dotted names, tensor methods of the same name, and
    ``getattr`` with a text. Looking names up at run time (``eval``, ``exec``,
    ``importlib``...) is refused as well.

    Parameters
    ----------
    function : function or class
        What the exercise asks for. An unsolved stub passes.
    names : str
        Space-separated dotted names; a module's name stands for all in it.

    Raises
    ------
    CheckFailure
        If the cell uses one of them; the message quotes the line.

    Examples
    --------
    >>> def double(x):
    ...     return 2 * x
    >>> forbids(double, "torch.mul")
    """
    __tracebackhide__ = True
    bans = find_bans(names)
    if any(ban.matches(function) for ban in bans):
        raise CheckFailure(
            f"This is the library's own {type_name(function)}: "
            "write it yourself, with def, in the exercise's cell"
        )
    _search(_functions(function), bans)


def _search(found: list[Any], bans: list[Ban]) -> None:
    """Search the cells of these functions, and of the learner's functions they use."""
    __tracebackhide__ = True
    queue, seen = list(found), set()
    while queue:
        function = queue.pop(0)
        text, start = _source(function, whole=function in found)
        if (text, start) in seen:
            continue
        seen.add((text, start))
        try:
            cell = Cell(ast.parse(text), _globals_of(function), bans)
        except (SyntaxError, ValueError):
            raise CheckFailure("The source of the cell cannot be read") from None
        for line, message in violations(cell):
            written = text.splitlines()[line - 1].strip()
            number = start + line
            raise CheckFailure(f"{message}\n  line {number}:   {written}") from None
        queue += [used for used in cell.functions() if _is_cell_file(_file(used))]


def _functions(thing: Any) -> list[Any]:
    """Return the plain functions behind a function, a class or a decorated one."""
    if isinstance(thing, type):
        members = [getattr(m, "__func__", m) for m in vars(thing).values()]
        members += [m.fget for m in members if isinstance(m, property)]
        found = [m for m in members if type(m) is _Function]
        found = [m for m in found if not _file(m).startswith("<string>")]
    else:
        inner = inspect.unwrap(thing)
        found = [inner] if type(inner) is _Function else []
    if not found:
        raise CheckFailure(
            "The source of the answer is not there: "
            "define it with def or class in the exercise's cell"
        )
    return found


def _file(function: Callable[..., Any]) -> str:
    """Return the file name of a function's code."""
    return str(_code_of(function).co_filename)


def _is_cell_file(filename: str) -> bool:
    """Say whether a file name stands for a cell: known to linecache, not on disk."""
    return not os.path.exists(filename) and bool(linecache.getlines(filename))


def _source(function: Callable[..., Any], *, whole: bool) -> tuple[str, int]:
    """Return the source of a function's cell (or of itself) and its first line."""
    filename = _file(function)
    if whole and _is_cell_file(filename):
        return "".join(linecache.getlines(filename)), 0
    try:
        lines, start = inspect.getsourcelines(function)
    except (OSError, TypeError):
        raise CheckFailure(
            "The source of the answer is not there: "
            "define it with def or class in the exercise's cell"
        ) from None
    return textwrap.dedent("".join(lines)), max(start - 1, 0)
