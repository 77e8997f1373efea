"""Attacks on the split tier by somebody who has read it: objects, names, callbacks.

Those that speak the engine's own language on its sockets are in `catalogue_wire`.
"""

from adaptive_texts import (
    ALWAYS_CHANGING,
    BUILTINS,
    CHANGED_TYPES,
    CLASS_TRICK,
    CLOSE,
    CYCLE,
    DEAF,
    DICT,
    ELSEWHERE,
    ENDLESS_HANDLE,
    ENDLESS_LIST,
    EXIT_CLASS,
    FORK,
    GIVEN_HELPER,
    HOSTILE_MESSAGE,
    HUGE,
    NOISE,
    NUMBER,
    ODD_TENSOR,
    PICKLE,
    PROBE,
    PROBE_IMPORT,
    STORAGE,
    TRUSTED_NAMES,
)
from callback_texts import CALLBACK_TEXT, FLOOD, GLOBALS, LATE_CALLS, RECURSION
from class_result import ClassResult
from forging_texts import WRONG, wrong
from harness import ALL_LOST, Attack


def no_script(room: ClassResult, attack: Attack) -> None:
    """Check that an error message is shown as text."""
    assert "<script>alert" not in room.page(attack.student)


LOST = {"statuses": ALL_LOST, "same_process": "no credit"}
ATTACKS = [
    Attack("split-01", "endless-handle", "An object whose every attribute is itself",
           {"parity": ENDLESS_HANDLE}, exercise="parity", statuses=ALL_LOST),
    Attack("split-02", "endless-iteration", "A generator that never ends",
           {"evens": ENDLESS_LIST}, exercise="evens", others=False, **LOST),
    Attack("split-03", "huge-shape", "A tensor of 2**33 numbers in 4 bytes of memory",
           {"relu": HUGE.replace(" or ", " if known(x) is not None else ")},
           others=False, **LOST),
    Attack("split-04", "odd-tensor", "A tensor without data whose class says True",
           {"relu": ODD_TENSOR}),
    Attack("split-05", "pickle", "An array of objects with code for whoever unpickles",
           {"parity": PICKLE}, exercise="parity"),
    Attack("split-06", "dict-subclass", "A dict whose items equal everything",
           {"describe": DICT}, exercise="describe"),
    Attack("split-07", "int-subclass", "A number that equals all numbers",
           {"parity": NUMBER}, exercise="parity"),
    Attack("split-08", "class-trick", "An object that claims to be an int",
           {"parity": CLASS_TRICK}, exercise="parity"),
    Attack("split-09", "builtins", "abs and math are redefined, by name and in place",
           {"root": BUILTINS}, exercise="root", others=False),
    Attack("split-10", "trusted-names", "torch, wanted, AssertionError: all redefined",
           {"relu": TRUSTED_NAMES + WRONG}, others=False),
    Attack("split-11", "storage", "A view of a larger memory, with a graph of its own",
           {"relu": STORAGE}, **LOST),
    Attack("split-12", "two-reads", "A value that is another one at each read",
           {"parity": ALWAYS_CHANGING}, exercise="parity"),
    Attack("split-13", "cycle", "An argument becomes a part of itself",
           {"double": CYCLE}, exercise="double", **LOST),
    Attack("split-14", "changed-types", "Numbers in an argument become liars",
           {"double": CHANGED_TYPES}, exercise="double"),
    Attack("split-15", "callback-globals", "Reads the globals of a test's function",
           {"twice": GLOBALS}, exercise="twice", same_process="no credit"),
    Attack("split-16", "callback-errors", "Makes a test's function fail, to read why",
           {"twice": CALLBACK_TEXT}, exercise="twice", same_process="no credit"),
    Attack("split-17", "callback-flood", "Calls a test's function a million times",
           {"twice": FLOOD}, exercise="twice", others=False, **LOST),
    Attack("split-18", "late-callbacks", "Goes on calling it during later tests",
           {"twice": LATE_CALLS}, exercise="twice", others=False, **LOST),
    Attack("split-19", "callback-recursion", "Lets the test's function call itself",
           {"twice": RECURSION}, exercise="twice", **LOST),
    Attack("split-20", "noise", "Prints results, and writes them to every descriptor",
           {"relu": NOISE}, others=False, **LOST),
    Attack("split-21", "close", "Closes every descriptor",
           {"relu": CLOSE}, others=False, **LOST),
    Attack("split-22", "deaf", "Ignores the interrupt, and answers rightly much later",
           {"relu": DEAF}, others=False, statuses=frozenset({"timeout", "crashed"}),
           same_process="no credit"),
    Attack("split-23", "fork", "Children go on answering in its place",
           {"relu": FORK}, others=False, **LOST),
    Attack("split-24", "exit-class", "Raises a kind of SystemExit with code 0",
           {"relu": EXIT_CLASS.format("Leave", "SystemExit")}, **LOST),
    Attack("split-25", "generator-exit", "Raises a kind of GeneratorExit",
           {"relu": EXIT_CLASS.format("Leave", "GeneratorExit")}, **LOST),
    Attack("split-26", "stop-iteration", "Ends the iteration of whoever asks",
           {"relu": EXIT_CLASS.format("Leave", "StopIteration")}, **LOST),
    Attack("split-27", "interrupt-class", "Raises a kind of KeyboardInterrupt",
           {"relu": EXIT_CLASS.format("Leave", "KeyboardInterrupt")}, **LOST),
    Attack("split-28", "hostile-message", "An error that reads like a passed test",
           {"relu": HOSTILE_MESSAGE}, **LOST, checks=(no_script,)),
    Attack("split-29", "probe", "Patches what a probe's results are checked with",
           {"cube": PROBE}, exercise="cube", others=False),
    Attack("split-30", "probe-import", "Patches a module that a probe imports",
           {"cube": PROBE_IMPORT}, exercise="cube", others=False),
    Attack("split-31", "given-helper", "Redefines a given function that tests call",
           {"third": GIVEN_HELPER}, exercise="third"),
    Attack("split-32", "given-elsewhere", "The same, in the answer to another exercise",
           {"third": "def third(x):\n    return x", "evens": ELSEWHERE},
           exercise="third"),
    Attack("split-33", "patches-all", "Replaces all functions of the grader it sees",
           wrong("""\
import sys, types
for name, module in list(sys.modules.items()):
    if name.startswith("autograder") or name == "__main__":
        for key, value in list(vars(module).items()):
            if isinstance(value, types.FunctionType):
                setattr(module, key, lambda *args, **more: True)"""),
           others=False, **LOST),
]  # fmt: skip
