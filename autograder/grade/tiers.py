"""Finds the tests that cannot run apart from the learner's code, before any learner.

The instructor's own solution is graded with all tests in the split tier. A test that
fails there and passes beside the solution goes to the guard tier.
"""

import re
from dataclasses import replace

from autograder.grade.assignment import Assignment, AssignmentNotebook, has_points
from autograder.grade.execution import Executor, Limits, Tier
from autograder.grade.job import bound_names, make_job
from autograder.grade.rebuild import Rebuilt

__all__ = ["as_submission", "with_tiers"]

WORD = re.compile(r"[^\W\d]\w*")


def with_tiers(
    assignment: Assignment, executor: Executor, limits: Limits
) -> Assignment:
    """Return the assignment with a tier for each test that needs another than split.

    Parameters
    ----------
    assignment : Assignment
    executor : Executor
        Entered.
    limits : Limits

    Returns
    -------
    Assignment
    """
    places = {**assignment.handed_in, **assignment.files}
    files = {name: path.read_bytes() for name, path in places.items()}
    notebooks = tuple(
        replace(notebook, tiers=_tiers(assignment, notebook, files, executor, limits))
        for notebook in assignment.notebooks
    )
    return replace(assignment, notebooks=notebooks)


def _tiers(
    assignment: Assignment, notebook: AssignmentNotebook, files: dict[str, bytes],
    executor: Executor, limits: Limits,
) -> dict[str, Tier]:  # fmt: skip
    def failing(source: AssignmentNotebook) -> set[str]:
        job = make_job(assignment, source, as_submission(source), files, limits)
        ran = executor.execute(job).cells
        cells = zip(source.master.cells, ran, strict=True)
        return {
            cell.metadata.nbgrader.grade_id
            for cell, result in cells
            if has_points(cell) and result.outcome not in ("ok", "skipped")
        }

    if notebook.language != "python":
        return {}
    apart = failing(notebook)
    if not apart:
        return {}
    beside = apart | _helping(notebook, apart)
    still = failing(replace(notebook, tiers=dict.fromkeys(beside, "guard")))
    helped = apart - still
    return dict.fromkeys(helped | _helping(notebook, helped), "guard")


def _helping(notebook: AssignmentNotebook, tests: set[str]) -> set[str]:
    """Return the tests that define what `tests` use: they have to run beside them."""
    texts = {
        str(cell.metadata.nbgrader.grade_id): cell.source
        for cell in notebook.graded_cells
        if cell.cell_type == "code"
    }
    found: set[str] = set()
    grown = set(tests)
    while grown:
        used = [texts[name] for name in grown if name in texts]
        words = {word for t in used for word in {*WORD.findall(t)} - bound_names(t)}
        defining = {name for name, text in texts.items() if bound_names(text) & words}
        grown = defining - found - tests
        found |= grown
    return found


def as_submission(source: AssignmentNotebook) -> Rebuilt:
    """Return the instructor's notebook as a learner would hand it in.

    Parameters
    ----------
    source : AssignmentNotebook

    Returns
    -------
    Rebuilt
        With the instructor's solutions.
    """
    rebuilt = Rebuilt(source.solved.copy())
    rebuilt.notebook.cells = [cell.copy() for cell in source.master.cells]
    for cell, solved in zip(rebuilt.notebook.cells, source.solved.cells, strict=True):
        marks = cell.metadata.get("nbgrader", {})
        rebuilt.given.append(cell.source)
        if marks.get("solution") and not marks.get("grade"):
            cell.source = solved.source
    return rebuilt
