"""The codec's part for torch: tensors with their gradients, dtypes, generators.

torch is looked up, not imported: a course may have none.
"""

import math
import struct
import sys
from collections.abc import Callable
from typing import Any

from autograder.engine.rules import (
    CodecError,
    checked_order,
    checked_shape,
    memory_order,
)

__all__ = ["tree", "value"]

NAMES = (
    "bool", "int8", "int16", "int32", "int64", "uint8", "float16", "bfloat16",
    "float32", "float64", "complex64", "complex128",
)  # fmt: skip
FLAGS = {"plain": (False, False), "grad": (True, False), "parameter": (True, True),
         "frozen": (False, True)}  # fmt: skip


def tree(
    thing: Any, keep: Callable[[Any], int], inner: Callable[[Any], Any]
) -> list[Any] | None:
    """Return the JSON tree of something of torch's; None of all else."""
    torch = sys.modules.get("torch")
    if torch is None:
        return None
    kind = type(thing)
    if kind is torch.Tensor or kind is torch.nn.Parameter:
        name = str(thing.dtype).removeprefix("torch.")
        if name in NAMES and thing.layout is torch.strided and not thing.is_quantized:
            flags = bool(thing.requires_grad), kind is torch.nn.Parameter
            flag = next(word for word, both in FLAGS.items() if both == flags)
            grad = thing.grad if thing.is_leaf else None
            order = memory_order(thing.stride())
            data = keep(_raw(torch, thing.detach().permute(order)))
            return ["tensor", name, list(thing.shape), data, order, flag,
                    None if grad is None else inner(grad)]  # fmt: skip
    if kind is torch.Size:
        return ["size", list(thing)]
    if kind is torch.dtype and str(thing).removeprefix("torch.") in NAMES:
        return ["tdtype", str(thing).removeprefix("torch.")]
    if kind is torch.device and thing.type == "cpu":
        return ["cpu"]
    if kind is torch.Generator and thing.device.type == "cpu":
        return ["tgenerator", inner(thing.get_state().numpy())]
    return None


def value(
    tag: str,
    parts: list[Any],
    buffer: Callable[[Any], memoryview],
    inner: Callable[[Any], Any],
) -> Any:
    """Return what a tagged list of `tree` stands for."""
    torch: Any = sys.modules.get("torch")
    if torch is None:
        raise CodecError(f"no value is tagged {tag[:20]!r}")
    if tag == "tensor":
        return _tensor(torch, *parts, buffer=buffer, inner=inner)
    if tag == "size":
        return torch.Size(checked_shape(*parts))
    if tag == "tdtype" and parts[0] in NAMES:
        return getattr(torch, parts[0])
    if tag == "cpu":
        return torch.device("cpu")
    if tag == "tgenerator":
        generator = torch.Generator()
        state = torch.from_numpy(inner(parts[0]))
        left, _, place = struct.unpack_from("=iiQ", state.numpy(), 8)
        if left + place > 625:  # torch would read past its 624 numbers
            raise CodecError("a place outside the generator")
        try:
            generator.set_state(state)
        except RuntimeError:
            raise CodecError("not a random generator") from None
        return generator
    raise CodecError(f"no value is tagged {tag[:20]!r}")


def _raw(torch: Any, thing: Any) -> bytes:
    """Return the numbers of a tensor, in order, as bytes."""
    plain = thing.cpu().resolve_conj().resolve_neg().contiguous()
    flat = plain.as_strided((plain.numel(),), (1,))  # one number may have any stride
    return bytes(flat.view(torch.uint8).numpy().tobytes())


def _tensor(
    torch: Any, name: Any, shape: Any, index: Any, order: Any, flag: Any, grad: Any, *,
    buffer: Callable[[Any], memoryview], inner: Callable[[Any], Any],
) -> Any:  # fmt: skip
    if name not in NAMES:
        raise CodecError("not a dtype that may cross")
    dtype, data = getattr(torch, name), bytearray(buffer(index))
    shape = checked_shape(shape)
    order = checked_order(order, shape)
    if math.prod(shape) * dtype.itemsize != len(data):
        raise CodecError("a tensor of another size")
    if name == "bool" and data and max(data) > 1:
        raise CodecError("a bool that is neither 0 nor 1")
    made = torch.frombuffer(data, dtype=dtype) if data else torch.empty(0, dtype=dtype)
    needs_grad, is_parameter = FLAGS[flag]
    made = made.reshape([shape[axis] for axis in order])
    made = made.permute([order.index(axis) for axis in range(len(order))])
    if is_parameter:
        made = torch.nn.Parameter(made, requires_grad=needs_grad)
    elif needs_grad:
        made.requires_grad_()
    if grad is not None:
        known = inner(grad)
        if type(known) is not torch.Tensor or known.shape != made.shape:
            raise CodecError("a gradient of another shape")
        made.grad = known
    return made
