"""The guard tier: a test beside the learner's code, after what it rests on is restored.

It is for tests of other courses that cannot run apart from the learner's objects. It
stops the known tricks of forging, not a determined attacker: see docs/threat-model.md.
"""

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any

from IPython.core.interactiveshell import InteractiveShell

from autograder.engine import shell

__all__ = ["run_test", "take_snapshot"]

# What tests use to compare, and what carries their verdict.
RESTS_ON = (
    "builtins", "math", "cmath", "random", "operator", "functools", "itertools",
    "collections", "copy", "inspect", "types", "unittest", "unittest.case", "numpy",
    "numpy.testing", "numpy.linalg", "numpy.random", "numpy.testing._private.utils",
    "numpy._core.numeric", "torch", "torch.testing", "torch.linalg", "torch.nn",
    "torch.nn.functional", "torch.testing._comparison", "torch._tensor", "pandas",
    "pandas.testing", "pytest",
)  # fmt: skip
CLASSES = ("unittest.case.TestCase", "torch.Tensor", "torch.nn.Module")

_known: list[tuple[Any, dict[str, Any]]] = []
_loaded: dict[str, Any] = {}


def take_snapshot() -> None:
    """Remember what tests rest on; called once, before anything is forked."""
    holders = [sys.modules[name] for name in RESTS_ON if name in sys.modules]
    for path in CLASSES:
        module, _, name = path.rpartition(".")
        if module in sys.modules:
            holders.append(getattr(sys.modules[module], name))
    _known[:] = [(holder, dict(vars(holder))) for holder in holders]
    _loaded.update(sys.modules)


def run_test(
    source: str, guarded: Callable[[Callable[[], Any]], Any]
) -> dict[str, Any]:
    """Run a test cell in the learner's names.

    Parameters
    ----------
    source : str
    guarded : callable
        Runs a function and returns its error as an output.

    Returns
    -------
    dict
        value or error; incidents: what had to be restored.
    """
    incidents = sorted(set(_restore()))
    if threading.active_count() > 1:
        incidents.append("a thread of the answer was running during a test")
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1000.0)  # whatever else runs waits until the test is over
    try:
        return {**guarded(lambda: _execute(source)), "incidents": incidents}
    finally:
        sys.setswitchinterval(interval)


def _restore() -> Iterator[str]:
    sys.settrace(None)
    sys.setprofile(None)
    signal.setitimer(signal.ITIMER_REAL, 0)
    for name, module in _loaded.items():
        if sys.modules.get(name) is not module:
            sys.modules[name] = module
            yield f"the module {name} was replaced"
    for holder, before in _known:
        now = vars(holder)
        for name, value in before.items():
            if now.get(name, _known) is not value and _put_back(holder, name, value):
                yield f"{holder.__name__}.{name} was replaced"
        for name in [name for name in now if name not in before]:
            _put_back(holder, name, _known)


def _put_back(holder: Any, name: str, value: Any) -> bool:
    """Set an attribute, or delete it; return whether that was possible."""
    try:
        if value is _known:
            type.__delattr__(holder, name) if isinstance(holder, type) else delattr(
                holder, name
            )
        elif isinstance(holder, type):
            type.__setattr__(holder, name, value)
        else:
            vars(holder)[name] = value
    except (AttributeError, TypeError):
        return False
    return True


def _execute(source: str) -> dict[str, Any]:
    """Run the test without IPython, whose methods may have been replaced."""
    names = InteractiveShell.instance().user_ns
    value = shell.execute(source, "<ipython-input-test>", names)
    return {"value": shell.shown_value(value)}
