"""Names that an answer may not use, resolved to the objects behind them."""

import builtins
import importlib
import importlib.util
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from types import ModuleType
from typing import Any

import numpy as np
import torch

from helpers.checks.trusted import BUILTINS

__all__ = ["MATRIX_PRODUCT", "Ban", "find_bans", "is_cell"]

globals()["__builtins__"] = BUILTINS

# What a ban on the whole package leaves allowed: these hold no answers.
_NO_ANSWERS = ("helpers.checks", "helpers.runtime", "helpers.plots")
_OWNERS: dict[str, type] = {"torch": torch.Tensor, "numpy": np.ndarray}

# The matrix product is banned as an operator, too: a lesson writes "@" for it.
MATRIX_PRODUCT = "operator.matmul"

Place = tuple[Any, str, Callable[..., Any]]  # holder, attribute, callable


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
        spared = [room for room in _NO_ANSWERS if not _inside(self.name, room)]
        if any(_inside(dotted, room) for room in spared):
            return False
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
        if isinstance(thing, ModuleType):
            return self.covers(thing.__name__)
        return id(thing) in self._identities

    @cached_property
    def places(self) -> list[Place]:
        """Where the banned callables stand.

        For a module: its public callables, and those of its loaded submodules.
        """
        found: list[Place] = []
        if isinstance(self.target, ModuleType):
            for path, module in list(sys.modules.items()):
                if not _inside(path, self.name) or "._" in path:
                    continue
                if isinstance(module, ModuleType) and self.covers(path):
                    found += [p for p in _public(module) if not self._spares(p[2])]
        elif self.target is not None:
            path, _, name = self.name.rpartition(".")
            holder = _resolve(path) if path else builtins
            found.append((holder, name, self.target))
        return found + [(owner, m, getattr(owner, m)) for owner, m in self.methods]

    @cached_property
    def _identities(self) -> frozenset[int]:
        """Identities of the banned callables."""
        things = [thing for _, _, thing in self.places]
        return frozenset(id(thing) for thing in things if id(thing) not in self._shared)

    @cached_property
    def _shared(self) -> frozenset[int]:
        """Identities of what the whole package offers under a name of its own.

        A ban on ``torch.autograd`` leaves ``torch.no_grad`` allowed, though that
        class was written in there.
        """
        root = self.name.partition(".")[0]
        if root == self.name or not isinstance(self.target, ModuleType):
            return frozenset()
        return frozenset(id(thing) for thing in vars(sys.modules[root]).values())

    def _spares(self, thing: Any) -> bool:
        """Say whether a class stays allowed: a guard in it reaches all its names."""
        return isinstance(thing, type) and id(thing) in self._shared


def _inside(dotted: str, name: str) -> bool:
    """Say whether a dotted name is `name` or lies inside it."""
    return dotted == name or dotted.startswith(name + ".")


def find_bans(names: str) -> list[Ban]:
    """Resolve space-separated dotted names.

    Parameters
    ----------
    names : str
        Such as ``"torch.softmax torch.nn.functional helpers"``; ``"@"`` is the
        matrix product as an operator.

    Returns
    -------
    list of Ban
        One for each name.

    Raises
    ------
    ValueError
        If a name does not exist.

    Examples
    --------
    >>> [ban.name for ban in find_bans("torch.softmax sum")]
    ['torch.softmax', 'sum']
    """
    bans = []
    for name in names.split():
        name = MATRIX_PRODUCT if name == "@" else name
        target = _resolve(name)
        bans.append(Ban(name, target, _same_methods(name, target)))
    return bans


def _resolve(name: str) -> Any:
    """Return the object behind a dotted name; None where its package is not loaded."""
    root, *parts = name.split(".")
    if not parts and root in BUILTINS:
        return BUILTINS[root]
    if root not in sys.modules:
        if importlib.util.find_spec(root) is None:
            raise ValueError(f"there is no {name} to forbid: write the full name")
        return None  # nothing of it can be in use, but an import is refused
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
                raise ValueError(f"there is no {path} to forbid") from None
    return thing


def _same_methods(name: str, target: Any) -> tuple[tuple[type, str], ...]:
    """Return the methods that do the same as a function of torch or NumPy."""
    last = name.rpartition(".")[2]
    owner = _OWNERS.get(name.partition(".")[0])
    if owner is None or isinstance(target, ModuleType | type):
        return ()
    return tuple((owner, m) for m in (last, last + "_") if hasattr(owner, m))


def _public(module: ModuleType) -> list[Place]:
    """List a module's own public functions and classes."""
    package = module.__name__.split(".")[0]
    found: list[Place] = []
    names = vars(module).get("__all__")
    for name in list(names if isinstance(names, list | tuple) else vars(module)):
        thing = vars(module).get(name)
        if name.startswith("_") or not callable(thing):
            continue
        home = str(getattr(thing, "__module__", None) or package)
        # torch and NumPy hand functions of private modules on; our rooms do not.
        guest = isinstance(thing, type) or package == "helpers"
        if guest and not _inside(home, module.__name__):
            continue  # only imported there
        if home.split(".")[0] in (package, "builtins"):
            found.append((module, name, thing))
    return found


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

    Examples
    --------
    >>> is_cell("<ipython-input-3-0a1b>", {}), is_cell("torch/functional.py", {})
    (True, False)
    """
    return (
        scope.get("__name__") == "__main__"
        or filename.startswith("<ipython-input")
        or "ipykernel_" in filename
    )
