"""Stand-ins, on the tests' side, for things that live beside the learner's code.

They can be called, read, subscripted and iterated: each use is a question to the other
process. Everything else fails closed: an unknown object is equal to nothing, true of
nothing, and has no length, so that no trick of its class can pass a check.
"""

from collections.abc import Callable, Iterator
from typing import Any, NoReturn

__all__ = ["Remote", "RemoteFunction", "UnknownObjectError", "number_of"]

Ask = Callable[..., Any]

# Words with two underscores are how libraries reach into an object's memory. Not
# __annotations__: texts in there are run by those who ask for type hints.
READABLE = frozenset(("__name__", "__qualname__", "__doc__", "__module__",
                      "__defaults__", "__kwdefaults__"))  # fmt: skip
# A comparison is the tests' to make: the answer's own would be told what is expected.
JUDGING = frozenset(("allclose", "eq", "equal", "equals", "ge", "gt", "isclose", "le",
                     "lt", "ne", "not_equal"))  # fmt: skip


class UnknownObjectError(TypeError):
    """A test asked more of an unknown object than can be trusted."""


class Remote:
    """An object on the learner's side.

    Parameters
    ----------
    ask : callable
        Asks the other side.
    number : int
        Its number there.
    kind : str
        Name of its class, as the other side says.
    """

    __slots__ = ("_remote_ask", "_remote_kind", "_remote_number")

    def __init__(self, ask: Ask, number: int, kind: str) -> None:
        object.__setattr__(self, "_remote_ask", ask)
        object.__setattr__(self, "_remote_number", number)
        object.__setattr__(self, "_remote_kind", kind)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name not in READABLE:
            raise AttributeError(name)
        if name in JUDGING:
            _refuse(self, name)
        return self._remote_ask("attribute", what=self, name=name)

    def __setattr__(self, name: str, value: Any) -> None:
        _refuse(self, "setting an attribute")

    def __getitem__(self, key: Any) -> Any:
        return self._remote_ask("item", what=self, key=key)

    def __iter__(self) -> Iterator[Any]:
        iterator = self._remote_ask("iterate", what=self)
        while found := self._remote_ask("next", what=iterator):
            yield _only(found)

    def __next__(self) -> Any:
        found = self._remote_ask("next", what=self)
        if not found:
            raise StopIteration
        return _only(found)

    def __repr__(self) -> str:
        return f"<{self._remote_kind} of the answer>"


class RemoteFunction(Remote):
    """Something on the learner's side that can be called."""

    __slots__ = ("__wrapped__",)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call it, beside the learner's code."""
        return self._remote_ask("call", what=self, args=list(args), kwargs=kwargs)

    def attach_source(self, skeleton: Any) -> None:
        """Let tools that read source find it: `skeleton` is never called."""
        object.__setattr__(self, "__wrapped__", skeleton)


def number_of(thing: Remote) -> int:
    """Return the number that the other side knows `thing` by."""
    return int(object.__getattribute__(thing, "_remote_number"))


def _only(found: Any) -> Any:
    if type(found) is not list or len(found) != 1:
        raise UnknownObjectError("an iteration that breaks the rules")
    return found[0]


def _refuse(thing: Remote, what: str) -> NoReturn:
    raise UnknownObjectError(
        f"{what} is not possible with {thing!r}: an answer has to be made of numbers, "
        "texts, lists, tuples, dicts, arrays or tensors"
    )


def _refusal(name: str) -> Callable[..., Any]:
    def refuse(self: Remote, *args: Any, **kwargs: Any) -> NoReturn:
        _refuse(self, name.strip("_"))

    return refuse


CLOSED = (
    "eq", "ne", "lt", "le", "gt", "ge", "bool", "len", "contains", "hash", "int",
    "float", "complex", "index", "round", "abs", "neg", "pos", "invert", "add", "sub",
    "mul", "matmul", "truediv", "floordiv", "mod", "divmod", "pow", "lshift", "rshift",
    "and", "or", "xor", "radd", "rsub", "rmul", "rmatmul", "rtruediv", "rfloordiv",
    "rmod", "rdivmod", "rpow", "rand", "ror", "rxor", "setitem", "delitem", "delattr",
    "array", "enter", "exit", "mro_entries", "bytes", "length_hint", "reduce_ex",
)  # fmt: skip
for _name in CLOSED:
    setattr(Remote, f"__{_name}__", _refusal(f"__{_name}__"))
