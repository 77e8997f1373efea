"""Brings back to the originals what a learner's function changed in its arguments.

Both sides number the objects in the arguments that can be changed, in the same order.
The learner's side sends the new content of those that it has changed; in it, and in
the result, one of these objects is named by its number, so that it stays the same one.
"""

import sys
from collections.abc import Iterator
from typing import Any

import numpy as np

from autograder.engine.codec import Hook, encode
from autograder.engine.rules import CodecError

__all__ = ["Watched", "apply_change", "mutables"]

CONTAINERS = (list, dict, set)


def mutables(values: Any) -> Iterator[Any]:
    """Yield the objects in a list or dict of arguments that can be changed."""
    for value in values.values() if isinstance(values, dict) else values:
        torch: Any = sys.modules.get("torch")
        kinds = (torch.Tensor, torch.Generator) if torch else ()
        if isinstance(value, (*CONTAINERS, np.ndarray, np.random.Generator, *kinds)):
            yield value
        if isinstance(value, list | tuple | dict):
            yield from mutables(value)


class Watched:
    """The arguments of one call, on the learner's side.

    Parameters
    ----------
    args : list
    kwargs : dict
    special : callable
        As `encode` takes it.
    """

    def __init__(self, args: Any, kwargs: Any, special: Hook) -> None:
        self.things = [*mutables(args), *mutables(kwargs)]
        self.known = {id(thing): number for number, thing in enumerate(self.things)}
        self.special = special
        self.before = [self._content(thing) for thing in self.things]

    def changed(self) -> dict[int, bytes]:
        """Return the new content of what has changed: number -> message."""
        now = enumerate(map(self._content, self.things))
        return {number: data for number, data in now if data != self.before[number]}

    def _content(self, thing: Any) -> bytes:
        if isinstance(thing, CONTAINERS):
            return encode(thing.copy(), self.special, self.known)
        return encode(thing, self.special)


def apply_change(original: Any, content: Any) -> None:
    """Make `original` equal to `content`, in place.

    Raises
    ------
    CodecError
        If they are not of one kind and, as arrays, of one shape.
    """
    if isinstance(original, list) and type(content) is list:
        original[:] = content
    elif isinstance(original, dict | set) and isinstance(content, dict | set):
        original.clear()
        original.update(content)  # type: ignore[arg-type]
    elif type(original) is not type(content):
        raise CodecError("an argument has become another one")
    elif isinstance(original, np.random.Generator):
        original.bit_generator.state = content.bit_generator.state
    elif isinstance(original, np.ndarray):
        if original.shape != content.shape or original.dtype != content.dtype:
            raise CodecError("an argument has become another one")
        original[...] = content
    else:
        _change_torch(original, content)


def _change_torch(original: Any, content: Any) -> None:
    torch: Any = sys.modules["torch"]
    if isinstance(original, torch.Generator):
        original.set_state(content.get_state())
        return
    with torch.no_grad():
        if original.shape == content.shape and original.dtype == content.dtype:
            if not torch.equal(original, content):
                original.copy_(content)
        else:
            original.data = content.detach()
    if original.is_leaf:
        original.requires_grad_(content.requires_grad)
        original.grad = content.grad
