"""Names that an answer may not use, resolved to the objects behind them."""

import importlib
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import numpy as np
import torch

from helpers.checks.trusted import BUILTINS

__all__ = ["Ban", "find_bans", "is_cell", "members"]

globals()["__builtins__"] = BUILTINS

# What a ban on the whole package leaves allowed: these hold no answers.
_NO_ANSWERS = ("helpers.checks", "helpers.runtime", "helpers.plots")
_TENSOR, _ARRAY = torch.Tensor, np.ndarray


@dataclass(frozen=True)
class Ban:
    """One forbidden name and what stands behind it.

    Parameters
    ----------
    name : str
        The dotted name as the lesson wrote it.
    target : object
        The module, function or class; None where its package is not loaded.
    methods : tuple of (type, str)
        Methods of tensors and arrays that do the same.
    """

    name: str
    target: Any
    methods: tuple[tuple[type, str], ...]

    def covers(self, dotted: str) -> bool:
        """Say whether a full dotted name is this name or lies inside it.

        Parameters
        ----------
        dotted : str
            Such as ``torch.nn.functional.relu``.

        Returns
        -------
        bool
            True where the name is banned.
        """
        if any(_inside(dotted, allowed) for allowed in _NO_ANSWERS):
            return any(_inside(self.name, allowed) for allowed in _NO_ANSWERS)
        return _inside(dotted, self.name)

    def matches(self, thing: Any) -> bool:
        """Say whether an object is the forbidden one, under whatever name.

        Parameters
        ----------
        thing : object
            Any object; only its identity is used, and the name of a module.

        Returns
        -------
        bool
            True where the object is banned.
        """
        if type(thing) is ModuleType:
            return self.covers(thing.__name__)
        if thing is self.target and self.target is not None:
            return True
        if type(self.target) is not ModuleType:
            return False
        return any(thing is banned for _, _, banned in members(self))


def _inside(dotted: str, name: str) -> bool:
    """Say whether a dotted name is `name` or lies inside it."""
    return dotted == name or dotted.startswith(name + ".")


def find_bans(names: str) -> list[Ban]:
    """Resolve space-separated dotted names.

    Parameters
    ----------
    names : str
        Such as ``"torch.softmax torch.nn.functional helpers"``.

    Returns
    -------
    list of Ban
        One for each name.

    Raises
    ------
    ValueError
        If a name does not exist in a package that is loaded.

    Examples
    --------
    >>> [ban.name for ban in find_bans("torch.softmax sum")]
    ['torch.softmax', 'sum']
    """
    return [Ban(name, *_resolve(name)) for name in names.split()]


def _resolve(name: str) -> tuple[Any, tuple[tuple[type, str], ...]]:
    """Return the object behind a dotted name, and the methods that do the same."""
    root, *parts = name.split(".")
    if not parts and hasattr(builtins, root):
        return getattr(builtins, root), ()
    if root not in sys.modules:
        return None, ()
    thing: Any = sys.modules[root]
    path = root
    for part in parts:
        path += "." + part
        try:
            thing = getattr(thing, part)
        except AttributeError:
            try:
                thing = importlib.import_module(path)
            except ImportError:
                raise ValueError(f"forbids: there is no {path}") from None
    owners = {"torch": _TENSOR, "numpy": _ARRAY}
    owner = owners.get(root)
    if owner is None or isinstance(thing, ModuleType | type):
        return thing, ()
    same = [parts[-1], parts[-1] + "_"]
    return thing, tuple((owner, m) for m in same if hasattr(owner, m))


def members(ban: Ban) -> Iterator[tuple[Any, str, Callable[..., Any]]]:
    """List the callables that a ban covers, with the object that holds each.

    Parameters
    ----------
    ban : Ban
        A resolved name.

    Yields
    ------
    tuple of (holder, attribute, callable)
        For a module: its public callables, and those of its loaded submodules.
    """
    if type(ban.target) is ModuleType:
        for path, module in list(sys.modules.items()):
            if type(module) is ModuleType and ban.covers(path):
                yield from _public(module)
    elif ban.target is not None:
        path, _, name = ban.name.rpartition(".")
        holder = find_bans(path)[0].target if path else builtins
        yield holder, name, ban.target
    for owner, name in ban.methods:
        yield owner, name, getattr(owner, name)


def _public(module: ModuleType) -> Iterator[tuple[Any, str, Callable[..., Any]]]:
    """List a module's own public functions and classes."""
    inside = module.__name__.split(".")[0]
    for name, thing in list(vars(module).items()):
        if name.startswith("_") or not callable(thing):
            continue
        home = str(getattr(thing, "__module__", None) or inside)
        if isinstance(thing, type) and not _inside(home, module.__name__):
            continue  # typing helpers and classes that are only imported there
        if home.split(".")[0] in (inside, "builtins"):
            yield module, name, thing


def is_cell(filename: str, scope: dict[str, Any]) -> bool:
    """Say whether code comes from a notebook cell.

    Parameters
    ----------
    filename : str
        The code's file name.
    scope : dict
        Its global variables.

    Returns
    -------
    bool
        True for the notebook's own code, False for libraries.
    """
    return (
        scope.get("__name__") == "__main__"
        or filename.startswith("<ipython-input")
        or "ipykernel_" in filename
    )
