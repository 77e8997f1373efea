"""A lesson as cells with line numbers: reads percent text through jupytext."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.build.problems import Problem

__all__ = ["HEADER", "Cell", "Exercise", "Lesson", "Part", "parse_cells"]

HEADER = """\
# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---
"""
# The line that jupytext begins a cell at; `# %%time` is a cell magic instead.
MARKER = re.compile(r"^\s*#\s*%%+(\s|$)")
# jupytext keeps its own layout notes beside our attributes.
LAYOUT = {"lines_to_next_cell", "cell_marker", "cell_depth"}


@dataclass(frozen=True)
class Cell:
    """One cell of a lesson.

    Attributes
    ----------
    kind : str
        "code" or "markdown" ("raw" is refused later).
    source : str
        The text, as the notebook has it.
    line : int
        The line of its `# %%` marker, counted from 1.
    attributes : dict
        What stands behind the marker: exercise, tests, part, points, ...
    """

    kind: str
    source: str
    line: int
    attributes: dict[str, Any] = field(default_factory=dict)

    @property
    def exercise(self) -> str | None:
        """Name of the exercise whose stub this cell holds."""
        return self._name("exercise")

    @property
    def tests(self) -> str | None:
        """Name of the exercise that this cell grades."""
        return self._name("tests")

    @property
    def part(self) -> str | None:
        """Which part of the exercise this cell grades."""
        return self._name("part")

    @property
    def points(self) -> float:
        """Points of a graded cell, 0 elsewhere."""
        points = self.attributes.get("points", 0)
        return points if isinstance(points, int | float) else 0

    @property
    def forbids(self) -> tuple[str, ...]:
        """Dotted names that an answer may not call."""
        return tuple(str(self.attributes.get("forbids", "")).split())

    @property
    def tags(self) -> tuple[str, ...]:
        """The cell's tags."""
        tags = self.attributes.get("tags", ())
        return tuple(tags) if isinstance(tags, list | tuple) else ()

    @property
    def grade_id(self) -> str | None:
        """The cell's name for nbgrader: of the exercise, or of its tests."""
        if self.exercise is not None:
            return self.exercise
        if self.tests is None:
            return None
        return f"{self.label}-tests"

    @property
    def label(self) -> str | None:
        """The graded cell's name in reports: `softmax` or `softmax-stability`."""
        if self.tests is None:
            return None
        return self.tests if self.part is None else f"{self.tests}-{self.part}"

    def _name(self, key: str) -> str | None:
        value = self.attributes.get(key)
        return None if value is None else str(value)

    def line_of(self, index: int) -> int:
        """Return the line in the file of line `index` (from 0) of the source."""
        return self.line + 1 + index


@dataclass(frozen=True)
class Part:
    """One graded cell of an exercise.

    Attributes
    ----------
    name : str or None
        The part; None for the exercise's main tests.
    points : int or float
        What it is worth.
    label : str
        Its name in reports: `softmax` or `softmax-stability`.
    grade_id : str
        Its name for nbgrader: `softmax-tests` or `softmax-stability-tests`.
    """

    name: str | None
    points: float
    label: str
    grade_id: str


@dataclass(frozen=True)
class Exercise:
    """One exercise of a lesson, with its graded cells in order."""

    name: str
    parts: tuple[Part, ...]
    forbids: tuple[str, ...]
    line: int

    @property
    def points(self) -> float:
        """Points of all parts together."""
        return sum(part.points for part in self.parts)


@dataclass(frozen=True)
class Lesson:
    """One lesson: its file and its cells."""

    path: Path
    cells: tuple[Cell, ...]

    @property
    def name(self) -> str:
        """The file's name without its ending."""
        return self.path.stem

    @property
    def title(self) -> str:
        """The heading of the first cell; the file's name where there is none."""
        first = self.cells[0].source if self.cells else ""
        heading = re.match(r"#\s+(\S.*)", first)
        return heading[1].strip() if heading else self.name

    @property
    def exercises(self) -> tuple[Exercise, ...]:
        """The exercises in the order of the lesson."""
        return tuple(
            Exercise(cell.exercise, self._parts(cell.exercise), cell.forbids, cell.line)
            for cell in self.cells
            if cell.exercise is not None
        )

    @property
    def points(self) -> float:
        """Points of all exercises together."""
        return sum(exercise.points for exercise in self.exercises)

    def _parts(self, name: str) -> tuple[Part, ...]:
        return tuple(
            Part(cell.part, cell.points, str(cell.label), str(cell.grade_id))
            for cell in self.cells
            if cell.tests == name
        )


def parse_cells(path: Path, text: str) -> tuple[tuple[Cell, ...], list[Problem]]:
    """Cut percent text into cells.

    Parameters
    ----------
    path : Path
        The file, for messages.
    text : str
        What it holds.

    Returns
    -------
    cells : tuple of Cell
    problems : list of Problem
        What keeps the text from being cut: a `# %%` line that is no cell.
    """
    import jupytext  # half a second: only who builds pays
    import nbformat
    import yaml

    lines = text.splitlines()
    starts = [number for number, line in enumerate(lines, 1) if MARKER.match(line)]
    try:
        notebook = jupytext.reads(text, fmt="py:percent")
    except yaml.YAMLError:
        return (), [Problem(path, 1, "the header cannot be read; write it anew")]
    except nbformat.ValidationError:
        return (), [_bad_tags(path, lines, starts)]
    if not starts or len(starts) != len(notebook.cells):
        return (), [_miscounted(path, lines, starts)]
    cells = []
    for start, cell in zip(starts, notebook.cells, strict=True):
        kept = {key: cell.metadata[key] for key in cell.metadata if key not in LAYOUT}
        cells.append(Cell(cell.cell_type, cell.source, start, kept))
    return tuple(cells), []


def _bad_tags(path: Path, lines: list[str], starts: list[int]) -> Problem:
    # nbformat knows no other attribute that it could refuse.
    tagged = [start for start in starts if "tags" in lines[start - 1]]
    wrong = [start for start in tagged if not re.search(r"tags=\[", lines[start - 1])]
    text = 'these tags are no list of words; write tags=["experiment"]'
    return Problem(path, (wrong or tagged or [1])[0], text)


def _miscounted(path: Path, lines: list[str], starts: list[int]) -> Problem:
    if not starts:
        return Problem(path, 1, "no cell here; begin one with a line `# %% [markdown]`")
    begin = next((i for i, line in enumerate(lines, 1) if not line.startswith("#")), 1)
    if any(line.strip() for line in lines[begin - 1 : starts[0] - 1]):
        text = "text before the first cell; put a line `# %%` above it"
        return Problem(path, begin, text)
    text = (
        "a line that starts with `# %%` stands inside a string or a fenced block, "
        "or the string before it is not closed; close it or write the line differently"
    )
    return Problem(path, starts[-1], text)
