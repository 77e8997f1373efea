"""What an engine that runs notebooks takes and gives back, whichever it is."""

import base64
import json
from dataclasses import asdict, dataclass, field
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Protocol, Self

if TYPE_CHECKING:
    from nbformat import NotebookNode

__all__ = [
    "SKIPPED_TAGS",
    "CellResult",
    "Executor",
    "Job",
    "Limits",
    "NotebookResult",
    "Outcome",
    "Step",
    "Tier",
    "is_skipped",
]

# Cells with one of these tags are not run when grading: no graded cell needs them.
SKIPPED_TAGS = frozenset({"experiment"})

Outcome = Literal["ok", "error", "timeout", "memory", "crashed", "skipped"]
# "split": a test runs in a process of its own; "guard": beside the learner's code.
Tier = Literal["split", "guard"]


@dataclass(frozen=True)
class Limits:
    """What one notebook may use.

    Attributes
    ----------
    cell_seconds : float
        Wall seconds of one cell.
    memory_mb : int
        Memory of all its processes together, in MiB.
    notebook_cells : float
        The notebook may take this many times `cell_seconds`.
    processes : int
        Processes at one time.
    file_mb : int
        Size of one written file, and of each writable folder, in MiB.
    output_bytes : int
        Output kept of one cell.
    start_seconds : float
        Wall seconds until a new kernel or worker must answer.
    """

    cell_seconds: float = 30.0
    memory_mb: int = 2048
    notebook_cells: float = 10.0
    processes: int = 64
    file_mb: int = 64
    output_bytes: int = 1_000_000
    start_seconds: float = 120.0

    @property
    def notebook_seconds(self) -> float:
        """Wall seconds of all cells of a notebook together."""
        return self.cell_seconds * self.notebook_cells


@dataclass(frozen=True)
class Step:
    """One cell to run.

    Attributes
    ----------
    kind : {"learner", "test", "skip"}
        "learner": runs beside the learner's code; "test": a graded cell of ours.
    source : str
        Its text.
    given : str
        The instructor's own text of a cell that is no answer: what it imports,
        tests may trust.
    defines : tuple of str
        Names that an answer has to define: never the tests' own.
    forbids : str
        What the answer that a test grades may not call, separated by spaces.
    tier : {"split", "guard"}
        How a test is run.
    """

    kind: Literal["learner", "test", "skip"]
    source: str = ""
    given: str = ""
    defines: tuple[str, ...] = ()
    forbids: str = ""
    tier: Tier = "split"


@dataclass(frozen=True)
class Job:
    """One notebook to run, with all that it needs; it crosses machines as bytes.

    Attributes
    ----------
    steps : tuple of Step
        One a cell, in order.
    files : dict of str to bytes
        What stands in the working folder: path with slashes -> content.
    limits : Limits
    language : str
        Name of the kernel's language.
    kernel : str
        Name of the kernel; "python3": the grader's own Python.
    modules : tuple of str
        What its trusted text imports: loaded once, before any run.
    """

    steps: tuple[Step, ...]
    files: dict[str, bytes] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)
    language: str = "python"
    kernel: str = "python3"
    modules: tuple[str, ...] = ()

    def to_bytes(self) -> bytes:
        """Return the job as JSON; files as base64."""
        plain = asdict(self)
        plain["files"] = {
            name: base64.b64encode(content).decode()
            for name, content in self.files.items()
        }
        return json.dumps(plain).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Read what `to_bytes` wrote."""
        plain = json.loads(data)
        steps = tuple(
            Step(**{**step, "defines": tuple(step["defines"])})
            for step in plain["steps"]
        )
        files = {n: base64.b64decode(text) for n, text in plain["files"].items()}
        limits = Limits(**plain["limits"])
        modules = tuple(plain["modules"])
        return cls(steps, files, limits, plain["language"], plain["kernel"], modules)


@dataclass(frozen=True)
class CellResult:
    """What became of one cell.

    Attributes
    ----------
    outcome : str
        "ok", "error" (it raised), "timeout", "memory", "crashed" (its process
        ended, or had ended before), "skipped" (nothing to run).
    outputs : list of dict
        Outputs in the notebook format, cut to the limit. Not to be trusted, but
        for the `error` and `execute_result` of a test in the split tier.
    seconds : float
        Wall seconds.
    notes : tuple of str
        What the reader should know: output left out, and so on.
    """

    outcome: Outcome
    outputs: list[dict[str, Any]] = field(default_factory=list)
    seconds: float = 0.0
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class NotebookResult:
    """One result a cell, in the order of the job's steps.

    Attributes
    ----------
    cells : list of CellResult
    notes : tuple of str
        For the learner and the instructor.
    incidents : tuple of str
        For the instructor alone: what looks like an attack or broke a limit.
    """

    cells: list[CellResult]
    notes: tuple[str, ...] = ()
    incidents: tuple[str, ...] = ()

    def to_bytes(self) -> bytes:
        """Return the result as JSON."""
        return json.dumps(asdict(self)).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Read what `to_bytes` wrote."""
        plain = json.loads(data)
        cells = [
            CellResult(**{**cell, "notes": tuple(cell["notes"])})
            for cell in plain["cells"]
        ]
        return cls(cells, tuple(plain["notes"]), tuple(plain["incidents"]))


class Executor(Protocol):
    """Runs notebooks. `execute` is called from several threads at once."""

    def __enter__(self) -> Self:
        """Get ready."""
        ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End everything that still runs."""
        ...

    def execute(self, job: Job) -> NotebookResult:
        """Run the steps of `job` from first to last.

        Parameters
        ----------
        job : Job
            What to run; the code it runs never sees it whole.

        Returns
        -------
        NotebookResult
            Whatever the code does: a dead process is a result, no exception.
        """
        ...

    def stop(self) -> None:
        """End all runs now; `execute` then returns early or raises."""
        ...


def is_skipped(cell: "NotebookNode") -> bool:
    """Return whether grading leaves this cell out: no code, or tagged so."""
    if cell.cell_type != "code" or not cell.source.strip():
        return True
    if cell.metadata.get("nbgrader", {}).get("grade", False):
        return False  # a test that is not run would give full marks
    tags = cell.metadata.get("tags", [])
    return not SKIPPED_TAGS.isdisjoint(tags)
