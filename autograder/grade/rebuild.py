"""Rebuilds the notebook that is executed: the instructor's, with the learner's text.

Of a submission only text is taken, and only where a learner may write:

- graded and locked cells have the instructor's text, always;
- solution cells have the learner's text, found by grade_id (the first copy counts);
- other cells that were given have the learner's text if it was edited, and come
  back if they were deleted;
- the learner's own cells follow the nearest known cell before them.

Metadata is the instructor's. A test cell whose text was changed is marked as
tampered with, runs with its true text, and its score counts as earned.
"""

import ast
import functools
from collections import defaultdict
from dataclasses import dataclass, field

import nbformat
from nbformat import NotebookNode
from nbgrader.utils import is_grade, is_locked, is_solution, is_task

from autograder.grade.assignment import AssignmentNotebook
from autograder.grade.notebook_text import LearnerCell, LearnerNotebook

__all__ = ["ABSENT", "Rebuilt", "rebuild"]

MAX_PARSED = 100_000  # characters; parsing takes 600 times their memory
ABSENT = "# This cell is not in the submission."


@dataclass
class Rebuilt:
    """The notebook to run, and what was found on the way.

    Attributes
    ----------
    notebook : NotebookNode
    notes : list of str
        For the learner and the instructor.
    tampered : set of str
        grade_ids of test cells whose text the learner had changed.
    missing : set of str
        grade_ids of solution cells that are not in the submission.
    own : set of str
        Cell ids of the learner's own cells.
    given : list of str
        For each cell, the text that the instructor's notebook has there; empty for
        the learner's own.
    """

    notebook: NotebookNode
    notes: list[str] = field(default_factory=list)
    tampered: set[str] = field(default_factory=set)
    missing: set[str] = field(default_factory=set)
    own: set[str] = field(default_factory=set)
    given: list[str] = field(default_factory=list)


def rebuild(source: AssignmentNotebook, learner: LearnerNotebook) -> Rebuilt:
    """Put the learner's text into the instructor's notebook.

    Parameters
    ----------
    source : AssignmentNotebook
    learner : LearnerNotebook

    Returns
    -------
    Rebuilt
    """
    result = Rebuilt(_copied(source.master), notes=list(learner.notes))
    known, free = _sort(source, learner, result)
    cells: list[NotebookNode] = []
    for own in free[-1]:
        cells.append(_own_cell(own, len(cells), result))
    for index, cell in enumerate(result.notebook.cells):
        result.given.append(cell.source)
        _fill(cell, known.get(index), source, result)
        cells.append(cell)
        for own in free[index]:
            cells.append(_own_cell(own, len(cells), result))
    result.notebook.cells = cells
    result.notebook.nbformat, result.notebook.nbformat_minor = 4, 5
    _name_cells(cells)
    return result


def _copied(master: NotebookNode) -> NotebookNode:
    """Return a notebook with cells of its own; their metadata is never changed."""
    notebook = NotebookNode(master)
    notebook.cells = [NotebookNode(cell) for cell in master.cells]
    return notebook


def _sort(
    source: AssignmentNotebook, learner: LearnerNotebook, result: Rebuilt
) -> tuple[dict[int, LearnerCell], dict[int, list[LearnerCell]]]:
    """Tell known cells (index -> cell) from free ones (index before -> cells)."""
    places = _Places(source)
    known: dict[int, LearnerCell] = {}
    free: dict[int, list[LearnerCell]] = defaultdict(list)
    here = -1
    for cell in learner.cells:
        index = places.find(cell, known)
        if index is None:
            free[here].append(cell)
        elif index not in known:
            known[index] = cell
            here = index
        else:
            _copy(cell, known[index], source.master.cells[index], free[here], result)
    return known, free


class _Places:
    """Finds the place of a learner's cell in the instructor's notebook."""

    def __init__(self, source: AssignmentNotebook) -> None:
        self.by_grade_id: dict[str, int] = {}
        self.by_cell_id: dict[str, int] = {}
        self.by_text: dict[tuple[str, str], list[int]] = defaultdict(list)
        for index, cell in enumerate(source.released.cells):
            marks = cell.metadata.get("nbgrader", {})
            if marks.get("grade_id") and _is_marked(cell):
                self.by_grade_id[marks["grade_id"]] = index
            if cell.get("id"):
                self.by_cell_id[cell["id"]] = index
            if cell.source.strip():
                self.by_text[_key(cell.cell_type, cell.source)].append(index)

    def find(self, cell: LearnerCell, taken: dict[int, LearnerCell]) -> int | None:
        if cell.grade_id in self.by_grade_id:
            return self.by_grade_id[str(cell.grade_id)]
        by_id = self.by_cell_id.get(cell.cell_id or "")
        if by_id is not None and by_id not in taken:
            return by_id
        same = self.by_text.get(_key(cell.kind, cell.source), [])
        return next((index for index in same if index not in taken), None)


def _copy(
    cell: LearnerCell,
    first: LearnerCell,
    given: NotebookNode,
    free: list[LearnerCell],
    result: Rebuilt,
) -> None:
    """Leave out a second copy; keep it if it is the second half of a split cell."""
    name = cell.grade_id or "a cell"
    is_split = (
        not is_locked(given)
        and cell.kind == "code"
        and not _defined(cell.source) & _defined(first.source)
    )
    if is_split:
        free.append(cell)
        result.notes.append(f"{name} stands in two cells; both were run")
    else:
        result.notes.append(f"{name} is there more than once; the first copy counts")


def _fill(
    cell: NotebookNode,
    mine: LearnerCell | None,
    source: AssignmentNotebook,
    out: Rebuilt,
) -> None:
    """Give one of the instructor's cells its text."""
    grade_id = str(cell.metadata.get("nbgrader", {}).get("grade_id", ""))
    if is_solution(cell):
        if mine is None:
            out.missing.add(grade_id)
            out.notes.append(f"{grade_id} is not in the submission")
            cell.source = ABSENT if cell.cell_type == "code" else ""
        else:
            cell.source = mine.source
    elif is_locked(cell) or is_task(cell):
        _note_change(cell, mine, source.released_text(grade_id), out)
    elif mine is not None:
        cell.source = mine.source


def _note_change(
    cell: NotebookNode, mine: LearnerCell | None, released: str, out: Rebuilt
) -> None:
    """Say what a learner did to a cell that is not theirs; its text stays ours."""
    grade_id = str(cell.metadata.nbgrader.grade_id)
    if mine is None:
        out.notes.append(f"{grade_id} was deleted and is back in its place")
        return
    same = _plain(mine.source) in (_plain(released), _plain(cell.source))
    if same and mine.kind == cell.cell_type:
        return
    kind = "test" if is_grade(cell) else "locked"
    out.notes.append(
        f"the {kind} cell {grade_id} was edited and has its own text again"
    )
    if is_grade(cell) and not same:
        out.tampered.add(grade_id)


def _own_cell(cell: LearnerCell, index: int, result: Rebuilt) -> NotebookNode:
    make = {
        "code": nbformat.v4.new_code_cell,
        "markdown": nbformat.v4.new_markdown_cell,
        "raw": nbformat.v4.new_raw_cell,
    }[cell.kind]
    node = make(cell.source)
    node["id"] = f"own-{index}"
    result.given.append("")
    result.own.add(node["id"])
    return node


def _name_cells(cells: list[NotebookNode]) -> None:
    """Give every cell an id of its own: the format asks for it."""
    seen: set[str] = set()
    for index, cell in enumerate(cells):
        if not cell.get("id") or cell["id"] in seen:
            cell["id"] = f"cell-{index}"
        seen.add(cell["id"])


def _is_marked(cell: NotebookNode) -> bool:
    return is_grade(cell) or is_solution(cell) or is_locked(cell) or is_task(cell)


def _key(kind: str, source: str) -> tuple[str, str]:
    return kind, _plain(source)


def _plain(source: str) -> str:
    """Return text without what editors change: ends of lines, blank ends."""
    return "\n".join(line.rstrip() for line in source.strip().splitlines())


@functools.lru_cache(maxsize=8)  # many copies are all compared with the first
def _defined(source: str) -> set[str]:
    """Return the names that a cell's code defines at its top level."""
    if len(source) > MAX_PARSED:
        return set()
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return set()
    named = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    names = {node.name for node in body if isinstance(node, named)}
    stored = (ast.walk(node) for node in body if isinstance(node, ast.Assign))
    for nodes in stored:
        names |= {
            n.id
            for n in nodes
            if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
        }
    return names
