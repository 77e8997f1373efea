"""What both parts of the codec hold messages to."""

from typing import Any

__all__ = ["CodecError", "a_list", "checked_order", "checked_shape", "memory_order"]


class CodecError(Exception):
    """A value that cannot cross, or bytes that are not a message."""


def a_list(value: Any) -> list[Any]:
    """Return `value` if it is a list; raise CodecError otherwise."""
    if type(value) is not list:
        raise CodecError("a list was due")
    return value


def memory_order(strides: Any) -> list[int]:
    """Return the axes as they lie in memory, the slowest first: transposed or not."""
    return sorted(range(len(strides)), key=lambda axis: -strides[axis])


def checked_order(order: Any, shape: list[int]) -> list[int]:
    """Return `order` if it names each axis of `shape` once."""
    if sorted(a_list(order)) != list(range(len(shape))):
        raise CodecError("not an order of axes")
    return list(order)


def checked_shape(shape: Any) -> list[int]:
    """Return `shape` if it is a list of sizes; raise CodecError otherwise."""
    if not all(type(n) is int and 0 <= n < 2**40 for n in a_list(shape)):
        raise CodecError("not a shape")
    if len(shape) > 32:
        raise CodecError("too many dimensions")
    return list(shape)
