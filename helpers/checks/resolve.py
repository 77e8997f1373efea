"""Follow the names in a cell to the objects they stand for."""

import ast
import sys
from collections.abc import Iterator
from types import FunctionType, ModuleType
from typing import Any

from helpers.checks.bans import Ban

from helpers.checks.trusted import BUILTINS

__all__ = ["Cell", "violations"]

globals()["__builtins__"] = BUILTINS

# Ways to reach a name that reading the source cannot follow.
_LOOKUPS = {"eval", "exec", "compile", "__import__", "globals", "vars", "locals"}
_LOOKUPS |= {"get_ipython", "__builtins__", "breakpoint"}
_LOOKUP_MODULES = {"importlib", "builtins", "ctypes", "gc", "inspect", "runpy"}
_LOOKUP_ATTRIBUTES = {"__dict__", "__globals__", "__getattribute__", "__subclasses__"}
_LOOKUP_NAMES = {"sys.modules", "operator.attrgetter", "operator.methodcaller"}
_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


class Cell:
    """A cell's syntax tree, and what its names may stand for.

    Parameters
    ----------
    tree : ast.Module
        The parsed source.
    scope : dict
        The notebook's global variables.
    bans : list of Ban
        What is looked for.
    """

    def __init__(self, tree: ast.Module, scope: dict[str, Any], bans: list[Ban]):
        self.tree = tree
        self.scope = scope
        self.bans = bans
        self.own = {n.name for n in tree.body if isinstance(n, _DEFINITIONS)}
        self.attributes = _own_attributes(tree)
        self.aliases: dict[str, list[Any]] = {}
        for _ in range(3):  # an alias of an alias of an alias
            self._collect_aliases()

    def _collect_aliases(self) -> None:
        """Note what imports, assignments and default values bind names to."""
        for node in ast.walk(self.tree):
            for name, values in self._bindings(node):
                known = self.aliases.setdefault(name, [])
                known += [v for v in values if not any(v is k for k in known)]

    def _bindings(self, node: ast.AST) -> Iterator[tuple[str, list[Any]]]:
        """Yield the names that one node binds, with what they may stand for."""
        if isinstance(node, ast.Import):
            for item in node.names:
                path = item.name if item.asname else item.name.split(".")[0]
                module = sys.modules.get(path)
                yield item.asname or path, [module] if module else []
        elif isinstance(node, ast.ImportFrom):
            for item in node.names:
                yield item.asname or item.name, _imported(node, item.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign | ast.NamedExpr):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                if isinstance(target, ast.Name) and node.value is not None:
                    yield target.id, self.objects(node.value)
        elif isinstance(node, _SCOPES):
            yield from self._defaults(node.args)

    def _defaults(self, arguments: ast.arguments) -> Iterator[tuple[str, list[Any]]]:
        """Yield the arguments that have a default value."""
        plain = [*arguments.posonlyargs, *arguments.args]
        last = plain[len(plain) - len(arguments.defaults) :]
        pairs = [*zip(last, arguments.defaults, strict=True)]
        for argument, default in zip(
            arguments.kwonlyargs, arguments.kw_defaults, strict=True
        ):
            if default is not None:
                pairs.append((argument, default))
        for argument, default in pairs:
            yield argument.arg, self.objects(default)

    def objects(self, node: ast.AST) -> list[Any]:
        """Return what an expression may stand for; empty where that is not known.

        Parameters
        ----------
        node : ast.AST
            A name, a dotted name, or ``getattr`` with a text.

        Returns
        -------
        list of object
            Modules, functions and classes.
        """
        if isinstance(node, ast.Name):
            return self._named(node.id)
        reached = attribute_of(node)
        if reached is None:
            return []
        parent, name = reached
        found = []
        for thing in self.objects(parent):
            # Only modules and classes are followed: no learner's object is touched.
            if isinstance(thing, ModuleType):
                inner = vars(thing).get(
                    name, sys.modules.get(f"{thing.__name__}.{name}")
                )
                inner = _lazy(thing, name) if inner is None else inner
                found += [] if inner is None else [inner]
            elif type(thing) is type and thing.__module__.split(".")[0] != "__main__":
                found += [getattr(thing, name)] if hasattr(thing, name) else []
        return found

    def _named(self, name: str) -> list[Any]:
        """Return what a bare name may stand for."""
        found = list(self.aliases.get(name, []))
        if name in self.own:  # a def of this cell; later cells may rebind the name
            return found
        if name in self.scope:
            return [*found, self.scope[name]]
        if hasattr(builtins, name):
            return [*found, getattr(builtins, name)]
        return found

    def functions(self) -> list[Any]:
        """Return the functions of the notebook that this cell mentions.

        Returns
        -------
        list of function
            They may stand in other cells.
        """
        names = {n.id for n in ast.walk(self.tree) if isinstance(n, ast.Name)}
        things = [self.scope[name] for name in sorted(names) if name in self.scope]
        return [thing for thing in things if type(thing) is FunctionType]


def _own_attributes(tree: ast.Module) -> set[str]:
    """Return the methods and attributes that the cell's own classes define."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            names |= {m.name for m in node.body if isinstance(m, _DEFINITIONS)}
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            names.add(node.attr)
    return names


def _imported(node: ast.ImportFrom, name: str) -> list[Any]:
    """Return the object that ``from module import name`` gives."""
    module = sys.modules.get(node.module or "")
    if module is None:
        return []
    found = vars(module).get(name, sys.modules.get(f"{node.module}.{name}"))
    return [] if found is None else [found]


def _lazy(module: ModuleType, name: str) -> Any:
    """Return an attribute that a library makes on demand."""
    return getattr(module, name, None)


def attribute_of(node: ast.AST) -> tuple[ast.AST, str] | None:
    """Return the object and the name of ``x.name`` or ``getattr(x, "name")``.

    Parameters
    ----------
    node : ast.AST
        Any expression.

    Returns
    -------
    tuple of (ast.AST, str), or None
        None where the node is neither.
    """
    if isinstance(node, ast.Attribute):
        return node.value, node.attr
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        if node.func.id == "getattr" and len(node.args) >= 2:
            name = node.args[1]
            if isinstance(name, ast.Constant) and isinstance(name.value, str):
                return node.args[0], name.value
    return None


def violations(cell: Cell) -> Iterator[tuple[int, str]]:
    """Yield the line and the message of each forbidden use, in order of lines.

    Parameters
    ----------
    cell : Cell
        The cell to search.

    Yields
    ------
    tuple of (int, str)
        Line number, from 1, and what the learner reads.
    """
    nodes = [node for node in ast.walk(cell.tree) if hasattr(node, "lineno")]
    for node in sorted(nodes, key=lambda n: (n.lineno, n.col_offset)):
        used = _forbidden_import(cell, node) or _forbidden_name(cell, node)
        if used:
            yield node.lineno, f"Do not use {used} here: write it yourself"
        lookup = _lookup(cell, node)
        if lookup:
            yield node.lineno, f"Do not look names up with {lookup} here"


def _forbidden_import(cell: Cell, node: ast.AST) -> str:
    """Return the forbidden name that an import statement brings in."""
    if isinstance(node, ast.Import):
        paths = [item.name for item in node.names]
    elif isinstance(node, ast.ImportFrom):
        paths = [f"{node.module}.{item.name}" for item in node.names]
    else:
        return ""
    for path in paths:
        things = (
            _imported(node, path.rpartition(".")[2])
            if "." in path and isinstance(node, ast.ImportFrom)
            else []
        )
        for ban in cell.bans:
            star = path.endswith(".*") and (
                ban.covers(path[:-2]) or ban.name.startswith(path[:-1])
            )
            if star or ban.covers(path) or any(ban.matches(t) for t in things):
                return path
    return ""


def _forbidden_name(cell: Cell, node: ast.AST) -> str:
    """Return the forbidden thing that an expression stands for."""
    if not isinstance(node, ast.Name | ast.Attribute | ast.Call):
        return ""
    if isinstance(node, ast.Name | ast.Attribute) and not isinstance(
        node.ctx, ast.Load
    ):
        return ""
    things = cell.objects(node)
    for ban in cell.bans:
        if any(ban.matches(thing) for thing in things):
            written = ast.unparse(node)
            return written if written == ban.name else f"{written} ({ban.name})"
    reached = attribute_of(node)
    return _forbidden_method(cell, *reached) if reached else ""


def _forbidden_method(cell: Cell, parent: ast.AST, name: str) -> str:
    """Return the forbidden method that ``x.name`` means, where x is no module."""
    for ban in cell.bans:
        owners = [owner for owner, method in ban.methods if method == name]
        if not owners:
            continue
        own = isinstance(parent, ast.Name) and parent.id in ("self", "cls")
        if own and name in cell.attributes:
            continue
        things = cell.objects(parent)
        other = [t for t in things if isinstance(t, ModuleType | type)]
        if not other or any(owner in things for owner in owners):
            return f"the method {name} ({ban.name})"
    return ""


def _lookup(cell: Cell, node: ast.AST) -> str:
    """Return the means by which an expression looks a name up at run time."""
    if isinstance(node, ast.Import | ast.ImportFrom):
        paths = [i.name for i in node.names] if isinstance(node, ast.Import) else []
        paths += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        roots = [path.split(".")[0] for path in paths]
        return next((root for root in roots if root in _LOOKUP_MODULES), "")
    if isinstance(node, ast.Name) and node.id in _LOOKUPS:
        known = cell.aliases.get(node.id) or node.id in cell.own
        return "" if known else node.id
    if isinstance(node, ast.Attribute) and node.attr in _LOOKUP_ATTRIBUTES:
        return node.attr
    if isinstance(node, ast.Attribute) and ast.unparse(node) in _LOOKUP_NAMES:
        return ast.unparse(node)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        unread = node.func.id == "getattr" and attribute_of(node) is None
        if unread and any(
            isinstance(t, ModuleType) for t in cell.objects(node.args[0])
        ):
            return "getattr"
    return ""
