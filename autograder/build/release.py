"""Learner notebooks: nbgrader's own steps, without solutions, hidden tests, outputs."""

import re
from copy import deepcopy
from pathlib import Path
from typing import Any

from nbformat.notebooknode import NotebookNode
from nbgrader.preprocessors import (
    CheckCellMetadata,
    ClearHiddenTests,
    ClearMarkScheme,
    ClearOutput,
    ClearSolutions,
    ComputeChecksums,
    IncludeHeaderFooter,
    LockCells,
    NbGraderPreprocessor,
)
from traitlets.config import Config

__all__ = ["ONLY_HIDDEN", "learner_notebook", "stub"]

ONLY_HIDDEN = "# The tests of this part are hidden; they run when your work is graded."
PROBE_MARKER = re.compile(r"^\s*### (BEGIN|END) PROBE\s*$")


def stub(exercise: str) -> str:
    """Return the line that stands where the learner writes.

    Examples
    --------
    >>> stub("softmax")
    'raise NotImplementedError("write softmax here")'
    """
    return f'raise NotImplementedError("write {exercise} here")'


class NamedStubs(ClearSolutions):
    """nbgrader's step, with a stub that names the exercise."""

    def preprocess_cell(
        self, cell: NotebookNode, resources: Any, cell_index: int
    ) -> tuple[NotebookNode, Any]:
        """Put the stub in the place of the solution."""
        exercise = cell.metadata.get("course", {}).get("exercise")
        if exercise is not None:
            self.code_stub = {"python": stub(exercise)}
        return super().preprocess_cell(cell, resources, cell_index)


class TidyTests(NbGraderPreprocessor):
    """Our step: no probe markers, no gap where hidden tests stood, no empty cell."""

    def preprocess_cell(
        self, cell: NotebookNode, resources: Any, cell_index: int
    ) -> tuple[NotebookNode, Any]:
        """Tidy one graded cell."""
        if cell.metadata.get("nbgrader", {}).get("grade"):
            lines = cell.source.split("\n")
            kept = [line for line in lines if not PROBE_MARKER.match(line)]
            cell.source = "\n".join(kept).strip("\n") or ONLY_HIDDEN
        return cell, resources


# The order of nbgrader's GenerateAssignment, without its two steps for the gradebook
# and for generated tests; checksums come last, of what the learner gets.
STEPS = (
    IncludeHeaderFooter,
    LockCells,
    NamedStubs,
    ClearOutput,
    CheckCellMetadata,
    ClearHiddenTests,
    ClearMarkScheme,
    TidyTests,
    ComputeChecksums,
    CheckCellMetadata,
)


def learner_notebook(
    instructor: NotebookNode, config: Config, root: Path
) -> NotebookNode:
    """Return the notebook that learners open.

    Parameters
    ----------
    instructor : NotebookNode
        With solutions and hidden tests; it is left unchanged.
    config : traitlets.config.Config
        nbgrader's configuration of the course.
    root : Path
        The course's folder, which header and footer are named from.

    Returns
    -------
    NotebookNode
    """
    settings = deepcopy(config)
    for place in ("header", "footer"):
        if place in settings.IncludeHeaderFooter:
            named = settings.IncludeHeaderFooter[place]
            settings.IncludeHeaderFooter[place] = str(root / named)
    notebook: NotebookNode = deepcopy(instructor)
    resources: dict[str, Any] = {}
    for step in STEPS:
        notebook, resources = step(config=settings).preprocess(notebook, resources)
    return notebook
