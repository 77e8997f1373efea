"""Finds which submitted file is which notebook, also when it was renamed."""

from collections.abc import Iterable
from dataclasses import dataclass

from autograder.grade.assignment import AssignmentNotebook
from autograder.grade.intake import Submission
from autograder.grade.notebook_text import LearnerNotebook

__all__ = ["Match", "match_notebooks"]


@dataclass(frozen=True)
class Match:
    """What was found for one notebook of the module.

    Attributes
    ----------
    notebook : LearnerNotebook or None
        None if there is none that can be read.
    fault : str
        Why there is none; empty otherwise.
    absent : bool
        It was not handed in at all.
    notes : tuple of str
    """

    notebook: LearnerNotebook | None = None
    fault: str = ""
    absent: bool = False
    notes: tuple[str, ...] = ()


def match_notebooks(
    expected: Iterable[AssignmentNotebook], submission: Submission
) -> dict[str, Match]:
    """Give each notebook of the module the submitted file that holds it.

    A file of the right name with the right cells goes first; then any file by
    the names of its cells; then a file of the right name whose cells have lost
    their names.

    Parameters
    ----------
    expected : iterable of AssignmentNotebook
    submission : Submission

    Returns
    -------
    dict of str to Match
        Name of the module's notebook -> what was found.
    """
    expected = list(expected)
    if submission.fault:
        return {n.name: _nothing(n, submission) for n in expected}
    free = dict(submission.notebooks)
    found: dict[str, Match] = {}
    for notebook in expected:
        same = free.get(notebook.name)
        if same and (same.grade_ids & notebook.grade_ids or not notebook.grade_ids):
            found[notebook.name] = Match(free.pop(notebook.name))
    for notebook in expected:
        if notebook.name not in found:
            found[notebook.name] = _by_cells(notebook, free, submission)
    return found


def _by_cells(
    notebook: AssignmentNotebook, free: dict[str, LearnerNotebook], sent: Submission
) -> Match:
    ranked = sorted(
        ((len(one.grade_ids & notebook.grade_ids), name) for name, one in free.items()),
        reverse=True,
    )
    if ranked and ranked[0][0] > 0:
        name = ranked[0][1]
        note = f"{name}.ipynb was recognised by its cells as {notebook.name}.ipynb"
        return Match(free.pop(name), notes=(note,))
    if notebook.name in free:
        return Match(
            free.pop(notebook.name), notes=("its cells have lost their names",)
        )
    return _nothing(notebook, sent)


def _nothing(notebook: AssignmentNotebook, submission: Submission) -> Match:
    if notebook.name in submission.broken:
        return Match(fault=f"{notebook.name}.ipynb: {submission.broken[notebook.name]}")
    if submission.fault:
        return Match(fault=submission.fault, absent=submission.absent)
    fault = f"{notebook.name}.ipynb was not handed in"
    others = "; ".join(f"{n}.ipynb: {why}" for n, why in submission.broken.items())
    if others:
        return Match(fault=f"{fault} ({others[:300]})")
    return Match(fault=fault, absent=True)
