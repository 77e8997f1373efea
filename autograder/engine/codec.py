"""Plain values as bytes, and back: the only thing that crosses between the jails.

A message is a JSON tree and raw buffers. Known types only, exact types only: what
is not in the list below is passed as an opaque handle, or not at all. Decoding makes
new objects from checked numbers and texts; it imports nothing, calls nothing that
the message names, and has limits on size, depth and count.
"""

import json
import math
import operator
import struct
from collections import Counter, OrderedDict, defaultdict, namedtuple
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np

from autograder.engine import tensors
from autograder.engine.rules import (
    CodecError,
    a_list,
    checked_order,
    checked_shape,
    memory_order,
)

__all__ = ["decode", "encode"]

MOST_NODES, DEEPEST, LONGEST_TEXT, MOST_KINDS = 2_000_000, 100, 64 * 2**20, 100
HEAD = struct.Struct(">II")
KINDS = "bool int8 int16 int32 int64 uint8 uint16 uint32 uint64 float16 float32 float64"
NUMPY = {name: np.dtype(name) for name in f"{KINDS} complex64 complex128".split()}
DICTS: dict[str, type] = {"dict": dict, "OrderedDict": OrderedDict, "Counter": Counter}
SEQUENCES: dict[str, type] = {
    "list": list, "tuple": tuple, "set": set, "frozenset": frozenset,
}  # fmt: skip
BIT_GENERATORS = ("PCG64", "PCG64DXSM", "MT19937", "Philox", "SFC64")
# Turns a value that the codec does not know into a tagged list, and back.
Hook = Callable[[Any], Any]


def encode(value: Any, special: Hook, known: dict[int, int] | None = None) -> bytes:
    """Return `value` as bytes.

    Parameters
    ----------
    value : object
    special : callable
        Takes a value of an unknown type; returns a JSON list whose first entry is
        a tag in capitals, or raises CodecError.
    known : dict of int to int, optional
        id of objects that the other side has -> their number there.

    Returns
    -------
    bytes
    """
    buffers: list[bytes] = []
    tree = _Encoder(buffers, special, known or {}).tree(value, 0)
    try:
        dumped = json.dumps(tree, separators=(",", ":"), ensure_ascii=False)
        text = dumped.encode("utf-8", "surrogatepass")
    except ValueError as error:  # an integer of thousands of digits
        raise CodecError(str(error)) from None
    sizes = struct.pack(f">{len(buffers)}Q", *map(len, buffers))
    return b"".join((HEAD.pack(len(text), len(buffers)), text, sizes, *buffers))


def decode(message: bytes, special: Hook) -> Any:
    """Return the value that `message` stands for.

    Parameters
    ----------
    message : bytes
        Whoever wrote it: it may be anything.
    special : callable
        Takes a list with a tag in capitals, checks it, and returns a value.

    Returns
    -------
    object

    Raises
    ------
    CodecError
        If the message breaks any rule.
    """
    try:
        text, buffers = _split(memoryview(message))
        tree = json.loads(text)
        return _Decoder(buffers, special).value(tree, 0)
    except CodecError:
        raise
    except Exception as error:  # what numpy and torch say of bad numbers, too
        raise CodecError(f"not a message: {type(error).__name__}") from None


def _split(message: memoryview) -> tuple[bytes, list[memoryview]]:
    length, count = HEAD.unpack_from(message)
    if length > LONGEST_TEXT:
        raise CodecError("too large")
    start = HEAD.size + length
    sizes = struct.unpack_from(f">{count}Q", message, start)
    start += 8 * count
    if start + sum(sizes) != len(message):
        raise CodecError("the sizes do not add up")
    buffers = []
    for size in sizes:
        buffers.append(message[start : start + size])
        start += size
    return bytes(message[HEAD.size : HEAD.size + length]), buffers


class _Encoder:
    def __init__(
        self, buffers: list[bytes], special: Hook, known: dict[int, int]
    ) -> None:
        self.buffers, self.special, self.known = buffers, special, known

    def tree(self, value: Any, depth: int) -> Any:
        kind = type(value)
        kind = dict if kind is defaultdict else kind
        if value is None or kind in (bool, int, float, str):
            return value
        if id(value) in self.known:
            return ["ORIGINAL", self.known[id(value)]]
        if depth > DEEPEST:
            raise CodecError("nested too deeply to cross")
        if kind.__name__ in SEQUENCES and kind is SEQUENCES[kind.__name__]:
            return [kind.__name__, [self.tree(item, depth + 1) for item in value]]
        if kind.__name__ in DICTS and kind is DICTS[kind.__name__]:
            pairs = [[self.tree(k, depth + 1), self.tree(v, depth + 1)]
                     for k, v in value.items()]  # fmt: skip
            return [kind.__name__, pairs]
        if kind is np.ndarray and is_plain(value.dtype):
            order = memory_order(value.strides)
            data = self.keep(value.transpose(order))
            return ["array", value.dtype.name, list(value.shape), data, order]
        if isinstance(value, np.generic) and is_plain(value.dtype):
            return ["number", value.dtype.name, self.keep(value)]
        return self.rare(value, kind, depth)

    def keep(self, data: Any) -> int:
        self.buffers.append(data if type(data) is bytes else data.tobytes())
        return len(self.buffers) - 1

    def rare(self, value: Any, kind: type, depth: int) -> Any:
        if isinstance(value, int):  # of a class of its own: the bare value
            return int(value)
        if isinstance(value, float):
            return float(value)
        if isinstance(value, str):
            return str.__str__(value)
        if kind is bytes:
            return ["bytes", self.keep(value)]
        if kind is Fraction:
            return ["fraction", value.numerator, value.denominator]
        if kind is Decimal:
            return ["decimal", str(value)]
        if kind is complex:
            return ["complex", value.real, value.imag]
        if kind in (slice, range):
            parts = value.start, value.stop, value.step
            return [kind.__name__, [self.tree(part, depth + 1) for part in parts]]
        if value is Ellipsis:
            return ["ellipsis"]
        if isinstance(value, tuple) and kind.__bases__ == (tuple,):
            fields = getattr(kind, "_fields", None)
            if type(fields) is tuple and len(fields) == tuple.__len__(value):
                items = [self.tree(item, depth + 1) for item in tuple.__iter__(value)]
                return ["namedtuple", kind.__name__, list(fields), items]
        if kind is np.random.Generator:
            return ["generator", self.tree(value.bit_generator.state, depth + 1)]
        if isinstance(value, np.dtype) and is_plain(value):
            return ["dtype", value.name]
        found = tensors.tree(value, self.keep, lambda v: self.tree(v, depth + 1))
        return self.special(value) if found is None else found


class _Decoder:
    def __init__(self, buffers: list[memoryview], special: Hook) -> None:
        self.buffers, self.special, self.nodes = dict(enumerate(buffers)), special, 0
        self.kinds: dict[tuple[str, ...], Any] = {}

    def value(self, tree: Any, depth: int) -> Any:
        self.nodes += 1
        if self.nodes > MOST_NODES or depth > DEEPEST:
            raise CodecError("too large or nested too deeply")
        if tree is None or type(tree) in (bool, int, float, str):
            return tree
        if type(tree) is not list or not tree or type(tree[0]) is not str:
            raise CodecError("a value without a tag")
        tag, parts = tree[0], tree[1:]
        if tag in SEQUENCES:
            (items,) = parts
            return SEQUENCES[tag](
                [self.value(item, depth + 1) for item in a_list(items)]
            )
        if tag in DICTS:
            (pairs,) = parts
            made = DICTS[tag]()
            for key, item in a_list(pairs):
                made[self.value(key, depth + 1)] = self.value(item, depth + 1)
            return made
        if tag.isupper():
            return self.special(tree)
        return self.rare(tag, parts, depth)

    def rare(self, tag: str, parts: list[Any], depth: int) -> Any:
        if tag == "array":
            return self.array(*parts)
        if tag == "number":
            name, index = parts
            return self.array(name, [], index, [])[()]
        if tag == "bytes":
            return bytes(self.buffer(*parts))
        if tag == "complex":
            real, imaginary = map(float, parts)
            return complex(real, imaginary)
        if tag in ("slice", "range"):
            (items,) = parts
            start, stop, step = (self.value(item, depth + 1) for item in a_list(items))
            return (slice if tag == "slice" else range)(start, stop, step)
        if tag == "fraction":
            numerator, denominator = map(operator.index, parts)
            return Fraction(numerator, denominator)
        if tag == "decimal" and len(str(parts[0])) < 10_000:
            return Decimal(parts[0])
        if tag == "ellipsis":
            return Ellipsis
        if tag == "dtype":
            return NUMPY[parts[0]]
        if tag == "namedtuple":
            return self.namedtuple(*parts, depth=depth)
        if tag == "generator":
            return _generator(self.value(parts[0], depth + 1))
        return tensors.value(
            tag, parts, self.buffer, lambda tree: self.value(tree, depth + 1)
        )

    def buffer(self, index: Any) -> memoryview:
        if type(index) is not int:
            raise CodecError("no such buffer")
        return self.buffers.pop(index)  # once: a short message makes no large value

    def array(self, name: Any, shape: Any, index: Any, order: Any) -> Any:
        dtype, data = NUMPY[name], self.buffer(index)
        shape, order = checked_shape(shape), checked_order(order, shape)
        if math.prod(shape) * dtype.itemsize != len(data):
            raise CodecError("an array of another size")
        if name == "bool" and np.frombuffer(data, np.uint8).max(initial=0) > 1:
            raise CodecError("a bool that is neither 0 nor 1")
        stored = np.frombuffer(data, dtype).reshape([shape[axis] for axis in order])
        return stored.copy().transpose(np.argsort(order))

    def namedtuple(self, name: Any, fields: Any, items: Any, *, depth: int) -> Any:
        values = [self.value(item, depth + 1) for item in a_list(items)]
        if type(name) is not str or not all(type(f) is str for f in a_list(fields)):
            raise CodecError("a named tuple without names")
        key = name, *fields
        if key not in self.kinds:  # making one takes long
            if max(len(self.kinds), len(fields)) >= MOST_KINDS:
                raise CodecError("too many kinds of named tuples")
            self.kinds[key] = namedtuple(name, fields)  # type: ignore[misc]
        return self.kinds[key](*values)


def is_plain(dtype: Any) -> bool:
    """Return whether numbers of this dtype may cross."""
    return dtype.name in NUMPY and bool(NUMPY[dtype.name] == dtype)


def _generator(state: Any) -> np.random.Generator:
    if type(state) is not dict or state.get("bit_generator") not in BIT_GENERATORS:
        raise CodecError("not a random generator")
    places = state["state"].get("pos", 0), state.get("buffer_pos", 0)
    if not 0 <= places[0] <= 624 or not 0 <= places[1] <= 4:
        raise CodecError("a place outside the generator")  # numpy would read there
    source = getattr(np.random, state["bit_generator"])(0)
    source.state = state
    return np.random.Generator(source)
