"""What a kernel starts with: its command, its limits, and the cells it is given."""

import sys

from nbformat import NotebookNode

from autograder.grade.execution import Job, Limits

__all__ = ["code_only", "kernel_command"]

# Runs inside, before any of the learner's code: sets limits, then becomes a kernel.
# -c puts the working folder on the path first, where a learner's files would shadow
# the standard library's while ipykernel itself is imported.
START = """
import sys; sys.path[:] = [p for p in sys.path if p]
import resource as r
for kind, most in {limits}:
    low, high = r.getrlimit(kind)
    most = most if high == r.RLIM_INFINITY else min(most, high)
    r.setrlimit(kind, (most, most))
from ipykernel.kernelapp import launch_new_instance
sys.path.insert(0, "")
launch_new_instance()
"""


def kernel_command(limits: Limits) -> list[str]:
    """Return the command line of a kernel that limits itself before all else."""
    return [
        sys.executable,
        "-c",
        START.format(limits=_rlimits(limits)),
        "-f",
        "{connection_file}",
        "--HistoryManager.enabled=False",
        "--InteractiveShell.history_length=0",
    ]


def code_only(job: Job) -> NotebookNode:
    """Return the cells to run: no metadata that could change how."""
    cells = [
        NotebookNode(
            cell_type="code",
            source=step.source,
            metadata=NotebookNode(),
            outputs=[],
        )
        for step in job.steps
    ]
    return NotebookNode(cells=cells, metadata=NotebookNode())


def _rlimits(limits: Limits) -> str:
    """Return pairs of limit and value as Python text for the inner side.

    Memory is limited as RLIMIT_DATA: RLIMIT_AS would refuse the large address
    ranges that torch and CUDA reserve without using them.
    """
    pairs = {
        "DATA": limits.memory_mb * 2**20,
        "FSIZE": limits.file_mb * 2**20,
        "NPROC": 4 * limits.processes,  # counts threads as well
        "CORE": 0,
        "NOFILE": 1024,
    }
    inside = ", ".join(f"(r.RLIMIT_{name}, {most})" for name, most in pairs.items())
    return f"({inside})"
