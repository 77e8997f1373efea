"""Turn a difference into the message that a learner reads."""

import ast
from typing import Any, NoReturn

from helpers.checks.failure import Quote, fail, quote, shorten
from helpers.checks.plain import category, describe
from helpers.checks.trusted import BUILTINS

__all__ = ["report_call", "report_value"]

globals()["__builtins__"] = BUILTINS

_OWN_KEYWORDS = {"what", "match", "rtol", "atol"}


def report_value(
    what: str, headline: str, actual: Any, lines: list[tuple[str, str]]
) -> NoReturn:
    """Fail a check of a value: quote its first argument and show what came back.

    Parameters
    ----------
    what : str
        The test writer's sentence; empty to use `headline`.
    headline : str
        What is wrong, in general words.
    actual : object
        The learner's value.
    lines : list of (str, str)
        Further labelled lines.

    Raises
    ------
    CheckFailure
        Always.
    """
    __tracebackhide__ = True
    found = quote()
    start = _value_lines(found) if found else []
    label = "returned" if start and start[0][0] == "called" else "got"
    fail(what or headline, [*start, (label, describe(actual)), *lines])


def report_call(
    what: str, headline: str, position: int, lines: list[tuple[str, str]]
) -> NoReturn:
    """Fail a check that calls a function: show that call as a learner would write it.

    Parameters
    ----------
    what : str
        The test writer's sentence; empty to use `headline`.
    headline : str
        What is wrong, in general words.
    position : int
        Which argument of the check is the function.
    lines : list of (str, str)
        Further labelled lines.

    Raises
    ------
    CheckFailure
        Always.
    """
    __tracebackhide__ = True
    found = quote()
    called = inputs = ""
    if found and len(found.arguments) > position:
        function, *arguments = found.arguments[position:]
        arguments += [
            f"{name}={text}"
            for name, text in found.keywords.items()
            if name not in _OWN_KEYWORDS
        ]
        if isinstance(found.nodes[position], ast.Lambda):
            function = f"({function})"
        called = f"{function}({', '.join(arguments)})"
        inputs = _inputs(found.nodes[position + 1 :], found.scope)
    fail(what or headline, [("called", called), ("where", inputs), *lines])


def _value_lines(found: Quote) -> list[tuple[str, str]]:
    """Return the lines that quote the checked expression and show its variables."""
    if not found.nodes or isinstance(found.nodes[0], ast.Constant):
        return []
    node, text = found.nodes[0], found.arguments[0]
    if isinstance(node, ast.Name):
        assigned = _assignment(found.tree, node)
        if not isinstance(assigned, ast.Call):
            return [("checked", text)]
        text = shorten(f"{text} = {' '.join(ast.unparse(assigned).split())}")
        node = assigned
    called = any(isinstance(part, ast.Call) for part in ast.walk(node))
    label = "called" if called else "checked"
    return [(label, text), ("where", _inputs((node,), found.scope))]


def _assignment(tree: ast.AST, name: ast.Name) -> ast.expr | None:
    """Return what a name was last assigned above a line of the cell."""
    last: ast.expr | None = None
    last_line = 0
    for node in ast.walk(tree):
        if not isinstance(node, ast.Assign) or len(node.targets) != 1:
            continue
        target = node.targets[0]
        same = isinstance(target, ast.Name) and target.id == name.id
        if same and last_line < node.lineno < name.lineno:
            last, last_line = node.value, node.lineno
    return last


def _inputs(nodes: tuple[ast.expr, ...], scope: dict[str, Any]) -> str:
    """Show the plain variables that the call uses: ``x = 3, y = [1, 2]``."""
    names: dict[str, str] = {}
    for node in nodes:
        for part in ast.walk(node):
            if isinstance(part, ast.Name) and part.id in scope:
                value = scope[part.id]
                if category(value) != "other":
                    names[part.id] = describe(value)
    return "; ".join(f"{name} = {text}" for name, text in list(names.items())[:4])
