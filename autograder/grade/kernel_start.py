"""What a kernel starts with: command, limits, environment, files and cells."""

import contextlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from nbformat import NotebookNode

from autograder.grade.bubblewrap import kernel_environment
from autograder.grade.execution import Job, Limits
from autograder.grade.kernel_specs import NamedKernel

__all__ = [
    "code_only",
    "kernel_command",
    "kernel_settings",
    "scratch",
    "write_files",
]

GPUS = "CUDA_VISIBLE_DEVICES"

# Runs inside, before any of the learner's code: sets limits, then becomes a kernel.
# -c puts the working folder on the path first, where a learner's files would shadow
# the standard library's while ipykernel itself is imported.
LIMIT = """
import sys; sys.path[:] = [p for p in sys.path if p]
import resource as r
for kind, most in {limits}:
    low, high = r.getrlimit(kind)
    most = most if high == r.RLIM_INFINITY else min(most, high)
    r.setrlimit(kind, (most, most))
"""
START = """
from ipykernel.kernelapp import launch_new_instance
sys.path.insert(0, "")
launch_new_instance()
"""
# Another kernel takes this process over; the limits stay.
BECOME = """
import os
os.execv(sys.argv[1], sys.argv[1:])
"""


def kernel_command(limits: Limits, kernel: NamedKernel | None = None) -> list[str]:
    """Return the command line of a kernel that is limited before all else.

    Parameters
    ----------
    limits : Limits
    kernel : NamedKernel, optional
        IPython in this Python by default.

    Returns
    -------
    list of str
    """
    limited = LIMIT.format(limits=_rlimits(limits))
    if kernel is not None:
        return [sys.executable, "-c", limited + BECOME, *kernel.argv]
    return [
        sys.executable,
        "-c",
        limited + START,
        "-f",
        "{connection_file}",
        "--HistoryManager.enabled=False",
        "--InteractiveShell.history_length=0",
    ]


def kernel_settings(home: str, kernel: NamedKernel | None, gpu: bool) -> dict[str, str]:
    """Return the whole environment of a kernel.

    Parameters
    ----------
    home : str
        Its home folder.
    kernel : NamedKernel or None
        None: the grader's own.
    gpu : bool
        Let it see the GPUs that the grader sees.

    Returns
    -------
    dict of str to str
    """
    settings = kernel_environment(home)
    if gpu:
        del settings[GPUS]
        settings |= {GPUS: os.environ[GPUS]} if GPUS in os.environ else {}
    return settings | (kernel.environment if kernel else {})


def write_files(contents: dict[str, bytes], folder: Path) -> None:
    """Make `folder` and write files into it: path with slashes -> content."""
    folder.mkdir()
    for name, content in contents.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


@contextlib.contextmanager
def scratch() -> Iterator[Path]:
    """Make a folder for a while; `rm` also removes what is nested without end."""
    folder = Path(tempfile.mkdtemp(prefix="grade-", dir="/tmp"))
    try:
        yield folder
    finally:
        subprocess.run(["rm", "-rf", "--", str(folder)], capture_output=True)


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
