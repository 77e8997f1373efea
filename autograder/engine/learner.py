"""The learner's side (S): runs cells, and answers the tests' questions one by one.

Nothing that comes from here is believed: the tests' side reads it with the strict
codec, the coordinator as outputs that are cut and cleaned.
"""

import base64
import contextlib
import importlib
import json
import select
import signal
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from IPython.core.interactiveshell import InteractiveShell

from autograder.engine import guard, shell
from autograder.engine.changes import Watched
from autograder.engine.channel import Channel, ChannelClosedError
from autograder.engine.codec import decode, encode
from autograder.engine.rules import CodecError

__all__ = ["Learner"]

MOST_WARNINGS = 20


class Learner:
    """Serves the coordinator (cells) and the tests (questions) until they are gone.

    Parameters
    ----------
    control : Channel
        To the coordinator: JSON.
    peer : Channel
        To the tests: the codec.
    output_bytes : int
        Output kept of one cell.
    """

    def __init__(self, control: Channel, peer: Channel, output_bytes: int) -> None:
        self.control, self.peer, self.output_bytes = control, peer, output_bytes
        self.things: dict[int, Any] = {}
        self.callbacks: dict[int, _Callback] = {}
        self.bans: list[Any] = []
        self.busy = False
        self.asked = 0

    def serve(self) -> None:
        """Answer until the other sides are gone."""
        signal.signal(signal.SIGINT, self._interrupted)
        shell.fresh(self.output_bytes)
        sys.path.insert(0, "")  # the files beside the notebook can be imported
        _seed()
        self.names = InteractiveShell.instance().user_ns
        self.control.send(b'{"number": 0}')
        ends = {self.control.sock: self._command, self.peer.sock: self._question}
        with contextlib.suppress(ChannelClosedError):
            while True:
                ready, _, _ = select.select(list(ends), [], [])
                for end in ready:
                    ends[end]()

    def _interrupted(self, *_: Any) -> None:
        if self.busy:
            raise KeyboardInterrupt

    def _command(self) -> None:
        """Do what the coordinator says: files, a cell, a test of the guard tier."""
        order = json.loads(self.control.receive())
        kind = order["do"]
        reply: dict[str, Any] = {}
        if kind == "files":
            _write_files(order["files"])
        elif kind == "run":
            reply = self._guarded(lambda: {"error": shell.run_cell(order["source"])})
        elif kind == "guard":
            reply = guard.run_test(order["source"], self._guarded)
        elif kind == "flush":  # figures that a test has had drawn
            InteractiveShell.instance().events.trigger("post_execute")
        reply["outputs"], reply["cut"] = shell.outputs_of()
        reply["number"] = order["number"]
        self.control.send(json.dumps(reply, default=str).encode())

    def _guarded(self, run: Any) -> Any:
        """Run learner's code, open to an interrupt; an error is the result, too."""
        try:
            self.busy = True
            try:
                return run()
            finally:
                self.busy = False
        except BaseException as error:
            return {"error": shell.error_output(error)}

    def _question(self) -> None:
        self._respond(self.peer.receive())

    def _respond(self, data: bytes) -> None:
        """Answer a question of the tests' side; it may come while another waits."""
        was_busy, told, watched = self.busy, [], None  # type: ignore[var-annotated]
        self.asked = number = self.asked + 1
        try:
            self.busy = True
            question = decode(data, self._from_tests)
            if "args" in question:
                watched = Watched(question["args"], question["kwargs"], self._to_tests)
            with _collected_warnings(told):
                answer = getattr(self, f"_{question.pop('ask')}")(**question)
            message = {"answer": answer, "warnings": told, "number": number}
            reply = self._reply(message, watched)
        except BaseException as error:
            self.busy = False
            message = {"raised": _plain_error(error), "warnings": told,
                       "number": number}  # fmt: skip
            try:
                reply = self._reply(message, watched)
            except BaseException:  # its arguments have become what cannot cross
                reply = self._reply(message, None)
        finally:
            self.busy = was_busy
        self.peer.send(reply)

    def _reply(self, message: dict[str, Any], watched: Watched | None) -> bytes:
        if watched is None:
            return encode(message, self._to_tests)
        message["changed"] = watched.changed()
        return encode(message, self._to_tests, watched.known)

    def _call(self, what: Any, args: list[Any], kwargs: dict[str, Any]) -> Any:
        return what(*args, **kwargs)

    def _get(self, name: str) -> Any:
        return [self.names[name]] if name in self.names else []

    def _attribute(self, what: Any, name: str) -> Any:
        return getattr(what, name)

    def _item(self, what: Any, key: Any) -> Any:
        return what[key]

    def _iterate(self, what: Any) -> Any:
        return iter(what)

    def _next(self, what: Any) -> Any:
        for item in what:
            return [item]
        return []

    def _probe(self, source: str, inputs: dict[str, Any], results: list[str]) -> Any:
        """Run a part of a test beside the learner's code."""
        names = {**self.names, **inputs}
        exec(compile(source, "<probe>", "exec"), names)
        return {name: names[name] for name in results if name in names}

    def _enter(self, source: str, inputs: dict[str, Any]) -> None:
        """Enter a context, such as one that takes forbidden functions away."""
        context = eval(compile(source, "<probe>", "eval"), self.names, inputs)
        # From a frame of the notebook's, whose own names for them are meant, too.
        eval("context.__enter__()", self.names, {"context": context})
        self.bans.append(context)

    def _leave(self) -> None:
        self.bans.pop().__exit__(None, None, None)

    def _reseed(self, kind: str, seeds: list[Any]) -> None:
        _SEEDS[kind](*seeds)

    def _to_tests(self, value: Any) -> list[Any]:
        if type(value) is _Callback:
            return ["YOURS", value.number]
        self.things[id(value)] = value
        return ["THING", id(value), type(value).__name__, callable(value)]

    def _from_tests(self, tagged: list[Any]) -> Any:
        tag, first, *rest = tagged
        if tag == "THING":
            return self.things[first]
        if tag == "YOURS":
            return self.callbacks.setdefault(first, _Callback(self, first))
        if tag == "IMPORT":
            thing = importlib.import_module(first)
            for name in filter(None, rest[0].split(".")):
                thing = getattr(thing, name)
            return thing
        raise CodecError(f"unknown tag {tag}")

    def call_back(self, number: int, args: Any, kwargs: Any) -> Any:
        """Call a function of the tests' side."""
        message = {"callback": number, "args": args, "kwargs": kwargs}
        self.peer.send(encode(message, self._to_tests))
        while True:
            data = self.peer.receive()
            reply = decode(data, self._from_tests)
            if "ask" in reply:  # the test's function uses the answer
                self._respond(data)
            elif "raised" in reply:
                kind, args = reply["raised"]
                raise kind(*args)
            else:
                return reply["answer"]


class _Callback:
    """A function that lives on the tests' side."""

    def __init__(self, owner: Learner, number: int) -> None:
        self.owner, self.number = owner, number

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self.owner.call_back(self.number, args, kwargs)


@contextlib.contextmanager
def _collected_warnings(told: list[tuple[str, str]]) -> Iterator[None]:
    """Note the warnings of a call, each of them, and show them as usual."""
    with warnings.catch_warnings(record=True) as caught:
        once = ("default", "once", "module")
        warnings.filters[:] = [  # type: ignore[index]
            ("always" if action in once else action, *rest)
            for action, *rest in warnings.filters
        ]
        warnings.simplefilter("always", append=True)
        try:
            yield
        finally:
            for one in caught[:MOST_WARNINGS]:
                told.append((one.category.__name__, str(one.message)))
                print(f"{one.category.__name__}: {one.message}", file=sys.stderr)


def _plain_error(error: BaseException) -> dict[str, Any]:
    """Return what crosses of an exception: names, plain arguments, text."""
    kinds = [(kind.__module__, kind.__qualname__) for kind in type(error).__mro__]
    plain = [a for a in error.args if type(a) in (str, int, float)]
    args = plain if len(plain) == len(error.args) else [str(error)]
    report = shell.error_output(error, after=__file__)["traceback"]
    return {"kinds": kinds, "args": args, "report": report}


def _write_files(files: dict[str, str]) -> None:
    for name, text in files.items():
        target = Path(name)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(base64.b64decode(text))


def _seed_numpy(*args: Any) -> None:
    import numpy

    numpy.random.seed(*args)


def _seed_torch(*args: Any) -> None:
    torch = sys.modules.get("torch")
    if torch is not None:
        torch.manual_seed(*args)


def _seed_random(*args: Any) -> None:
    import random

    random.seed(*args)


_SEEDS = {"numpy": _seed_numpy, "torch": _seed_torch, "random": _seed_random}


def _seed() -> None:
    """Start every run alike: two gradings of one submission must agree."""
    for seed in _SEEDS.values():
        seed(0)
