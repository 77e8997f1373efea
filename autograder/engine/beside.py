"""Rewrites a test cell so that its probes run beside the learner's code.

- Lines between `### BEGIN PROBE` and `### END PROBE` become one call that runs them
  there and brings back the names that they bind.
- `with X.forbidden("..."):` is entered there: it takes functions away from the answer.
- `X.forbids(name, "...")` runs here on the answer's text, and there on its objects.
"""

import ast
import re
import textwrap

__all__ = ["bound_names", "rewrite"]

BEGIN = re.compile(r"^(\s*)### BEGIN PROBE\s*$")
END = re.compile(r"^\s*### END PROBE\s*$")


def rewrite(source: str) -> str:
    r"""Return the test cell's text as the tests' side runs it.

    Lines keep their numbers, except for checks that are doubled.

    Examples
    --------
    >>> print(rewrite("x = 1\n### BEGIN PROBE\ny = f(x)\n### END PROBE"))
    x = 1
    <BLANKLINE>
    [y] = __probe__('y = f(x)', ['y'], locals())
    <BLANKLINE>
    """
    lines = _probes(source.split("\n"))
    return "\n".join(_line(line) for line in lines)


def _probes(lines: list[str]) -> list[str]:
    done: list[str] = []
    inside: list[str] | None = None
    indent = ""
    for line in lines:
        begins = BEGIN.match(line)
        if begins:
            if inside is not None:
                raise SyntaxError("BEGIN PROBE inside a probe")
            inside, indent = [], begins[1]
            done.append("")
        elif END.match(line) and inside is not None:
            text = textwrap.dedent("\n".join(inside))
            done.append(indent + probe_call(text) if text.strip() else "")
            done += [""] * len(inside[1:]) + [""]
            inside = None
        elif inside is not None:
            inside.append(line)
        else:
            done.append(line)
    if inside is not None:  # else the checks in it would be left out
        raise SyntaxError("BEGIN PROBE without END PROBE")
    return done


def probe_call(source: str) -> str:
    """Return the statement that runs `source` beside the learner's code."""
    names = sorted(bound_names(ast.parse(source)))
    call = f"__probe__({source!r}, {names!r}, locals())"
    return f"[{', '.join(names)}] = {call}" if names else call


def bound_names(tree: ast.AST) -> set[str]:
    """Return the names that code binds at its top level, but for imports.

    A module that was brought over would be the learner's, and so would its answers.
    """
    found: set[str] = set()
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
        elif not isinstance(node, ast.Lambda | ast.ListComp | ast.SetComp | ast.DictComp
                            | ast.GeneratorExp):  # fmt: skip
            found |= bound_names(node)
    return found


FORBIDDEN = re.compile(r"^(\s*)with (\w+\.forbidden\((['\"])[^'\"]*\3\)):\s*$")
FORBIDS = re.compile(r"^(\s*)(\w+\.forbids\()(\w+)(, (['\"])[^'\"]*\5\))\s*$")


def _line(line: str) -> str:
    if found := FORBIDDEN.match(line):
        return f"{found[1]}with __beside__({found[2]!r}, locals()):"
    if found := FORBIDS.match(line):
        indent, check, name, names, _ = found.groups()
        here = f"{indent}{check}__answer__({name!r}, locals()){names}"
        return f"{here}; __probe__({check + name + names!r}, [], locals())"
    return line
