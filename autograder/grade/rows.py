"""grades.csv: one row a graded cell, merged with what was graded before."""

import csv
import io
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from autograder.errors import CourseError
from autograder.whole_file import write_whole

__all__ = [
    "COLUMNS",
    "GradeRow",
    "is_export",
    "merge_rows",
    "read_rows",
    "safe_cell",
    "write_rows",
    "write_table",
]


@dataclass(frozen=True, order=True)
class GradeRow:
    """One graded cell of one learner."""

    student: str
    module: str
    notebook: str
    exercise: str
    score: float
    max_score: float
    status: str
    seconds: float


COLUMNS = tuple(field.name for field in fields(GradeRow))
EXPORT = b"assignment,duedate,timestamp,student_id,"
# A spreadsheet takes text that begins so as a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe_cell(value: object) -> str:
    """Return a value as a table's cell that no spreadsheet takes as a formula.

    Examples
    --------
    >>> safe_cell("=1+1"), safe_cell("ada"), safe_cell(2.0), safe_cell(0.25)
    ("'=1+1", 'ada', '2', '0.25')
    """
    if isinstance(value, float):
        return f"{round(value, 6):g}" if abs(value) < 1e15 else repr(value)
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def is_export(path: Path) -> bool:
    """Return whether this is the table of `nbgrader export`: it has the same name."""
    try:
        with path.open("rb") as file:
            return file.read(len(EXPORT)) == EXPORT
    except OSError:
        return False


def read_rows(path: Path) -> list[GradeRow]:
    """Read grades.csv; no file, no rows.

    Raises
    ------
    CourseError
        If the file is not one that `grade` wrote.
    """
    if not path.exists():
        return []
    try:
        with path.open(newline="", encoding="utf-8") as file:
            lines = list(csv.reader(file))
        if not lines or tuple(lines[0]) != COLUMNS:
            raise ValueError("other columns")
        return [_row(line) for line in lines[1:]]
    except (OSError, ValueError, TypeError) as error:
        raise CourseError(
            f"{path} is not a table of grades ({error}); move it away and grade again"
        ) from None


def _row(line: list[str]) -> GradeRow:
    *names, score, max_score, status, seconds = line
    names = [n[1:] if n.startswith("'") and n[1:].startswith(FORMULA) else n
             for n in names]  # fmt: skip
    student, module, notebook, exercise = names
    return GradeRow(student, module, notebook, exercise, float(score),
                    float(max_score), status, float(seconds))  # fmt: skip


def merge_rows(old: Iterable[GradeRow], new: Iterable[GradeRow]) -> list[GradeRow]:
    """Return all rows, sorted; a graded learner's old rows of that module go."""
    new = list(new)
    replaced = {(row.student, row.module) for row in new}
    kept = [row for row in old if (row.student, row.module) not in replaced]
    return sorted([*kept, *new])


def write_rows(path: Path, rows: Iterable[GradeRow]) -> None:
    """Write grades.csv, whole or not at all."""
    write_table(path, COLUMNS, (astuple(row) for row in rows))


def write_table(
    path: Path, header: Iterable[str], lines: Iterable[Iterable[object]]
) -> None:
    """Write a table as CSV, whole or not at all."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([safe_cell(value) for value in line] for line in lines)
    write_whole(path, text.getvalue().encode())
