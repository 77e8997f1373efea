"""Points and a status for each graded cell, by nbgrader's rules with two changes.

nbgrader's rule: an error is 0; a number as the cell's last value is partial
credit; anything else is full marks. The changes:

- text on stderr costs nothing (a warning, a progress bar);
- a number counts only as the value of the cell's own last expression, and only
  from 0 to the cell's points; what learner code displays is no score.

With `strict`, nbgrader's rule is kept as it is: the first error, text on stderr or
shown value decides.
"""

import ast
import copy
import functools
import math
from dataclasses import dataclass
from typing import Literal

import nbformat
from nbformat import NotebookNode
from nbgrader.utils import determine_grade, is_task

from autograder.grade.assignment import is_manual
from autograder.grade.execution import CellResult

__all__ = ["STATUSES", "Status", "Verdict", "give_verdict"]

Status = Literal[
    "ok", "failed", "partial", "timeout", "memory", "crashed",
    "missing", "tampered", "invalid",
]  # fmt: skip
STATUSES: tuple[str, ...] = Status.__args__  # type: ignore[attr-defined]
LIMITS: dict[str, Status] = {
    "timeout": "timeout",
    "memory": "memory",
    "crashed": "crashed",
}


@dataclass(frozen=True)
class Verdict:
    """What a graded cell earned.

    Attributes
    ----------
    auto_score : float or None
        None where a person gives the points.
    max_score : float
    status : str
    """

    auto_score: float | None
    max_score: float
    status: Status


def give_verdict(
    cell: NotebookNode,
    result: CellResult,
    answer: CellResult | None,
    *,
    answered: bool = True,
    tampered: bool = False,
    strict: bool = False,
    language: str = "python",
) -> Verdict:
    """Score one graded cell.

    Parameters
    ----------
    cell : NotebookNode
        The cell as it was run, instructor's text and metadata.
    result : CellResult
        What became of it.
    answer : CellResult or None
        What became of the solution cell it belongs to: why it was cut short
        explains why its checks fail.
    answered : bool
        The solution cell it belongs to is in the submission.
    tampered : bool
        The learner had changed the text of this cell.
    strict : bool
        Score by nbgrader's own rules, without the changes above.
    language : str
        What the cell is written in: only Python's last expression can be told.

    Returns
    -------
    Verdict
    """
    points = float(cell.metadata.nbgrader.points)
    if strict:
        score = _stock_score(cell, result, points)
    else:
        score = _score(cell, result, points, language)
    if score is None:  # waits for a person
        return Verdict(None, points, "partial" if answered else "missing")
    full = score >= points
    status: Status = "ok" if full else "partial" if score > 0 else "failed"
    if not full:
        cut_short = LIMITS.get(result.outcome) or (
            answer and LIMITS.get(answer.outcome)
        )
        if cut_short:
            return Verdict(score, points, cut_short)
    if tampered:
        return Verdict(score, points, "tampered")
    if status == "failed" and not answered:
        status = "missing"
    return Verdict(score, points, status)


def _score(
    cell: NotebookNode, result: CellResult, points: float, language: str
) -> float | None:
    if is_task(cell):
        return None
    if not is_manual(cell) and result.outcome not in ("ok", "skipped"):
        return 0.0
    shown = NotebookNode(cell)  # its outputs are replaced, not changed
    shown.outputs = _what_counts(cell, result, language)
    try:
        score = determine_grade(shown)[0]
    except ValueError:  # more than the cell's points
        return 0.0
    return score if score is None else min(float(score), points)


def _stock_score(cell: NotebookNode, result: CellResult, points: float) -> float | None:
    """Score by all outputs in their order, as nbgrader does.

    Where nbgrader ends the submission with an error (a value above the cell's
    points), the cell is left without a score, for a person to see.
    """
    if is_task(cell):
        return None
    if not is_manual(cell) and result.outcome in LIMITS:
        return 0.0
    shown = copy.deepcopy(cell)
    shown.outputs = [nbformat.from_dict(output) for output in result.outputs]
    if result.outcome == "error":  # nbgrader adds the error of a reply, too
        shown.outputs.append(NotebookNode(output_type="error"))
    try:
        score = determine_grade(shown)[0]
    except (KeyError, ValueError):
        return None
    return score if score is None else float(score)


def _what_counts(
    cell: NotebookNode, result: CellResult, language: str
) -> list[NotebookNode]:
    """Return the outputs that nbgrader's rule may look at."""
    values = [o for o in result.outputs if o["output_type"] == "execute_result"]
    shows_value = language != "python" or _ends_in_value(cell.source)
    if not values or cell.cell_type != "code" or not shows_value:
        return []
    text = values[-1]["data"].get("text/plain", "")
    if not text:
        return []
    if _is_nonsense(text):
        text = "inf"  # nbgrader would give full marks for -1 or nan
    return [NotebookNode(output_type="execute_result", data={"text/plain": text})]


@functools.lru_cache(maxsize=1024)  # tests are the same for the whole class
def _ends_in_value(source: str) -> bool:
    """Return whether the last statement is an expression whose value is shown."""
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError):  # magics: as nbgrader has it
        return True
    hidden = source.rstrip().endswith(";")
    return bool(body) and isinstance(body[-1], ast.Expr) and not hidden


def _is_nonsense(text: str) -> bool:
    try:
        number = float(text)
    except ValueError:
        return False
    return math.isnan(number) or number < 0
