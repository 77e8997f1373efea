"""The error that every check raises, and the call it quotes from the test cell."""

import ast
import linecache
import sys
import traceback
from dataclasses import dataclass
from types import FrameType
from typing import Any, NoReturn

from executing import Source

from helpers.checks.trusted import BUILTINS

__all__ = ["CheckFailure", "Quote", "caller_frame", "fail", "quote"]

globals()["__builtins__"] = BUILTINS

LONGEST_QUOTE = 160
LONGEST_LINE = 400


class CheckFailure(AssertionError):  # noqa: N818 - the word that learners read
    """A check did not hold; the message says what to look at.

    Examples
    --------
    >>> from helpers import checks
    >>> try:
    ...     checks.equal(2, 3)
    ... except checks.CheckFailure as failure:
    ...     print(str(failure).splitlines()[0])
    The value is not the expected one
    """

    def _render_traceback_(self) -> list[str]:
        """Return what a notebook shows: the line of the cell, then the message.

        IPython calls this instead of listing the frames of this package, which say
        nothing to a learner.
        """
        line = ""
        for frame, number in traceback.walk_tb(self.__traceback__):
            filename = frame.f_code.co_filename
            if not str(frame.f_globals.get("__name__")).startswith("helpers.checks"):
                text = linecache.getline(filename, number).strip()
                line = f"line {number}: {text}" if text else ""
        return [part for part in (line, f"{type(self).__name__}: {self}") if part]


@dataclass(frozen=True)
class Quote:
    """The check's own call as text: its arguments, and the scope it stands in.

    Parameters
    ----------
    arguments : tuple of str
        Source text of the positional arguments.
    keywords : dict of str to str
        Source text of the keyword arguments.
    nodes : tuple of ast.expr
        The positional arguments as syntax trees.
    tree : ast.AST
        The whole cell.
    scope : dict
        The variables that the call can see.
    """

    arguments: tuple[str, ...]
    keywords: dict[str, str]
    nodes: tuple[ast.expr, ...]
    tree: ast.AST
    scope: dict[str, Any]


def caller_frame() -> FrameType | None:
    """Return the innermost frame outside this package: the cell that called a check.

    Returns
    -------
    FrameType or None
        None where nothing outside the package is running.
    """
    frame: FrameType | None = sys._getframe(1)
    while frame and str(frame.f_globals.get("__name__")).startswith("helpers.checks"):
        frame = frame.f_back
    return frame


def quote() -> Quote | None:
    """Find the source text of the check's call in the test cell.

    Returns
    -------
    Quote or None
        None where the source is not known, or where arguments are unpacked.
    """
    frame = caller_frame()
    if frame is None:
        return None
    try:
        executing = Source.executing(frame)
        call, source = executing.node, executing.source
        if not isinstance(call, ast.Call):
            return None
        if any(isinstance(argument, ast.Starred) for argument in call.args):
            return None
        return Quote(
            arguments=tuple(_text(source, node) for node in call.args),
            keywords={k.arg: _text(source, k.value) for k in call.keywords if k.arg},
            nodes=tuple(call.args),
            tree=source.tree or ast.Module([], []),
            scope={**frame.f_globals, **frame.f_locals},
        )
    except Exception:  # a quote is a courtesy: without it the message still stands
        return None


def _text(source: Source, node: ast.expr) -> str:
    """Return a node's source on one line, shortened."""
    text = ast.get_source_segment(source.text, node) or ast.unparse(node)
    return shorten(" ".join(text.split()), LONGEST_QUOTE)


def shorten(text: str, limit: int = LONGEST_LINE) -> str:
    """Cut a text that is longer than `limit` characters.

    Parameters
    ----------
    text : str
        Any text.
    limit : int
        The most characters to keep.

    Returns
    -------
    str
        The text, ending in ``...`` where it was cut.
    """
    return text if len(text) <= limit else text[: limit - 3] + "..."


def fail(headline: str, lines: list[tuple[str, str]]) -> NoReturn:
    """Raise a CheckFailure made of a headline and labelled lines.

    Parameters
    ----------
    headline : str
        One sentence in words.
    lines : list of (str, str)
        Label and text of each further line; empty texts are left out.

    Raises
    ------
    CheckFailure
        Always.
    """
    __tracebackhide__ = True
    shown = [(label, shorten(text)) for label, text in lines if text]
    body = [f"  {label + ':':<10}{text}" for label, text in shown]
    raise CheckFailure("\n".join([headline, *body])) from None
