"""Says of each cell of a rebuilt notebook how it is run."""

import ast

from nbformat import NotebookNode
from nbgrader.utils import is_solution

from autograder.grade.assignment import (
    Assignment,
    AssignmentNotebook,
    has_points,
    is_manual,
)
from autograder.grade.execution import Job, Limits, Step, is_skipped
from autograder.grade.intake import Submission
from autograder.grade.rebuild import Rebuilt

__all__ = ["bound_names", "make_job", "working_files"]

IMPORTS = (ast.Import, ast.ImportFrom)


def make_job(
    assignment: Assignment,
    source: AssignmentNotebook,
    rebuilt: Rebuilt,
    files: dict[str, bytes],
    limits: Limits,
) -> Job:
    """Make the job that runs a learner's rebuilt notebook.

    Parameters
    ----------
    assignment : Assignment
    source : AssignmentNotebook
    rebuilt : Rebuilt
    files : dict of str to bytes
        What stands in the working folder.
    limits : Limits

    Returns
    -------
    Job
        One step a cell.
    """
    cells = zip(rebuilt.notebook.cells, rebuilt.given, strict=True)
    steps = tuple(_step(cell, given, source) for cell, given in cells)
    return Job(steps, files, limits, source.language, source.kernel, assignment.modules)


def working_files(assignment: Assignment, submission: Submission) -> dict[str, bytes]:
    """Return the working folder: the learner's files, the module's over them."""
    files = dict(submission.files)
    for name, path in assignment.files.items():
        for taken in [f for f in files if _clash(f, name)]:
            del files[taken]
        files[name] = path.read_bytes()
    return files


def bound_names(text: str) -> set[str]:
    r"""Return the names that code binds at its top level.

    Examples
    --------
    >>> sorted(bound_names("import numpy as np\nx, y = 1, 2\ndef f(a): b = a"))
    ['f', 'np', 'x', 'y']
    """
    return {name for statement in _body(text) for name in _bound(statement)}


def _bound(node: ast.AST) -> set[str]:
    """Return what one statement binds, not looking into functions and classes."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return {node.name}
    if isinstance(node, ast.Lambda):
        return set()
    if isinstance(node, ast.alias):
        return {node.asname or node.name.split(".")[0]}
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        return {node.id}
    return {name for child in ast.iter_child_nodes(node) for name in _bound(child)}


def _imports(text: str) -> str:
    """Return the imports at the top of a cell: those of ours are no answers."""
    return "\n".join(ast.unparse(s) for s in _body(text) if isinstance(s, IMPORTS))


def _defined(text: str) -> set[str]:
    """Return what a cell binds, but for its imports."""
    others = (s for s in _body(text) if not isinstance(s, IMPORTS))
    return {name for statement in others for name in _bound(statement)}


def _body(text: str) -> list[ast.stmt]:
    try:
        return ast.parse(text).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []


def _clash(mine: str, theirs: str) -> bool:
    """Return whether two paths cannot stand beside each other in a folder."""
    a, b = f"{mine}/", f"{theirs}/"
    return a.startswith(b) or b.startswith(a)


def _step(cell: NotebookNode, given: str, source: AssignmentNotebook) -> Step:
    if is_skipped(cell):
        return Step("skip")
    if has_points(cell) and not is_manual(cell):
        grade_id = str(cell.metadata.nbgrader.grade_id)
        forbids = cell.metadata.get("course", {}).get("forbids", [])
        tier = source.tiers.get(grade_id, "split")
        return Step("test", cell.source, forbids=" ".join(forbids), tier=tier)
    if is_solution(cell):
        grade_id = str(cell.metadata.nbgrader.grade_id)
        texts = given, source.solution_text(grade_id)
        imports = "\n".join(_imports(text) for text in texts)
        names = {name for text in texts for name in _defined(text)}
        return Step("learner", cell.source, imports, tuple(sorted(names)))
    return Step("learner", cell.source, given=given)
