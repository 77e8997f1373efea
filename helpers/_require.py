"""Checks of arguments at the public door: errors that name argument and value."""

from collections.abc import Sequence

import torch
from torch import Tensor

__all__: list[str] = []


def tensor(name: str, value: object) -> None:
    """Raise ``TypeError`` unless `value` is a tensor."""
    if not isinstance(value, Tensor):
        raise TypeError(f"{name} must be a Tensor, got {type(value).__name__}")


def floating(name: str, value: object) -> None:
    """Raise ``TypeError`` unless `value` is a floating-point tensor."""
    tensor(name, value)
    if isinstance(value, Tensor) and not value.is_floating_point():
        raise TypeError(f"{name} must be floating point, got {value.dtype}")


def classes(name: str, value: object) -> None:
    """Raise ``TypeError`` unless `value` is a tensor of bools or integers."""
    tensor(name, value)
    if isinstance(value, Tensor) and (value.is_floating_point() or value.is_complex()):
        raise TypeError(
            f"{name} must hold classes (bool or integer), got {value.dtype}"
        )


def same_dtype(names: Sequence[str], *values: Tensor) -> None:
    """Raise ``TypeError`` unless every tensor has the dtype of the first."""
    for name, value in zip(names, values, strict=True):
        if value.dtype != values[0].dtype:
            raise TypeError(
                f"{name} must be {values[0].dtype} like {names[0]}, got {value.dtype}"
            )


def same_shape(names: tuple[str, str], first: Tensor, second: Tensor) -> None:
    """Raise ``ValueError`` unless shapes agree and there is something in them."""
    if first.shape != second.shape:
        raise ValueError(
            f"{names[1]} must have the shape {tuple(first.shape)} of {names[0]}, "
            f"got {tuple(second.shape)}"
        )
    if first.numel() == 0:
        raise ValueError(f"{names[0]} is empty, shape {tuple(first.shape)}")


def dims(name: str, value: Tensor, shape: str, num_dims: int) -> None:
    """Raise ``ValueError`` unless `value` has `num_dims` dimensions, none empty."""
    if value.ndim != num_dims or value.numel() == 0:
        raise ValueError(
            f"{name} must have shape {shape} and not be empty, got {tuple(value.shape)}"
        )


def cheap_to_read(value: Tensor) -> bool:
    """Say whether the values can be looked at without waiting for an accelerator."""
    return value.device.type == "cpu"


def zero_one(name: str, value: Tensor) -> None:
    """Raise ``ValueError`` if a label on the CPU is neither 0 nor 1."""
    if not cheap_to_read(value):
        return
    wrong = (value != 0) & (value != 1)
    if wrong.any():
        found = value[wrong].flatten()[0].item()
        raise ValueError(f"{name} must be 0 or 1, got {found}")


def in_unit_interval(name: str, value: Tensor) -> None:
    """Raise ``ValueError`` if a value on the CPU lies outside [0, 1] or is NaN."""
    if not cheap_to_read(value):
        return
    wrong = ~((value >= 0) & (value <= 1))
    if wrong.any():
        found = value[wrong].flatten()[0].item()
        raise ValueError(f"{name} must be in [0, 1], got {found}")


def class_range(name: str, value: Tensor, num_classes: int) -> None:
    """Raise ``ValueError`` if a class on the CPU is out of range."""
    if not cheap_to_read(value):
        return
    wrong = (value < 0) | (value >= num_classes)
    if wrong.any():
        found = value[wrong].flatten()[0].item()
        raise ValueError(f"{name} must be in [0, {num_classes}), got {found}")


def positive(name: str, value: float, *, or_zero: bool = False) -> None:
    """Raise ``TypeError`` or ``ValueError`` unless `value` is finite and positive."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise TypeError(f"{name} must be a number, got {type(value).__name__}")
    if not (0 < value < float("inf") or (or_zero and value == 0)):
        bound = "zero or more" if or_zero else "more than zero"
        raise ValueError(f"{name} must be finite and {bound}, got {value}")


def count(name: str, value: int, *, at_least: int = 1) -> None:
    """Raise ``TypeError`` or ``ValueError`` unless `value` is an integer that large."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"{name} must be an int, got {type(value).__name__}")
    if value < at_least:
        raise ValueError(f"{name} must be at least {at_least}, got {value}")


def generator(value: object) -> None:
    """Raise ``TypeError`` unless `value` is a ``torch.Generator``."""
    if not isinstance(value, torch.Generator):
        raise TypeError(
            f"generator must be a torch.Generator, got {type(value).__name__}"
        )
