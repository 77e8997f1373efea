"""A bare IPython shell, booted once and forked for each notebook; collects outputs.

It has no kernel, no history, no sockets and no threads: those do not survive a fork.
What a cell shows is kept in the notebook format, cut to a number of bytes.
"""

import ast
import builtins
import contextlib
import getpass
import io
import linecache
import os
import sys
import tempfile
import traceback
from typing import Any

import numpy as np
from IPython.core import interactiveshell
from IPython.core.async_helpers import get_asyncio_loop
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.error import StdinNotImplementedError
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from autograder.engine.collected import Output, Outputs

__all__ = [
    "boot",
    "error_output",
    "execute",
    "fresh",
    "outputs_of",
    "run_cell",
    "shown_value",
]

SHELL = interactiveshell.__file__


class _Stream(io.TextIOBase):
    """sys.stdout or sys.stderr of the learner's code."""

    def __init__(self, name: str, descriptor: int) -> None:
        self.name, self.descriptor = name, descriptor

    encoding = "utf-8"

    def write(self, text: str) -> int:
        """Keep text."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        _outputs().text(self.name, text)
        return len(text)

    def writable(self) -> bool:
        """Say that it can be written to."""
        return True

    def fileno(self) -> int:
        """Return the descriptor that child processes write to."""
        return self.descriptor


class _Publisher(DisplayPublisher):
    def publish(  # type: ignore[override]
        self, data: Any, metadata: Any = None, **more: Any
    ) -> None:
        number = str((more.get("transient") or {}).get("display_id", ""))
        shown = _shown("display_data", data, metadata)
        _outputs().add(shown, number, update=bool(more.get("update")))

    def clear_output(self, wait: bool = False) -> None:
        _outputs().clear(wait=wait)


class _Values(DisplayHook):
    def write_format_data(self, format_dict: Any, md_dict: Any = None) -> None:
        shown = _shown("execute_result", format_dict, md_dict)
        _outputs().add({**shown, "execution_count": None})

    def write_output_prompt(self) -> None: ...

    def finish_displayhook(self) -> None: ...


class _Shell(InteractiveShell):
    display_pub_class = _Publisher
    displayhook_class = _Values

    outputs: Outputs
    written: dict[str, Any]
    has_loop = False
    value_error: BaseException | None = None

    def should_run_async(self, *args: Any, **kwargs: Any) -> bool:
        """Run every cell in the event loop, as a kernel does."""
        return self.has_loop and not get_asyncio_loop().is_running()

    def enable_gui(self, gui: Any = None) -> None:
        """Do nothing: there is no window here."""

    def showtraceback(self, *args: Any, **kwargs: Any) -> None:
        """Show the error; that of the cell itself is taken out again later."""
        error = sys.exc_info()[1]
        if error is not None:
            _outputs().add(error_output(error, after=SHELL))
            if getattr(self.displayhook, "_is_active", False):  # in showing a value
                self.value_error = error

    def showsyntaxerror(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing here either."""


def boot() -> InteractiveShell:
    """Start the shell; figures appear below the cell that draws them."""
    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "NoColor"
    builtins.input = getpass.getpass = _no_input  # type: ignore[assignment]
    shell = _Shell.instance(config=config)
    shell.loop_runner = _in_loop
    shell.outputs = Outputs(0)
    if "matplotlib.pyplot" in sys.modules:
        shell.run_line_magic("matplotlib", "inline")
    return shell


def fresh(limit: int) -> None:
    """Set the shell up in a new jail: streams, no input, a limit on outputs."""
    shell: Any = InteractiveShell.instance()
    shell.outputs, shell.written, shell.has_loop = Outputs(limit), {}, True
    # What is written past Python, by C code or child processes, lands in files.
    for number, name in ((1, "stdout"), (2, "stderr")):
        file = tempfile.TemporaryFile(dir="/tmp")  # noqa: SIM115 - open to the end
        os.dup2(file.fileno(), number)
        shell.written[name] = file
    sys.stdout, sys.stderr = _Stream("stdout", 1), _Stream("stderr", 2)
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)


def run_cell(source: str) -> Output | None:
    """Run a cell as a notebook does; return its error as an output, if there is one."""
    shell: Any = InteractiveShell.instance()
    shell.value_error = None
    result = shell.run_cell(source, store_history=True)
    error = result.error_before_exec or result.error_in_exec or shell.value_error
    return error_output(error, after=SHELL) if error is not None else None


def _in_loop(cell: Any) -> Any:
    """Run a cell in the event loop; one that was interrupted does not go on later."""
    loop = get_asyncio_loop()
    task = loop.create_task(cell)
    try:
        return loop.run_until_complete(task)
    except BaseException:
        task.cancel()
        with contextlib.suppress(BaseException):
            loop.run_until_complete(task)
        raise


def error_output(
    error: BaseException, *, after: str = "", cells_only: bool = False
) -> Output:
    """Return an error in the notebook format.

    Parameters
    ----------
    error : BaseException
    after : str
        Leave out the frames up to the last one of this file.
    cells_only : bool
        Leave out the frames of files.
    """
    with contextlib.suppress(Exception):
        frames = traceback.extract_tb(error.__traceback__)
        ours = [i for i, frame in enumerate(frames) if frame.filename == after]
        start = ours[-1] + 1 if ours else 0
        lines = ["Traceback (most recent call last):\n"]
        kept = [f for f in frames[start:] if f.filename[0] == "<" or not cells_only]
        lines += traceback.format_list(kept[-20:])
        lines += traceback.format_exception_only(error)
        return _error(type(error).__name__, str(error), lines)
    return _error(type(error).__name__, "(its text cannot be read)", [])


def execute(source: str, name: str, names: dict[str, Any]) -> Any:
    """Execute a test without IPython; return the value of its last expression.

    Parameters
    ----------
    source : str
    name : str
        File name that tracebacks show.
    names : dict
        Global names.
    """
    linecache.cache[name] = (len(source), None, source.splitlines(True), name)
    body = ast.parse(source, name).body
    last = body[-1] if body else None
    if not isinstance(last, ast.Expr):
        exec(compile(ast.Module(body, []), name, "exec"), names)
        return None
    exec(compile(ast.Module(body[:-1], []), name, "exec"), names)
    return eval(compile(ast.Expression(last.value), name, "eval"), names)


def shown_value(value: Any) -> str | None:
    """Return the value of a test's last expression as a notebook shows it."""
    if isinstance(value, np.generic):  # shown as np.int64(0), it would be no number
        value = value.item()
    return None if value is None else repr(value)[:1000]


def outputs_of() -> tuple[list[Output], bool]:
    """Return what was shown since the last call, and whether some was left out."""
    shell: Any = InteractiveShell.instance()
    outputs: Outputs = shell.outputs
    for name, file in shell.written.items():
        with contextlib.suppress(OSError, ValueError):
            file.seek(0)
            outputs.text(name, file.read(outputs.limit + 1).decode("utf-8", "replace"))
            file.seek(0)
            file.truncate()
    was_cut = outputs.was_cut
    return outputs.take(), was_cut


def _outputs() -> Outputs:
    return InteractiveShell.instance().outputs  # type: ignore[no-any-return, attr-defined]


def _shown(kind: str, data: Any, metadata: Any) -> Output:
    import base64

    kept = {
        mime: base64.b64encode(value).decode() if isinstance(value, bytes) else value
        for mime, value in dict(data).items()
    }
    return {"output_type": kind, "data": kept, "metadata": {}}


def _error(name: str, text: str, lines: list[str]) -> Output:
    return {"output_type": "error", "ename": name, "evalue": text[:20_000],
            "traceback": [line.rstrip("\n")[:20_000] for line in lines]}  # fmt: skip


def _no_input(prompt: str = "", *more: Any, **named: Any) -> str:
    raise StdinNotImplementedError(
        "input() was called, but nobody is there to answer when work is graded"
    )
