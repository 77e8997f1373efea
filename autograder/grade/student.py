"""Grades one learner: intake, rebuild, execute, score. Opens no gradebook."""

from dataclasses import dataclass, field

import nbformat
from nbformat import NotebookNode
from nbgrader.utils import is_solution

from autograder.grade.addresses import blank_addresses
from autograder.grade.assignment import (
    Assignment,
    AssignmentNotebook,
    has_points,
    is_manual,
    label,
)
from autograder.grade.execution import CellResult, Executor, Limits, NotebookResult
from autograder.grade.harmless import make_harmless
from autograder.grade.intake import Submission
from autograder.grade.job import make_job, working_files
from autograder.grade.matching import Match, match_notebooks
from autograder.grade.rebuild import ABSENT, Rebuilt, rebuild
from autograder.grade.scoring import Status, Verdict, give_verdict

__all__ = ["GradedCell", "GradedNotebook", "GradedStudent", "grade_student"]


@dataclass
class GradedCell:
    """One row in the making: a graded cell's name and what it earned."""

    grade_id: str
    label: str
    verdict: Verdict
    seconds: float = 0.0


@dataclass
class GradedNotebook:
    """One notebook of one learner.

    Attributes
    ----------
    name : str
    notebook : NotebookNode
        As executed; the module's own where nothing could be executed.
    cells : list of GradedCell
    notes : list of str
        What the learner and the instructor should know.
    fault : str
        Why nothing could be executed; empty otherwise.
    unanswered : set of str
        grade_ids of solution cells left as they were given.
    incidents : list of str
        What looks like an attack or broke a limit, for the instructor.
    timings : dict of str to float
        grade_id of each cell that has one -> wall seconds.
    died : bool
        A process ended under one of its cells, graded or not: later cells may have
        missed what that one would have set.
    """

    name: str
    notebook: NotebookNode
    cells: list[GradedCell]
    notes: list[str] = field(default_factory=list)
    fault: str = ""
    unanswered: set[str] = field(default_factory=set)
    incidents: list[str] = field(default_factory=list)
    timings: dict[str, float] = field(default_factory=dict)
    died: bool = False


@dataclass
class GradedStudent:
    """All notebooks of one learner's module."""

    submission: Submission
    module: str
    notebooks: list[GradedNotebook]

    @property
    def student(self) -> str:
        """Name of the learner's folder."""
        return self.submission.student


def grade_student(
    assignment: Assignment,
    submission: Submission,
    executor: Executor,
    limits: Limits,
    *,
    strict: bool = False,
) -> GradedStudent:
    """Grade one submission.

    Parameters
    ----------
    assignment : Assignment
    submission : Submission
    executor : Executor
    limits : Limits
    strict : bool
        Score by nbgrader's own rules (see `give_verdict`).

    Returns
    -------
    GradedStudent
    """
    matches = match_notebooks(assignment.notebooks, submission)
    files = working_files(assignment, submission)
    graded = []
    for source in assignment.notebooks:
        match = matches[source.name]
        if match.notebook is None:
            graded.append(_nothing(source, match))
        else:
            rebuilt = rebuild(source, match.notebook)
            result = executor.execute(
                make_job(assignment, source, rebuilt, files, limits)
            )
            graded.append(_score(source, match, rebuilt, result, strict))
    for notebook in graded:
        notebook.notes = _once([*notebook.notes, *submission.notes])
    return GradedStudent(submission, assignment.module, graded)


def _nothing(source: AssignmentNotebook, match: Match) -> GradedNotebook:
    """Give every graded cell 0: there is no notebook, or none that can be read."""
    status: Status = "missing" if match.absent else "invalid"
    cells = [
        GradedCell(
            cell.metadata.nbgrader.grade_id,
            label(cell),
            Verdict(0.0, float(cell.metadata.nbgrader.points), status),
        )
        for cell in source.graded_cells
    ]
    notebook = nbformat.v4.new_notebook(metadata=source.master.metadata)
    notebook.cells = [_blank(cell) for cell in source.master.cells]
    return GradedNotebook(source.name, notebook, cells, [match.fault], match.fault)


def _blank(cell: NotebookNode) -> NotebookNode:
    """Return a cell of the module's own; formgrader shows it as not handed in."""
    blank = nbformat.from_dict(cell)
    if is_solution(cell):
        blank.source = "# Not handed in." if cell.cell_type == "code" else ""
    return blank


def _score(
    source: AssignmentNotebook,
    match: Match,
    rebuilt: Rebuilt,
    result: NotebookResult,
    strict: bool,
) -> GradedNotebook:
    """Put outputs into the notebook and score its graded cells."""
    notes = [*match.notes, *rebuilt.notes, *result.notes]
    graded: list[GradedCell] = []
    timings: dict[str, float] = {}
    answer: tuple[str, CellResult] | None = None
    for cell, ran in zip(rebuilt.notebook.cells, result.cells, strict=True):
        _keep_outputs(cell, ran)
        name = cell.metadata.get("nbgrader", {}).get("grade_id", "")
        if is_solution(cell):
            answer = name, ran
        if has_points(cell):
            graded.append(_graded_cell(cell, ran, answer, source, rebuilt, strict))
        if name:
            timings[name] = ran.seconds
        where = name or "a cell"
        notes += [f"{where}: {note}" for note in ran.notes]
    unanswered = _unanswered(source, rebuilt.notebook)
    blank_addresses(rebuilt.notebook)
    make_harmless(rebuilt.notebook, rebuilt.given)
    return GradedNotebook(
        source.name, rebuilt.notebook, graded, _once(notes), unanswered=unanswered,
        incidents=list(result.incidents), timings=timings,
        died=any(ran.outcome == "crashed" for ran in result.cells),
    )  # fmt: skip


def _unanswered(source: AssignmentNotebook, notebook: NotebookNode) -> set[str]:
    """Return the grade_ids of solution cells that hold nothing but the stub."""
    ids = {
        cell.metadata.nbgrader.grade_id: cell.source.strip()
        for cell in notebook.cells
        if is_solution(cell)
    }
    return {
        name
        for name, text in ids.items()
        if text in ("", ABSENT, source.released_text(name).strip())
    }


def _graded_cell(
    cell: NotebookNode,
    ran: CellResult,
    answer: tuple[str, CellResult] | None,
    source: AssignmentNotebook,
    rebuilt: Rebuilt,
    strict: bool,
) -> GradedCell:
    grade_id = cell.metadata.nbgrader.grade_id
    answered = answer is None or answer[0] not in rebuilt.missing
    if is_manual(cell):
        answered = grade_id not in _unanswered(source, rebuilt.notebook)
    verdict = give_verdict(
        cell,
        ran,
        answer[1] if answer else None,
        answered=answered,
        tampered=grade_id in rebuilt.tampered,
        strict=strict,
        language=source.language,
    )
    return GradedCell(grade_id, label(cell), verdict, ran.seconds)


def _keep_outputs(cell: NotebookNode, ran: CellResult) -> None:
    if cell.cell_type == "code":
        cell.outputs = [nbformat.from_dict(output) for output in ran.outputs]
        cell.execution_count = None


def _once(notes: list[str]) -> list[str]:
    """Return notes without repetition; many cells may have the same one."""
    return list(dict.fromkeys(notes))
