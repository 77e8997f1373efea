"""Forbidden calls raise while a learner's function runs."""

import functools
import gc
import sys
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Any, NamedTuple, Self

from helpers.checks.bans import Ban, find_bans, is_cell
from helpers.checks.failure import CheckFailure, caller_frame
from helpers.checks.trusted import BUILTINS

__all__ = ["forbidden"]

globals()["__builtins__"] = BUILTINS

_MISSING = object()
_lock = threading.RLock()


class _Change(NamedTuple):
    """One replaced attribute or variable, and what was there before."""

    holder: Any
    name: str
    old: Any
    guard: Callable[..., Any]


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
        self._changes: list[_Change] = []
        self._guards: set[Callable[..., Any]] = set()
        self._seen: list[CheckFailure] = []
        self._entered_from = ""

    def __enter__(self) -> Self:
        _lock.acquire()
        collecting = gc.isenabled()
        gc.disable()  # thousands of guards would set it off, for 0.3 s
        try:
            frame = caller_frame()
            self._entered_from = frame.f_code.co_filename if frame else ""
            for ban in self._bans:
                for holder, name, target in ban.places:
                    self._block(ban, holder, name, target)
            if frame is not None:
                self._block_aliases(frame.f_globals)
        except BaseException:
            self._restore()
            raise
        finally:
            if collecting:
                gc.enable()
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
        label = f"{getattr(holder, '__name__', holder)}.{name}"
        label = label.removeprefix("builtins.")
        if isinstance(target, type):  # a class must stay the class: guard its __init__
            holder, name = target, "__init__"
            target = type.__getattribute__(holder, name)
            if target in self._guards:  # under another name before
                return
        guard = self._guard(label, ban, target)
        old = vars(holder).get(name, _MISSING)
        try:
            setattr(holder, name, guard)
        except (AttributeError, TypeError):
            return  # a type written in C: the static check names it
        self._changes.append(_Change(holder, name, old, guard))
        self._guards.add(guard)

    def _block_aliases(self, scope: dict[str, Any]) -> None:
        """Guard the notebook's own names for the same callables."""
        guards = {
            id(change.old): change.guard
            for change in self._changes
            if any(ban.matches(change.old) for ban in self._bans)
        }
        for name, value in list(scope.items()):
            if id(value) in guards:
                guard = scope[name] = guards[id(value)]
                self._changes.append(_Change(scope, name, value, guard))

    def _restore(self) -> None:
        """Put everything back, in reverse order."""
        try:
            for holder, name, old, guard in reversed(self._changes):
                if type(holder) is dict:
                    if holder.get(name) is guard:  # not bound anew meanwhile
                        holder[name] = old
                elif old is _MISSING:
                    delattr(holder, name)
                else:
                    setattr(holder, name, old)
            self._changes.clear()
            self._guards.clear()
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
