"""Grades for other programs: a plain table, Canvas, Moodle."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import astuple, dataclass
from pathlib import Path

from autograder.errors import CourseError
from autograder.grade.rows import COLUMNS, GradeRow, read_rows, write_table

__all__ = ["FORMATS", "Person", "export_grades"]

Table = tuple[list[str], list[list[object]]]


@dataclass(frozen=True)
class Person:
    """What the gradebook knows of a learner besides the name of the folder."""

    first_name: str = ""
    last_name: str = ""
    email: str = ""
    number: str = ""

    def full_name(self, student: str) -> str:
        """Return `Last, First` as Canvas has it; the folder's name if unknown."""
        parts = [part for part in (self.last_name, self.first_name) if part]
        return ", ".join(parts) or student


People = Mapping[str, Person]


def export_grades(grades: Path, kind: str, target: Path, people: People) -> int:
    """Write the grades in one of `FORMATS`.

    Parameters
    ----------
    grades : Path
        grades.csv, as `grade` wrote it.
    kind : str
        A key of `FORMATS`.
    target : Path
        The file to write.
    people : mapping
        Student -> what the gradebook knows.

    Returns
    -------
    int
        How many lines of grades were written.

    Raises
    ------
    CourseError
        If nothing is graded yet, or the file cannot be written.
    """
    rows = read_rows(grades)
    if not rows:
        raise CourseError(f"no grades in {grades}; run autograder grade first")
    header, lines = FORMATS[kind](rows, people)
    try:
        write_table(target, header, lines)
    except OSError as error:
        raise CourseError(f"cannot write {target}: {error.strerror}") from None
    return len(lines)


def _plain(rows: list[GradeRow], people: People) -> Table:
    return list(COLUMNS), [list(astuple(row)) for row in rows]


def _canvas(rows: list[GradeRow], people: People) -> Table:
    """Return Canvas's gradebook import: its second line holds the points possible."""
    modules, points, totals = _totals(rows)
    header = ["Student", "ID", "SIS Login ID", "Section", *modules]
    lines: list[list[object]] = [
        ["Points Possible", "", "", "", *(points[module] for module in modules)]
    ]
    for student, scores in totals.items():
        name = people.get(student, Person()).full_name(student)
        number = people.get(student, Person()).number
        lines.append([name, number, student, "", *_in_order(scores, modules)])
    return header, lines


def _moodle(rows: list[GradeRow], people: People) -> Table:
    """Return Moodle's grade import: people by user name, address or number."""
    modules, _, totals = _totals(rows)
    lines: list[list[object]] = []
    for student, scores in totals.items():
        person = people.get(student, Person())
        email = person.email or (student if "@" in student else "")
        lines.append([student, email, person.number, *_in_order(scores, modules)])
    return ["username", "email", "idnumber", *modules], lines


FORMATS: dict[str, Callable[[list[GradeRow], People], Table]] = {
    "csv": _plain,
    "canvas": _canvas,
    "moodle": _moodle,
}


def _totals(
    rows: Iterable[GradeRow],
) -> tuple[list[str], dict[str, float], dict[str, dict[str, float]]]:
    """Return modules, points possible a module, and student -> module -> score."""
    totals: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    possible: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for row in sorted(rows):
        totals[row.student][row.module] += row.score
        possible[row.module][row.student] += row.max_score
    modules = sorted(possible)
    points = {module: max(possible[module].values()) for module in modules}
    return modules, points, totals


def _in_order(scores: Mapping[str, float], modules: list[str]) -> list[object]:
    """Return a learner's scores; empty where a module was not graded."""
    return [scores.get(module, "") for module in modules]
