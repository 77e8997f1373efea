"""The text of learners' functions, in a form that tools for reading source know.

A skeleton is a function whose code is compiled from the learner's cell and never run.
It carries file name and lines, so that `inspect.getsource` and static checks work on
the tests' side, where the learner's objects are not.
"""

import ast
import linecache
import sys
from collections.abc import Iterator
from types import CellType, CodeType, FunctionType
from typing import Any

__all__ = ["Skeletons"]


class Skeletons:
    """The functions and classes that the learner's cells define.

    Parameters
    ----------
    names : dict
        The tests' own names: what a learner's code refers to, as far as trusted.
    """

    def __init__(self, names: dict[str, Any]) -> None:
        self.trusted = names
        self.scope: dict[str, Any] = {"__name__": "__main__"}
        self.made: dict[str, Any] = {}
        self.cells = 0

    def add(self, source: str) -> None:
        """Take in the text of a learner's cell."""
        self.cells += 1
        name = f"<ipython-input-{self.cells}-answer>"
        try:
            tree = ast.parse(source, name)
            code = compile(tree, name, "exec")
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return
        linecache.cache[name] = (len(source), None, source.splitlines(True), name)
        self.scope.update(_imports(tree))
        consts = {c.co_name: c for c in code.co_consts if isinstance(c, CodeType)}
        for node in tree.body:
            for defined in _defined(node):
                self._make(defined, consts.get(defined), code, node)

    def find(self, name: str) -> Any:
        """Return the skeleton of a function or class; None if there is no text."""
        for known, value in self.trusted.items():
            if known not in self.made and not known.startswith("__"):
                self.scope[known] = value
        return self.made.get(name)

    def _make(
        self, name: str, code: CodeType | None, cell: CodeType, node: ast.stmt
    ) -> None:
        if isinstance(node, ast.ClassDef) and code is not None:
            methods = {
                c.co_name: _function(c, self.scope)
                for c in code.co_consts
                if isinstance(c, CodeType)
            }
            made: Any = type(name, (), methods)
        elif code is not None:
            made = _function(code, self.scope)
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                _set_defaults(made, node.args)
        else:  # a lambda, a partial: the text of the whole cell speaks for it
            made = FunctionType(_lifeless(cell), self.scope, name)
        self.made[name] = self.scope[name] = made


def _function(code: CodeType, scope: dict[str, Any]) -> FunctionType:
    """Make a function of code that is never run; `super()` needs empty cells."""
    cells = tuple(CellType() for _ in code.co_freevars)
    return FunctionType(_lifeless(code), scope, code.co_name, None, cells)


def _never() -> None:
    assert False  # noqa: B011, PT015 - the one statement that needs no names


def _lifeless(code: CodeType) -> CodeType:
    """Return code that reads the same and only raises: it is the learner's."""
    raising = _never.__code__
    return code.replace(
        co_code=raising.co_code, co_exceptiontable=raising.co_exceptiontable,
        co_stacksize=max(code.co_stacksize, raising.co_stacksize),
    )  # fmt: skip


def _set_defaults(made: FunctionType, arguments: ast.arguments) -> None:
    """Give it the defaults that stand in the text; `...` for computed ones."""
    made.__defaults__ = tuple(map(_literal, arguments.defaults))
    named = zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
    made.__kwdefaults__ = {a.arg: _literal(d) for a, d in named if d is not None}


def _literal(node: ast.expr) -> Any:
    try:
        return ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return ...


def _defined(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield node.name
    elif isinstance(node, ast.Assign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        yield from (target.id for target in targets if isinstance(target, ast.Name))


def _imports(tree: ast.Module) -> dict[str, Any]:
    """Return what the cell's imports mean, of the modules that are loaded already."""
    found: dict[str, Any] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for item in node.names:
                path = item.name if item.asname else item.name.split(".")[0]
                found[item.asname or path] = sys.modules.get(path)
        elif isinstance(node, ast.ImportFrom):
            home = sys.modules.get(node.module or "")
            for item in node.names:
                found[item.asname or item.name] = getattr(home, item.name, None)
    return {name: thing for name, thing in found.items() if thing is not None}
