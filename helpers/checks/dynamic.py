"""Forbidden calls raise while a learner's function runs."""

import builtins
import functools
import sys
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

from helpers.checks.bans import Ban, find_bans, is_cell, members
from helpers.checks.failure import CheckFailure, caller_frame

from helpers.checks.trusted import BUILTINS

__all__ = ["forbidden"]

globals()["__builtins__"] = BUILTINS

_MISSING = object()
_lock = threading.RLock()


def forbidden(names: str) -> "Forbidden":
    """Make the named callables raise when the learner's functions call them.

    Only calls made directly by the notebook's code count. The cell that enters the
    context may call them, and so may library code. Everything is put back at the end.

    Parameters
    ----------
    names : str
        Space-separated dotted names; a module's name stands for all in it. For
        ``torch.softmax`` the tensor's method ``softmax`` is included.

    Returns
    -------
    Forbidden
        A context manager. Its end raises what a learner's function caught and hid.

    Raises
    ------
    CheckFailure
        If a learner's function makes such a call.

    Examples
    --------
    >>> import torch
    >>> with forbidden("torch.softmax"):
    ...     torch.softmax(torch.zeros(2), dim=0)  # the entering cell may
    tensor([0.5000, 0.5000])
    """
    return Forbidden(find_bans(names))


class Forbidden:
    """The context manager behind :func:`forbidden`.

    Parameters
    ----------
    bans : list of Ban
        What may not be called.
    """

    def __init__(self, bans: list[Ban]) -> None:
        self._bans = bans
        self._undo: list[tuple[Any, str, Any]] = []
        self._seen: list[CheckFailure] = []
        self._entered_from = ""

    def __enter__(self) -> Self:
        _lock.acquire()
        try:
            frame = caller_frame()
            self._entered_from = frame.f_code.co_filename if frame else ""
            for ban in self._bans:
                for holder, name, target in list(members(ban)):
                    self._block(ban, holder, name, target)
            if frame is not None:
                self._block_aliases(frame.f_globals)
        except BaseException:
            self._restore()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._restore()
        if self._seen and error is None:
            raise self._seen[0].with_traceback(None)

    def _block(self, ban: Ban, holder: Any, name: str, target: Any) -> None:
        """Put a guard in the place of one callable."""
        label = f"{getattr(holder, '__name__', holder)}.{name}".removeprefix(
            "builtins."
        )
        if isinstance(target, type):  # a class must stay the class: guard its __init__
            holder, name, target = target, "__init__", target.__init__
        self._replace(holder, name, self._guard(label, ban, target))

    def _block_aliases(self, scope: dict[str, Any]) -> None:
        """Guard the notebook's own names for the same callables."""
        guards = {id(vars(new)["__wrapped__"]): new for new in self._guards()}
        for name, value in list(scope.items()):
            if id(value) in guards:
                self._undo.append((scope, name, value))
                scope[name] = guards[id(value)]

    def _guards(self) -> list[Callable[..., Any]]:
        """Return the guards that stand in place now."""
        return [vars(holder)[name] for holder, name, _ in self._undo]

    def _replace(self, holder: Any, name: str, guard: Any) -> None:
        """Set an attribute and remember what was there."""
        old = vars(holder).get(name, _MISSING)
        try:
            setattr(holder, name, guard)
        except (AttributeError, TypeError):
            return  # a type written in C: the static check names it
        self._undo.append((holder, name, old))

    def _restore(self) -> None:
        """Put everything back, in reverse order."""
        try:
            for holder, name, old in reversed(self._undo):
                if type(holder) is dict:
                    holder[name] = old
                elif old is _MISSING:
                    delattr(holder, name)
                else:
                    setattr(holder, name, old)
            self._undo.clear()
        finally:
            _lock.release()

    def _guard(self, label: str, ban: Ban, target: Any) -> Callable[..., Any]:
        """Wrap a callable: it raises when a learner's frame calls it."""
        inside = f" ({ban.name} is not allowed)" if label != ban.name else ""

        @functools.wraps(target, updated=())
        def guard(*args: Any, **kwargs: Any) -> Any:
            __tracebackhide__ = True
            frame = sys._getframe(1)
            filename = frame.f_code.co_filename
            if filename != self._entered_from and is_cell(filename, frame.f_globals):
                failure = CheckFailure(
                    f"Do not use {label} here{inside}: write it yourself"
                )
                self._seen.append(failure)
                raise failure
            return target(*args, **kwargs)

        return guard
