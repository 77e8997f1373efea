"""Find what a cell uses of the forbidden names."""

import ast
import builtins
import ctypes
import gc
import importlib
import inspect
import operator
import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any

from helpers.checks.bans import MATRIX_PRODUCT, Ban
from helpers.checks.resolve import Cell, attribute_of, contents, imported
from helpers.checks.trusted import BUILTINS

__all__ = ["violations"]

globals()["__builtins__"] = BUILTINS

# Ways to reach a name that reading the source cannot follow.
_LOOKUPS: list[Any] = [
    *(eval, exec, compile, __import__, globals, locals, vars, breakpoint),
    *(builtins, importlib, ctypes, gc, inspect, sys.modules),
    *(operator.attrgetter, operator.methodcaller, importlib.import_module),
]
_LOOKUP_NAMES = {"__builtins__", "__loader__", "__spec__", "get_ipython"}
_LOOKUP_ATTRIBUTES = {"__dict__", "__globals__", "__getattribute__", "__subclasses__"}


def violations(cell: Cell, bans: list[Ban]) -> Iterator[tuple[int, str]]:
    """Yield the line and the message of each forbidden use, in order of lines.

    Parameters
    ----------
    cell : Cell
        The cell to search.
    bans : list of Ban
        What it may not use.

    Yields
    ------
    tuple of (int, str)
        Line number, from 1, and what the learner reads.
    """
    nodes = [
        node for node in ast.walk(cell.tree) if isinstance(node, ast.stmt | ast.expr)
    ]
    for node in sorted(nodes, key=lambda node: (node.lineno, node.col_offset)):
        used = _import(node, bans) or _name(cell, node, bans) or _operator(node, bans)
        if used:
            yield node.lineno, f"Do not use {used} here: write it yourself"
        lookup = _lookup(cell, node)
        if lookup:
            yield node.lineno, f"Do not use {lookup} here: call things by their names"


def _import(node: ast.AST, bans: list[Ban]) -> str:
    """Return the forbidden name that an import statement brings in."""
    if isinstance(node, ast.Import):
        found: list[tuple[str, list[Any]]] = [(item.name, []) for item in node.names]
    elif isinstance(node, ast.ImportFrom):
        found = [
            (f"{node.module}.{item.name}", imported(node.module, item.name))
            for item in node.names
        ]
    else:
        return ""
    for path, things in found:
        for ban in bans:
            package = path.removesuffix("*")
            star = package != path and f"{ban.name}.".startswith(package)
            if star or ban.covers(path) or any(ban.matches(t) for t in things):
                return path
    return ""


def _name(cell: Cell, node: ast.AST, bans: list[Ban]) -> str:
    """Return the forbidden thing that an expression stands for."""
    if not isinstance(node, ast.Name | ast.Attribute | ast.Call):
        return ""
    if not isinstance(node, ast.Call) and not isinstance(node.ctx, ast.Load):
        return ""
    things = [part for thing in cell.objects(node) for part in contents(thing)]
    for ban in bans:
        if any(ban.matches(thing) for thing in things):
            written = ast.unparse(node)
            return written if written == ban.name else f"{written} ({ban.name})"
    reached = attribute_of(node)
    return _method(cell, *reached, bans) if reached else ""


def _operator(node: ast.AST, bans: list[Ban]) -> str:
    """Return the forbidden operator that an expression or an update uses."""
    if not isinstance(node, ast.BinOp | ast.AugAssign):
        return ""
    banned = any(ban.name == MATRIX_PRODUCT for ban in bans)
    return "@" if banned and isinstance(node.op, ast.MatMult) else ""


def _method(cell: Cell, parent: ast.AST, name: str, bans: list[Ban]) -> str:
    """Return the forbidden method that ``x.name`` means, where x is no module."""
    own = isinstance(parent, ast.Name) and parent.id in ("self", "cls")
    if own and name in cell.attributes:
        return ""
    things = cell.objects(parent)
    known = [thing for thing in things if isinstance(thing, ModuleType | type)]
    for ban in bans:
        owners = [owner for owner, method in ban.methods if method == name]
        if owners and (not known or any(k is o for k in known for o in owners)):
            return f"the method {name} ({ban.name})"
    return ""


def _lookup(cell: Cell, node: ast.AST) -> str:
    """Return the means by which an expression looks a name up at run time."""
    if isinstance(node, ast.Import | ast.ImportFrom):
        prefix = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        for path in prefix or [item.name for item in node.names]:
            if any(
                sys.modules.get(path.split(".")[0]) is banned for banned in _LOOKUPS
            ):
                return path
        return ""
    if isinstance(node, ast.Name | ast.Attribute):
        if any(thing is banned for thing in cell.objects(node) for banned in _LOOKUPS):
            return ast.unparse(node)
        name = node.id if isinstance(node, ast.Name) else node.attr
        special = _LOOKUP_NAMES if isinstance(node, ast.Name) else _LOOKUP_ATTRIBUTES
        return name if name in special and node not in cell.local else ""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        computed = node.func.id == "getattr" and attribute_of(node) is None
        first = cell.objects(node.args[0]) if computed and node.args else []
        if any(isinstance(thing, ModuleType | type) for thing in first):
            return "getattr with a computed name"
    return ""
