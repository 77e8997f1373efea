"""Look at this machine: what works for learning and grading, and what to mend."""

import importlib.metadata
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import psutil

from autograder.errors import CourseError
from autograder.grade.bubblewrap import require_bubblewrap

GIB = 2**30


@dataclass(frozen=True)
class Finding:
    """The result of one check.

    Attributes
    ----------
    name : str
        What was looked at.
    state : {"ok", "limited", "broken"}
        `limited`: learning works, something else does not.
    detail : str
        What was found.
    remedy : str
        What to do about it; empty when all is well.
    """

    name: str
    state: Literal["ok", "limited", "broken"]
    detail: str
    remedy: str = ""


def examine() -> list[Finding]:
    """Run every check and return what each found, most basic first."""
    checks: list[Callable[[], Finding]] = [
        check_python,
        check_torch,
        check_gpu,
        check_notebooks,
        check_memory,
        check_disk,
        check_sandbox,
        check_browser,
    ]
    return [check() for check in checks]


def check_python() -> Finding:
    """Say whether the Python version is one the course is tested with."""
    version = platform.python_version()
    if (3, 11) <= sys.version_info[:2] <= (3, 13):
        return Finding("Python", "ok", version)
    return Finding(
        "Python",
        "broken",
        f"{version}; the course needs 3.11, 3.12 or 3.13",
        "rm -rf .venv && make PYTHON=/path/to/python3.11 setup",
    )


def check_torch() -> Finding:
    """Import torch and torchvision in a fresh process; say if they do not fit."""
    code = (
        "import torch, torchvision; print(torch.__version__, torchvision.__version__)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    if done.returncode == 0:
        torch, torchvision = done.stdout.split()
        return Finding("torch", "ok", f"torch {torch}, torchvision {torchvision}")
    return diagnose_torch(done.stderr)


def diagnose_torch(stderr: str) -> Finding:
    """Turn what a failed import of torch or torchvision printed into a finding."""
    last = (stderr.strip().splitlines() or ["no message"])[-1]
    if "torchvision::nms does not exist" in stderr:
        return Finding(
            "torch",
            "broken",
            "torch and torchvision are builds that do not fit together (a CPU-only "
            "torch beside a CUDA torchvision, or other versions)",
            "rm -rf .venv && make setup, which installs a matching pair; "
            "by hand: pip install --force-reinstall torch torchvision together",
        )
    if "No module named" in stderr:
        return Finding("torch", "broken", last, "make setup")
    return Finding("torch", "broken", last, "rm -rf .venv && make setup")


def check_gpu() -> Finding:
    """Say which device lessons will compute on."""
    code = (
        "import torch; "
        "print(torch.cuda.get_device_name() if torch.cuda.is_available() else "
        "'mps' if torch.backends.mps.is_available() else '')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    device = done.stdout.strip()
    if device:
        return Finding("device", "ok", device)
    return Finding("device", "ok", "CPU (every lesson is made to run on it)")


def check_notebooks() -> Finding:
    """Say whether JupyterLab, nbgrader and jupytext are installed."""
    names = ["jupyterlab", "nbgrader", "jupytext"]
    try:
        found = [f"{name} {importlib.metadata.version(name)}" for name in names]
    except importlib.metadata.PackageNotFoundError as error:
        return Finding("notebooks", "broken", f"{error.name} is missing", "make setup")
    return Finding("notebooks", "ok", ", ".join(found))


def check_memory() -> Finding:
    """Say whether the memory is enough for a lesson (2 GiB) and JupyterLab."""
    total = psutil.virtual_memory().total / GIB
    detail = f"{total:.1f} GiB, {os.cpu_count()} cores"
    if total >= 4:
        return Finding("memory", "ok", detail)
    return Finding(
        "memory", "limited", detail, "close other programs; lessons need 2 GiB each"
    )


def check_disk() -> Finding:
    """Say whether there is room for graded work and data."""
    free = shutil.disk_usage(Path.cwd()).free / GIB
    if free >= 2:
        return Finding("disk", "ok", f"{free:.0f} GiB free here")
    return Finding("disk", "limited", f"{free:.1f} GiB free here", "free 2 GiB or more")


def check_sandbox() -> Finding:
    """Try the sandbox that grading untrusted work needs."""
    if platform.system() != "Linux":
        return Finding(
            "sandbox",
            "limited",
            f"grading untrusted work needs Linux; this is {platform.system()}",
            "learning and submitting work here; to grade, use Linux or WSL2",
        )
    if shutil.which("bwrap") is None:
        return Finding(
            "sandbox",
            "limited",
            "bubblewrap is not installed, so untrusted work cannot be graded",
            "sudo apt-get install bubblewrap (Fedora: sudo dnf install bubblewrap)",
        )
    try:
        require_bubblewrap()
    except CourseError as error:
        return Finding(
            "sandbox",
            "limited",
            str(error),
            "allow unprivileged user namespaces: sudo sysctl -w "
            "kernel.apparmor_restrict_unprivileged_userns=0 (Ubuntu), or "
            "kernel.unprivileged_userns_clone=1 (Debian)",
        )
    return Finding("sandbox", "ok", "bubblewrap works")


def check_browser() -> Finding:
    """Say whether the browser test can run; only developers need it."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return Finding("browser test", "ok", path)
    return Finding(
        "browser test",
        "limited",
        "chromium is not installed; only the course's developers need it",
        "sudo apt-get install chromium",
    )
