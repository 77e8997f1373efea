"""The machine that the figures are of, without its name or any path of it."""

import os
import platform
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psutil
from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

from benchmarks.errors import BenchError

__all__ = ["machine_facts", "num_cores", "require_one_python"]


def machine_facts() -> dict[str, Any]:
    """Return what a reader has to know to compare figures."""
    return {
        "cores": num_cores(),
        "cpu": _cpu_model(),
        "memory_gib": round(psutil.virtual_memory().total / 2**30, 1),
        "system": platform.system(),
        "python": platform.python_version(),
        "torch": version("torch"),
        "nbgrader": version("nbgrader"),
        "ipython": version("ipython"),
        "sandbox": _first_line("bwrap", "--version"),
        # Who else was at work: above 0.5 the figures are to be taken again.
        "load_before": round(os.getloadavg()[0], 2),
    }


def num_cores() -> int:
    """Return on how many cores this process may run."""
    return len(os.sched_getaffinity(0))


def require_one_python() -> None:
    """See that stock's kernel is the Python that runs this.

    Raises
    ------
    BenchError
        If it is another one, or there is none.
    """
    try:
        words = KernelSpecManager().get_kernel_spec("python3").argv
    except NoSuchKernel:
        words = ["(none)"]
    # A bare name is replaced by the Python that runs nbgrader (jupyter_client).
    bare = {"python", "python3", f"python{sys.version_info[0]}.{sys.version_info[1]}"}
    if words[0] not in bare and Path(words[0]).resolve() != _real_python():
        raise BenchError(
            "the notebook kernel python3 is another Python than this one, so the two "
            "graders could not be compared; run: python -m ipykernel install "
            "--sys-prefix"
        )


def _real_python() -> Path:
    return Path(sys.executable).resolve()


def _cpu_model() -> str:
    """Return the processor's name as the system has it."""
    try:
        text = Path("/proc/cpuinfo").read_text(errors="replace")
    except OSError:
        return platform.processor() or platform.machine()
    named = [line for line in text.splitlines() if line.startswith("model name")]
    return named[0].partition(":")[2].strip() if named else platform.machine()


def _first_line(*command: str) -> str:
    try:
        ran = subprocess.run(command, capture_output=True, text=True)
    except OSError:
        return "none"
    return (ran.stdout.strip().splitlines() or ["none"])[0]
