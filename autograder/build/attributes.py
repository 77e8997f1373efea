"""Rules for what stands behind a cell's `# %%` marker."""

import math
import re
from collections.abc import Iterator

from autograder.build.cells import Cell

__all__ = ["check_attributes"]

KNOWN = ("exercise", "tests", "part", "points", "forbids", "tags")
NAME = re.compile(r"[a-z0-9_]+\Z")
DOTTED = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)*\Z", re.ASCII)
# nbformat allows 64 characters in a cell's id, and the grade id is the cell's id.
LONGEST_ID = 64


def check_attributes(cell: Cell) -> Iterator[str]:
    """Yield what is wrong with the attributes of `cell`.

    Parameters
    ----------
    cell : Cell
        A cell of a lesson.

    Yields
    ------
    str
        One sentence a mistake.

    Examples
    --------
    >>> list(check_attributes(Cell("code", "x = 1", 1, {"tests": "a", "points": 2})))
    []
    >>> list(check_attributes(Cell("code", "x = 1", 1, {"tests": "a"})))
    ['graded cell without points; add points=1 or more']
    """
    yield from _check_known(cell)
    yield from _check_kind(cell)
    yield from _check_names(cell)
    yield from _check_points(cell)
    yield from _check_forbids(cell)
    yield from _check_tags(cell)


def _check_known(cell: Cell) -> Iterator[str]:
    for key, value in cell.attributes.items():
        if key == "incorrectly_encoded_metadata":
            yield (
                f"attributes {value!r} cannot be read; write them as "
                'exercise="name", tests="name" points=3, or tags=["experiment"]'
            )
        elif key == "title":
            yield (
                f"text {value!r} behind `# %%`; put it into the cell, or write it as "
                "an attribute"
            )
        elif key not in KNOWN:
            known = ", ".join(KNOWN)
            yield f"unknown attribute {key!r}; the attributes are: {known}"


def _check_kind(cell: Cell) -> Iterator[str]:
    if cell.kind not in ("code", "markdown"):
        yield f"{cell.kind} cell; use `# %%` for code or `# %% [markdown]` for text"
    marked = [key for key in KNOWN[:-1] if key in cell.attributes]
    if cell.kind == "markdown" and marked:
        yield f"a text cell cannot have {marked[0]!r}; make it a code cell `# %%`"
    if "exercise" in marked and "tests" in marked:
        yield "exercise and tests in one cell; make two cells of it"
    if "forbids" in marked and "exercise" not in marked:
        yield "'forbids' belongs to the cell with exercise=...; move it there"
    if {"points", "part"} & set(marked) and "tests" not in marked:
        wrong = "points" if "points" in marked else "part"
        yield f"{wrong!r} belongs to a cell with tests=...; move it there"


def _check_names(cell: Cell) -> Iterator[str]:
    for key in ("exercise", "tests", "part"):
        value = cell.attributes.get(key)
        if value is None:
            continue
        if not isinstance(value, str) or not NAME.match(value):
            yield (
                f"bad name {key}={value!r}; use lower-case letters, digits and _ "
                f'in quotes, like {key}="perceptron_step"'
            )
    name = str(cell.grade_id or "")
    if len(name) > LONGEST_ID:
        yield f"name {name!r} is over {LONGEST_ID} characters; shorten it"


def _check_points(cell: Cell) -> Iterator[str]:
    if cell.tests is None:
        return
    points = cell.attributes.get("points")
    if points is None:
        yield "graded cell without points; add points=1 or more"
    elif isinstance(points, bool) or not isinstance(points, int | float):
        yield f"points={points!r} is no number; write it without quotes, like points=3"
    elif not (math.isfinite(points) and points > 0):
        yield f"points={points!r} must be above 0; a test is worth something"


def _check_forbids(cell: Cell) -> Iterator[str]:
    if "forbids" not in cell.attributes:
        return
    value = cell.attributes["forbids"]
    if not isinstance(value, str) or not value.split():
        yield (
            f"forbids={value!r} names nothing; write dotted names in quotes, "
            'like forbids="torch.softmax helpers"'
        )
        return
    for name in value.split():
        if name != "@" and not DOTTED.match(name):  # @ is the matrix product
            yield (
                f"forbids names {name!r}, which is no dotted name; write names like "
                "torch.softmax with spaces between them"
            )


def _check_tags(cell: Cell) -> Iterator[str]:
    tags = cell.attributes.get("tags")
    if tags is None:
        return
    if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
        yield f'tags={tags!r} is no list of words; write tags=["experiment"]'
        return
    if "raises-exception" in tags:
        yield (
            "the tag 'raises-exception' hides every error; remove it, and catch the "
            "error that the cell shows with try and except"
        )
    for tag in tags:
        if tag.lower().startswith("experiment") and tag != "experiment":
            yield f"tag {tag!r}; did you mean 'experiment'?"
    if "experiment" in tags and cell.grade_id is not None:
        yield "an experiment is never graded; remove the tag, or exercise and tests"
