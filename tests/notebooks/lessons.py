"""Which lessons and exercises there are, and where their files lie."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import nbformat

from autograder.build.instructor import ensure_instructor
from autograder.course import find_course

from answer_runner import exercise_of, is_graded

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Exercise:
    """One exercise of a lesson, with its notebooks and its file of answers."""

    module: str
    lesson: str
    name: str
    points: float

    @property
    def answers(self) -> Path:
        return ROOT / "tests/answers" / self.module / f"{self.name}.py"

    @property
    def learner(self) -> Path:
        return ROOT / "course" / self.module / f"{self.lesson}.ipynb"

    @property
    def instructor(self) -> Path:
        return ROOT / "build/instructor" / self.module / f"{self.lesson}.ipynb"


@cache
def instructor_notebooks() -> list[Path]:
    """Return every instructor notebook, built anew where sources changed."""
    course = find_course(ROOT)
    folders = [ensure_instructor(course, module) for module in course.modules()]
    return sorted(path for folder in folders for path in folder.glob("*.ipynb"))


@cache
def exercises() -> list[Exercise]:
    """Return every exercise of the course, in order."""
    found: dict[tuple[str, str, str], float] = {}
    for path in instructor_notebooks():
        for cell in nbformat.read(path, as_version=4).cells:
            if is_graded(cell):
                key = (path.parent.name, path.stem, exercise_of(cell))
                found[key] = found.get(key, 0) + cell.metadata.nbgrader.points
    return [Exercise(*key, points) for key, points in found.items()]
