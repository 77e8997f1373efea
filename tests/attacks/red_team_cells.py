"""Cells that try to get out of the jail, or to use more than they may."""

# Gives `call(number, *arguments)`: a system call past every library, and its errno.
SYSTEM_CALLS = """
import ctypes, errno, os
_libc = ctypes.CDLL(None, use_errno=True)
_libc.syscall.restype = ctypes.c_long
def call(number, *arguments):
    result = _libc.syscall(ctypes.c_long(number), *map(ctypes.c_long, arguments))
    return "done" if result >= 0 else errno.errorcode[ctypes.get_errno()]
"""
# A family is an int to the kernel, a filter sees 64 bits. 16: netlink, 17: packet,
# 38: crypto, 40: vsock, which no network namespace holds back.
FAMILIES = (
    SYSTEM_CALLS
    + """
for family in (16, 17, 38, 40):
    for upper in (0, 1 << 32, 0xFFFFFFFF << 32):
        for kind in (1, 2, 3):
            said = call(41, family + upper, kind, 0)
            assert said == "EPERM", (family, upper, kind, said)
        said = call(53, family + upper, 1, 0, 0)
        assert said == "EPERM", ("pair", family, said)
"""
)
# Numbers of x86-64. The answer is EPERM, or ENOSYS where programs have a plan B.
REFUSED = {
    "ptrace": 101, "sync": 162, "acct": 163, "mount": 165, "umount2": 166,
    "reboot": 169, "sethostname": 170, "io_setup": 206, "keyctl": 250, "unshare": 272,
    "inotify_init1": 294, "vmsplice": 278, "perf_event_open": 298, "setns": 308,
    "process_vm_readv": 310, "kcmp": 312, "memfd_create": 319, "bpf": 321,
    "userfaultfd": 323, "io_uring_setup": 425, "pidfd_getfd": 438, "clone3": 435,
    "landlock_create_ruleset": 444, "open_tree_attr": 467, "not yet there": 500,
}  # fmt: skip
REFUSALS = (
    SYSTEM_CALLS
    + f"refused = {REFUSED}\n"
    + """
for name, number in refused.items():
    assert call(number, 0, 0, 0, 0, 0, 0) in ("EPERM", "ENOSYS"), name
for flag in (0x10000000, 0x20000000, 0x40000000, 0x20000, 0x08000000):
    assert call(56, flag | 17, 0, 0, 0, 0) == "EPERM", flag  # clone, namespaces
assert call((1 << 32) + 272, 0x10000000) == "EPERM"
with open(os.__file__) as shared:
    assert call(72, shared.fileno(), 1024 + (1 << 32), 0) == "EPERM"  # a lease
"""
)
# The same kernel, by the calls of other processors: another table, another filter.
OTHER_TABLES = """
import ctypes, mmap, os, signal
def ends(function):
    pid = os.fork()
    if pid == 0:
        function()
        os._exit(0)
    return -os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
def old_call():  # mov eax, 310 (unshare); mov ebx, CLONE_NEWUSER; int 0x80; ret
    code = bytes.fromhex("53b836010000bb00000010cd805bc3")
    area = mmap.mmap(-1, 4096, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, 7)
    area.write(code)
    start = ctypes.addressof(ctypes.c_char.from_buffer(area))
    ctypes.CFUNCTYPE(ctypes.c_int)(start)()
def x32_call():
    ctypes.CDLL(None).syscall(ctypes.c_long(0x40000000 + 272), 0x10000000)
assert ends(old_call) == signal.SIGSYS, ends(old_call)
assert ends(x32_call) == signal.SIGSYS, ends(x32_call)
"""
RIGHTS = """
import os
status = dict(line.split(":", 1) for line in open("/proc/self/status"))
for kind in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"):
    assert int(status[kind], 16) == 0, kind
assert (int(status["NoNewPrivs"]), int(status["Seccomp"])) == (1, 2)
assert sorted(n for n in os.listdir("/proc") if n.isdigit()) == ["1"]
writable = [where for where, folders, _ in os.walk("/") if os.access(where, os.W_OK)
            and not where.startswith(("/proc", "/tmp/"))]
assert sorted(writable) == ["/dev/shm", "/home/learner", "/home/learner/work", "/tmp"]
settings = [os.path.join(where, name) for where, _, names in os.walk("/proc/sys")
            for name in names if name != "ns_last_pid"]  # that one asks again
assert not [path for path in settings if os.access(path, os.W_OK)]
assert open("/proc/self/oom_score_adj").read().strip() == "1000"
"""
TERMINAL = """
import os, time
mine, other = os.openpty()
name = os.ttyname(other)
os.write(other, b"SECRET")
print(name)
time.sleep(1.5)
"""
TERMINALS_OF_OTHERS = """
import os
assert os.listdir("/dev/pts") == ["ptmx"], os.listdir("/dev/pts")
"""
# Pages stay in a range that is shared when its owner lets go of them: nobody's memory.
OUT_OF_SIGHT = """
import mmap, time
step, size = 16 << 20, 1 << 30
area, data = mmap.mmap(-1, size), bytes(step)
for place in range(0, size, step):
    area[place:place + step] = data
    area.madvise(mmap.MADV_DONTNEED, place, step)
time.sleep(5)
"""
# One byte in each 2 MB: no memory at all, but a page of the kernel's for its address.
PAGE_TABLES = """
import ctypes, time
size, step = 400 << 30, 2 << 20
libc = ctypes.CDLL(None)
libc.mmap.restype = ctypes.c_void_p
start = libc.mmap(None, ctypes.c_size_t(size), 1, 0x4022, -1, ctypes.c_size_t(0))
area = (ctypes.c_char * size).from_address(start)
for place in range(0, size, step):
    area[place]
time.sleep(5)
"""
DESCRIPTORS = """
import os, socket, time
for _ in range(10):
    if os.fork() == 0:
        held = []
        try:
            while True:
                held.append(socket.socketpair())
        except OSError:
            time.sleep(8)
        os._exit(0)
time.sleep(5)
"""
# Programs of their own share nothing with the warm process.
PROGRAMS = """
import subprocess, sys, time
code = "import time; data = b'x' * (200 << 20); time.sleep(8)"
held = [subprocess.Popen([sys.executable, "-S", "-c", code]) for _ in range(6)]
time.sleep(5)
"""
# The learner's side of the wire, taken out of the very process that serves it.
SERVER = """
import gc
server = [o for o in gc.get_objects() if type(o).__name__ == "Learner"][0]
"""
DRIPS = (
    SERVER
    + """
import os, time
server.control.sock.send(bytes(3))
for _ in range(20):
    if os.fork() == 0:
        data = b"x" * (50 << 20)
        time.sleep(8)
        os._exit(0)
for _ in range(4):
    server.control.sock.send(bytes(1))
    time.sleep(1)
time.sleep(8)
"""
)
INCIDENTS = (
    SERVER
    + """
import json
send, many = server.control.send, {"incidents": ["x"] * 10**6}
server.control.send = lambda message: send(
    json.dumps({**json.loads(message), **many}).encode())
"""
)
LONG_ERROR = """
error = ValueError("x")
for number in range(300):
    error.add_note(str(number) + "y" * 19_000)
raise error
"""
FORK_BOMB = """
import os, time
end = time.time() + 8
while time.time() < end:
    try:
        os.fork()
    except OSError:
        time.sleep(0.001)
os._exit(0)
"""
CROWD = """
import os, time
end = time.time() + 3
for _ in range(30):
    if os.fork() == 0:
        os.setsid()
        while time.time() < end:
            pass
        os._exit(0)
while time.time() < end:
    pass
"""
# Looks for a word, given backwards, in all memory that a fork may have handed down.
SEARCH = """
import re
word, found = "@BACKWARDS@"[::-1].encode(), 0
with open("/proc/self/maps") as maps, open("/proc/self/mem", "rb", 0) as memory:
    for line in maps:
        span, rights = line.split()[:2]
        low, high = (int(part, 16) for part in span.split("-"))
        while rights[:2] == "rw" and low < high:
            try:
                memory.seek(low)
                block = memory.read(min(1 << 22, high - low))
                found += len(re.findall(word + b"[0-9a-f]{8}", block))
                del block
            except (OSError, ValueError, OverflowError):
                pass
            low += (1 << 22) - 100
print("found", found)
"""
