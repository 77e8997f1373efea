"""The outer sandbox of all warm workers: a bwrap command around what they fork from.

It shows a read-only system, this Python with its packages, `helpers` and this engine;
no course, no gradebook, no network, no environment of ours. Each submission then gets
a jail of its own inside it (see `jail`).
"""

import functools
import os
from pathlib import Path

from autograder.grade import bubblewrap

__all__ = ["NOBODY", "sandboxed", "shown_below"]

NOBODY = 65534
# Root's own number is too strong for a jail: system files belong to it, and limits do
# not hold for it. So root starts as root, and the process gives that up (`settle`).
AS_ROOT = ("--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts",
           "--cap-add", "CAP_SYS_ADMIN", "--cap-add", "CAP_SETUID",
           "--cap-add", "CAP_SETGID")  # fmt: skip
AS_USER = ("--unshare-all", "--unshare-user", "--uid", str(NOBODY),
           "--gid", str(NOBODY))  # fmt: skip


def sandboxed(inner: list[str], file_mb: int) -> list[str]:
    """Return the command line that runs `inner` in the outer sandbox.

    Parameters
    ----------
    inner : list of str
        The command.
    file_mb : int
        Size of its writable folders, in MiB.

    Returns
    -------
    list of str
    """
    kind = AS_ROOT if os.geteuid() == 0 else AS_USER
    home = bubblewrap.HOME
    size = ["--perms", "1777", "--size", str(file_mb * 2**20)]
    folders = [*bubblewrap.python_folders(), *_engine(), *bubblewrap.font_cache()]
    return [
        bubblewrap.program(), "--cap-drop", "ALL", *kind,
        "--die-with-parent", "--new-session", "--hostname", "workers", "--clearenv",
        *bubblewrap.settings(bubblewrap.kernel_environment(home)),
        *_open_parents([home, *folders]),
        *bubblewrap.system_folders(), "--proc", "/proc", "--dev", "/dev",
        *size, "--tmpfs", "/dev/shm", "--remount-ro", "/dev",
        *size, "--tmpfs", "/tmp", *size, "--tmpfs", home,
        *_open_parents(folders), *folders,  # again: a new /tmp has hidden the first
        "--remount-ro", "/", "--chdir", home, "--", *inner,
    ]  # fmt: skip


@functools.cache
def shown_below(folder: str) -> tuple[str, ...]:
    """Return what the sandbox shows below `folder`: where this Python lies there."""
    shown = {*bubblewrap.python_folders(), *_engine()}
    return tuple(sorted(path for path in shown if path.startswith(f"{folder}/")))


def _engine() -> list[str]:
    """Show this package; the rest of the grader is no secret, but of no use there."""
    package = Path(__file__).resolve().parents[1]
    return ["--ro-bind", str(package), str(package)]


def _open_parents(places: list[str]) -> list[str]:
    """Make the folders above what is shown, so that nobody can go through them."""
    paths = {Path(place) for place in places if place.startswith("/")}
    parents = {parent for path in paths for parent in path.parents}
    arguments: list[str] = []
    for parent in sorted(parents - {Path("/")}):
        if not any(parent.is_relative_to(system) for system in bubblewrap.SYSTEM):
            arguments += ["--perms", "0755", "--dir", str(parent)]
    return arguments
