"""Makes an exception of the learner's side anew on the tests' side."""

import builtins
import contextlib
import sys
from types import ModuleType
from typing import Any

from autograder.engine.rules import CodecError

__all__ = ["rebuilt_error", "warning_class"]

# These would end the tests' process, or be taken for an interrupt of ours.
NOT_MADE = (SystemExit, KeyboardInterrupt, GeneratorExit, StopIteration)


class AnswerStoppedError(Exception):
    """The learner's code was interrupted, or tried to end the process."""


def rebuilt_error(told: Any) -> BaseException:
    """Return an exception like the one that the other side tells of.

    Its class is a built-in one, or that of a module which is loaded here: no code is
    imported, and no constructor is run but those of built-in classes.

    Parameters
    ----------
    told : dict
        kinds: the (module, name) of the class and its bases; args; report: lines.

    Raises
    ------
    CodecError
        If `told` is not like that.
    """
    if type(told) is not dict or {*told} != {"kinds", "args", "report"}:
        raise CodecError("not an exception")
    if any(type(part) is not list for part in told.values()):
        raise CodecError("not an exception")
    name, known = _class_of(told["kinds"])
    kind: Any = known if known.__name__ == name else type(name, (known,), {})
    args = tuple(a for a in told["args"] if type(a) in (str, int, float))
    error: BaseException = _as_text(kind, args)
    if known.__module__ in ("builtins", __name__):  # errno and the like are set
        with contextlib.suppress(TypeError):
            error = kind(*args)
    elif kind.__str__ is BaseException.__str__:
        error = kind.__new__(kind)
        error.args = args
    report = [str(line)[:2000] for line in told["report"][:100]]
    error.__remote__ = report  # type: ignore[attr-defined]
    return error


def warning_class(name: Any) -> type[Warning]:
    """Return the built-in warning of that name; UserWarning if there is none."""
    found = getattr(builtins, name, None) if type(name) is str else None
    known = isinstance(found, type) and issubclass(found, Warning)
    return found if known else UserWarning  # type: ignore[return-value]


def _class_of(kinds: Any) -> tuple[str, type[BaseException]]:
    """Return the class's name, and the nearest class that can be made here."""
    for kind in kinds:
        if type(kind) is not tuple or [*map(type, kind)] != [str, str]:
            raise CodecError("not a class")
        module, name = kind
        home = sys.modules.get(module) if module != "__main__" else None
        # Not by getattr: a module may import others when it is asked for a name.
        found = vars(home).get(name) if isinstance(home, ModuleType) else None
        if isinstance(found, type) and issubclass(found, BaseException):
            if issubclass(found, NOT_MADE):
                found = AnswerStoppedError
            elif issubclass(found, BaseExceptionGroup):
                continue  # empty ones cannot be made
            first = kinds[0][1].rpartition(".")[2]
            return (first if first.isidentifier() else found.__name__), found
    raise CodecError("an exception of no known kind")


def _as_text(kind: type[BaseException], args: tuple[Any, ...]) -> BaseException:
    """Make an exception whose own text would need what has not crossed."""
    text = str(args[0]) if args else ""
    made: Any = type(kind.__name__, (kind,), {"__str__": lambda self: text})
    error: BaseException = made.__new__(made)
    error.args = args
    return error
