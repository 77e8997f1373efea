"""The tests' side (T): runs test cells; asks the learner's side for what they name.

It holds the tests and expected values, and no object of the learner's: only values
that the strict codec has made anew, and stand-ins (see `remote`). It has a jail, too,
because it reads bytes that hostile code may have written.
"""

import ast
import builtins
import contextlib
import json
import sys
import warnings
from collections.abc import Callable, Iterator
from types import BuiltinFunctionType, FunctionType, ModuleType
from typing import Any

from autograder.engine import shell
from autograder.engine.beside import rewrite
from autograder.engine.changes import update
from autograder.engine.channel import Channel, ChannelClosedError
from autograder.engine.codec import decode, encode
from autograder.engine.errors import rebuilt_error, warning_class
from autograder.engine.remote import Remote, RemoteFunction, number_of
from autograder.engine.rules import CodecError
from autograder.engine.skeletons import Skeletons

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
        self.names = _Names(self._look_up)
        self.skeletons = Skeletons(self.names)
        self.functions: dict[str, RemoteFunction] = {}
        self.cells = 0

    def serve(self) -> None:
        """Work until the coordinator is gone."""
        shell.fresh(self.output_bytes)
        self.names.update({"__name__": "__main__", "__builtins__": builtins})
        self.names.update(__probe__=self._probe, __beside__=self._beside)
        _watch_seeds(lambda kind, *args: self.ask("reseed", kind=kind, args=list(args)))
        orders: dict[str, Callable[..., None]] = {
            "given": self._given, "answer": self._answer, "test": self._test,
        }  # fmt: skip
        with contextlib.suppress(ChannelClosedError):
            while True:
                order = json.loads(self.control.receive())
                orders[order.pop("do")](**order)

    def _given(self, source: str) -> None:
        """Import what a cell of the instructor's imports."""
        for node in _statements(source):
            if isinstance(node, ast.Import | ast.ImportFrom):
                # Ours even if the import fails: never looked up beside the learner.
                self.names.own |= {a.asname or a.name.split(".")[0] for a in node.names}
                with contextlib.suppress(Exception):
                    code = compile(ast.Module([node], []), "<given>", "exec")
                    exec(code, self.names)

    def _answer(self, source: str, defines: list[str]) -> None:
        """Note the text of a learner's cell; its names are the learner's alone."""
        for name in defines:
            self.names.pop(name, None)
            self.names.own.discard(name)
        self.skeletons.add(source)

    def _test(self, source: str) -> None:
        """Run a test cell and send what became of it."""
        self.functions.clear()
        self.cells += 1
        reply: dict[str, Any] = {}
        try:
            reply["value"] = shell.shown_value(self._run(source))
        except BaseException as problem:
            reply["error"] = shell.error_output(problem, after=__file__)
            reply["error"]["traceback"] += getattr(problem, "__remote__", [])
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
        self.peer.send(encode({"ask": kind, **details}, self._to_learner))
        while True:
            reply = decode(self.peer.receive(), self._from_learner(details))
            if type(reply) is not dict:
                raise CodecError("an answer has to be a dict")
            if "callback" in reply:
                self._call_back(reply)
                continue
            if "changed" in reply:
                update([details["args"], details["kwargs"]], reply["changed"])
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
        except Exception as error:
            message = encode({"raised": f"{type(error).__name__}: {error}"}, _refuse)
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
        missing = [name for name in results if name not in found]
        if missing:
            raise NameError(f"the probe has not set {missing[0]}")
        return [found[name] for name in results]

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
        if isinstance(value, FunctionType):
            if value not in self.callbacks:
                self.callbacks.append(value)
            return ["YOURS", self.callbacks.index(value)]
        raise CodecError(f"a {type(value).__name__} cannot be given to an answer")

    def _from_learner(self, details: dict[str, Any]) -> Callable[[Any], Any]:
        def special(tagged: list[Any]) -> Any:
            tag, first, *rest = tagged
            if tag == "THING":
                kind, can_be_called = rest
                make = RemoteFunction if can_be_called is True else Remote
                return make(self.ask, int(first), str(kind)[:80])
            if tag == "YOURS":
                return self.callbacks[first]
            if tag == "SAME":
                return details["args"][first]
            raise CodecError("an unknown tag")

        return special


class _Names(dict[str, Any]):
    """The tests' global names; what is missing is looked up on the other side."""

    def __init__(self, look_up: Callable[[str], Any]) -> None:
        super().__init__()
        self.look_up = look_up
        self.own: set[str] = set()

    def __missing__(self, name: str) -> Any:
        if name in self.own or hasattr(builtins, name) or name.startswith("__"):
            raise KeyError(name)
        return self.look_up(name)


def _refuse(value: Any) -> list[Any]:
    raise CodecError(f"a {type(value).__name__} cannot cross")


def _statements(source: str) -> list[ast.stmt]:
    try:
        return ast.parse(source).body
    except SyntaxError:  # magics: line by line
        lines = [line for line in source.splitlines() if "import" in line]
        with contextlib.suppress(SyntaxError):
            return ast.parse("\n".join(lines)).body
        return []


def _import_place(value: Any) -> tuple[str, str] | None:
    """Return module and name of something that can be imported by them."""
    if not isinstance(value, FunctionType | BuiltinFunctionType | type):
        return None
    module, name = getattr(value, "__module__", None), value.__qualname__
    found: Any = sys.modules.get(module or "")
    for part in name.split("."):
        found = getattr(found, part, None)
    return (str(module), name) if found is value and module != "__main__" else None


def _watch_seeds(tell: Callable[..., Any]) -> None:
    """Pass on the seeds that a test sets: the learner's side has its own generators."""
    import random

    import numpy

    places: list[tuple[str, Any, str]] = [("random", random, "seed"),
                                          ("numpy", numpy.random, "seed")]  # fmt: skip
    if "torch" in sys.modules:
        places.append(("torch", sys.modules["torch"], "manual_seed"))
    for kind, module, name in places:
        setattr(module, name, _told(kind, getattr(module, name), tell))


def _told(kind: str, original: Any, tell: Callable[..., Any]) -> Any:
    def seed(*args: Any, **kwargs: Any) -> Any:
        tell(kind, *args, *kwargs.values())
        return original(*args, **kwargs)

    return seed
