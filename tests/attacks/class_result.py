"""What a class run of attackers left behind, and the secrets it was baited with."""

import base64
import csv
import json
import subprocess
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from attack_course import Exercise
from nbformat import NotebookNode
from nbgrader.api import Gradebook


@dataclass(frozen=True)
class Secrets:
    """Words that must not reach a learner, each hidden in another place."""

    hidden: str  # in every hidden test, hence in gradebook.db as well
    solution: str  # in every solution
    environment: str  # in an environment variable of the grader
    neighbour: str  # in an honest neighbour's submission
    gradebook: str  # a learner's family name in gradebook.db
    outside: str  # in a file next to the course

    @classmethod
    def fresh(cls) -> "Secrets":
        """Make new ones: no test can know them by heart."""
        names = cls.__dataclass_fields__
        return cls(*(f"{name[:3]}{uuid.uuid4().hex[:12]}" for name in names))

    def found_in(self, text: str) -> list[str]:
        """Return which of them stand in `text`, plainly or disguised."""
        return [
            name
            for name, word in vars(self).items()
            if any(form in text for form in _disguises(word))
        ]


@dataclass
class ClassResult:
    """What a class run left behind."""

    root: Path
    secrets: Secrets
    mark: str
    exercises: tuple[Exercise, ...]
    ran: subprocess.CompletedProcess[str] | None = None
    callers: list[object] = field(default_factory=list)
    before: dict[str, str] = field(default_factory=dict)

    @property
    def out(self) -> Path:
        """Folder of results."""
        return self.root / "out"

    def rows(self) -> dict[tuple[str, str], dict[str, str]]:
        """Return grades.csv: (student, graded cell) -> row."""
        with (self.out / "grades.csv").open(newline="") as file:
            return {(r["student"], r["exercise"]): r for r in csv.DictReader(file)}

    def score(self, student: str, exercise: str) -> float:
        """Return the points of one exercise."""
        return float(self.rows()[student, f"{exercise}-tests"]["score"])

    def status(self, student: str, exercise: str) -> str:
        """Return the status of one exercise."""
        return self.rows()[student, f"{exercise}-tests"]["status"]

    def page(self, student: str) -> str:
        """Return a learner's feedback page."""
        return (self.out / "feedback" / student / "ps1" / "p.html").read_text()

    def outputs(self, student: str, *, tests: bool = False) -> str:
        """Return what the cells of a learner's notebook put out, as text.

        Without `tests`, only that of cells that are not graded: a failed test may
        quote its own text in the instructor's notebook.
        """
        path = self.out / "autograded" / student / "ps1" / "p.ipynb"
        cells = json.loads(path.read_text())["cells"]
        kept = [c for c in cells if tests or not _is_graded(c)]
        return json.dumps([c.get("outputs", []) for c in kept], ensure_ascii=False)

    def report(self) -> dict[str, Any]:
        """Return the run's report for instructors."""
        return dict(json.loads((self.out / "report.json").read_text()))

    def database_scores(self, student: str) -> dict[str, float]:
        """Return a learner's scores as the gradebook has them."""
        with Gradebook(f"sqlite:///{self.out / 'gradebook.db'}") as book:
            notebook = book.find_submission("ps1", student).notebooks[0]
            return {grade.cell.name: grade.score for grade in notebook.grades}


def _is_graded(cell: NotebookNode) -> bool:
    return bool(cell["metadata"].get("nbgrader", {}).get("grade"))


def _disguises(word: str) -> list[str]:
    data = word.encode()
    thirds = [base64.b64encode(b"x" * n + data).decode()[4:-4] for n in range(3)]
    return [word, word[::-1], word.upper(), data.hex(), *thirds]
