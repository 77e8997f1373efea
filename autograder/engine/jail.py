"""One jail: what a forked process does to itself before any learner's code runs.

It stands inside the outer sandbox (see `sandbox`), which shows a read-only system and
nothing of ours. Here it gets namespaces, folders, limits and a system call filter of
its own, so that no two submissions share anything but the memory they were forked from.
"""

import contextlib
import functools
import os
import resource
import signal
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pyseccomp

from autograder.engine import system_calls as system

__all__ = ["Room", "launch", "system_call_filter"]

# Refused in a jail: ways to more privileges, to other processes, to the kernel's rarely
# used corners, and to memory that no limit counts.
REFUSED = (
    "acct", "add_key", "bpf", "chroot", "clock_settime", "clone3", "delete_module",
    "fanotify_init", "finit_module", "fsconfig", "fsmount", "fsopen", "fspick",
    "init_module", "inotify_init", "inotify_init1", "io_setup", "io_uring_enter",
    "io_uring_register", "io_uring_setup", "ioperm", "iopl", "kcmp",
    "kexec_file_load", "kexec_load", "keyctl", "landlock_create_ruleset",
    "lookup_dcookie", "mbind", "memfd_create", "memfd_secret", "mount",
    "mount_setattr", "move_mount", "move_pages", "msgget", "name_to_handle_at",
    "nfsservctl", "open_by_handle_at", "open_tree", "perf_event_open",
    "pidfd_getfd", "pivot_root", "process_madvise", "process_vm_readv",
    "process_vm_writev", "ptrace", "quotactl", "quotactl_fd", "reboot",
    "request_key", "semget", "setdomainname", "sethostname", "setns",
    "settimeofday", "shmget", "swapoff", "swapon", "sync", "syncfs", "syslog",
    "umount2", "unshare", "userfaultfd", "vhangup", "vmsplice",
)  # fmt: skip
NEWER = range(463, 512)  # system calls that nobody here knows yet
FAMILIES = (socket.AF_UNIX, socket.AF_INET, socket.AF_INET6)
SET_LEASE = 1024  # makes whoever opens a file wait, on the host as well
SOCKET_LEVEL, SEND_BUFFER = socket.SOL_SOCKET, socket.SO_SNDBUF
NOT_PERMITTED, NO_SUCH_CALL = 1, 38


@dataclass(frozen=True)
class Room:
    """What one jail may use, and which of its folders can be written to.

    Attributes
    ----------
    memory_mb : int
        Memory beyond that of the process it is forked from, in MiB.
    file_mb : int
        Size of a file, and of each writable folder, in MiB.
    processes : int
        Processes at one time.
    home, work : str
        The home folder, and the working folder in it.
    below_tmp : tuple of str
        What has to be seen below /tmp, read-only: a Python that is installed there.
    """

    memory_mb: int
    file_mb: int
    processes: int
    home: str
    work: str
    below_tmp: tuple[str, ...] = ()


def launch(room: Room, keep: list[int], main: Callable[[], None], hello: int) -> None:
    """Fork a process that calls `main` in a jail of its own; return at once.

    It is the first of a PID namespace: when it ends, the kernel ends all that it has
    started. It dies with its parent.

    Parameters
    ----------
    room : Room
    keep : list of int
        File descriptors that stay open in the jail.
    main : callable
        What to run; whatever it does, the process ends after it.
    hello : int
        A descriptor (one of `keep`) that gets a byte from the new process as soon as
        it is there; the receiver learns the process's number from it.
    """
    with system.new_pid_namespace_for_children():
        is_parent = os.fork() != 0
    if is_parent:
        return
    with _last_act():
        system.set_death_signal()
        os.setsid()  # a signal to its process group must reach no other jail
        os.write(hello, b"!")
        _close_all_but(keep)
        _lock(room)
        main()


@contextlib.contextmanager
def _last_act() -> Iterator[None]:
    """End the process after the block: a fork must not return to its parent's work."""
    try:
        yield
    except BaseException as error:  # read by the coordinator if the jail does not start
        os.write(2, f"{type(error).__name__}: {error}\n".encode())
    finally:
        os._exit(0)


def _lock(room: Room) -> None:
    """Shut the door: namespaces, folders, limits, privileges, system calls."""
    system.unshare("mount", "uts", "ipc", "net")
    size = f"size={room.file_mb}m,nr_inodes=20000,mode=1777"
    kept = [(path, os.open(path, os.O_PATH)) for path in room.below_tmp]
    for folder in ("/tmp", "/dev/shm", room.home):
        system.mount("tmpfs", folder, size)
    for path, number in kept:  # hidden by the new /tmp
        os.makedirs(path, exist_ok=True)
        system.bind(f"/proc/self/fd/{number}", path)
        os.close(number)
    system.mount("proc", "/proc", noexec=True)
    system.mount_terminals("/dev/pts")  # the outer ones are seen by all jails
    socket.sethostname("jail")
    system.new_user_namespace()  # limits on processes count for each one apart
    os.mkdir(room.work, 0o700)
    os.chdir(room.work)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    mega = 2**20
    memory = _data_bytes() + room.memory_mb * mega
    # RLIMIT_AS would refuse the large ranges that torch reserves and does not use.
    _limit(resource.RLIMIT_DATA, memory)
    _limit(resource.RLIMIT_FSIZE, room.file_mb * mega)
    _limit(resource.RLIMIT_NPROC, 4 * room.processes)  # counts threads as well
    # Descriptors on their way are counted for all jails and a grader who is not root
    # together; a half of what it may have itself leaves it some.
    _limit(resource.RLIMIT_NOFILE, 512)
    _limit(resource.RLIMIT_CORE, 0)
    system.keep_privileges_down()
    system.drop_capabilities()
    system_call_filter().load()


@functools.cache
def system_call_filter() -> pyseccomp.SyscallFilter:
    """Make the filter that refuses system calls which no exercise needs."""
    rules = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
    refuse = pyseccomp.ERRNO(NOT_PERMITTED)
    for number in NEWER:
        rules.add_rule(pyseccomp.ERRNO(NO_SUCH_CALL), number)
    for name in REFUSED:
        with contextlib.suppress(OSError, ValueError, RuntimeError):  # not on this CPU
            answer = pyseccomp.ERRNO(NO_SUCH_CALL) if name == "clone3" else refuse
            rules.add_rule(answer, name)
    new_user = system.NEW_NAMESPACES["user"]
    is_set = pyseccomp.Arg(0, pyseccomp.MASKED_EQ, new_user, new_user)
    rules.add_rule(refuse, "clone", is_set)
    rules.add_rule(refuse, "fcntl", _is_number(1, SET_LEASE))
    larger = _is_number(1, SOCKET_LEVEL), _is_number(2, SEND_BUFFER)
    rules.add_rule(refuse, "setsockopt", *larger)  # it is memory that no limit counts
    for family in set(range(64)) - set(FAMILIES):
        for name in ("socket", "socketpair"):
            rules.add_rule(refuse, name, _is_number(0, family))
    return rules


def _is_number(position: int, value: int) -> pyseccomp.Arg:
    """Match an argument as the kernel reads an int: whatever its upper half holds."""
    return pyseccomp.Arg(position, pyseccomp.MASKED_EQ, 0xFFFFFFFF, value)


def _limit(kind: int, most: int) -> None:
    _, high = resource.getrlimit(kind)
    most = most if high == resource.RLIM_INFINITY else min(most, high)
    resource.setrlimit(kind, (most, most))


def _data_bytes() -> int:
    """Return how much RLIMIT_DATA counts already."""
    with open("/proc/self/status", encoding="ascii") as status:
        for line in status:
            if line.startswith("VmData:"):
                return int(line.split()[1]) * 1024
    return 0


def _close_all_but(keep: list[int]) -> None:
    low = 3
    for number in sorted(keep):
        os.closerange(low, number)
        low = number + 1
    os.closerange(low, 1_000_000)
