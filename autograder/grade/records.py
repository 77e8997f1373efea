"""One JSON record a learner and module: what was graded, and with which result.

It lies in `records/<student>/<module>.json`, apart from nbgrader's own folders,
which nbgrader copies as they are. It makes a class run resumable, and feedback
pages are made from it.
"""

import hashlib
import json
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from autograder.grade.execution import Limits
from autograder.grade.rows import GradeRow
from autograder.grade.student import GradedCell, GradedStudent
from autograder.grade.tool import environment, tool
from autograder.whole_file import write_whole

__all__ = [
    "Record",
    "make_record",
    "read_record",
    "record_key",
    "record_path",
    "write_record",
]

VERSION = 1


@dataclass(frozen=True)
class Record:
    """What became of one submission.

    Attributes
    ----------
    key : str
        What the result depends on; another key means: grade again.
    student, module : str
    notebooks : list of dict
        Per notebook: name, fault, notes, incidents, timings (grade_id -> seconds),
        died, and cells with grade_id, label, score, max_score, status and seconds.
    comments : str
        Hash of what people wrote to the learner when the pages were made.
    """

    key: str
    student: str
    module: str
    notebooks: list[dict[str, Any]] = field(default_factory=list)
    comments: str = ""
    version: int = VERSION

    def rows(self) -> list[GradeRow]:
        """Return the rows of grades.csv."""
        return [
            GradeRow(
                self.student, self.module, notebook["name"], cell["label"],
                cell["score"], cell["max_score"], cell["status"], cell["seconds"],
            )
            for notebook in self.notebooks
            for cell in notebook["cells"]
        ]  # fmt: skip

    def died(self) -> bool:
        """Return whether a process ended under a cell of it."""
        return any(notebook.get("died") for notebook in self.notebooks)

    def with_scores(self, scores: dict[tuple[str, str], float]) -> "Record":
        """Return the record with the gradebook's scores: a person may give others."""
        notebooks = [
            {
                **notebook,
                "cells": [
                    _rescored(cell, scores.get((notebook["name"], cell["grade_id"])))
                    for cell in notebook["cells"]
                ],
            }
            for notebook in self.notebooks
        ]
        return replace(self, notebooks=notebooks)


def record_key(
    submission: str, assignment: str, limits: Limits, *, strict: bool = False
) -> str:
    """Return the key of a result: a hash of everything that it depends on.

    Parameters
    ----------
    submission, assignment : str
        Hash of what was handed in, and of what it is graded by.
    limits : Limits
    strict : bool
        Scored by nbgrader's own rules.

    Returns
    -------
    str
        The tool itself, Python, torch and NumPy are in it, too.
    """
    known = [submission, assignment, asdict(limits), strict, tool(), environment()]
    return hashlib.sha256(json.dumps(known, sort_keys=True).encode()).hexdigest()


def record_path(output: Path, student: str, module: str) -> Path:
    """Return where a record lies."""
    return output / "records" / student / f"{module}.json"


def make_record(
    key: str, graded: GradedStudent, scores: dict[tuple[str, str], float]
) -> Record:
    """Make the record of a graded learner.

    Parameters
    ----------
    key : str
    graded : GradedStudent
    scores : dict
        (notebook, grade_id) -> score, as the gradebook has it.

    Returns
    -------
    Record
    """
    notebooks = [
        {
            "name": notebook.name,
            "fault": notebook.fault,
            "notes": notebook.notes,
            "incidents": notebook.incidents,
            "timings": {n: round(s, 3) for n, s in notebook.timings.items()},
            "died": notebook.died,
            "cells": [
                _cell(cell, scores.get((notebook.name, cell.grade_id)))
                for cell in notebook.cells
            ],
        }
        for notebook in graded.notebooks
    ]
    return Record(key, graded.student, graded.module, notebooks)


def _cell(cell: GradedCell, score: float | None) -> dict[str, Any]:
    verdict = cell.verdict
    known = {
        "grade_id": cell.grade_id,
        "label": cell.label,
        "score": verdict.auto_score or 0.0,
        "max_score": verdict.max_score,
        "status": verdict.status,
        "seconds": round(cell.seconds, 3),
    }
    return _rescored(known, score)


def _rescored(cell: dict[str, Any], score: float | None) -> dict[str, Any]:
    """Return a cell with the gradebook's score; another score is another status."""
    if score is None or score == cell["score"]:
        return cell
    full = score >= cell["max_score"]
    status = "ok" if full else "partial" if score > 0 else "failed"
    return {**cell, "score": score, "status": status}


def read_record(path: Path) -> Record | None:
    """Return a record; None if there is none, or none that this version wrote."""
    try:
        record = Record(**json.loads(path.read_text(encoding="utf-8")))
        record.rows()
    except (OSError, ValueError, TypeError, KeyError):
        return None
    return record if record.version == VERSION else None


def write_record(path: Path, record: Record) -> None:
    """Write a record, whole or not at all."""
    write_whole(path, json.dumps(asdict(record), indent=1).encode())
