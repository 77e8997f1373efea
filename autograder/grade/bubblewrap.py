"""The jail: which parts of the machine a learner's kernel sees, as a bwrap command."""

import functools
import re
import shutil
import site
import subprocess
import sys
import sysconfig
from dataclasses import dataclass, field
from pathlib import Path

from autograder.errors import CourseError
from autograder.grade.execution import Limits

__all__ = [
    "HOME",
    "WORK",
    "Jail",
    "font_cache",
    "gpu_devices",
    "kernel_environment",
    "program",
    "python_folders",
    "require_bubblewrap",
    "settings",
    "system_folders",
]

HOME = "/home/learner"
WORK = f"{HOME}/work"
NOBODY = "65534"
OLDEST = (0, 7)  # the first bubblewrap whose tmpfs takes a size
SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib64", "/lib32")
# Enough for the loader, fonts, time zones and alternatives such as libblas; no secrets.
ETC = ("ld.so.cache", "ld.so.conf", "ld.so.conf.d", "alternatives", "fonts",
       "localtime", "mime.types")  # fmt: skip
ADVICE = (
    "install bubblewrap 0.7 or newer (for example: apt install bubblewrap) and allow "
    "unprivileged user namespaces, or grade trusted work with --sandbox none"
)


@dataclass(frozen=True)
class Jail:
    """One jail: its writable folder for sockets, and the files it starts with.

    Attributes
    ----------
    sockets : Path
        The only folder shared with the outside; it holds the kernel's sockets.
    files : Path
        Folder whose entries appear in the working folder, read-only.
    limits : Limits
    shown : tuple of Path
        More that is seen, read-only: a kernel that is not the grader's own.
    devices : tuple of Path
        Nodes of devices that may be used.
    environment : dict of str to str
        The whole of it.
    """

    sockets: Path
    files: Path
    limits: Limits
    shown: tuple[Path, ...] = ()
    devices: tuple[Path, ...] = ()
    environment: dict[str, str] = field(
        default_factory=lambda: kernel_environment(HOME)
    )

    def command(self, inner: list[str]) -> list[str]:
        """Return the command line that runs `inner` in this jail."""
        return [
            program(), *_namespaces(), "--die-with-parent", "--new-session",
            "--hostname", "jail", "--cap-drop", "ALL",
            "--clearenv", *settings(self.environment),
            *system_folders(), *self._folders(), *python_folders(), *self._more(),
            *self._work(),
            "--remount-ro", "/", "--chdir", WORK, "--", *inner,
        ]  # fmt: skip

    def _folders(self) -> list[str]:
        size = ["--size", str(self.limits.file_mb * 2**20)]
        return [
            "--proc", "/proc", "--dev", "/dev", *_nodes(self.devices),
            *size, "--tmpfs", "/dev/shm", "--remount-ro", "/dev",
            *size, "--tmpfs", "/tmp", *size, "--tmpfs", HOME, "--dir", WORK,
        ]  # fmt: skip

    def _more(self) -> list[str]:
        """Show what is not there already, in /usr or with this Python."""
        covered = [*map(Path, SYSTEM), *_folders_of_python()]
        arguments: list[str] = []
        for place in sorted(self.shown):
            if not any(place.is_relative_to(folder) for folder in covered):
                arguments += ["--ro-bind", str(place), str(place)]
                covered.append(place)
        return arguments

    def _work(self) -> list[str]:
        arguments = ["--bind", str(self.sockets), str(self.sockets), *font_cache()]
        for entry in sorted(self.files.iterdir()):
            arguments += ["--ro-bind", str(entry), f"{WORK}/{entry.name}"]
        return arguments


def kernel_environment(home: str) -> dict[str, str]:
    """Return the whole environment of a kernel: nothing of ours is in it."""
    return {
        "HOME": home,
        "USER": "learner",
        "LOGNAME": "learner",
        "PATH": f"{Path(sys.executable).parent}:/usr/local/bin:/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "TMPDIR": "/tmp",
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "MKL_NUM_THREADS": "1",
        "CUDA_VISIBLE_DEVICES": "",
        "COURSE_QUIET": "1",
        "NBGRADER_EXECUTION": "autograde",
        "JUPYTER_PLATFORM_DIRS": "1",
    }


def gpu_devices(folder: Path = Path("/dev")) -> tuple[Path, ...]:
    """Return the nodes that CUDA opens: NVIDIA's, and that of WSL.

    Parameters
    ----------
    folder : Path
        Where nodes of devices lie.

    Returns
    -------
    tuple of Path
        Empty where there is no such device.
    """
    return (*sorted(folder.glob("nvidia*")), *folder.glob("dxg"))


def require_bubblewrap() -> None:
    """Prove that a jail can be made on this machine.

    Raises
    ------
    CourseError
        With exit code 3, if bubblewrap is missing, too old, or not allowed to work.
    """
    if shutil.which("bwrap") is None:
        raise CourseError(f"no sandbox here: bwrap is missing; {ADVICE}", exit_code=3)
    if _version() < OLDEST:
        raise CourseError(f"the bubblewrap here is too old; {ADVICE}", exit_code=3)
    trial = [program(), *_namespaces(), *system_folders(), "--proc", "/proc",
             "--dev", "/dev", "true"]  # fmt: skip
    ran = subprocess.run(trial, capture_output=True, text=True)
    if ran.returncode != 0:
        why = (ran.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise CourseError(f"no sandbox here: {why}; {ADVICE}", exit_code=3)


@functools.cache
def _version() -> tuple[int, int]:
    said = subprocess.run([program(), "--version"], capture_output=True, text=True)
    found = re.search(r"(\d+)\.(\d+)", said.stdout)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def _namespaces() -> list[str]:
    """Cut off everything shared, and the making of further user namespaces."""
    arguments = ["--unshare-all", "--unshare-user", "--uid", NOBODY, "--gid", NOBODY]
    return [*arguments, "--disable-userns"] if _version() >= (0, 8) else arguments


def program() -> str:
    """Return where bubblewrap's program lies."""
    return shutil.which("bwrap") or "bwrap"


def settings(environment: dict[str, str]) -> list[str]:
    """Return the arguments that set environment variables."""
    return [
        part
        for name, value in environment.items()
        for part in ("--setenv", name, value)
    ]


def _nodes(devices: tuple[Path, ...]) -> list[str]:
    return [part for node in devices for part in ("--dev-bind", str(node), str(node))]


def system_folders() -> list[str]:
    """Return the arguments that show the system, read-only."""
    arguments: list[str] = []
    for folder in map(Path, SYSTEM):
        if folder.is_symlink():  # /bin -> usr/bin on most systems of today
            arguments += ["--symlink", str(folder.readlink()), str(folder)]
        elif folder.is_dir():
            arguments += ["--ro-bind", str(folder), str(folder)]
    for name in ETC:
        arguments += ["--ro-bind-try", f"/etc/{name}", f"/etc/{name}"]
    return arguments


def python_folders() -> list[str]:
    """Show this Python, its packages and the course's `helpers`; hide the grader."""
    arguments: list[str] = []
    shown = _folders_of_python()
    for folder in shown:
        arguments += ["--ro-bind", str(folder), str(folder)]
    grader = Path(__file__).resolve().parents[1]
    helpers = grader.with_name("helpers")  # beside it, in a checkout as when installed
    if any(grader.is_relative_to(folder) for folder in shown):
        arguments += ["--tmpfs", str(grader)]
    elif helpers.is_dir():
        arguments += ["--ro-bind", str(helpers), str(helpers)]
    return arguments


def _folders_of_python() -> list[Path]:
    """Return the folders of Python and its packages, none inside another."""
    named = [sys.prefix, sys.base_prefix, *site.getsitepackages()]
    named += [sysconfig.get_path(key) for key in ("stdlib", "purelib", "platlib")]
    wanted = {Path(name) for name in named if Path(name).is_dir()}
    wanted |= {folder.resolve() for folder in wanted} | _links_of_python()
    covered = [Path(folder) for folder in SYSTEM]
    folders: list[Path] = []
    for folder in sorted(wanted):
        if not any(folder.is_relative_to(one) for one in (*covered, *folders)):
            folders.append(folder)
    return folders


def _links_of_python() -> set[Path]:
    """Return the folders on the way from `bin/python` to the real executable."""
    link, folders = Path(sys.executable), set()
    while link.is_symlink():
        link = link.parent / link.readlink()
        folders.add(link.parent)
    return folders


def font_cache() -> list[str]:
    """Lend matplotlib's list of fonts: making it anew takes seconds a kernel."""
    arguments: list[str] = []
    for cache in (Path.home() / ".cache/matplotlib").glob("fontlist-*.json"):
        inside = f"{HOME}/.cache/matplotlib/{cache.name}"
        arguments += ["--ro-bind", str(cache), inside]
    return arguments
