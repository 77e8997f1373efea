"""Writes into exercises and their tests what an answer may not call."""

import ast

from autograder.build.cells import Cell
from autograder.build.markers import HIDDEN, Region, find_regions
from autograder.build.rules import defined_names

__all__ = ["announce", "enforce", "indent_code"]


def announce(cell: Cell) -> str:
    """Return the text of an exercise cell with a line that says what not to use.

    Parameters
    ----------
    cell : Cell
        An exercise, with or without `forbids`.

    Returns
    -------
    str
    """
    if not cell.forbids:
        return cell.source
    return f"# Do not use: {', '.join(cell.forbids)}\n{cell.source}"


def enforce(cell: Cell, exercise: Cell) -> str:
    """Return the text of a graded cell that checks what the answer calls.

    A first line reads the answer; the hidden tests run while the forbidden
    functions raise. That second part stays hidden with them.

    Parameters
    ----------
    cell : Cell
        A graded cell.
    exercise : Cell
        The exercise that it grades.

    Returns
    -------
    str
    """
    if not exercise.forbids:
        return cell.source
    names = " ".join(exercise.forbids)
    checks = [f'checks.forbids({name}, "{names}")' for name in defined_names(exercise)]
    regions, _ = find_regions(cell.source)
    hidden = [region for region in regions if region.kind == HIDDEN]
    lines = cell.source.split("\n")
    if hidden:
        lines = _guard(lines, hidden[0], f'with checks.forbidden("{names}"):')
    return "\n".join([*checks, *lines])


def _guard(lines: list[str], region: Region, opening: str) -> list[str]:
    inside = indent_code(lines[region.begin + 1 : region.end])
    return [*lines[: region.begin + 1], opening, *inside, *lines[region.end :]]


def indent_code(lines: list[str]) -> list[str]:
    """Indent Python code by four spaces, but not what lies inside its strings.

    Parameters
    ----------
    lines : list of str
        Lines of code that can be parsed by themselves.

    Returns
    -------
    list of str
        As many lines; as the body of a block they mean what they meant before.

    Examples
    --------
    >>> indent_code(["text = '''a", "b'''", "", "use(text)"])
    ["    text = '''a", "b'''", '', '    use(text)']
    """
    inside: set[int] = set()
    for node in ast.walk(ast.parse("\n".join(lines))):
        if isinstance(node, ast.JoinedStr) or (
            isinstance(node, ast.Constant) and isinstance(node.value, str | bytes)
        ):
            inside.update(range(node.lineno + 1, (node.end_lineno or node.lineno) + 1))
    return [
        line if number in inside or not line.strip() else f"    {line}"
        for number, line in enumerate(lines, 1)
    ]
