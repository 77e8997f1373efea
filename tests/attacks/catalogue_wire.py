"""Attacks on the split tier that speak its own language, and lie in it.

The learner's process holds one end of two sockets: to the tests, and to the
coordinator. Here it takes hold of both, and sends what the honest code never would.
"""

from harness import ALL_LOST, Attack

# Finds the objects that serve this process, from the frames below the cell.
ENGINE = """\
import gc, json, signal, struct, sys, time

def part(name):
    frame = sys._getframe()
    while frame is not None:
        thing = frame.f_locals.get("self")
        if type(thing).__name__ == name:
            return thing
        frame = frame.f_back
    for thing in gc.get_objects():
        if type(thing).__name__ == name and "engine" in type(thing).__module__:
            return thing
    raise LookupError(name)

server = part("Learner")
"""
# Lies once: in the answer to the first call of relu after it was called.
LIE = (
    ENGINE
    + """
armed, send, peer = False, server.peer.send, server.peer
def packed(tree, *buffers):
    text = tree if type(tree) is bytes else json.dumps(tree).encode()
    sizes = struct.pack(f">{len(buffers)}Q", *map(len, buffers))
    head = struct.pack(">II", len(text), len(buffers))
    return head + text + sizes + b"".join(buffers)
def reply(answer, *buffers, **more):
    pairs = [["answer", answer], ["warnings", ["list", []]], *more.items()]
    return packed(["dict", [list(pair) for pair in pairs]], *buffers)
def raised(kinds, args=()):
    kinds = ["list", [["tuple", list(kind)] for kind in kinds]]
    told = ["dict", [["kinds", kinds], ["args", ["list", list(args)]],
                     ["report", ["list", ["passed"]]]]]
    return packed(["dict", [["raised", told], ["warnings", ["list", []]]]])
def lie(data):
    global armed
    if not armed:
        return send(data)
    armed = False
    LIES
peer.send = lie
def relu(x):
    global armed
    armed = True
    return -x
"""
)
RIGHT_NUMBERS = "struct.pack('=2f', 0.0, 2.0)"


def lie(statements: str) -> dict[str, str]:
    """Return a `relu` whose first answer is sent by these statements."""
    return {"relu": LIE.replace("LIES", statements.replace("\n", "\n    "))}


def control(statements: str) -> dict[str, str]:
    """Return a `relu` that lies to the coordinator from here on."""
    return {"relu": ENGINE + statements + "\ndef relu(x):\n    return -x\n"}


FORGED_REPLIES = """
good = server.control.send
odd = [{"error": {"ename": 3, "evalue": []}, "outputs": [1, "x", None, [], {}]},
       {"error": "none", "outputs": {"0": {}}, "cut": "yes", "incidents": {"a": 1}},
       {"error": None, "outputs": [{"output_type": "stream"}, {"output_type": []}]},
       {"error": [], "outputs": 5, "incidents": [[[]], {}, 5]},
       {"error": None, "outputs": [{"output_type": "execute_result", "data": 5,
                                    "metadata": None, "text": {"a": 1}}]}]
def lie(data):
    good(json.dumps(odd.pop(0)).encode() if odd else data)
server.control.send = lie
"""
SCORES = """
good = server.control.send
shown = {"output_type": "execute_result", "data": {"text/plain": "2"}, "metadata": {},
         "execution_count": 1}
def lie(data):
    good(json.dumps({"error": None, "outputs": [shown], "cut": False}).encode())
server.control.send = lie
"""
MORE_REPLIES = """
good = server.control.send
def lie(data):
    for _ in range(50):
        good(json.dumps({"error": None, "outputs": [], "cut": False}).encode())
server.control.send = lie
"""
NO_DICT = (
    "server.control.send = lambda data, send=server.control.send: send(b'[' * 99_999)"
)
NO_JSON = (
    "server.control.send = lambda data, send=server.control.send: send(b'\\xff\\x00')"
)
ENDLESS_LENGTH = """
def lie(data):
    server.control.sock.sendall(struct.pack(">Q", 2**63 - 1))
    while True:
        server.control.sock.sendall(bytes(2**16))
server.control.send = lie
"""
SILENT = "server.control.send = lambda data: time.sleep(600)"
DRIP = """
sock = peer.sock
sock.sendall(struct.pack(">Q", 1000))
signal.signal(signal.SIGINT, signal.SIG_IGN)
while True:
    sock.sendall(b" ")
    time.sleep(0.05)"""
CALLBACKS = """
signal.signal(signal.SIGINT, signal.SIG_IGN)
empty = ["list", []]
while True:
    send(packed(["dict", [["callback", 0], ["args", empty], ["kwargs", ["dict", []]]]]))
    peer.receive()"""
SHAPE = "send(reply(['tensor', 'float32', {}, 0, 'plain', None], bytes({})))"
KINDS = "send(raised([{}], [0]))"

LOST = {"statuses": ALL_LOST, "same_process": "not applicable"}
CUT_OFF = {**LOST, "others": False}

ATTACKS = [
    Attack("wire-01", "oversize", "Announces a message of 2**62 bytes",
           lie("peer.sock.sendall(struct.pack('>Q', 2**62))"), **CUT_OFF),
    Attack("wire-02", "deep", "Nests lists a hundred thousand deep",
           lie("send(packed(b'[' * 100_000))"), **LOST),
    Attack("wire-03", "deep-tree", "Nests values five thousand deep",
           lie("tree = 1\nfor _ in range(900): tree = ['list', [tree]]\n"
               "send(reply(tree))"), **LOST),
    Attack("wire-04", "dtype-object", "A tensor of the type `object`",
           lie("send(reply(['tensor', 'object', [2], 0, 'plain', None], bytes(16)))"),
           **LOST),
    Attack("wire-05", "dtype-name", "A dtype that names something else of torch",
           lie("send(reply(['tensor', 'load', [2], 0, 'plain', None], bytes(8)))"),
           **LOST),
    Attack("wire-06", "array-object", "An array of objects, as bytes of pointers",
           lie("send(reply(['array', 'O', [1], 0], bytes(8)))"), **LOST),
    Attack("wire-07", "negative-shape", "A shape of -1 times -2",
           lie(SHAPE.format("[-1, -2]", 8)), **LOST),
    Attack("wire-08", "huge-shape", "A huge shape without data",
           lie(SHAPE.format("[2**39, 2**39]", 8)), **LOST),
    Attack("wire-09", "empty-huge", "A shape of 0 times 2**39 times 2**39",
           lie(SHAPE.format("[0, 2**39, 2**39]", 0)), **LOST),
    Attack("wire-10", "nan-keys", "A dict whose keys are not equal to themselves",
           lie("nan = float('nan')\n"
               "send(reply(['dict', [[nan, 1], [nan, 2], [['list', []], 3]]]))"),
           **LOST),
    Attack("wire-11", "two-answers", "The keys of a reply come twice",
           lie("send(packed(['dict', [['answer', 1], ['answer', True],"
               " ['raised', None], ['answer', True]]]))"), **LOST),
    Attack("wire-12", "no-such-handle", "A handle that does not exist",
           lie("send(reply(['THING', 123456789, 'Tensor', True]))"), **LOST),
    Attack("wire-13", "tags", "A tag that makes the tests import something",
           lie("send(reply(['IMPORT', 'os', 'system']))"), **LOST),
    Attack("wire-14", "callbacks-of-others", "Names a function that it was not given",
           lie("send(reply(['YOURS', -1]))"), **LOST),
    Attack("wire-15", "same-as-nothing", "Claims to return an argument that is none",
           lie("send(reply(['ORIGINAL', 99]))"), **LOST),
    Attack("wire-16", "two-replies", "Answers the next questions beforehand",
           lie("send(reply(-1))\nfor _ in range(20): send(reply(True))"), **CUT_OFF),
    Attack("wire-17", "drip", "An answer that never ends, byte by byte",
           lie(DRIP), **CUT_OFF),
    Attack("wire-18", "no-changes", "Changes arguments that there are none of",
           lie("send(reply(True, changed=['list', [['list', []], ['dict', []]]]))"),
           **LOST),
    Attack("wire-19", "collisions", "A set of numbers whose hashes are all the same",
           lie("items = [n * (2**61 - 1) for n in range(200_000)]\n"
               "send(reply(['set', items]))"), **CUT_OFF),
    Attack("wire-20", "long-number", "A number of a million digits",
           lie("send(packed(b'1' * 1_000_000))"), **LOST),
    Attack("wire-21", "callback-storm", "Calls functions that it was never given",
           lie(CALLBACKS), **CUT_OFF),
    Attack("wire-22", "exit-kind", "Raises SystemExit on the tests' side",
           lie(KINDS.format("('builtins', 'SystemExit')")), **LOST),
    Attack("wire-23", "function-kind", "Raises a function of the os module",
           lie(KINDS.format("('os', 'system')")), **LOST),
    Attack("wire-24", "own-kind", "Raises an error of the grader itself",
           lie(KINDS.format("('autograder.engine.channel', 'ChannelClosedError')")),
           **LOST),
    Attack("wire-25", "skip-kind", "Raises what test runners take as skipped",
           lie(KINDS.format("('unittest.case', 'SkipTest')")), **LOST),
    Attack("wire-26", "forged-control", "Sends the coordinator replies of odd types",
           control(FORGED_REPLIES), **CUT_OFF),
    Attack("wire-27", "forged-score", "Tells the coordinator of two points",
           control(SCORES), **CUT_OFF),
    Attack("wire-28", "more-control", "Fifty replies to each order",
           control(MORE_REPLIES), **CUT_OFF),
    Attack("wire-29", "no-dict", "A reply that is a hundred thousand brackets",
           control(NO_DICT), **CUT_OFF),
    Attack("wire-30", "no-json", "A reply that is no text", control(NO_JSON),
           **CUT_OFF),
    Attack("wire-31", "endless-control", "A reply to the coordinator without an end",
           control(ENDLESS_LENGTH), **CUT_OFF),
    Attack("wire-32", "silence", "Never replies to the coordinator again",
           control(SILENT), **CUT_OFF),
]  # fmt: skip
# Says that the names above are still those of the engine: else these attacks are none.
SCOUT = Attack(
    "wire-00", "scout", "Finds the engine's objects in its own process", first=ENGINE
    + "print('FOUND', server.peer.send, server.peer.receive, server.peer.sock,"
    " server.control.send, server.control.sock)",
    score=2, statuses=frozenset({"ok"}), same_process="not applicable",
)  # fmt: skip
