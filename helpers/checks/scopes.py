"""Which names of a cell are local to a function, a lambda or a comprehension."""

import ast

from helpers.checks.trusted import BUILTINS

__all__ = ["local_names"]

globals()["__builtins__"] = BUILTINS

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_SCOPES = (*_FUNCTIONS, *_COMPREHENSIONS)


def local_names(tree: ast.Module) -> set[ast.Name]:
    """Find the names that a surrounding function binds itself.

    Parameters
    ----------
    tree : ast.Module
        A cell.

    Returns
    -------
    set of ast.Name
        Nodes that do not stand for a global variable.

    Examples
    --------
    >>> tree = ast.parse("def f(step): return step + size")
    >>> [name.id for name in local_names(tree)]
    ['step']
    """
    found: set[ast.Name] = set()
    _visit(tree, frozenset(), found)
    return found


def _visit(node: ast.AST, bound: frozenset[str], found: set[ast.Name]) -> None:
    """Walk a tree with the names that are bound around each node."""
    if isinstance(node, ast.Name) and node.id in bound:
        found.add(node)
    if not isinstance(node, _SCOPES):
        for child in ast.iter_child_nodes(node):
            _visit(child, bound, found)
        return
    inner = bound - _declared_global(node) | _bound_in(node)
    for field, value in ast.iter_fields(node):
        children = value if isinstance(value, list) else [value]
        for child in children:
            if isinstance(child, ast.arguments):  # defaults are computed outside
                for default in [*child.defaults, *filter(None, child.kw_defaults)]:
                    _visit(default, bound, found)
            elif isinstance(child, ast.AST):
                outside = field in ("decorator_list", "returns")
                _visit(child, bound if outside else inner, found)


def _bound_in(scope: ast.AST) -> frozenset[str]:
    """Return the names that a function or comprehension binds, but no inner one."""
    names: set[str] = set()
    if isinstance(scope, _FUNCTIONS):
        a = scope.args
        every = [*a.posonlyargs, *a.args, *a.kwonlyargs, a.vararg, a.kwarg]
        names |= {argument.arg for argument in every if argument is not None}
    queue = list(ast.iter_child_nodes(scope))
    while queue:
        node = queue.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            names.add(node.id)
        elif isinstance(node, ast.ExceptHandler) and node.name:
            names.add(node.name)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            names |= {(i.asname or i.name).split(".")[0] for i in node.names}
        if not isinstance(node, (*_SCOPES, ast.ClassDef)):
            queue += ast.iter_child_nodes(node)
    return frozenset(names - _declared_global(scope))


def _declared_global(scope: ast.AST) -> frozenset[str]:
    """Return the names that a function declares global."""
    if not isinstance(scope, ast.FunctionDef | ast.AsyncFunctionDef):
        return frozenset()
    nodes = (node for node in ast.walk(scope) if isinstance(node, ast.Global))
    return frozenset(name for node in nodes for name in node.names)
