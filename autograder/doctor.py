"""Look at this machine: what works for learning and grading, and what to mend."""

import ctypes.util
import importlib.metadata
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import psutil

from autograder.errors import CourseError
from autograder.grade.bubblewrap import require_bubblewrap

GIB = 2**30
ROOM = 2  # GiB that lessons, graded work and its work folders want


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
        check_namespaces,
        check_seccomp,
        check_postgres,
        check_cluster,
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
    """Say whether there is room for graded work and data, here and for work folders."""
    places = [Path.cwd(), Path(tempfile.gettempdir())]
    free = {place: shutil.disk_usage(place).free / GIB for place in places}
    detail = ", ".join(f"{size:.1f} GiB free in {at}" for at, size in free.items())
    full = [str(place) for place, size in free.items() if size < ROOM]
    if not full:
        return Finding("disk", "ok", detail)
    remedy = f"free {ROOM} GiB or more in {' and in '.join(full)}"
    return Finding("disk", "limited", detail, remedy)


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
    said = subprocess.run(["bwrap", "--version"], capture_output=True, text=True)
    return Finding("sandbox", "ok", f"{said.stdout.strip()} works")


def check_namespaces() -> Finding:
    """Try namespaces inside a jail: a jail a submission is made of them."""
    name = "user namespaces"
    if platform.system() != "Linux" or shutil.which("bwrap") is None:
        return Finding(name, "limited", "not tried, for there is no bubblewrap",
                       "see sandbox")  # fmt: skip
    # CLONE_NEWUSER and CLONE_NEWNS, which every jail asks for.
    ask = "import ctypes, sys; sys.exit(ctypes.CDLL(None).unshare(0x10020000) != 0)"
    command = ["bwrap", "--unshare-all", "--ro-bind", "/", "/", "--proc", "/proc",
               "--dev", "/dev", sys.executable, "-c", ask]  # fmt: skip
    if subprocess.run(command, capture_output=True).returncode == 0:
        return Finding(name, "ok", "can be made, also one inside another")
    return Finding(
        name,
        "limited",
        "one cannot be made inside another, so no jail can be made a submission",
        "sudo sysctl -w user.max_user_namespaces=10000; in a container, allow the "
        "system calls unshare and mount (Docker: --security-opt seccomp=unconfined)",
    )


def check_seccomp() -> Finding:
    """Look for the library that tells the system which calls a jail may make."""
    found = ctypes.util.find_library("seccomp")
    if found:
        return Finding("seccomp", "ok", found)
    return Finding(
        "seccomp",
        "limited",
        "libseccomp is not installed, so jails cannot refuse system calls",
        "sudo apt-get install libseccomp2 (Fedora: sudo dnf install libseccomp)",
    )


def check_postgres() -> Finding:
    """Look for the driver of a department's gradebook."""
    return _check_extra(
        "PostgreSQL driver",
        "psycopg",
        "gradebooks are SQLite files; one on a server needs psycopg",
        "pip install '.[postgres]' in this project's folder",
    )


def check_cluster() -> Finding:
    """Look for what grades on many machines."""
    return _check_extra(
        "distributed",
        "distributed",
        "this machine grades alone; many machines need distributed (Dask)",
        "pip install '.[cluster]' in this project's folder",
    )


def _check_extra(name: str, package: str, without: str, remedy: str) -> Finding:
    """Import a package that only some need, in a fresh process; say what is there."""
    code = f"import {package}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    if done.returncode == 0:
        version = importlib.metadata.version(package)
        return Finding(name, "ok", f"{package} {version}")
    missing = "No module named" in done.stderr
    last = (done.stderr.strip().splitlines() or ["no message"])[-1]
    return Finding(name, "limited", without if missing else last, remedy)


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
