"""Follow the names in a cell to the objects they stand for."""

import ast
import sys
from collections.abc import Iterator
from functools import partial
from itertools import islice
from types import CellType, FunctionType, ModuleType
from typing import Any

from helpers.checks.scopes import local_names
from helpers.checks.trusted import BUILTINS

__all__ = ["Cell", "attribute_of", "contents", "imported"]

globals()["__builtins__"] = BUILTINS

MOST_ITEMS = 1000  # of a list; a longer one holds data

_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_WITH_DEFAULTS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


class Cell:
    """A cell's syntax tree, and what its names may stand for.

    Parameters
    ----------
    tree : ast.Module
        The parsed source.
    scope : dict
        The notebook's global variables.
    """

    def __init__(self, tree: ast.Module, scope: dict[str, Any]) -> None:
        self.tree = tree
        self.scope = scope
        self.attributes = _own_attributes(tree)
        self.local = local_names(tree)
        # A later cell may give these names to a reference; here they are the cell's.
        self.own = {node.name for node in tree.body if isinstance(node, _DEFINITIONS)}
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
                yield item.asname or item.name, imported(node.module, item.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign | ast.NamedExpr):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                if isinstance(target, ast.Name) and node.value is not None:
                    yield target.id, self.objects(node.value)
        elif isinstance(node, _WITH_DEFAULTS):
            a = node.args
            plain = [*a.posonlyargs, *a.args]
            last = plain[len(plain) - len(a.defaults) :]
            pairs = [*zip(last, a.defaults, strict=True)]
            pairs += [
                (k, d) for k, d in zip(a.kwonlyargs, a.kw_defaults, strict=True) if d
            ]
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
            return self._named(node)
        reached = attribute_of(node)
        if reached is None:
            return []
        parent, name = reached
        found = [_member(thing, name) for thing in self.objects(parent)]
        return [thing for thing in found if thing is not None]

    def _named(self, node: ast.Name) -> list[Any]:
        """Return what a bare name may stand for."""
        found = list(self.aliases.get(node.id, []))
        if node in self.local:
            return found
        if node.id not in self.scope:
            return [*found, BUILTINS[node.id]] if node.id in BUILTINS else found
        thing = self.scope[node.id]
        if node.id in self.own and not isinstance(thing, ModuleType):
            return found
        return [*found, thing]

    def functions(self) -> list[Any]:
        """Return the functions of the notebook that this cell mentions.

        Returns
        -------
        list of function
            They may stand in other cells.
        """
        nodes = (node for node in ast.walk(self.tree) if isinstance(node, ast.Name))
        names = {node.id for node in nodes if node not in self.local}
        things = [self.scope[name] for name in sorted(names) if name in self.scope]
        parts = [part for thing in things for part in contents(thing)]
        return [part for part in parts if type(part) is FunctionType]


def _member(thing: Any, name: str) -> Any:
    """Return an attribute of a module or a class; None of all else.

    No code of the learner is run: an attribute of an object could be a property.
    """
    if isinstance(thing, ModuleType):
        inner = vars(thing).get(name, sys.modules.get(f"{thing.__name__}.{name}"))
        return getattr(thing, name, None) if inner is None else inner
    if not isinstance(thing, type):
        return None
    if _home(thing) != "__main__":
        return getattr(thing, name, None)
    return _class_parts(thing).get(name)


def _home(kind: type) -> str:
    """Return the module in which a class was written."""
    return str(type.__getattribute__(kind, "__module__"))


def _class_parts(kind: type) -> dict[str, Any]:
    """Return what a class's body holds, static methods unwrapped."""
    parts = dict(type.__getattribute__(kind, "__dict__"))
    return {
        name: part.__func__ if isinstance(part, staticmethod | classmethod) else part
        for name, part in parts.items()
    }


def contents(thing: Any, depth: int = 3) -> list[Any]:
    """Return an object and what a notebook may have stored in it.

    Parameters
    ----------
    thing : object
        Lists, dictionaries, partial functions, closures and the notebook's own
        classes are opened; nothing of it is called.
    depth : int
        How deep to look.

    Returns
    -------
    list of object
        The object first.

    Examples
    --------
    >>> contents({"a": [len]})[-1]
    <built-in function len>
    """
    kind, inner = type(thing), []
    if kind is list or kind is tuple:
        inner = list(thing[:MOST_ITEMS])
    elif kind is dict:
        inner = list(islice(thing.values(), MOST_ITEMS))
    elif kind is partial:
        inner = [thing.func, *thing.args]
    elif kind is FunctionType and thing.__module__ == "__main__":
        inner = [*(thing.__defaults__ or ()), *(thing.__kwdefaults__ or {}).values()]
        inner += [_closed_over(cell) for cell in thing.__closure__ or ()]
    elif isinstance(thing, type) and _home(thing) == "__main__":
        inner = list(_class_parts(thing).values())
    if depth == 0:
        return [thing]
    return [thing, *(part for each in inner for part in contents(each, depth - 1))]


def _closed_over(cell: CellType) -> Any:
    """Return what a closure holds; None where it is still empty."""
    try:
        return cell.cell_contents
    except ValueError:
        return None


def _own_attributes(tree: ast.Module) -> set[str]:
    """Return the methods and attributes that the cell's own classes define."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            names |= {m.name for m in node.body if isinstance(m, _DEFINITIONS)}
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            names.add(node.attr)
    return names


def imported(module: str | None, name: str) -> list[Any]:
    """Return the object that ``from module import name`` gives.

    Parameters
    ----------
    module : str or None
        Full name of the module.
    name : str
        What is imported from it.

    Returns
    -------
    list of object
        One, or none where the module is not loaded.

    Examples
    --------
    >>> imported("math", "pi")
    [3.141592653589793]
    """
    holder = sys.modules.get(module or "")
    found = None if holder is None else _member(holder, name)
    return [] if found is None else [found]


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

    Examples
    --------
    >>> attribute_of(ast.parse("torch.relu", mode="eval").body)[1]
    'relu'
    """
    if isinstance(node, ast.Attribute):
        return node.value, node.attr
    if not isinstance(node, ast.Call) or len(node.args) < 2:
        return None
    if not isinstance(node.func, ast.Name) or node.func.id != "getattr":
        return None
    name = node.args[1]
    if isinstance(name, ast.Constant) and isinstance(name.value, str):
        return node.args[0], name.value
    return None
