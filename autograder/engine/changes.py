"""Brings back to the originals what a learner's function changed in its arguments."""

import sys
from typing import Any

import numpy as np

from autograder.engine.rules import CodecError

__all__ = ["update"]


def update(original: Any, changed: Any) -> Any:
    """Make `original` equal to `changed`, in place where its type can be changed.

    Parameters
    ----------
    original : object
        What was passed to the learner's function.
    changed : object
        What it looked like afterwards; of the same types.

    Returns
    -------
    object
        `original`, or `changed` where there is nothing to change in place.

    Raises
    ------
    CodecError
        If they have not the same structure.
    """
    kind = type(original)
    if kind is list and type(changed) is list:
        original[:] = _updated(original, changed)
        return original
    if isinstance(original, tuple) and isinstance(changed, tuple):
        items = _updated(original, changed)
        return original._make(items) if hasattr(original, "_make") else tuple(items)
    if isinstance(original, dict) and type(changed) is kind:
        merged = {
            key: update(original[key], item) if key in original else item
            for key, item in changed.items()
        }
        original.clear()
        original.update(merged)
        return original
    if kind is set and type(changed) is set:
        original.clear()
        original |= changed
        return original
    if kind is np.ndarray:
        if type(changed) is not np.ndarray or changed.shape != original.shape:
            raise CodecError("an argument has become another one")
        if original.tobytes() != changed.tobytes():
            original[...] = changed
        return original
    if kind is np.random.Generator and type(changed) is kind:
        original.bit_generator.state = changed.bit_generator.state
        return original
    return _update_torch(original, changed)


def _updated(original: Any, changed: Any) -> list[Any]:
    paired = [update(a, b) for a, b in zip(original, changed, strict=False)]
    return [*paired, *changed[len(paired) :]]


def _update_torch(original: Any, changed: Any) -> Any:
    torch = sys.modules.get("torch")
    if torch is None or not isinstance(original, torch.Tensor | torch.Generator):
        return original if callable(original) else changed
    if type(changed) is not type(original):
        raise CodecError("an argument has become another one")
    if isinstance(original, torch.Generator):
        original.set_state(changed.get_state())
        return original
    with torch.no_grad():
        if original.shape == changed.shape and original.dtype == changed.dtype:
            if not torch.equal(original, changed):
                original.copy_(changed)
        else:
            original.data = changed.detach()
    if original.is_leaf:
        original.requires_grad_(changed.requires_grad)
        original.grad = changed.grad
    return original
