"""The few calls into Linux that Python's library lacks, as plain functions."""

import contextlib
import ctypes
import os
import signal
from collections.abc import Iterator

__all__ = [
    "bind",
    "collapse_memory",
    "drop_capabilities",
    "keep_privileges_down",
    "mount",
    "mount_terminals",
    "new_pid_namespace_for_children",
    "new_user_namespace",
    "own_proc_files",
    "set_death_signal",
    "unmount",
    "unshare",
]

NEW_NAMESPACES = {
    "mount": 0x00020000, "uts": 0x04000000, "ipc": 0x08000000, "user": 0x10000000,
    "pid": 0x20000000, "net": 0x40000000,
}  # fmt: skip
NOSUID, NODEV, NOEXEC, BIND = 2, 4, 8, 0x1000 | 0x4000
DETACH = 2
SET_DEATH_SIGNAL, SET_DUMPABLE, CAPABILITY_DROP, NO_NEW_PRIVILEGES = 1, 4, 24, 38
CAPABILITIES_VERSION_3 = 0x20080522
COLLAPSE, HUGE_PAGE = 25, 2 * 2**20

_libc = ctypes.CDLL(None, use_errno=True)


def unshare(*names: str) -> None:
    """Leave the parent's namespaces of these kinds for new ones."""
    flags = sum(NEW_NAMESPACES[name] for name in names)
    _check(_libc.unshare(flags), f"unshare {' '.join(names)}")


def new_user_namespace(*more: str) -> None:
    """Leave for new namespaces, one of users with them; stay the same user there."""
    user, group = os.getuid(), os.getgid()
    unshare("user", *more)
    for file, text in (("setgroups", "deny"), ("uid_map", f"{user} {user} 1"),
                       ("gid_map", f"{group} {group} 1")):  # fmt: skip
        with open(f"/proc/self/{file}", "w", encoding="ascii") as target:
            target.write(text)


@contextlib.contextmanager
def new_pid_namespace_for_children() -> Iterator[None]:
    """Let a child that is forked inside the block be the first of a PID namespace."""
    unshare("pid")
    try:
        yield
    finally:
        with open("/proc/self/ns/pid", encoding="ascii") as own:
            _check(_libc.setns(own.fileno(), NEW_NAMESPACES["pid"]), "setns")


def mount(kind: str, target: str, options: str = "", *, noexec: bool = False) -> None:
    """Mount a new file system of `kind` ("tmpfs", "proc") at `target`."""
    flags = NOSUID | NODEV | (NOEXEC if noexec else 0)
    name = kind.encode()
    _check(
        _libc.mount(name, target.encode(), name, flags, options.encode() or None),
        f"mount {kind} at {target}",
    )


def mount_terminals(target: str) -> None:
    """Mount a new file system of pseudo-terminals, which are devices, at `target`."""
    options = b"newinstance,ptmxmode=0666,mode=620,max=64"
    flags = NOSUID | NOEXEC
    _check(
        _libc.mount(b"devpts", target.encode(), b"devpts", flags, options),
        f"mount devpts at {target}",
    )


def bind(source: str, target: str) -> None:
    """Show the folder `source` at `target` as well, as it is: read-only stays so."""
    result = _libc.mount(source.encode(), target.encode(), None, BIND, None)
    _check(result, f"bind {target}")


def unmount(target: str) -> bool:
    """Take a mount away; return whether there was one."""
    return int(_libc.umount2(target.encode(), DETACH)) == 0


def set_death_signal() -> None:
    """Be killed when the parent dies."""
    _check(_libc.prctl(SET_DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0), "prctl")


def keep_privileges_down() -> None:
    """Make sure that no program that is started can gain privileges."""
    _check(_libc.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0), "no_new_privs")


def own_proc_files() -> None:
    """Own the files in /proc/self again, which a change of user has given to root."""
    _check(_libc.prctl(SET_DUMPABLE, 1, 0, 0, 0), "dumpable")


def drop_capabilities() -> None:
    """Give up every capability, for good."""
    capability = 0
    while _libc.prctl(CAPABILITY_DROP, capability, 0, 0, 0) == 0:
        capability += 1
    header = (ctypes.c_uint32 * 2)(CAPABILITIES_VERSION_3, 0)
    none = (ctypes.c_uint32 * 6)()
    _check(_libc.capset(header, none), "capset")


def collapse_memory() -> None:
    """Move this process's own memory into huge pages, as far as the kernel can.

    A fork copies the table of pages, so this makes it many times cheaper.
    """
    with open("/proc/self/maps", encoding="utf-8") as maps:
        lines = [line.split() for line in maps]
    for place, rights, _, _, file, *name in lines:
        start, end = (int(part, 16) for part in place.split("-"))
        is_own = rights.startswith("rw") and file == "0" and name in ([], ["[heap]"])
        if is_own and end - start >= HUGE_PAGE:
            start_at, length = ctypes.c_void_p(start), ctypes.c_size_t(end - start)
            _libc.madvise(start_at, length, COLLAPSE)  # older kernels refuse: no harm


def _check(result: int, what: str) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
