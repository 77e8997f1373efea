"""What an engine that runs notebooks takes and gives back, whichever it is."""

from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Protocol, Self

from nbformat import NotebookNode

__all__ = [
    "SKIPPED_TAGS",
    "CellResult",
    "Executor",
    "Limits",
    "NotebookResult",
    "Outcome",
    "is_skipped",
]

# Cells with one of these tags are not run when grading: no graded cell needs them.
SKIPPED_TAGS = frozenset({"experiment"})

Outcome = Literal["ok", "error", "timeout", "memory", "crashed", "skipped"]


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
        Wall seconds until the kernel must answer.
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
class CellResult:
    """What became of one cell.

    Attributes
    ----------
    outcome : str
        "ok", "error" (it raised), "timeout", "memory", "crashed" (its process
        ended, or had ended before), "skipped" (nothing to run).
    outputs : list of dict
        Outputs in the notebook format, cut to the limit. Not to be trusted.
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
    """One result a cell, in the order of the notebook's cells."""

    cells: list[CellResult]
    notes: tuple[str, ...] = ()


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

    def execute(
        self, notebook: NotebookNode, files: Path, limits: Limits
    ) -> NotebookResult:
        """Run the cells of `notebook` from top to bottom.

        Parameters
        ----------
        notebook : NotebookNode
            What to run. It is not changed, and the code it runs never sees it whole.
        files : Path
            A folder whose files stand in the working folder.
        limits : Limits
            What the run may use.

        Returns
        -------
        NotebookResult
            Whatever the code does: a dead process is a result, no exception.
        """
        ...

    def stop(self) -> None:
        """End all runs now; `execute` then returns early or raises."""
        ...


def is_skipped(cell: NotebookNode) -> bool:
    """Return whether grading leaves this cell out: no code, or tagged so."""
    if cell.cell_type != "code" or not cell.source.strip():
        return True
    if cell.metadata.get("nbgrader", {}).get("grade", False):
        return False  # a test that is not run would give full marks
    tags = cell.metadata.get("tags", [])
    return not SKIPPED_TAGS.isdisjoint(tags)
