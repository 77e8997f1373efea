"""What became of each learner of a class, and of the class as a whole."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from autograder.grade.records import Record
from autograder.grade.rows import GradeRow

__all__ = ["Cell", "Done", "Incident", "Report", "incidents_of", "timings_of"]

Kind = Literal["incident", "tampered", "limit", "unreadable", "note"]
# A learner's status is the gravest of these among the cells.
GRAVE = ("memory", "timeout", "crashed", "invalid", "tampered")
KINDS: dict[str, Kind] = {
    "memory": "limit",
    "timeout": "limit",
    "crashed": "limit",
    "tampered": "tampered",
    "invalid": "unreadable",
}
MOST, LONGEST = 50, 300  # incidents of a learner, and characters of one


class Cell(NamedTuple):
    """A cell of a module, by its notebook and grade_id."""

    notebook: str
    name: str


@dataclass(frozen=True)
class Incident:
    """Something about a submission that a person may want to look at.

    Attributes
    ----------
    notebook : str
    kind : str
        "incident" (what looks like an attack), "tampered" (an edited test, put
        back), "limit", "unreadable", "note" (a repair, something left out).
    text : str
    """

    notebook: str
    kind: Kind
    text: str


@dataclass(frozen=True)
class Done:
    """One learner that is done with.

    Attributes
    ----------
    student : str
    rows : list of GradeRow
    skipped : bool
        The result was there already.
    error : str
        Why there is none; empty if there is one.
    seconds : float
        Wall seconds from reading the submission to the last score.
    incidents : list of Incident
    timings : dict of Cell to float
        Wall seconds of each cell with a grade_id.
    """

    student: str
    rows: list[GradeRow] = field(default_factory=list)
    skipped: bool = False
    error: str = ""
    seconds: float = 0.0
    incidents: list[Incident] = field(default_factory=list)
    timings: dict[Cell, float] = field(default_factory=dict)

    @property
    def score(self) -> float:
        """Points of all cells."""
        return sum(row.score for row in self.rows)

    @property
    def max_score(self) -> float:
        """Points that could be had."""
        return sum(row.max_score for row in self.rows)

    @property
    def status(self) -> str:
        """One word: the gravest trouble of a cell, or how much was earned.

        "error" where there is no result; otherwise one of the statuses of
        grades.csv.
        """
        if self.error:
            return "error"
        found = {row.status for row in self.rows}
        grave = next((status for status in GRAVE if status in found), "")
        if grave or found == {"missing"}:
            return grave or "missing"
        if self.score >= self.max_score:
            return "ok"
        return "partial" if self.score > 0 else "failed"

    @property
    def hit_limit(self) -> bool:
        """Whether a cell was cut short."""
        return any(KINDS.get(row.status) == "limit" for row in self.rows)


@dataclass
class Report:
    """What became of the class.

    Attributes
    ----------
    module : str
    total : int
        Learners that were to be graded.
    guard : list of Cell
        Tests that run in the learner's own process.
    done : list of Done
    interrupted : bool
    seconds : float
        Wall seconds of the whole run, from the first submission on.
    """

    module: str = ""
    total: int = 0
    guard: list[Cell] = field(default_factory=list)
    done: list[Done] = field(default_factory=list)
    interrupted: bool = False
    seconds: float = 0.0

    @property
    def failures(self) -> list[Done]:
        """Learners that could not be graded."""
        return [one for one in self.done if one.error]

    @property
    def graded(self) -> int:
        """How many got a new result in this run."""
        return sum(not (one.error or one.skipped) for one in self.done)

    @property
    def rate(self) -> float:
        """Submissions graded a second."""
        return self.graded / self.seconds if self.seconds else 0.0

    @property
    def by_status(self) -> Counter[str]:
        """Learner's status -> how many learners have it."""
        return Counter(one.status for one in self.done)


def incidents_of(record: Record) -> list[Incident]:
    """Return what a person may want to look at in a learner's result."""
    found = []
    for notebook in record.notebooks:
        name = notebook["name"]
        found += [
            Incident(name, "incident", text) for text in notebook.get("incidents", [])
        ]
        for cell in notebook["cells"]:
            kind = KINDS.get(cell["status"])
            if kind and kind != "unreadable":
                text = f"{cell['label']}: {cell['status']}"
                found.append(Incident(name, kind, text))
        fault = notebook["fault"]
        unreadable = any(cell["status"] == "invalid" for cell in notebook["cells"])
        if unreadable:
            found.append(Incident(name, "unreadable", fault))
        found += [
            Incident(name, "note", text) for text in notebook["notes"] if text != fault
        ]
    return [
        Incident(one.notebook, one.kind, one.text[:LONGEST]) for one in found[:MOST]
    ]


def timings_of(record: Record) -> dict[Cell, float]:
    """Return the seconds of each named cell of a learner."""
    return {
        Cell(notebook["name"], name): seconds
        for notebook in record.notebooks
        for name, seconds in notebook.get("timings", {}).items()
    }
