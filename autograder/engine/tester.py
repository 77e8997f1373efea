"""The tests' side (T): runs test cells; asks the learner's side for what they name.

It holds the tests and expected values, and no object of the learner's: only values
that the strict codec has made anew, and stand-ins (see `remote`). It has a jail, too,
because it reads bytes that hostile code may have written.
"""

import ast
import builtins
import contextlib
import json
import random
import sys
import warnings
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import numpy as np
from IPython.core.inputtransformer2 import TransformerManager

from autograder.engine import shell
from autograder.engine.beside import rewrite
from autograder.engine.changes import apply_change, mutables
from autograder.engine.channel import Channel, ChannelClosedError
from autograder.engine.codec import decode, encode
from autograder.engine.errors import rebuilt_error, warning_class
from autograder.engine.remote import Remote, RemoteFunction, number_of
from autograder.engine.rules import CodecError
from autograder.engine.skeletons import Skeletons
from autograder.engine.trusted_names import TrustedNames

__all__ = ["Tester"]


class Tester:
    """Serves the coordinator: trusted imports, the answers' text, tests.

    Parameters
    ----------
    control : Channel
        To the coordinator: JSON.
    peer : Channel
        To the learner's side: the codec.
    output_bytes : int
        Output kept of one cell.
    """

    def __init__(self, control: Channel, peer: Channel, output_bytes: int) -> None:
        self.control, self.peer, self.output_bytes = control, peer, output_bytes
        self.callbacks: list[Any] = []
        self.names = TrustedNames(self._look_up)
        self.skeletons = Skeletons(self.names)
        self.functions: dict[str, RemoteFunction] = {}
        self.cells = self.asked = self.number = 0

    def serve(self) -> None:
        """Work until the coordinator is gone."""
        shell.fresh(self.output_bytes)
        self.names.update({"__name__": "__main__", "__builtins__": builtins})
        self.names.update(__probe__=self._probe, __beside__=self._beside)
        self.names.update(__answer__=self._answer_of)
        _watch_seeds(
            lambda kind, *args: self.ask("reseed", kind=kind, seeds=list(args))
        )
        orders: dict[str, Callable[..., None]] = {
            "given": self._given, "answer": self._answer, "test": self._test,
            "claim": self._claim,
        }  # fmt: skip
        with contextlib.suppress(ChannelClosedError):
            while True:
                order = json.loads(self.control.receive())
                self.number = order.pop("number")
                orders[order.pop("do")](**order)

    def _given(self, source: str) -> None:
        """Take in a cell of the instructor's: its imports now, the rest when asked."""
        self.names.give(_statements(source))

    def _claim(self, source: str) -> None:
        """Take in what a test cell binds, though it has not run here."""
        self.names.claim(_statements(source))

    def _answer(self, source: str, defines: list[str]) -> None:
        """Note the text of a learner's cell; its names are the learner's alone."""
        self.names.leave_to_the_answer(defines)
        self.skeletons.add(source)

    def _test(self, source: str) -> None:
        """Run a test cell and send what became of it."""
        self.functions.clear()
        self.cells += 1
        reply: dict[str, Any] = {"number": self.number}
        try:
            reply["value"] = shell.shown_value(self._run(source))
        except BaseException as problem:
            reply["error"] = shell.error_output(problem, cells_only=True)
            if hasattr(problem, "__remote__"):
                reply["error"]["ename"] = _known_name(problem)
                reply["error"]["traceback"] += problem.__remote__
        self._claim(source)
        reply["outputs"], reply["cut"] = shell.outputs_of()
        self.control.send(json.dumps(reply, default=str).encode())

    def _run(self, source: str) -> Any:
        """Execute a cell; return the value of its last expression."""
        name = f"<ipython-input-{self.cells}-test>"
        return shell.execute(rewrite(source), name, self.names)

    def ask(self, kind: str, /, **details: Any) -> Any:
        """Ask the learner's side; serve the calls that it makes meanwhile.

        Raises
        ------
        CodecError
            If the answer breaks the rules.
        Exception
            What the learner's code raised.
        """
        originals: list[Any] = []
        if "args" in details:
            originals = [*mutables(details["args"]), *mutables(details["kwargs"])]
        special = self._from_learner(originals)
        self.asked = number = self.asked + 1
        self.peer.send(encode({"ask": kind, **details}, self._to_learner))
        while True:
            reply = decode(self.peer.receive(), special)
            if type(reply) is not dict:
                raise CodecError("an answer has to be a dict")
            if "callback" in reply:
                self._call_back(reply)
                continue
            if reply.get("number") != number:
                continue  # not what was asked: only hostile code says so
            for number, content in reply.get("changed", {}).items():
                apply_change(originals[number], decode(content, special))
            for name, text in reply.get("warnings", []):
                warnings.warn(str(text), warning_class(name), stacklevel=4)
            if "raised" in reply:
                raise rebuilt_error(reply["raised"])
            return reply["answer"]

    def _call_back(self, request: dict[str, Any]) -> None:
        """Run a function of the test's that the learner's code calls."""
        try:
            function = self.callbacks[request["callback"]]
            answer = function(*request["args"], **request["kwargs"])
            message = encode({"answer": answer}, self._to_learner)
        except ChannelClosedError:
            raise
        except BaseException as error:
            kind = type(error) if _import_place(type(error)) else RuntimeError
            # What an assertion says may stand in a hidden test.
            said = [] if isinstance(error, AssertionError) else [str(error)]
            message = encode({"raised": [kind, said]}, self._to_learner)
        self.peer.send(message)

    def _look_up(self, name: str) -> Any:
        """Find a name that the test does not define beside the learner's code."""
        if name in self.functions:
            return self.functions[name]
        found = self.ask("get", name=name)
        if type(found) is not list or len(found) != 1:
            raise KeyError(name)
        if type(found[0]) is RemoteFunction:
            skeleton = self.skeletons.find(name)
            if skeleton is not None:
                found[0].attach_source(skeleton)
            self.functions[name] = found[0]
        return found[0]

    def _probe(
        self, source: str, results: list[str], names: dict[str, Any]
    ) -> list[Any]:
        """Run a probe beside the learner's code; return what it has bound."""
        found = self.ask("probe", source=source, results=results,
                         inputs=self._inputs(source, names))  # fmt: skip
        if type(found) is not dict or set(found) - set(results):
            raise CodecError("a probe's results have to be a dict of its names")
        unset = Remote(self.ask, -1, "name that a probe has not set, and no part")
        return [found.get(name, names.get(name, unset)) for name in results]

    def _answer_of(self, name: str, names: dict[str, Any]) -> Any:
        """Return what a check is to read: never a text that was sent for an answer."""
        if name in names:
            return names[name]
        found = self.names[name]
        if type(found) is not RemoteFunction:
            raise TypeError(f"{name} has to be a function or a class")
        return found

    @contextlib.contextmanager
    def _beside(self, source: str, names: dict[str, Any]) -> Iterator[None]:
        """Enter a context beside the learner's code for a while."""
        self.ask("enter", source=source, inputs=self._inputs(source, names))
        try:
            yield
        except BaseException:
            with contextlib.suppress(Exception):
                self.ask("leave")
            raise
        self.ask("leave")

    def _inputs(self, source: str, names: dict[str, Any]) -> dict[str, Any]:
        """Return what a probe uses of the test's own names."""
        used = {n.id for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Name)}
        known = {**dict(self.names), **names}
        return {name: known[name] for name in sorted(used) if name in known}

    def _to_learner(self, value: Any) -> list[Any]:
        if isinstance(value, Remote):
            return ["THING", number_of(value)]
        if isinstance(value, ModuleType):
            return ["IMPORT", value.__name__, ""]
        if place := _import_place(value):
            return ["IMPORT", *place]
        if callable(value):
            known = [n for n, f in enumerate(self.callbacks) if f is value]
            self.callbacks += [] if known else [value]
            return ["YOURS", known[0] if known else len(self.callbacks) - 1]
        raise CodecError(f"a {type(value).__name__} cannot be given to an answer")

    def _from_learner(self, originals: list[Any]) -> Callable[[Any], Any]:
        def special(tagged: list[Any]) -> Any:
            tag, first, *rest = tagged
            if type(first) is not int:
                raise CodecError("not a number")
            if tag == "THING":
                kind, can_be_called = rest
                make = RemoteFunction if can_be_called is True else Remote
                return make(self.ask, first, str(kind)[:80])
            if tag in ("YOURS", "ORIGINAL") and first >= 0:
                return (self.callbacks if tag == "YOURS" else originals)[first]
            raise CodecError("an unknown tag")

        return special


def _statements(source: str) -> list[ast.stmt]:
    """Return the statements of a cell, which may hold magics."""
    with contextlib.suppress(SyntaxError, ValueError):
        return ast.parse(source).body
    with contextlib.suppress(SyntaxError, ValueError):
        return ast.parse(TransformerManager().transform_cell(source)).body
    return []


def _known_name(error: BaseException) -> str:
    """Return the name of an error's class, or of the nearest that is built in.

    Learners are shown it: it must not be made up of what a hidden test has shown.
    """
    names = (kind.__name__ for kind in type(error).__mro__)
    return next(name for name in names if hasattr(builtins, name))


def _import_place(value: Any) -> tuple[str, str] | None:
    """Return module and name of something that can be imported by them."""
    short = getattr(value, "__name__", None)
    if not callable(value) or not isinstance(short, str):
        return None
    name = str(getattr(value, "__qualname__", short))
    home = getattr(value, "__module__", None) or ""
    # Some of the functions in C do not say where they are.
    for module in (home, "numpy", "torch"):
        for path in (name, short):
            found: Any = sys.modules.get(module)
            for part in path.split("."):
                found = getattr(found, part, None)
            if found is value and module != "__main__":
                return module, path
    return None


def _watch_seeds(tell: Callable[..., Any]) -> None:
    """Pass on the seeds that a test sets: the learner's side has its own generators."""
    places: list[tuple[str, Any, str]] = [("random", random, "seed"),
                                          ("numpy", np.random, "seed")]  # fmt: skip
    if "torch" in sys.modules:
        places.append(("torch", sys.modules["torch"], "manual_seed"))
    for kind, module, name in places:
        setattr(module, name, _told(kind, getattr(module, name), tell))


def _told(kind: str, original: Any, tell: Callable[..., Any]) -> Any:
    def seed(*args: Any, **kwargs: Any) -> Any:
        tell(kind, *args, *kwargs.values())
        return original(*args, **kwargs)

    return seed
