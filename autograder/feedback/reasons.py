"""Why a graded cell lost points, in words that give no hidden test away."""

import re
from collections.abc import Iterable
from typing import Any

from nbformat import NotebookNode
from traitlets.config import Config

__all__ = ["HiddenRegion", "first_hidden", "reason"]

COLOURS = re.compile(r"\x1b\[[0-9;]*m")
# As a kernel tells the line of a cell, and as the warm engine does.
PLACE = re.compile(
    r"(?:Cell\s+In\s*\[\d+\]|File \"<ipython-input-(?:\d+-)?test>\"),\s+line\s+(\d+)"
)
LONGEST = 1500
BY_STATUS = {
    "timeout": "It took longer than the time limit and was stopped.",
    "memory": "It needed more memory than the limit.",
    "crashed": "The process ended while this ran, or before it was reached.",
    "missing": "Nothing was handed in for this exercise.",
    "invalid": "The submission could not be read.",
}


class HiddenRegion:
    """Knows which lines of a graded cell learners never see.

    Parameters
    ----------
    config : traitlets.config.Config
        The course's configuration: it may name other markers than nbgrader's.
    """

    def __init__(self, config: Config) -> None:
        named = config.ClearHiddenTests
        self.begin = str(named.get("begin_test_delimeter", "BEGIN HIDDEN TESTS"))
        self.end = str(named.get("end_test_delimeter", "END HIDDEN TESTS"))
        scheme = config.ClearMarkScheme
        self.begin_scheme = str(
            scheme.get("begin_mark_scheme_delimeter", "BEGIN MARK SCHEME")
        )
        self.end_scheme = str(
            scheme.get("end_mark_scheme_delimeter", "END MARK SCHEME")
        )

    def visible(self, source: str) -> list[bool]:
        """Return, line by line, whether learners see it."""
        shown, hidden = [], False
        for line in source.split("\n"):
            opens = self.begin in line or self.begin_scheme in line
            closes = self.end in line or self.end_scheme in line
            hidden = hidden or opens
            shown.append(not hidden and not closes)
            hidden = hidden and not closes
        return shown

    def released(self, source: str) -> str:
        """Return a cell's text as it was released."""
        lines = zip(source.split("\n"), self.visible(source), strict=True)
        return "\n".join(line for line, shown in lines if shown)

    def hides(self, source: str) -> bool:
        """Return whether a cell has lines that learners do not see."""
        return not all(self.visible(source))


def first_hidden(cells: Iterable[NotebookNode], region: HiddenRegion) -> int:
    """Return the index of the first graded cell with a hidden part.

    From that cell on, code of the learner may have seen hidden tests, so what it
    prints is not shown.
    """
    cells = list(cells)
    for index, cell in enumerate(cells):
        graded = cell.metadata.get("nbgrader", {}).get("grade", False)
        if graded and region.hides(cell.source):
            return index
    return len(cells)


def reason(cell: NotebookNode, status: str, region: HiddenRegion) -> str:
    """Return why a graded cell has this status; empty for full marks.

    Parameters
    ----------
    cell : NotebookNode
        As executed, with hidden tests.
    status : str
        One of `autograder.grade.scoring.STATUSES`.
    region : HiddenRegion

    Returns
    -------
    str
        For a check that learners see: the whole message. For a hidden one: only
        its teaching sentence, never a value or a line of the test.
    """
    if status == "ok":
        return ""
    said = _error(cell, region)
    if status == "tampered":
        changed = "The test cell had been changed; it was run with its own text."
        return f"{changed} {said}".strip()
    if status in BY_STATUS:
        return BY_STATUS[status]
    if not said and cell.metadata.get("nbgrader", {}).get("solution", False):
        return "A person gives the points of this answer."
    return said or "Part of the points were given."


def _error(cell: NotebookNode, region: HiddenRegion) -> str:
    errors = [o for o in cell.get("outputs", []) if o.output_type == "error"]
    if not errors:
        return ""
    error = errors[-1]
    name, text = str(error.ename), COLOURS.sub("", str(error.evalue)).strip()
    if name == "NotImplementedError":
        return "The exercise is not solved yet: it raises NotImplementedError."
    line = _visible_line(cell.source, error, region)
    if line is not None:
        at = f"\nin the line: {line}" if line and line not in text else ""
        return _short(f"{_headed(name, text)}{at}")
    headline = text.splitlines()[0] if text else ""
    if name == "CheckFailure" and headline:
        return _short(f"A hidden check failed: {headline}", 300)
    return f"A hidden check failed with {_plain_name(name)}."


def _headed(name: str, text: str) -> str:
    return text if name == "CheckFailure" and text else f"{name}: {text}"


def _visible_line(source: str, error: Any, region: HiddenRegion) -> str | None:
    """Return the failing line of a graded cell if learners see it, else None."""
    if not region.hides(source):
        lines, shown = source.split("\n"), None
    else:
        lines, shown = source.split("\n"), region.visible(source)
    trace = COLOURS.sub("", "\n".join(map(str, error.get("traceback", []))))
    place = PLACE.search(trace)
    number = int(place[1]) - 1 if place else -1
    if not 0 <= number < len(lines):
        return "" if shown is None else None
    if shown is not None and not shown[number]:
        return None
    return lines[number].strip()


def _plain_name(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z_]\w{0,60}", name) else "an error"


def _short(text: str, longest: int = LONGEST) -> str:
    return text if len(text) <= longest else text[: longest - 3] + "..."
